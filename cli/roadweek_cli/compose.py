"""The composition root: the one place where workspace, servers, model, checkpoints and graph are put together."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from roadweek.importing.asking import Portion
    from roadweek.understanding.context import SentenceContext
    from roadweek.usecases.relabel import Answered
    from roadweek.views.documents import ProposalView, UnderstandView
    from roadweek.workspace import Workspace
    from roadweek_agents.conversation import Reply
    from roadweek_agents.model import Model, OpenAICompatible
    from roadweek_mcp.server import WorkspaceServer

THREAD = "terminal"
"""The conversation of the terminal, which the next one goes on with; a desk's clients have their own, in memory."""


def build_server(ws: Workspace, name: str, actor: str = "mcp", *, chat: bool = False) -> WorkspaceServer:
    """The MCP server of that name; with ``chat`` the desk gets the agents too, imported with their first message."""
    if name == "tasks":
        from roadweek_mcp.tasks import build_tasks

        return build_tasks(ws, actor)
    if name == "calendar":
        from roadweek_mcp.calendar import build_calendar

        return build_calendar(ws, actor)
    if name == "edge":
        from roadweek_mcp.edge import build_edge

        return build_edge(ws, actor)
    if name == "github":
        from roadweek_mcp.github import build_github

        return build_github(ws, actor)
    from roadweek_mcp.desk import build_desk

    if not chat:
        return build_desk(ws)
    from roadweek_cli.desk_talks import DeskTalks

    return build_desk(ws, DeskTalks(ws))


def model_of(ws: Workspace) -> OpenAICompatible | None:
    """The model that config.toml names; null: the rules alone."""
    settings = ws.settings.model
    if settings.url is None:
        return None
    from roadweek_agents.model import OpenAICompatible

    key = os.environ.get(settings.key_env)
    return OpenAICompatible(settings.url, settings.name, key, timeout_s=settings.timeout_s)


class PlanReader:
    """A configured model, asked about the notes of a plan."""

    def __init__(self, model: OpenAICompatible) -> None:
        self._model = model
        self.name = model.name
        self.where = model.where

    def ask(self, portions: Sequence[Portion], *, written: str) -> Answered:
        """What it proposes, with what that took. It does not raise for what a model does."""
        from roadweek.errors import ModelError
        from roadweek.usecases.relabel import Answered
        from roadweek_agents.relabelling import propose

        found = asyncio.run(propose(self._model, portions, written=written))
        spent = self._model.spent
        unusable = ModelError(url=self.where, why=f"{found.unusable} of its answers were unusable")
        return Answered(
            proposals=found.proposals,
            portions=found.answered,
            calls=spent.calls,
            prompt_tokens=spent.prompt_tokens,
            answer_tokens=spent.answer_tokens,
            error=found.error or (unusable if found.unusable else None),
        )


class Conversation:
    """The graph over servers in this process, its checkpoints in the workspace. Its calls belong to one event loop."""

    def __init__(self, ws: Workspace, thread: str, *, model: bool = True) -> None:
        self.ws = ws
        self.thread = thread
        self.model = model_of(ws) if model else None
        self.told: Callable[[str], None] | None = None
        """Who hears of each run that a benchmark makes."""
        self._graph: Any = None
        self._shown: str | None = None
        """What this process showed last in this conversation: the digest that a yes is about."""
        self._open = AsyncExitStack()

    async def propose(self, text: str, week: str | None) -> Reply:
        """One wish through the same graph, without a conversation to keep."""
        from roadweek_agents.conversation import propose
        from roadweek_agents.graph import build_graph

        graph = build_graph(self._server("tasks"), self._server("calendar"), self.model, None)
        return await propose(graph, text, lang=self.ws.language, week=week)

    def _server(self, name: str) -> WorkspaceServer:
        return build_server(self.ws, name, self.ws.actor)

    async def graph(self) -> Any:
        """The graph with the conversation that was kept; with a new one, in memory, where another process has that."""
        if self._graph is None:
            from roadweek_agents.graph import build_graph
            from roadweek_cli.owning import Ownership

            saver: Any
            owned = Ownership(self.ws.path / "conversation.lock")
            self._open.callback(owned.close)
            if owned.held:
                from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

                path = str(self.ws.path / "conversation.db")
                saver = await self._open.enter_async_context(AsyncSqliteSaver.from_conn_string(path))
            else:
                from langgraph.checkpoint.memory import InMemorySaver

                saver = InMemorySaver()
            servers = (self._server("tasks"), self._server("calendar"))
            self._graph = build_graph(*servers, self.model, saver, self._server("edge"), self.told)
        return self._graph

    async def say(self, text: str) -> Reply:
        """Answer one message. Raises RoadweekError only for what is wrong with the workspace itself.

        A conversation that an older Roadweek kept is not gone on with: it is forgotten, and said so once.
        """
        from roadweek.messages import say
        from roadweek_agents.conversation import converse, forget_older, thread_of
        from roadweek_agents.routing import says_no_language
        from roadweek_mcp.binding import language

        lang = language(self.ws) if says_no_language(text) else self.ws.language
        graph = await self.graph()
        reply = await converse(graph, thread_of(self.thread), text, lang=lang, shown=self._shown)
        if not reply.unread:
            self._shown = reply.interrupt.get("digest") if reply.interrupt else None
        if not await forget_older(graph, self.thread):
            return reply
        notice = say("agents.new_conversation", self.ws.language or language(self.ws))
        before = "\n\n".join(one for one in (notice, reply.notice) if one)
        return replace(reply, text=f"{notice}\n\n{reply.text}", notice=before)

    async def close(self) -> None:
        await self._open.aclose()


class Reader:
    """Reads sentences: by the rules, and by a configured model what those do not read."""

    def __init__(self, ws: Workspace, context: SentenceContext | None, *, model: bool) -> None:
        from roadweek.usecases.sentences import sentence_context

        self.ws = ws
        self.context = context or sentence_context(ws)
        self.model = model_of(ws) if model else None

    def read(self, text: str) -> UnderstandView:
        """The edits of a sentence, or a question. A model that fails leaves the rules' answer standing."""
        from roadweek.understanding.naming import names_something
        from roadweek.usecases.sentences import understand_text

        found = understand_text(self.ws, text, context=self.context)
        if self.model is None or (found["edits"] and not found["question"]):
            return found
        if not found["question"] and not names_something(text, self.context):
            return found
        return asyncio.run(_drafted(self.ws, self.model, self.context, text, found["question"])) or found


async def _drafted(
    ws: Workspace, model: Model, context: SentenceContext, text: str, asked: str | None
) -> UnderstandView | None:
    """What a model makes of a sentence, checked as the agents check it; None where it is of no use."""
    from roadweek.errors import ModelError
    from roadweek.usecases.sentences import understand_text
    from roadweek.versions.check import parse_edits
    from roadweek_agents.drafting import read_sentence
    from roadweek_mcp.reads import unused

    async def understand(sentence: str) -> UnderstandView:
        return understand_text(ws, sentence, context=context)

    async def check(edits: list[dict[str, Any]]) -> str | None:
        return unused(text, parse_edits(edits), context)

    try:
        edits, question = await read_sentence(model, text, asked, understand, check)
    except ModelError:
        return None
    return {"edits": edits, "question": question, "by": "model"} if edits or question else None


def replan_words(ws: Workspace, text: str, *, day: str | None, no_model: bool) -> ProposalView:
    """A proposal from a sentence, or a question back. ``day`` is a day of a week to solve besides those that it names.

    What the rules read fully, and what no model could read better, needs neither graph nor servers: their imports are
    most of the wait of a cold start. Raises RoadweekError.
    """
    from roadweek.usecases.sentences import understand_text
    from roadweek_agents.routing import LONGEST

    if len(text) <= LONGEST:
        read = understand_text(ws, text)
        if (read["edits"] and not read["question"]) or no_model or model_of(ws) is None:
            return _proposed(ws, text, read, day)
    return _by_agents(ws, text, day=day, no_model=no_model)


def _proposed(ws: Workspace, text: str, read: UnderstandView, day: str | None) -> ProposalView:
    """The proposal of what the rules read; their question where they have one."""
    from datetime import date

    from roadweek.domain.weeks import week_id
    from roadweek.messages import say
    from roadweek.usecases.proposing import propose_on_calendar
    from roadweek.usecases.sentences import wish_of
    from roadweek.views.build import no_proposal
    from roadweek_agents.routing import language_of

    if read["question"] or not read["edits"]:
        wish_of(ws, text)  # raises where what is meant is not there: that is no question
        question = read["question"] or say("agents.not_understood", ws.language or language_of(text, "en"))
        return no_proposal(_version(ws), question=question, by="rules")
    week = week_id(date.fromisoformat(day)) if day else None
    return propose_on_calendar(ws, read["edits"], week=week, origin="agent", by="rules")


def _by_agents(ws: Workspace, text: str, *, day: str | None, no_model: bool) -> ProposalView:
    """The agents' graph reads the sentence, by a model too, meets the calendar and proposes."""
    from roadweek.errors import RoadweekError
    from roadweek.views.build import no_proposal

    reply = asyncio.run(Conversation(ws, "", model=not no_model).propose(text, day))
    if reply.error is not None:
        raise RoadweekError("said", text=reply.text)
    if reply.proposal is not None:
        return cast("ProposalView", reply.proposal)
    return no_proposal(_version(ws), question=reply.question, by=reply.by)


def _version(ws: Workspace) -> int:
    from roadweek.storage import database
    from roadweek.versions.snapshot import load

    with database.read(ws.database) as connection:
        return load(connection, ws).version
