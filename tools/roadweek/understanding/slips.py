"""Words of time with one letter wrong, missing, doubled or out of place: "mornign", "Thurdsay", "septmeber"."""

from __future__ import annotations

from functools import cache, lru_cache

_TIMES = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("tomorrow", "yesterday", "tonight", "morning", "afternoon", "evening", "weekend", "minutes"),
    *("january", "february", "august", "september", "october", "november", "december"),
)
_WORDS = frozenset({"moaning", "mourning", "sundry", "sundae", "minuets", "minute", "minuted", "eventing", "augusta"})
"""Words of their own that lie one letter beside a word of time."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


_ORDERS = ("cancel", "postpone", "reschedule", "resume", "shorten", "extend", "delete", "remove")
"""Words of asking for a change that are long enough to be known with a letter wrong."""
_DOUBLED = ("move", "skip", "drop", "push", "shift", "pause", "cancel", "stop", "swap")
"""Shorter ones are known with a letter doubled: "movve"."""
NAME_LEAST = 6
"""Letters of a name that is known with one of them wrong."""


def _slips_of(word: str) -> set[str]:
    """Every spelling with one letter of a word missing, out of place, wrong or too many; its plural is none."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    slips = {a + b[1:] for a, b in cuts if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    slips |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
    return slips | ({a + c + b for a, b in cuts for c in _LETTERS} - {word + "s"})


@cache
def _near() -> dict[str, str]:
    """Every spelling one slip away from a word of time, with that word."""
    found: dict[str, str] = {}
    for word in _TIMES:
        for slip in _slips_of(word):
            found.setdefault(slip, word)
    return {slip: word for slip, word in found.items() if slip not in _TIMES and slip not in _WORDS}


@cache
def _orders() -> dict[str, str]:
    found = {slip: word for word in _ORDERS if len(word) >= NAME_LEAST for slip in _slips_of(word)}
    found |= {word[:n] + word[n] + word[n:]: word for word in _DOUBLED for n in range(1, len(word))}
    known = {*_ORDERS, *_DOUBLED, *(w + e for w in (*_ORDERS, *_DOUBLED) for e in ("d", "r", "ed", "er", "ing", "s"))}
    known |= {
        "cancels",
        "shorter",
        "shorted",
        "extends",
        "resumed",
        "presume",
        "extent",
        "intend",
        "expend",
        "remover",
        "removed",
        "resumes",
        "deleted",
    }
    return {slip: word for slip, word in found.items() if slip not in known}


@lru_cache(maxsize=16)
def _near_names(names: tuple[str, ...]) -> dict[str, str]:
    """Every spelling one slip away from a name of one word; what is near to two names is none."""
    single = {n.casefold() for n in names if n.isascii() and n.isalpha() and len(n) >= NAME_LEAST}
    found: dict[str, set[str]] = {}
    for name in single:
        for slip in _slips_of(name):
            found.setdefault(slip, set()).add(name)
    return {s: next(iter(n)) for s, n in found.items() if len(n) == 1 and s not in single and s + "s" not in single}


def meant_word(word: str, names: tuple[str, ...]) -> str:
    """The name or the word of asking that was meant, or the word itself."""
    slip = word.casefold()
    return _near_names(names).get(slip) or _orders().get(slip) or word


def meant_time(word: str) -> str:
    """The word of time that was meant, or the word itself."""
    slip = word.casefold()
    meant = _near().get(slip) or (_near().get(slip[:-1], "") + "s" if slip[-1] == "s" and slip[:-1] in _near() else "")
    if not meant or len(slip) < 6:
        return word
    return meant.capitalize() if word[0].isupper() or meant.endswith("day") else meant


__all__ = ["meant_time", "meant_word"]
