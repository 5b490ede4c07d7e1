"""Days in a row, by GitHub's day (UTC) and by the person's own: two honest figures beside each other. Pure.

Today is pending until something is done in it, and so is every day after the last reading: neither ends a row. Days
away (trips, pauses) do not end it either; they are counted apart. GitHub counts a commit to the day that its own time
stamp names in its own zone, and gives no time for it: by the person's own day it counts on that date. Everything else
has a time and counts on the day that the person's clocks showed then. Where such times are missing, the other day of
theirs that a day of UTC touches is not held against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

__all__ = ["Streak", "github_streak", "own_streak"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """A row of days: ``days`` with a contribution, ``waited`` days between them that could not end it (days away, and
    where times are missing days that may have had one).

    ``today`` is done, pending, or unknown where it was not read since. ``whole`` is false where the row goes back to
    the first day that is known, so it may be longer. ``dated`` of the days are known by GitHub's date alone.
    """

    days: int
    waited: int
    since: date | None
    until: date | None
    today: Literal["done", "pending", "unknown"]
    longest: int
    whole: bool
    dated: int = 0


def github_streak(
    counts: Mapping[date, int], *, read_at: datetime, now: datetime, away: Collection[date] = ()
) -> Streak:
    """The row by GitHub's day. ``counts``: contributions by day of the calendar, days without any included."""
    active = {day for day, count in counts.items() if count > 0}
    first = min(counts, default=_utc(read_at))
    return _row(active, set(away), first, _utc(read_at), _utc(now))


def own_streak(
    counts: Mapping[date, int],
    moments: Iterable[datetime],
    zone: ZoneInfo,
    *,
    read_at: datetime,
    now: datetime,
    away: Collection[date] = (),
    complete: bool = True,
) -> Streak:
    """The row by the person's own day in ``zone``; ``moments`` are the aware times of what is no commit, all of them
    where ``complete``."""
    timed = list(moments)
    last = read_at.astimezone(zone).date()
    active = {at.astimezone(zone).date() for at in timed if at <= read_at}
    known = Counter(_utc(at) for at in timed)
    dated: set[date] = set()
    maybe: set[date] = set()
    for day, count in counts.items():
        if count > known[day]:
            lit = [each for each in _own_days(day, zone) if each <= last]
            if lit:
                dated.add(day if day in lit else lit[-1])
                maybe.update(lit if not complete else ())
    dated -= active
    first = min(counts, default=last)
    return _row(active | dated, set(away) | maybe, first, last, now.astimezone(zone).date(), dated)


def _utc(at: datetime) -> date:
    return at.astimezone(UTC).date()


def _own_days(day: date, zone: ZoneInfo) -> list[date]:
    """The days in ``zone`` that a day of UTC touches, in order: one or two, or three where a day was left out."""
    begin = datetime.combine(day, time.min, UTC)
    first, last = begin.astimezone(zone).date(), (begin + _DAY - timedelta(microseconds=1)).astimezone(zone).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _row(
    active: Collection[date],
    held: Collection[date],
    first: date,
    read: date,
    today: date,
    dated: Collection[date] = (),
) -> Streak:
    """The row that ``today`` belongs to. Behind ``read`` nothing is known, before ``first`` neither."""
    edge = min(read, today)
    days = waited = waiting = by_date = 0
    since = until = None
    day = edge if edge in active else edge - _DAY
    while day >= first and (day in active or day in held):
        if day in active:
            waited += waiting if days else 0
            days, waiting, since, until = days + 1, 0, day, until or day
            by_date += day in dated
        else:
            waiting += 1
        day -= _DAY
    state: Literal["done", "pending", "unknown"] = "done" if edge in active else "pending"
    return Streak(
        days=days,
        waited=waited,
        since=since,
        until=until,
        today="unknown" if read < today else state,
        longest=max(days, _longest(active, held, first, edge)),
        whole=not days or day >= first,
        dated=by_date,
    )


def _longest(active: Collection[date], held: Collection[date], first: date, last: date) -> int:
    best = run = 0
    day = first
    while day <= last:
        if day in active:
            run += 1
            best = max(best, run)
        elif day not in held and day != last:
            run = 0
        day += _DAY
    return best
