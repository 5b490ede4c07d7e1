"""Our own events as text: written the same every time, read back, rewritten without losing a foreign line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.calendars.helpers import session

from roadweek.calendars.events import (
    CalendarEvent,
    Signature,
    describe,
    event_of,
    read_event,
    rewrite,
    same,
    signature,
    uid_of,
    write_event,
)

STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVENT = CalendarEvent(
    "roadweek-1", datetime(2026, 3, 29, 17, tzinfo=UTC), datetime(2026, 3, 29, 18, tzinfo=UTC), "Reading", "because"
)

ZONES = [
    *("Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "UTC"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Europe/Dublin", "America/Sao_Paulo"),
]
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85"), max_size=90)


def written(event: CalendarEvent = EVENT, zone: str = "Europe/Berlin", sequence: int = 0) -> str:
    return write_event(event, timezone=zone, stamp=STAMP, sequence=sequence)


def test_the_same_session_is_written_to_the_same_bytes() -> None:
    assert written() == written()


def test_an_event_has_an_end_a_zone_and_the_stamp_it_was_given() -> None:
    text = written(sequence=4)
    assert "DTEND;TZID=Europe/Berlin:20260329T200000\r\n" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n" in text
    assert "DTSTAMP:20260301T120000Z\r\n" in text
    assert "SEQUENCE:4\r\n" in text


def test_the_zone_changes_at_the_wall_clock_before_the_change() -> None:
    assert "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n" in written()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", [1, 4, 7, 10, 11])
def test_the_zone_that_is_written_along_gives_the_right_instant_to_a_reader_that_knows_no_zones(
    zone: str, month: int
) -> None:
    start = datetime(2026, month, 3, 15, 30, tzinfo=ZoneInfo(zone))
    event = CalendarEvent("u", start.astimezone(UTC), (start + timedelta(hours=1)).astimezone(UTC), "x", "")
    text = written(event, zone).replace(f"TZID={zone}", "TZID=Made up").replace(f"TZID:{zone}", "TZID:Made up")
    read = read_event(text, "u")
    assert read is not None
    assert (read.start, read.end) == (event.start, event.end)


@given(
    summary=words,
    note=words,
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    minutes=st.integers(1, 600),
)
def test_whatever_is_written_reads_back_as_the_same_event(
    summary: str, note: str, zone: str, start: datetime, minutes: int
) -> None:
    start = start.replace(microsecond=0)
    event = CalendarEvent("u", start, start + timedelta(minutes=minutes), summary, note)
    text = written(event, zone)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = read_event(text, "u")
    assert read is not None
    assert same(read, event)


def test_the_hour_that_comes_twice_keeps_its_instant() -> None:
    start = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 in Berlin for the second time
    event = CalendarEvent("u", start, start + timedelta(minutes=20), "x", "")
    read = read_event(written(event), "u")
    assert read is not None
    assert same(read, event)


def test_a_uid_is_stable_and_differs_between_workspaces_people_and_sessions() -> None:
    assert uid_of("w", "me", "s") == uid_of("w", "me", "s")
    assert len({uid_of("w", "me", "s"), uid_of("v", "me", "s"), uid_of("w", "you", "s"), uid_of("w", "me", "t")}) == 4
    assert uid_of("w", "m", "es") != uid_of("w", "me", "s")


def test_a_session_tells_its_reason_in_the_persons_language() -> None:
    assert describe(session("a"), "zh") == "按你的要求"
    assert describe(session("a"), "en") == "you asked for it"


def test_reordering_refolding_and_stamps_do_not_change_the_signature() -> None:
    text = written()
    lines = text.split("\r\n")
    summary = next(line for line in lines if line.startswith("SUMMARY"))
    lines.remove(summary)
    lines.insert(lines.index("BEGIN:VEVENT") + 1, summary[:3] + "\n " + summary[3:])
    other = "\n".join(lines).replace("20260301T120000Z", "20270101T000000Z")
    one, two = read_event(text), read_event(other)
    assert one is not None
    assert two is not None
    assert same(one, two)
    assert Signature.parse(str(signature(one))) == signature(two)


def test_the_same_instant_in_another_zone_is_the_same_time() -> None:
    one, two = read_event(written(zone="Asia/Shanghai")), read_event(written(zone="America/New_York"))
    assert one is not None
    assert two is not None
    assert same(one, two)


def test_a_rewrite_keeps_foreign_lines_byte_for_byte() -> None:
    foreign = (
        'X-PHONE-COLOR;X-A="b:c":blue\r\nLOCATION:the long\r\n er place\\, upstairs\r\n'
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:ring\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\n"
    )
    existing = written().replace("SUMMARY:", foreign + "SUMMARY:")
    later = CalendarEvent(EVENT.uid, EVENT.start + timedelta(days=1), EVENT.end + timedelta(days=1), "Reading 2", "")
    text = rewrite(existing, later, timezone="Asia/Shanghai", stamp=STAMP, sequence=1)
    for line in ('X-PHONE-COLOR;X-A="b:c":blue', "TRIGGER:-PT10M", "DESCRIPTION:ring"):
        assert f"{line}\r\n" in text
    assert "LOCATION:the longer place\\, upstairs" in text.replace("\r\n ", "")
    assert "because" not in text
    assert text.count("SUMMARY:") == 1
    read = read_event(text)
    assert read is not None
    assert same(read, later)
    calendar: Any = Calendar.from_ical(text)  # its components have no common type
    assert len(calendar.walk("VALARM")) == 1


def test_a_rewrite_leaves_what_the_person_changed() -> None:
    existing = written().replace("SUMMARY:Reading", "SUMMARY:Reading with Bo")
    text = rewrite(existing, EVENT, timezone="Europe/Berlin", stamp=STAMP, sequence=1, keep=["SUMMARY"])
    assert "SUMMARY:Reading with Bo\r\n" in text
    assert text.count("SUMMARY") == 1


def test_a_rewrite_of_text_without_our_event_writes_it_anew() -> None:
    assert rewrite("nonsense", EVENT, timezone="Europe/Berlin", stamp=STAMP, sequence=0) == written()


@pytest.mark.parametrize("text", ["", "nonsense", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_text_without_our_event_reads_as_none(text: str) -> None:
    assert read_event(text, "roadweek-1") is None


def test_line_ends_and_control_characters_in_a_title_cannot_break_out_of_it() -> None:
    event = CalendarEvent("u", EVENT.start, EVENT.end, "a\r\nRRULE:FREQ=DAILY\x00\x1b[2J", "")
    text = written(event)
    assert "\r\nRRULE" not in text
    assert "\x00" not in text
    assert "\x1b" not in text


def test_a_sessions_event_has_its_instants_and_its_title() -> None:
    one = session("a", hour=20, minutes=45)
    event = event_of(one, "u", "note")
    assert (event.start, event.end, event.summary) == (one.start, one.end, one.title)
