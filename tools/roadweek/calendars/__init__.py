"""The calendar as the world has it: CalDAV servers, our own embedded one, events in and sessions out."""
