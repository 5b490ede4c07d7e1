"""Runs of benchmarks and the experiments that they are of: rows are never changed or removed, only withdrawn.

A row is JSON of the domain type; the columns beside it are what is searched by, and come from the row itself. A list
leaves out what is long (samples and series): one run is read whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

RunRow = dict[str, Any]
"""A run as JSON, times RFC 3339 with offset."""

_LIGHT = "json_remove(document, '$.samples', '$.series') AS document"


def put(connection: sqlite3.Connection, person: str, row: RunRow) -> None:
    """Store a new run. Raises sqlite3.IntegrityError where there is one of this id."""
    given = {
        "person": person,
        "id": row["id"],
        "device": row.get("device") or row.get("endpoint") or "",
        "model": row["model"],
        "at": row["at"],
        "day": row["at"][:10],
        "experiment": row.get("experiment"),
        "cell": row.get("cell"),
        "repeat": row.get("repeat", 1),
        "source": row.get("source", "measured"),
        "document": json.dumps(row, ensure_ascii=False),
    }
    marks = ", ".join("?" * len(given))
    connection.execute(f"INSERT INTO runs ({', '.join(given)}) VALUES ({marks})", [*given.values()])


def get(connection: sqlite3.Connection, person: str, run: str) -> RunRow | None:
    """A run that stands, whole."""
    found = connection.execute(
        "SELECT document FROM runs WHERE person = ? AND id = ? AND withdrawn = 0", [person, run]
    ).fetchone()
    return json.loads(found[0]) if found else None


def free_id(connection: sqlite3.Connection, person: str, table: str, wanted: str) -> str:
    """``wanted``, or with a number behind it where a run (``runs``) or experiment (``experiments``) has it already,
    withdrawn ones too."""
    assert table in ("runs", "experiments")
    name, n = wanted, 1
    while connection.execute(f"SELECT 1 FROM {table} WHERE person = ? AND id = ?", [person, name]).fetchone():
        n += 1
        name = f"{wanted}.{n}"
    return name


def stands(connection: sqlite3.Connection, person: str, key: str) -> bool:
    """Whether there is such a thing, ``runs/ID`` or ``experiments/ID``, and it is not withdrawn."""
    table, name = _place(key)
    found = connection.execute(f"SELECT withdrawn FROM {table} WHERE person = ? AND id = ?", [person, name]).fetchone()
    return found is not None and not found[0]


def set_withdrawn(connection: sqlite3.Connection, person: str, key: str, *, withdrawn: bool) -> None:
    table, name = _place(key)
    connection.execute(f"UPDATE {table} SET withdrawn = ? WHERE person = ? AND id = ?", [int(withdrawn), person, name])


def _place(key: str) -> tuple[str, str]:
    table, _, name = key.partition("/")
    if table not in ("runs", "experiments"):
        raise KeyError(key)
    return table, name


def _rows(found: Iterable[sqlite3.Row]) -> list[RunRow]:
    return [json.loads(row["document"]) for row in found]


def latest(
    connection: sqlite3.Connection, person: str, *, limit: int, model: str | None = None, experiment: str | None = None
) -> list[RunRow]:
    """The last runs, newest first, without what is long; of one model or one experiment where asked."""
    where, given = "person = ? AND withdrawn = 0", [person]
    for column, value in (("model", model), ("experiment", experiment)):
        if value is not None:
            where += f" AND {column} = ?"
            given.append(value)
    found = connection.execute(
        f"SELECT {_LIGHT} FROM runs WHERE {where} ORDER BY at DESC, rowid DESC LIMIT ?", [*given, limit]
    )
    return _rows(found)


def of_experiment(connection: sqlite3.Connection, person: str, experiment: str) -> list[RunRow]:
    """The runs of an experiment that stand, whole, in the order in which they were made."""
    found = connection.execute(
        "SELECT document FROM runs WHERE person = ? AND experiment = ? AND withdrawn = 0 ORDER BY at, rowid",
        [person, experiment],
    )
    return _rows(found)


def between(connection: sqlite3.Connection, person: str, first: date, last: date) -> list[RunRow]:
    """The runs of the days ``first`` to ``last``, both included, by time, without what is long."""
    found = connection.execute(
        f"SELECT {_LIGHT} FROM runs WHERE person = ? AND withdrawn = 0 AND day BETWEEN ? AND ? ORDER BY at, rowid",
        [person, first.isoformat(), last.isoformat()],
    )
    return _rows(found)


def before(connection: sqlite3.Connection, person: str, model: str, run: str, *, limit: int) -> list[RunRow]:
    """The runs of a model that were kept before ``run``, newest first, without what is long."""
    found = connection.execute(
        f"SELECT {_LIGHT} FROM runs WHERE person = ? AND model = ? AND withdrawn = 0"
        " AND rowid < (SELECT rowid FROM runs WHERE person = ? AND id = ?) ORDER BY rowid DESC LIMIT ?",
        [person, model, person, run, limit],
    )
    return _rows(found)


def like(connection: sqlite3.Connection, person: str, limit: int = 12) -> list[str]:
    """Ids of the last runs and experiments: what may have been meant."""
    runs = connection.execute(
        "SELECT id FROM runs WHERE person = ? AND withdrawn = 0 ORDER BY at DESC LIMIT ?", [person, limit]
    )
    found = [row[0] for row in runs]
    experiments = connection.execute(
        "SELECT id FROM experiments WHERE person = ? AND withdrawn = 0 ORDER BY at DESC LIMIT ?", [person, limit]
    )
    return [*(row[0] for row in experiments), *found][:limit]


def put_experiment(connection: sqlite3.Connection, person: str, row: RunRow) -> None:
    """Store a new experiment. Raises sqlite3.IntegrityError where there is one of this id."""
    connection.execute(
        "INSERT INTO experiments (person, id, at, document) VALUES (?, ?, ?, ?)",
        [person, row["id"], row["at"], json.dumps(row, ensure_ascii=False)],
    )


def experiment(connection: sqlite3.Connection, person: str, name: str) -> RunRow | None:
    found = connection.execute(
        "SELECT document FROM experiments WHERE person = ? AND id = ? AND withdrawn = 0", [person, name]
    ).fetchone()
    return json.loads(found[0]) if found else None


def experiments(connection: sqlite3.Connection, person: str, *, limit: int) -> list[tuple[RunRow, int]]:
    """The last experiments, newest first, each with how many of its runs stand."""
    found = connection.execute(
        "SELECT document, (SELECT count(*) FROM runs r WHERE r.person = e.person AND r.experiment = e.id"
        " AND r.withdrawn = 0) AS made FROM experiments e WHERE person = ? AND withdrawn = 0"
        " ORDER BY at DESC, rowid DESC LIMIT ?",
        [person, limit],
    )
    return [(json.loads(row["document"]), int(row["made"])) for row in found]


def made(connection: sqlite3.Connection, person: str, experiment: str) -> list[tuple[str, int]]:
    """The cell and repeat of each run of an experiment that stands."""
    found = connection.execute(
        "SELECT cell, repeat FROM runs WHERE person = ? AND experiment = ? AND withdrawn = 0", [person, experiment]
    )
    return [(row[0], int(row[1])) for row in found]
