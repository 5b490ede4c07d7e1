"""What a person does with Roadweek, one module a case: import a plan, replan, record, undo, look, export.

The command, the MCP servers and the tests call these; each opens its own connection, and writes in one transaction.
"""
