"""The accepted weeks and their sessions, and the cache of computed drafts. Rows are plain: ``today`` reads them."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.domain.reported import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from roadweek.domain.week import Session

SessionRow = dict[str, Any]
"""A session as stored: its domain fields as JSON-plain data."""

_DAY_S = 86_400
_FIELDS = (
    'id, week, activity, task, track, title, start, "end", status, pinned, must, floor_min, reason, work, spent_min'
)
_FROM = (
    "sessions LEFT JOIN (SELECT person AS whose, session AS told, sum(minutes) AS spent_min FROM log"
    " WHERE withdrawn = 0 AND session IS NOT NULL GROUP BY person, session) ON whose = person AND told = id"
)
"""Sessions with what was noted for them."""


def _row(row: sqlite3.Row) -> SessionRow:
    out: SessionRow = dict(row)
    out["pinned"] = bool(out["pinned"])
    out["must"] = bool(out["must"])
    out["reason"] = json.loads(out["reason"]) if out["reason"] else None
    out["work"] = json.loads(out["work"]) if out["work"] else []
    return out


def of_week(connection: sqlite3.Connection, person: str, week: str) -> list[SessionRow]:
    """The accepted sessions of a week, by time."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM {_FROM} WHERE person = ? AND week = ? ORDER BY start_utc, id", [person, week]
    )
    return [_row(row) for row in rows]


def between(connection: sqlite3.Connection, person: str, start_utc: int, end_utc: int) -> list[SessionRow]:
    """Accepted sessions that start in [start_utc, end_utc), seconds since 1970, by time."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM {_FROM} WHERE person = ? AND start_utc >= ? AND start_utc < ? ORDER BY start_utc, id",
        [person, start_utc, end_utc],
    )
    return [_row(row) for row in rows]


def moved_in(connection: sqlite3.Connection, person: str, week: str, start_utc: int, end_utc: int) -> list[SessionRow]:
    """Sessions of other weeks that the person's hand put into this one; they take its time."""
    return [row for row in between(connection, person, start_utc, end_utc) if row["week"] != week]


def lying_in(connection: sqlite3.Connection, person: str, week: str) -> list[SessionRow]:
    """The accepted sessions whose day is in a week, by time: those of other weeks that the person's hand put there, and
    none of its own that they put elsewhere."""
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    days = {(monday + timedelta(days=n)).isoformat() for n in range(7)}
    start = int(datetime.combine(monday, time(), UTC).timestamp())
    near = between(connection, person, start - _DAY_S, start + 8 * _DAY_S)  # whatever zone a day is in
    return [row for row in near if row["start"][:10] in days]


def went_elsewhere(connection: sqlite3.Connection, person: str, week: str) -> list[SessionRow]:
    """The accepted sessions of a week whose day is in another, by time."""
    here = {row["id"] for row in lying_in(connection, person, week)}
    return [row for row in of_week(connection, person, week) if row["id"] not in here]


def get(connection: sqlite3.Connection, person: str, session: str) -> SessionRow | None:
    row = connection.execute(f"SELECT {_FIELDS} FROM {_FROM} WHERE person = ? AND id = ?", [person, session]).fetchone()
    return _row(row) if row else None


def ids(connection: sqlite3.Connection, person: str) -> list[str]:
    """The ids of all accepted sessions."""
    return [row["id"] for row in connection.execute("SELECT id FROM sessions WHERE person = ?", [person])]


def task_minutes(
    connection: sqlite3.Connection, person: str, now: datetime, *, not_in: Collection[str]
) -> dict[str, int]:
    """Minutes that the accepted sessions of other weeks hold for each task, as far as they count."""
    rows = connection.execute(
        f"SELECT task, status, start_utc, end_utc, spent_min FROM {_FROM} WHERE person = ? AND task IS NOT NULL"
        f" AND week NOT IN ({', '.join('?' * len(not_in))})",
        [person, *not_in],
    )
    found: dict[str, int] = {}
    for row in rows:
        found[row["task"]] = found.get(row["task"], 0) + _counts(row, now)
    return found


def _counts(row: sqlite3.Row, now: datetime) -> int:
    minutes = (row["end_utc"] - row["start_utc"]) // 60
    return counted(row["status"], minutes, row["spent_min"], over=row["end_utc"] <= now.timestamp())


def counts(row: SessionRow, now: datetime) -> int:
    """Minutes of a session that count as done or to come: nothing of one that is over and was never spoken of."""
    start, end = seconds(row["start"]), seconds(row["end"])
    return counted(row["status"], (end - start) // 60, row.get("spent_min"), over=end <= now.timestamp())


def first_day(connection: sqlite3.Connection, person: str) -> str | None:
    """The day of the first accepted session; null where there is none."""
    row = connection.execute(
        "SELECT start FROM sessions WHERE person = ? ORDER BY start_utc LIMIT 1", [person]
    ).fetchone()
    return row["start"][:10] if row else None


def days_done(connection: sqlite3.Connection, person: str, since: str) -> set[str]:
    """The days from ``since`` on of which anything was noted as done, in part or whole."""
    rows = connection.execute(
        "SELECT substr(start, 1, 10) AS day FROM sessions WHERE person = ? AND status IN ('done', 'partial')"
        " AND substr(start, 1, 10) >= ? UNION SELECT date AS day FROM log WHERE person = ? AND withdrawn = 0"
        " AND minutes > 0 AND date >= ?",
        [person, since, person, since],
    )
    return {row["day"] for row in rows}


def ending(connection: sqlite3.Connection, person: str, with_: str) -> list[SessionRow]:
    """The accepted sessions whose id ends so."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM {_FROM} WHERE person = ? AND substr(id, -length(?)) = ?", [person, with_, with_]
    )
    return [_row(row) for row in rows]


def is_open(row: SessionRow, now: datetime) -> bool:
    """Whether a session is over and nobody has said what came of it."""
    return bool(row["status"] == "planned") and datetime.fromisoformat(row["end"]) <= now


def opened(connection: sqlite3.Connection, person: str, start_utc: int, end_utc: int) -> list[SessionRow]:
    """Accepted sessions that ended in [start_utc, end_utc) and of which nothing was said, by time."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM {_FROM} WHERE person = ? AND end_utc >= ? AND end_utc < ? AND status = 'planned'"
        " ORDER BY start_utc, id",
        [person, start_utc, end_utc],
    )
    return [_row(row) for row in rows]


def work_by_week(
    connection: sqlite3.Connection,
    person: str,
    now: datetime,
    *,
    not_in: Collection[str] = (),
    running: str | None = None,
) -> dict[str, dict[str, int]]:
    """Minutes of each work that the sessions of each accepted week hold, as far as they count, see :func:`counts`.

    In the week ``running`` those of which nobody has spoken yet count as planned: there is still time to say it.
    """
    found: dict[str, dict[str, int]] = {week: {} for week in accepted_weeks(connection, person, "")}
    rows = connection.execute(
        f"SELECT week, work, status, start_utc, end_utc, spent_min FROM {_FROM} WHERE person = ? AND work IS NOT NULL",
        [person],
    )
    for row in rows:
        held = found.setdefault(row["week"], {})
        unsaid = row["week"] == running and row["status"] == "planned"
        left = (row["end_utc"] - row["start_utc"]) // 60 if unsaid else _counts(row, now)
        for part in json.loads(row["work"]):
            minutes = min(left, part["minutes"])
            held[part["work"]] = held.get(part["work"], 0) + minutes
            left -= minutes
    return {week: held for week, held in found.items() if week not in not_in}


def numbered_by_week(
    connection: sqlite3.Connection, person: str, *, not_in: Collection[str] = ()
) -> dict[str, dict[str, tuple[int, int]]]:
    """From and up to which minute the titles of each accepted week count each work whose effort is only its share."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for row in connection.execute("SELECT week, work FROM sessions WHERE person = ? AND work IS NOT NULL", [person]):
        if row["week"] in not_in:
            continue
        held = found.setdefault(row["week"], {})
        for part in json.loads(row["work"]):
            if part.get("shared"):
                start, end = part["done_min"] - part["minutes"], part["done_min"]
                first, last = held.get(part["work"], (start, end))
                held[part["work"]] = (min(first, start), max(last, end))
    return found


def with_work(connection: sqlite3.Connection, person: str) -> list[SessionRow]:
    """The accepted sessions that are for a work or a task, by time."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM {_FROM} WHERE person = ? AND (work IS NOT NULL OR task IS NOT NULL)"
        " ORDER BY start_utc, id",
        [person],
    )
    return [_row(row) for row in rows]


def plain_between_weeks(connection: sqlite3.Connection, person: str, first: str, before: str) -> list[SessionRow]:
    """Of the sessions of the accepted weeks ``first`` up to before ``before``: id, week, track, status, times, and the
    minutes planned and noted; nothing else is read."""
    rows = connection.execute(
        f'SELECT id, week, track, status, start, "end", (end_utc - start_utc) / 60 AS minutes, spent_min FROM {_FROM}'
        " WHERE person = ? AND week >= ? AND week < ? ORDER BY week, id",
        [person, first, before],
    )
    return [dict(row) for row in rows]


def put(connection: sqlite3.Connection, person: str, rows: Iterable[SessionRow], version: int) -> None:
    """Insert or replace sessions."""
    connection.executemany(
        'INSERT OR REPLACE INTO sessions (person, id, week, activity, task, track, title, start, "end", status, pinned,'
        " must, floor_min, reason, work, start_utc, end_utc, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                person,
                row["id"],
                row["week"],
                row.get("activity"),
                row.get("task"),
                row.get("track"),
                row["title"],
                row["start"],
                row["end"],
                row["status"],
                int(row["pinned"]),
                int(row["must"]),
                row["floor_min"],
                json.dumps(row["reason"], ensure_ascii=False) if row.get("reason") else None,
                json.dumps(row["work"], ensure_ascii=False) if row.get("work") else None,
                seconds(row["start"]),
                seconds(row["end"]),
                version,
            )
            for row in rows
        ],
    )


def seconds(moment: str) -> int:
    """Whole seconds since 1970 of an RFC 3339 time with offset."""
    return int(datetime.fromisoformat(moment).timestamp())


def remove(connection: sqlite3.Connection, person: str, session: str) -> None:
    connection.execute("DELETE FROM sessions WHERE person = ? AND id = ?", [person, session])


def as_row(session: Session) -> SessionRow:
    """A domain session as it is stored; times keep their offsets."""
    document = session.model_dump(mode="json")
    document["start"] = session.start.isoformat()
    document["end"] = session.end.isoformat()
    return document


def as_sessions(rows: Iterable[SessionRow]) -> tuple[Session, ...]:
    from roadweek.domain.week import Session

    return tuple(Session.model_validate(row) for row in rows)


def week_document(connection: sqlite3.Connection, person: str, week: str) -> SessionRow | None:
    """What an accepted week says beside its sessions, or None where it is not accepted."""
    row = connection.execute("SELECT document FROM weeks WHERE person = ? AND week = ?", [person, week]).fetchone()
    return json.loads(row["document"]) if row else None


def accepted_weeks(connection: sqlite3.Connection, person: str, first: str) -> list[str]:
    """Ids of accepted weeks from ``first`` on, in order (week ids sort as text)."""
    rows = connection.execute("SELECT week FROM weeks WHERE person = ? AND week >= ? ORDER BY week", [person, first])
    return [row["week"] for row in rows]


def put_week(connection: sqlite3.Connection, person: str, week: str, document: SessionRow | None, version: int) -> None:
    """Accept a week, or with None take the acceptance back."""
    if document is None:
        connection.execute("DELETE FROM weeks WHERE person = ? AND week = ?", [person, week])
        return
    connection.execute(
        "INSERT OR REPLACE INTO weeks (person, week, version, document) VALUES (?, ?, ?, ?)",
        [person, week, version, json.dumps(document, ensure_ascii=False)],
    )


def draft(connection: sqlite3.Connection, person: str, week: str, basis: str) -> SessionRow | None:
    """The cached draft of a week, where it was computed from the same basis."""
    row = connection.execute(
        "SELECT document FROM drafts WHERE person = ? AND week = ? AND basis = ?", [person, week, basis]
    ).fetchone()
    return json.loads(row["document"]) if row else None


def put_draft(connection: sqlite3.Connection, person: str, week: str, basis: str, document: SessionRow) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO drafts (person, week, basis, document) VALUES (?, ?, ?, ?)",
        [person, week, basis, json.dumps(document, ensure_ascii=False)],
    )
