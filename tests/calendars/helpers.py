"""Real servers to talk to, a person with sessions, and what that person does in a calendar app."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from roadweek.calendars.account import Connection
from roadweek.calendars.client import Client, Resource, connect
from roadweek.calendars.drain import DrainReport, drain
from roadweek.calendars.events import read_event
from roadweek.calendars.sync import SyncReport, sync
from roadweek.domain.week import Reason, Session
from roadweek.storage import calendar, database, outbox, sessions

ICS = Path(__file__).with_name("ics")
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
ME = "me"
_homes: dict[str, tuple[str, ...]] = {}


def homes_of(client: Client) -> tuple[str, ...]:
    """The account's calendar homes, asked for once a server."""
    if client.url not in _homes:
        _homes[client.url] = client.homes()
    return _homes[client.url]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A CalDAV server of its own process, which can be killed and started again at the same address."""

    kind: str
    folder: Path
    port: int = field(default_factory=free_port)
    rights: str | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def user(self) -> str | None:
        return "ada" if self.kind == "radicale" else None

    @property
    def password(self) -> str | None:
        return "secret-of-ada" if self.kind == "radicale" else None

    def start(self) -> Server:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder
            )
        end = time.monotonic() + 30
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            time.sleep(0.01)
        raise RuntimeError((self.folder / "log").read_text())

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _command(self) -> list[str]:
        if self.kind == "xandikos":
            return [
                *(sys.executable, "-m", "xandikos", "serve", "-d", str(self.folder / "data"), "--autocreate"),
                *("--defaults", "-l", "127.0.0.1", "-p", str(self.port), "--current-user-principal", "/ada/"),
            ]
        (self.folder / "users").write_text(f"{self.user}:{self.password}\n")
        rights = f"type = from_file\nfile = {self.folder / 'rights'}" if self.rights else "type = owner_only"
        if self.rights:
            (self.folder / "rights").write_text(self.rights)
        (self.folder / "config").write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n"
            f"[auth]\ntype = htpasswd\nhtpasswd_filename = {self.folder / 'users'}\nhtpasswd_encryption = plain\n"
            f"delay = 0\n[rights]\n{rights}\n[storage]\nfilesystem_folder = {self.folder / 'data'}\n"
            "[web]\ntype = none\n[logging]\nlevel = error\n"
        )
        return [sys.executable, "-P", "-m", "radicale", "--config", str(self.folder / "config")]

    @contextlib.contextmanager
    def client(self) -> Generator[Client]:
        with connect(self.url, self.user, self.password, basic=self.user is not None) as client:
            yield client

    def clear(self) -> None:
        """Remove every calendar, so that a test begins with an empty account."""
        with self.client() as client:
            for one in client.collections(homes_of(client)):
                client.delete(one.href, None)


def session(
    name: str, day: int = 4, hour: int = 19, minutes: int = 60, title: str | None = None, reason: str = "asked"
) -> Session:
    """A session in March 2026, local time of Shanghai."""
    start = datetime(2026, 3, day, hour, tzinfo=SHANGHAI)
    return Session(
        id=name,
        week="2026-W10",
        title=title or f"数学 {name}",
        start=start,
        end=start + timedelta(minutes=minutes),
        reason=Reason.model_validate({"code": reason}),
    )


@dataclass(frozen=True)
class Person:
    """Somebody with a workspace and an open calendar account."""

    db: Path
    connection: Connection

    def plans(self, *planned: Session, accepted: bool = False) -> None:
        with database.write(self.db) as conn:
            for one in planned:
                outbox.enqueue_put(conn, ME, one, zone="Asia/Shanghai", lang="zh", event=1, at=NOW)
            if accepted:
                sessions.put(conn, ME, [sessions.as_row(one) for one in planned], 1)

    def drops(self, *names: str) -> None:
        with database.write(self.db) as conn:
            for name in names:
                outbox.enqueue_delete(conn, ME, name, event=1, at=NOW)

    def drains(self, connection: Connection | None = None, now: datetime = NOW) -> DrainReport:
        return drain(self.db, connection or self.connection, ME, now, timezone="Asia/Shanghai", lang="zh")

    def drains_without_waiting(self) -> DrainReport:
        return drain(self.db, self.connection, ME, NOW, timezone="Asia/Shanghai", wait_s=0)

    def syncs(self, now: datetime = NOW, *, timezone: str = "Asia/Shanghai", trust_empty: bool = False) -> SyncReport:
        return sync(self.db, self.connection, ME, now, timezone=timezone, trust_empty=trust_empty)

    def syncs_without_waiting(self) -> SyncReport:
        return sync(self.db, self.connection, ME, NOW, timezone="Asia/Shanghai", wait_s=0)

    def links(self) -> dict[str, calendar.Link]:
        with database.read(self.db) as conn:
            return calendar.links_of(conn, ME)

    def hand_changes(self) -> dict[str, calendar.HandChange]:
        with database.read(self.db) as conn:
            return {one.session: one for one in calendar.hand_changes(conn, ME)}

    def busy_titles(self) -> list[str]:
        with database.read(self.db) as conn:
            return [one.title for one in calendar.busy_between(conn, ME, NOW, NOW + timedelta(days=60))]

    # -- in the calendar app

    def calendar_of(self, name: str) -> str:
        """The address of the calendar with this name, made where it is missing."""
        client = self.connection.client
        homes = homes_of(client)
        for one in client.collections(homes):
            if one.name == name:
                return one.href
        return client.make_calendar(homes[0], name.lower(), name).href

    def adds(self, case: str, name: str = "Work", calendar: str = "Work") -> str:
        """Put one of the .ics cases into a calendar; its address."""
        href = f"{self.calendar_of(calendar)}{name}.ics"
        self.connection.client.put(href, (ICS / f"{case}.ics").read_bytes().decode(), None)
        return href

    def ours(self) -> dict[str, Resource]:
        """What stands in our calendar, by title."""
        client = self.connection.client
        href = self.calendar_of("Roadweek")
        found: dict[str, Resource] = {}
        for item in client.get_many(href, client.changes(href, None).changed):
            event = read_event(item.data)
            assert event is not None
            assert event.summary not in found, f"{event.summary} stands twice"
            found[event.summary] = item
        return found

    def edits(self, title: str, *replacements: tuple[str, str]) -> None:
        """Change the text of one of our events, as an app would."""
        item = self.ours()[title]
        data = item.data
        for old, new in replacements:
            assert old in data, f"{old} is not in {data}"
            data = data.replace(old, new)
        self.connection.client.put(item.href, data, item.etag)

    def deletes(self, title: str) -> None:
        item = self.ours()[title]
        self.connection.client.delete(item.href, item.etag)
