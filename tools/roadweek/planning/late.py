"""A plan that its person comes to late: what lay before that day is left out, or caught up beside what runs now.

Nobody knows what of it was done, so it is asked (``usecases.late_start``) and must not starve the weeks to come: topics
whose time is over stay out until the person wants them, and what was due in the last month gets a bounded share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.work import Strand, Work

if TYPE_CHECKING:
    from roadweek.planning.effort import Effort

DEBT_DAYS = 31
"""What was due longer than so many days before the person began is left out until they say that they want it."""
CATCH_UP_SHARE = 0.2
"""Of a place in which anything else runs, what is given to the works that were over before the person began."""
CATCH_UP_MOST = 52
"""Weeks in which one work is caught up at most."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LateStart:
    """Open works by what the day on which the person began did to their windows, each in the plan's order."""

    caught_up: tuple[Work, ...]
    """Their time was over; they are caught up beside what runs."""
    left_out: tuple[Work, ...]
    """Their time was over, and nothing asks for them any more."""
    half_over: tuple[Work, ...]
    """At least half of their time had gone by."""

    @property
    def over(self) -> tuple[Work, ...]:
        return (*self.caught_up, *self.left_out)


def first_week(began: date) -> date:
    """The Monday of the first week that a person who comes on the day ``began`` still plans most of."""
    monday = began - timedelta(days=began.weekday())
    return monday if began.weekday() < 4 else monday + _WEEK


def late_start(strands: Iterable[Strand], began: date) -> LateStart:
    """What of a plan's open works lay before the day ``began``."""
    works = [w for s in strands for w in s.works if w.open]
    over = [w for w in works if is_over(w, began)]
    return LateStart(
        caught_up=tuple(w for w in over if is_caught_up(w, began)),
        left_out=tuple(w for w in over if not is_caught_up(w, began)),
        half_over=tuple(w for w in works if not is_over(w, began) and _half_over(w, began)),
    )


def is_over(work: Work, began: date) -> bool:
    """Whether a work's window had closed before the first week."""
    return work.last is not None and work.last < first_week(began)


def is_caught_up(work: Work, began: date) -> bool:
    """Whether what was over is done all the same: it was due a short while ago, or the person said what it takes."""
    if work.occasion or work.last is None:
        return False
    return work.wanted or (work.due and work.last >= first_week(began) - timedelta(days=DEBT_DAYS))


def _half_over(work: Work, began: date) -> bool:
    if work.first is None or work.last is None or work.occasion or work.first >= first_week(began):
        return False
    return (began - work.first).days * 2 >= (work.last - work.first).days + 1


def without_past(strands: Sequence[Strand], began: date) -> tuple[Strand, ...]:
    """The strands with what was over, and is not caught up, left out."""

    def gone(work: Work) -> bool:
        return work.open and is_over(work, began) and not is_caught_up(work, began)

    return tuple(
        s.model_copy(update={"works": tuple(w.model_copy(update={"dropped": True}) if gone(w) else w for w in s.works)})
        if any(gone(w) for w in s.works)
        else s
        for s in strands
    )


def from_first_week(weeks: Sequence[date], began: date) -> tuple[date, ...]:
    """Of a work's weeks those that the person still has; the last one where none is left."""
    return tuple(w for w in weeks if w >= first_week(began)) or tuple(weeks[-1:])


def catch_up_weeks(
    late: Sequence[tuple[str, Work]],
    efforts: Mapping[str, Effort],
    began: date,
    rooms: Mapping[str, float],
) -> dict[str, tuple[date, ...]]:
    """In which weeks each late work is caught up: those of a pool one after another, the earliest first. ``late`` are
    pools with works, ``rooms`` the minutes a week that each pool gives them."""
    begins: dict[str, float] = {}
    found: dict[str, tuple[date, ...]] = {}
    for pool, work in sorted(late, key=lambda one: one[1].last or date.max):
        share = rooms[pool]
        length = min(CATCH_UP_MOST, efforts[work.id].p50 / share) if share > 0 else 1
        start = begins.get(pool, 0.0)
        begins[pool] = end = start + length
        count = max(1, round(end) - round(start))
        found[work.id] = tuple(first_week(began) + (round(start) + n) * _WEEK for n in range(count))
    return found
