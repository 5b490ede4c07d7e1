"""Reviews over MCP: titles first, notes with a stuck answer, a redo with its reasons, refusals with what to give."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.mcp_servers.helpers import call, connect, text_of

from roadweek.usecases.attempts import attempt
from roadweek.workspace import Workspace

pytestmark = pytest.mark.anyio
SERVERS = ("tasks", "desk")


@pytest.mark.parametrize("name", SERVERS)
async def test_a_recall_goes_from_title_to_answer_to_notes(name: str, ws: Workspace) -> None:
    attempt(ws, "LC 124 Path Sum", idea="gain of a child, at least 0", on=date(2026, 3, 3))
    async with connect(name, ws) as client:
        shown = await client.call_tool("review_show", {"what": "day"})
        assert "LC 124 Path Sum" in text_of(shown)
        assert "gain" not in text_of(shown) + str(shown.structured_content)
        told = await call(client, "review_record", what="recall", problem="lc124", result="stuck")
        assert (told["notes"], told["again"]) == ("gain of a child, at least 0", "2026-03-05")
        after: dict[str, Any] = (await call(client, "review_show", what="day"))["day"]
        assert (after["recall"], len(after["done"])) == ([], 1)


@pytest.mark.parametrize("name", SERVERS)
async def test_attempts_and_redos_are_noted_and_taken_back(name: str, ws: Workspace) -> None:
    async with connect(name, ws) as client:
        for n in range(3):
            said: dict[str, Any] = {
                "what": "attempt",
                "problem": f"LC {n + 1}",
                "result": "failed",
                "minutes": 30,
                "topic": "tree",
            }
            await call(client, "review_record", **said)
        redo = (await call(client, "review_show", what="redo"))["redo"]
        assert len(redo["chosen"]) == 3
        assert all(pick["reasons"] for pick in redo["chosen"])
        done = await call(client, "review_record", what="redo", problem="LC 1", result="solved", minutes=20)
        assert done["event"]
        assert len((await call(client, "review_show", what="redo"))["redo"]["done"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "recall", "problem": "LC 1", "result": "solved"},
        {"what": "redo", "problem": "LC 1", "result": "fine"},
        {"what": "redo", "problem": "LC 1", "result": "failed", "idea": "x"},
        {"what": "recall", "problem": "never tried", "result": "fine"},
        {"what": "attempt", "problem": "LC 1", "result": "solved", "on": "2027-01-01"},
        {"what": "attempt", "problem": " ", "result": "solved"},
    ],
    ids=str,
)
async def test_what_does_not_fit_is_refused_with_what_to_give(wrong: dict[str, Any], ws: Workspace) -> None:
    attempt(ws, "LC 1")
    async with connect("desk", ws) as client:
        result = await client.call_tool("review_record", wrong)
        assert result.is_error
        assert len(text_of(result)) > 30


async def test_the_report_of_the_week_is_shown(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        shown = await call(client, "review_show", what="week")
        assert shown["week"]["week"] == "2026-W10"
        assert [one["n"] for one in shown["week"]["questions"]] == [1, 2, 3]
        told = text_of(await client.call_tool("review_show", {"what": "week"}))
        assert told.startswith("# Week 2026-W10")
        assert "Three questions" in told
