"""A weekday's heading that names its session: what is listed below tells how that goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadweek.domain.base import Weekday
from roadweek.importing.demand import Demand, RecurringWish
from roadweek.importing.look import find_frequencies, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.planning.interpret import signs

SIZED_MIN = 15
"""A line of at least so many minutes is a session of its own."""


@dataclass(frozen=True, slots=True)
class Named:
    """``steps``: wishes (item ids) that are steps of a session; ``counted``: the wish that said how many there are."""

    wishes: tuple[RecurringWish, ...]
    steps: frozenset[str]
    counted: frozenset[str]


def named_sessions(demand: Demand) -> Named:
    """Replace what stands below "Monday: Push" by the session that the heading names."""
    below: dict[int, list[RecurringWish]] = {}
    heads: dict[int, tuple[OutlineNode, Weekday, str]] = {}
    for wish in demand.wishes:
        head = _head_of(wish)
        if head is not None:
            heads[id(head[0])] = head
            below.setdefault(id(head[0]), []).append(wish)
    sessions: dict[str, RecurringWish] = {}
    steps: set[str] = set()
    for key, members in below.items():
        if any(_own(m) for m in members):
            continue
        node, day, name = heads[key]
        first = members[0]
        item = first.item.model_copy(
            update={
                "title": name,
                "days": (day,),
                "per": "week",
                "times": (1, 1),
                "duration_min": None,
                "quantity": None,
                "lines": tuple(sorted({*node.lines, *first.item.lines})),
            }
        )
        sessions[first.item.id] = replace(first, item=item, place=node, on=frozenset((day,)))
        steps |= {m.item.id for m in members[1:]}
    if not sessions:
        return Named(demand.wishes, frozenset(), frozenset())
    whole = _whole((*demand.wishes, *(left for left, _ in demand.said_twice)), sessions)
    kept: list[RecurringWish] = []
    for wish in demand.wishes:
        if wish.item.id in steps or wish is whole:
            continue
        new = sessions.get(wish.item.id, wish)
        if new is not wish and whole is not None:
            new = replace(new, item=new.item.model_copy(update={"duration_min": whole.item.duration_min}))
        kept.append(new)
    return Named(tuple(kept), frozenset(steps), frozenset((whole.item.id,) if whole is not None else ()))


def _head_of(wish: RecurringWish) -> tuple[OutlineNode, Weekday, str] | None:
    """The heading that gives a wish its weekday, where it names a session too."""
    place = wish.place
    if place is None or place.giver is None or place.giver is place or wish.item.kind == "template" or wish.trip:
        return None
    node = place.giver
    days = [f for f in find_weekdays(node.text[:24]) if f.start <= 6 and len(f.value) == 1]
    if len(days) != 1 or not (node.kind == "heading" or node.leads):
        return None
    rest = node.text[days[0].end :]
    if not re.match(r"\s*[:：\-–—|·]", rest):
        return None
    name = rest.strip(" :：-–—|·").strip()
    if not 2 <= width(name) <= 48 or signs.REST.match(name) or find_frequencies(name):
        return None
    return node, days[0].value[0], name


def _own(wish: RecurringWish) -> bool:
    """Whether a wish below a heading stands for itself: its own length, time or rhythm."""
    item, place = wish.item, wish.place
    sized = item.duration_min is not None and (item.duration_min[1] or item.duration_min[0]) >= SIZED_MIN
    return sized or item.at is not None or bool(place is not None and find_frequencies(place.text))


def _whole(wishes: Sequence[RecurringWish], sessions: dict[str, RecurringWish]) -> RecurringWish | None:
    """The wish that says how often and how long all of them are: "3 days a week, 45 minutes"."""
    for wish in wishes:
        item = wish.item
        if wish.item.id in sessions or wish.trip or item.per != "week" or item.days or item.duration_min is None:
            continue
        times = (item.times or (1, 1))[1] or 1
        if times >= len(sessions) >= 2:
            return wish
    return None
