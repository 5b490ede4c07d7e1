"""Relative days follow the contract: weeks from Monday, the week named last, and doubt about today's own weekday."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.understanding.when import find_day_counts, find_whens

THURSDAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("next week", "2027-01-04", "2027-01-10"),
        ("下下周", "2027-01-11", "2027-01-17"),
        ("next Friday", "2027-01-08", "2027-01-08"),
        ("下周五", "2027-01-08", "2027-01-08"),
        ("Friday", "2027-01-01", "2027-01-01"),
        ("the rest of this week", "2026-12-31", "2027-01-03"),
        ("Tuesday to Thursday next week", "2027-01-05", "2027-01-07"),
        ("下周二到周四", "2027-01-05", "2027-01-07"),
        ("tomorrow", "2027-01-01", "2027-01-01"),
        ("后天", "2027-01-02", "2027-01-02"),
        ("the 3rd", "2027-01-03", "2027-01-03"),
        ("3号到5号", "2027-01-03", "2027-01-05"),
        ("in two weeks", "2027-01-14", "2027-01-14"),
        ("January 4-6", "2027-01-04", "2027-01-06"),
        ("周末", "2027-01-02", "2027-01-03"),
        ("月底", "2026-12-31", "2026-12-31"),
        ("Saturday the 2nd", "2027-01-02", "2027-01-02"),
    ],
)
def test_relative_days_cross_the_year(text: str, start: str, end: str) -> None:
    (found,) = find_whens(text, THURSDAY)
    assert (found.value.start.isoformat(), found.value.end.isoformat()) == (start, end)
    assert not found.value.doubt


@pytest.mark.parametrize("text", ["Thursday", "周四", "Thursday to Saturday", "Friday the 2nd", "last Tuesday"])
def test_a_doubtful_day_is_marked(text: str) -> None:
    assert any(f.value.doubt for f in find_whens(text, THURSDAY))


def test_a_weekday_takes_the_week_that_was_named_last() -> None:
    found = find_whens("下周三去，周五回来", THURSDAY)
    assert [f.value.start for f in found] == [date(2027, 1, 6), date(2027, 1, 8)]


def test_a_weekday_knows_its_past() -> None:
    (found,) = find_whens("on Tuesday", THURSDAY)
    assert found.value.past == (date(2026, 12, 29), date(2026, 12, 29))


def test_lengths_in_days_are_no_points() -> None:
    assert [f.value.number for f in find_day_counts("for two weeks")] == [2]
    assert find_day_counts("两周后") == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the week after next, Monday off", ["2027-01-11"]),
        ("next week, Monday and Tuesday", ["2027-01-04", "2027-01-05"]),
        ("the week after next, Monday and Wednesday", ["2027-01-11", "2027-01-13"]),
        ("the week after next Monday, Tuesday and Friday", ["2027-01-11", "2027-01-12", "2027-01-15"]),
        ("下周周一周三", ["2027-01-04", "2027-01-06"]),
        ("下下周，周一和周五", ["2027-01-11", "2027-01-15"]),
        ("下个星期，星期一和星期四", ["2027-01-04", "2027-01-07"]),
    ],
)
def test_the_first_day_of_a_week_that_is_named_before_it_is_that_day_alone(text: str, days: list[str]) -> None:
    found = [f.value for f in find_whens(text, THURSDAY) if not f.value.anchor]
    assert [w.start.isoformat() for w in found] == days
    assert all(w.start == w.end for w in found)


def test_a_span_from_the_first_day_of_a_named_week_is_that_span() -> None:
    found = [f.value for f in find_whens("the week after next, Monday to Wednesday", THURSDAY) if not f.value.anchor]
    assert [(w.start, w.end) for w in found] == [(date(2027, 1, 11), date(2027, 1, 13))]
