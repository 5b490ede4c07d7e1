"""The desk's conversations: one a client, in memory, because a process that starts anew goes on with none of them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from roadweek_mcp.chatting import Said

if TYPE_CHECKING:
    from roadweek.workspace import Workspace
    from roadweek_agents.conversation import Reply

MOST = 64
"""So many conversations are kept; the one that was silent longest is forgotten first."""


@dataclass(slots=True)
class _Talk:
    shown: str | None = None
    """The digest of what this client was shown last: what a yes is about."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One message after the other: a yes that overtook its proposal would be about something else."""


class DeskTalks:
    """:class:`roadweek_mcp.chatting.Agents` over the graph. Its calls belong to one event loop."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = replace(ws, actor="mcp")
        self._graph: Any = None
        self._saver: Any = None
        self._talks: OrderedDict[str, _Talk] = OrderedDict()

    def knows(self, conversation: str) -> bool:
        return conversation in self._talks

    async def say(self, conversation: str, text: str) -> Said:
        from roadweek_agents.conversation import converse
        from roadweek_agents.routing import says_no_language
        from roadweek_mcp.binding import language

        lang = language(self.ws) if says_no_language(text) else self.ws.language
        talk = await self._talk(conversation)
        async with talk.turn:
            return _said(talk, await converse(self._graph, conversation, text, lang=lang, shown=talk.shown))

    async def decide(self, conversation: str, agreed: bool) -> Said:
        from roadweek_agents.conversation import resume

        talk = await self._talk(conversation)
        async with talk.turn:
            return _said(talk, await resume(self._graph, conversation, agreed))

    async def _talk(self, name: str) -> _Talk:
        if self._graph is None:
            from langgraph.checkpoint.memory import InMemorySaver

            from roadweek_agents.graph import build_graph
            from roadweek_cli.compose import build_server, model_of

            names = ("tasks", "calendar", "edge")
            tasks, calendar, edge = (build_server(self.ws, which, self.ws.actor) for which in names)
            self._saver = InMemorySaver()
            self._graph = build_graph(tasks, calendar, model_of(self.ws), self._saver, edge)
        talk = self._talks.setdefault(name, _Talk())
        self._talks.move_to_end(name)
        if len(self._talks) > MOST:
            oldest, _ = self._talks.popitem(last=False)
            await self._saver.adelete_thread(oldest)
        return talk


def _said(talk: _Talk, reply: Reply) -> Said:
    if not reply.unread:
        talk.shown = reply.interrupt.get("digest") if reply.interrupt else None
    told = reply.interrupt or {}
    # the step of a ritual is answered in words: no form with yes and no fits it
    waiting = (
        {} if told.get("ritual") else {name: value for name, value in told.items() if name not in ("text", "note")}
    )
    return Said(text=reply.text, waiting=waiting, question=reply.question, error=reply.error)
