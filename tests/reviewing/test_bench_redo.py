"""`bench redo` measures what it says: its arrays are FSRS, its order is ours, its learners are their authors'."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from bench.fsrs_arrays import Memories
from bench.learners import ActivationLearner, HalfLifeLearner
from bench.redo import ORDERS, PEOPLE, Ours, remembered, said

from roadweek.domain.records import Card
from roadweek.reviewing import memory, order

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def _both(seed: int, items: int, days: int) -> tuple[Memories, list[Card]]:
    """The same random answers given to the arrays of one person and to the library."""
    draw = np.random.default_rng(seed)
    arrays = Memories(1, items)
    cards = [memory.rate(Card(id=f"{n:03}", front="?", back="!"), 3, START) for n in range(items)]
    everything = np.arange(items)
    arrays.begin(np.zeros(items, dtype=np.intp), everything, 0)
    for day in range(1, days):
        chosen = everything[draw.random(items) < 0.2]
        good = draw.random(len(chosen)) < 0.7
        arrays.rate(np.zeros(len(chosen), dtype=np.intp), chosen, day, good)
        for item, held in zip(map(int, chosen), map(bool, good), strict=True):
            cards[item] = memory.rate(cards[item], 3 if held else 1, START + timedelta(days=day))
    return arrays, cards


def test_arrays_hold_what_the_library_reckons() -> None:
    arrays, cards = _both(seed=1, items=40, days=50)
    for item, card in enumerate(cards):
        assert arrays.stability[0, item] == pytest.approx(memory.stability(card))
        assert arrays.difficulty[0, item] == pytest.approx(card.scheduler["difficulty"])
        assert arrays.lapses[0, item] == card.lapses
        due = memory.due_on(card)
        assert due is not None
        assert (due - START.date()).days == arrays.due[0, item]


@pytest.mark.parametrize("box", [2, 5, 40])
def test_the_bench_asks_first_what_we_would_ask_first(box: int) -> None:
    arrays, cards = _both(seed=2, items=60, days=40)
    day, on = 45, date(2026, 1, 1) + timedelta(days=45)
    scores = Ours(box)(arrays, day, np.zeros((1, 60)))[0]
    trust = order.Trust(float(arrays.expected[0]), float(arrays.held[0]))
    how = order.manner(trust, order.month_asks(cards, on, 0), order.AHEAD * box)
    mine = order.in_order(cards, on, how)
    ranked = [float(scores[int(card.id)]) for card in mine]
    assert all(a >= b - 1e-9 for a, b in pairwise(ranked))


def test_activation_after_two_presentations_is_the_formula() -> None:
    people = ActivationLearner(1, 1, seed=0)
    one = np.zeros(1, dtype=np.intp)
    people.review(one, one, 0, np.array([True]))
    offset = float(people._offset[0, 0])  # pyright: ignore[reportPrivateUsage]
    day = 86_400 * 0.025
    first = math.log(day**-0.177) + offset
    assert people.recall(one, one, 1)[0] == pytest.approx(1 / (1 + math.exp((-0.704 - first) / 0.255)))
    people.review(one, one, 1, np.array([True]))
    decay = 0.217 * math.exp(first) + 0.177
    second = math.log((2 * day) ** -0.177 + day**-decay) + offset
    assert people.recall(one, one, 2)[0] == pytest.approx(1 / (1 + math.exp((-0.704 - second) / 0.255)))


def test_a_half_life_grows_with_an_answer_and_falls_with_a_failure() -> None:
    people = HalfLifeLearner(2, 1, seed=3)
    people._difficulty[:] = 5.0  # pyright: ignore[reportPrivateUsage]
    rows, items = np.array([0, 1]), np.array([0, 0])
    people.learn(rows, items, 0)
    assert people.recall(rows, items, 1) == pytest.approx([0.675, 0.675])
    people.review(rows, items, 1, np.array([True, False]))
    known, lost = people.recall(rows, items, 2)
    assert known > 0.9 > 0.7 > lost


def test_who_can_do_everything_remembers_the_same_in_any_order() -> None:
    people = PEOPLE["halflife"]
    figures = {name: float(remembered(people, score, 259, 7, 4).sum()) for name, score in ORDERS.items()}
    figures["ours"] = float(remembered(people, Ours(259), 259, 7, 4).sum())
    assert max(figures.values()) == pytest.approx(min(figures.values()))


def test_a_tie_is_said_to_be_one() -> None:
    assert said(0.0, 0.0) == "the very same as with"
    assert said(-0.2, 0.4) == "no difference that can be told from"
    assert said(0.1, 0.4) == "more is remembered than with"
    assert said(-0.4, -0.1) == "less is remembered than with"
