"""Which version of a plan counts where its document holds an old draft and a newer plan: as the person decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from roadweek.domain.edits import Adjustment, Decide
from roadweek.errors import NoPlanError, PlanFileError
from roadweek.importing.source import decode
from roadweek.planning.read import read_plan
from roadweek.storage import database, lineage, plans
from roadweek.usecases.relabel import look_again

if TYPE_CHECKING:
    from roadweek.importing.reading import PlanReading
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.workspace import Workspace

KIND = "plan_version"


def older_chosen(reading: PlanReading, adjustments: Sequence[Adjustment], names: Sequence[str]) -> bool:
    """Whether the old draft was decided for; ``names`` are the ids of the document's conflicts, in their order."""
    chosen = {a.edit.decision: a.edit.choice for a in adjustments if isinstance(a.edit, Decide)}
    for conflict, name in zip(reading.conflicts, names, strict=True):
        if conflict.kind == KIND and name in chosen:
            return chosen[name] == str(conflict.params.get("choices", "")).split(" | ")[-1]
    return False


def as_decided(ws: Workspace, reading: PlanReading, text: str, name: str, as_of: date | None) -> PlanReading:
    """``reading``, or that of the old draft in the same text where the person decided for it."""
    if not any(c.kind == KIND for c in reading.conflicts):
        return reading
    from roadweek.usecases.conflicts import of_document

    try:
        with database.read(ws.database) as connection:
            in_force = plans.in_force(connection, ws.person)
    except NoPlanError:
        return reading
    found = of_document(reading.to_json(), (), reading.plan.language)
    if older_chosen(reading, in_force, [c["id"] for c in found]):
        return read_plan(text, name=name, as_of=as_of, older=True)
    return reading


def bring_into_force(change: UnitOfWork, connection: sqlite3.Connection, ws: Workspace, *, older: bool) -> bool:
    """Read the active plan's bytes for its old draft or for what replaced it, as a new version. False where that is
    what stands. Raises PlanFileError where the bytes are gone."""
    from roadweek.usecases.import_plan import carry, named, stored
    from roadweek.versions.rebase import Stage

    version = plans.active(connection, ws.person)
    assert version is not None
    assert version.plan is not None  # a conflict of a document has one
    name, sha256 = plans.source_of(connection, ws.person, version.plan)
    path = ws.plans / f"{sha256}.md"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlanFileError("source_gone", file=name, path=path, why=error.strerror or str(error)) from error
    as_of = plans.plan_document(connection, ws.person, version.plan).get("as_of")
    text = decode(data, name)
    plain = read_plan(text, name=name, as_of=date.fromisoformat(as_of) if as_of else None, older=older)
    record = lineage.reading_of(connection, ws.person, version.plan).get("model", {})
    looked = look_again(plain, text, record, None, ws.language or plain.plan.language)
    reading = named(looked.reading, data)
    if reading.plan.id == version.plan:
        return False
    document = stored(reading, looked.record)
    plans.save_plan(connection, ws.person, reading.plan, name=name, reading=document, at=ws.now().isoformat())
    change.set_plan(reading.plan.id)
    carry(change, version.plan, Stage(reading.plan, document["items"]))
    return True
