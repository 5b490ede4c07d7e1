"""One date, or one range whose ends share something, read from a match; its year may still be missing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from re import Match
from typing import Literal

from roadweek.domain.base import DateWindow
from roadweek.understanding.date_patterns import YEAR_WORDS, month_number
from roadweek.understanding.numbers import read_number
from roadweek.understanding.spans import pattern

DateGrain = Literal["day", "part", "month", "year"]


@dataclass(frozen=True, slots=True)
class DateContext:
    """``year`` completes dates without one; ``as_of``, the day of writing, is what 明年 and "now" refer to.

    ``day_first`` says how the writer orders 4/9/2026 where the numbers do not.
    """

    as_of: date | None = None
    year: int | None = None
    day_first: bool = False


@dataclass(frozen=True, slots=True)
class RawPoint:
    """A point before its year is known. ``first``/``last`` are days of the month, 0 = its last day."""

    year: int | None
    month: int
    first: int
    last: int
    grain: DateGrain
    month_last: int | None = None

    def window(self, year: int) -> DateWindow | None:
        try:
            last_month = self.month_last or self.month
            length = calendar.monthrange(year, last_month)[1]
            first = date(year, self.month, self.first)
            last = date(year, last_month, self.last or length)
        except ValueError:
            return None
        return DateWindow(earliest=first, latest=last) if first <= last else None


_PARTS: dict[str, tuple[int, int]] = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 0),
    "底": (21, 0),
    "末": (21, 0),
    "中上旬": (1, 20),
    "上中旬": (1, 20),
    "中下旬": (11, 0),
    "first week of": (1, 7),
    "second week of": (8, 14),
    "third week of": (15, 21),
    "fourth week of": (22, 28),
    "last week of": (25, 0),
    "early": (1, 10),
    "beginning of": (1, 10),
    "start of": (1, 10),
    "mid": (11, 20),
    "middle of": (11, 20),
    "late": (21, 0),
    "end of": (21, 0),
    "end": (21, 0),
}


def _year(text: str | None, context: DateContext) -> int | None:
    """The year that a year word names; relative words need a day of writing, or at least a year of the document."""
    if not text:
        return None
    text = text.lower()
    if text[:4].isdigit():
        return int(text[:4])
    base = context.as_of.year if context.as_of else context.year
    return None if base is None else base + YEAR_WORDS[text]


def _day(text: str) -> int:
    digits = "".join(c for c in text if c.isdigit())
    return int(digits) if digits else int(read_number(text) or 0)


def read_point(match: Match[str], context: DateContext) -> RawPoint | None:
    """One point of the master pattern; None where its year word has nothing to refer to."""
    g = match.groupdict()
    kind = match.lastgroup
    if kind in ("iso", "ym"):
        first, last = (int(g["iso_d"]),) * 2 if kind == "iso" else (1, 0)
        return RawPoint(int(g[f"{kind}_y"]), int(g[f"{kind}_m"]), first, last, "day" if kind == "iso" else "month")
    if kind == "tail":
        return _numeric(int(g["tail_a"]), int(g["tail_b"]), g["tail_y"], g["tail_s"], context)
    if kind == "yy":
        whole = _year(g["yy_y"], context)
        return None if whole is None else RawPoint(whole, 1, 1, 0, "year", 12)
    if kind == "num":
        return RawPoint(None, int(g["num_m"]), int(g["num_d"]), int(g["num_d"]), "day")
    if kind == "en_m" and not (g["en_m_p"] or g["en_m_y"] or _is_month(match)):
        return None
    year_text: str | None = g[f"{kind}_y"]
    month = month_number(g[f"{kind}_m"])
    day_text: str | None = g.get(f"{kind}_d")
    part = " ".join((g.get(f"{kind}_p") or "").lower().replace("-", " ").replace("the ", "").split())
    year = _year(year_text, context)
    if year_text and year is None:
        return None
    if day_text:
        return RawPoint(year, month, _day(day_text), _day(day_text), "day")
    if part:
        first, last = _PARTS[part]
        return RawPoint(year, month, first, last, "part")
    return RawPoint(year, month, 1, 0, "month")


def _numeric(a: int, b: int, year_text: str, separator: str, context: DateContext) -> RawPoint | None:
    """9/14/2026, 14.9.2026, 9/14/26 or 26/9/14: the reading whose numbers can be a date near the day of writing.

    A dot or a dash is read with a four-digit year only ("3.12.1" is a version), and puts the day first.
    """
    short = len(year_text) == 2
    if short and separator != "/":
        return None
    year = int(year_text) + (2000 if short else 0)
    orders = [(year, a, b), (year, b, a)]
    if context.day_first or separator != "/":
        orders.reverse()
    if short:
        orders.append((2000 + a, b, int(year_text)))
    about = context.as_of.year if context.as_of else context.year
    readings: list[RawPoint] = []
    for y, month, day in orders:
        plausible = abs(y - about) <= _NEAR_YEARS if about is not None else 2010 <= y <= 2045
        if plausible and 1 <= month <= 12 and 1 <= day <= 31 and RawPoint(y, month, day, day, "day").window(y):
            readings.append(RawPoint(y, month, day, day, "day"))
    if not readings:
        return None
    return readings[0] if about is None else min(readings, key=lambda raw: abs((raw.year or 0) - about))


def puts_day_first(text: str) -> bool:
    """Whether a document writes 31/03/2026: judged by those of its dates whose numbers leave no choice."""
    pairs = [(int(m[1]), int(m[2])) for m in _slashed().finditer(text)]
    day_first = sum(1 for a, b in pairs if a > 12 >= b)
    return day_first > sum(1 for a, b in pairs if b > 12 >= a)


@pattern
def _slashed() -> str:
    return r"(?<![\d/])([0-3]?\d)/([0-3]?\d)/(?:20)?\d\d(?![\d/])"


_NEAR_YEARS = 12
"""Years around the writing within which a two-digit year lies."""


@pattern
def _month_before() -> str:
    return (
        r"(?:\b(?:in|of|by|until|till|before|after|from|since|through|to|for|next|this|last|during|"
        r"and)|[-–—~/|(（])\s*$"
    )


@pattern
def _month_behind() -> str:
    return r"\s*(?:$|[-–—~/|,.:;!?(（)）\n]|(?:to|through|until|till|plan|on|onwards)\b)"


def _is_month(match: Match[str]) -> bool:
    """Whether a bare English month word is one: "may", "march" and "mar" are other words too."""
    word, text = match["en_m_m"], match.string
    before = _month_before().search(text[max(0, match.start() - 12) : match.start()])
    if before:
        return True
    if not word[0].isupper():
        return False
    return word.lower().rstrip(".") not in ("may", "march", "mar") or bool(_month_behind().match(text, match.end()))


def read_compact(match: Match[str], context: DateContext) -> tuple[RawPoint, RawPoint] | None:
    """Ranges whose ends share a month or a unit: 2–3 月, 3月10日到12日, "March 10 to 12", "10–12 March", 8.29-9.21."""
    g, kind = match.groupdict(), match.lastgroup
    if kind == "zmm":
        year = _year(g["zmm_y"], context)
        first = RawPoint(year, month_number(g["zmm_a"]), 1, 0, "month")
        part = g["zmm_p"]
        low, high = _PARTS[part] if part else (1, 0)
        last = RawPoint(None, month_number(g["zmm_b"]), low, high, "part" if part else "month")
    elif kind == "ymm":
        year = int(g["ymm_y"])
        first, last = RawPoint(year, int(g["ymm_a"]), 1, 0, "month"), RawPoint(year, int(g["ymm_b"]), 1, 0, "month")
    elif kind == "zpp":
        year, month = _year(g["zpp_y"], context), month_number(g["zpp_m"])
        first = RawPoint(year, month, *_PARTS[g["zpp_a"]], "part")
        last = RawPoint(year, month, *_PARTS[g["zpp_b"]], "part")
    elif kind in ("zdd", "mdd", "ddm", "isod"):
        year = _year(g[f"{kind}_y"], context)
        month, a, b = month_number(g[f"{kind}_m"]), _day(g[f"{kind}_a"]), _day(g[f"{kind}_b"])
        first, last = RawPoint(year, month, a, a, "day"), RawPoint(year, month, b, b, "day")
        if b < a:
            return None
    else:
        year = None
        pair = [(int(g[f"{kind}_a"]), int(g[f"{kind}_b"])), (int(g[f"{kind}_c"]), int(g[f"{kind}_d"]))]
        first, last = (RawPoint(None, m, d, d, "day") for m, d in pair)
    if year is None and kind in ("zmm", "zpp", "zdd", "mdd", "ddm") and g[f"{kind}_y"]:
        return None
    return first, last
