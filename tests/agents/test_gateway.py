"""The way out to the servers: what is told of tools is learned once, and results are still held against it."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from mcp.types import CallToolResult
from tests.samples import workspace

from roadweek.workspace import Workspace
from roadweek_agents.gateway import Gateway
from roadweek_mcp.calendar import build_calendar
from roadweek_mcp.tasks import build_tasks

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def ws(tmp_path: Any) -> Workspace:
    return workspace(tmp_path)


async def test_a_second_turn_checks_no_schema_again(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[object] = []
    check = Draft202012Validator.check_schema

    def count(schema: Any, *rest: Any, **more: Any) -> None:
        checked.append(schema)
        check(schema, *rest, **more)

    gateway = Gateway(build_tasks(ws), build_calendar(ws))
    async with gateway.tools("keep") as tools:
        first = await tools("plan_context")
    monkeypatch.setattr(Draft202012Validator, "check_schema", staticmethod(count))
    async with gateway.tools("keep") as tools:
        assert await tools("plan_context") == first
    assert checked == []


async def test_a_result_that_is_not_what_was_told_is_refused_on_a_later_turn_too(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = build_tasks(ws)
    gateway = Gateway(tasks, build_calendar(ws))
    async with gateway.tools("keep") as tools:
        await tools("plan_context")

    async def wrong(*_: Any, **__: Any) -> CallToolResult:
        return CallToolResult(content=[], structured_content={"plan": 7})

    monkeypatch.setattr(tasks, "call_tool", wrong)
    with pytest.raises(BaseExceptionGroup) as refused:
        async with gateway.tools("keep") as tools:
            await tools("plan_context")
    assert refused.group_contains(RuntimeError, match="Invalid structured content returned by tool plan_context")
