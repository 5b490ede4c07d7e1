"""What the person decided about a trip stays, whatever its events do: new UIDs, other hours, a way home later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.calendars.trips.scoring import ME, calendar_text

from roadweek.calendars.ical import parse
from roadweek.calendars.trip_keeping import kept_trips, note_parts, parts_known
from roadweek.calendars.trips import Segment, segments_in
from roadweek.domain.week import Trip
from roadweek.storage import calendar, database, trips
from roadweek.storage.calendar import KnownObject

HOME = ZoneInfo("Asia/Shanghai")
OUT = (
    "DTSTART;TZID=Asia/Shanghai:20260512T101500",
    "DTEND;TZID=Europe/Madrid:20260512T181000",
    "SUMMARY:IB 888 PVG-MAD",
)
BACK = (
    "DTSTART;TZID=Europe/Madrid:20260520T115000",
    "DTEND;TZID=Asia/Shanghai:20260521T064000",
    "SUMMARY:IB 887 MAD-PVG",
)
WORK = ("DTSTART;VALUE=DATE:20260602", "DTEND;VALUE=DATE:20260605", "SUMMARY:兰州出差")


@dataclass
class Shelf:
    """A person's calendar objects, put and taken as a sync does."""

    conn: sqlite3.Connection

    def holds(self, **objects: Sequence[str]) -> list[Trip]:
        """The calendar holds just these now, by UID; the trips that are new or other."""
        for href in calendar.hrefs_of(self.conn, "me") - set(objects):
            calendar.remove_object(self.conn, "me", href)
        read: dict[str, list[Segment]] = {}
        for uid, lines in objects.items():
            raw = calendar_text([(uid, lines)])
            calendar.save_object(self.conn, "me", KnownObject("/c/", uid, "1", uid, raw))
            read[uid] = segments_in(parse(raw), HOME, ME)
        note_parts(self.conn, "me", read)
        return kept_trips(self.conn, "me", HOME)

    def decides(self, state: str) -> None:
        (one,) = [trip for trip in self.all() if trip.state == "suspected"]
        row = trips.get(self.conn, "me", one.id)
        assert row is not None
        trips.put(self.conn, "me", one.id, {**row, "state": state})

    def all(self) -> list[Trip]:
        return list(trips.trips_of(self.conn, "me"))

    def said(self) -> list[tuple[str, str | None, str, str]]:
        return [(one.state, one.place, f"{one.start:%m-%d}", f"{one.end:%m-%d}") for one in self.all()]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    path = tmp_path / "roadweek.db"
    database.create(path)
    with database.write(path) as conn:
        yield Shelf(conn)


def test_a_way_home_that_comes_later_makes_the_window_longer_and_the_trip_stays_itself(shelf: Shelf) -> None:
    assert not parts_known(shelf.conn, "me")
    (first,) = shelf.holds(out=OUT)
    assert parts_known(shelf.conn, "me")
    shelf.decides("confirmed")
    (second,) = shelf.holds(out=OUT, back=BACK)
    assert second.id == first.id
    assert (second.timezone, second.end) == ("Europe/Madrid", date(2026, 5, 21))
    assert shelf.said() == [("confirmed", "Madrid", "05-12", "05-21")]
    assert shelf.holds(out=OUT, back=BACK) == []
    shelf.holds(out=OUT)
    assert shelf.said() == [("confirmed", "Madrid", "05-12", "05-12")]


@pytest.mark.parametrize(
    "again",
    [
        {"other": OUT},
        {"other": (OUT[0].replace("T101500", "T134500"), OUT[1].replace("T181000", "T214000"), OUT[2])},
        {"other": (OUT[0], OUT[1], "SUMMARY:Flight to Madrid (IB 888)")},
        {"other": tuple(line.replace("20260512", "20260513") for line in OUT)},
        {"other": OUT, "back": BACK},
        {"out": OUT, "copy": OUT, "back": BACK},
    ],
)
def test_what_was_dismissed_stays_so_under_a_new_uid_or_at_another_hour(
    shelf: Shelf, again: dict[str, Sequence[str]]
) -> None:
    shelf.holds(out=OUT)
    shelf.decides("dismissed")
    assert shelf.holds(**again) == []
    assert [one[0] for one in shelf.said()] == ["dismissed"]
    assert shelf.holds() == []
    assert shelf.holds(**again) == []
    assert [one[0] for one in shelf.said()] == ["dismissed"]


def test_another_trip_is_asked_about_though_one_to_the_same_place_was_dismissed(shelf: Shelf) -> None:
    shelf.holds(out=OUT)
    shelf.decides("dismissed")
    later = tuple(line.replace("202605", "202607") for line in OUT)
    (asked,) = shelf.holds(out=OUT, later=later)
    assert (asked.state, asked.start) == ("suspected", date(2026, 7, 12))


def test_a_trip_that_moves_stays_itself_and_one_that_goes_is_cancelled(shelf: Shelf) -> None:
    (first,) = shelf.holds(work=WORK)
    assert first.state == "confirmed"
    moved = tuple(line.replace("202606", "202608") for line in WORK)
    (second,) = shelf.holds(work=moved)
    assert (second.id, second.start) == (first.id, date(2026, 8, 2))
    assert shelf.holds() == []
    assert shelf.said() == [("cancelled", "兰州", "08-02", "08-04")]


def test_two_suspicions_that_turn_out_to_be_one_trip_are_asked_once(shelf: Shelf) -> None:
    hotel = ("DTSTART;VALUE=DATE:20260515", "DTEND;VALUE=DATE:20260519", "SUMMARY:Hotel Atocha", "LOCATION:Madrid")
    shelf.holds(out=OUT, hotel=hotel)
    assert len([one for one in shelf.said() if one[0] == "suspected"]) <= 2
    shelf.holds(out=OUT, hotel=hotel, back=BACK)
    assert [one for one in shelf.said() if one[0] == "suspected"] == [("suspected", "Madrid", "05-12", "05-21")]


def test_a_sure_trip_within_dismissed_days_is_not_swallowed(shelf: Shelf) -> None:
    hotel = (
        "DTSTART;VALUE=DATE:20260602",
        "DTEND;VALUE=DATE:20260604",
        "SUMMARY:Stay at Hotel Lanzhou",
        "LOCATION:兰州",
    )
    shelf.holds(hotel=hotel)
    shelf.decides("dismissed")
    told = shelf.holds(hotel=hotel, work=WORK)
    assert [(one.state, one.place) for one in told] == [("confirmed", "兰州")]


def test_a_trip_that_goes_on_to_another_country_has_each_days_zone(shelf: Shelf) -> None:
    on = (
        "DTSTART;TZID=Europe/Madrid:20260515T090000",
        "DTEND;TZID=Europe/Helsinki:20260515T143000",
        "SUMMARY:AY 1662 MAD-HEL",
    )
    back = (
        "DTSTART;TZID=Europe/Helsinki:20260520T170000",
        "DTEND;TZID=Asia/Shanghai:20260521T064000",
        "SUMMARY:AY 87 HEL-PVG",
    )
    shelf.holds(out=OUT, on=on, back=back)
    (trip,) = shelf.all()
    assert [(leg.role, leg.place, leg.ride) for leg in trip.legs] == [
        ("out", "Madrid", True),
        ("out", "Helsinki", True),
        ("back", "Shanghai", True),
    ]
    assert {trip.zone_on(date(2026, 5, day)) for day in (12, 13, 14)} == {"Europe/Madrid"}
    assert {trip.zone_on(date(2026, 5, day)) for day in (15, 18, 20)} == {"Europe/Helsinki"}
    assert trip.zone_on(date(2026, 5, 21)) == "Asia/Shanghai", "the way home has arrived"
    assert [trip.place_on(date(2026, 5, day)) for day in (13, 18)] == ["Madrid", "Helsinki"]
