"""Words for dates, times and lengths, and colour without a library: what the everyday commands print with."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek.workspace import Language

_STYLES = {"bold": "1", "dim": "2", "green": "32", "yellow": "33", "cyan": "36", "red": "31"}


def colourful() -> bool:
    """Whether standard output is a person's terminal that shows colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def styled(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text and colourful() else text


def day_name(text: str, lang: Language) -> str:
    """``2026-11-25`` as "Wed 25 Nov", 11月25日 周三."""
    day = date.fromisoformat(text[:10])
    weekday = say("terminal.weekdays", lang).split()[day.weekday()]
    month = say("terminal.months", lang).split()[day.month - 1]
    return f"{month}{day.day}日 {weekday}" if lang == "zh" else f"{weekday} {day.day} {month}"


def clock(text: str) -> str:
    """The local time of an RFC 3339 time, as HH:MM."""
    return text[11:16]


def span(start: str, end: str) -> str:
    """``19:00–20:30``; an end on a later day is marked."""
    return f"{clock(start)}–{clock(end)}" + ("⁺¹" if end[:10] > start[:10] else "")


def length(minutes: int, lang: Language) -> str:
    """90 as "1 h 30", 1 小时 30 分."""
    hours, rest = divmod(minutes, 60)
    if lang == "zh":
        parts = [f"{hours} 小时" if hours else "", f"{rest} 分" if rest or not hours else ""]
        return " ".join(part for part in parts if part)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def minutes_between(start: str, end: str) -> int:
    from datetime import datetime

    return round((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60)


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal: Chinese characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))
