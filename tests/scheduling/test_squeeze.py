"""A full week is drawn together for what has no place in it, and nothing that is fixed is touched for that."""

from __future__ import annotations

from datetime import time

import pytest
from bench.instances import week_inputs
from tests.scheduling.weeks import activity, at, by_id, hours, inputs, plan

from roadweek.scheduling.solve import greedy_week, solve_week
from roadweek.scheduling.verify import cost, lost_minutes, violations


def test_long_ones_give_some_of_their_minutes_so_that_all_find_a_place() -> None:
    of = plan(activity("cello", (20, 60)), activity("chess", (20, 60)), activity("choir", (20, 60)))
    given = inputs(of, hours=hours(("19:00", "20:15"), days=("MO",)))
    week = greedy_week(given)
    assert sorted(s.minutes for s in week.sessions) == [20, 20, 35]
    assert week.unplaced == ()
    assert violations(given, week) == ()
    assert cost(given, week) == week.cost


def test_what_should_be_gives_way_in_its_length_to_a_must_and_never_the_other_way() -> None:
    of = plan(activity("cello", (20, 90)), activity("pills", (30, 60), strength="must"))
    given = inputs(of, hours=hours(("19:00", "20:30"), days=("MO",)))
    week = greedy_week(given)
    whole = greedy_week(inputs(plan(activity("pills", (30, 60), strength="must")), hours=given.hours))
    assert by_id(week, "pills.1").minutes == by_id(whole, "pills.1").minutes
    assert by_id(week, "cello.1").minutes == 90 - by_id(week, "pills.1").minutes


def test_a_clock_time_and_a_place_that_stands_are_not_shifted_for_it() -> None:
    clocked = activity("english", 30, per="day", days=("MO",), at=time(19, 30))
    given = inputs(plan(clocked, activity("cello", (30, 45))), hours=hours(("19:00", "20:30"), days=("MO",)))
    first = solve_week(given)
    fuller = plan(clocked, activity("cello", (30, 45)), activity("chess", 30))
    again = inputs(fuller, hours=given.hours, sessions=first.sessions)
    week = greedy_week(again)
    assert by_id(week, "english.MO").start == at(0, "19:30")
    assert by_id(week, "cello.1").start == by_id(first, "cello.1").start
    assert violations(again, week) == ()


@pytest.mark.parametrize("size", [100, 240])
def test_weeks_of_a_hundred_sessions_and_more_lose_no_must_and_hardly_a_session(size: int) -> None:
    given = week_inputs(size)
    week = greedy_week(given)
    assert violations(given, week) == ()
    assert len(week.unplaced) <= size // 100
    assert lost_minutes(given, week)["must"] <= 60
