"""Before the form of a database changes it is copied: whole, dated, once, and no more than a few are kept."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.old_workspaces import LANGUAGES, unpack

from roadweek.errors import OlderWorkspaceError, UnwritableError
from roadweek.storage import copies, database, schema

BACK_TO_FORM_1 = """
  DROP TABLE github_answers;
ALTER TABLE sessions DROP COLUMN work;
DROP TABLE problems; DROP TABLE coach;
DROP INDEX attempts_by_day; DROP INDEX attempts_by_problem; DROP INDEX reviews_by_day; DROP INDEX reviews_by_subject;
DROP INDEX cards_by_due; DROP INDEX cards_by_problem;
ALTER TABLE attempts DROP COLUMN day; ALTER TABLE reviews DROP COLUMN day;
ALTER TABLE cards DROP COLUMN face; ALTER TABLE cards DROP COLUMN problem;
DROP INDEX runs_by_day; DROP INDEX runs_by_experiment; DROP INDEX runs_by_model;
ALTER TABLE runs DROP COLUMN experiment; ALTER TABLE runs DROP COLUMN cell; ALTER TABLE runs DROP COLUMN repeat;
ALTER TABLE runs DROP COLUMN source; ALTER TABLE runs DROP COLUMN day; ALTER TABLE runs DROP COLUMN withdrawn;
DROP TABLE experiments;
"""


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [str(connection.execute("PRAGMA user_version").fetchone()[0]), *connection.iterdump()]


def form_of(path: Path) -> int:
    return int(dump(path)[0])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The database of an old workspace, of form 1."""
    return unpack("en", tmp_path) / "roadweek.db"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_write_to_an_old_database_copies_it_brings_it_up_to_date_and_says_so(
    tmp_path: Path, lang: str, caplog: pytest.LogCaptureFixture
) -> None:
    old = unpack(lang, tmp_path) / "roadweek.db"
    before = dump(old)
    days = {datetime.now(UTC).date()}
    with caplog.at_level(logging.INFO), database.write(old) as connection:
        database.set_note(connection, "key", "value")
    days.add(datetime.now(UTC).date())  # midnight may come in between
    (copy,) = copies.copies(old)
    assert copy.name in {f"roadweek.db.{day}-v1.bak" for day in days}
    assert dump(copy) == before
    assert form_of(old) == schema.FORM
    (said,) = caplog.messages
    assert str(copy) in said
    assert ("工作区" in said) == (lang == "zh")
    assert sorted(one.name for one in old.parent.glob("roadweek.db*")) == ["roadweek.db", copy.name]


def rows(path: Path, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    """What stands in some columns of each table."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with closing(sqlite3.connect(path)) as connection:
        for table, names in columns.items():
            wanted = ", ".join(f'"{name}"' for name in names)
            found[table] = connection.execute(f'SELECT {wanted} FROM "{table}" ORDER BY rowid').fetchall()
    return found


def columns_of(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')]
            for table in tables
            if not table.startswith(("sqlite_", "_sqlite"))
        }


def test_nothing_of_what_was_there_is_changed_by_the_steps(old: Path) -> None:
    columns = columns_of(old)
    before = rows(old, columns)
    assert sum(map(len, before.values())) > 100
    database.create(old)
    assert rows(old, columns) == before
    assert columns_of(old) != columns


def test_the_first_look_copies_and_no_later_one(old: Path) -> None:
    with database.read(old) as connection:
        assert connection.execute("SELECT count(work), count(*) > 0 FROM sessions").fetchone()[:] == (0, 1)
    (copy,) = copies.copies(old)
    written = copy.stat().st_mtime_ns
    with database.read(old):
        pass
    database.create(old)
    with database.write(old):
        pass
    assert [one.stat().st_mtime_ns for one in copies.copies(old)] == [written]


def test_a_new_database_and_an_empty_old_one_are_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "roadweek.db"
    database.create(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(BACK_TO_FORM_1)
        connection.execute("DELETE FROM _sqlite_migrations WHERE name != 'm001_foundation'")
        connection.execute("PRAGMA user_version = 1")
    database.create(path)
    assert form_of(path) == schema.FORM
    assert copies.copies(path) == []


def test_the_copy_in_the_place_of_the_database_is_the_workspace_as_it_was(old: Path) -> None:
    before = dump(old)
    database.create(old)
    copies.copies(old)[0].replace(old)
    assert dump(old) == before
    database.create(old)
    assert form_of(old) == schema.FORM


def test_the_newest_three_are_kept_and_other_files_are_left_alone(old: Path) -> None:
    folder = old.parent
    other = [folder / "roadweek.db.bak", folder / "mine.db.2020-01-01-v1.bak", folder / "roadweek.db.2020-01-01-v1.txt"]
    earlier = [folder / f"roadweek.db.{name}.bak" for name in ("2024-05-01-v9", "2025-05-01-v9", "2025-05-01-v10")]
    for one in (*other, *earlier):
        one.write_text("kept")
    with closing(sqlite3.connect(old)) as connection:
        made = copies.keep_copy(connection, old, form=1, on=date(2025, 5, 2))
    assert copies.copies(old) == [made, earlier[2], earlier[1]]
    assert not earlier[0].exists()
    assert all(one.exists() for one in other)


def test_a_copy_that_another_process_made_needless_is_not_kept(old: Path) -> None:
    database.create(old)
    (first,) = copies.copies(old)
    with closing(sqlite3.connect(old)) as connection:
        assert copies.keep_copy(connection, old, form=1, on=date(2026, 1, 1)) is None
    assert copies.copies(old) == [first]
    assert list(old.parent.glob("*.part")) == []


def test_a_copy_is_as_private_as_the_database(old: Path) -> None:
    old.chmod(0o600)
    database.create(old)
    assert stat.S_IMODE(copies.copies(old)[0].stat().st_mode) == 0o600


def test_two_first_commands_at_once_make_one_copy_of_the_old_form(old: Path) -> None:
    before = dump(old)
    code = "import sys, pathlib; from roadweek.storage import database; database.create(pathlib.Path(sys.argv[1]))"
    both = [subprocess.Popen([sys.executable, "-c", code, str(old)], stderr=subprocess.PIPE) for _ in "ab"]
    for process in both:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err.decode()
    (copy,) = copies.copies(old)
    assert dump(copy) == before
    assert form_of(old) == schema.FORM


def test_without_room_for_the_copy_no_step_is_taken(old: Path) -> None:
    before = dump(old)
    code = """
        import pathlib, resource, signal, sys
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        from roadweek.errors import UnwritableError
        from roadweek.storage import database
        try:
            database.create(pathlib.Path(sys.argv[1]))
        except UnwritableError as error:
            print(error)
        """
    words = [sys.executable, "-c", textwrap.dedent(code), str(old)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert "Free some space" in done.stdout, done.stderr
    assert dump(old) == before
    assert sorted(one.name for one in old.parent.iterdir() if "roadweek.db" in one.name) == ["roadweek.db"]


def test_who_looks_at_it_as_it_is_leaves_it_so(old: Path) -> None:
    before = old.read_bytes()
    with database.read(old, as_it_is=True) as connection:
        assert connection.execute("SELECT count(*) FROM plans").fetchone()[0] == 1
    assert old.read_bytes() == before
    assert copies.copies(old) == []


def test_an_old_database_that_cannot_be_brought_up_to_date_says_what_to_do(old: Path) -> None:
    before = dump(old)
    code = """
        import pathlib, resource, signal, sys
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        from roadweek.errors import OlderWorkspaceError
        from roadweek.storage import database
        try:
            with database.read(pathlib.Path(sys.argv[1])):
                print("opened")
        except OlderWorkspaceError as error:
            print(error)
            print(error.text("zh"))
        """
    words = [sys.executable, "-c", textwrap.dedent(code), str(old)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert "Make it writable" in done.stdout, done.stderr
    assert "较早版本" in done.stdout
    assert dump(old) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_old_database_in_a_folder_that_cannot_be_written_says_what_to_do(old: Path) -> None:
    old.parent.chmod(0o500)
    try:
        with database.read(old, as_it_is=True) as connection:
            assert connection.execute("SELECT count(*) FROM plans").fetchone()[0] == 1
        with pytest.raises(OlderWorkspaceError, match="Make it writable"), database.read(old):
            pass
    finally:
        old.parent.chmod(0o700)


def test_a_copy_whose_place_is_taken_by_a_folder_is_a_clear_error(old: Path) -> None:
    (old.parent / "roadweek.db.2026-01-01-v1.bak" / "full").mkdir(parents=True)
    with closing(sqlite3.connect(old)) as connection, pytest.raises(UnwritableError, match="Free some space"):
        copies.keep_copy(connection, old, form=1, on=date(2026, 1, 1))
    assert list(old.parent.glob("*.part")) == []
