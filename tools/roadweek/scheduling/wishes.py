"""What one wish is: a session that the week should hold, with all that bounds its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from roadweek.domain.base import Slot
from roadweek.domain.week import Reason, Session
from roadweek.scheduling.weights import MISSING_MIN, missing


@dataclass(frozen=True, slots=True)
class Wish:
    """One wanted session. Lengths in minutes; days are indexes, Monday is 0."""

    id: str
    title: str
    track: str | None
    lo: int
    hi: int
    rate: int
    """Cost of a missing minute, see ``weights``."""
    days: tuple[int, ...]
    """Where it may lie."""
    group: str
    """Wishes of one group keep to different days, but for ``per_day``."""
    per_day: int = 1
    activity: str | None = None
    task: str | None = None
    must: bool = False
    ideal: int | None = None
    """The day that spreads its group evenly."""
    slots: tuple[Slot, ...] = ()
    at: time | None = None
    """The local time at which it is wished to start."""
    hours: tuple[time, time] | None = None
    """It lies from the one to the other or nowhere; an end of midnight is the day's."""
    only_slots: bool = False
    """The person asked for that part of the day: nothing else will do."""
    after: str | None = None
    """A wish that must end before this one starts."""
    due: str | None = None
    barred: tuple[tuple[int, Reason], ...] = ()
    """Days that it would take by itself, and why it may not."""
    standing: Session | None = None
    """Where it stands now, if it stands and may move."""
    no_units: bool = field(default=False)
    """It is no place for work (trips, one-off tasks)."""
    strand: str | None = None
    """The strand that it is for, where it is no sitting of a place."""
    occasion: str | None = None
    """The work that has this day of its own."""
    missed: date | None = None
    """It is another time for a session of that day, which was left undone."""
    absence: int = MISSING_MIN
    """What it costs to leave it out, beyond its minutes, in minutes of its rate, see ``standing.valued``."""
    keeps_hour: bool = False
    """The hour at which it stands is a good one: where it moves, it keeps near that."""
    touch: int = 0
    """What it costs to touch it at all, beyond what the move costs."""

    @property
    def missing(self) -> int:
        """What it costs to leave it out."""
        return missing(self.rate, self.hi, self.absence)
