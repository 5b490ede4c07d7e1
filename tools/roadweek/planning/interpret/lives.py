"""How long a rhythm lives: as long as its period, the dated list beside it, or the numbered weeks of the whole plan.

What is to go on until something happens lives until the person says that it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roadweek.domain.base import WEEKDAYS
from roadweek.importing.demand import Demand, RecurringWish
from roadweek.importing.outline import OutlineNode
from roadweek.planning.interpret.calendar import PlanCalendar, PlanStretch
from roadweek.understanding.quick import Quick

SECTION_MOST = 200
"""A dated list of more days than this is no insert that a rhythm beside it belongs to."""
NUMBERED_LEAST = 3
UNTIL_THEN = Quick(
    r"\b(?:until|till)\s+(?:i|we|you|they)(?:['’]ve|['’]m|\s+(?:have|get|find|am|are|can|pass|receive|hear))\b|"
    r"\b(?:until|till)\s+(?:an?|the|my|one|some|it)(?:\s+\w+){0,2}\s+(?:comes?|arrives?|works|passes|says|is\s+\w+)\b|"
    r"(?:直到|到)[我能会]?(?:拿到|收到|找到|得到|通过|考过|录取|学会)"
)
"""What goes on until something of no known day happens: "until an offer comes", 直到拿到 offer."""


def lives_of(demand: Demand, calendar: PlanCalendar, places: Sequence[OutlineNode]) -> tuple[RecurringWish, ...]:
    """The wishes with their bounds, and what a dated rhythm asks on days that the week's template leaves out."""
    whole = _numbered(calendar, places)
    result: list[RecurringWish] = []
    for wish in demand.wishes:
        if wish.first is None and wish.last is None and wish.item.kind != "template" and not wish.trip:
            found = _beside(wish, calendar) or whole
            if found is not None:
                wish = replace(wish, first=found[0], last=found[1])
        if wish.item.start or wish.item.end:  # "from April", "until June" in its own line
            wish = replace(wish, first=wish.item.start or wish.first, last=wish.item.end or wish.last)
        if wish.place is not None and UNTIL_THEN.search(wish.place.text):
            wish = replace(wish, last=None, item=wish.item.model_copy(update={"period": None}))
        result.append(wish)
    for left, better in demand.said_twice:
        rest = _rest_of(left, better)
        if rest is not None and not any(w.item.id == rest.item.id for w in result):
            result.append(rest)
    return tuple(result)


def _rest_of(left: RecurringWish, better: RecurringWish) -> RecurringWish | None:
    """Of a daily rhythm of a dated stretch, the days that the template's form of it does not name."""
    if left.first is None or left.item.per != "day" or left.item.duration_min is None or better.item.kind != "template":
        return None
    days = tuple(d for d in WEEKDAYS if d in left.on and d not in better.on)
    if not days or len(days) == len(left.on):
        return None
    return replace(left, item=left.item.model_copy(update={"days": days}), on=frozenset(days))


def _beside(wish: RecurringWish, calendar: PlanCalendar) -> tuple[date, date] | None:
    """The span of the dated list that shares a heading with a rhythm."""
    if wish.place is None:
        return None
    for above in wish.place.ancestors():
        if above.kind != "heading" or above.is_title:
            continue
        own = [s for p in above.walk() if (s := calendar.own.get(id(p))) is not None and not s.start_only]
        if len(own) >= NUMBERED_LEAST and sum(s.numbered is not None for s in own) * 2 > len(own):
            first, last = min(s.first for s in own), max(s.last for s in own)
            return (first, last) if (last - first).days <= SECTION_MOST else None
    return None


def _numbered(calendar: PlanCalendar, places: Sequence[OutlineNode]) -> tuple[date, date] | None:
    """The span of a plan that is laid out in numbered days or weeks from end to end."""
    own: list[PlanStretch] = [s for p in places if (s := calendar.own.get(id(p))) is not None]
    numbered = [s for s in own if s.numbered is not None and s.numbered.unit in ("day", "week")]
    if len(numbered) < NUMBERED_LEAST or any(s.start_only for s in own):
        return None
    first, last = min(s.first for s in numbered), max(s.last for s in numbered)
    if any(s.last > last or s.first < first for s in own if s.days > 7):
        return None
    return first, last
