"""Energy from samples of power: right where the truth is known, and its uncertainty covers what was not seen."""

from __future__ import annotations

import random
from math import pi, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.benchmarking.energy import EnergyFigure, energy_of

Points = list[tuple[float, float]]


def _found(points: Points, start: float, end: float, **more: float | int | Points) -> EnergyFigure:
    figure, refusal = energy_of(points, start, end, channel="power_in_w", **more)  # type: ignore[arg-type]
    assert refusal is None
    assert figure is not None
    return figure


def test_a_steady_load_is_power_times_time_and_only_the_step_is_in_doubt() -> None:
    points = [(i / 10, 8.0) for i in range(-5, 106)]
    figure = _found(points, 0.0, 10.0, step_w=0.04, tokens=200)
    assert figure.joules == pytest.approx(80.0)
    assert figure.joules_per_token == pytest.approx(0.4)
    assert figure.parts_j == pytest.approx({"sampling": 0, "gaps": 0, "resolution": 10 * 0.04 / sqrt(12), "gain": 0})
    assert figure.joules_u95 == pytest.approx(2 * 10 * 0.04 / sqrt(12))


def test_a_ramp_is_summed_by_trapezoids_between_neighbours_outside() -> None:
    points = [(float(i), 5.0 + i) for i in range(-1, 12)]
    figure = _found(points, 0.5, 9.5)
    assert figure.joules == pytest.approx(5 * 9 + (9.5**2 - 0.5**2) / 2)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = random.Random(7)
    covered = 0
    trials = 400
    for _ in range(trials):
        truth = 6.0
        points = [(i / 20, truth + rng.gauss(0, 0.8)) for i in range(-10, 211)]
        figure = _found(points, 0.0, 10.0)
        covered += abs(figure.joules - truth * 10) <= figure.joules_u95
    assert 0.90 <= covered / trials <= 0.99


def test_a_slow_wave_that_the_samples_resolve_is_not_taken_for_noise() -> None:
    points = [(i / 50, 7 + 2 * sin(2 * pi * i / 50 / 5)) for i in range(-10, 511)]
    figure = _found(points, 0.0, 10.0)
    assert figure.joules == pytest.approx(70.0, abs=0.05)
    assert figure.joules_u95 < 1.0


def test_asking_a_slow_sensor_more_often_gives_no_more_certainty() -> None:
    rng = random.Random(3)
    values = [6 + rng.gauss(0, 0.5) for _ in range(60)]
    once = [(i / 5, value) for i, value in enumerate(values)]
    often = [(i / 5 + k / 50, value) for i, value in enumerate(values) for k in range(10)]
    assert _found(often, 0.5, 11.5).parts_j["sampling"] == pytest.approx(
        _found(once, 0.5, 11.5).parts_j["sampling"], rel=0.1
    )


def test_a_gap_widens_the_interval_and_too_many_leave_no_energy() -> None:
    points = [(i / 10, 5.0 + (i % 2)) for i in range(-2, 103)]
    whole = _found(points, 0.0, 10.0)
    holed = [point for point in points if not 4.0 < point[0] < 5.2]
    assert _found(holed, 0.0, 10.0).parts_j["gaps"] == pytest.approx(1.2 / sqrt(12), rel=0.01)
    assert whole.parts_j["gaps"] == 0
    torn = [point for point in points if not 3.0 < point[0] < 6.0]
    assert energy_of(torn, 0.0, 10.0, channel="power_in_w") == (None, "too_many_gaps")


def test_a_recording_that_stops_early_is_a_gap_at_the_end() -> None:
    points = [(i / 10, 5.0 + (i % 2)) for i in range(91)]
    assert _found(points, 0.0, 10.0).parts_j["gaps"] == pytest.approx(1.0 / sqrt(12), rel=0.01)


@pytest.mark.parametrize(
    ("points", "start", "end", "why"),
    [
        ([], 0.0, 5.0, "too_few_samples"),
        ([(0.5, 4.0), (1.5, 4.0)], 0.0, 5.0, "too_few_samples"),
        ([(float(i), 4.0) for i in range(9)], 5.0, 5.0, "no_stretch"),
        ([(float(i), 4.0) for i in range(9)], 6.0, 5.0, "no_stretch"),
    ],
)
def test_what_gives_no_energy_says_why(points: Points, start: float, end: float, why: str) -> None:
    assert energy_of(points, start, end, channel="power_in_w") == (None, why)


def test_idling_is_beside_and_its_own_doubt_is_added() -> None:
    points = [(i / 10, 9.0) for i in range(-2, 103)]
    idle = [(i / 10, 4.0 + (0.2 if i % 2 else -0.2)) for i in range(-100, -50)]
    figure = _found(points, 0.0, 10.0, tokens=100, idle=idle)
    assert figure.joules == pytest.approx(90.0)
    assert figure.above_idle_joules == pytest.approx(50.0, abs=0.2)
    assert figure.above_idle_per_token == pytest.approx(0.5, abs=0.002)
    assert figure.above_idle_u95 is not None
    assert figure.above_idle_u95 > figure.joules_u95


def test_without_idle_or_tokens_nothing_is_made_of_them() -> None:
    figure = _found([(i / 10, 9.0) for i in range(100)], 1.0, 9.0, idle=[(0.0, 4.0)])
    assert (figure.joules_per_token, figure.idle_w, figure.above_idle_joules) == (None, None, None)
    assert _found([(i / 10, 9.0) for i in range(100)], 1.0, 9.0, tokens=0).joules_per_token is None


@given(st.lists(st.floats(0.1, 300), min_size=12, max_size=60), st.floats(0, 0.1), st.floats(0, 2))
def test_any_trace_gives_an_energy_between_its_extremes(watts: list[float], gain: float, step: float) -> None:
    points = [(i / 4, value) for i, value in enumerate(watts)]
    end = points[-1][0] - 0.3
    figure = _found(points, 0.3, end, gain=gain, step_w=step)
    assert min(watts) - 1e-6 <= figure.watts_mean <= max(watts) + 1e-6
    assert figure.joules_u95 >= 0
