"""Documents kept by what they were made from: stored, found, replaced, and apart for every person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.old_workspaces import unpack

from roadweek.storage import allocations, database
from roadweek.storage.allocations import Allocation

EARLY = datetime.fromisoformat("2026-11-27T09:00:00+08:00")
LATE = datetime.fromisoformat("2026-11-27T02:00:00+00:00")
"""An hour after ``EARLY``, though its text comes first."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "roadweek.db"
    database.create(made)
    return made


def test_a_document_is_found_by_its_hash_and_person(path: Path) -> None:
    with database.write(path) as connection:
        allocations.put(connection, "me", "h1", {"周": [1, 2]}, at=EARLY)
    with database.read(path) as connection:
        found = allocations.get(connection, "me", "h1")
        assert found == Allocation(input_hash="h1", made_at="2026-11-27T09:00:00+08:00", document={"周": [1, 2]})
        assert allocations.get(connection, "me", "h2") is None
        assert allocations.get(connection, "you", "h1") is None


def test_the_newest_is_the_one_made_last_whatever_its_offset(path: Path) -> None:
    with database.write(path) as connection:
        assert allocations.newest(connection, "me") is None
        allocations.put(connection, "me", "late", {"n": 2}, at=LATE)
        allocations.put(connection, "me", "early", {"n": 1}, at=EARLY)
        allocations.put(connection, "you", "yours", {"n": 3}, at=LATE)
        newest = allocations.newest(connection, "me")
        assert newest is not None
        assert newest.input_hash == "late"


def test_of_two_in_the_same_second_the_newest_is_the_one_stored_last(path: Path) -> None:
    with database.write(path) as connection:
        for name in ("b", "a"):
            allocations.put(connection, "me", name, {}, at=LATE)
        newest = allocations.newest(connection, "me")
        assert newest is not None
        assert newest.input_hash == "a"


def test_the_same_made_again_replaces_what_was_there(path: Path) -> None:
    with database.write(path) as connection:
        allocations.put(connection, "me", "h1", {"n": 1}, at=EARLY)
        allocations.put(connection, "me", "h1", {"n": 2}, at=LATE)
        found = allocations.get(connection, "me", "h1")
        assert found is not None
        assert (found.document, found.made_at) == ({"n": 2}, LATE.isoformat())
        assert connection.execute("SELECT count(*) FROM allocations").fetchone()[0] == 1


def test_a_reader_of_a_database_from_before_them_finds_none_and_a_writer_may_store_one(tmp_path: Path) -> None:
    path = unpack("en", tmp_path) / "roadweek.db"
    with database.read(path) as connection:
        assert allocations.newest(connection, "me") is None
        assert allocations.get(connection, "me", "h1") is None
    with database.write(path) as connection:
        allocations.put(connection, "me", "h1", {"n": 1}, at=EARLY)
    with database.read(path) as connection:
        assert allocations.newest(connection, "me") is not None
