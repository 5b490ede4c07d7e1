"""Numbers in figures and in words, and ranges of them: 25, 二十五, twenty-five, 2-3, 两三, "two or three"."""

from __future__ import annotations

from typing import Final

from roadweek.grammar.numerals import Numbers
from roadweek.grammar.rule import Row


def _of_tens(tens: int) -> Numbers:
    return tens, tens


def _tens_and(tens: int, number: Numbers) -> Numbers | None:
    low, high = number
    return (tens + low, tens + high) if 1 <= low <= high <= 9 and not low % 1 else None


def _fraction(value: float) -> Numbers:
    return value, value


def _and_fraction(number: Numbers, value: float) -> Numbers | None:
    return (number[0] + value, number[1] + value) if not number[0] % 1 else None


def _alone(number: Numbers) -> Numbers:
    return number


def _between(low: Numbers, high: Numbers) -> Numbers:
    return low[0], high[1]


def _rising(low: Numbers, high: Numbers) -> Numbers | None:
    return (low[0], high[1]) if low[0] < high[1] else None


RULES: Final = (
    Row("number", "tens", "tens", _of_tens, "forty"),
    Row("number", "tens and ones", "tens number", _tens_and, "forty two"),
    Row("number", "tens-ones", "tens .'-' .number", _tens_and, "forty-two"),
    Row("number", "a fraction", "fraction", _fraction, "½"),
    Row("number", "a number and a fraction", "figure fraction", _and_fraction, "1½"),
    Row("range", "one number", "number", _alone, "7"),
    Row("range", "n-m", "number '-' number", _rising, "7-9"),
    Row("range", "from one to another", "number 'to'|'or' number", _between, "7 to 9"),
)
"""``number``: a number, or the ends of a "three or four"; ``range``: what may be counted, from the lower to the upper
end as they were written. Both are pairs."""
