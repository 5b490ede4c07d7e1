"""Energy of a stretch from samples of power, with what is not known about it.

The sum is the trapezoid rule. Its standard uncertainty has four parts, added in quadrature (GUM, JCGM 100:2008, 5.1.2):

* ``sampling``: what may have happened between samples. Fast noise that the samples do not resolve shows in their
  successive differences; its variance is ``sum(d**2) / 2n`` over the n changes (von Neumann 1941), that of the mean a
  share 1/(n + 1) of it. Readings that repeat exactly are one reading: a sensor that is slower than the sampler gives
  no more knowledge for being asked more often.
* ``gaps``: stretches without a sample, also before the first and after the last: their length times the spread of the
  power, divided by the root of 12 (a rectangle of that width, 4.3.7).
* ``resolution``: half a step of the sensor either way, which repetition does not average out under a steady load.
* ``gain``: the share that the maker allows the sensor to be off.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import fmean, median
from typing import Literal

FEWEST = 5
"""Fewer samples in a stretch give no energy."""
GAP = 3.0
"""A pause of more than so many usual ones is a gap."""
BLIND_SHARE = 0.2
"""So much of a stretch may lie in gaps."""
COVERAGE = 2.0
"""Factor from a standard uncertainty to one of about 95 %."""
_ROOT12 = sqrt(12.0)

Points = Sequence[tuple[float, float]]
"""(seconds, watts) in time order."""


@dataclass(frozen=True, slots=True)
class EnergyFigure:
    """Joules of one stretch. ``u95`` values are half-widths of about 95 %; ``parts_j`` are standard uncertainties.

    ``above_idle`` values leave out what the machine took without load; they are None where no idle stretch was seen.
    """

    channel: str
    scope: str
    quality: str
    seconds: float
    samples: int
    watts_mean: float
    joules: float
    joules_u95: float
    parts_j: Mapping[str, float]
    step_known: bool
    """Whether the sensor's step is known; where not, ``resolution`` is nought for want of knowledge."""
    tokens: int | None = None
    joules_per_token: float | None = None
    joules_per_token_u95: float | None = None
    idle_w: float | None = None
    above_idle_joules: float | None = None
    above_idle_u95: float | None = None
    above_idle_per_token: float | None = None
    above_idle_per_token_u95: float | None = None


EnergyRefusal = Literal["no_power_sensor", "too_few_samples", "too_many_gaps", "no_stretch"]


def energy_of(
    points: Points,
    start_s: float,
    end_s: float,
    *,
    channel: str,
    scope: str = "input",
    quality: str = "measured",
    step_w: float | None = None,
    gain: float | None = None,
    tokens: int | None = None,
    idle: Points | None = None,
) -> tuple[EnergyFigure | None, EnergyRefusal | None]:
    """The energy between two moments, or why there is none. ``step_w`` and ``gain`` are the sensor's."""
    seconds = end_s - start_s
    if not seconds > 0:
        return None, "no_stretch"
    inside = [(at, watts) for at, watts in points if start_s <= at <= end_s]
    if len(inside) < FEWEST:
        return None, "too_few_samples"
    held = _to_the_ends(points, inside, start_s, end_s)
    blind = _blind_s(points, inside, start_s, end_s)
    if blind > BLIND_SHARE * seconds:
        return None, "too_many_gaps"
    joules = sum((b - a) * (p + q) / 2 for (a, p), (b, q) in itertools.pairwise(held))
    watts = [value for _, value in inside]
    parts = {
        "sampling": seconds * _noise_of_mean(watts),
        "gaps": blind * (max(watts) - min(watts)) / _ROOT12,
        "resolution": seconds * (step_w or 0.0) / _ROOT12,
        "gain": joules * (gain or 0.0) / sqrt(3.0),
    }
    spread = hypot(*parts.values())
    resting = _resting(idle, step_w)
    above = joules - resting[0] * seconds if resting else None
    # The gain acts on both readings alike: of a difference only its own share stays in doubt.
    above_u = (
        hypot(parts["sampling"], parts["gaps"], parts["resolution"], resting[1] * seconds,
              abs(above) * (gain or 0.0) / sqrt(3.0))
        if resting and above is not None
        else None
    )  # fmt: skip
    return EnergyFigure(
        channel=channel,
        scope=scope,
        quality=quality,
        seconds=seconds,
        samples=len(inside),
        watts_mean=joules / seconds,
        joules=joules,
        joules_u95=COVERAGE * spread,
        parts_j=parts,
        step_known=step_w is not None,
        tokens=tokens,
        joules_per_token=_each(joules, tokens),
        joules_per_token_u95=_each(COVERAGE * spread, tokens),
        idle_w=resting[0] if resting else None,
        above_idle_joules=above,
        above_idle_u95=None if above_u is None else COVERAGE * above_u,
        above_idle_per_token=_each(above, tokens),
        above_idle_per_token_u95=_each(None if above_u is None else COVERAGE * above_u, tokens),
    ), None


def _each(value: float | None, tokens: int | None) -> float | None:
    return value / tokens if value is not None and tokens else None


def _to_the_ends(points: Points, inside: list[tuple[float, float]], start_s: float, end_s: float) -> Points:
    """The samples with one at either end: between the neighbours where there is one outside, else the nearest held."""
    before = max((point for point in points if point[0] < start_s), default=None)
    after = min((point for point in points if point[0] > end_s), default=None)
    first = _between(before, inside[0], start_s) if before else inside[0][1]
    last = _between(inside[-1], after, end_s) if after else inside[-1][1]
    return [(start_s, first), *inside, (end_s, last)]


def _between(one: tuple[float, float], two: tuple[float, float], at: float) -> float:
    (a, p), (b, q) = one, two
    return p + (q - p) * (at - a) / (b - a) if b > a else p


def _blind_s(points: Points, inside: list[tuple[float, float]], start_s: float, end_s: float) -> float:
    """Seconds of the stretch beyond the usual distance from a sample."""
    pauses = [b - a for (a, _), (b, _) in itertools.pairwise(inside)]
    usual = median(pauses)
    seen_before = any(start_s - GAP * usual <= at < start_s for at, _ in points)
    seen_after = any(end_s < at <= end_s + GAP * usual for at, _ in points)
    edges = (0.0 if seen_before else inside[0][0] - start_s) + (0.0 if seen_after else end_s - inside[-1][0])
    return edges + sum(pause for pause in pauses if pause > GAP * usual)


def _noise_of_mean(watts: Sequence[float]) -> float:
    """The standard uncertainty of the mean of readings, from their successive changes."""
    changes = [after - before for before, after in itertools.pairwise(watts) if after != before]
    if not changes:
        return 0.0
    return sqrt(sum(change * change for change in changes) / (2 * len(changes)) / (len(changes) + 1))


def _resting(idle: Points | None, step_w: float | None) -> tuple[float, float] | None:
    """Mean power without load and its standard uncertainty; None where too little was seen of it."""
    if idle is None or len(idle) < FEWEST:
        return None
    watts = [value for _, value in idle]
    return fmean(watts), hypot(_noise_of_mean(watts), (step_w or 0.0) / _ROOT12)
