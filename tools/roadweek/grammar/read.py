"""One text, read once by all dimensions; what was read lately is remembered."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from roadweek.grammar.chart import Grammar, TextReading
from roadweek.grammar.lattice import lattice

KEPT: Final = 20_000
"""Readings that are remembered while a document is read: about the pieces of the longest plan."""


@cache
def grammar() -> Grammar:
    """All rules of all dimensions, compiled when first asked for."""
    from roadweek.grammar.dimensions import CLAIMS, RULES, WANTED  # a start that reads nothing pays nothing

    return Grammar(RULES, WANTED, CLAIMS)


@lru_cache(KEPT)
def read(text: str) -> TextReading:
    """The readings that explain most of ``text``, without overlap."""
    return grammar().read(lattice(text))


def forget() -> None:
    """Let go of what was read: the document has been read."""
    read.cache_clear()
