"""The numbers of a wish: how often, when and how long, from a piece of text and from what its heading or lead says."""

from __future__ import annotations

from roadweek.domain.base import Slot, Weekday
from roadweek.domain.plan import Per
from roadweek.importing.items import Pair, pair
from roadweek.importing.outline import Cadence
from roadweek.importing.segments import Piece


def numbers_of(part: Piece, cadence: Cadence | None) -> dict[str, object] | None:
    """The fields of a wish; None where nothing says how often."""
    frequency = part.frequency
    per: Per
    days: tuple[Weekday, ...] = part.days
    slots: list[Slot] = list(part.slots)
    times: Pair = (1, 1)
    if frequency is not None:
        per = frequency.per
        times = (frequency.times.lo, frequency.times.top)
        if cadence and not days and per == cadence.per and (per == "day" or part.times is None):
            days = cadence.days
    elif days:
        weekend = set(days) == {"SA", "SU"}
        per, times = ("day", (1, 1)) if len(days) == 5 else ("week", (1, 1) if weekend else (len(days), len(days)))
    elif cadence is not None:
        per, days, times = cadence.per, cadence.days, cadence.times
        slots = slots or list(cadence.slots)
    else:
        return None
    if part.times and times == (1, 1) and per in ("week", "month"):
        times = part.times
    length: Pair | None = None
    total: Pair | None = None
    if part.durations:
        first = part.durations[0]
        value = pair(first.value)
        if part.whole_unit():
            total = (first.value.lo, None if part.at_least and first.value.lo == first.value.hi else first.value.hi)
        else:
            length = value
    return {
        "per": per,
        "times": times,
        "days": days or None,
        "slot": tuple(slots) or None,
        "duration_min": length,
        "total_min_per_period": total,
        "quantity": part.quantity,
    }
