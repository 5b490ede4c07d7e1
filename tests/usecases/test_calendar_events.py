"""The list of events shows what takes time and what does not: cancelled, declined, free and unanswered ones, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.domain.week import Trip
from roadweek.errors import DateError
from roadweek.settings import PersonSettings
from roadweek.storage import calendar as store
from roadweek.storage import database
from roadweek.storage import trips as trip_store
from roadweek.usecases.calendar_events import calendar_events
from roadweek.workspace import Workspace

ME = "ATTENDEE;CN=Ada;PARTSTAT={}:mailto:ada@example.org"
LEAD = "ORGANIZER:mailto:lead@example.org"


def event(uid: str, *lines: str) -> str:
    return "".join(
        f"{line}\r\n" for line in ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT")
    )


def timed(day: int, hour: int, *lines: str) -> tuple[str, ...]:
    return (
        f"DTSTART;TZID=Asia/Shanghai:202603{day:02}T{hour:02}0000",
        f"DTEND;TZID=Asia/Shanghai:202603{day:02}T{hour + 1:02}0000",
        *lines,
    )


def whole(body: str) -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n{body}END:VCALENDAR\r\n"


SERIES = event(
    "choir", *timed(2, 9, "SUMMARY:合唱团", "RRULE:FREQ=DAILY;COUNT=5", "EXDATE;TZID=Asia/Shanghai:20260304T090000")
) + event(
    "choir", *timed(5, 11, "SUMMARY:合唱团", "RECURRENCE-ID;TZID=Asia/Shanghai:20260305T090000", "STATUS:CANCELLED")
)
OBJECTS = {
    "plain": event("plain", *timed(3, 14, "SUMMARY:Dentist")),
    "free": event("free", *timed(3, 15, "SUMMARY:Parking", "TRANSP:TRANSPARENT")),
    "called-off": event("called-off", *timed(3, 16, "SUMMARY:Lunch", "STATUS:CANCELLED")),
    "declined": event("declined", *timed(4, 10, "SUMMARY:Sales day", LEAD, ME.format("DECLINED"))),
    "asked": event("asked", *timed(4, 12, "SUMMARY:Retro", LEAD, ME.format("NEEDS-ACTION"))),
    "maybe": event("maybe", *timed(4, 13, "SUMMARY:Tea", LEAD, ME.format("TENTATIVE"))),
    "poll": event("poll", *timed(4, 16, "SUMMARY:Doodle: planning")),
    "away": event("away", "DTSTART;VALUE=DATE:20260306", "DTEND;VALUE=DATE:20260308", "SUMMARY:出差 大连"),
    "series": SERIES,
    "later": event("later", *timed(20, 9, "SUMMARY:Far away")),
    "broken": "BEGIN:VEVENT\r\nDTSTART:nonsense\r\nEND:VEVENT\r\n",
}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = workspace(tmp_path)
    made = replace(made, settings=replace(made.settings, person=PersonSettings(emails=("ada@example.org",))))
    with database.write(made.database) as conn:
        for href, name, ours in (("/p/", "Personal", False), ("/r/", "Roadweek", True)):
            store.save_collection(
                conn, made.person, store.KnownCollection(href, name, ours, None, None), datetime.now(UTC)
            )
        for uid, body in OBJECTS.items():
            store.save_object(conn, made.person, store.KnownObject("/p/", f"/p/{uid}.ics", "1", uid, whole(body)))
        mine = whole(event("m", *timed(3, 19, "SUMMARY:Listening")))
        store.save_object(conn, made.person, store.KnownObject("/r/", "/r/m.ics", "1", "m", mine))
        trip = Trip(id="trip-d", start=date(2026, 3, 6), end=date(2026, 3, 7), origin="calendar")
        trip_store.save(conn, made.person, trip, source="away")
    return made


def listed(ws: Workspace, *days: date) -> list[tuple[str, str, str]]:
    return [(one["start"][8:13], one["title"], one["hold"]) for one in calendar_events(ws, *days)["events"]]


def test_each_event_of_the_week_is_told_with_what_it_does_to_the_time(ws: Workspace) -> None:
    assert listed(ws) == [
        ("02T09", "合唱团", "busy"),
        ("03T09", "合唱团", "busy"),
        ("03T14", "Dentist", "busy"),
        ("03T15", "Parking", "free"),
        ("03T16", "Lunch", "cancelled"),
        ("03T19", "Listening", "busy"),
        ("04T10", "Sales day", "declined"),
        ("04T12", "Retro", "unanswered"),
        ("04T13", "Tea", "tentative"),
        ("04T16", "Doodle: planning", "poll"),
        ("05T11", "合唱团", "cancelled"),
        ("06T00", "出差 大连", "busy"),
        ("06T09", "合唱团", "busy"),
    ]


def test_what_is_ours_of_a_series_and_of_a_trip_is_marked(ws: Workspace) -> None:
    events: list[Any] = calendar_events(ws)["events"]
    assert [one["title"] for one in events if one["ours"]] == ["Listening"]
    assert {one["title"] for one in events if one["series"]} == {"合唱团"}
    assert [(one["title"], one["all_day"]) for one in events if one["trip"] == "trip-d"] == [("出差 大连", True)]


def test_other_days_are_listed_when_they_are_asked_for(ws: Workspace) -> None:
    assert listed(ws, date(2026, 3, 20), date(2026, 3, 20)) == [("20T09", "Far away", "busy")]
    assert listed(ws, date(2026, 3, 7), date(2026, 3, 7)) == [("06T00", "出差 大连", "busy")]
    for last in (date(2026, 3, 1), date(2026, 9, 1)):
        with pytest.raises(DateError):
            calendar_events(ws, date(2026, 3, 2), last)
