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


def trips_of(connection: sqlite3.Connection, person: str, *, legs: bool = True) -> tuple[Trip, ...]:
    """All known trips as domain values; without ``legs`` what their single events say is left out."""
    from roadweek.domain.week import Trip

    rows = rows_of(connection, person)
    told = _legs_by_key(connection, person) if legs and any(row["source"] for row in rows) else {}
    found: list[Trip] = []
    for row in rows:
        keys = (row.pop("source") or "").split("\n")
        mine = sorted((leg for key in keys for leg in told.get(key, ())), key=lambda leg: (leg[0], leg[1]["role"]))
        found.append(Trip.model_validate({**row, "legs": [leg for _, leg in mine]}))
    return tuple(found)


_ROLES = {"outbound": "out", "stay": "stay", "return": "back"}


def _legs_by_key(connection: sqlite3.Connection, person: str) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """What each event says of a trip, by its key, with the text that it is ordered by."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [f"trip parts:{person}"]).fetchone()
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    texts: dict[str, str] = json.loads(row[0])["parts"] if row else {}
    for text in texts.values():
        parts: list[dict[str, Any]] = json.loads(text)
        for part in parts:
            place: dict[str, Any] = part.get("place") or {}
            origin: dict[str, Any] = part.get("origin") or {}
            leg: dict[str, Any] = {
                "role": _ROLES[part["role"]],
                "start": part["first"],
                "end": part["last"],
                "origin": origin.get("written"),
                "place": place.get("written"),
                "timezone": part.get("zone") or place.get("zone") or None,
                "ride": "leaves" in part,
            }
            found.setdefault(part["key"], []).append((part.get("leaves") or part["first"], leg))
    return found


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
