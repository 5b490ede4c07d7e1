"""The composition root: the one place where workspace, servers, model and graph are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from roadweek.language.understand import SentenceContext
    from roadweek.views import ProposalView, UnderstandView
    from roadweek.workspace import Workspace


class Reader:
    """Reads sentences: the rules first, and a configured model for what they do not read."""

    def __init__(self, ws: Workspace, context: SentenceContext | None, *, model: bool) -> None:
        from roadweek.words import sentence_context

        self.ws = ws
        self.context = context or sentence_context(ws)
        self.model = model and ws.settings.model.url is not None

    def read(self, text: str) -> UnderstandView:
        from roadweek.words import understand_text

        view = understand_text(self.ws, text, context=self.context)
        return view


def replan_words(ws: Workspace, text: str, *, week: str | None, no_model: bool) -> ProposalView:
    """A proposal from a sentence. What the rules read whole needs no graph, which takes seconds to import."""
    from roadweek.presenting import no_proposal
    from roadweek.replan import propose
    from roadweek.standing import load
    from roadweek.storage import database

    view = Reader(ws, None, model=not no_model).read(text)
    if view["edits"]:
        return propose(ws, view["edits"], week=week, by=view["by"])
    with database.read(ws.database) as connection:
        version = load(connection, ws).version
    return no_proposal(version, question=view["question"], by=view["by"])


def build_server(ws: Workspace, name: str) -> MCPServer[Any]:
    """The MCP server of that name; the desk has the agents' conversation injected."""
    if name == "tasks":
        from roadweek_mcp.tasks import build_tasks

        return build_tasks(ws)
    if name == "calendar":
        from roadweek_mcp.calendar import build_calendar

        return build_calendar(ws)
    from roadweek_mcp.desk import build_desk

    return build_desk(ws)
