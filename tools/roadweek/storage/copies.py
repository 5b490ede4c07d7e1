"""Dated copies of the database, beside it: ``roadweek.db.2026-11-27-v1.bak`` before its form changes, ``….daily.bak``
each day that the watcher runs, ``….hand.bak`` when the person asks, ``….before.bak`` before another is put back.

``v`` is the form that the copy has. It is a whole database: put in the place of the other it is the workspace as it
was, for the Roadweek that wrote it. The newest few of each kind are kept.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal, cast

from roadweek.errors import UnwritableError
from roadweek.messages import say

KEPT = 3
KEPT_OF = {"daily": 7, "hand": 5, "before": 3}
CopyKind = Literal["form", "daily", "hand", "before"]
_NAME = re.compile(
    r"(?P<database>.+)\.(?P<day>\d{4}-\d\d-\d\d(?:T\d{6})?)-v(?P<form>\d+)(?:\.(?P<kind>daily|hand|before))?\.bak"
)
_OWN = ("meta", "_sqlite_migrations")
"""Tables that hold something as soon as there is a database."""


@dataclass(frozen=True)
class DatabaseCopy:
    """One copy: ``day`` as its name says, with the time where several may be made a day."""

    path: Path
    day: str
    form: int
    kind: CopyKind


def keep_copy(
    connection: sqlite3.Connection, path: Path, *, form: int, on: date | datetime, kind: CopyKind = "form"
) -> Path | None:
    """Copy the database at ``path``, which ``connection`` has open outside a transaction, while it still has ``form``.

    None where nothing is in it, or where another process has changed its form meanwhile, and so has made the copy.
    A copy of the same day, form and kind is replaced; of each kind the newest few stay. Raises UnwritableError or
    sqlite3.OperationalError where it cannot be written; then nothing of it is left.
    """
    if _is_empty(connection):
        return None
    target = _named(path, form, on, kind)
    while isinstance(on, datetime) and target.exists():  # two in a second: neither takes the other's place
        on += timedelta(seconds=1)
        target = _named(path, form, on, kind)
    part = target.with_suffix(f".{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)  # of a process of this number that was killed
        connection.execute("VACUUM INTO ?", [str(part)])
        if _form_of(part) != form:
            return None
        shutil.copymode(path, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        for old in [one.path for one in all_copies(path) if one.kind == kind][KEPT_OF.get(kind, KEPT) :]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableError(path=target, why=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _named(path: Path, form: int, on: date | datetime, kind: CopyKind) -> Path:
    day = on.strftime("%Y-%m-%dT%H%M%S") if isinstance(on, datetime) else on.isoformat()
    return path.with_name(f"{path.name}.{day}-v{form}{'' if kind == 'form' else f'.{kind}'}.bak")


def copy_now(path: Path, *, on: date) -> Path | None:
    """The same before something else than the form changes much."""
    with closing(sqlite3.connect(path)) as connection:
        return keep_copy(connection, path, form=_form_of(path), on=on)


def daily(path: Path, *, on: date) -> Path | None:
    """The copy of a day, made where there is none of it yet and the database is sound; None where none was made."""
    if any(one.kind == "daily" and one.day == on.isoformat() for one in all_copies(path)):
        return None
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            return None  # a damaged one must not push out those from before
        return keep_copy(connection, path, form=_form_of(path), on=on, kind="daily")


def copies(path: Path) -> list[Path]:
    """The copies of the database at ``path`` from before its form changed, newest first."""
    return [one.path for one in all_copies(path) if one.kind == "form"]


def all_copies(path: Path) -> list[DatabaseCopy]:
    """Every copy of the database at ``path``, newest first."""
    found: list[DatabaseCopy] = []
    for one in path.parent.glob("*.bak"):
        name = _NAME.fullmatch(one.name)
        if name and name["database"] == path.name:
            kind = cast("CopyKind", name["kind"] or "form")
            found.append(DatabaseCopy(one, name["day"], int(name["form"]), kind))
    return sorted(found, key=lambda one: (one.day, one.form, one.path.name), reverse=True)


def put_back(copy: Path, path: Path, *, at: datetime) -> Path | None:
    """Put a copy in the place of the database. What was there is kept as a copy of kind ``before``, or, where it is
    damaged, moved aside whole; its path, None where nothing was.

    Raises UnwritableError where it cannot be written, sqlite3.OperationalError where another process has it.
    """
    kept: Path | None = None
    try:
        if path.exists() and path.stat().st_size:
            try:
                with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as live:
                    if live.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                        raise sqlite3.DatabaseError("malformed")
                    kept = keep_copy(live, path, form=_form_of(path), on=at, kind="before")
                    with closing(sqlite3.connect(copy)) as source:
                        source.backup(live)
                return kept
            except sqlite3.OperationalError as error:
                if "locked" in str(error) or "busy" in str(error):
                    raise
                kept = _move_aside(path, at)
            except sqlite3.DatabaseError:
                kept = _move_aside(path, at)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        shutil.copyfile(copy, part)
        part.chmod(0o600)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        for ending in ("-wal", "-shm"):  # of a database that is no longer there
            path.with_name(path.name + ending).unlink(missing_ok=True)
        part.replace(path)
    except OSError as error:
        raise UnwritableError(path=path, why=error.strerror or str(error)) from error
    return kept


def _move_aside(path: Path, at: datetime) -> Path:
    """Keep a damaged database with its log as it is, under another name."""
    target = path.with_name(f"{path.name}.{at:%Y-%m-%dT%H%M%S}.damaged")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(target.with_name(target.name + ending))
    return target


def tell(connection: sqlite3.Connection, copy: Path, *, found: int, known: int) -> None:
    """Say in the log, which is standard error unless a program arranges otherwise, that the form changes."""
    import logging

    row = connection.execute(
        "SELECT json_extract(document, '$.language') FROM plans ORDER BY imported_at DESC LIMIT 1"
    ).fetchone()
    text = say("states.copy_kept", "zh" if row and row[0] == "zh" else "en", found=found, known=known, path=copy)
    logging.getLogger(__name__).warning(text)


def _is_empty(connection: sqlite3.Connection) -> bool:
    names = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [name for name in names if name not in _OWN and not name.startswith("sqlite_")]
    return not any(connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{name}")').fetchone()[0] for name in kept)


def _form_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as copy:
        return int(copy.execute("PRAGMA user_version").fetchone()[0])
