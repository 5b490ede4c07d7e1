"""Every event of the known calendars between two days, whether or not it takes time: busy, free, cancelled, declined …

Planning reads busy times only; this is for looking. An instance of a series that was cancelled stands in the list as
such; one that was taken out of its series (EXDATE) is gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from roadweek.calendars.attendance import Identity, attendance, is_free, is_poll, takes_time
from roadweek.calendars.busy import expanded, recurring, stretch_of
from roadweek.calendars.ical import VEvent, parse
from roadweek.calendars.trips.occurrences import key_of, uid_of
from roadweek.domain.sanitise import sanitised_line

if TYPE_CHECKING:
    from datetime import date, tzinfo

__all__ = ["EventHold", "ListedEvent", "events_of"]

EventHold = Literal["busy", "free", "cancelled", "declined", "unanswered", "tentative", "poll"]
"""What an event does to the person's time: only ``busy`` takes it."""
_DAY = re.compile(r"^DT(?:START|END)[^:\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_SERIES = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID|DURATION)[;:]", re.MULTILINE | re.IGNORECASE)
_SLACK = timedelta(days=2)


@dataclass(frozen=True)
class ListedEvent:
    """One event, or one time of a series; ``key`` is that of its part in a trip."""

    key: str
    start: datetime
    end: datetime
    title: str
    all_day: bool
    hold: EventHold
    series: bool


def events_of(raw: str, zone: tzinfo, me: Identity, first: date, last: date) -> list[ListedEvent]:
    """The events of one object that touch the days from ``first`` to ``last``, both included. One that cannot be read
    gives none: it is told as unreadable where the calendar is read."""
    if _elsewhere(raw, first, last):
        return []
    start = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    try:
        calendar = parse(raw)
        series = recurring(list(calendar.walk("VEVENT")))
        found = expanded(calendar, zone, start, end) if series else list(calendar.walk("VEVENT"))
        listed = [_listed(event, zone, me, series) for event in found]
    except Exception:  # foreign text raises many kinds
        return []
    return [one for one in listed if one.end > start and one.start < end]


def _elsewhere(raw: str, first: date, last: date) -> bool:
    """Whether all days that a text without series names lie outside, so that it need not be parsed."""
    if _SERIES.search(raw):
        return False
    days = sorted(_DAY.findall(raw))
    return bool(days) and (days[-1] < f"{first - _SLACK:%Y%m%d}" or days[0] > f"{last + _SLACK:%Y%m%d}")


def _listed(event: VEvent, zone: tzinfo, me: Identity, series: bool) -> ListedEvent:
    start, end, all_day = stretch_of(event, zone)
    return ListedEvent(
        key=key_of(event) if series else uid_of(event),
        start=start,
        end=end,
        title=sanitised_line(str(event.get("SUMMARY", "")))[:200],
        all_day=all_day,
        hold=_hold(event, me),
        series=series,
    )


def _hold(event: VEvent, me: Identity) -> EventHold:
    how = attendance(event, me)
    if how in ("cancelled", "declined"):
        return "cancelled" if how == "cancelled" else "declined"
    if is_poll(event):
        return "poll"
    if is_free(event):
        return "free"
    if takes_time(event, me):
        return "busy"
    return "tentative" if how == "tentative" else "unanswered"
