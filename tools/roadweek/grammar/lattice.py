"""A text as a lattice of words: at each place all words that stand there, 周五 as well as 周 and 五."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from roadweek.grammar.folding import fold
from roadweek.grammar.lexicon import LATIN, NUMBER, Trie, Word, gap_of, lexicon
from roadweek.grammar.numerals import LONGEST, Numbers, numbers, numerals

OPAQUE: Final = "opaque"
ORDINAL: Final = "ordinal"
"""第三: no length and no count."""


@dataclass(slots=True, eq=False)
class Node:
    """A piece of a text, ``start:end``, that means ``value``: a word (no parts), or what a rule made of others."""

    kind: str
    value: Any
    start: int
    end: int
    name: str
    symbols: tuple[str, ...]
    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, from the left."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Lattice:
    """``text`` as given, ``folded`` for look-ups with every place the same, and the words that stand in it."""

    text: str
    folded: str
    leaves: tuple[Node, ...]

    def skip(self, at: int) -> int:
        """The place of the next character that is no blank."""
        while at < len(self.folded) and self.folded[at].isspace():
            at += 1
        return at


@cache
def _tokens() -> re.Pattern[str]:
    """The places where a word may begin: Latin words, figures, and characters that begin a word of the lexicon."""
    known = numerals()
    starts = "".join(re.escape(c) for c in {*lexicon().other.more, *known.digits, *known.powers})
    return re.compile(rf"(?P<latin>[{LATIN}]+)|(?P<figure>[0-9]+(?:\.[0-9]+)?)|(?P<other>[{starts}])")


@cache
def _following() -> re.Pattern[str]:
    """The next Latin word of a phrase, and the gap before it."""
    return re.compile(rf"(\s{{1,3}}|[-.'’])([{LATIN}]+)")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(spelling for spelling, _ in lexicon().values("about"))


_FIGURE_SYMBOLS = {NUMBER: (NUMBER, "figure"), ORDINAL: (ORDINAL,)}
_WRITTEN_SYMBOLS = {NUMBER: (NUMBER, "numeral"), ORDINAL: (ORDINAL,)}


def lattice(text: str) -> Lattice:
    """Every word of the lexicon and every number in ``text``."""
    folded = fold(text)
    leaves: list[Node] = []
    latin, other = lexicon().latin.more, lexicon().other.more
    for match in _tokens().finditer(folded):
        kind = match.lastgroup
        if kind == "latin":
            at = latin.get(match[0])
            if at is not None:
                _latin(folded, match.start(), match.end(), at, leaves)
        elif kind == "other":
            at = other.get(match[0])
            if at is not None:
                _other(folded, match.start(), at, leaves)
        else:
            start = match.start()
            # "2.1.3" is a number of a chapter
            if start < 2 or folded[start - 1] != "." or not folded[start - 2].isdigit():
                value = float(match[0])
                leaves.append(_number(folded, (value, value), start, match.end(), _FIGURE_SYMBOLS))
    if not folded.isascii():
        for match in numerals().run.finditer(folded):
            _numerals(folded, match.start(), match.end(), leaves)
    return Lattice(text, folded, tuple(_unhidden(leaves)))


def _unhidden(leaves: list[Node]) -> list[Node]:
    """The words that do not stand inside an opaque one: of 时间 no 时 is left, of 日程 no 日."""
    hiding = [leaf for leaf in leaves if leaf.kind == OPAQUE]
    if not hiding:
        return leaves
    return [
        leaf
        for leaf in leaves
        if leaf.kind == OPAQUE or not any(o.start <= leaf.start and leaf.end <= o.end for o in hiding)
    ]


def _number(folded: str, value: Numbers, start: int, end: int, symbols: dict[str, tuple[str, ...]]) -> Node:
    before = folded[max(0, start - 2) : start]
    kind = ORDINAL if before.endswith("第") or before == "第 " else NUMBER
    return Node(kind, value, start, end, folded[start:end], symbols[kind])


def _numerals(folded: str, first: int, last: int, leaves: list[Node]) -> None:
    """All numbers inside a row of number characters: of 周二十五分钟, 二, 十, 五, 二十, 十五 and 二十五."""
    for start in range(first, last):
        for end in range(start + 1, min(last, start + LONGEST) + 1):
            value = numbers(folded[start:end])
            if value is not None:
                leaves.append(_number(folded, value, start, end, _WRITTEN_SYMBOLS))


def _leaf(word: Word, folded: str, start: int, end: int, leaves: list[Node]) -> None:
    if word.ends and end < len(folded) and folded[end].isalnum() and not folded.startswith(_endings(), end):
        return
    leaves.append(Node(word.kind, word.value, start, end, word.spelling, word.symbols))


def _latin(folded: str, start: int, end: int, at: Trie | None, leaves: list[Node]) -> None:
    """The words and phrases that begin with one Latin word, which is ``start:end``."""
    while at is not None:
        for word in at.words:
            _leaf(word, folded, start, end, leaves)
        if not at.more:
            return
        dot = at.more.get(folded[end : end + 1])  # the last one of "p.m."
        if dot is not None and dot.words:
            leaves.extend(Node(w.kind, w.value, start, end + 1, w.spelling, w.symbols) for w in dot.words)
        follows = _following().match(folded, end)
        if follows is None:
            return
        at, end = at.more.get(gap_of(follows[1]) + follows[2]), follows.end()


def _other(folded: str, start: int, at: Trie, leaves: list[Node]) -> None:
    """The words that begin with one character of another script, or a sign."""
    end = start + 1
    while True:
        for word in at.words:
            _leaf(word, folded, start, end, leaves)
        step = at.more.get(folded[end]) if end < len(folded) else None
        if step is None:
            return
        at, end = step, end + 1
