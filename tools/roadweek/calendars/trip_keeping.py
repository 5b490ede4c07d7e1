"""Keeping the trips that the calendar shows: what the person decided about one stays decided, whatever its events do.

Every object's parts of trips are kept, so that a way home that is read today belongs to the way out of last month. A
trip is known again by the keys of its events, and where those are all new by its days and its place or title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import TYPE_CHECKING

from roadweek.calendars.trips import FoundTrip, Segment, merged
from roadweek.calendars.trips.segment import segments_from, segments_text
from roadweek.domain.week import Trip
from roadweek.storage import trips as trip_table
from roadweek.storage.calendar import hrefs_of

if TYPE_CHECKING:
    import sqlite3

__all__ = ["kept_trips", "note_parts", "parts_known"]

_FORM = 2
"""Counts the rules by which events are read for trips: objects read by others are read again once."""
_DAY = timedelta(days=1)


@dataclass
class _Known:
    """A trip of the table with the keys of its events."""

    trip: Trip
    keys: tuple[str, ...]

    @property
    def decided_against(self) -> bool:
        return self.trip.state == "dismissed"

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(code for code in self.trip.evidence if code.startswith("event:"))


def parts_known(conn: sqlite3.Connection, person: str) -> bool:
    """Whether the known objects were read by today's rules."""
    return trip_table.parts_of(conn, person, _FORM) is not None


def note_parts(conn: sqlite3.Connection, person: str, read: Mapping[str, Iterable[Segment]]) -> None:
    """Store what objects say of trips, by their address; those of objects that are gone are dropped."""
    parts = trip_table.parts_of(conn, person, _FORM)
    before = dict(parts or {})
    after = dict(before)
    for href, segments in read.items():
        some = list(segments)
        after.pop(href, None)
        if some:
            after[href] = segments_text(some)
    standing = hrefs_of(conn, person) if after else set[str]()
    after = {href: text for href, text in after.items() if href in standing}
    if parts is None or after != before:
        trip_table.save_parts(conn, person, _FORM, after)


def kept_trips(conn: sqlite3.Connection, person: str, zone: tzinfo) -> list[Trip]:
    """Bring the table of trips to what all known events show; the trips that are new or other than before."""
    parts = trip_table.parts_of(conn, person, _FORM) or {}
    by_key = {one.key: one for text in parts.values() for one in segments_from(text)}
    sources = trip_table.sources_of(conn, person)
    standing = trip_table.trips_of(conn, person, legs=False)
    known = [_Known(trip, sources[trip.id]) for trip in standing if trip.id in sources]
    if not by_key and not known:
        return []
    told: list[Trip] = []
    open_ = _without_dismissed(conn, person, by_key, known, zone)
    taken: set[str] = {one.trip.id for one in known if one.decided_against}
    alive = {key for one in known for key in one.keys if key in by_key}
    for found in merged(open_, zone):
        mine = [one for one in known if one.trip.id not in taken and set(one.keys) & set(found.keys)]
        mine = (
            mine
            or [one for one in known if one.trip.id not in taken and not alive & set(one.keys) and _alike(found, one)][
                :1
            ]
        )
        mine.sort(key=lambda one: (one.trip.state != "confirmed", one.trip.start))
        trip = found.as_trip()
        if mine:
            trip = trip.model_copy(update={"id": mine[0].trip.id})
            if mine[0].trip.state == "confirmed":
                trip = trip.model_copy(update={"state": "confirmed"})
        elif trip.id in taken:
            trip = found.as_trip(again=len(taken))
        taken.add(trip.id)
        before = mine[0] if mine else None
        if before is None or trip != before.trip or set(before.keys) != set(found.keys):
            trip_table.save(conn, person, trip, source="\n".join(found.keys))
        if before is None or trip != before.trip:
            told.append(trip)
    for one in known:
        if one.trip.id not in taken and one.trip.state in ("suspected", "confirmed"):
            gone = one.trip.model_copy(update={"state": "cancelled"})
            trip_table.save(conn, person, gone, source="\n".join(one.keys))
    return told


def _without_dismissed(
    conn: sqlite3.Connection, person: str, by_key: dict[str, Segment], known: list[_Known], zone: tzinfo
) -> list[Segment]:
    """The segments that no dismissed trip takes: those of its events, and those that are like them and new."""
    owned = {key for one in known for key in one.keys}
    left = dict(by_key)
    for one in known:
        if not one.decided_against:
            continue
        its = [left.pop(key) for key in one.keys if key in left]
        new = [segment for key, segment in left.items() if key not in owned and _resembles(segment, one)]
        for segment in new:
            left.pop(segment.key)
        together = merged([*its, *new], zone)
        keys = tuple(dict.fromkeys([*one.keys, *(segment.key for segment in new)]))
        if not together:
            continue
        at = together[0]
        trip = one.trip.model_copy(update={"start": at.start, "end": max(w.end for w in together)})
        if trip != one.trip or keys != one.keys:
            trip_table.save(conn, person, trip, source="\n".join(keys))
    return list(left.values())


def _resembles(segment: Segment, one: _Known) -> bool:
    """Whether a new event is what a trip was dismissed for: the same days or nearly, and its title or its place. One
    that names a business trip is not taken for a weaker sign of the same days."""
    if segment.first - _DAY > one.trip.end or segment.last + _DAY < one.trip.start:
        return False
    if one.titles & set(segment.evidence):
        return True
    if segment.certain and not any(code.startswith("word:") for code in one.trip.evidence):
        return False
    return segment.place is not None and _same_text(segment.place.written, one.trip.place)


def _alike(found: FoundTrip, one: _Known) -> bool:
    if found.start - _DAY > one.trip.end or found.end + _DAY < one.trip.start:
        return False
    return bool(one.titles & set(found.evidence)) or _same_text(found.place, one.trip.place)


def _same_text(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() == other.casefold()
