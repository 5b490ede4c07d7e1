"""Words that say nothing of when, how long or which, from ``empty_words.toml``: one row teaches another."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def empty_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The English ones, and the Chinese ones with the longest in front."""
    told = tomllib.loads(files("roadweek.understanding").joinpath("empty_words.toml").read_text(encoding="utf-8"))
    return frozenset(told["en"]), tuple(sorted(told["zh"], key=lambda word: (-len(word), word)))
