"""Clock times and stretches between them: "2–4 pm", 14:00-15:30, 下午3点到5点."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from re import Match

from roadweek.domain.base import Slot
from roadweek.understanding.numbers import zh_number
from roadweek.understanding.spans import Found, pattern


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """Minutes after midnight; ``end`` is null where only one time is named."""

    start: int
    end: int | None = None
    doubt: bool = False
    """ "Half six" is half past six to some and half past five to others."""


_ZH_PART = r"凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|[今明后昨前当]晚|[今明昨]早|晚"
_ZH_HOUR = r"\d{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九]"
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PAST = {"fifteen": 15, "thirty": 30, "forty[- ]five": 45, "ten": 10, "twenty": 20}
_EN_HOUR = rf"(?:1[0-2]|[1-9]|{'|'.join(_HOURS)})"
_TO = r"\s*(?:[-–—−~～]|到|至|\bto\b|\buntil\b|\btill\b|\band\b)\s*"


_COUNTED = (
    r"x\b|×|times|min|mins|minutes?|h\b|hrs?|hours?|days?|weeks?|months?|sessions?|pages?|problems?|chapters?|lectures?|"
    r"papers?|cards?|people|percent|km|of\b|[点时分小个天号日月周次]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
"""What stands behind a number that is no hour."""


def _one(name: str) -> str:
    zh = (
        rf"(?:(?P<{name}p>{_ZH_PART})\s*)?(?P<{name}zh>{_ZH_HOUR})\s*[点时](?!间|候|钟头|长|段|左)"
        rf"(?:钟|整)?(?P<{name}zm>半|[一三]刻|\d{{1,2}}分?|[二三四五]?十[一二三四五六七八九]?分?)?"
    )
    digits = (
        rf"(?:(?P<{name}dp>{_ZH_PART})\s*)?(?<![\d.:])(?P<{name}h>[01]?\d|2[0-4])(?:[:：]|\.(?=[0-5]\d\s*[ap]\.?m))(?P<{name}m>[0-5]\d)(?!\d)"
        rf"\s*(?P<{name}a>[ap]\.?m\b\.?)?"
    )
    bare = rf"(?<![\d.:])(?P<{name}bh>1[0-2]|0?[1-9])\s*(?P<{name}ba>[ap]\.?m\b\.?)"
    past = (
        rf"\b(?:(?P<{name}q>half|(?:a\s+)?quarter)\s+(?P<{name}qs>past|to)\s+)(?P<{name}qh>{_EN_HOUR})\b"
        rf"(?:\s*(?P<{name}qa>[ap]\.?m\b\.?))?"
    )
    words = rf"(?P<{name}w>\b(?:noon|midday|midnight)\b)|{past}"
    return rf"(?:{zh}|{digits}|{bare}|{words})"


@pattern
def _clocks() -> str:
    # "2-4 pm", 3-5点: the first end has no mark of its own
    loose = (
        rf"(?:(?P<xp>{_ZH_PART})\s*)?(?<![\d.:/-])(?P<xh>1\d|2[0-3]|0?\d)(?:[:.](?P<xm>[0-5]\d))?(?:{_TO})"
        rf"(?=\d{{1,2}}(?:(?:[:：.]\d\d)?\s*[ap]\.?m\b|\s*[点时]|[:：]\d\d(?!\d))|(?:half|(?:a\s+)?quarter)\s+(?:past|to)\b|noon\b|midday\b|midnight\b)"
        rf"{_one('y')}"
    )
    # "10:15-11": the last end is a bare hour, as no length and no count can be
    short = rf"(?P<eb>1\d|2[0-4]|0?[1-9])(?![\w:.%/]|\s*(?:{_COUNTED}))"
    return rf"{loose}|{_one('s')}(?:{_TO}(?:{_one('e')}|{short}))?"


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.index(word.lower()) + 1


def _minutes_past(word: str | None) -> int:
    return next((n for form, n in _PAST.items() if word and form[:5] == word.lower()[:5]), 0)


def _part(hour: int, part: str | None) -> int:
    if not part:
        return hour
    if (part == "下午" or "晚" in part) and hour < 12:
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
    if g[f"{name}q"]:
        minutes = _hour(g[f"{name}qh"]) * 60 % 720
        minutes += 30 if g[f"{name}q"].lower() == "half" else (15 if g[f"{name}qs"].lower() == "past" else -15)
        mark = g[f"{name}qa"]
        return minutes % 720 + (720 if mark and mark.lower().startswith("p") else 0), bool(mark)
    if g[f"{name}w"]:
        return (0 if g[f"{name}w"].lower() == "midnight" else 720), True
    if g[f"{name}bh"]:
        return _meridiem(int(g[f"{name}bh"]), g[f"{name}ba"]) * 60, True
    if g[f"{name}h"]:
        hour = _meridiem(_part(int(g[f"{name}h"]), g[f"{name}dp"]), g[f"{name}a"])
        sure = bool(g[f"{name}dp"] or g[f"{name}a"]) or _plain_hour(g[f"{name}h"])
        return hour * 60 + int(g[f"{name}m"]), sure
    if g[f"{name}zh"]:
        text = g[f"{name}zh"]
        hour = int(text) if text.isdigit() else zh_number(text) or 0
        if text == "一" and not g[f"{name}p"] and match[0].strip() == "一点":
            return None  # 降低一点 is "a little"
        return _part(hour, g[f"{name}p"]) * 60 + _minutes(g[f"{name}zm"]), bool(g[f"{name}p"]) or hour > 12
    return None


def _span(match: Match[str]) -> ClockSpan | None:
    if match["xh"]:
        last, first = _read(match, "y"), _loose(match)
        if last and not first[1] and last[1] and first[0] < 720 <= last[0] and first[0] + 720 < last[0]:
            first = (first[0] + 720, True)  # "2-4 pm" begins in the afternoon, "11-1 pm" in the morning
    else:
        begun, last = _read(match, "s"), _read(match, "e")
        if match["eb"]:
            last = (int(match["eb"]) * 60, False)
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


def _loose(match: Match[str]) -> tuple[int, bool]:
    """The first end of "2-4 pm", 3-5点, "8 to 9:30": sure where it has a mark or minutes of its own."""
    hour, part = match["xh"], match["xp"]
    marked = match["ya"] or match["yba"]
    sure = bool(part) or (bool(match["xm"]) and not marked and _plain_hour(hour))
    return _part(int(hour), part) * 60 + int(match["xm"] or 0), sure


def _plain_hour(hour: str) -> bool:
    """ "1:30" without a mark is no hour of the night; "01:30" is."""
    return len(hour) > 1 or not 1 <= int(hour) < 6


def _afternoon(start: int, sure: bool) -> int:
    """Nobody means three at night by 3点: hours before seven without a mark are in the afternoon."""
    return start + 720 if not sure and start < 7 * 60 else start


@pattern
def _half() -> str:
    return rf"\bhalf[\s-](?:{'|'.join(_HOURS)})\b(?!\s*(?:and|of|hours?|times|days?|weeks?|minutes?|sessions?))"


def find_clocks(text: str) -> tuple[Found[ClockSpan], ...]:
    """Every clock time, or stretch between two of them, in order."""
    found: list[Found[ClockSpan]] = []
    for match in _clocks().finditer(text):
        value = _span(match)
        if value:
            # the day in 今晚七点 is a mention of its own
            start = match.start() + (2 if _with_day().match(match[0]) else 0)
            found.append(Found(start, match.end(), value, text[start : match.end()]))
    found += [Found(m.start(), m.end(), ClockSpan(0, doubt=True), m[0]) for m in _half().finditer(text)]
    return tuple(sorted(found, key=lambda f: f.start))


@pattern
def _with_day() -> str:
    return r"[今明后昨前][晚早]"


@pattern
def _bare() -> str:
    words, past = "|".join(_HOURS), "|".join(_PAST)
    return (
        rf"(?<![\w.:/-])(?P<a>[01]?\d|2[0-3]|{words})(?:\s+(?P<aw>{past}))?(?::(?P<am>[0-5]\d))?\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
        rf"(?P<b>[01]?\d|2[0-4]|{words})(?:\s+(?P<bw>{past}))?(?::(?P<bm>[0-5]\d))?(?![\w:/%]|\.\d|-\w)(?!\s*(?:{_COUNTED}))"
    )


def find_bare_clocks(
    text: str, days: Iterable[tuple[int, int]], slot: Slot | None = None
) -> tuple[Found[ClockSpan], ...]:
    """Stretches in bare hours, "Monday 9 to 11", "between 10 and 12": only behind a day, or "from" or "between".

    ``slot`` is the part of the day that the sentence names; without one, hours before seven are in the afternoon.
    """
    pieces = tuple(days)
    starts, ends = {start for start, _ in pieces}, {end for _, end in pieces}
    found: list[Found[ClockSpan]] = []
    for match in _bare().finditer(text):
        head = text[max(0, match.start() - 12) : match.start()]
        called = _opens().search(head)
        led = _led().search(head)
        behind = (match.start() - len(led[0]) if led else match.start()) in ends
        tail = _tail().match(text, match.end())
        ahead = tail is not None and tail.end() in starts
        if not (called or behind or ahead) or (
            "and" in match[0].lower() and not (called and called[0].lower().startswith("b"))
        ):
            continue
        start = _hour(match["a"]) * 60 + int(match["am"] or 0) + _minutes_past(match["aw"])
        end = _hour(match["b"]) * 60 + int(match["bm"] or 0) + _minutes_past(match["bw"])
        if start < 720 and (slot in ("afternoon", "evening") or (slot is None and start < 420)):
            start += 720
        if end <= start and end + 720 > start:
            end += 720
        if start < end <= 1440:
            found.append(Found(match.start(), match.end(), ClockSpan(start, end), match[0]))
    taken = [(f.start, f.end) for f in found]
    for match in _at().finditer(text):
        if any(a <= match.start("a") < b for a, b in taken):
            continue
        start = int(match["a"]) * 60
        if start < 720 and (slot in ("afternoon", "evening") or (slot is None and start < 420)):
            start += 720
        found.append(Found(match.start(), match.end(), ClockSpan(start), match[0]))
    return tuple(sorted(found, key=lambda f: f.start))


@pattern
def _led() -> str:
    return r"[\s,，:]+$"


@pattern
def _tail() -> str:
    return r"\s*(?:(?:in\s+the\s+(?:morning|afternoon|evening)|on|,)\s*)*"


@pattern
def _at() -> str:
    """ "At 5", where nothing counted stands behind it."""
    return (
        r"\bat\s+(?P<a>1\d|2[0-3]|[1-9])(?![\w:.%/-])(?=\s*(?:$|[,;!?)]|\.(?!\d)|(?:for|on|in|until|till|with|and|but|this|tomorrow|"
        r"today|tonight|next|because|so|then|mon|tue|wed|thu|fri|sat|sun)))"
    )


@pattern
def _opens() -> str:
    return r"\b(?:between|from)\s+$"
