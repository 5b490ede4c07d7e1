"""How long each work takes: as stated, else its share of the places that it lies in over the weeks of its window.

Efforts depend on the plan alone, not on today, trips or progress: lived as planned, the next week is then the projected
one, session for session.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import inf

from roadweek.domain.base import Weekday
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.work import FOCUS, EffortBy, Strand, Work
from roadweek.planning.late import CATCH_UP_SHARE, catch_up_weeks, first_week, from_first_week, is_over, without_past
from roadweek.planning.rhythm import lengths
from roadweek.planning.supply import Conditions, free_minutes, sittings, within_cap
from roadweek.planning.undated import follows, sittings_of, weeks_in_turn

UPPER = 1.35
"""P80 of an effort over its P50, where the text gives no range."""
DECISION_MIN = 30
TASK_MIN = 60
SMALLEST_MIN = 25
SHARE_LEFT = 0.4
"""Of a place, what stated efforts leave at least to the lists that share it with them."""
FOCUS_WEEK_MIN = 180
"""Minutes a week that one work without a place is given at most."""
GUESS_MOST_MIN = {"unit": 300, "step": 300}
LARGE_MOST_MIN = 960
"""The most that is guessed for a unit or a step, and for a larger work: four days of it. What of a place is left then
keeps the place's own name."""
LOOSE_MOST_MIN = 720
"""The most that is guessed for a larger work without a place."""
LOOSE_WEEK_MIN = 240
"""What is undated and has no place is spread over as many weeks as so many minutes a week need."""
STATED_SHARE = 0.95
"""Of the minutes that nothing has claimed, what works may take that state their efforts."""
FOCUS_SHARE = 0.25
"""Of the minutes that nothing has claimed, what work without a place may take."""
LEAD_SHARE, LEAD_LEAST_MIN, LEAD_FLOOR_MIN, LEAD_MOST_MIN = 0.2, 300, 480, 900
"""A lead takes a fifth of the free minutes, 5 to 15 hours a week, and at least 8 where they are free."""
BESIDE_SHARE = 0.2
"""What is done at the same time as a lead, of the lead's minutes."""
STEADY_WEEK_MIN = 90
"""A topic of a long stretch that has no place is guessed to be a sitting in each of its weeks."""
YEAR = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes that are as likely too many as too few, and those that suffice four times of five."""

    p50: int
    p80: int
    by: EffortBy


@dataclass(frozen=True, slots=True)
class Outlook:
    """A plan's strands over its horizon, with efforts and windows: what every week is allocated from.

    ``pools`` names the supply that each strand (by id) lies in; ``weeks`` the Mondays of each work's window.
    """

    plan: Plan
    strands: tuple[Strand, ...]
    first: date
    last: date
    pools: Mapping[str, str]
    weeks: Mapping[str, tuple[date, ...]]
    efforts: Mapping[str, Effort]
    units: Mapping[str, int]
    """Minutes that one part of each work is counted in: the usual sitting of its place."""
    paces: Mapping[str, int]
    """Of works whose stated efforts ask for more than their place has at all: what they are owed at most while their
    window lasts, so that the lists beside them get their share."""
    stated: Mapping[date, float]
    """Minutes that works without a place state of each week."""
    hours: Mapping[Weekday, int] | None
    focus_share: float
    follows: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """By strand (id) those that are to be finished before it begins."""
    guessed: frozenset[str] = frozenset()
    """Works (ids) of a place whose share of it is more than is guessed for their kind: they take no more than their
    pace, so that they are spread over their time and the rest of the place is free."""
    late: frozenset[str] = frozenset()
    """Works (ids) whose time was over before the person began: their weeks are those in which they are caught up, and
    what runs goes before them."""

    @property
    def usual(self) -> Conditions:
        return Conditions(hours=self.hours)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def window_weeks(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of the weeks most of whose days lie in a window; at least the one that holds most of it."""
    found: list[date] = []
    best: tuple[int, date] | None = None
    week = monday(first)
    while week <= last:
        days = min(7, (last - week).days + 1) - max(0, (first - week).days)
        if days >= 4:
            found.append(week)
        if best is None or days > best[0]:
            best = (days, week)
        week += timedelta(days=7)
    return tuple(found) or ((best[1],) if best else (monday(first),))


def outlook(
    plan: Plan,
    start: date,
    *,
    began: date | None = None,
    hours: Mapping[Weekday, int] | None = None,
    focus_share: float = FOCUS_SHARE,
) -> Outlook:
    """``plan`` as it stands, looked at from its first day (``start`` where neither it nor its works say); the person
    came to it on the day ``began``."""
    strands = without_past(plan.strands, began) if began is not None else plan.strands
    works = [w for s in strands for w in s.works]
    begins = [d for d in (plan.as_of, *(w.first for w in works)) if d is not None]
    ends = [w.last for w in works if w.last is not None]
    first = plan.as_of or min(begins, default=start)
    last = max([*ends, first + timedelta(days=83)])
    last = min(last, first + 3 * YEAR)
    slots = {a.id: a for a in plan.activities if a.slot_for is not None}
    pools = {s.id: _pool(s, slots.keys()) for s in strands}
    loose = [w for s in strands if pools[s.id] == FOCUS for w in s.works if w.first is None and w.last is None]
    come = max(first, first_week(began)) if began is not None else first
    soon = come + timedelta(days=7 * max(2, min(12, -(-len(loose) * GUESS_MOST_MIN["unit"] // LOOSE_WEEK_MIN))) - 1)
    undated = {w.id for w in loose}
    weeks = {w.id: window_weeks(*_window(w, first, soon if w.id in undated else last)) for w in works}
    late = {w.id for w in works if began is not None and w.open and is_over(w, began)}
    if began is not None:
        weeks |= {name: from_first_week(own, began) for name, own in weeks.items() if name not in late}
    units = {w.id: _unit(s, plan, slots) for s in strands for w in s.works}
    stated = _stated(strands, pools, weeks)
    view = Outlook(plan, strands, first, last, pools, weeks, {}, units, {}, stated, hours, focus_share)
    turns = sittings_of(strands, pools, units)
    at = monday(come)
    rooms = {pool: supply(view, pool, at, view.usual) for pool, _ in turns.values()}
    weeks |= weeks_in_turn(strands, turns, pools, rooms, at)
    efforts, paces = _efforts(view, {name: minutes for name, (_, minutes) in turns.items()})
    held = {w.id for s in strands if pools[s.id].startswith("places:") for w in s.works}
    guessed = {name for name in held - turns.keys() if name in efforts and efforts[name].by == "assumed"}
    once = {w.id for w in works if w.once or w.kind in ("decision", "task")}
    view = replace(
        view, efforts=efforts, paces=paces, follows=follows(strands, turns), guessed=frozenset(guessed - once)
    )
    if began is None or not late:
        return view
    behind = [(pools[s.id], w) for s in strands for w in s.works if w.id in late and w.id in efforts]
    running = {pools[s.id] for s in strands if any(w.open and not w.occasion and w.id not in late for w in s.works)}
    week = first_week(began)
    shares: dict[str, float] = {
        pool: supply(view, pool, week, view.usual) * (CATCH_UP_SHARE if pool in running else 1)
        for pool in {pool for pool, _ in behind}
    }
    caught_up = catch_up_weeks(behind, efforts, began, shares)
    until = max((own[-1] + timedelta(days=6) for own in caught_up.values()), default=last)
    last = min(max(last, until), first + 3 * YEAR)
    return replace(view, weeks={**weeks, **caught_up}, late=frozenset(caught_up), last=last)


def _unit(strand: Strand, plan: Plan, slots: Mapping[str, Activity]) -> int:
    held = [min(high for _, high in lengths(slots[p])) for p in strand.places if p in slots]
    return max(30, min(held)) if held else 60


def _window(work: Work, first: date, last: date) -> tuple[date, date]:
    begin = work.first or first
    end = max(begin, work.last or max(last, begin))
    if work.kind == "decision":  # it is taken when its window opens
        end = min(end, begin + timedelta(days=13))
    return (max(begin, first), end) if end >= first else (begin, end)


def _pool(strand: Strand, slots: Iterable[str]) -> str:
    if strand.weekly is not None or strand.lead or strand.beside:
        return f"strand:{strand.id}"
    places = [p for p in strand.places if p in set(slots)]
    if places:
        return f"places:{','.join(places)}"
    return "none" if strand.no_blocks else FOCUS


def supply(
    view: Outlook,
    pool: str,
    week: date,
    given: Conditions,
    free: int | None = None,
    asked: float = 0.0,
    beside: float = 0.0,
) -> int:
    """Minutes that a pool has in a week, where ``free`` are claimed by nothing; null: they are counted here.

    Of works without a place: ``asked`` is what those that are owed or state their effort need in this week as things
    stand, ``beside`` what the others do.
    """
    plan = view.plan
    if pool.startswith("places:"):
        ids = set(pool[7:].split(","))
        held = [s for a in plan.activities if a.id in ids for s in sittings(a, plan, week, given)]
        return sum(s.minutes for s in within_cap(held, plan, week, given))
    if pool == "none":
        return 0
    if pool == FOCUS:
        free = free_minutes(plan, week, given) if free is None else free
        claimed = (block_minutes(view, s, week, free) for s in view.strands if view.pools[s.id].startswith("strand:"))
        rest = free - sum(claimed)
        share = int(rest * view.focus_share)
        wanted = int(max(asked, view.stated.get(week, 0.0)) + min(beside, share))
        return max(0, share, min(int(rest * STATED_SHARE), wanted))
    strand = next(s for s in view.strands if f"strand:{s.id}" == pool)
    return block_minutes(view, strand, week, free_minutes(plan, week, given) if free is None else free)


def _stated(
    strands: Iterable[Strand], pools: Mapping[str, str], weeks: Mapping[str, tuple[date, ...]]
) -> dict[date, float]:
    total: dict[date, float] = {}
    for work in (w for s in strands if pools[s.id] == FOCUS for w in s.works):
        if work.open and not work.occasion and work.minutes is not None:
            for week in weeks[work.id]:
                mean = (work.minutes.lo + work.minutes.top) / 2 / len(weeks[work.id])
                total[week] = total.get(week, 0.0) + mean
    return total


def block_minutes(view: Outlook, strand: Strand, week: date, free: int) -> int:
    """Minutes a week of a lead, of what is done beside one, and of what the person asked for by the week, where
    ``free`` minutes are claimed by nothing."""
    sunday = week + timedelta(days=6)
    if strand.weekly is not None:
        begun = strand.weekly_from is None or strand.weekly_from <= sunday
        over = strand.weekly_until is not None and strand.weekly_until < week
        if begun and not over:
            return strand.weekly
        if not (strand.lead or strand.beside):  # outside of that time it has what the others without a place have
            return min(FOCUS_WEEK_MIN, int(free * view.focus_share / len(view.strands))) if not strand.places else 0
    live = any(week in view.weeks[w.id] for w in strand.works if w.open)
    if not live:
        return 0
    if strand.beside:
        return int(_lead_minutes(free) * BESIDE_SHARE)
    return _lead_minutes(free)


def _lead_minutes(free: int) -> int:
    wanted = max(LEAD_LEAST_MIN, min(LEAD_MOST_MIN, int(free * LEAD_SHARE)))
    return min(free, max(LEAD_FLOOR_MIN, wanted))


def _efforts(view: Outlook, sitting: Mapping[str, int]) -> tuple[dict[str, Effort], dict[str, int]]:
    found: dict[str, Effort] = {}
    paces: dict[str, int] = {}
    by_pool: dict[str, list[Work]] = {}
    for strand in view.strands:
        for work in strand.works:
            if work.occasion:
                continue
            if work.minutes is not None:
                low, high = work.minutes.lo, work.minutes.hi
                p50 = (low + high) // 2 if high is not None else low
                p80 = high if high is not None and high > low else round(p50 * UPPER)
                p80 = p80 if work.box is None else min(p80, work.box)
                found[work.id] = Effort(p50, max(p50, p80), work.effort_by if work.effort_by != "shared" else "stated")
            elif work.id in sitting:
                found[work.id] = Effort(sitting[work.id], round(sitting[work.id] * UPPER), "assumed")
            elif work.kind in ("decision", "task") or work.once:
                p50 = view.units[work.id] if work.once else DECISION_MIN if work.kind == "decision" else TASK_MIN
                found[work.id] = Effort(p50, round(p50 * UPPER), "assumed")
            by_pool.setdefault(view.pools[strand.id], []).append(work)
    for pool, works in sorted(by_pool.items()):
        found |= _shared_out(view, pool, works, found, paces)
    return found, paces


def _guess_most(view: Outlook, pool: str, work: Work) -> float:
    """What is guessed for a work at most: of its kind, but where a place is for its track alone what is guessed for a
    large one, and what a period says comes first all that it has."""
    if pool == FOCUS:
        weeks = len(view.weeks[work.id])
        most = GUESS_MOST_MIN.get(work.kind, LOOSE_MOST_MIN)
        if work.first is not None and work.last is not None and not work.due:
            most = max(most, STEADY_WEEK_MIN * weeks)
        return min(FOCUS_WEEK_MIN * weeks, most)
    if not pool.startswith("places:"):
        return inf
    ids = set(pool[7:].split(","))
    most = GUESS_MOST_MIN.get(work.kind, LARGE_MOST_MIN) * work.weight
    own = all(a.slot_for == (work.track,) for a in view.plan.activities if a.id in ids)
    return max(most, LARGE_MOST_MIN) if own else most


def _shared_out(
    view: Outlook, pool: str, works: Sequence[Work], known: Mapping[str, Effort], paces: dict[str, int]
) -> dict[str, Effort]:
    """The efforts of a pool's unstated works: each week's minutes go to those whose window it lies in, by weight ÷
    weeks of the window, after the pace of the stated ones; stated ones that leave nothing get a slower pace."""
    total: dict[str, float] = {w.id: 0.0 for w in works if w.id not in known and w.open}
    rooms: dict[date, tuple[float, float]] = {}
    by_week: dict[date, list[Work]] = {}
    for work in works:
        if work.open:
            for week in view.weeks[work.id]:
                by_week.setdefault(week, []).append(work)
    for week, live in by_week.items():
        unstated = [w for w in live if w.id in total]
        if not unstated:
            continue
        room = float(supply(view, pool, week, view.usual))
        stated = sum(known[w.id].p50 / len(view.weeks[w.id]) for w in live if w.id in known)
        rooms[week] = (room, stated)
        room = max(room - stated, room * SHARE_LEFT)
        weights = {w.id: w.weight / len(view.weeks[w.id]) for w in unstated}
        whole = sum(weights.values())
        for work in unstated:
            total[work.id] += room * weights[work.id] / whole
    for work in works:
        there = [rooms[week] for week in view.weeks[work.id] if week in rooms] if work.open and work.id in known else []
        room, asked = sum(r for r, _ in there), sum(a for _, a in there)
        if asked > room:  # it cannot be met anyway
            paces[work.id] = round(known[work.id].p50 * room * (1 - SHARE_LEFT) / asked)
    result: dict[str, Effort] = {}
    for work in works:
        if work.id not in total:
            continue
        minutes = total[work.id]
        most = _guess_most(view, pool, work)
        p50 = max(SMALLEST_MIN, round(min(minutes, most) / 5) * 5)
        result[work.id] = Effort(p50, round(p50 * UPPER), "shared" if pool != FOCUS and minutes <= most else "assumed")
    return result
