"""Two simulated learners for `bench redo`: people whose memory follows published formulas that are not FSRS's own.

Both are populations: arrays have a row a learner and a column an item. A learner is asked by day; what it answers is
drawn by the caller against :meth:`recall`. They are frozen: they were committed before any order of reviews was
written, and no order sees anything of them but answers and days.

* :class:`ActivationLearner`: Pavlik & Anderson (2005), "Practice and forgetting effects on vocabulary memory: an
  activation-based model of the spacing effect", Cognitive Science 29, 559-586. Activation m = ln sum t_k ** -d_k,
  decay of a presentation d_k = c * exp(m when it came) + a, recall 1 / (1 + exp((tau - m) / s)); a 0.177, c 0.217,
  tau -0.704, s 0.255, time in seconds, of which those between sessions count h = 0.025 times. Offsets of learner and
  item on m are in the formula of their paper of 2008 (J. Exp. Psych.: Applied 14, 101-117); how far they spread here
  (0.3 and 0.3) and the first lesson (five presentations, a minute apart) are assumed by us.
* :class:`HalfLifeLearner`: the difficulty-half-life-recall model of Ye, Su & Cao (2022), "A stochastic shortest path
  algorithm for optimizing spaced repetition scheduling", KDD '22, 4381-4390, with the parameters that its authors
  publish, fitted to 220 million reviews of MaiMemo: recall 2 ** (-days / h); difficulties and their growth by two at a
  failure, up to twenty, as in their simulator. FSRS came out of the same school later; formula, curve (exponential,
  not a power), data and parameters are others.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

DAY_S = 86_400.0


class Population(Protocol):
    """Learners (rows) and their items (columns). ``rows`` and ``items`` are index arrays of one shape."""

    def learn(self, rows: Indices, items: Indices, day: int) -> None:
        """The first lesson about items."""
        ...

    def recall(self, rows: Indices, items: Indices, day: int) -> Floats:
        """The chance that each is remembered on a day."""
        ...

    def review(self, rows: Indices, items: Indices, day: int, recalled: NDArray[np.bool_]) -> None:
        """An answer, after which the right one is looked at."""
        ...


class ActivationLearner:
    """ACT-R's activation with a decay that depends on the activation at the time of practice."""

    A, C, TAU, S, H = 0.177, 0.217, -0.704, 0.255, 0.025
    SPREAD_LEARNER, SPREAD_ITEM = 0.3, 0.3
    LESSON, APART_S = 5, 60.0
    MOST = 120
    """Presentations of an item that are kept; more than one a day cannot come."""

    def __init__(self, learners: int, items: int, seed: int) -> None:
        draw = np.random.default_rng([seed, 1])
        self._offset = draw.normal(0, self.SPREAD_LEARNER, (learners, 1)) + draw.normal(
            0, self.SPREAD_ITEM, (learners, items)
        )
        self._at = np.full((learners, items, self.MOST), np.inf)
        self._decay = np.zeros((learners, items, self.MOST))
        self._count = np.zeros((learners, items), dtype=np.intp)

    def _activation(self, rows: Indices, items: Indices, now: float) -> Floats:
        """m without the offset; minus infinity for what was never seen."""
        most = int(self._count[rows, items].max(initial=1))
        age = now - self._at[rows, items, :most]
        seen = np.isfinite(age)
        traces = np.where(seen, np.where(seen, age, 1.0) ** -self._decay[rows, items, :most], 0.0)
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(traces.sum(axis=-1)))

    def _present(self, rows: Indices, items: Indices, now: float) -> None:
        strength = np.exp(self._activation(rows, items, now) + self._offset[rows, items])
        place = self._count[rows, items]
        self._at[rows, items, place] = now
        self._decay[rows, items, place] = self.C * strength + self.A
        self._count[rows, items] = place + 1

    def _now(self, day: int) -> float:
        return day * DAY_S * self.H

    def learn(self, rows: Indices, items: Indices, day: int) -> None:
        for k in range(self.LESSON):
            self._present(rows, items, self._now(day) - (self.LESSON - 1 - k) * self.APART_S)

    def recall(self, rows: Indices, items: Indices, day: int) -> Floats:
        m = self._activation(rows, items, self._now(day)) + self._offset[rows, items]
        return np.asarray(1.0 / (1.0 + np.exp((self.TAU - m) / self.S)))

    def review(self, rows: Indices, items: Indices, day: int, recalled: NDArray[np.bool_]) -> None:
        self._present(rows, items, self._now(day))


class HalfLifeLearner:
    """Difficulty, half-life, recall."""

    SHARES = (0.06, 0.09, 0.11, 0.14, 0.14, 0.13, 0.11, 0.10, 0.07, 0.05)
    """Of the difficulties 1 to 10, as in the authors' simulator."""
    HARDER, HARDEST = 2.0, 20.0

    def __init__(self, learners: int, items: int, seed: int) -> None:
        draw = np.random.default_rng([seed, 2])
        self._difficulty = draw.choice(np.arange(1.0, 11.0), p=self.SHARES, size=(learners, items))
        self._halflife = np.full((learners, items), 1e-9)
        self._last = np.zeros((learners, items))

    def learn(self, rows: Indices, items: Indices, day: int) -> None:
        first = np.maximum(0.925 - 0.05 * self._difficulty[rows, items], 0.025)
        self._halflife[rows, items] = -1.0 / np.log2(first)
        self._last[rows, items] = day

    def recall(self, rows: Indices, items: Indices, day: int) -> Floats:
        return np.asarray(2.0 ** (-(day - self._last[rows, items]) / self._halflife[rows, items]))

    def review(self, rows: Indices, items: Indices, day: int, recalled: NDArray[np.bool_]) -> None:
        p = np.clip(self.recall(rows, items, day), 1e-9, 1.0 - 1e-9)
        h, d = self._halflife[rows, items], self._difficulty[rows, items]
        known = h * (1.0 + np.exp(3.80863264) * d**-0.53420593 * h**-0.127362 * (1.0 - p) ** 0.9678043)
        lost = np.exp(-0.04158382) * d**-0.04067209 * h**0.37745957 * (1.0 - p) ** -0.22724425
        self._halflife[rows, items] = np.where(recalled, known, lost)
        self._difficulty[rows, items] = np.where(recalled, d, np.minimum(d + self.HARDER, self.HARDEST))
        self._last[rows, items] = day
