"""FSRS-6 over arrays: the state of thousands of memories at once, for `bench redo`; a test holds it against ``fsrs``.

Parameters are the library's own; no fuzz and no steps within a day, as ``roadweek.reviewing.memory`` sets it. Only the
answers again and good occur.
"""

from __future__ import annotations

import numpy as np
from fsrs import Scheduler
from numpy.typing import NDArray

from bench.learners import Floats, Indices

W = Scheduler().parameters
DECAY = -W[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
LEAST, EASIEST, HARDEST = 0.001, 1.0, 10.0
RETENTION = 0.9


class Memories:
    """``stability`` in days, ``difficulty`` 1 to 10, ``last`` and ``due`` days, ``lapses`` and ``failing_since`` (the
    day of the first failure of the failures that it ends in, else infinity): a row a learner, a column an item.
    ``expected`` and ``held`` are ``reviewing.order.Trust`` of each learner, ``known`` what held at its last review."""

    def __init__(self, learners: int, items: int) -> None:
        shape = (learners, items)
        self.stability: Floats = np.full(shape, 1.0)
        self.difficulty: Floats = np.full(shape, 5.0)
        self.last: Floats = np.full(shape, np.inf)
        self.due: Floats = np.full(shape, np.inf)
        self.lapses: Floats = np.zeros(shape)
        self.failing_since: Floats = np.full(shape, np.inf)
        self.known: NDArray[np.bool_] = np.zeros(shape, dtype=bool)
        self.held: Floats = np.zeros(learners)
        self.expected: Floats = np.zeros(learners)

    def begin(self, rows: Indices, items: Indices, day: int) -> None:
        """The first lesson counts as a good answer."""
        self.stability[rows, items] = W[2]
        self.difficulty[rows, items] = float(np.clip(W[4] - np.e ** (W[5] * 2) + 1, EASIEST, HARDEST))
        self._schedule(rows, items, day)

    def retrievability(self, day: int) -> Floats:
        elapsed = np.where(np.isfinite(self.last), day - self.last, 0.0)
        return np.asarray((1 + FACTOR * elapsed / self.stability) ** DECAY)

    def _note(self, rows: Indices, r: Floats, good: NDArray[np.bool_]) -> None:
        """What each person was expected to remember, and did."""
        n = len(self.held)
        self.held += np.bincount(rows, weights=good, minlength=n)
        self.expected += np.bincount(rows, weights=r, minlength=n)

    def rate(self, rows: Indices, items: Indices, day: int, good: NDArray[np.bool_]) -> None:
        s, d = self.stability[rows, items], self.difficulty[rows, items]
        r = (1 + FACTOR * (day - self.last[rows, items]) / s) ** DECAY
        sure = self.known[rows, items]
        self._note(rows[sure], np.asarray(r)[sure], good[sure])
        self.known[rows, items] = good
        known = s * (1 + np.e ** W[8] * (11 - d) * s ** -W[9] * (np.e ** ((1 - r) * W[10]) - 1))
        lost: Floats = np.minimum(
            W[11] * d ** -W[12] * ((s + 1) ** W[13] - 1) * np.e ** ((1 - r) * W[14]), s / np.e ** (W[17] * W[18])
        )
        self.stability[rows, items] = np.maximum(np.where(good, known, lost), LEAST)
        step: Floats = np.where(good, 0.0, 2 * W[6])  # -(w6 * (rating - 3))
        moved = d + (10.0 - d) * step / 9.0
        easy = W[4] - np.e ** (W[5] * 3) + 1
        self.difficulty[rows, items] = np.clip(W[7] * easy + (1 - W[7]) * moved, EASIEST, HARDEST)
        since = self.failing_since[rows, items]
        self.failing_since[rows, items] = np.where(good, np.inf, np.minimum(since, day))
        self.lapses[rows, items] += ~good
        self._schedule(rows, items, day)

    def _schedule(self, rows: Indices, items: Indices, day: int) -> None:
        ratio: Floats = self.stability[rows, items] / FACTOR * (RETENTION ** (1 / DECAY) - 1)
        days = np.round(ratio)
        self.last[rows, items] = day
        self.due[rows, items] = day + np.clip(days, 1, 36500)
