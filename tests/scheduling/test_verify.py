"""The verifier finds what is wrong with a week, and agrees with an exact model on what the best one costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from bench.naive import naive_week
from tests.scheduling.weeks import DAYS, activity, at, busy, edit, hours, inputs, plan

from roadweek.domain.base import Range
from roadweek.domain.edits import Adjustment
from roadweek.domain.plan import Task, Template
from roadweek.domain.week import Session, Week
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.solve import solve_week
from roadweek.scheduling.verify import cost, cost_of_nothing, violations


def the_week() -> WeekInputs:
    normal = Template(id="normal", title="normal", day_minutes={"SU": Range.exactly(60)})
    return inputs(
        plan(
            activity("math", (40, 60), 2, strength="must"),
            activity("vlm", 60, 2),
            templates=(normal,),
            tasks=(Task(id="report", title="Report", minutes=150, due=DAYS[4]),),
        ),
        edit("add", title="Call", minutes=30, date=DAYS[5], slot="evening"),
        busy=(busy(6, "18:00", "19:00", "Choir"),),
        buffer_share=0.25,
        now=at(0, "12:00"),
    )


def moved(name: str, day: int, clock: str) -> Callable[[Week], Week]:
    def change(week: Week) -> Week:
        return changed(week, name, lambda s: {"start": at(day, clock), "end": at(day, clock) + (s.end - s.start)})

    return change


def changed(week: Week, name: str, update: Callable[[Session], dict[str, object]]) -> Week:
    sessions = tuple(s.model_copy(update=update(s)) if s.id == f"{week.week}.{name}" else s for s in week.sessions)
    assert sessions != week.sessions
    return week.model_copy(update={"sessions": sessions})


def onto(name: str, other: str) -> Callable[[Week], Week]:
    def change(week: Week) -> Week:
        place = next(s for s in week.sessions if s.id == f"{week.week}.{other}")
        return changed(week, name, lambda s: {"start": place.start, "end": place.start + (s.end - s.start)})

    return change


WRONG: list[tuple[Callable[[Week], Week], str]] = [
    (onto("vlm.1", "math.1"), "overlap"),
    (onto("vlm.1", "vlm.2"), "vlm lies 2 times on day"),
    (moved("math.1", 0, "10:00"), "starts before now"),
    (moved("math.1", 3, "07:00"), "outside the day's hours"),
    (moved("math.1", 6, "18:15"), "overlaps 'Choir'"),
    (moved("math.1", 2, "19:03"), "off the grid"),
    (moved("report.1", 6, "20:00"), "lies on day 6"),
    (moved("report.1", 4, "21:00"), "lies before"),
    (moved("add-a1", 5, "17:00"), "outside the day's hours"),
    (
        lambda w: changed(w, "vlm.1", lambda s: {"end": s.start + timedelta(minutes=30)}),
        "has 30 min, wanted 60..60",
    ),
    (lambda w: w.model_copy(update={"sessions": w.sessions[1:]}), "vanished"),
    (lambda w: w.model_copy(update={"sessions": (*w.sessions, w.sessions[0])}), "appears 2 times"),
    (lambda w: w.model_copy(update={"planned_min": 1}), "planned_min says 1"),
]


@pytest.mark.parametrize(("wrong", "says"), WRONG)
def test_a_broken_week_is_told_what_is_broken(wrong: Callable[[Week], Week], says: str) -> None:
    given = the_week()
    week = solve_week(given)
    assert violations(given, week) == ()
    assert len(week.sessions) == 7
    found = violations(given, wrong(week))
    assert any(says in one for one in found), found


def test_a_day_over_its_budget_or_into_its_buffer_is_told() -> None:
    of = plan(activity("a", 90), activity("b", 90))
    given = inputs(of, hours=hours(("18:00", "22:00"), days=("MO", "TU")), buffer_share=0.25)
    week = solve_week(given)
    crowded = moved("b.1", 0, "20:00")(moved("a.1", 0, "18:00")(week))
    assert violations(given, crowded) == ()
    tight = given.model_copy(update={"buffer_share": 0.5})
    assert any("buffer" in one for one in violations(tight, crowded))
    cap = edit("set_capacity", date_from=DAYS[0], date_to=DAYS[0], minutes=120)
    less = given.model_copy(update={"adjustments": (Adjustment(id="c", seq=1, edit=cap, on=DAYS[0]),)})
    assert any("its budget is 120" in one for one in violations(less, crowded))


def test_a_changed_fixed_session_is_told() -> None:
    first = the_week()
    week = solve_week(first)
    later = first.model_copy(update={"sessions": week.sessions, "now": at(6, "23:00")})
    over = solve_week(later)
    assert violations(later, over) == ()
    name = over.sessions[0].id.removeprefix(f"{over.week}.")
    assert any("is fixed" in one for one in violations(later, moved(name, 6, "20:00")(over)))


@pytest.mark.parametrize("size", [3, 5, 7])
@pytest.mark.parametrize("buffer", [0.0, 0.3])
def test_an_exact_model_of_intervals_confirms_bound_and_plan(size: int, buffer: float) -> None:
    rows = [
        activity("a", (30, 60), 2, strength="must", slots=("evening",)),
        activity("b", (45, 90), 2, slots=("morning",)),
        activity("c", 60, 2, strength="optional", days=("MO", "TU")),
        activity("d", (20, 30), 1, per="day", days=("MO", "WE"), strength="must", slots=("morning",)),
        activity("e", 75, 1),
        activity("f", 50, 2, strength="optional", slots=("afternoon",)),
        activity("g", (30, 40), 1, days=("WE",)),
    ]
    given = inputs(
        plan(*rows[:size], tasks=(Task(id="t", title="T", minutes=100, due=DAYS[1]),)),
        hours=hours(("10:00", "12:30"), ("18:00", "19:30"), days=("MO", "TU", "WE")),
        busy=(busy(1, "10:30", "11:00"),),
        buffer_share=buffer,
    )
    week = solve_week(given)
    exact = naive_week(given, 0.0, limit=10.0)
    assert exact["final_cost"] == exact["final_bound"]
    assert violations(given, week) == ()
    ours, best = cost(given, week), exact["final_cost"]
    assert week.bound is not None
    assert week.bound <= best <= ours
    assert ours - best <= 0.03 * (cost_of_nothing(given) - best)
