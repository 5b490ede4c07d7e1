"""Numbered days, weeks and months: their dates follow from the stretch that holds them or from the plan's first day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from roadweek.domain.base import DateWindow
from roadweek.importing.items import Item
from roadweek.importing.look import find_dates
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods, add_period, months_later, point_at
from roadweek.understanding.dates import DateRange
from roadweek.understanding.numbers import read_number
from roadweek.understanding.quick import Quick

CalendarUnit = Literal["day", "week", "month"]
_ZH = r"[一二三四五六七八九十\d]{1,4}"
_EN = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_TO = r"\s*(?:[-–—~～到至&]|\bto\b|\band\b|\bthrough\b)\s*"


def _form(unit: CalendarUnit, zh: str, en: str, letter: str) -> str:
    """第3-4周, "Weeks 3 to 4", "W3-W4"; the group that matched last is the unit's."""
    key = unit[0]
    forms = [
        rf"第\s*(?P<{key}1>{_ZH})(?:\s*(?:{zh})?{_TO}第?\s*(?P<{key}2>{_ZH}))?\s*(?:{zh})",
        rf"(?:{en})s?\s*#?\s*(?P<{key}3>{_EN})(?:{_TO}(?:(?:{en})s?\s*)?(?P<{key}4>{_EN}))?(?!\s*[/.]\s?\d)",
    ]
    if unit == "month":
        forms.append(rf"月\s?(?P<{key}7>\d{{1,2}})(?:{_TO}(?P<{key}8>\d{{1,2}}))?(?=\W)")
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
_HEADS: dict[CalendarUnit, re.Pattern[str]] = {"week": _WEEKS_HEAD, "day": _DAYS_HEAD, "month": _MONTHS_HEAD}
_THING = Quick(
    r"[ \t]*(?:milestones?|checkpoints?|extras?|deliverables?|quiz(?:zes)?|tests?|exam|retro(?:spective)?|notes?|"
    r"check[- ]?ins?|里程碑|检查点|验收|测验|小测|附加题?)\W*(?:[:：].*)?$",
)
"""After "Week 4": a thing of that week and not the week."""
_NAMED = Quick(r"\W*$|\s*[*_]*[:：]")
_NUMBERS = re.compile(r"\W*[WDM]?(\d{1,3})(?:\s*[-–—~～至到]\s*[WDM]?(\d{1,3}))?\W*[周天月]?")
_ALONE = Quick(r"(?:\W|from|starting|begins?|starts?|起|从|自)*$")
_DUE = Quick(r"\b(?:by|before|due|until|ends?|ending)\b|之?前|截止|结束")
NUMBER_CELL = re.compile(r"\W*\d{1,3}\W*$")
_UNITS: dict[str, CalendarUnit] = {"w": "week", "d": "day", "m": "month"}
LIMIT: dict[CalendarUnit, int] = {"day": 400, "week": 200, "month": 60}


@dataclass(frozen=True, slots=True)
class Ordinal:
    """ "Weeks 5-8": the unit, the first and the last, and where in the text it ends."""

    unit: CalendarUnit
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
    if not 1 <= first <= last <= LIMIT[unit] or _THING.match(text, match.end()):
        return None
    return Ordinal(unit, first, last, match.end())


def relative(place: OutlineNode, said: Ordinal, state: Periods) -> None:
    """The n-th day, week or month of the dated period that holds it, from its first day, cut at its end."""
    inner = state.of(place)
    holder = inner or state.whole
    numbered = state.numbered.get(holder.id) if holder is not None else None
    if holder is not None and numbered is not None and numbered[0] == said.unit:
        if numbered[1:] == (said.first, said.last) and not _NAMED.match(place.text, said.end):
            return  # "Week 2 by day" below "Week 2"
        if said.first > numbered[2] or (numbered[1] == numbered[2] and said.first < numbered[1]):
            bases = _bases(said, holder, state)
            inner = holder = state.above(holder)  # "Week 3" below "Week 1" follows it
            _placed(place, said, state, bases, inner, holder)
            return
    if (first := _own_day(place, said, state)) is not None:
        end = _later(first, said.unit, said.last - said.first + 1) - timedelta(days=1)
        _add(place, said, state, first, end, inner, assumed=False)
        return
    _placed(place, said, state, _bases(said, holder, state), inner, holder)


def _own_day(place: OutlineNode, said: Ordinal, state: Periods) -> date | None:
    """ "Week 1 - 9 March": the one day beside the number is the first."""
    rest = place.text[said.end :] if place.kind == "heading" or place.leads else ""
    days = [d for d in find_dates(rest, state.context) if d.value.grain == "day"]
    if said.unit == "day" or len(days) != 1 or not _ALONE.match(rest[: days[0].start]):
        return None
    if not _ALONE.match(rest[days[0].end :][:2]) or _DUE.search(rest):
        return None
    point = point_at(days[0].value, days[0].text, state, place)
    return None if point.year_open else point.window.earliest


def _placed(
    place: OutlineNode, said: Ordinal, state: Periods, bases: list[Base], inner: Item | None, holder: Item | None
) -> None:
    last = holder.end if holder is not None else None
    days = [(_later(day, said.unit, said.first - number), sure) for day, number, sure in bases]
    before = _before(place, said, state)
    fitting = before or next(((d, sure) for d, sure in days if last is None or d <= last), None)
    if fitting is None:
        if not any(sure for _, sure in days):
            _unanchored(place, said, state, inner)
        return
    start, sure = fitting
    end = _later(start, said.unit, said.last - said.first + 1) - timedelta(days=1)
    if last is not None:
        if start > last:
            return
        end = min(end, last)
    beside = holder is not None and holder.id in state.assumed
    _add(place, said, state, start, end, inner, assumed=not sure or beside)


def _add(
    place: OutlineNode, said: Ordinal, state: Periods, start: date, end: date, inner: Item | None, *, assumed: bool
) -> None:
    slack = timedelta(0)
    if assumed:  # it may begin with the next week as well, or on the first of the next month
        month = months_later(start.replace(day=1), 1)
        slack = month - start if said.unit == "month" else timedelta(days=7)
    value = DateRange(DateWindow(earliest=start, latest=start + slack), DateWindow(earliest=end, latest=end + slack))
    item = add_period(state, place, value, place.text, place.lines, _kind(said, (end - start).days))
    new = item.model_copy(update={"period": inner.id if inner is not None else None, "end": end})
    state.items[-1] = state.opened[id(place)] = new
    state.number(new, (said.unit, said.first, said.last))
    if assumed:
        state.assumed[new.id] = place.lines[0]


def _kind(said: Ordinal, days: int) -> str:
    return "month" if said.unit == "month" and said.first == said.last else "week" if days < 10 else "phase"


def _unanchored(place: OutlineNode, said: Ordinal, state: Periods, inner: Item | None) -> None:
    """Numbers that no date of the plan settles count from the day of writing; without one they have no dates.

    Rows of a table are a course and no calendar; single days are too fine to guess.
    """
    if (
        place.kind == "row"
        or (said.unit == "day" and said.last - said.first < 6)
        or not (place.kind == "heading" or place.leads)
    ):
        return
    dated = state.by_number.get((said.unit, said.first, said.last))
    if dated is not None:
        state.opened[id(place)] = dated  # "Week 1 in detail" after a table of the weeks
        return
    as_of = state.context.as_of
    if as_of is None:
        add_period(state, place, DateRange(None, None), place.text, place.lines, _kind(said, 7))
        state.opened.pop(id(place))  # a step of a course as much as a week
        state.undated.append(place.lines[0])
        return
    first = max(as_of, inner.start) if inner is not None and inner.start is not None else as_of
    if inner is not None and inner.id in state.assumed:
        first = as_of
    start = _later(first, said.unit, said.first - 1)
    end = _later(first, said.unit, said.last) - timedelta(days=1)
    if inner is None or inner.end is None or start <= inner.end or inner.id in state.assumed:
        _add(place, said, state, start, end, inner, assumed=True)


Base = tuple[date, int, bool]
"""A first day, the number that it has, and whether the plan gives it."""


def _bases(said: Ordinal, holder: Item | None, state: Periods) -> list[Base]:
    """The days to count from, innermost first: numbers may run through the plan.

    A stretch that has numbers itself, "Weeks 25-26", begins with its first.
    """
    bases: list[Base] = []
    outer = holder
    while outer is not None:
        sure = outer.id not in state.assumed
        if outer.start is not None and (outer.kind != "horizon" or outer is state.whole):
            known = state.numbered.get(outer.id)
            if known is not None and known[0] == said.unit and known[1] <= said.first:
                bases.append((outer.start, known[1], sure))
            bases.append((outer.start, 1, sure))
        outer = state.above(outer)
    if state.whole is not None and state.whole.start is not None:
        bases.append((state.whole.start, 1, True))
    if state.first_day is not None:
        bases.append((state.first_day, 1, True))
    return bases


def _unit_of(head: str) -> CalendarUnit | None:
    for unit, cue in _HEADS.items():
        if cue.search(head):
            return unit
    return None


def _later(day: date, unit: CalendarUnit, number: int) -> date:
    return months_later(day, number) if unit == "month" else day + timedelta(days=number * (7 if unit == "week" else 1))


def _before(place: OutlineNode, said: Ordinal, state: Periods) -> tuple[date, bool] | None:
    """The day after the week numbered one less, where that stands right before it; and whether the plan gives it."""
    siblings = place.parent.children if place.parent else state.tops
    before = next((p for p in reversed(siblings[max(place.index - 12, 0) : place.index]) if p.kind == place.kind), None)
    if before is None or said.unit != "week" or said.first < 2:
        return None
    item, other = state.opened.get(id(before)), ordinal(before.text)
    if item is None or other is None or item.end is None or item.kind not in ("week", "phase", "month"):
        return None
    if other.unit != "week" or other.last != said.first - 1:
        return None
    return item.end + timedelta(days=1), item.id not in state.assumed


def number_of(cells: Sequence[str], head: Sequence[str]) -> Ordinal | None:
    """The "Week 3" of a row, or its 1-4 below "Weeks"; ``end`` is the cell's position."""
    for position, cell in enumerate(cells[:3]):
        said = ordinal(cell)
        if said is not None and re.sub(r"\W", "", cell[said.end :]):
            continue
        if said is None and (match := _NUMBERS.fullmatch(cell)):
            unit = _unit_of(head[position] if position < len(head) else "")
            first, last = int(match[1]), int(match[2] or match[1])
            if unit is not None and 1 <= first <= last <= LIMIT[unit] and (unit != "day" or last > first):
                said = Ordinal(unit, first, last, 0)
        if said is not None:
            return replace(said, end=position)
    return None


def ordinal_row(place: OutlineNode, state: Periods) -> None:
    """A row whose cell is "Week 3", or 1-4 below "Weeks": counted from the plan's first day."""
    table, cells = place.block.parent, place.block.cells
    said = number_of(cells, table.cells) if table is not None else None
    if table is None or said is None:
        return
    rest = [c for n, c in enumerate(cells) if n != said.end and c]
    count = len(state.items)
    relative(place, replace(said, end=len(place.text)), state)
    if len(state.items) == count and said.last > said.first and _PHASE_HEAD.search(table.cells[0]):
        add_period(state, place, DateRange(None, None), place.text, place.lines, "phase")  # no day is known
    if len(state.items) > count:
        name = next((c for c in rest if not NUMBER_CELL.match(c)), cells[said.end])
        item = state.items[-1].model_copy(update={"title": name})
        state.items[-1] = state.opened[id(place)] = item
