"""The same thing said in two places: dues that name one object, and numberings that begin again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from roadweek.importing.items import Item
from roadweek.importing.outline import Place
from roadweek.language.numbers import zh_number

_WORD = re.compile(r"[a-z][a-z0-9-]{3,}|[\u4e00-\u9fff]+", re.IGNORECASE)
_COMMON = frozenset(
    [
        "完成",
        "之前",
        "必须",
        "一个",
        "第一",
        "一份",
        "开始",
        "准备",
        "提交",
        "写完",
        "办完",
        "改成",
        "看完",
        "出第",
        "最后",
        "一定",
        "争取",
        "截止",
        "前交",
        "the",
        "with",
        "from",
        "that",
        "this",
        "have",
        "will",
        "finish",
        "submit",
        "draft",
        "first",
        "second",
        "final",
        "before",
        "chapter",
        "version",
        "write",
        "send",
        "form",
    ]
)
"""Words that many dues share; they name no object."""
_NUMBERED = re.compile(r"^\W*(?:([一二三四五六七八九十]{1,3})[、.．]|(\d{1,2})[、.．)]\s?)")
LIMIT = 300
"""Dues that are compared; a file with more is a log and no plan."""


def _words(title: str) -> set[str]:
    """English words and pairs of Chinese characters that a title is made of."""
    words: set[str] = set()
    for match in _WORD.finditer(title.lower()):
        word = match[0]
        words |= {word} if word[0].isascii() else {word[n : n + 2] for n in range(len(word) - 1)}
    return words - _COMMON


def dues_twice(items: Sequence[Item], places: Mapping[str, Place]) -> Iterator[tuple[Item, Item]]:
    """Pairs of dues in different sections that name one object and give it days that exclude each other."""
    dues = [i for i in items if i.group == "deadlines" and i.end_window is not None][:LIMIT]
    words = [_words(item.title) for item in dues]
    for n, first in enumerate(dues):
        for m in range(n + 1, len(dues)):
            second = dues[m]
            a, b = first.end_window, second.end_window
            if a is None or b is None or (a.earliest <= b.latest and b.earliest <= a.latest):
                continue
            common = words[n] & words[m]
            if not common or len(common) * 2 < min(len(words[n]), len(words[m])):
                continue
            above = places.get(first.id), places.get(second.id)
            if above[0] is None or above[1] is None or above[0].kind == "row":
                continue
            near = abs(first.lines[0] - second.lines[0]) <= 3
            if not near and (above[0].parent is not above[1].parent or above[0].parent is None):
                yield first, second


def restarts(outline: Sequence[Place]) -> list[int]:
    """The lines of numbered headings of one level and section whose numbers begin again at one."""
    families: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in outline:
        match = _NUMBERED.match(place.text) if place.kind == "heading" else None
        if match:
            number = zh_number(match[1]) if match[1] else int(match[2])
            families.setdefault((id(place.parent), place.block.level), []).append((number or 0, place.lines[0]))
    for numbered in families.values():
        numbers = [number for number, _ in numbered]
        if any(later == 1 and max(numbers[: n + 1]) >= 2 for n, later in enumerate(numbers[1:])):
            return [line for _, line in numbered]
    return []
