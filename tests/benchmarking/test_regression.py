"""The detector of regressions on series whose answer is known, with how often it is wrong."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from roadweek.benchmarking.bootstrap import Chance
from roadweek.benchmarking.regression import RegressionReport, finding, judge
from roadweek.benchmarking.run import Run
from tests.benchmarking.runs import CARD, SETTINGS, run

SERIES = 1000


def history(rates: list[float]) -> list[Run]:
    """Good runs of these decode rates, the newest first, as storage gives them."""
    return [run(f"r{n}", figures={"decode_tok_s": rate}, n=n) for n, rate in enumerate(rates)][::-1]


def judged(rate: float, rates: list[float], **more: Any) -> RegressionReport:
    return judge(run("new", figures={"decode_tok_s": rate}, n=99, **more), history(rates))


STEADY = [20.1, 19.9, 20.0, 20.2, 19.8, 20.05]


@pytest.mark.parametrize(
    ("rate", "change"),
    [(20.0, "same"), (19.6, "same"), (17.0, "worse"), (10.0, "worse"), (23.0, "better")],
)
def test_a_run_is_held_against_the_noise_of_those_before(rate: float, change: str) -> None:
    report = judged(rate, STEADY)
    (found,) = report.findings
    assert (report.against, found.change, found.history, found.noise_known) == ("r5", change, 6, True)
    assert found.last == 20.05
    assert found.ratio == pytest.approx(rate / 20.05)


def test_lower_is_worse_where_higher_is_better_and_the_other_way_round() -> None:
    assert finding("ttft_content_p50_ms", 400, [300, 303, 299, 301]).change == "worse"
    assert finding("ttft_content_p50_ms", 200, [300, 303, 299, 301]).change == "better"


def test_one_run_of_before_says_nothing_of_the_noise_and_only_much_is_told() -> None:
    assert judged(18.0, [20.0]).findings[0].change == "same"
    assert not judged(18.0, [20.0]).findings[0].noise_known
    assert judged(15.0, [20.0]).findings[0].change == "worse"


def test_a_noisy_history_allows_more_and_a_still_one_never_nothing() -> None:
    assert judged(17.0, [20.0, 17.5, 22.0, 19.0]).findings[0].change == "same"
    assert judged(19.7, [20.0, 20.0, 20.0, 20.0]).findings[0].change == "same"


def test_what_was_worse_is_not_what_later_runs_are_held_against() -> None:
    report = judged(15.1, [*STEADY, 15.0])
    assert report.against == "r5"
    assert ("r6", "worse") in report.skipped
    assert report.worse


def test_a_slow_slide_of_which_each_step_is_too_small_is_told() -> None:
    rates = [20 * 0.99**n for n in range(11)]
    (found,) = judged(20 * 0.99**11, rates).findings
    assert found.change == "same"
    assert found.slide == pytest.approx(-0.105, abs=0.01)
    assert judged(20.0, STEADY).findings[0].slide is None


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        ({"refusals": ("schedule_delay",)}, "refused"),
        ({"source": "replayed"}, "replayed"),
        ({"settings": {**SETTINGS, "concurrency": 8}}, "settings.concurrency"),
        (
            {"card": CARD.model_copy(update={"device": CARD.device.model_copy(update={"power_mode": "7W"})})},
            "device.power_mode",
        ),
    ],
)
def test_what_is_not_comparable_is_skipped_with_its_reason(spoilt: dict[str, Any], why: str) -> None:
    before = [run("odd", figures={"decode_tok_s": 40.0}, n=50, **spoilt), *history(STEADY)]
    report = judge(run("new", figures={"decode_tok_s": 20.0}), before)
    assert report.skipped == (("odd", why),)
    assert (report.against, report.worse) == ("r5", [])


def test_another_engine_version_is_what_a_regression_may_come_from() -> None:
    card = CARD.model_copy(update={"engine": CARD.engine.model_copy(update={"version": "b7000"})})
    report = judged(16.0, STEADY, card=card)
    assert [one.figure for one in report.worse] == ["decode_tok_s"]


def test_without_a_good_run_nothing_is_said() -> None:
    report = judge(run("new"), [])
    assert (report.against, report.findings) == (None, ())
    assert replace(report, run="x").worse == []


def _rates(seed: int, count: int, shift: float) -> tuple[float, list[float]]:
    chance = Chance(seed)
    values = [20 * math.exp(0.02 * chance.normal()) for _ in range(count + 1)]
    return values[-1] * (1 - shift), values[:-1]


@pytest.mark.parametrize(
    ("count", "shift", "least", "most"),
    [
        (1, 0.0, 0, 0.02),
        (3, 0.0, 0, 0.025),
        (10, 0.0, 0, 0.025),
        (1, 0.2, 0.9, 1),
        (5, 0.2, 0.95, 1),
        (10, 0.1, 0.9, 1),
    ],
)
def test_how_often_it_is_wrong(count: int, shift: float, least: float, most: float) -> None:
    """Noise of 2 %: the share of 1000 series that are called worse; ``python -m bench regression`` has the table."""
    told = 0
    for seed in range(SERIES):
        rate, rates = _rates(seed, count, shift)
        told += finding("decode_tok_s", rate, rates).change == "worse"
    assert least <= told / SERIES <= most
