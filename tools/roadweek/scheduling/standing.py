"""What stands already: where, whether it may stay there, what leaving costs, and how much dearer it is to let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from roadweek.scheduling.grid import Span, WeekFrame
from roadweek.scheduling.weights import (
    GRID_MIN,
    MUST_MIN,
    STAYING_MIN,
    STAYING_SHARE,
    TOUCHED,
    left_day,
    shifted,
)
from roadweek.scheduling.wishes import Wish


def slot_windows(wish: Wish, frame: WeekFrame, day: int) -> tuple[Span, ...]:
    """The preferred parts of a day, neighbours joined; of a wish with hours of its own those, cut to the parts."""
    joined: list[Span] = []
    for a, b in sorted(frame.slot_span(slot, day) for slot in wish.slots):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    if wish.hours is None:
        return tuple(joined)
    start, end = frame.hours_span(*wish.hours, day)
    inside = [(max(a, start), min(b, end)) for a, b in joined if max(a, start) + wish.lo <= min(b, end)]
    return tuple(inside) or ((start, end),)


def standing_span(wish: Wish, frame: WeekFrame) -> tuple[Span, int] | None:
    """Where the wish stands now, and on which day."""
    if wish.standing is None:
        return None
    start = frame.minute(wish.standing.start)
    return (start, start + wish.standing.minutes), frame.day_of(start)


def standing_clock(wish: Wish, frame: WeekFrame, day: int) -> int | None:
    """The minute of a day at which its clock shows the hour that the wish stands at on its own."""
    return None if wish.standing is None else frame.clock(wish.standing.start.time(), day)


def holds(wish: Wish, frame: WeekFrame) -> bool:
    """Whether the wish may stay where it stands, the other wishes left out of account."""
    stands = standing_span(wish, frame)
    if stands is None:
        return False
    (a, b), day = stands
    inside = any(c <= a and b <= d for c, d in frame.days[day].gaps)
    return inside and day in wish.days and wish.lo <= b - a <= wish.hi


def well_placed(wish: Wish, frame: WeekFrame) -> bool:
    """Whether it stands in the part of the day and at the time that are wished now: nothing speaks for a move."""
    stands = standing_span(wish, frame)
    if stands is None:
        return False
    (a, b), day = stands
    windows = slot_windows(wish, frame, day)
    in_slot = not windows or any(c <= a and b <= d for c, d in windows)
    return in_slot and (wish.at is None or frame.clock(wish.at, day) == a)


def valued(wishes: Sequence[Wish], frame: WeekFrame) -> tuple[Wish, ...]:
    """The wishes, each with what its absence costs beyond its minutes, and what touching it costs beyond its move.

    In a week that stands, what could stay is worth more: what has lost its place, or is new, takes the place of nothing
    that is worth as much as itself, however many short ones of it there are. So a disturbance stays where it is. A must
    that is new still finds a place before what should be.
    """
    staying = {w.id for w in wishes if holds(w, frame)}
    found: list[Wish] = []
    for wish in wishes:
        well = well_placed(wish, frame)
        changes: dict[str, Any] = {"keeps_hour": well and wish.at is None}
        if wish.id in staying:
            changes["absence"] = STAYING_MIN[wish.must] + round(STAYING_SHARE[wish.must] * wish.hi)
            changes["touch"] = TOUCHED if well else 0
        elif staying and wish.must:
            changes["absence"] = MUST_MIN
        found.append(replace(wish, **changes) if wish.standing is not None or staying else wish)
    return tuple(found)


def move_cost(wish: Wish, frame: WeekFrame, day: int, start: int, length: int) -> int:
    """What leaving the standing place for another costs: the farther and the odder the hour, the more."""
    stands = standing_span(wish, frame)
    if stands is None:
        return 0
    (a, b), stood = stands
    if (start, length) == (a, b - a):
        return 0
    return _left(wish, frame, day, stood, start, start)


def least_move_cost(wish: Wish, frame: WeekFrame, day: int, window: Span) -> int:
    """The least that any start in a window costs a wish that does not stay."""
    stands = standing_span(wish, frame)
    return 0 if stands is None else _left(wish, frame, day, stands[1], window[0], window[1] - wish.lo)


def _left(wish: Wish, frame: WeekFrame, day: int, stood: int, first: int, last: int) -> int:
    clock = standing_clock(wish, frame, day) if wish.keeps_hour else None
    hours = 0 if clock is None else shifted(abs(max(first, min(clock, last)) - clock))
    return wish.rate * (left_day(day - stood) + hours) + wish.touch


def nearest_start(wish: Wish, frame: WeekFrame, day: int, window: Span, length: int) -> int | None:
    """The start in a window that is nearest to the clock time at which the wish stands, on the grid; null where that
    hour does not count or the window is too short."""
    clock = standing_clock(wish, frame, day) if wish.keeps_hour else None
    first = -(-window[0] // GRID_MIN) * GRID_MIN
    last = (window[1] - length) // GRID_MIN * GRID_MIN
    return None if clock is None or last < first else max(first, min(clock, last))
