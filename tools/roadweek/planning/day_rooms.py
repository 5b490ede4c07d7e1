"""How much of each day of a week is free, and sittings cut so that they fit in.

An evening with a habit holds 80 minutes and not 90, and what is cut short on each of five evenings is a sitting that
the week never gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roadweek.domain.base import WEEKDAYS
from roadweek.domain.plan import Plan
from roadweek.planning.rhythm import GRID_MIN, split
from roadweek.planning.supply import Conditions, days_from, sittings

LEAST_MIN = 25
"""Less than this is no sitting."""


class DayRooms:
    """The minutes of each day that nothing has claimed, in the order of days; sittings that are cut take theirs."""

    def __init__(self, rooms: Sequence[int]) -> None:
        self._rooms = list(rooms)

    @classmethod
    def of_week(cls, plan: Plan, monday: date, given: Conditions) -> DayRooms:
        """What recurring wishes leave of each day's hours; those without a day of their own take the emptiest days."""
        hours = given.hours or {}
        days = days_from(monday)
        rooms = {d: 0 if given.away(d) else hours.get(WEEKDAYS[d.weekday()], 0) for d in days}
        claimed = [a for a in plan.activities if a.template == "normal"]
        found = [s for a in claimed for s in sittings(a, plan, monday, given)]
        for sitting in sorted(found, key=lambda s: s.day is None):
            day = sitting.day or max(days, key=lambda d: rooms[d])
            rooms[day] = max(0, rooms[day] - sitting.minutes)
        return cls([rooms[d] for d in days])

    def cut(self, usual: Sequence[int], most: int) -> tuple[tuple[int, ...], int]:
        """``usual`` lengths where each has room as it is; else as many minutes as days hold, none longer than ``most``.
        The second figure is how many of them the fullest day holds; 0 where they stay as they are."""
        after = self._placed(usual)
        if after is not None:
            self._rooms = after
            return tuple(usual), 0
        rest, found, a_day = sum(usual), list[int](), 0
        for at in sorted(range(len(self._rooms)), key=lambda n: -self._rooms[n]):
            minutes = min(self._rooms[at], rest) // GRID_MIN * GRID_MIN
            if minutes < LEAST_MIN:
                continue
            if 0 < rest - minutes < LEAST_MIN and minutes >= 2 * LEAST_MIN:
                minutes -= LEAST_MIN  # what is left is a sitting, too
            parts = split(minutes, -(-minutes // most))
            found += parts
            a_day = max(a_day, len(parts))
            self._rooms[at] -= minutes
            rest -= minutes
        if not found:
            return tuple(usual), 0
        return tuple(sorted(found, reverse=True)), a_day

    def _placed(self, lengths: Sequence[int]) -> list[int] | None:
        """The rooms after all of the lengths, each on the day with most room; null where one has none."""
        rooms = list(self._rooms)
        for length in lengths:
            at = max(range(len(rooms)), key=lambda n: rooms[n])
            if rooms[at] < length:
                return None
            rooms[at] -= length
        return rooms
