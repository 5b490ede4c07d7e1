"""What a person is shown: the contract's documents, how values become them, and how they are put into words."""
