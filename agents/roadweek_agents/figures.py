"""The check that prose invents no number: each one in it, in digits or words, must stand in the facts it was given.

It compares values, not what they count: a number of the facts said of the wrong thing passes.
"""

from __future__ import annotations

import re

from roadweek.understanding.numbers import NUMBER, read_number

_HARMLESS = frozenset({"one", "a couple of", "一"})
"""Words that are mostly no counts: "one thing", 一下."""


def figures(text: str) -> dict[str, float | None]:
    """The numbers of a text by their words; null for words of a number that has no single value (三四)."""
    found = [match[0] for match in re.finditer(NUMBER, text, re.IGNORECASE)]
    return {words: read_number(words) for words in found if words.lower() not in _HARMLESS}


def invented(text: str, facts: str) -> tuple[str, ...]:
    """The numbers of ``text`` that do not stand in ``facts``, as written."""
    known = set(figures(facts).values()) - {None}
    return tuple(words for words, value in figures(text).items() if value not in known)
