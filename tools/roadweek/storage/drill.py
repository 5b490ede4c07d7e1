"""Questions of the drill: they lie among the problems, with an id of their own kind, so that an index finds them."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Final, NamedTuple

from roadweek.storage.attempts import Record

PREFIX: Final = "q-"
"""How the id of each question of the drill begins."""


def bank(connection: sqlite3.Connection, person: str) -> list[Record]:
    """All questions, those that are retired too, by id."""
    found = connection.execute(
        "SELECT document FROM problems WHERE person = ? AND id >= ? AND id < ? ORDER BY id", [person, PREFIX, "q."]
    )  # '.' follows '-': all ids that begin with the prefix
    return [json.loads(row["document"]) for row in found]


def answers(connection: sqlite3.Connection, person: str) -> list[Record]:
    """All answers of the drill, by time."""
    found = connection.execute("SELECT document FROM reviews WHERE person = ? AND kind = 'drill'", [person])
    return sorted(
        (json.loads(row["document"]) for row in found), key=lambda row: (row["at"][:10], row["at"], row["id"])
    )


class JudgedRow(NamedTuple):
    """An attempt, or an answer at a drill, a recall or a redo, with the topic of its problem; ``hit`` counts."""

    kind: str
    day: str
    topic: str | None
    outcome: str | None
    stuck: int | None
    rating: int | None
    hit: int | None
    points: int | None


def judged(connection: sqlite3.Connection, person: str, first: date, last: date) -> list[JudgedRow]:
    """What was tried and answered on the days ``first`` to ``last``, by day within each kind."""
    span = [person, first.isoformat(), last.isoformat()]
    answers = (
        "SELECT r.kind, r.day, json_extract(p.document, '$.topic'), NULL, NULL, json_extract(r.document, '$.rating'),"
        " json_array_length(r.document, '$.hit'), json_extract(r.document, '$.points') FROM reviews r"
        " LEFT JOIN problems p ON p.person = r.person AND p.id = r.subject"
        " WHERE r.person = ? AND r.kind = ? AND r.day BETWEEN ? AND ? ORDER BY r.day, r.at, r.id"
    )
    found = [
        JudgedRow(*row)
        for kind in ("drill", "recall", "redo")
        for row in connection.execute(answers, [person, kind, *span[1:]])
    ]
    tried = connection.execute(
        "SELECT 'attempt', a.day, json_extract(p.document, '$.topic'), json_extract(a.document, '$.outcome'),"
        " json_extract(a.document, '$.stuck'), NULL, NULL, NULL FROM attempts a"
        " LEFT JOIN problems p ON p.person = a.person AND p.id = a.problem"
        " WHERE a.person = ? AND a.day BETWEEN ? AND ? ORDER BY a.day, a.at, a.id",
        span,
    )
    return [*found, *(JudgedRow(*row) for row in tried)]


def tried_questions(connection: sqlite3.Connection, person: str) -> list[Record]:
    """Interview questions that were tried outside of the drill, by id. It reads all problems."""
    found = connection.execute(
        "SELECT document FROM problems WHERE person = ? AND json_extract(document, '$.kind') = 'question'"
        " AND NOT (id >= ? AND id < ?) ORDER BY id",
        [person, PREFIX, "q."],
    )
    return [json.loads(row["document"]) for row in found]
