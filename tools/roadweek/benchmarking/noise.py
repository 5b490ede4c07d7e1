"""Drift and outliers in a row of values: flagged, never taken out.

* Outliers: the modified z-score (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993), over 3.5.
* Drift: the Mann–Kendall test of a trend with the Theil–Sen slope, which a few odd values do not bend.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist, fmean, median

ODD = 3.5
LEAST_FOR_OUTLIERS = 4
LEAST_FOR_DRIFT = 8
MOST = 200
"""Longer rows are thinned to means of so many stretches: the test compares every pair."""
CHANCE_OF_DRIFT = 0.001
LEAST_DRIFT = 0.05


def outliers_of(values: Sequence[float], *, least: float = 0.02) -> list[int]:
    """The places of values that lie far from the others, and at least the share ``least`` off their median."""
    if len(values) < LEAST_FOR_OUTLIERS:
        return []
    middle = median(values)
    away = [abs(one - middle) for one in values]
    scale = 1.4826 * median(away) or 1.2533 * fmean(away)  # where most are the same, the mean deviation stands in
    if scale == 0:
        return []
    return [place for place, off in enumerate(away) if off / scale > ODD and off >= least * abs(middle)]


def drift_of(values: Sequence[float], *, least: float = LEAST_DRIFT, chance: float = CHANCE_OF_DRIFT) -> float | None:
    """By what share a row rises (or falls, below 0) from its beginning to its end; null where that is chance, less than
    ``least``, or the row is too short to say."""
    row = _thinned(values)
    n = len(row)
    if n < LEAST_FOR_DRIFT or min(row) <= 0:
        return None
    slopes: list[float] = []
    up = 0
    for i in range(n - 1):
        for j in range(i + 1, n):
            step = row[j] - row[i]
            up += (step > 0) - (step < 0)
            slopes.append(step / (j - i))
    ties = _ties(row)
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    if variance <= 0:
        return None
    z = (abs(up) - 1) / math.sqrt(variance)
    if 2 * (1 - NormalDist().cdf(z)) > chance:
        return None
    slope, middle = median(slopes), median(row)
    start = middle - slope * (n - 1) / 2
    share = slope * (n - 1) / start if start > 0 else math.copysign(1.0, slope)
    return share if abs(share) >= least else None


def _ties(row: Sequence[float]) -> list[int]:
    counts: dict[float, int] = {}
    for one in row:
        counts[one] = counts.get(one, 0) + 1
    return [count for count in counts.values() if count > 1]


def _thinned(values: Sequence[float]) -> list[float]:
    if len(values) <= MOST:
        return list(values)
    edges = [round(k * len(values) / MOST) for k in range(MOST + 1)]
    return [fmean(values[a:b]) for a, b in pairwise(edges)]
