"""Busy times of foreign events, one tiny .ics file a case."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.calendars.helpers import ICS
from tests.effort import calls

from roadweek.calendars.busy import instances, recurs, uid_in, whole_days
from roadweek.calendars.ical import Unreadable, parse

BERLIN = ZoneInfo("Europe/Berlin")


def text(case: str) -> str:
    return (ICS / f"{case}.ics").read_bytes().decode()


def busy(
    case: str, zone: str = "Asia/Shanghai", first: date = date(2026, 3, 1), last: date = date(2026, 4, 30)
) -> list[str]:
    start, end = whole_days(first, last, ZoneInfo(zone))
    found = instances(parse(text(case)), ZoneInfo(zone), start, end)
    return [f"{one.start:%m-%d %H:%M %z} {int((one.end - one.start).total_seconds() / 60)}" for one in found]


def test_a_single_event_is_busy_once() -> None:
    assert busy("single_utc") == ["03-10 01:00 +0000 60"]


def test_a_weekly_event_keeps_its_wall_clock_over_the_change_to_summer_time() -> None:
    assert busy("weekly_over_dst") == ["03-23 09:00 +0100 60", "03-30 09:00 +0200 60", "04-06 09:00 +0200 60"]


def test_left_out_moved_and_cancelled_occurrences_are_respected() -> None:
    assert busy("exceptions") == ["03-02 18:00 +0100 60", "03-17 20:00 +0100 90"]


def test_extra_dates_count() -> None:
    assert busy("rdate") == ["03-02 10:00 +0000 60", "03-05 10:00 +0000 60", "03-11 12:00 +0000 60"]


def test_an_extra_date_may_have_its_own_length() -> None:
    assert busy("rdate_period") == ["03-02 10:00 +0000 60", "03-04 10:00 +0000 180"]


def test_an_exception_whose_series_was_not_shared_still_counts() -> None:
    assert busy("exception_without_series") == ["03-05 15:00 +0000 60"]


@pytest.mark.parametrize("case", ["all_day", "all_day_without_end"])
def test_an_all_day_event_takes_the_persons_own_day_and_not_one_early(case: str) -> None:
    assert busy(case, "Asia/Shanghai") == ["03-10 00:00 +0800 1440"]
    assert busy(case, "America/Los_Angeles") == ["03-10 00:00 -0700 1440"]


def test_an_all_day_event_on_the_day_that_loses_an_hour_is_an_hour_shorter() -> None:
    start, end = whole_days(date(2026, 3, 29), date(2026, 3, 29), BERLIN)
    shifted = text("all_day").replace("20260311", "20260330").replace("20260310", "20260329")
    (one,) = instances(parse(shifted), BERLIN, start, end)
    assert one.all_day
    assert one.end.timestamp() - one.start.timestamp() == 23 * 3600


def test_a_floating_event_happens_where_the_person_is() -> None:
    assert busy("floating", "Asia/Shanghai") == ["03-10 08:00 +0800 60"]
    assert busy("floating", "Europe/Berlin") == ["03-10 08:00 +0100 60"]


@pytest.mark.parametrize("case", ["cancelled", "transparent", "zero_length", "todo_only"])
def test_what_takes_no_time_is_left_out(case: str) -> None:
    assert busy(case) == []


def test_a_length_stands_for_an_end() -> None:
    assert busy("duration") == ["03-10 08:00 +0000 90"]


def test_a_zone_that_nobody_knows_counts_as_local_time() -> None:
    assert busy("unknown_zone", "Europe/Berlin") == ["03-10 08:00 +0100 60"]


def test_a_zone_by_its_windows_name_is_understood() -> None:
    assert busy("zone_by_windows_name", "Europe/Berlin") == ["03-10 14:00 +0800 60"]


def test_two_objects_may_give_the_same_name_to_different_zones() -> None:
    def one(offset: str) -> str:
        return (
            text("zone_by_windows_name").replace("China Standard Time", "Customized Time Zone").replace("+0800", offset)
        )

    start, end = whole_days(date(2026, 3, 1), date(2026, 4, 30), BERLIN)
    found = [instances(parse(one(offset)), BERLIN, start, end)[0].start for offset in ("+0800", "-0300")]
    assert [at.utcoffset() for at in found] == [timedelta(hours=8), timedelta(hours=-3)]


def test_a_zone_with_a_vendors_prefix_is_understood() -> None:
    raw = text("unknown_zone").replace("Nowhere/Atlantis", "/freeassociation.sourceforge.net/Asia/Tokyo")
    start, end = whole_days(date(2026, 3, 1), date(2026, 4, 30), BERLIN)
    assert instances(parse(raw), BERLIN, start, end)[0].start.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize("case", ["broken_date", "broken_cut_off"])
def test_a_broken_object_says_why(case: str) -> None:
    with pytest.raises(Unreadable) as caught:
        busy(case)
    assert str(caught.value)


@pytest.mark.parametrize("case", ["every_second_for_ever", "daily_by_every_minute"])
def test_a_rule_that_never_stops_counting_is_refused_at_once(case: str) -> None:
    def refuse() -> None:
        with pytest.raises(Unreadable, match="too_often"):
            busy(case)

    refuse()
    assert calls(refuse) < 100_000  # expanding either takes many millions


def test_a_short_rule_within_the_day_is_expanded() -> None:
    assert len(busy("hourly_for_a_day")) == 24


def test_a_daily_event_of_many_years_is_expanded_in_the_range_only() -> None:
    found = busy("daily_since_long_ago", first=date(2026, 3, 1), last=date(2026, 3, 7))
    assert [line[:5] for line in found] == [f"03-0{day}" for day in range(1, 8)]


def test_only_what_touches_the_range_is_given() -> None:
    assert busy("weekly_over_dst", "Europe/Berlin", date(2026, 3, 30), date(2026, 3, 30)) == ["03-30 09:00 +0200 60"]


def test_series_are_told_from_single_events_without_parsing() -> None:
    assert recurs(text("weekly_over_dst"))
    assert recurs(text("rdate"))
    assert recurs(text("exception_without_series"))
    assert not recurs(text("single_utc"))


def test_a_folded_uid_is_found_without_parsing() -> None:
    assert uid_in("BEGIN:VEVENT\r\nUID:a-very\r\n -long-one\r\nEND:VEVENT\r\n") == "a-very-long-one"
    assert uid_in("BEGIN:VEVENT\r\nEND:VEVENT\r\n") is None
