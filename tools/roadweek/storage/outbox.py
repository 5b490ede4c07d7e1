"""What waits to be written to the calendar, and the lease that lets one process at a time write it.

Rows are put in by the transaction that changes the sessions, so that plan and outbox never disagree. A later row for a
session replaces an earlier one that still waits. States: pending, done, replaced, by_hand (the person's own change
came first), failed (refused too often).
"""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.week import Session

__all__ = [
    "OutboxRow",
    "RefusedRow",
    "enqueue_delete",
    "enqueue_put",
    "failed_count",
    "holds_lease",
    "new_holder",
    "pending",
    "pending_count",
    "refused",
    "release_lease",
    "retry_failed",
    "row_failed",
    "row_settled",
    "take_lease",
]

MAX_ATTEMPTS = 8
LEASE = "calendar"


@dataclass(frozen=True)
class OutboxRow:
    """One write that waits. ``session`` is set for a put; ``zone`` and ``lang`` are how it is to be written."""

    id: int
    subject: str
    action: Literal["put", "delete"]
    session: Session | None
    zone: str | None
    lang: Language
    attempts: int
    event: int


def enqueue_put(
    conn: sqlite3.Connection, person: str, session: Session, *, zone: str, lang: Language, event: int, at: datetime
) -> None:
    """Have ``session`` written, times in the zone it happens in, its reason in ``lang``."""
    payload = {"session": session.to_json(), "zone": zone, "lang": lang}
    _enqueue(conn, person, session.id, "put", json.dumps(payload, ensure_ascii=False), event, at)


def enqueue_delete(conn: sqlite3.Connection, person: str, session: str, *, event: int, at: datetime) -> None:
    """Have the event of a session removed, if it was ever written."""
    _enqueue(conn, person, session, "delete", None, event, at)


def _enqueue(
    conn: sqlite3.Connection, person: str, session: str, action: str, payload: str | None, event: int, at: datetime
) -> None:
    settle_pending(conn, person, session, "replaced")
    conn.execute(
        "INSERT INTO outbox (person, session, action, payload, event, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        [person, session, action, payload, event, at.isoformat()],
    )


def settle_pending(conn: sqlite3.Connection, person: str, session: str, state: str) -> int:
    """Give every waiting row of a session another state; how many there were."""
    cursor = conn.execute(
        "UPDATE outbox SET state = ? WHERE person = ? AND session = ? AND state = 'pending'", [state, person, session]
    )
    return cursor.rowcount


def pending(conn: sqlite3.Connection, person: str) -> list[OutboxRow]:
    """What waits, oldest first."""
    rows = conn.execute(
        "SELECT id, session, action, payload, attempts, event FROM outbox"
        " WHERE person = ? AND state = 'pending' ORDER BY id",
        [person],
    )
    return [_row(row) for row in rows]


def _row(row: sqlite3.Row) -> OutboxRow:
    from roadweek.domain.week import Session

    session: Session | None = None
    zone: str | None = None
    lang: Language = "en"
    if row["payload"]:
        payload = json.loads(row["payload"])
        session = Session.model_validate(payload.get("session", payload))
        zone = payload.get("zone")
        lang = payload.get("lang", "en")
    return OutboxRow(row["id"], row["session"], row["action"], session, zone, lang, row["attempts"], row["event"])


def pending_count(conn: sqlite3.Connection, person: str) -> int:
    count = conn.execute("SELECT count(*) FROM outbox WHERE person = ? AND state = 'pending'", [person]).fetchone()
    return int(count[0])


def failed_count(conn: sqlite3.Connection, person: str) -> int:
    """How many were given up, and are not replaced by a later row for their session."""
    count = conn.execute(
        "SELECT count(*) FROM outbox WHERE person = ? AND state = 'failed' AND NOT EXISTS"
        " (SELECT 1 FROM outbox AS later WHERE later.person = outbox.person AND later.session = outbox.session"
        " AND later.id > outbox.id)",
        [person],
    ).fetchone()
    return int(count[0])


@dataclass(frozen=True)
class RefusedRow:
    """A write that the server answered with a refusal. ``session`` is null for a delete; ``why`` is what it said."""

    subject: str
    session: Session | None
    why: str
    attempts: int
    given_up: bool


def refused(conn: sqlite3.Connection, person: str) -> list[RefusedRow]:
    """What the server refused and no later row replaces, whether it is tried again by itself or was given up."""
    rows = conn.execute(
        "SELECT id, session, action, payload, attempts, event, error, state FROM outbox"
        " WHERE person = ? AND state IN ('pending', 'failed') AND attempts > 0 AND NOT EXISTS"
        " (SELECT 1 FROM outbox AS later WHERE later.person = outbox.person AND later.session = outbox.session"
        " AND later.id > outbox.id) ORDER BY id",
        [person],
    )
    return [
        RefusedRow(row["session"], _row(row).session, row["error"] or "", row["attempts"], row["state"] == "failed")
        for row in rows
    ]


def waits_for_delete(conn: sqlite3.Connection, person: str, session: str) -> bool:
    """Whether we have asked for the session's event to be removed, and it is not recorded yet."""
    found = conn.execute(
        "SELECT 1 FROM outbox WHERE person = ? AND session = ? AND action = 'delete' AND state = 'pending'",
        [person, session],
    )
    return found.fetchone() is not None


def last_error(conn: sqlite3.Connection, person: str) -> str | None:
    """Why the last try of what still waits, or was given up, failed."""
    row = conn.execute(
        "SELECT error FROM outbox WHERE person = ? AND state IN ('pending', 'failed') AND error IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
        [person],
    ).fetchone()
    return str(row[0]) if row else None


def is_pending(conn: sqlite3.Connection, row: int) -> bool:
    found = conn.execute("SELECT state FROM outbox WHERE id = ?", [row]).fetchone()
    return found is not None and found[0] == "pending"


def row_settled(conn: sqlite3.Connection, row: int, state: Literal["done", "by_hand"] = "done") -> None:
    """It is written, or will not be because the person's hand came first. One replaced meanwhile stays replaced."""
    conn.execute("UPDATE outbox SET state = ?, error = NULL WHERE id = ? AND state = 'pending'", [state, row])


def row_failed(conn: sqlite3.Connection, row: int, error: str, *, counts: bool) -> None:
    """It could not be written. ``counts``: the server refused this one, and after MAX_ATTEMPTS it is given up."""
    conn.execute(
        "UPDATE outbox SET error = ?, attempts = attempts + ?,"
        " state = CASE WHEN attempts + ? >= ? THEN 'failed' ELSE state END WHERE id = ? AND state = 'pending'",
        [error, int(counts), int(counts), MAX_ATTEMPTS, row],
    )


def retry_failed(conn: sqlite3.Connection, person: str) -> int:
    """Let what was given up wait again, where nothing newer waits for the same session; how many. That it was refused
    before stays known."""
    cursor = conn.execute(
        "UPDATE outbox SET state = 'pending', attempts = 1 WHERE person = ? AND state = 'failed' AND id ="
        " (SELECT max(id) FROM outbox o WHERE o.person = outbox.person AND o.session = outbox.session)",
        [person],
    )
    return cursor.rowcount


# -- the lease ------------------------------------------------------------------------------------------------------


def new_holder() -> str:
    """A name for this process's hold: host and process, so that a dead holder on this machine is seen at once."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def take_lease(
    conn: sqlite3.Connection, person: str, holder: str, *, now_s: float, seconds: int, name: str = LEASE
) -> bool:
    """Take or renew a lease of the person, that of the calendar by default, until ``now_s + seconds`` (real clock);
    False where another has it."""
    row = conn.execute("SELECT holder, until_utc FROM leases WHERE person = ? AND name = ?", [person, name]).fetchone()
    if row is not None and row["holder"] != holder and row["until_utc"] > now_s and not _dead(row["holder"]):
        return False
    conn.execute(
        "INSERT INTO leases (person, name, holder, until_utc) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (person, name) DO UPDATE SET holder = excluded.holder, until_utc = excluded.until_utc",
        [person, name, holder, int(now_s) + seconds],
    )
    return True


def holds_lease(conn: sqlite3.Connection, person: str, holder: str) -> bool:
    row = conn.execute("SELECT holder FROM leases WHERE person = ? AND name = ?", [person, LEASE]).fetchone()
    return row is not None and row["holder"] == holder


def release_lease(conn: sqlite3.Connection, person: str, holder: str, *, name: str = LEASE) -> None:
    conn.execute("DELETE FROM leases WHERE person = ? AND name = ? AND holder = ?", [person, name, holder])


def _dead(holder: str) -> bool:
    """Whether the holder was a process of this machine that has ended."""
    host, _, rest = holder.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdigit():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
