"""A pattern is tried only on a text that holds one of the words that each of its matches must hold.

Nearly all patterns find nothing in nearly all lines, and to say so takes a regular expression with many branches ten
times as long as to look for its words. The words are derived from the pattern itself, so they cannot fall behind it;
where none can be derived, the pattern is always tried.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

_TRIES: Final = 1600
"""A pattern that is used less often is not worth deriving words for."""
_MOST: Final = 48
"""Strings that one stretch of a pattern may stand for, before it is taken as several stretches."""
_MANY: Final = 240
"""Words of one pattern; looking for more would take as long as the pattern."""
ODD: Final = ("\u0131", "\u017f", "\u0307")
"""What lower case makes of the only letters beyond ASCII that match an ASCII letter regardless of case (dotless i,
long s, I with a dot; the Kelvin sign becomes k). A text with one of them is always tried."""

_KELVIN: Final = 0x212A
"""Its sign is the last of those letters."""

_Words = frozenset[str]


class Quick:
    """A regular expression, compiled when it is first used: compiling all of them would slow down every start."""

    __slots__ = ("_ascii", "_compiled", "_flags", "_source", "_uses", "_words")

    def __init__(self, source: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None
        self._uses = 0
        self._words: re.Pattern[str] | None = None
        self._ascii: tuple[str, ...] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern without its guard."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def learn(self) -> None:
        """Derive the words now rather than when it has been used often."""
        self._uses = _TRIES
        self._ascii, words = guards(self._source, self._flags)
        self._words = None if words is None else re.compile("|".join(map(re.escape, words)))

    def may(self, text: str) -> bool:
        """False only where nothing in ``text`` can match."""
        if self._uses < _TRIES:
            self._uses += 1
            if self._uses == _TRIES:
                self.learn()
            return True
        if not text.isascii():
            return self._words is None or self._words.search(text.lower()) is not None
        # nothing beyond ASCII stands here, so only few words are left to look for: a loop is the quickest for those
        if not self._ascii:
            return self._ascii is None
        low = text.lower()
        for word in self._ascii:  # noqa: SIM110 - a generator takes twice as long
            if word in low:
                return True
        return False

    # from inside a text the pattern is tried at once: a look at all of the text for each place in it would be quadratic

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.search(text, pos, endpos) if pos or self.may(text) else None

    def match(self, text: str, pos: int = 0) -> re.Match[str] | None:
        return self.pattern.match(text, pos) if pos or self.may(text) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, pos, endpos) if pos or self.may(text) else iter(())

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text) if self.may(text) else None

    def sub(self, repl: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.pattern.sub(repl, text) if self.may(text) else text


def guards(source: str, flags: re.RegexFlag) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """The words of which each match holds one, in an ASCII text and in any text; None where there are none."""
    # the only parser of this grammar that is always at hand is Python's own, which is not public
    parser: Any = importlib.import_module("re._parser")
    tree = parser.parse(source, flags)
    ascii_words, words = _sequence(tree, plain=True)[1], _sequence(tree, plain=False)[1]
    return (
        None if ascii_words is None else _least(ascii_words),
        None if words is None else (*_least(words), *ODD),
    )


def _least(words: Iterable[str]) -> tuple[str, ...]:
    """``words`` without those that hold another, likely ones first."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(other in word for other in kept):
            kept.append(word)
    return tuple(kept)


def _better(one: _Words | None, other: _Words | None) -> _Words | None:
    """Of two sets that a match must meet the one that fewer texts meet."""
    if other is None or "" in other or len(other) > _MANY:
        return one
    return other if one is None or _chance(other) < _chance(one) else one


def _chance(words: _Words) -> float:
    """Roughly how often a line holds one of ``words``."""
    return sum(_letters(word) for word in words)


def _letters(word: str) -> float:
    chance = 1.0
    for char in word:
        chance *= 0.08 if char.isascii() and char.isalpha() else 0.02 if char.isalpha() or char.isdigit() else 0.3
    return chance


def _sequence(items: Any, *, plain: bool) -> tuple[_Words | None, _Words | None]:
    """All strings that a part of a pattern stands for, where they are few, and the words of which it must hold one.

    Both in lower case. With ``plain`` those of an ASCII text: no words at all is a part that none can hold.
    """
    need: _Words | None = None
    run: _Words = frozenset([""])
    exact = True
    for item in items:
        name, value = str(item[0]), item[1]
        strings, words = _part(name, value, plain=plain)
        need = _better(need, words)
        if strings is not None and len(run) * len(strings) <= _MOST:
            run = frozenset(a + b for a in run for b in strings)
            continue
        need = _better(need, run)
        run, exact = strings if strings is not None else frozenset([""]), False
    return run if exact else None, _better(need, run)


def _part(name: str, value: Any, *, plain: bool) -> tuple[_Words | None, _Words | None]:
    """One node of Python's parse tree, the same way."""
    empty: _Words = frozenset([""])
    if name == "LITERAL":
        chars = _chars([(name, value)], plain=plain)
        return chars, chars
    if name == "IN":
        chars = _chars([(str(kind), what) for kind, what in value], plain=plain)
        return (chars if chars is not None and len(chars) <= _MOST else None), chars
    if name == "AT" or name == "ASSERT_NOT":
        return empty, None
    if name == "ASSERT":  # what is looked for ahead or behind stands in the text as well
        return empty, _sequence(value[1], plain=plain)[1]
    if name == "SUBPATTERN":
        return _sequence(value[3], plain=plain)
    if name == "ATOMIC_GROUP":
        return _sequence(value, plain=plain)
    if name == "BRANCH":
        read = [_sequence(branch, plain=plain) for branch in value[1]]
        strings: set[str] = set()
        words: set[str] = set()
        exact = met = True
        for all_strings, needed in read:
            exact, met = exact and all_strings is not None, met and needed is not None
            strings |= all_strings or set()
            words |= needed or set()
        few = exact and len(strings) <= _MOST
        return frozenset(strings) if few else None, frozenset(words) if met and len(words) <= _MANY else None
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        all_strings, needed = _sequence(inner, plain=plain)
        if int(most) == 1 and all_strings is not None:
            return all_strings if least else all_strings | empty, needed if least else None
        return None, needed if least else None
    return None, None  # any character, a category, a back reference


def _chars(kinds: list[tuple[str, Any]], *, plain: bool) -> _Words | None:
    """The characters of a set in lower case; None where they are too many, or have a case beyond ASCII."""
    found: set[str] = set()
    for kind, value in kinds:
        if kind == "LITERAL":
            codes = range(value, value + 1)
        elif kind == "RANGE" and plain and value[0] > _KELVIN:
            continue
        elif kind == "RANGE" and value[1] - value[0] < 64:
            codes = range(value[0], value[1] + 1)
        elif kind == "CATEGORY" and str(value) == "CATEGORY_DIGIT" and plain:
            codes = range(ord("0"), ord("9") + 1)  # beyond ASCII there are hundreds
        else:
            return None
        for char in map(chr, codes):
            if char.isascii():
                found.add(char.lower())
            elif char.lower() != char or char.upper() != char:
                return None
            elif not plain:
                found.add(char)
    return frozenset(found)
