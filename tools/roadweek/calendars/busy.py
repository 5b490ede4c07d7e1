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
from roadweek.calendars.ical import ParsedCalendar, Unreadable, VEvent, expand, values, why
from roadweek.domain.sanitise import sanitised_line

__all__ = ["Instance", "expanded", "instances", "recurring", "recurs", "uid_in", "whole_days"]

MAX_STEPS = 100_000
"""So many steps a rule may take from its first occurrence to the range's end: about 0.3 s. 27 years of 10 a day."""
_STEP_S = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600, "DAILY": 86_400, "WEEKLY": 604_800}
_RECURS = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID|EXRULE)[;:]", re.MULTILINE | re.IGNORECASE)
_UID = re.compile(r"^UID[^:\n]*:(.*(?:\n[ \t].*)*)", re.MULTILINE | re.IGNORECASE)


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


def instances(
    calendar: ParsedCalendar, zone: tzinfo, start: datetime, end: datetime, *, me: Identity = NOBODY
) -> list[Instance]:
    """The busy stretches of one object: all of a single event, those touching ``start``..``end`` of a series.

    Cancelled, declared-free (transparent) and zero-length ones are left out, and invitations that ``me`` has not
    accepted. Raises Unreadable.
    """
    try:
        events: list[VEvent] = list(calendar.walk("VEVENT"))
        found = expanded(calendar, zone, start, end) if recurring(events) else events
        stretches = (_instance(event, zone, me) for event in found)
        return sorted((one for one in stretches if one is not None), key=lambda one: (one.start, one.end))
    except Unreadable:
        raise
    except Exception as error:  # as above
        raise Unreadable(why(error)) from error


def recurring(events: Sequence[VEvent]) -> bool:
    """Whether events repeat, or stand in for one of a series."""
    return any(name in event for event in events for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def expanded(calendar: ParsedCalendar, zone: tzinfo, start: datetime, end: datetime) -> list[VEvent]:
    """Every occurrence of an object's series that touches ``start``..``end``, exceptions applied. Raises Unreadable
    for a rule that would take too long."""
    for event in calendar.walk("VEVENT"):
        _check_bounds(event, end, zone)
    # A day of slack on both sides: the library compares floating times and days in UTC.
    day = timedelta(days=1)
    found = expand(calendar, start - day, end + day)
    return [event for event in found if _stretch(event, zone)[1] > start and _stretch(event, zone)[0] < end]


def _check_bounds(event: VEvent, end: datetime, zone: tzinfo) -> None:
    """Refuse a rule whose expansion would take more than MAX_STEPS steps."""
    for rule in values(event, "RRULE"):
        frequency = str((rule.get("FREQ") or ["DAILY"])[0]).upper()
        interval = max(int((rule.get("INTERVAL") or [1])[0]), 1)
        steps = (end - _stretch(event, zone)[0]).total_seconds() / (_STEP_S.get(frequency, 2_500_000) * interval)
        if until := rule.get("UNTIL"):
            last = _aware(until[0], zone)
            steps = min(steps, (last - _stretch(event, zone)[0]).total_seconds() / _STEP_S.get(frequency, 2_500_000))
        for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            if frequency not in ("HOURLY", "MINUTELY", "SECONDLY"):
                steps *= max(len(rule.get(part) or ()), 1)
        if count := rule.get("COUNT"):
            steps = min(steps, int(count[0]))
        if steps > MAX_STEPS:
            raise Unreadable(f"FREQ={frequency} repeats more than {MAX_STEPS} times")


def _instance(event: VEvent, zone: tzinfo, me: Identity) -> Instance | None:
    if not takes_time(event, me):
        return None
    start, end, all_day = _stretch(event, zone)
    if end < start:
        raise Unreadable("it ends before it starts")
    if end == start:
        return None
    return Instance(start, end, sanitised_line(str(event.get("SUMMARY", ""))), all_day)


def _stretch(event: VEvent, zone: tzinfo) -> tuple[datetime, datetime, bool]:
    begin = event.DTSTART
    if begin is None:
        raise Unreadable("an event without DTSTART")
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
