"""What a plan asks for: its first full week's sessions and minutes, what it states itself, and what gets no time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.domain.plan import Plan
from roadweek.domain.work import Allowance, Strand, Work
from roadweek.importing.conflicts.case import Exceeded
from roadweek.importing.demand import RecurringWish
from roadweek.planning.allocate import allocate
from roadweek.planning.effort import Outlook, outlook
from roadweek.planning.interpret.interpret import Interpretation
from roadweek.planning.interpret.occasions import ASSUMED_MIN
from roadweek.planning.interpret.totals import SLACK, nominal
from roadweek.planning.supply import sittings

LOOKED_AT = 60
"""Weeks in which a first full one is looked for."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Demanded:
    """Sessions and minutes of the first full week with any; ``stated`` minutes of it, null where the plan says none."""

    sessions: int
    minutes: int
    stated: int | None
    stated_lines: tuple[int, ...]
    idle: tuple[tuple[Strand, Work], ...]
    """Works that get no minute in any week, though their time is not over."""


def demanded(plan: Plan, today: date, hours: Mapping[Weekday, int], began: date | None = None) -> Demanded:
    """What ``plan`` asks for where nothing comes between; ``hours`` are the minutes that each weekday has, ``began`` is
    the day on which its person came to it."""
    view = outlook(plan, plan.as_of or today, began=began, hours=hours)
    come = max(view.first, began) if began is not None else view.first
    monday = come + timedelta(days=-come.weekday() % 7)
    done: dict[str, int] = {}
    asked: tuple[int, int] | None = None
    at = monday
    week = come - timedelta(days=come.weekday())
    while week <= max(view.last, monday + LOOKED_AT * WEEK):
        content, ledger = allocate(view, week, done, view.usual)
        done = ledger.done
        for occasion in content.occasions:
            done[occasion.work.id] = done.get(occasion.work.id, 0) + _minutes(occasion.work)
        if asked is None and week >= monday:
            lengths = _lengths(plan, week)
            lengths += [m for block in content.blocks for m in block.lengths]
            lengths += [_minutes(one.work) for one in content.occasions]
            if lengths:
                asked, at = (len(lengths), sum(lengths)), week
        if asked is not None and week > view.last:
            break
        week += WEEK
    stated = _capped(stated_week(plan.allowances, at), plan)
    sessions, minutes = asked or (0, 0)
    return Demanded(sessions, minutes, stated[0], stated[1], tuple(_idle(view, done)))


def _lengths(plan: Plan, week: date) -> list[int]:
    return [s.minutes for a in plan.activities if a.template == "normal" for s in sittings(a, plan, week)]


def _minutes(work: Work) -> int:
    return work.minutes.lo if work.minutes is not None else ASSUMED_MIN


def _idle(view: Outlook, done: Mapping[str, int]) -> Iterable[tuple[Strand, Work]]:
    for strand in view.strands:
        for work in strand.works:
            over = work.last is not None and work.last < view.first
            named = any(map(str.isalpha, work.title))
            if work.open and not work.occasion and not over and named and not done.get(work.id):
                yield strand, work


def _capped(stated: tuple[int | None, tuple[int, ...]], plan: Plan) -> tuple[int | None, tuple[int, ...]]:
    """A cap on all work of a week states it as well."""
    for rule in plan.rules:
        of_all = rule.kind == "max_minutes_per_week" and not rule.activities and rule.template != "trip"
        if of_all and rule.minutes and (stated[0] is None or rule.minutes < stated[0]):
            stated = (rule.minutes, rule.lines)
    return stated


def stated_week(allowances: Sequence[Allowance], monday: date) -> tuple[int | None, tuple[int, ...]]:
    """Minutes that a plan states for the week of ``monday``, and the lines that do: a week's total, else those of its
    days."""
    sunday = monday + timedelta(days=6)
    alive = [a for a in allowances if not (a.first and a.first > sunday) and not (a.last and a.last < monday)]
    weekly = [a for a in alive if a.per == "week"]
    if weekly:
        least = min(weekly, key=lambda a: a.minutes.top)
        return least.minutes.top, least.lines
    total, lines = 0, dict[int, None]()
    for day in WEEKDAYS:
        mine = [a for a in alive if not a.days or day in a.days]
        if mine:
            least = min(mine, key=lambda a: a.minutes.top)
            total += least.minutes.top
            lines.update(dict.fromkeys(least.lines))
    return (total, tuple(lines)) if total else (None, ())


def exceeded(meaning: Interpretation, wishes: Sequence[RecurringWish]) -> tuple[Exceeded, ...]:
    """The stated totals that the demand goes beyond, at most one of a week and one of a day; ``wishes`` are all that
    were read, those left out included."""
    left = [w for w in wishes if meaning.unsure.get(w.item.id) == "over_total"]
    if not left:
        return ()
    every = [w for w in (*meaning.demand.wishes, *left) if not w.trip]
    found: list[Exceeded] = []
    for per in ("week", "day"):
        bounds = [a for a in meaning.allowances if a.per == per]
        worst = max((_worst(bound, every, meaning) for bound in bounds), key=lambda w: w[0], default=None)
        if worst is None or worst[0] <= SLACK:
            continue
        _, bound, asked, day, taking = worst
        gone = tuple(w.item for w in left if w.item.id in taking)
        if gone:
            found.append(Exceeded(bound.lines, bound.text, bound.minutes.top, asked, day, gone))
    return tuple(found)


Worst = tuple[float, Allowance, int, Weekday | None, frozenset[str]]


def _worst(bound: Allowance, wishes: Sequence[RecurringWish], meaning: Interpretation) -> Worst:
    """The week or day that asks most beyond a total: the ratio, its minutes, and the items that take from it."""
    worst: Worst = (0.0, bound, 0, None, frozenset())
    for week in _weeks(bound, wishes):
        loads = {w.item.id: nominal(w, week) for w in wishes}
        days = [week + timedelta(days=n) for n in range(7)]
        days = [d for d in days if (not bound.first or d >= bound.first) and (not bound.last or d <= bound.last)]
        days = [d for d in days if not bound.days or WEEKDAYS[d.weekday()] in bound.days]
        by_day = {d: sum(load.get(d, 0) for load in loads.values()) + _occasions(meaning, d) for d in days}
        sums: list[tuple[int, date | None]] = (
            [(sum(by_day.values()), None)] if bound.per == "week" else [(m, d) for d, m in by_day.items()]
        )
        for asked, day in sums:
            ratio = asked / bound.minutes.top
            if ratio > worst[0]:
                taking = frozenset(n for n, load in loads.items() if (load.get(day) if day else sum(load.values())))
                worst = (ratio, bound, asked, WEEKDAYS[day.weekday()] if day else None, taking)
    return worst


def _weeks(bound: Allowance, wishes: Sequence[RecurringWish]) -> list[date]:
    """The weeks in which a sum can change: where something begins."""
    days = {d for w in wishes if (d := w.first) is not None} | {d for d in (bound.first,) if d is not None}
    starts = {d - timedelta(days=d.weekday()) for d in days or {date(2026, 3, 2)}}
    return sorted({s + n * WEEK for s in starts for n in (0, 1)})[:LOOKED_AT]


def _occasions(meaning: Interpretation, day: date) -> int:
    works = (w for s in meaning.strands for w in s.works if w.occasion and w.first == w.last == day)
    return sum(_minutes(w) for w in works)
