"""GitHub, read only: what the person contributed, asked by our own queries and kept for when there is no network."""
