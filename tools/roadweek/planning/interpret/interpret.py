"""A plan's items become what weeks are made of: habits, places for work, allowances, dated occasions and strands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from roadweek.domain.base import Language, Range
from roadweek.domain.plan import Budget, SessionPart
from roadweek.domain.work import Allowance, Strand, Work
from roadweek.importing.absences import time_off
from roadweek.importing.conflicts.case import BoundBox, OutOfScope
from roadweek.importing.coverage import Lost, Uncovered, uncovered_words
from roadweek.importing.demand import Demand, RecurringWish
from roadweek.importing.items import Item
from roadweek.importing.limits import Limit
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.boxes import bound, boxes_in
from roadweek.planning.interpret.calendar import PlanCalendar
from roadweek.planning.interpret.ids import lasting
from roadweek.planning.interpret.lives import lives_of
from roadweek.planning.interpret.occasions import Cell, read_cells
from roadweek.planning.interpret.parts import parts_of_wishes
from roadweek.planning.interpret.places import Slots, is_own_place, slots_of_wishes
from roadweek.planning.interpret.proof import Proven, Why, proven
from roadweek.planning.interpret.scopes import Scope, beyond, scopes_in
from roadweek.planning.interpret.sessions import named_sessions
from roadweek.planning.interpret.stated import StatedTotal, stated_totals
from roadweek.planning.interpret.totals import Totals, day_minutes, totals_of
from roadweek.planning.interpret.works import FoundWork, collect, count_days, occasions, strand_id


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is interpreted: the outline with all that has been read of it."""

    places: Sequence[OutlineNode]
    items: Sequence[Item]
    anchors: Mapping[str, OutlineNode]
    periods: Periods
    demand: Demand
    limits: Mapping[int, Limit]
    budgets: Sequence[Budget]
    language: Language
    written: date | None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What weeks are made of. ``slots`` are the places for work by wish (position in ``demand.wishes``)."""

    demand: Demand
    slots: Mapping[str, tuple[str, ...]]
    """By item id of a wish that is a place: the tracks that it is for; empty: any work."""
    strands: tuple[Strand, ...]
    places_of: Mapping[str, tuple[str, ...]]
    """By strand id: the item ids of the wishes that hold its sittings."""
    allowances: tuple[Allowance, ...]
    one_time: frozenset[str]
    """Recurring items (ids) that are dated occasions and no wishes."""
    unsure: Mapping[str, Why]
    """Recurring items (ids) that are shown and not scheduled, with why."""
    life: tuple[RecurringWish, ...]
    """What a timetable says of the day besides the plan: its hours are closed."""
    summed: frozenset[str]
    """Recurring items (ids) that are totals of what stands elsewhere."""
    unused: Mapping[str, tuple[str, ...]]
    """By item id: words of its line that no field of it holds."""
    parts: Mapping[str, tuple[SessionPart, ...]] = field(default_factory=dict[str, tuple[SessionPart, ...]])
    """By item id of a wish: what the plan divides its sessions into."""
    boxes: tuple[BoundBox, ...] = ()
    """The timeboxes that bind a work."""
    scopes: tuple[Scope, ...] = ()
    outside: tuple[OutOfScope, ...] = ()
    """Topics beside a scope that it does not name."""


def interpret(grounds: Grounds) -> Interpretation:
    """See the module."""
    calendar = PlanCalendar(grounds.places, grounds.periods)
    stated = stated_totals(grounds.places, calendar)
    cells = read_cells(grounds.places, calendar, day_minutes(grounds.demand.wishes, stated))
    uncovered = _uncovered(grounds)
    judged = _judge(grounds, grounds.demand, calendar, cells, stated, uncovered)
    demand, proofs, totals = judged.demand, judged.proofs, judged.totals
    gone = (*judged.gone, *(w.item.id for w in proofs.life))
    taken = _taken(grounds, demand) | _anchored(grounds, gone)
    routines = {
        id(w.place)
        for w in demand.wishes
        if w.place is not None
        and w.place.kind == "heading"
        and not w.place.is_title
        and id(w.place) not in calendar.own
    }
    works = collect(grounds.places, grounds.items, grounds.anchors, grounds.periods, calendar, cells, taken, routines)
    stated_day = day_minutes(grounds.demand.wishes, stated)
    count_days(works, stated_day.lo if stated_day is not None else None)
    scopes = scopes_in(grounds.places)
    rhythms = _taken(grounds, grounds.demand) | set(grounds.limits) | routines
    boxes = bound(works, boxes_in(grounds.places, rhythms), calendar, {})
    groups: dict[object, list[FoundWork]] = {}
    for one in works.found:
        groups.setdefault(("beside", one.key) if one.beside else one.key, []).append(one)
    groups = _by_own_places(groups, demand)
    for group in groups.values():
        if all(f.work.due and f.stretch is None for f in group):  # each has its own day: the nearest first
            group.sort(key=lambda f: (f.work.last or date.max, f.work.lines))
    slots: Slots = slots_of_wishes(
        demand.wishes,
        list(groups.values()),
        grounds,
        calendar,
        any(not c.beside for c in cells),
        bool(totals.allowances),
    )
    used: set[str] = set()
    strands: list[Strand] = []
    places_of: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        name = strand_id(group, used)
        track = _common([f.work.track for f in group])
        held = slots.of(group)
        lead = any(f.lead for f in group) and not held
        beside = (
            all(f.beside for f in group) and any(o.lead for o in works.found if _together(o, group[0])) and not held
        )
        strands.append(
            Strand(
                id=name,
                title=(group[0].section.text if group[0].section is not None else group[0].work.title)[:80],
                track=track,
                works=_in_time(f.work for f in group),
                lead=lead,
                beside=beside,
                percent=slots.percent(group),
                no_blocks=slots.days_stated and not lead and not beside,
            )
        )
        places_of[name] = held
    strands += occasions(cells, {})
    lasts = tuple(lasting(strands))
    return Interpretation(
        demand=replace(demand, wishes=slots.wishes),
        slots=slots.places,
        strands=lasts,
        parts=parts_of_wishes(slots.wishes, grounds.demand.said_twice, lasts),
        places_of=places_of,
        allowances=totals.allowances,
        one_time=judged.one_time,
        unsure={
            **proofs.unsure,
            **dict.fromkeys(totals.over, "over_total"),
            **dict.fromkeys(judged.counted, "rest_unnamed"),
        },
        life=proofs.life,
        summed=totals.summed,
        unused=_told(uncovered, proofs, {w.item.id for w in totals.kept}, grounds),
        boxes=tuple(boxes),
        scopes=tuple(scopes),
        outside=tuple(beyond(scopes, works.found)),
    )


def _uncovered(grounds: Grounds) -> Uncovered:
    """What the lines of the wishes and of what is due say that no field holds."""
    due = [i for i in grounds.items if i.group == "deadlines" and i.status is None]
    demand = grounds.demand
    chosen = [*(w.item for w in demand.wishes), *(w.item for w, _ in demand.said_twice), *due]
    return uncovered_words(chosen, grounds.items, grounds.anchors, grounds.periods.context)


def _told(uncovered: Uncovered, proofs: Proven, kept: Collection[str], grounds: Grounds) -> dict[str, tuple[str, ...]]:
    """Lost words are told of what is planned and of what they keep from being planned."""
    due = {i.id for i in grounds.items if i.group == "deadlines"}
    return {
        name: words
        for name, words in uncovered.words.items()
        if name in kept or name in due or proofs.unsure.get(name) in get_args(Lost)
    }


def _by_own_places(groups: dict[object, list[FoundWork]], demand: Demand) -> dict[object, list[FoundWork]]:
    """Of a section's works those whose track has a rhythm of its own are a strand of their own."""
    held = {w.track for w in demand.wishes if not w.trip and is_own_place(w)}
    result: dict[object, list[FoundWork]] = {}
    for key, group in groups.items():
        tracks = {f.work.track for f in group}
        mixed = len(tracks) > 1 and group[0].line is None and not any(f.lead for f in group)
        apart = tracks & held if mixed else frozenset[str | None]()
        for one in group:
            result.setdefault((key, one.work.track if one.work.track in apart else None), []).append(one)
    return result


@dataclass(frozen=True, slots=True)
class _Judged:
    """The wishes that are scheduled, and why the others are not."""

    demand: Demand
    one_time: frozenset[str]
    proofs: Proven
    totals: Totals
    steps: frozenset[str]
    counted: frozenset[str]

    @property
    def gone(self) -> frozenset[str]:
        """Recurring items (ids) that are no wish of a week."""
        return frozenset(
            (*self.one_time, *self.proofs.unsure, *self.steps, *self.counted, *self.totals.over, *self.totals.summed)
        )


def _judge(
    grounds: Grounds,
    demand: Demand,
    calendar: PlanCalendar,
    cells: Sequence[Cell],
    stated: Sequence[StatedTotal],
    uncovered: Uncovered,
) -> _Judged:
    """Judge all wishes. What was left out for a text that turns out to be no wish counts after all."""
    once = _judged_once(grounds, demand, calendar, cells, stated, uncovered)
    here = {w.item.id for w in demand.wishes}
    back = [left for left, better in demand.said_twice if better.item.id in once.gone and left.item.id not in here]
    if not back:
        return once
    twice = tuple((a, b) for a, b in demand.said_twice if b.item.id not in once.gone)
    known = tuple(w for w in demand.wishes if w.item.id not in once.totals.summed)
    wider = replace(demand, wishes=(*known, *back), said_twice=twice)
    again = _judge(grounds, wider, calendar, cells, stated, uncovered)
    summed = frozenset((*again.totals.summed, *once.totals.summed))
    allowances = {a.id: a for a in (*once.totals.allowances, *again.totals.allowances)}
    return replace(again, totals=replace(again.totals, summed=summed, allowances=tuple(allowances.values())))


def _judged_once(
    grounds: Grounds,
    demand: Demand,
    calendar: PlanCalendar,
    cells: Sequence[Cell],
    stated: Sequence[StatedTotal],
    uncovered: Uncovered,
) -> _Judged:
    demand, one_time = _without_occasions(demand, calendar, {id(c.place) for c in cells}, cells)
    sessions = named_sessions(demand)
    proofs = proven(replace(demand, wishes=sessions.wishes), cells, grounds.places, uncovered.lost)
    demand = replace(demand, wishes=proofs.wishes)
    totals = totals_of(
        lives_of(demand, calendar, grounds.places),
        cells,
        stated,
        {key for key, limit in grounds.limits.items() if limit.kind == "max_minutes_per_week"},
    )
    demand = replace(demand, wishes=totals.kept)
    return _Judged(demand, one_time, proofs, totals, sessions.steps, sessions.counted)


def _in_time(works: Iterable[Work]) -> tuple[Work, ...]:
    """The works in the plan's order, but of those that are due the earlier before the later."""
    result = list(works)
    spots = [n for n, w in enumerate(result) if w.due and w.last is not None]
    for spot, work in zip(spots, sorted((result[n] for n in spots), key=lambda w: w.last or date.max), strict=True):
        result[spot] = work
    return tuple(result)


def _common(tracks: Sequence[str | None]) -> str | None:
    named = [t for t in tracks if t]
    return max(dict.fromkeys(named), key=named.count) if named else None


def _together(one: FoundWork, other: FoundWork) -> bool:
    a, b = one.stretch, other.stretch
    return a is not None and b is not None and a.first <= b.last and b.first <= a.last


def _taken(grounds: Grounds, demand: Demand) -> set[int]:
    """Places that are wishes, rest or bounds: no work."""
    found = {id(w.place) for w in demand.wishes if w.place is not None}
    found |= {id(p) for i in demand.resting if (p := grounds.anchors.get(i.id)) is not None}
    found |= {id(p) for i in demand.wholes if (p := grounds.anchors.get(i.id)) is not None}
    found |= {id(p) for w, _ in demand.said_twice for p in (w.place,) if p is not None}
    found |= {
        id(p)
        for i in grounds.items
        if i.group == "periods" and (p := grounds.anchors.get(i.id)) is not None and time_off(i, p)
    }
    return found | set(grounds.limits)


def _anchored(grounds: Grounds, names: Iterable[str]) -> set[int]:
    return {id(p) for name in names if (p := grounds.anchors.get(name)) is not None}


def _without_occasions(
    demand: Demand, calendar: PlanCalendar, cell_places: set[int], cells: Sequence[Cell]
) -> tuple[Demand, frozenset[str]]:
    """Wishes that stand on one day are occasions: nothing of them recurs."""
    gone: set[str] = set()
    kept: list[RecurringWish] = []
    for wish in demand.wishes:
        place = wish.place
        once = False
        if place is not None and cells:
            once = id(place) in cell_places or any(
                (own := calendar.own.get(id(a))) is not None and own.days == 1 for a in (place, *place.ancestors())
            )
        if once:
            gone.add(wish.item.id)
        else:
            kept.append(wish)
    return replace(demand, wishes=tuple(kept)), frozenset(gone)


__all__ = ["Grounds", "Interpretation", "Range", "interpret", "signs"]
