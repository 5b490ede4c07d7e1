"""Plain events are read without a parser, and nobody can tell: what is said of them is what icalendar says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calendars.alike import is_read_alike
from tests.calendars.helpers import ICS
from tests.calendars.trips.scoring import calendar_text, rows

from roadweek.calendars.events import CalendarEvent, EventMark, read_event, signature, uid_of, write_event
from roadweek.calendars.ical import parse

ZONE = (
    *("BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "X-LIC-LOCATION:Europe/Berlin", "BEGIN:DAYLIGHT"),
    *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19700329T020000"),
    *("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "BEGIN:STANDARD", "TZOFFSETFROM:+0200"),
    *("TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    *("END:STANDARD", "END:VTIMEZONE"),
)
ODD_ZONE = tuple(line.replace("Europe/Berlin", "Europe/Bielefeld") for line in ZONE)
ALARM = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Now", "END:VALARM")
TIMED = ("DTSTART;TZID=Europe/Berlin:20260504T190000", "DTEND;TZID=Europe/Berlin:20260504T203000")
INVITED = (
    "ORGANIZER;CN=Ana:mailto:ana@example.com",
    'ATTENDEE;CUTYPE=INDIVIDUAL;CN="Wei, Li";PARTSTAT=ACCEPTED;X-NUM-GUESTS=0:mailto:me@example.com',
)


def text(*lines: str, before: tuple[str, ...] = (), end: str = "\r\n") -> str:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//A//EN", *before, "BEGIN:VEVENT", "UID:one")
    return end.join((*head, *lines, "END:VEVENT", "END:VCALENDAR", ""))


TAKEN = {
    "a time in UTC": text("DTSTART:20260504T170000Z", "DTEND:20260504T180000Z", "SUMMARY:Tee"),
    "a zone and its definition": text(*TIMED, "SUMMARY:Chor", before=("CALSCALE:GREGORIAN", *ZONE)),
    "a zone without one": text(*TIMED, "SUMMARY;LANGUAGE=de:Chor"),
    "whole days": text("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260507", "SUMMARY:出差 柏林"),
    "a floating time, line ends of Unix": text("DTSTART:20260504T090000", "DTEND:20260504T093000", end="\n"),
    "no end": text("DTSTART;VALUE=DATE:20260504", "SUMMARY:Feiertag"),
    "no length": text("DTSTART:20260504T090000", "SUMMARY:Abgabe"),
    "an invitation": text(*TIMED, *INVITED, "STATUS:CONFIRMED", "SEQUENCE:2", "TRANSP:OPAQUE"),
    "an alarm": text(*TIMED, *ALARM, "SUMMARY:Chor"),
    "escapes": text(*TIMED, r"SUMMARY:Chor\, Probe\; \\ laut", r"DESCRIPTION:eins\nzwei\Ndrei \x"),
    "folded lines": text(*TIMED, "SUMMARY:Flug n\r\n ach \r\n\tRom", "LOCATION:Köl\r\n n"),
    "a place with coordinates": text(
        *TIMED,
        "SUMMARY:Hotel",
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Hotel: Adria, Rom":geo:41.9,12.5',
        "GEO:41.9;12.5",
        "CATEGORIES:Travel,Büro",
        "CATEGORIES:Rom",
    ),
    "free": text(*TIMED, "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "CLASS:PRIVATE", "PRIORITY:5"),
}
LEFT = {
    "a series": text(*TIMED, "RRULE:FREQ=DAILY;COUNT=3"),
    "one of a series": text(*TIMED, "RECURRENCE-ID:20260504T170000Z"),
    "more days": text(*TIMED, "RDATE:20260505T170000Z"),
    "a length": text(TIMED[0], "DURATION:PT1H"),
    "a zone of its own": text(*TIMED, before=ODD_ZONE),
    "a zone that nobody knows": text("DTSTART;TZID=Mars/Base:20260504T090000", "DTEND:20260504T180000Z"),
    "Windows' name of a zone": text("DTSTART;TZID=W. Europe Standard Time:20260504T090000"),
    "a default zone": text("DTSTART:20260504T090000", before=("X-WR-TIMEZONE:Europe/Berlin",)),
    "an end before the start": text("DTSTART:20260504T090000", "DTEND:20260504T080000"),
    "a day that ends as it begins": text("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260504"),
    "an end of another kind": text("DTSTART;VALUE=DATE:20260504", "DTEND:20260505T080000"),
    "a day that is none": text("DTSTART:20260231T090000Z"),
    "a leap second": text("DTSTART:20260504T235960Z"),
    "two starts": text("DTSTART:20260504T090000Z", "DTSTART:20260505T090000Z"),
    "no start": text("SUMMARY:Irgendwann"),
    "a task": text(*TIMED).replace("VEVENT", "VTODO"),
    "two events": text(*TIMED, "END:VEVENT", "BEGIN:VEVENT", "UID:two", *TIMED),
    "two calendars": text(*TIMED) + text(*TIMED),
    "cut": text(*TIMED)[:-40],
    "a mark at the beginning": "\ufeff" + text(*TIMED),
    "bare carriage returns": text(*TIMED, end="\r"),
    "an empty line": text(*TIMED, ""),
    "small letters": text(*TIMED, "summary:klein"),
    "a property that nobody knows": text(*TIMED, "CONFERENCE:https://example.com"),
    "a value of another type": text(*TIMED, "X-ODD;VALUE=DATE:20260504"),
    "an alarm that cannot be read": text(*TIMED, *ALARM[:2], "TRIGGER:soon", *ALARM[3:]),
}


@pytest.mark.parametrize("raw", TAKEN.values(), ids=list(TAKEN))
def test_what_most_programs_write_is_read_the_short_way(raw: str) -> None:
    assert is_read_alike(raw)


@pytest.mark.parametrize("raw", LEFT.values(), ids=list(LEFT))
def test_what_is_not_plain_is_left_to_icalendar(raw: str) -> None:
    assert not is_read_alike(raw)


def test_the_cases_are_read_alike() -> None:
    cases = [path.read_bytes().decode("utf-8", "replace") for path in sorted(ICS.glob("*.ics"))]
    assert sum(is_read_alike(raw) for raw in cases) >= 15


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.soak)])
def test_the_labelled_trips_are_read_alike(every: int) -> None:
    sets = ("labelled", "held_back", "second_held_back", "third_held_back")
    trips = [calendar_text([(row["id"], row["lines"])]) for name in sets for row in rows(name)][::every]
    assert sum(is_read_alike(raw) for raw in trips) / len(trips) > 0.9


def test_what_we_write_is_read_the_short_way_in_every_zone() -> None:
    start, end = datetime(2026, 5, 4, 8, tzinfo=UTC), datetime(2026, 5, 4, 10, tzinfo=UTC)
    event = CalendarEvent(uid_of("w1", "me", "s;1,2"), start, end, "Lesen, 2; \\ 数学", "Warum\nso", 2)
    event = replace(event, mark=EventMark("w1", "s;1,2", 3, signature(event)))
    for zone in ("Asia/Shanghai", "America/Argentina/Buenos_Aires", "Europe/London", "UTC"):
        raw = write_event(event, timezone=zone, stamp=datetime(2026, 3, 1, tzinfo=UTC), sequence=2)
        assert is_read_alike(raw)
        read = read_event(raw)
        assert read is not None
        assert (read, read.mark) == (event, event.mark)


def test_a_zone_that_one_object_defines_is_not_another_objects() -> None:
    """However the objects come: icalendar would go on using the first definition that it met."""
    defined = text("DTSTART;TZID=Europe/Bielefeld:20260504T190000", before=ODD_ZONE)
    alone = text("DTSTART;TZID=Europe/Bielefeld:20260504T190000")
    first = parse(alone).walk("VEVENT")[0].DTSTART
    assert isinstance(first, datetime)
    assert first.tzinfo is None
    parse(defined)
    assert first == parse(alone).walk("VEVENT")[0].DTSTART


# -- whatever it says -----------------------------------------------------------------------------------------------

_ALPHABET = st.characters(blacklist_categories=["Cs"])
_SAID = st.text(_ALPHABET | st.sampled_from('\\;:,"^%=\t \x0b\x1c\x85\u2028٣'), max_size=12).map(
    lambda said: said.replace("\r", "").replace("\n", "")
)
_ZONES = ("", ";TZID=Europe/Berlin", ";TZID=America/New_York", ";TZID=UTC", ";TZID=posix/UTC", ";TZID=/Europe/Paris")
_MOMENTS = st.integers(0, 31_000_000).map(lambda s: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=s))
_CLOCKS = st.sampled_from([*[""] * 9, "T235960", "T250000", "T٣٣٣٣٣٣", "", "T0900"])
_USUAL = (
    *("SUMMARY:", "SUMMARY;LANGUAGE=de:", 'DESCRIPTION;ALTREP="cid:a,b":', "LOCATION:", "COMMENT:", "X-ODD:"),
    *("X-ODD;A=b,c:", 'X-ODD;A="b;c":', "X-ODD;VALUE=TEXT:", "X-APPLE-STRUCTURED-LOCATION;VALUE=URI:", "X-WR-A:"),
    *("STATUS:", "TRANSP:", "CLASS:", "URL:", "ATTACH:", "CATEGORIES:", "RELATED-TO:", "X-ROADWEEK-SESSION:"),
    *("ATTENDEE:", "ATTENDEE;CN=Li Wei;PARTSTAT=ACCEPTED:", "ORGANIZER;CN=我:", "X-MICROSOFT-CDO-BUSYSTATUS:"),
)
_ODD = (
    *("GEO:", "SEQUENCE:", "DTSTAMP:", "PRIORITY:", "CREATED:", "RRULE:", "EXDATE:", "RECURRENCE-ID:", "DURATION:"),
    *("X-ODD;VALUE=BINARY:", "SUMMARY;VALUE=DATE:", "X-ODD; A = b :", "X-ODD;A=\\,b:", "Summary:", "DTSTART:", "X-Ö:"),
)
_WORDS = st.sampled_from(
    (
        *("Flug nach Rom", "G7 北京南-上海虹桥", "Team\\, Abend", "CANCELLED", "TRANSPARENT", "FREE", "41.9;12.5", "7"),
        *("20260504T080000Z", "mailto:me@example.com", "geo:41.9,12.5", "FREQ=DAILY;COUNT=2", "PT1H", "Hotel Adria"),
    )
)
_SLIPS = ("\r\n ", "\n\t", "\n", "\r", " ", ";", ":", '"', "\\", ",", "\0", "Z", "\ufeff", "\r\n", "\n\r\n ")


@st.composite
def _times(draw: st.DrawFn) -> list[str]:
    """A start, and mostly an end after it."""
    first, second = sorted((draw(_MOMENTS), draw(_MOMENTS)))
    zones = draw(st.sampled_from(_ZONES)), draw(st.sampled_from(_ZONES))
    ends = zones if draw(st.integers(0, 4)) == 0 else (zones[0], zones[0])
    if draw(st.integers(0, 3)) == 0:
        days = [f"DT{name};VALUE=DATE:{at:%Y%m%d}" for name, at in (("START", first), ("END", second))]
        return days[: draw(st.integers(1, 2))]
    clock = draw(_CLOCKS)
    utc = "" if ends[0] else draw(st.sampled_from(["", "Z"]))
    lines = [f"DTSTART{ends[0]}:{first:%Y%m%d}{clock or f'T{first:%H%M%S}'}{utc}"]
    return [*lines, f"DTEND{ends[1]}:{second:%Y%m%dT%H%M%S}{utc}"][: draw(st.integers(1, 4))]


@st.composite
def _objects(draw: st.DrawFn) -> str:
    values = _WORDS | _SAID
    others = draw(st.lists(st.tuples(st.sampled_from(_USUAL), values).map("".join), max_size=6))
    if draw(st.integers(0, 5)) == 0:
        others.append(draw(st.sampled_from(_ODD)) + draw(values))
    lines = draw(st.permutations([*draw(_times()), *others]))
    before = draw(st.sampled_from([(), ZONE, ("X-WR-CALNAME:A",), ("METHOD:PUBLISH",), ODD_ZONE]))
    after = draw(st.sampled_from([(), ALARM]))
    raw = text(*lines, *after, before=before, end=draw(st.sampled_from(["\r\n", "\n"])))
    if draw(st.integers(0, 3)) == 0:  # a fold, a slip of a hand, something cut out
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.sampled_from(_SLIPS)) + raw[at + draw(st.integers(0, 3)) :]
    return raw


@given(_objects())
@settings(max_examples=100)
def test_any_object_that_is_read_the_short_way_is_read_alike(raw: str) -> None:
    is_read_alike(raw)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@given(_objects())
@settings(max_examples=10_000)
def test_ten_thousand_objects_are_read_alike(raw: str) -> None:
    is_read_alike(raw)


def test_a_zone_of_the_persons_own_is_kept() -> None:
    (event,) = parse(TAKEN["a zone without one"]).walk("VEVENT")
    assert isinstance(event.DTSTART, datetime)
    assert event.DTSTART.tzinfo == ZoneInfo("Europe/Berlin")
