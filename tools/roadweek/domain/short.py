"""A short name for a session: what a person types in place of ``2026-W11.maths-main-line.2``."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

_LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"  # Crockford's letters: none that looks like a digit
LENGTH = 4
"""A million names: among the sessions of a year two are hardly ever called alike."""


def short_id(session: str) -> str:
    """Four letters and digits that are always the same for an id, the first one a letter."""
    digest = sha256(session.encode()).digest()
    first = _LETTERS[digest[0] % 22]
    return first + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[1:LENGTH])


def full_id(name: str, known: Iterable[str]) -> str | None:
    """The id that ``name`` is, or is short for; of several the last by week, for that is what a person sees."""
    ids = set(known)
    if name in ids:
        return name
    wanted = name.strip().casefold()
    if len(wanted) != LENGTH:
        return None
    return max((each for each in ids if short_id(each) == wanted), default=None)
