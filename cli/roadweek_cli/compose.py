"""The composition root: the one place where workspace, servers, model, checkpoints and graph are put together."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from roadweek.language.understand import SentenceContext

    from roadweek.views import ProposalView, UnderstandView
    from roadweek.workspace import Workspace
    from roadweek_agents.conversation import Reply
    from roadweek_agents.model import OpenAICompatible

THREAD = "terminal"
"""The conversation of the terminal; the desk has one of its own."""


def build_server(ws: Workspace, name: str) -> MCPServer[Any]:
    """The MCP server of that name; the desk gets the agents' conversation, imported with its first message."""
    if name == "tasks":
        from roadweek_mcp.tasks import build_tasks

        return build_tasks(ws)
    if name == "calendar":
        from roadweek_mcp.calendar import build_calendar

        return build_calendar(ws)
    from roadweek_mcp.desk import build_desk

    conversation: list[Conversation] = []

    async def chat(text: str) -> str:
        if not conversation:
            conversation.append(Conversation(ws, "desk"))
        return (await conversation[0].say(text)).text

    return build_desk(ws, chat)


def model_of(ws: Workspace) -> OpenAICompatible | None:
    """The model that config.toml names; null: the rules alone."""
    settings = ws.settings.model
    if settings.url is None:
        return None
    from roadweek_agents.model import OpenAICompatible

    return OpenAICompatible(settings.url, settings.name, os.environ.get(settings.key_env))


class Conversation:
    """The graph over servers in this process, its checkpoints in the workspace. All its calls belong to one event loop."""

    def __init__(self, ws: Workspace, thread: str, *, model: bool = True) -> None:
        self.ws = ws
        self.thread = thread
        self.model = model_of(ws) if model else None
        self._graph: Any = None
        self._open = AsyncExitStack()

    async def graph(self) -> Any:
        if self._graph is None:
            from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

            from roadweek_agents.graph import build_graph

            path = str(self.ws.path / "conversation.db")
            saver = await self._open.enter_async_context(AsyncSqliteSaver.from_conn_string(path))
            servers = build_server(self.ws, "tasks"), build_server(self.ws, "calendar")
            self._graph = build_graph(*servers, self.model, saver)
        return self._graph

    async def say(self, text: str) -> Reply:
        """Answer one message. Raises RoadweekError only for what is wrong with the workspace itself."""
        from roadweek_agents.conversation import converse

        return await converse(await self.graph(), self.thread, text, lang=self.ws.language)

    async def close(self) -> None:
        await self._open.aclose()


class Reader:
    """Reads sentences: by the rules, and by a configured model what those do not read."""

    def __init__(self, ws: Workspace, context: SentenceContext | None, *, model: bool) -> None:
        from roadweek.words import sentence_context

        self.ws = ws
        self.context = context or sentence_context(ws)
        self.model = model_of(ws) if model else None

    def read(self, text: str) -> UnderstandView:
        from roadweek.words import understand_text

        return understand_text(self.ws, text, context=self.context)


def replan_words(ws: Workspace, text: str, *, week: str | None, no_model: bool) -> ProposalView:
    """A proposal from a sentence, or a question back. What the rules read whole needs no graph, which takes seconds to
    import; the rest goes through it where a model is configured."""
    from roadweek.presenting import no_proposal
    from roadweek.replan import propose
    from roadweek.standing import load
    from roadweek.storage import database

    with database.read(ws.database) as connection:
        version = load(connection, ws).version
    reader = Reader(ws, None, model=not no_model)
    view = reader.read(text)
    if view["edits"] and not view["question"]:
        return propose(ws, view["edits"], week=week, by=view["by"])
    if reader.model is not None:
        reply = asyncio.run(_one_message(ws, text))
        if reply.proposal is not None and reply.proposal.get("proposal"):
            return propose(ws, reply.proposal["edits"], week=week, by="model")
        return no_proposal(version, question=reply.question or reply.text, by="model")
    return no_proposal(version, question=view["question"], by=view["by"])


async def _one_message(ws: Workspace, text: str) -> Reply:
    from uuid import uuid4

    conversation = Conversation(ws, f"replan-{uuid4().hex}")  # it remembers nothing of other talks
    try:
        return await conversation.say(text)
    finally:
        await conversation.close()
