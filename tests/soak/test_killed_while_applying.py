"""A laptop that dies while a week is being applied: thirty times, at moments spread over the whole of it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.calendars.embedded import embedded
from roadweek.storage import database, sessions
from roadweek.usecases import calendar_meeting, queries, replan
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

pytestmark = [pytest.mark.soak, pytest.mark.server, pytest.mark.timeout(1200)]

ROUNDS = 30
SEED = 20260304
WEEK = "2026-W11"
APPLY = """
import sys
from datetime import datetime
from pathlib import Path
from roadweek.settings import Settings
from roadweek.usecases import replan
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

now = datetime.fromisoformat("2026-03-04T20:00:00+08:00")
ws = Workspace(Path(sys.argv[1]), Settings(), "Asia/Shanghai", lambda: now)
print("begin", flush=True)
if sys.argv[2] == "undo":
    undo(ws)
else:
    replan.approve(ws, sys.argv[2])
print("end", flush=True)
"""


def in_calendar(ws: Workspace) -> dict[str, list[tuple[datetime, str]]]:
    """Every event of our calendar by UID, as an independent client reads it; a doubled one has two entries."""
    from caldav.davclient import DAVClient

    found: dict[str, list[tuple[datetime, str]]] = {}
    with embedded(ws.path) as server:
        client: Any = DAVClient(url=server.url, username=server.user, password=server.password)
        with client:
            for calendar in client.principal().calendars():
                for event in calendar.events():
                    component = event.component
                    place = (component["DTSTART"].dt, str(component["SUMMARY"]))
                    found.setdefault(str(component["UID"]), []).append(place)
    return found


def in_database(ws: Workspace) -> list[tuple[datetime, str]]:
    with database.read(ws.database) as connection:
        rows = sessions.of_week(connection, ws.person, WEEK)
    return sorted((datetime.fromisoformat(row["start"]), row["title"]) for row in rows)


def kill_after(ws: Workspace, what: str, seconds: float) -> bool:
    """Run one approval or undo in a process of its own and kill it; whether it was killed before its end."""
    process = subprocess.Popen(
        [sys.executable, "-c", APPLY, str(ws.path), what], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begin\n"
    time.sleep(seconds)  # the moment of death is what is tested
    os.kill(process.pid, signal.SIGKILL)
    out, _ = process.communicate(timeout=60)
    return "end" not in out


def test_after_every_death_calendar_and_database_agree(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    first = replan.propose(ws, [], week=WEEK)["proposal"]
    assert first is not None
    started = time.monotonic()
    replan.approve(ws, first)
    whole = time.monotonic() - started
    rng = random.Random(SEED)
    deaths = 0
    trips = [
        {"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13"},
        {"kind": "day_off", "date": "2026-03-10"},
        {"kind": "set_capacity", "date_from": "2026-03-09", "date_to": "2026-03-15", "minutes": 60},
    ]
    for round_ in range(ROUNDS):
        if round_ % 2:
            what = "undo"
        else:
            proposal = replan.propose(ws, [trips[round_ // 2 % len(trips)]])["proposal"]
            assert proposal is not None
            what = proposal
        deaths += kill_after(ws, what, rng.uniform(0, whole * 1.2))
        calendar_meeting.sync(ws, force=True)
        calendar = in_calendar(ws)
        assert all(len(places) == 1 for places in calendar.values()), "an event is doubled"
        assert sorted(place for places in calendar.values() for place in places) == in_database(ws)
        if what != "undo" and replan.show(ws, what)["state"] == "open":  # it died before the change: nothing happened
            replan.approve(ws, what)
        elif what == "undo" and queries.history(ws)["events"][0]["undoes"] is None:
            undo(ws)
    assert deaths >= ROUNDS // 3, "the process was hardly ever killed in time"
    assert queries.week(ws, date(2026, 3, 10))["state"] == "accepted"
