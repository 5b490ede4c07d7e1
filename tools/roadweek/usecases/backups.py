"""Copies of the workspace's database: one a day, one when the person asks, and any of them put back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from roadweek.errors import NoPlanError, UnknownNameError, UnwritableError, WorkspaceError
from roadweek.storage import copies, database, seals
from roadweek.storage.schema import FORM
from roadweek.storage.soundness import faults

if TYPE_CHECKING:
    from pathlib import Path

    from roadweek.views.documents import BackupsView, CopyView, RestoreView
    from roadweek.workspace import Workspace


def listing(ws: Workspace) -> BackupsView:
    """The copies that there are, newest first."""
    return {"made": None, "copies": [_view(one) for one in copies.all_copies(ws.database)]}


def make(ws: Workspace) -> BackupsView:
    """Copy the database now. Raises NoPlanError, UnwritableError, and WorkspaceError where it is damaged."""
    if not ws.database.exists() or not ws.database.stat().st_size:
        raise NoPlanError(workspace=ws.path)
    try:
        with closing(sqlite3.connect(ws.database)) as connection:
            form = int(connection.execute("PRAGMA user_version").fetchone()[0])
            made = copies.keep_copy(connection, ws.database, form=form, on=ws.now(), kind="hand")
    except sqlite3.OperationalError as error:
        raise UnwritableError(path=ws.path, why=str(error)) from error
    except sqlite3.DatabaseError as error:
        raise WorkspaceError("damaged", path=ws.database, why=str(error)) from error
    return {**listing(ws), "made": str(made) if made else None}


def daily(ws: Workspace) -> Path | None:
    """The copy of today, where there is none yet; None where none was made. What stops it stops nothing else."""
    try:
        return copies.daily(ws.database, on=ws.now().date())
    except (UnwritableError, sqlite3.Error):
        return None


def restore(ws: Workspace, name: str | None = None) -> RestoreView:
    """Put a copy back: the one with this name, path or day, else the newest that is sound. What was there is kept.

    The calendar is not touched: what it knows of us that the copy does not is recognised at the next meeting.
    Raises UnknownNameError, WorkspaceError where the copy is damaged or of a newer form, UnwritableError.
    """
    chosen = _chosen(ws, name)
    wrong = faults(chosen.path)
    if wrong:
        raise WorkspaceError("copy_damaged", path=chosen.path, why=f"{wrong[0].code}: {wrong[0].what}")
    try:
        kept = copies.put_back(chosen.path, ws.database, at=ws.now())
    except sqlite3.OperationalError as error:
        raise WorkspaceError("workspace_busy", seconds=5) from error
    seals.lift(ws.database)
    with database.write(ws.database) as connection:  # brings it up to date, and seals it
        database.set_note(connection, "restored", f"{ws.now().isoformat()} {chosen.path.name}")
    return {"restored": str(chosen.path), "kept": str(kept) if kept else None, "day": chosen.day}


def _chosen(ws: Workspace, name: str | None) -> copies.DatabaseCopy:
    known = [one for one in copies.all_copies(ws.database) if one.form <= FORM]
    if name is None:
        sound = next((one for one in known if one.kind != "before" and not faults(one.path)), None)
        if sound is None:
            raise WorkspaceError("no_copies", workspace=ws.path)
        return sound
    for one in known:
        if name in (one.path.name, str(one.path), one.day, one.day[:10]):
            return one
    raise UnknownNameError(what="copy", name=name, known=[one.path.name for one in known], see="see_restore")


def _view(one: copies.DatabaseCopy) -> CopyView:
    try:
        size = one.path.stat().st_size
    except OSError:
        size = 0
    return {
        "path": str(one.path),
        "day": one.day,
        "kind": one.kind,
        "form": one.form,
        "bytes": size,
        "sound": not faults(one.path),
    }
