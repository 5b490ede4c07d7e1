"""Anybody's Markdown plan becomes items, notes and conflicts, and those become a Plan. Pure: no I/O, no clock."""
