"""What the review coach keeps: problems, attempts at them, cards, reviews, and a few notes of its own.

Rows are JSON of the domain types (``domain.records``); the columns beside them are what is searched by, and come from
the row itself. Every question here is answered through an index.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

RecordTable = Literal["problems", "attempts", "cards", "reviews", "coach"]
Record = dict[str, Any]
"""A row as JSON: null fields left out, times RFC 3339 with offset."""

_COLUMNS: dict[RecordTable, tuple[str, Callable[[Record], list[Any]]]] = {
    "problems": (
        "title_slug, pinned",
        lambda row: [title_slug(row.get("called") or ""), int(row.get("pinned", False))],
    ),
    "attempts": ("problem, at, day", lambda row: [row["problem"], row["at"], row["at"][:10]]),
    "cards": (
        "due, face, problem",
        lambda row: [row["due"][:10] if row.get("due") else None, row.get("face", "card"), row.get("problem")],
    ),
    "reviews": ("kind, subject, at, day", lambda row: [row["kind"], row["subject"], row["at"], row["at"][:10]]),
    "coach": ("", lambda _: []),
}
"""The columns of each table beside person, id and document, and what a row gives them."""


def title_slug(title: str) -> str:
    """A title without case, width and punctuation."""
    from unicodedata import normalize

    text = normalize("NFKC", title).casefold()
    return "-".join("".join(c if c.isalnum() else " " for c in text).split())


def get(connection: sqlite3.Connection, person: str, table: RecordTable, name: str) -> Record | None:
    found = connection.execute(f"SELECT document FROM {table} WHERE person = ? AND id = ?", [person, name]).fetchone()
    return json.loads(found[0]) if found else None


def free_id(connection: sqlite3.Connection, person: str, table: RecordTable, wanted: str) -> str:
    """``wanted``, or with a number behind it where that is taken."""
    name, n = wanted, 1
    while get(connection, person, table, name) is not None:
        n += 1
        name = f"{wanted}.{n}"
    return name


def put(connection: sqlite3.Connection, person: str, table: RecordTable, name: str, row: Record | None) -> None:
    """Store, replace or (null) remove one row."""
    if row is None:
        connection.execute(f"DELETE FROM {table} WHERE person = ? AND id = ?", [person, name])
        return
    columns, values = _COLUMNS[table]
    names = f"person, id, {columns}{', ' if columns else ''}document"
    given = [person, name, *values(row), json.dumps(row, ensure_ascii=False, sort_keys=True)]
    marks = ", ".join("?" * len(given))
    connection.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", given)


def _rows(found: Iterable[sqlite3.Row]) -> list[Record]:
    return [json.loads(row["document"]) for row in found]


def attempts_between(connection: sqlite3.Connection, person: str, first: date, last: date) -> list[Record]:
    """The attempts of the days ``first`` to ``last``, both included, by time."""
    found = connection.execute(
        "SELECT document FROM attempts WHERE person = ? AND day BETWEEN ? AND ? ORDER BY day, at, id",
        [person, first.isoformat(), last.isoformat()],
    )
    return _rows(found)


def attempts_of(connection: sqlite3.Connection, person: str, problem: str) -> list[Record]:
    """The attempts at one problem, by time."""
    found = connection.execute(
        "SELECT document FROM attempts WHERE person = ? AND problem = ? ORDER BY at, id", [person, problem]
    )
    return _rows(found)


def latest_attempts(connection: sqlite3.Connection, person: str, limit: int) -> list[Record]:
    """The last attempts, newest first."""
    found = connection.execute(
        "SELECT document FROM attempts WHERE person = ? ORDER BY day DESC, at DESC, id DESC LIMIT ?", [person, limit]
    )
    return _rows(found)


def reviews_between(
    connection: sqlite3.Connection, person: str, kinds: Iterable[str], first: date, last: date
) -> list[Record]:
    """The reviews of some kinds on the days ``first`` to ``last``, by time."""
    found: list[Record] = []
    for kind in kinds:
        found += _rows(
            connection.execute(
                "SELECT document FROM reviews WHERE person = ? AND kind = ? AND day BETWEEN ? AND ?",
                [person, kind, first.isoformat(), last.isoformat()],
            )
        )
    return sorted(found, key=lambda row: (row["at"][:10], row["at"], row["id"]))


def coach_rows(connection: sqlite3.Connection, person: str, prefix: str) -> list[Record]:
    """The coach's notes whose names begin with ``prefix``, by name."""
    found = connection.execute(
        "SELECT document FROM coach WHERE person = ? AND substr(id, 1, ?) = ? ORDER BY id",
        [person, len(prefix), prefix],
    )
    return _rows(found)


def reviews_of(connection: sqlite3.Connection, person: str, subject: str) -> list[Record]:
    """The reviews of one problem or card, by time."""
    found = connection.execute(
        "SELECT document FROM reviews WHERE person = ? AND subject = ? ORDER BY at, id", [person, subject]
    )
    return _rows(found)


def problems(connection: sqlite3.Connection, person: str, names: Iterable[str]) -> dict[str, Record]:
    """The problems of these ids that there are."""
    found: dict[str, Record] = {}
    for name in dict.fromkeys(names):
        row = get(connection, person, "problems", name)
        if row is not None:
            found[name] = row
    return found


def pinned(connection: sqlite3.Connection, person: str) -> list[Record]:
    """The problems that the person pinned, by id."""
    found = connection.execute("SELECT document FROM problems WHERE person = ? AND pinned = 1 ORDER BY id", [person])
    return _rows(found)


def called(connection: sqlite3.Connection, person: str, title: str) -> list[str]:
    """Ids of the problems with this title, whatever its case and punctuation."""
    slug = title_slug(title)
    if not slug:
        return []
    found = connection.execute(
        "SELECT id FROM problems WHERE person = ? AND title_slug = ? ORDER BY id", [person, slug]
    )
    return [row["id"] for row in found]


def like(connection: sqlite3.Connection, person: str, text: str, limit: int) -> list[str]:
    """Titles that may have been meant: those whose id or title begins as ``text`` does."""
    slug = title_slug(text)[:3]
    found = connection.execute(
        "SELECT json_extract(document, '$.title') AS title FROM problems"
        " WHERE person = ? AND (id BETWEEN ? AND ? OR title_slug BETWEEN ? AND ?) ORDER BY id LIMIT ?",
        [person, slug, slug + "\uffff", slug, slug + "\uffff", limit],
    )
    return [row["title"] for row in found]


def counts(connection: sqlite3.Connection, person: str) -> tuple[int, dict[str, int]]:
    """How many attempts there are, and how many answers of each kind."""
    attempts = connection.execute("SELECT count(*) FROM attempts WHERE person = ?", [person]).fetchone()[0]
    found = connection.execute("SELECT kind, count(*) FROM reviews WHERE person = ? GROUP BY kind", [person])
    return int(attempts), {row[0]: int(row[1]) for row in found}


def due_until(connection: sqlite3.Connection, person: str, last: date) -> int:
    """How many cards are due up to and with a day; those that were never asked are not."""
    found = connection.execute(
        "SELECT count(*) FROM cards WHERE person = ? AND face = 'card' AND due <= ?", [person, last.isoformat()]
    )
    return int(found.fetchone()[0])
