"""Roadweek, the library: what the planner can do. It holds no server, no agent and no command line."""

__version__ = "0.1.0"
