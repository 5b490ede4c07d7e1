"""What was really done: the log of minutes by track and day."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadweek.domain.week import LogEntry


def add(connection: sqlite3.Connection, person: str, entry: LogEntry) -> None:
    connection.execute(
        "INSERT INTO log (person, id, track, date, minutes, outcome, session, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            person,
            entry.id,
            entry.track,
            entry.date.isoformat(),
            entry.minutes,
            entry.outcome,
            entry.session,
            entry.at.isoformat() if entry.at else None,
        ],
    )


def set_withdrawn(connection: sqlite3.Connection, person: str, entry: str, withdrawn: bool) -> None:
    connection.execute("UPDATE log SET withdrawn = ? WHERE person = ? AND id = ?", [int(withdrawn), person, entry])


def between(connection: sqlite3.Connection, person: str, first: str, last: str) -> tuple[LogEntry, ...]:
    """Entries of the days ``first``..``last`` that still stand, oldest first."""
    from roadweek.domain.week import LogEntry

    rows = connection.execute(
        "SELECT id, track, date, minutes, outcome, session, at FROM log"
        " WHERE person = ? AND withdrawn = 0 AND date BETWEEN ? AND ? ORDER BY date, id",
        [person, first, last],
    )
    return tuple(LogEntry.model_validate(dict(row)) for row in rows)


def without_session(connection: sqlite3.Connection, person: str, first: str, last: str) -> dict[str, int]:
    """Minutes by track of the days ``first``..``last`` that were noted for no session."""
    rows = connection.execute(
        "SELECT track, sum(minutes) AS minutes FROM log"
        " WHERE person = ? AND withdrawn = 0 AND session IS NULL AND date BETWEEN ? AND ? GROUP BY track",
        [person, first, last],
    )
    return {row["track"]: int(row["minutes"]) for row in rows}


def of_session(connection: sqlite3.Connection, person: str, session: str) -> list[str]:
    """The ids of what was noted for a session and still stands."""
    rows = connection.execute(
        "SELECT id FROM log WHERE person = ? AND session = ? AND withdrawn = 0 ORDER BY id", [person, session]
    )
    return [row["id"] for row in rows]


def alike(connection: sqlite3.Connection, person: str, *, track: str, on: str, outcome: str) -> list[tuple[str, int]]:
    """When something was noted for a track and a day with an outcome, and how many minutes in that moment."""
    rows = connection.execute(
        "SELECT at, sum(minutes) AS minutes FROM log WHERE person = ? AND track = ? AND date = ? AND outcome = ?"
        " AND withdrawn = 0 AND at IS NOT NULL GROUP BY at ORDER BY at",
        [person, track, on, outcome],
    )
    return [(row["at"], int(row["minutes"])) for row in rows]


def of_sessions(connection: sqlite3.Connection, person: str) -> dict[str, int]:
    """Minutes that were noted for sessions, by their ids; withdrawn entries do not count."""
    rows = connection.execute(
        "SELECT session, sum(minutes) AS minutes FROM log"
        " WHERE person = ? AND withdrawn = 0 AND session IS NOT NULL GROUP BY session",
        [person],
    )
    return {row["session"]: int(row["minutes"]) for row in rows}
