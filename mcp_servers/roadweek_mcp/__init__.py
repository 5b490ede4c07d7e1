"""MCP servers over the library: ``tasks``, ``calendar``, and ``desk`` for one client. Thin: a tool is one use case."""
