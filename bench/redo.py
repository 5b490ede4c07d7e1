"""Which due memories come first when a day has no room for all: our order beside five others, on two simulated people.

260 items arrive four a day, none in the fourteen days from day 60 in which nothing is done at all. FSRS says what is
due, an order picks at most 12 (or 25) of it a day; what counts is the expected number of items remembered on day 120.
The learners (:mod:`bench.learners`) are frozen and not FSRS's; each order meets the same people, items and luck (one
draw for the k-th review of an item), so that differences are paired: the bounds are those of a t interval of the mean
difference per learner. ``gain_low_N`` is the worse of both learners against whichever baseline did best there.

The order was developed on seeds 1 to 4 of the same two learners; what is reported is seed 20262, not looked at before.
Fresh seeds guard against luck, not against fit to these models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np

from bench import Result
from bench.fsrs_arrays import Memories
from bench.learners import ActivationLearner, Floats, HalfLifeLearner, Population
from roadweek.reviewing import order

LEARNERS, ITEMS, A_DAY = 240, 260, 4
GAP = range(60, 74)
END = 120
BOXES = (12, 25)
SEED = 20262
MOST_REVIEWS = 128

Score = Callable[[Memories, int, Floats], Floats]
"""What comes first: (memories, day, fixed chance per item) -> a number each, the larger the earlier."""
PEOPLE: Mapping[str, Callable[[int, int, int], Population]] = {
    "activation": ActivationLearner,
    "halflife": HalfLifeLearner,
}


class Ours:
    """Our order (``reviewing.order``) for everybody at once: which manner fits each person, and what it puts first."""

    def __init__(self, box: int) -> None:
        self._room = order.AHEAD * box
        self._arrived: list[Floats] = []

    def __call__(self, memories: Memories, day: int, luck: Floats) -> Floats:
        there = np.isfinite(memories.due)
        self._arrived.append(there.sum(axis=1).astype(float))
        past = self._arrived[-15:]
        new_a_day = (past[-1] - past[0]) / max(len(past) - 1, 1)
        asked = np.where(there, _asked_for(memories, day), 0).sum(axis=1) + new_a_day * order.AHEAD * order.FIRST_MONTH
        hows = [
            order.manner(order.Trust(expected, held), month, self._room)
            for expected, held, month in zip(memories.expected, memories.held, asked, strict=True)
        ]
        elapsed = np.where(there, day - np.where(there, memories.last, 0.0), 0.0)
        worth = cast(Any, order.worth)  # arithmetic of numbers is that of arrays
        scores = {
            "frail": ORDERS["lowest_r"](memories, day, luck),
            "kept": np.asarray(worth(memories.stability, memories.difficulty, elapsed)) + luck * 1e-9,
            "turn": elapsed - memories.lapses + luck * 1e-6,
        }
        return np.stack([scores[how][row] for row, how in enumerate(hows)])


def _asked_for(memories: Memories, day: int) -> Floats:
    """``order.asked_for`` of all memories."""
    strengthened = cast(Any, order.strengthened)
    stability = memories.stability
    when = np.maximum(memories.due - day, 0.0)
    count = np.zeros(stability.shape)
    while (when <= order.AHEAD).any():
        count += when <= order.AHEAD
        stability = strengthened(stability, memories.difficulty, order.USUAL)
        when = when + np.maximum(stability, 1.0)
    return count


def _stuck(memories: Memories, day: int, _: Floats) -> Floats:
    return -np.minimum(memories.failing_since, 1e6) - np.minimum(memories.due, 1e6) * 1e-6


ORDERS: Mapping[str, Score] = {
    "random": lambda memories, day, luck: (luck * 7919.0 + day * 0.6180339887) % 1.0,
    "stuck": _stuck,
    "due": lambda memories, day, luck: -memories.due + luck * 1e-6,
    "lowest_r": lambda memories, day, luck: -memories.retrievability(day) + luck * 1e-9,
    "highest_r": lambda memories, day, luck: memories.retrievability(day) + luck * 1e-9,
}


def remembered(people: Callable[[int, int, int], Population], score: Score, box: int, seed: int, n: int) -> Floats:
    """Expected items remembered on the last day, a number a learner."""
    person, memories = people(n, ITEMS, seed), Memories(n, ITEMS)
    draw = np.random.default_rng([seed, 3])
    luck = draw.random((n, ITEMS))
    answers = draw.random((n, ITEMS, MOST_REVIEWS), dtype=np.float32)
    reviews = np.zeros((n, ITEMS), dtype=np.intp)
    everybody = np.arange(n)
    arrived = 0
    for day in range(END):
        if day in GAP:
            continue
        due = memories.due <= day
        ranked = np.where(due, score(memories, day, luck), -np.inf)
        first = np.argpartition(-ranked, box, axis=1)[:, :box]
        rows = np.repeat(everybody, box)
        items = first.ravel()
        asked = due[rows, items]
        rows, items = rows[asked], items[asked]
        if rows.size:
            good = answers[rows, items, reviews[rows, items]] < person.recall(rows, items, day)
            reviews[rows, items] += 1
            person.review(rows, items, day, good)
            memories.rate(rows, items, day, good)
        if arrived < ITEMS:
            new = np.arange(arrived, min(arrived + A_DAY, ITEMS))
            rows, items = (part.ravel() for part in np.meshgrid(everybody, new, indexing="ij"))
            person.learn(rows, items, day)
            memories.begin(rows, items, day)
            arrived += A_DAY
    rows, items = (part.ravel() for part in np.indices((n, ITEMS)))
    return np.asarray(person.recall(rows, items, END).reshape(n, ITEMS).sum(axis=1))


def run() -> Result:
    """Measure; about half a minute on one processor."""
    figures: dict[str, float] = {}
    rivals: dict[str, str] = {}
    verdict: list[str] = []
    baselines: dict[str, dict[str, float]] = {name: {} for name in ORDERS}
    for box in BOXES:
        lows: list[float] = []
        for name, people in PEOPLE.items():
            mine = remembered(people, Ours(box), box, SEED, LEARNERS)
            theirs = {peer: remembered(people, score, box, SEED, LEARNERS) for peer, score in ORDERS.items()}
            best = max(theirs, key=lambda peer: float(theirs[peer].mean()))
            mean, low, high = interval(mine - theirs[best])
            figures[f"{name}_{box}"] = round(float(mine.mean()), 2)
            figures |= {f"gain_{name}_{box}": mean, f"low_{name}_{box}": low, f"high_{name}_{box}": high}
            lows.append(low)
            rivals[f"{name}_{box}"] = best
            verdict.append(f"{name} at {box} a day: {said(low, high)} {best}, the best of the others")
            for peer, values in theirs.items():
                baselines[peer][f"{name}_{box}"] = round(float(values.mean()), 2)
        figures[f"gain_low_{box}"] = min(lows)
    settings = {
        "learners": LEARNERS,
        "items": ITEMS,
        "new_a_day": A_DAY,
        "gap": [GAP.start, GAP.stop - 1],
        "day": END,
        "seed": SEED,
        "best": rivals,
        "verdict": verdict,
        "interval": "95 % t interval of paired differences against the best baseline of each learner",
    }
    return Result(figures=figures, settings=settings, baselines=baselines)


def said(low: float, high: float) -> str:
    """What an interval of the gain means, in words."""
    if low > 0:
        return "more is remembered than with"
    if high < 0:
        return "less is remembered than with"
    return "the very same as with" if low == high == 0 else "no difference that can be told from"


def interval(differences: Floats) -> tuple[float, float, float]:
    """The mean of paired differences and its 95 % bounds by Student's t for 240 learners."""
    mean = float(differences.mean())
    half = 1.9700 * float(differences.std(ddof=1)) / len(differences) ** 0.5  # t with 239 degrees of freedom
    return round(mean, 3), round(mean - half, 3), round(mean + half, 3)
