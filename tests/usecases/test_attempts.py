"""Attempts: one problem under its many names, two memories each, a stopwatch that lasts, undo without a trace."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.samples import WEDNESDAY, workspace

from roadweek.errors import DateError, InputError, UnknownNameError
from roadweek.usecases import attempts
from roadweek.usecases.daily_recall import answered, day
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

TABLES = ("problems", "attempts", "cards", "reviews", "coach")


class Clock:
    def __init__(self, now: datetime = WEDNESDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


def kept(ws: Workspace) -> dict[str, list[Any]]:
    """Every row of the coach's tables, with the columns that are searched by."""
    with closing(sqlite3.connect(ws.database)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TABLES}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ws(tmp_path: Path, clock: Clock) -> Workspace:
    return workspace(tmp_path / "ws", clock=clock)


@pytest.mark.parametrize(
    "again",
    ["LC42", "lc 42", "LeetCode 0042", "ＬＣ ４２", "力扣第42题", "42. Trapping Rain Water", "trapping  rain-water"],
)
def test_a_problem_is_one_under_its_many_names(ws: Workspace, again: str) -> None:
    attempts.attempt(ws, "LC 42 Trapping Rain Water")
    view = attempts.attempt(ws, again, minutes=20)
    assert (view["problem"]["id"], view["created"]) == ("lc-42", False)
    assert view["problem"]["title"] == "LC 42 Trapping Rain Water"


def test_another_number_or_another_title_is_another_problem(ws: Workspace) -> None:
    for name in ("LC 42", "LC 420", "CF 42A", "Deep Residual Learning", "为什么要做归一化？"):
        assert attempts.attempt(ws, name)["created"], name
    problems = [row[1] for row in kept(ws)["problems"]]
    assert problems == sorted(["lc-42", "lc-420", "cf-42a", "deep-residual-learning", "为什么要做归一化"])


def test_a_title_that_comes_later_is_kept_and_kinds_follow_the_name(ws: Workspace) -> None:
    attempts.attempt(ws, "lc 146")
    assert attempts.attempt(ws, "LC 146 LRU Cache")["problem"]["title"] == "LC 146 LRU Cache"
    assert attempts.attempt(ws, "arXiv 2106.09685 LoRA")["problem"]["kind"] == "paper"
    assert attempts.attempt(ws, "Why layer norm?")["problem"]["kind"] == "question"


@pytest.mark.parametrize("name", ["", "   ", "?!", "x" * 400])
def test_a_name_that_is_none_is_refused_and_nothing_is_written(ws: Workspace, name: str) -> None:
    before = kept(ws)
    with pytest.raises(InputError):
        attempts.attempt(ws, name)
    assert kept(ws) == before


@pytest.mark.parametrize("minutes", [0, -5, 1441, 10**9])
def test_minutes_are_those_of_a_day(ws: Workspace, minutes: int) -> None:
    with pytest.raises(InputError, match="1440"):
        attempts.attempt(ws, "LC 1", minutes=minutes)


def test_a_day_to_come_is_refused(ws: Workspace) -> None:
    with pytest.raises(DateError):
        attempts.attempt(ws, "LC 1", on=date(2026, 3, 5))
    attempts.attempt(ws, "LC 1")
    with pytest.raises(DateError):
        answered(ws, "LC 1", "fine", on=date(2026, 3, 5))


def test_both_memories_are_rated_by_how_it_went(ws: Workspace) -> None:
    alone = attempts.attempt(ws, "LC 1", outcome="solved")["due"]
    failed = attempts.attempt(ws, "LC 2", outcome="failed")["due"]
    hinted = attempts.attempt(ws, "LC 3", outcome="hint")["due"]
    assert failed == {"idea": "2026-03-05", "code": "2026-03-05"}
    assert all(failed[face] <= hinted[face] < alone[face] for face in ("idea", "code"))  # type: ignore[operator]


def test_an_attempt_that_is_told_late_is_kept_and_leaves_the_memories(ws: Workspace) -> None:
    now = attempts.attempt(ws, "LC 1")
    late = attempts.attempt(ws, "LC 1", outcome="failed", on=date(2026, 3, 2))
    assert late["due"] == now["due"]
    assert late["remarks"]
    assert [one["at"][:10] for one in attempts.listing(ws)["attempts"]] == ["2026-03-04", "2026-03-02"]


def test_the_stopwatch_lasts_and_its_minutes_are_those_that_went_by(ws: Workspace, clock: Clock) -> None:
    attempts.start(ws, "LC 5")
    with pytest.raises(InputError, match="LC 5"):
        attempts.start(ws, "LC 6")
    clock.pass_(minutes=33.5)
    again = Workspace(path=ws.path, settings=ws.settings, timezone=ws.timezone, clock=clock)
    assert attempts.listing(again)["stopwatch"] == {
        "problem": "LC 5", "title": "LC 5", "started": WEDNESDAY.isoformat(), "minutes": 34,
    }  # fmt: skip
    assert attempts.stop(again, outcome="hint")["attempt"]["minutes"] == 34
    with pytest.raises(InputError):
        attempts.stop(again)


def test_a_forgotten_stopwatch_asks_for_the_minutes(ws: Workspace, clock: Clock) -> None:
    attempts.start(ws, "LC 5")
    clock.pass_(hours=14)
    with pytest.raises(InputError, match="14 hours"):
        attempts.stop(ws)
    assert attempts.stop(ws, minutes=45)["attempt"]["minutes"] == 45


def test_every_write_is_taken_back_exactly(ws: Workspace, clock: Clock) -> None:
    states = [kept(ws)]
    writes: list[Any] = [
        lambda: attempts.attempt(ws, "LC 1 Two Sum", minutes=20, idea="a map", topic="hash"),
        lambda: attempts.attempt(ws, "lc1", outcome="failed", idea="what is missing"),
        lambda: attempts.start(ws, "LC 2"),
        lambda: attempts.stop(ws, minutes=5),
        lambda: attempts.set_pinned(ws, "LC 2", pinned=True),
        lambda: attempts.start(ws, "LC 3"),
        lambda: attempts.discard(ws),
        lambda: answered(ws, "two sum", "stuck", minutes=4),
        lambda: answered(ws, "two sum", "fine"),
    ]
    for write in writes:
        clock.pass_(hours=5)
        write()
        states.append(kept(ws))
    undone: list[int] = []
    for before in reversed(states[:-1]):
        last = undo(ws)
        assert kept(ws) == before
        assert last["kept"] == []
        undone.append(last["events"][0]["event"])
    undo(ws, events=undone[-1:])  # the undo of the last undo puts its attempt back
    assert kept(ws)["attempts"] == states[1]["attempts"]


def test_what_was_answered_since_is_left_alone_by_an_undo_and_named(ws: Workspace, clock: Clock) -> None:
    first = attempts.attempt(ws, "LC 1")["events"][0]["event"]
    clock.pass_(days=1)
    answered(ws, "LC 1", "fine")
    undone = undo(ws, events=[first])
    assert undone["kept"] == ["lc-1:idea"]
    assert not attempts.listing(ws)["attempts"]


def test_the_coach_makes_no_new_version_of_the_plan(ws: Workspace) -> None:
    assert attempts.attempt(ws, "LC 1")["version"] == attempts.attempt(ws, "LC 2")["version"] == 1


def test_unknown_problems_are_not_guessed(ws: Workspace) -> None:
    attempts.attempt(ws, "LC 42")
    with pytest.raises(UnknownNameError, match="LC 42"):
        answered(ws, "LC 421", "fine")
    assert day(ws)["recall"] == []
