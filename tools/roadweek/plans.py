"""Importing a plan: the file is kept byte for byte, its reading becomes the active plan, its next week a proposal."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadweek import drafts
from roadweek.changes import Change
from roadweek.domain.weeks import next_week, week_id
from roadweek.errors import PlanFileError, UnwritableError
from roadweek.importing.read import read_plan
from roadweek.importing.source import LIMIT_MIB, decode
from roadweek.storage import database, plans
from roadweek.views import ImportView
from roadweek.workspace import Workspace

if TYPE_CHECKING:
    from roadweek.importing.read import PlanReading


def read_file(path: Path) -> bytes:
    """The bytes of a plan file. Raises PlanFileError where it is missing, unreadable or too large."""
    try:
        if path.is_dir():
            raise PlanFileError("file_unreadable", path=path, why="it is a folder")
        size = path.stat().st_size
        if size > LIMIT_MIB << 20:
            raise PlanFileError("file_large", path=path, size_mib=round(size / 2**20, 1), limit_mib=LIMIT_MIB)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PlanFileError("file_missing", path=path) from error
    except OSError as error:
        raise PlanFileError("file_unreadable", path=path, why=error.strerror or str(error)) from error


def import_plan(ws: Workspace, path: Path, *, as_of: date | None = None, dry_run: bool = False) -> ImportView:
    """Read a plan file, make it the active plan and propose its next week; ``dry_run`` reads and stores nothing.

    The same file again makes no new version. Raises PlanFileError, WorkspaceError.
    """
    data = read_file(path)
    reading = read_plan(decode(data, str(path)), name=path.name, as_of=as_of)
    if dry_run:
        return _view(reading, version=None, proposal=None)
    sha256 = hashlib.sha256(data).hexdigest()
    _keep(ws, sha256, data)
    with database.write(ws.database) as connection:
        standing = plans.active(connection, ws.person)
        if standing is not None and standing.plan == reading.plan.id:
            version = standing.n
        else:
            plans.save_plan(
                connection,
                ws.person,
                reading.plan,
                name=path.name,
                reading=reading.to_json(),
                at=ws.now().isoformat(),
            )
            change = Change(connection, ws)
            change.set_plan(reading.plan.id)
            version = change.version
            change.finish(
                kind="imported",
                actor="person",
                subject=reading.plan.id,
                summary=("imported", {"name": path.name, "version": version}),
            )
    return _view(reading, version=version, proposal=_first_proposal(ws))


def _first_proposal(ws: Workspace) -> str | None:
    """A proposal for the week to come; this week's draft is computed on the way, so that ``today`` finds it."""
    from roadweek.replan import propose

    this = week_id(ws.now().date())
    drafts.draft(ws, this)
    return propose(ws, (), weeks=[next_week(this)], origin="import")["proposal"]


def _keep(ws: Workspace, sha256: str, data: bytes) -> None:
    """Store the bytes under their hash; a half-written file never has that name."""
    target = ws.plans / f"{sha256}.md"
    if target.exists():
        return
    draft = target.with_suffix(f".{os.getpid()}.part")
    try:
        ws.plans.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UnwritableError(path=target, why=error.strerror or str(error)) from error


def _view(reading: PlanReading, *, version: int | None, proposal: str | None) -> ImportView:
    document: dict[str, Any] = reading.to_json()
    return {
        "plan": reading.plan.id,
        "title": reading.plan.title,
        "version": version,
        "items": document["items"],
        "notes": document["notes"],
        "conflicts": document["conflicts"],
        "coverage": document["coverage"],
        "proposal": proposal,
    }
