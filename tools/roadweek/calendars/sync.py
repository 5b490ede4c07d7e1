"""Reading the person's calendars: busy times and trips of their other events, and what their hand did to ours.

Only what changed is read, and parsed once. Everything is fetched before anything is stored, and stored in one
transaction. A calendar that held many events and is suddenly empty is reported, not believed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roadweek.calendars import embedded
from roadweek.calendars.account import EMBEDDED, Connection
from roadweek.calendars.client import Resource
from roadweek.calendars.events import Signature, read_event, signature
from roadweek.calendars.meeting import Met, lease, meet, record_hand, settle_server
from roadweek.calendars.reading import (
    Fetched,
    ReadObject,
    believed,
    covers,
    expanded_again,
    fetch,
    range_for,
    read_object,
)
from roadweek.domain.base import Language
from roadweek.domain.week import Busy, Trip
from roadweek.storage import calendar, database, outbox
from roadweek.storage import trips as trip_table
from roadweek.storage.calendar import KnownCollection, KnownObject, Link

if TYPE_CHECKING:
    import sqlite3

__all__ = ["HORIZON", "SyncReport", "nothing_changed", "sync"]

HORIZON = timedelta(weeks=26)
"""How far ahead busy times are expanded."""


@dataclass(frozen=True)
class SyncReport:
    """What a sync found. ``busy`` is how many busy stretches are known now, ``unreadable`` how many objects are broken.

    ``our_moved`` and ``our_deleted`` are sessions that the person changed by hand; ``suspicious`` the names of
    calendars that were suddenly empty, whose loss was not believed. ``busy_elsewhere``: another process has the lease.
    """

    calendars: int = 0
    objects: int = 0
    changed: int = 0
    removed: int = 0
    busy: int = 0
    unreadable: int = 0
    trips_found: tuple[Trip, ...] = ()
    our_moved: tuple[str, ...] = ()
    our_deleted: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()
    busy_elsewhere: bool = False


@dataclass
class _Tally:
    """What is collected while storing."""

    changed: int = 0
    removed: int = 0
    trips: list[Trip] = field(default_factory=list[Trip])
    moved: list[str] = field(default_factory=list[str])
    deleted: list[str] = field(default_factory=list[str])
    timezone: str = "UTC"


def nothing_changed(
    db_path: Path, workspace: Path, person: str, now: datetime, *, timezone: str, horizon: timedelta = HORIZON
) -> bool:
    """Whether a sync with the embedded server would find nothing new. Reads file dates only; starts no server."""
    with database.read(db_path) as conn:
        state = calendar.state_of(conn, person)
    return (
        state.server == EMBEDDED
        and state.fingerprint is not None
        and covers(state, now, timezone, horizon)
        and state.fingerprint == embedded.fingerprint(workspace)
    )


def sync(
    db_path: Path,
    connection: Connection,
    person: str,
    now: datetime,
    *,
    timezone: str,
    lang: Language = "en",
    horizon: timedelta = HORIZON,
    trust_empty: bool = False,
    wait_s: float = 5.0,
) -> SyncReport:
    """Read what changed on the server into the workspace. ``timezone`` is the person's, for days and floating times.

    ``trust_empty`` believes calendars that are suddenly empty. Raises the CalendarError that fits; what was known
    before then still stands.
    """
    with lease(db_path, person, wait_s) as holder:
        if holder is None:
            return SyncReport(busy_elsewhere=True)
        state = settle_server(db_path, connection, person, now, timezone=timezone, lang=lang)
        fingerprint = connection.fingerprint()  # before reading: a change in between is seen by the next sync
        with database.read(db_path) as conn:
            known = calendar.collections_of(conn, person)
            etags = {href: calendar.etags_of(conn, person, href) for href in known}
            links = calendar.links_of(conn, person)
        met = meet(connection, state.homes, next((one.href for one in known.values() if one.ours), None))
        today = now.astimezone(ZoneInfo(timezone)).date()
        fetched = [
            got
            for one in met.collections
            if (got := fetch(connection, one, known.get(one.href), etags.get(one.href, {}), state, today)) is not None
        ]
        fetched, suspicious, gone = believed(fetched, met, known, etags, trust_empty)
        ours = {link.uid for link in links.values()}
        zone = ZoneInfo(timezone)
        first, last = range_for(state, now, timezone, horizon)
        reads = [
            read_object(one.collection.href, item, ours, zone, first, last) for one in fetched for item in one.changed
        ]
        again: list[ReadObject] = []
        if not covers(state, now, timezone, horizon):
            again = expanded_again(db_path, person, ours, zone, first, last, timezone != state.timezone)
        found = _Tally(timezone=timezone)
        if not fetched and not again and not gone and fingerprint == state.fingerprint and state.homes == met.homes:
            with database.read(db_path) as conn:
                return _report(conn, person, met, found, suspicious)
        with database.write(db_path) as conn:
            if not outbox.holds_lease(conn, person, holder):
                return SyncReport(busy_elsewhere=True)  # what we read may be old by now
            for href in gone:
                _forget(conn, person, href, links, found)
            _store(conn, person, fetched, reads, links, found)
            for item in again:
                _store_busy(conn, person, item)
            for one in fetched:
                is_ours = met.ours is not None and one.collection.href == met.ours.href
                calendar.save_collection(
                    conn,
                    person,
                    KnownCollection(one.collection.href, one.collection.name, is_ours, one.token, one.collection.ctag),
                    now,
                )
            listed = {href: day for href, day in state.listed.items() if href in {c.href for c in met.collections}}
            listed |= {one.collection.href: today.isoformat() for one in fetched if one.whole}
            calendar.save_state(
                conn,
                person,
                replace(
                    state,
                    homes=met.homes,
                    fingerprint=None if suspicious else fingerprint,
                    first=first,
                    last=last,
                    timezone=timezone,
                    listed=listed,
                ),
            )
            return _report(conn, person, met, found, suspicious)


def _report(conn: sqlite3.Connection, person: str, met: Met, found: _Tally, suspicious: tuple[str, ...]) -> SyncReport:
    objects, unreadable, busy = calendar.counts(conn, person)
    return SyncReport(
        calendars=len(met.collections),
        objects=objects,
        changed=found.changed,
        removed=found.removed,
        busy=busy,
        unreadable=unreadable,
        trips_found=tuple(found.trips),
        our_moved=tuple(found.moved),
        our_deleted=tuple(found.deleted),
        suspicious=suspicious,
    )


# -- storing --------------------------------------------------------------------------------------------------------


def _store(
    conn: sqlite3.Connection,
    person: str,
    fetched: list[Fetched],
    reads: list[ReadObject],
    links: dict[str, Link],
    found: _Tally,
) -> None:
    by_uid = {link.uid: link for link in links.values()}
    lost = {uid for one in fetched for href in one.removed if (uid := calendar.remove_object(conn, person, href))}
    found.removed += sum(len(one.removed) for one in fetched)
    for item in reads:
        found.changed += 1
        _store_busy(conn, person, item)
        if item.known.uid in by_uid:
            _compare(conn, person, by_uid[item.known.uid], item.known, found)
    trips = trip_table.by_source(conn, person)
    for item in reads:
        _merge_trips(conn, person, item, trips, found)
    for uid in lost:
        _lost(conn, person, uid, by_uid.get(uid), trips, found)


def _store_busy(conn: sqlite3.Connection, person: str, item: ReadObject) -> None:
    calendar.save_object(conn, person, item.known)
    stretches = (
        Busy(start=one.start, end=one.end, title=one.title, all_day=one.all_day, source="calendar")
        for one in item.stretches
    )
    calendar.replace_busy(conn, person, item.known.collection, item.known.href, stretches)


def _compare(conn: sqlite3.Connection, person: str, link: Link, known: KnownObject, found: _Tally) -> None:
    """Tell our own writing from the person's hand, by the times that stand there."""
    if link.state == "writing":
        return  # not confirmed yet: the drainer knows more
    event = read_event(known.raw, link.uid)
    if event is None:
        return
    there = signature(event)
    if there.times in {Signature.parse(each).times for each in link.hashes} and link.state != "deleted":
        calendar.save_link(conn, person, replace(link, href=known.href, etag=known.etag))
        return
    resource = Resource(known.href, known.etag, known.raw)
    changed = record_hand(conn, person, link, resource, event, found.timezone)
    outbox.settle_pending(conn, person, link.session, "by_hand")
    (found.moved if changed.state == "moved" else found.deleted).append(link.session)


def _lost(
    conn: sqlite3.Connection, person: str, uid: str, link: Link | None, trips: dict[str, Trip], found: _Tally
) -> None:
    """An object is gone from one calendar; if it does not stand in another, it was deleted."""
    if calendar.uid_stands(conn, person, uid):
        return
    if uid in trips and trips[uid].state not in ("dismissed", "cancelled"):
        trip_table.save(conn, person, trips[uid].model_copy(update={"state": "cancelled"}), source=uid)
    if link is None or link.state in ("writing", "deleted"):
        return
    if outbox.waits_for_delete(conn, person, link.session):
        return  # we asked for it ourselves
    record_hand(conn, person, link, None, None, found.timezone)
    outbox.settle_pending(conn, person, link.session, "by_hand")
    found.deleted.append(link.session)


def _merge_trips(
    conn: sqlite3.Connection, person: str, item: ReadObject, trips: dict[str, Trip], found: _Tally
) -> None:
    """Store what an event says of trips; what the person decided about one stays decided."""
    spoken = {one.uid: one.as_trip() for one in item.trips}
    for uid, trip in spoken.items():
        before = trips.get(uid)
        if before is not None and before.state in ("dismissed", "confirmed"):
            trip = trip.model_copy(update={"state": before.state})
        if trip != before:
            trip_table.save(conn, person, trip, source=uid)
            if trip.state != "dismissed":
                found.trips.append(trip)
    own = item.known.uid
    if own in trips and own not in spoken and trips[own].state in ("suspected", "confirmed"):
        trip_table.save(conn, person, trips[own].model_copy(update={"state": "cancelled"}), source=own)


def _forget(conn: sqlite3.Connection, person: str, href: str, links: dict[str, Link], found: _Tally) -> None:
    """A calendar is gone from the server, with all that it held."""
    by_uid = {link.uid: link for link in links.values()}
    gone = list(calendar.etags_of(conn, person, href))
    lost = {uid for each in gone if (uid := calendar.remove_object(conn, person, each))}
    calendar.forget_collection(conn, person, href)
    found.removed += len(gone)
    trips = trip_table.by_source(conn, person)
    for uid in lost:
        _lost(conn, person, uid, by_uid.get(uid), trips, found)
