"""Which recurring wishes are places for work, and which strands lie in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roadweek.importing.demand import RecurringWish
from roadweek.importing.fields import BY_ID, fields_in
from roadweek.importing.lengths import ASSUMED_MIN
from roadweek.importing.outline import OutlineNode
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.calendar import PlanCalendar
from roadweek.planning.interpret.totals import generic
from roadweek.planning.interpret.works import FoundWork, line_of

if TYPE_CHECKING:
    from roadweek.planning.interpret.interpret import Grounds

SHORT_MIN = 20
"""A rhythm of fewer minutes is no place for work."""


@dataclass(frozen=True, slots=True)
class Slots:
    """``places`` by item id: the tracks that a place is for (none: any). ``held`` by a group's position: its places."""

    wishes: tuple[RecurringWish, ...]
    places: Mapping[str, tuple[str, ...]]
    held: Mapping[int, tuple[str, ...]]
    percents: Mapping[int, int]
    days_stated: bool

    def of(self, group: Sequence[FoundWork]) -> tuple[str, ...]:
        return self.held.get(id(group), ())

    def percent(self, group: Sequence[FoundWork]) -> int | None:
        return self.percents.get(id(group))


def slots_of_wishes(
    wishes: Sequence[RecurringWish],
    groups: Sequence[list[FoundWork]],
    grounds: Grounds,
    calendar: PlanCalendar,
    laid_out: bool,
    bounded: bool,
) -> Slots:
    """With a week's template its lines are the only places; else a track's longest rhythm is the place for its work.

    A place that names several kinds of work, or none, takes what has no place of its own.
    """
    wishes = _said_in_two_places(wishes, grounds)
    normal = [w for w in wishes if not w.trip]
    template = any(w.item.kind == "template" for w in normal)
    general = [w for w in normal if _general(w)]
    if not general and groups and not laid_out:
        general = [w for w in normal if generic(w)]
    places: dict[str, tuple[str, ...]] = {w.item.id: () for w in general}
    held: dict[int, tuple[str, ...]] = {}
    percents: dict[int, int] = {}
    for group in groups:
        decides = all(f.work.kind == "decision" for f in group)
        own = None if decides else _own_place(group, normal, general, template=template)
        percent = _percent(group, grounds)
        if percent is not None:
            percents[id(group)] = percent
        if own is not None:
            track = own.track
            places[own.item.id] = tuple(dict.fromkeys((*places.get(own.item.id, ()), track)))
            held[id(group)] = (own.item.id,)
            continue
        fitting = [w for w in general if _meets(w, group) and not _alien(w, group)]
        held[id(group)] = tuple(w.item.id for w in fitting)
    used = {i for ids in held.values() for i in ids}
    places = {i: tracks for i, tracks in places.items() if i in used or i in {w.item.id for w in general}}
    wishes = _by_percent(wishes, groups, held, percents)
    laid_out = laid_out or _day_laid_out(normal)
    stated = laid_out or any(w.item.kind == "template" for w in normal) or (bounded and bool(general or places))
    return Slots(tuple(wishes), places, held, percents, stated)


def _day_laid_out(wishes: Sequence[RecurringWish]) -> bool:
    """Whether a plan lays out its days: parts of the day with lengths side by side, or several clock times."""
    parts: dict[int, set[str]] = {}
    clocked = 0
    for wish in wishes:
        item = wish.item
        sized = item.duration_min is not None
        clocked += item.at is not None and sized and item.per == "day"
        if item.slot and sized and item.per == "day" and wish.place is not None and wish.place.parent is not None:
            parts.setdefault(id(wish.place.parent), set()).add(item.slot[0])
    return clocked >= CLOCKED_LEAST or any(len(slots) >= 2 for slots in parts.values())


CLOCKED_LEAST = 3


def _general(wish: RecurringWish) -> bool:
    title = wish.item.title
    if signs.REVIEWS.search(title) or wish.trip or _minutes(wish) < 2 * SHORT_MIN:
        return False
    if signs.NEXT_ONE.search(title):
        return True
    named = [f for f in fields_in(title) if f.id not in ("review", "reading")]
    if wish.fields or wish.track == "main":
        return True
    if not signs.STUDY.search(title):
        return False
    several = len(named) >= 2 or any(sep in title for sep in ("/", "／", "、", " or ", "或", "+", "&"))
    return several or not named


def is_own_place(wish: RecurringWish) -> bool:
    """Whether a rhythm may hold the work of its own track."""
    return not _general(wish) and _minutes(wish) >= SHORT_MIN and not signs.REVIEWS.search(wish.item.title)


def _minutes(wish: RecurringWish) -> int:
    """Minutes of an occasion."""
    length = wish.item.duration_min or wish.item.total_min_per_period
    return ASSUMED_MIN if length is None else (length[1] or length[0])


def _weekly(wish: RecurringWish) -> int:
    item = wish.item
    if item.total_min_per_period is not None:
        return item.total_min_per_period[1] or item.total_min_per_period[0]
    times = (item.times or (1, 1))[1] or (item.times or (1, 1))[0]
    return _minutes(wish) * (times * len(wish.on) if item.per == "day" else times)


def _meets(wish: RecurringWish, group: Sequence[FoundWork]) -> bool:
    """Whether a place lives when works of a group may be done."""
    firsts = [f.work.first for f in group]
    lasts = [f.work.last for f in group]
    begin = None if None in firsts else min(d for d in firsts if d)
    end = None if None in lasts else max(d for d in lasts if d)
    if wish.first and end and wish.first > end:
        return False
    return not (wish.last and begin and wish.last < begin)


def _alien(wish: RecurringWish, group: Sequence[FoundWork]) -> bool:
    """Whether a general place of a dated stretch is another section's own."""
    return wish.first is not None and all(
        f.work.first is not None and f.work.last is not None and (f.work.last < wish.first) for f in group
    )


def _own_place(
    group: Sequence[FoundWork], wishes: Sequence[RecurringWish], general: Sequence[RecurringWish], *, template: bool
) -> RecurringWish | None:
    tracks = [f.work.track for f in group if f.work.track]
    main = max(dict.fromkeys(tracks), key=tracks.count) if tracks else None
    best: tuple[int, int, int, RecurringWish] | None = None
    for position, wish in enumerate(wishes):
        if template and wish.item.kind != "template":
            continue
        if wish in general or _minutes(wish) < SHORT_MIN or not _meets(wish, group):
            continue
        if signs.REVIEWS.search(wish.item.title):
            continue
        near = _near(wish, group, main)
        if near == 0:
            continue
        key = (near, _weekly(wish), -position)
        if best is None or key > best[:3]:
            best = (*key, wish)
    return best[3] if best else None


def _near(wish: RecurringWish, group: Sequence[FoundWork], main: str | None) -> int:
    """How plainly a rhythm is a group's own: 3 by their line of work, 2 by their section, 1 by their track."""
    line = line_of(wish.place) if wish.place is not None else None
    other = group[0].line
    if line is not None and other is not None:
        return 3 if line is other else 0
    if wish.place is not None and group[0].section is not None and not group[0].section.is_title:
        section = group[0].section
        apart = main is not None and main in BY_ID and wish.track in BY_ID and main != wish.track
        if (
            section in wish.place.ancestors()
            and section.kind == "heading"
            and not _holds_sections(section)
            and not apart
        ):
            return 2
    return 1 if main is not None and main == wish.track and main not in ("review",) else 0


def _holds_sections(section: OutlineNode) -> bool:
    return any(c.kind == "heading" for c in section.children)


def _percent(group: Sequence[FoundWork], grounds: Grounds) -> int | None:
    line = group[0].line
    if line is None:
        return None
    return next((b.percent for b in grounds.budgets if set(b.lines) & set(line.lines)), None)


def _said_in_two_places(wishes: Sequence[RecurringWish], grounds: Grounds) -> list[RecurringWish]:
    """Days and clock here, length there: two texts for one rhythm are one wish."""
    result = list(wishes)
    for left, better in grounds.demand.said_twice:
        at = next((n for n, w in enumerate(result) if w.item.id == better.item.id), None)
        if at is None:
            continue
        a, b = left.item, result[at].item
        changes: dict[str, object] = {}
        times_a, times_b = a.times or (1, 1), b.times or (1, 1)
        known = a.duration_min is not None or a.total_min_per_period is not None
        if (
            not known
            and b.total_min_per_period is None
            and a.days
            and not b.days
            and a.per == b.per == "week"
            and times_b[0] <= times_a[0] <= (times_b[1] or times_b[0])
        ):
            changes = {"days": a.days, "times": a.times, "slot": b.slot or a.slot, "at": b.at or a.at}
        elif a.days == b.days and not b.slot and not b.at and (a.slot or a.at):
            changes = {"slot": a.slot, "at": a.at}
        if changes and left.overlaps(better):
            item = b.model_copy(update=changes)
            result[at] = replace(result[at], item=item, on=frozenset(item.days or result[at].on))
            other = next((n for n, w in enumerate(result) if w.item.id == left.item.id), None)
            if other is not None and result[other].item.duration_min is None and b.duration_min is not None:
                result[other] = replace(result[other], item=a.model_copy(update={"duration_min": b.duration_min}))
    return result


def _by_percent(
    wishes: Sequence[RecurringWish],
    groups: Sequence[list[FoundWork]],
    held: Mapping[int, tuple[str, ...]],
    percents: Mapping[int, int],
) -> list[RecurringWish]:
    """Of lines with stated shares, a place without a length gets the one that keeps the shares."""
    by_id = {w.item.id: w for w in wishes}
    known: list[tuple[int, int]] = []
    open_: list[tuple[int, str]] = []
    for group in groups:
        percent = percents.get(id(group))
        if not percent:
            continue
        for name in held.get(id(group), ()):
            wish = by_id[name]
            if wish.item.duration_min is None and wish.item.total_min_per_period is None:
                open_.append((percent, name))
            else:
                low, high = wish.item.duration_min or wish.item.total_min_per_period or (0, None)
                known.append((percent, _weekly(wish) * ((low + (high or low)) // 2) // max(1, high or low)))
    if not known or not open_:
        return list(wishes)
    base, minutes = known[0]
    result = list(wishes)
    for percent, name in dict.fromkeys(open_):
        wanted = minutes * percent // base
        at = next(n for n, w in enumerate(result) if w.item.id == name)
        wish = result[at]
        times = (wish.item.times or (1, 1))[0]
        count = times * len(wish.on) if wish.item.per == "day" else times
        each = max(30, wanted // max(1, count) // 5 * 5)
        result[at] = replace(wish, item=wish.item.model_copy(update={"duration_min": (each, each)}))
    return result
