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
    """Add a trip or replace the one with its id. ``source`` are the keys of the calendar
    events that show it, a line each."""
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


def parts_of(connection: sqlite3.Connection, person: str, form: int) -> dict[str, str] | None:
    """What each calendar object says of trips, by its address; None where that was never kept, or by other rules."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [f"trip parts:{person}"]).fetchone()
    kept: dict[str, Any] = json.loads(row[0]) if row else {}
    return kept["parts"] if kept.get("form") == form else None


def save_parts(connection: sqlite3.Connection, person: str, form: int, parts: dict[str, str]) -> None:
    """Keep what calendar objects say of trips; ``form`` counts the rules that they were read by."""
    value = json.dumps({"form": form, "parts": parts}, ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [f"trip parts:{person}", value])


def sources_of(connection: sqlite3.Connection, person: str) -> dict[str, tuple[str, ...]]:
    """The keys of the calendar events behind each trip that they showed, by the trip's id."""
    return {row["id"]: tuple(row["source"].split("\n")) for row in rows_of(connection, person) if row["source"]}
