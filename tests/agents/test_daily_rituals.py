"""The recall and the redo in chat: one problem after another, by title, notes only after a stuck answer."""

from __future__ import annotations

from datetime import date

import pytest
from tests.agents.conftest import talking

from roadweek.usecases.attempts import attempt
from roadweek.usecases.daily_recall import day
from roadweek.usecases.weekly_redo import redo
from roadweek.workspace import Workspace

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("begin", "stuck", "fine", "notes"),
    [
        ("start the recall", "no idea", "got it, 2 min", "Your notes: "),
        ("开始回忆", "想不起来", "记得，用了2分钟", "你的笔记："),
    ],
)
async def test_a_recall_goes_problem_by_problem_and_shows_notes_where_it_is_stuck(
    ws: Workspace, begin: str, stuck: str, fine: str, notes: str
) -> None:
    attempt(ws, "LC 208 Trie", idea="a map of children", on=date(2026, 3, 3))
    attempt(ws, "LC 78 Subsets", idea="take or leave", on=date(2026, 3, 3), outcome="failed")
    first, second = [one["title"] for one in day(ws)["recall"]]
    async with talking(ws) as talk:
        asked = await talk.say(begin)
        assert first in asked.text
        assert second not in asked.text
        assert "map of children" not in asked.text + str(asked.interrupt)
        told = await talk.say(stuck)
        assert notes in told.text
        assert second in told.text
        between = await talk.say("trips")
        assert second in between.text, "it is asked again"
        over = await talk.say(fine)
        assert over.interrupt is None
        assert notes not in over.text
    done = {one["title"]: (one["answer"], one["minutes"]) for one in day(ws)["done"]}
    assert done[first][0] == "stuck"
    assert done[second] == ("fine", 2)


async def test_what_was_put_off_is_left_and_a_stop_owes_nothing(ws: Workspace) -> None:
    for title in ("LC 208 Trie", "LC 78 Subsets", "LC 1 Two Sum"):
        attempt(ws, title, on=date(2026, 3, 3))
    async with talking(ws) as talk:
        await talk.say("quiz me")
        shown = await talk.say("later")
        assert shown.interrupt is not None
        left = await talk.say("stop")
        assert left.interrupt is None
        assert "not owed" in left.text
    assert day(ws)["done"] == []


@pytest.mark.parametrize(
    ("begin", "failed", "solved"),
    [("start the redo", "failed 30", "solved in 12 minutes"), ("开始重做", "没做出来", "做出来了 12")],
)
async def test_a_redo_notes_each_result(ws: Workspace, begin: str, failed: str, solved: str) -> None:
    for title in ("LC 208 Trie", "LC 78 Subsets"):
        attempt(ws, title, idea="a secret", outcome="failed", minutes=40)
    first, second = [one["title"] for one in redo(ws)["chosen"]]
    async with talking(ws) as talk:
        asked = await talk.say(begin)
        assert first in asked.text
        assert "secret" not in asked.text
        assert second in (await talk.say(failed)).text
        over = await talk.say(solved)
        assert over.interrupt is None
    assert {one["title"]: one["solved"] for one in redo(ws)["done"]} == {first: False, second: True}


@pytest.mark.parametrize("begin", ["start the recall", "开始重做"])
async def test_where_there_is_nothing_it_says_so(ws: Workspace, begin: str) -> None:
    async with talking(ws) as talk:
        told = await talk.say(begin)
    assert told.interrupt is None
    assert told.text
