"""What a message says came of listed sessions: "done", "1 and 3 done, 2 skipped", 第一个做了，第二个没做.

The words are those of ``done``, ``skip`` and ``partial``; minutes alone are what was worked of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from roadweek.understanding.amounts import find_durations
from roadweek.understanding.numbers import read_number
from roadweek_agents.routing import tidy

Came = Literal["done", "partial", "skipped"]
LONGEST_DAY = 1440

_DONE = (
    r"(?:i )?(?:did|finished|completed|was|were|is|are)?\s*(?:it|that|them)?\s*(?:done|finished|completed|"
    r"yes|y|yep|ok)"
    r"|(?:i )?(?:did|finished|completed)(?: (?:it|that|them))?"
    r"|(?:都|全|已经|已)?(?:做完|完成|做|学完|干完|搞定|练完)(?:了|啦|好了)?|是的?|对"
)
_SKIPPED = (
    r"(?:was |were |i )?(?:skip(?:ped)?|no|n|nope|not done|missed|didn'?t(?: do)?|"
    r"did not(?: do)?)(?: (?:it|that|them))?"
    r"|(?:都|全|我)?(?:没有?(?:做|学|练|完成)?|跳过|未做|未完成|漏)(?:了|掉)?|否|不"
)
_PARTIAL = (
    r"(?:没|未)(?:有)?(?:全)?(?:做|学|完)(?:完|成)|not (?:quite )?(?:finished|all)|"
    r"(?:only )?(?:partial(?:ly)?|partly|in part|half(?: of it)?)(?: done)?|部分(?:完成|做了)?|(?:只|"
    r"就)?(?:做|学|完成)了?(?:一半|一部分|部分)|一半"
)
_ALL = r"(?:all(?: of (?:them|it))?|everything|every one|both|全部|所有的?|都|全)"
_INDEX = (
    r"(?:(?:no\.?|number|the|#)\s*)?(?P<a>\d{1,2}|first|second|third|fourth|fifth|last)(?:st|nd|rd|th)?"
    r"(?:\s*(?:-|–|~|to|through)\s*(?P<b>\d{1,2}))?(?: one| was| were| is)?[.:)）：]?"
)
_INDEX_ZH = (
    r"(?:第|前)?(?P<a>\d{1,2}|[一二两三四五六七八九十]{1,2}|最后一)(?:[个项条段节])?"
    r"(?:\s*(?:到|至|-|~|～)\s*第?(?P<b>\d{1,2}|[一二两三四五六七八九十]{1,2})(?:[个项条段节])?)?(?:是|：|:|\.|、)?"
)
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


@dataclass(frozen=True, slots=True)
class Told:
    """What came of the session at ``place`` (from 0); ``minutes`` where they were said."""

    place: int
    came: Came
    minutes: int | None


def told(text: str, count: int) -> list[Told] | None:
    """What a message says of ``count`` listed sessions: of the first where it names none. Null where it says nothing of
    the kind, or names one that is not in the list."""
    said = tidy(text).casefold()
    whole = None if re.search(r"\bboth\b", said) and count != 2 else _of_all(said)
    if whole is not None:
        return [Told(place, *whole) for place in range(count)]
    parts = [one for one in re.split(r"\s*(?:[,，;；。\n]|、(?!\s*$)|\band\b|\bbut\b|，?而?(?:和|但))\s*", said) if one]
    out: list[Told] = []
    waiting: list[int] = []
    unnamed = 0
    for number, part in enumerate(parts):
        places, rest = _places(part, count)
        if places and not rest and number + 1 < len(parts):  # "1 and 3 done"
            waiting += places
            continue
        places = places if rest else []  # a number alone is minutes
        came = _came(rest or part)
        bare = not places and re.fullmatch(r"\d+", part) is not None and 0 < int(part) <= count
        if came is None or bare:  # "2" alone: two minutes, or the second?
            return None
        if places or waiting:
            out += [Told(place, *came) for place in (*waiting, *places)]
            waiting = []
        else:
            out.append(Told(unnamed, *came))
            unnamed += 1
    known = {one.place for one in out}
    named_twice = len(known) < len(out)
    beyond = any(not 0 <= place < count for place in known)
    mixed = unnamed > 0 and unnamed < len(out)
    either = unnamed == len(parts) == 2 and out[0].minutes is None and _came(parts[1]) == ("partial", out[1].minutes)
    if either and out[1].minutes is not None:  # "done, 20 minutes": of the same one, or of the next?
        return None
    return None if not out or waiting or named_twice or beyond or mixed else out


def _of_all(said: str) -> tuple[Came, int | None] | None:
    for came, words in (("skipped", _SKIPPED), ("done", _DONE)):
        after = rf"{_ALL}\s*(?:was|were|is|are)?\s*(?:{words})"
        if re.fullmatch(rf"{after}|(?:{words})\s*(?:with )?{_ALL}", said):
            return ("skipped" if came == "skipped" else "done"), None
    return None


def _places(part: str, count: int) -> tuple[list[int], str]:
    """The numbers that a piece begins with, from 0, and the rest of it."""
    for form in (_INDEX, _INDEX_ZH):
        found = re.match(rf"{form}(?=\s|$|[^\d\s])\s*(?:个|的)?\s*", part)
        if not found:
            continue
        first = _number(found["a"], count)
        last = _number(found["b"], count) if found["b"] else first
        rest = part[found.end() :].strip()
        if first is None or last is None or last < first:
            return [], part
        if rest and (_came(rest) is None or (found["a"].isdecimal() and _came(part) is not None)):
            return [], part  # a number with its unit is minutes
        if part.startswith("前"):
            first = 1
        return list(range(first - 1, last)), rest
    return [], part


def _number(word: str, count: int) -> int | None:
    if word in ("last", "最后一"):
        return count
    if word in _WORDS:
        return _WORDS[word]
    value = read_number(word)
    return int(value) if value is not None else None


def _came(part: str) -> tuple[Came, int | None] | None:
    """What one piece says: an outcome, with minutes or without, or minutes alone."""
    minutes, rest = _minutes(part)
    rest = (
        re.sub(r"\b(?:for|in|about|only|after|took|spent|me)\b|[（(）)用花只约]|左右$", " ", rest).strip()
        or rest.strip()
    )
    if minutes and re.fullmatch(r"(?:我)?(?:做|学|练)了?|(?:i )?(?:worked|did)", rest):
        return "partial", minutes  # it does not say that it was finished
    for came, words in (("partial", _PARTIAL), ("skipped", _SKIPPED), ("done", _DONE)):
        if re.fullmatch(words, rest):
            if came == "skipped":
                return ("skipped", None) if minutes is None else None
            return ("partial" if came == "partial" else "done"), minutes
    if minutes is not None and not rest.strip():
        return ("partial", minutes) if minutes else ("skipped", None)
    return None


def _minutes(part: str) -> tuple[int | None, str]:
    """The minutes that a piece names, and the rest of it."""
    for found in find_durations(part):
        value = found.value.hi or found.value.lo or 0
        if 0 < value <= LONGEST_DAY:
            return int(value), f"{part[: found.start]} {part[found.end :]}".strip()
    bare = re.search(r"(?<![\w.])(\d{1,4})\s*(?:m|′|')?$", part)
    if bare and int(bare[1]) <= LONGEST_DAY:
        return int(bare[1]), part[: bare.start()].strip()
    return None, part
