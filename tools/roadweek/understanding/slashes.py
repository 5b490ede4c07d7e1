"""Dates in figures with a slash: 24/12 and 12/24 are one day, 12/11 is one to some and another to others."""

from __future__ import annotations

from datetime import date

from roadweek.understanding.spans import Found, pattern
from roadweek.understanding.when_reader import When

_FRACTIONS = frozenset({(24, 7), (1, 2), (1, 3), (1, 4), (2, 3), (3, 4), (9, 11)})
"""What is written like a date and names something else."""


@pattern
def _figures() -> str:
    day = r"3[01]|[12]\d|0?[1-9]"
    return (
        rf"(?<![A-Za-z0-9_/.-])(?P<a>{day})/(?P<b>{day})(?![A-Za-z0-9_/.%-])"
        r"(?!\s*(?:of\b|cup|mile|hour|day))"
    )


def _coming(month: int, day: int, today: date) -> When | None:
    for year in (today.year, today.year + 1, today.year + 2, today.year + 3, today.year + 4):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return When(found, found)
    return None


def with_slashes(text: str, today: date, dated: list[Found[When]]) -> list[Found[When]]:
    """``dated`` with the days in figures. In Chinese the month stands first; elsewhere two small ones are in doubt."""
    chinese = any("\u4e00" <= c <= "\u9fff" for c in text)
    kept = list(dated)
    for match in _figures().finditer(text):
        a, b = int(match["a"]), int(match["b"])
        inside = [f for f in kept if f.start < match.end() and match.start() < f.end]
        if (a, b) in _FRACTIONS or (inside and (chinese or inside[0].end - inside[0].start > len(match[0]))):
            continue
        if a > 12 and b > 12:
            continue
        value = _coming(a, b, today) if b > 12 or (chinese and a <= 12) else _coming(b, a, today)
        if value is None:
            continue
        if a <= 12 and b <= 12 and a != b and not chinese:
            value = When(value.start, value.end, doubt=True)
        kept = [f for f in kept if f not in inside]
        kept.append(Found(match.start(), match.end(), value, match[0]))
    return kept
