"""A task is cut as the week's room is, waits where it is far, and never takes the place of a must or a day away."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from tests.scheduling.weeks import DAYS, activity, at, edit, hours, inputs, plan

from roadweek.domain.base import Range, Weekday
from roadweek.domain.plan import Plan, Task, Template
from roadweek.domain.week import Week
from roadweek.scheduling.cutting import SITTING_MIN, SMALLEST_MIN
from roadweek.scheduling.inputs import Hours, Stretch, WeekInputs
from roadweek.scheduling.solve import solve_week
from roadweek.scheduling.verify import violations

WORKDAYS: tuple[Weekday, ...] = ("MO", "TU", "WE", "TH", "FR")


def parts(week: Week, task: str = "talk") -> list[tuple[int, int]]:
    """Day and minutes of each sitting of a task."""
    return [(s.start.weekday(), s.minutes) for s in week.sessions if s.task == task]


def holes(*lengths: int) -> Hours:
    """Evenings from 19:00 with so many minutes on each day from Monday on."""
    days: dict[Weekday, tuple[Stretch, ...]] = {}
    for day, minutes in zip(WORKDAYS, lengths, strict=False):
        if minutes:
            days[day] = (Stretch(start=time(19), end=time(19 + minutes // 60, minutes % 60)),)
    return Hours(days=days)


def talk(minutes: int, due: int | None = 4) -> Task:
    return Task(id="talk", title="Talk", minutes=minutes, due=None if due is None else DAYS[0] + timedelta(days=due))


@pytest.mark.parametrize(
    ("room", "minutes", "cut"),
    [
        ((30, 0, 45, 60), 135, [(0, 30), (2, 45), (3, 60)]),
        ((25, 90, 90), 80, [(1, 80)]),  # whole, where a stretch holds it
        ((60, 30, 30, 0, 60), 60, [(0, 60)]),
        ((30, 0, 30, 0, 60), 60, [(0, 30), (2, 30)]),  # rather cut than on its last day
        ((0, 0, 0, 0, 60), 60, [(4, 60)]),
        ((95, 0, 95), 110, [(0, 85), (2, 25)]),  # no rest of a few minutes
    ],
)
def test_a_task_takes_the_holes_that_there_are(room: tuple[int, ...], minutes: int, cut: list[tuple[int, int]]) -> None:
    given = inputs(plan(tasks=(talk(minutes),)), hours=holes(*room))
    week = solve_week(given)
    assert violations(given, week) == ()
    assert parts(week) == cut
    assert week.unplaced == ()


def test_what_stands_is_not_moved_for_a_task_that_fits_beside_it() -> None:
    of = plan(*(activity(name, 40, 1) for name in ("cello", "chess", "notes")), activity("drill", 30, 4))
    room = holes(90, 80, 70, 75, 60)
    first = solve_week(inputs(of, hours=room))
    free = 375 - sum(s.minutes for s in first.sessions)
    given = inputs(
        of.model_copy(update={"tasks": (talk(free - 30),)}), hours=room, sessions=first.sessions, now=at(0, "08:00")
    )
    after = solve_week(given)
    assert violations(given, after) == ()
    stood = {s.id: s.start for s in first.sessions}
    assert {s.id: s.start for s in after.sessions if s.task is None} == stood
    assert sum(minutes for _, minutes in parts(after)) >= SMALLEST_MIN * 2


def full(**more: Any) -> Plan:
    """Every evening of the week has its hour."""
    return plan(activity("tabla", 60, 3, days=("MO", "WE", "FR")), activity("draw", 60, 2, days=("TU", "TH")), **more)


def test_a_far_task_waits_where_the_week_is_full_and_comes_before_it_is_too_late() -> None:
    task = talk(120, due=24)
    given = inputs(full(tasks=(task,)), hours=hours(("19:00", "20:00"), days=WORKDAYS))
    now = solve_week(given)
    assert parts(now) == []
    assert len(now.sessions) == 5
    assert now.unplaced == ()
    last = given.model_copy(update={"now": at(0, "08:00"), "plan": full(tasks=(talk(120, due=7),))})
    soon = solve_week(last)
    assert sum(minutes for _, minutes in parts(soon)) >= 60
    assert violations(last, soon) == ()


def impossible() -> WeekInputs:
    of = plan(
        activity("scales", 30, 1, per="day", strength="must"),
        activity("band", 60, 2),
        tasks=(talk(900, due=2),),
    )
    return inputs(of, hours=hours(("18:00", "21:00")))


def test_an_impossible_task_keeps_the_musts_and_says_once_what_is_short() -> None:
    given = impossible()
    week = solve_week(given)
    assert violations(given, week) == ()
    assert sum(s.activity == "scales" for s in week.sessions) == 7
    rows = [u for u in week.unplaced if u.task == "talk"]
    assert len(rows) == 1
    said = rows[0].reason.params
    placed = sum(minutes for _, minutes in parts(week))
    assert rows[0].reason.code == "deadline"
    assert (said["asked_min"], said["possible_min"], said["short_min"]) == (900, placed, 900 - placed)
    assert placed == 3 * 150  # all that three evenings have beside what must be
    assert all(minutes <= SITTING_MIN for _, minutes in parts(week))


def test_a_task_lies_at_home_and_not_on_the_trip() -> None:
    trip = edit("add_trip", start=DAYS[2], end=DAYS[4])
    given = inputs(plan(activity("cards", 20, 1, per="day"), tasks=(talk(100),)), trip, hours=hours(("19:00", "20:30")))
    week = solve_week(given)
    assert {day for day, _ in parts(week)} <= {0, 1}
    assert sum(minutes for _, minutes in parts(week)) == 100
    assert violations(given, week) == ()


def test_a_trip_holds_a_task_only_where_the_person_gives_its_days_minutes() -> None:
    trip = edit("add_trip", start=DAYS[0], end=DAYS[4])
    of = plan(tasks=(talk(60),))
    shut = solve_week(inputs(of, trip, hours=hours(("19:00", "20:30"))))
    assert parts(shut) == []
    assert [(u.task, u.reason.params["short_min"]) for u in shut.unplaced] == [("talk", 60)]
    some = edit("set_capacity", date_from=DAYS[1], date_to=DAYS[1], minutes=60)
    assert parts(solve_week(inputs(of, trip, some, hours=hours(("19:00", "20:30"))))) == [(1, 60)]


def test_a_day_away_never_holds_more_than_the_day_at_home() -> None:
    budgets: dict[Weekday, Range] = dict.fromkeys(WORKDAYS, Range.exactly(45))
    of = plan(activity("cards", 20, 1, per="day"), templates=(Template(id="normal", title="n", day_minutes=budgets),))
    trip = edit("add_trip", start=DAYS[1], end=DAYS[2])
    home = solve_week(inputs(of))
    away = solve_week(inputs(of, trip))
    assert all(b.capacity_min <= a.capacity_min for a, b in zip(home.days, away.days, strict=True))


def test_what_is_overdue_comes_at_the_next_time_that_is_free() -> None:
    task = talk(60, due=-6)
    given = inputs(full(tasks=(task,)), hours=hours(("19:00", "20:30"), days=WORKDAYS))
    week = solve_week(given)
    assert sum(minutes for _, minutes in parts(week)) == 60
    assert sum(s.task is None for s in week.sessions) == 5
