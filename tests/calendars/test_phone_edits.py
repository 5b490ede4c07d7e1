"""What a phone makes of our events: floating times, whole days, series. Each is read as the person meant it."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.calendars.helpers import ME, SHANGHAI, Person, session

from roadweek.calendars.events import read_event
from roadweek.storage import calendar, database

pytestmark = pytest.mark.server
START, END = "DTSTART;TZID=Asia/Shanghai:20260304T190000", "DTEND;TZID=Asia/Shanghai:20260304T200000"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def stands(person: Person, name: str = "a") -> tuple[datetime | None, datetime | None]:
    moved = person.hand_changes()[name]
    return moved.start, moved.end


def test_a_floating_time_is_one_of_the_persons_clock(person: Person) -> None:
    person.plans(session("a"), accepted=True)
    person.drains()
    person.edits("数学 a", (START, "DTSTART:20260305T173000"), (END, "DTEND:20260305T183000"))
    assert person.syncs().our_moved == ("a",)
    assert stands(person) == (at(5, 17, 30), at(5, 18, 30))
    assert person.syncs().our_moved == ()


def test_a_floating_time_that_says_the_same_is_no_move(person: Person) -> None:
    person.plans(session("a"), accepted=True)
    person.drains()
    person.edits("数学 a", (START, "DTSTART:20260304T190000"), (END, "DTEND:20260304T200000"))
    report = person.syncs()
    assert (report.our_moved, report.our_deleted, report.busy) == ((), (), 0)


@pytest.mark.parametrize(
    ("first", "last", "day"), [("20260304", "20260305", 4), ("20260307", "20260308", 7), ("20260306", "20260309", 6)]
)
def test_a_whole_day_keeps_hour_and_length_of_the_session(person: Person, first: str, last: str, day: int) -> None:
    person.plans(session("a", minutes=90), accepted=True)
    person.drains()
    end = END.replace("T200000", "T203000")
    person.edits("数学 a", (START, f"DTSTART;VALUE=DATE:{first}"), (end, f"DTEND;VALUE=DATE:{last}"))
    report = person.syncs()
    assert report.busy == 0
    assert stands(person) == (at(day, 19), at(day, 20, 30))
    # what a later plan says is written as a time again
    with database.write(person.db) as conn:
        calendar.accept_hand_change(conn, ME, "a")
    person.plans(session("a", day=9), accepted=True)
    assert person.drains().conflicts == ()
    event = read_event(person.ours()["数学 a"].data)
    assert event is not None
    assert (event.all_day, event.start) == (False, at(9, 19))


def test_an_end_that_slipped_by_days_leaves_the_length(person: Person) -> None:
    person.plans(session("a"), accepted=True)
    person.drains()
    person.edits("数学 a", (START, START.replace("T190000", "T180000")), (END, END.replace("0304T", "0314T")))
    assert person.syncs().our_moved == ("a",)
    assert stands(person) == (at(4, 18), at(4, 19))


def test_a_session_that_was_moved_back_stands_where_it_was(person: Person) -> None:
    person.plans(session("a"), accepted=True)
    person.drains()
    there, back = ("T190000", "T210000"), ("T200000", "T220000")
    person.edits("数学 a", there, back)
    person.syncs()
    with database.write(person.db) as conn:
        calendar.accept_hand_change(conn, ME, "a")
    person.edits("数学 a", (back[1], back[0]), (there[1], there[0]))
    report = person.syncs()
    assert (report.our_moved, report.recognised) == (("a",), ())
    assert stands(person) == (at(4, 19), at(4, 20))


def test_the_repeats_of_a_series_that_a_phone_made_are_taken_time(person: Person) -> None:
    person.plans(session("a"), accepted=True)
    person.drains()
    person.edits("数学 a", ("END:VEVENT", "RRULE:FREQ=WEEKLY;COUNT=4\r\nEND:VEVENT"))
    report = person.syncs()
    assert (report.our_moved, report.our_deleted) == ((), ())
    assert report.busy == 3
    with database.read(person.db) as conn:
        taken = calendar.busy_between(conn, ME, at(1, 0), at(31, 0))
    assert [one.start for one in taken] == [at(11, 19), at(18, 19), at(25, 19)]
    # the plan moves the session: the repeats go with it
    person.plans(session("a", hour=20), accepted=True)
    assert person.drains().written == 1
    person.syncs()
    with database.read(person.db) as conn:
        assert [one.start.hour for one in calendar.busy_between(conn, ME, at(1, 0), at(31, 0))] == [20, 20, 20]


def test_one_repeat_that_the_person_moved_is_taken_where_it_stands(person: Person) -> None:
    person.plans(session("a"), accepted=True)
    person.drains()
    uid = person.links()["a"].uid
    other = (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260301T000000Z\r\n"
        "RECURRENCE-ID;TZID=Asia/Shanghai:20260311T190000\r\nDTSTART;TZID=Asia/Shanghai:20260312T070000\r\n"
        "DTEND;TZID=Asia/Shanghai:20260312T080000\r\nSUMMARY:early\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    person.edits("数学 a", ("END:VEVENT", "RRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VEVENT"), ("END:VCALENDAR", other))
    report = person.syncs()
    assert (report.our_moved, report.busy) == ((), 1)
    with database.read(person.db) as conn:
        assert [one.start for one in calendar.busy_between(conn, ME, at(1, 0), at(31, 0))] == [at(12, 7)]
