"""The grammar's finders with a memory: several readers look at one line, and each look is taken once.

A quick look comes first: most lines of a long file have no word that a date or a frequency could be made of.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from roadweek.domain.base import Range, Slot, Weekday
from roadweek.grammar import read as grammar
from roadweek.importing.leaving_out import left_out_dates
from roadweek.understanding import amounts, dates, recurrence
from roadweek.understanding.dates import DateContext, DatePoint, DateRange
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.spans import Found

T = TypeVar("T")
KEPT = 20_000
"""Looks of each kind that are remembered while a document is read: about the lines of the longest plan."""

# in parts, because each part is tried only where its own words stand
_DATES = (
    Quick(r"\d\s*[./]\s*\d|(?:19|20)\d\d"),
    Quick(
        r"月|[今明去后来]年|半年|\b(?:this|next|last)\s+year|"
        r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
        r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    ),
)
_RATES = (
    Quick(r"[每周天日隔早晚午夜晨时钟分]|星期|礼拜|傍晚|一次|碎片|/"),
    Quick(r"\d\s*(?:次|h|m|x|×)"),
    Quick(
        r"\b(?:ev(?:ery|ening)|each|daily|week|month|mon|tue|wed|thu|fri|sat|sun|day|morning|(?:after)?noon|night|ton|"
        r"per\b|once|twice|thrice|times|lesson|hour|hr|min|half|quarter|pomodoro|fortnight|"
        r"work|before work|after work)",
    ),
)


class Look:
    """Whether any of some patterns stands in a text, remembered like the looks that it saves."""

    __slots__ = ("_parts", "search")

    def __init__(self, parts: tuple[Quick, ...]) -> None:
        self._parts = parts
        self.search = lru_cache(KEPT)(self._found)

    def _found(self, text: str) -> bool:
        return any(part.search(text) for part in self._parts)


MAY_DATE = Look(_DATES)
"""Without any of these a text has no date: looking for dates is the dearest part of reading."""
MAY_RECUR = Look(_RATES)
"""Without any of these a text says neither how often nor how long."""
may_date, may_recur = MAY_DATE.search, MAY_RECUR.search


@lru_cache(KEPT)
def _dates_and_ranges(
    text: str, context: DateContext | None
) -> tuple[tuple[Found[DatePoint], ...], tuple[Found[DateRange], ...]]:
    """Both in one pass: nearly every text that is asked for one is asked for the other. Dates on which what recurs is
    left out ("every Friday except in June") are no dates of the statement: it neither begins, ends nor is due there."""
    context = context or DateContext()
    spans = dates.spans_of(text, context)
    points, ranges = dates.dates_of(text, spans, context), dates.ranges_of(text, spans, context)
    gone = left_out_dates(text)
    if gone:
        points = tuple(f for f in points if not any(a <= f.start < b for a, b in gone))
        ranges = tuple(f for f in ranges if not any(a <= f.start < b for a, b in gone))
    return points, ranges


def find_dates(text: str, context: DateContext | None = None) -> tuple[Found[DatePoint], ...]:
    return _dates_and_ranges(text, context)[0] if may_date(text) else ()


def find_ranges(text: str, context: DateContext | None = None) -> tuple[Found[DateRange], ...]:
    return _dates_and_ranges(text, context)[1] if may_date(text) else ()


@lru_cache(KEPT)
def find_durations(text: str) -> tuple[Found[Range], ...]:
    return amounts.find_durations(text) if may_recur(text) else ()


@lru_cache(KEPT)
def find_frequencies(text: str) -> tuple[Found[Frequency], ...]:
    return recurrence.find_frequencies(text) if may_recur(text) else ()


@lru_cache(KEPT)
def find_weekdays(text: str) -> tuple[Found[tuple[Weekday, ...]], ...]:
    return recurrence.find_weekdays(text) if may_recur(text) else ()


@lru_cache(KEPT)
def find_slots(text: str) -> tuple[Found[Slot], ...]:
    return recurrence.find_slots(text) if may_recur(text) else ()


def forget() -> None:
    """Let go of all looks: the document has been read."""
    finders = (_dates_and_ranges, left_out_dates, find_durations, find_frequencies, find_weekdays, find_slots)
    for look in (may_date, may_recur, *finders):
        look.cache_clear()
    grammar.forget()
    for clear in _MORE:
        clear()


_MORE: list[Callable[[], None]] = []


def remembered(finder: Callable[[str], T]) -> Callable[[str], T]:
    """A finder of another module whose looks are let go of together with these."""
    kept = lru_cache(KEPT)(finder)
    _MORE.append(kept.cache_clear)
    return kept
