"""Old drafts of a plan: their time until the newer plan begins still holds what they say; a person may choose them.

The newer plan begins with the first dated stretch after the draft. What the draft calls abandoned stays closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from roadweek.domain.base import DateWindow
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods
from roadweek.understanding.quick import Quick

LEAST_DAYS = 7
"""A draft that leads the newer plan by less is not looked at."""
_DROPPED: Final = Quick(
    r"作废|废弃|放弃|取消|不再|无效|\b(?:abandoned|obsolete|outdated|deprecated|scrapped|cancelled|discarded|invalid|"
    r"no longer|dropped)\b"
)


def revive(places: Sequence[OutlineNode], periods: Periods) -> None:
    """Open, in place, what an old draft says of the time before the newer plan begins."""
    drafts = [i for i in periods.items if i.status == "superseded" and i.start is not None]
    if not drafts:
        return
    begins = _newer_begins(drafts, periods.items)
    if begins is None:
        return
    for item in drafts:
        assert item.start is not None
        until = min(_last(item) or begins, begins - timedelta(days=1))
        if (until - item.start).days + 1 >= LEAST_DAYS:
            _open(places, periods, item, until)


def choose_older(places: Sequence[OutlineNode], periods: Periods) -> None:
    """Open, in place, all that an old draft says, and close the sections that speak of its time anew."""
    drafts = [i for i in periods.items if i.status == "superseded" and i.start is not None]
    if not drafts:
        return
    ends = [_last(i) for i in drafts]
    first, last = min(i.start for i in drafts if i.start), max((e for e in ends if e is not None), default=date.max)
    behind = max(i.lines[-1] for i in drafts)
    for item in drafts:
        _open(places, periods, item, _last(item))
    for place in places:
        opened = periods.opened.get(id(place))
        if place.kind != "heading" or opened is None or opened.start is None or place.block.line <= behind:
            continue
        if opened.start <= (last if None not in ends else date.max) and (_last(opened) or date.max) >= first:
            _close(place, periods)


def _newer_begins(drafts: Sequence[Item], items: Sequence[Item]) -> date | None:
    behind = max(i.lines[-1] for i in drafts)
    starts = [i.start for i in items if i.status is None and i.start is not None and i.lines[0] > behind]
    return min(starts, default=None)


def _last(item: Item) -> date | None:
    return item.end_window.latest if item.end_window else item.end


def _open(places: Sequence[OutlineNode], periods: Periods, item: Item, until: date | None) -> None:
    """A period of a draft, until a day, with what stands below it and behind it up to the next one."""
    place = next((p for p in places if (known := periods.opened.get(id(p))) is not None and known.id == item.id), None)
    if place is None or place.block.marked.struck or _given_up(place):
        return
    end = DateWindow(earliest=until, latest=until) if until is not None else None
    same = item.end_window is not None and until == item.end_window.latest
    now = item.model_copy(update={"status": None, "end": until, "end_window": item.end_window if same else end})
    periods.items[next(n for n, i in enumerate(periods.items) if i.id == item.id)] = now
    periods.opened[id(place)] = now
    for one in (*place.ancestors(), place, *place.walk()):
        if one.superseded:
            one.superseded, one.drafted = False, True
    siblings = place.parent.children if place.parent is not None else []
    for behind in siblings[place.index + 1 :] if place in siblings else ():
        if behind.kind != place.kind or not behind.superseded or id(behind) in periods.opened:
            break
        for one in (behind, *behind.walk()):
            one.superseded, one.drafted = False, True
        periods.held.setdefault(id(behind), now)


def _given_up(place: OutlineNode) -> bool:
    before = place.parent.children[: place.index] if place.parent is not None else []
    return any(_DROPPED.search(one.text) for one in (place, *place.ancestors(), *before[-6:]) if len(one.text) <= 80)


def _close(place: OutlineNode, periods: Periods) -> None:
    closed = (place, *place.walk())
    for one in closed:
        one.superseded = True
    lines = {n for one in closed for n in one.lines}
    for at, item in enumerate(periods.items):
        if item.lines[0] in lines:
            periods.items[at] = item.model_copy(update={"status": "superseded"})
    names = {i.id: i for i in periods.items}
    for found in (periods.opened, periods.held):
        found.update({key: names.get(item.id, item) for key, item in found.items()})
