"""A conversation over real servers and a real workspace, with a model that says what a test tells it to say."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from tests.samples import workspace

from roadweek.errors import ModelError
from roadweek.usecases import replan
from roadweek.workspace import Workspace
from roadweek_agents.conversation import Reply, converse, resume
from roadweek_agents.graph import build_graph
from roadweek_mcp.calendar import build_calendar
from roadweek_mcp.tasks import build_tasks


class Scripted:
    """A model that answers from a list, and remembers what it was asked. An exception in the list is raised."""

    configured = True
    where = "scripted"

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)
        self.prompts: list[str] = []
        self.schemas: list[dict[str, Any]] = []
        self.limits: list[int] = []

    async def draft(self, prompt: str, schema: dict[str, Any], max_tokens: int = 0) -> str:
        self.limits.append(max_tokens)
        self.prompts.append(prompt)
        self.schemas.append(schema)
        if not self._answers:
            raise ModelError(url=self.where, why="the script is over")
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, str) else json.dumps(answer)

    async def stream(self, prompt: str) -> AsyncIterator[str]:
        yield await self.draft(prompt, {})


class Talk:
    """One thread of conversation."""

    def __init__(self, graph: Any, ws: Workspace, thread: str) -> None:
        self.graph = graph
        self.ws = ws
        self.thread = thread
        self.shown: str | None = None

    async def say(self, text: str) -> Reply:
        return self._heard(await converse(self.graph, self.thread, text, shown=self.shown))

    async def decide(self, decision: bool) -> Reply:
        return self._heard(await resume(self.graph, self.thread, decision))

    def _heard(self, reply: Reply) -> Reply:
        if not reply.unread:
            self.shown = reply.interrupt["digest"] if reply.interrupt else None
        return reply


@asynccontextmanager
async def talking(ws: Workspace, model: Any = None, thread: str = "t") -> AsyncGenerator[Talk]:
    """A conversation whose checkpoints are in the workspace; opening it again is a restart."""
    async with AsyncSqliteSaver.from_conn_string(str(ws.path / "conversations.db")) as saver:
        yield Talk(build_graph(build_tasks(ws), build_calendar(ws), model, saver), ws, thread)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """The small plan with its next week accepted, not yet in the calendar."""
    ws = workspace(tmp_path)
    replan.approve(ws, str(replan.propose(ws, [], week="2026-W11")["proposal"]), publish=False)
    return ws
