"""Our sessions as calendar events: writing them, reading them back, and telling whose hand changed what.

An event is written by hand, so that the same session gives the same bytes, always with DTEND and a VTIMEZONE. When
it is written again, only our own lines change: whatever a phone added (alarms, colours, places) stays byte for byte.
Servers reorder and refold what they store, so two events are compared by :func:`signature`, never by text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from roadweek.calendars.ical import VEvent, parse
from roadweek.domain.base import Language
from roadweek.domain.sanitise import FIELD, sanitised, sanitised_line
from roadweek.domain.week import Session

__all__ = [
    "UIDS",
    "CalendarEvent",
    "EventMark",
    "Signature",
    "describe",
    "event_of",
    "is_our_uid",
    "read_event",
    "rewrite",
    "same",
    "signature",
    "uid_of",
    "write_event",
]

_PRODID = "-//Roadweek//Roadweek//EN"
_OURS = (
    *("DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "SEQUENCE", "STATUS"),
    *("X-ROADWEEK-WORKSPACE", "X-ROADWEEK-SESSION", "X-ROADWEEK-VERSION", "X-ROADWEEK-HASH"),
)
_UID = re.compile(r"roadweek-[0-9a-f]{32}")


@dataclass(frozen=True)
class CalendarEvent:
    """What we read of an event: instants in UTC, text as a person sees it; ``mark`` where we wrote it."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    description: str
    sequence: int = 0
    cancelled: bool = False
    mark: EventMark | None = field(default=None, compare=False)
    all_day: bool = field(default=False, compare=False)
    """A phone made a whole day of it, which says a day and no hour."""


@dataclass(frozen=True)
class EventMark:
    """What an event of ours says of itself: who wrote it, for which session, from which version of the plan, and the
    signature of what was written. It outlives the database, so that our own writing is never taken for a person's.
    """

    workspace: str
    session: str
    version: int
    content: Signature

    def lines(self) -> list[str]:
        return [
            f"X-ROADWEEK-WORKSPACE:{_escaped(self.workspace)}",
            f"X-ROADWEEK-SESSION:{_escaped(self.session)}",
            f"X-ROADWEEK-VERSION:{self.version}",
            f"X-ROADWEEK-HASH:{self.content}",
        ]


@dataclass(frozen=True)
class Signature:
    """Normalised content, in three parts that are compared apart: when, what it is called, what it says."""

    times: str
    summary: str
    description: str

    def __str__(self) -> str:
        return f"{self.times}.{self.summary}.{self.description}"

    @classmethod
    def parse(cls, text: str) -> Signature:
        times, summary, description = text.split(".")
        return cls(times, summary, description)


UIDS = 4
"""So many UIDs a session may be given, one after the other."""


def uid_of(workspace: str, person: str, session: str, turn: int = 0) -> str:
    """The calendar UID of a session: stable, unique over workspaces, and safe as a file name.

    ``turn`` counts up to UIDS: some servers never again take a UID that was deleted.
    """
    name = "\0".join((workspace, person, session, *((str(turn),) if turn else ())))
    return f"roadweek-{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def is_our_uid(uid: str) -> bool:
    """Whether a UID is of the kind that we give: all that tells of events from before they carried a mark."""
    return _UID.fullmatch(uid) is not None


def describe(session: Session, lang: Language) -> str:
    """The words under an event: why it stands there."""
    from roadweek.messages import say

    if session.reason is None:
        return ""
    try:
        return say(f"reasons.{session.reason.words}", lang, **session.reason.params)
    except KeyError:  # a number is missing: no reason to keep the event out of the calendar
        return ""


def signature(event: CalendarEvent) -> Signature:
    """The event's content, free of what servers change: order, folding, stamps, zone names, line ends."""
    return Signature(
        _short(f"{int(event.start.timestamp())} {int(event.end.timestamp())} {event.cancelled}"),
        _short(_plain(event.summary)),
        _short(_plain(event.description)),
    )


def same(one: CalendarEvent, other: CalendarEvent) -> bool:
    return one.uid == other.uid and signature(one) == signature(other)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in sanitised(text).strip().split("\n"))


def event_of(session: Session, uid: str, note: str) -> CalendarEvent:
    """The event that ``session`` becomes, as it will be read back."""
    title, note = sanitised_line(session.title), sanitised(note, FIELD)
    return CalendarEvent(uid, session.start.astimezone(UTC), session.end.astimezone(UTC), title, note)


def write_event(event: CalendarEvent, *, timezone: str, stamp: datetime, sequence: int) -> str:
    """The event as a whole iCalendar object, times in the named zone, with the event's mark."""
    zone = ZoneInfo(timezone)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODID}",
        *_zone_lines(timezone, event.start.astimezone(zone).year),
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        *_own_lines(event, timezone, zone, stamp, sequence),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return _text(lines)


def rewrite(
    existing: str, event: CalendarEvent, *, timezone: str, stamp: datetime, sequence: int, keep: Iterable[str] = ()
) -> str:
    """``existing`` with our own lines new and all others as they were.

    ``keep`` names properties of ours that the person has changed (SUMMARY, DESCRIPTION): theirs stay.
    """
    zone = ZoneInfo(timezone)
    kept = set(keep)
    lines = _unfolded(existing)
    span = _find(lines, event.uid)
    if span is None:
        return write_event(event, timezone=timezone, stamp=stamp, sequence=sequence)
    first, last = span
    ours = [name for name in _OURS if name not in kept]
    own = [line for line in _own_lines(event, timezone, zone, stamp, sequence) if _name(line) not in kept]
    body: list[str] = []
    depth = 0
    for line in lines[first + 1 : last]:
        depth += line.upper().startswith("BEGIN:")
        if depth or _name(line) not in ours:
            body.append(line)
        depth -= line.upper().startswith("END:")
    has_zone = any(line.upper() == f"TZID:{timezone}".upper() for line in lines)
    zone_lines = () if has_zone else _zone_lines(timezone, event.start.astimezone(zone).year)
    return _text([*lines[:first], *zone_lines, lines[first], *own, *body, *lines[last:]])


def read_event(text: str, uid: str | None = None, zone: tzinfo = UTC) -> CalendarEvent | None:
    """Our event in an object (the one with ``uid``, else its only one); None where it is broken or not there.

    A day or a floating time, which a phone may have made of it, is one of ``zone``.
    """
    try:
        for component in parse(text).walk("VEVENT"):
            if "RECURRENCE-ID" in component or (uid is not None and str(component.get("UID")) != uid):
                continue
            start, end = _instant(component.DTSTART, zone), _instant(component.end, zone)
            if start is None or end is None:
                return None
            return CalendarEvent(
                str(component.get("UID", "")),
                start,
                end,
                str(component.get("SUMMARY", "")),
                str(component.get("DESCRIPTION", "")),
                int(component.get("SEQUENCE", 0)),
                str(component.get("STATUS", "")).upper() == "CANCELLED",
                _mark(component),
                not isinstance(component.DTSTART, datetime),
            )
    except Exception:  # whatever a foreign hand wrote: icalendar raises many kinds for it
        return None
    return None


def _mark(component: VEvent) -> EventMark | None:
    workspace, session, version, content = (
        component.get(f"X-ROADWEEK-{name}") for name in ("WORKSPACE", "SESSION", "VERSION", "HASH")
    )
    if workspace is None or session is None:
        return None
    try:
        return EventMark(str(workspace), _unescaped(str(session)), int(version), Signature.parse(str(content)))
    except (TypeError, ValueError):  # a hand has been at it
        return None


def _instant(value: object, zone: tzinfo) -> datetime | None:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone).astimezone(UTC)
    return None


# -- lines ----------------------------------------------------------------------------------------------------------


def _own_lines(event: CalendarEvent, timezone: str, zone: tzinfo, stamp: datetime, sequence: int) -> list[str]:
    in_utc = _is_utc(timezone, event.start.year)

    def local(at: datetime) -> str:
        there = at.astimezone(zone)
        # RFC 5545, 3.3.5: UTC is a Z and no TZID. The second pass of the hour that comes twice has no name of its own.
        if in_utc or there.fold:
            return f":{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        return f";TZID={timezone}:{there:%Y%m%dT%H%M%S}"

    lines = [
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART{local(event.start)}",
        f"DTEND{local(event.end)}",
        f"SEQUENCE:{sequence}",
        f"SUMMARY:{_escaped(event.summary)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{_escaped(event.description)}")
    return [*lines, *(event.mark.lines() if event.mark else ())]


def _escaped(text: str) -> str:
    return sanitised(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _unescaped(text: str) -> str:
    """The parser leaves the values of properties that it does not know as they are written."""
    return re.sub(r"\\([\\;,])", r"\1", text)


def _folded(line: str) -> str:
    """RFC 5545, 3.1: no line longer than 75 octets, no character cut in two."""
    parts: list[str] = []
    part, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > 75:
            parts.append(part)
            part, size = "", 1  # the space that begins a continuation
        part += char
        size += width
    return "\r\n ".join([*parts, part])


def _text(lines: Iterable[str]) -> str:
    return "".join(_folded(line) + "\r\n" for line in lines)


def _unfolded(text: str) -> list[str]:
    joined = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    return [line for line in joined.split("\n") if line]


def _name(line: str) -> str:
    return line.split(":", 1)[0].split(";", 1)[0].upper()


def _find(lines: list[str], uid: str) -> tuple[int, int] | None:
    """Where the event with this UID (its series, not an exception) begins and ends."""
    first = -1
    for at, line in enumerate(lines):
        if line.upper() == "BEGIN:VEVENT":
            first = at
        elif line.upper() == "END:VEVENT" and first >= 0:
            own = lines[first:at]
            if f"UID:{uid}" in own and not any(_name(each) == "RECURRENCE-ID" for each in own):
                return first, at
    return None


def _zone_lines(name: str, year: int) -> tuple[str, ...]:
    return () if _is_utc(name, year) else _vtimezone(name, year)


@lru_cache(maxsize=64)
def _is_utc(name: str, year: int) -> bool:
    """Whether a zone's clock is that of UTC all through the years around one, whatever it is called: some servers take
    such a zone for UTC, and would write a Z beside its name."""
    zone = ZoneInfo(name)
    days = (datetime(year - 1, 1, 1, tzinfo=UTC) + timedelta(days=7 * week) for week in range(157))
    return not any(_offset(day, zone) for day in days)


@lru_cache(maxsize=64)
def _vtimezone(name: str, year: int) -> tuple[str, ...]:
    """The zone's offsets from the year before to the year after, each change as one observance (RFC 5545, 3.6.5)."""
    zone = ZoneInfo(name)
    at = datetime(year - 1, 1, 1, tzinfo=UTC)
    end = datetime(year + 2, 1, 1, tzinfo=UTC)
    before = _offset(at, zone)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_observance(at, before, zone)]
    while at < end:
        later = at + timedelta(days=1)
        if _offset(later, zone) != before:
            low, high = at, later
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
            change = high.replace(microsecond=0)
            lines += _observance(change, before, zone)
            before = _offset(change, zone)
        at = later
    return (*lines, "END:VTIMEZONE")


def _offset(at: datetime, zone: tzinfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _observance(at: datetime, before: timedelta, zone: tzinfo) -> list[str]:
    """One change of offset; its DTSTART is the wall clock just before it."""
    local = at.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{(at.replace(tzinfo=None) + before):%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_hhmm(before)}",
        f"TZOFFSETTO:{_hhmm(_offset(at, zone))}",
        f"TZNAME:{local.tzname()}",
        f"END:{kind}",
    ]


def _hhmm(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
