"""The daily recall: yesterday's problems, those that were stuck, a hard limit of minutes, and no debt after a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.reviewing.recall import RecallWhy, Tried, choose

MONDAY = date(2026, 11, 2)
WHYS: tuple[RecallWhy, ...] = ("stuck", "failed", "hint", "tried")


def _tried(n: int, day: int, minute: int, why: RecallWhy) -> Tried:
    return Tried(f"p{n}", MONDAY + timedelta(days=day), f"{day:02}T{minute:02}", why)


tries = st.lists(
    st.builds(_tried, st.integers(0, 40), st.integers(-30, 13), st.integers(0, 59), st.sampled_from(WHYS)), max_size=80
)


def tried(problem: str, back: int, why: RecallWhy = "tried", at: str = "12") -> Tried:
    return Tried(problem, MONDAY - timedelta(days=back), at, why)


def test_today_has_what_was_tried_yesterday_and_nothing_of_the_day_itself() -> None:
    choice = choose([tried("a", 1), tried("b", 0), tried("c", 2)], {}, MONDAY, box=15)
    assert [item.problem for item in choice.chosen] == ["a"]
    assert [item.problem for item in choice.missed] == ["c"]


def test_what_was_stuck_comes_first_and_a_problem_comes_once_by_its_worst() -> None:
    day = [tried("a", 1, at="08"), tried("b", 1, "failed", at="09"), tried("a", 1, "stuck", at="21")]
    choice = choose(day, {}, MONDAY, box=15)
    assert [(item.problem, item.why, item.minutes) for item in choice.chosen] == [("a", "stuck", 6), ("b", "failed", 6)]


def test_what_does_not_fit_is_left_out_and_a_shorter_one_takes_the_room() -> None:
    day = [tried("a", 1, "stuck"), tried("b", 1, "failed"), tried("c", 1, "tried")]
    choice = choose(day, {}, MONDAY, box=10)
    assert [item.problem for item in choice.chosen] == ["a", "c"]
    assert [item.problem for item in choice.no_room] == ["b"]


def test_what_was_recalled_today_is_done_and_its_minutes_are_gone() -> None:
    day = [tried(name, 1) for name in "abcd"]
    choice = choose(day, {"a": [MONDAY]}, MONDAY, box=15, spent=4)
    assert [item.problem for item in choice.chosen] == ["b", "c"]
    assert choice.minutes + 4 <= 15


def test_what_was_recalled_on_its_day_or_since_is_not_told_as_missed() -> None:
    old = [tried("a", 5), tried("b", 5), tried("c", 5)]
    recalled = {"a": [MONDAY - timedelta(days=4)], "b": [MONDAY - timedelta(days=5)]}
    missed = choose(old, recalled, MONDAY, box=15).missed
    assert [item.problem for item in missed] == ["c", "b"]  # b was recalled before it was tried again that day


@given(tries, st.integers(5, 60), st.integers(0, 30))
def test_no_day_of_a_gap_of_two_weeks_takes_more_than_its_box(all_tried: list[Tried], box: int, spent: int) -> None:
    for offset in range(15):
        on = MONDAY + timedelta(days=offset)
        choice = choose(all_tried, {}, on, box=box, spent=spent)
        assert choice.minutes <= max(0, box - spent)


@given(tries, st.integers(1, 14), st.integers(5, 60))
def test_days_away_make_no_debt(all_tried: list[Tried], days: int, box: int) -> None:
    """The first day after a pause has what it would have without the days before: only its own yesterday."""
    back = MONDAY + timedelta(days=days)
    yesterday = [one for one in all_tried if one.day == back - timedelta(days=1)]
    rested = [one for one in all_tried if one.day < MONDAY] + yesterday
    chosen = choose(rested, {}, back, box=box).chosen
    assert chosen == choose(yesterday, {}, back, box=box).chosen


@given(tries, st.integers(5, 60))
def test_nothing_is_lost_silently(all_tried: list[Tried], box: int) -> None:
    """What belongs to the last two weeks is chosen, or told as without room, or as missed: in one place."""
    choice = choose(all_tried, {}, MONDAY, box=box)
    told = [item.problem for item in (*choice.chosen, *choice.no_room, *choice.missed)]
    assert len(told) == len(set(told))
    within = {one.problem for one in all_tried if 1 <= (MONDAY - one.day).days <= 14}
    assert set(told) == within


@pytest.mark.parametrize("box", [10, 20])
def test_five_thousand_problems_of_one_day_are_still_a_short_recall(box: int) -> None:
    choice = choose([tried(f"p{n}", 1, at=f"{n:05}") for n in range(5000)], {}, MONDAY, box=box)
    assert choice.minutes <= box
    assert len(choice.chosen) + len(choice.no_room) == 5000
