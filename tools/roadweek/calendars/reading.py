"""Fetching what changed in the person's calendars, and parsing it: everything a sync does before it stores anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from roadweek.calendars.account import EMBEDDED, Connection
from roadweek.calendars.busy import Instance, instances, recurs, uid_in, whole_days
from roadweek.calendars.client import Changes, Collection, Resource
from roadweek.calendars.ical import Unreadable, parse
from roadweek.calendars.meeting import Met
from roadweek.calendars.trips import FoundTrip, trips_in
from roadweek.storage import calendar, database
from roadweek.storage.calendar import KnownCollection, KnownObject

__all__ = ["Fetched", "ReadObject", "believed", "covers", "expanded_again", "fetch", "range_for", "read_object"]

_BEHIND = timedelta(days=14)
_AHEAD = timedelta(days=35)
"""Expanded beyond the horizon, so that series need not be read again every day."""
SUDDENLY = 5
"""So many objects or more, all gone at once, are a fault until somebody says otherwise."""


@dataclass(frozen=True)
class ReadObject:
    """One object as it will be stored, parsed before the transaction begins."""

    known: KnownObject
    stretches: tuple[Instance, ...] = ()
    trips: tuple[FoundTrip, ...] = ()


@dataclass
class Fetched:
    """What one collection gave."""

    collection: Collection
    token: str | None
    whole: bool
    changed: list[Resource]
    removed: list[str]


def fetch(
    connection: Connection,
    collection: Collection,
    known: KnownCollection | None,
    etags: dict[str, str | None],
    state: calendar.CalendarState,
    today: date,
) -> Fetched | None:
    """What changed in one collection; None where nothing did. Once a day its whole list is compared."""
    due = state.listed.get(collection.href) != today.isoformat()
    local = state.server == EMBEDDED  # our own server's tokens are trusted
    if known is not None and known.ctag is not None and known.ctag == collection.ctag and (local or not due):
        return None
    token = known.token if known is not None and (local or not due) else None
    changes: Changes = connection.client.changes(collection.href, token)
    new = [href for href, etag in changes.changed.items() if etag is None or etags.get(href) != etag]
    removed = [href for href in changes.removed if href in etags]
    if changes.complete:
        removed = [href for href in etags if href not in changes.changed]
    return Fetched(
        collection, changes.token, changes.complete, connection.client.get_many(collection.href, new), removed
    )


def believed(
    fetched: list[Fetched],
    met: Met,
    known: dict[str, KnownCollection],
    etags: dict[str, dict[str, str | None]],
    trust_empty: bool,
) -> tuple[list[Fetched], tuple[str, ...], list[str]]:
    """What to store, the names of calendars whose sudden emptiness is not believed, and the calendars that are gone."""
    suspicious: list[str] = []
    believed: list[Fetched] = []
    for one in fetched:
        had = len(etags.get(one.collection.href, ()))
        if not trust_empty and had >= SUDDENLY and len(one.removed) == had and not one.changed:
            suspicious.append(one.collection.name)
        else:
            believed.append(one)
    there = {one.href for one in met.collections}
    gone: list[str] = []
    for href, before in known.items():
        if href in there:
            continue
        if not trust_empty and len(etags.get(href, ())) >= SUDDENLY and (before.ours or not there):
            suspicious.append(before.name)
        else:
            gone.append(href)
    return believed, tuple(suspicious), gone


def read_object(collection: str, item: Resource, ours: set[str], zone: ZoneInfo, first: date, last: date) -> ReadObject:
    """Parse one object; our own events are no busy times."""
    known = KnownObject(collection, item.href, item.etag, uid_in(item.data), item.data)
    if known.uid in ours:
        return ReadObject(known)
    start, end = whole_days(first, last, zone)
    try:
        parsed = parse(item.data)
        return ReadObject(known, tuple(instances(parsed, zone, start, end)), tuple(trips_in(parsed, zone)))
    except Unreadable as error:
        return ReadObject(replace(known, error=str(error)))


def covers(state: calendar.CalendarState, now: datetime, timezone: str, horizon: timedelta) -> bool:
    """Whether series are expanded as far as they have to be, for this zone."""
    if state.first is None or state.last is None or state.timezone != timezone:
        return False
    today = now.astimezone(ZoneInfo(timezone)).date()
    return state.first <= today and today + horizon <= state.last


def range_for(state: calendar.CalendarState, now: datetime, timezone: str, horizon: timedelta) -> tuple[date, date]:
    if covers(state, now, timezone, horizon) and state.first and state.last:
        return state.first, state.last
    today = now.astimezone(ZoneInfo(timezone)).date()
    return today - _BEHIND, today + horizon + _AHEAD


def expanded_again(
    db_path: Path, person: str, ours: set[str], zone: ZoneInfo, first: date, last: date, everything: bool
) -> list[ReadObject]:
    """Known objects whose busy times depend on the range (series), or after a change of zone every one."""
    with database.read(db_path) as conn:
        objects = [one for one in calendar.objects_of(conn, person) if everything or recurs(one.raw)]
    return [
        read_object(one.collection, Resource(one.href, one.etag, one.raw), ours, zone, first, last) for one in objects
    ]
