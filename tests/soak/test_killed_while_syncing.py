"""A process that dies at every single step of a sync, one after the other: before and after each request and commit.

After each death two ordinary syncs follow, as many as without it (what is let go is others' time from the next reading
on), and then all is as it would be had nobody died: both sides agree, nothing is doubled, no decision of the person is
lost or made up, and events of others are the same to the byte. More than 200 deaths in three scenes.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.calendars.helpers import Server, homes_of
from tests.samples import WEDNESDAY, workspace

from roadweek.calendars.client import Client
from roadweek.calendars.events import read_event, signature
from roadweek.settings import CalendarSettings
from roadweek.storage import database
from roadweek.usecases import calendar_meeting, replan
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

pytestmark = [pytest.mark.soak, pytest.mark.server, pytest.mark.timeout(3600)]

WEEK = "2026-W11"
_STAMPS = re.compile(r"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE|CREATED):.*\r?\n", re.MULTILINE)


def event(uid: str, *lines: str) -> str:
    body = ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260301T000000Z", *lines, "END:VEVENT")
    return "".join(
        f"{line}\r\n" for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//p//EN", *body, "END:VCALENDAR")
    )


DENTIST = event("dentist", "DTSTART:20260310T103000Z", "DTEND:20260310T150000Z", "SUMMARY:Dentist")
CHOIR = event("choir", "DTSTART:20260303T110000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY", "SUMMARY:Choir", "X-MINE:1")
FLIGHT = event(
    "flight",
    *("DTSTART;TZID=Asia/Shanghai:20260320T122000", "DTEND;TZID=Europe/Berlin:20260320T175500"),
    "SUMMARY:Flight to Munich (LH 723)",
)


@dataclass
class Scene:
    """A server, a workspace that lives on it, and both as they were before the sync that dies."""

    server: Server
    ws: Workspace
    client: Client
    kept: Path

    @property
    def data(self) -> Path:
        return self.server.folder / "data"

    def calendar(self, name: str) -> str:
        for one in self.client.collections(homes_of(self.client)):
            if one.name == name:
                return one.href
        return self.client.make_calendar(homes_of(self.client)[0], name.lower(), name).href

    def puts(self, name: str, raw: str, calendar: str = "Work") -> None:
        href = f"{self.calendar(calendar)}{name}.ics"
        before = self.client.get(href)
        self.client.put(href, raw, before.etag if before else None)

    def ours(self) -> list[tuple[str, str, str | None]]:
        href = self.calendar("Roadweek")
        found = self.client.get_many(href, self.client.changes(href, None).changed)
        return sorted((one.href, one.data, one.etag) for one in found)

    def keep(self) -> None:
        for name, path in (("data", self.data), ("ws", self.ws.path)):
            shutil.copytree(path, self.kept / name)

    def put_back(self) -> None:
        for name, path in (("data", self.data), ("ws", self.ws.path)):
            shutil.rmtree(path)
            shutil.copytree(self.kept / name, path)

    def stands(self) -> dict[str, Any]:
        """Everything that matters on both sides."""
        found: dict[str, Any] = {}
        for one in self.client.collections(homes_of(self.client)):
            items = self.client.get_many(one.href, self.client.changes(one.href, None).changed)
            own = one.name == "Roadweek"
            found[one.name] = sorted((i.href, _STAMPS.sub("", i.data) if own else i.data) for i in items)
        with database.read(self.ws.database) as conn:
            for table, columns in (
                ("sessions", "id, week, title, start, end, pinned, track"),
                ("events", "kind, actor, subject, undoes"),
                ("busy", "collection, href, start, end, title"),
                ("trips", "start, end, place, state"),
                ("calendar_links", "session, uid, href, state, start, end"),
                ("calendar_objects", "href, uid, raw, error"),
                ("outbox", "session, action, state"),
            ):
                quoted = columns.replace("end", '"end"')
                rows = [tuple(row) for row in conn.execute(f"SELECT {quoted} FROM {table} WHERE person = 'me'")]
                found[table] = sorted(rows, key=str)
        ours = [(read.uid, read.start) for _, raw in found["Roadweek"] if (read := read_event(raw)) is not None]
        assert len({uid for uid, _ in ours}) == len(found["Roadweek"]), "an event is doubled or cannot be read"
        # of what we wrote, the database has our text or the server's, and a rewrite counts once more
        found["calendar_objects"] = [(*row[:2], _content(row[2]), row[3]) for row in found["calendar_objects"]]
        found["outbox"] = [row for row in found["outbox"] if row[2] != "replaced"]
        return found


class Dying:
    """Runs syncs that die."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.dying"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def sync(self, fatal: int) -> str:
        settings = self._scene.ws.settings.calendar
        order = {"workspace": str(self._scene.ws.path), "url": settings.url, "user": settings.user, "fatal": fatal}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({**order, "now": self._scene.ws.now().isoformat()}) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def __enter__(self) -> Dying:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def approves(scene: Scene, *edits: dict[str, Any], week: str | None = None) -> None:
    proposal = replan.propose(scene.ws, list(edits), week=week)["proposal"]
    assert proposal is not None
    replan.approve(scene.ws, proposal)


@contextmanager
def away(scene: Scene) -> Generator[None]:
    """While the server cannot be reached: what is approved waits."""
    scene.server.kill()
    yield
    scene.server.start()


def nothing_written_yet(scene: Scene) -> None:
    """A first sync: calendars of others to read, our calendar to make, a whole week to write."""
    scene.puts("dentist", DENTIST)
    scene.puts("choir", CHOIR, "Home")
    with away(scene):
        approves(scene, week=WEEK)


def both_have_gone_on(scene: Scene) -> None:
    """Since the last sync the person has moved, deleted, renamed and shortened, others have come, changed and gone, and
    the plan has moved and dropped sessions."""
    scene.puts("dentist", DENTIST)
    scene.puts("choir", CHOIR, "Home")
    approves(scene, week=WEEK)
    calendar_meeting.sync(scene.ws)
    with away(scene):
        approves(scene, {"kind": "day_off", "date": "2026-03-12"})
    moved, gone, named, shorter, *_ = scene.ours()
    at = re.compile(r"^(DT(?:START|END)[^:]*:)(\d{8})", re.MULTILINE)
    scene.client.put(moved[0], at.sub(r"\g<1>20260315", moved[1]), moved[2])
    scene.client.delete(gone[0], gone[2])
    scene.client.put(named[0], re.sub(r"(?m)^SUMMARY:.*?\r$", "SUMMARY:Mine now\r", named[1]), named[2])
    minute = re.compile(r"^(DTEND[^:]*:\d{8}T\d{2})(\d{2})", re.MULTILINE)
    scene.client.put(shorter[0], minute.sub(lambda m: m[1] + ("15" if m[2] != "15" else "30"), shorter[1]), shorter[2])
    scene.puts("dentist", DENTIST.replace("T103000Z", "T113000Z"))
    scene.puts("flight", FLIGHT)
    href = f"{scene.calendar('Home')}choir.ics"
    scene.client.delete(href, None)
    scene.puts(
        "lunch", event("lunch", "DTSTART:20260312T040000Z", "DTEND:20260312T050000Z", "SUMMARY:Lunch"), "Roadweek"
    )


def everything_is_taken_back(scene: Scene) -> None:
    """The approval is undone while the server is away; the person deletes one of what is to be removed."""
    approves(scene, week=WEEK)
    with away(scene):
        undo(scene.ws)
    first = scene.ours()[0]
    scene.client.delete(first[0], first[2])


def _content(raw: str) -> str:
    event = read_event(raw)
    return raw if event is None or event.mark is None else str(signature(event))


def _apart(right: list[Any], now: list[Any] | None) -> str:
    there = now or []
    lost, more = [one for one in right if one not in there], [one for one in there if one not in right]
    return f"{lost} instead of {more}"


SCENES = [nothing_written_yet, both_have_gone_on, everything_is_taken_back]


def killed_at_every_step(scene: Scene, dying: Dying) -> tuple[int, dict[int, list[str]]]:
    """How many kills there were, and what each of them left that would not be there without."""
    steps = int(dying.sync(0))
    assert dying.sync(0).isdigit()
    right = scene.stands()
    wrong: dict[int, list[str]] = {}
    for fatal in range(1, steps + 1):
        scene.put_back()
        assert dying.sync(fatal) == "killed", fatal
        for _ in range(2):
            assert dying.sync(0).isdigit(), fatal
        now = scene.stands()
        if now != right:
            names = [name for name in right if now.get(name) != right[name]]
            wrong[fatal] = [f"{name}: {_apart(right[name], now.get(name))}" for name in names]
    return steps, wrong


@pytest.mark.parametrize("scene_of", SCENES, ids=lambda one: one.__name__)
def test_after_a_death_at_any_step_all_comes_out_as_if_nobody_had_died(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene_of: Callable[[Scene], None], record_property: Any
) -> None:
    server = Server("radicale", tmp_path / "server").start()
    try:
        monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", server.password or "")
        made = workspace(tmp_path / "ws", now=WEDNESDAY)
        settings = replace(made.settings, calendar=CalendarSettings(url=server.url, user=server.user))
        with server.client() as client:
            scene = Scene(server, replace(made, settings=settings), client, tmp_path / "kept")
            scene_of(scene)
            scene.keep()
            with Dying(scene) as dying:
                steps, wrong = killed_at_every_step(scene, dying)
            record_property("kills", steps)
            print(f"{scene_of.__name__}: {steps} kills, {len(wrong)} that left something else")
            assert not wrong
    finally:
        server.kill()
