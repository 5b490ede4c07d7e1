"""Trips that are known beside the person's own edits: found in the calendar, or added and decided by hand."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadweek.domain.week import Trip

TripRow = dict[str, Any]
_FIELDS = 'id, start, "end", place, timezone, state, origin, evidence, source'


def _row(row: sqlite3.Row) -> TripRow:
    out: TripRow = dict(row)
    out["evidence"] = json.loads(out["evidence"])
    return out


def rows_of(connection: sqlite3.Connection, person: str) -> list[TripRow]:
    """All known trips, dismissed ones included, by date."""
    rows = connection.execute(f"SELECT {_FIELDS} FROM trips WHERE person = ? ORDER BY start, id", [person])
    return [_row(row) for row in rows]


def trips_of(connection: sqlite3.Connection, person: str) -> tuple[Trip, ...]:
    """All known trips as domain values."""
    from roadweek.domain.week import Trip

    rows = rows_of(connection, person)
    return tuple(Trip.model_validate({k: v for k, v in row.items() if k != "source"}) for row in rows)


def get(connection: sqlite3.Connection, person: str, trip: str) -> TripRow | None:
    row = connection.execute(f"SELECT {_FIELDS} FROM trips WHERE person = ? AND id = ?", [person, trip]).fetchone()
    return _row(row) if row else None


def put(connection: sqlite3.Connection, person: str, trip: str, row: TripRow | None) -> None:
    """Insert, replace or (null) remove a trip."""
    if row is None:
        connection.execute("DELETE FROM trips WHERE person = ? AND id = ?", [person, trip])
        return
    connection.execute(
        'INSERT OR REPLACE INTO trips (person, id, start, "end", place, timezone, state, origin, evidence, source)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            person,
            trip,
            row["start"],
            row["end"],
            row["place"],
            row["timezone"],
            row["state"],
            row["origin"],
            json.dumps(row["evidence"], ensure_ascii=False),
            row["source"],
        ],
    )


def save(connection: sqlite3.Connection, person: str, trip: Trip, *, source: str | None = None) -> None:
    """Add a trip or replace the one with its id. ``source`` is the UID of the calendar event that shows it."""
    connection.execute(
        'INSERT INTO trips (person, id, start, "end", place, timezone, state, origin, evidence, source)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ' ON CONFLICT (person, id) DO UPDATE SET start = excluded.start, "end" = excluded."end",'
        " place = excluded.place, timezone = excluded.timezone, state = excluded.state, origin = excluded.origin,"
        " evidence = excluded.evidence, source = coalesce(excluded.source, source)",
        [
            person,
            trip.id,
            trip.start.isoformat(),
            trip.end.isoformat(),
            trip.place,
            trip.timezone,
            trip.state,
            trip.origin,
            json.dumps(trip.evidence, ensure_ascii=False),
            source,
        ],
    )


def by_source(connection: sqlite3.Connection, person: str) -> dict[str, Trip]:
    """The trips that calendar events showed, by the UID of the event."""
    sources = {row["id"]: row["source"] for row in rows_of(connection, person) if row["source"]}
    return {sources[trip.id]: trip for trip in trips_of(connection, person) if trip.id in sources}
