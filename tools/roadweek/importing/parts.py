"""Parts of a year as plans name them: quarters, halves, seasons, terms and school holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.language.dates import OPEN_YEAR, DateContext, DateRange
from roadweek.language.spans import Found

_YEAR = r"(?:(?P<{0}y>20\d\d)\s*[-年 ]?\s*(?:年?度)?的?|(?P<{0}w>[今明后去]年)的?)?"
_PART = re.compile(
    _YEAR.format("q") + r"(?<![A-Za-z])Q(?P<q>[1-4])(?:\s*[-–—~～至到]\s*Q?(?P<q2>[1-4])(?!\s*[月./\d]))?"
    r"(?![A-Za-z\d])(?:[\s',]*(?P<qz>20\d\d))?|"
    + _YEAR.format("h")
    # "H1" alone is a hypothesis or a heading too: a year, the text's edge or a preposition must stand beside it
    + r"(?:(?P<half>[上下])半年|(?:(?<=20\d\d[- 年])|(?<=20\d\d)|^\W*|(?<=\bin )|(?<=\bfor )|(?<=\bby )|(?<=\bof ))"
    r"H(?P<h>[12])(?:\s*(?P<hz>20\d\d)|(?=\W*$|\s*[:：|（(–—-]))|"
    r"\b(?:the\s+)?(?P<eh>first|second|1st|2nd) half of (?:the year\b|(?P<ez>20\d\d))|"
    r"\b(?:the\s+)?(?P<eq>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter"
    r"(?:\s+of\s+(?:the year\b|(?P<eqz>20\d\d)))?)",
    re.IGNORECASE,
)
_SEASON = r"(?P<{0}>spring|summer|fall|autumn|winter)(?P<{0}t>\s+(?:semester|term|trimester|quarter))?"
_ZH_SEASON = r"(?:(?P<zs>[春秋])季(?:学期)?|(?P<zf>[春秋])季?学期|(?P<zh>[寒暑])假)"
_TERM = re.compile(
    rf"\b{_SEASON.format('a')}(?:\s+break)?(?:\s+of)?[\s,']+(?P<ay>20\d\d)\b|"
    rf"(?<!\d)(?P<by>20\d\d)\s+{_SEASON.format('b')}\b|"
    rf"(?:(?P<zy>20\d\d)\s*年?的?|(?P<zw>[今明后去]年)的?|^\W*){_ZH_SEASON}(?!作业|工|实习)|"
    rf"^\W*(?:the\s+)?{_SEASON.format('c')}(?:\s+(?:break|holidays?|vacation))?(?=\W*$|\s*[:：(（–—|]|\s+plans?\W*$)",
    re.IGNORECASE,
)
MAY_PART = re.compile(r"[HQ][1-4]|季|[寒暑]假|\bquarter\b|\b(?:spring|summer|fall|autumn|winter)\b", re.IGNORECASE)
"""Without any of these a text has no part of a year."""
_NUMBER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_RELATIVE = {"今": 0, "明": 1, "后": 2, "去": -1}
Days = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last day of a window, each as month and day."""
_SEASONS: dict[str, tuple[Days, Days]] = {
    "spring": (((3, 1), (3, 20)), ((5, 10), (5, 31))),
    "summer": (((6, 1), (6, 20)), ((8, 20), (8, 31))),
    "fall": (((9, 1), (9, 22)), ((11, 30), (12, 20))),
    "winter": (((1, 1), (1, 15)), ((3, 1), (3, 20))),
    "spring term": (((1, 15), (3, 1)), ((5, 1), (5, 31))),
    "fall term": (((9, 1), (9, 15)), ((12, 10), (12, 31))),
    "春": (((2, 20), (3, 5)), ((6, 20), (7, 10))),
    "秋": (((9, 1), (9, 15)), ((12, 25), (12, 31))),
    "寒": (((1, 15), (1, 25)), ((2, 10), (2, 28))),
    "暑": (((7, 1), (7, 15)), ((8, 20), (8, 31))),
}
"""Where a season or a term begins and ends; no calendar settles it, so that both ends are windows."""


def parts_in(text: str, context: DateContext) -> list[Found[DateRange]]:
    """Every part of a year; one without a year and none in the context stands in ``OPEN_YEAR``."""
    found: list[Found[DateRange]] = []
    for match in _PART.finditer(text):
        part = match.groupdict()
        written = next((part[k] for k in ("qy", "qz", "hy", "hz", "ez", "eqz") if part[k]), None)
        year = _year(written, part["qw"] or part["hw"], context)
        if part["q"] or part["eq"]:
            quarter = int(part["q"]) if part["q"] else _NUMBER[part["eq"].lower()]
            first, last = 3 * quarter - 2, 3 * int(part["q2"] or quarter)
        else:
            second = part["half"] == "下" or part["h"] == "2" or (part["eh"] or "").lower() in ("second", "2nd")
            first, last = (7, 12) if second else (1, 6)
        if first > last:
            continue
        stands = year or OPEN_YEAR
        end = date(stands + last // 12, last % 12 + 1, 1) - timedelta(days=1)
        value = DateRange(DateWindow.on(date(stands, first, 1)), DateWindow.on(end), year_open=year is None)
        found.append(Found(match.start(), match.end(), value, match[0]))
    return found or _terms(text, context)


def _terms(text: str, context: DateContext) -> list[Found[DateRange]]:
    found: list[Found[DateRange]] = []
    for match in _TERM.finditer(text):
        part = match.groupdict()
        year = _year(part["ay"] or part["by"] or part["zy"], part["zw"], context)
        name = (part["a"] or part["b"] or part["c"] or "").lower().replace("autumn", "fall")
        if name:
            term = part["at"] or part["bt"] or part["ct"]
            name = f"{name} term" if term and f"{name} term" in _SEASONS else name
        else:
            name = part["zs"] or part["zf"] or part["zh"]
        stands = year or OPEN_YEAR
        first, last = (
            DateWindow(earliest=date(stands, *low), latest=date(stands, *high)) for low, high in _SEASONS[name]
        )
        value = DateRange(first, last, year_open=year is None)
        found.append(Found(match.start(), match.end(), value, match[0].strip()))
    return found


def _year(written: str | None, word: str | None, context: DateContext) -> int | None:
    if written:
        return int(written)
    about = context.as_of.year if context.as_of else context.year
    return context.year if not word else None if about is None else about + _RELATIVE[word[0]]
