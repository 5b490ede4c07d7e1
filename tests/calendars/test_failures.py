"""What goes wrong with servers: each has its own words, nothing is lost, and the next try makes it good."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from tests.calendars.helpers import Person, Server, free_port, session

from roadweek.calendars import client as client_module
from roadweek.calendars.account import Connection
from roadweek.calendars.client import Client, connect
from roadweek.errors import CalendarError, CalendarLoginError, CalendarUnreachableError
from roadweek.storage import database

pytestmark = pytest.mark.server


@contextmanager
def nobody(tmp_path: Path, url: str, password: str = "x") -> Generator[Person]:
    db = tmp_path / "roadweek.db"
    database.create(db)
    with connect(url, "ada", password) as client:
        yield Person(db, Connection(client, "somewhere", "Roadweek"))


def test_a_server_that_is_down_keeps_everything_waiting(tmp_path: Path) -> None:
    with nobody(tmp_path, f"http://127.0.0.1:{free_port()}/") as person:
        person.plans(session("a"))
        report = person.drains()
        assert isinstance(report.error, CalendarUnreachableError)
        assert (report.done, report.left) == (0, 1)
        with pytest.raises(CalendarUnreachableError):
            person.syncs()


def test_a_wrong_password_is_told_as_such_and_keeps_everything_waiting(radicale: Server, tmp_path: Path) -> None:
    with nobody(tmp_path, radicale.url, "wrong") as person:
        person.plans(session("a"))
        report = person.drains()
        assert isinstance(report.error, CalendarLoginError)
        assert report.left == 1
        with pytest.raises(CalendarLoginError):
            person.syncs()


def test_a_password_that_becomes_wrong_stops_the_drain_at_once(radicale: Server, tmp_path: Path) -> None:
    radicale.clear()
    with nobody(tmp_path, radicale.url, radicale.password or "") as person:
        person.plans(session("a"))
        assert person.drains().written == 1
        with connect(radicale.url, "ada", "changed") as client:
            late = Person(person.db, replace(person.connection, client=client))
            late.plans(*(session(f"s{n}", day=5 + n) for n in range(5)))
            report = late.drains()
            assert isinstance(report.error, CalendarLoginError)
            assert report.left == 5
            assert client.requests <= 2
        assert person.drains().written == 5


@contextmanager
def answering(status: int, body: bytes, kind: str = "text/html") -> Generator[str]:
    """A web server that is no calendar server: the same answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = _answer

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html><body>Welcome</body></html>", "text/html"),
        (404, b"", "text/plain"),
        (405, b"", "text/plain"),
        (403, b"", "text/plain"),
        (500, b"oops", "text/plain"),
        (207, b"<multistatus xmlns='DAV:'", "text/xml"),
        (207, b"<a/>", "text/xml"),
        (207, b"", "text/xml"),
    ],
)
def test_something_that_is_no_calendar_server_is_an_error_with_the_address(
    tmp_path: Path, status: int, body: bytes, kind: str
) -> None:
    with answering(status, body, kind) as url, nobody(tmp_path, url) as person:
        person.plans(session("a"))
        report = person.drains()
        assert isinstance(report.error, CalendarError)
        assert url in report.error.text()
        assert report.left == 1
        with pytest.raises(CalendarError):
            person.syncs()


def test_a_server_that_is_too_busy_counts_as_out_of_reach(tmp_path: Path) -> None:
    with answering(429, b"") as url, nobody(tmp_path, url) as person, pytest.raises(CalendarUnreachableError):
        person.syncs()


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "TIMEOUT_S", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with nobody(tmp_path, url) as person, pytest.raises(CalendarUnreachableError, match=r"no answer in 0\.2 s"):
            person.syncs()


def test_a_server_killed_in_the_middle_of_writing_has_everything_once_after_the_next_drain(tmp_path: Path) -> None:
    server = Server("radicale", tmp_path / "server").start()
    planned = [session(f"s{n:02}", day=4 + n // 4, hour=8 + n % 4 * 2) for n in range(40)]
    try:
        db = tmp_path / "roadweek.db"
        database.create(db)
        with server.client() as client:
            person = Person(db, Connection(client, "mine", "Roadweek"))
            person.plans(*planned)

            class Killing(Client):
                """Its server is killed while the twentieth event is being sent."""

                puts = 0

                def __init__(self, alive: Client) -> None:
                    self.__dict__.update(alive.__dict__)

                def put(self, href: str, data: str, etag: str | None) -> str | None:
                    self.puts += 1
                    if self.puts != 20:
                        return super().put(href, data, etag)
                    killer = threading.Timer(0.004, server.kill)
                    killer.start()
                    try:
                        return super().put(href, data, etag)
                    finally:
                        killer.join()

            report = person.drains(replace(person.connection, client=Killing(client)))
            assert isinstance(report.error, CalendarUnreachableError)
            assert report.written in (19, 20)
            assert report.left == 40 - report.written
            server.start()
            assert person.drains().left == 0
            assert sorted(person.ours()) == sorted(one.title for one in planned)
            report_of_sync = person.syncs()
            assert (report_of_sync.our_moved, report_of_sync.our_deleted) == ((), ())
    finally:
        server.kill()


def test_a_server_that_wants_another_login_than_the_first_try_is_asked_after_all() -> None:
    asked: list[str] = []
    home = (
        b'<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response>'
        b"<D:href>/</D:href><D:propstat><D:prop><C:calendar-home-set><D:href>/home/</D:href></C:calendar-home-set>"
        b"</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_PROPFIND(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.append((self.headers.get("Authorization") or "none").split()[0])
            let_in = asked[-1] == "Digest"
            self.send_response(207 if let_in else 401)
            if not let_in:
                self.send_header("WWW-Authenticate", 'Digest realm="r", nonce="abc", qop="auth", algorithm=MD5')
            body = home if let_in else b""
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        with connect(f"http://127.0.0.1:{server.server_port}/", "ada", "pw") as client:
            assert client.homes() == ("/home/",)
            assert client.homes() == ("/home/",)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked[0] == "Basic"
    assert asked[-1] == "Digest"


def test_a_password_is_sent_at_once_only_where_nobody_listens(radicale: Server) -> None:
    radicale.clear()
    with connect(radicale.url, radicale.user, radicale.password) as client:
        client.homes()
        assert client.other_way is not None  # it was let in with the first request
    with connect("http://dav.example.org/", "ada", "pw") as client:
        assert client.other_way is None
