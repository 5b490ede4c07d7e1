"""What was really done: the log of minutes by track and day."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

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


def taken(connection: sqlite3.Connection, person: str, first: str, before: str) -> list[dict[str, Any]]:
    """What was done and took any minutes on the days from ``first`` up to the day before ``before``: the track, the day
    and the minutes, and of what was noted for a session its activity, work and planned minutes."""
    rows = connection.execute(
        "SELECT log.track, log.date, sum(log.minutes) AS spent, log.session, sessions.activity, sessions.task,"
        " sessions.work, (sessions.end_utc - sessions.start_utc) / 60 AS planned FROM log LEFT JOIN sessions"
        " ON sessions.person = log.person AND sessions.id = log.session"
        " WHERE log.person = ? AND withdrawn = 0 AND outcome = 'done' AND minutes > 0 AND date >= ? AND date < ?"
        " GROUP BY coalesce(log.session, log.id) ORDER BY log.date, log.id",
        [person, first, before],
    )
    return [dict(row) for row in rows]


def anything_done(connection: sqlite3.Connection, person: str) -> bool:
    """Whether the log holds anything that took minutes."""
    row = connection.execute(
        "SELECT 1 FROM log WHERE person = ? AND withdrawn = 0 AND outcome = 'done' AND minutes > 0 LIMIT 1", [person]
    ).fetchone()
    return row is not None
