"""Calendar weeks in a plan's words: by number, by a day of theirs, by their place in a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing.look import find_dates
from roadweek.understanding.dates import DateContext, DatePoint, DateRange
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found

_ISO_WEEK = Quick(r"(?<![\dA-Za-z])(20\d\d)[-\s]?W(\d{1,2})(?:\s*(?:[-–—~]|to)\s*(?:20\d\d-?)?W(\d{1,2}))?(?!\d)")
_WEEK_OF = Quick(r"\b(?:week (?:of|commencing|beginning|starting)|w/c)\s+(?:the\s+)?(?:mon(?:day)?,?\s+)?$")
_THAT_WEEK = Quick(r"\s*(?:当周|那周|那一周|这周|所在周|起?的?一周)", re.NOFLAG)
_WEEK_IN_MONTH = Quick(r"\s*的?(?:第([一二三四1-4])(?:个)?(?:周|星期)|(最后)一?(?:个)?(?:周|星期))", re.NOFLAG)
_EN_WEEK_IN_MONTH = Quick(r"\b(?:(first|second|third|fourth|last)|([1-4])(?:st|nd|rd|th)) week (?:of|in) $")
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}


def weeks_in(
    text: str, context: DateContext, settled: Callable[[Found[DatePoint]], DatePoint]
) -> list[Found[DateRange]]:
    """Calendar weeks: 2026-W10, "week of 9 March", 3月9日当周, 3月第二周, "second week of March"."""
    for match in _ISO_WEEK.finditer(text):
        try:
            first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            last = date.fromisocalendar(int(match[1]), int(match[3] or match[2]), 7)
        except ValueError:
            continue
        return [Found(match.start(), match.end(), _days(first, last), match[0])] if first < last else []
    if "week" not in text.lower() and "周" not in text and "星期" not in text and "w/c" not in text.lower():
        return []
    for found in find_dates(text, context):
        point = settled(found)
        window = point.window
        if point.year_open:
            before, after = _WEEK_OF.search(text[: found.start]), _THAT_WEEK.match(text, found.end)
            if point.grain == "day" and (before or after):
                start, end = before.start() if before else found.start, after.end() if after else found.end
                return [Found(start, end, DateRange(None, None, year_open=True), text[start:end])]
            continue
        if found.value.grain == "day":
            before, after = _WEEK_OF.search(text[: found.start]), _THAT_WEEK.match(text, found.end)
            if before or after:
                monday = window.earliest - timedelta(days=window.earliest.weekday())
                start = before.start() if before else found.start
                end = after.end() if after else found.end
                return [Found(start, end, _days(monday, monday + timedelta(days=6)), text[start:end])]
        elif found.value.grain == "month":
            before, after = _EN_WEEK_IN_MONTH.search(text[: found.start]), _WEEK_IN_MONTH.match(text, found.end)
            if not before and not after:
                continue
            word = (before[1] or before[2]).lower() if before else (after[1] if after and after[1] else "last")
            number = _WORDS.get(word) or (int(word) if word.isdigit() else 0)
            first = window.earliest + timedelta(days=7 * (number - 1)) if number else window.latest - timedelta(days=6)
            start = before.start() if before else found.start
            end = after.end() if after else found.end
            # by counted sevens or by calendar weeks: either reading lies in the window
            value = DateRange(
                DateWindow(earliest=first, latest=first), DateWindow.on(min(first + timedelta(days=6), window.latest))
            )
            return [Found(start, end, value, text[start:end])]
    return []


def _days(first: date, last: date) -> DateRange:
    return DateRange(DateWindow.on(first), DateWindow.on(last))
