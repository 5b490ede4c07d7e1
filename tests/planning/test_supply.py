"""What a week offers: when recurring things come round, how long their sittings are, and what is left free."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.planning.plans import HOURS, MONDAY, filled, lived, look, place, plan, strand, week, work

from roadweek.domain.base import DateWindow, Range
from roadweek.domain.plan import Period, Rule
from roadweek.domain.week import Trip
from roadweek.planning import rhythm
from roadweek.planning.supply import Conditions, free_minutes, minutes_of, sittings


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"minutes": Range(lo=60, hi=90)}, ((60, 75),)),
        ({"minutes": Range(lo=40)}, ((40, 40),)),
        ({"minutes": Range.exactly(43)}, ((45, 45),)),
        ({"minutes": None}, ((30, 30),)),
        ({"minutes": None, "total_minutes": Range.exactly(200)}, ((70, 70), (65, 65), (65, 65))),
        ({"minutes": None, "total_minutes": Range.exactly(120), "times": 2}, ((60, 60), (60, 60))),
        ({"minutes": Range(lo=180, hi=240), "slot_for": ()}, ((90, 105), (90, 105))),
        ({"minutes": Range(lo=180, hi=240), "slot_for": None}, ((180, 210),)),
    ],
    ids=["middle", "at least", "grid", "assumed", "sum", "sum of two", "long place in two", "long habit whole"],
)
def test_a_range_is_wished_at_its_middle_and_a_sum_or_a_long_place_in_sittings(
    more: dict[str, Any], wanted: tuple[tuple[int, int], ...]
) -> None:
    assert rhythm.lengths(place("x", **{"times": 1, **more})) == wanted


def test_parts_add_up_and_differ_by_one_step_at_most() -> None:
    for total in range(25, 300, 5):
        for parts in range(1, 5):
            found = rhythm.split(total, parts)
            assert sum(found) == total
            assert max(found) - min(found) <= rhythm.GRID_MIN


def test_a_place_on_named_days_has_its_sittings_there_and_another_may_choose() -> None:
    named = place("named", days=("TU", "TH"))
    assert [s.day for s in sittings(named, plan(), MONDAY)] == [date(2026, 3, 3), date(2026, 3, 5)]
    assert [s.day for s in sittings(place("free"), plan(), MONDAY)] == [None, None]
    daily = place("daily", per="day", times=1, days=("SA", "SU"))
    assert [s.day for s in sittings(daily, plan(), MONDAY)] == [date(2026, 3, 7), date(2026, 3, 8)]


def test_a_trip_a_pause_and_a_day_off_take_sittings_away() -> None:
    daily = place("daily", per="day", times=1)
    away = Conditions(
        trips=(Trip(id="t", start=MONDAY, end=MONDAY + timedelta(days=1)),),
        pauses=(("daily", date(2026, 3, 5), date(2026, 3, 5)), ("other", MONDAY, week(2))),
        off=frozenset({date(2026, 3, 8)}),
    )
    assert [s.day.day for s in sittings(daily, plan(), MONDAY, away) if s.day] == [4, 6, 7]
    named = place("named", days=("MO", "TH"))
    assert sittings(named, plan(), MONDAY, away) == sittings(place("named", days=("TH",), times=1), plan(), MONDAY), (
        "what falls to Thursday stays there"
    )


def test_a_place_lives_within_its_own_bounds_and_those_of_its_period() -> None:
    march = Period(id="m", title="m", start=DateWindow.on(week(2)), end=DateWindow.on(week(3) + timedelta(days=6)))
    of = plan(periods=(march,))
    by_period = [len(sittings(place("x", period="m"), of, week(n))) for n in range(1, 5)]
    assert by_period == [0, 2, 2, 0]
    own = place("x", first=week(2) + timedelta(days=3), last=week(3))
    assert [len(sittings(own, plan(), week(n))) for n in range(1, 5)] == [0, 1, 1, 0], "parts of a week hold a part"


def test_every_other_week_and_once_a_month_come_round_evenly() -> None:
    other = place("x", interval=2)
    assert [bool(sittings(other, plan(), week(n))) for n in range(1, 6)] == [True, False, True, False, True]
    monthly = place("x", times=1, per="month")
    assert sum(len(sittings(monthly, plan(), week(n))) for n in range(1, 5)) == 1


def test_what_no_rhythm_has_claimed_is_free_and_without_known_hours_nothing_is() -> None:
    of = plan(activities=(place("main", 60, 3), place("habit", 20, 1, slot_for=None, per="day")))
    assert minutes_of(of.activities, of, MONDAY) == 180 + 7 * 20
    assert free_minutes(of, MONDAY, Conditions(hours=HOURS)) == sum(HOURS.values()) - 180 - 140
    assert free_minutes(of, MONDAY, Conditions(hours=HOURS), leave_out={"main"}) == sum(HOURS.values()) - 140
    assert free_minutes(of, MONDAY, Conditions()) == 0
    trip = Trip(id="t", start=MONDAY, end=MONDAY + timedelta(days=6))
    assert free_minutes(of, MONDAY, Conditions(trips=(trip,), hours=HOURS)) == 0


def test_a_cap_on_the_week_is_reckoned_with_ahead() -> None:
    capped = plan(
        strand("s", work("a", 1, 4, 2000), places=("main",)),
        activities=(place("main", 60, 5), place("harp", 60, 5, slot_for=None)),
        rules=(Rule(id="r", text="at most 6 h a week", kind="max_minutes_per_week", minutes=360),),
    )
    held = [sum(m for _, m in parts) for content in lived(look(capped), 2) for parts in filled(content)]
    assert held == [60] * 6, "three of five each week, as of all that is asked for"
    assert not any(content.blocks for content in lived(look(capped), 2))
    trips = capped.model_copy(update={"rules": (capped.rules[0].model_copy(update={"template": "trip"}),)})
    assert len([parts for content in lived(look(trips), 2) for parts in filled(content)]) == 10
