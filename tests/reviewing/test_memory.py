"""A memory fades between answers, grows by them, counts the person's own days and is reckoned only forwards."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadweek.domain.records import Card
from roadweek.errors import OutOfOrderError
from roadweek.reviewing.memory import MemoryRating, due_on, rate, retrievability, stability

HERE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 2, 21, 30, tzinfo=HERE)
RATINGS: st.SearchStrategy[MemoryRating] = st.sampled_from((1, 2, 3, 4))


def card() -> Card:
    return Card(id="c", front="two heaps", back="one of each half")


def test_a_card_that_was_never_rated_is_not_remembered_and_not_due() -> None:
    assert retrievability(card(), MONDAY) == 0.0
    assert stability(card()) == 0.0
    assert due_on(card()) is None


def test_what_was_forgotten_is_due_the_next_day_of_the_person() -> None:
    late = datetime(2026, 11, 2, 23, 50, tzinfo=HERE)  # still Monday here, and in UTC
    early = datetime(2026, 11, 3, 0, 30, tzinfo=HERE)  # Tuesday here, Monday in UTC
    assert due_on(rate(card(), 1, late)) == date(2026, 11, 3)
    assert due_on(rate(card(), 1, early)) == date(2026, 11, 4)


def test_a_night_between_two_answers_is_a_day_even_when_it_is_shorter_than_24_hours() -> None:
    once = rate(card(), 3, datetime(2026, 11, 2, 23, 0, tzinfo=HERE))
    morning = datetime(2026, 11, 3, 7, 0, tzinfo=HERE)
    assert retrievability(once, morning) < 1.0
    assert retrievability(once, datetime(2026, 11, 2, 23, 59, tzinfo=HERE)) == 1.0


def test_the_chance_is_nine_in_ten_when_as_many_days_have_gone_as_the_stability_says() -> None:
    known = rate(card(), 3, MONDAY)
    for _ in range(4):
        due = due_on(known)
        assert due is not None
        known = rate(known, 3, datetime.combine(due, MONDAY.timetz()))
    days = round(stability(known))
    last = known.last_review
    assert last is not None
    assert days > 30
    assert retrievability(known, last + timedelta(days=days)) == pytest.approx(0.9, abs=0.005)


def test_an_answer_from_before_the_last_one_is_refused_in_both_languages() -> None:
    once = rate(card(), 3, MONDAY)
    with pytest.raises(OutOfOrderError) as refused:
        rate(once, 3, MONDAY - timedelta(minutes=1))
    assert "2026-11-02T21:29" in refused.value.text("en")
    assert "2026-11-02T21:30" in refused.value.text("zh")


def test_flying_west_over_midnight_is_the_same_day_and_no_error() -> None:
    once = rate(card(), 3, datetime(2026, 11, 3, 0, 30, tzinfo=HERE))
    again = rate(once, 3, datetime(2026, 11, 2, 12, 0, tzinfo=ZoneInfo("America/Los_Angeles")))
    assert again.reviews == 2
    assert due_on(again) >= due_on(once)  # type: ignore[operator]


def test_a_time_without_a_zone_is_a_slip_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zone"):
        retrievability(rate(card(), 3, MONDAY), datetime(2026, 11, 3, 9, 0))  # noqa: DTZ001


def test_lapses_count_what_was_known_and_lost_and_not_a_first_failure() -> None:
    first = rate(card(), 1, MONDAY)
    assert (first.reviews, first.lapses) == (1, 0)
    second = rate(first, 1, MONDAY + timedelta(days=1))
    assert (second.reviews, second.lapses) == (2, 1)


@given(st.lists(st.tuples(RATINGS, st.integers(0, 60), st.integers(0, 23)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_run_of_answers_keeps_its_form_through_json_and_stays_within_bounds(
    answers: list[tuple[MemoryRating, int, int]],
) -> None:
    known, at = card(), datetime(2026, 11, 2, 0, 0, tzinfo=HERE)
    for rating, days, hours in answers:
        at += timedelta(days=days, hours=hours)
        known = rate(known, rating, at)
        again = Card.model_validate(json.loads(json.dumps(known.to_json())))
        assert again == known
        assert again.due is not None
        assert again.due.astimezone(UTC).date() > at.date() or rating > 1
        later = at + timedelta(days=40)
        assert 0.0 < retrievability(again, later) <= retrievability(known, at) <= 1.0
