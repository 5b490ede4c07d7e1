"""Numbered days, weeks and months: their dates follow from the stretch that holds them or from the plan's first day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from roadweek.domain.base import DateWindow
from roadweek.importing.items import Item
from roadweek.importing.outline import Place
from roadweek.importing.stretches import Periods, add_period, months_later
from roadweek.language.dates import DateRange
from roadweek.language.numbers import read_number
from roadweek.language.quick import Quick

Unit = Literal["day", "week", "month"]
_ZH = r"[一二三四五六七八九十\d]{1,4}"
_EN = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_TO = r"\s*(?:[-–—~～到至&]|\bto\b|\band\b|\bthrough\b)\s*"


def _form(unit: Unit, zh: str, en: str, letter: str) -> str:
    """第3-4周, "Weeks 3 to 4", "W3-W4"; the group that matched last is the unit's."""
    key = unit[0]
    forms = [
        rf"第\s*(?P<{key}1>{_ZH})(?:\s*(?:{zh})?{_TO}第?\s*(?P<{key}2>{_ZH}))?\s*(?:{zh})",
        rf"(?:{en})s?\s*#?\s*(?P<{key}3>{_EN})(?:{_TO}(?:(?:{en})s?\s*)?(?P<{key}4>{_EN}))?(?!\s*[/.]\s?\d)",
    ]
    if letter:
        forms.append(rf"{letter}(?P<{key}5>\d{{1,3}})(?:{_TO}{letter}?(?P<{key}6>\d{{1,3}}))?(?![\w.])")
    return "|".join(forms)


_FORMS = "|".join(
    (
        _form("week", "周(?![期末年岁])|星期", "week|wk", "W"),
        _form("day", "天", "day", "D"),
        _form("month", "个月", "month", ""),
    )
)
_ORDINAL = Quick(rf"\W*(?:{_FORMS})")
_INSIDE = Quick(rf"[（(:：|–—-]\s*(?:{_FORMS})\s*(?=[)）,，:：]|$)")
_WEEKS_HEAD = re.compile(
    r"^\W*(?:(?:study )?(?:week|wk)s?(?: (?:no\.?|number|#))?|周|周次|周数|第几周|星期)\W*$", re.IGNORECASE
)
_DAYS_HEAD = re.compile(r"^\W*(?:days?|天|天数|第几天)\W*$", re.IGNORECASE)
_MONTHS_HEAD = re.compile(r"^\W*(?:months?|月|月次|第几个?月)\W*$", re.IGNORECASE)
_PHASE_HEAD = Quick(r"阶段|\b(?:phase|stage)\b")
_HEADS: dict[Unit, re.Pattern[str]] = {"week": _WEEKS_HEAD, "day": _DAYS_HEAD, "month": _MONTHS_HEAD}
NUMBER_CELL = re.compile(r"\W*\d{1,3}\W*$")
_UNITS: dict[str, Unit] = {"w": "week", "d": "day", "m": "month"}
LIMIT: dict[Unit, int] = {"day": 400, "week": 200, "month": 60}


@dataclass(frozen=True, slots=True)
class Ordinal:
    """ "Weeks 5-8": the unit, the first and the last, and where in the text it ends."""

    unit: Unit
    first: int
    last: int
    end: int


def ordinal(text: str, *, inside: bool = False) -> Ordinal | None:
    """The numbered stretch that opens ``text``; with ``inside`` also one in brackets: "Phase 1 (Weeks 1-4)"."""
    match = _ORDINAL.match(text) or (_INSIDE.search(text) if inside else None)
    if match is None:
        return None
    groups = [(key, value) for key, value in match.groupdict().items() if value is not None]
    numbers = [int(read_number(value) or 0) for _, value in groups]
    unit = _UNITS[groups[0][0][0]]
    first, last = numbers[0], numbers[-1]
    if not 1 <= first <= last <= LIMIT[unit]:
        return None
    return Ordinal(unit, first, last, match.end())


def relative(place: Place, said: Ordinal, state: Periods) -> None:
    """The n-th day, week or month of the dated period that holds it, from its first day, cut at its end."""
    holder = state.of(place) or state.whole
    start = _before(place, said, state) or _counted(said, holder, state)
    if start is None:
        return
    end = _later(start, said.unit, said.last - said.first + 1) - timedelta(days=1)
    if holder is not None and holder.end is not None:
        if start > holder.end:
            return
        end = min(end, holder.end)
    value = DateRange(DateWindow.on(start), DateWindow.on(end))
    kind = (
        "month" if said.unit == "month" and said.first == said.last else "week" if (end - start).days < 10 else "phase"
    )
    add_period(state, place, value, place.text, place.lines, kind)


def _counted(said: Ordinal, holder: Item | None, state: Periods) -> date | None:
    """The first day, counted from the innermost stretch in which the number fits: numbers may run through the plan."""
    bases: list[date] = []
    outer = holder
    while outer is not None:
        if outer.start is not None and (outer.kind != "horizon" or outer is state.whole):
            bases.append(outer.start)
        above = outer.period
        outer = next((i for i in state.items if i.id == above), None) if above is not None else None
    if state.whole is not None and state.whole.start is not None:
        bases.append(state.whole.start)
    if state.first_day is not None:
        bases.append(state.first_day)
    days = [_later(base, said.unit, said.first - 1) for base in bases]
    last = holder.end if holder is not None else None
    return next((day for day in days if last is None or day <= last), None)


def _unit_of(head: str) -> Unit | None:
    for unit, cue in _HEADS.items():
        if cue.search(head):
            return unit
    return None


def _later(day: date, unit: Unit, number: int) -> date:
    return months_later(day, number) if unit == "month" else day + timedelta(days=number * (7 if unit == "week" else 1))


def _before(place: Place, said: Ordinal, state: Periods) -> date | None:
    """The day after the week numbered one less, where that stands right before it with dates of its own."""
    siblings = place.parent.children if place.parent else state.tops
    before = next((p for p in reversed(siblings[max(place.index - 12, 0) : place.index]) if p.kind == place.kind), None)
    if before is None or said.unit != "week" or said.first < 2:
        return None
    item, other = state.opened.get(id(before)), ordinal(before.text)
    if item is None or other is None or item.end is None or item.kind not in ("week", "phase", "month"):
        return None
    return item.end + timedelta(days=1) if other.unit == "week" and other.last == said.first - 1 else None


def ordinal_row(place: Place, state: Periods) -> None:
    """A row whose cell is "Week 3", or 1-4 below "Weeks": counted from the plan's first day."""
    table = place.block.parent
    if table is None:
        return
    for position, cell in enumerate(place.block.cells[:3]):
        head = table.cells[position] if position < len(table.cells) else ""
        said = ordinal(cell)
        if said is not None and re.sub(r"\W", "", cell[said.end :]):
            continue
        if said is None and (
            match := re.fullmatch(r"\W*[WDM]?(\d{1,3})(?:\s*[-–—~～至到]\s*[WDM]?(\d{1,3}))?\W*[周天月]?", cell)
        ):
            unit = _unit_of(head)
            first, last = int(match[1]), int(match[2] or match[1])
            if unit is not None and 1 <= first <= last <= LIMIT[unit] and (unit != "day" or last > first):
                said = Ordinal(unit, first, last, len(cell))
        if said is None:
            continue
        rest = [c for n, c in enumerate(place.block.cells) if n != position and c]
        count = len(state.items)
        relative(place, said, state)
        if len(state.items) == count and said.last > said.first and _PHASE_HEAD.search(table.cells[0]):
            add_period(state, place, DateRange(None, None), place.text, place.lines, "phase")  # no day is known
        if len(state.items) > count:
            name = next((c for c in rest if not NUMBER_CELL.match(c)), cell)
            item = state.items[-1].model_copy(update={"title": name})
            state.items[-1] = state.opened[id(place)] = item
        return
