"""What else there was: places as good as the one taken, and the least that would give one to what has none."""

from __future__ import annotations

from typing import Any

from tests.scheduling.weeks import activity, at, busy, by_id, edit, hours, inputs, plan, why

from roadweek.domain.week import Week
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.relax import Relaxation, also_free, relaxations
from roadweek.scheduling.solve import setup, solve_week


def _free(given: WeekInputs, week: Week, name: str) -> list[Any]:
    return [s.start for s in also_free(setup(given), week.sessions, by_id(week, name))]


def _ways(given: WeekInputs, week: Week, name: str) -> list[Relaxation]:
    return list(relaxations(setup(given), week.sessions, f"{week.week}.{name}"))


def test_places_on_other_days_that_touch_nothing_are_free_too() -> None:
    given = inputs(
        plan(activity("cello", 60, days=("MO", "TU", "WE"))),
        hours=hours(("19:00", "20:00")),
        busy=(busy(1, "19:00", "19:30"),),
    )
    week = solve_week(given)
    here = by_id(week, "cello.1").start
    assert _free(given, week, "cello.1") == [s for s in (at(0, "19:00"), at(2, "19:00")) if s != here]


def test_a_worse_part_of_the_day_is_not_as_good() -> None:
    of = plan(activity("cello", 60, days=("MO", "TU"), slots=("evening",)))
    days = {**hours(("19:00", "20:00"), days=("MO",)).days, **hours(("08:00", "09:00"), days=("TU",)).days}
    given = inputs(of, hours=hours(("19:00", "20:00")).model_copy(update={"days": days}))
    assert _free(given, solve_week(given), "cello.1") == []


def test_an_equal_that_has_the_place_is_told_and_the_ways_cost_as_little_as_can_be() -> None:
    of = plan(activity("cello", 60, days=("MO",)), activity("chess", 45, days=("MO",)))
    given = inputs(of, hours=hours(("19:00", "20:00")))
    week = solve_week(given)
    assert why(week, "chess.1") == ("equal", {"other": "cello"})
    first, second = _ways(given, week, "chess.1")
    assert (first.kind, first.minutes) == ("other_day", 0)
    assert (second.kind, second.minutes, second.end) == ("longer", 45, at(0, "20:45"))


def test_a_shorter_sitting_is_offered_where_there_is_room_for_one() -> None:
    of = plan(activity("cello", 60))
    given = inputs(of, hours=hours(("19:00", "19:50"), days=("MO",)), busy=(busy(0, "19:50", "23:30"),))
    week = solve_week(given)
    assert [(w.kind, w.minutes, w.params) for w in _ways(given, week, "cello.1")] == [("shorter", 10, {"length": 50})]


def test_nobody_is_told_to_do_without_what_is_worth_more_or_to_work_on_a_day_off() -> None:
    of = plan(activity("pills", 60, per="day", days=("MO",), strength="must"), activity("cello", 60))
    given = inputs(
        of,
        edit("day_off", date="2026-03-03"),
        hours=hours(("19:00", "20:00"), days=("MO", "TU")),
        busy=(busy(0, "20:00", "23:59"),),
    )
    week = solve_week(given)
    assert by_id(week, "pills.MO").start == at(0, "19:00")
    assert _ways(given, week, "cello.1") == []


def test_of_the_minutes_kept_free_as_many_are_named_as_it_takes() -> None:
    of = plan(activity("cello", 90, days=("MO",)))
    given = inputs(of, hours=hours(("19:00", "20:30"), days=("MO",)), buffer_share=0.2)
    week = solve_week(given)
    kinds = {w.kind: w.minutes for w in _ways(given, week, "cello.1")}
    assert kinds == {"buffer": 20, "shorter": 20}
