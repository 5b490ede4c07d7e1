"""Drift and outliers: seen where they are, and seldom where they are not."""

from __future__ import annotations

import pytest

from roadweek.benchmarking.bootstrap import Chance
from roadweek.benchmarking.noise import drift_of, outliers_of


def noisy(count: int, seed: int, *, rise: float = 0.0, noise: float = 0.03) -> list[float]:
    chance = Chance(seed)
    return [100 * (1 + rise * i / (count - 1) + noise * chance.normal()) for i in range(count)]


@pytest.mark.parametrize(("rise", "count"), [(0.2, 100), (0.5, 30), (-0.3, 60), (0.1, 1000)])
def test_a_drift_is_seen_with_its_size(rise: float, count: int) -> None:
    found = drift_of(noisy(count, 7, rise=rise))
    assert found == pytest.approx(rise, abs=0.04)


def test_what_does_not_drift_is_left_alone() -> None:
    assert sum(drift_of(noisy(count, seed)) is not None for seed in range(40) for count in (12, 60, 300)) == 0


def test_a_cold_start_alone_is_no_drift() -> None:
    assert drift_of([400.0, 250.0, *noisy(60, 3)]) is None


@pytest.mark.parametrize("values", [[], [1.0], [3.0] * 50, [1, 2, 3, 4, 5, 6, 7], [0.0] * 20])
def test_rows_that_cannot_tell_tell_nothing(values: list[float]) -> None:
    assert drift_of(values) is None


def test_an_odd_run_is_named_and_a_plain_row_is_not() -> None:
    assert outliers_of([10.0, 10.1, 9.9, 10.05, 14.0]) == [4]
    assert outliers_of([10.0, 10.0, 10.0, 10.0, 10.9]) == [4], "even where the others are all the same"
    assert outliers_of([10.0, 10.1, 9.9, 10.05, 9.95]) == []
    assert outliers_of([10.0, 14.0, 10.1]) == [], "of three none can be called the odd one"
    assert outliers_of([10.0, 10.0, 10.0, 10.0, 10.01]) == [], "a tenth of a percent is nothing"
    assert outliers_of([5.0] * 6) == []


def test_plain_noise_seldom_looks_odd() -> None:
    rows = [noisy(10, seed) for seed in range(200)]
    assert sum(bool(outliers_of(row)) for row in rows) / 200 < 0.2
