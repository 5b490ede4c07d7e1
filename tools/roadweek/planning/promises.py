"""What a week promises: how many minutes of it are likely done, by track and in all; and how good such promises were.

A promise is three quantiles (10, 50 and 90 %) of minutes, from simulated weeks: each session is done with the person's
own chance and takes about its length. Afterwards it is scored: whether what was done lay between the outer two (four of
five should), and the pinball loss, which is least for the true quantiles (Koenker & Bassett 1978), beside that of
taking the plan by its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from statistics import median
from typing import Final

from roadweek.planning.forecast import KEPT, KEPT_DOUBT, KEPT_SPREAD, LOST, Keeping, normal
from roadweek.planning.learning import moved_toward

QUANTILES: Final = (0.1, 0.5, 0.9)
LENGTH_SPREAD: Final = 0.2
"""Sigma of how long a session takes against how long it was planned (lognormal)."""
COMPARED: Final = 8
"""So many of the last comparable weeks count."""
TOLD_LEAST: Final = 0.5
"""A week of which less was reported says nothing."""
WIDEST, NARROWEST = 3.0, 0.5
TOTAL: Final = ""
"""The line of all tracks together."""


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """A week that is over: minutes planned, done, and those of which anything was said; ``trip``: days away in it."""

    week: str
    planned: int
    done: int
    told: int
    trip: bool

    @property
    def counts(self) -> bool:
        return self.planned > 0 and self.told >= TOLD_LEAST * self.planned


def comparable(weeks: Iterable[KeptWeek], *, trip: bool = False) -> list[KeptWeek]:
    """The last weeks of the same kind that say anything, oldest first: those with days away stand apart."""
    return sorted((w for w in weeks if w.counts and w.trip == trip), key=lambda w: w.week)[-COMPARED:]


def keeping_of(weeks: Iterable[KeptWeek], *, trip: bool = False) -> Keeping:
    """The share of planned minutes that a person does, moved from what is assumed toward their last weeks; weeks that
    were lost are in the spread of those."""
    mine = comparable(weeks, trip=trip)
    if not mine:
        return Keeping()
    shares = [min(1.0, w.done / w.planned) for w in mine]
    count = len(shares)
    mean = sum(shares) / count
    variance = sum((s - mean) ** 2 for s in shares) / count
    spread = sqrt(moved_toward(KEPT_SPREAD**2, variance, count))
    known = moved_toward(1.0, 0.0, count)  # of what is doubtful before anything is known, what is left of it
    return Keeping(
        mean=moved_toward(KEPT, mean, count),
        spread=max(0.02, spread),
        weeks=count,
        doubt=KEPT_DOUBT * sqrt(known),
        lost=LOST * known,
    )


@dataclass(frozen=True, slots=True)
class PromisedSession:
    """A session of the week that is promised: its id, track and minutes."""

    id: str
    track: str
    minutes: int


def promise(
    sessions: Sequence[PromisedSession], keeping: Keeping, *, widen: float = 1.0, draws: int = 200, seed: str = "week"
) -> dict[str, tuple[int, int, int]]:
    """Minutes by track, and in all (:data:`TOTAL`), that are done with 10, 50 and 90 %. ``widen`` stretches the outer
    two about the middle, see :func:`widened`. The same input gives the same figures."""
    if not sessions:
        return {}
    week = normal(f"{seed}/kept", draws)
    done: dict[str, list[float]] = {name: [0.0] * draws for name in (TOTAL, *(s.track for s in sessions))}
    from statistics import NormalDist

    below = NormalDist().cdf
    for session in sessions:
        luck, length = normal(f"{seed}/{session.id}", draws), normal(f"{seed}/{session.id}/length", draws)
        for n in range(draws):
            share = min(1.0, max(0.0, keeping.mean + keeping.spread * week[n]))
            if below(luck[n]) < share:
                minutes = session.minutes * exp(LENGTH_SPREAD * length[n])
                done[TOTAL][n] += minutes
                done[session.track][n] += minutes
    return {name: _quantiles(values, widen) for name, values in done.items()}


def _quantiles(values: Sequence[float], widen: float) -> tuple[int, int, int]:
    ordered = sorted(values)
    low, middle, high = (ordered[min(len(ordered) - 1, int(q * len(ordered)))] for q in QUANTILES)
    low, high = middle - widen * (middle - low), middle + widen * (high - middle)
    return (max(0, round(low)), round(middle), max(round(middle), round(high)))


@dataclass(frozen=True, slots=True)
class ScoredPromise:
    """One line of a promise against what was done; losses are mean pinball losses in minutes."""

    week: str
    line: str
    low: int
    middle: int
    high: int
    planned: int
    done: int

    @property
    def covered(self) -> bool:
        return self.low <= self.done <= self.high

    @property
    def pinball(self) -> float:
        return pinball((self.low, self.middle, self.high), self.done)

    @property
    def pinball_of_plan(self) -> float:
        """The loss of taking the plan by its word."""
        return pinball((self.planned,) * 3, self.done)


def pinball(quantiles: Sequence[float], done: float) -> float:
    """The mean pinball loss of quantiles of 10, 50 and 90 %, in the unit of ``done``."""
    losses = (
        max(share * (done - value), (share - 1) * (done - value))
        for share, value in zip(QUANTILES, quantiles, strict=True)
    )
    return sum(losses) / len(QUANTILES)


def widened(scored: Sequence[ScoredPromise]) -> float:
    """By how much the outer quantiles of the next promise are stretched, so that they hold four of five: the 80 %
    point of how far past ones missed their middle in half-widths, n/(n + 5) of the way by weeks."""
    missed: list[float] = []
    for one in scored:
        half = max(1.0, (one.middle - one.low) if one.done < one.middle else (one.high - one.middle))
        missed.append(abs(one.done - one.middle) / half)
    if not missed:
        return 1.0
    missed.sort()
    wanted = missed[min(len(missed) - 1, int(0.8 * len(missed)))]
    return min(WIDEST, max(NARROWEST, moved_toward(1.0, wanted, len({one.week for one in scored}))))


@dataclass(frozen=True, slots=True)
class ProposedLoad:
    """What a week may well hold: ``minutes`` by what ``weeks`` comparable ones came to (``low`` to ``high`` of them in
    four of five); ``planned`` of it now. ``day_cap``: minutes a day that bring it there, null where it fits."""

    minutes: int
    low: int
    high: int
    planned: int
    weeks: int
    trip: bool
    day_cap: int | None


LEAST_WEEKS: Final = 3
FITS: Final = 1.1
"""A week fits where it is planned with no more than so many times what is usually done."""


def proposed_load(weeks: Iterable[KeptWeek], by_day: Mapping[str, int], *, trip: bool) -> ProposedLoad | None:
    """The load of a week whose days are planned with ``by_day`` minutes; null where too few weeks say anything."""
    mine = comparable(weeks, trip=trip)
    if len(mine) < LEAST_WEEKS:
        return None
    done = sorted(w.done for w in mine)
    usual = round(median(done) / 5) * 5
    low, high = done[int(0.1 * len(done))], done[min(len(done) - 1, int(0.9 * len(done)))]
    planned = sum(by_day.values())
    cap = None if planned <= usual * FITS or not usual else day_cap(list(by_day.values()), usual)
    return ProposedLoad(min(usual, planned), low, high, planned, len(mine), trip, cap)


def day_cap(days: Sequence[int], wanted: int) -> int:
    """The minutes a day (on a grid of 5) that cut ``days`` to ``wanted`` in all: the fullest days give first."""
    cap = max(days, default=0)
    while cap > 5 and sum(min(day, cap) for day in days) > wanted:
        cap -= 5
    return -(-cap // 5) * 5
