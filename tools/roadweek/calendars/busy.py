"""Foreign calendar objects as busy times: recurrences, exceptions, zones, floating and all-day events, over a range.

Each object is read by itself: a broken one is counted with its reason and never takes the others down. A rule that
repeats within the day is bounded, because one object must not be able to make us count for minutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from roadweek.calendars.attendance import NOBODY, Identity, takes_time
from roadweek.calendars.bounds import Series, reach
from roadweek.calendars.ical import ParsedCalendar, Unreadable, VEvent, expand, values, why
from roadweek.calendars.mending import Doubt
from roadweek.domain.sanitise import sanitised_line

__all__ = ["Instance", "expanded", "instances", "recurring", "recurs", "stretch_of", "title_in", "uid_in", "whole_days"]

_RECURS = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID|EXRULE)[;:]", re.MULTILINE | re.IGNORECASE)
_UID = re.compile(r"^UID[^:\n]*:(.*(?:\n[ \t].*)*)", re.MULTILINE | re.IGNORECASE)


_SUMMARY = re.compile(r"^SUMMARY(?:;[^:\n]*)?:(.*(?:\n[ \t].*)*)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Instance:
    """One stretch of busy time. All-day ones run from midnight to midnight of the person's zone."""

    start: datetime
    end: datetime
    title: str
    all_day: bool


def recurs(raw: str) -> bool:
    """Whether an object has more than its one instance, so that its instances depend on the range."""
    return _RECURS.search(raw) is not None


def uid_in(raw: str) -> str | None:
    """The first UID of an object, without parsing it."""
    found = _UID.search(raw.replace("\r\n", "\n"))
    return re.sub(r"\n[ \t]", "", found[1]).strip() if found else None


def title_in(raw: str) -> str | None:
    """The first title of an object, without parsing it."""
    found = _SUMMARY.search(raw.replace("\r\n", "\n"))
    text = re.sub(r"\n[ \t]", "", found[1]) if found else ""
    return sanitised_line(re.sub(r"\\([\\;,])", r"\1", text))[:120].strip() or None


def instances(
    calendar: ParsedCalendar,
    zone: tzinfo,
    start: datetime,
    end: datetime,
    *,
    me: Identity = NOBODY,
    doubts: list[Doubt] | None = None,
) -> list[Instance]:
    """The busy stretches of one object: all of a single event, those touching ``start``..``end`` of a series.

    Cancelled, declared-free (transparent) and zero-length ones are left out, and invitations that ``me`` has not
    accepted. What could not be used is added to ``doubts``. Raises Unreadable.
    """
    try:
        events: list[VEvent] = list(calendar.walk("VEVENT"))
        found = expanded(calendar, zone, start, end, doubts) if recurring(events) else events
        stretches = (_instance(event, zone, me) for event in found)
        return sorted((one for one in stretches if one is not None), key=lambda one: (one.start, one.end))
    except Unreadable:
        raise
    except Exception as error:  # as above
        raise Unreadable(why(error)) from error


def recurring(events: Sequence[VEvent]) -> bool:
    """Whether events repeat, or stand in for one of a series."""
    return any(name in event for event in events for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def expanded(
    calendar: ParsedCalendar, zone: tzinfo, start: datetime, end: datetime, doubts: list[Doubt] | None = None
) -> list[VEvent]:
    """Every occurrence of an object's series that touches ``start``..``end``, exceptions applied; what could not be
    done is added to ``doubts``. Raises Unreadable for a rule that would take too long."""
    events = list(calendar.walk("VEVENT"))
    told = doubts if doubts is not None else []
    last = reach(_series(events, zone), start, end)
    if last < end:
        told.append(Doubt("many", _title(events[0]), f"{last.astimezone(zone):%Y-%m-%d}"))
    # A day of slack on both sides: the library compares floating times and days in UTC.
    day = timedelta(days=1)
    try:
        found = expand(calendar, start - day, last + day)
    except Exception as error:  # rules and dates that the library refuses: what stands there once still counts
        told.append(Doubt("rrule", _title(events[0]), why(error)[:80]))
        found = events
    return [event for event in found if stretch_of(event, zone)[1] > start and stretch_of(event, zone)[0] < last]


def _series(events: Sequence[VEvent], zone: tzinfo) -> list[Series]:
    series: list[Series] = []
    for event in events:
        for rule in values(event, "RRULE"):
            begins = stretch_of(event, zone)[0]
            one = Series(rule, begins)
            if until := rule.get("UNTIL"):
                days = (_aware(until[0], zone) - begins).total_seconds() / 86_400 + 1
                one = Series({**rule, "COUNT": [int(min(one.count, max(days * one.steps_a_day(), 1)))]}, begins)
            series.append(one)
    return series


def _title(event: VEvent) -> str:
    return sanitised_line(str(event.get("SUMMARY", "")))[:120]


def _instance(event: VEvent, zone: tzinfo, me: Identity) -> Instance | None:
    if not takes_time(event, me):
        return None
    start, end, all_day = stretch_of(event, zone)
    if end < start:
        raise Unreadable("ends_before")
    if end == start:
        return None
    return Instance(start, end, sanitised_line(str(event.get("SUMMARY", ""))), all_day)


def stretch_of(event: VEvent, zone: tzinfo) -> tuple[datetime, datetime, bool]:
    """Start, end and whether it takes whole days, floating times as those of ``zone``. Raises Unreadable."""
    begin = event.DTSTART
    if begin is None:
        raise Unreadable("no_start")
    finish = event.end  # DTEND, or DTSTART plus DURATION, or RFC 5545's default
    all_day = not isinstance(begin, datetime)
    return _aware(begin, zone), _aware(finish, zone), all_day


def _aware(value: date | datetime, zone: tzinfo) -> datetime:
    """An instant in its own zone; floating times and days are the person's own."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return datetime.combine(value, time(), zone)


def whole_days(start: date, end: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The instants from the first day's midnight to the midnight after the last."""
    return (
        datetime.combine(start, time(), zone).astimezone(UTC),
        datetime.combine(end + timedelta(days=1), time(), zone).astimezone(UTC),
    )
