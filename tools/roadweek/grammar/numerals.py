"""The value of a number in Chinese characters: 二十五 is 25, 三四 is "three or four", 十五六 fifteen or sixteen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from roadweek.grammar.lexicon import lexicon

Numbers = tuple[float, float]
"""A number, or the two ends of one that is given as "three or four"."""
LONGEST = 9
"""Characters of the longest number in words. Without a bound a long row of such characters takes a row's square."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The characters that numbers are written in."""

    digits: Mapping[str, int]
    powers: Mapping[str, int]
    run: re.Pattern[str]
    """A row of such characters."""


@cache
def numerals() -> Numerals:
    digits, powers = dict(lexicon().values("digit")), dict(lexicon().values("power"))
    return Numerals(digits, powers, re.compile("[" + "".join((*digits, *powers)) + "]+"))


def single(text: str) -> int | None:
    """The value of one number, two digits side by side are none."""
    known, total, digit = numerals(), 0, None
    least = 10_000
    for char in text:
        power = known.powers.get(char)
        if power is None:
            if digit or char not in known.digits:
                return None
            digit = known.digits[char]
            continue
        # 十 may stand alone, 百 and 千 count something; powers go down
        if power >= least or (digit is None and (power > 10 or total)) or digit == 0:
            return None
        total, digit, least = total + (1 if digit is None else digit) * power, None, power
    return total + (digit or 0) if text else None


@cache
def numbers(text: str) -> Numbers | None:
    """One number, or two neighbours: 两三, 二三十, 十五六."""
    value = single(text)
    if value is not None:
        return value, value
    known = numerals()
    for at in range(len(text) - 1):
        one, two = known.digits.get(text[at]), known.digits.get(text[at + 1])
        if one and two == one + 1:
            low, high = single(text[: at + 1] + text[at + 2 :]), single(text[:at] + text[at + 1 :])
            if low is not None and high is not None and high > low:
                return low, high
    return None
