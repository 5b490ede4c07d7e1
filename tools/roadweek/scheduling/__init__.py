"""Weeks from wishes: what a week asks for, where it fits, what changed and why. Pure: no I/O, no clock."""
