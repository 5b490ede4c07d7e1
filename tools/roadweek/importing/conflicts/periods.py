"""Stretches of one list that overlap or leave a gap, one stretch with two spans, and a plan written after its start."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from roadweek.importing.conflicts.case import READ, Case, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.items import Item
from roadweek.understanding.numbers import zh_number
from roadweek.understanding.quick import Quick

_ORDINAL = re.compile(
    r"第?([一二三四五六七八九十\d]{1,2})\s*阶段|\b(?:phase|stage)\s*([a-z\d]{1,2})\b|^\s*(\d{1,2})[.、\s]",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_LENGTH = Quick(
    r"(?<!every )(?<!each )(?<!next )(?<!last )(?<!first )(?<!after )(?<!in )"
    r"(?<![第每隔前后\d.\-–~年/月])(?<!第\s)(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*[-\s]?"
    r"(?:(?P<w>周(?![一二三四五六日末])|週|个星期|weeks?\b)|(?P<m>个月|months?\b)|(?P<d>天|days?\b))"
    r"(?!\s*(?:后|前|later|before|after|ago|mark\b))",
)
_AS_OF = re.compile(r"\bas of\b|截至|更新于|\blast updated\b", re.IGNORECASE)
SEASON = timedelta(days=28)
LATE = timedelta(days=7)
"""Written so much after the beginning, a part of the first stretch is gone."""


def find(case: Case, report: Report) -> None:
    periods = [i for i in case.live if i.group == "periods"]
    families: dict[tuple[object, ...], list[Item]] = {}
    for item in periods:
        if item.start_window is not None:
            families.setdefault(_family(item, case), []).append(item)
    parts: dict[str, list[Item]] = {}
    for item in periods:
        parts.setdefault(item.period or "", []).append(item)
    for siblings in families.values():
        siblings.sort(key=lambda i: (i.start_window.earliest if i.start_window else date.min, i.lines))
        for first, second in pairwise(siblings):
            _neighbours(first, second, parts, case, report)
    _dates_differ(periods, case, report)
    for item in periods:
        _too_long(item, case, report)
    _late_start(families.values(), case, report)


def _family(item: Item, case: Case) -> tuple[object, ...]:
    """Periods of one list: rows of one table, headings of one level below one heading."""
    place = case.place(item)
    if place is None:
        return (item.id,)
    return (id(place.block.parent), place.kind, place.block.level)


def _neighbours(first: Item, second: Item, parts: Mapping[str, Sequence[Item]], case: Case, report: Report) -> None:
    if first.end_window is None or second.start_window is None:
        return
    horizon = "horizon" in (first.kind, second.kind)
    until, since = first.end_window.latest, second.start_window.earliest
    inside = second.end_window is not None and second.end_window.latest <= first.end_window.latest
    if any(_AS_OF.search(case.said(i)) for i in (first, second)):
        return  # the day of a status is no stretch
    if second.start_window.latest <= first.end_window.earliest:
        same = (first.start, first.end) == (second.start, second.end)  # two rows of one month
        same = same or (inside and _within_season(first, second, case))
        if not same and not (horizon and inside):
            report.add(
                "overlap", [*first.lines, *second.lines],
                first=short(first.title), second=short(second.title), until=until, since=since,
            )  # fmt: skip
    elif not horizon and not _event(first, second, case) and _misses(until, since):
        lines = [*_edge(first, parts, last=True), *_edge(second, parts, last=False)]
        report.add("gap", lines, first=short(first.title), second=short(second.title), until=until, since=since)


def _misses(until: date, since: date) -> bool:
    """Whether days between two stretches are in neither; a weekend between weeks of work is no gap."""
    between = (since - until).days - 1
    return between > 2 or any((until + timedelta(days=n + 1)).weekday() < 5 for n in range(between))


def _too_long(item: Item, case: Case, report: Report) -> None:
    """ "12 weeks (2 March - 10 May)", which has ten: a stretch that is shorter than it says."""
    place = case.place(item)
    match = _LENGTH.search(place.text[:READ]) if place is not None else None
    if place is None or match is None or item.start_window is None or item.end_window is None:
        return
    number = int(match[1]) if match[1].isdigit() else zh_number(match[1]) or 0
    unit = 7 if match["w"] else 30 if match["m"] else 1
    most = (item.end_window.latest - item.start_window.earliest).days + 1
    if number > 1 and number * unit > most * 1.1 + unit / 2:
        report.add(
            "too_long", item.lines, title=short(item.title), said=match[0].strip(), days=most,
            first=item.start_window.earliest, last=item.end_window.latest,
        )  # fmt: skip


def _within_season(first: Item, second: Item, case: Case) -> bool:
    """An event that is told in the prose of a season is a part of it."""
    here = case.place(second)
    (begun, until), (since, last) = case.stretch(first), case.stretch(second)
    return here is not None and here.kind == "text" and until - begun >= max(SEASON, 2 * (last - since))


def _event(first: Item, second: Item, case: Case) -> bool:
    """Trips, visits, check points: what is shorter than the time between them leaves no gap in a plan."""
    for item in (first, second):
        place = case.place(item)
        if (item.kind == "span" and item.end_window is not None) or (place is not None and place.template == "trip"):
            return True
    (begun, until), (since, last) = case.stretch(first), case.stretch(second)
    return last < date.max and since - until > max(until - begun, last - since)


def _edge(item: Item, parts: Mapping[str, Sequence[Item]], *, last: bool) -> list[int]:
    """The lines of a stretch and of the part of it that ends (or begins) where it does."""
    lines = list(item.lines)
    for part in parts.get(item.id, ()):
        if part.end == item.end if last else part.start == item.start:
            lines += part.lines
    return lines


def number_of(title: str) -> str | None:
    """The number by which a stage is called: 第二阶段, "Phase B", "3. Writing"."""
    match = _ORDINAL.search(title)
    if match is None or match.start() > 6:
        return None
    return (match[1] or match[2] or match[3]).lower().translate(_DIGITS)


def _dates_differ(periods: Sequence[Item], case: Case, report: Report) -> None:
    """One phase, called by its number or its name in two lists, with two spans."""
    named: dict[str, Item] = {}
    for item in periods:
        if item.kind != "phase":
            continue
        name = re.split(r"[:：]", item.title)[-1].strip().lower()
        keys = [key for key in (name if len(name) >= 2 else "", number_of(item.title)) if key]
        before = next((named[key] for key in keys if key in named), None)
        for key in keys:
            named.setdefault(key, item)
        if before is None or _family(before, case) == _family(item, case):
            continue
        if (before.start, before.end) != (item.start, item.end) and _near(before, item):
            report.add(
                "dates_differ", [*before.lines, *item.lines],
                title=short(item.title), first=f"{before.start}..{before.end}", second=f"{item.start}..{item.end}",
            )  # fmt: skip


def _near(a: Item, b: Item) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return a.start <= b.end and b.start <= a.end


def _late_start(families: Iterable[Sequence[Item]], case: Case, report: Report) -> None:
    """The document says when it was written, and that is well inside the first stretch of a list of stretches."""
    written = case.context.as_of
    if written is None or case.dated_on is None:
        return
    late: list[Item] = []
    for siblings in families:
        first = siblings[0]
        begins = case.stretch(first)[0]
        over = any(i.end_window and i.end_window.latest < written for i in siblings)
        if not over and begins + LATE <= written < begins + 5 * LATE and case.stretch(first)[1] < date.max:
            late.append(first)
    if late:
        shortest = min(late, key=lambda i: (case.stretch(i)[1], i.lines))
        report.add(
            "late_start", [case.dated_on, *(n for i in late[:3] for n in i.lines), *shortest.lines],
            title=short(shortest.title), since=case.stretch(shortest)[0], written=written,
        )  # fmt: skip
