"""The calendar from the outside: another program writes to it, Roadweek notices, plans around it and says why."""

from __future__ import annotations

import json
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Runner, is_one_error_line

from roadweek_cli.demo import TRIP, WEEK, calendar_server
from roadweek_cli.phone import Phone

pytestmark = pytest.mark.server


@pytest.fixture
def phone(planned: Path, roadweek: Runner) -> Generator[Phone]:
    """A phone joined to a calendar that holds next week's sessions."""
    with (planned / "config.toml").open("a", encoding="utf-8") as config:
        config.write("\n[trips]\nauto_apply = true\n")
    proposal = json.loads(roadweek("replan", "--json").stdout)["proposal"]
    with calendar_server(planned) as joined:
        assert roadweek("approve", proposal).returncode == 0
        yield joined


def test_a_trip_on_the_phone_is_replanned_by_the_watcher(phone: Phone, roadweek: Runner) -> None:
    before = phone.events("Roadweek", *WEEK)
    phone.add_trip("Personal", "Business trip to Shenzhen", "Shenzhen", *TRIP)
    seen = json.loads(roadweek("watch", "--once", "--json").stdout)
    assert [trip["state"] for trip in seen["calendar"]["trips"]] == ["confirmed"]
    (done,) = seen["applied"]
    assert done["state"] == "applied"
    assert not seen["waiting"]
    assert phone.events("Roadweek", *WEEK) != before
    again = json.loads(roadweek("watch", "--once", "--json").stdout)
    assert (again["applied"], again["waiting"]) == ([], [])


@pytest.mark.soak  # slow; `.ci/run` has it
def test_a_trip_that_is_only_suspected_waits_for_a_word(phone: Phone, roadweek: Runner) -> None:
    phone.add_trip("Personal", "Flight to Shenzhen", "Airport", *TRIP)
    seen = json.loads(roadweek("watch", "--once", "--json").stdout)
    (trip,) = seen["suspected"]
    assert seen["applied"] == []
    assert trip["evidence"]
    shown = roadweek("watch", "--once", "--lang", "en").stdout
    assert f"roadweek trip confirm {trip['id']}" in shown
    assert roadweek("trip", "confirm", trip["id"]).returncode == 0
    assert json.loads(roadweek("watch", "--once", "--json").stdout)["applied"]


def test_a_meeting_on_the_phone_is_planned_around(phone: Phone, roadweek: Runner) -> None:
    taken = next(one for one in phone.events("Roadweek", *WEEK) if one.start.endswith("T183000"))
    day = date.fromisoformat(f"{taken.start[:4]}-{taken.start[4:6]}-{taken.start[6:8]}")
    phone.add_meeting("Personal", "Dinner", day, "180000", "220000")
    proposed = json.loads(roadweek("replan", "--json").stdout)
    assert any(change["forced"] and "Dinner" in change["reason"] for change in proposed["changes"])


def test_the_status_says_what_is_known_and_a_second_server_is_refused(
    phone: Phone, roadweek: Runner, planned: Path
) -> None:
    status = json.loads(roadweek("calendar", "status", "--json").stdout)
    assert (status["server"], status["pending"], status["error"]) == ("embedded", 0, None)
    assert str(planned / "calendar") in roadweek("calendar", "status").stdout
    done = roadweek("calendar", "serve")
    assert done.returncode == 1
    assert is_one_error_line(done.stderr)


@pytest.mark.soak  # slow; `.ci/run` has it
def test_a_calendar_that_is_away_loses_nothing(planned: Path, roadweek: Runner) -> None:
    (planned / "config.toml").write_text('[calendar]\nurl = "http://127.0.0.1:9/"\n')
    proposed = roadweek("replan", "--json")
    document = json.loads(proposed.stdout)
    assert "127.0.0.1:9" in document["warnings"][0]
    approved = json.loads(roadweek("approve", document["proposal"], "--json").stdout)
    assert approved["calendar"]["pending"] > 0
    assert "127.0.0.1:9" in approved["calendar"]["error"]
    synced = roadweek("calendar", "sync")
    assert synced.returncode == 1
    assert is_one_error_line(synced.stderr)
    (planned / "config.toml").unlink()
    assert json.loads(roadweek("calendar", "sync", "--json").stdout)["pending"] == 0


def test_the_built_in_calendar_needs_no_password(planned: Path, roadweek: Runner) -> None:
    done = roadweek("calendar", "login", given="secret\n")
    assert done.returncode == 1
    assert is_one_error_line(done.stderr)


def test_a_password_is_never_written_to_a_file(planned: Path, roadweek: Runner) -> None:
    (planned / "config.toml").write_text('[calendar]\nurl = "https://dav.example.org/"\nuser = "me"\n')
    null = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = roadweek("calendar", "login", given="a-secret-word\n", env=null)
    assert done.returncode == 1
    assert "ROADWEEK_CALENDAR_PASSWORD" in done.stderr
    files = [path for path in planned.rglob("*") if path.is_file()]
    assert not [path for path in files if b"a-secret-word" in path.read_bytes()]


def test_a_calendar_that_is_suddenly_empty_is_reported_and_believed_only_when_asked(
    phone: Phone, planned: Path, roadweek: Runner
) -> None:
    phone.add_meeting("Personal", "Dinner", date(2026, 5, 1), "180000", "190000")
    collections = planned / "calendar" / "collection-root"
    (first,) = (file for file in collections.rglob("*.ics") if b"SUMMARY:Dinner" in file.read_bytes())
    for n in range(5):
        text = first.read_text(encoding="utf-8").replace("-from-the-phone", f"-{n}")
        first.with_name(f"{n}.ics").write_text(text, encoding="utf-8", newline="")
    assert json.loads(roadweek("calendar", "sync", "--json").stdout)["events"] == 6
    for file in collections.rglob("*.ics"):
        if b"SUMMARY:Dinner" in file.read_bytes():
            file.unlink()
    shown = json.loads(roadweek("calendar", "sync", "--json").stdout)
    assert shown["events"] == 6
    assert "--trust-empty" in shown["warnings"][0]
    believed = json.loads(roadweek("calendar", "sync", "--trust-empty", "--json").stdout)
    assert (believed["events"], believed["warnings"]) == (0, [])
