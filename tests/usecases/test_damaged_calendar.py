"""The built-in calendar's files cut, emptied or gone: named, not believed, and mended; nothing is decided by it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.storage import database
from roadweek.usecases import backups, calendar_meeting, lists, queries, replan, watch
from roadweek.workspace import Workspace

pytestmark = pytest.mark.server
IN_IT = date(2026, 3, 10)
INVITED = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//somebody//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260311
DTEND;VALUE=DATE:20260314
SUMMARY:Business trip to Chengdu
{more}END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose next week is accepted and in the calendar."""
    folder = tmp_path_factory.mktemp("made")
    ws = workspace(folder)
    proposal = replan.propose(ws, [], week="2026-W11")["proposal"]
    assert proposal is not None
    assert replan.approve(ws, proposal)["calendar"]["pending"] == 0
    return ws.path


@pytest.fixture
def ws(made: Path, tmp_path: Path) -> Workspace:
    fresh = workspace(tmp_path)
    shutil.rmtree(fresh.path)
    shutil.copytree(made, fresh.path)
    return fresh


def files(ws: Workspace) -> list[Path]:
    return sorted((ws.path / "calendar" / "collection-root").rglob("roadweek-*.ics"))


def sessions(ws: Workspace) -> set[str]:
    return {one["id"] for one in queries.week(ws, IN_IT)["sessions"]}


def put(ws: Workspace, name: str, text: str) -> Path:
    folder = ws.path / "calendar" / "collection-root" / "roadweek" / "personal"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".Radicale.props").write_text('{"tag": "VCALENDAR", "D:displayname": "Personal"}')
    path = folder / f"{name}.ics"
    path.write_text(text.replace("\n", "\r\n"), newline="")
    return path


def cut(path: Path, draw: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: draw.randrange(len(data) - 20)])


DAMAGE: dict[str, Callable[[Path, random.Random], object]] = {
    "cut": cut,
    "empty": lambda path, _: path.write_bytes(b""),
    "zeros": lambda path, _: path.write_bytes(b"\0" * path.stat().st_size),
    "binary": lambda path, draw: path.write_bytes(draw.randbytes(300)),
    "html": lambda path, _: path.write_bytes(b"<html>quota exceeded</html>"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damaged_events_of_ours_are_named_and_mended_and_no_deletion(ws: Workspace, kind: str) -> None:
    before, draw = sessions(ws), random.Random(kind)
    ill = draw.sample(files(ws), 3)
    for path in ill:
        DAMAGE[kind](path, draw)
    for _ in range(2):
        told = calendar_meeting.sync(ws, force=True)["warnings"]
        assert {path.name for path in ill} <= {Path(line.split(" cannot")[0]).name for line in told}
        assert sessions(ws) == before
    assert all(any(path.name in line for line in calendar_meeting.disagreements(ws, "en")) for path in ill)
    assert calendar_meeting.repair(ws)["written"] == len(ill)
    assert len(files(ws)) == len(before)
    assert calendar_meeting.disagreements(ws, "en") == []
    assert sessions(ws) == before


def test_a_damaged_file_of_a_trip_cancels_no_trip_and_its_removal_does(ws: Workspace) -> None:
    path = put(ws, "trip", INVITED.format(uid="own", more=""))
    assert [trip["state"] for trip in calendar_meeting.sync(ws, force=True)["trips"]] == ["confirmed"]
    whole = path.read_bytes()
    for data in (b"", whole[:90], whole[: len(whole) - 30], b"\0" * 99):
        path.write_bytes(data)
        seen = calendar_meeting.sync(ws, force=True)
        assert [trip["state"] for trip in seen["trips"]] == ["confirmed"]
        assert any("trip.ics" in line for line in seen["warnings"])
    path.unlink()
    assert [trip["state"] for trip in calendar_meeting.sync(ws, force=True)["trips"]] == ["cancelled"]


@pytest.mark.parametrize(
    "more",
    [
        "ORGANIZER:mailto:x@evil.example\nATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org\n",
        "ORGANIZER:mailto:x@evil.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:me@example.org\n",
        "ORGANIZER:mailto:x@evil.example\nATTENDEE;PARTSTAT=TENTATIVE:mailto:me@example.org\n",
    ],
)
def test_a_strangers_invitation_is_no_reason_to_replan(ws: Workspace, more: str) -> None:
    before = sessions(ws)
    put(ws, "invited", INVITED.format(uid="invited", more=more))
    seen = watch.watch_once(ws)
    assert (seen["applied"], seen["waiting"]) == ([], [])
    assert sessions(ws) == before
    assert all(trip["state"] == "suspected" for trip in lists.trips(ws)["trips"])


@pytest.mark.parametrize("how", ["gone", "renamed", "only ours gone"])
def test_a_calendar_folder_that_is_not_where_it_was_decides_nothing(ws: Workspace, how: str) -> None:
    before, home = sessions(ws), ws.path / "calendar"
    if how == "only ours gone":
        shutil.rmtree(home / "collection-root" / "roadweek" / "roadweek")
    elif how == "gone":
        shutil.rmtree(home)
    else:
        home.rename(ws.path / "calendar old")
    told = calendar_meeting.sync(ws, force=True)["warnings"]
    assert any("calendar repair" in line for line in told)
    assert sessions(ws) == before
    assert calendar_meeting.repair(ws)["written"] == len(before)
    assert len(files(ws)) == len(before)


def test_a_collection_whose_folder_was_renamed_is_the_same_calendar(ws: Workspace) -> None:
    folder = files(ws)[0].parent
    folder.rename(folder.with_name("elsewhere"))
    before = sessions(ws)
    calendar_meeting.sync(ws, force=True)
    assert sessions(ws) == before
    assert len(files(ws)) == len(before)


@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_lost_database_doubles_nothing_and_its_copy_brings_all_of_it_back(ws: Workspace, how: str) -> None:
    before, shown = sessions(ws), {path.name for path in files(ws)}
    assert backups.daily(ws) is not None
    ws.database.unlink()
    if how == "empty":
        ws.database.write_bytes(b"")
    backups.restore(ws)
    assert calendar_meeting.sync(ws, force=True)["warnings"] == []
    assert sessions(ws) == before
    ws.database.unlink()
    again = workspace(ws.path)
    for words in calendar_meeting.read_first(again):
        assert "Roadweek" in words
    proposal = replan.propose(again, [], week="2026-W11")["proposal"]
    assert proposal is not None
    assert replan.approve(again, proposal)["calendar"]["pending"] == 0
    assert {path.name for path in files(again)} == shown


def test_a_conflict_copy_of_a_synced_folder_moves_nothing_and_is_told(ws: Workspace) -> None:
    path = files(ws)[0]
    other = path.with_name(f"{path.stem}.sync-conflict-20260304-101112-ABCDEFG.ics")
    other.write_bytes(
        path.read_bytes().replace(b"DTSTART;TZID=Asia/Shanghai:202603", b"DTSTART;TZID=Asia/Shanghai:202604")
    )
    before = sessions(ws)
    assert any(other.name in line for line in calendar_meeting.sync(ws, force=True)["warnings"])
    assert sessions(ws) == before


def test_a_disk_that_fills_up_after_an_approval_is_told_as_what_it_is(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = replan.propose(ws, [{"kind": "day_off", "date": "2026-03-12"}])["proposal"]
    assert proposal is not None
    (ws.path / "calendar" / ".server").rename(ws.path / "calendar" / "server-before")
    (ws.path / "calendar" / ".server").write_text("a file where the folder should be")
    done = replan.approve(ws, proposal)
    assert done["events"]
    assert done["calendar"]["pending"] > 0
    assert done["calendar"]["error"]
    with database.read(ws.database):
        assert database.history_grew()
