"""Serving a workspace; apart from the commands, because a client that starts a server waits for what is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadweek_mcp.server import WorkspaceServer


def serve_workspace(name: str, http: str | None = None, *, chat: bool = False) -> None:
    """Serve the common options' workspace until the client goes away or the process is stopped.

    ``chat`` adds the agents to the desk. Settings that are wrong do not end it: a client would only see a closed pipe.
    They are told on standard error and in each answer, until they are corrected.
    """
    from roadweek_mcp.serving import serve

    serve(_built(name, chat=chat), http)


def _built(name: str, *, chat: bool) -> WorkspaceServer:
    from roadweek.errors import SettingsError
    from roadweek_cli.common import common, language, note, workspace
    from roadweek_cli.compose import build_server

    try:
        return build_server(workspace(), name, chat=chat)
    except SettingsError as error:
        from roadweek.workspace import open_anyhow

        note(f"error: {error.text(language())}")
        ws, _ = open_anyhow(common().workspace, language=common().lang)
        server = build_server(ws, name, chat=chat)
        server.opener = lambda: build_server(workspace(), name, chat=chat)
        return server
