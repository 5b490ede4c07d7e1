"""Absent, unreadable and deleted: what is wrong with a file of a calendar, and what a synced folder leaves behind."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from roadweek.calendars.damage import hidden_files, is_conflict_copy, ours_damaged, reason_of_file, torn
from roadweek.calendars.events import CalendarEvent, write_event

START = datetime(2026, 5, 6, 11, tzinfo=UTC)
TEXT = write_event(
    CalendarEvent("roadweek-" + "0" * 32, START, START + timedelta(hours=1), "Lesen 读书", "why\nit stands"),
    timezone="Europe/Berlin",
    stamp=START,
    sequence=2,
)


@pytest.mark.parametrize("seed", range(24))
def test_a_text_cut_anywhere_is_not_whole(seed: int) -> None:
    data = TEXT.encode()
    at = random.Random(seed).randrange(0, len(data) - len("END:VCALENDAR\r\n"))
    assert torn(data[:at].decode("utf-8", "ignore")) is not None
    assert torn(TEXT) is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\r\n \r\n", "empty"),
        (b"\0" * 700, "empty"),
        (TEXT.encode()[:90] + b"\0" * 90, "no_text"),
        (TEXT.encode("utf-16"), "no_text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no_text"),
        (b"<html>not found</html>", "no_calendar"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no_event"),
        (TEXT.replace("END:VEVENT\r\n", "").encode(), "cut"),
        (TEXT.encode() + TEXT.encode()[:40], "cut"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(data)
    assert reason_of_file(path) == why


def test_whole_files_are_passed_over_and_a_folder_in_place_of_one_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "calendar" / "collection-root" / "ada" / "own"
    folder.mkdir(parents=True)
    (folder / "good.ics").write_text(TEXT, encoding="utf-8", newline="")
    assert ours_damaged(tmp_path) == []
    (folder / "dir.ics").mkdir()
    (folder / ".hidden.ics").write_text("")
    (folder / "bad one.ics").write_text("")
    assert {path.name for path, _ in ours_damaged(tmp_path)} == {"dir.ics", "bad one.ics"}
    assert hidden_files(tmp_path, "/ada/own/", {"/ada/own/good.ics", "/ada/own/dir.ics"}) == {
        "/ada/own/bad%20one.ics": "empty"
    }
    assert hidden_files(tmp_path, "/ada/other/", set()) == {}


@pytest.mark.parametrize(
    "name",
    [
        "a.sync-conflict-20260304-101112-ABCDEFG.ics",
        "roadweek.sync-conflict-20260304-101112-ABCDEFG.db",
        "a (conflicted copy 2026-03-04 101112).ics",
        "a (Ada's conflicted copy 2026-03-04).ics",
        "roadweek (Ada-Laptop's conflicted copy 2026-05-01).db",
        "a (Case Conflict).ics",
        "a (conflict).ics",
        "config_conflict-copy.toml",
        "a_conf(1).ics",
        "a 冲突副本.ics",
        "a (2).ics",
        "a 2.ics",
    ],
)
def test_a_conflict_copy_of_a_synced_folder_is_known_by_its_name(name: str) -> None:
    assert is_conflict_copy(name, {"a.ics", name})


@pytest.mark.parametrize(
    "name", ["a.ics", "roadweek.db", "week 12.ics", "b (2).ics", "conflict-resolution-workshop.ics", "roadweek.db-wal"]
)
def test_other_names_are_none(name: str) -> None:
    assert not is_conflict_copy(name, {"a.ics", name})
