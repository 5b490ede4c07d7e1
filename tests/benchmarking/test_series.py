"""The ready series: each step is an experiment that holds together, or commands; both languages name it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from roadweek.benchmarking.experiment import Experiment, cells_of
from roadweek.benchmarking.load import LoadSettings
from roadweek.benchmarking.series import SERIES, BenchSeries, series_named, step_experiment
from roadweek.messages import say

AT = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize("series", SERIES, ids=lambda each: each.name)
def test_every_step_is_an_experiment_or_commands(series: BenchSeries) -> None:
    for step in series.steps:
        assert say(f"edge.{step.title}", "en") != say(f"edge.{step.title}", "zh")
        asked = step_experiment(series, step, ["a", "b"], ["m", "n"])
        if asked is None:
            assert step.commands
            continue
        made = Experiment(
            id="e", at=AT, title="t", varies=asked.varies, held=asked.held, cells=cells_of(asked.varies), repeats=3
        )
        for cell in made.cells:
            settings = made.settings_of(cell.id)
            assert settings.pop("endpoint") in ("a", "b")
            assert settings["model"] in ("m", "n")
            given: dict[str, Any] = dict(settings)
            LoadSettings(**given)  # raises for a setting that the generator does not know


def test_a_step_with_too_few_names_is_no_experiment() -> None:
    series = series_named("jetson-against-pi")
    assert series is not None
    assert step_experiment(series, series.steps[0], ["a"], ["m"]) is None
    assert series_named("none") is None
