"""A line that divides its session: "Spanish 45 min: words 20, reading 25 min" is one sitting with two named parts."""

from __future__ import annotations

import re

from roadweek.domain.base import Range
from roadweek.domain.plan import SessionPart
from roadweek.importing.look import find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.understanding.quick import Quick

_MAY = Quick(r"\d\s*(?:min|分|['′]|h\b).*\d\s*(?:min|分|['′]).*")
"""Without two lengths in minutes no line is divided."""
_OPEN = Quick(r"\s*(?:[:：=]|[（(]|\s[-–—]{1,2}\s)\s*", re.NOFLAG)
_BETWEEN = re.compile(r"\s*(?:[+＋、，,;；]\s*(?:and\s+)?|\s(?:and|then)\s|再加|然后|外加)\s*")
_TAIL = re.compile(r"\s*[)）]?\s*[。.]?\s*$")
_NAME = re.compile(r"[^\W\d_](?:[^\d:：/()（）。.!?！？]{0,38}[^\W\d_])?")
_NUMBER = re.compile(r"\d{1,3}(?:\s*[-–~～]\s*\d{1,3})?$")
_FILLER = re.compile(
    r"\b(?:a|an|the|per|every|each|day|daily|in|on|at|for|about|total|of)\b|每天|每日|共|约|大约|一共|总共|[各在的]",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{2,}|[\u4e00-\u9fff]")
MOST_PARTS = 6


def divided(text: str) -> tuple[str, tuple[SessionPart, ...]] | None:
    """The line without its division, and the parts, where they are named, sized and add up to the session's length.

    Parts with days, times or a rhythm of their own are sessions of their own: such a line is not divided.
    """
    if not _MAY.search(text):
        return None
    for opened in _OPEN.finditer(text):
        head, tail = text[: opened.start()], _TAIL.sub("", text[opened.end() :])
        lengths = find_durations(head)
        if len(lengths) != 1 or not _names_something(head):
            continue  # "2 hours a day: maths 1 h, French 1 h" sums activities, it divides none
        parts = _parts(tail)
        if len(parts) >= 2 and _fits(lengths[0].value, parts):
            return head.rstrip(), parts
    return None


def _names_something(head: str) -> bool:
    """Whether words are left beside how long, how often and when."""
    rest = list(head)
    for found in (*find_durations(head), *find_frequencies(head), *find_weekdays(head), *find_slots(head)):
        rest[found.start : found.end] = " " * (found.end - found.start)
    return bool(_WORD.search(_FILLER.sub(" ", "".join(rest))))


def _parts(tail: str) -> tuple[SessionPart, ...]:
    if find_frequencies(tail) or find_weekdays(tail) or find_slots(tail):
        return ()
    pieces = [piece for piece in _BETWEEN.split(tail) if piece]
    if not 2 <= len(pieces) <= MOST_PARTS:
        return ()
    found: list[SessionPart] = []
    for piece in pieces:
        # "words 20, reading 25 min": the unit may be said once, at the end
        sized = f"{piece} min" if _NUMBER.search(piece) else piece
        lengths = find_durations(sized)
        if len(lengths) != 1:
            return ()
        name = (sized[: lengths[0].start] + sized[lengths[0].end :]).strip(" :：-–—的of")
        if not _NAME.fullmatch(name):
            return ()
        found.append(SessionPart(title=name, minutes=lengths[0].value))
    return tuple(found)


def _fits(whole: Range, parts: tuple[SessionPart, ...]) -> bool:
    low, high = sum(p.minutes.lo for p in parts), sum(p.minutes.top for p in parts)
    return low <= whole.top and whole.lo <= high
