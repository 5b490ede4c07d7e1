"""Due days follow trips and rest days: no day over its minutes, nothing lost, the same each time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadweek.reviewing.loads import LoadItem, LoadMove, spread

TODAY = date(2026, 3, 9)
USUAL = 20.0


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


ITEMS = st.lists(
    st.tuples(st.integers(-20, 30), st.sampled_from([0.5, 1.0, 4.0]), st.integers(1, 60) | st.none()), max_size=60
).map(
    lambda given: [
        LoadItem(f"i{n:02}", day(due), minutes, day(due - ago) if ago else None)
        for n, (due, minutes, ago) in enumerate(given)
    ]
)
AWAY = st.dictionaries(st.integers(0, 40).map(day), st.sampled_from([0.0, 3.0, 10.0]), max_size=20)


@given(items=ITEMS, away=AWAY)
def test_no_day_is_over_its_minutes_and_no_item_lost_or_doubled(items: list[LoadItem], away: dict[date, float]) -> None:
    def room(on: date) -> float:
        return away.get(on, USUAL)

    loads = spread(items, room, TODAY)
    assert all(minutes <= room(on) + 1e-6 for on, minutes in loads.minutes.items())
    assert sorted([name for names in loads.days.values() for name in names]) == sorted(item.id for item in items)
    assert not loads.no_room
    by_id = {item.id: item for item in items}
    moved = {move.id: move for move in loads.moves}
    for on, names in loads.days.items():
        for name in names:
            own = max(by_id[name].due, TODAY)
            assert on >= TODAY
            assert on >= min(own, by_id[name].earliest())
            assert (on == own) == (name not in moved)
    assert spread(reversed(items), room, TODAY) == loads


@given(items=ITEMS)
def test_a_day_that_has_room_for_its_own_is_left_as_it_is(items: list[LoadItem]) -> None:
    loads = spread(items, lambda _: 10_000.0, TODAY)
    assert loads.moves == ()


def test_what_is_due_on_a_trip_comes_before_it_where_the_memory_allows_and_else_after_it() -> None:
    trip = {day(3): 2.0, day(4): 2.0}
    old = [LoadItem(f"old{n}", day(3), 1.0, day(-27)) for n in range(4)]
    young = [LoadItem(f"young{n}", day(3), 1.0, day(2)) for n in range(4)]
    loads = spread([*old, *young], lambda on: trip.get(on, 3.0), TODAY)
    assert loads.minutes[day(3)] == 2.0
    assert {move.id for move in loads.moves if move.to < day(3)} == {"old0", "old1", "old2", "old3"}
    assert {move.to for move in loads.moves if move.to > day(3)} == {day(4)}
    assert LoadMove("old0", day(3), day(2)) in loads.moves


def test_a_rest_day_gets_nothing_and_five_thousand_overdue_never_make_a_long_day() -> None:
    rest = {day(6), day(13)}
    items = [LoadItem(f"c{n:04}", day(-30), 0.4, day(-60)) for n in range(5000)]
    loads = spread(items, lambda on: 0.0 if on in rest else USUAL, TODAY)
    assert max(loads.minutes.values()) <= USUAL
    assert not rest & set(loads.days)
    assert sum(map(len, loads.days.values())) == 5000


def test_who_never_has_room_is_told_and_nothing_is_dropped() -> None:
    loads = spread([LoadItem("a", TODAY, 1.0)], lambda _: 0.0, TODAY)
    assert loads.no_room == ("a",)
    assert loads.days == {}
