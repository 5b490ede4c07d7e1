"""Sittings of work in a week that stands: a finished work's time is free, all else stays where it is."""

from __future__ import annotations

import pytest
from tests.planning.plans import plan as plan_of
from tests.planning.plans import strand, work
from tests.scheduling.weeks import WEEK, at, edit, hours, inputs

from roadweek.domain.edits import Edit
from roadweek.domain.plan import Plan
from roadweek.domain.week import Week
from roadweek.scheduling.diff import difference
from roadweek.scheduling.inputs import Hours, WeekInputs
from roadweek.scheduling.solve import solve_week
from roadweek.scheduling.verify import violations

EVENINGS = hours(("18:00", "22:00"))
HOUR = 60


def year(*, atlas: int = 40, essay: int = 12, essay_weeks: int = 6) -> Plan:
    return plan_of(
        strand("atlas", work("maps", 1, 10, atlas * HOUR, due=True)),
        strand("essay", work("draft", 1, essay_weeks, essay * HOUR, due=True)),
    )


def weeks(of: Plan, *edits: Edit, done: int = 0) -> tuple[WeekInputs, Week]:
    """A week as it was approved, then with ``edits`` on its Tuesday morning; ``done`` sittings of Monday were done."""
    first = inputs(of, hours=EVENINGS)
    stood = [
        s.model_copy(update={"status": "done"}) if s.start < at(1, "00:00") else s for s in solve_week(first).sessions
    ]
    given = inputs(of, *edits, hours=EVENINGS, sessions=tuple(stood), now=at(1, "07:00"))
    week = solve_week(given)
    assert violations(given, week) == ()
    return given, week


def changed(given: WeekInputs, week: Week) -> set[tuple[str, str]]:
    """What kind of change met which strand."""
    return {(c.kind, c.session.removeprefix(f"{WEEK}.").split(".")[0]) for c in difference([given], [week])}


def test_nothing_changes_where_nothing_happened() -> None:
    assert changed(*weeks(year())) == set()


@pytest.mark.parametrize("essay", [6, 12, 20])
def test_what_was_finished_gives_its_time_back_and_moves_nothing_else(essay: int) -> None:
    given, week = weeks(year(essay=essay), edit("finish_work", work="draft"))
    assert any(s.id.startswith(f"{WEEK}.essay") for s in given.sessions if s.status == "planned")
    kinds = changed(given, week)
    assert ("dropped", "essay") in kinds
    assert {kind for kind, name in kinds if name == "atlas"} <= {"added"}


def test_what_takes_longer_gets_more_where_there_is_room_and_what_stands_stays() -> None:
    given, week = weeks(year(), edit("set_effort", work="draft", minutes=30 * HOUR))
    assert changed(given, week) == {("added", "essay")}


def test_what_takes_much_longer_and_is_due_soon_takes_the_time_of_what_is_due_late() -> None:
    of = year(atlas=90, essay=12, essay_weeks=2)
    given, week = weeks(of, edit("set_effort", work="draft", minutes=30 * HOUR))
    kinds = changed(given, week)
    assert ("added", "essay") in kinds
    assert ("dropped", "atlas") in kinds
    assert ("dropped", "essay") not in kinds


def test_what_was_made_shorter_is_dropped_from_the_end() -> None:
    given, week = weeks(year(), edit("set_effort", work="maps", minutes=3 * HOUR))
    kinds = changed(given, week)
    assert ("dropped", "atlas") in kinds
    assert {kind for kind, name in kinds if name == "essay"} <= {"added"}
    gone = {c.session for c in difference([given], [week]) if c.kind == "dropped"}
    kept = [s for s in week.sessions if s.id.startswith(f"{WEEK}.atlas")]
    last = max(s.start for s in kept)
    assert all(s.start > last for s in given.sessions if s.id in gone)


@pytest.mark.parametrize("more", [20, 30, 45])
def test_a_short_rest_of_what_is_due_soon_is_planned_in_the_week_that_stands(more: int) -> None:
    given, week = weeks(year(essay=4, essay_weeks=1), edit("set_effort", work="draft", minutes=4 * HOUR + more))
    assert ("added", "essay") in changed(given, week)
    assert sum(s.minutes for s in week.sessions if s.id.startswith(f"{WEEK}.essay")) >= 4 * HOUR + more


def test_sittings_that_stand_several_on_a_long_day_stay_when_a_short_day_is_lost() -> None:
    evenings = hours(("18:00", "19:20")).days
    free = Hours(days={**evenings, "SA": hours(("08:00", "20:00")).days["SA"]})
    of = plan_of(strand("atlas", work("maps", 1, 4, 60 * HOUR, due=True)))
    first = inputs(of, hours=free)
    stood = solve_week(first).sessions
    on_saturday = {s.id for s in stood if s.start.weekday() == 5}
    assert len(on_saturday) >= 4
    given = inputs(of, edit("day_off", date="2026-03-05"), hours=free, sessions=stood, now=at(1, "07:00"))
    week = solve_week(given)
    assert violations(given, week) == ()
    touched = {c.session for c in difference([given], [week]) if c.kind != "added"}
    assert touched == {s.id for s in stood if s.start.date().isoformat() == "2026-03-05"}
    assert touched
