"""Plan and calendar meet on the embedded server; a phone, played by an independent client, has its own hand in it."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.samples import workspace

from roadweek.calendars.embedded import embedded
from roadweek.settings import CalendarSettings, PersonSettings, TripSettings
from roadweek.storage import database, outbox
from roadweek.usecases import calendar_meeting, lists, queries, replan, watch
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

pytestmark = pytest.mark.server
IN_IT = date(2026, 3, 10)

TRIP = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//phone//EN
BEGIN:VEVENT
UID:trip-1
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260311
DTEND;VALUE=DATE:20260314
SUMMARY:{summary}
LOCATION:Shenzhen
END:VEVENT
END:VCALENDAR
"""
DENTIST = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//phone//EN
BEGIN:VEVENT
UID:dentist-1
DTSTAMP:20260301T000000Z
DTSTART:20260310T103000Z
DTEND:20260310T150000Z
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
"""


@contextmanager
def phone(ws: Workspace) -> Generator[Any]:
    """An independent CalDAV client's principal on the workspace's own server."""
    from caldav.davclient import DAVClient

    with embedded(ws.path) as server:
        client: Any = DAVClient(url=server.url, username=server.user, password=server.password)
        with client:
            yield client.principal()


def put(ws: Workspace, *events: str) -> None:
    with phone(ws) as principal:
        own = [c for c in principal.calendars() if c.get_display_name() == "Private"]
        calendar = own[0] if own else principal.make_calendar(name="Private", cal_id="private")
        for event in events:
            calendar.save_event(event)


def shown(ws: Workspace) -> dict[str, tuple[datetime, str]]:
    """What our calendar holds, as the phone sees it: UID to start and title."""
    with phone(ws) as principal:
        for calendar in principal.calendars():
            if calendar.get_display_name() == "Roadweek":
                return {
                    str(event.component["UID"]): (event.component["DTSTART"].dt, str(event.component["SUMMARY"]))
                    for event in calendar.events()
                }
    return {}


def in_plan(ws: Workspace, days: Iterable[date] = (IN_IT,)) -> set[tuple[datetime, str]]:
    weeks = [queries.week(ws, day) for day in days]
    return {(datetime.fromisoformat(s["start"]), s["title"]) for week in weeks for s in week["sessions"]}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A workspace whose next week is accepted and in the calendar; its person lets the watcher apply trip weeks."""
    made = workspace(tmp_path)
    made = replace(made, settings=replace(made.settings, trips=TripSettings(auto_apply=True)))
    proposal = replan.propose(made, [], week="2026-W11")["proposal"]
    assert proposal is not None
    assert replan.approve(made, proposal)["calendar"] == {"pending": 0, "failed": 0, "error": None}
    return made


def test_what_is_approved_is_in_the_calendar_and_undo_takes_it_out(ws: Workspace) -> None:
    assert set(shown(ws).values()) == in_plan(ws)
    undo(ws)
    assert shown(ws) == {}


def test_a_trip_from_the_phone_replans_its_week_by_itself_and_undo_restores_it(ws: Workspace) -> None:
    before = shown(ws)
    put(ws, TRIP.format(summary="Business trip to Shenzhen"))
    looked = watch.watch_once(ws)
    assert [(t["start"], t["end"], t["state"]) for t in looked["calendar"]["trips"]] == [
        ("2026-03-11", "2026-03-13", "confirmed")
    ]
    assert looked["calendar"]["trips"][0]["evidence"]
    assert len(looked["applied"]) == 1
    assert [day["template"] for day in queries.week(ws, IN_IT)["days"]] == ["normal"] * 2 + ["trip"] * 3 + [
        "normal"
    ] * 2
    assert set(shown(ws).values()) == in_plan(ws)
    undo(ws)
    assert shown(ws).keys() == before.keys()
    assert set(shown(ws).values()) == set(before.values())


def test_looking_again_changes_nothing(ws: Workspace) -> None:
    put(ws, TRIP.format(summary="Business trip to Shenzhen"))
    watch.watch_once(ws)
    again = watch.watch_once(ws)
    assert (again["applied"], again["waiting"]) == ([], [])


def test_what_the_person_undid_or_rejected_is_not_done_again_by_the_watcher(ws: Workspace) -> None:
    put(ws, TRIP.format(summary="Business trip to Shenzhen"))
    assert len(watch.watch_once(ws)["applied"]) == 1
    undo(ws)
    looked = watch.watch_once(ws)
    assert looked["applied"] == []
    assert "already decided" in looked["waiting"][0]["warnings"][0]
    waiting = looked["waiting"][0]["proposal"]
    assert waiting is not None
    replan.reject(ws, waiting)
    again = watch.watch_once(ws)
    assert (again["applied"], again["waiting"]) == ([], [])
    assert replan.show(ws, waiting)["state"] == "rejected"


def test_a_suspected_trip_waits_for_the_person_and_then_counts(ws: Workspace) -> None:
    put(ws, TRIP.format(summary="Shenzhen"))
    looked = watch.watch_once(ws)
    assert looked["applied"] == []
    assert [trip["start"] for trip in looked["suspected"]] == ["2026-03-11"]
    lists.decide_trip(ws, "2026-03-11", "confirmed")
    assert len(watch.watch_once(ws)["applied"]) == 1


@pytest.mark.parametrize(
    "lines",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:TENTATIVE",
        "ORGANIZER:mailto:boss@corp.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:colleague@corp.example",
        "ORGANIZER:mailto:boss@corp.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:me@home.example",
    ],
)
def test_what_is_not_surely_the_persons_own_trip_is_never_applied_by_the_watcher(ws: Workspace, lines: str) -> None:
    me = replace(ws, settings=replace(ws.settings, person=PersonSettings(emails=("me@home.example",))))
    before = in_plan(me)
    put(me, TRIP.format(summary="Business trip to Shenzhen\n" + lines))
    looked = watch.watch_once(me)
    assert looked["applied"] == []
    assert [trip["state"] for trip in looked["suspected"]] == ["suspected"]
    assert in_plan(me) == before


def test_a_week_whose_trip_is_gone_waits_for_the_person(ws: Workspace) -> None:
    put(ws, TRIP.format(summary="Business trip to Shenzhen"))
    assert len(watch.watch_once(ws)["applied"]) == 1
    away = in_plan(ws)
    lists.decide_trip(ws, "2026-03-11", "dismissed")
    looked = watch.watch_once(ws)
    assert looked["applied"] == []
    assert "no confirmed trip" in looked["waiting"][0]["warnings"][0]
    assert in_plan(ws) == away


def test_until_it_is_switched_on_the_watcher_leaves_the_trip_week_to_the_person(ws: Workspace) -> None:
    asking = replace(ws, settings=replace(ws.settings, trips=TripSettings()))
    put(ws, TRIP.format(summary="Business trip to Shenzhen"))
    looked = watch.watch_once(asking)
    assert looked["applied"] == []
    assert "auto_apply" in looked["waiting"][0]["warnings"][0]
    proposal = looked["waiting"][0]["proposal"]
    assert proposal is not None
    replan.approve(asking, proposal)
    assert watch.watch_once(asking)["waiting"] == []


def test_a_timed_event_is_planned_around(ws: Workspace) -> None:
    put(ws, DENTIST)  # Tuesday 18:30-23:00 in Shanghai
    assert calendar_meeting.read_calendar(ws) is None
    proposal = replan.propose(ws, [])
    assert proposal["proposal"] is not None
    replan.approve(ws, proposal["proposal"])
    evening = datetime.fromisoformat("2026-03-10T18:30:00+08:00")
    assert [start for start, _ in in_plan(ws) if start.date() == IN_IT and start >= evening] == []
    assert any("Dentist" in change["reason"] for change in proposal["changes"])


def test_a_session_moved_on_the_phone_stays_where_it_was_put(ws: Workspace) -> None:
    target = next(s for s in queries.week(ws, IN_IT)["sessions"] if s["track"] == "algorithms")
    start = datetime.fromisoformat(target["start"])
    with phone(ws) as principal:
        calendar = next(c for c in principal.calendars() if c.get_display_name() == "Roadweek")
        event = next(e for e in calendar.events() if e.component["DTSTART"].dt == start)
        later = datetime(2026, 3, 15, 16, tzinfo=ZoneInfo("Asia/Shanghai"))
        component = event.component
        del component["DTSTART"], component["DTEND"]
        component.add("DTSTART", later)
        component.add("DTEND", later + timedelta(hours=1))
        event.save()
    calendar_meeting.sync(ws)
    moved = next(s for s in queries.week(ws, IN_IT)["sessions"] if s["id"] == target["id"])
    assert datetime.fromisoformat(moved["start"]) == later
    assert moved["pinned"]
    assert "calendar" in {event["actor"] for event in queries.history(ws)["events"]}
    undo(ws)
    assert set(shown(ws).values()) == in_plan(ws)


def test_a_session_deleted_on_the_phone_does_not_come_back(ws: Workspace) -> None:
    target = next(s for s in queries.week(ws, IN_IT)["sessions"] if s["track"] == "algorithms")
    with phone(ws) as principal:
        calendar = next(c for c in principal.calendars() if c.get_display_name() == "Roadweek")
        event = next(
            e for e in calendar.events() if e.component["DTSTART"].dt == datetime.fromisoformat(target["start"])
        )
        event.delete()
    calendar_meeting.sync(ws)
    assert target["id"] not in {s["id"] for s in queries.week(ws, IN_IT)["sessions"]}
    again = replan.propose(ws, [])
    assert [change for change in again["changes"] if change["session"] == target["id"]] == []
    calendar_meeting.sync(ws)
    assert set(shown(ws).values()) == in_plan(ws)


def test_a_calendar_that_refuses_us_or_is_down_keeps_the_plan_and_what_waits(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = replace(ws, path=tmp_path / "elsewhere")
    with embedded(away.path) as server:
        own = replace(ws, settings=replace(ws.settings, calendar=CalendarSettings(url=server.url, user=server.user)))
        monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", server.password)
        calendar_meeting.sync(own, force=True)
        assert set(shown(away).values()) == in_plan(own)
        proposal = replan.propose(own, [{"kind": "day_off", "date": "2026-03-10"}])["proposal"]
        assert proposal is not None
        monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", "wrong")
        refused = replan.approve(own, proposal)["calendar"]
        assert refused["pending"] > 0
        assert "refused the user name or password" in (refused["error"] or "")
        assert [s for s in queries.week(own, IN_IT)["sessions"] if s["start"].startswith("2026-03-10")] == []
        monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", server.password)
        assert calendar_meeting.sync(own)["pending"] == 0
        assert set(shown(away).values()) == in_plan(own)
    undone = undo(own)["calendar"]
    assert undone["pending"] > 0
    assert "cannot be reached" in (undone["error"] or "")
    assert "cannot be reached" in (calendar_meeting.read_calendar(own) or "")
    with database.read(ws.database) as connection:
        assert outbox.pending_count(connection, ws.person) == undone["pending"]
