"""A work's minutes by week, what does not fit, its state, and why a week holds it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.samples import working_plan

from roadweek.domain.plan import Plan
from roadweek.domain.work import Work
from roadweek.planning.effort import Outlook, outlook
from roadweek.planning.schedule import effort_of, schedule_of_work, short_of, state_of, why_week
from roadweek.planning.steer import find
from roadweek.planning.supply import Conditions

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 3, 4)


def view(plan: Plan | None = None) -> Outlook:
    return outlook(plan or working_plan(), MONDAY)


def work(of: Outlook, name: str) -> Work:
    spot = find(of.strands, name)
    assert spot is not None
    return spot.work


def changed(name: str, **fields: Any) -> Plan:
    plan = working_plan()
    strands = [
        s.model_copy(update={"works": tuple(w.model_copy(update=fields) if w.id == name else w for w in s.works)})
        for s in plan.strands
    ]
    return plan.model_copy(update={"strands": tuple(strands)})


def test_every_minute_of_a_stated_effort_lies_in_a_week_and_weeks_that_stand_are_taken_as_they_are() -> None:
    of = view()
    free = schedule_of_work(of, MONDAY, {}, Conditions())
    assert sum(free["d1"].values()) == 360
    assert min(free["d1"]) == MONDAY
    held = {MONDAY: {"d1": 30}, MONDAY + timedelta(days=7): {}}
    stands = schedule_of_work(of, MONDAY, {"d1": 60}, Conditions(), held)
    assert stands["d1"][MONDAY] == 30
    assert MONDAY + timedelta(days=7) not in stands["d1"]
    assert sum(stands["d1"].values()) == 300


def test_what_does_not_fit_before_its_window_ends_is_short() -> None:
    of = view(changed("d1", minutes=working_plan().activities[0].minutes.model_copy(update={"lo": 900, "hi": 900})))  # type: ignore[union-attr]
    weeks = schedule_of_work(of, MONDAY, {}, Conditions())
    before = sum(m for week, m in weeks["d1"].items() if week <= of.weeks["d1"][-1])
    assert short_of(of, work(of, "d1"), 0, weeks["d1"]) == 900 - before > 0
    assert short_of(of, work(of, "d1"), 900 - before, weeks["d1"]) == 0
    of = view(changed("d1", done=TODAY))
    assert short_of(of, work(of, "d1"), 0, {}) == 0


def once(day: date) -> dict[str, Any]:
    return {"occasion": True, "first": day, "last": day}


@pytest.mark.parametrize(
    ("fields", "done", "state"),
    [
        ({}, 0, "running"),
        ({"first": date(2026, 3, 9)}, 0, "waiting"),
        ({"first": date(2026, 3, 9)}, 30, "running"),
        ({"done": TODAY}, 0, "done"),
        ({"dropped": True}, 300, "dropped"),
        ({"due": True, "last": date(2026, 3, 20)}, 100_000, "running"),
        ({}, 100_000, "done"),
        (once(date(2026, 3, 5)), 0, "waiting"),
        (once(TODAY), 0, "running"),
        (once(date(2026, 3, 3)), 60, "done"),
        (once(date(2026, 3, 3)), 0, "dropped"),
    ],
)
def test_a_work_has_a_state(fields: dict[str, Any], done: int, state: str) -> None:
    of = view(changed("u1", **fields))
    assert state_of(of, work(of, "u1"), done, TODAY) == state


def test_a_topic_whose_window_is_over_is_done_with_half_of_its_minutes() -> None:
    of = view(changed("u1", first=date(2026, 3, 1), last=date(2026, 3, 3)))
    half = effort_of(of, work(of, "u1")).p50 // 2 + 1
    assert state_of(of, work(of, "u1"), half, TODAY) == "done"
    assert state_of(of, work(of, "u1"), half, date(2026, 3, 3)) == "running"


def causes(plan: Plan, name: str, *weeks: date) -> list[str | None]:
    of = view(plan)
    found = [why_week(of, name, week) for week in weeks]
    return [one.cause if one else None for one in found]


def test_a_week_holds_a_work_for_the_strongest_reason() -> None:
    plan = working_plan()
    assert causes(plan, "u1", MONDAY) == ["share"]
    assert causes(plan, "u2", MONDAY) == ["order"]
    assert causes(plan, "d1", date(2026, 3, 16), date(2026, 3, 23)) == ["closing", "late"]
    assert causes(changed("u1", **once(TODAY)), "u1", MONDAY) == ["day"]
    assert causes(plan, "gone", MONDAY) == [None]
    algebra, report = plan.strands
    for field, cause in ({"lead": True}, "lead"), ({"beside": True}, "beside"):
        strand = algebra.model_copy(update=field)
        assert causes(plan.model_copy(update={"strands": (strand, report)}), "u1", MONDAY) == [cause]
    asked = algebra.model_copy(update={"weekly": 600, "weekly_from": date(2026, 3, 9)})
    asked_plan = plan.model_copy(update={"strands": (asked, report)})
    assert causes(asked_plan, "u1", MONDAY, date(2026, 3, 9)) == ["share", "focus"]
