"""What a week offers to work: the sittings of its places, and the minutes that nothing has claimed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.week import Trip, trip_on
from roadweek.planning import rhythm

PauseSpan = tuple[str, date, date]
"""A track and the first and last day of its pause, both inclusive."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One occasion of a place in a week. ``day`` is null where the week may choose it."""

    place: str
    day: date | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Conditions:
    """What bounds a week beside the plan: trips, pauses, days off, and the free minutes of each weekday."""

    trips: tuple[Trip, ...] = ()
    pauses: tuple[PauseSpan, ...] = ()
    off: frozenset[date] = frozenset()
    hours: Mapping[Weekday, int] | None = None
    """Minutes that may be worked on a weekday, the buffer left out."""

    def from_day(self, first: date) -> Conditions:
        """These, with the week before the day ``first`` gone: nothing is done any more on a day that is over."""
        return replace(self, off=self.off | {first - timedelta(days=n) for n in range(1, 8)})

    def away(self, day: date) -> bool:
        return day in self.off or trip_on(self.trips, day) is not None


USUAL = Conditions()
"""A week in which nothing comes up."""


def days_from(monday: date) -> list[date]:
    return [monday + timedelta(days=n) for n in range(7)]


def sittings(activity: Activity, plan: Plan, monday: date, given: Conditions = USUAL) -> list[Sitting]:
    """The sittings of an activity in the week of ``monday``, those without a day last."""
    if activity.superseded or (activity.last and activity.last < monday):
        return []
    if activity.first and activity.first > monday + timedelta(days=6):
        return []
    living = [d for d in days_from(monday) if rhythm.alive(activity, plan.periods, d)]
    asked = [d for d in living if not activity.days or WEEKDAYS[d.weekday()] in activity.days]
    if not asked:
        return []
    paused = [(a, b) for track, a, b in given.pauses if track == activity.track]
    if activity.template == "trip":
        free = [d for d in asked if trip_on(given.trips, d) is not None and d not in given.off]
    else:
        free = [d for d in asked if not given.away(d)]
    free = [d for d in free if not any(a <= d <= b for a, b in paused)]
    lengths = [high for _, high in rhythm.lengths(activity)]
    if activity.per == "day":
        first = rhythm.begin(activity, plan)
        return [Sitting(activity.id, d, m) for d in free if (d - first).days % activity.interval == 0 for m in lengths]
    if activity.nth is not None:
        return [Sitting(activity.id, d, m) for d in free if rhythm.is_nth(activity, plan, d) for m in lengths]
    if activity.per == "month":
        if not rhythm.in_month(activity, plan, monday):
            return []
        chosen = [lengths[k] for k in rhythm.of_month(monday, len(lengths))]
    elif activity.per in ("week", "unspecified") and rhythm.in_week(activity, plan, monday):
        chosen = lengths[: rhythm.share_of_week(activity, len(living), len(asked), len(lengths))]
    else:
        return []
    if len(asked) == len(chosen) or len(asked) == 1:  # on each of its days
        days = asked if len(asked) == len(chosen) else asked * len(chosen)
        return [Sitting(activity.id, d, m) for d, m in zip(days, chosen, strict=True) if d in free]
    most = len(free) * max(1, -(-len(chosen) // max(1, len(asked))))
    return [Sitting(activity.id, None, m) for m in chosen[:most]]


def minutes_of(activities: Sequence[Activity], plan: Plan, monday: date, given: Conditions = USUAL) -> int:
    """Minutes that some activities take in a week."""
    return sum(s.minutes for a in activities for s in sittings(a, plan, monday, given))


def week_cap(plan: Plan, monday: date) -> int | None:
    """The fewest minutes that a rule allows all work of a week at home; null where none does."""
    days = days_from(monday)
    periods = {p.id: p for p in plan.periods}
    stated = [
        rule.minutes
        for rule in plan.rules
        if rule.kind == "max_minutes_per_week" and rule.minutes is not None and rule.template != "trip"
        if rule.period not in periods or any(periods[rule.period].covers(day) for day in days)
    ]
    return min(stated, default=None)


def within_cap(found: Sequence[Sitting], plan: Plan, monday: date, given: Conditions) -> list[Sitting]:
    """Of a week's sittings those that a cap on the week leaves: of each place about the same part, the first ones.

    Which of them the week itself drops is the solver's choice; this is what is reckoned with ahead.
    """
    cap = week_cap(plan, monday)
    if cap is None:
        return list(found)
    asked = minutes_of([a for a in plan.activities if a.template == "normal"], plan, monday, given)
    if asked <= cap:
        return list(found)
    left: dict[str, int] = {}
    for sitting in found:
        left[sitting.place] = left.get(sitting.place, 0) + 1
    left = {place: round(count * cap / asked) for place, count in left.items()}
    kept: list[Sitting] = []
    for sitting in found:
        if left[sitting.place] > 0:
            left[sitting.place] -= 1
            kept.append(sitting)
    return kept


def free_minutes(plan: Plan, monday: date, given: Conditions, leave_out: Collection[str] = ()) -> int:
    """Minutes of the week's working hours that no recurring wish has claimed; 0 where no hours are known."""
    if given.hours is None:
        return 0
    total = 0
    for day in days_from(monday):
        if not given.away(day):
            total += given.hours.get(WEEKDAYS[day.weekday()], 0)
    cap = week_cap(plan, monday)
    total = total if cap is None else min(total, cap)
    claimed = [a for a in plan.activities if a.template == "normal" and a.id not in leave_out]
    return max(0, total - minutes_of(claimed, plan, monday, given))
