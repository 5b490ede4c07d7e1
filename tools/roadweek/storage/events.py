"""The append-only event log: who changed what, before and after. History and undo read nothing else."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """``before``/``after`` hold, by table, what the change found and left; ``undoes`` is the event it took back."""

    seq: int
    at: str
    actor: str
    kind: str
    subject: str | None
    summary: str
    before: dict[str, Any]
    after: dict[str, Any]
    undoes: int | None
    undone_by: int | None = None


def append(
    connection: sqlite3.Connection,
    person: str,
    *,
    at: str,
    actor: str,
    kind: str,
    subject: str | None,
    summary: str,
    before: dict[str, Any],
    after: dict[str, Any],
    undoes: int | None = None,
) -> int:
    """Write one event and return its number."""
    cursor = connection.execute(
        "INSERT INTO events (person, at, actor, kind, subject, summary, before, after, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [person, at, actor, kind, subject, summary, _text(before), _text(after), undoes],
    )
    return int(cursor.lastrowid or 0)


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


_SELECT = """
SELECT e.*, (SELECT max(u.seq) FROM events u WHERE u.person = e.person AND u.undoes = e.seq) AS undone_by
FROM events e WHERE e.person = ?"""


def latest(connection: sqlite3.Connection, person: str, limit: int) -> list[HistoryEvent]:
    """The last ``limit`` events, newest first."""
    rows = connection.execute(f"{_SELECT} ORDER BY e.seq DESC LIMIT ?", [person, limit])
    return [_event(row) for row in rows]


def get(connection: sqlite3.Connection, person: str, seq: int) -> HistoryEvent:
    """One event. Raises KeyError where there is none."""
    row = connection.execute(f"{_SELECT} AND e.seq = ?", [person, seq]).fetchone()
    if row is None:
        raise KeyError(seq)
    return _event(row)


def undoable(connection: sqlite3.Connection, person: str, limit: int) -> list[HistoryEvent]:
    """The last ``limit`` events that still stand and are no undo themselves, newest first."""
    rows = connection.execute(
        f"{_SELECT} AND (e.undoes IS NULL OR e.kind = 'redone') AND undone_by IS NULL ORDER BY e.seq DESC LIMIT ?",
        [person, limit],
    )
    return [_event(row) for row in rows]


def about(connection: sqlite3.Connection, person: str, session: str) -> list[HistoryEvent]:
    """Events that touched a session, oldest first."""
    rows = connection.execute(
        f"{_SELECT} AND (json_extract(e.after, ?) IS NOT NULL OR json_extract(e.before, ?) IS NOT NULL) ORDER BY e.seq",
        [person, *[f'$.sessions."{session}"'] * 2],
    )
    return [_event(row) for row in rows]


def recent_about(connection: sqlite3.Connection, person: str, subject: str, among: int = 20) -> list[HistoryEvent]:
    """Those of the last ``among`` events whose subject is this one, newest first."""
    rows = connection.execute(
        f"SELECT * FROM ({_SELECT} ORDER BY e.seq DESC LIMIT ?) WHERE subject = ?", [person, among, subject]
    )
    return [_event(row) for row in rows]


def of_subject(connection: sqlite3.Connection, person: str, kind: str, subject: str) -> list[HistoryEvent]:
    """The events of a kind that are about one thing, oldest first."""
    rows = connection.execute(f"{_SELECT} AND e.kind = ? AND e.subject = ? ORDER BY e.seq", [person, kind, subject])
    return [_event(row) for row in rows]


def of_week(connection: sqlite3.Connection, person: str, week: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What each event that touched a week, or a session of it, found and left, oldest first."""
    rows = connection.execute(
        "SELECT before, after FROM events WHERE person = ? AND (instr(after, ?) OR instr(before, ?)) ORDER BY seq",
        [person, f'"{week}"', f'"{week}"'],
    )
    return [(json.loads(row["before"]), json.loads(row["after"])) for row in rows]


def last_seq(connection: sqlite3.Connection, person: str) -> int:
    row = connection.execute("SELECT max(seq) FROM events WHERE person = ?", [person]).fetchone()
    return int(row[0] or 0)


def _event(row: sqlite3.Row) -> HistoryEvent:
    return HistoryEvent(
        seq=row["seq"],
        at=row["at"],
        actor=row["actor"],
        kind=row["kind"],
        subject=row["subject"],
        summary=row["summary"],
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
        undoes=row["undoes"],
        undone_by=row["undone_by"],
    )
