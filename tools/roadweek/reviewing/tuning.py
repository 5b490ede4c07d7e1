"""Parameters of FSRS learned from a person's own answers, and whether they would have predicted better.

Judged by time: what was learned from the earlier answers predicts the next stretch, three times over (expanding window,
as in scikit-learn's ``TimeSeriesSplit``), beside the published parameters, those in force, and a constant: the share
remembered in the same earlier answers. Log loss in nats, the mean of ``-ln(p of what happened)``. Learning is that of
the authors' own optimiser, ``fsrs-rs-python``, an optional part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import pairwise
from math import log
from typing import Any, Final

LEAST_TUNING: Final = 300
"""Fewer answers than this about cards that were answered before teach nothing but noise."""
FOLDS: Final = 3
FIRST_SHARE: Final = 0.4
"""Share of the answers that the first stretch is predicted from."""
MARGIN: Final = 0.002
"""So much less log loss counts as better; below it, chance."""


@dataclass(frozen=True, slots=True)
class TuningItem:
    """One answer with those before it: ``history`` are (rating, days since the answer before), the first 0 days."""

    day: date
    history: tuple[tuple[int, int], ...]

    @property
    def remembered(self) -> bool:
        return self.history[-1][0] > 1


@dataclass(frozen=True, slots=True)
class TuningResult:
    """Log losses over ``tested`` of ``count`` answers; ``parameters`` are learned from all of them."""

    count: int
    tested: int
    learned: float
    published: float
    in_force: float
    constant: float
    parameters: tuple[float, ...]

    @property
    def better(self) -> bool:
        """Whether what is learned predicts better than what is in force, and than a constant."""
        return self.learned < self.in_force - MARGIN and self.learned < self.constant


def tuning_items(answers: Iterable[tuple[str, date, int]]) -> list[TuningItem]:
    """Items by day, of answers (card, day, rating) in the order they were given.

    What was answered twice on one day is history and no question of memory.
    """
    histories: dict[str, list[tuple[int, int]]] = {}
    last: dict[str, date] = {}
    found: list[TuningItem] = []
    for card, day, rating in answers:
        days = (day - last[card]).days if card in last else 0
        history = histories.setdefault(card, [])
        history.append((rating, max(0, days)))
        if len(history) > 1 and days > 0:
            found.append(TuningItem(day, tuple(history)))
        last[card] = day
    return sorted(found, key=lambda item: item.day)


def tune(items: Sequence[TuningItem], in_force: Sequence[float] | None = None) -> TuningResult:
    """Learn and judge. ``in_force`` null: the published parameters. ``items`` are at least :data:`LEAST_TUNING`.

    Raises ImportError where the optional part is not there.
    """
    library: Any = import_module("fsrs_rs_python")  # it has no types; 2 ms
    published: list[float] = list(library.DEFAULT_PARAMETERS)
    losses: dict[str, float] = {"learned": 0.0, "published": 0.0, "in_force": 0.0, "constant": 0.0}
    edges = [round(len(items) * (FIRST_SHARE + n * (1 - FIRST_SHARE) / FOLDS)) for n in range(FOLDS + 1)]
    for begin, end in pairwise(edges):
        known, asked = items[:begin], items[begin:end]
        given = [_item(library, one) for one in asked]
        for name, parameters in (
            ("learned", _learned(library, known)),
            ("published", published),
            ("in_force", list(in_force or published)),
        ):
            losses[name] += library.FSRS(parameters).evaluate(given).log_loss * len(asked)
        share = sum(one.remembered for one in known) / len(known)
        losses["constant"] -= sum(log(_within(share if one.remembered else 1 - share)) for one in asked)
    tested = edges[-1] - edges[0]
    return TuningResult(
        count=len(items),
        tested=tested,
        learned=losses["learned"] / tested,
        published=losses["published"] / tested,
        in_force=losses["in_force"] / tested,
        constant=losses["constant"] / tested,
        parameters=tuple(_learned(library, items)),
    )


def _within(share: float) -> float:
    return min(max(share, 1e-4), 1 - 1e-4)


def _learned(library: Any, items: Sequence[TuningItem]) -> list[float]:
    found: list[float] = library.FSRS(list(library.DEFAULT_PARAMETERS)).compute_parameters(
        [_item(library, one) for one in items]
    )
    return [float(one) for one in found]


def _item(library: Any, item: TuningItem) -> Any:
    return library.FSRSItem([library.FSRSReview(rating, days) for rating, days in item.history])
