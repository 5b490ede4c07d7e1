"""The bound without a search: never above what a week costs, and near where nothing but its minutes is short."""

from __future__ import annotations

import pytest
from bench.instances import week_inputs
from tests.scheduling.weeks import activity, edit, hours, inputs, plan

from roadweek.scheduling.bound import least_cost
from roadweek.scheduling.solve import MODELLED, greedy_week, setup, solve_week
from roadweek.scheduling.verify import cost, violations


@pytest.mark.parametrize("size", [20, 40])
def test_no_week_costs_less(size: int) -> None:
    given = week_inputs(size)
    made = setup(given)
    bound = least_cost(made.wishes, sum(d.capacity for d in made.frame.days))
    assert 0 <= bound <= cost(given, solve_week(given)) <= cost(given, greedy_week(given))


def test_where_only_minutes_are_short_it_is_what_the_best_week_costs() -> None:
    of = plan(*(activity(f"a{n}", 30, days=("MO",), strength="must" if n < 2 else "should") for n in range(4)))
    given = inputs(of, hours=hours(("19:00", "20:30"), days=("MO",)))
    made = setup(given)
    assert least_cost(made.wishes, 90) == cost(given, solve_week(given))


def test_hundreds_of_open_tasks_leave_the_week_sound_and_its_bound_true() -> None:
    tasks = [edit("add_task", title=f"letter {n}", track="post", minutes=30) for n in range(MODELLED + 20)]
    given = inputs(plan(activity("post", 30, strength="must")), *tasks)
    week = solve_week(given)
    assert violations(given, week) == ()
    assert any(s.must for s in week.sessions)
    assert week.bound is not None
    assert week.bound <= cost(given, week)
