"""Questions of the drill: they lie among the problems, with an id of their own kind, so that an index finds them."""

from __future__ import annotations

import json
import sqlite3
from typing import Final

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


def tried_questions(connection: sqlite3.Connection, person: str) -> list[Record]:
    """Interview questions that were tried outside of the drill, by id. It reads all problems."""
    found = connection.execute(
        "SELECT document FROM problems WHERE person = ? AND json_extract(document, '$.kind') = 'question'"
        " AND NOT (id >= ? AND id < ?) ORDER BY id",
        [person, PREFIX, "q."],
    )
    return [json.loads(row["document"]) for row in found]
