"""Due days that follow trips and rest days: what is due on a full day is moved to days with room, and told before.

Each day has its minutes: a usual day the time box, a day of a trip what the trip's template has, a rest day none. What
does not fit goes before its day where its memory allows, else after it; no day gets more than its minutes, so nothing
piles up. The same input gives the same days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

EARLIEST: Final = 2 / 3
"""Share of an interval that must have gone by: a review before that adds too little to the memory."""
LATEST: Final = 366
"""Days after which a search for room ends."""


@dataclass(frozen=True, slots=True)
class LoadItem:
    """Something due: its day, its minutes, and the day of its last answer (null for a new one, which does not come
    early)."""

    id: str
    due: date
    minutes: float
    last: date | None = None

    def earliest(self) -> date:
        if self.last is None or self.last >= self.due:
            return self.due
        days = (self.due - self.last).days
        return self.last + timedelta(days=max(1, -int(-days * EARLIEST // 1)))


@dataclass(frozen=True, slots=True)
class LoadMove:
    """An item that comes on another day than its own."""

    id: str
    due: date
    to: date


@dataclass(frozen=True, slots=True)
class Loads:
    """``days`` has the ids of each day in order, ``minutes`` its load; ``moves`` by due day; ``no_room`` found no day
    within a year."""

    days: dict[date, tuple[str, ...]]
    minutes: dict[date, float]
    moves: tuple[LoadMove, ...]
    no_room: tuple[str, ...]


def spread(items: Iterable[LoadItem], room: Callable[[date], float], today: date) -> Loads:
    """Give each item its day, from ``today`` on. ``room`` is the minutes of a day; what is overdue is due today."""
    load: dict[date, float] = defaultdict(float)
    chosen: dict[date, list[str]] = defaultdict(list)
    moves: list[LoadMove] = []
    no_room: list[str] = []

    def fits(item: LoadItem, day: date) -> bool:
        return load[day] + item.minutes <= room(day) + 1e-9

    def place(item: LoadItem, day: date) -> None:
        load[day] += item.minutes
        chosen[day].append(item.id)

    waiting: list[LoadItem] = []
    for item in sorted(items, key=_urgency):  # those that keep their day first, so that no guest takes their room
        own = max(item.due, today)
        if fits(item, own):
            place(item, own)
        else:
            waiting.append(item)
    full_until: dict[float, date] = {}
    for item in waiting:
        own = max(item.due, today)
        day = _before(item, own, today, fits)
        if day is None:
            begin = max(own, full_until.get(item.minutes, own))
            day = next((d for d in _days(begin, own + timedelta(days=LATEST)) if fits(item, d)), None)
            if day is not None and begin == full_until.get(item.minutes, own):
                full_until[item.minutes] = day  # days only fill: nothing of this length fits before it
        if day is None:
            no_room.append(item.id)
            continue
        place(item, day)
        moves.append(LoadMove(item.id, item.due, day))
    days = {day: tuple(chosen[day]) for day in sorted(chosen)}
    return Loads(days, {day: round(load[day], 6) for day in days}, tuple(moves), tuple(no_room))


def _urgency(item: LoadItem) -> tuple[date, int, str]:
    """By due day; of one day the short intervals first, which lose most by waiting and cannot come early."""
    return item.due, (item.due - item.last).days if item.last else 0, item.id


def _before(item: LoadItem, own: date, today: date, fits: Callable[[LoadItem, date], bool]) -> date | None:
    """The nearest day before its own on which it may come and has room."""
    first = max(item.earliest(), today)
    return next((day for day in reversed(list(_days(first, own - timedelta(days=1)))) if fits(item, day)), None)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
