"""Whether the short way of reading an object says exactly what icalendar says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from roadweek.calendars.attendance import Identity
from roadweek.calendars.busy import instances
from roadweek.calendars.ical import ParsedCalendar, Unreadable, VEvent, parse_fully, parse_telling, values, why
from roadweek.calendars.mending import Doubt
from roadweek.calendars.plain import PlainCalendar
from roadweek.calendars.trips import segments_in

HOME = ZoneInfo("Asia/Shanghai")
ME = Identity.of(("me@example.com",), ("Li Wei", "李伟"))
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NAMES = (
    *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "TRANSP", "CLASS", "ORGANIZER", "ATTENDEE", "CATEGORIES"),
    *("SEQUENCE", "GEO", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "URL", "COMMENT", "X-ROADWEEK-WORKSPACE"),
    *("X-ROADWEEK-SESSION", "X-ROADWEEK-HASH", "X-MICROSOFT-CDO-BUSYSTATUS", "X-APPLE-STRUCTURED-LOCATION", "X-ODD"),
)


def is_read_alike(raw: str) -> bool:
    """Whether the short way takes an object. Fails where what it says then is not what icalendar says."""
    short, doubts = _either(lambda: parse_telling(raw))
    if not isinstance(short, PlainCalendar):
        return False
    full, told = _either(lambda: parse_fully(raw))
    assert doubts == told == (), raw
    assert _said(short) == _said(full), raw
    return True


def _either(read: Callable[[], tuple[ParsedCalendar, tuple[Doubt, ...]]]) -> tuple[Any, tuple[Doubt, ...]]:
    try:
        return read()
    except Unreadable as error:
        return str(error), ()


def _said(calendar: ParsedCalendar) -> dict[str, Any]:
    """All that anybody asks of an object."""
    return {
        "events": [_event(one) for one in calendar.walk("VEVENT")],
        "busy": _tried(lambda: instances(calendar, HOME, _utc(FIRST), _utc(LAST), me=ME)),
        "trips": _tried(lambda: segments_in(calendar, HOME, ME, (FIRST, LAST))),
    }


def _event(event: VEvent) -> dict[str, Any]:
    said: dict[str, Any] = {"start": _tried(lambda: _time(event.DTSTART)), "end": _tried(lambda: _time(event.end))}
    for name in NAMES:
        said[name] = (name in event, _tried(partial(_values, event, name)))
    return said


def _values(event: VEvent, name: str) -> list[Any]:
    return [_value(name, one) for one in values(event, name)]


def _time(value: date | datetime | None) -> tuple[Any, ...]:
    if isinstance(value, datetime):
        return ("time", value.replace(tzinfo=None), repr(value.tzinfo))
    return ("day", value)


def _value(name: str, value: Any) -> Any:
    if name in ("ORGANIZER", "ATTENDEE"):
        return str(value), sorted((key, str(one)) for key, one in value.params.items())
    return value.to_ical() if name in ("CATEGORIES", "GEO") else str(value)


def _tried(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except Exception as error:  # foreign text raises many kinds: the same ones both ways
        return why(error)


def _utc(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
