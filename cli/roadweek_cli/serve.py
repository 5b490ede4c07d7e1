"""`mcp` and `client`: Roadweek as an MCP server, and put into the configuration of the programs that use it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from roadweek.messages import say
from roadweek_cli.common import Usage, common, emit, language, note, print_json, workspace
from roadweek_cli.parser import command, new_app
from roadweek_cli.stdio import serve_workspace

app = new_app()
mcp_app = new_app("Roadweek as an MCP server, over stdio or streamable HTTP.")
client_app = new_app("Connect an MCP client: its configuration file is changed with care, or printed.")
app.add_typer(mcp_app, name="mcp")
app.add_typer(client_app, name="client")

Http = Annotated[
    str | None,
    typer.Option(metavar="HOST:PORT", help="streamable HTTP at /mcp instead of stdio; port 0 takes a free one"),
]
Chat = Annotated[
    bool, typer.Option("--chat", help="add chat_send, Roadweek's own agents, for clients without a strong model")
]


@command(mcp_app, "desk")
def desk(http: Http = None, chat: Chat = False) -> None:
    """A dozen tools for the day's work: what a person adds to Claude Desktop."""
    serve_workspace("desk", http, chat=chat)


@command(mcp_app, "tasks")
def tasks(http: Http = None) -> None:
    """The plan, the week, proposals, tasks and the log."""
    serve_workspace("tasks", http)


@command(mcp_app, "calendar")
def calendar(http: Http = None) -> None:
    """Busy times, trips and the meeting with the calendar server."""
    serve_workspace("calendar", http)


@command(mcp_app, "github")
def github(http: Http = None) -> None:
    """GitHub beside the plan: contributions, stories, issues to take. Read only."""
    serve_workspace("github", http)


@command(mcp_app, "edge")
def edge(http: Http = None) -> None:
    """Devices, endpoints and their models, and benchmarks of them."""
    serve_workspace("edge", http)


ClientName = Annotated[str, typer.Argument(metavar="CLIENT", help="claude-desktop, claude-code, cursor, vscode or zed")]
Print = Annotated[bool, typer.Option("--print", help="print the configuration instead of writing it")]


def _known(client: str) -> None:
    from roadweek_cli.clients import CLIENTS

    if client not in CLIENTS:
        raise Usage("client", value=client, known=", ".join(CLIENTS))


@command(client_app, "add")
def client_add(client: ClientName, print_: Print = False) -> None:
    """Put Roadweek into a client's configuration. What else is there stays; the old file is kept beside it."""
    from roadweek_cli import clients

    _known(client)
    path = clients.path_of(client, Path.cwd())
    server = clients.entry(client, workspace(as_it_is=True).path)
    if print_:
        print_json(clients.merged(client, {}, server))
        return
    backup = clients.write(path, clients.merged(client, clients.load(client, path), server))
    _report(client, path, backup, server, "client_wrote")


@command(client_app, "remove")
def client_remove(client: ClientName, print_: Print = False) -> None:
    """Take Roadweek out of a client's configuration."""
    from roadweek_cli import clients

    _known(client)
    path = clients.path_of(client, Path.cwd())
    document = clients.load(client, path)
    rest = clients.merged(client, document, None)
    if print_:
        print_json(rest)
        return
    if clients.NAME not in (document.get(clients.CLIENTS[client].key) or {}):
        _report(client, path, None, None, "client_absent")
        return
    _report(client, path, clients.write(path, rest), None, "client_removed")


def _report(client: str, path: Path, backup: Path | None, server: dict[str, Any] | None, key: str) -> None:
    from roadweek_cli.clients import CLIENTS

    lang = language()
    document = {"client": client, "path": str(path), "backup": str(backup) if backup else None, "server": server}
    emit(document, say(f"terminal.{key}", lang, path=path, client=CLIENTS[client].title))
    if backup and not common().json:
        note(say("terminal.client_backup", lang, path=backup))
