"""Traditional characters read as their simplified forms, one for one, so that every offset stays the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from roadweek.grammar.traditional import PAIRS, SIMPLIFIED

_SURE: Final = frozenset("週個時學習寫讀聽說練這還會來點從對過實現報計劃階專項標鐘務發開關與為無應該當難") & frozenset(
    PAIRS[::2]
)


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters; a name or two does not make it so."""
    sample = text[:20_000]
    return sum(sample.count(c) for c in _SURE) >= 3


def as_written(words: str, lines: Iterable[str]) -> str:
    """``words``, read from ``lines`` in their simplified forms, in the characters that the lines have."""
    back = {ord(b): a for line in lines for a, b in zip(line, simplified(line), strict=True) if a != b}
    return words.translate(back)


def simplified(text: str) -> str:
    """``text`` with each Traditional character that has one simplified form replaced by it."""
    return text.translate(SIMPLIFIED)
