"""A forecast of a milestone is scored by what came of it, and not before anything did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.planning.foretold import ForecastOutcome, ForetoldMilestone, score_of
from roadweek.planning.learning import WorkTaken, effort_spreads

MADE = date(2027, 1, 3)
DUE = date(2027, 2, 28)


def day(n: int) -> date:
    return MADE + timedelta(days=n)


def said(
    probability: float | None = 0.8,
    early: int | None = 40,
    middle: int | None = 50,
    late: int | None = 60,
    **more: object,
) -> ForetoldMilestone:
    ends = [None if n is None else day(n) for n in (early, middle, late)]
    known: dict[str, object] = {"milestone": "m", "due": DUE, "until": day(150), **more}
    return ForetoldMilestone(MADE, known.pop("milestone"), known.pop("due"), probability, *ends, **known)  # type: ignore[arg-type]


def test_before_anything_came_of_it_nothing_is_scored() -> None:
    one = ForecastOutcome(said(), None, day(30))
    assert (one.in_time, one.brier, one.covered, one.pinball_days) == (None, None, None, None)
    score = score_of([one])
    assert (score.milestones, score.brier, score.coverage) == (0, None, None)


def test_what_is_reached_in_time_is_scored_at_once() -> None:
    one = ForecastOutcome(said(0.8), day(52), day(53))
    assert one.in_time is True
    assert one.brier == pytest.approx(0.04)
    assert one.covered is True
    assert one.pinball_days == pytest.approx((0.1 * 12 + 0.5 * 2 + 0.1 * 8) / 3)


def test_a_passed_day_scores_the_chance_and_leaves_the_span_open_until_its_end() -> None:
    passed = ForecastOutcome(said(0.8), None, DUE + timedelta(days=1))
    assert passed.in_time is False
    assert passed.brier == pytest.approx(0.64)
    assert passed.covered is None
    over = ForecastOutcome(said(0.8), None, day(61))
    assert over.covered is False
    late = ForecastOutcome(said(0.8), day(58), day(61))
    assert (late.in_time, late.covered) == (False, True)


def test_a_span_without_an_end_holds_whatever_comes_later() -> None:
    assert ForecastOutcome(said(late=None), day(140), day(141)).covered is True
    assert ForecastOutcome(said(late=None), None, day(400)).covered is None
    never = said(early=None, middle=None, late=None)
    assert ForecastOutcome(never, day(50), day(51)).covered is False


def test_without_a_day_due_only_the_span_is_scored() -> None:
    one = ForecastOutcome(said(None, due=None), day(45), day(46))
    assert (one.in_time, one.brier, one.covered) == (None, None, True)


def test_a_milestone_counts_once_however_often_it_was_foretold() -> None:
    told = [ForecastOutcome(said(p), day(50), day(51)) for p in (0.5, 0.7, 0.9)]
    told += [ForecastOutcome(said(0.3, milestone="other"), None, DUE + timedelta(days=40))]
    score = score_of(told)
    assert (score.milestones, score.chances, score.days) == (2, 4, 4)
    assert score.in_time == 0.75
    assert score.said == pytest.approx(0.6)
    assert score.brier_of_share == pytest.approx(0.1875)
    assert score.coverage == 0.75


@given(
    chances=st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=20),
)
def test_no_chances_are_better_than_those_that_come_true(chances: list[tuple[float, bool]]) -> None:
    def scored(values: list[float]) -> float:
        outcomes = [
            ForecastOutcome(said(p), DUE if hit else None, DUE + timedelta(days=1))
            for p, (_, hit) in zip(values, chances, strict=True)
        ]
        brier = score_of(outcomes).brier
        assert brier is not None
        return brier

    told = scored([p for p, _ in chances])
    assert 0 <= scored([float(hit) for _, hit in chances]) <= told <= 1


def test_finished_works_say_how_far_efforts_are_off() -> None:
    alike = effort_spreads([WorkTaken("step", 100, 150)] * 6, 0.36)["step"]
    assert alike.bias > 0.2
    assert alike.spread < 0.36
    wild = effort_spreads([WorkTaken("step", 100, m) for m in (60, 300, 80, 260, 70, 330)], 0.36)["step"]
    assert wild.spread > 0.45
    assert effort_spreads([WorkTaken("step", 100, 150)], 0.36) == {}
