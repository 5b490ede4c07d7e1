"""When a recurring activity comes round: its days in a week and the lengths of its sittings, from the plan alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from roadweek.domain.base import WEEKDAYS
from roadweek.domain.plan import Activity, Period, Plan

GRID_MIN = 5
"""Sessions start and end on this grid, in minutes."""
DEFAULT_MIN = 30
"""Length of an occasion where the plan gives none."""
SUMMED_SITTING_MIN = 90
"""Where only a sum is given it is split into sittings of at most this."""
LONGEST_MIN = 120
"""A place for work that is longer is held in several sittings, with a break between them."""
WHOLE_MIN = 240
"""What is longer is a day's sum and no sitting."""
ABOUT = 0.8
"""Of a length that is said with "about", what a full week gives it at least."""
_EPOCH = date(1970, 1, 5)
"""A Monday."""


def on_grid(minutes: int) -> int:
    """Up to the grid, at least one step."""
    return max(GRID_MIN, -(-minutes // GRID_MIN) * GRID_MIN)


def split(total: int, parts: int) -> list[int]:
    """``total`` minutes in nearly equal parts on the grid, the longer ones first."""
    steps = on_grid(total) // GRID_MIN
    return [max(1, steps // parts + (1 if n < steps % parts else 0)) * GRID_MIN for n in range(parts)]


def lengths(activity: Activity) -> tuple[tuple[int, int], ...]:
    """Smallest and wanted minutes of each sitting in the activity's unit: a day, a week, a month."""
    minutes, total = activity.minutes, activity.total_minutes
    return _lengths(
        max(1, activity.times.top),
        None if minutes is None else (minutes.lo, minutes.top),
        None if total is None else (total.lo, total.top),
        about=activity.about,
        whole=LONGEST_MIN if activity.slot_for == () else WHOLE_MIN,
    )


@lru_cache(4096)
def _lengths(
    times: int, minutes: tuple[int, int] | None, total: tuple[int, int] | None, *, whole: int, about: bool = False
) -> tuple[tuple[int, int], ...]:
    if about:
        exact = _lengths(times, minutes, total, whole=whole)
        return tuple((min(low, max(GRID_MIN, int(low * ABOUT) // GRID_MIN * GRID_MIN)), high) for low, high in exact)
    if minutes is None and total is not None:
        low, high = total
        count = times if times > 1 else max(1, -(-high // SUMMED_SITTING_MIN))
        pairs = zip(split(low, count), split(high, count), strict=True)
        return tuple((min(a, b), b) for a, b in pairs)
    if minutes is None:
        return ((DEFAULT_MIN, DEFAULT_MIN),) * times
    low = on_grid(minutes[0])
    high = max(low, on_grid((minutes[0] + minutes[1]) // 2 or DEFAULT_MIN))  # a range is wished at its middle
    if high > whole:
        parts = -(-high // LONGEST_MIN)
        one = tuple(zip(split(low, parts), split(high, parts), strict=True))
        return one * times
    return ((low, high),) * times


def alive(activity: Activity, periods: Sequence[Period], day: date) -> bool:
    """Whether the plan asks for ``activity`` on ``day``, its own bounds and those of its period taken together."""
    if activity.superseded:
        return False
    if (activity.first and day < activity.first) or (activity.last and day > activity.last):
        return False
    period = next((p for p in periods if p.id == activity.period), None) if activity.period else None
    return period is None or (period.covers(day) and not period.superseded)


def begin(activity: Activity, plan: Plan) -> date:
    """The day from which every other week or every third day is counted: the activity's, its period's, the plan's."""
    period = next((p for p in plan.periods if p.id == activity.period), None) if activity.period else None
    start = period.start.earliest if period and period.start else None
    return activity.first or start or plan.as_of or _EPOCH


def in_week(activity: Activity, plan: Plan, monday: date) -> bool:
    """Whether a wish of every n-th week falls to the week of ``monday``. A first week that has none of its days left
    is not the first."""
    if activity.interval == 1:
        return True
    first = begin(activity, plan)
    if activity.days and all(WEEKDAYS.index(day) < first.weekday() for day in activity.days):
        first += timedelta(days=7)
    return (monday - (first - timedelta(days=first.weekday()))).days // 7 % activity.interval == 0


def in_month(activity: Activity, plan: Plan, monday: date) -> bool:
    """Whether a wish of every n-th month falls to the month that holds the week's Thursday."""
    first, here = begin(activity, plan), monday + timedelta(days=3)
    return (12 * (here.year - first.year) + here.month - first.month) % activity.interval == 0


def is_nth(activity: Activity, plan: Plan, day: date) -> bool:
    """Whether ``day`` is the one of its month that a monthly wish names: the first Monday, the last Sunday."""
    if activity.days and WEEKDAYS[day.weekday()] not in activity.days:
        return False
    last = (day + timedelta(days=7)).month != day.month
    if not (last if activity.nth == -1 else (day.day - 1) // 7 + 1 == activity.nth):
        return False
    first = begin(activity, plan)
    return (12 * (day.year - first.year) + day.month - first.month) % activity.interval == 0


def of_month(monday: date, times: int) -> list[int]:
    """Which of a month's occasions fall to this week, spread evenly over the weeks whose Thursday the month holds."""
    thursday = monday + timedelta(days=3)
    first = thursday
    while (first - timedelta(days=7)).month == thursday.month:
        first -= timedelta(days=7)
    weeks = [first]
    while (weeks[-1] + timedelta(days=7)).month == thursday.month:
        weeks.append(weeks[-1] + timedelta(days=7))
    here = weeks.index(thursday)
    return [k for k in range(times) if (2 * k + 1) * len(weeks) // (2 * times) == here]


def share_of_week(activity: Activity, living: int, asked: int, count: int) -> int:
    """Of a week in which an activity lives ``living`` days, ``asked`` of them its own, its part of the occasions."""
    if living == 7:
        return count
    of = len(activity.days) or 7
    return count if asked >= of else max(1, round(count * asked / of))
