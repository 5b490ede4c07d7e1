"""A text in one form for looking words up: small letters, narrow signs, simplified characters; every place is kept."""

from __future__ import annotations

from functools import cache

from roadweek.grammar.traditional import SIMPLIFIED


@cache
def _table() -> dict[int, int]:
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
    return wide | SIMPLIFIED


def fold(text: str) -> str:
    """``text`` for the lexicon, as long as it was: where lower case has more letters, the letter stays."""
    if text.isascii():
        return text.lower()
    plain = text.translate(_table())
    low = plain.lower()
    return low if len(low) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
