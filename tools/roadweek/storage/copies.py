"""A dated copy of the database before its form changes, beside it: ``roadweek.db.2026-11-27-v1.bak``.

``v`` is the form that the copy has. It is a whole database: put in the place of the other it is the workspace as it
was, for the Roadweek that wrote it. The newest few are kept.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from roadweek.errors import UnwritableError
from roadweek.messages import say

KEPT = 3
_NAME = re.compile(r"(?P<database>.+)\.(?P<day>\d{4}-\d\d-\d\d)-v(?P<form>\d+)\.bak")
_OWN = ("meta", "_sqlite_migrations")
"""Tables that hold something as soon as there is a database."""


def keep_copy(connection: sqlite3.Connection, path: Path, *, form: int, on: date) -> Path | None:
    """Copy the database at ``path``, which ``connection`` has open outside a transaction, while it still has ``form``.

    None where nothing is in it, or where another process has changed its form meanwhile, and so has made the copy.
    A copy of the same day and form is replaced; of all copies the newest ``KEPT`` stay. Raises UnwritableError or
    sqlite3.OperationalError where it cannot be written; then nothing of it is left.
    """
    if _is_empty(connection):
        return None
    target = path.with_name(f"{path.name}.{on.isoformat()}-v{form}.bak")
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
        for old in copies(path)[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableError(path=target, why=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def copies(path: Path) -> list[Path]:
    """The copies of the database at ``path``, newest first."""
    found: list[tuple[str, int, Path]] = []
    for one in path.parent.glob("*.bak"):
        name = _NAME.fullmatch(one.name)
        if name and name["database"] == path.name:
            found.append((name["day"], int(name["form"]), one))
    return [one for *_, one in sorted(found, reverse=True)]


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
