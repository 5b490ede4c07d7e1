"""Which due memories come first: the manner fits the person, and nothing is lost on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.domain.records import Card, Review
from roadweek.reviewing import memory, order

START = datetime(2026, 3, 2, 20, tzinfo=UTC)
ON = date(2026, 4, 20)


def card(name: str, gaps: tuple[int, ...] = (), lost: bool = False) -> Card:
    """Known at its first review and after each gap in days, the last time lost or not."""
    made = Card(id=name, front=name, back="…")
    at = START
    made = memory.rate(made, 3, at)
    for nth, gap in enumerate(gaps, 1):
        at += timedelta(days=gap)
        made = memory.rate(made, 1 if lost and nth == len(gaps) else 3, at)
    return made


def answers(ratings: list[int], predicted: float = 0.9, of: str = "a") -> list[Review]:
    return [
        Review(id=f"{of}{n}", kind="card", subject=of, at=START + timedelta(days=n), rating=rating, predicted=predicted)
        for n, rating in enumerate(ratings)
    ]


def test_formulas_are_those_of_the_scheduler_that_rates() -> None:
    one = card("a", (3, 9))
    later = START + timedelta(days=40)
    stability, difficulty = memory.stability(one), float(one.scheduler["difficulty"])
    elapsed = (later - START).days - 12
    held = memory.retrievability(one, later)
    assert order.chance(elapsed, stability) == pytest.approx(held)
    after = memory.rate(one, 3, later)
    assert order.strengthened(stability, difficulty, held) == pytest.approx(memory.stability(after))


def test_whoever_remembers_as_expected_is_asked_by_fsrs_and_whoever_does_not_in_turn() -> None:
    good = order.trust_of([one for n in range(9) for one in answers([3] * 8, of=f"g{n}")])
    bad = order.trust_of([one for n in range(9) for one in answers([3, 3, 1, 3, 1, 3, 1, 3, 1], of=f"b{n}")])
    assert order.manner(good, asked=100, room=300) == "frail"
    assert order.manner(good, asked=900, room=300) == "kept"
    assert order.manner(bad, asked=100, room=300) == "turn"


def test_a_lesson_and_an_answer_after_a_failure_say_nothing_about_trust() -> None:
    assert order.trust_of(answers([1, 1, 3])) == order.Trust()
    assert order.trust_of(answers([3, 3, 3])).held == 1


def test_a_few_bad_days_do_not_end_the_trust() -> None:
    assert order.trust_of(answers([3, 3, 1, 3, 1])).share > order.TRUSTED


def test_with_room_for_all_the_frail_come_first_and_without_it_what_can_be_kept() -> None:
    strong, frail = card("strong", (3, 9, 20)), card("frail", (3, 9), lost=True)
    assert [one.id for one in order.in_order([strong, frail], ON, "frail")] == ["frail", "strong"]
    gone, there = card("gone"), card("there", (3, 9, 24))
    assert [one.id for one in order.in_order([gone, there], ON, "kept")] == ["there", "gone"]


def test_in_turn_means_longest_unseen_and_a_failure_is_a_day_less() -> None:
    old, newer = card("old", (3,)), card("newer", (20,))
    assert [one.id for one in order.in_order([newer, old], ON, "turn")] == ["old", "newer"]
    failed = card("failed", (3,), lost=True)
    assert [one.id for one in order.in_order([failed, old], ON, "turn")] == ["old", "failed"]


def test_a_month_asks_more_of_many_new_memories_than_of_one_that_is_old() -> None:
    old = card("old", (3, 9, 27, 60))
    assert order.month_asks([old], START.date() + timedelta(days=99), 0) <= 1
    assert order.month_asks([old], ON, 4) >= 4 * order.AHEAD * order.FIRST_MONTH


@given(
    gaps=st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=30),
    fresh=st.integers(0, 5),
    how=st.sampled_from(["frail", "kept", "turn"]),
)
def test_no_card_is_lost_or_doubled_and_the_order_is_the_same_each_time(
    gaps: list[tuple[int, bool]], fresh: int, how: order.OrderManner
) -> None:
    cards = [card(f"c{n}", (gap,), lost) for n, (gap, lost) in enumerate(gaps)]
    cards += [Card(id=f"new{n}", front="?", back="!") for n in range(fresh)]
    ordered = order.in_order(cards, ON, how)
    assert sorted(one.id for one in ordered) == sorted(one.id for one in cards)
    assert order.in_order(tuple(reversed(cards)), ON, how)[: len(gaps)] == ordered[: len(gaps)]


def own_parameters() -> tuple[float, ...]:
    """A person's: they gain little from an answer that was easy to give, and forget faster."""
    from fsrs.scheduler import DEFAULT_PARAMETERS

    own = list(DEFAULT_PARAMETERS)
    own[8], own[9], own[10], own[20] = 0.9, 0.6, 3.2, 0.4
    return tuple(own)


def test_learned_parameters_count_in_the_formulas_and_change_what_comes_first() -> None:
    own = own_parameters()
    one = card("a", (3, 9))
    later = START + timedelta(days=40)
    stability, difficulty = memory.stability(one), float(one.scheduler["difficulty"])
    held = memory.retrievability(one, later, own)
    assert order.chance(28, stability, own) == pytest.approx(held)
    after = memory.rate(one, 3, later, own)
    assert order.strengthened(stability, difficulty, held, own) == pytest.approx(memory.stability(after))
    due = [card(f"c{n}", gaps) for n, gaps in enumerate(((), (2,), (4, 11), (1, 3, 9), (6, 14), (3, 9, 20)))]
    published, learned = (order.in_order(due, ON, "kept", given) for given in (None, own))
    assert [one.id for one in learned] != [one.id for one in published]
    assert sorted(one.id for one in learned) == sorted(one.id for one in published)
