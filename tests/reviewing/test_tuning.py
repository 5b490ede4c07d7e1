"""Learned parameters count only where they predict later answers better than what is in force, and than a constant."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from roadweek.reviewing.tuning import TuningItem, tune, tuning_items

BEGIN = date(2026, 1, 1)
Answers = list[tuple[str, date, int]]


def answers_of(seed: int, half_life: float | None, cards: int = 40, days: int = 150) -> Answers:
    """A learner with an exponential memory whose half-life (days) grows 2.2 times a success and halves at a failure;
    null: one who guesses. Reviews come at intervals of their own, 2.3 times longer after each success."""
    luck, told = Random(seed), Answers()
    for card in range(cards):
        day, half, interval = card, half_life or 1.0, 2
        told.append((f"c{card}", BEGIN + timedelta(days=day), 3))
        while day + interval < days:
            day += interval
            held = luck.random() < (0.5 ** (interval / half) if half_life else 0.7)
            told.append((f"c{card}", BEGIN + timedelta(days=day), 3 if held else 1))
            half = half * 2.2 if held else max(1.0, half / 2)
            interval = max(1, round(interval * 2.3)) if held else 1
    return sorted(told, key=lambda one: one[1])


def test_an_item_is_an_answer_with_those_before_it_and_the_same_day_asks_nothing() -> None:
    told: Answers = [("a", BEGIN, 3), ("b", BEGIN, 1), ("a", BEGIN + timedelta(days=4), 1)]
    told += [("a", BEGIN + timedelta(days=4), 3), ("a", BEGIN + timedelta(days=5), 2)]
    first, second = tuning_items(told)
    assert first == TuningItem(BEGIN + timedelta(days=4), ((3, 0), (1, 4)))
    assert second.history == ((3, 0), (1, 4), (3, 0), (2, 1))
    assert (first.remembered, second.remembered) == (False, True)


@pytest.mark.parametrize("half_life", [1.0, 1.5])
def test_one_who_forgets_faster_than_most_is_predicted_better(half_life: float) -> None:
    pytest.importorskip("fsrs_rs_python")
    found = tune(tuning_items(answers_of(1, half_life)))
    assert found.better
    assert found.learned < found.published == found.in_force
    again = tune(tuning_items(answers_of(1, half_life)), found.parameters)
    assert again.parameters == found.parameters, "the same answers teach the same"
    assert again.in_force < again.published
    assert not again.better, "learned twice is no gain"


@pytest.mark.parametrize("seed", [2, 3])
def test_one_who_guesses_teaches_nothing(seed: int) -> None:
    pytest.importorskip("fsrs_rs_python")
    found = tune(tuning_items(answers_of(seed, None)))
    assert not found.better
    assert found.constant < found.learned
