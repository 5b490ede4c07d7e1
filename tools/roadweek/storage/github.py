"""What GitHub answered, kept for when there is no network: documents by account, settings, kind and subject."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

__all__ = ["KeptAnswer", "KeptScope", "forget_wider", "has_kept", "keep", "kept"]


@dataclass(frozen=True, slots=True)
class KeptScope:
    """Whose answers: ``login`` in small letters, empty for what is known of a host before one is. ``private`` and
    ``bodies`` are what the settings let in; answers of other settings are not found."""

    person: str
    host: str
    login: str
    private: bool = False
    bodies: bool = False

    @property
    def key(self) -> tuple[str, str, str, int, int]:
        return (self.person, self.host, self.login.casefold(), int(self.private), int(self.bodies))


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """``as_of`` RFC 3339: when GitHub was asked. ``document`` is JSON."""

    as_of: str
    document: str


_SCOPE = "person = ? AND host = ? AND login = ? AND private = ? AND bodies = ?"


def kept(connection: sqlite3.Connection, scope: KeptScope, kind: str, subject: str = "") -> KeptAnswer | None:
    row = connection.execute(
        f"SELECT as_of, document FROM github_answers WHERE {_SCOPE} AND kind = ? AND subject = ?",
        [*scope.key, kind, subject],
    ).fetchone()
    return KeptAnswer(row["as_of"], row["document"]) if row else None


def has_kept(connection: sqlite3.Connection, person: str) -> bool:
    """Whether anything was ever kept for a person, of whatever host and account."""
    found = connection.execute("SELECT 1 FROM github_answers WHERE person = ? LIMIT 1", [person]).fetchone()
    return found is not None


def keep(connection: sqlite3.Connection, scope: KeptScope, kind: str, subject: str, answer: KeptAnswer) -> None:
    """Store or replace an answer."""
    connection.execute(
        "INSERT OR REPLACE INTO github_answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [*scope.key, kind, subject, answer.as_of, answer.document],
    )


def forget_wider(connection: sqlite3.Connection, scope: KeptScope) -> None:
    """Remove what was let in by settings that are off now: names of private repositories, bodies."""
    connection.execute(
        "DELETE FROM github_answers WHERE person = ? AND (private > ? OR bodies > ?)",
        [scope.person, int(scope.private), int(scope.bodies)],
    )
