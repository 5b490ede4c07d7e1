"""Cards: added, listed, asked within a limit a day, answered. Each change is one event that undo takes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.records import Card, Review
from roadweek.domain.sanitise import sanitised, sanitised_line
from roadweek.errors import InputError, UnknownNameError
from roadweek.messages import say
from roadweek.reviewing import order
from roadweek.reviewing.card_texts import LONGEST, CardText
from roadweek.reviewing.memory import due_on, rate, retrievability
from roadweek.storage import attempts, cards, database
from roadweek.usecases.answer import applied
from roadweek.usecases.attempts import time_of
from roadweek.usecases.repeated import check_noted
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of, load

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.reviewing.memory import MemoryRating
    from roadweek.views.cards import CardsChangedView, CardsDueView, CardsView, CardView
    from roadweek.workspace import Workspace

A_DAY = 25
"""Cards a day at most, where nothing else is said: about ten minutes."""
TRUST_DAYS = 180
"""Days whose answers tell how far FSRS is to be trusted."""
TRUST_ANSWERS = 5_000
"""The last so many of them."""
NEW_DAYS = 14
AHEAD_DAYS = 22
"""Days in which a trip or a rest day makes cards come early."""
LESSON = ("geometry", "network", "without")
"""The three questions of a lesson: what it is geometrically, where it is in a network, what fails without it."""


def card_view(card: Card) -> CardView:
    due = due_on(card)
    return {
        "id": card.id,
        "front": card.front,
        "back": card.back,
        "topic": card.topic,
        "tags": list(card.tags),
        "source": card.source,
        "due": due.isoformat() if due else None,
        "reviews": card.reviews,
        "lapses": card.lapses,
    }


def due_now(ws: Workspace, *, limit: int = A_DAY) -> CardsDueView:
    """The cards of today: at most ``limit`` less those answered today, on any day, also after a gap; on a trip or a
    rest day at most what that day has room for. What comes early because of one ahead follows those that are due."""
    from roadweek.usecases.card_days import CARD_MIN, rooms, spread_cards

    on = ws.now().date()
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        room_on = rooms(load(connection, ws), limit * CARD_MIN)
        limit = min(limit, int(room_on(on)[0] / CARD_MIN + 1e-9))
        waiting = [Card.model_validate(row) for row in cards.due(connection, ws.person, on)]
        done = cards.answered_on(connection, ws.person, on)
        room = max(0, limit - done)
        learned = parameters(connection, ws)
        how = _manner(connection, ws, on, limit, learned) if len(waiting) > room else "frail"
        early: list[Card] = []
        if room > len(waiting) and any(room_on(on + timedelta(days=n))[1] != "usual" for n in range(1, AHEAD_DAYS)):
            everything = [Card.model_validate(row) for row in cards.every(connection, ws.person)]
            today = set(spread_cards(everything, room_on, on).days.get(on, ()))
            early = [card for card in everything if card.id in today and card.id not in {one.id for one in waiting}]
    chosen = (*order.in_order(waiting, on, how, learned), *order.in_order(early, on, how, learned))[:room]
    due_today = {card.id for card in waiting}
    return {
        "date": on.isoformat(),
        "limit": limit,
        "early": sum(card.id not in due_today for card in chosen),
        "done": done,
        "cards": [card_view(card) for card in chosen],
        "left_out": max(0, len(waiting) - len(chosen)),
        "manner": how,
        "why": say(f"cards.manner_{how}", lang),
    }


def _manner(
    connection: sqlite3.Connection, ws: Workspace, on: date, limit: int, learned: order.Parameters
) -> order.OrderManner:
    answers = cards.rated_between(connection, ws.person, on - timedelta(days=TRUST_DAYS), on, TRUST_ANSWERS)
    everything = [Card.model_validate(row) for row in cards.every(connection, ws.person)]
    begun = (on - timedelta(days=NEW_DAYS)).isoformat()
    new = sum(one.predicted is None and one.day > begun for one in answers) / NEW_DAYS
    return order.manner(order.trust_of(answers), order.month_asks(everything, on, new, learned), limit * order.AHEAD)


def listing(ws: Workspace, *, topic: str | None = None) -> CardsView:
    """All cards, or those of a topic."""
    with database.read(ws.database) as connection:
        found = [Card.model_validate(row) for row in cards.every(connection, ws.person, topic)]
    topics: dict[str, int] = {}
    for card in found:
        topics[card.topic or ""] = topics.get(card.topic or "", 0) + 1
    return {"cards": [card_view(card) for card in found], "topics": topics}


def answer(
    ws: Workspace,
    name: str,
    rating: MemoryRating,
    *,
    on: date | None = None,
    actor: str | None = None,
    again: bool = False,
) -> CardsChangedView:
    """Note an answer: 1 forgotten, 2 hard, 3 good, 4 easy.

    Raises UnknownNameError, DateError for a day to come, OutOfOrderError for one before the card's last answer, and
    RepeatedError for the same in a moment without ``again``.
    """
    at = time_of(ws, on)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        row = attempts.get(connection, ws.person, "cards", name)
        if row is None or row.get("face", "card") != "card":
            raise UnknownNameError(what="card", name=name, see="see_cards")
        card = Card.model_validate(row)
        summary = ("card_answered", {"title": sanitised_line(card.front, 80), "rating": rating})
        if not again:
            check_noted(connection, ws, card.id, summary, at.date(), lang)
        learned = parameters(connection, ws)
        rated = rate(card, rating, at, learned)
        change = UnitOfWork(connection, ws)
        change.set_record("cards", card.id, rated.to_json())
        review = Review(
            id=attempts.free_id(connection, ws.person, "reviews", f"card:{card.id}@{at:%Y%m%dT%H%M}"),
            kind="card",
            subject=card.id,
            at=at,
            rating=rating,
            predicted=retrievability(card, at, learned) if card.scheduler else None,
        )
        change.set_record("reviews", review.id, review.to_json())
        event = change.finish(kind="reviewed", actor=actor or ws.actor, subject=card.id, summary=summary)
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {**done, "cards": [card_view(rated)]}


def add(ws: Workspace, texts: Sequence[CardText], *, actor: str | None = None) -> CardsChangedView:
    """Add cards. Raises InputError for one without a question, too long, or there already."""
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        change = UnitOfWork(connection, ws)
        made: list[Card] = []
        for text in texts:
            card = card_of(text)
            if attempts.get(connection, ws.person, "cards", card.id) is not None:
                raise InputError("card_there", front=sanitised_line(card.front, 80), id=card.id)
            change.set_record("cards", card.id, card.to_json())
            made.append(card)
        summary = ("cards_added", {"count": len(made), "title": sanitised_line(made[0].front, 80)})
        event = change.finish(kind="cards_added", actor=actor or ws.actor, subject=made[0].id, summary=summary)
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {**done, "cards": [card_view(card) for card in made]}


LEARNED = "fsrs"
"""Where the parameters are kept that were learned from the person's answers."""


def parameters(connection: sqlite3.Connection, ws: Workspace) -> tuple[float, ...] | None:
    """FSRS's parameters for cards as they were learned; null: the published ones."""
    row = attempts.get(connection, ws.person, "coach", LEARNED)
    return tuple(row["parameters"]) if row else None


def card_of(text: CardText, name: str | None = None) -> Card:
    """A new card. Raises InputError for one without a question, or with a side that is too long."""
    front, back = sanitised(text.front).strip(), sanitised(text.back).strip()
    if not front:
        raise InputError("card_empty")
    for side in (front, back):
        if len(side) > LONGEST:
            raise InputError("card_long", length=len(side), most=LONGEST)
    clean = CardText(front, back)
    return Card(
        id=name or clean.own_id,
        front=front,
        back=back,
        topic=sanitised_line(text.topic, 80) or None if text.topic else None,
        tags=tuple(tag for tag in (sanitised_line(one, 80) for one in text.tags) if tag),
        source=sanitised_line(text.source) or None if text.source else None,
    )


def lesson(ws: Workspace, title: str, answers: Sequence[str | None], *, topic: str | None = None) -> CardsChangedView:
    """Three cards of a lesson by its three questions; an answer that is not there yet is left open.

    Raises InputError for a lesson without a name, or whose cards are there already.
    """
    named = sanitised_line(title, 80)
    if not named:
        raise InputError("card_empty")
    with database.read(ws.database) as connection:
        lang: Language = language_of(connection, ws)
    texts = [
        CardText(
            say(f"cards.lesson_{key}", lang, title=named),
            (answers[n] if n < len(answers) else None) or "",
            topic=topic or named,
            source=named,
        )
        for n, key in enumerate(LESSON)
    ]
    return add(ws, texts)
