"""What was worked out from a person's whole state, by a hash of everything that it was worked out from.

The document is JSON of whoever stores it. A database that no step has brought up to date yet, which a reader may
meet, has none.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Allocation:
    """A document with what it was made from and when (RFC 3339 with offset)."""

    input_hash: str
    made_at: str
    document: dict[str, Any]


def put(
    connection: sqlite3.Connection, person: str, input_hash: str, document: dict[str, Any], *, at: datetime
) -> None:
    """Store what was made of ``input_hash`` at the aware time ``at``; made again, it replaces the earlier one."""
    connection.execute(
        "INSERT OR REPLACE INTO allocations (person, input_hash, made_at, made_utc, document) VALUES (?, ?, ?, ?, ?)",
        [person, input_hash, at.isoformat(), int(at.timestamp()), json.dumps(document, ensure_ascii=False)],
    )


def get(connection: sqlite3.Connection, person: str, input_hash: str) -> Allocation | None:
    """What was made of ``input_hash``, or None."""
    return _one(connection, "person = ? AND input_hash = ?", [person, input_hash])


def newest(connection: sqlite3.Connection, person: str) -> Allocation | None:
    """What was made last, of whatever; None where there is nothing."""
    return _one(connection, "person = ? ORDER BY made_utc DESC, rowid DESC LIMIT 1", [person])


def _one(connection: sqlite3.Connection, which: str, values: list[str]) -> Allocation | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'allocations'").fetchone():
        return None
    row = connection.execute(f"SELECT input_hash, made_at, document FROM allocations WHERE {which}", values).fetchone()
    return Allocation(row["input_hash"], row["made_at"], json.loads(row["document"])) if row else None
