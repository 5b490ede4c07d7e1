"""Which days each place of a plan's outline speaks of: dated periods, numbered days, weeks and months, weekdays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Slot, Weekday
from roadweek.importing.look import find_dates, find_ranges, find_slots, find_weekdays
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods, months_later, point_at
from roadweek.importing.weeks import Ordinal, number_of, ordinal


@dataclass(frozen=True, slots=True)
class PlanStretch:
    """Days that a place opens, both inclusive. ``numbered``: by which number of which unit."""

    first: date
    last: date
    numbered: Ordinal | None = None
    start_only: bool = False
    """The text gives no end."""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class PlanCalendar:
    """The days of all places. ``anchor`` is the plan's first day: ordinals count from it where nothing else is near."""

    def __init__(self, places: Sequence[OutlineNode], periods: Periods) -> None:
        self.periods = periods
        self.own: dict[int, PlanStretch] = {}
        self.weekday: dict[int, Weekday] = {}
        self._first_number: dict[tuple[int, str], int] = {}
        self._last_seen: dict[tuple[int, str], Ordinal] = {}
        context = periods.context.as_of
        whole = periods.whole
        self.anchor: date | None = periods.first_day or (whole.start if whole is not None else None) or context
        for place in places:
            self._read(place)

    def of(self, place: OutlineNode) -> PlanStretch | None:
        """The innermost stretch that holds a place, its own included."""
        own = self.own.get(id(place))
        if own is not None:
            return own
        held = self.periods.held.get(id(place))
        if held is not None and held.start is not None:
            return PlanStretch(held.start, held.end or held.start + timedelta(days=120), start_only=held.end is None)
        return self.above(place)

    def above(self, place: OutlineNode) -> PlanStretch | None:
        """The innermost stretch that holds a place from above."""
        for above in place.ancestors():
            found = self.own.get(id(above))
            if found is not None:
                return found
            held = self.periods.held.get(id(above))
            if held is not None and held.start is not None:
                return PlanStretch(
                    held.start, held.end or held.start + timedelta(days=120), start_only=held.end is None
                )
        return None

    def day(self, place: OutlineNode) -> date | None:
        """The one day that a place or what stands above it names."""
        for one in (place, *place.ancestors()):
            found = self.own.get(id(one))
            if found is not None:
                return found.first if found.days == 1 else None
        return None

    def heads(self, table: OutlineNode) -> dict[int, PlanStretch]:
        """Of a table whose columns are months or phases, the stretch of each."""
        found: dict[int, PlanStretch] = {}
        for position, title in enumerate(table.block.cells):
            spans = [f.value for f in find_ranges(title, self.periods.context) if f.value.start and f.value.end]
            if position and len(title) <= 24 and spans and spans[0].start and spans[0].end:
                found[position] = PlanStretch(spans[0].start.earliest, spans[0].end.latest)
        return found if len(found) >= 2 else {}

    def _read(self, place: OutlineNode) -> None:
        if place.kind == "table":
            return
        said = self._ordinal(place)
        if place.is_title and (said is None or said.end == 0):
            return
        item = self.periods.opened.get(id(place))
        if place.kind == "row" and (ends := self._columns(place)) is not None:
            self.own[id(place)] = ends
            return
        dated = self._explicit(place)
        if item is not None and item.start is not None and (said is None or dated):
            end = item.end_window.latest if item.end_window else item.end
            last = end or item.start + timedelta(days=120)
            self.own[id(place)] = PlanStretch(item.start, max(last, item.start), said, start_only=end is None)
            return
        if said is not None:
            found = self._counted(place, said)
            if found is not None:
                self.own[id(place)] = found
                return
        day = self._single(place)
        if day is not None:
            self.own[id(place)] = PlanStretch(day, day)
            return
        code = self._weekday(place)
        above = self.above(place)
        if code is not None and above is not None and above.days <= 7:
            for n in range(above.days):
                one = above.first + timedelta(days=n)
                if WEEKDAYS[one.weekday()] == code:
                    self.own[id(place)] = PlanStretch(one, one)

    def _columns(self, row: OutlineNode) -> PlanStretch | None:
        """The stretch of a row with a column of starts and one of ends, also where a part of a month is all it says."""
        table, cells = row.block.parent, row.block.cells
        if table is None:
            return None
        first = next((n for n, t in enumerate(table.cells) if _START_HEAD.match(t)), None)
        last = next((n for n, t in enumerate(table.cells) if _END_HEAD.match(t)), None)
        if first is None or last is None or first == last or max(first, last) >= len(cells):
            return None
        begin, end = self._window(cells[first]), self._window(cells[last])
        if begin is None or end is None or begin[0] > end[1]:
            return None
        return PlanStretch(begin[0], end[1])

    def _window(self, text: str) -> tuple[date, date] | None:
        """The days that a cell may mean: a day, a month, a part of one."""
        match = _PART_OF_MONTH.search(text)
        spans = [f.value for f in find_ranges(text, self.periods.context) if f.value.start and f.value.end]
        days = [f.value.window for f in find_dates(text, self.periods.context) if not f.value.year_open]
        whole: tuple[date, date] | None = None
        if spans and spans[0].start and spans[0].end:
            whole = spans[0].start.earliest, spans[0].end.latest
        elif days:
            whole = days[0].earliest, days[0].latest
        if whole is None or match is None or (whole[1] - whole[0]).days < 20:
            return whole
        part = match[0].lower()
        weeks = next((n for n, words in enumerate(_WEEKS_OF_MONTH, 1) if any(w in part for w in words)), 0)
        if "week" in part and weeks:
            low = whole[0] + timedelta(days=7 * (weeks - 1))
            return low, min(whole[1], low + timedelta(days=6))
        if any(w in part for w in ("early", "begin", "初", "上旬")):
            return whole[0], whole[0] + timedelta(days=9)
        if any(w in part for w in ("mid", "中")):
            return whole[0] + timedelta(days=10), whole[0] + timedelta(days=19)
        return whole[0] + timedelta(days=20), whole[1]

    @staticmethod
    def _ordinal(place: OutlineNode) -> Ordinal | None:
        if place.kind == "row":
            return _finest(place)
        return ordinal(place.text, inside=place.kind == "heading")

    def _explicit(self, place: OutlineNode) -> bool:
        text = place.text if place.kind != "row" else " ".join(place.block.cells[:2])
        return bool(find_ranges(text, self.periods.context) or find_dates(text, self.periods.context))

    def _counted(self, place: OutlineNode, said: Ordinal) -> PlanStretch | None:
        scope = self.above(place)
        holder = next((a for a in place.ancestors() if id(a) in self.own), None)
        if scope is not None and scope.numbered is not None and scope.numbered.unit == said.unit:
            if (scope.numbered.first, scope.numbered.last) == (said.first, said.last):
                return None  # "Week 2 by day" below "Week 2"
            scope, holder = None, None
        key = (id(holder), said.unit)
        number = self._first_number.setdefault(key, said.first)
        if scope is not None:
            base = 1 if said.unit == "day" and scope.days > 31 and number == 1 else number
            base = base if base <= said.first else 1
            first = _later(scope.first, said.unit, said.first - base)
            if scope.start_only or first <= scope.last:
                last = _later(first, said.unit, said.last - said.first + 1) - timedelta(days=1)
                return PlanStretch(first, last if scope.start_only else min(last, scope.last), said)
            return None
        if self.anchor is None:
            return None
        start = self.anchor
        if said.unit == "week" and not self.periods.first_day and self.periods.whole is None:
            start = monday_near(start)
        first = _later(start, said.unit, said.first - 1)
        return PlanStretch(first, _later(start, said.unit, said.last) - timedelta(days=1), said)

    def _single(self, place: OutlineNode) -> date | None:
        """The day that opens a heading, a label or a row's first cells."""
        if place.kind == "row":
            text = next((c for c in place.block.cells[:3] if find_dates(c, self.periods.context)), "")
        elif place.kind == "heading":
            text = place.text
        else:
            text = place.label or (place.text if place.leads else "")
        if not text or len(text) > 60 or find_ranges(text, self.periods.context):
            return None
        found = [f for f in find_dates(text, self.periods.context) if f.value.grain == "day"]
        if len(found) != 1 or found[0].start > 12:
            return None
        point = point_at(found[0].value, found[0].text, self.periods, place)
        if point.year_open or point.window.earliest != point.window.latest:
            return None
        return point.window.earliest

    @staticmethod
    def _weekday(place: OutlineNode) -> Weekday | None:
        if place.kind == "row":
            head = next((c for c in place.block.cells[:2] if find_weekdays(c[:16])), "")
            found = find_weekdays(head[:16])
        else:
            text = place.text if place.kind == "heading" or place.leads else place.label
            found = tuple(f for f in find_weekdays(text[:24]) if f.start <= 6)
        days: set[Weekday] = {d for f in found for d in f.value}
        return next(iter(days)) if len(days) == 1 else None


_START_HEAD = re.compile(r"\W*(?:start|begin|from\b|开始|起始)", re.IGNORECASE)
_END_HEAD = re.compile(r"\W*(?:end|finish|deadline|due|until|to\b|结束|截止|完成)", re.IGNORECASE)
_PART_OF_MONTH = re.compile(
    r"(?:first|1st|second|2nd|third|3rd|fourth|4th|last)\s+week|\bearly\b|\bbeginning\b|\bmid(?:dle)?\b|\blate\b|\bend\b|上旬|中旬|下旬|月初|月中|月底|月末",
    re.IGNORECASE,
)
_WEEKS_OF_MONTH = (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th", "last"))
_FINE: dict[str, int] = {"day": 0, "week": 1, "month": 2}


def _finest(row: OutlineNode) -> Ordinal | None:
    """Of a row's numbers ("Week 2 | Day 9") the finest."""
    table = row.block.parent
    head = table.cells if table else ()
    found: list[Ordinal] = []
    for position, cell in enumerate(row.block.cells[:3]):
        said = number_of((cell,), head[position : position + 1])
        if said is None and _DAY_HEAD.match(head[position] if position < len(head) else "") and cell.strip().isdigit():
            said = Ordinal("day", int(cell), int(cell), 0)
        if said is not None:
            found.append(said)
    return min(found, key=lambda o: _FINE[o.unit], default=None)


_DAY_HEAD = re.compile(r"\W*(?:days?|天|天数|第几天)\W*$", re.IGNORECASE)


def monday_near(day: date) -> date:
    """The week that a plan written on ``day`` begins with: its own, from Friday on the next."""
    monday = day - timedelta(days=day.weekday())
    return monday if day.weekday() < 4 else monday + timedelta(days=7)


def _later(day: date, unit: str, number: int) -> date:
    return months_later(day, number) if unit == "month" else day + timedelta(days=number * (7 if unit == "week" else 1))


def slots_of(text: str) -> tuple[Slot, ...]:
    """The parts of the day that open a label: 上午, "Evening"."""
    return tuple(dict.fromkeys(f.value for f in find_slots(text[:16]) if f.start <= 3))
