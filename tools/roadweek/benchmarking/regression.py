"""Has it become slower? A new run is held against the last good run, with the noise that earlier good runs show.

A run is judged by a prediction interval: after ``k`` good runs, whose logs have mean m and spread s, the next lies
within m ± t(k − 1) · s · √(1 + 1/k) (Student's t; e.g. Hahn and Meeker, "Statistical Intervals", 1991). Nothing below
``FLOOR`` is called a change. With fewer than ``LEAST`` earlier runs their noise is not known: then only what is beyond
``UNKNOWN`` is, and the finding says so. A run that was found worse is not good, so it never becomes what later ones are
held against.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

from roadweek.benchmarking.bootstrap import student_t
from roadweek.benchmarking.comparing import KEY_FIGURES, better_when, differences
from roadweek.benchmarking.noise import drift_of
from roadweek.benchmarking.run import Run

LEVEL = 0.98
"""Of the prediction interval: at each side one run in a hundred lies outside by chance."""
FLOOR = 0.03
UNKNOWN = 0.15
LEAST = 3
MOST = 12
"""So many good runs of before are looked at: an older one says little of today."""

FigureChange = Literal["worse", "better", "same"]


@dataclass(frozen=True, slots=True)
class RegressionFinding:
    """One figure of a run: ``ratio`` to the last good run ``last``, and the ``allowed`` change up or down as a share.
    ``history`` earlier good runs gave the noise; below ``LEAST`` it is assumed. ``slide`` is by what share the figure
    moved over all of them, where that is no chance: each step was too small to be called a change."""

    figure: str
    value: float
    last: float
    ratio: float
    allowed: float
    history: int
    change: FigureChange
    slide: float | None = None

    @property
    def noise_known(self) -> bool:
        return self.history >= LEAST


@dataclass(frozen=True, slots=True)
class RegressionReport:
    """``against`` is the last good run, null where there is none that is comparable; ``skipped`` are runs of before
    that do not count, with why: ``refused``, ``worse``, or a field in which the cards differ."""

    run: str
    against: str | None
    findings: tuple[RegressionFinding, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def worse(self) -> list[RegressionFinding]:
        return [one for one in self.findings if one.change == "worse"]


def judge(run: Run, before: Iterable[Run], figures: Sequence[str] | None = None) -> RegressionReport:
    """Hold ``run`` against the good ones of ``before``, which come newest first."""
    good: list[Run] = []
    skipped: list[tuple[str, str]] = []
    candidates: list[Run] = []
    for one in before:
        if not one.counts_as_measured:
            skipped.append((one.id, one.standing))
        elif fields := [each.field for each in differences(one, run) if each.weight == "matters"]:
            skipped.append((one.id, fields[0]))
        else:
            candidates.append(one)
    for one in reversed(candidates):  # the oldest first: each is good or not by those before it
        if any(found.change == "worse" for found in _findings(one, good, figures)):
            skipped.append((one.id, "worse"))
        else:
            good.append(one)
    findings = tuple(_findings(run, good, figures))
    return RegressionReport(run.id, good[-1].id if good else None, findings, tuple(skipped))


def _findings(run: Run, good: Sequence[Run], figures: Sequence[str] | None) -> Iterable[RegressionFinding]:
    """By figure; ``good`` runs are the oldest first."""
    for figure in figures or KEY_FIGURES:
        value = run.figures.get(figure, 0.0)
        history = [one.figures[figure] for one in good if one.figures.get(figure, 0.0) > 0][-MOST:]
        if value > 0 and history and better_when(figure):
            yield finding(figure, value, history)


def finding(figure: str, value: float, history: Sequence[float]) -> RegressionFinding:
    """A value against those of before, the oldest first. Raises IndexError without any."""
    last, count = history[-1], len(history)
    if count < LEAST:
        middle, allowed = math.log(last), UNKNOWN
    else:
        logs = [math.log(one) for one in history]
        middle = fmean(logs)
        half = student_t(count - 1, LEVEL) * stdev(logs) * math.sqrt(1 + 1 / count)
        allowed = max(FLOOR, math.expm1(half))
    off = math.log(value) - middle
    change: FigureChange = "same"
    if abs(off) > math.log1p(allowed):
        change = "better" if (off < 0) == (better_when(figure) == "lower") else "worse"
    slide = drift_of([*history, value], least=FLOOR)
    return RegressionFinding(figure, value, last, value / last, allowed, count, change, slide)
