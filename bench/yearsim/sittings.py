"""Sittings in real slots of a day: what stands, what is free between, and how much of a plan another one changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bench.yearsim.person import OPEN, Stretches

GRID = 5
LEAST = 25
"""No sitting of a work is shorter, in minutes."""
MOST = 120


@dataclass(frozen=True, slots=True)
class Sitting:
    """A planned stretch of a day, in minutes from midnight: of a habit, or of works in their order.

    ``tracks``: what it is for where it names no work; ``ref`` is the policy's own name of it.
    """

    day: date
    start: int
    end: int
    habit: str | None = None
    parts: tuple[tuple[str, int], ...] = ()
    tracks: tuple[str, ...] = ()
    ref: str = ""

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def label(self) -> str:
        """What the person sees it is for."""
        return self.habit or (self.parts[0][0] if self.parts else "/".join(self.tracks))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def days_of(week: date) -> list[date]:
    return [week + timedelta(days=n) for n in range(7)]


def open_minutes(day: date) -> int:
    return sum(b - a for a, b in OPEN[day.weekday()])


def gaps(day: date, taken: Iterable[Sitting], lost: frozenset[date] = frozenset()) -> Stretches:
    """The free stretches of a day."""
    if day in lost:
        return ()
    found: list[tuple[int, int]] = []
    busy = sorted((s.start, s.end) for s in taken if s.day == day)
    for start, end in OPEN[day.weekday()]:
        at = start
        for a, b in busy:
            if b <= at or a >= end:
                continue
            if a > at:
                found.append((at, a))
            at = max(at, b)
        if at < end:
            found.append((at, end))
    return tuple(found)


def changed_minutes(before: Sequence[Sitting], after: Sequence[Sitting]) -> int:
    """Minutes that were planned and are now for something else, or free: the same at the same time is unchanged."""
    kept: dict[tuple[date, str], list[tuple[int, int]]] = {}
    for one in after:
        kept.setdefault((one.day, one.label), []).append((one.start, one.end))
    total = 0
    for one in before:
        same = kept.get((one.day, one.label), ())
        total += one.minutes - sum(max(0, min(b, one.end) - max(a, one.start)) for a, b in same)
    return total


def overlap(sittings: Sequence[Sitting]) -> bool:
    """Whether two of them lie on the same minute."""
    ordered = sorted(sittings, key=lambda s: (s.day, s.start))
    return any(a.day == b.day and b.start < a.end for a, b in pairwise(ordered))
