"""Intervals: right where the answer is known, wide enough where values are few, the same for the same seed."""

from __future__ import annotations

import math
from statistics import fmean, median

import pytest

from roadweek.benchmarking.bootstrap import Chance, bootstrap, interval_of_mean, quantile, student_t


def test_chance_is_the_published_generator() -> None:
    """The first numbers of SplitMix64 from seed 1234567, as its reference implementation prints them."""
    chance = Chance(1234567)
    assert [chance.bits() for _ in range(3)] == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.mark.parametrize(
    ("degrees", "level", "value"),
    [(1, 0.95, 12.7062), (2, 0.95, 4.30265), (4, 0.95, 2.77645), (9, 0.99, 3.24984), (30, 0.95, 2.04227)],
)
def test_students_t_is_that_of_the_tables(degrees: int, level: float, value: float) -> None:
    assert student_t(degrees, level) == pytest.approx(value, abs=1e-5)


def test_many_draws_at_once_are_the_same_draws() -> None:
    one, two = Chance(8), Chance(8)
    values = [float(n) for n in range(13)]
    assert one.picked(values) == [values[two.below(13)] for _ in values]
    assert one.bits() == two.bits()


def test_quantiles_lie_between_neighbours() -> None:
    assert [quantile([1.0, 2.0, 4.0], share) for share in (0, 0.25, 0.5, 1)] == [1.0, 1.5, 2.0, 4.0]


@pytest.mark.parametrize("method", ["bca", "percentile"])
def test_an_interval_of_a_median_holds_the_true_one_as_often_as_it_says(method: str) -> None:
    """Skewed values (log-normal, 25 of them, true median 1), 150 times; 95 % wanted, three standard errors allowed."""
    chance, held = Chance(20261), 0
    for trial in range(150):
        values = [math.exp(0.4 * chance.normal()) for _ in range(25)]
        found = bootstrap(values, median, seed=trial, resamples=200, method=method)
        held += found.low <= 1.0 <= found.high
    assert 0.9 <= held / 150 <= 1.0


@pytest.mark.parametrize("count", [3, 5, 9])
def test_an_interval_of_a_mean_is_wide_enough_even_for_few_values(count: int) -> None:
    """Noise of 2 % around nothing, 300 times: at most 5 % + three standard errors may exclude the truth."""
    chance, wrong = Chance(count), 0
    for trial in range(300):
        values = [0.02 * chance.normal() for _ in range(count)]
        wrong += interval_of_mean(values, seed=trial, resamples=150).excludes(0.0)
    assert wrong / 300 <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 300)


def test_skewed_values_move_the_ends_of_bca() -> None:
    chance = Chance(5)
    values = [math.exp(chance.normal()) for _ in range(30)]
    plain = bootstrap(values, fmean, seed=1, method="percentile")
    corrected = bootstrap(values, fmean, seed=1)
    assert corrected.high > plain.high
    assert corrected.low > plain.low


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    values = [float(one) for one in range(1, 40)]
    assert bootstrap(values, fmean, seed=3) == bootstrap(values, fmean, seed=3)
    assert bootstrap(values, fmean, seed=3) != bootstrap(values, fmean, seed=4)


def test_values_that_say_nothing_are_not_made_to() -> None:
    assert (one := bootstrap([7.0])).low == one.high == 7.0
    assert bootstrap([2.0, 2.0, 2.0]).high == 2.0
    with pytest.raises(ValueError, match="nothing to resample"):
        bootstrap([])
    with pytest.raises(ValueError, match="one value"):
        interval_of_mean([1.0])
