"""Words of days, hours and amounts that no finder read: where one is left over, an edit would lose it silently."""

from __future__ import annotations

from collections.abc import Iterable
from re import Match
from typing import Any

from roadweek.domain.edits import Edit
from roadweek.understanding import holidays
from roadweek.understanding.frame import SentenceFrame
from roadweek.understanding.mentions import Mentions
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found, TakenSpans, pattern

_FREE = ("add_task", "add_milestone", "add_trip", "change_trip", "block", "decide", "log", "finish", "finish_task")
"""Edits whose words may hold anything: titles, reasons, and what was done."""


@pattern
def _times() -> str:
    """So many times, outside any frequency that was read; "once" and 一次 are how one speaks of a single session."""
    return r"(?:\d+|[两三四五六七八九十])\s*[次回](?!复)|\b(?:twice|thrice|(?:\d+|two|three|four|five|six)\s+times)\b"


@pattern
def _hour() -> str:
    return (
        r"\b(?:at|around|by|from|until|till|before|after)\s+(?:\d{1,2}(?!\s*(?:%|min|h\b|hours?|days?|weeks?))|"
        r"noon|midnight)\b"
    )


@pattern
def _bound() -> str:
    """A word of time with something behind it that is no date which was read."""
    return (
        r"\b(?:until|till|since|starting|beginning|effective)\s+(?:(?:on|from|with|in|the|my|our|next|this)\s+)*(?P<en>[a-z][a-z']+)|"
        r"(?:(?<![\u4e00-\u9fff])从|自从|直到|等到|[停歇]到|到(?=[\u4e00-\u9fff]{1,8}(?:为止|之前|以前|结束|前)))(?P<zh>(?!计划|现在|今|明|后天|这|那|头|容|来)[\u4e00-\u9fff](?:[\u4e00-\u9fff]{0,7}?(?:为止|之前|以前|结束))?)"
    )


@pattern
def _event() -> str:
    """A day told by what happens on it: "after I'm back", 考完试再恢复."""
    return (
        r"\b(?:after|before|once|as\s+soon\s+as|when|whenever|during|while)\s+(?:(?:the|my|our)\s+)?(?P<en>[a-z][a-z']+)|"
        r"(?P<zh>(?![之以])[\u4e00-\u9fff])(?:[之以]?后|完)(?:再|就|才|开始|恢复|继续)"
    )


@pattern
def _share() -> str:
    """A part of what was read, or a rhythm that was not: "the first week of March", "every second Tuesday"."""
    return (
        r"\b(?:first|second|third|fourth|last|1st|2nd|3rd|4th|other)\s+(?:(?:two|three|few|couple\s+of)\s+)?"
        r"(?:weeks?|half|days?|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|"
        r"\b(?:the\s+)?following\s+(?:week(?:end)?|month|day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|"
        r"\bthe\s+(?:week|day|month)\s+after\b(?!\s+(?:next|tomorrow))|"
        r"\bevery\s+(?!session|time|lesson|one\b)[a-z]+|\balternat\w+|"
        r"\b(?:first|second|third|last|1st|2nd|3rd)\s+(?:[\w']+\s+){0,2}(?:sessions?|lessons?|class(?:es)?|ones?|workouts?|runs?)\b|"
        r"第[一二三四五\d]+(?:[次节]|个?(?:周|星期|礼拜|天))|[上下前后]半(?:周|月|年|天|段)|(?:头|前|后)[两三几]天|"
        r"每(?![次节回场])[\u4e00-\u9fff]|隔[周天日]"
    )


@pattern
def _known_bound() -> str:
    """What may stand there without being a day of its own."""
    return (
        r"(?:then|now|further|notice|i|it|from|today|that|there|you|"
        r"possible|all|again|scratch|work|session|sessions|and|with|a|an|to|for)"
    )


@pattern
def _number() -> str:
    return r"(?<![\w.])(?<!instead\sof\s)(?<!than\s)(?<!not\s)(?<!不是)\d+(?:\.\d+)?(?![\w.])"


@pattern
def _or_more() -> str:
    """ "An hour or two", 一到一个半小时: the other end of a length, which no finder read."""
    return (
        r"\bor\s+(?:two|three|four|five|\d+)\b(?!\s*(?:days?|weeks?))|"
        r"[一二两三四五六七八九十\d]\s*(?:到|至|[-–~～])(?=[一二两三四五六七八九十\d]+(?:个半|个)?(?:小时|分钟|钟头))"
    )


@pattern
def _turn_of_year() -> str:
    """A part of a year that no finder knows as days."""
    return (
        r"(?<![一二三四五六七八九十\d])(?:年底|年末|年初|年中|季度末|季末|学期末|学期初)|"
        r"\b(?:the\s+end|the\s+start)\s+of\s+(?:the\s+)?(?:year|term|semester)\b"
    )


@pattern
def _halved() -> str:
    """A change of length beside a change of day."""
    return (
        r"(?:时间|时长)?减半|对半|缩短|(?:时间|时长)(?:短|少|减)|"
        r"\bhal(?:f|ve)\s+(?:the\s+)?(?:time|length|it)\b|\bshorte(?:r|n)\b"
    )


def _unread(compiled: Quick, text: str, read: TakenSpans) -> Iterable[Match[str]]:
    return (m for m in compiled.finditer(text) if not read.overlaps(m.start(), m.end()))


@pattern
def _leads() -> str:
    """What makes the name of a holiday the day itself, and not the reason why a day that is named is free."""
    return r"(?:\b(?:on|at|over|during|until|till|by|before|after|from|since|for)\s+(?:the\s+)?|从|到|在|等)$"


def _holidays(text: str, m: Mentions, frames: tuple[SentenceFrame, ...]) -> Iterable[Match[str]]:
    for match in _unread(holidays.moving(), text, TakenSpans(m.pieces())):
        frame = next((f for f in frames if f.start <= match.start() < f.end), None)
        dated = frame is not None and bool(frame.mentions.whens)
        if not dated or _leads().search(text[max(0, match.start() - 12) : match.start()]):
            yield match


def leftovers(text: str, m: Mentions, frames: tuple[SentenceFrame, ...], edits: tuple[Edit, ...]) -> list[Found[Any]]:
    """What was left over, in no order; the caller knows which parts of the sentence ask for nothing."""
    read = TakenSpans(m.pieces())
    words = " \n ".join(str(getattr(e, key, "") or "") for e in edits for key in ("title", "reason", "choice", "place"))
    kinds = {edit.kind for edit in edits}
    found = [*_unread(_times(), text, read), *_holidays(text, m, frames)]
    if not kinds & set(_FREE):
        found += _unread(_hour(), text, read)
        found += _unread(_number(), text, read)
        found += _unread(_or_more(), text, read)
        found += _unread(_turn_of_year(), text, read)
        found += _unread(_halved(), text, read) if kinds & {"move", "drop", "day_off"} else ()
        # the first word counts: in "the first Saturday of every month" only the Saturday may have been read
        found += (m for m in _share().finditer(text) if not read.overlaps(m.start(), m.start() + 2))
    told = () if kinds & set(_FREE) else _event().finditer(text)
    for match in (*_bound().finditer(text), *told):
        group = match.lastgroup or "en"
        inside = read.overlaps(match.start(group), match.end(group))
        if not inside and not _known_bound().fullmatch(match[group]):
            found.append(match)
    kept = [Found(f.start(), f.end(), f[0], f[0]) for f in found if f[0].casefold() not in words.casefold()]
    return kept + _slots(m, frames, edits)


def _slots(m: Mentions, frames: tuple[SentenceFrame, ...], edits: tuple[Edit, ...]) -> list[Found[Any]]:
    """Parts of the day of a wish that places something, where no edit of its track keeps them."""
    left: list[Found[Any]] = []
    for frame in frames:
        if frame.intent not in ("add", "add_activity", "set_activity"):
            continue
        mine = [e for e in edits if e.kind == frame.intent]
        kept = {getattr(e, "slot", None) for e in mine}
        for slot in frame.mentions.slots:
            by_day = any(w.start <= slot.start < w.end for w in m.whens)
            by_day = by_day or any(c.start <= slot.start < c.end for c in m.clocks)
            if mine and slot.value not in kept and not by_day:
                left.append(slot)
    return left
