"""Lengths of time in minutes, from the shortest to the longest that a phrase allows; days and weeks are none."""

from __future__ import annotations

import re
from typing import Final

from roadweek.grammar.lattice import Lattice
from roadweek.grammar.numerals import Numbers
from roadweek.grammar.rule import Row

MinuteSpan = tuple[int, int]
HOUR: Final = 60
QUARTER: Final = 15
LEAST_BARE: Final = 5


def _of(low: float, high: float) -> MinuteSpan:
    """ "From 90 to 60 minutes" goes down: what counts is where it ends."""
    first, last = round(low), round(high)
    return (first, last) if first <= last else (last, last)


def _times(number: Numbers, unit: int) -> MinuteSpan:
    return _of(number[0] * unit, number[1] * unit)


def _and_half(number: Numbers) -> MinuteSpan:
    return _of(number[0] * HOUR + HOUR / 2, number[1] * HOUR + HOUR / 2)


def _half() -> MinuteSpan:
    return HOUR // 2, HOUR // 2


def _hour() -> MinuteSpan:
    return HOUR, HOUR


def _hour_and_half() -> MinuteSpan:
    return HOUR * 3 // 2, HOUR * 3 // 2


def _hours_and(hours: Numbers, minutes: Numbers) -> MinuteSpan | None:
    if not 0 <= minutes[0] < HOUR or minutes[0] % 1:
        return None
    return _of(hours[0] * HOUR + minutes[0], hours[0] * HOUR + minutes[0])


def _hour_and(minutes: Numbers) -> MinuteSpan | None:
    return _hours_and((1, 1), minutes)


def _hours_and_bare(hours: Numbers, minutes: Numbers) -> MinuteSpan | None:
    """Two hours and ten: below five nobody means minutes ("an hour and one")."""
    return _hours_and(hours, minutes) if minutes[0] == minutes[1] >= LEAST_BARE else None


def _hour_and_bare(minutes: Numbers) -> MinuteSpan | None:
    return _hours_and_bare((1, 1), minutes)


def _hours_and_quarter(hours: Numbers, quarter: int) -> MinuteSpan:
    return _of(hours[0] * HOUR + quarter, hours[1] * HOUR + quarter)


def _hour_and_quarter(quarter: int) -> MinuteSpan:
    return HOUR + quarter, HOUR + quarter


def _quarter(quarter: int) -> MinuteSpan:
    return quarter, quarter


def _quarters(number: Numbers) -> MinuteSpan | None:
    """一刻钟 and 三刻钟; nobody says 两刻钟."""
    return _quarter(round(number[0]) * QUARTER) if number in ((1, 1), (3, 3)) else None


def _hours_and_quarters(hours: Numbers, number: Numbers) -> MinuteSpan | None:
    rest = _quarters(number)
    return None if rest is None else _hours_and(hours, rest)


def _hour_or(high: Numbers) -> MinuteSpan | None:
    return (HOUR, round(high[1] * HOUR)) if high[0] == 2 else None


def _from_half(hours: Numbers, high: MinuteSpan) -> MinuteSpan | None:
    low = round(hours[0] * HOUR + HOUR / 2)
    return (low, high[1]) if low < high[1] else None


def _alone(length: MinuteSpan) -> MinuteSpan:
    return length


def _between(low: MinuteSpan, high: MinuteSpan) -> MinuteSpan:
    return _of(low[0], high[1])


def _no_title(lattice: Lattice, start: int, end: int) -> bool:
    """ "6 Minute English" is a title: a capital after a figure names something, it measures nothing."""
    return not lattice.text.endswith("Minute", start, end)


def _in_figures(lattice: Lattice, start: int, end: int) -> bool:
    """1小时20, 1h15, "2 h 45": what stands behind the unit are minutes, and no more figures or letters follow."""
    behind = lattice.folded[end : end + 1]
    if behind.isdigit() or behind == "." or "a" <= behind <= "z":
        return False
    before = lattice.folded[start:end].rstrip("0123456789")
    return end - start - len(before) == (2 if before[-1].isspace() else min(2, end - start - len(before)))


_ENDS = re.compile(
    r"\s*(?:$|[^\w\s-]|的|了|吧|左右|(?:of|on|for|at|in|from|each|every|a|per|yesterday|today|tonight|tomorrow|this|last|"
    r"next|so|now|then)\b)"
)


def _counts_nothing(lattice: Lattice, start: int, end: int) -> bool:
    """ "An hour and twenty" ends there, or what was done follows; in "an hour and twenty pages" it counts pages."""
    return _ENDS.match(lattice.folded, end) is not None


_AN = "'a'|'another'"
_TO = "'-'|'to'|'or'"

RULES: Final = (
    # so many of a unit
    Row("length", "n units", "range unit", _times, "30 minutes", _no_title),
    Row("length", "n-unit", "range .'-' .unit", _times, "30-minute", _no_title),
    Row("length", "n more units", "range 'more' unit", _times, "20 more minutes"),
    # one hour, half of one
    Row("length", "an hour", f"{_AN} unit=60", _hour, "an hour"),
    Row("length", "half an hour", "'half' 'a' unit=60", _half, "half an hour"),
    Row("length", "half-an-hour", "'half' .'-' .'a' .'-' .unit=60", _half, "half-an-hour"),
    Row("length", "half hour", "'half' unit=60", _half, "半小时"),
    Row("length", "half-hour", "'half' .'-' .unit=60", _half, "half-hour"),
    Row("length", "a half hour", f"{_AN} 'half' unit=60", _half, "another half hour"),
    Row("length", "a half-hour", f"{_AN} 'half' .'-' .unit=60", _half, "a half-hour"),
    Row("length", "another half an hour", "'another' 'half' 'a' unit=60", _half, "another half an hour"),
    # hours and a half
    Row("length", "一个半小时", "number 'and_half' unit=60", _and_half, "一个半小时"),
    Row("length", "一小时半", "number unit=60 .'half'", _and_half, "一小时半"),
    Row("length", "one and a half hours", "number 'and' 'a' 'half' unit=60", _and_half, "one and a half hours"),
    Row("length", "n-and-a-half-hour", "number 'and' 'a' 'half' .'-' .unit=60", _and_half, "two and a half-hour"),
    Row("length", "n hours and a half", "number unit=60 'and' 'a' 'half'", _and_half, "two hours and a half"),
    Row("length", "an hour and a half", f"{_AN} unit=60 'and' 'a' 'half'", _hour_and_half, "an hour and a half"),
    # hours and minutes
    Row("length", "h and m", "number unit=60 number unit=1|unit_letter=1", _hours_and, "1 hour 20 minutes"),
    Row("length", "h and-m", "number unit=60 number .'-' .unit=1", _hours_and, "1 hour 20-minute"),
    Row("length", "h and m units", "number unit=60 'and' number unit=1|unit_letter=1", _hours_and, "两小时又五分"),
    Row("length", "an hour and m units", "'a' unit=60 'and' number unit=1", _hour_and, "an hour and ten minutes"),
    Row("length", "an hour and m", "'a' unit=60 'and' number", _hour_and_bare, "an hour and twenty", _counts_nothing),
    Row("length", "h and m alone", "number unit=60 'and' number", _hours_and_bare, "2 hours and ten", _counts_nothing),
    Row("length", "一小时二十", "number unit=60 .number", _hours_and_bare, "一小时二十", _counts_nothing),
    Row("length", "h and m in figures", "number unit=60 figure", _hours_and, "1小时20", _in_figures),
    # quarters
    Row("length", "a quarter of an hour", "quarter 'of' 'a' unit=60", _quarter, "three quarters of an hour"),
    Row(
        "length", "1 and a quarter hours", "number 'and' quarter unit=60", _hours_and_quarter, "one and a quarter hours"
    ),
    Row(
        "length", "2 hours and a quarter", "number unit=60 'and' quarter", _hours_and_quarter, "two hours and a quarter"
    ),
    Row("length", "an hour and a quarter", "'a' unit=60 'and' quarter", _hour_and_quarter, "an hour and a quarter"),
    Row("length", "一刻钟", "number quarter=15", _quarters, "一刻钟"),
    Row("length", "一小时一刻", "number unit=60 number quarter=15|quarter_mark=15", _hours_and_quarters, "一小时一刻"),
    # from one length to another
    Row("duration", "one length", "length", _alone, "45 minutes"),
    Row("duration", "from one length to another", f"length {_TO} length", _between, "45 minutes to an hour"),
    Row("duration", "一个半到两个小时", f"number 'and_half' {_TO} length", _from_half, "一个半到两个小时"),
    Row(
        "duration",
        "one and a half to 2 hours",
        f"number 'and' 'a' 'half' {_TO} length",
        _from_half,
        "one and a half to two hours",
    ),
    Row("duration", "an hour or two", "'a' unit=60 'or' number", _hour_or, "an hour or two"),
)
"""``length``: one length; ``duration``: what a text says, one length or from one to another. Both are minutes."""
