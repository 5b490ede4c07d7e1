"""The year in which a plan's dates stand: the day of writing tells it, else its own words where they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadweek.domain.base import Language
from roadweek.domain.plan import Conflict
from roadweek.domain.work import Lines
from roadweek.importing.items import Item
from roadweek.importing.look import find_dates, find_ranges
from roadweek.importing.outline import OutlineNode
from roadweek.importing.parts import parts_in
from roadweek.importing.stretches import Periods
from roadweek.importing.tree import Document
from roadweek.messages import say
from roadweek.understanding.date_points import puts_day_first
from roadweek.understanding.dates import DateContext
from roadweek.understanding.quick import Quick

_YEAR = Quick(
    r"(?<![\w.$€£¥#@/+-])(20[0-4]\d)(?=$|[^\w]|[年级学])(?!\s*(?:级|届|words?\b|字|题))(?!\.\d|[:/]\d)", re.NOFLAG
)
"""A bare year; none inside a name, a price, a path or a number ("v2024", "ES2020", 2024级)."""
_OUTSIDE = Quick(
    r"(?:\b(?:expires?|expired|valid (?:until|through)|since|born|founded|released?|graduated|joined)|"
    r"有效期至?|出生于?|毕业于|入职于?|自从?)"
    r"[\s:：]*(?:in|on)?\s*$"
)
"""Before a date of the world around the plan."""
_SCHOOL_YEAR = Quick(r"(?<!\d)(20\d\d)\s*[-–—/~]\s*(?:20)?(\d\d)(?![\d/.-])", re.NOFLAG)


@dataclass(frozen=True, slots=True)
class StatedYear:
    """A year that the document names for itself, and the lines that name it."""

    year: int
    lines: Lines


@dataclass(frozen=True, slots=True)
class Reading:
    """The context in which a document's dates are read."""

    context: DateContext
    stated: StatedYear | None
    """Set where the year was taken from the document's words and nobody gave a day of writing."""
    title: int | None
    """The year that the title names, where it is the year of writing or the next."""


def context_of(document: Document, places: Sequence[OutlineNode], text: str, as_of: date | None) -> Reading:
    """``as_of``, else the front matter's date, tells the year; without both the document's own words may."""
    written = as_of or document.written
    context = DateContext(as_of=written, year=written.year if written else None, day_first=puts_day_first(text))
    title = _title_year(document, places)
    if written is None:
        stated = _own_year(places, title, context)
        return Reading(replace(context, year=stated.year) if stated else context, stated, None)
    near = title is not None and title.year in (written.year, written.year + 1)
    return Reading(context, None, title.year if title is not None and near else None)


def _title_year(document: Document, places: Sequence[OutlineNode]) -> StatedYear | None:
    """The one year in the document's title."""
    said: list[tuple[str, Lines]] = []
    title = document.front.get("title")
    if isinstance(title, str):
        line = next((n for n, text in enumerate(document.source, 1) if re.match(r"title\s*[:=]", text)), 1)
        said.append((title, (line,)))
    first = next((p for p in places if p.kind == "heading"), None)
    if first is not None and (first.is_title or first.block.level == 1):
        said.append((first.text, first.lines))
    for text, lines in said:
        years = _years(text)
        if len(years) == 1:
            return StatedYear(years.pop(), lines)
    return None


def _years(text: str) -> set[int]:
    if _SCHOOL_YEAR.search(text):
        return set()  # 2025-2026 is two years
    years = {int(m[1]) for m in _YEAR.finditer(text)}
    return years | {f.value.window.earliest.year for f in find_dates(text) if not f.value.year_open}


def _own_year(places: Sequence[OutlineNode], title: StatedYear | None, context: DateContext) -> StatedYear | None:
    """The year of the title, or the only year that the document's dates and headings have."""
    dated: dict[int, list[int]] = {}
    headed: dict[int, list[int]] = {}
    for place in places:
        if place.superseded:
            continue
        for year in _dated(place.text, context):
            dated.setdefault(year, []).extend(place.lines)
        if place.kind == "heading":
            for year in _years(place.text):
                headed.setdefault(year, []).extend(place.lines)
    if title is not None:
        return title if not dated or title.year in dated else None
    if len({*dated, *headed}) != 1:
        return None
    year, lines = next(iter((headed or dated).items()))
    return StatedYear(year, tuple(sorted(set(lines))[:3]))


def _dated(text: str, context: DateContext) -> set[int]:
    """The years of the dates that are written with one."""
    years = {
        f.value.window.earliest.year
        for f in find_dates(text, context)
        if not f.value.year_open and not _OUTSIDE.search(text[: f.start])
    }
    for found in find_ranges(text, context):
        value = found.value
        if not value.year_open and not _OUTSIDE.search(text[: found.start]):
            years |= {w.earliest.year for w in (value.start, value.end) if w is not None}
    return years


def assumed(reading: Reading, items: Iterable[Item], texts: dict[int, str], language: Language) -> tuple[Conflict, ...]:
    """The conflict that tells of dates that were given the document's year."""
    if reading.stated is None:
        return ()
    bare = DateContext(day_first=reading.context.day_first)
    lines: list[int] = []
    for item in items:
        if item.group not in ("periods", "deadlines", "decisions") or item.end_window is item.start_window is None:
            continue
        for line in item.lines:
            text = texts.get(line, "")
            spans = [*find_ranges(text, bare), *parts_in(text, bare)]
            if any(f.value.year_open for f in spans) or any(f.value.year_open for f in find_dates(text, bare)):
                lines.append(line)
    if not lines:
        return ()
    year, stating = reading.stated.year, reading.stated.lines
    params: dict[str, int | str] = {"year": year, "line": stating[0], "count": len(set(lines))}
    message = say("conflicts.year_assumed", language, **params)
    return (Conflict(kind="year_assumed", lines=tuple(sorted({*stating, *lines})), message=message, params=params),)


def counted(periods: Periods, language: Language) -> tuple[Conflict, ...]:
    """The conflicts that tell of numbered stretches whose first day the plan does not give."""
    found: list[Conflict] = []
    texts = {line: item.title for item in periods.items for line in item.lines[:1]}
    as_of = periods.context.as_of
    for kind, lines in (("start_assumed", sorted(set(periods.assumed.values()))), ("start_missing", periods.undated)):
        if not lines:
            continue
        params: dict[str, int | str] = {"count": len(lines), "title": texts.get(lines[0], "")[:60]}
        if kind == "start_assumed":
            params["day"] = str(as_of)
        message = say(f"conflicts.{kind}", language, **params)
        found.append(Conflict(kind=kind, lines=tuple(lines), message=message, params=params))
    return tuple(found)
