"""A statement cut where a new frequency begins, and the numbers of one such piece."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadweek.domain.base import Range, Slot, Weekday
from roadweek.importing.items import Quantity
from roadweek.language.amounts import find_durations, find_quantities
from roadweek.language.recurrence import Frequency, find_frequencies, find_slots, find_weekdays
from roadweek.language.spans import Found

_BREAK = re.compile(r"[，,。；;！!？?/]\s*|\s{2,}")
_END = re.compile(r"[。；;！!？?]|\.\s|\s{3,}")
_QUOTED = re.compile(r"[“「『\"][^”」』\"]{1,30}[”」』\"]")
_ONCE_EACH = re.compile(
    r"每次|一次|单次|[\d一两二三四五六]\s*次|\beach (?:time|session)\b|\bper session\b|\beach\b|\bonce\b|\bsessions?\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"至少|不少于|最少|(?:刷|学|做|练)够|\bat least\b|\bno less than\b", re.IGNORECASE)
_TIMES = re.compile(r"(?<![\d.第])(\d{1,2}|[一两二三四五六])(?:\s*[-–~～到至]\s*(\d{1,2}))?\s*次(?!数)")
_COMMITMENT = re.compile(r"\b(?:weekly|monthly) (?:commitment|budget|hours|time|total|load|effort)\b", re.IGNORECASE)
_CLOCKS = re.compile(r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)\s*[-–—~～至到]\s*([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)")
_STUDIED = re.compile(r".{0,8}?(?:问题|题|知识点|单词|视频|卡片|专题|项目|概念|实验|案例|例子)")
_ZH = {c: n for n, c in enumerate("零一二三四五六")} | {"两": 2}
_EACH_UNIT = re.compile(
    r"(?:\ba|\bper|\beach|\bevery|/)\s*(?:day|week|month)\b|每天|每日|每周|每月|一周|一天", re.IGNORECASE
)


MAY_RECUR = re.compile(
    r"[每周天日隔早晚午夜晨时钟分]|星期|礼拜|傍晚|\d\s*次|一次|碎片|"
    r"\b(?:ev(?:ery|ening)|each|daily|week|month|mon|tue|wed|thu|fri|sat|sun|day|morning|(?:after)?noon|night|ton|per\b|"
    r"once|twice|thrice|times|lesson|hour|hr|min|half|quarter|pomodoro|fortnight|work|before work|after work)|"
    r"\d\s*(?:h|m|x|×)|/",
    re.IGNORECASE,
)
"""Without any of these a text says neither how often nor how long; most lines of a long file end their reading here."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause group of a statement. ``frequency`` is its own; offsets are in the statement."""

    start: int
    text: str
    frequency: Frequency | None
    days: tuple[Weekday, ...]
    slots: tuple[Slot, ...]
    durations: tuple[Found[Range], ...]
    times: tuple[int, int] | None
    quantity: Quantity | None

    @property
    def at_least(self) -> bool:
        return bool(_AT_LEAST.search(self.text))

    @property
    def each_occasion(self) -> bool:
        """Whether its length is said of one occasion rather than of the whole unit."""
        return bool(_ONCE_EACH.search(self.text))

    def whole_unit(self) -> bool:
        """Whether the length is the sum of a week or month: "6 hours a week", 每周投入3个小时."""
        if self.frequency is None or self.frequency.per not in ("week", "month") or self.frequency.days:
            return False
        if self.each_occasion or (self.frequency.times.lo, self.frequency.times.top) != (1, 1):
            return False
        return bool(_EACH_UNIT.search(self.text) or _COMMITMENT.search(self.text))


def lengths(text: str) -> tuple[Found[Range], ...]:
    """The lengths that ``text`` names; where it names none, that of a span of clock times ("6:30-7:15")."""
    found = find_durations(text)
    if found:
        return found
    match = _CLOCKS.search(text)
    if not match:
        return ()
    minutes = (int(match[3]) * 60 + int(match[4]) - int(match[1]) * 60 - int(match[2])) % 1440
    return (Found(match.start(), match.end(), Range.exactly(minutes), match[0]),) if minutes else ()


def mask(text: str) -> str:
    """``text`` with short quotations blanked: what is only named is not wished."""
    return _QUOTED.sub(lambda m: " " * len(m[0]), text)


def pieces(text: str) -> list[Piece]:
    """The pieces of a statement; a statement without any frequency is one piece."""
    frequencies = _merged(find_frequencies(mask(text)), text)
    if len(frequencies) <= 1:
        if not frequencies:
            return [piece(text, 0, None)]
        found = frequencies[0]
        start = _begin(text, found.start) if found.start > 60 else 0
        return [piece(_until(text[start:], found.end - start), start, found.value)]
    starts = [0 if n == 0 else _begin(text, f.start) for n, f in enumerate(frequencies)]
    result: list[Piece] = []
    for n, found in enumerate(frequencies):
        end = starts[n + 1] if n + 1 < len(starts) else len(text)
        if n and starts[n] <= starts[n - 1]:
            continue
        result.append(piece(_until(text[starts[n] : end], found.end - starts[n]), starts[n], found.value))
    return result


def _merged(found: tuple[Found[Frequency], ...], text: str) -> list[Found[Frequency]]:
    """Frequencies of one clause say one thing together: 工作日每天, "every day, Monday to Friday"."""
    result: list[Found[Frequency]] = []
    for item in found:
        last = result[-1] if result else None
        if last is None or _begin(text, item.start) != _begin(text, last.start):
            result.append(item)
            continue
        a, b = last.value, item.value
        times = a.times if (a.times.lo, a.times.top) != (1, 1) else b.times
        both = Frequency(a.per if a.days or not b.days else b.per, times, a.days or b.days, a.slots or b.slots)
        result[-1] = Found(last.start, item.end, both, text[last.start : item.end])
    return result


def _begin(text: str, at: int) -> int:
    """Where the clause that holds ``at`` begins."""
    last = 0
    for match in _BREAK.finditer(text, 0, at):
        last = match.end()
    return last


def _until(text: str, after: int) -> str:
    """``text`` up to the end of the sentence that goes on after ``after``."""
    match = _END.search(text, max(after, 0))
    return text[: match.start()] if match else text


def piece(text: str, start: int, frequency: Frequency | None) -> Piece:
    masked = mask(text)
    weekdays = find_weekdays(masked)
    days: tuple[Weekday, ...] = frequency.days if frequency else ()
    if not days and weekdays and (frequency is None or frequency.per in ("day", "week")):
        days = weekdays[0].value
    slots: list[Slot] = []
    for slot in find_slots(masked):
        if slot.value not in slots:
            slots.append(slot.value)
    for name in frequency.slots if frequency else ():
        if name not in slots:
            slots.append(name)
    return Piece(start, text, frequency, days, tuple(slots), lengths(text), _times(text), quantity(text))


def _times(text: str) -> tuple[int, int] | None:
    match = _TIMES.search(text)
    if not match:
        return None
    low = _ZH.get(match[1]) or int(match[1])
    high = int(match[2]) if match[2] else low
    return (low, high) if low <= high else None


def quantity(text: str) -> Quantity | None:
    """So many things an occasion; a bare 个 counts only before something that is studied."""
    for found in find_quantities(text):
        unit = found.value.unit
        if text[: found.start].rstrip()[-1:] in tuple("下某每这那第上另"):
            continue
        if unit == "个" and not _STUDIED.match(text, found.end):
            continue
        if unit in ("段", "组", "份") or (unit == "遍" and found.value.hi == 1):
            continue
        return Quantity(unit=unit, min=found.value.lo, max=found.value.hi)
    return None
