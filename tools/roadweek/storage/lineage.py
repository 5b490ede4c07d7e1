"""What an earlier version said: its plan, what was read of it, and with which version each adjustment came."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


def reading_of(connection: sqlite3.Connection, person: str, plan: str) -> dict[str, Any]:
    """What was read of a plan's file (items, notes, conflicts, coverage). Raises KeyError where there is none."""
    row = connection.execute("SELECT reading FROM plans WHERE person = ? AND id = ?", [person, plan]).fetchone()
    if row is None:
        raise KeyError(plan)
    reading: dict[str, Any] = json.loads(row["reading"])
    return reading


def keep_reading(connection: sqlite3.Connection, person: str, plan: str, reading: dict[str, Any]) -> None:
    """Replace what is remembered of a reading; the plan itself stays as it is."""
    connection.execute(
        "UPDATE plans SET reading = ? WHERE person = ? AND id = ?",
        [json.dumps(reading, ensure_ascii=False), person, plan],
    )


def plan_at(connection: sqlite3.Connection, person: str, version: int) -> tuple[str | None, int | None]:
    """The plan of a version and the event that made it; nulls where there is no such version."""
    row = connection.execute(
        "SELECT plan, event FROM versions WHERE person = ? AND n = ?", [person, version]
    ).fetchone()
    return (row["plan"], row["event"]) if row else (None, None)


def added_in(connection: sqlite3.Connection, person: str) -> dict[str, int]:
    """Of every adjustment, in force or not, the version that it came with."""
    rows = connection.execute("SELECT id, added_in FROM adjustments WHERE person = ?", [person])
    return {row["id"]: int(row["added_in"]) for row in rows}
