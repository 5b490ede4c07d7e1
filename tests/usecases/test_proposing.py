"""A proposal reads the calendar once, and what cannot be is refused before it is read: counted on a real server."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from caldav.davclient import DAVClient
from tests.samples import workspace

from roadweek.calendars import sync as reading
from roadweek.calendars.embedded import embedded
from roadweek.errors import DateError, EditError, RoadweekError, UnknownNameError
from roadweek.settings import CalendarSettings
from roadweek.usecases.proposing import propose_on_calendar
from roadweek.workspace import Workspace
from roadweek_cli.compose import replan_words
from roadweek_mcp.changes import week_replan

pytestmark = pytest.mark.server
OFF: dict[str, Any] = {"kind": "day_off", "date": "2026-03-10"}
TRIP = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//phone//EN
BEGIN:VEVENT
UID:fair
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260311
DTEND;VALUE=DATE:20260314
SUMMARY:Business trip to Chengdu
LOCATION:Chengdu
END:VEVENT
END:VCALENDAR
"""
Ask = Callable[[Workspace, list[dict[str, Any]]], Any]


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Workspace]:
    """A workspace whose calendar is on a server by URL, so that each reading goes over the wire."""
    with embedded(tmp_path / "server") as server:
        monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", server.password)
        own = workspace(tmp_path / "own")
        yield replace(own, settings=replace(own.settings, calendar=CalendarSettings(url=server.url, user=server.user)))


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The readings that were begun; each is done as ever."""
    begun: list[str] = []
    real = reading.sync_held

    def counted(*given: Any, **named: Any) -> Any:
        begun.append("reading")
        return real(*given, **named)

    monkeypatch.setattr(reading, "sync_held", counted)
    return begun


def by_edits(ws: Workspace, edits: list[dict[str, Any]]) -> Any:
    return propose_on_calendar(ws, edits)


def by_the_desk(ws: Workspace, edits: list[dict[str, Any]]) -> Any:
    return week_replan(ws, edits=edits)


WAYS = pytest.mark.parametrize("ask", [by_edits, by_the_desk])


@WAYS
@pytest.mark.parametrize("edits", [[OFF], [OFF, {"kind": "drop", "track": "math", "date": "2026-03-11"}], []])
def test_a_proposal_reads_the_calendar_once(
    ws: Workspace, readings: list[str], ask: Ask, edits: list[dict[str, Any]]
) -> None:
    assert ask(ws, edits)["proposal"]
    assert len(readings) == 1


@pytest.mark.parametrize("text", ["take 10 March off", "3月10日休息", "move algorithms to Sunday"])
@pytest.mark.parametrize("way", ["terminal", "desk"])
def test_words_that_are_read_make_one_reading(ws: Workspace, readings: list[str], text: str, way: str) -> None:
    made = replan_words(ws, text, day=None, no_model=True) if way == "terminal" else week_replan(ws, text=text)
    assert made["proposal"]
    assert len(readings) == 1


@WAYS
@pytest.mark.parametrize(
    ("edits", "error"),
    [
        ([{"kind": "day_off", "date": "the day after"}], EditError),
        ([{"kind": "fly", "date": "2026-03-10"}], EditError),
        ([{"kind": "add_trip", "start": "2026-03-12", "end": "2026-03-10"}], EditError),
        ([OFF, {"kind": "drop", "track": "harp", "date": "2026-03-10"}], UnknownNameError),
        ([{"kind": "pin", "session": "nothing-like-it"}], UnknownNameError),
        ([{"kind": "finish_milestone", "milestone": "the moon", "date": "2026-03-10"}], UnknownNameError),
        ([{"kind": "add_task", "title": " \u200b"}], EditError),
        ([{"kind": "set_effort", "work": "no such work", "minutes": 60}], UnknownNameError),
    ],
)
def test_an_edit_that_cannot_be_is_refused_before_the_calendar_is_read(
    ws: Workspace, readings: list[str], ask: Ask, edits: list[dict[str, Any]], error: type[RoadweekError]
) -> None:
    with pytest.raises(error):
        ask(ws, edits)
    assert readings == []


def test_a_week_that_is_over_is_refused_before_the_calendar_is_read(ws: Workspace, readings: list[str]) -> None:
    with pytest.raises(DateError):
        propose_on_calendar(ws, [OFF], week="2026-W05")
    with pytest.raises(DateError):
        week_replan(ws, edits=[OFF], week="2026-01-28")
    assert readings == []


@pytest.mark.parametrize("text", ["hmm, I do not know", "不知道"])
@pytest.mark.parametrize("way", ["terminal", "desk"])
def test_words_that_leave_a_question_read_no_calendar(ws: Workspace, readings: list[str], text: str, way: str) -> None:
    made = replan_words(ws, text, day=None, no_model=True) if way == "terminal" else week_replan(ws, text=text)
    assert made["question"]
    assert readings == []


def test_a_trip_that_only_the_calendar_knows_is_looked_for_there(ws: Workspace, readings: list[str]) -> None:
    cancel = {"kind": "cancel_trip", "start": "2026-03-11"}
    with pytest.raises(UnknownNameError):
        propose_on_calendar(ws, [cancel])
    account = ws.settings.calendar
    client: Any = DAVClient(url=account.url, username=account.user, password=os.environ["ROADWEEK_CALENDAR_PASSWORD"])
    with client:
        client.principal().make_calendar(name="Private", cal_id="private").save_event(TRIP)
    assert propose_on_calendar(ws, [cancel])["proposal"]
    assert len(readings) == 2
