"""Parts of a year as plans name them: quarters, halves, seasons, terms and school holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.understanding.dates import OPEN_YEAR, DateContext, DateRange
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found

_YEAR = r"(?:(?P<{0}y>20\d\d)\s*[-年 ]?\s*(?:年?度)?的?|(?P<{0}w>[今明后去]年)的?)?"
_PART = Quick(
    _YEAR.format("q")
    + r"(?:(?<=20\d\d-)|(?<![A-Za-z_/-]))Q(?P<q>[1-4])(?:\s*[-–—~～至到]\s*Q?(?P<q2>[1-4])(?!\s*[月./\d]))?"
    r"(?![A-Za-z\d])(?:[\s',]*(?P<qz>20\d\d))?|"
    + _YEAR.format("h")
    # "H1" alone is a hypothesis or a heading too: a year, the text's edge or a preposition must stand beside it
    + r"(?:(?P<half>[上下])半年|(?:(?<=20\d\d[- 年])|(?<=20\d\d)|^\W*|(?<=\bin )|(?<=\bfor )|(?<=\bby )|(?<=\bof ))"
    r"(?-i:H)(?P<h>[12])(?:\s*(?P<hz>20\d\d)|(?=\W*$|\s*[:：|（(–—-]))|"
    r"\b(?:the\s+)?(?P<eh>first|second|1st|2nd) half of (?:the year\b|(?P<ez>20\d\d))|"
    r"\b(?:the\s+)?(?P<eq>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter"
    r"(?:\s+of\s+(?:the year\b|(?P<eqz>20\d\d)))?)",
)
_SEASON = r"(?P<{0}>spring|summer|fall|autumn|winter)(?P<{0}t>\s+(?:semester|term|trimester|quarter))?"
_ZH_SEASON = r"(?:(?P<zs>[春秋])季(?:学期)?|(?P<zf>[春秋])季?学期|(?P<zh>[寒暑])假)"
_TERM = Quick(
    rf"\b{_SEASON.format('a')}(?:\s+break)?(?:\s+of)?[\s,']+(?P<ay>20\d\d)\b|"
    rf"(?<!\d)(?P<by>20\d\d)\s+{_SEASON.format('b')}\b|"
    rf"(?:(?P<zy>20\d\d)\s*年?的?|(?P<zw>[今明后去]年)的?|^\W*){_ZH_SEASON}(?!作业|工|实习)|"
    r"(?P<zx>[寒暑])假(?=\s*(?:结束|开始|之?前|以前|末|底|过后))|"
    r"(?:(?<=\bby )|(?<=\bbefore )|(?<=\bthe end of ))(?P<d>spring|summer|fall|autumn|winter)\b|"
    rf"^\W*(?:the\s+)?{_SEASON.format('c')}(?:\s+(?:break|holidays?|vacation))?(?=\W*$|\s*[:：(（–—|]|\s+plans?\W*$)",
)
MAY_PART = Quick(r"[HQ][1-4]|EOY|季|[寒暑]假|\bquarter\b|\b(?:spring|summer|fall|autumn|winter)\b")
"""Without any of these a text has no part of a year."""
Days = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last day of a window, each as month and day."""
_BEHIND = Quick(
    r"\s*(?:(?P<till>(?:开始|来临|到来)?(?:之?前|以前)(?!半))|(?P<done>的?(?:结束|末|底|过完)(?:之?前|以前|时)?(?!考)|"
    r"(?:之?内|里)?[，,]?\s*(?:要|必须|争取|最起码|至少|全部|基本|一定|计划)?\s*(?:完成|看完|学完|做完|搞定|刷完|读完|写完|提交|上线))|"
    r"(?P<since>(?:开始|起)(?!来)|\s+onwards?\b))",
)
_AHEAD = Quick(
    r"(?:(?P<upto>\bbefore\s+(?:the\s+)?(?:start of\s+)?(?:the\s+)?)|"
    r"(?P<by>(?:\b(?:by|due(?: in| by)?|no later than)\s+"
    r"(?:the\s+)?(?:end of\s+)?(?:the\s+)?|(?:^|[\s(（])(?:the\s+)?end of\s+(?:the\s+)?|(?:最晚|最迟|截止到?)\s*))|"
    r"(?P<since>\b(?:from|since|starting(?: in| from)?)\s+(?:the\s+)?))$",
)
_YEAR_PART = Quick(
    r"\b(?P<e>early|mid|late|(?:the )?end of|(?:the )?middle of)[\s-]+(?P<en>20\d\d)\b|"
    r"(?:(?P<zh>20\d\d)\s*年|(?P<zw>[今明后]年))(?P<z>初|中|底|末)|"
    r"(?:\b(?:by|before|at)\s+)?\b(?P<eoy>EOY)\b(?:\s*(?P<ey>20\d\d))?",
)
_YEAR_PARTS: dict[str, Days] = {
    "early": ((3, 1), (3, 31)),
    "mid": ((6, 15), (7, 15)),
    "middle of": ((6, 15), (7, 15)),
    "late": ((11, 1), (12, 31)),
    "end of": ((12, 1), (12, 31)),
    "初": ((1, 15), (2, 15)),
    "中": ((6, 15), (7, 15)),
    "底": ((12, 1), (12, 31)),
    "末": ((12, 1), (12, 31)),
}
_NUMBER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_RELATIVE = {"今": 0, "明": 1, "后": 2, "去": -1}
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
        begin = DateWindow.on(date(stands, first, 1))
        found.append(_directed(text, match, DateRange(begin, DateWindow.on(end), year_open=year is None)))
    return found or [*_terms(text, context), *_years(text, context)]


def _terms(text: str, context: DateContext) -> list[Found[DateRange]]:
    found: list[Found[DateRange]] = []
    for match in _TERM.finditer(text):
        part = match.groupdict()
        year = _year(part["ay"] or part["by"] or part["zy"], part["zw"], context)
        name = (part["a"] or part["b"] or part["c"] or part["d"] or "").lower().replace("autumn", "fall")
        if name:
            term = part["at"] or part["bt"] or part["ct"]
            name = f"{name} term" if term and f"{name} term" in _SEASONS else name
        else:
            name = part["zs"] or part["zf"] or part["zh"] or part["zx"]
        stands = year or OPEN_YEAR
        first, last = (
            DateWindow(earliest=date(stands, *low), latest=date(stands, *high)) for low, high in _SEASONS[name]
        )
        found.append(_directed(text, match, DateRange(first, last, year_open=year is None)))
    return found


def _years(text: str, context: DateContext) -> list[Found[DateRange]]:
    """ "By mid-2027", 2026年底前, "late 2026": a part of a year that something is due by; alone it is no stretch."""
    found: list[Found[DateRange]] = []
    for match in _YEAR_PART.finditer(text):
        part = match.groupdict()
        year = _year(part["en"] or part["zh"] or part["ey"], part["zw"], context)
        if part["eoy"]:
            stands = year or OPEN_YEAR
            end = DateWindow(earliest=date(stands, 12, 1), latest=date(stands, 12, 31))
            found.append(Found(match.start(), match.end(), DateRange(None, end, year_open=year is None), match[0]))
            continue
        word = (part["e"] or part["z"]).lower().replace("the ", "")
        if year is None:
            continue
        low, high = _YEAR_PARTS[word]
        end = DateWindow(earliest=date(year, *low), latest=date(year, *high))
        value = _directed(text, match, DateRange(end, end))
        if value.value.start is None:
            found.append(value)
    return found


def _directed(text: str, match: re.Match[str], value: DateRange) -> Found[DateRange]:
    """The part as the words around it mean it: up to its beginning or its end, from it on, or all of it."""
    start, end = match.start(), match.end()
    while start < end and text[start].isspace():
        start += 1
    after, before = _BEHIND.match(text, end), _AHEAD.search(text[max(0, start - 28) : start])
    first, last = value.start, value.end
    if after or before:
        way = (after.lastgroup if after else None) or (before.lastgroup if before else None)
        if after and before and (after.lastgroup, before.lastgroup) == ("since", "by"):
            way = "till"  # 最晚暑假开始
        if way in ("till", "upto"):
            first, last = None, value.start
        elif way in ("done", "by"):
            first = None
        elif way == "since":
            last = None
        start = start - len(before[0]) if before else start
        end = after.end() if after else end
    return Found(start, end, DateRange(first, last, value.year_open), text[start:end])


def _year(written: str | None, word: str | None, context: DateContext) -> int | None:
    if written:
        return int(written)
    about = context.as_of.year if context.as_of else context.year
    return context.year if not word else None if about is None else about + _RELATIVE[word[0]]
