"""The effective plan written out: Markdown that the importer reads back, Obsidian, iCalendar, JSON. Does no I/O."""
