"""The clock times of a plan's statement: when something is wished to begin and how long its hours are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from roadweek.importing.look import KEPT, find_slots, find_weekdays
from roadweek.language import clock
from roadweek.language.clock import ClockSpan
from roadweek.language.spans import Found

_MAY = re.compile(
    r"\d\s*[:：]\s*\d\d|\d\s*[ap]\.?m\b|[点时]|\b(?:noon|midday|midnight)\b|\d\s*(?:[-–—~～至到]|to|until|till|and)\s*\d",
    re.IGNORECASE,
)
_OVER_MIDNIGHT = re.compile(
    r"(?<![\d.:])(1[6-9]|2[0-3])[:：]([0-5]\d)\s*[-–—~～至到]\s*(?:次日|第二天)?(24|0?\d)[:：]([0-5]\d)(?!\d|\s*/)"
)
_NO_TIME_BEFORE = re.compile(
    r"(?:第|这|那|几|以下|重点|有|分|(?:\b(?:in|under|sub|below|ps(?:alm)?|pace)|<)\s*-?\s*)$", re.IGNORECASE
)
_NO_TIME_AFTER = re.compile(
    r"\s*(?:/\s*(?:km|mi|k\b|公里|千米)|(?:min(?:ute)?s?\s+)?(?:pace|per (?:km|mile))\b|配速|建议|需要|注意|要求|原则|心得|结论|想法|"
    r"体会|改进|理由|原因|启示|问题|内容|收获)",
    re.IGNORECASE,
)
_NOT_BEGIN = re.compile(
    r"(?:\b(?:by|before|until|till|after|past|not later than|no later than|earlier than|end(?:s|ing)? at|due)\b|"
    r"不晚于|不早于|最晚|最迟|截止|截至|直到|到)\s*(?:about|around)?\s*$",
    re.IGNORECASE,
)
_NOT_BEGIN_AFTER = re.compile(
    r"\s*(?:之前|以前|前(?!往|端)|之后|以后|后(?!端)|(?:or|and) (?:later|earlier|after|before)\b|结束)"
)
_UNSURE = re.compile(r"\s*(?:[1-6]|[一二两三四五六])\s*[点时]|\s*[1-6]\s*(?:[-–—~～至到]|to\b|until\b)")
_RISE = re.compile(r"起床|早起|晨|\b(?:wake|get up|rise)\b", re.IGNORECASE)
HALF = 720


@lru_cache(KEPT)
def clocks_of(text: str) -> tuple[Found[ClockSpan], ...]:
    """Every clock time of ``text``, or stretch between two, in order; paces, counted points and scores are none."""
    if not _MAY.search(text):
        return ()
    late = [
        Found(m.start(), m.end(), ClockSpan(_at(m[1], m[2]), 1440 + _at(m[3], m[4]) % 1440), m[0])
        for m in _OVER_MIDNIGHT.finditer(text)
        if _at(m[1], m[2]) > _at(m[3], m[4]) % 1440 + 6 * 60
    ]
    found = [*late, *_outside(clock.find_clocks(text), late)]
    named = find_slots(text)
    slot = named[0].value if len({s.value for s in named}) == 1 else None
    bare = clock.find_bare_clocks(text, ((w.start, w.end) for w in find_weekdays(text)), slot)
    found += _outside(bare, found)
    return tuple(
        Found(f.start, f.end, _half(f, morning=slot == "morning"), f.text)
        for f in sorted(found, key=lambda f: f.start)
        if not _NO_TIME_BEFORE.search(text[max(0, f.start - 12) : f.start]) and not _NO_TIME_AFTER.match(text, f.end)
    )


def _outside(found: Iterable[Found[ClockSpan]], taken: list[Found[ClockSpan]]) -> list[Found[ClockSpan]]:
    return [f for f in found if not any(f.overlaps(t.start, t.end) for t in taken)]


def _at(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def _half(found: Found[ClockSpan], *, morning: bool) -> ClockSpan:
    """ "9:45-10:15 PM" begins in the evening too; what is said of a morning is in the morning."""
    start, end = found.value.start, found.value.end
    if (
        morning
        and start >= HALF
        and (end or 0) <= 1440
        and not re.search(r"pm|p\.m|noon|中午", found.text, re.IGNORECASE)
    ):
        return ClockSpan(start - HALF, None if end is None else end - HALF)
    marked = re.findall(r"[ap]\.?m\b", found.text, re.IGNORECASE)
    if end is not None and len(marked) == 1 and start + HALF < end and marked[0][0] in "pP":
        return ClockSpan(start + HALF, end)
    return found.value


def begin_of(text: str) -> int | None:
    """The minute after midnight at which ``text`` wishes to begin; null where it names none, several or a doubtful one.

    An end ("by 22:00", 22点以后) is no beginning, and 5点 may be either half of the day.
    """
    begins = {f.value.start for f in clocks_of(text) if _begins(f, text)}
    return begins.pop() if len(begins) == 1 else None


def _begins(found: Found[ClockSpan], text: str) -> bool:
    if _NOT_BEGIN.search(text[max(0, found.start - 20) : found.start]):
        return False
    if found.value.end is None and _NOT_BEGIN_AFTER.match(text, found.end):
        return False
    sure = found.value.start < HALF or not _UNSURE.match(found.text) or bool(find_slots(text))
    return sure


def stretch_of(text: str) -> Found[ClockSpan] | None:
    """The first stretch between two clock times."""
    return next((f for f in clocks_of(text) if f.value.end is not None), None)


def awake(text: str) -> bool:
    """Whether a clock time is said of getting up."""
    return bool(_RISE.search(text))


def forget() -> None:
    clocks_of.cache_clear()
