"""Lines of a day's timetable, and what lines below one say of its days: times, shares and exceptions."""

from __future__ import annotations

import re
from dataclasses import replace

from roadweek.domain.base import WEEKDAYS
from roadweek.importing import cues
from roadweek.importing.clocks import begin_of, clocks_of
from roadweek.importing.items import Item
from roadweek.importing.look import find_dates, find_ranges, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.naming import name_of
from roadweek.importing.outline import Cadence, OutlineNode
from roadweek.importing.provisos import plainly
from roadweek.importing.segments import Piece, pieces
from roadweek.importing.stretches import Periods
from roadweek.importing.wishes import Recurring, add_wish, numbers_of
from roadweek.understanding.quick import Quick
from roadweek.understanding.turns import BLANK


def opens_with_clock(place: OutlineNode) -> bool:
    """ "07:00–07:30 English", "6:30 am: run": what a timetable's line begins with."""
    found = clocks_of(place.text)
    return bool(found) and found[0].start <= 2 and begin_of(place.text[: found[0].end]) is not None


def by_the_clock(place: OutlineNode, periods: Periods) -> bool:
    """A line that opens with a clock time is wished every day, unless it stands below a single day."""
    if place.kind == "text" and width(place.text) > 80:
        return False
    if not opens_with_clock(place):
        return False
    holder = periods.opened.get(id(place)) or periods.of(place)
    if holder is not None and holder.start is not None and holder.start == holder.end:
        return False
    return not any(_one_day(above, periods) for above in place.ancestors() if not above.is_title)


_STAMP = Quick(r"\d\d[:：]\d\d[:：]\d\d", re.NOFLAG)
"""A date with its seconds tells when something was written."""


def _one_day(place: OutlineNode, periods: Periods) -> bool:
    if cues.DAY_ORDINAL.match(place.text):
        return True
    if _STAMP.search(place.text):
        return False
    dates = find_dates(place.text, periods.context)
    return len(dates) == 1 and dates[0].value.grain == "day" and not find_ranges(place.text, periods.context)


def timed(place: OutlineNode, part: Piece, state: Recurring) -> None:
    numbers = numbers_of(part, Cadence("day"))
    name = name_of(part.text) or name_of(place.text)
    if numbers is not None and name:
        add_wish(state, place, place.lines, name, numbers, part.text)


def share(place: OutlineNode, whole: Item, state: Recurring) -> None:
    """One day's share of hours that the line above gives: "Mon/Wed/Fri → mechanics" below "15:00–16:30"."""
    numbers = numbers_of(pieces(place.text)[0], None)
    name = name_of(place.text)
    if numbers is None or not name or whole.at is None:
        return
    beside = place.parent.children if place.parent else ()
    shared = {day for child in beside for group in find_weekdays(child.text) for day in group.value}
    if not shared.issuperset(whole.days or WEEKDAYS):
        return  # on the days that no line names, the hours are still the whole's
    numbers |= {"at": whole.at, "slot": numbers["slot"] or whole.slot}
    numbers["duration_min"] = numbers["duration_min"] or whole.duration_min
    add_wish(state, place, place.lines, name, numbers, place.text)


def except_below(place: OutlineNode, part: Piece) -> tuple[Piece, list[OutlineNode]]:
    """Days that a line below leaves out: "Gym 3 times a week", and below it "never on Friday"."""
    below: list[OutlineNode] = []
    gone = set(part.without)
    for child in place.children:
        plain = plainly(child.text)
        if plain.without and not re.sub(rf"[\W{BLANK}]", "", plain.text):
            gone |= set(plain.left_out(0, len(child.text)))
            below.append(child)
    return replace(part, without=tuple(day for day in WEEKDAYS if day in gone)), below
