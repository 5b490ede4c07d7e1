"""Which due memories come first when a day has no room for all of them.

Lowest retrievability first is a trap: after a gap it spends the day on what is lost and lets slip what is still there.
No single order is best either (see `bench redo`), so the one that fits is chosen by what is known of the person:

* ``frail``: the room suffices for what the next month asks. The least retrievable first: nothing is given up.
* ``kept``: it does not. What a review of today keeps for a month comes first: what is there and would be gone by then.
* ``turn``: this person remembers much less than FSRS expects even where it should be surest, so its numbers are no
  guide. Each in its turn: what was not looked at for longest, every failure counting as a day less.

Formulas are those of FSRS-6 with the parameters of the library ``fsrs``. Functions of numbers are plain arithmetic, so
that the bench uses them on arrays. ``TRUSTED``, ``ROOM``, ``FEW`` and ``FIRST_MONTH`` were chosen on simulated
learners of `bench redo`, on other seeds than it reports.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from roadweek.domain.records import Card

OrderManner = Literal["frail", "kept", "turn"]

AHEAD: Final = 30
"""Days ahead that count."""
TRUSTED: Final = 0.82
"""FSRS is a guide to who remembers at least this share of what it expects."""
FEW: Final = 30
"""So many answers as expected are presumed of everybody, so that a few bad days do not decide."""
ROOM: Final = 1.6
"""What a month asks, divided by its room, up to which all can be kept: reviews grow fewer as memories grow. 1.5 and
1.6 did the same on the seeds that it was chosen on, 1.75 lost two items of 260 at 12 a day; 1.4 lost one on another."""
FIRST_MONTH: Final = 4
"""Reviews that a new memory asks for in its first month."""
USUAL: Final = 0.9


@dataclass(frozen=True, slots=True)
class Trust:
    """Answers about memories that held the last time: how many, how many FSRS expected to hold, how many did."""

    expected: float = 0.0
    held: float = 0.0

    @property
    def share(self) -> float:
        return (self.held + USUAL * FEW) / (self.expected + USUAL * FEW)


@lru_cache(maxsize=1)
def _parameters() -> tuple[float, ...]:
    from fsrs.scheduler import DEFAULT_PARAMETERS  # 64 ms

    return tuple(DEFAULT_PARAMETERS)


Parameters = tuple[float, ...] | None
"""Those of FSRS; null: the published ones, on which the constants above were chosen."""


def chance(elapsed: float, stability: float, parameters: Parameters = None) -> float:
    """That a memory of ``stability`` is there ``elapsed`` days after its review, by FSRS."""
    decay = -(parameters or _parameters())[20]
    return (1 + (0.9 ** (1 / decay) - 1) * elapsed / stability) ** decay  # type: ignore[no-any-return]


def strengthened(stability: float, difficulty: float, held: float, parameters: Parameters = None) -> float:
    """The stability, in days, after a good answer at a chance of ``held``."""
    w = parameters or _parameters()
    gain = math.e ** w[8] * (11 - difficulty) * stability ** -w[9] * (math.e ** ((1 - held) * w[10]) - 1)
    return stability * (1 + gain)  # type: ignore[no-any-return]


def worth(stability: float, difficulty: float, elapsed: float, parameters: Parameters = None) -> float:
    """How much a review of today adds to the chance that a memory holds a month from now, if it holds today.

    What it adds where it is forgotten today is left out: FSRS expects too much of what is long overdue.
    """
    held = chance(elapsed, stability, parameters)
    after = strengthened(stability, difficulty, held, parameters)
    return held * chance(AHEAD, after, parameters) - chance(elapsed + AHEAD, stability, parameters)


def asked_for(stability: float, difficulty: float, days_to_due: float, parameters: Parameters = None) -> int:
    """Reviews that a memory asks for within the month if all of them go well."""
    count, day = 0, max(days_to_due, 0.0)
    while day <= AHEAD:
        count += 1
        stability = strengthened(stability, difficulty, USUAL, parameters)
        day += max(stability, 1.0)
    return count


def manner(trust: Trust, asked: float, room: float) -> OrderManner:
    """How to choose; ``asked`` and ``room`` are reviews of a month."""
    if trust.share <= TRUSTED:
        return "turn"
    return "frail" if asked <= ROOM * room else "kept"


class RatedAnswer(Protocol):
    """What :func:`trust_of` needs of an answer."""

    @property
    def subject(self) -> str: ...
    @property
    def rating(self) -> int | None: ...
    @property
    def predicted(self) -> float | None: ...


def trust_of(reviews: Iterable[RatedAnswer]) -> Trust:
    """What answers, in the order they were given, say of FSRS's expectations, of those about memories that were
    reviewed and held the time before.

    The first answer of a memory is its lesson and says nothing.
    """
    count: dict[str, int] = {}
    held_before: dict[str, bool] = {}
    expected = held = 0.0
    for review in reviews:
        if review.rating is None:
            continue
        nth = count[review.subject] = count.get(review.subject, 0) + 1
        if held_before.get(review.subject) and review.predicted is not None:
            expected += review.predicted
            held += review.rating > 1
        held_before[review.subject] = nth > 1 and review.rating > 1
    return Trust(expected, held)


def month_asks(cards: Iterable[Card], on: date, new_a_day: float, parameters: Parameters = None) -> float:
    """Reviews that all memories, and those to come at ``new_a_day``, ask for in the month from ``on``."""
    known = [_numbers(card, on) for card in cards if card.scheduler and card.due]
    return sum(asked_for(s, d, to_due, parameters) for s, d, _, to_due in known) + new_a_day * AHEAD * FIRST_MONTH


def in_order(due: Sequence[Card], on: date, how: OrderManner, parameters: Parameters = None) -> tuple[Card, ...]:
    """Due cards, the first to be looked at first; those never answered come last, as they were given."""

    def key(card: Card) -> tuple[float, str]:
        stability, difficulty, elapsed, _ = _numbers(card, on)
        if how == "frail":
            return chance(elapsed, stability, parameters), card.id
        if how == "kept":
            return -worth(stability, difficulty, elapsed, parameters), card.id
        return card.lapses - elapsed, card.id

    answered = [card for card in due if card.scheduler and card.last_review]
    fresh = [card for card in due if not (card.scheduler and card.last_review)]
    return (*sorted(answered, key=key), *fresh)


def _numbers(card: Card, on: date) -> tuple[float, float, float, float]:
    """Stability, difficulty, days since the last answer, days until it is due (negative when late)."""
    elapsed = (on - card.last_review.date()).days if card.last_review else 0
    to_due = (card.due.date() - on).days if card.due else 0
    stability = float(card.scheduler.get("stability") or 1.0)
    return stability, float(card.scheduler.get("difficulty") or 5.0), max(elapsed, 0), to_due
