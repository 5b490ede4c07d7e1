"""What a minute, a move and a missed wish cost: the one definition that the model and the verifier share.

A wish's ``rate`` is the cost of leaving one of its minutes undone, from its strength and its track's priority. All
other costs of a wish are multiples of its rate, so a must gives way to a should nowhere. Whole numbers throughout.
"""

from __future__ import annotations

from roadweek.domain.base import Strength

GRID_MIN = 5
"""Sessions start and end on this grid, in minutes."""

RATE: dict[Strength, int] = {"must": 100, "should": 40, "optional": 16}
PRIORITY_TENTHS = {-2: 5, -1: 7, 0: 10, 1: 14, 2: 20}

MISSING_MIN = 30
"""A wish without a place costs its minutes and this many more, so two short sessions beat one dropped."""
MUST_MIN = 90
"""The same of a must in a week that stands: it finds a place before what should be, which is dearer there, too."""
STAYING_MIN = {False: 15, True: 20}
STAYING_SHARE = {False: 1.5, True: 4.0}
"""The same of what may stay where it stands, and the times its minutes that come on top; of a must, the second. Mostly
its minutes count, not how many sessions they are, and they are worth more than those of two or three that are new."""
OFF_SLOT_MIN = 8
"""A session outside its preferred part of day, in minutes of its rate."""
OFF_TIME_MIN = 12
"""A session that does not start at the clock time wished for it, in minutes of its rate: more than a part of the day
or a place that it stood in, so the time is kept wherever it is free."""
OFF_TIME_STEP_MIN = 30
"""Each so many minutes further away cost one more, up to ``OFF_TIME_FAR_MIN``."""
OFF_TIME_FAR_MIN = 360
MOVED_MIN = 3
"""A standing session with another start or length on its day, in minutes of its rate."""
OTHER_DAY_MIN = 8
"""A standing session on the day before or after; each day further away costs one more, and so
does a day before: what is put off is expected later, not sooner."""
TOUCHED = 960
"""On top, where it may stay and lies as it is wished; not scaled by the rate. A should is not moved for the part of
day of a must that has lost its place, and nothing for an optional; for half an hour that should be, two are."""
SHIFT_STEP_MIN = 60
"""A standing session at another hour: each so many minutes of the clock cost one more, up to ``SHIFT_FAR_MIN``. So the
evening after is nearer than the same day at dawn."""
SHIFT_FAR_MIN = 720
DRIFT = 20
"""Each day between a session and the day that would spread its activity evenly; not scaled by the rate."""
BUFFER_RATE = 8
"""A minute of the buffer. It is there to absorb what comes up, not to be planned full: a day may hold more than its
usable minutes only where all that is placed on it are musts, or all stand there already."""


def rate(strength: Strength, priority: int) -> int:
    """Cost of one missing minute."""
    return RATE[strength] * PRIORITY_TENTHS[max(-2, min(2, priority))] // 10


def off_time(rate_: int, distance: int) -> int:
    """Cost of starting so many minutes away from the time that is wished."""
    return rate_ * (OFF_TIME_MIN + min(distance, OFF_TIME_FAR_MIN) // OFF_TIME_STEP_MIN) if distance else 0


def left_day(days: int) -> int:
    """Minutes of its rate that a standing session costs so many days later (negative: sooner), or moved on its day."""
    return MOVED_MIN if not days else OTHER_DAY_MIN + abs(days) - 1 + int(days < 0)


def shifted(distance: int) -> int:
    """Minutes of its rate that a standing session costs at a clock time so many minutes away."""
    return -(-min(distance, SHIFT_FAR_MIN) // SHIFT_STEP_MIN)


def missing(rate_: int, minutes: int, absence: int = MISSING_MIN) -> int:
    """Cost of placing nothing of a wish of ``minutes``."""
    return rate_ * (minutes + absence)
