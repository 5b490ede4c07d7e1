"""Reviewing, pure: what a person remembers of what they tried, and which of it is looked at when."""
