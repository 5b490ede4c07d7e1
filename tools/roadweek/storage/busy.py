"""What is known of the person's calendars as a whole: how many events, and a signature of all that matters."""

from __future__ import annotations

import sqlite3
import zlib


def count_events(connection: sqlite3.Connection, person: str) -> int:
    """How many objects of the person's other calendars are known."""
    row = connection.execute(
        "SELECT count(*) FROM calendar_objects o JOIN collections c ON c.person = o.person AND c.url = o.collection"
        " WHERE o.person = ? AND NOT c.ours",
        [person],
    ).fetchone()
    return int(row[0])


def signature(connection: sqlite3.Connection, person: str) -> str:
    """A short text that differs where busy times or trips do."""
    digest = 0
    for query in (
        "SELECT start_utc, end_utc, all_day FROM busy WHERE person = ? ORDER BY start_utc, end_utc, all_day",
        'SELECT id, start, "end", timezone, state FROM trips WHERE person = ? ORDER BY id',
    ):
        for row in connection.execute(query, [person]):
            digest = zlib.crc32(repr(tuple(row)).encode(), digest)
    return f"{digest:x}"
