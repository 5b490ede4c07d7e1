"""Totals bound the rest: what sums up the work of a day or a week is no wish, and what goes beyond it is not scheduled."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Range
from roadweek.domain.work import Allowance
from roadweek.importing import cues
from roadweek.importing.demand import RecurringWish
from roadweek.importing.lengths import ASSUMED_MIN
from roadweek.importing.markup import width
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.occasions import Cell
from roadweek.planning.interpret.stated import Total

SHORT_DAY_MIN = 45
"""A daily stretch of study of at least this length, with no topic of its own, is the day's total."""
COVERED = 0.6
LIKE = (0.7, 1.4)
"""A length that is so many times the occasions' is theirs said again."""
SLACK = 1.1
"""A sum may be so much more than is stated before it counts as a misreading."""
LONG_LIFE = 400
LOOKED_AT = 60
"""Weeks that a sum is taken over."""


@dataclass(frozen=True, slots=True)
class Totals:
    kept: tuple[RecurringWish, ...]
    allowances: tuple[Allowance, ...]
    summed: frozenset[str]
    over: frozenset[str]
    """Wishes (item ids) that do not fit into what the plan states."""


def generic(wish: RecurringWish) -> bool:
    """Whether a wish names nothing but that time is spent."""
    title = wish.item.title
    return bool(signs.GENERIC.fullmatch(title) or cues.TOTAL.search(title)) and width(title) <= 40


def day_minutes(wishes: Sequence[RecurringWish], totals: Sequence[Total]) -> Range | None:
    """The hours that the plan states for each day of work, where it states any."""
    for total in totals:
        if total.per == "day" and total.first is None and not total.days and total.minutes.lo >= SHORT_DAY_MIN:
            return total.minutes
    for wish in wishes:
        item = wish.item
        if wish.trip or item.per != "day" or item.duration_min is None or item.at or item.slot or item.days:
            continue
        if item.duration_min[0] >= SHORT_DAY_MIN and generic(wish):
            return Range(lo=item.duration_min[0], hi=item.duration_min[1])
    return None


def totals_of(
    wishes: Sequence[RecurringWish], cells: Sequence[Cell], stated: Sequence[Total], capped: Collection[int] = ()
) -> Totals:
    """Tell totals from wishes. What the week is ``capped`` at (``id`` of its place) is obeyed by the scheduler. Of a plan whose days are laid out, a rhythm with the same lengths is their sum."""
    allowances = {a.id: a for a in (t.allowance() for t in stated)}
    said = {id(t.place) for t in stated}
    kept: list[RecurringWish] = []
    generics: list[RecurringWish] = []
    summed: set[str] = set()
    by_day: dict[date, int] = {}
    for cell in cells:
        by_day[cell.day] = by_day.get(cell.day, 0) + (cell.minutes.lo if cell.minutes else 0)
    for wish in wishes:
        plain = not wish.trip and wish.item.kind != "template" and (generic(wish) or id(wish.place) in said)
        if not wish.trip and by_day and _sums(wish, by_day):
            allowances.setdefault(f"total-{wish.item.id}", _allowance(wish))
            summed.add(wish.item.id)
        elif plain and _length(wish) and wish.item.at is None:
            generics.append(wish)
        else:
            kept.append(wish)
    for wish in generics:
        others = [o for o in kept if not o.trip and o.on & wish.on and o.overlaps(wish)]
        if others or cells:
            allowances.setdefault(f"total-{wish.item.id}", _allowance(wish))
            summed.add(wish.item.id)
        else:
            kept.append(wish)
    bounds = tuple(allowances.values())
    caps = {t.allowance().id for t in stated if id(t.place) in capped}
    over = _beyond(kept, tuple(b for b in bounds if b.id not in caps), by_day)
    return Totals(tuple(w for w in kept if w.item.id not in over), bounds, frozenset(summed), frozenset(over))


def _length(wish: RecurringWish) -> bool:
    return wish.item.duration_min is not None or wish.item.total_min_per_period is not None


def _sums(wish: RecurringWish, by_day: Mapping[date, int]) -> bool:
    item = wish.item
    first, last = min(by_day), max(by_day)
    if (wish.first and wish.first > last) or (wish.last and wish.last < first):
        return False
    if item.per == "week" and item.total_min_per_period is not None:
        weeks = max(1, round(((last - first).days + 1) / 7))
        mean = sum(by_day.values()) / weeks
        return generic(wish) or LIKE[0] <= item.total_min_per_period[0] / max(1, mean) <= LIKE[1]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    mine = [d for d in days if WEEKDAYS[d.weekday()] in wish.on]
    held = [d for d in mine if d in by_day]
    if not mine or len(held) < COVERED * len(mine):
        return False
    if generic(wish):
        return True
    if item.duration_min is None:
        return False
    mean = sum(by_day[d] for d in held) / len(held)
    return LIKE[0] <= item.duration_min[0] / max(1, mean) <= LIKE[1]


def _allowance(wish: RecurringWish) -> Allowance:
    item = wish.item
    length = item.total_min_per_period or item.duration_min or (0, None)
    daily = item.per == "day" or item.total_min_per_period is None
    times = 1 if daily else (item.times or (1, 1))[0]
    return Allowance(
        id=f"total-{item.id}",
        per="day" if daily else "week",
        minutes=Range(lo=length[0] * times, hi=None if length[1] is None else length[1] * times),
        days=item.days or (),
        first=wish.first,
        last=wish.last,
        lines=item.lines,
        text=item.title[:120],
    )


def nominal(wish: RecurringWish, monday: date) -> dict[date, int]:
    """Minutes of a wish on the days of a week; those without a day of their own are spread over all that it may take."""
    item = wish.item
    days = [monday + timedelta(days=n) for n in range(7)]
    days = [d for d in days if WEEKDAYS[d.weekday()] in wish.on]
    days = [d for d in days if (not wish.first or d >= wish.first) and (not wish.last or d <= wish.last)]
    if not days or item.per == "month":
        return {}
    low, high = item.duration_min or item.total_min_per_period or (ASSUMED_MIN, ASSUMED_MIN)
    minutes = (low + (high or low)) / 2
    times = (item.times or (1, 1))[0]
    if item.per == "day":
        return {d: round(minutes * times / (item.interval or 1)) for d in days}
    whole = minutes * (times if item.duration_min is not None or item.total_min_per_period is None else 1)
    return {d: round(whole / len(days) / (item.interval or 1)) for d in days}


def _beyond(wishes: Sequence[RecurringWish], bounds: Sequence[Allowance], by_day: Mapping[date, int]) -> set[str]:
    """The wishes that go beyond stated totals in most of their weeks, the least sure first."""
    if not bounds:
        return set()
    normal = [w for w in wishes if not w.trip]
    weeks = _weeks(normal, bounds, by_day)
    loads = {w.item.id: {week: nominal(w, week) for week in weeks} for w in normal}
    gone: set[str] = set()

    def too_much(wish: RecurringWish) -> bool:
        mine = [week for week in weeks if loads[wish.item.id][week]]
        over = sum(_exceeds(week, loads, gone, bounds, by_day, wish) for week in mine)
        return bool(mine) and over * 2 > len(mine)

    ranked = sorted((w for w in normal if w.item.at is None), key=_sureness)  # a clock time is a proof
    for wish in ranked:
        if too_much(wish):
            gone.add(wish.item.id)
    for wish in reversed(ranked):  # what goes beyond by itself may have taken others with it
        if wish.item.id in gone:
            gone.discard(wish.item.id)
            if too_much(wish):
                gone.add(wish.item.id)
    return gone


def _weeks(wishes: Sequence[RecurringWish], bounds: Sequence[Allowance], by_day: Mapping[date, int]) -> list[date]:
    days = [d for w in wishes for d in (w.first, w.last) if d] + [d for b in bounds for d in (b.first, b.last) if d]
    days += list(by_day)
    first = min(days, default=date(2026, 3, 2))
    first -= timedelta(days=first.weekday())
    count = min(LOOKED_AT, max(2, (max(days, default=first) - first).days // 7 + 1))
    return [first + timedelta(days=7 * n) for n in range(count)]


def _sureness(wish: RecurringWish) -> tuple[bool, bool, int, bool, int]:
    """What is a must, belongs to a short stretch, states its length and comes first is surest."""
    item = wish.item
    line = item.lines[-1] if item.lines else 0
    life = (wish.last - wish.first).days if wish.first and wish.last else LONG_LIFE
    return item.strength == "must", item.kind == "template", -min(life, LONG_LIFE) // 28, _length(wish), -line


def _exceeds(
    week: date,
    loads: Mapping[str, Mapping[date, Mapping[date, int]]],
    gone: set[str],
    bounds: Sequence[Allowance],
    by_day: Mapping[date, int],
    wish: RecurringWish,
) -> bool:
    days: dict[date, int] = {}
    for n in range(7):
        day = week + timedelta(days=n)
        days[day] = by_day.get(day, 0) + sum(load[week].get(day, 0) for name, load in loads.items() if name not in gone)
    mine = loads[wish.item.id][week]
    for bound in bounds:
        inside = [
            d for d in days
            if (bound.first is None or d >= bound.first) and (bound.last is None or d <= bound.last)
            and (not bound.days or WEEKDAYS[d.weekday()] in bound.days)
        ]  # fmt: skip
        if bound.per == "week" and len(inside) == 7 and sum(days.values()) > bound.minutes.top * SLACK:
            return True
        if bound.per == "day" and any(days[d] > bound.minutes.top * SLACK for d in inside if d in mine):
            return True
    return False
