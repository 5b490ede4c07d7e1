"""The workspace's database under rough conditions: two processes, a full disk, a damaged or newer file."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from roadweek.errors import NewerWorkspaceError, NoPlanError, UnwritableError, WorkspaceError
from roadweek.storage import database, schema


def run(code: str, *arguments: object, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Python code in a process of its own; ``limit`` bounds the size of any file it writes, as a full disk does."""

    def bound() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=bound,
    )


def test_a_new_database_has_every_table_keyed_by_person(tmp_path: Path) -> None:
    path = tmp_path / "ws" / "roadweek.db"
    database.create(path)
    with database.read(path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        kept = names - {"meta", "sqlite_sequence", "_sqlite_migrations"}
        assert {"plans", "versions", "adjustments", "sessions", "events", "outbox", "attempts", "runs"} <= kept
        for table in kept:
            columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}
            assert "person" in columns, table


def test_creating_it_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    database.create(path)
    with database.read(path) as connection:
        first = database.workspace_id(connection)
    database.create(path)
    with database.read(path) as connection:
        assert database.workspace_id(connection) == first


def test_two_processes_may_create_and_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    code = """
        import sys, pathlib
        from roadweek.storage import database
        path = pathlib.Path(sys.argv[1])
        database.create(path)
        for n in range(50):
            with database.write(path) as connection:
                database.set_note(connection, f"{sys.argv[2]}-{n}", "x")
    """
    first, second = (
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(path), name], stderr=subprocess.PIPE)
        for name in ("a", "b")
    )
    for process in (first, second):
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err.decode()
    with database.read(path) as connection:
        assert connection.execute("SELECT count(*) FROM meta WHERE value = 'x'").fetchone()[0] == 100


def test_a_reader_sees_one_snapshot_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    database.create(path)
    with database.read(path) as reader:
        assert database.note(reader, "key") is None
        with database.write(path) as writer:
            database.set_note(writer, "key", "value")
        assert database.note(reader, "key") is None
    with database.read(path) as reader:
        assert database.note(reader, "key") == "value"


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    database.create(path)

    def fail_in_the_middle() -> None:
        with database.write(path) as connection:
            database.set_note(connection, "key", "value")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_the_middle()
    with database.read(path) as connection:
        assert database.note(connection, "key") is None


def test_events_can_neither_be_changed_nor_removed(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    database.create(path)
    with database.write(path) as connection:
        connection.execute(
            "INSERT INTO events (person, at, actor, kind, summary, before, after) VALUES ('me', '', '', '', '', '', '')"
        )
    for statement in ("UPDATE events SET kind = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), database.write(path) as connection:
            connection.execute(statement)


def test_a_workspace_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    database.create(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.FORM + 1}")
    connection.close()
    for opening in (database.read, database.write):
        with pytest.raises(NewerWorkspaceError, match="Upgrade Roadweek"), opening(path):
            pass
    with pytest.raises(NewerWorkspaceError):
        database.create(path)


def test_a_missing_database_names_import_and_a_damaged_one_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    with pytest.raises(NoPlanError, match="roadweek import"), database.read(path):
        pass
    path.write_bytes(b"this is no database, however long it is " * 100)
    with pytest.raises(WorkspaceError, match="roadweek restore"), database.read(path):
        pass


def test_a_full_disk_is_one_clear_error_and_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    database.create(path)
    with database.write(path) as connection:
        database.set_note(connection, "kept", "yes")
    result = run(
        """
        import sys, pathlib, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        from roadweek.errors import UnwritableError
        from roadweek.storage import database
        try:
            with database.write(pathlib.Path(sys.argv[1])) as connection:
                for n in range(2000):
                    database.set_note(connection, f"big-{n}", "x" * 4000)
        except UnwritableError as error:
            print(error)
        """,
        path,
        limit=2_000_000,
    )
    assert "Free some space" in result.stdout, result.stderr
    with database.read(path) as connection:
        assert database.note(connection, "kept") == "yes"
        assert connection.execute("SELECT count(*) FROM meta WHERE key LIKE 'big-%'").fetchone()[0] == 0


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnwritableError, match="--workspace"):
        database.create(tmp_path / "file" / "ws" / "roadweek.db")


def test_sqlite_utils_comes_without_pandas(tmp_path: Path) -> None:
    result = run(
        """
        import sys, pathlib
        from roadweek.storage import database
        database.create(pathlib.Path(sys.argv[1]))
        print([name for name in ("pandas", "numpy") if name in sys.modules], "sqlite_utils" in sys.modules)
        """,
        tmp_path / "roadweek.db",
    )
    assert result.stdout.strip() == "[] True", result.stderr


def test_a_folder_in_the_place_of_the_database_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    path.mkdir()
    (path / "note.txt").write_text("here", encoding="utf-8")
    with pytest.raises(WorkspaceError) as caught, database.read(path):
        raise AssertionError("there is nothing to read")
    assert caught.value.key == "database_is_folder"
    assert "roadweek restore" in caught.value.text("en")
    assert "目录" in caught.value.text("zh")
