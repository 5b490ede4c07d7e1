"""Our own writing is never taken for a person's, whatever became of the database, and the calendar can be mended."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.calendars.helpers import ME, NOW, Person, session

from roadweek.calendars.events import CalendarEvent, EventMark, read_event, signature, write_event
from roadweek.calendars.own import genuine, written_before
from roadweek.calendars.repair import Repaired, repair
from roadweek.domain.week import Session
from roadweek.storage import calendar, database, sessions

MARKS = ("X-ROADWEEK-WORKSPACE", "X-ROADWEEK-SESSION", "X-ROADWEEK-VERSION", "X-ROADWEEK-HASH")


def accepts(person: Person, *planned: Session) -> None:
    person.plans(*planned, accepted=True)
    assert person.drains().left == 0


def drops(person: Person, *names: str) -> None:
    person.drops(*names)
    with database.write(person.db) as conn:
        for name in names:
            sessions.remove(conn, ME, name)
    assert person.drains().left == 0


def week(count: int = 10) -> list[Session]:
    return [session(f"s{n}", day=4 + n % 5, hour=8 + 3 * (n // 5)) for n in range(count)]


def repairs(person: Person, *, others: bool = False) -> Repaired:
    done = repair(person.db, person.connection, ME, NOW, timezone="Asia/Shanghai", lang="zh", others=others)
    report = person.drains()
    assert (report.left, report.error) == (0, None)
    return done


def agrees_with_plan(person: Person) -> None:
    with database.read(person.db) as conn:
        rows = [sessions.get(conn, ME, name) for name in sessions.ids(conn, ME)]
        assert calendar.difference(conn, ME, NOW).count == 0
    planned = {row["title"]: datetime.fromisoformat(row["start"]) for row in rows if row}
    shown = {title: event.start for title, item in person.ours().items() if (event := read_event(item.data))}
    assert shown == planned


def without_marks(person: Person, title: str) -> None:
    """As an earlier version wrote it, or a server stored it that keeps no properties it does not know."""
    item = person.ours()[title]
    lines = item.data.replace("\r\n ", "").splitlines(keepends=True)
    person.connection.client.put(item.href, "".join(one for one in lines if not one.startswith(MARKS)), item.etag)


@pytest.mark.server
def test_every_event_says_who_wrote_it_and_what(person: Person) -> None:
    accepts(person, session("a"))
    accepts(person, session("a", day=6))
    event = read_event(person.ours()["数学 a"].data)
    assert event is not None
    assert event.mark is not None
    with database.read(person.db) as conn:
        assert event.mark.workspace == database.workspace_id(conn)
    assert (event.mark.session, event.mark.content) == ("a", signature(event))
    assert genuine(event, ME) == event.mark
    assert genuine(replace(event, uid="roadweek-" + "1" * 32), ME) is None
    assert written_before(person.db) is None, "nothing has been approved: there is no history to note"


@pytest.mark.server
@pytest.mark.parametrize("later", ["moved", "dropped", "added", "moved and dropped", "retitled and moved"])
def test_a_database_put_back_from_an_older_copy_invents_no_decision(person: Person, tmp_path: Path, later: str) -> None:
    accepts(person, *week())
    person.syncs()
    shutil.copy(person.db, tmp_path / "older.db")
    if "moved" in later:
        title = "Analysis" if "retitled" in later else None
        accepts(person, *(session(f"s{n}", day=9, hour=8 + n, title=title and f"{title} {n}") for n in range(3)))
    if "dropped" in later:
        accepts(person, session("s9", day=10, hour=20))
        drops(person, "s4", "s5")
    if later == "added":
        accepts(person, session("new", day=11))
    for ending in ("", "-wal", "-shm"):
        person.db.with_name(person.db.name + ending).unlink(missing_ok=True)
    shutil.copy(tmp_path / "older.db", person.db)
    for _ in range(2):
        report = person.syncs()
        assert (report.our_moved, report.our_deleted, person.hand_changes()) == ((), (), {})
        assert person.busy_titles() == [], "and none of our own takes our time"
    repairs(person)
    agrees_with_plan(person)
    assert person.hand_changes() == {}


@pytest.mark.server
def test_a_move_by_hand_is_one_after_our_own_unknown_write_too(person: Person, tmp_path: Path) -> None:
    accepts(person, *week(4))
    person.syncs()
    shutil.copy(person.db, tmp_path / "older.db")
    accepts(person, session("s0", day=9, hour=19))
    person.edits("数学 s0", ("T190000", "T210000"), ("T200000", "T220000"))
    shutil.copy(tmp_path / "older.db", person.db)
    assert person.syncs().our_moved == ("s0",)


@pytest.mark.server
@pytest.mark.parametrize(("gone", "asked"), [(1, False), (3, False), (4, True), (6, True), (9, True), (10, True)])
def test_many_of_ours_gone_at_once_are_asked_about(person: Person, gone: int, asked: bool) -> None:
    accepts(person, *week())
    person.syncs()
    for item in list(person.ours().values())[:gone]:
        person.connection.client.delete(item.href, item.etag)
    report = person.syncs()
    assert (len(report.our_deleted), report.vanished) == ((0, gone) if asked else (gone, 0))
    assert bool(report.suspicious) == asked
    if asked:
        assert person.syncs().vanished == gone, "until it is answered"
        assert len(person.syncs(trust_empty=True).our_deleted) == gone


@pytest.mark.server
def test_what_vanished_is_written_again_by_a_repair(person: Person) -> None:
    accepts(person, *week())
    person.syncs()
    for item in list(person.ours().values())[:6]:
        person.connection.client.delete(item.href, item.etag)
    assert person.syncs().suspicious == ("Roadweek",)
    assert repairs(person).puts == 6
    agrees_with_plan(person)
    assert repairs(person).puts == 0


@pytest.mark.server
@pytest.mark.parametrize("count", [1, 3, 8])
def test_our_whole_calendar_gone_is_nobodys_decision_and_comes_back(person: Person, count: int) -> None:
    accepts(person, *week(count))
    person.syncs()
    person.connection.client.delete(person.calendar_of("Roadweek"), None)
    report = person.syncs()
    assert (report.our_deleted, report.suspicious) == ((), ("Roadweek",))
    drops(person, "s0")
    agrees_with_plan(person)


@pytest.mark.server
def test_a_dropped_session_does_not_hide_that_the_calendar_is_gone(person: Person) -> None:
    accepts(person, *week(3))
    person.connection.client.delete(person.calendar_of("Roadweek"), None)
    person.drops("s1")
    with database.write(person.db) as conn:
        sessions.remove(conn, ME, "s1")
    report = person.drains()
    assert (report.made_anew, report.written) == (True, 2)
    agrees_with_plan(person)


@pytest.mark.server
def test_events_from_before_they_were_marked_are_still_ours_and_a_repair_marks_them(person: Person) -> None:
    accepts(person, *week(3))
    for n in range(3):
        without_marks(person, f"数学 s{n}")
    report = person.syncs()
    assert (report.our_moved, report.our_deleted, person.busy_titles()) == ((), (), [])
    person.edits("数学 s1", ("T080000", "T210000"), ("T090000", "T220000"))
    assert person.syncs().our_moved == ("s1",)
    assert repairs(person).puts == 2, "the moved one is left as the person has it"
    event = read_event(person.ours()["数学 s0"].data)
    assert event is not None
    assert event.mark is not None


@pytest.mark.server
def test_links_that_were_lost_are_found_again(person: Person) -> None:
    accepts(person, *week(4))
    without_marks(person, "数学 s3")
    with database.write(person.db) as conn:
        for name in ("s0", "s3"):
            calendar.delete_link(conn, ME, name)
        calendar.read_ours_again(conn, ME)
        for known in list(calendar.objects_of(conn, ME)):
            calendar.remove_object(conn, ME, known.href)
    person.syncs()
    assert set(person.links()) == {"s0", "s1", "s2", "s3"}
    accepts(person, session("s0", day=10))
    agrees_with_plan(person)


@pytest.mark.server
def test_another_workspaces_events_in_our_calendar_are_left_alone_unless_asked(person: Person, tmp_path: Path) -> None:
    accepts(person, session("a"), session("b", day=5))
    other = Person(tmp_path / "other.db", person.connection)
    database.create(other.db)
    accepts(other, session("c", day=6))
    other.syncs()
    assert sorted(other.busy_titles()) == ["数学 a", "数学 b"]
    assert repairs(other).deletes == 0
    assert set(person.ours()) == {"数学 a", "数学 b", "数学 c"}
    assert repairs(other, others=True).deletes == 2
    assert set(person.ours()) == {"数学 c"}


@pytest.mark.server
def test_an_event_that_an_app_copied_is_a_time_of_the_persons_own(person: Person) -> None:
    accepts(person, session("a"))
    item = person.ours()["数学 a"]
    event = read_event(item.data)
    assert event is not None
    copy = item.data.replace(event.uid, "copied-by-an-app").replace("20260304T", "20260308T")
    person.connection.client.put(f"{person.calendar_of('Work')}copy.ics", copy, None)
    report = person.syncs()
    assert (report.our_moved, report.our_deleted) == ((), ())
    assert person.busy_titles() == ["数学 a"]


@pytest.mark.server
def test_a_second_file_with_our_uid_is_no_move_of_the_first(person: Person) -> None:
    accepts(person, session("a"))
    person.syncs()
    other = person.ours()["数学 a"].data.replace("20260304T", "20260309T")
    person.connection.client.put(f"{person.calendar_of('Work')}again.ics", other, None)
    report = person.syncs()
    assert (report.our_moved, report.our_deleted) == ((), ())


@pytest.mark.server
@pytest.mark.parametrize("days", [-400, -2, 2, 400])
def test_a_clock_that_was_set_wrong_deletes_and_moves_nothing(person: Person, days: int) -> None:
    accepts(person, *week(6))
    person.syncs(NOW + timedelta(days=days))
    report = person.syncs()
    assert (report.our_moved, report.our_deleted, report.suspicious) == ((), (), ())
    agrees_with_plan(person)


UTC_ZONES = ("UTC", "Etc/UTC", "Etc/UCT", "Etc/Zulu", "Etc/Universal", "Etc/GMT", "GMT", "Etc/Greenwich", "Zulu",
             "Africa/Abidjan", "Atlantic/Reykjavik")  # fmt: skip


@pytest.mark.parametrize("zone", UTC_ZONES)
def test_a_machine_on_utc_writes_times_with_a_z_and_no_zone(zone: str) -> None:
    start = datetime(2026, 7, 6, 18, 30, tzinfo=UTC)
    event = CalendarEvent("roadweek-" + "a" * 32, start, start + timedelta(minutes=45), "Read", "")
    text = write_event(event, timezone=zone, stamp=start, sequence=1)
    assert "DTSTART:20260706T183000Z\r\nDTEND:20260706T191500Z\r\n" in text
    assert "TZID" not in text
    assert read_event(text) == replace(event, sequence=1)


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Asia/Shanghai", "America/New_York", "Europe/Lisbon", "Africa/Casablanca"]
)
def test_other_zones_keep_their_names(zone: str) -> None:
    start = datetime(2026, 7, 6, 18, 30, tzinfo=UTC)
    event = CalendarEvent("roadweek-" + "a" * 32, start, start + timedelta(minutes=45), "Read", "")
    text = write_event(event, timezone=zone, stamp=start, sequence=1)
    assert f"DTSTART;TZID={zone}:" in text
    assert f"DTEND;TZID={zone}:" in text
    assert read_event(text) == replace(event, sequence=1)


def test_a_mark_that_a_hand_was_at_is_none() -> None:
    start = datetime(2026, 7, 6, 18, 30, tzinfo=UTC)
    event = CalendarEvent("roadweek-" + "a" * 32, start, start + timedelta(minutes=45), "Read", "")
    marked = replace(event, mark=EventMark("w", "s;1,2", 7, signature(event)))
    text = write_event(marked, timezone="Asia/Shanghai", stamp=start, sequence=1)
    read = read_event(text)
    assert read is not None
    assert read.mark == marked.mark
    for old, new in (("VERSION:7", "VERSION:seven"), (str(signature(event)), "x"), ("X-ROADWEEK-SESSION", "X-OTHER")):
        broken = read_event(text.replace(old, new))
        assert broken is not None
        assert broken.mark is None
