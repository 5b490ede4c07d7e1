"""Questions over the person's cards; the memories of problems lie in the same table and are not among them."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import NamedTuple

from roadweek.storage.attempts import Record


def every(connection: sqlite3.Connection, person: str, topic: str | None = None) -> list[Record]:
    """All cards, or those of a topic (whatever its case), by topic and id."""
    found = connection.execute("SELECT document FROM cards WHERE person = ? AND face = 'card' ORDER BY id", [person])
    rows = [json.loads(row["document"]) for row in found]
    if topic is not None:
        rows = [row for row in rows if (row.get("topic") or "").casefold() == topic.casefold()]
    return sorted(rows, key=lambda row: (row.get("topic") or "", row["id"]))


def due(connection: sqlite3.Connection, person: str, on: date) -> list[Record]:
    """Cards that are due on a day or never were answered, as they were written last: a lesson's in its order."""
    found = connection.execute(
        "SELECT document FROM cards WHERE person = ? AND face = 'card' AND (due IS NULL OR due <= ?) ORDER BY rowid",
        [person, on.isoformat()],
    )
    return [json.loads(row["document"]) for row in found]


def changed_at(connection: sqlite3.Connection, person: str) -> str | None:
    """When the cards were last changed, by the history; null for never."""
    found = connection.execute(
        "SELECT at FROM events WHERE person = ? AND after LIKE '%\"cards/%' ORDER BY seq DESC LIMIT 1", [person]
    ).fetchone()
    return found["at"] if found else None


class RatedRow(NamedTuple):
    """An answer to a card in short; ``day`` is YYYY-MM-DD."""

    subject: str
    day: str
    rating: int | None
    predicted: float | None


def rated_between(connection: sqlite3.Connection, person: str, first: date, last: date, limit: int) -> list[RatedRow]:
    """The last ``limit`` answers to cards of the days ``first`` to ``last``, by time."""
    found = connection.execute(
        "SELECT subject, day, json_extract(document, '$.rating'), json_extract(document, '$.predicted') FROM reviews"
        " WHERE person = ? AND kind = 'card' AND day BETWEEN ? AND ? ORDER BY day DESC, at DESC, id DESC LIMIT ?",
        [person, first.isoformat(), last.isoformat(), limit],
    )
    return [RatedRow(*row) for row in found][::-1]


def answered_on(connection: sqlite3.Connection, person: str, on: date) -> int:
    """How many answers to cards a day has."""
    found = connection.execute(
        "SELECT count(*) FROM reviews WHERE person = ? AND kind = 'card' AND day = ?", [person, on.isoformat()]
    )
    return int(found.fetchone()[0])


def answers(connection: sqlite3.Connection, person: str) -> list[Record]:
    """All answers to cards, by time."""
    found = connection.execute("SELECT document FROM reviews WHERE person = ? AND kind = 'card'", [person])
    rows = [json.loads(row["document"]) for row in found]
    return sorted(rows, key=lambda row: (row["at"][:10], row["at"], row["id"]))
