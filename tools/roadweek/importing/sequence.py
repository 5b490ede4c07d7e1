"""Dates told one after the other: a list that goes from December to January has gone into the next year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from roadweek.importing.look import find_dates, find_ranges, may_date
from roadweek.importing.outline import OutlineNode
from roadweek.importing.parts import MAY_PART, parts_in
from roadweek.understanding.dates import DateContext

EXPLICIT = re.compile(r"\d{4}|[今明去]年|\d[/.-]\d{1,2}[/.-]\d|(?:this|next|last) year", re.IGNORECASE)
"""Written with a year of its own."""
_TURN = 6
"""Months back that a list must go for it to be the turn of a year and no disorder."""
_FRONT = {"text": -1, "item": 6}
"""Characters before the date of a line that begins with it; paragraphs tell dates in any order."""
_PAST = timedelta(days=60)


def years_of_run(siblings: Sequence[OutlineNode], context: DateContext, *, settled: bool) -> dict[int, int]:
    """By ``id`` of those siblings whose first date has no year: the year that their order gives it.

    Nothing where the dates are in no order, or where neither a neighbour nor the context has a year to begin with.
    """
    run: list[tuple[OutlineNode, date, date, bool]] = []
    for place in siblings:
        found = _first(place, context)
        if found is not None:
            run.append((place, *found))
    if len(run) < 2 or all(explicit for *_, explicit in run):
        return {}
    if run[0][0].kind == "item" and len(run) * 3 < len(siblings) * 2:
        return {}  # a list of wishes of which some have dates is in no order of time
    offsets = [0]
    for (_, before, _, _), (_, after, _, explicit) in pairwise(run):
        back = before.month - after.month
        if 0 < back < _TURN and not explicit:
            return {}
        offsets.append(offsets[-1] + (back >= _TURN))
    anchor = next((n for n, entry in enumerate(run) if entry[3]), None)
    if anchor is not None:
        base = run[anchor][1].year - offsets[anchor]
    elif context.year is None:
        return {}
    else:
        base = context.year
        last = run[-1][2]
        end = date(base + offsets[-1] + (last.year - run[-1][1].year), last.month, min(last.day, 28))
        if context.as_of is not None and not settled:
            if end < context.as_of - _PAST:
                base += 1
            elif run[0][2].replace(year=base) < context.as_of - 2 * _PAST:
                return {}  # nobody begins a plan with what is long past
    years: dict[int, int] = {}
    for (place, start, _, explicit), offset in zip(run, offsets, strict=True):
        if explicit:
            base = start.year - offset
        else:
            years[id(place)] = base + offset
    return years


def _first(place: OutlineNode, context: DateContext) -> tuple[date, date, bool] | None:
    """The first and the last day of the first date or span of a place, and whether its year is written."""
    if not may_date(place.text) and not MAY_PART.search(place.text):
        return None
    for text in place.block.cells[:2] if place.kind == "row" else (place.text,):
        points = find_dates(text, context)[:1]
        ranges = find_ranges(text, context)[:1] or parts_in(text, context)[:1]
        first = min((f.start for f in (*ranges, *points)), default=0)
        if first > _FRONT.get(place.kind, len(text)):
            return None  # dates inside sentences come in any order
        if ranges and (not points or ranges[0].start <= points[0].start):
            value = ranges[0].value
            start, end = value.start or value.end, value.end or value.start
            if start is not None and end is not None:
                end = end if end.latest >= start.earliest else start
                return start.earliest, end.latest, bool(EXPLICIT.search(ranges[0].text))
        elif points:
            window = points[0].value.window
            return window.earliest, window.latest, bool(EXPLICIT.search(points[0].text))
    return None


def fitting_year(start: date, end: date, first: date, last: date) -> int | None:
    """The year in which the stretch ``start``..``end``, of whatever year, lies within ``first``..``last``."""
    slack = timedelta(days=7)
    for year in range(first.year, last.year + 1):
        moved = _in_year(start, year), _in_year(end, year + end.year - start.year)
        if first - slack <= moved[0] and moved[1] <= last + slack:
            return year
    return None


def _in_year(day: date, year: int) -> date:
    """The day in another year; the end of February is its end there too."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
