"""Opening the workspace's SQLite file: read-only for looking, one immediate transaction for changing.

A connection lives for one operation. WAL lets readers go on while somebody writes; a second writer waits up to
``BUSY_SECONDS`` and then gets a WorkspaceBusyError. SQLite's own errors leave here as ours, with the next step.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.errors import (
    NewerWorkspaceError,
    NoPlanError,
    OlderWorkspaceError,
    UnwritableError,
    WorkspaceBusyError,
    WorkspaceError,
)
from roadweek.storage import seals
from roadweek.storage.schema import FORM

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 20


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{_quoted(path)}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _reader(path: Path) -> sqlite3.Connection:
    """A read-only connection. In a folder where nothing can be written SQLite cannot keep its index of the log: there,
    where no log waits, the file is read as one that does not change."""
    connection = _connect(path, "ro")
    try:
        _form(connection)
    except sqlite3.OperationalError:
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if os.access(path.parent, os.W_OK):
            raise
        if log.exists() and log.stat().st_size:
            return _read_beside(path, log)
        return _connect(path, "ro&immutable=1")
    return connection


def _read_beside(path: Path, log: Path) -> sqlite3.Connection:
    """A connection on a copy of the file with its log, where a log waits and its folder lets nobody write."""
    with tempfile.TemporaryDirectory(prefix="roadweek-", ignore_cleanup_errors=True) as folder:
        for one in (path, log):
            shutil.copyfile(one, Path(folder) / one.name)
        connection = _connect(Path(folder) / path.name, "rw")
        _form(connection)  # opens all of it: the copy may go
    return connection


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _form(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    found = _form(connection)
    if found > FORM:
        raise NewerWorkspaceError(found=found, known=FORM)
    return connection


@contextmanager
def _ours(path: Path) -> Generator[None]:
    """SQLite's errors as Roadweek's."""
    try:
        yield
    except sqlite3.OperationalError as error:
        why = str(error)
        if "locked" in why or "busy" in why:
            raise WorkspaceBusyError(seconds=BUSY_SECONDS) from error
        if "unable to open" in why and path.exists() and not os.access(path, os.R_OK):
            raise WorkspaceError("file_unreadable", path=path, why="permission denied") from error
        if path.is_dir():
            raise WorkspaceError("database_is_folder", path=path) from error
        if any(word in why for word in ("full", "readonly", "read-only", "disk I/O", "unable to open")):
            raise UnwritableError(path=path, why=why) from error
        if any(word in why for word in ("no such table", "no such column", "Could not decode")):
            raise WorkspaceError("damaged", path=path, why=why) from error
        raise
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise WorkspaceError("damaged", path=path, why=str(error)) from error
        raise


def _no_plan(path: Path) -> NoPlanError:
    """There is no database; where one was, it says what can be put back."""
    from roadweek.storage import copies

    found = copies.all_copies(path)
    if found:
        return NoPlanError("no_plan_copies", workspace=path.parent, day=found[0].day[:10])
    return NoPlanError(workspace=path.parent)


@contextmanager
def read(path: Path, *, as_it_is: bool = False) -> Generator[sqlite3.Connection]:
    """A read-only connection on one snapshot. Raises NoPlanError where there is no database.

    An older database is first brought up to date; ``as_it_is`` leaves it alone, for those who need no later column.
    Raises OlderWorkspaceError where it cannot be written for that.
    """
    if not path.exists():
        raise _no_plan(path)
    with _ours(path):
        connection = _reader(path)
        try:
            form = _form(_checked(connection))
            if form == 0:  # a process died while making it; the next import makes it anew
                raise _no_plan(path)
            if form < FORM and not as_it_is:
                connection.close()
                _bring_up_to_date(path, form)
                connection = _reader(path)
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()


@contextmanager
def write(path: Path) -> Generator[sqlite3.Connection]:
    """One immediate transaction: all of it or nothing. Raises NoPlanError where there is no database."""
    if not path.exists():
        raise _no_plan(path)
    with _ours(path):
        connection = _connect(path, "rw")
        try:
            if _form(_checked(connection)) < FORM:
                _migrate(connection, path)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            before, last = connection.total_changes, last_event(connection)
            try:
                yield connection
                changed = connection.total_changes != before
                new = last_event(connection)
                found = seals.check(path, last) if changed else None
                if changed:
                    seals.lift(path)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.rollback()
                raise
            if new != last:
                _grown.add(path)
            if changed:
                seals.put(connection, path, found, new)
        finally:
            connection.close()


_grown: set[Path] = set()


def history_grew() -> bool:
    """Whether this process has stored a change that the history tells of: asked before it is said that none was."""
    return bool(_grown)


def last_event(connection: sqlite3.Connection) -> str | None:
    """The last event of the history in a few signs; None where there is none, or no history."""
    try:
        row = connection.execute("SELECT seq, at, kind FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        return None
    return f"{row[0]} {row[1]} {row[2]}" if row else None


def create(path: Path) -> None:
    """Make the database and its folder, or bring an older one up to date. Does nothing to a current one."""
    with _ours(path):
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite would let the group and others read it
        except OSError as error:
            raise UnwritableError(path=path.parent, why=error.strerror or str(error)) from error
        connection = _connect(path, "rwc")
        try:
            if _form(_checked(connection)) < FORM:
                _migrate(connection, path)
        finally:
            connection.close()


def _bring_up_to_date(path: Path, found: int) -> None:
    """Take the missing steps for one who only looks. Raises OlderWorkspaceError where the file cannot be written."""
    try:
        create(path)
    except UnwritableError as error:
        raise OlderWorkspaceError(path=path.parent, found=found, known=FORM, why=error.params["why"]) from error


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply the steps that the database lacks. One with something in it is copied first, see :mod:`.copies`."""
    from roadweek.storage import copies
    from roadweek.storage.schema import migrations

    found = _form(connection)
    seals.lift(path)
    connection.execute("PRAGMA journal_mode = WAL")
    copy = None
    if 0 < found < FORM:  # 0: it is being made
        copy = copies.keep_copy(connection, path, form=found, on=datetime.now(UTC).date())
    db = tables(connection)
    with db.atomic():  # two first commands at once: the second waits here, then finds nothing left to do
        connection.execute("CREATE TABLE IF NOT EXISTS _migrating (x INTEGER)")
        migrations().apply(db)
        connection.execute("DROP TABLE _migrating")
        connection.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('workspace', ?)", [uuid.uuid4().hex])
        connection.execute(f"PRAGMA user_version = {FORM}")
    if copy is not None:
        copies.tell(connection, copy, found=found, known=FORM)


def tables(connection: sqlite3.Connection) -> Database:
    """The connection as a sqlite-utils Database; inside :func:`write` its changes join that transaction.

    sqlite-utils imports pandas and numpy where they are installed, only to know their types; here they come along with
    ortools and would cost 0.4 s, so they are hidden while it is imported.
    """
    if "sqlite_utils" not in sys.modules:
        hidden = [name for name in ("pandas", "numpy") if name not in sys.modules]
        sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None makes an import fail
        try:
            import_module("sqlite_utils")
        finally:
            for name in hidden:
                del sys.modules[name]
    from sqlite_utils import Database

    return Database(connection)


def workspace_id(connection: sqlite3.Connection) -> str:
    """The workspace's own random id, made once; calendar UIDs are derived from it."""
    return str(connection.execute("SELECT value FROM meta WHERE key = 'workspace'").fetchone()[0])


def set_workspace(connection: sqlite3.Connection, workspace: str) -> None:
    """Go on under the id of the workspace that was here before: its events keep their UIDs."""
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('workspace', ?)", [workspace])


def note(connection: sqlite3.Connection, key: str) -> str | None:
    """A small fact that a workspace keeps about itself, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return str(row[0]) if row else None


def set_note(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, value])
