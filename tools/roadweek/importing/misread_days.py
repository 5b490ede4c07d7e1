"""Words that are meant as days of the week and are none: "Fryday", "Mon-Fry", 周八. They are told, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from roadweek.understanding.quick import Quick

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")
_SHORTEST = ("mo", "tu", "we", "th", "fr", "sa", "su")
_LIKE_A_DAY = Quick(r"(?<!\w)[a-z]{2,8}(?:day|dey|ady)(?=s?(?!\w))")
_STRETCH = Quick(r"(?<![\w-])([a-z]{2,6})\s?[-–—~]\s?([a-z]{2,6})(?![\w-])")
_NO_DAY_ZH = re.compile(
    r"(?<![每一两几半上下本第\d二三四五六七八九十])(?:周|星期|礼拜)[七八九十089](?![\d一二两三四五六七八九十次个小分天周节页题月日号年点遍篇])"
)
_ALIKE, _ALIKE_SHORT = 0.8, 0.6
"""How much of a word (difflib's ratio) must be that of a day: all but a letter of six, or of three."""


def misread_days(text: str) -> Iterator[tuple[int, int]]:
    """Where in ``text`` such words stand."""
    for found in _LIKE_A_DAY.finditer(text):
        word = found[0].lower()
        if word not in _NAMES and get_close_matches(word, _NAMES, 1, _ALIKE):
            yield found.span()
    for found in _STRETCH.finditer(text):
        first, last = found[1].lower(), found[2].lower()
        ends = [word in (*_SHORT, *_SHORTEST, *_NAMES) for word in (first, last)]
        if any(ends) and not all(ends) and _nearly(last if ends[0] else first):
            yield found.span()
    for found in _NO_DAY_ZH.finditer(text):
        yield found.span()


def _nearly(word: str) -> bool:
    return bool(get_close_matches(word, _SHORT, 1, _ALIKE_SHORT))
