"""Blocks are cut so that the days of a week hold them: no sitting is wished that every evening cuts short."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.planning.plans import look, plan, strand, week, work

from roadweek.domain.base import WEEKDAYS, Range, Weekday
from roadweek.domain.plan import Activity
from roadweek.planning.allocate import BLOCK_MIN, allocate
from roadweek.planning.day_rooms import LEAST_MIN, DayRooms
from roadweek.planning.supply import Conditions

HOUR = 60
EVENINGS: dict[Weekday, int] = {**dict.fromkeys(WEEKDAYS[:5], 125), "SA": 300, "SU": 150}
PIANO = Activity(
    id="piano", track="piano", title="Piano", minutes=Range.exactly(45), per="day", days=("MO", "TU", "WE", "TH", "FR")
)


def test_what_has_room_as_it_is_stays_as_it_is() -> None:
    assert DayRooms([125, 125, 80, 300]).cut((90, 90, 85), 90) == ((90, 90, 85), 0)


def test_where_evenings_are_too_short_the_long_days_hold_more_and_the_evenings_what_they_have() -> None:
    lengths, a_day = DayRooms([80, 80, 80, 80, 80, 300, 150]).cut((90,) * 9, 90)
    assert sum(lengths) == 9 * 90
    assert a_day == 4, "300 minutes are four sittings"
    assert sorted(lengths)[:5] != [90] * 5


def test_two_strands_share_the_rooms_of_one_week() -> None:
    rooms = DayRooms([80, 80, 170])
    first, _ = rooms.cut((90, 90), 90)
    second, _ = rooms.cut((90, 80), 90)
    assert sum(first) + sum(second) <= 330
    assert min(sum(first), sum(second)) >= 150


def test_a_week_without_any_room_leaves_the_wish_as_it_was() -> None:
    assert DayRooms([0, 10]).cut((60,), 90) == ((60,), 0)


@given(st.lists(st.integers(0, 480), min_size=7, max_size=7), st.integers(5, 300))
def test_no_sitting_is_longer_or_shorter_than_may_be_and_no_more_is_cut_than_asked(
    rooms: list[int], steps: int
) -> None:
    usual = tuple([90] * (steps * 5 // 90) + ([steps * 5 % 90] if steps * 5 % 90 >= LEAST_MIN else []))
    lengths, a_day = DayRooms(rooms).cut(usual, BLOCK_MIN)
    assert sum(lengths) <= sum(usual)
    if lengths != usual:
        assert all(LEAST_MIN <= one <= BLOCK_MIN for one in lengths)
        assert sum(lengths) <= sum(rooms)
        assert a_day >= 1


def test_a_full_week_asks_for_sittings_that_its_days_hold() -> None:
    view = look(plan(strand("a", work("a", 1, 4, 60 * HOUR, due=True)), activities=(PIANO,)), hours=EVENINGS)
    (block,) = allocate(view, week(1), {}, view.usual)[0].blocks
    rooms = [80] * 5 + [300, 150]
    for length in block.lengths:
        at = max(range(7), key=lambda n: rooms[n])
        assert rooms[at] >= length or any(room >= length for room in rooms)
        rooms[next(n for n in sorted(range(7), key=lambda n: rooms[n]) if rooms[n] >= length)] -= length
    assert sum(block.lengths) >= 0.9 * (5 * 80 + 450)
    assert block.a_day >= 3


def test_days_that_are_lost_hold_nothing() -> None:
    view = look(plan(strand("a", work("a", 1, 4, 60 * HOUR, due=True)), activities=(PIANO,)), hours=EVENINGS)
    off = frozenset(week(1) + timedelta(days=n) for n in range(5))
    (block,) = allocate(view, week(1), {}, Conditions(off=off, hours=EVENINGS))[0].blocks
    assert sum(block.lengths) <= 450
