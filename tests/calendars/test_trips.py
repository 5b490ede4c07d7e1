"""Trips in calendar events: what confirms one, what only suggests one, and what is none."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from tests.calendars.helpers import ICS

from roadweek.calendars.ical import parse
from roadweek.calendars.trips import FoundTrip, evidence_text, trips_in

SHANGHAI = ZoneInfo("Asia/Shanghai")


def found(case: str) -> list[FoundTrip]:
    return trips_in(parse((ICS / f"{case}.ics").read_bytes().decode()), SHANGHAI)


@pytest.mark.parametrize(("case", "place"), [("trip_business_all_day", "深圳"), ("trip_business_english", "Munich")])
def test_a_business_trip_over_whole_days_is_confirmed_with_its_dates_and_place(case: str, place: str) -> None:
    (trip,) = found(case)
    assert trip.confirmed
    assert (trip.start, trip.end) == (date(2026, 3, 10), date(2026, 3, 12))
    assert trip.place == place
    assert trip.as_trip().counts


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ("trip_flight_shanghai_berlin", "zones"),
        ("trip_high_speed_rail", "word"),
        ("trip_hotel", "mail"),
        ("trip_days_with_place", "place"),
        ("trip_category", "category"),
    ],
)
def test_weaker_signs_only_suggest_a_trip_and_say_why(case: str, kind: str) -> None:
    (trip,) = found(case)
    assert trip.as_trip().state == "suspected"
    assert not trip.as_trip().counts
    assert kind in {code.partition(":")[0] for code in trip.evidence}


def test_a_flight_names_where_it_lands_and_the_zone_there() -> None:
    (trip,) = found("trip_flight_shanghai_berlin")
    assert (trip.place, trip.timezone) == ("Berlin", "Europe/Berlin")


@pytest.mark.parametrize("case", sorted(path.stem for path in ICS.glob("no_trip_*.ics")))
def test_what_only_looks_like_a_trip_is_none(case: str) -> None:
    assert found(case) == []


def test_zones_with_the_same_clock_are_no_journey() -> None:
    assert found("trip_zones_of_equal_offset") == []


@pytest.mark.parametrize("case", ["single_utc", "all_day", "weekly_over_dst", "floating", "todo_only"])
def test_ordinary_events_are_no_trips(case: str) -> None:
    assert found(case) == []


def test_the_same_event_always_gives_the_same_trip_id() -> None:
    assert found("trip_hotel")[0].as_trip().id == found("trip_hotel")[0].as_trip().id
    assert found("trip_hotel")[0].as_trip().id != found("trip_category")[0].as_trip().id


def test_evidence_is_spoken_in_both_languages() -> None:
    for path in ICS.glob("trip_*.ics"):
        for trip in found(path.stem):
            for code in trip.evidence:
                assert evidence_text(code, "en")
                assert evidence_text(code, "zh")
    assert evidence_text("days:3", "zh") == "覆盖 3 个整天"
