"""Stated totals: what sums up the work of a day or a week bounds it, and is no wish of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Range
from roadweek.domain.plan import Budget
from roadweek.domain.work import Allowance
from roadweek.importing import cues
from roadweek.importing.demand import RecurringWish
from roadweek.importing.markup import width
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.occasions import Cell

WHOLE_DAY_MIN = 180
"""A daily stretch of study of at least this length, with no topic of its own, is the day's total."""
COVERED = 0.6
LIKE = (0.7, 1.4)
"""A length that is so many times the occasions' is theirs said again."""


@dataclass(frozen=True, slots=True)
class DayTotal:
    wish: RecurringWish
    item_minutes: Range


@dataclass(frozen=True, slots=True)
class Totals:
    kept: tuple[RecurringWish, ...]
    allowances: tuple[Allowance, ...]
    summed: frozenset[str]


def generic(wish: RecurringWish) -> bool:
    """Whether a wish names nothing but that time is spent."""
    title = wish.item.title
    return bool(signs.GENERIC.fullmatch(title) or cues.TOTAL.search(title)) and width(title) <= 40


def day_total(wishes: Sequence[RecurringWish]) -> DayTotal | None:
    """The hours that the plan states for each day, where a wish states nothing else."""
    for wish in wishes:
        item = wish.item
        if wish.trip or item.per != "day" or item.duration_min is None or item.at or item.slot:
            continue
        if item.duration_min[0] >= WHOLE_DAY_MIN and generic(wish):
            return DayTotal(wish, Range(lo=item.duration_min[0], hi=item.duration_min[1]))
    return None


def totals_of(wishes: Sequence[RecurringWish], cells: Sequence[Cell], budgets: Sequence[Budget]) -> Totals:
    """Tell totals from wishes. Of a plan whose days are laid out, a rhythm with the same lengths is their sum."""
    del budgets
    kept: list[RecurringWish] = []
    allowances: list[Allowance] = []
    summed: set[str] = set()
    by_day: dict[date, int] = {}
    for cell in cells:
        by_day[cell.day] = by_day.get(cell.day, 0) + (cell.minutes.lo if cell.minutes else 0)
    for wish in wishes:
        if not wish.trip and by_day and _sums(wish, by_day):
            allowances.append(_allowance(wish))
            summed.add(wish.item.id)
        else:
            kept.append(wish)
    others = [w for w in kept if not w.trip and not generic(w)]
    if len(others) >= 1:
        for wish in [w for w in kept if not w.trip and generic(w) and _length(w)]:
            inside = [o for o in others if o.on & wish.on and o.overlaps(wish)]
            if inside and wish.item.kind != "template":
                allowances.append(_allowance(wish))
                summed.add(wish.item.id)
                kept.remove(wish)
    return Totals(tuple(kept), tuple(allowances), frozenset(summed))


def _length(wish: RecurringWish) -> bool:
    return wish.item.duration_min is not None or wish.item.total_min_per_period is not None


def _sums(wish: RecurringWish, by_day: dict[date, int]) -> bool:
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
