"""Storing what was read: busy times and trips, and of our own events whose hand put them where they stand.

What cannot be read keeps what it said before. What is gone was deleted by the person only where nothing speaks for
another reason: a database that is older than the calendar, a calendar that is gone as a whole, a damaged file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roadweek.calendars.client import Resource
from roadweek.calendars.damage import CONFLICT_COPY
from roadweek.calendars.events import CalendarEvent, EventMark, Signature, read_event, signature
from roadweek.calendars.meeting import record_hand
from roadweek.calendars.own import LOST, Own, genuine, unmoved
from roadweek.calendars.reading import Fetched, ReadObject
from roadweek.calendars.trip_keeping import kept_trips, note_parts
from roadweek.domain.week import Busy, Trip
from roadweek.storage import calendar, outbox
from roadweek.storage.calendar import KnownObject, Link

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Tally", "forget", "keep_trips", "newer_writes", "restore", "store", "store_busy"]


@dataclass
class Tally:
    """What is collected while storing. ``behind``: the calendar knows more of us than the database, so what is gone
    from it is nobody's decision."""

    changed: int = 0
    removed: int = 0
    trips: list[Trip] = field(default_factory=list[Trip])
    moved: list[str] = field(default_factory=list[str])
    deleted: list[str] = field(default_factory=list[str])
    recognised: list[str] = field(default_factory=list[str])
    vanished: list[str] = field(default_factory=list[str])
    leaving: set[str] = field(default_factory=set[str])
    timezone: str = "UTC"
    behind: bool = False


def marks_before(conn: sqlite3.Connection, person: str, reads: Iterable[ReadObject]) -> dict[str, EventMark]:
    """What the events of ours among these said of themselves when they were last read, by address."""
    found: dict[str, EventMark] = {}
    for item in reads:
        known = calendar.object_at(conn, person, item.known.href) if item.session is not None else None
        event = read_event(known.raw, known.uid) if known and not known.error else None
        if event is not None and event.mark is not None:
            found[item.known.href] = event.mark
    return found


def newer_writes(reads: Iterable[ReadObject], links: dict[str, Link], own: Own, before: dict[str, EventMark]) -> bool:
    """Whether any of these events of ours was written by a database that knew more than this one. An event whose mark
    is as it was ``before`` was not written again: it was moved back by hand."""
    for item in reads:
        event = _event_of(item, own.zone)
        mark = genuine(event, own.person) if event else None
        if event is None or mark is None or mark.workspace != own.workspace or before.get(item.known.href) == mark:
            continue
        link = links.get(mark.session)
        hashes = {Signature.parse(each).times for each in link.hashes} if link else set[str]()
        if mark.version > own.version or (unmoved(event, mark) and mark.content.times not in hashes):
            return True
    return False


def _event_of(item: ReadObject, zone: tzinfo) -> CalendarEvent | None:
    if item.session is None or item.known.error or item.known.uid is None:
        return None
    return read_event(item.known.raw, item.known.uid, zone)


def store(
    conn: sqlite3.Connection,
    own: Own,
    fetched: list[Fetched],
    reads: list[ReadObject],
    gone: list[str],
    found: Tally,
    marks: dict[str, EventMark],
) -> None:
    """Store what was read and what is gone, in this order: what stands elsewhere now is not gone. ``marks`` are those
    that our events had before."""
    person = own.person
    links = calendar.links_of(conn, person)
    found.leaving = {href for one in fetched for href in one.removed}
    found.leaving |= {href for collection in gone for href in calendar.etags_of(conn, person, collection)}
    for item in reads:
        found.changed += 1
        before = calendar.object_at(conn, person, item.known.href, item.known.collection)
        store_busy(conn, person, item, before)
        if item.session is not None and not item.known.error:
            _compare(conn, own, links.get(item.session), item, found, marks.get(item.known.href))
            links = calendar.links_of(conn, person) if item.session not in links else links
        elif before is None and item.known.error and item.known.uid is None:
            _damaged(conn, person, item.known.href, links)
    for one in fetched:
        for href, why in one.unreadable.items():
            _keep(conn, person, KnownObject(one.collection.href, href, None, None, "", why))
    lost: dict[str, bool] = {}
    for one in fetched:
        for href in one.removed:
            damaged = _was_damaged(conn, person, href, one.collection.href)
            if uid := calendar.remove_object(conn, person, href, one.collection.href):
                lost[uid] = damaged
        found.removed += len(one.removed)
    for href in gone:
        lost |= dict.fromkeys(forget(conn, person, href, found), False)
    keep_trips(conn, person, reads, found)
    by_uid = {link.uid: link for link in calendar.links_of(conn, person).values()}
    for uid, damaged in lost.items():
        _lost(conn, person, uid, by_uid.get(uid), damaged, found)


def _damaged(conn: sqlite3.Connection, person: str, href: str, links: dict[str, Link]) -> None:
    """An event of ours came through so cut that it has no UID: it is still known by its address."""
    link = next((one for one in links.values() if one.href == href), None)
    known = calendar.object_at(conn, person, href)
    if link is not None and known is not None:
        calendar.save_object(conn, person, replace(known, uid=link.uid))


def _was_damaged(conn: sqlite3.Connection, person: str, href: str, collection: str) -> bool:
    known = calendar.object_at(conn, person, href, collection)
    return known is not None and known.error is not None and known.error != CONFLICT_COPY


def _keep(conn: sqlite3.Connection, person: str, known: KnownObject) -> None:
    """Note that an object cannot be read. What it said when it could still counts: its text, its busy times."""
    before = calendar.object_at(conn, person, known.href, known.collection)
    if before is not None and known.error != CONFLICT_COPY:
        known = replace(before, etag=known.etag, error=known.error)
    elif before is not None:
        calendar.remove_object(conn, person, known.href, known.collection)
    calendar.save_object(conn, person, known)


def store_busy(conn: sqlite3.Connection, person: str, item: ReadObject, before: KnownObject | None) -> None:
    """Store one object with its busy times; of one that cannot be read only that. ``before`` is what is known of it."""
    if item.known.error and (before is None or before.raw != item.known.raw):
        _keep(conn, person, item.known)
        return
    calendar.save_object(conn, person, item.known)
    stretches = (
        Busy(start=one.start, end=one.end, title=one.title, all_day=one.all_day, source="calendar")
        for one in item.stretches
    )
    calendar.replace_busy(conn, person, item.known.collection, item.known.href, stretches)


def restore(conn: sqlite3.Connection, person: str, item: ReadObject, found: Tally) -> None:
    """Store an object that was read again from what is known of it, since the days, the zone or the person is another
    one now. What this sync found gone, changed or damaged stays so."""
    now = calendar.object_at(conn, person, item.known.href, item.known.collection)
    if now is None or now.raw != item.known.raw:
        return
    item = replace(item, known=replace(item.known, etag=now.etag, error=now.error or item.known.error))
    store_busy(conn, person, item, now)


def _compare(
    conn: sqlite3.Connection, own: Own, link: Link | None, item: ReadObject, found: Tally, before: EventMark | None
) -> None:
    """Tell our own writing from the person's hand, by the times that stand there and by the event's mark, which only
    our own writing makes another one than it was ``before``."""
    known = item.known
    event = _event_of(item, own.zone)
    if event is None or item.session is None:
        return
    mark = genuine(event, own.person)
    if mark is not None and mark.workspace != own.workspace:
        mark = None
    if link is None:
        _adopt(conn, own, item.session, event, mark, known, found)
        return
    if link.state == "writing":
        return  # not confirmed yet: the drainer knows more
    stands = link.href not in found.leaving and calendar.object_at(conn, own.person, link.href) is not None
    if link.href != known.href and link.etag and stands:
        return  # a second event with our UID, and the first is where it was: a copy, and nobody's decision
    there = signature(event)
    if there.times in {Signature.parse(each).times for each in link.hashes} and link.state != "deleted":
        calendar.save_link(conn, own.person, replace(link, href=known.href, etag=known.etag))
        return
    if mark is not None and mark != before and unmoved(event, mark) and str(mark.content) not in link.hashes:
        calendar.save_link(conn, own.person, _as_it_stands(link, known, event, mark, found.timezone))
        found.recognised.append(link.session)
        return
    resource = Resource(known.href, known.etag, known.raw)
    changed = record_hand(conn, own.person, link, resource, event, found.timezone)
    outbox.settle_pending(conn, own.person, link.session, "by_hand")
    (found.moved if changed.state == "moved" else found.deleted).append(link.session)


def _adopt(
    conn: sqlite3.Connection,
    own: Own,
    session: str,
    event: CalendarEvent,
    mark: EventMark | None,
    known: KnownObject,
    found: Tally,
) -> None:
    """An event of ours that the database does not know: what we wrote is taken up as written, a move as a move."""
    written = mark.content if mark else signature(event)
    link = Link(session, event.uid, known.href, known.etag, (str(written),), event.sequence, "written")
    if mark is not None and not unmoved(event, mark):
        changed = record_hand(
            conn, own.person, link, Resource(known.href, known.etag, known.raw), event, found.timezone
        )
        (found.moved if changed.state == "moved" else found.deleted).append(session)
        return
    calendar.save_link(conn, own.person, _as_it_stands(link, known, event, mark, found.timezone))
    found.recognised.append(session)


def _as_it_stands(link: Link, known: KnownObject, event: CalendarEvent, mark: EventMark | None, timezone: str) -> Link:
    zone = ZoneInfo(timezone)
    return replace(
        link,
        href=known.href,
        etag=known.etag,
        hashes=(str(mark.content if mark else signature(event)),),
        sequence=max(link.sequence, event.sequence),
        state="written",
        start=event.start.astimezone(zone),
        end=event.end.astimezone(zone),
    )


def _lost(
    conn: sqlite3.Connection,
    person: str,
    uid: str,
    link: Link | None,
    damaged: bool,
    found: Tally,
) -> None:
    """An object is gone from one calendar; if it does not stand in another, it was deleted, or lost."""
    if calendar.uid_stands(conn, person, uid):
        return
    if link is None or link.state in ("writing", "deleted"):
        return
    if outbox.waits_for_delete(conn, person, link.session):
        return  # we asked for it ourselves
    if found.behind or damaged or link.session.startswith(LOST):
        calendar.delete_link(conn, person, link.session)
        found.vanished.append(link.session)
        return
    record_hand(conn, person, link, None, None, found.timezone)
    outbox.settle_pending(conn, person, link.session, "by_hand")
    found.deleted.append(link.session)


def keep_trips(conn: sqlite3.Connection, person: str, reads: Iterable[ReadObject], found: Tally) -> None:
    """Store what these objects say of trips, the trips that all known objects show together, and what of the objects
    could not be used."""
    whole = [item for item in reads if not item.known.error]
    note_parts(conn, person, {item.known.href: item.segments for item in whole})
    found.trips += kept_trips(conn, person, ZoneInfo(found.timezone))
    calendar.note_doubts(
        conn, person, {item.known.href: [(one.code, one.title, one.detail) for one in item.doubts] for item in whole}
    )


def forget(conn: sqlite3.Connection, person: str, href: str, found: Tally) -> list[str]:
    """A calendar is gone from the server, with all that it held: the UIDs of that."""
    gone = list(calendar.etags_of(conn, person, href))
    lost = [uid for each in gone if (uid := calendar.remove_object(conn, person, each, href))]
    calendar.forget_collection(conn, person, href)
    found.removed += len(gone)
    return lost
