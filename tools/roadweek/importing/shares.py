"""A week shared between its workdays and its weekend: "1 h/day (weekdays) + 2 h/day (weekends) = 9 h/week"."""

from __future__ import annotations

import re
from dataclasses import replace

from roadweek.domain.base import Range, Weekday
from roadweek.importing.look import find_durations, find_frequencies
from roadweek.importing.segments import Piece, piece
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import ONCE, WEEKEND, WORKDAYS, Frequency
from roadweek.understanding.spans import Found

_DAYS = Quick(
    r"(?P<work>平日|工作日|平时|周中|\b(?:weekdays?|workdays?|working days)\b)|"
    r"(?P<end>周末|週末|假日|双休日|\bweekends?\b)",
)
_SUM = Quick(r"\s*(?:[=＝≈]|→|合[计計]|总共|總共|\bin total\b|\btotal\b)")
_HEAD = Quick(r"^\W*$|[:：]\s*$", re.NOFLAG)
_FAR = 12
"""So many characters may stand between a kind of day and its length."""


def shares(text: str) -> list[Piece]:
    """The workdays' share, the weekend's and the week's sum where one is named; none where the text is another form.

    Where the two lengths themselves make the sum, each is the sum of its days; else each is said of one day.
    """
    named = list(_DAYS.finditer(text))
    if len(named) != 2 or named[0].lastgroup == named[1].lastgroup:
        return []
    mark = _SUM.search(text, max(m.end() for m in named))
    found = find_durations(text)
    parts = [f for f in found if mark is None or f.start < mark.start()]
    sums = [f for f in found if mark is not None and f.start >= mark.end()]
    if len(parts) != 2 or len(sums) > 1 or any(_between(m, f, text) is None for m, f in zip(named, parts, strict=True)):
        return []
    starts = [min(m.start(), f.start) for m, f in zip(named, parts, strict=True)]
    if starts[1] < max(named[0].end(), parts[0].end) or not _HEAD.search(text[: starts[0]]):
        return []
    head = "" if find_frequencies(text[: starts[0]]) else text[: starts[0]]
    ends = (starts[1], mark.start() if mark else len(text))
    summed = bool(sums) and _sum(parts) == sums[0].value
    result: list[Piece] = []
    for match, length, start, end in zip(named, parts, starts, ends, strict=True):
        days: tuple[Weekday, ...] = WORKDAYS if match.lastgroup == "work" else WEEKEND
        often = Frequency("week" if summed or days == WEEKEND else "day", ONCE, days)
        own = piece(text[start:end].rstrip(" +＋，,;；和及"), start, often)
        named_by = own.text.replace(match[0], " ")
        result.append(replace(own, text=f"{head}{named_by}", days=days, durations=(length,), summed=summed))
    if sums:
        whole = piece(text[sums[0].start :], sums[0].start, Frequency("week"))
        total = "Total" if text.isascii() else "合计"
        result.append(replace(whole, text=total, durations=(sums[0],), summed=True))
    return result


def _between(match: re.Match[str], length: Found[Range], text: str) -> str | None:
    """What stands between a kind of day and its length; null where they are too far apart."""
    gap = text[match.end() : length.start] if match.end() <= length.start else text[length.end : match.start()]
    return gap if len(gap) <= _FAR and not re.search(r"[\d，,;；。+＋]", gap) else None


def _sum(parts: list[Found[Range]]) -> Range:
    return Range(lo=sum(f.value.lo for f in parts), hi=sum(f.value.top for f in parts))
