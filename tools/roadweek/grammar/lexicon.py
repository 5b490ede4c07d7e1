"""The words of the grammar: each spelling with the classes and values that it stands for, read once from ``data/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from roadweek.grammar.folding import fold

LANGUAGES: Final = ("signs", "zh", "en")
"""The files of ``data/``. Signs are of both languages."""
DECLARED: Final = "shared"
"""The table of spellings that may stand in two classes, each with its reason."""
LITERAL: Final = "word"
"""The class whose words a pattern names one by one, in quotes: 'and'."""
NUMBER: Final = "number"
"""The class whose values are pairs, from a lower to an upper end."""
LATIN: Final = "a-z_\u00e0-\u00f6\u00f8-\u00ff"
_LATIN_WORD = re.compile(f"[{LATIN}]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One meaning of a spelling. ``ends``: it counts only where no letter, figure or character follows, but 左右."""

    kind: str
    value: Any
    spelling: str
    symbols: tuple[str, ...]
    """What patterns may call it: its class, and its class with its value."""
    ends: bool = False


@dataclass(slots=True)
class Trie:
    """Words by what stands next in the text: a character, or a gap with a Latin word."""

    words: tuple[Word, ...] = ()
    more: dict[str, Trie] = field(default_factory=dict[str, "Trie"])

    def at(self, step: str) -> Trie:
        return self.more.setdefault(step, Trie())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words. ``latin`` is looked up by words, ``other`` by characters; ``rows`` is what the files say."""

    latin: Trie
    other: Trie
    rows: tuple[tuple[str, Word], ...]
    shared: dict[str, str]

    def values(self, kind: str, language: str = "") -> Iterator[tuple[str, Any]]:
        """The spellings of one class with their values; of one language, or of all."""
        return ((w.spelling, w.value) for lang, w in self.rows if w.kind == kind and lang == (language or lang))


def _value(kind: str, text: str) -> Any:
    """Values in figures are numbers; of the class "number" pairs, as those are that rules make."""
    value = int(text) if re.fullmatch(r"\d+", text) else float(text) if re.fullmatch(r"\d+\.\d+", text) else text
    return (value, value) if kind == NUMBER else value


def _symbols(kind: str, value: str) -> tuple[str, ...]:
    return (f"'{value}'",) if kind == LITERAL else (kind, f"{kind}={value}")


def gap_of(text: str) -> str:
    """What stands between two words of a phrase, as the lexicon has it: any blank and a hyphen are one gap."""
    return " " if text.isspace() or text == "-" else text


def _steps(spelling: str) -> tuple[bool, list[str]]:
    """Whether a spelling is Latin, and its way through the trie."""
    if _LATIN_WORD.match(spelling) is None:
        return False, list(spelling)
    steps, end = list[str](), 0
    for match in _LATIN_WORD.finditer(spelling):
        steps.append(gap_of(spelling[end : match.start()]) + match[0] if steps else match[0])
        end = match.end()
    return True, steps + ([spelling[end:]] if spelling[end:] else [])


@cache
def lexicon() -> Lexicon:
    """All files of ``data/``, compiled when first asked for."""
    latin, other, rows, shared = Trie(), Trie(), list[tuple[str, Word]](), dict[str, str]()
    folder = files("roadweek.grammar") / "data"
    for language in LANGUAGES:
        tables: dict[str, dict[str, Any]] = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
        shared |= tables.pop(DECLARED, {})
        for kind, values in tables.items():
            for value, spellings in values.items():
                for written in spellings:
                    plain = fold(written.removesuffix("$"))
                    word = Word(kind, _value(kind, value), plain, _symbols(kind, value), written != plain)
                    is_latin, steps = _steps(plain)
                    at = latin if is_latin else other
                    for step in steps:
                        at = at.at(step)
                    at.words = (*at.words, word)
                    rows.append((language, word))
    return Lexicon(latin, other, tuple(rows), shared)
