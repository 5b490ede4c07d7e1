"""Feasts by which people plan: "before Christmas", 春节前. Their days follow from the year alone."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.understanding.dates import DateContext, DateRange
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found

_LUNAR = dict(
    zip(
        range(2015, 2041),
        (
            219,
            208,
            128,
            216,
            205,
            125,
            212,
            201,
            122,
            210,
            129,
            217,
            206,
            126,
            213,
            203,
            123,
            211,
            131,
            219,
            208,
            128,
            215,
            204,
            124,
            212,
        ),
        strict=True,
    )
)
"""Month and day of the lunar new year (Hong Kong Observatory, Gregorian-lunar calendar conversion tables)."""
_FEAST = re.compile(
    r"(?P<lunar>春节|过年|(?<![\d一二三四五六七八九十几多数半\s])年前(?=\W|$|完成|做完|搞定)|农历新年|"
    r"\b(?:chinese|lunar) new year\b|\bspring festival\b)|"
    r"(?P<christmas>圣诞节?|\b(?:christmas|xmas)\b)|(?P<thanks>感恩节|\bthanksgiving\b)|"
    r"(?P<new>元旦|\bnew year(?:'?s)?(?: day| eve)?\b)|(?P<national>国庆节?|十一(?=前|之前|以前))|"
    r"(?P<labour>五一|劳动节)|"
    r"(?P<easter>复活节|\beaster\b)",
    re.IGNORECASE,
)
_BEFORE = Quick(r"\b(?:by|before|no later than)\s+(?:the\s+)?$")
_BEHIND = Quick(r"\s*(?:假期|放假)?\s*(?:之?前|以前|到来前)", re.NOFLAG)
_NOT_DUE = Quick(r"\b(?:until|till|from now)\b")
MAY_FEAST = _FEAST


def before_feasts(text: str, context: DateContext) -> list[Found[DateRange]]:
    """Spans up to a feast that is named as what something is done by; the coming one, or that of the plan's year."""
    found: list[Found[DateRange]] = []
    for match in _FEAST.finditer(text):
        ahead, behind = _BEFORE.search(text[: match.start()]), _BEHIND.match(text, match.end())
        year_before = match[0] == "年前"
        if not (ahead or behind or year_before) or _NOT_DUE.search(text[: ahead.start() if ahead else 0]):
            continue
        day = _coming(match.lastgroup or "", context)
        if day is None:
            continue
        start = ahead.start() if ahead else match.start()
        end = behind.end() if behind else match.end()
        window = DateWindow(earliest=day - timedelta(days=1), latest=day - timedelta(days=1))
        found.append(Found(start, end, DateRange(None, window), text[start:end]))
    return found


def _coming(name: str, context: DateContext) -> date | None:
    if context.as_of is not None:
        days = [_day(name, context.as_of.year + more) for more in (0, 1)]
        return next((day for day in days if day is not None and day > context.as_of), None)
    return _day(name, context.year) if context.year is not None else None


def _day(name: str, year: int) -> date | None:
    if name == "lunar":
        coded = _LUNAR.get(year)
        return date(year, coded // 100, coded % 100) if coded else None
    if name == "thanks":
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    if name == "easter":
        return _easter(year)
    month, day = {"christmas": (12, 25), "new": (1, 1), "national": (10, 1), "labour": (5, 1)}[name]
    return date(year, month, day)


def _easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
