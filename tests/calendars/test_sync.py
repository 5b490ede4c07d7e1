"""Reading real servers: busy times, trips, and what the person's hand did, at the price of what changed."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from tests.calendars.gate import behind
from tests.calendars.helpers import ICS, ME, NOW, Person, Server, session

from roadweek.calendars.client import WriteRefused
from roadweek.errors import CalendarError
from roadweek.storage import calendar, database
from roadweek.storage import trips as trip_table

pytestmark = pytest.mark.server

MOVED = (("T190000", "T210000"), ("T200000", "T220000"))


def busy(person: Person, days: int = 60) -> list[str]:
    with database.read(person.db) as conn:
        found = calendar.busy_between(conn, ME, NOW, NOW + timedelta(days=days))
    return [f"{one.start:%m-%d %H:%M} {one.title}" for one in found]


def trips(person: Person) -> dict[str | None, str]:
    with database.read(person.db) as conn:
        return {trip.place: trip.state for trip in trip_table.trips_of(conn, ME)}


def test_an_empty_account_is_read_without_complaint(person: Person) -> None:
    report = person.syncs()
    assert (report.changed, report.removed, report.busy, report.suspicious) == (0, 0, 0, ())


def test_other_calendars_become_busy_times(person: Person) -> None:
    person.adds("single_utc", "one")
    person.adds("floating", "two", "Home")
    report = person.syncs()
    assert (report.calendars - report.calendars % 2, report.changed) == (2, 2)
    assert busy(person) == ["03-10 08:00 Run", "03-10 01:00 Call"]


def test_our_own_events_are_no_busy_times(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.syncs()
    assert busy(person) == []


def test_a_foreign_event_in_our_own_calendar_is_a_busy_time(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.adds("single_utc", "by-hand", "Roadweek")
    person.syncs()
    assert busy(person) == ["03-10 01:00 Call"]
    assert person.hand_changes() == {}


def test_a_second_sync_costs_one_request_and_changes_nothing(person: Person) -> None:
    person.adds("single_utc")
    person.syncs()
    before = person.connection.client.requests
    report = person.syncs()
    assert person.connection.client.requests - before == 1
    assert (report.changed, report.removed, report.busy) == (0, 0, 1)


def test_only_what_changed_is_read_again(person: Person) -> None:
    for case in ("single_utc", "floating", "rdate"):
        person.adds(case, case)
    person.syncs()
    href = person.adds("duration", "duration")
    assert person.syncs().changed == 1
    found = person.connection.client.get(href)
    assert found is not None
    person.connection.client.put(href, found.data.replace("Workshop", "Long workshop"), found.etag)
    assert person.syncs().changed == 1
    assert "03-10 08:00 Long workshop" in busy(person)


def test_what_is_deleted_is_free_again(person: Person) -> None:
    href = person.adds("single_utc", "one")
    person.adds("floating", "two")
    person.syncs()
    person.connection.client.delete(href, None)
    report = person.syncs()
    assert (report.removed, report.busy) == (1, 1)
    assert busy(person) == ["03-10 08:00 Run"]


def test_broken_objects_are_counted_and_leave_the_others_alone(person: Person) -> None:
    person.adds("single_utc", "good")
    person.adds("end_before_start", "backwards")
    person.adds("every_second_for_ever", "endless")
    report = person.syncs()
    assert (report.unreadable, report.busy) == (1, 2)


def test_a_series_is_expanded_further_as_time_goes_by(person: Person) -> None:
    person.adds("daily_since_long_ago")
    person.syncs()
    later = NOW + timedelta(days=150)
    report = person.syncs(later)
    assert report.changed == 0
    with database.read(person.db) as conn:
        found = calendar.busy_between(conn, ME, later + timedelta(days=170), later + timedelta(days=180))
    assert len(found) == 10


def test_a_new_home_zone_moves_whole_days_and_floating_times(person: Person) -> None:
    person.adds("all_day", "one")
    person.adds("floating", "two")
    person.syncs()
    person.syncs(timezone="Europe/Berlin")
    with database.read(person.db) as conn:
        found = calendar.busy_between(conn, ME, NOW, NOW + timedelta(days=60))
    assert [f"{one.start:%H:%M %z}" for one in found] == ["00:00 +0100", "08:00 +0100"]
    assert [one.all_day for one in found] == [True, False]


# -- trips ----------------------------------------------------------------------------------------------------------


def test_trips_are_found_once(person: Person) -> None:
    person.adds("trip_business_all_day", "a")
    person.adds("trip_days_with_place", "b")
    report = person.syncs()
    assert {trip.place for trip in report.trips_found} == {"深圳", "Kunming"}
    assert trips(person) == {"深圳": "confirmed", "Kunming": "suspected"}
    assert person.syncs().trips_found == ()


def test_a_trip_that_moves_keeps_its_id_and_what_the_person_decided(person: Person) -> None:
    href = person.adds("trip_days_with_place")
    (trip,) = person.syncs().trips_found
    with database.write(person.db) as conn:
        trip_table.save(conn, ME, trip.model_copy(update={"state": "confirmed"}))
    found = person.connection.client.get(href)
    assert found is not None
    person.connection.client.put(href, found.data.replace("20260313", "20260315"), found.etag)
    (moved,) = person.syncs().trips_found
    assert (moved.id, moved.end, moved.state) == (trip.id, date(2026, 3, 14), "confirmed")


def test_a_dismissed_trip_stays_dismissed(person: Person) -> None:
    href = person.adds("trip_days_with_place")
    (trip,) = person.syncs().trips_found
    with database.write(person.db) as conn:
        trip_table.save(conn, ME, trip.model_copy(update={"state": "dismissed"}))
    found = person.connection.client.get(href)
    assert found is not None
    person.connection.client.put(href, found.data.replace("20260313", "20260315"), found.etag)
    assert person.syncs().trips_found == ()
    person.connection.client.delete(href, None)
    person.syncs()
    assert trips(person) == {"Kunming": "dismissed"}


@pytest.mark.parametrize("how", ["deleted", "cancelled", "renamed"])
def test_a_trip_whose_event_no_longer_says_so_is_cancelled(person: Person, how: str) -> None:
    href = person.adds("trip_business_all_day")
    person.syncs()
    found = person.connection.client.get(href)
    assert found is not None
    if how == "deleted":
        person.connection.client.delete(href, None)
    elif how == "cancelled":
        person.connection.client.put(href, found.data.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT"), found.etag)
    else:
        text = found.data.replace("出差 深圳", "Reading days").replace("LOCATION:深圳", "LOCATION:home")
        person.connection.client.put(href, text, found.etag)
    person.syncs()
    assert set(trips(person).values()) == {"cancelled"}


# -- the person's hand ----------------------------------------------------------------------------------------------


def test_a_move_by_hand_is_reported_once_with_where_it_stands(person: Person) -> None:
    person.plans(session("a"), session("b", day=5))
    person.drains()
    person.syncs()
    person.edits("数学 a", *MOVED)
    assert person.syncs().our_moved == ("a",)
    assert person.hand_changes()["a"].start == session("a", hour=21).start
    assert person.syncs().our_moved == ()


@pytest.mark.parametrize("met", ["reading", "writing"])
def test_a_name_that_was_given_together_with_a_move_stays_when_the_plan_moves_it_again(
    person: Person, met: str
) -> None:
    person.plans(session("a"))
    person.drains()
    person.syncs()
    person.edits("数学 a", *MOVED, ("SUMMARY:数学 a", "SUMMARY:Mine"))
    if met == "writing":
        person.plans(session("a", day=8))
        person.drains()
    else:
        person.syncs()
    assert person.hand_changes()["a"].kind == "moved"
    with database.write(person.db) as conn:
        calendar.accept_hand_change(conn, ME, "a")
    person.plans(session("a", day=6))
    person.drains()
    (name,) = person.ours()
    assert name == "Mine"
    assert "20260306" in person.ours()[name].data


def test_a_delete_by_hand_is_reported(person: Person) -> None:
    person.plans(session("a"), session("b", day=5))
    person.drains()
    person.syncs()
    person.deletes("数学 a")
    report = person.syncs()
    assert (report.our_deleted, report.our_moved) == (("a",), ())
    assert person.hand_changes()["a"].kind == "deleted"


def test_cancelling_our_event_counts_as_deleting_it(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.edits("数学 a", ("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT"))
    assert person.syncs().our_deleted == ("a",)


def test_an_alarm_added_by_hand_is_no_move(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.edits("数学 a", ("END:VEVENT", "LOCATION:library\nEND:VEVENT"))
    report = person.syncs()
    assert (report.our_moved, report.our_deleted) == ((), ())
    person.plans(session("a", day=6))
    assert person.drains().conflicts == ()
    assert "LOCATION:library" in person.ours()["数学 a"].data


def test_what_the_person_moved_is_not_moved_back_by_what_still_waits(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.edits("数学 a", *MOVED)
    person.plans(session("a", day=9))
    assert person.syncs().our_moved == ("a",)
    assert person.drains().left == 0
    assert "20260304T210000" in person.ours()["数学 a"].data


def test_an_event_dragged_into_another_calendar_is_still_ours(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.syncs()
    item = person.ours()["数学 a"]
    work = person.calendar_of("Work")
    person.connection.client.delete(item.href, item.etag)
    person.connection.client.put(f"{work}dragged.ics", item.data, None)
    report = person.syncs()
    assert (report.our_deleted, report.our_moved) == ((), ())
    assert busy(person) == []
    assert person.links()["a"].href == f"{work}dragged.ics"
    person.plans(session("a", day=6))
    assert person.drains().written == 1
    moved = person.connection.client.get(f"{work}dragged.ics")
    assert moved is not None
    assert "20260306T190000" in moved.data


def test_an_event_that_the_person_keeps_though_the_plan_dropped_it_becomes_theirs(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    person.syncs()
    person.edits("数学 a", *MOVED)
    person.drops("a")
    assert person.drains().conflicts == ("a",)
    with database.write(person.db) as conn:
        calendar.let_go(conn, ME, "a")
    person.syncs()
    assert busy(person) == ["03-04 21:00 数学 a"]
    assert person.hand_changes() == {}


# -- suddenly empty -------------------------------------------------------------------------------------------------


def test_a_calendar_that_is_suddenly_empty_is_reported_and_not_believed(person: Person) -> None:
    person.adds("single_utc", "one", "Small")
    person.adds("floating", "two", "Small")
    cases = ["rdate", "duration", "all_day", "exceptions", "weekly_over_dst", "hourly_for_a_day"]
    gone = [person.adds(case, case, "Big") for case in cases]
    person.syncs()
    before = busy(person)
    for href in gone:
        person.connection.client.delete(href, None)
    for _ in range(2):
        assert person.syncs().suspicious == ("Big",)
        assert busy(person) == before
    report = person.syncs(trust_empty=True)
    assert (report.suspicious, report.removed) == ((), len(cases))
    assert len(busy(person)) == 2


def test_our_calendar_suddenly_empty_is_not_taken_for_many_decisions(person: Person) -> None:
    person.plans(*(session(f"s{n}", day=4 + n) for n in range(6)))
    person.drains()
    person.syncs()
    for item in person.ours().values():
        person.connection.client.delete(item.href, item.etag)
    report = person.syncs()
    assert report.suspicious == ("Roadweek",)
    assert person.hand_changes() == {}
    assert len(person.syncs(trust_empty=True).our_deleted) == 6


def test_a_few_deletions_are_believed(person: Person) -> None:
    person.plans(*(session(f"s{n}", day=4 + n) for n in range(3)))
    person.drains()
    person.syncs()
    for item in person.ours().values():
        person.connection.client.delete(item.href, item.etag)
    assert len(person.syncs().our_deleted) == 3


def test_a_foreign_calendar_that_was_removed_is_forgotten(person: Person) -> None:
    person.adds("single_utc", "one", "Kept")
    person.adds("floating", "two", "Removed")
    person.syncs()
    person.connection.client.delete(person.calendar_of("Removed"), None)
    for _ in range(2):  # one day's listings are not believed
        report = person.syncs()
        assert (report.removed, report.suspicious) == (0, ())
    assert len(busy(person)) == 2
    assert person.syncs(NOW + timedelta(days=1)).removed == 1
    assert busy(person) == ["03-10 01:00 Call"]


def test_a_foreign_calendar_that_comes_back_was_never_away(person: Person, server: Server) -> None:
    person.adds("single_utc", "one", "Kept")
    person.adds("floating", "two", "Shy")
    person.syncs()
    shy = person.calendar_of("Shy")

    def without(text: str) -> str:
        tree = ElementTree.fromstring(text)
        for response in list(tree):
            if response.findtext("{DAV:}href") == shy:
                tree.remove(response)
        return ElementTree.tostring(tree, encoding="unicode")

    with behind(person, server) as (through, gate):
        gate.answer = without
        assert (report := through.syncs()).removed == 0
        assert (report.calendars, report.suspicious) == (1, ())
        gate.answer = lambda text: text
        assert through.syncs(NOW + timedelta(days=1)).calendars == 2
        gate.answer = without
        assert through.syncs(NOW + timedelta(days=1)).removed == 0  # the first of a new absence
    assert len(busy(person)) == 2


@pytest.mark.parametrize("case", ["many", "a trip"])
def test_a_foreign_calendar_that_matters_is_asked_about_before_it_is_forgotten(person: Person, case: str) -> None:
    person.adds("single_utc", "kept", "Kept")
    if case == "many":
        for n in range(5):
            person.adds(("floating", "all_day", "duration", "rdate", "transparent")[n], f"n{n}", "Shared")
    else:
        person.adds("trip_business_all_day", "trip", "Shared")
    person.syncs()
    before = busy(person)
    there = trips(person)
    person.connection.client.delete(person.calendar_of("Shared"), None)
    for day in range(3):
        report = person.syncs(NOW + timedelta(days=day))
        assert (report.removed, report.suspicious) == (0, ("Shared",))
    assert busy(person) == before
    assert trips(person) == there
    assert person.syncs(NOW + timedelta(days=3), trust_empty=True).removed > 0
    assert busy(person) == ["03-10 01:00 Call"]
    assert set(trips(person).values()) <= {"cancelled"}


def test_every_case_can_be_stored_and_read_by_a_real_server_or_is_refused_by_it(person: Person) -> None:
    stored = 0
    for path in sorted(ICS.glob("*.ics")):
        try:
            person.adds(path.stem, path.stem, "All")
            stored += 1
        except (WriteRefused, CalendarError):
            assert path.stem.startswith(("broken", "daily_by", "every_second", "end_before", "todo", "rdate_period"))
    report = person.syncs()
    assert report.objects == stored
    assert report.busy > 100


def test_an_event_that_we_wrote_and_that_is_deleted_before_the_next_reading_is_told(person: Person) -> None:
    """It was made and deleted since the token of the last reading: no list of changes has it."""
    person.plans(session("a"))
    person.drains()
    person.syncs()
    person.plans(session("b", day=9))
    person.drains()
    person.deletes("数学 b")
    report = person.syncs()
    assert (report.our_deleted, report.removed) == (("b",), 1)
    assert person.hand_changes()["b"].kind == "deleted"


def test_an_event_of_another_that_comes_and_goes_between_readings_is_nothing(person: Person) -> None:
    person.adds("single_utc", "one")
    person.syncs()
    href = person.adds("floating", "two")
    person.connection.client.delete(href, None)
    assert person.syncs().removed == 0
    assert busy(person) == ["03-10 01:00 Call"]
