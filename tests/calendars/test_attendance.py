"""Nobody's event is believed unseen: whose an invitation is, what it takes of the day, and whether its trip counts."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from roadweek.calendars.attendance import Identity
from roadweek.calendars.busy import instances
from roadweek.calendars.ical import parse
from roadweek.calendars.trips import evidence_text, trips_in

ME = Identity.of(("Ada@Example.org", "ada@home.example"), ("Ada Lovelace", "艾达"))
NOBODY = Identity.of((), ())
BOSS = "ORGANIZER;CN=Boss:mailto:boss@corp.example"
ZONE = ZoneInfo("Asia/Shanghai")


def event(*lines: str, title: str = "Business trip to Shenzhen", days: bool = True) -> str:
    when = (
        ("DTSTART;VALUE=DATE:20260311", "DTEND;VALUE=DATE:20260314")
        if days
        else ("DTSTART:20260311T100000Z", "DTEND:20260311T120000Z")
    )
    body = "\n".join(("UID:x", "DTSTAMP:20260301T000000Z", *when, f"SUMMARY:{title}", *lines))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{body}\nEND:VEVENT\nEND:VCALENDAR\n"


def state(text: str, me: Identity = ME) -> str:
    found = trips_in(parse(text), ZONE, me)
    assert all(evidence_text(code, lang) for trip in found for code in trip.evidence for lang in ("en", "zh"))
    return found[0].as_trip().state if found else "none"


def busy(text: str, me: Identity = ME) -> bool:
    return bool(instances(parse(text), ZONE, datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC), me=me))


@pytest.mark.parametrize(
    ("lines", "trip", "taken"),
    [
        ((), "confirmed", True),
        (("STATUS:CONFIRMED",), "confirmed", True),
        (("TRANSP:TRANSPARENT",), "suspected", False),
        (("STATUS:TENTATIVE",), "suspected", True),
        (("STATUS:CANCELLED",), "none", False),
        ((BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org"), "confirmed", True),
        ((BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:ADA@HOME.EXAMPLE"), "confirmed", True),
        ((BOSS, "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ada@example.org:urn:uuid:7"), "confirmed", True),
        ((BOSS, "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.org"), "none", False),
        ((BOSS, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ada@example.org"), "suspected", False),
        ((BOSS, "ATTENDEE:mailto:ada@example.org"), "suspected", False),
        ((BOSS, "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ada@example.org"), "suspected", False),
        ((BOSS, "ATTENDEE;PARTSTAT=DELEGATED:mailto:ada@example.org"), "suspected", False),
        ((BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org", "TRANSP:TRANSPARENT"), "suspected", False),
        ((BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org", "STATUS:CANCELLED"), "none", False),
        ((BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:someone@corp.example"), "suspected", True),
        ((BOSS, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:team@corp.example"), "suspected", False),
        ((BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org.evil.example"), "suspected", True),
        ((BOSS, "ATTENDEE;CN=Ada Lovelace;PARTSTAT=ACCEPTED:mailto:other@evil.example"), "suspected", True),
        (("ORGANIZER:mailto:ada@example.org", "ATTENDEE:mailto:guest@x.example"), "confirmed", True),
        ((BOSS,), "suspected", True),
    ],
)  # fmt: skip
def test_an_invitation_counts_as_the_person_answered_it(lines: tuple[str, ...], trip: str, taken: bool) -> None:
    assert (state(event(*lines)), busy(event(*lines, days=False))) == (trip, taken)


@pytest.mark.parametrize(
    "lines",
    [
        (BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org"),
        (BOSS, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ada@example.org"),
        (BOSS,),
        ("ORGANIZER:mailto:ada@example.org", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@x.example"),
    ],
)
def test_where_it_is_not_known_who_the_person_is_every_invitation_is_only_suspected(lines: tuple[str, ...]) -> None:
    assert state(event(*lines), NOBODY) == "suspected"


def test_all_who_were_asked_declined_and_that_is_no_trip_whoever_the_person_is() -> None:
    assert state(event(BOSS, "ATTENDEE;PARTSTAT=DECLINED:mailto:somebody@x.example"), NOBODY) == "none"


def test_the_calendars_user_stands_in_for_an_address_and_a_plain_name_does_not() -> None:
    lines = (BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@dav.example")
    assert state(event(*lines), Identity.of((), (), "ada@dav.example")) == "confirmed"
    assert state(event(*lines), Identity.of((), (), "ada")) == "suspected"


def test_a_name_counts_where_no_address_could_say_otherwise() -> None:
    line = "ATTENDEE;CN=艾达;PARTSTAT=ACCEPTED:urn:uuid:3"
    assert state(event(BOSS, line)) == "confirmed"


@pytest.mark.parametrize(
    ("lines", "state_"),
    [
        (("TRANSP:OPAQUE",), "confirmed"),
        (("TRANSP:transparent",), "suspected"),
        (("X-MICROSOFT-CDO-BUSYSTATUS:FREE",), "suspected"),
        (("X-MICROSOFT-CDO-BUSYSTATUS:OOF",), "confirmed"),
        (("TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), "confirmed"),
        (("TRANSP:TRANSPARENT", "STATUS:CONFIRMED"), "suspected"),
        (("TRANSP:TRANSPARENT", "ORGANIZER:mailto:ada@example.org", "ATTENDEE:mailto:guest@x.example"), "suspected"),
    ],
)
def test_an_own_trip_that_is_marked_free_is_asked_about_and_says_so(lines: tuple[str, ...], state_: str) -> None:
    assert state(event(*lines)) == state_
    (found,) = trips_in(parse(event(*lines)), ZONE, ME)
    assert ("free:" in found.evidence) is (state_ == "suspected")


def test_outlooks_own_word_for_free_is_free() -> None:
    assert not busy(event("X-MICROSOFT-CDO-BUSYSTATUS:FREE", days=False))
    assert busy(event("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", days=False))


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        ("Doodle: board dinner", False),
        ("Poll: which evening?", False),
        ("Terminumfrage Elternabend", False),
        ("投票：聚会时间", False),
        ("Choir evening (option 2)", False),
        ("Pollen count talk", True),
        ("Doodling class", True),
        ("Polling station duty", True),
    ],
)
def test_a_time_that_is_only_asked_about_is_free(title: str, taken: bool) -> None:
    assert busy(event(title=title, days=False)) is taken


def test_a_whole_day_that_nobody_accepted_is_an_announcement() -> None:
    assert not busy(event(BOSS, title="Open day"))
    assert not busy(event(BOSS, "ATTENDEE:mailto:ada@example.org", title="Open day"))
    assert busy(event(BOSS, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org", title="Open day"))
    assert busy(event(title="Open day"))
