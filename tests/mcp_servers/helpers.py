"""Connecting to a server in memory, calling its tools, and telling answers from errors."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep
from typing import Any

from mcp import Client
from mcp.types import CallToolResult, TextContent

from roadweek.workspace import Workspace
from roadweek_mcp.calendar import build_calendar
from roadweek_mcp.desk import build_desk
from roadweek_mcp.edge import build_edge
from roadweek_mcp.github import build_github
from roadweek_mcp.serving import PATH, http_app
from roadweek_mcp.tasks import build_tasks

BUILDERS: dict[str, Callable[[Workspace], Any]] = {
    "tasks": build_tasks,
    "calendar": build_calendar,
    "github": build_github,
    "desk": build_desk,
    "edge": build_edge,
}
TRIP: dict[str, Any] = {"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13", "place": "Xi'an"}
NEXT_WEEK = "2026-03-09"


def connect(name: str, ws: Workspace, mode: str = "auto", **more: Any) -> Client:
    return Client(BUILDERS[name](ws), mode=mode, **more)


@contextmanager
def served_here(name: str, ws: Workspace, token: str) -> Generator[str]:
    """The URL of a server over HTTP in a thread of this process, while it runs; it answers who sends the token."""
    import uvicorn

    app = http_app(BUILDERS[name](ws), "127.0.0.1", token)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="on", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until = monotonic() + 30
        while not server.started and monotonic() < until:
            sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}{PATH}"
    finally:
        server.should_exit = True
        thread.join(10)


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool gives; its text is words, not JSON. The test fails with the error's words where it is one."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    assert not text_of(result).startswith(("{", "["))
    return dict(result.structured_content)


async def refused(client: Client, tool: str, **arguments: Any) -> tuple[str, str | None]:
    """The words of a tool's error, and its key where the result names one."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error, text_of(result)
    named: dict[str, Any] = (result.meta or {}).get("roadweek/error", {})
    return text_of(result), named.get("key")


def text_of(result: CallToolResult) -> str:
    return "\n".join(block.text for block in result.content if isinstance(block, TextContent))


async def accept_next_week(client: Client, propose: str = "proposal_create") -> dict[str, Any]:
    """Approve next week as it is solved, so that changes have something to change."""
    made = await call(client, propose, edits=[], week=NEXT_WEEK)
    return await call(client, "proposal_decide", **approval(made))


def approval(made: dict[str, Any], **other: Any) -> dict[str, Any]:
    """The arguments that approve a proposal as it was shown, but for ``other``."""
    shown = {"proposal": made["proposal"], "version": made["version"], "digest": made["effects"]["digest"]}
    return {"decision": "approve", **shown, **other}


async def take_back(client: Client, **what: Any) -> dict[str, Any]:
    """Undo in two steps, as a client without forms does: see what it takes back, then take back just that."""
    shown = await call(client, "change_undo", **what)
    assert not shown["undone"]
    named = [event["event"] for event in shown["events"]]
    done = await call(client, "change_undo", events=named, digest=shown["effects"]["digest"])
    assert done["undone"]
    assert done["effects"] == shown["effects"], "what was named is what was done"
    return done
