"""What a week costs to plan grows no faster than what was asked for; work is counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from tests.scheduling.weeks import activity, edit, inputs, plan

from roadweek.domain.edits import Edit
from roadweek.scheduling.demand import wishes_of
from roadweek.scheduling.diff import difference
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.solve import setup, solve_week

FEW, TIMES = 60, 4
SLACK = 1.25
"""How much more than linear the calls may grow: a sort's logarithm, and nothing of a square."""


def _calls(work: Callable[[], object]) -> int:
    """Calls that ``work`` makes, of functions of Python and of C."""
    count = 0

    def each(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(each)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _tasks(number: int) -> list[Edit]:
    return [edit("add_task", title=f"letter {n}", track="post", minutes=30 + n % 3 * 30) for n in range(number)]


def _due(number: int) -> list[Edit]:
    return [edit("add_task", title=f"parcel {n}", due=f"2026-03-{3 + n % 6:02d}") for n in range(number)]


def _paused(number: int) -> list[Edit]:
    return [edit("pause", track="post", from_="2026-03-02", until="2026-03-04"), *_tasks(number)]


@pytest.mark.parametrize("asked", [_tasks, _due, _paused])
def test_the_wishes_for_open_tasks_grow_with_their_number(asked: Callable[[int], list[Edit]]) -> None:
    def cost(number: int) -> int:
        given = inputs(plan(activity("post", 30)), *asked(number))
        made = setup(given)
        return _calls(lambda: wishes_of(made.inputs, made.plan, made.frame, made.frozen))

    assert cost(FEW * TIMES) <= SLACK * TIMES * cost(FEW)


def test_what_a_week_tells_of_its_sessions_grows_with_their_number() -> None:
    def given(number: int) -> WeekInputs:
        return inputs(plan(activity("post", 30)), *_due(number))

    def cost(number: int) -> int:
        week = solve_week(given(number))
        return _calls(lambda: difference([given(number)], [week]))

    assert cost(FEW * TIMES) <= SLACK * TIMES * cost(FEW)
