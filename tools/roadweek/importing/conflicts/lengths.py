"""A stated length beside a stretch of another, a title's length against its stages, weeks without 7 days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, Case, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.look import find_ranges
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.dates import DateRange
from roadweek.understanding.numbers import zh_number
from roadweek.understanding.quick import Quick

_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_COUNT = rf"{_NUMBER}(?:\s*(?:[-–—~～至到]|to)\s*{_NUMBER})?"
_UNIT = r"(?:(?P<w>周(?![一二三四五六日末])|個?个?星期|weeks?\b)|(?P<m>个月|months?\b)|(?P<d>天|days?\b))"
_LENGTH = Quick(
    rf"(?<![\d.\-–~年/月第每])(?<![第每]\s)(?<!every )(?<!each )(?<!next )(?<!last )(?<!first ){_COUNT}\s*[-\s]?{_UNIT}"
    r"(?!\s*(?:后|前|内|[/／]|later|before|after|ago|per\b|an?\b|each|every|off\b|left\b|in\b|mark\b))",
)
_SPAN_IN = Quick(r"^[^（(\d]{0,40}[（(]\s*$", re.NOFLAG)
"""Between a length and the stretch in brackets behind it."""
_LENGTH_IN = Quick(r"^\s*[（(,，:：=]\s*(?:共计?|总共|合计|一共|total|in total|exactly)?\s*[:：]?\s*$")
"""Between a stretch and its length in brackets behind it."""
_CLOSED = Quick(r"^\s*(?:整|total|long|in total|in all|时间|时长)?\s*(?:[)）,，;；。.]|$)")
_ROUGHLY = Quick(r"约|大概|左右|近|不到|多|\b(?:about|around|roughly|approx\w*|nearly|almost|over|under|ca)\b|[~≈+]")
_SIZE = {"d": 1.0, "w": 7.0, "m": 30.44}
_DAYS_OFF, _WEEK_OFF, _MONTHS_OFF = 1, 4, 10
"""Days by which ways of counting differ: with or without the last day, a week of work, months of 28 to 31 days."""
MOST_OFF = 1.7
"""A stretch that is so many times as long is the time in which something shorter is to happen."""


@dataclass(frozen=True, slots=True)
class Length:
    """ "6-8 weeks" as days, with what is allowed for ways of counting."""

    text: str
    unit: str
    low: int
    high: int
    at: tuple[int, int]

    def days(self) -> tuple[float, float]:
        size = _SIZE[self.unit]
        off = {"d": _DAYS_OFF, "w": _WEEK_OFF, "m": _MONTHS_OFF}[self.unit]
        return self.low * size - off, self.high * size + off


def find(case: Case, report: Report) -> None:
    _spans(case, report)
    _titles(case, report)
    _weeks(case, report)


def _lengths(text: str) -> Iterator[Length]:
    for match in islice(_LENGTH.finditer(text), 6):
        low = _number(match[1])
        high = _number(match[2]) if match[2] else low
        unit = "w" if match["w"] else "m" if match["m"] else "d"
        if 0 < low <= high:
            yield Length(match[0].strip(), unit, low, high, match.span())


def _number(text: str) -> int:
    return int(text) if text.isdigit() else zh_number(text) or 0


def _spans(case: Case, report: Report) -> None:
    """ "June - December (6 months)", which are seven, and one stretch with two lengths in two places."""
    told = {line for c in report.found if c.kind == "too_long" for line in c.lines}
    before: dict[tuple[date, date], tuple[Length, OutlineNode]] = {}
    looked = 0
    for place in case.having(("week", "month", "day", "周", "星期", "月", "天")):
        text = place.text[:200]
        if place.superseded or place.template == "trip" or place.role in ("reason", "baseline") or looked >= 4 * LIMIT:
            continue
        lengths = list(_lengths(text))
        if not lengths:
            continue
        looked += 1
        ranges = find_ranges(text, case.context)
        if len(ranges) != 1:
            continue
        span = ranges[0]
        edges = _edges(span.value)
        if edges is None:
            continue
        length = next((one for one in lengths if _belongs(text, one, (span.start, span.end))), None)
        if length is None or _ROUGHLY.search(text[max(0, length.at[0] - 8) : length.at[1] + 3]):
            continue
        wrong, months = _differs(length, edges, span.text)
        lasts = _lasts(case, months, (edges[1] - edges[0]).days + 1)
        known = before.setdefault(edges, (length, place))
        if known[1] is not place and not _meet(known[0], length):
            lines = [*known[1].lines, *place.lines]
            report.add("two_lengths", lines, first=known[0].text, second=length.text, since=edges[0], until=edges[1])
        elif wrong and not told & set(place.lines):
            report.add(
                "span_length", place.lines, title=short(place.text), said=length.text, lasts=lasts,
                first=edges[0], last=edges[1],
            )  # fmt: skip


def _edges(value: DateRange) -> tuple[date, date] | None:
    if value.start is None or value.end is None or value.start.earliest != value.start.latest:
        return None
    if value.end.earliest != value.end.latest or value.end.latest <= value.start.earliest:
        return None
    return value.start.earliest, value.end.latest


def _belongs(text: str, length: Length, span: tuple[int, int]) -> bool:
    if length.at[0] >= span[1]:
        between = text[span[1] : length.at[0]]
        return bool(_LENGTH_IN.match(between) and _CLOSED.match(text[length.at[1] :]))
    return bool(_SPAN_IN.match(text[length.at[1] : span[0]])) and bool(re.match(r"\s*[)）]", text[span[1] :]))


def _differs(length: Length, edges: tuple[date, date], said: str) -> tuple[bool, int]:
    """Whether a stretch has another length, and how many whole months it has where it is made of such."""
    first, last = edges
    days = (last - first).days + 1
    low, high = length.days()
    of_months = not re.search(r"\d\s*(?:st|nd|rd|th)?\b(?!\d*\s*月)", re.sub(r"(?:19|20)\d\d|\d{1,2}\s*月", "", said))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if of_months and length.unit == "m":
        return not length.low <= months <= length.high, months
    if of_months:  # such ends are vague: any day of the first and of the last month
        low, high = low - 7, high + 31 + 28
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole and length.unit == "w" and length.low <= 4 * months <= length.high:
        return False, 0  # four weeks for a month
    wrong = not low <= days <= high
    within = low / MOST_OFF <= days <= high * MOST_OFF
    return wrong and within, 0


def _lasts(case: Case, months: int, days: int) -> str:
    count = months or days
    if case.language == "zh":
        return f"{count} 个月" if months else f"{count} 天"
    return f"{count} month{'s' * (count > 1)}" if months else f"{count} day{'s' * (count > 1)}"


def _meet(a: Length, b: Length) -> bool:
    """Whether two lengths of one stretch can be meant as one: four weeks for a month, no more."""
    months = max([one.high for one in (a, b) if one.unit == "m"], default=0)
    slack = 0 if a.unit == b.unit else 3 * months or 2
    return a.low * _SIZE[a.unit] <= b.high * _SIZE[b.unit] + slack and (
        b.low * _SIZE[b.unit] <= a.high * _SIZE[a.unit] + slack
    )


# --- a title's length and the stages

_TITLED = Quick(
    rf"{_COUNT}\s*[-\s]?{_UNIT}\s*(?:[a-z]+[ -]+){{0,4}}(?:plan|program(?:me)?|roadmap|schedule|course|"
    r"challenge|[^\s\d]{0,10}(?:计划|规划|路线|课程|挑战|安排))"
)
_STEP = Quick(
    r"(?:^|[(（])\W*(?:第\s*(?P<za>\d{1,2})\s*(?:[-–~～至到]\s*第?\s*(?P<zb>\d{1,2})\s*)?(?P<zu>周|个?月|天)|"
    r"(?P<u>week|month|day)s?\s*(?P<a>\d{1,3})(?:\s*(?:[-–~]|to)\s*(?P<b>\d{1,3}))?\b)",
)
_UNITS = {"周": "w", "月": "m", "个月": "m", "天": "d", "week": "w", "month": "m", "day": "d"}
_BEYOND = Quick(
    r"以后|之后|后续|机动|备用|缓冲|恢复|可选|\b(?:after|beyond|bonus|optional|recover\w*|buffer|extra|onwards?|"
    r"maintenance|spare)\b|\d\s*\+"
)
"""What comes after the plan, or beside it, does not make it longer."""
FEW = 2


def _titles(case: Case, report: Report) -> None:
    title = next((p for p in case.outline[:3] if p.is_title), None)
    match = _TITLED.search(title.text[:120]) if title is not None else None
    if title is None or match is None:
        return
    low = _number(match[1])
    high = _number(match[2]) if match[2] else low
    unit = "w" if match["w"] else "m" if match["m"] else "d"
    steps = _steps(case, unit)
    if len(steps) < FEW or steps[0][0] != 1:
        return
    last, place = max(((step[1], step[2]) for step in steps), key=lambda step: step[0])
    if last > high:
        lines = [*title.lines, *place.lines]
        report.add("title_length", lines, title=short(title.text), said=match[0].strip(), last=short(place.text))


def _steps(case: Case, unit: str) -> list[tuple[int, int, OutlineNode]]:
    """The numbered weeks, months or days of the outermost list: a number that begins again is of another one."""
    found: list[tuple[int, int, OutlineNode]] = []
    for place in case.having(("week", "month", "day", "周", "月", "天")):
        if not (place.leads or place.kind in ("heading", "row")) or place.superseded or place.is_title:
            continue
        step = _STEP.search(place.text[:60])
        if step is None or _BEYOND.search(place.text[:80]) or _UNITS[(step["zu"] or step["u"]).lower()] != unit:
            continue
        first = int(step["za"] or step["a"])
        until = int(step["zb"] or step["b"] or first)
        if found and first < found[-1][0]:
            continue
        found.append((first, until, place))
    return found


# --- numbered weeks

SEVEN = 7


def _weeks(case: Case, report: Report) -> None:
    """A numbered week with eight days, or with six among weeks of seven: its dates are off by one."""
    lists: dict[tuple[int, str, int], list[tuple[OutlineNode, int, date, date]]] = {}
    for place in case.having(("week", "周", "w")):
        match = cues.WEEK_ORDINAL.match(place.text[:80])
        if match is None or place.superseded or match[2] or match[4] or match[6]:
            continue
        ranges = find_ranges(place.text[:80], case.context)
        edges = _edges(ranges[0].value) if len(ranges) == 1 else None
        if edges is not None:
            key = (id(place.parent), place.kind, place.block.level)
            lists.setdefault(key, []).append((place, (edges[1] - edges[0]).days + 1, *edges))
    for weeks in lists.values():
        _odd(weeks, report)


def _odd(weeks: Sequence[tuple[OutlineNode, int, date, date]], report: Report) -> None:
    full = sum(days == SEVEN for _, days, _, _ in weeks)
    for number, (place, days, first, last) in enumerate(weeks):
        inner = 0 < number < len(weeks) - 1
        slip = days == SEVEN + 1 or (days == SEVEN - 1 and full >= max(2, len(weeks) / 2) and inner)
        if slip or (SEVEN < days < 2 * SEVEN and inner and full):
            report.add("week_days", place.lines, title=short(place.text), days=days, first=first, last=last)
