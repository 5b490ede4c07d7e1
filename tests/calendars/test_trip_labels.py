"""The trips of a calendar against labels that were there before the rules: see tests/calendars/trips/scoring.py."""

from __future__ import annotations

import pytest
from tests.calendars.trips.scoring import HOME, ME, calendar_text, rows, score, wrong_windows

from roadweek.calendars.ical import parse
from roadweek.calendars.trips import segments_in


@pytest.mark.parametrize("name", ["labelled", "held_back", "second_held_back", "third_held_back"])
def test_most_trips_are_found_and_little_else_is(name: str) -> None:
    result = score(name)
    assert result.recall >= 0.95, result.missed
    assert result.precision >= 0.95, result.invented
    assert result.confirmed_wrongly == []


def test_what_is_found_has_its_place_its_zone_and_its_days() -> None:
    assert score("labelled").wrong == {}


@pytest.mark.parametrize("name", ["windows", "windows_held_back"])
def test_a_trip_is_one_window_from_the_way_out_to_the_way_home(name: str) -> None:
    assert wrong_windows(name) == []


def test_a_way_home_is_told_from_a_way_out_and_from_a_stay() -> None:
    wrong: list[str] = []
    for row in rows("labelled"):
        segments = segments_in(parse(calendar_text([(row["id"], row["lines"])])), HOME, ME)
        role = segments[0].role if segments else "none"
        if row["label"]["certainty"] != "at most suspected" and role != row["label"]["role"]:
            wrong.append(f"{row['lines'][2]}: {role}")
    assert wrong == []
