"""Words of a wish that nothing read: no mention, no word of asking, no empty word. Each may change what is meant.

"Move Friday's listening to Sunday before bed", 泛听这周停: what stands beside the track and the day and was read as
neither narrows the wish to something that its edit does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from roadweek.domain.edits import Edit
from roadweek.understanding.cues import CUES
from roadweek.understanding.empty_words import empty_words
from roadweek.understanding.frame import SentenceFrame
from roadweek.understanding.recurrence import find_slots
from roadweek.understanding.spans import Found, pattern

TIGHT: Final = frozenset(
    (
        "move",
        "drop",
        "pause",
        "resume",
        "add",
        "set_activity",
        "pin",
        "unpin",
        "remove_activity",
        "prioritize_up",
        "prioritize_down",
    )
)
"""Intents whose edits hold no free words: what is not read there is lost."""
READ: Final = "\x00"


@pattern
def _stop() -> str:
    return r"[,，;；。:：!！?？()（）]|\b(?:because|since|so|as)\b|因为|由于|所以"


@pattern
def _occasion() -> str:
    """A part of the day told by what happens in it: no edit holds it, wherever in the wish it stands."""
    return (
        r"(?:睡觉?|起床|[早午晚]?[饭餐]|下课|放学|上班|下班|洗澡|午休|午睡|午觉)(?:之?[前后]|以[前后]|的?时候?)|"
        r"午休|通勤|[上下]班路上|\b(?:before|after|during|over|at)\s+(?:breakfast|lunch|dinner|supper|work|class|school|bed|"
        r"bedtime|sleep)\b|\b(?:lunch\s*break|bedtime|commut(?:e|ing))\b"
    )


@cache
def _empty_zh() -> re.Pattern[str]:
    return re.compile("|".join(empty_words()[1]))


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cue, re.IGNORECASE) for cue in CUES.values())


_LEADING = frozenset(("next", "coming", "following", "past", "last"))
"""Words that belong to the days or the week directly behind them: "the next two weeks", "Saturday next week"."""
_RANKING = frozenset(("first", "last", "second"))
_JOINED = re.compile(r"[^的了着过把将和与跟都也就在从到给]+")
_WORD = re.compile(r"[a-z][a-z'’-]*|[\u4e00-\u9fff]+", re.IGNORECASE)


def unread(frames: Iterable[SentenceFrame], edits: Iterable[Edit]) -> list[Found[Any]]:
    """The unread words of wishes that place, move or end something, in order."""
    titles = " ".join(str(getattr(e, key, "") or "") for e in edits for key in ("title", "reason", "place")).casefold()
    return [w for frame in frames if frame.intent in TIGHT for w in _of_frame(frame) if w.text.casefold() not in titles]


def _of_frame(frame: SentenceFrame) -> Iterator[Found[Any]]:
    text = list(frame.text)
    for start, end in frame.mentions.pieces():
        for n in range(max(start - frame.start, 0), min(end - frame.start, len(text))):
            text[n] = READ
    whole = "".join(text)
    for cue in _cues():  # some look at what stands behind them, and some would read a mention as their own
        for match in (*cue.finditer(whole), *cue.finditer(frame.text)):
            text[match.start() : match.end()] = READ * len(match[0])
    for match in _occasion().finditer(whole):
        yield Found(frame.start + match.start(), frame.start + match.end(), match[0], match[0])
        text[match.start() : match.end()] = READ * len(match[0])
    blank = "".join(text)
    for start, end in _clauses(frame):
        if not any(start <= n.start - frame.start < end for n in frame.mentions.names):
            continue  # a clause that names nothing tells why, not what
        for match in _WORD.finditer(blank, start, end):
            if not (frame.intent == "add" and _beside_name(match, frame)) and not find_slots(match[0]):
                yield from _words(match, frame)


def _beside_name(match: re.Match[str], frame: SentenceFrame) -> bool:
    """What one more session is called: 数据库复习, "an anatomy revision"."""
    names = [(n.start - frame.start, n.end - frame.start) for n in frame.mentions.names]
    return any(0 <= match.start() - end <= 1 or 0 <= start - match.end() <= 1 for start, end in names)


def _words(match: re.Match[str], frame: SentenceFrame) -> Iterator[Found[Any]]:
    word = match[0]
    if word.isascii():
        small = word.casefold().strip("'-")
        leads = small in _LEADING and match.string[match.end() :].lstrip().startswith((READ, "week", "month"))
        ranks = small in _RANKING and frame.intent.startswith("prioritize")
        if small not in empty_words()[0] and len(word) > 1 and not leads and not ranks:
            yield Found(frame.start + match.start(), frame.start + match.end(), word, word)
        return
    left = _empty_zh().sub(lambda m: READ * len(m[0]), word)
    for part in _JOINED.finditer(word):  # the whole word is told, though it holds one that is empty alone: 精听
        if left[part.start() : part.end()].strip(READ):
            at = frame.start + match.start() + part.start()
            yield Found(at, at + len(part[0]), part[0], part[0])


def _clauses(frame: SentenceFrame) -> Iterator[tuple[int, int]]:
    inside = frame.mentions.pieces()
    at = 0
    for match in _stop().finditer(frame.text):
        if any(a < match.end() + frame.start <= b for a, b in inside):
            continue
        yield at, match.start()
        at = match.end()
    yield at, len(frame.text)
