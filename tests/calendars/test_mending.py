"""One bad property costs that property, not the event; what it was is told with the event's title."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from roadweek.calendars import busy
from roadweek.calendars.busy import instances
from roadweek.calendars.ical import Unreadable, parse_telling
from roadweek.calendars.mending import Doubt, mended
from roadweek.messages import say
from roadweek.usecases.calendar_meeting import why_unreadable

HOME = ZoneInfo("Europe/Berlin")
FIRST, LAST = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def event(*lines: str, before: tuple[str, ...] = (), title: str = "Chor") -> str:
    body = ("UID:one", "DTSTAMP:20260101T000000Z", f"SUMMARY:{title}", *lines)
    all_ = ("BEGIN:VCALENDAR", "VERSION:2.0", *before, "BEGIN:VEVENT", *body, "END:VEVENT", "END:VCALENDAR")
    return "".join(f"{line}\r\n" for line in all_)


def read(raw: str, zone: ZoneInfo = HOME) -> tuple[list[str], list[Doubt]]:
    """Busy times in UTC, and what was doubted."""
    calendar, told = parse_telling(raw)
    doubts = list(told)
    found = instances(calendar, zone, FIRST, LAST, doubts=doubts)
    times = [
        f"{one.start.astimezone(UTC):%m-%d %H:%M}+{(one.end - one.start).total_seconds() / 3600:g}h" for one in found
    ]
    return times, doubts


TIMED = ("DTSTART:20260504T170000Z", "DTEND:20260504T190000Z")


def test_what_is_well_is_handed_on_as_it_is() -> None:
    raw = event(*TIMED, "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO", "EXDATE:20260511T170000Z")
    assert mended(raw) == (raw, ())
    assert read(raw) == (["05-04 17:00+2h", "05-18 17:00+2h"], [])


@pytest.mark.parametrize(
    ("lines", "times", "codes"),
    [
        ((*TIMED, "RRULE:FREQ=FORTNIGHTLY"), ["05-04 17:00+2h"], ["rrule"]),
        ((*TIMED, "RRULE:FREQ=DAILY;INTERVALL=2"), ["05-04 17:00+2h"], ["rrule"]),
        ((*TIMED, "RRULE:FREQ=DAILY;COUNT=none"), ["05-04 17:00+2h"], ["rrule"]),
        ((*TIMED, "RRULE:FREQ=DAILY;UNTIL=soon"), ["05-04 17:00+2h"], ["rrule"]),
        ((*TIMED, "RRULE:FREQ=WEEKLY;BYDAY=XX"), ["05-04 17:00+2h"], ["rrule"]),
        ((*TIMED, "RRULE:"), ["05-04 17:00+2h"], ["rrule"]),
        (
            (*TIMED, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260505T170000Z,yesterday"),
            ["05-04 17:00+2h", "05-06 17:00+2h"],
            ["exdate"],
        ),
        ((*TIMED, "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20261399T170000Z"), ["05-04 17:00+2h"], ["exdate"]),
        ((*TIMED, "RDATE:20260506T170000Z,later"), ["05-04 17:00+2h", "05-06 17:00+2h"], ["rdate"]),
        (("DTSTART:20260504T170000Z", "DTEND:late"), ["05-04 17:00+1h"], ["end"]),
        (("DTSTART:20260504T170000Z", "DURATION:two hours"), ["05-04 17:00+1h"], ["end"]),
        (("DTSTART:20260504T170000Z", "DURATION:-PT1H"), ["05-04 17:00+1h"], ["end_before"]),
        (("DTSTART:20260504T170000Z", "DTEND:20260504T160000Z"), ["05-04 17:00+1h"], ["end_before"]),
        (("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260501"), ["05-03 22:00+24h"], ["end_before"]),
        (("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260504"), ["05-03 22:00+24h"], []),
        (("DTSTART;VALUE=DATE:20260504", "DTEND:20260505T100000Z"), ["05-03 22:00+24h"], ["end_type"]),
        (("DTSTART:20260504T170000Z", "DTEND;VALUE=DATE:20260505"), ["05-04 17:00+5h"], ["end_type"]),
        ((*TIMED, "RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT"), ["05-04 17:00+2h"], []),
        ((*TIMED, "RRULE:RSCALE=HEBREW;FREQ=YEARLY"), ["05-04 17:00+2h"], ["rscale"]),
        (
            ("DTSTART;TZID=Atlantis:20260504T170000", "DTEND;TZID=Atlantis:20260504T180000"),
            ["05-04 15:00+1h"],
            ["zone"],
        ),
    ],
)  # fmt: skip
def test_one_bad_property_costs_that_property(lines: tuple[str, ...], times: list[str], codes: list[str]) -> None:
    found, doubts = read(event(*lines))
    assert found == times
    assert [(one.code, one.title) for one in doubts] == [(code, "Chor") for code in codes]
    for one in doubts:
        assert all(one.detail in say(f"damage.doubt_{one.code}", lang, detail=one.detail) for lang in ("en", "zh"))


@pytest.mark.parametrize(
    ("name", "utc"),
    [("GMT+0530", "11:30"), ("UTC-03:00", "20:00"), ("+08:00", "09:00"), ("UTC+9", "08:00"), ("(GMT-05:00)", "22:00")],
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_a_zone_called_by_its_offset_is_that_wherever_the_person_is(name: str, utc: str, zone: str) -> None:
    raw = event(f"DTSTART;TZID={name}:20260504T170000", f"DTEND;TZID={name}:20260504T180000")
    assert read(raw, ZoneInfo(zone)) == ([f"05-04 {utc}+1h"], [])


def test_floating_times_are_in_the_zone_that_their_calendar_names() -> None:
    lines = ("DTSTART:20260504T170000", "DTEND:20260504T180000", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260505T170000")
    assert read(event(*lines, before=("X-WR-TIMEZONE:Asia/Tokyo",))) == (["05-04 08:00+1h"], [])
    assert read(event(*lines, before=("X-WR-TIMEZONE:Nowhere/Known",))) == (
        ["05-04 15:00+1h"],
        [Doubt("zone", "Chor", "Nowhere/Known")],
    )


def test_an_empty_zone_and_a_byte_order_mark_cost_nothing() -> None:
    raw = event(*TIMED, before=("BEGIN:VTIMEZONE", "TZID:Odd", "END:VTIMEZONE"))
    assert read(f"\ufeff{raw}") == (["05-04 17:00+2h"], [])


def test_several_calendars_in_one_text_are_read_as_one_each_with_its_own_zone() -> None:
    one = event("DTSTART:20260504T170000", "DTEND:20260504T180000", before=("X-WR-TIMEZONE:Asia/Tokyo",))
    other = event("DTSTART:20260506T170000", "DTEND:20260506T180000").replace("UID:one", "UID:two")
    assert read(one + other) == (["05-04 08:00+1h", "05-06 15:00+1h"], [])


def test_an_event_without_a_readable_start_is_not_guessed() -> None:
    with pytest.raises(Unreadable):
        read(event("DTSTART:morgen frueh", "DTEND:20260504T190000Z"))


def test_a_bad_line_within_an_alarm_is_left_alone() -> None:
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "RRULE:whatever", "DURATION:never", "END:VALARM")
    raw = event(*TIMED, *alarm)
    assert mended(raw) == (raw, ())


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;COUNT=100000000",
        "FREQ=MINUTELY;COUNT=200000",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,10,20,30,40,50",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=1,2,3,4,5,6,7,8,9;BYMINUTE=1,2,3,4,5,6,7,8,9",
        "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6;BYDAY=SA,SU;BYHOUR=9,10,11;BYMINUTE=1,2,3,4,5,6,7,8,9;BYSECOND=1,2,3,4",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8,9,10,11,12,13,14,15,16,17;BYMINUTE=0,10,20,30,40,50",
    ],
)
def test_no_rule_makes_us_count_for_long(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a rule is refused for what it says; expanding the least of them takes a minute."""

    def expand(*args: object) -> None:
        pytest.fail("it was expanded")

    monkeypatch.setattr(busy, "expand", expand)
    with pytest.raises(Unreadable, match="too_often"):
        read(event(*TIMED, f"RRULE:{rule}"))


def test_what_comes_every_hour_is_expanded_over_fewer_days_and_told() -> None:
    times, (doubt,) = read(event("DTSTART:20260504T000000Z", "DTEND:20260504T000500Z", "RRULE:FREQ=HOURLY"))
    assert 800 < len(times) <= 1000
    assert (doubt.code, doubt.detail) == ("many", "2026-06-11")


@pytest.mark.parametrize(
    ("rule", "en", "zh"),
    [
        ("FREQ=SECONDLY;INTERVAL=3", "it repeats more than 50000 times", "重复超过 50000 次"),
        ("FREQ=HOURLY;BYMINUTE=0,15,30,45", "times in 35 days", "35 天内重复超过"),
    ],
)
def test_why_a_rule_is_refused_is_said_in_the_persons_language(rule: str, en: str, zh: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(event(*TIMED, f"RRULE:{rule}"))
    said = {lang: why_unreadable(str(refused.value), lang) for lang in ("en", "zh")}
    assert en in said["en"]
    assert zh in said["zh"]
    assert not re.search("[a-z]{3}", said["zh"])


def test_what_a_library_said_of_an_object_stays_as_it_is() -> None:
    assert why_unreadable("ValueError: 13 is no month", "zh") == "ValueError: 13 is no month"
