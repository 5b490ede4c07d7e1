"""Breaks after long sittings, room kept whole for long ones, and which plans open the day."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from tests.scheduling.weeks import DAYS, activity, at, hours, inputs, plan

from roadweek.domain.base import Range
from roadweek.domain.plan import Activity
from roadweek.domain.week import Week
from roadweek.domain.work import Strand, Work
from roadweek.scheduling.board import Board
from roadweek.scheduling.inputs import EMPLOYED_HOURS, STUDENT_HOURS
from roadweek.scheduling.layout import lay
from roadweek.scheduling.limits import opens_the_day, usual_hours
from roadweek.scheduling.places import gaps_of, places_of
from roadweek.scheduling.solve import setup, solve_week
from roadweek.scheduling.verify import cost, violations


def clocks(week: Week, day: int = 0) -> list[str]:
    mine = [s for s in week.sessions if s.start.date() == DAYS[day]]
    return [f"{s.start:%H:%M}-{s.end:%H:%M}" for s in mine]


def on_monday(*minutes: int) -> tuple[Activity, ...]:
    return tuple(activity(f"a{n}", length, days=("MO",)) for n, length in enumerate(minutes))


def test_what_follows_ninety_minutes_on_end_begins_after_a_quarter_of_an_hour() -> None:
    given = inputs(plan(*on_monday(60, 60, 60)), hours=hours(("18:00", "22:00")))
    week = solve_week(given)
    assert clocks(week) == ["18:00-19:00", "19:00-20:00", "20:15-21:15"]
    assert violations(given, week) == ()
    assert week.cost == cost(given, week) == 0


def test_two_short_sittings_stay_together() -> None:
    assert clocks(solve_week(inputs(plan(*on_monday(45, 40))))) == ["18:00-18:45", "18:45-19:25"]


@pytest.mark.parametrize(
    ("until", "last"), [("21:10", "20:10-21:10"), ("21:05", "20:05-21:05"), ("21:00", "20:00-21:00")]
)
def test_where_there_is_less_room_the_break_is_shorter_and_nothing_is_dropped(until: str, last: str) -> None:
    week = solve_week(inputs(plan(*on_monday(60, 60, 60)), hours=hours(("18:00", until))))
    assert clocks(week)[1:] == ["19:00-20:00", f"20:{until[3:]}-{until}"]
    assert week.unplaced == ()
    assert sum(s.minutes for s in week.sessions) == 180


def test_what_stands_and_what_has_a_clock_time_is_not_moved_for_a_break() -> None:
    timed = (*on_monday(60, 60), activity("talk", 60, days=("MO",), at=time(20)))
    assert clocks(solve_week(inputs(plan(*timed))))[-1] == "20:00-21:00"
    first = inputs(plan(*on_monday(60, 60, 60)), hours=hours(("18:00", "21:00")))
    stands = solve_week(first).sessions
    wide = inputs(plan(*on_monday(60, 60, 60)), sessions=stands)
    assert solve_week(wide).sessions == stands


def test_a_short_evening_habit_makes_room_for_a_long_sitting_of_the_whole_afternoon() -> None:
    of = plan(activity("walk", 60, days=("SA",), slots=("evening",)), activity("lab", 240, days=("SA",)))
    week = solve_week(inputs(of, hours=hours(("15:00", "20:30"), days=("SA",))))
    assert week.unplaced == ()
    assert {s.track: s.minutes for s in week.sessions} == {"walk": 60, "lab": 240}
    walk = next(s for s in week.sessions if s.track == "walk")
    assert walk.start >= at(5, "19:00")


def test_laid_outward_what_keeps_to_the_end_of_a_gap_lies_at_its_end() -> None:
    made = setup(inputs(plan(activity("walk", 60, days=("SA",), slots=("evening",))), hours=hours(("15:00", "20:30"))))
    gaps = gaps_of(made.frame)
    place = next(
        p for p in places_of(made.wishes, made.frame, gaps) if p.window[1] - p.window[0] < p.gap.span[1] - p.gap.span[0]
    )
    found: dict[bool, int] = {}
    for outward in (False, True):
        board = Board(made.frame, made.wishes, made.frozen, gaps)
        lay(board, {0: (place, 60)}, outward=outward)
        found[outward] = board.puts[0].start - made.frame.days[5].gaps[0][0]
    assert found == {False: 180, True: 270}


def occasion(day: date, minutes: int = 60, **more: object) -> Strand:
    of = Work.model_validate(
        {"id": f"o{day}", "kind": "unit", "title": "x", "first": day, "last": day, "occasion": True, **more}
    ).model_copy(update={"minutes": Range.exactly(minutes)})
    return Strand(id="days", title="", works=(of,))


WEDNESDAY, SATURDAY = date(2026, 3, 4), date(2026, 3, 7)


@pytest.mark.parametrize(
    ("activities", "strands", "opens"),
    [
        ((activity("a", 60, per="day"),), (), False),
        ((activity("a", 60, per="day", slots=("daytime",)),), (), True),
        ((activity("a", 60, per="day", slots=("morning",), days=("SA",)),), (), False),
        ((activity("a", 60, per="day", at=time(10)),), (), True),
        ((activity("a", 60, per="day", at=time(7)),), (), False),
        ((activity("a", 240, per="day", days=("MO", "TU", "WE", "TH", "FR")),), (), True),
        ((activity("a", 150, per="day", days=("MO", "TU", "WE", "TH", "FR")),), (), False),
        ((activity("a", 240, 9),), (), True),
        ((), (occasion(WEDNESDAY, slots=("morning",)),), True),
        ((), (occasion(WEDNESDAY, at=time(9, 30)),), True),
        ((), (occasion(WEDNESDAY, 240),), True),
        ((), (occasion(WEDNESDAY, 120),), False),
        ((), (occasion(SATURDAY, 400, slots=("morning",)),), False),
    ],
    ids=[
        "evening habit", "by day", "saturday morning", "at ten", "early", "five long days", "five evenings", "36 hours",
        "morning occasion", "timed occasion", "long occasion", "short occasion", "weekend occasion",
    ],
)  # fmt: skip
def test_a_plan_opens_the_day_where_it_says_so_or_does_not_fit_into_evenings(
    activities: tuple[Activity, ...], strands: tuple[Strand, ...], opens: bool
) -> None:
    of = plan(*activities, strands=strands)
    assert opens_the_day(of) is opens
    assert usual_hours(of) == (STUDENT_HOURS if opens else EMPLOYED_HOURS)


def test_nobody_works_over_lunch_or_late_at_the_weekend_unless_they_say_so() -> None:
    week = solve_week(inputs(plan(activity("a", 60, 7, per="day", days=("SA",))), hours=EMPLOYED_HOURS))
    spans = [(s.start.time(), (s.start + timedelta(minutes=s.minutes)).time()) for s in week.sessions]
    assert spans
    assert all(b <= time(12) or a >= time(14) for a, b in spans)
    assert all(time(9) <= a and b <= time(21, 30) for a, b in spans)
