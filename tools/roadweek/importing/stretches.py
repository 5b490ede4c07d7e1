"""Spans of days in a plan's words: what the grammar of dates reads, and quarters, halves, weeks and lengths besides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing.calendar_weeks import weeks_in
from roadweek.importing.items import Item
from roadweek.importing.look import find_ranges, may_date
from roadweek.importing.outline import OutlineNode
from roadweek.importing.parts import MAY_PART, parts_in
from roadweek.importing.sequence import EXPLICIT, fitting_year, years_of_run
from roadweek.understanding.dates import OPEN_YEAR, DateContext, DatePoint, DateRange, in_year, point_in_year
from roadweek.understanding.numbers import zh_number
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found

_FOR = Quick(
    r"(?<![第\d.\-–~])(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*[-\s]?\s*(?:(?P<w>周|个星期|个?礼拜|weeks?\b)|(?P<d>天|days?\b)|(?P<m>个月|months?\b))",
)
_BARE_YEAR = Quick(r"(?<![\d.$€£¥/-])20[0-4]\d(?![\d.]|[-/]\d)", re.NOFLAG)
_AND = Quick(r"\s*(?:and|&|\+|、|和|与|及)\s*")
_FIGURES = Quick(r"\d+\.\d+\s*[-–—~～至到]\s*\d+\.\d+")
_MEASURE = Quick(
    r"\s?(?:%|％|倍|[万亿元块]|[公千]?[克米升]|公里|小时|(?:k|m)?[glm](?![a-z])|kg|mg|ml|km|mi(?:les?)?|lbs?|h(?:ou)?rs?|h|kcal|x|k|pts?|gpa)"
    r"(?![a-z])",
)
_WORD_BEFORE = Quick(r"[a-z]{3}\s+$", re.NOFLAG)
_WORD_AFTER = Quick(r"\s+[a-z]{3}", re.NOFLAG)
_SHORT = 120
"""Characters of a statement whose one year is that of all its dates."""


@dataclass(slots=True)
class Periods:
    """The periods found, which place opened which, and the lines that only told dates."""

    context: DateContext
    title: int | None = None
    """The year that the plan's title names."""
    tops: list[OutlineNode] = field(default_factory=list[OutlineNode])
    """The places that stand below no other."""
    items: list[Item] = field(default_factory=list[Item])
    positions: dict[str, int] = field(default_factory=dict[str, int])
    """By id, where a period stands in ``items``."""
    opened: dict[int, Item] = field(default_factory=dict[int, Item])
    """By ``id`` of the place that opens it."""
    held: dict[int, Item] = field(default_factory=dict[int, Item])
    """By ``id`` of a place that follows a line of dates in the same section."""
    used: set[int] = field(default_factory=set[int])
    """Ids of places whose whole text was a period's dates."""
    yearless: list[int] = field(default_factory=list[int])
    """Lines whose dates have no year to stand in."""
    numbered: dict[str, tuple[str, int, int]] = field(default_factory=dict[str, tuple[str, int, int]])
    """By id of a period that is "Weeks 3-4": the unit, the first and the last."""
    by_number: dict[tuple[str, int, int], Item] = field(default_factory=dict[tuple[str, int, int], Item])
    """By unit, first and last: the latest period that has the number."""
    assumed: dict[str, int] = field(default_factory=dict[str, int])
    """By id of a period that is counted from the day of writing: its line."""
    undated: list[int] = field(default_factory=list[int])
    """Lines of numbered stretches that no day settles."""
    whole: Item | None = None
    """The stretch of the whole document, from a line such as "Duration: 12 weeks (9 March - 31 May)"."""
    first_day: date | None = None
    """The day on which the plan says that it begins ("Start date: 2 March"), where no stretch says so."""
    bare_lines: dict[int, set[int]] = field(default_factory=dict[int, set[int]])
    """By ``id`` of a section's place, the lines in it that are dates alone."""
    runs: dict[tuple[int, str], dict[int, int]] = field(default_factory=dict[tuple[int, str], dict[int, int]])
    """By parent and kind of place, the years that the order of the dates gives."""

    def of(self, place: OutlineNode) -> Item | None:
        """The innermost period that holds ``place``."""
        if id(place) in self.held:
            return self.held[id(place)]
        for above in place.ancestors():
            found = self.opened.get(id(above)) or self.held.get(id(above))
            if found is not None:
                return found
        return None

    def number(self, item: Item, said: tuple[str, int, int]) -> None:
        """Remember that a period is "Weeks 3-4"."""
        self.numbered[item.id] = self.numbered.get(item.id, said)
        self.by_number[said] = item

    def above(self, item: Item | None) -> Item | None:
        """The period that holds a period."""
        wanted = item.period if item is not None else None
        if wanted is None:
            return None
        at = self.positions.get(wanted, -1)
        if not 0 <= at < len(self.items) or self.items[at].id != wanted:  # the list has been put in order since
            self.positions = {known.id: n for n, known in enumerate(self.items)}
            at = self.positions.get(wanted, -1)
        return self.items[at] if at >= 0 else None

    def is_past(self, start: date, end: date, slack: int) -> bool:
        """Whether a stretch of this year is meant of the next: it ended more than ``slack`` days before the writing.

        A title of this year keeps what is less than half a year past, one of the next year nothing that has begun.
        """
        as_of = self.context.as_of
        if as_of is None:
            return False
        if self.title == as_of.year + 1:
            return start < as_of - timedelta(days=3)
        return end < as_of - timedelta(days=183 if self.title == as_of.year else slack)

    def year_at(self, place: OutlineNode | None, start: date, end: date) -> int | None:
        """The year that the place gives to a date without one: its period's, or that of its neighbours' order."""
        if place is None:
            return None
        years = {int(m[0]) for m in _BARE_YEAR.finditer(place.text)} if len(place.text) <= _SHORT else set[int]()
        about = self.context.year
        if len(years) == 1 and (about is None or abs(min(years) - about) <= 2):
            return years.pop()  # "Q1 2026 (January - March)"
        holder = self.of(place)
        for above in (holder, self.above(holder)):
            if above is not None and above.start is not None and above.end is not None:
                year = fitting_year(start, end, above.start, above.end)
                if year is not None:
                    return year
        key = (id(place.parent), place.kind)
        if key not in self.runs:
            siblings = place.parent.children if place.parent is not None else self.tops
            family = [p for p in siblings if p.kind == place.kind]
            self.runs[key] = years_of_run(family, self.context, settled=self.title is not None)
        return self.runs[key].get(id(place))


def is_span(found: Found[DateRange]) -> bool:
    return found.value.start is not None or found.value.year_open


def ranges_in(text: str, state: Periods, line: int, *, place: OutlineNode | None = None) -> list[Found[DateRange]]:
    """Spans of ``text`` with their years settled. Yearless ones come back without dates."""
    if not may_date(text) and not MAY_PART.search(text):
        return []

    def settled(one: Found[DatePoint]) -> DatePoint:
        return point_at(one.value, one.text, state, place) if place is not None else one.value

    if weeks := weeks_in(text, state.context, settled):
        if weeks[0].value.year_open:
            state.yearless.append(line)
        return weeks
    found: list[Found[DateRange]] = []
    said, parts = find_ranges(text, state.context), parts_in(text, state.context)
    # a bracket with days or months says exactly what the name of a term or a quarter says roughly
    exact = any(f.value.start and f.value.end and _length(f.value) < 300 for f in said)
    for span in parts if parts and not exact else said:
        if _FIGURES.fullmatch(span.text) and _measures(text, span):
            continue  # 1.8-2.2 g/kg, "found 3.5-4.2 servings"
        value = _settle(span.value, span.text, state, place)
        if value.year_open:
            state.yearless.append(line)
            if value.start is None:
                continue  # a day by which something is due: no stretch
            value = DateRange(None, None, year_open=True)
        found.append(Found(span.start, span.end, value, span.text))
    if len(found) == 1:
        return [_for_so_long(found[0], text)]
    return _joined(found, text)


def _measures(text: str, span: Found[DateRange]) -> bool:
    """Whether 1.8-2.2 is a measure: a unit follows, or it stands amid English words."""
    amid = _WORD_BEFORE.search(text[: span.start]) and _WORD_AFTER.match(text, span.end)
    return bool(amid or _MEASURE.match(text, span.end))


def _joined(found: list[Found[DateRange]], text: str) -> list[Found[DateRange]]:
    """ "July and August", 7、8月: months side by side are one stretch."""
    result: list[Found[DateRange]] = []
    for one in found:
        before = result[-1] if result else None
        if before is not None and before.value.end is not None and one.value.start is not None and one.value.end:
            beside = one.value.start.earliest == before.value.end.latest + timedelta(days=1)
            if beside and _AND.fullmatch(text[before.end : one.start]):
                value = DateRange(before.value.start, one.value.end)
                result[-1] = Found(before.start, one.end, value, text[before.start : one.end])
                continue
        result.append(one)
    return result


def _length(value: DateRange) -> int:
    return (value.end.latest - value.start.earliest).days + 1 if value.start and value.end else 0


def _for_so_long(found: Found[DateRange], text: str) -> Found[DateRange]:
    """A beginning with a length has an end: "12 weeks from 2 March", 3月2日起共8周."""
    start = found.value.start
    if start is None or found.value.end is not None or start.earliest != start.latest:
        return found
    match = _FOR.search(text, found.end) or _FOR.search(text, 0, found.start)
    if not match:
        return found
    number = int(match[1]) if match[1].isdigit() else zh_number(match[1]) or 0
    if match["m"]:
        last = months_later(start.earliest, number) - timedelta(days=1)
    else:
        last = start.earliest + timedelta(days=number * (7 if match["w"] else 1) - 1)
    if number < 1 or last <= start.earliest:
        return found
    low, high = min(found.start, match.start()), max(found.end, match.end())
    return Found(low, high, DateRange(start, DateWindow.on(last)), text[low:high])


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    for length in (day.day, 30, 29, 28):
        try:
            return date(year, month, length)
        except ValueError:
            continue
    return date(year, month, 28)


def _settle(value: DateRange, text: str, state: Periods, place: OutlineNode | None) -> DateRange:
    """A span without a year of its own lies where its place puts it, or in the coming year where it is long past."""
    first, last = value.start or value.end, value.end or value.start
    if first is None or last is None or EXPLICIT.search(text):
        return value
    year = first.earliest.year
    wanted = state.year_at(place, first.earliest, last.latest)
    if wanted is not None:
        return in_year(value if value.year_open else _opened(value, year), wanted) or value
    if value.year_open or not state.is_past(first.earliest, last.latest, 60):
        return value
    return in_year(_opened(value, year), year + 1) or value


def point_at(point: DatePoint, text: str, state: Periods, place: OutlineNode) -> DatePoint:
    """A day without a year of its own, in the year that its place gives it."""
    window = point.window
    if EXPLICIT.search(text):
        return point
    wanted = state.year_at(place, window.earliest, window.latest)
    if wanted is None or (wanted == window.earliest.year and not point.year_open):
        return point
    shift = OPEN_YEAR - window.earliest.year
    try:
        opened = DateWindow(
            earliest=window.earliest.replace(year=OPEN_YEAR),
            latest=window.latest.replace(year=window.latest.year + shift),
        )
    except ValueError:  # a 29 February
        return point
    return point_in_year(DatePoint(opened, year_open=True, grain=point.grain), wanted) or point


def _opened(value: DateRange, year: int) -> DateRange:
    try:
        shift = OPEN_YEAR - year

        def move(window: DateWindow | None) -> DateWindow | None:
            if window is None:
                return None
            return DateWindow(
                earliest=window.earliest.replace(year=window.earliest.year + shift),
                latest=window.latest.replace(year=window.latest.year + shift),
            )

        return DateRange(move(value.start), move(value.end), year_open=True)
    except ValueError:
        return value


def add_period(
    state: Periods, place: OutlineNode, value: DateRange, title: str, lines: tuple[int, ...], kind: str
) -> Item:
    parent = state.of(place)
    item = Item(
        id=f"p{lines[0]}" + ("" if not any(i.id == f"p{lines[0]}" for i in state.items[-3:]) else "b"),
        group="periods",
        lines=lines,
        title=title,
        kind=kind,
        start=value.start.earliest if value.start else None,
        end=value.end.latest if value.end else None,
        start_window=value.start,
        end_window=value.end,
        period=parent.id if parent else None,
        status="superseded" if place.superseded else None,
    )
    state.positions[item.id] = len(state.items)
    state.items.append(item)
    state.opened[id(place)] = item
    return item
