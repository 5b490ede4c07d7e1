"""Number words in Chinese and English, as a pattern piece and as values."""

from __future__ import annotations

_ZH = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_EN_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN: dict[str, int] = {
    **{word: n for n, word in enumerate(_EN_UNITS)},
    **{word: 10 * n for n, word in enumerate(_EN_TENS, start=2)},
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "a hundred": 100,
    "one hundred": 100,
}

DIGITS = r"\d+(?:\.\d+)?"
ZH_NUMBER = r"[零〇一二两俩仨三四五六七八九十百]{1,9}"
"""Bounded: without a bound each place of a long row of such characters is read to its end, a row's square in all."""
_TENS = "|".join(_EN_TENS)
_ONES = "|".join(_EN_UNITS[1:10])
EN_NUMBER = (
    r"(?:(?:a|one)[ ]hundred|(?:"
    + _TENS
    + r")(?:[- ](?:"
    + _ONES
    + r"))?|"
    + "|".join(sorted(_EN_UNITS, key=len, reverse=True))
    + r"|a[ ]couple[ ]of)"
)
NUMBER = rf"(?:(?<![\d.]){DIGITS}|\b{EN_NUMBER}\b|{ZH_NUMBER})"
DASH = r"\s*(?:[-–—−~～]|到|至|\bto\b|\bor\b|或者?)\s*"
"""What stands between the ends of a range of numbers."""


def zh_number(text: str) -> int | None:
    """二十五 is 25, 两 is 2; None where the characters are no single number (三四 is "three or four")."""
    total, digit = 0, None
    for char in text:
        if char in _ZH:
            if digit is not None:
                return None
            digit = _ZH[char]
        elif char not in "十百":
            return None
        else:
            total += (1 if digit is None else digit) * (100 if char == "百" else 10)
            digit = None
    return total + (digit or 0) if text else None


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
    if head in _EN_TENS and tail in _EN:
        return _EN[head] + _EN[tail]
    return zh_number(text)


def read_numbers(text: str) -> tuple[float, float] | None:
    """One number, or the two neighbours of a Chinese "三四" (3 to 4)."""
    one = read_number(text)
    if one is not None:
        return one, one
    if len(text) == 2 and all(c in _ZH for c in text) and _ZH[text[1]] - _ZH[text[0]] == 1:
        return float(_ZH[text[0]]), float(_ZH[text[1]])
    return None
