"""The clock times of a plan's statement: when something is wished to begin and how long its hours are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from roadweek.domain.base import Slot
from roadweek.grammar.dimensions.clock import HALF, ClockPiece, ClockTime, in_part
from roadweek.importing.look import find_slots, find_weekdays, remembered
from roadweek.understanding import clock
from roadweek.understanding.clock import ClockSpan
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found

_MAY = Quick(
    r"\d\s*[:：]\s*\d\d|\d\s*[ap]\.?m\b|[点时]|\b(?:noon|midday|midnight)\b|\d\s*(?:[-–—~～至到]|to|until|till|and)\s*\d",
)
_PART = r"凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚"
_MARKED = Quick(rf"[ap]\.?m\b|noon|night|{_PART}")
_NO_TIME_BEFORE = Quick(
    r"(?:第|这|那|几|以下|重点|有|分|配速\s*[:：]?|"
    r"(?:\b(?:in|under|sub|below|ps(?:alm)?|pace)|<)\s*-?\s*)$",
)
_NO_TIME_AFTER = Quick(
    r"\s*(?:/\s*(?:km|mi|k\b|公里|千米)|(?:min(?:ute)?s?\s+)?(?:pace|per (?:km|mile))\b|配速|建议|需要|注意|要求|"
    r"原则|心得|结论|想法|体会|改进|理由|原因|启示|问题|内容|收获)",
)
_NOT_BEGIN = Quick(
    r"(?:\b(?:by|before|until|till|after|past|not later than|no later than|earlier than|end(?:s|ing)? at|due)\b|"
    r"不晚于|不早于|最晚|最迟|截止|截至|直到|到)\s*(?:about|around)?\s*$",
)
_NOT_BEGIN_AFTER = Quick(
    r"\s*(?:之前|以前|前(?!往|端)|之后|以后|后(?!端)|(?:or|and) (?:later|earlier|after|before)\b|结束)", re.NOFLAG
)
_UNSURE = Quick(r"\s*(?:[1-6]|[一二两三四五六])\s*[点时]|\s*[1-6]\s*(?:[-–—~～至到]|to\b|until\b)", re.NOFLAG)
LONGEST = 16 * 60
"""Minutes that hours over midnight have at most: a night with its morning."""


@remembered
def clocks_of(text: str) -> tuple[Found[ClockSpan], ...]:
    """Every clock time of ``text``, or stretch between two, in order; paces, counted points and scores are none."""
    if not _MAY.search(text):
        return ()
    found = [
        Found(f.start, f.end, span, f.text)
        for f in clock.clock_pieces(text)
        if (span := _digital(f.value) if _in_figures(f.value) else clock.span_of(f.value))
    ]
    named = find_slots(text)
    slot = named[0].value if len({s.value for s in named}) == 1 else None
    bare = clock.find_bare_clocks(text, ((w.start, w.end) for w in find_weekdays(text)), slot)
    found += _outside(bare, found)
    return tuple(
        Found(f.start, f.end, _half(f, slot), f.text)
        for f in sorted(found, key=lambda f: f.start)
        if not _NO_TIME_BEFORE.search(text[max(0, f.start - 12) : f.start]) and not _NO_TIME_AFTER.match(text, f.end)
    )


def _outside(found: Iterable[Found[ClockSpan]], taken: list[Found[ClockSpan]]) -> list[Found[ClockSpan]]:
    return [f for f in found if not any(f.overlaps(t.start, t.end) for t in taken)]


def _in_figures(piece: ClockPiece) -> bool:
    return piece.start.form == "colon" and (piece.end is None or piece.end.form == "colon")


def _digital(piece: ClockPiece) -> ClockSpan | None:
    """Times in digits as plans write them: of 24 hours, but for marks and for hours at which nobody works."""
    first, last = piece.start, piece.end
    start = first.minute + (HALF if not first.mark and _early(first) and not (last and _meridiem(last)) else 0)
    if last is None:
        return ClockSpan(start) if start < 2 * HALF else None
    end = last.minute
    if not last.mark and first.mark and not _meridiem(first):
        end = in_part(end, first.mark)
    elif not last.mark and end < start and (_early(last) or (_early(first) and start < end + HALF)):
        end += HALF  # "4:00-5:00" begins and ends in the afternoon
    if _meridiem(last) and not first.mark and start + HALF < end and start < HALF:
        start += HALF  # "9:45-10:15 PM" begins in the evening too
    if end <= start < HALF and end < HALF:
        end += HALF  # "9:00-5:00"
    if end <= start and end + 2 * HALF - start > LONGEST:
        return None  # it ends before it begins
    return ClockSpan(start, end if end > start else end + 2 * HALF)


def _meridiem(time: ClockTime) -> bool:
    return time.mark in ("am", "pm")


def _early(time: ClockTime) -> bool:
    return time.short and 60 <= time.minute < 300


def _half(found: Found[ClockSpan], slot: Slot | None) -> ClockSpan:
    """What is said of a morning is in the morning, of an evening in the evening, where the time itself has no mark."""
    start, end = found.value.start, found.value.end
    if slot is None or _MARKED.search(found.text):
        return found.value
    if slot == "morning" and start > HALF and (end or 0) <= 2 * HALF:
        return ClockSpan(start - HALF, None if end is None else end - HALF)
    late = slot in ("afternoon", "evening") and not found.text.lstrip().startswith("0")
    if late and start < HALF and (end or start) <= HALF and start >= 60:
        return ClockSpan(start + HALF, None if end is None else end + HALF)
    return found.value


def begin_of(text: str) -> int | None:
    """The minute after midnight at which ``text`` wishes to begin; null where it names none, several or a doubtful one.

    An end ("by 22:00", 22点以后) is no beginning, and 5点 may be either half of the day.
    """
    begins = {f.value.start for f in clocks_of(text) if _begins(f, text)}
    return begins.pop() if len(begins) == 1 else None


def times_of(text: str) -> int:
    """How many times of the day are named side by side: "at 8:00 and 20:00" are two, "7:00 or 8:00" is one."""
    begins = [f for f in clocks_of(text) if _begins(f, text) and f.value.end is None]
    if len(begins) != len(clocks_of(text)) or any(_OR.search(text[f.end : g.start]) for f, g in pairwise(begins)):
        return 1
    return max(1, len({f.value.start for f in begins}))


_OR = Quick(r"\bor\b|或")


def _begins(found: Found[ClockSpan], text: str) -> bool:
    if _NOT_BEGIN.search(text[max(0, found.start - 20) : found.start]):
        return False
    if found.value.end is None and _NOT_BEGIN_AFTER.match(text, found.end):
        return False
    return found.value.start < HALF or not _UNSURE.match(found.text) or bool(find_slots(text))


def stretch_of(text: str) -> Found[ClockSpan] | None:
    """The first stretch between two clock times."""
    return next((f for f in clocks_of(text) if f.value.end is not None), None)
