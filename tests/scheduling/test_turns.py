"""Weeks obey the turns of recurring work: every other week, a month's first Monday, a fixed hour, a last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.scheduling.weeks import activity, edit, hours, inputs, plan

from roadweek.domain.edits import Edit
from roadweek.domain.weeks import days_of
from roadweek.planning.supply import sittings
from roadweek.scheduling.effective import effective
from roadweek.scheduling.solve import solve_week
from roadweek.scheduling.verify import violations

FIRST = date(2026, 3, 2)
"""A Monday."""
WEEKS = [f"2026-W{n}" for n in range(10, 20)]


def solved(said: Edit, week: str) -> list[str]:
    """Day and hour of a week's sessions, the verifier content with it."""
    given = inputs(plan(activity("other", 30)), said, week=week, hours=hours(("08:00", "12:00"), ("18:00", "22:00")))
    made = solve_week(given)
    assert not violations(given, made)
    return [s.start.strftime("%Y-%m-%d %H:%M") for s in made.sessions if s.track == "choir"]


def lives(said: Edit, week: str) -> list[str]:
    of = effective(plan(), inputs(plan(), said).adjustments)
    return [str(s.day) for a in of.activities for s in sittings(a, of, days_of(week)[0]) if s.day]


def choir(**fields: Any) -> Edit:
    return edit("add_activity", track="choir", from_=FIRST, **{"minutes": 60, "times": 1, "per": "week", **fields})


def test_every_other_week_leaves_the_weeks_between_free() -> None:
    said = choir(interval=2, days=["WE"])
    assert [bool(solved(said, week)) for week in WEEKS[:5]] == [True, False, True, False, True]


def test_every_third_week_counts_from_its_first_day() -> None:
    said = edit("add_activity", track="choir", minutes=60, times=1, per="week", interval=3, from_=FIRST + timedelta(7))
    assert [week for week in WEEKS if solved(said, week)] == ["2026-W11", "2026-W14", "2026-W17"]


@pytest.mark.parametrize(
    ("nth", "day", "expected"),
    [
        (1, "MO", ["2026-03-02", "2026-04-06", "2026-05-04"]),
        (2, "SA", ["2026-03-14", "2026-04-11", "2026-05-09"]),
        (-1, "SU", ["2026-03-29", "2026-04-26"]),
        (5, "TU", ["2026-03-31"]),
    ],
)
def test_a_months_nth_weekday_is_on_that_day_and_in_no_other_week(nth: int, day: str, expected: list[str]) -> None:
    said = choir(per="month", days=[day], nth=nth)
    assert [start[:10] for week in WEEKS for start in solved(said, week)] == expected
    assert [d for week in WEEKS for d in lives(said, week)] == expected


def test_a_fixed_hour_is_kept() -> None:
    said = choir(days=["TU", "FR"], times=2, at="19:15")
    assert solved(said, WEEKS[0]) == ["2026-03-03 19:15", "2026-03-06 19:15"]


def test_what_lasts_until_a_day_has_no_session_behind_it() -> None:
    said = choir(per="day", until=FIRST + timedelta(days=9))
    days = [start[:10] for week in WEEKS[:3] for start in solved(said, week)]
    assert days == [str(FIRST + timedelta(days=n)) for n in range(10)]
