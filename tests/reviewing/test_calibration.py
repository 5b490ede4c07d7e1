"""Calibration: the published measures, and an honest word where the predictions are no better than a constant."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.reviewing.calibration import LEAST, calibration


def test_few_predictions_say_nothing() -> None:
    assert calibration([(0.9, True)] * (LEAST - 1)) is None
    assert calibration([(0.9, True)] * LEAST) is not None


def test_the_measures_are_those_of_the_formulas() -> None:
    pairs = [(0.8, True)] * 30 + [(0.8, False)] * 10
    found = calibration(pairs)
    assert found is not None
    assert found.observed == 0.75
    assert found.predicted == pytest.approx(0.8)
    assert found.log_loss == pytest.approx(-(30 * log(0.8) + 10 * log(0.2)) / 40)
    assert found.rmse == pytest.approx(0.05)
    assert not found.better


def test_predictions_that_tell_one_memory_from_another_beat_the_constant() -> None:
    found = calibration([(0.95, True)] * 40 + [(0.1, False)] * 40)
    assert found is not None
    assert found.better


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=LEAST, max_size=80))
def test_any_prediction_has_finite_measures(pairs: list[tuple[float, bool]]) -> None:
    found = calibration(pairs)
    assert found is not None
    assert 0 <= found.rmse <= 1
    assert 0 <= found.constant_log_loss <= log(2) + 1e-9
    assert found.log_loss < 10
