"""Typed access to the two untyped corners of iCalendar that we need: an object's events, and their recurrences."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import Any, Literal, Protocol, cast

from roadweek.calendars.mending import Doubt, mended
from roadweek.calendars.plain import is_zone, plain_calendar

__all__ = ["ParsedCalendar", "Unreadable", "VEvent", "expand", "parse", "parse_fully", "parse_telling", "values", "why"]

_ZONES = Lock()


class Unreadable(Exception):
    """An object that cannot be used; the text says why: in the words of a library, or as ``code`` or ``code:detail`` of
    ``messages.damage``."""


class VEvent(Protocol):
    """What icalendar's events offer. ``DTSTART`` and ``end`` raise for values that cannot be read."""

    @property
    def DTSTART(self) -> date | datetime | None: ...
    @property
    def end(self) -> date | datetime: ...
    def get(self, key: str, default: Any = None) -> Any: ...
    def __contains__(self, key: object) -> bool: ...


class ParsedCalendar(Protocol):
    """An object. Only its events are asked for: a plain one knows of nothing else."""

    def walk(self, name: Literal["VEVENT"]) -> Sequence[VEvent]: ...


def parse(raw: str) -> ParsedCalendar:
    """The object as icalendar has it, properties that cannot be used left out. Raises Unreadable."""
    return parse_telling(raw)[0]


def parse_telling(raw: str) -> tuple[ParsedCalendar, tuple[Doubt, ...]]:
    """The same, and what was left out. Raises Unreadable."""
    plain = plain_calendar(raw, _known_zone)
    return parse_fully(raw) if plain is None else (plain, ())


def parse_fully(raw: str) -> tuple[ParsedCalendar, tuple[Doubt, ...]]:
    """The same by icalendar itself, which :mod:`plain` spares most events. Raises Unreadable.

    icalendar remembers a zone that an object defines for the whole process, by its name. Two objects that call
    different zones "Customized Time Zone" would then be read alike, so it is made to forget before each object.
    """
    from icalendar import Calendar
    from icalendar.error import GloballyUniqueTZIDGuessed
    from icalendar.timezone import tzp

    raw, doubts = mended(raw)
    try:
        with _ZONES:
            warnings.filterwarnings("ignore", category=GloballyUniqueTZIDGuessed)  # the guess is what we want
            tzp.use_default()
            return cast(ParsedCalendar, Calendar.from_ical(raw)), doubts
    except Exception as error:  # icalendar raises many kinds for foreign text
        raise Unreadable(why(error)) from error


@lru_cache(maxsize=256)
def _known_zone(block: str) -> bool:
    """Whether a VTIMEZONE is well, and defines a zone that is known by its name: the definition then says nothing."""
    whole = f"BEGIN:VCALENDAR\n{block}\nEND:VCALENDAR\n"
    try:
        read: Any = parse_fully(whole)[0]
    except Unreadable:
        return False
    zones = read.walk("VTIMEZONE")
    return len(zones) == 1 and is_zone(str(zones[0].get("TZID", ""))) and mended(whole)[0] == whole


def expand(calendar: ParsedCalendar, start: datetime, end: datetime) -> Sequence[VEvent]:
    """Every occurrence between two instants, exceptions applied."""
    # imported by name: the package has no types, and its importing icalendar makes it slow
    library = import_module("recurring_ical_events")
    return cast("Sequence[VEvent]", library.of(calendar).between(start, end))


def values(event: VEvent, name: str) -> list[Any]:
    """A property that may be there never, once or many times, as a list."""
    found: Any = event.get(name)
    if not found:
        return []
    return list(cast("Iterable[Any]", found)) if isinstance(found, list) else [found]


def why(error: Exception) -> str:
    """An error of foreign text in one short line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]
