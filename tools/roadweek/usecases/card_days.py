"""The days of cards ahead: what comes on which day when trips and rest days are known, told before they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from roadweek.domain.edits import DayOff, SetCapacity
from roadweek.domain.records import Card
from roadweek.domain.week import trip_on
from roadweek.domain.weeks import weekday_code
from roadweek.reviewing.loads import LoadItem, Loads, spread
from roadweek.reviewing.memory import due_on
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.scheduling.limits import day_limit, freed, rules_on
from roadweek.storage import cards, database
from roadweek.versions.snapshot import load

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.plan import Plan
    from roadweek.versions.snapshot import Snapshot
    from roadweek.views.cards import CardDaysView
    from roadweek.workspace import Workspace

CARD_MIN = 0.4
"""Minutes that a card is reckoned at: 25 in ten minutes. Assumed."""
SHOWN_DAYS = 21


def rooms(snapshot: Snapshot, usual: float) -> Callable[[date], tuple[float, str]]:
    """Minutes for cards by day, and what kind of day it is: usual, trip, rest or short.

    A trip's day has at most what the trip's template states for it, by its weekday or by what it does each day; a day
    that a rule of the plan keeps free has none, and one that it bounds no more than that.
    """
    plan = effective(snapshot.plan, snapshot.adjustments)
    trips = fold_trips(snapshot.trips, snapshot.adjustments)
    off = {one.edit.date for one in snapshot.adjustments if isinstance(one.edit, DayOff)}
    caps = [one.edit for one in snapshot.adjustments if isinstance(one.edit, SetCapacity)]

    @cache
    def room(day: date) -> tuple[float, str]:
        away = trip_on(trips, day)
        rules = rules_on(plan, day, "trip" if away else "normal")
        if day in off or freed(rules):
            return 0.0, "rest"
        asked = [edit.minutes for edit in caps if edit.date_from <= day <= edit.date_to]
        if away:
            stated = asked[-1] if asked else _trip_minutes(plan, day)
            return (usual if stated is None else min(usual, float(stated))), "trip"
        limit = day_limit(rules)
        bounds = [*asked[-1:], *([limit.minutes or 0] if limit else [])]
        least = min(bounds, default=1440)
        if least < usual:
            return float(least), "short" if least else "rest"
        return usual, "usual"

    return room


def _trip_minutes(plan: Plan, day: date) -> int | None:
    code = weekday_code(day)
    stated = next((one.day_minutes.get(code) for one in plan.templates if one.id == "trip"), None)
    if stated is not None and stated.hi is not None:
        return stated.hi
    daily = [
        one.minutes.hi or one.minutes.lo or 0
        for one in plan.activities
        if one.template == "trip" and one.per == "day" and one.minutes and (not one.days or code in one.days)
    ]
    return sum(daily) if daily else None


def spread_cards(found: Sequence[Card], room: Callable[[date], tuple[float, str]], today: date) -> Loads:
    """Each answered card on its day; new ones wait for room of their own."""
    items = [
        LoadItem(card.id, due, CARD_MIN, card.last_review.date() if card.last_review else None)
        for card in found
        if (due := due_on(card)) is not None
    ]
    return spread(items, lambda day: room(day)[0], today)


def coming_until(connection: sqlite3.Connection, person: str, snapshot: Snapshot, today: date, last: date) -> int:
    """How many cards come from ``today`` up to and with ``last`` where each day has its usual limit, and trips and rest
    days what they have room for. New ones are not counted."""
    from roadweek.usecases.cards import A_DAY

    found = [Card.model_validate(row) for row in cards.every(connection, person)]
    loads = spread_cards(found, rooms(snapshot, A_DAY * CARD_MIN), today)
    return sum(len(ids) for day, ids in loads.days.items() if day <= last)


def days_ahead(ws: Workspace, *, limit: int, days: int = SHOWN_DAYS) -> CardDaysView:
    """What is due on each day ahead, what comes on it, and which cards come on another day than their own.

    Raises NoPlanError.
    """
    today = ws.now().date()
    with database.read(ws.database) as connection:
        found = [Card.model_validate(row) for row in cards.every(connection, ws.person)]
        room = rooms(load(connection, ws), limit * CARD_MIN)
    loads = spread_cards(found, room, today)
    fronts = {card.id: card.front for card in found}
    due: dict[date, int] = {}
    for card in found:
        own = due_on(card)
        if own is not None:
            due[max(own, today)] = due.get(max(own, today), 0) + 1
    shown = [today + timedelta(days=n) for n in range(days)]
    return {
        "limit": limit,
        "card_min": CARD_MIN,
        "days": [
            {
                "date": day.isoformat(),
                "kind": room(day)[1],
                "room_min": round(room(day)[0], 1),
                "due": due.get(day, 0),
                "cards": len(loads.days.get(day, ())),
            }
            for day in shown
        ],
        "moves": [
            {"card": move.id, "front": fronts[move.id], "due": move.due.isoformat(), "to": move.to.isoformat()}
            for move in loads.moves
            if min(max(move.due, today), move.to) <= shown[-1]
        ],
        "no_room": len(loads.no_room),
    }
