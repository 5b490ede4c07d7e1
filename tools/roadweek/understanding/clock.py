"""Clock times and stretches between them: "2–4 pm", 14:00-15:30, 下午3点到5点."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadweek.domain.base import Slot
from roadweek.grammar.dimensions.clock import HALF, ClockPiece
from roadweek.grammar.read import read
from roadweek.understanding.spans import Found, pattern

DAY = 2 * HALF


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """Minutes after midnight; ``end`` is null where only one time is named."""

    start: int
    end: int | None = None
    doubt: bool = False
    """ "Half six" is half past six to some and half past five to others."""


_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PAST = {"fifteen": 15, "thirty": 30, "forty[- ]five": 45, "ten": 10, "twenty": 20}


_COUNTED = (
    r"x\b|×|times|min|mins|minutes?|h\b|hrs?|hours?|days?|weeks?|months?|sessions?|pages?|problems?|chapters?|lectures?|"
    r"papers?|cards?|people|percent|km|of\b|[点时分小个天号日月周次]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
"""What stands behind a number that is no hour."""


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.index(word.lower()) + 1


def _minutes_past(word: str | None) -> int:
    return next((n for form, n in _PAST.items() if word and form[:5] == word.lower()[:5]), 0)


def span_of(piece: ClockPiece) -> ClockSpan | None:
    """The minutes that a piece of the clock means; null where its end lies before its beginning."""
    if piece.doubt:
        return ClockSpan(0, doubt=True)
    start, sure = piece.start.minute, piece.start.sure
    if piece.end is None:
        return ClockSpan(_afternoon(start, sure)) if start < DAY else None
    end = piece.end.minute
    if piece.start.form in ("number", "colon") and not piece.start.mark:
        sure = piece.start.form == "colon" and sure and piece.end.mark not in ("am", "pm")
        if not sure and piece.end.sure and start < HALF <= end and start + HALF < end:
            start, sure = start + HALF, True  # "2-4 pm" begins in the afternoon, "11-1 pm" in the morning
    start = _afternoon(start, sure)
    if end <= start < end + HALF and end < HALF:
        end += HALF  # 下午3点到5点: the second end shares the half of the day
    return ClockSpan(start, end) if start < end <= DAY else None


def _afternoon(start: int, sure: bool) -> int:
    """Nobody means three at night by 3点: hours before seven without a mark are in the afternoon."""
    return start + HALF if not sure and start < 7 * 60 else start


def clock_pieces(text: str) -> tuple[Found[ClockPiece], ...]:
    """Every time, or stretch between two, as it is said. The day in 今晚七点 is a mention of its own."""
    found: list[Found[ClockPiece]] = []
    for node in read(text).of("clock"):
        first = next(leaf for leaf in node.walk() if not leaf.parts)
        start = first.end if first.kind == "day_with_part" else node.start
        found.append(Found(start, node.end, node.value, text[start : node.end]))
    return tuple(found)


def find_clocks(text: str) -> tuple[Found[ClockSpan], ...]:
    """Every clock time, or stretch between two of them, in order."""
    return tuple(
        Found(f.start, f.end, span, f.text) for f in clock_pieces(text) if (span := span_of(f.value)) is not None
    )


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
