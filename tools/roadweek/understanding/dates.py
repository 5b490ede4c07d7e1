"""Dates and spans of dates as plans write them, in Chinese and English. What is read only in part is not read at all.

Words that stand relative to a day of speaking ("next Friday", 下周三) are the business of ``when``; this module reads
calendar dates, months and parts of months, and year words such as 明年.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.understanding.date_patterns import compact, connector, from_now, points
from roadweek.understanding.date_points import DateContext, DateGrain, RawPoint, read_compact, read_point
from roadweek.understanding.spans import Found, pattern

OPEN_YEAR = 2000
"""Where the text gives no year and the context neither, dates stand in this (leap) year and ``year_open`` is true."""


@dataclass(frozen=True, slots=True)
class DatePoint:
    """A day, a part of a month (上旬 = days 1-10), a month or a year, as the window of days it covers."""

    window: DateWindow
    year_open: bool
    grain: DateGrain


@dataclass(frozen=True, slots=True)
class DateRange:
    """A span; a null end is open. With ``year_open`` it stands in ``OPEN_YEAR`` and the next: see ``in_year``."""

    start: DateWindow | None
    end: DateWindow | None
    year_open: bool = False


@dataclass(frozen=True, slots=True)
class _RawSpan:
    """Two points before their years are known; ``first`` alone is one point, ``None`` ends are open."""

    at: tuple[int, int]
    first: RawPoint | None
    last: RawPoint | None
    joined: bool


def _after_between(text: str, at: int) -> bool:
    return text[max(0, at - 16) : at].lower().rstrip().removesuffix(" the").endswith("between")


def _two_days(text: str, at: tuple[int, int]) -> bool:
    """ "10 and 12 March" are two days and no range."""
    return " and " in text[at[0] : at[1]].lower() and not _after_between(text, at[0])


def spans_of(text: str, context: DateContext) -> list[_RawSpan]:
    """Every point and every compact range of the text, joined where a connector stands between two points.

    It is the dear part of both finders below: who needs both takes it once.
    """
    spans: list[_RawSpan] = []
    for match in compact().finditer(text):
        pair = read_compact(match, context)
        if pair and _two_days(text, match.span()):
            middle = match.start() + match[0].lower().index(" and ")
            spans.append(_RawSpan((match.start(), middle), pair[0], None, joined=False))
            spans.append(_RawSpan((middle + 5, match.end()), pair[1], None, joined=False))
        elif pair:
            spans.append(_RawSpan(match.span(), *pair, joined=True))
    # a compact range hides the points inside it; both lists are in order, so one pass suffices
    taken = iter([s.at for s in spans])
    block = next(taken, None)
    singles: list[_RawSpan] = []
    for match in points().finditer(text):
        while block and block[1] <= match.start():
            block = next(taken, None)
        if block and match.start() < block[1] and block[0] < match.end():
            continue
        raw = read_point(match, context)
        if raw:
            singles.append(_RawSpan(match.span(), raw, None, joined=False))
    joined: list[_RawSpan] = []
    for span in sorted(spans + singles, key=lambda s: s.at):
        before = joined[-1] if joined else None
        if before and not before.joined and not span.joined and span.first and before.first:
            gap = text[before.at[1] : span.at[0]]
            connected = connector().fullmatch(gap) if len(gap) <= 16 else None
            # "10 March and 12 March" are two days, unless "between" makes them the ends of a span
            forward = _range(before.first, span.first, context) is not None
            if forward and connected and (connected["and"] is None or _after_between(text, before.at[0])):
                joined[-1] = _RawSpan((before.at[0], span.at[1]), before.first, span.first, joined=True)
                continue
        joined.append(span)
    return joined


def _resolve(first: RawPoint | None, last: RawPoint | None, context: DateContext) -> DateRange | None:
    """Give both ends their years: a year said once counts for both, an end before its start lies in the next."""
    year_open = (first is None or first.year is None) and (last is None or last.year is None) and context.year is None
    default = OPEN_YEAR if context.year is None else context.year
    wraps = bool(first and last and (last.month, last.last or 31) < (first.month, first.first))
    start = end = None
    if first:
        year = first.year
        if year is None:
            year = last.year - wraps if last and last.year is not None else default
        start = first.window(year)
        if start is None:
            return None
    if last:
        year = last.year
        if year is None:
            year = (first.year if first.year is not None else default) + wraps if first else default
        end = last.window(year)
        if end is None or (start and end.latest < start.earliest):
            return None
    return DateRange(start, end, year_open)


def _edges(first: RawPoint | None, last: RawPoint | None) -> tuple[RawPoint | None, RawPoint | None]:
    """A month or a year as an end of a span means its first or its last day; a part of a month stays a window."""
    if first and first.grain in ("month", "year"):
        first = replace(first, last=first.first, month_last=first.month)
    if last and last.grain in ("month", "year"):
        month = last.month_last or last.month
        last = replace(last, month=month, month_last=month, first=_LAST_DAYS[month], last=0)
    return first, last


_LAST_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _range(first: RawPoint | None, last: RawPoint | None, context: DateContext) -> DateRange | None:
    value = _resolve(*_edges(first, last), context)
    if value and value.end and last and last.grain in ("month", "year"):
        value = replace(value, end=DateWindow.on(value.end.latest))
    return value


@pattern
def _from_here() -> str:
    """What makes a point the start of an open span when it stands behind it."""
    return (
        r"\s*(?:份|）|\))?\s*(?:起|开始|以来|以后|之后|后(?!续|期|天|来|面|"
        r"半)|\bonwards?\b|\bon\b(?!\s+\w+day)|\bonward\b)"
    )


@pattern
def _since() -> str:
    return r"(?:\bsince|\bstarting(?:\s+(?:in|on|from))?|\bfrom|\bas\s+of|\bafter|自从?|从)\s*(?:the\s+)?$"


@pattern
def _until() -> str:
    return (
        r"(?:\bby(?:\s+the)?|\buntil|\btill|\bbefore|\bno\s+later\s+than|\bdeadline:?|"
        r"直到|截至|截止(?:到|于|日期)?[:：]?|"
        r"最迟|最晚|不晚于|DDL\s*[:：]?|\bdue(?:\s+(?:by|on|in))?:?)\s*$"
    )


@pattern
def _before() -> str:
    return r"\s*(?:之前|以前|前(?!\s*[\d一二两三四五六七八九十])|为止|截止)"


def _around(span: _RawSpan, text: str) -> tuple[str, tuple[int, int]]:
    """Which way a lone point is open, judging by the words around it: "from", "until" or ""."""
    start, end = span.at
    head = text[max(0, start - 24) : start]
    now = from_now().search(head)
    if now:
        return "now", (start - len(head) + now.start(), end)
    behind = _before().match(text, end)
    until = _until().search(head)
    if behind or until:
        return "until", (start - len(until[0]) if until else start, behind.end() if behind else end)
    behind = _from_here().match(text, end)
    since = _since().search(head)
    if behind or since:
        return "from", (start - len(since[0]) if since else start, behind.end() if behind else end)
    return "", span.at


def find_ranges(text: str, context: DateContext | None = None) -> tuple[Found[DateRange], ...]:
    """Every span of days: ranges, whole months and years, and points open to one side ("11月起", "until 20 March").

    A lone day or part of a month is no span: see ``find_dates``.
    """
    context = context or DateContext()
    return ranges_of(text, spans_of(text, context), context)


def find_dates(text: str, context: DateContext | None = None) -> tuple[Found[DatePoint], ...]:
    """Every single day, part of a month, month or year that is not an end of a range, as the window it covers."""
    context = context or DateContext()
    return dates_of(text, spans_of(text, context), context)


def ranges_of(text: str, spans: Iterable[_RawSpan], context: DateContext) -> tuple[Found[DateRange], ...]:
    """``find_ranges`` of a text whose spans are at hand."""
    found: list[Found[DateRange]] = []
    for span in spans:
        at, value = span.at, None
        if span.first is None:
            continue
        if span.joined:
            value = _range(span.first, span.last, context)
        else:
            way, at = _around(span, text)
            if way == "now":
                value = _range(None, span.first, context)
                if value and context.as_of and not value.year_open:
                    value = replace(value, start=DateWindow.on(context.as_of))
            elif way == "until":
                value = _range(None, span.first, context)
            elif way == "from":
                value = _range(span.first, None, context)
            elif span.first and span.first.grain in ("month", "year"):
                value = _range(span.first, span.first, context)
        if value:
            found.append(Found(at[0], at[1], value, text[at[0] : at[1]]))
    return tuple(found)


def dates_of(text: str, spans: Iterable[_RawSpan], context: DateContext) -> tuple[Found[DatePoint], ...]:
    """``find_dates`` of a text whose spans are at hand."""
    found: list[Found[DatePoint]] = []
    for span in spans:
        if span.joined or span.first is None:
            continue
        raw = span.first
        year = raw.year if raw.year is not None else context.year
        window = raw.window(OPEN_YEAR if year is None else year)
        if window:
            point = DatePoint(window, year is None, raw.grain)
            found.append(Found(span.at[0], span.at[1], point, text[span.at[0] : span.at[1]]))
    return tuple(found)


def _shift(window: DateWindow | None, years: int) -> DateWindow | None:
    """The window in another year; the end of February stays the end. ValueError for a lone 29 February that is none."""
    if window is None:
        return None
    month_end = window.latest.month == 2 and window.latest == _february_end(window.latest.year)
    single = window.earliest == window.latest
    earliest = window.earliest.replace(year=window.earliest.year + years)
    year = window.latest.year + years
    if month_end and not single:
        return DateWindow(earliest=earliest, latest=_february_end(year))
    return DateWindow(earliest=earliest, latest=window.latest.replace(year=year))


def _february_end(year: int) -> date:
    return date(year, 3, 1) - timedelta(days=1)


def in_year(value: DateRange, year: int) -> DateRange | None:
    """An open-year range with ``year`` as the year of its start; None where a day does not exist in that year."""
    if not value.year_open:
        return value
    years = year - OPEN_YEAR
    try:
        end = value.end
        if end and end.earliest == end.latest and end.latest == _february_end(end.latest.year):
            # a whole February ends on its last day, whichever that is
            last = _february_end(end.latest.year + years)
            return DateRange(_shift(value.start, years), DateWindow.on(last))
        return DateRange(_shift(value.start, years), _shift(end, years))
    except ValueError:
        return None


def point_in_year(value: DatePoint, year: int) -> DatePoint | None:
    """An open-year point in ``year``; None where the day does not exist in that year."""
    if not value.year_open:
        return value
    try:
        window = _shift(value.window, year - OPEN_YEAR)
    except ValueError:
        return None
    return DatePoint(window, False, value.grain) if window else None


__all__ = [
    "OPEN_YEAR",
    "DateContext",
    "DatePoint",
    "DateRange",
    "dates_of",
    "find_dates",
    "find_ranges",
    "in_year",
    "point_in_year",
    "ranges_of",
    "spans_of",
]
