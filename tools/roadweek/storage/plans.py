"""Imported plans, the chain of versions over them, and the adjustments in force."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from roadweek.domain.edits import Adjustment, Edit
    from roadweek.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Version:
    """One state of what the person wants: a plan and the adjustments in force at ``n``. ``plan`` null: none yet."""

    n: int
    plan: str | None
    event: int


def active(connection: sqlite3.Connection, person: str) -> Version | None:
    """The version that counts, or None before the first import."""
    row = connection.execute(
        "SELECT n, plan, event FROM versions WHERE person = ? ORDER BY n DESC LIMIT 1", [person]
    ).fetchone()
    return Version(n=row["n"], plan=row["plan"], event=row["event"]) if row else None


def active_language(connection: sqlite3.Connection, person: str) -> Literal["en", "zh"] | None:
    """The language of the active plan; None before the first import."""
    row = connection.execute(
        "SELECT json_extract(p.document, '$.language') FROM versions v JOIN plans p"
        " ON p.person = v.person AND p.id = v.plan WHERE v.person = ? ORDER BY v.n DESC LIMIT 1",
        [person],
    ).fetchone()
    return ("zh" if row[0] == "zh" else "en") if row else None


def add_version(connection: sqlite3.Connection, person: str, *, n: int, plan: str | None, event: int, at: str) -> None:
    connection.execute(
        "INSERT INTO versions (person, n, plan, event, created_at) VALUES (?, ?, ?, ?, ?)", [person, n, plan, event, at]
    )


def save_plan(
    connection: sqlite3.Connection, person: str, plan: Plan, *, name: str, reading: dict[str, Any], at: str
) -> None:
    """Keep a plan and what was read of its file (items, notes, conflicts). The same plan again changes nothing."""
    connection.execute(
        "INSERT OR IGNORE INTO plans (person, id, name, sha256, as_of, document, reading, imported_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            person,
            plan.id,
            name,
            plan.source_sha256,
            plan.as_of.isoformat() if plan.as_of else None,
            plan.model_dump_json(),
            json.dumps(reading, ensure_ascii=False),
            at,
        ],
    )


def plan_document(connection: sqlite3.Connection, person: str, plan: str) -> dict[str, Any]:
    """A plan as JSON-plain data. Raises KeyError where there is none."""
    row = connection.execute("SELECT document FROM plans WHERE person = ? AND id = ?", [person, plan]).fetchone()
    if row is None:
        raise KeyError(plan)
    document: dict[str, Any] = json.loads(row["document"])
    return document


def plan_of(connection: sqlite3.Connection, person: str, plan: str) -> Plan:
    """A plan as imported, without the adjustments. Raises KeyError where there is none."""
    from roadweek.domain.plan import Plan

    row = connection.execute("SELECT document FROM plans WHERE person = ? AND id = ?", [person, plan]).fetchone()
    if row is None:
        raise KeyError(plan)
    return Plan.model_validate_json(row["document"])


def source_of(connection: sqlite3.Connection, person: str, plan: str) -> tuple[str, str]:
    """The file name of a plan as imported, and the SHA-256 under which its bytes are kept."""
    row = connection.execute("SELECT name, sha256 FROM plans WHERE person = ? AND id = ?", [person, plan]).fetchone()
    return str(row["name"]), str(row["sha256"])


def form_of(connection: sqlite3.Connection, person: str, plan: str) -> int:
    """The form of the planner that read a plan, see :data:`roadweek.planning.FORM`; 1 where nothing says it."""
    row = connection.execute(
        "SELECT json_extract(reading, '$.form') AS form FROM plans WHERE person = ? AND id = ?", [person, plan]
    ).fetchone()
    return int(row["form"] or 1) if row else 1


def began(connection: sqlite3.Connection, person: str) -> date | None:
    """The day on which the active plan was first imported, in whatever form."""
    row = connection.execute(
        "SELECT min(q.imported_at) FROM versions v JOIN plans p ON p.person = v.person AND p.id = v.plan"
        " JOIN plans q ON q.person = p.person AND q.name = p.name WHERE v.person = ?"
        " AND v.n = (SELECT max(n) FROM versions WHERE person = ?)",
        [person, person],
    ).fetchone()
    return datetime.fromisoformat(row[0]).date() if row and row[0] else None


def edits_in_force(connection: sqlite3.Connection, person: str) -> list[tuple[str, dict[str, Any]]]:
    """The ids of the adjustments that count now with their edits as JSON-plain data, oldest first."""
    rows = connection.execute(
        "SELECT id, edit FROM adjustments WHERE person = ? AND withdrawn_in IS NULL ORDER BY seq", [person]
    )
    return [(row["id"], json.loads(row["edit"])) for row in rows]


def in_force(connection: sqlite3.Connection, person: str) -> tuple[Adjustment, ...]:
    """The adjustments that count now, oldest first."""
    from roadweek.domain.edits import Adjustment

    rows = connection.execute(
        "SELECT id, seq, edit, made_on FROM adjustments WHERE person = ? AND withdrawn_in IS NULL ORDER BY seq",
        [person],
    )
    return tuple(
        Adjustment.model_validate({"id": r["id"], "seq": r["seq"], "edit": json.loads(r["edit"]), "on": r["made_on"]})
        for r in rows
    )


def chosen(connection: sqlite3.Connection, person: str) -> dict[str, str]:
    """What was decided and stands, by the decision's id."""
    rows = connection.execute(
        "SELECT json_extract(edit, '$.decision') AS decision, json_extract(edit, '$.choice') AS choice FROM adjustments"
        " WHERE person = ? AND withdrawn_in IS NULL AND json_extract(edit, '$.kind') = 'decide' ORDER BY seq",
        [person],
    )
    return {row["decision"]: row["choice"] for row in rows}


def next_seq(connection: sqlite3.Connection, person: str) -> int:
    row = connection.execute("SELECT max(seq) FROM adjustments WHERE person = ?", [person]).fetchone()
    return int(row[0] or 0) + 1


def add_adjustment(
    connection: sqlite3.Connection, person: str, *, seq: int, edit: Edit, made_on: str, version: int
) -> str:
    """Put an edit in force from ``version`` on; returns the adjustment's id."""
    from roadweek.domain.edits import EDIT_FORM

    name = f"a{seq}"
    connection.execute(
        "INSERT INTO adjustments (person, id, seq, form, edit, made_on, added_in) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [person, name, seq, EDIT_FORM, json.dumps(edit.to_json(), ensure_ascii=False), made_on, version],
    )
    return name


def withdraw(connection: sqlite3.Connection, person: str, adjustment: str, version: int) -> bool:
    """Take an adjustment out of force from ``version`` on; False where it is not in force."""
    cursor = connection.execute(
        "UPDATE adjustments SET withdrawn_in = ? WHERE person = ? AND id = ? AND withdrawn_in IS NULL",
        [version, person, adjustment],
    )
    return cursor.rowcount > 0


def adjustment_row(connection: sqlite3.Connection, person: str, adjustment: str) -> tuple[dict[str, Any], str] | None:
    """The edit and the day of an adjustment, in force or not."""
    row = connection.execute(
        "SELECT edit, made_on FROM adjustments WHERE person = ? AND id = ?", [person, adjustment]
    ).fetchone()
    return (json.loads(row["edit"]), str(row["made_on"])) if row else None
