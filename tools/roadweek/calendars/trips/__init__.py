"""Calendar events that mean being away: suspected or confirmed trips, with the evidence for each.

An event gives a segment of a trip (:mod:`reading`): a way out, a stay, a way home. Segments are merged to windows
(:mod:`windows`), and a window is a trip. An explicit word for a business trip over whole days confirms it, in an entry
of the person's own or an invitation that they accepted; anything else is a suspicion that the person settles, because a
wrongly assumed trip costs a week's plan. Evidence is kept as ``kind:detail`` codes, spoken by :func:`evidence_text`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from roadweek.calendars.attendance import NOBODY, Identity
from roadweek.calendars.ical import ParsedCalendar, Unreadable, why
from roadweek.calendars.trips.segment import Segment
from roadweek.calendars.trips.windows import Window, windows, zone_name
from roadweek.domain.base import Language
from roadweek.domain.week import Trip

__all__ = ["FoundTrip", "Segment", "evidence_text", "merged", "segments_in", "trips_in"]

_SAID = 12
"""So many pieces of evidence are kept of one trip."""


@dataclass(frozen=True)
class FoundTrip:
    """A trip as its events show it; ``uid`` is the key of the event that says most, ``keys`` are those of all."""

    uid: str
    start: date
    end: date
    place: str | None
    timezone: str | None
    confirmed: bool
    evidence: tuple[str, ...]
    keys: tuple[str, ...] = ()

    def as_trip(self, again: int = 0) -> Trip:
        """``again`` tells trips apart whose leading event was the same once."""
        key = hashlib.sha256((self.uid + "#" * again).encode()).hexdigest()[:10]
        return Trip(
            id=f"trip-{key}",
            start=self.start,
            end=self.end,
            place=self.place,
            timezone=self.timezone,
            state="confirmed" if self.confirmed else "suspected",
            origin="calendar",
            evidence=self.evidence,
        )


def segments_in(
    calendar: ParsedCalendar, zone: tzinfo, me: Identity = NOBODY, span: tuple[date, date] | None = None
) -> list[Segment]:
    """The parts of trips of ``me`` that an object speaks of; of a series one for each occurrence within ``span``.

    Raises Unreadable."""
    # the patterns of nine languages take a while to compile: a sync that finds nothing new does without
    from roadweek.calendars.trips.occurrences import events_with_keys
    from roadweek.calendars.trips.reading import segment_of

    try:
        speaks = [one for one in calendar.walk("VEVENT") if segment_of(one, "", zone, me) is not None]
        if not speaks:
            return []
        found = (segment_of(event, key, zone, me) for key, event in events_with_keys(calendar, zone, span, speaks))
        return [one for one in found if one is not None]
    except Unreadable:
        raise
    except Exception as error:  # foreign text raises many kinds
        raise Unreadable(why(error)) from error


def merged(segments: Iterable[Segment], zone: tzinfo) -> list[FoundTrip]:
    """The trips of all these segments; ``zone`` is the person's."""
    return [_found(window) for window in windows(segments, zone_name(zone))]


def trips_in(calendar: ParsedCalendar, zone: tzinfo, me: Identity = NOBODY) -> list[FoundTrip]:
    """The trips of ``me`` that one object speaks of by itself.

    Raises Unreadable."""
    return merged(segments_in(calendar, zone, me), zone)


def evidence_text(code: str, lang: Language) -> str:
    """One piece of evidence in words."""
    from roadweek.messages import say

    kind, _, detail = code.partition(":")
    return say(f"evidence.{kind}", lang, detail=detail)


def _found(window: Window) -> FoundTrip:
    there = window.there
    place = there.place if there else None
    return FoundTrip(
        uid=window.keys[0],
        start=window.first,
        end=window.last,
        place=place.written if place else None,
        timezone=(there.zone if there else None) or None,
        confirmed=window.certain,
        evidence=window.evidence[:_SAID],
        keys=window.keys,
    )
