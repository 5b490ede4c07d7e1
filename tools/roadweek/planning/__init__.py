"""From plan to work: what kind of thing each item is, which week does what, and what each sitting is for. No I/O."""
