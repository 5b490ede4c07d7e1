"""Writing or removing one event, so that a crash at any point leaves nothing doubled or lost.

Each write first notes its intent (the signature of what is about to stand there), then sends it with a precondition,
then records it. A replay therefore knows its own work when it meets it. What stands at other times than any that we
wrote was moved by the person, what is gone was deleted by them: their hand wins, and is recorded for the planner.
One case cannot be known on every server: a first write that arrived, was not recorded, and was deleted by hand
before the replay comes back, unless the server's change list tells of it (Radicale's does).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from roadweek.calendars.account import Connection
from roadweek.calendars.busy import recurs
from roadweek.calendars.client import Collection, Resource, WriteRefused, same_href
from roadweek.calendars.events import (
    UIDS,
    CalendarEvent,
    EventMark,
    Signature,
    describe,
    event_of,
    read_event,
    rewrite,
    signature,
    uid_of,
    write_event,
)
from roadweek.calendars.meeting import LEASE_S, record_hand
from roadweek.calendars.own import genuine, unmoved
from roadweek.domain.base import Language
from roadweek.errors import CalendarError, CalendarReadOnlyError
from roadweek.storage import calendar, database, outbox
from roadweek.storage.calendar import KnownObject, Link
from roadweek.storage.outbox import OutboxRow

__all__ = ["CalendarGone", "Job", "LostLease", "Replaced", "WriteOutcome", "delete_event", "put_event"]

_ROUNDS = 4

WriteOutcome = Literal["written", "deleted", "by_hand"]


class LostLease(Exception):
    """Another process has taken over: whatever we know may be old."""


class Replaced(Exception):
    """A newer row took this one's place while we worked on it."""


class CalendarGone(Exception):
    """Our whole calendar is no longer on the server."""


@dataclass(frozen=True)
class Job:
    """Where and for whom events are written.

    ``ours`` is the address of the calendar they belong in, ``since`` a sync token from before what we have not
    confirmed yet, ``holder`` holds the lease, ``version`` is the plan's that is written.
    """

    db_path: Path
    connection: Connection
    person: str
    now: datetime
    timezone: str
    lang: Language
    holder: str
    workspace: str
    ours: str
    since: str | None
    homes: tuple[str, ...]
    version: int = 0

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


# -- one put --------------------------------------------------------------------------------------------------------


def put_event(job: Job, row: OutboxRow) -> WriteOutcome:
    """Have the row's session stand in the calendar. Raises the CalendarError that fits, and the three above."""
    assert row.session is not None
    with database.read(job.db_path) as conn:
        before = calendar.link_of(conn, job.person, row.subject)
        known = calendar.object_at(conn, job.person, before.href) if before else None
    fresh = before is None or before.state == "deleted"
    link: Link = _new_link(job, row) if before is None or fresh else before
    target = event_of(row.session, link.uid, describe(row.session, row.lang))
    if link.state == "writing" and not fresh and _was_deleted(job, link):
        return _by_hand(job, row, link, None, None)
    base: Resource | None = None
    if link.etag is not None:
        matches = known is not None and known.etag == link.etag
        base = Resource(link.href, link.etag, known.raw) if known and matches else job.connection.client.get(link.href)
        if base is not None and base.etag != link.etag:
            if hand := _hand(job, link, target, base):
                return _by_hand(job, row, link, base, hand)
            link = replace(link, etag=base.etag)
    other_uid = False
    for _ in range(_ROUNDS):
        text, content = _composed(job, row, link, target, base)
        link = replace(link, hashes=_noted(link.hashes, content), sequence=link.sequence + 1)
        _note(job, row, link)
        try:
            etag = job.connection.client.put(link.href, text, base.etag if base else link.etag)
        except WriteRefused as refused:
            found = job.connection.client.get(link.href) or _elsewhere(job, link.uid, refused)
            if found is None:
                _check_calendar(job)
                if link.etag is None and base is None:  # a create: nobody has deleted what never was
                    another = _another_uid(job, row, link, refused)
                    if another is None or other_uid:
                        raise _refusal(job, refused) from refused
                    link, other_uid = another, True
                    target = replace(target, uid=link.uid)
                    continue
                return _by_hand(job, row, link, None, None)
            if hand := _hand(job, link, target, found):
                return _by_hand(job, row, replace(link, href=found.href), found, hand)
            event = read_event(found.data, link.uid, job.zone)
            if event is not None and _stands(link, target, event, content):
                _record(job, row, replace(link, href=found.href), found.etag, found.data, target, content)
                return "written"
            if found.etag is not None and found.etag == (base.etag if base else link.etag):
                raise _refusal(job, refused) from refused  # the condition held: it is refused for another reason
            base = found
            link = replace(link, href=found.href, etag=found.etag)
            continue
        if etag is None:
            stored = job.connection.client.get(link.href)
            etag, text = (stored.etag, stored.data) if stored else (None, text)
        _record(job, row, link, etag, text, target, content)
        return "written"
    raise CalendarError(url=job.connection.client.url, why="the event changes faster than it can be written")


def _new_link(job: Job, row: OutboxRow, turn: int = 0) -> Link:
    uid = uid_of(job.workspace, job.person, row.subject, turn)
    return Link(row.subject, uid, f"{job.ours.rstrip('/')}/{uid}.ics")


def _another_uid(job: Job, row: OutboxRow, link: Link, refused: WriteRefused) -> Link | None:
    """A create was refused, and nothing of ours stands anywhere: the server may never again take a UID that was
    deleted. The next one, as far as there are any."""
    turns = {uid_of(job.workspace, job.person, row.subject, turn): turn for turn in range(UIDS)}
    turn = turns.get(link.uid, UIDS) + 1
    return _new_link(job, row, turn) if refused.status in (403, 409, 412) and turn < UIDS else None


def _hand(job: Job, link: Link, target: CalendarEvent, found: Resource) -> CalendarEvent | None:
    """The event as the person left it, where it stands at a time that neither we wrote nor are about to write."""
    event = read_event(found.data, target.uid, job.zone)
    if event is None or _marked_ours(job, event) is not None:
        return None
    times = {Signature.parse(each).times for each in link.hashes} | {signature(target).times}
    return None if signature(event).times in times else event


def _marked_ours(job: Job, event: CalendarEvent) -> Signature | None:
    """What we wrote of an event that stands where we put it, by its own mark: also where this database does not know
    of it, because it is older than that."""
    mark = genuine(event, job.person)
    ours = mark is not None and mark.workspace == job.workspace and unmoved(event, mark)
    return mark.content if mark and ours else None


def _composed(
    job: Job, row: OutboxRow, link: Link, target: CalendarEvent, base: Resource | None
) -> tuple[str, Signature]:
    """What to send, and the signature to remember: of a line that the person changed, still the one that we wrote."""
    zone = row.zone or job.timezone
    stamp = job.now
    content = signature(target)
    existing = read_event(base.data, target.uid, job.zone) if base else None
    if base is None or existing is None:
        target = replace(target, mark=EventMark(job.workspace, row.subject, job.version, content))
        return write_event(target, timezone=zone, stamp=stamp, sequence=link.sequence), content
    sequence = max(link.sequence, existing.sequence + 1)
    theirs = signature(existing)
    ours = [Signature.parse(each) for each in link.hashes]
    if (marked := _marked_ours(job, existing)) is not None and marked not in ours:
        ours.append(marked)
    keep: list[str] = []
    if ours and theirs.summary not in {each.summary for each in ours}:
        keep.append("SUMMARY")
        content = replace(content, summary=ours[0].summary)
    if ours and theirs.description not in {each.description for each in ours}:
        keep.append("DESCRIPTION")
        content = replace(content, description=ours[0].description)
    target = replace(target, mark=EventMark(job.workspace, row.subject, job.version, content))
    return rewrite(base.data, target, timezone=zone, stamp=stamp, sequence=sequence, keep=keep), content


def _noted(hashes: tuple[str, ...], content: Signature) -> tuple[str, ...]:
    return hashes if str(content) in hashes else (*hashes, str(content))


def _stands(link: Link, target: CalendarEvent, found: CalendarEvent, content: Signature) -> bool:
    """Whether what stands there is what we were about to write."""
    there = signature(found)
    return there == signature(target) or (there.times == content.times and str(there) == str(content))


def _elsewhere(job: Job, uid: str, refused: WriteRefused) -> Resource | None:
    """A create was refused though nothing lies at our address: perhaps our UID lies at another."""
    found = job.connection.client.find(job.ours, uid) if refused.status in (403, 409, 412) else None
    return found if found and read_event(found.data, uid) else None


def _was_deleted(job: Job, link: Link) -> bool:
    """Whether a write that was never confirmed arrived and was deleted since, as far as the server tells."""
    if job.since is None or job.connection.client.get(link.href) is not None:
        return False
    changes = job.connection.client.changes(job.ours, job.since)
    return any(same_href(href, link.href) for href in changes.removed)


def _check_calendar(job: Job) -> Collection:
    """Our calendar as the server lists it. Raises CalendarGone where it is gone as a whole, which is no decision about
    one session."""
    for one in job.connection.client.collections(job.homes):
        if same_href(one.href, job.ours):
            return one
    raise CalendarGone


def _refusal(job: Job, refused: WriteRefused) -> CalendarError:
    """Why a write was refused: that the whole calendar may only be read, or what the server says of this event."""
    if refused.status == 403 and not _check_calendar(job).writable:
        return CalendarReadOnlyError(url=job.connection.client.url)
    return CalendarError(url=job.connection.client.url, why=refused.why)


# -- one delete -----------------------------------------------------------------------------------------------------


def delete_event(job: Job, row: OutboxRow) -> WriteOutcome:
    """Have the row's session stand there no longer. Raises as :func:`put_event`."""
    with database.read(job.db_path) as conn:
        link = calendar.link_of(conn, job.person, row.subject)
    if link is not None and link.state != "deleted":
        etag = link.etag
        for attempt in range(_ROUNDS):
            if etag is None or attempt:
                found = job.connection.client.get(link.href)
                if found is None:
                    _check_calendar(job)
                    break
                event = read_event(found.data, link.uid, job.zone)
                if event is not None and not _ours_by_time(link, event) and _marked_ours(job, event) is None:
                    return _by_hand(job, row, link, found, event)
                etag = found.etag
            try:
                if not job.connection.client.delete(link.href, etag):
                    _check_calendar(job)  # gone with all the others, that one would not be missed
                break
            except WriteRefused as refused:
                if refused.status == 403:
                    raise _refusal(job, refused) from refused
        else:
            raise CalendarError(url=job.connection.client.url, why="the event changes faster than it can be removed")
    with _recording(job) as conn:
        if link is not None:
            calendar.remove_object(conn, job.person, link.href)
            calendar.delete_link(conn, job.person, row.subject)
        outbox.row_settled(conn, row.id)
    return "deleted"


def _ours_by_time(link: Link, event: CalendarEvent) -> bool:
    return signature(event).times in {Signature.parse(each).times for each in link.hashes}


# -- records --------------------------------------------------------------------------------------------------------


@contextmanager
def _recording(job: Job) -> Generator[sqlite3.Connection]:
    """A transaction of the lease's holder. Raises LostLease where another has taken over."""
    with database.write(job.db_path) as conn:
        if not outbox.holds_lease(conn, job.person, job.holder):
            raise LostLease
        outbox.take_lease(conn, job.person, job.holder, now_s=time.time(), seconds=LEASE_S)
        yield conn


def _note(job: Job, row: OutboxRow, link: Link) -> None:
    """The intent, before the write. Nothing is written for a row that has been replaced meanwhile."""
    with _recording(job) as conn:
        if not outbox.is_pending(conn, row.id):
            raise Replaced
        calendar.save_link(conn, job.person, link)


def _record(
    job: Job, row: OutboxRow, link: Link, etag: str | None, text: str, target: CalendarEvent, content: Signature
) -> None:
    """The write is confirmed."""
    assert row.session is not None
    with _recording(job) as conn:
        calendar.save_link(
            conn,
            job.person,
            replace(
                link,
                etag=etag,
                hashes=(str(content),),
                state="written",
                start=row.session.start,
                end=row.session.end,
            ),
        )
        # a series that a phone made of it: its repeats went along, and the next sync reads where to
        seen = None if recurs(text) else etag
        calendar.save_object(conn, job.person, KnownObject(job.ours, link.href, seen, target.uid, text))
        # what was made and deleted since a token is in no list of changes: the next reading lists all of it
        calendar.forget_listing(conn, job.person, job.ours)
        outbox.row_settled(conn, row.id)


def _by_hand(job: Job, row: OutboxRow, link: Link, found: Resource | None, event: CalendarEvent | None) -> WriteOutcome:
    """The person moved or deleted it: recorded for the planner, and nothing that waits may touch it."""
    with _recording(job) as conn:
        record_hand(conn, job.person, link, found, event, job.timezone)
        outbox.settle_pending(conn, job.person, row.subject, "by_hand")
    return "by_hand"
