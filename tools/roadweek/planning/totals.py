"""What a plan states of a week by line of work: the minutes of each track's rhythms, as a range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadweek.domain.plan import Activity, Plan
from roadweek.planning.rhythm import ABOUT, lengths
from roadweek.planning.supply import Conditions, sittings


@dataclass(frozen=True, slots=True)
class StatedMinutes:
    """Minutes of a week; ``hi`` is null where the text only says "at least"."""

    lo: int
    hi: int | None


def stated_by_track(plan: Plan, monday: date, given: Conditions) -> dict[str, StatedMinutes]:
    """By track, what the rhythms of ``plan`` ask of a week; those whose length nothing states are left out."""
    found: dict[str, StatedMinutes] = {}
    for activity in _live(plan.activities):
        units = len(sittings(activity, plan, monday, given)) / max(1, len(lengths(activity)))
        if not units:
            continue
        one = _of(activity, units)
        known = found.get(activity.track)
        if known is not None:
            hi = known.hi + one.hi if known.hi is not None and one.hi is not None else None
            one = StatedMinutes(known.lo + one.lo, hi)
        found[activity.track] = one
    return found


def _live(activities: Iterable[Activity]) -> Iterable[Activity]:
    return (a for a in activities if not a.assumed and (a.minutes is not None or a.total_minutes is not None))


def _of(activity: Activity, units: float) -> StatedMinutes:
    """The minutes of an activity in ``units`` days, weeks or months."""
    one = _exactly(activity, units)
    if not activity.about:
        return one
    return StatedMinutes(round(one.lo * ABOUT), None if one.hi is None else round(one.hi * (2 - ABOUT)))


def _exactly(activity: Activity, units: float) -> StatedMinutes:
    if activity.minutes is not None:
        low, high = activity.minutes.lo * activity.times.lo, activity.minutes.hi
        top = None if high is None else round(units * high * activity.times.top)
        return StatedMinutes(round(units * low), top)
    total = activity.total_minutes
    assert total is not None
    return StatedMinutes(round(units * total.lo), None if total.hi is None else round(units * total.hi))
