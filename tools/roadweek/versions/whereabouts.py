"""Where a trip that was only said goes to: the zone of its place, from the table of places."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from roadweek.scheduling.effective import in_zones

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roadweek.domain.week import Trip

__all__ = ["placed", "zones_of_places"]


def zones_of_places(trips: Iterable[Trip], home: str, span: tuple[date, date] | None = None) -> dict[str, str]:
    """By the name of a place its zone, where that is known and not ``home``: of trips that count or are suspected, have
    no zone and (with ``span``) lie in it."""
    found: dict[str, str] = {}
    for trip in trips:
        if trip.timezone is not None or not trip.place or trip.state not in ("confirmed", "suspected"):
            continue
        if span is not None and not (trip.start <= span[1] and trip.end >= span[0]):
            continue
        zone = _zone(trip.place, home)
        if zone is not None and zone != home:
            found[trip.place] = zone
    return found


def placed(trips: Iterable[Trip], home: str) -> tuple[Trip, ...]:
    """Trips with the zone of the place that was said."""
    known = tuple(trips)
    return in_zones(known, zones_of_places(known, home))


@lru_cache(maxsize=256)
def _zone(name: str, home: str) -> str | None:
    """A place that is called so in the person's own zone is the one that is meant."""
    from roadweek.calendars.trips.places import namesake, place, within

    found = place(name) or within(name)
    return namesake(found, zone=home).zone or None if found is not None else None
