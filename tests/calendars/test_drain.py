"""The outbox on real servers: written once, replayed after a crash at any point, never against the person's hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from tests.calendars.helpers import ME, Person, Server, session

from roadweek.calendars.account import Connection
from roadweek.calendars.client import Client
from roadweek.calendars.drain import DrainReport
from roadweek.errors import CalendarReadOnlyError
from roadweek.storage import calendar, database, outbox

pytestmark = pytest.mark.server

T = TypeVar("T")
MOVED = (("T190000", "T210000"), ("T200000", "T220000"))


class Crash(BaseException):
    """What a kill looks like from inside: nothing after it runs, and nobody catches it."""


def crashing(connection: Connection, verb: str, *, after: bool) -> Connection:
    """The connection of a process that dies right before or after its first write of this kind."""

    class Dying(Client):
        def __init__(self, alive: Client) -> None:
            self.__dict__.update(alive.__dict__)

        def put(self, href: str, data: str, etag: str | None) -> str | None:
            return self._die(lambda: super(Dying, self).put(href, data, etag), "put")

        def delete(self, href: str, etag: str | None) -> bool:
            return self._die(lambda: super(Dying, self).delete(href, etag), "delete")

        def _die(self, call: Callable[[], T], own: str) -> T:
            if own != verb:
                return call()
            if after:
                call()
            raise Crash

    return replace(connection, client=Dying(connection.client))


def dies(person: Person, verb: str = "put", *, after: bool) -> None:
    with pytest.raises(Crash):
        person.drains(crashing(person.connection, verb, after=after))


def written(report: DrainReport) -> tuple[int, int, int, tuple[str, ...]]:
    assert report.error is None
    return report.written, report.deleted, report.left, report.conflicts


def test_sessions_are_written_once_and_only_once(person: Person) -> None:
    person.plans(session("a"), session("b", day=5))
    assert written(person.drains()) == (2, 0, 0, ())
    assert written(person.drains()) == (0, 0, 0, ())
    assert set(person.ours()) == {"数学 a", "数学 b"}
    assert "DESCRIPTION:按你的要求" in person.ours()["数学 a"].data


def test_nothing_to_write_asks_the_server_nothing(person: Person) -> None:
    before = person.connection.client.requests
    person.drains()
    assert person.connection.client.requests == before


def test_a_session_that_moved_keeps_its_event_and_counts_its_sequence(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    href = person.ours()["数学 a"].href
    person.plans(session("a", day=6, hour=20))
    assert written(person.drains()) == (1, 0, 0, ())
    item = person.ours()["数学 a"]
    assert item.href == href
    assert "20260306T200000" in item.data
    assert "SEQUENCE:1" in item.data


def test_a_dropped_session_is_removed(person: Person) -> None:
    person.plans(session("a"), session("b", day=5))
    person.drains()
    person.drops("a")
    assert written(person.drains()) == (0, 1, 0, ())
    assert set(person.ours()) == {"数学 b"}
    assert set(person.links()) == {"b"}


def test_a_session_dropped_before_it_was_ever_written_needs_no_server(person: Person) -> None:
    person.plans(session("a"))
    person.drops("a")
    assert written(person.drains()) == (0, 1, 0, ())
    assert person.ours() == {}


def test_only_the_last_state_of_a_session_is_written(person: Person) -> None:
    person.plans(session("a", hour=18))
    person.plans(session("a", hour=19))
    person.plans(session("a", hour=20))
    assert written(person.drains()) == (1, 0, 0, ())
    assert "T200000" in person.ours()["数学 a"].data


def test_our_calendar_is_made_once_even_for_two_workspaces(person: Person, tmp_path: Path) -> None:
    person.plans(session("a"))
    person.drains()
    other = Person(tmp_path / "other.db", person.connection)
    database.create(other.db)
    other.plans(session("a", title="another a"))
    other.drains()
    assert set(person.ours()) == {"数学 a", "another a"}


# -- crashes --------------------------------------------------------------------------------------------------------


def test_after_a_crash_before_the_first_put_it_is_written(person: Person) -> None:
    person.plans(session("a"))
    dies(person, after=False)
    assert written(person.drains()) == (1, 0, 0, ())
    assert set(person.ours()) == {"数学 a"}


def test_after_a_crash_between_put_and_record_the_event_is_known_as_ours(person: Person) -> None:
    person.plans(session("a"))
    dies(person, after=True)
    assert written(person.drains()) == (1, 0, 0, ())
    assert len(person.ours()) == 1
    assert person.hand_changes() == {}


def test_after_a_crash_between_put_and_record_a_newer_plan_is_written(person: Person) -> None:
    person.plans(session("a"))
    dies(person, after=True)
    person.plans(session("a", day=7))
    assert written(person.drains()) == (1, 0, 0, ())
    assert "20260307T" in person.ours()["数学 a"].data


def test_after_a_crash_between_put_and_record_a_drop_removes_the_event(person: Person) -> None:
    person.plans(session("a"))
    dies(person, after=True)
    person.drops("a")
    assert written(person.drains()) == (0, 1, 0, ())
    assert person.ours() == {}


def test_after_a_crash_between_put_and_record_a_move_by_hand_wins(person: Person) -> None:
    person.plans(session("a"))
    dies(person, after=True)
    person.edits("数学 a", *MOVED)
    assert written(person.drains()) == (0, 0, 0, ("a",))
    assert "T210000" in person.ours()["数学 a"].data
    assert person.hand_changes()["a"].kind == "moved"


def test_after_a_crash_between_put_and_record_of_a_move_the_persons_delete_wins(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.plans(session("a", day=6))
    dies(person, after=True)
    person.deletes("数学 a")
    assert written(person.drains()) == (0, 0, 0, ("a",))
    assert person.ours() == {}
    assert person.hand_changes()["a"].kind == "deleted"


def test_after_a_crash_between_first_put_and_record_the_persons_delete_wins_where_the_server_tells(
    person: Person, server: Server
) -> None:
    person.plans(session("a"))
    dies(person, after=True)
    person.deletes("数学 a")
    report = person.drains()
    if server.kind == "radicale":
        assert written(report) == (0, 0, 0, ("a",))
        assert person.ours() == {}
    else:  # its change list does not know what came and went between two looks
        assert written(report) == (1, 0, 0, ())


def test_a_calendar_that_was_made_but_not_recorded_still_tells_of_deletions(person: Person, server: Server) -> None:
    person.calendar_of("Roadweek")  # by a drain that died right after
    person.plans(session("a"))
    dies(person, after=True)
    person.deletes("数学 a")
    assert person.drains().conflicts == (("a",) if server.kind == "radicale" else ())


@pytest.mark.parametrize("after", [False, True])
def test_after_a_crash_around_a_delete_the_event_is_gone(person: Person, after: bool) -> None:
    person.plans(session("a"))
    person.drains()
    person.drops("a")
    dies(person, "delete", after=after)
    assert written(person.drains()) == (0, 1, 0, ())
    assert person.ours() == {}
    assert person.hand_changes() == {}


def test_our_own_delete_that_was_not_recorded_is_no_delete_by_hand(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.syncs()
    person.drops("a")
    dies(person, "delete", after=True)
    assert person.syncs().our_deleted == ()
    assert written(person.drains()) == (0, 1, 0, ())


# -- the person's hand ----------------------------------------------------------------------------------------------


def test_what_the_person_moved_stays_and_is_recorded_with_its_times(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.edits("数学 a", *MOVED)
    person.plans(session("a", day=9))
    assert written(person.drains()) == (0, 0, 0, ("a",))
    change = person.hand_changes()["a"]
    assert change.start is not None
    assert change.start.isoformat() == "2026-03-04T21:00:00+08:00"
    assert "20260304T210000" in person.ours()["数学 a"].data


def test_what_the_person_deleted_is_not_brought_back(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.deletes("数学 a")
    person.plans(session("a", day=9))
    assert written(person.drains()) == (0, 0, 0, ("a",))
    assert person.ours() == {}


def test_what_the_person_moved_is_not_deleted_by_us(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.edits("数学 a", *MOVED)
    person.drops("a")
    assert written(person.drains()) == (0, 0, 0, ("a",))
    assert set(person.ours()) == {"数学 a"}


def test_an_alarm_and_a_place_that_the_person_added_survive_a_move_of_ours(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:ring\nTRIGGER:-PT5M\nEND:VALARM"
    person.edits("数学 a", ("BEGIN:VEVENT", f"BEGIN:VEVENT\nLOCATION:library\nX-PHONE:1\n{alarm}"))
    person.plans(session("a", day=6))
    assert written(person.drains()) == (1, 0, 0, ())
    data = person.ours()["数学 a"].data
    for line in ("LOCATION:library", "X-PHONE:1", "TRIGGER:-PT5M", "20260306T190000"):
        assert line in data


def test_a_title_and_notes_that_the_person_wrote_survive_every_later_move(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.edits("数学 a", ("SUMMARY:数学 a", "SUMMARY:Maths with Bo"), ("按你的要求", "bring the red book"))
    for day in (6, 7):
        person.plans(session("a", day=day))
        assert written(person.drains()) == (1, 0, 0, ())
        data = person.ours()["Maths with Bo"].data
        assert "bring the red book" in data
        assert f"2026030{day}T190000" in data


def test_a_new_title_in_the_plan_is_written_where_the_person_did_not_change_it(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.plans(session("a", title="Series and limits"))
    person.drains()
    assert set(person.ours()) == {"Series and limits"}


def test_an_agreed_move_by_hand_can_be_changed_by_a_later_plan(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.edits("数学 a", *MOVED)
    person.plans(session("a", day=9))
    person.drains()
    with database.write(person.db) as conn:
        calendar.accept_hand_change(conn, ME, "a")
    assert person.hand_changes() == {}
    person.plans(session("a", day=10))
    assert written(person.drains()) == (1, 0, 0, ())
    assert "20260310T190000" in person.ours()["数学 a"].data


def test_an_agreed_delete_by_hand_can_be_planned_again(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.deletes("数学 a")
    person.plans(session("a", day=9))
    person.drains()
    with database.write(person.db) as conn:
        calendar.accept_hand_change(conn, ME, "a")
    person.plans(session("a", day=10))
    assert written(person.drains()) == (1, 0, 0, ())
    assert set(person.ours()) == {"数学 a"}


def test_an_event_that_an_app_stored_under_another_name_is_found_by_its_uid(person: Person) -> None:
    person.plans(session("a"))
    dies(person, after=True)
    item = person.ours()["数学 a"]
    person.connection.client.delete(item.href, item.etag)
    elsewhere = item.href.replace("roadweek-", "app-")
    data = item.data.replace("T190000", "T210000").replace("T200000", "T220000")
    with database.write(person.db) as conn:  # a server that tells of no deletions
        conn.execute("UPDATE collections SET sync_token = NULL")
        calendar.save_state(conn, ME, replace(calendar.state_of(conn, ME), baseline=None))
    person.connection.client.put(elsewhere, data, None)
    assert written(person.drains()) == (0, 0, 0, ("a",))
    assert person.links()["a"].href == elsewhere
    assert len(person.ours()) == 1


def test_a_calendar_that_was_deleted_as_a_whole_is_made_and_filled_again(person: Person) -> None:
    planned = [session(name, day=day) for name, day in (("a", 4), ("b", 5), ("c", 6))]
    person.plans(*planned, accepted=True)
    person.drains()
    person.connection.client.delete(person.calendar_of("Roadweek"), None)
    person.plans(session("a", day=7), accepted=True)
    report = person.drains()
    assert report.error is None
    assert report.conflicts == ()
    assert set(person.ours()) == {"数学 a", "数学 b", "数学 c"}
    assert "20260307T" in person.ours()["数学 a"].data


def test_another_account_gets_every_session_that_is_not_over(person: Person) -> None:
    person.plans(session("old", day=1), session("a"), session("b", day=5), accepted=True)
    person.drains()
    person.connection.client.delete(person.calendar_of("Roadweek"), None)
    moved = Person(person.db, replace(person.connection, server="another account"))
    assert written(moved.drains()) == (2, 0, 0, ())
    assert set(moved.ours()) == {"数学 a", "数学 b"}


# -- one at a time --------------------------------------------------------------------------------------------------


def test_a_second_drainer_leaves_while_one_is_at_work(person: Person) -> None:
    person.plans(session("a"))
    with database.write(person.db) as conn:
        assert outbox.take_lease(conn, ME, "elsewhere:1:x", now_s=2e9, seconds=60)
    report = person.drains_without_waiting()
    assert report.busy
    assert report.left == 1
    assert person.ours() == {}


def test_the_lease_of_a_process_that_died_is_taken_over_at_once(person: Person) -> None:
    person.plans(session("a"))
    dead = outbox.new_holder().split(":")
    with database.write(person.db) as conn:
        outbox.take_lease(conn, ME, f"{dead[0]}:{_dead_pid()}:x", now_s=2e9, seconds=60)
    assert written(person.drains_without_waiting()) == (1, 0, 0, ())


def _dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-I", "-S", "-c", ""])
    process.wait()
    return process.pid


def test_a_lease_that_ran_out_is_taken_over(person: Person) -> None:
    person.plans(session("a"))
    with database.write(person.db) as conn:
        outbox.take_lease(conn, ME, "elsewhere:1:x", now_s=1000, seconds=60)
    assert written(person.drains_without_waiting()) == (1, 0, 0, ())


def test_a_row_that_the_server_always_refuses_is_given_up_and_does_not_stop_the_others(person: Person) -> None:
    person.plans(session("a"), session("b", day=5))

    class Refusing(Client):
        def __init__(self, alive: Client) -> None:
            self.__dict__.update(alive.__dict__)

        def put(self, href: str, data: str, etag: str | None) -> str | None:
            # what a server answers to an object that it will not have
            return super().put(href, "BEGIN:NONSENSE" if "数学 a" in data else data, etag)

    refusing = replace(person.connection, client=Refusing(person.connection.client))
    report = person.drains(refusing)
    assert (report.written, report.left) == (1, 1)
    assert report.error is not None
    for _ in range(outbox.MAX_ATTEMPTS):
        report = person.drains(refusing)
    assert report.left == 0
    with database.read(person.db) as conn:
        assert outbox.last_error(conn, ME)


def test_rights_to_read_only_are_told_and_everything_waits(tmp_path: Path) -> None:
    server = Server("radicale", tmp_path / "server").start()
    try:
        db = tmp_path / "roadweek.db"
        database.create(db)
        with server.client() as client:
            person = Person(db, Connection(client, "mine", "Roadweek"))
            person.plans(session("a"))
            person.drains()
            server.kill()
            server.rights = "[all]\nuser: .+\ncollection: .*\npermissions: Rr\n"
            server.start()
            person.plans(session("a", day=6), session("b", day=5))
            report = person.drains()
            assert isinstance(report.error, CalendarReadOnlyError)
            assert report.left == 2
            assert "20260304T" in person.ours()["数学 a"].data
            stranger = Person(tmp_path / "stranger.db", Connection(client, "theirs", "Another"))
            database.create(stranger.db)
            stranger.plans(session("a"))
            assert isinstance(stranger.drains().error, CalendarReadOnlyError)
    finally:
        server.kill()
