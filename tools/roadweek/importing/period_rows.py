"""Periods in tables: a row whose cells are a span, a start and an end, or the number of a week."""

from __future__ import annotations

from datetime import timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing import cues
from roadweek.importing.dues import AIM_HEAD
from roadweek.importing.headed import ONLY_DATES, kind_of
from roadweek.importing.look import MAY_DATE, find_dates
from roadweek.importing.outline import OutlineNode
from roadweek.importing.parts import parts_in
from roadweek.importing.stretches import Periods, add_period, is_span, point_at, ranges_in
from roadweek.importing.weeks import NUMBER_CELL, number_of, ordinal_row
from roadweek.understanding.dates import DateRange
from roadweek.understanding.quick import Quick

_START_HEAD = Quick(r"\W*(?:开始|起始|start|begin|from\b)")
_MONTH_HEAD = Quick(r"\W*(?:months?|月份?)\W*$")
_NUMBER_OF_WEEK = Quick(r"\W*(?:week\s*|w|第)?([1-5一二三四五])周?\W*$")
_WEEK_HEAD = Quick(r"\W*(?:weeks?(?: no\.?)?|周次?|第几周)\W*$")
_END_HEAD = Quick(r"\W*(?:结束|截止|完成|终止|end|finish|until|to\b|due)")


def row_period(place: OutlineNode, state: Periods) -> None:
    """A row whose cell is a span, below a head that speaks of time."""
    table = place.block.parent
    head = table.cells if table else ()
    if (columns := from_columns(place)) is not None:
        ends = [find_dates(place.block.cells[n], state.context) for n in columns]
        if ends[0] and ends[1] and not ends[0][0].value.year_open and not ends[1][0].value.year_open:
            first, last = (point_at(e[0].value, e[0].text, state, place).window for e in ends)
            if first.earliest <= last.latest:
                rest = [c for n, c in enumerate(place.block.cells) if n not in columns and c]
                name = next((c for c in rest if not NUMBER_CELL.match(c)), place.text)
                value = DateRange(first, last)
                add_period(state, place, value, name, place.lines, kind_of(value))
                return
    if week_of_month(place, state):
        return
    for position, cell in enumerate(place.block.cells):
        title = head[position] if position < len(head) else ""
        found = [f for f in ranges_in(cell, state, place.block.line, place=place) if is_span(f)] if cell else []
        aimed = bool(AIM_HEAD.search(title) or cues.DUE_HEAD.search(title))
        if not found or (aimed and (parts_in(cell, state.context) or find_dates(cell, state.context))):
            continue  # "Q2" or "June" below "Target" is when it is due
        beside = cell[: found[0].start] + cell[found[0].end :]
        if ONLY_DATES.sub("", cues.WEEK_ORDINAL.sub("", beside.strip())) and not (
            position == 0 and cues.PHASE.search(beside)
        ):
            continue
        if cues.TIME_HEAD.search(title) or position <= 1:
            rest = [c for n, c in enumerate(place.block.cells) if n != position and c]
            name = next((c for c in rest if not NUMBER_CELL.match(c)), rest[0] if rest else cell)
            item = add_period(state, place, found[0].value, name, place.lines, kind_of(found[0].value))
            said = number_of(place.block.cells, head)
            if said is not None:
                state.number(item, (said.unit, said.first, said.last))
            return
    ordinal_row(place, state)


def week_of_month(place: OutlineNode, state: Periods) -> bool:
    """A row "March | 3 | ..." below "Month | Week": the third week of March."""
    table, cells = place.block.parent, place.block.cells
    if table is None or len(cells) < 2 or len(table.cells) < 2:
        return False
    number = _NUMBER_OF_WEEK.match(cells[1])
    if number is None or not _MONTH_HEAD.match(table.cells[0]) or not _WEEK_HEAD.match(table.cells[1]):
        return False
    month = [f for f in ranges_in(cells[0], state, place.block.line, place=place) if f.value.start and f.value.end]
    if not month or month[0].value.start is None or month[0].value.end is None:
        return False
    count = int(number[1]) if number[1].isdigit() else "一二三四五".index(number[1]) + 1
    first = month[0].value.start.earliest + timedelta(days=7 * (count - 1))
    last = min(first + timedelta(days=6), month[0].value.end.latest)
    if last < first:
        return True
    rest = [c for c in cells[2:] if c]
    value = DateRange(DateWindow.on(first), DateWindow.on(last))
    add_period(state, place, value, rest[0] if rest else place.text, place.lines, "week")
    return True


def from_columns(place: OutlineNode) -> tuple[int, int] | None:
    """The columns "Start" and "End" of a row's table, where both cells hold a day."""
    table = place.block.parent
    if place.kind != "row" or table is None:
        return None
    first = next((n for n, title in enumerate(table.cells) if _START_HEAD.match(title)), None)
    last = next((n for n, title in enumerate(table.cells) if _END_HEAD.match(title)), None)
    cells = place.block.cells
    if first is None or last is None or max(first, last) >= len(cells):
        return None
    return (first, last) if MAY_DATE.search(cells[first]) and MAY_DATE.search(cells[last]) else None
