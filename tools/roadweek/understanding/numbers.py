"""Number words in Chinese and English, as a pattern piece and as values; the words are the grammar's."""

from __future__ import annotations

from roadweek.grammar.lexicon import lexicon
from roadweek.grammar.numerals import numbers, numerals, single

_EN: dict[str, int] = {word: value[0] for word, value in lexicon().values("number", "en")} | {"a": 1, "an": 1}
_TENS: dict[str, int] = dict(lexicon().values("tens", "en"))
_ONES = "|".join(word for word, value in _EN.items() if 1 <= value <= 9 and len(word) > 2 and " " not in word)

DIGITS = r"\d+(?:\.\d+)?"
ZH_NUMBER = rf"{numerals().run.pattern[:-1]}{{1,9}}"
"""Bounded: without a bound each place of a long row of such characters is read to its end, a row's square in all."""
EN_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_ONES}))?|"
    + "|".join(w.replace(" ", "[ ]") for w in sorted(_EN, key=len, reverse=True) if w not in ("a", "an"))
    + ")"
)
NUMBER = rf"(?:(?<![\d.]){DIGITS}|\b{EN_NUMBER}\b|{ZH_NUMBER})"
DASH = r"\s*(?:[-–—−~～]|到|至|\bto\b|\bor\b|或者?)\s*"
"""What stands between the ends of a range of numbers."""


def zh_number(text: str) -> int | None:
    """二十五 is 25, 两 is 2; None where the characters are no single number (三四 is "three or four")."""
    return single(text)


def read_number(text: str) -> float | None:
    """The value of one number in digits or words; None where it is none."""
    text = " ".join(text.lower().split())
    if text[:1].isdigit():
        try:
            return float(text)
        except ValueError:
            return None
    if text in _EN:
        return _EN[text]
    head, _, tail = text.replace("-", " ").partition(" ")
    if head in _TENS and (not tail or tail in _EN):
        return _TENS[head] + (_EN[tail] if tail else 0)
    return single(text)


def read_numbers(text: str) -> tuple[float, float] | None:
    """One number, or the two neighbours of a Chinese "三四" (3 to 4)."""
    one = read_number(text)
    return (one, one) if one is not None else numbers(text)
