"""Tried problems; the review coach fills them, ``today`` reads yesterday's."""

from __future__ import annotations

import sqlite3
from datetime import date


def problems_on(connection: sqlite3.Connection, person: str, day: date) -> list[tuple[str, str | None]]:
    """Problems tried on a day with their titles, each once, in the order they were tried."""
    rows = connection.execute(
        "SELECT problem, json_extract(document, '$.title') AS title, min(at) AS first FROM attempts"
        " WHERE person = ? AND substr(at, 1, 10) = ? GROUP BY problem ORDER BY first",
        [person, day.isoformat()],
    )
    return [(row["problem"], row["title"]) for row in rows]
