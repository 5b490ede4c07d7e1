"""Numbered weeks and days: their dates follow from the stretch that holds them or from the plan's first day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing import cues
from roadweek.importing.outline import Place
from roadweek.importing.stretches import Periods, add_period
from roadweek.language.dates import DateRange
from roadweek.language.numbers import zh_number

_WEEKS_HEAD = re.compile(r"^\W*(?:weeks?|wks?|周|周次|第几周)\W*$", re.IGNORECASE)
NUMBER_CELL = re.compile(r"\W*\d{1,3}\W*$")


def relative_week(place: Place, match: re.Match[str], state: Periods, *, days: bool = False) -> None:
    """The n-th week (or day) of the dated period that holds it, from its first day, cut at its end."""
    number, last = week_numbers(match)
    if not number:
        return
    unit = 1 if days else 7
    holder = state.of(place) or state.whole
    before = _week_before(place, number, state) if not days else None
    if before is not None:
        start = before
    elif holder is not None and holder.start is not None and (holder.kind != "horizon" or holder is state.whole):
        start = holder.start + timedelta(days=unit * (number - 1))
    elif state.first_day is not None:
        start = state.first_day + timedelta(days=unit * (number - 1))
    else:
        return
    end = start + timedelta(days=unit * max(last - number + 1, 1) - 1)
    if holder is not None and holder.end is not None:
        if start > holder.end:
            return
        end = min(end, holder.end)
    value = DateRange(DateWindow.on(start), DateWindow.on(end))
    add_period(state, place, value, place.text, place.lines, "week")


def _week_before(place: Place, number: int, state: Periods) -> date | None:
    """The day after the week numbered one less, where that stands right before it with dates of its own."""
    siblings = [
        p
        for p in (place.parent.children if place.parent else ())[max(place.index - 12, 0) : place.index]
        if p.kind == place.kind
    ]
    if not siblings or number < 2:
        return None
    item, match = state.opened.get(id(siblings[-1])), cues.WEEK_ORDINAL.match(siblings[-1].text)
    if item is None or match is None or item.end is None or item.kind not in ("week", "phase", "month"):
        return None
    return item.end + timedelta(days=1) if week_numbers(match)[1] == number - 1 else None


def week_numbers(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last week that :data:`cues.WEEK_ORDINAL` has read; 0 where they are no numbers."""

    def number(text: str) -> int:
        return int(text) if text.isdigit() else zh_number(text) or 0

    first = number(match[1] or match[3] or match[5])
    last = match[2] or match[4] or match[6]
    return min(first, 200), min(number(last), 200) if last else min(first, 200)


def weeks_row(place: Place, state: Periods) -> None:
    """A row whose cell below "Weeks" is 1-4: counted from the plan's first day."""
    table = place.block.parent
    start = state.first_day or (state.whole.start if state.whole else None)
    if table is None or start is None:
        return
    for position, cell in enumerate(place.block.cells):
        match = re.fullmatch(
            r"\W*(?:w|week\s*)?(\d{1,2})(?:\s*[-–—~～至到]\s*(?:w)?(\d{1,2}))?\W*周?", cell, re.IGNORECASE
        )
        if not match or position >= len(table.cells) or not _WEEKS_HEAD.search(table.cells[position]):
            continue
        first, last = int(match[1]), int(match[2] or match[1])
        if 1 <= first <= last <= 60:
            value = DateRange(
                DateWindow.on(start + timedelta(days=7 * (first - 1))),
                DateWindow.on(start + timedelta(days=7 * last - 1)),
            )
            rest = [c for n, c in enumerate(place.block.cells) if n != position and c]
            name = next((c for c in rest if not NUMBER_CELL.match(c)), cell)
            add_period(state, place, value, name, place.lines, "phase" if last - first > 0 else "week")
        return
