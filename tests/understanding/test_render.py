"""What is rendered in words is read back to the same value, across year ends and leap days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadweek.domain.base import WEEKDAYS, DateWindow, Language, Range, Slot, Weekday
from roadweek.domain.plan import Per
from roadweek.understanding.amounts import find_durations
from roadweek.understanding.dates import DateContext, find_dates, find_ranges
from roadweek.understanding.recurrence import WORKDAYS, Frequency, find_frequencies, find_rhythms
from roadweek.understanding.render import (
    day_text,
    duration_text,
    frequency_text,
    minutes_text,
    range_text,
    window_text,
)

DAYS = st.dates(date(2019, 12, 1), date(2029, 3, 31))
LANGUAGES = st.sampled_from(["en", "zh"])


@given(DAYS, st.integers(1, 400), LANGUAGES, st.booleans())
@example(date(2027, 12, 31), 1, "en", True)
@example(date(2028, 2, 28), 1, "zh", True)
@example(date(2028, 2, 27), 2, "en", False)
def test_a_rendered_range_is_read_back(start: date, length: int, lang: Language, near: bool) -> None:
    end = start + timedelta(days=length)
    year = start.year if near else 2001
    found = find_ranges(range_text(start, end, lang, year), DateContext(year=year))
    assert [(f.value.start, f.value.end) for f in found] == [(DateWindow.on(start), DateWindow.on(end))]


@given(DAYS, LANGUAGES, st.booleans())
@example(date(2028, 2, 29), "en", True)
def test_a_rendered_day_is_read_back(day: date, lang: Language, near: bool) -> None:
    year = day.year if near else 2001
    found = find_dates(day_text(day, lang, year), DateContext(year=year))
    assert [(f.value.window, f.value.grain) for f in found] == [(DateWindow.on(day), "day")]


@given(st.integers(2020, 2030), st.integers(1, 12), st.sampled_from([(1, 10), (11, 20), (21, 31), (1, 31)]), LANGUAGES)
@example(2028, 2, (21, 31), "zh")
def test_a_rendered_part_of_a_month_is_read_back(year: int, month: int, part: tuple[int, int], lang: Language) -> None:
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    window = DateWindow(earliest=date(year, month, part[0]), latest=date(year, month, min(part[1], last.day)))
    found = find_dates(f"in {window_text(window, lang)}", DateContext(year=2001))
    assert [f.value.window for f in found] == [window]


@given(st.integers(1, 1440), LANGUAGES)
def test_a_rendered_length_is_read_back(minutes: int, lang: Language) -> None:
    assert [f.value for f in find_durations(duration_text(minutes, lang))] == [Range.exactly(minutes)]


@given(st.integers(1, 300), st.integers(1, 300), LANGUAGES)
def test_a_rendered_range_of_lengths_is_read_back(low: int, more: int, lang: Language) -> None:
    value = Range(lo=low, hi=low + more)
    assert [f.value for f in find_durations(minutes_text(value, lang))] == [value]


SLOTS: tuple[Slot, ...] = ("morning", "afternoon", "evening", "daytime")
UNITS: tuple[Per, ...] = ("day", "week", "month", "lesson")


@st.composite
def frequencies(draw: st.DrawFn) -> Frequency:
    slots = tuple(draw(st.lists(st.sampled_from(SLOTS), max_size=2, unique=True)))
    low = draw(st.integers(1, 4))
    times = Range(lo=low, hi=low + draw(st.integers(0, 2)))
    form = draw(st.sampled_from(["plain", "every named day", "some of the named days", "workdays"]))
    if form == "plain":
        return Frequency(draw(st.sampled_from(UNITS)), times, (), slots)
    if form == "workdays":
        return Frequency("day", Range.exactly(1), WORKDAYS, slots)
    named = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1, max_size=6))
    days: tuple[Weekday, ...] = tuple(d for d in WEEKDAYS if d in named)
    return Frequency("week", Range.exactly(len(days)) if form == "every named day" else times, days, slots)


@st.composite
def turns(draw: st.DrawFn) -> Frequency:
    """Every other week, every third day; a month's first Monday."""
    if draw(st.booleans()):
        return Frequency("month", Range.exactly(1), (draw(st.sampled_from(WEEKDAYS)),), (), 1, draw(NTH))
    unit = draw(st.sampled_from(UNITS[:3]))
    named = draw(st.sets(st.sampled_from(WEEKDAYS), max_size=3)) if unit == "week" else set[Weekday]()
    days: tuple[Weekday, ...] = tuple(d for d in WEEKDAYS if d in named)
    times = Range.exactly(len(days) or draw(st.integers(1, 3)))
    return Frequency(unit, times, days, (), draw(st.integers(2, 6)))


NTH = st.sampled_from([1, 2, 3, 4, 5, -1])


@given(turns(), LANGUAGES)
def test_a_rendered_turn_is_read_back(value: Frequency, lang: Language) -> None:
    assert [f.value for f in find_rhythms(frequency_text(value, lang))] == [value]


@given(frequencies(), LANGUAGES)
def test_a_rendered_frequency_is_read_back(value: Frequency, lang: Language) -> None:
    assert [f.value for f in find_frequencies(frequency_text(value, lang))] == [value]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "Wed 11 – Fri 13 March, 3 days"), ("zh", "3月11日（周三）到13日（周五），3天")],
)
def test_a_range_inside_one_month_names_the_month_once(lang: Language, text: str) -> None:
    assert range_text(date(2026, 3, 11), date(2026, 3, 13), lang, 2026) == text


def test_a_range_over_new_year_names_both_years() -> None:
    text = range_text(date(2026, 12, 30), date(2027, 1, 2), "en", 2026)
    assert text == "Wed 30 December 2026 – Sat 2 January 2027, 4 days"
