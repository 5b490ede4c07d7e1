"""Plain events need no parser: one event that does not repeat, its lines of the forms that nearly all programs write.

This is no second parser of iCalendar. A text is taken only where every line is one of a few known exactly, and then
says what icalendar would say of it; any other text is not taken, and icalendar reads it. Values other than plain text
(who is invited, categories, coordinates) are read by icalendar from their own lines, when somebody asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

__all__ = ["PlainCalendar", "PlainEvent", "is_zone", "plain_calendar"]

_BARE, _QUOTED = r'[^";:,\\\x00-\x1f\x7f]*', r'"[^"\\\x00-\x1f\x7f]*"'
_HEAD = rf"([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:{_QUOTED}|{_BARE})(?:,(?:{_QUOTED}|{_BARE}))*)*)"
_LINE = re.compile(rf"{_HEAD}:(.*)")
_START = re.compile(
    r"DT(?:START|END)(?:;VALUE=DATE:([0-9]{8})"
    r"|(?:;TZID=([A-Za-z][A-Za-z0-9_+/-]*))?:([0-9]{8})T([0-9]{6})(Z?))"
)
_TEXTS = frozenset(
    (
        *("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "RELATED-TO"),
        *("UID", "STATUS", "TRANSP", "CLASS", "RESOURCES"),
    )
)
"""Read as RFC 5545 has texts (3.3.11); any value is one."""
_OTHERS = frozenset(("ORGANIZER", "ATTENDEE", "CATEGORIES", "URL", "ATTACH"))
"""Never refused by icalendar, whatever they say."""
_STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z?")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_SHAPED = {
    **dict.fromkeys(("DTSTAMP", "CREATED", "LAST-MODIFIED"), _STAMP),
    **dict.fromkeys(("SEQUENCE", "PRIORITY"), _NUMBER),
    "GEO": re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?;-?[0-9]{1,3}(?:\.[0-9]{1,12})?"),
}
_VALUE = re.compile(r"VALUE=(?!(?:URI|TEXT)(?:;|$))")
_CALENDAR = re.compile(r"(?:VERSION|PRODID|CALSCALE|METHOD|X-(?!WR-TIMEZONE)[A-Z0-9-]+):.*")
_ALARM = re.compile(
    r"(?:ACTION|DESCRIPTION|SUMMARY|UID|X-[A-Z0-9-]+|ATTACH;VALUE=URI):.*"
    r"|TRIGGER(?:;RELATED=(?:START|END))?(?:;VALUE=DURATION)?:"
    r"[+-]?P(?:[0-9]{1,4}W|[0-9]{1,4}D|(?:[0-9]{1,4}D)?T(?:[0-9]{1,6}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}S)?)"
    r"|(?:TRIGGER;VALUE=DATE-TIME|ACKNOWLEDGED):([0-9]{8})T([0-9]{6})Z"
    r"|REPEAT:[0-9]{1,4}"
)
_DAY = timedelta(days=1)
_LAST = date(9999, 12, 30)


@dataclass(frozen=True)
class PlainEvent:
    """An event as icalendar has it, so far as :class:`~roadweek.calendars.ical.VEvent` asks."""

    DTSTART: date | datetime
    end: date | datetime
    lines: dict[str, list[tuple[str, str]]]
    """Each property's parameters (with the semicolon before them) and values, as they are written."""

    def __contains__(self, key: object) -> bool:
        return key in self.lines

    def get(self, key: str, default: Any = None) -> Any:
        written = self.lines.get(key)
        if written is None:
            return default
        if len(written) == 1 and "VALUE=" not in (one := written[0])[0]:
            if key in _TEXTS:
                return _unescaped(one[1])
            if key.startswith("X-"):  # RFC 7265, 5.1: of an unknown type, and so verbatim
                return one[1]
        return _by_icalendar(key, written, default)


@dataclass(frozen=True)
class PlainCalendar:
    """An object with one plain event."""

    event: PlainEvent

    def walk(self, name: Literal["VEVENT"]) -> Sequence[PlainEvent]:
        return [self.event]


def plain_calendar(raw: str, known_zone: Callable[[str], bool]) -> PlainCalendar | None:
    """The object, where it is one plain event and nothing about it is to be mended; else None.

    ``known_zone`` tells of a VTIMEZONE's lines whether they are well and define a zone that is known without them.
    """
    text = raw.replace("\r\n", "\n").removesuffix("\n")
    if "\r" in text or "\n\n" in text or text[:16] != "BEGIN:VCALENDAR\n":
        return None
    if "\n " in text or "\n\t" in text:
        text = text.replace("\n ", "").replace("\n\t", "")
    lines = text.split("\n")
    try:
        at = lines.index("BEGIN:VEVENT")
    except ValueError:
        return None
    if lines[-2:] != ["END:VEVENT", "END:VCALENDAR"] or not _header(lines[1:at], known_zone):
        return None
    return _event(lines[at + 1 : -2])


def _header(lines: list[str], known_zone: Callable[[str], bool]) -> bool:
    zone: list[str] | None = None
    for line in lines:
        if zone is not None:
            zone.append(line)
            if line == "END:VTIMEZONE":
                if not known_zone("\n".join(zone)):
                    return False
                zone = None
        elif line == "BEGIN:VTIMEZONE":
            zone = [line]
        elif not _CALENDAR.fullmatch(line):
            return False
    return zone is None


def _event(lines: list[str]) -> PlainCalendar | None:
    times: dict[str, tuple[date | datetime, str | None]] = {}
    found: dict[str, list[tuple[str, str]]] = {}
    alarm = False
    for line in lines:
        if alarm:
            if line == "END:VALARM":
                alarm = False
            elif not _is_alarms(line):
                return None
            continue
        if line == "BEGIN:VALARM":
            alarm = True
            continue
        read = _LINE.fullmatch(line)
        if read is None:
            return None
        name, params, value = read.groups()
        if name == "DTSTART" or name == "DTEND":
            time = _time(line)
            if time is None or name in times:
                return None
            times[name] = time
        elif name in _SHAPED:
            if params or not _SHAPED[name].fullmatch(value):
                return None
        elif not (name in _TEXTS or name in _OTHERS or name.startswith("X-")) or (params and _VALUE.search(params)):
            return None
        found.setdefault(name, []).append((params, value))
    ends = None if alarm else _ended(times)
    return PlainCalendar(PlainEvent(times["DTSTART"][0], ends, found)) if ends is not None else None


def _ended(times: dict[str, tuple[date | datetime, str | None]]) -> date | datetime | None:
    """When it ends; None where there is no start, or the end does not fit it."""
    if "DTSTART" not in times:
        return None
    start, zone = times["DTSTART"]
    timed = isinstance(start, datetime)
    if "DTEND" not in times:
        if not timed and start > _LAST:
            return None
        return start if timed else start + _DAY  # RFC 5545, 3.6.1
    end, end_zone = times["DTEND"]
    if timed is not isinstance(end, datetime) or (not timed and end <= start):
        return None
    if zone == end_zone and isinstance(end, datetime) and isinstance(start, datetime):
        return end if end.replace(tzinfo=None) >= start.replace(tzinfo=None) else None
    return end


def _is_alarms(line: str) -> bool:
    read = _ALARM.fullmatch(line)
    if read is None or (line.startswith("TRIGGER") and line.endswith(("P", "T"))):
        return False
    return not read[1] or _moment(read[1], read[2], None) is not None


def _time(line: str) -> tuple[date | datetime, str | None] | None:
    """A time, with the name of its zone: "" for floating ones, None for days."""
    read = _START.fullmatch(line)
    if read is None:
        return None
    day, name, at, clock, utc = read.groups()
    if day:
        only = _moment(day, "000000", None)
        return (only.date(), None) if only else None
    if utc:
        zone = None if name else _zone("UTC")
    else:
        zone = _zone(name) if name else None
    if zone is None and (name or utc):
        return None
    moment = _moment(at, clock, zone)
    return (moment, "Z" if utc else name or "") if moment else None


def _moment(day: str, clock: str, zone: ZoneInfo | None) -> datetime | None:
    try:
        return datetime(
            *(int(day[:4]), int(day[4:6]), int(day[6:])),
            *(int(clock[:2]), int(clock[2:4]), int(clock[4:])),
            tzinfo=zone,
        )
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def is_zone(name: str) -> bool:
    """Whether a zone is IANA's, written as IANA writes it; not one of the variants that stand beside them."""
    return not name.startswith(("posix", "right/", "/")) and _zone(name) is not None


# -- values ---------------------------------------------------------------------------------------------------------


def _unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    from icalendar.parser import unescape_backslash

    return str(unescape_backslash(value))


def _by_icalendar(key: str, written: list[tuple[str, str]], default: Any) -> Any:
    from icalendar import Event

    lines = (f"{key}{params}:{value}" for params, value in written)
    read = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    return cast(Any, read).get(key, default)
