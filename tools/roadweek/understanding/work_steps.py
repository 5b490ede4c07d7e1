"""The steps into which a work is split, from a list in words: "reading (4 hours), outline and writing"."""

from __future__ import annotations

import re
from datetime import date

from roadweek.understanding.amounts import find_durations
from roadweek.understanding.frame import Ask
from roadweek.understanding.numbers import read_number
from roadweek.understanding.when import find_whens

StepRow = tuple[str, int | None]

_SEPARATOR = re.compile(r"\s*(?:[、;；\n]|[,，](?!\d{3})|(?:\bthen\b|然后|接着)\s*)\s*", re.I)
_LAST = re.compile(r"\s+(?:and|&)\s+|(?<=[\u4e00-\u9fff\w)）]{2})(?:以及|和|与|及)(?=[\u4e00-\u9fffA-Za-z]{2})", re.I)
_HEAD = re.compile(
    r"^(?:and|&|first|finally|以及|和|及|先|再|最后|\d+[.)、]|[(（]?[1-9一二三四五六七八九][)）.、])\s*", re.I
)
_TAIL = re.compile(
    r"(?:这|共|一共|等)?(?:[一两二三四五六七八九十\d]|几)(?:个)?(?:步骤?|部分|小?块|阶段|段|项)(?:来做|吧)"
    r"?$|(?:\s+(?:each|parts|steps))$",
    re.I,
)
_EDGES = " \t,，.。:：;；!！“”\"'‘’（）()[]【】-–—~"
_COUNTED = re.compile(r"\s*([一两二三四五六七八九十]|\d+)\s*个?(?:步骤?|部分|小?块|阶段|段)\s*[:：,，]\s*")
MOST = 50


def _titles(words: str) -> list[str]:
    pieces = [p for p in _SEPARATOR.split(words) if p and p.strip(_EDGES)]
    if not pieces:
        return []
    last = pieces[-1]
    joined = _HEAD.match(last) is not None and len(pieces) > 1
    halves = [last] if joined else _LAST.split(last)
    if len(halves) > 2:
        raise Ask("which_steps_list", words=last.strip(_EDGES))
    return [*pieces[:-1], *halves]


def _step(words: str, today: date) -> StepRow:
    lengths = find_durations(words)
    minutes: int | None = None
    if len(lengths) > 1 or any(d.value.lo != d.value.top for d in lengths):
        raise Ask("how_long")
    for item in lengths:
        minutes = item.value.top
        words = words[: item.start] + " " + words[item.end :]
    if find_whens(words, today):
        raise Ask("steps_without_days")
    words = re.sub(
        r"[(（]\s*(?:for|about|around|约|大约)?\s*[)）]|\b(?:for|about|around|in)\s*$|(?:大概|大约|约|要|用)\s*$",
        " ",
        words,
        flags=re.I,
    )
    title = re.sub(r"\s+", " ", _HEAD.sub("", words.strip(_EDGES)).strip(_EDGES))
    if not title:
        raise Ask("which_steps_list", words=words.strip(_EDGES) or "…")
    return title, minutes


def steps_of(words: str, today: date, count: str = "") -> list[StepRow]:
    """The steps of a list, each with its minutes where it says them. ``count`` is how many were announced ("three").

    Raises Ask where it cannot be told what one step is, or where their number is not the one that was said.
    """
    head = _COUNTED.match(words)
    if head:
        count, words = head[1], words[head.end() :]
    told = re.search(r"([一两二三四五六七八九十]|\d+)\s*个?(?:步骤?|部分|小?块|阶段|段|项)", words)
    bare = _TAIL.sub("", words.strip(_EDGES)).strip(_EDGES)
    steps = [_step(piece, today) for piece in _titles(bare)]
    said = (
        read_number(count or (told[1] if told and _TAIL.search(words.strip(_EDGES)) else "")) if count or told else None
    )
    if not steps or len(steps) > MOST or (said is not None and said != len(steps)) or len(steps) < 2:
        raise Ask("which_steps_list", words=bare)
    return steps
