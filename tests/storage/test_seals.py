"""Damage that SQLite's own check does not see, and copies of the database put back in the place of what is left."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.errors import NoPlanError, UnknownNameError, WorkspaceError
from roadweek.storage import copies, database, seals
from roadweek.storage.soundness import faults
from roadweek.usecases import backups
from roadweek.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(one for one in connection.iterdump() if "'restored'" not in one)


def damage(path: Path, seed: int) -> None:
    """Sixteen flipped bits in one page, as a bad disk makes them."""
    data, draw = bytearray(path.read_bytes()), random.Random(seed)
    page = draw.randrange(1, len(data) // seals.PAGE)
    for _ in range(16):
        data[page * seals.PAGE + draw.randrange(seals.PAGE)] ^= 1 << draw.randrange(8)
    path.write_bytes(data)


def test_a_database_that_only_roadweek_wrote_is_sound(ws: Workspace) -> None:
    assert faults(ws.database) == []
    for n in range(3):
        with database.write(ws.database) as connection:
            database.set_note(connection, f"note {n}", "x" * 9000)
        assert faults(ws.database) == []


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_anywhere_are_found_and_stay_told_after_the_next_change(ws: Workspace, seed: int) -> None:
    damage(ws.database, seed)
    assert {one.code for one in faults(ws.database)} & {"seal", "structure", "document", "other"}
    try:
        with database.write(ws.database) as connection:
            database.set_note(connection, "later", "x")
    except (WorkspaceError, sqlite3.DatabaseError):
        return  # so damaged that it cannot be written at all
    assert faults(ws.database)


def test_a_file_cut_short_or_grown_is_found(ws: Workspace) -> None:
    whole = ws.database.read_bytes()
    for data in (whole[:-4096], whole[: len(whole) // 2], whole[:100], whole + b"\0" * 4096, b"no database" * 400):
        ws.database.write_bytes(data)
        assert faults(ws.database)
    ws.database.write_bytes(whole)
    assert faults(ws.database) == []


def test_without_a_seal_nothing_is_said_of_the_pages_and_a_damaged_seal_is_none(ws: Workspace) -> None:
    seal = ws.path / ".roadweek.db.seal"
    for text in ("", "{", "[]", '{"sums": 3}'):
        seal.write_text(text)
        assert faults(ws.database) == []
    seal.unlink()
    assert faults(ws.database) == []


def test_another_program_s_change_is_told_and_an_older_copy_put_there_by_hand_is_called_so(ws: Workspace) -> None:
    older = ws.path / "older"
    shutil.copy(ws.database, older)
    with database.write(ws.database) as connection:
        connection.execute(
            "INSERT INTO events (person, at, actor, kind, summary, before, after) VALUES ('me', 'x', 'me', 'trip',"
            " '[]', '{}', '{}')"
        )
    shutil.copy(older, ws.database)
    assert [one.code for one in faults(ws.database)] == ["other"]
    with database.write(ws.database) as connection:
        database.set_note(connection, "a", "b")
    assert faults(ws.database) == [], "it is the database now"
    with closing(sqlite3.connect(ws.database)) as connection, connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'a'")
    assert [one.code for one in faults(ws.database)] == ["seal"]


@pytest.mark.parametrize(
    ("change", "code", "what"),
    [
        ("UPDATE weeks SET document = '{' ", "document", "weeks.document"),
        ("UPDATE plans SET reading = 'x'", "document", "plans.reading"),
        ("UPDATE sessions SET start = '2026-03-99'", "document", "sessions.start"),
        ("UPDATE sessions SET end_utc = end_utc + 60", "document", "sessions.start"),
        ("DELETE FROM plans", "reference", "versions.plan"),
        ("UPDATE versions SET event = 999", "reference", "versions.event"),
        ("DROP TABLE outbox", "reference", "outbox.event"),
    ],
)
def test_what_refers_to_nothing_or_cannot_be_read_is_a_fault(ws: Workspace, change: str, code: str, what: str) -> None:
    with database.write(ws.database) as connection:
        connection.execute(
            "INSERT INTO sessions VALUES ('me', 's', '2026-W10', NULL, NULL, NULL, 't', '2026-03-04T19:00:00+08:00',"
            " '2026-03-04T20:00:00+08:00', 1772622000, 1772625600, 'planned', 0, 0, 0, NULL, 1, NULL)"
        )
        connection.execute("INSERT INTO weeks VALUES ('me', '2026-W10', 1, '{}')")
    assert faults(ws.database) == []
    seals.lift(ws.database)
    with closing(sqlite3.connect(ws.database)) as connection, connection:
        connection.execute(change)
    assert any(one.code == code and what in one.what for one in faults(ws.database)), faults(ws.database)


# -- copies ---------------------------------------------------------------------------------------------------------


def test_one_copy_a_day_is_kept_for_a_week(ws: Workspace) -> None:
    first = date(2026, 3, 4)
    for n in range(10):
        made = copies.daily(ws.database, on=first + timedelta(days=n))
        assert made is not None
        assert copies.daily(ws.database, on=first + timedelta(days=n)) is None
    kept = [one for one in copies.all_copies(ws.database) if one.kind == "daily"]
    assert [one.day for one in kept] == [f"2026-03-{13 - n:02}" for n in range(7)]


def test_a_damaged_database_does_not_push_out_the_copies_from_before(ws: Workspace) -> None:
    made = backups.daily(ws)
    assert made is not None
    data = bytearray(ws.database.read_bytes())
    data[4096:20480] = b"\xff" * 16384
    ws.database.write_bytes(data)
    assert copies.daily(ws.database, on=date(2026, 3, 9)) is None
    assert [one.path for one in copies.all_copies(ws.database)] == [made]


LOST: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:9000]),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "no database": lambda path: path.write_bytes(b"<html>" * 900),
    "zeros": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    "a page": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xee" * 4096 + path.read_bytes()[8192:]),
    "the header": lambda path: path.write_bytes(b"\xee" * 100 + path.read_bytes()[100:]),
    "another": lambda path: shutil.copy(path.with_name("other.db"), path),
    "nothing": lambda path: None,
}


@pytest.mark.parametrize("how", LOST)
def test_a_copy_takes_the_place_of_whatever_is_left_of_the_database(ws: Workspace, how: str) -> None:
    with database.write(ws.database) as connection:
        database.set_note(connection, "mine", "here")
    made = backups.make(ws)["made"]
    assert made is not None
    before = dump(ws.database)
    database.create(ws.database.with_name("other.db"))
    LOST[how](ws.database)
    view = backups.restore(ws)
    assert view["restored"] == made
    assert (view["kept"] is None) == (how in ("missing", "empty", "another"))
    assert dump(ws.database) == before
    assert faults(ws.database) == []


def test_where_the_database_is_gone_its_copies_are_named_with_what_to_do(ws: Workspace) -> None:
    backups.make(ws)
    for write in (ws.database.unlink, lambda: ws.database.write_bytes(b"")):
        write()
        with pytest.raises(NoPlanError, match="roadweek restore"), database.read(ws.database):
            pass


def test_a_damaged_copy_is_not_put_back_and_an_older_sound_one_is_chosen(ws: Workspace) -> None:
    first = copies.daily(ws.database, on=date(2026, 3, 1))
    second = copies.daily(ws.database, on=date(2026, 3, 2))
    assert first is not None
    assert second is not None
    second.write_bytes(second.read_bytes()[:9000])
    with pytest.raises(WorkspaceError, match="damaged"):
        backups.restore(ws, second.name)
    assert backups.restore(ws)["restored"] == str(first)
    with pytest.raises(UnknownNameError, match="Known: roadweek"):
        backups.restore(ws, "2020-01-01")
    assert [one["sound"] for one in backups.listing(ws)["copies"] if one["kind"] == "daily"] == [False, True]


def test_what_was_there_can_be_put_back_again(ws: Workspace) -> None:
    backups.make(ws)
    with database.write(ws.database) as connection:
        database.set_note(connection, "later", "x")
    later = dump(ws.database)
    kept = backups.restore(ws)["kept"]
    assert kept is not None
    assert dump(ws.database) != later
    backups.restore(ws, Path(kept).name)
    assert dump(ws.database) == later
