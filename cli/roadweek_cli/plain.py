"""Colour and columns without a library: what the everyday commands print with."""

from __future__ import annotations

import os
import sys

from roadweek.views.format import clock

_STYLES = {"bold": "1", "dim": "2", "green": "32", "yellow": "33", "cyan": "36", "red": "31"}


def colourful() -> bool:
    """Whether standard output is a person's terminal that shows colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def styled(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text and colourful() else text


def span(start: str, end: str) -> str:
    """``19:00–20:30``; an end on a later day is marked."""
    return f"{clock(start)}–{clock(end)}" + ("⁺¹" if end[:10] > start[:10] else "")


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
