"""Whether a database is sound: its structure, its references, what is written in it, and whether its file is as it was
left. Reads only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from roadweek.storage import database, seals

_REFERENCES = {
    "versions.plan": "SELECT count(*) FROM versions v WHERE plan IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM plans p WHERE p.person = v.person AND p.id = v.plan)",
    "versions.event": "SELECT count(*) FROM versions v WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.seq = v.event)",
    "events.undoes": "SELECT count(*) FROM events e WHERE undoes IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM events o WHERE o.seq = e.undoes)",
    "outbox.event": "SELECT count(*) FROM outbox o WHERE event > 0 AND NOT EXISTS"
    " (SELECT 1 FROM events e WHERE e.seq = o.event)",
    "calendar_objects.collection": "SELECT count(*) FROM calendar_objects o WHERE NOT EXISTS"
    " (SELECT 1 FROM collections c WHERE c.person = o.person AND c.url = o.collection)",
}
_DOCUMENTS = (
    *("plans.document", "plans.reading", "adjustments.edit", "weeks.document", "proposals.document"),
    *("events.summary", "events.before", "events.after", "sessions.reason", "sessions.work", "trips.evidence"),
    *("drafts.document", "outbox.payload"),
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: ``code`` of ``messages.damage`` (after ``db_``), ``what`` it is about."""

    code: str
    what: str


def faults(path: Path) -> list[Fault]:
    """All that is wrong with the database at ``path``; empty where it is sound."""
    found: list[Fault] = []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            found += [
                Fault("structure", str(row[0]))
                for row in connection.execute("PRAGMA integrity_check(5)")
                if row[0] != "ok"
            ]
            found += [Fault("reference", str(row[0])) for row in connection.execute("PRAGMA foreign_key_check")]
            found += _inside(connection)
            last = database.last_event(connection)
    except sqlite3.Error as error:
        found.append(Fault("structure", str(error)))
        last = None
    broken = seals.check(path, last)
    if broken is not None and broken.other:
        found.append(Fault("other", path.name))
    elif broken is not None:
        found.append(Fault("seal", f"{len(broken.pages)}/{broken.of}"))
    return found


def _inside(connection: sqlite3.Connection) -> list[Fault]:
    found: list[Fault] = []
    for name, query in _REFERENCES.items():
        found += _counted("reference", name, connection, query)
    for name in _DOCUMENTS:
        table, column = name.split(".")
        # SQLite reads a quoted name that it does not know as a text; an older workspace lacks the newer columns.
        if column not in {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}:
            continue
        query = f'SELECT count(*) FROM {table} WHERE "{column}" IS NOT NULL AND NOT json_valid("{column}")'
        found += _counted("document", name, connection, query)
    try:
        rows = connection.execute('SELECT id, start, "end", start_utc, end_utc FROM sessions').fetchall()
        wrong = sum(not _timed(row) for row in rows)
    except sqlite3.Error as error:
        return [*found, Fault("document", f"sessions.start: {error}")]
    return [*found, Fault("document", f"sessions.start ({wrong})")] if wrong else found


def _counted(code: str, name: str, connection: sqlite3.Connection, query: str) -> list[Fault]:
    try:
        count = int(connection.execute(query).fetchone()[0])
    except sqlite3.Error as error:
        return [Fault(code, f"{name}: {error}")]
    return [Fault(code, f"{name} ({count})")] if count else []


def _timed(row: sqlite3.Row) -> bool:
    """Whether a session's times are times, and the same in both columns."""
    try:
        start, end = (int(datetime.fromisoformat(row[name]).timestamp()) for name in ("start", "end"))
    except (TypeError, ValueError):
        return False
    return start == row["start_utc"] and end == row["end_utc"] and start < end
