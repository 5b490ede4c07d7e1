"""Words of time with one letter wrong, missing, doubled or out of place: "mornign", "Thurdsay", "septmeber"."""

from __future__ import annotations

from functools import cache

_TIMES = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("tomorrow", "yesterday", "tonight", "morning", "afternoon", "evening", "weekend", "minutes"),
    *("january", "february", "august", "september", "october", "november", "december"),
)
_WORDS = frozenset({"moaning", "mourning", "sundry", "sundae", "minuets", "minute", "minuted", "eventing", "augusta"})
"""Words of their own that lie one letter beside a word of time."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def _near() -> dict[str, str]:
    """Every spelling one slip away from a word of time, with that word."""
    found: dict[str, str] = {}
    for word in _TIMES:
        cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
        slips = {a + b[1:] for a, b in cuts if b}
        slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        slips |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
        slips |= {a + c + b for a, b in cuts for c in _LETTERS} - {word + "s"}
        for slip in slips:
            found.setdefault(slip, word)
    return {slip: word for slip, word in found.items() if slip not in _TIMES and slip not in _WORDS}


def meant_time(word: str) -> str:
    """The word of time that was meant, or the word itself."""
    slip = word.casefold()
    meant = _near().get(slip) or (_near().get(slip[:-1], "") + "s" if slip[-1] == "s" and slip[:-1] in _near() else "")
    if not meant or len(slip) < 6:
        return word
    return meant.capitalize() if word[0].isupper() or meant.endswith("day") else meant


__all__ = ["meant_time"]
