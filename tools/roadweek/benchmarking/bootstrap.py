"""Confidence intervals by resampling: percentile and BCa bootstrap in plain Python, the same for the same seed.

* B. Efron, "Better Bootstrap Confidence Intervals", JASA 82 (1987): bias correction and acceleration (BCa).
* T. Hesterberg, "What Teachers Should Know about the Bootstrap", The American Statistician 69 (2015): percentile
  intervals of few values are too narrow; small samples take Student's t, or the wider of both.

Chance is a generator of this module (SplitMix64) that a seed begins, so that a report says the same every time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, median, stdev

Statistic = Callable[[Sequence[float]], float]
RESAMPLES = 2000
LEVEL = 0.95
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class ConfidenceInterval:
    """``low`` to ``high`` around ``value``, at ``level``; from ``n`` values, by ``method``."""

    value: float
    low: float
    high: float
    n: int
    level: float = LEVEL
    method: str = "bca"

    def excludes(self, point: float) -> bool:
        return point < self.low or point > self.high


class Chance:
    """A small seeded generator: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Not for secrets."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def bits(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)

    def below(self, n: int) -> int:
        """A whole number from 0 to ``n`` - 1."""
        return (self.bits() * n) >> 64

    def picked(self, values: Sequence[float]) -> list[float]:
        """As many of ``values`` as there are, each drawn from all. The same draws as :meth:`below`, in one loop."""
        n, state, out = len(values), self._state, list[float]()
        for _ in values:
            state = (state + 0x9E3779B97F4A7C15) & _MASK
            mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
            mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
            out.append(values[((mixed ^ (mixed >> 31)) * n) >> 64])
        self._state = state
        return out

    def unit(self) -> float:
        """A number above 0 and below 1."""
        return (self.bits() + 0.5) / 2**64

    def normal(self) -> float:
        return _NORMAL.inv_cdf(self.unit())


_MASK = (1 << 64) - 1


def quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile of values in order, between neighbours (R's type 7). Raises IndexError where there is none."""
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def bootstrap(
    values: Sequence[float],
    statistic: Statistic = median,
    *,
    seed: int = 1,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    method: str = "bca",
) -> ConfidenceInterval:
    """The interval of a statistic of independent values, ``method`` ``bca`` or ``percentile``.

    One value, or values that are all the same, give an interval without width. Raises ValueError without values.
    """
    if not values:
        raise ValueError("nothing to resample")
    n, value = len(values), statistic(values)
    if n == 1 or min(values) == max(values):
        return ConfidenceInterval(value, value, value, n, level, method)
    chance = Chance(seed)
    drawn = sorted(statistic(chance.picked(values)) for _ in range(resamples))
    low, high = (1 - level) / 2, (1 + level) / 2
    if method == "bca":
        low, high = _corrected(values, statistic, value, drawn, (low, high))
    return ConfidenceInterval(value, quantile(drawn, low), quantile(drawn, high), n, level, method)


def _corrected(
    values: Sequence[float], statistic: Statistic, value: float, drawn: Sequence[float], shares: tuple[float, float]
) -> tuple[float, float]:
    """The shares of the resamples at which BCa reads the ends, instead of the nominal ones."""
    below = sum(one < value for one in drawn) + sum(one == value for one in drawn) / 2  # ties count half
    bias = _NORMAL.inv_cdf(min(max(below / len(drawn), 1 / len(drawn)), 1 - 1 / len(drawn)))
    left_out = [statistic([*values[:i], *values[i + 1 :]]) for i in range(len(values))]
    mean = fmean(left_out)
    cubes, squares = sum((mean - one) ** 3 for one in left_out), sum((mean - one) ** 2 for one in left_out)
    acceleration = cubes / (6 * squares**1.5) if squares else 0.0

    def at(share: float) -> float:
        z = bias + _NORMAL.inv_cdf(share)
        return _NORMAL.cdf(bias + z / (1 - acceleration * z))

    return at(shares[0]), at(shares[1])


FEW = 6
"""Below so many values resampling cannot reach 95 %: even the whole range of n resampled means holds the true one with
a chance of 1 − 2^(1 − n) only, which is 94 % for 5."""


def interval_of_mean(
    values: Sequence[float], *, seed: int = 1, level: float = LEVEL, resamples: int = RESAMPLES
) -> ConfidenceInterval:
    """The interval of a mean of independent values, for few as for many: Student's t, and from ``FEW`` values on the
    wider of that and BCa at each end. Raises ValueError for fewer than two values."""
    n = len(values)
    if n < 2:
        raise ValueError("one value says nothing of its own noise")
    mean = fmean(values)
    half = student_t(n - 1, level) * stdev(values) / math.sqrt(n)
    if n < FEW:
        return ConfidenceInterval(mean, mean - half, mean + half, n, level, "t")
    resampled = bootstrap(values, fmean, seed=seed, level=level, resamples=resamples)
    low, high = min(mean - half, resampled.low), max(mean + half, resampled.high)
    return ConfidenceInterval(mean, low, high, n, level, "t+bca")


def student_t(degrees: int, level: float = LEVEL) -> float:
    """The two-sided critical value of Student's t, to 1e-9, found by halving on its exact distribution.

    The distribution for whole degrees of freedom is a finite sum (Abramowitz and Stegun 26.7.3 and 26.7.4).
    """
    low, high = 0.0, 1e6
    while high - low > 1e-9 * max(1.0, low):
        middle = (low + high) / 2
        if _inside(middle, degrees) < level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _inside(t: float, degrees: int) -> float:
    """The chance that Student's t lies between −t and t."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine = math.cos(angle)
    if degrees % 2:
        term, total = cosine, cosine if degrees > 1 else 0.0
        for k in range(3, degrees - 1, 2):
            term *= cosine * cosine * (k - 1) / k
            total += term
        return 2 / math.pi * (angle + math.sin(angle) * total)
    term = total = 1.0
    for k in range(2, degrees - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    return math.sin(angle) * total
