"""Which rhythms are scheduled: a wish that is placed every week is a proof that its words give; the rest is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Literal

from roadweek.domain.base import WEEKDAYS
from roadweek.importing.clocks import clocks_of, stretch_of
from roadweek.importing.coverage import Lost
from roadweek.importing.demand import Demand, RecurringWish
from roadweek.importing.fields import fields_in
from roadweek.importing.look import find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.occasions import Cell, in_aside

Why = (
    Literal[
        "aside",
        "prose",
        "bare",
        "step",
        "laid_out",
        "life",
        "alternative",
        "over_total",
        "denied",
        "rest_unnamed",
        "after_event",
        "appointment",
    ]
    | Lost
)
COVERED = 0.6
NOTHING_LOST: Mapping[str, Lost] = {}
ROWS_OF_A_DAY = 6
"""So many lines that open with a clock time lay out a day."""


@dataclass(frozen=True, slots=True)
class Proven:
    """``unsure`` by item id: why a rhythm is not scheduled. ``resting``: what is life and closes its hours."""

    wishes: tuple[RecurringWish, ...]
    unsure: Mapping[str, Why]
    life: tuple[RecurringWish, ...]


def proven(
    demand: Demand, cells: Sequence[Cell], places: Sequence[OutlineNode], lost: Mapping[str, Lost] = NOTHING_LOST
) -> Proven:
    """Tell scheduled wishes from what only looks like one. ``lost`` by item id: words that no field holds."""
    timed = _timed(demand)
    held = _held_days(cells)
    timetable = _timetable(places)
    kept: list[RecurringWish] = []
    life: list[RecurringWish] = []
    unsure: dict[str, Why] = {}
    for wish in (_from_columns(w) for w in demand.wishes):
        why = _doubt(wish, timed, held, timetable) or lost.get(wish.item.id)
        if why is None:
            kept.append(wish)
        elif why == "life":
            life.append(wish)
        else:
            unsure[wish.item.id] = why
    return Proven(tuple(_in_their_window(_less(kept, places))), unsure, tuple(life))


def _less(wishes: Sequence[RecurringWish], places: Sequence[OutlineNode]) -> list[RecurringWish]:
    """Days on which the plan allows less of a daily rhythm hold its shorter length."""
    result = list(wishes)
    for place in places:
        match = signs.LESS.search(place.text)
        if match is None or place.superseded:
            continue
        clause = place.text[max(0, match.start() - 30) : match.end()]
        days = {d for f in find_weekdays(clause) for d in f.value}
        named = {f.id for f in fields_in(clause[clause.rfind("。") + 1 :])}
        fitting = [
            (w.item.duration_min[1] or 0, n)
            for n, w in enumerate(result)
            if w.track in named
            and w.item.per == "day"
            and w.item.duration_min is not None
            and (w.item.duration_min[1] or 0) > w.item.duration_min[0]
        ]
        for _, n in sorted(fitting, reverse=True)[:1]:
            wish = result[n]
            length = wish.item.duration_min or (0, 0)
            less = [d for d in WEEKDAYS if d in wish.on and d in days]
            rest = tuple(d for d in WEEKDAYS if d in wish.on and d not in days)
            if less and rest:
                result[n] = replace(wish, item=wish.item.model_copy(update={"days": rest}), on=frozenset(rest))
                short = wish.item.model_copy(update={"days": tuple(less), "duration_min": (length[0], length[0])})
                result.insert(n + 1, replace(wish, item=short, on=frozenset(less)))
    return result


def _doubt(
    wish: RecurringWish, timed: Mapping[int, RecurringWish], held: Mapping[date, int], timetable: set[int]
) -> Why | None:
    place, item = wish.place, wish.item
    if place is None:
        return None
    sized = item.duration_min is not None or item.total_min_per_period is not None
    return _doubt_of_place(wish, place, timetable, sized) or (
        "step" if _step(wish, timed) else _doubt_of_words(wish, place, held, sized)
    )


def _doubt_of_place(wish: RecurringWish, place: OutlineNode, timetable: set[int], sized: bool) -> Why | None:
    """What where it stands says against it: an aside, another way, somebody's timetable, a denial, a manner."""
    item = wish.item
    leads = [a for a in (place, *place.ancestors()) if a.leads or a.kind == "heading"]
    if not wish.trip and item.kind != "template" and in_aside(place):
        return "aside"
    if not wish.trip and any(signs.INSTEAD.search(a.text) for a in leads):
        return "alternative"
    if id(place) in timetable and not _grows(item.title):
        return "life"
    if _appointment(wish):
        return "appointment"
    if (signs.ASLEEP.search(item.title) or signs.LIFE.search(item.title)) and not _grows_beside(item.title):
        return "life"
    if place.block.quoted and item.kind != "template":
        return "aside"
    if signs.NEGATED.search(place.text):
        return "denied"
    if signs.ADJECTIVE.search(place.text) and not sized:
        return "bare"
    if any(signs.HOW_IT_GOES.search(a.text) for a in leads if a is not place):
        return "step"
    if any(_after_an_event(a) for a in (place, *place.ancestors())):
        return "after_event"
    return None


def _doubt_of_words(wish: RecurringWish, place: OutlineNode, held: Mapping[date, int], sized: bool) -> Why | None:
    """What its own words, and those under it, say against it."""
    item = wish.item
    if place.children and sum(bool(signs.ASKS.search(c.text)) for c in place.children) * 2 > len(place.children):
        return "aside"
    if not sized and item.at is None:
        if signs.PROSE.search(item.title) and width(item.title) > 8:
            return "prose"
        if _bare(item.title):
            return "bare"
        if not wish.trip and held and _covered(wish, held):
            return "laid_out"
    return None


def _appointment(wish: RecurringWish) -> bool:
    """Whether a weekday and a clock time are all that is said of a meeting with somebody: once, or each week?"""
    place, item = wish.place, wish.item
    if place is None or wish.trip or item.kind == "template" or item.at is None or not item.days:
        return False
    alone = place.kind in ("item", "text") and place.cadence is None and len(item.days) == 1
    return alone and bool(signs.APPOINTMENT.search(item.title)) and not find_frequencies(place.text)


def _grows_beside(title: str) -> bool:
    """Whether a title that names a part of life names something of the plan as well."""
    return bool(
        fields_in(title) or signs.STUDY.search(title) or signs.REVIEWS.search(title) or signs.GROWS.search(title)
    )


def _after_an_event(node: OutlineNode) -> bool:
    """Whether a lead speaks of what comes after an event, beside one of what comes before it: its day is not known."""
    match = signs.AFTER_EVENT.match(node.text) if node.leads else None
    if match is None or node.parent is None:
        return False
    event = (match["a"] or match["b"]).strip().lower()
    return any(
        event in s.text.lower() and re.search(r"前\W*$|\bbefore\b|\buntil\b", s.text, re.IGNORECASE)
        for s in node.parent.children
    )


def _from_columns(wish: RecurringWish) -> RecurringWish:
    """A row whose first two cells are clock times begins at the one and ends at the other."""
    place = wish.place
    if place is None or place.kind != "row" or len(place.block.cells) < 3:
        return wish
    ends = [clocks_of(cell) for cell in place.block.cells[:2]]
    if any(len(e) != 1 or e[0].value.end is not None for e in ends):
        return wish
    start, end = ends[0][0].value.start, ends[1][0].value.start
    if not start < end:
        return wish
    own = find_durations(place.block.cells[2])
    length = (own[0].value.lo, own[0].value.hi) if own else (end - start, end - start)
    at = time(start // 60, start % 60).strftime("%H:%M")
    item = wish.item.model_copy(update={"at": at, "duration_min": length, "times": (1, 1)})
    return replace(wish, item=item)


def _grows(title: str) -> bool:
    """Whether a line of a day's timetable is what the plan is for rather than what a day is made of."""
    if signs.LIFE.search(title):
        return bool(fields_in(title) or signs.STUDIES.search(title))
    return bool(
        fields_in(title) or signs.STUDY.search(title) or signs.REVIEWS.search(title) or signs.GROWS.search(title)
    )


def _timed(demand: Demand) -> dict[int, RecurringWish]:
    """By id of the place: the wishes that state their own length in their own line."""
    found: dict[int, RecurringWish] = {}
    for wish in demand.wishes:
        if wish.place is not None and wish.item.duration_min is not None:
            found[id(wish.place)] = wish
    return found


def _step(wish: RecurringWish, timed: Mapping[int, RecurringWish]) -> bool:
    """Whether a line without a rhythm or length of its own stands below a wish that has both: it says how that goes."""
    place = wish.place
    if place is None or (find_frequencies(place.text) and find_durations(place.text)):
        return False
    if find_durations(place.text) and wish.item.at is None and any(id(a) in timed for a in place.ancestors()):
        above = next(a for a in place.ancestors() if id(a) in timed)
        return timed[id(above)].item.id != wish.item.id and above.parent is not None and _nested(place, above)
    own = find_frequencies(place.text) or find_weekdays(place.text[:16]) or clocks_of(place.text[:16])
    return not own and any(id(a) in timed for a in place.ancestors())


def _nested(place: OutlineNode, above: OutlineNode) -> bool:
    """Whether a list item hangs below another list item that has its own length."""
    return above.kind == "item" and place.kind == "item"


def _bare(title: str) -> bool:
    """Whether nothing is left of a title but a rhythm and a verb."""
    text = title
    for found in sorted((*find_frequencies(title), *find_slots(title), *find_weekdays(title)), key=lambda f: -f.start):
        text = text[: found.start] + text[found.end :]
    rest = signs.FILLER.sub("", text)
    return len(text) < len(title) and width(rest) < 3 and not signs.REVIEWS.search(title)


def _held_days(cells: Sequence[Cell]) -> dict[date, int]:
    found: dict[date, int] = {}
    for cell in cells:
        found[cell.day] = found.get(cell.day, 0) + 1
    return found


def _covered(wish: RecurringWish, held: Mapping[date, int]) -> bool:
    """Whether the plan lays out most of the days that a rhythm without a length names."""
    first, last = min(held), max(held)
    if (wish.first and wish.first > last) or (wish.last and wish.last < first):
        return False
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    mine = [d for d in days if WEEKDAYS[d.weekday()] in wish.on]
    return bool(mine) and sum(d in held for d in mine) >= COVERED * len(mine)


def _timetable(places: Sequence[OutlineNode]) -> set[int]:
    """The lines of a list or table that lays out a day by the clock."""
    found: list[OutlineNode] = []
    for place in places:
        head = place.block.cells[0] if place.kind == "row" and place.block.cells else place.text[:14]
        clocked = bool(clocks_of(head)) or (place.kind == "row" and head.strip() in ("^", "〃", '"', ""))
        if place.kind in ("row", "item", "text") and clocked and place.parent is not None:
            found.append(place)
    return {id(p) for p in found} if len(found) >= ROWS_OF_A_DAY else set()


def _in_their_window(wishes: Sequence[RecurringWish]) -> list[RecurringWish]:
    """The parts of a stated window ("07:00-07:30: …") stand in it, one after the other."""
    cursor: dict[int, int] = {}
    result: list[RecurringWish] = []
    for wish in wishes:
        above = wish.place.parent if wish.place is not None else None
        length = wish.item.duration_min
        if above is None or wish.item.at is not None or length is None or above.kind == "table":
            result.append(wish)
            continue
        span = stretch_of(above.text)
        if span is None or span.value.end is None:
            result.append(wish)
            continue
        start = cursor.get(id(above), span.value.start)
        if start + length[0] > span.value.end:
            result.append(wish)
            continue
        cursor[id(above)] = start + length[0]
        at = time(start // 60, start % 60).strftime("%H:%M")
        result.append(replace(wish, item=wish.item.model_copy(update={"at": at})))
    return result
