"""One memory under spaced repetition: how likely it is still there, and what an answer makes of it.

The algorithm is FSRS by its authors' library ``fsrs`` with its published parameters, no fuzz, no steps within a day:
whoever forgot something sees it again on the next day. Its state is kept in the card and never replayed.

Days are the person's own: what counts between two answers is the number of midnights where they were, not of full
24 hours, so that Monday late and Tuesday early are a day apart. ``fsrs`` counts full days in UTC; it is given noon UTC
of each local day. Times passed in are aware, of any zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from roadweek.errors import OutOfOrderError

if TYPE_CHECKING:
    from fsrs import Card as FsrsCard
    from fsrs import Scheduler

    from roadweek.domain.records import Card

MemoryRating = Literal[1, 2, 3, 4]
"""1 again (forgotten), 2 hard, 3 good, 4 easy."""

RETENTION = 0.9
"""A card is due when the chance that it is remembered has fallen to this."""


@lru_cache(maxsize=4)
def _scheduler(parameters: tuple[float, ...] | None = None) -> Scheduler:
    from fsrs import Scheduler  # 64 ms

    own: dict[str, Any] = {} if parameters is None else {"parameters": parameters}
    return Scheduler(desired_retention=RETENTION, enable_fuzzing=False, learning_steps=(), relearning_steps=(), **own)


def _noon(at: datetime) -> datetime:
    """Noon UTC of the local day of ``at``. Raises ValueError for a naive time."""
    if at.tzinfo is None:
        raise ValueError("a review's time needs a zone")
    return datetime.combine(at.date(), time(12), UTC)


def _state(card: Card, at: datetime) -> FsrsCard:
    from fsrs import Card as FsrsCard

    if card.scheduler:
        state: Any = {"card_id": 0, **card.scheduler}
        return FsrsCard.from_dict(state)
    return FsrsCard(card_id=0, due=_noon(at))


def retrievability(card: Card, now: datetime, parameters: tuple[float, ...] | None = None) -> float:
    """The chance, 0 to 1, that the card is remembered at ``now``; 0 for one that was never rated. ``parameters`` are
    FSRS's; null: the published ones."""
    if not card.scheduler:
        return 0.0
    return float(_scheduler(parameters).get_card_retrievability(_state(card, now), _noon(now)))


def stability(card: Card) -> float:
    """Days until the chance has fallen from 1 to 0.9; 0 for one that was never rated."""
    return float(card.scheduler.get("stability") or 0.0)


def due_on(card: Card) -> date | None:
    """The person's day on which the card is due; null for one that was never rated."""
    return card.due.date() if card.due is not None else None


def rate(card: Card, rating: MemoryRating, at: datetime, parameters: tuple[float, ...] | None = None) -> Card:
    """The card after an answer at ``at``: its new state and due day, one more review, one more lapse where it had been
    known and was forgotten. ``parameters`` are FSRS's; null: the published ones.

    Raises OutOfOrderError for a time before the card's last answer.
    """
    from fsrs import Rating

    if card.last_review is not None and at < card.last_review:
        last = card.last_review.astimezone(at.tzinfo)
        raise OutOfOrderError(at=at.isoformat(timespec="minutes"), last=last.isoformat(timespec="minutes"))
    noon = _noon(at)
    before = _state(card, at)
    if before.last_review is not None and noon < before.last_review:  # the person flew west over midnight
        noon = before.last_review
    after, _ = _scheduler(parameters).review_card(before, Rating(rating), noon)
    kept = {name: value for name, value in after.to_dict().items() if name != "card_id"}
    return card.model_copy(
        update={
            "scheduler": kept,
            "due": after.due,
            "last_review": at,
            "reviews": card.reviews + 1,
            "lapses": card.lapses + (1 if rating == 1 and card.reviews else 0),
        }
    )
