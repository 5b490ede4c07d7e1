"""Stored proposals: the only truth about what was approved, rejected, applied or has become stale."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadweek.domain.proposal import Proposal


def put(connection: sqlite3.Connection, person: str, proposal: Proposal) -> None:
    """Store a proposal as open. One that went stale is opened again, one that was rejected only where a person asks
    again and not the watcher; an applied one is left alone."""
    connection.execute(
        "INSERT INTO proposals (person, id, version, input_hash, state, document, created_at)"
        " VALUES (?, ?, ?, ?, 'open', ?, ?)"
        " ON CONFLICT (person, id) DO UPDATE SET state = 'open', version = excluded.version,"
        " document = excluded.document, replaced_by = NULL, decided_at = NULL, decided_by = NULL"
        " WHERE state != 'applied' AND (state != 'rejected' OR ?)",
        [
            person,
            proposal.id,
            proposal.version,
            proposal.input_hash,
            proposal.model_dump_json(by_alias=True),
            proposal.created.isoformat(),
            proposal.origin != "watch",
        ],
    )


def get(connection: sqlite3.Connection, person: str, proposal: str) -> Proposal | None:
    """A proposal with its present state, or None."""
    from roadweek.domain.proposal import Proposal

    row = connection.execute(
        "SELECT document, state FROM proposals WHERE person = ? AND id = ?", [person, proposal]
    ).fetchone()
    if row is None:
        return None
    return Proposal.model_validate_json(row["document"]).model_copy(update={"state": row["state"]})


def decide(
    connection: sqlite3.Connection,
    person: str,
    proposal: str,
    *,
    state: str,
    at: str,
    by: str,
    replaced_by: str | None = None,
) -> bool:
    """Close a proposal that is open, or stale and good again; False where it is applied or rejected."""
    cursor = connection.execute(
        "UPDATE proposals SET state = ?, decided_at = ?, decided_by = ?, replaced_by = ?"
        " WHERE person = ? AND id = ? AND state IN ('open', 'stale')",
        [state, at, by, replaced_by, person, proposal],
    )
    return cursor.rowcount > 0


def reopen(connection: sqlite3.Connection, person: str, proposal: str, *, rejected: bool | None) -> None:
    """Take a no back (``rejected`` false) or say it again; null leaves the proposal alone."""
    if rejected is None:
        return
    state, was = ("rejected", "open") if rejected else ("open", "rejected")
    connection.execute(
        "UPDATE proposals SET state = ? WHERE person = ? AND id = ? AND state = ?", [state, person, proposal, was]
    )


def open_ids(connection: sqlite3.Connection, person: str, version: int) -> list[str]:
    """The proposals against a version that wait for a decision, newest first."""
    rows = connection.execute(
        "SELECT id FROM proposals WHERE person = ? AND version = ? AND state = 'open'"
        " ORDER BY created_at DESC, rowid DESC",
        [person, version],
    )
    return [row["id"] for row in rows]


def listing(connection: sqlite3.Connection, person: str, limit: int) -> list[dict[str, Any]]:
    """The last proposals, newest first: id, state, version and when."""
    rows = connection.execute(
        "SELECT id AS proposal, state, version, created_at, decided_at, decided_by, replaced_by FROM proposals"
        " WHERE person = ? ORDER BY created_at DESC, id LIMIT ?",
        [person, limit],
    )
    return [dict(row) for row in rows]
