"""A week that stands stays as it is where it can: what is disturbed is disturbed where it was, and at no odd hour."""

from __future__ import annotations

from typing import Any

import pytest
from tests.scheduling.weeks import activity, at, busy, by_id, edit, hours, inputs, plan

from roadweek.domain.week import Week
from roadweek.scheduling.diff import difference, minutes
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.solve import solve_week
from roadweek.scheduling.verify import cost, violations


def _then(first: WeekInputs, **more: Any) -> tuple[WeekInputs, Week]:
    given = first.model_copy(update={"sessions": solve_week(first).sessions, **more})
    week = solve_week(given)
    assert violations(given, week) == ()
    assert cost(given, week) == week.cost
    return given, week


def _kept(given: WeekInputs, week: Week) -> set[str]:
    stood = {(s.id, s.start, s.end) for s in given.sessions}
    return {s.id[9:] for s in week.sessions if (s.id, s.start, s.end) in stood}


@pytest.mark.parametrize(("count", "length"), [(2, 30), (3, 20)])
def test_short_ones_that_lost_their_evening_leave_the_long_one_its_day(count: int, length: int) -> None:
    names = [f"song{n}" for n in range(count)]
    short = [activity(name, length, days=("TU", "SU")) for name in names]
    of = plan(*short, activity("letters", 60, days=("SU",)))
    days = {"TU": hours(("20:00", "21:00")).days["TU"], "SU": hours(("10:00", "11:00")).days["SU"]}
    first = inputs(of, hours=hours(("20:00", "21:00")).model_copy(update={"days": days}))
    given, week = _then(first, busy=(busy(1, "20:00", "21:00"),))
    assert _kept(given, week) == {"letters.1"}
    changes = difference([given], [week])
    assert {(c.kind, c.forced) for c in changes} == {("dropped", True)}
    assert minutes(changes) == (60, 0)


def test_new_short_ones_take_no_standing_ones_place() -> None:
    of = plan(activity("letters", 60))
    first = inputs(of, hours=hours(("20:00", "21:00"), days=("SU",)))
    more = plan(activity("letters", 60), activity("song", 30), activity("dance", 30))
    given, week = _then(first, plan=more)
    assert _kept(given, week) == {"letters.1"}


def test_a_must_that_lost_its_place_still_takes_that_of_what_should_be() -> None:
    of = plan(activity("pills", 30, days=("TU", "SU"), strength="must"), activity("letters", 60, days=("SU",)))
    given, week = _then(inputs(of, hours=hours(("20:00", "21:00"), days=("TU", "SU"))))
    tuesday = by_id(week, "pills.1").start.weekday()
    given, week = _then(given, busy=(busy(tuesday, "20:00", "21:00"),))
    assert {s.id[9:] for s in week.sessions if s.must} == {"pills.1"}


def test_what_is_asked_for_goes_where_it_moves_nothing() -> None:
    of = plan(
        activity("pills", 30, per="day", days=("MO",), strength="must"),
        activity("song", 30, days=("MO",)),
        *(activity(f"long{n}", 240, per="day", days=(day,)) for n, day in enumerate(("TU", "WE", "TH", "FR", "SA"))),
    )
    first = inputs(of, hours=hours(("18:00", "22:00")))
    evening = hours(("18:00", "19:00"), days=("MO",)).days
    first = first.model_copy(update={"hours": first.hours.model_copy(update={"days": {**first.hours.days, **evening}})})
    asked = inputs(of, edit("add", title="Parents' evening", minutes=30, date="2026-03-02"), hours=first.hours)
    given, week = _then(first, adjustments=asked.adjustments)
    assert "pills.MO" in _kept(given, week)
    assert minutes(difference([given], [week]))[1] == 0


def test_an_evening_that_is_taken_becomes_the_next_evening_not_the_same_day_at_dawn() -> None:
    of = plan(activity("letters", 90))
    first = inputs(of, hours=hours(("06:00", "08:00"), ("12:00", "14:00"), ("19:00", "21:00")))
    stands = first.model_copy(
        update={
            "sessions": tuple(
                s.model_copy(update={"start": at(2, "19:00"), "end": at(2, "20:30")})
                for s in solve_week(first).sessions
            )
        }
    )
    taken = stands.model_copy(update={"busy": (busy(2, "19:00", "21:00"),)})
    assert by_id(solve_week(taken), "letters.1").start == at(3, "19:00")
    both = stands.model_copy(update={"busy": (busy(2, "19:00", "21:00"), busy(3, "18:00", "22:00"))})
    assert by_id(solve_week(both), "letters.1").start == at(1, "19:00")
    a_bit = stands.model_copy(update={"busy": (busy(2, "19:00", "19:30"),)})
    assert by_id(solve_week(a_bit), "letters.1").start == at(2, "19:30")


def test_what_should_be_is_not_moved_for_the_part_of_day_of_a_must() -> None:
    of = plan(
        activity("sums", 60, days=("FR", "SA"), strength="must", slots=("evening",)),
        activity("song", 60, days=("SA",), slots=("evening",)),
    )
    days = {**hours(("19:00", "20:00"), days=("FR",)).days}
    days |= hours(("14:00", "16:00"), ("19:00", "20:00"), days=("SA",)).days
    first = inputs(of, hours=hours(("19:00", "20:00")).model_copy(update={"days": days}))
    given, week = _then(first, busy=(busy(4, "19:00", "20:00"),))
    assert _kept(given, week) == {"song.1"}
    assert by_id(week, "sums.1").start == at(5, "15:00")


def test_a_part_of_the_day_that_is_asked_for_moves_what_it_names() -> None:
    of = plan(activity("sums", 60, slots=("morning",)))
    first = inputs(of, hours=hours(("08:00", "10:00"), ("19:00", "21:00")))
    asked = inputs(of, edit("set_activity", track="sums", slot="evening", from_="2026-03-02"), hours=first.hours)
    _, week = _then(first, adjustments=asked.adjustments)
    assert by_id(week, "sums.1").start.hour >= 19


def test_parts_of_a_task_keep_their_order_when_the_first_loses_its_place() -> None:
    of = plan(activity("song", 30, days=("MO",)))
    task = edit("add_task", title="Tax form", track="song", minutes=180, due="2026-03-06")
    first = inputs(of, task, hours=hours(("19:00", "20:30")))
    given, _ = _then(first)
    parts = sorted((s for s in given.sessions if s.task), key=lambda s: s.start)
    lost = parts[0].start.weekday()
    given, week = _then(first, busy=(busy(lost, "18:00", "22:00"),))
    after = sorted((s for s in week.sessions if s.task), key=lambda s: s.start)
    assert [s.id for s in after] == [s.id for s in parts]
    assert sum(s.minutes for s in after) == 180
    assert lost not in {s.start.weekday() for s in after}
