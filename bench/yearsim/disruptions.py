"""What comes up in a year, from its seed alone: trips, illnesses, one long gap, slips and skips.

Every draw is named by what it is for, so that each policy meets the same year whatever it has planned.
"""

from __future__ import annotations

import hashlib
import math
import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from statistics import NormalDist

from bench.yearsim.person import (
    FIRST,
    GAP_DAYS,
    ILLNESS_DAYS,
    ILLNESSES,
    LAST,
    SLIP_MU,
    SLIP_SIGMA,
    TRIP_DAYS,
    TRIPS,
    WEEKS,
    Job,
)

SKIP = 0.07
"""The chance that a sitting does not happen on a day on which it could."""
NOTICES = (0, 2, 5, 7)
APART = 4
"""Days at least between two that come up."""


@dataclass(frozen=True, slots=True)
class Away:
    """Days that are lost, both inclusive: a trip is told on the day ``told``, an illness each morning, a gap never."""

    kind: str
    start: date
    end: date
    told: date

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1)]


@dataclass(frozen=True, slots=True)
class Year:
    """A seed's year. ``gap``: with its long gap, or the same year without it."""

    seed: int
    away: tuple[Away, ...]
    gap: Away

    def lost(self, *, with_gap: bool) -> frozenset[date]:
        spans = (*self.away, self.gap) if with_gap else self.away
        return frozenset(day for span in spans for day in span.days)

    def slip(self, job: Job) -> float:
        """What a work takes, over what its plan says."""
        return math.exp(SLIP_MU + SLIP_SIGMA * _normal(self.seed, "slip", job.name))

    def guess(self, job: Job, times: int) -> float:
        """How far off the person is, when a work is not done in its time and they say how much is left."""
        return math.exp(SLIP_SIGMA * _normal(self.seed, "guess", job.name, times))

    def skipped(self, day: date, what: str) -> bool:
        """Whether what was planned for a day does not happen, for once."""
        return _unit(self.seed, "skip", day, what) < SKIP


def year_of(seed: int) -> Year:
    """Trips that begin on a weekday, illnesses, and a gap in the middle part of the year."""
    chance = random.Random(f"roadweek year {seed}")
    start = FIRST + timedelta(days=chance.randrange(7 * 10, 7 * 34))
    gap = Away("gap", start, start + timedelta(days=chance.randint(*GAP_DAYS) - 1), start)
    taken = [gap]
    found: list[Away] = []
    for kind in ("trip",) * TRIPS + ("illness",) * ILLNESSES:
        while True:
            at = FIRST + timedelta(days=chance.randrange(7, 7 * WEEKS - 10))
            length = chance.randint(*(TRIP_DAYS if kind == "trip" else ILLNESS_DAYS))
            notice = chance.choice(NOTICES) if kind == "trip" else 0
            span = Away(kind, at, at + timedelta(days=length - 1), at - timedelta(days=notice))
            if kind == "trip" and at.weekday() > 4:
                continue
            if all(
                span.end < o.start - timedelta(days=APART) or span.start > o.end + timedelta(days=APART) for o in taken
            ):
                break
        taken.append(span)
        found.append(span)
    assert all(span.end <= LAST for span in found)
    return Year(seed, tuple(sorted(found, key=lambda s: s.start)), gap)


@lru_cache(100_000)
def _unit(*name: object) -> float:
    digest = hashlib.blake2b("/".join(map(str, name)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") + 0.5) / 2**64


def _normal(*name: object) -> float:
    return NormalDist().inv_cdf(_unit(*name))
