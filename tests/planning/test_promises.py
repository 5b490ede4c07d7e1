"""Promises of weeks: in order, the same each time, scored by what came of them, and corrected by their own errors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadweek.planning.forecast import KEPT, Keeping
from roadweek.planning.promises import (
    TOTAL,
    KeptWeek,
    PromisedSession,
    ScoredPromise,
    comparable,
    day_cap,
    keeping_of,
    pinball,
    promise,
    proposed_load,
    widened,
)


def kept(number: int, planned: int, done: int, *, trip: bool = False, told: int | None = None) -> KeptWeek:
    return KeptWeek(f"2026-W{number:02d}", planned, done, planned if told is None else told, trip)


def week_of(*minutes: int, track: str = "harp") -> list[PromisedSession]:
    return [PromisedSession(f"s{n}", track, m) for n, m in enumerate(minutes)]


def test_who_does_half_of_each_week_is_promised_about_half() -> None:
    found = keeping_of([kept(n, 600, 300) for n in range(1, 9)])
    assert found.weeks == 8
    assert found.mean == pytest.approx(KEPT + 8 / 13 * (0.5 - KEPT))
    low, middle, high = promise(week_of(*[60] * 10), found)[TOTAL]
    assert low < middle < high < 600
    assert promise(week_of(*[60] * 10), Keeping())[TOTAL][1] > middle


def test_weeks_with_days_away_and_weeks_of_which_nobody_spoke_stand_apart() -> None:
    weeks = [kept(1, 600, 540), kept(2, 600, 60, trip=True), kept(3, 600, 0, told=0)]
    assert [w.week for w in comparable(weeks)] == ["2026-W01"]
    assert keeping_of(weeks).mean == pytest.approx(KEPT)
    assert [w.week for w in comparable(weeks, trip=True)] == ["2026-W02"]


def test_a_week_fits_or_is_told_what_a_day_may_hold() -> None:
    weeks = [kept(n, 600, done) for n, done in enumerate((280, 300, 310, 300, 320), 1)]
    days = {f"2026-03-{n:02d}": minutes for n, minutes in enumerate((60, 60, 60, 60, 60, 200, 200), 2)}
    load = proposed_load(weeks, days, trip=False)
    assert load is not None
    assert (load.minutes, load.planned, load.weeks) == (300, 700, 5)
    assert load.day_cap is not None
    assert sum(min(m, load.day_cap) for m in days.values()) == pytest.approx(300, abs=7 * 5)
    calm = proposed_load(weeks, {"2026-03-02": 310}, trip=False)
    assert calm is not None
    assert calm.day_cap is None
    assert proposed_load(weeks[:2], days, trip=False) is None
    assert proposed_load(weeks, days, trip=True) is None


def test_the_true_quantiles_lose_least() -> None:
    done = list(range(101))
    loss = {q: sum(pinball(q, d) for d in done) for q in ((10, 50, 90), (30, 50, 70), (0, 50, 100), (50, 90, 99))}
    assert min(loss, key=lambda q: loss[q]) == (10, 50, 90)


def test_promises_that_were_too_narrow_are_widened_and_those_too_wide_narrowed() -> None:
    narrow = [ScoredPromise(f"w{n}", TOTAL, 95, 100, 105, 120, 100 + 20 * (-1) ** n) for n in range(8)]
    wide = [ScoredPromise(f"w{n}", TOTAL, 0, 100, 200, 120, 102) for n in range(8)]
    assert not any(one.covered for one in narrow)
    assert widened(narrow) > 1.5
    assert widened(wide) < 0.8
    assert widened([]) == 1.0
    assert all(one.pinball < one.pinball_of_plan for one in wide)


@settings(max_examples=40)
@given(
    minutes=st.lists(st.integers(5, 240), min_size=1, max_size=14),
    mean=st.floats(0, 1),
    spread=st.floats(0, 0.4),
    widen=st.floats(0.5, 3),
)
def test_quantiles_are_in_order_and_never_negative(
    minutes: list[int], mean: float, spread: float, widen: float
) -> None:
    keeping = Keeping(mean, spread)
    found = promise(week_of(*minutes), keeping, widen=widen, draws=60)
    assert found == promise(week_of(*minutes), keeping, widen=widen, draws=60)
    for low, middle, high in found.values():
        assert 0 <= low <= middle <= high


@given(days=st.lists(st.integers(0, 600), min_size=1, max_size=7), wanted=st.integers(0, 3000))
def test_a_cap_on_days_leaves_what_is_wanted_and_takes_no_more_than_it_must(days: list[int], wanted: int) -> None:
    cap = day_cap(days, wanted)
    if sum(days) <= wanted:
        assert cap >= max(days)
        return
    if cap > 5:
        assert sum(min(day, cap) for day in days) <= wanted + 4 * len(days)
    assert sum(min(day, cap + 5) for day in days) > wanted
