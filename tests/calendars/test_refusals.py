"""What a server refuses is named with the server's own reason, stays listed, and never stops the rest."""

from __future__ import annotations

import pytest
from tests.calendars.gate import Refusal, behind
from tests.calendars.helpers import ME, Person, Server, session

from roadweek.calendars.events import uid_of
from roadweek.errors import CalendarReadOnlyError
from roadweek.storage import database, outbox

pytestmark = pytest.mark.server

TOO_LARGE = (413, '<?xml version="1.0"?><D:error xmlns:D="DAV:" xmlns:C="c"><C:max-resource-size/></D:error>')


def refused(person: Person) -> list[tuple[str, str, bool]]:
    with database.read(person.db) as conn:
        return [(row.subject, row.why, row.given_up) for row in outbox.refused(conn, ME)]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (TOO_LARGE, "max-resource-size"),
        pytest.param((403, ""), "403", marks=pytest.mark.soak),
        pytest.param((400, "SUMMARY may not have a colon\nat line 7"), "may not have a colon", marks=pytest.mark.soak),
        pytest.param((507, ""), "507", marks=pytest.mark.soak),
        pytest.param((400, "<?xml never closed"), "", marks=pytest.mark.soak),
        pytest.param((422, "<html><body>no</body></html>"), "422", marks=pytest.mark.soak),
    ],
)
def test_one_refused_event_is_named_with_the_servers_reason_and_the_others_are_written(
    person: Person, server: Server, answer: Refusal, said: str
) -> None:
    with behind(person, server) as (person, gate):
        gate.rule = lambda method, path, body: answer if method == "PUT" and "数学 c" in body else None
        person.plans(*(session(name, day=4 + n) for n, name in enumerate("abcdef")))
        report = person.drains()
        assert (report.written, report.left) == (5, 1)
        [(subject, why, given_up)] = refused(person)
        assert (subject, given_up) == ("c", False)
        assert said in why
        assert "html" not in why
        # the person decides: moved, it is another event, and the server takes it
        gate.rule = lambda method, path, body: None
        person.plans(session("c", day=21))
        assert person.drains().written == 1
        assert refused(person) == []


def test_a_refused_event_that_was_given_up_stays_named_while_it_is_tried_again(person: Person, server: Server) -> None:
    with behind(person, server) as (person, gate):
        gate.rule = lambda method, path, body: (400, "no") if method == "PUT" else None
        person.plans(session("a"))
        with database.write(person.db) as conn:
            conn.execute("UPDATE outbox SET attempts = ?", [outbox.MAX_ATTEMPTS - 2])
        for _ in range(2):
            assert refused(person)[0][2] is False
            person.drains()
        assert refused(person) == [("a", "HTTP 400 Bad Request no", True)]
        gate.rule = lambda method, path, body: (400, "no") if method == "PUT" and "数学 a" in body else None
        person.plans(session("b", day=20))
        assert person.drains().written == 1
        assert refused(person) == [("a", "HTTP 400 Bad Request no", True)]
        with database.write(person.db) as conn:
            assert outbox.retry_failed(conn, ME) == 1
        assert refused(person) == [("a", "HTTP 400 Bad Request no", False)]
        gate.rule = lambda method, path, body: None
        assert person.drains().written == 1
        assert refused(person) == []


def test_a_calendar_that_is_read_only_stops_and_is_no_event_s_fault(person: Person, server: Server) -> None:
    with behind(person, server) as (person, gate):
        person.plans(session("a"))
        person.drains()
        ours = person.calendar_of("Roadweek")
        listed = (
            '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response>'
            f"<D:href>{ours}</D:href><D:propstat><D:prop><D:displayname>Roadweek</D:displayname>"
            "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
            "<D:current-user-privilege-set><D:privilege><D:read/></D:privilege></D:current-user-privilege-set>"
            "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"
        )

        def read_only(method: str, path: str, body: str) -> Refusal | None:
            if method == "PUT":
                return (403, "")
            return (207, listed) if method == "PROPFIND" and "current-user-privilege-set" in body else None

        gate.rule = read_only
        person.plans(session("b", day=5), session("c", day=6))
        report = person.drains()
        assert isinstance(report.error, CalendarReadOnlyError)
        assert report.left == 2
        assert refused(person) == []


@pytest.mark.parametrize("status", [409, *(pytest.param(code, marks=pytest.mark.soak) for code in (403, 412))])
def test_a_uid_that_the_server_never_takes_again_gets_another(person: Person, server: Server, status: int) -> None:
    with behind(person, server) as (person, gate):
        gone: set[str] = set()

        def remembers(method: str, path: str, body: str) -> Refusal | None:
            if method == "DELETE":
                gone.add(path.rsplit("/", 1)[-1].removesuffix(".ics"))
            return (status, "") if method == "PUT" and any(uid in body for uid in gone) else None

        gate.rule = remembers
        person.plans(session("a"), session("b", day=5), accepted=True)
        assert person.drains().written == 2
        person.drops("a")
        assert person.drains().deleted == 1
        person.plans(session("a"))
        report = person.drains()
        assert (report.written, report.left, report.error) == (1, 0, None)
        assert set(person.ours()) == {"数学 a", "数学 b"}
        with database.read(person.db) as conn:
            first = uid_of(database.workspace_id(conn), ME, "a")
        assert person.links()["a"].uid != first
        # it is ours like any other: no busy time, moved by the plan, moved by hand
        assert person.syncs().busy == 0
        person.plans(session("a", hour=20))
        assert person.drains().written == 1
        person.edits("数学 a", ("T200000", "T173000"), ("T210000", "T183000"))
        assert person.syncs().our_moved == ("a",)


def test_an_event_with_another_uid_is_known_again_after_the_database_was_lost(person: Person, server: Server) -> None:
    with behind(person, server) as (person, gate):
        with database.read(person.db) as conn:
            first = uid_of(database.workspace_id(conn), ME, "a")
        gate.rule = lambda method, path, body: (409, "") if method == "PUT" and first in body else None
        person.plans(session("a"), accepted=True)
        assert person.drains().written == 1
        with database.write(person.db) as conn:
            conn.execute("DELETE FROM calendar_links")
            conn.execute("DELETE FROM collections")
            conn.execute("DELETE FROM calendar_objects")
        report = person.syncs()
        assert report.recognised == ("a",)
        assert report.busy == 0
