"""What is shown of cards, as documents of ``--json``."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from roadweek.reviewing.order import OrderManner
from roadweek.views.documents import AppliedView


class CardView(TypedDict):
    """A card; ``due`` is a day, null for one that was never answered."""

    id: str
    front: str
    back: str
    topic: str | None
    tags: list[str]
    source: str | None
    due: str | None
    reviews: int
    lapses: int


class CardsDueView(TypedDict):
    """The cards of today in their order, at most ``limit`` a day of which ``done`` are answered; ``early`` of them come
    before their day, because of a trip or a rest day ahead. ``left_out`` more are due and wait without debt.
    ``manner`` is how they were ordered and ``why`` that in words."""

    date: str
    limit: int
    early: int
    done: int
    cards: list[CardView]
    left_out: int
    manner: OrderManner
    why: str


class CardsView(TypedDict):
    cards: list[CardView]
    topics: dict[str, int]


class CardsChangedView(AppliedView):
    """Cards that were added, changed or answered."""

    cards: list[CardView]


class CardsImportedView(AppliedView):
    """``same`` were there already; ``doubled`` stood twice in the file; ``without_front`` are its lines without a
    question."""

    file: str
    added: int
    changed: int
    same: int
    doubled: int
    without_front: list[int]
    remarks: list[str]


class CardsExportedView(TypedDict):
    file: str
    format: Literal["md", "csv", "apkg"]
    cards: int
    remarks: list[str]


class BundleView(TypedDict):
    """A topic's note and the note of all topics that links to it; paths within the workspace."""

    topic: str
    file: str
    index: str
    cards: int
    text: str


SuggestedBy = Literal["blind", "idea", "paper", "lesson"]


class CardSuggestionView(TypedDict):
    """A card that could be made; ``by`` says of what: a blind spot, an idea, or the questions of a paper or lesson,
    whose answer (``back``) is still open."""

    id: str
    front: str
    back: str
    topic: str | None
    source: str
    by: SuggestedBy


class CardSuggestionsView(TypedDict):
    """At most so many are listed; ``count`` counts all."""

    suggestions: list[CardSuggestionView]
    count: int


class TuneLossView(TypedDict):
    """Log loss in nats on answers that came later than what it was learned from."""

    learned: float
    published: float
    in_force: float
    constant: float


class CardsTunedView(AppliedView):
    """What learning from ``reviews`` answers would be worth; null figures where they are too few. ``in_force`` says
    which parameters count now, after what was ``applied``."""

    reviews: int
    least: int
    tested: int
    log_loss: TuneLossView | None
    verdict: Literal["too_few", "better", "no_better"]
    parameters: list[float] | None
    applied: bool
    in_force: Literal["published", "learned"]


class CardDayView(TypedDict):
    """``kind``: usual, trip, rest or short; ``due`` the cards whose own day it is, ``cards`` those that come on it."""

    date: str
    kind: str
    room_min: float
    due: int
    cards: int


class CardMoveView(TypedDict):
    card: str
    front: str
    due: str
    to: str


class CardDaysView(TypedDict):
    """The days ahead, and the cards that come on another day than their own."""

    limit: int
    card_min: float
    days: list[CardDayView]
    moves: list[CardMoveView]
    no_room: int
