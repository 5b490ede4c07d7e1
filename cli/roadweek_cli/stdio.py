"""Serving a workspace; apart from the commands, because a client that starts a server waits for what is imported."""

from __future__ import annotations


def serve_workspace(name: str, http: str | None = None, *, chat: bool = False) -> None:
    """Serve the common options' workspace until the client goes away or the process is stopped.

    ``chat`` adds the agents to the desk.
    """
    from roadweek_cli.common import workspace
    from roadweek_cli.compose import build_server
    from roadweek_mcp.serving import serve

    serve(build_server(workspace(), name, chat=chat), http)
