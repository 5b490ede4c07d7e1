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
OFF_SLOT_MIN = 8
"""A session outside its preferred part of day, in minutes of its rate."""
MOVED_MIN = 3
"""A standing session with another start or length on its day, in minutes of its rate."""
OTHER_DAY_MIN = 8
"""A standing session on another day."""
DRIFT = 20
"""Each day between a session and the day that would spread its activity evenly; not scaled by the rate."""
BUFFER_RATE = 8
"""A minute of the buffer. It is there to absorb what comes up, not to be planned full: a day may hold more than its
usable minutes only where all that is placed on it are musts, or all stand there already."""


def rate(strength: Strength, priority: int) -> int:
    """Cost of one missing minute."""
    return RATE[strength] * PRIORITY_TENTHS[max(-2, min(2, priority))] // 10


def missing(rate_: int, minutes: int) -> int:
    """Cost of placing nothing of a wish of ``minutes``."""
    return rate_ * (minutes + MISSING_MIN)
