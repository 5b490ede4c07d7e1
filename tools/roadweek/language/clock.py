"""Clock times and stretches between them: "2–4 pm", 14:00-15:30, 下午3点到5点."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from re import Match

from roadweek.domain.base import Slot
from roadweek.language.numbers import zh_number
from roadweek.language.spans import Found, pattern


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """Minutes after midnight; ``end`` is null where only one time is named."""

    start: int
    end: int | None = None


_ZH_PART = r"凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|今晚|明晚|后晚|今早|明早|晚"
_ZH_HOUR = r"\d{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九]"
_TO = r"\s*(?:[-–—−~～]|到|至|\bto\b|\buntil\b|\btill\b|\band\b)\s*"


def _one(name: str) -> str:
    zh = (
        rf"(?P<{name}p>{_ZH_PART})?\s*(?P<{name}zh>{_ZH_HOUR})\s*[点时](?!间|候|钟头|长|段|左)"
        rf"(?:钟|整)?(?P<{name}zm>半|[一三]刻|\d{{1,2}}分?|[二三四五]?十[一二三四五六七八九]?分?)?"
    )
    digits = (
        rf"(?P<{name}dp>{_ZH_PART})?\s*(?<![\d.:])(?P<{name}h>[01]?\d|2[0-4])[:：](?P<{name}m>[0-5]\d)(?!\d)"
        rf"\s*(?P<{name}a>[ap]\.?m\b\.?)?"
    )
    bare = rf"(?<![\d.:])(?P<{name}bh>1[0-2]|0?[1-9])\s*(?P<{name}ba>[ap]\.?m\b\.?)"
    words = rf"(?P<{name}w>\b(?:noon|midday|midnight)\b)"
    return rf"(?:{zh}|{digits}|{bare}|{words})"


@pattern
def _clocks() -> str:
    # "2-4 pm", 3-5点: the first end has no mark of its own
    loose = (
        rf"(?P<xp>{_ZH_PART})?\s*(?<![\d.:/-])(?P<xh>1\d|2[0-3]|0?\d)(?:{_TO})(?=\d{{1,2}}(?:[:：]\d\d)?\s*(?:[ap]\.?m\b|"
        rf"[点时]))"
        rf"{_one('y')}"
    )
    return rf"{loose}|{_one('s')}(?:{_TO}{_one('e')})?"


def _part(hour: int, part: str | None) -> int:
    if not part:
        return hour
    if part in ("下午", "傍晚", "晚上", "今晚", "明晚", "后晚", "晚") and hour < 12:
        return hour + 12
    if part == "中午" and hour < 6:
        return hour + 12
    return hour


def _meridiem(hour: int, mark: str | None) -> int:
    if not mark:
        return hour
    return hour % 12 + (12 if mark.lower().startswith("p") else 0)


def _minutes(text: str | None) -> int:
    if not text:
        return 0
    if text == "半":
        return 30
    if text.endswith("刻"):
        return 15 if text[0] == "一" else 45
    text = text.removesuffix("分")
    return int(text) if text.isdigit() else zh_number(text) or 0


def _read(match: Match[str], name: str) -> tuple[int, bool] | None:
    """Minutes after midnight, and whether the half of the day is certain."""
    g = match.groupdict()
    if g[f"{name}w"]:
        return (0 if g[f"{name}w"].lower() == "midnight" else 720), True
    if g[f"{name}bh"]:
        return _meridiem(int(g[f"{name}bh"]), g[f"{name}ba"]) * 60, True
    if g[f"{name}h"]:
        hour = _meridiem(_part(int(g[f"{name}h"]), g[f"{name}dp"]), g[f"{name}a"])
        return hour * 60 + int(g[f"{name}m"]), True
    if g[f"{name}zh"]:
        text = g[f"{name}zh"]
        hour = int(text) if text.isdigit() else zh_number(text) or 0
        if text == "一" and not g[f"{name}p"] and match[0].strip() == "一点":
            return None  # 降低一点 is "a little"
        return _part(hour, g[f"{name}p"]) * 60 + _minutes(g[f"{name}zm"]), bool(g[f"{name}p"]) or hour > 12
    return None


def _span(match: Match[str]) -> ClockSpan | None:
    if match["xh"]:
        last, first = _read(match, "y"), (_part(int(match["xh"]), match["xp"]) * 60, bool(match["xp"]))
        if last and not first[1] and last[1] and first[0] < 720 <= last[0] and first[0] + 720 < last[0]:
            first = (first[0] + 720, True)  # "2-4 pm" begins in the afternoon, "11-1 pm" in the morning
    else:
        begun, last = _read(match, "s"), _read(match, "e")
        if begun is None:
            return None
        first = begun
    start, sure = first
    if last is None:
        return ClockSpan(_afternoon(start, sure)) if start < 1440 else None
    start = _afternoon(start, sure)
    end = last[0]
    if end <= start and end + 720 > start and end < 720:
        end += 720  # 下午3点到5点: the second end shares the half of the day
    return ClockSpan(start, end) if start < end <= 1440 else None


def _afternoon(start: int, sure: bool) -> int:
    """Nobody means three at night by 3点: hours before seven without a mark are in the afternoon."""
    return start + 720 if not sure and start < 7 * 60 else start


def find_clocks(text: str) -> tuple[Found[ClockSpan], ...]:
    """Every clock time, or stretch between two of them, in order."""
    found: list[Found[ClockSpan]] = []
    for match in _clocks().finditer(text):
        value = _span(match)
        if value:
            # the day in 今晚七点 is a mention of its own
            start = match.start() + (2 if _with_day().match(match[0]) else 0)
            found.append(Found(start, match.end(), value, text[start : match.end()]))
    return tuple(found)


@pattern
def _with_day() -> str:
    return r"[今明后][晚早]"


@pattern
def _bare() -> str:
    return (
        r"(?<![\w.:/-])(?P<a>[01]?\d|2[0-3])(?::(?P<am>[0-5]\d))?\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
        r"(?P<b>[01]?\d|2[0-4])(?::(?P<bm>[0-5]\d))?(?![\w:/%]|\.\d|-\w)"
        r"(?!\s*(?:x|×|times|min|mins|minutes?|h|hrs?|hours?|days?|weeks?|months?|sessions?|pages?|problems?|"
        r"chapters?|lectures?|papers?|cards?|people|percent|km|of\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
    )


def find_bare_clocks(
    text: str, days: Iterable[tuple[int, int]], slot: Slot | None = None
) -> tuple[Found[ClockSpan], ...]:
    """Stretches in bare hours, "Monday 9 to 11", "between 10 and 12": only behind a day, or "from" or "between".

    ``slot`` is the part of the day that the sentence names; without one, hours before seven are in the afternoon.
    """
    ends = [end for _, end in days]
    found: list[Found[ClockSpan]] = []
    for match in _bare().finditer(text):
        head = text[max(0, match.start() - 12) : match.start()]
        called = _opens().search(head)
        behind = any(match.start() - end >= 0 and not text[end : match.start()].strip(" ,，:") for end in ends)
        if not (called or behind) or ("and" in match[0].lower() and not (called and called[0].lower().startswith("b"))):
            continue
        start, end = int(match["a"]) * 60 + int(match["am"] or 0), int(match["b"]) * 60 + int(match["bm"] or 0)
        if start < 720 and (slot in ("afternoon", "evening") or (slot is None and start < 420)):
            start += 720
        if end <= start and end + 720 > start:
            end += 720
        if start < end <= 1440:
            found.append(Found(match.start(), match.end(), ClockSpan(start, end), match[0]))
    return tuple(found)


@pattern
def _opens() -> str:
    return r"\b(?:between|from)\s+$"
