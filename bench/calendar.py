"""What reading a calendar costs: 2,000 events of a year on a real Radicale, one in twenty a series.

``first_read_ms`` is the whole first sync, ``server_ms`` what a client that parses nothing waits for the same answers;
``nochange_ms`` a sync with nothing new, ``nochange_own_ms`` that without the server's part (the same request sent
bare); ``onechange_ms`` one with a single new event. ``requests_nochange`` counts requests as they reach the server.
``sync_cold_ms`` is the command `calendar sync` in a process of its own. The baseline is what a tool on the `caldav`
package does: ``search(expand=True)`` over the same half year.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.calendars.gate import Gate, behind
from tests.calendars.helpers import Person, Server, homes_of

from bench import Result, median_ms
from roadweek.calendars.account import Connection
from roadweek.calendars.client import Client, connect
from roadweek.calendars.sync import HORIZON
from roadweek.storage import database

EVENTS, ROUNDS = 2000, 9
SLOW_S = 600
"""A server that reads 2,000 files for the first time takes its time."""
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLAN = Path(__file__).parent.parent / "examples" / "year-plan.en.md"


def run() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        server = Server("radicale", Path(folder) / "server").start()
        try:
            return _measured(server, Path(folder))
        finally:
            server.kill()


def _measured(server: Server, folder: Path) -> Result:
    with connect(server.url, server.user, server.password, timeout_s=SLOW_S) as client:
        work = client.make_calendar(homes_of(client)[0], "work", "Work").href
        _fill(server, work)
        client.get_many(work, client.changes(work, None).changed)  # the server's own cache is warm for all alike
        served = [_bare_read(client, work) for _ in range(3)]
        first = [_first_read(folder / f"first-{n}.db", client) for n in range(3)]
        peer = [_peer(server) for _ in range(3)]
        person = _person(folder / "again.db", client)
        person.syncs(NOW)
        nochange: list[float] = []
        bare: list[float] = []
        one: list[float] = []
        for n in range(ROUNDS):  # in turn, so that a busy machine slows all alike
            nochange.append(_timed(lambda: person.syncs(NOW)))
            bare.append(_timed(lambda: client.collections(homes_of(client))))
            client.put(f"{work}new-{n}.ics", _event(f"new-{n}", EVENTS + n), None)
            one.append(_timed(lambda: person.syncs(NOW)))
        with _counted(person, server) as (through, gate):
            through.syncs(NOW)
            before = len(gate.passed)
            through.syncs(NOW)
            requests = len(gate.passed) - before
    cold = _cold(server, folder)
    figures = {
        "first_read_ms": median_ms(first),
        "server_ms": median_ms(served),
        "nochange_ms": median_ms(nochange),
        "nochange_own_ms": round(max(median_ms(nochange) - median_ms(bare), 0.0), 1),
        "onechange_ms": median_ms(one),
        "requests_nochange": float(requests),
        "sync_cold_ms": median_ms(cold),
    }
    return Result(figures, {"events": EVENTS, "rounds": ROUNDS}, {"caldav": {"first_read_ms": median_ms(peer)}})


def _event(uid: str, n: int) -> str:
    start = START + timedelta(hours=4 * n % (364 * 24))
    end = start + timedelta(hours=1)
    rule = "RRULE:FREQ=WEEKLY;COUNT=20\r\n" if n % 20 == 0 else ""
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
        f"DTSTAMP:20260101T000000Z\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDTEND:{end:%Y%m%dT%H%M%SZ}\r\n"
        f"{rule}SUMMARY:Meeting {n}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def _fill(server: Server, collection: str) -> None:
    """Into the server's own folder: writing them one by one would take minutes."""
    (folder,) = [path for path in (server.folder / "data" / "collection-root").rglob("*") if path.name == "work"]
    assert collection.rstrip("/").endswith("work")
    for n in range(EVENTS):
        (folder / f"e{n}.ics").write_bytes(_event(f"e{n}", n).encode())


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _person(path: Path, client: Client) -> Person:
    database.create(path)
    return Person(path, Connection(client, "bench", "Roadweek"))


def _first_read(path: Path, client: Client) -> float:
    person = _person(path, client)
    return _timed(lambda: person.syncs(NOW))


def _bare_read(client: Client, collection: str) -> float:
    """The same requests, and nothing made of the answers."""

    def read() -> None:
        client.collections(homes_of(client))
        client.get_many(collection, client.changes(collection, None).changed)

    return _timed(read)


def _peer(server: Server) -> float:
    from caldav.davclient import DAVClient

    def search() -> None:
        with DAVClient(url=server.url, username=server.user, password=server.password, timeout=SLOW_S) as client:
            principal: Any = client.principal()  # type: ignore[no-untyped-call]
            for calendar in principal.calendars():
                for found in calendar.search(start=NOW, end=NOW + HORIZON, event=True, expand=True):
                    found.component  # noqa: B018 -- parsed as a tool that answers would

    return _timed(search)


@contextmanager
def _counted(person: Person, server: Server) -> Generator[tuple[Person, Gate]]:
    with behind(person, server) as (through, gate):
        yield replace(through, connection=replace(through.connection, server=person.connection.server)), gate


def _cold(server: Server, folder: Path) -> list[float]:
    home = folder / "workspace"
    env = {**os.environ, "ROADWEEK_HOME": str(home), "ROADWEEK_NOW": NOW.isoformat(), "TZ": "UTC"}
    env["ROADWEEK_CALENDAR_PASSWORD"] = server.password or ""
    ours = [sys.executable, "-m", "roadweek_cli"]
    subprocess.run([*ours, "import", str(PLAN), "--json"], env=env, check=True, capture_output=True)
    (home / "config.toml").write_text(f'[calendar]\nurl = "{server.url}"\nuser = "{server.user}"\n', "utf-8")
    sync = [*ours, "calendar", "sync", "--json"]
    subprocess.run(sync, env=env, check=True, capture_output=True)  # the first reads everything
    return [_timed(lambda: subprocess.run(sync, env=env, check=True, capture_output=True)) for _ in range(5)]
