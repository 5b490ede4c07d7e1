"""A client gets nothing hostile: not in a tool's text or document, an error, a resource or a prompt."""

from __future__ import annotations

import json
from typing import Any

import pytest
from mcp.types import TextResourceContents
from tests.hostile import HOSTILE, poison, texts, unfit
from tests.mcp_servers.helpers import BUILDERS, accept_next_week, connect, text_of

from roadweek.domain.sanitise import FIELD
from roadweek.workspace import Workspace

TITLES = ("Maths", "Listening", "Problems", "A small plan", "Algorithms")
ARGUMENTS: dict[str, dict[str, Any]] = {
    "week_show": {"of": "2026-03-10"},
    "week_replan": {"edits": [{"kind": "add_task", "title": HOSTILE, "minutes": 30}]},
    "proposal_create": {"edits": [{"kind": "add_trip", "start": "2026-03-25", "end": "2026-03-26", "place": HOSTILE}]},
    "words_understand": {"text": f"I travel tomorrow to {HOSTILE}"},
    "task_add": {"title": HOSTILE},
    "session_explain": {"session": HOSTILE},
    "proposal_show": {"proposal": HOSTILE},
}


@pytest.fixture
async def hostile(ws: Workspace) -> Workspace:
    async with connect("tasks", ws) as client:
        await accept_next_week(client)
    for title in TITLES:
        assert poison(ws.database, title, HOSTILE)
    return ws


TELL_OF_THE_PLAN = ("desk", "tasks")
"""The others have hostile texts of their own, in their own tests: a repository's titles, a device's answers."""


@pytest.mark.anyio
@pytest.mark.parametrize("name", [name for name in BUILDERS if name != "calendar"])
async def test_every_tool_that_needs_no_more_answers_cleanly(name: str, hostile: Workspace) -> None:
    seen = ""
    async with connect(name, hostile) as client:
        for tool in (await client.list_tools()).tools:
            arguments = ARGUMENTS.get(tool.name, {})
            if set(tool.input_schema.get("required", ())) - set(arguments):
                continue
            result = await client.call_tool(tool.name, arguments)
            seen += text_of(result)
            assert not unfit(text_of(result)), tool.name
            for path, text in texts(result.structured_content):
                assert not unfit(text), (tool.name, path)
                assert len(text) <= FIELD, (tool.name, path)
            assert not [text for _, text in texts(dict(result.meta or {})) if unfit(text)], tool.name
    assert "evil" in seen or name not in TELL_OF_THE_PLAN


@pytest.mark.anyio
async def test_resources_and_prompts_are_clean(hostile: Workspace) -> None:
    async with connect("desk", hostile) as client:
        for uri in ("roadweek://week", "roadweek://week/2026-03-10", "roadweek://edits"):
            for content in (await client.read_resource(uri)).contents:
                assert isinstance(content, TextResourceContents)
                assert not unfit(content.text), uri
        prompt = await client.get_prompt("replan_my_week", {"about": HOSTILE})
        assert not unfit(json.dumps(prompt.model_dump(mode="json"), ensure_ascii=False))
