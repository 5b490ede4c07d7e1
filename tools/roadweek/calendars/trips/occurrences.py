"""A series of trips: one for each of its occurrences over the days that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from roadweek.calendars.ical import ParsedCalendar, VEvent

__all__ = ["events_with_keys", "key_of", "uid_of"]

MOST = 60
"""So many occurrences of one series are trips at most."""
_YEAR = timedelta(days=366)


def events_with_keys(
    calendar: ParsedCalendar, zone: tzinfo, span: tuple[date, date] | None, speaks: Sequence[VEvent]
) -> list[tuple[str, VEvent]]:
    """Every event of an object with the key of its segment: the UID, and the day that it had in its series.

    ``speaks`` are the events that speak of a trip at all: a series is expanded only where one does. ``span`` is the
    days that are looked at, else a year from the first. Raises Unreadable where a rule has no end in reach.
    """
    from roadweek.calendars.busy import expanded, recurring

    events = list(calendar.walk("VEVENT"))
    if not recurring(events):
        return [(uid_of(event), event) for event in events]
    if not speaks:
        return []
    first, last = span or _a_year(events)
    start = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    return [(key_of(event), event) for event in expanded(calendar, zone, start, end)[:MOST]]


def _a_year(events: Sequence[VEvent]) -> tuple[date, date]:
    begins = [one.DTSTART for one in events if one.DTSTART is not None]
    days = [one.date() if isinstance(one, datetime) else one for one in begins]
    return min(days), min(days) + _YEAR


def uid_of(event: VEvent) -> str:
    """The key of an event that has no series."""
    return str(event.get("UID", ""))


def key_of(event: VEvent) -> str:
    """The key of an occurrence: one that was moved keeps the day that it had."""
    stands = event.get("RECURRENCE-ID")
    begins = getattr(stands, "dt", None) or event.DTSTART
    day = begins.date() if isinstance(begins, datetime) else begins
    return f"{uid_of(event)}#{day:%Y%m%d}"
