"""A plan that an earlier planner read is read again from its stored bytes: a new version, which undo takes back.

Edits are carried over as in an import and accepted sessions stay as they are; what no longer fits is a conflict. A
dated copy of the database comes before. It is done once: who undoes it keeps the plan as it was read.
"""

from __future__ import annotations

import logging
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from roadweek.errors import RoadweekError
from roadweek.planning import FORM
from roadweek.storage import database, plans

if TYPE_CHECKING:
    from roadweek.importing.reading import PlanReading
    from roadweek.workspace import Workspace


def renew(ws: Workspace) -> int | None:
    """Read the active plan again where an earlier planner read it. The new version, or None where all stays.

    A workspace that cannot be written, bytes that are gone and a text that cannot be read leave the plan as it is.
    """
    if not ws.database.exists():
        return None
    try:
        with database.read(ws.database) as connection:
            plan = _outdated(connection, ws)
        if plan is None:
            return None
        return _read_again(ws, plan)
    except RoadweekError:  # the command itself says what is wrong, where it matters to it
        return None


def _outdated(connection: sqlite3.Connection, ws: Workspace) -> str | None:
    """The active plan, where it is of an earlier form and was not read again before."""
    version = plans.active(connection, ws.person)
    if version is None or version.plan is None:
        return None
    if plans.form_of(connection, ws.person, version.plan) >= FORM:
        return None
    return None if database.note(connection, _mark(ws, version.plan)) else version.plan


def _mark(ws: Workspace, plan: str) -> str:
    return f"reread {FORM} {ws.person} {plan}"


def _read_again(ws: Workspace, plan: str) -> int | None:
    from roadweek.messages import say
    from roadweek.storage import copies, lineage
    from roadweek.usecases.import_plan import carry
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.versions.rebase import Stage
    from roadweek.versions.snapshot import language_of

    with database.read(ws.database) as connection:
        name, sha256 = plans.source_of(connection, ws.person, plan)
        before = plans.plan_document(connection, ws.person, plan)
        record: dict[str, Any] = lineage.reading_of(connection, ws.person, plan).get("model", {})
    try:
        data = (ws.plans / f"{sha256}.md").read_bytes()
    except OSError:
        return None
    reading, document = _reading(ws, name, data, before.get("as_of"), record)
    copy = copies.copy_now(ws.database, on=datetime.now(UTC).date()) if reading.plan.id != plan else None
    with database.write(ws.database) as connection:
        if _outdated(connection, ws) != plan:
            return None  # another command was first
        database.set_note(connection, _mark(ws, plan), ws.now().isoformat())
        if not reading.items:
            return None
        if reading.plan.id == plan:
            lineage.keep_reading(connection, ws.person, plan, document)
            return None
        plans.save_plan(connection, ws.person, reading.plan, name=name, reading=document, at=ws.now().isoformat())
        change = UnitOfWork(connection, ws)
        change.set_plan(reading.plan.id)
        carried = carry(change, plan, Stage(reading.plan, document["items"]))
        summary = ("reread", {"name": name, "version": change.version, "carried": carried})
        change.finish(kind="reread", actor="roadweek", subject=reading.plan.id, summary=summary)
        lang = language_of(connection, ws)
    logging.getLogger(__name__).warning(say("states.plan_reread", lang, version=change.version, path=copy))
    return change.version


def _reading(
    ws: Workspace, name: str, data: bytes, as_of: str | None, record: dict[str, Any]
) -> tuple[PlanReading, dict[str, Any]]:
    """What today's planner reads of a plan's bytes, on the day that it was read for before."""
    from datetime import date

    from roadweek.importing.source import decode
    from roadweek.planning.read import read_plan
    from roadweek.usecases.import_plan import named, stored
    from roadweek.usecases.plan_versions import as_decided
    from roadweek.usecases.relabel import look_again

    text = decode(data, name)
    day = date.fromisoformat(as_of) if as_of else None
    plain = read_plan(text, name=name)
    if plain.plan.as_of != day:
        plain = read_plan(text, name=name, as_of=day)
    plain = as_decided(ws, plain, text, name, day)
    looked = look_again(plain, text, record, None, ws.language or plain.plan.language)
    reading = named(looked.reading, data)
    return reading, stored(reading, looked.record)
