"""The built-in server as a process: it starts, stops with whoever needed it, and keeps its secrets."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # has no types of its own; a development tool only
import pytest
from tests.calendars.helpers import ICS, ME, NOW, Person, free_port, session

from roadweek.calendars import embedded as module
from roadweek.calendars.account import EMBEDDED, open_calendar
from roadweek.calendars.client import connect
from roadweek.calendars.drain import drain
from roadweek.calendars.embedded import EmbeddedServer, embedded, fingerprint, running, serve, starting
from roadweek.calendars.sync import nothing_changed, sync
from roadweek.errors import CalendarLoginError, CalendarServerError, CalendarUnreachableError
from roadweek.settings import CalendarSettings
from roadweek.storage import database

pytestmark = pytest.mark.server
ZONE = "Asia/Shanghai"


def eventually(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 15
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.02)
    pytest.fail(f"not within 15 s: {what}")


def servers_of(workspace: Path) -> list[int]:
    """Radicale processes that serve this workspace, and their supervisors."""
    found: list[int] = []
    for process in psutil.process_iter():
        try:
            if any(str(workspace) in part for part in process.cmdline()) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except psutil.Error:
            continue
    return [pid for pid in found if pid != os.getpid()]


def put_one(server: EmbeddedServer, name: str = "one") -> None:
    with connect(server.url, server.user, server.password, basic=True) as client:
        home = client.homes()[0]
        calendars = client.collections((home,))
        href = calendars[0].href if calendars else client.make_calendar(home, "plans", "Plans").href
        client.put(
            f"{href}{name}.ics", (ICS / "single_utc.ics").read_bytes().decode().replace("single_utc", name), None
        )


def test_what_is_written_lies_as_plain_files_in_the_workspace_and_is_there_the_next_time(tmp_path: Path) -> None:
    with embedded(tmp_path) as server:
        put_one(server)
    (file,) = (tmp_path / "calendar" / "collection-root").rglob("*.ics")
    assert file.name == "one.ics"
    assert "SUMMARY:Call" in file.read_text()
    with embedded(tmp_path) as server, connect(server.url, server.user, server.password) as client:
        (calendar,) = client.collections(client.homes())
        assert len(client.changes(calendar.href, None).changed) == 1


def test_it_listens_on_loopback_only_and_asks_for_a_password(tmp_path: Path) -> None:
    with embedded(tmp_path) as server:
        assert server.url.startswith("http://127.0.0.1:")
        for user, password in ((server.user, "wrong"), (server.user, ""), ("somebody", server.password)):
            with connect(server.url, user, password) as client, pytest.raises(CalendarLoginError):
                client.homes()


def test_every_start_has_a_password_of_its_own_that_shows_nowhere(tmp_path: Path) -> None:
    with embedded(tmp_path) as first:
        pass
    with embedded(tmp_path) as second:
        assert first.password != second.password
        assert second.password not in repr(second)
        for file in (tmp_path / "calendar").rglob("*"):
            if file.is_file() and second.password in file.read_text(errors="replace"):
                assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "calendar" / ".server").stat().st_mode) == 0o700


def test_nothing_runs_or_lies_around_afterwards(tmp_path: Path) -> None:
    with embedded(tmp_path):
        assert servers_of(tmp_path)
    assert servers_of(tmp_path) == []
    assert list((tmp_path / "calendar" / ".server").glob("run-*")) == []


def test_two_commands_at_once_have_a_server_each_on_the_same_files(tmp_path: Path) -> None:
    with embedded(tmp_path) as one, embedded(tmp_path) as two:
        assert one.url != two.url
        put_one(one)
        with connect(two.url, two.user, two.password) as client:
            (calendar,) = client.collections(client.homes())
            assert len(client.changes(calendar.href, None).changed) == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_stops_when_its_parent_is_killed(tmp_path: Path, how: signal.Signals) -> None:
    program = (
        "import sys, time; from pathlib import Path; from roadweek.calendars.embedded import embedded\n"
        "with embedded(Path(sys.argv[1])) as server: print(server.url, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
    try:
        assert parent.stdout is not None
        assert parent.stdout.readline().startswith(b"http://127.0.0.1:")
        assert len([pid for pid in servers_of(tmp_path) if pid != parent.pid]) == 2
    finally:
        parent.send_signal(how)
        parent.communicate()
    eventually(lambda: servers_of(tmp_path) == [], "the server stops with its parent")
    assert list((tmp_path / "calendar" / ".server").glob("run-*")) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs the kernel's parent death signal")
def test_it_stops_when_its_supervisor_is_killed(tmp_path: Path) -> None:
    with embedded(tmp_path):
        (radicale,) = (pid for pid in servers_of(tmp_path) if "supervisor.py" not in str(psutil.Process(pid).cmdline()))
        supervisor = psutil.Process(radicale).ppid()
        os.kill(supervisor, signal.SIGKILL)
        eventually(lambda: not psutil.pid_exists(radicale), "the server stops with its supervisor")


def test_files_of_a_start_whose_processes_were_all_killed_are_swept_by_the_next(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-I", "-S", "-c", ""])
    process.wait()
    left = tmp_path / "calendar" / ".server" / f"run-{process.pid}-x"
    left.mkdir(parents=True)
    (left / "htpasswd").write_text("a:b")
    with embedded(tmp_path):
        assert not left.exists()


def test_a_server_that_does_not_start_says_the_logs_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONFIG", "[server]\nhosts = nonsense\n")
    with pytest.raises(CalendarServerError) as caught, embedded(tmp_path):
        pass
    assert "nonsense" in caught.value.text()
    assert caught.value.text("zh")
    assert servers_of(tmp_path) == []


def test_a_port_that_somebody_took_in_between_is_not_insisted_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: nobody can connect, nobody else can bind
        ports = iter((int(taken.getsockname()[1]), free_port()))

        def next_port(host: str) -> int:
            assert host == "127.0.0.1"
            return next(ports)

        monkeypatch.setattr(module, "_free_port", next_port)
        with embedded(tmp_path) as server:
            put_one(server)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "calendar").write_text("a file where the folder should be")
    with pytest.raises(CalendarServerError), embedded(tmp_path):
        pass


def test_starting_does_not_wait_until_it_is_asked_to(tmp_path: Path) -> None:
    with starting(tmp_path) as ready:
        server = ready()
        put_one(server)
        assert ready() == server


# -- kept up by `calendar serve` ------------------------------------------------------------------------------------

SERVE = (
    "import sys; from pathlib import Path; from roadweek.calendars.embedded import serve\n"
    "serve(Path(sys.argv[1]), None, lambda server: print(server.url, flush=True))"
)


def served(workspace: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(workspace)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"http://127.0.0.1:")
    return process


def ended(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    process.send_signal(how)
    process.communicate()


def test_a_server_that_is_kept_up_is_used_instead_of_a_second(tmp_path: Path) -> None:
    process = served(tmp_path)
    try:
        kept = running(tmp_path)
        assert kept is not None
        with embedded(tmp_path) as server:
            assert server == kept
            put_one(server)
        assert running(tmp_path) == kept
        state = tmp_path / "calendar" / ".server" / "running.json"
        assert stat.S_IMODE(state.stat().st_mode) == 0o600
        with pytest.raises(CalendarServerError, match="runs already"):
            serve(tmp_path, None, lambda _server: None)
    finally:
        ended(process, signal.SIGINT)
    assert running(tmp_path) is None
    assert not state.exists()


def test_a_phone_that_was_set_up_once_stays_set_up(tmp_path: Path) -> None:
    found: list[EmbeddedServer | None] = []
    for how in (signal.SIGINT, signal.SIGKILL):
        process = served(tmp_path)
        found.append(running(tmp_path))
        ended(process, how)
        eventually(lambda: servers_of(tmp_path) == [], "it stops")
    assert found[0] is not None
    assert found[0] == found[1]


def test_the_state_of_a_server_that_was_killed_is_not_believed(tmp_path: Path) -> None:
    process = served(tmp_path)
    ended(process, signal.SIGKILL)
    eventually(lambda: servers_of(tmp_path) == [], "it stops")
    assert (tmp_path / "calendar" / ".server" / "running.json").exists()
    assert running(tmp_path) is None
    with embedded(tmp_path) as server:
        put_one(server)


@pytest.mark.parametrize("text", ["", "{}", '{"pid": 1}', "[]", '{"pid": "x", "url": "y", "password": "z"}'])
def test_a_damaged_state_file_is_not_believed(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "calendar" / ".server"
    folder.mkdir(parents=True)
    (folder / "running.json").write_text(text)
    assert running(tmp_path) is None


def test_a_state_file_of_a_process_that_is_another_one_now_is_not_believed(tmp_path: Path) -> None:
    folder = tmp_path / "calendar" / ".server"
    folder.mkdir(parents=True)
    url = f"http://127.0.0.1:{free_port()}/"
    (folder / "running.json").write_text(json.dumps({"pid": os.getpid(), "url": url, "password": "x"}))
    assert running(tmp_path) is None


# -- seeing without a server that nothing changed -------------------------------------------------------------------


def test_the_fingerprint_changes_with_the_files_and_not_by_reading_them(tmp_path: Path) -> None:
    empty = fingerprint(tmp_path)
    with embedded(tmp_path) as server:
        put_one(server)
        one = fingerprint(tmp_path)
        with connect(server.url, server.user, server.password) as client:
            (calendar,) = client.collections(client.homes())
            changes = client.changes(calendar.href, None)
            client.get_many(calendar.href, changes.changed)
            client.changes(calendar.href, changes.token)
        assert fingerprint(tmp_path) == one != empty
        put_one(server, "two")
        assert fingerprint(tmp_path) != one


def test_a_workspace_that_was_synced_knows_without_a_server_that_nothing_changed(tmp_path: Path) -> None:
    db = tmp_path / "roadweek.db"
    database.create(db)

    def settled(now: datetime = NOW, timezone: str = ZONE) -> bool:
        return nothing_changed(db, tmp_path, ME, now, timezone=timezone)

    assert not settled()
    with open_calendar(tmp_path, CalendarSettings()) as connection:
        assert connection.server == EMBEDDED
        Person(db, connection).plans(session("a"))
        drain(db, connection, ME, NOW, timezone=ZONE)
        sync(db, connection, ME, NOW, timezone=ZONE)
    assert settled()
    assert not settled(NOW + timedelta(days=60))
    assert not settled(timezone="Europe/Berlin")
    (file,) = (tmp_path / "calendar" / "collection-root").rglob("roadweek-*.ics")
    file.write_text(file.read_text().replace("数学", "Maths"))  # by any program at all
    assert not settled()


def test_what_we_wrote_ourselves_needs_no_reading(tmp_path: Path) -> None:
    db = tmp_path / "roadweek.db"
    database.create(db)
    with open_calendar(tmp_path, CalendarSettings()) as connection:
        sync(db, connection, ME, NOW, timezone=ZONE)
        person = Person(db, connection)
        person.plans(session("a"))
        person.drains()
        assert nothing_changed(db, tmp_path, ME, NOW, timezone=ZONE)
        person.edits("数学 a", ("SUMMARY:数学", "SUMMARY:Maths"))
        person.plans(session("b", day=5))
        person.drains()
        assert not nothing_changed(db, tmp_path, ME, NOW, timezone=ZONE)


# -- which server ---------------------------------------------------------------------------------------------------


def test_a_server_of_ones_own_choice_needs_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with embedded(tmp_path) as server:
        config = CalendarSettings(url=server.url, user=server.user, name="Mine")
        with pytest.raises(CalendarLoginError), open_calendar(tmp_path, config):
            pass
        monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", server.password)
        with open_calendar(tmp_path, config) as connection:
            assert connection.client.homes() == ("/roadweek/",)
            assert connection.fingerprint() is None
            assert server.password not in connection.server


def test_a_server_that_is_down_is_named_without_its_password(tmp_path: Path) -> None:
    url = f"http://ada:secret@127.0.0.1:{free_port()}/"
    with (
        open_calendar(tmp_path, CalendarSettings(url=url)) as connection,
        pytest.raises(CalendarUnreachableError) as caught,
    ):
        connection.client.homes()
    assert "secret" not in caught.value.text()
    assert "secret" not in connection.server
    assert "127.0.0.1" in caught.value.text()
