"""Writing what waits in the outbox to the calendar, so that a crash at any point leaves nothing doubled or lost.

Each write first notes its intent (the signature of what is about to stand there), then sends it with a precondition,
then records it. A replay therefore knows its own work when it meets it. What stands at other times than any that we
wrote was moved by the person, what is gone was deleted by them: their hand wins, and is recorded for the planner.
One case cannot be known on every server: a first write that arrived, was not recorded, and was deleted by hand
before the replay comes back, unless the server's change list tells of it (Radicale's does).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from roadweek.calendars.account import Connection
from roadweek.calendars.client import Refused, Resource, same_href
from roadweek.calendars.events import (
    Event,
    Signature,
    describe,
    event_of,
    read_event,
    rewrite,
    signature,
    uid_of,
    write_event,
)
from roadweek.calendars.meeting import LEASE_S, lease, make_ours, meet, record_hand, republish, settle_server
from roadweek.domain.base import Language
from roadweek.errors import (
    CalendarError,
    CalendarLoginError,
    CalendarReadOnlyError,
    CalendarServerError,
    CalendarUnreachableError,
)
from roadweek.storage import calendar, database, outbox
from roadweek.storage.calendar import KnownCollection, KnownObject, Link
from roadweek.storage.outbox import OutboxRow

__all__ = ["DrainReport", "drain"]

_RETRY_S = (0.2, 0.8)
_ROUNDS = 4
_STOPS = (CalendarUnreachableError, CalendarLoginError, CalendarReadOnlyError, CalendarServerError)
T = TypeVar("T")


@dataclass(frozen=True)
class DrainReport:
    """What a drain did. ``conflicts`` are sessions whose event the person had moved or deleted: kept as they made it.

    ``left`` rows wait for the next drain; ``error`` says why. ``busy``: another process is draining.
    """

    written: int = 0
    deleted: int = 0
    left: int = 0
    conflicts: tuple[str, ...] = ()
    error: CalendarError | None = None
    busy: bool = False

    @property
    def done(self) -> int:
        return self.written + self.deleted + len(self.conflicts)


_Outcome = Literal["written", "deleted", "by_hand"]


class _LostLease(Exception):
    pass


class _Replaced(Exception):
    """A newer row took this one's place while we worked on it."""


class _CalendarGone(Exception):
    """Our whole calendar is no longer on the server."""


@dataclass(frozen=True)
class _Drain:
    """One drain under way: where and for whom."""

    db_path: Path
    connection: Connection
    person: str
    now: datetime
    timezone: str
    lang: Language
    holder: str
    workspace: str
    ours: KnownCollection
    homes: tuple[str, ...]


def drain(
    db_path: Path,
    connection: Connection,
    person: str,
    now: datetime,
    *,
    timezone: str,
    lang: Language = "en",
    wait_s: float = 5.0,
) -> DrainReport:
    """Write everything that waits. Whatever the server does comes back as ``error``, not as an exception.

    ``timezone`` is the zone of events whose row names none, ``lang`` the language of what is written anew.
    A second drainer waits up to ``wait_s``, then leaves.
    """
    report = DrainReport()
    with lease(db_path, person, wait_s) as holder:
        if holder is None:
            report = replace(report, busy=True)
        else:
            try:
                settle_server(db_path, connection, person, now, timezone=timezone, lang=lang)
                for _ in range(2):  # a second time where our whole calendar was gone and had to be made again
                    job = _begin(db_path, connection, person, now, timezone, lang, holder)
                    if job is None:
                        break
                    try:
                        report = _drained(job, report)
                        break
                    except _CalendarGone:
                        with database.write(db_path) as conn:
                            calendar.forget_collection(conn, person, job.ours.href)
                            republish(conn, person, now, timezone=timezone, lang=lang)
            except CalendarError as stopped:
                report = replace(report, error=stopped)
    with database.read(db_path) as conn:
        return replace(report, left=outbox.pending_count(conn, person))


def _begin(
    db_path: Path, connection: Connection, person: str, now: datetime, timezone: str, lang: Language, holder: str
) -> _Drain | None:
    """Find or make our calendar, if anything waits. One already known is not asked for again."""
    with database.read(db_path) as conn:
        if not outbox.pending_count(conn, person):
            return None
        workspace = database.workspace_id(conn)
        homes = calendar.state_of(conn, person).homes
        ours = next((one for one in calendar.collections_of(conn, person).values() if one.ours), None)
    if ours is None:
        met = _retrying(lambda: meet(connection, homes, None))
        new = met.ours is None
        made = make_ours(connection, met)
        # An empty new calendar is known from its first token on; one that has events has to be read first.
        ours = KnownCollection(made.href, made.name, True, made.token if new else None, None)
        homes = met.homes
        with database.write(db_path) as conn:
            calendar.save_collection(conn, person, ours, now)
            calendar.save_state(conn, person, replace(calendar.state_of(conn, person), homes=homes))
    return _Drain(db_path, connection, person, now, timezone, lang, holder, workspace, ours, homes)


def _drained(job: _Drain, report: DrainReport) -> DrainReport:
    with database.read(job.db_path) as conn:
        rows = outbox.pending(conn, job.person)
    for row in rows:
        try:
            outcome = _retrying(lambda row=row: _put(job, row) if row.action == "put" else _delete(job, row))  # type: ignore[misc]
        except _Replaced:
            continue
        except _LostLease:
            return replace(report, busy=True)
        except CalendarError as error:
            stops = isinstance(error, _STOPS)
            with database.write(job.db_path) as conn:
                outbox.row_failed(conn, row.id, error.text(job.lang), counts=not stops)
            report = replace(report, error=error)
            if stops:
                break
            continue
        if outcome == "by_hand":
            report = replace(report, conflicts=(*report.conflicts, row.subject))
        elif outcome == "written":
            report = replace(report, written=report.written + 1)
        else:
            report = replace(report, deleted=report.deleted + 1)
    return report


def _retrying(call: Callable[[], T]) -> T:
    """A server that cannot be reached is asked again shortly after: it may be starting."""
    for seconds in _RETRY_S:
        try:
            return call()
        except CalendarUnreachableError:
            time.sleep(seconds)
    return call()


# -- one put --------------------------------------------------------------------------------------------------------


def _put(job: _Drain, row: OutboxRow) -> _Outcome:
    assert row.session is not None
    with database.read(job.db_path) as conn:
        link = calendar.link_of(conn, job.person, row.subject)
        known = calendar.object_at(conn, job.person, link.href) if link else None
    uid = uid_of(job.workspace, job.person, row.subject)
    fresh = link is None or link.state == "deleted"
    if link is None or fresh:
        link = Link(row.subject, uid, f"{job.ours.href.rstrip('/')}/{uid}.ics")
    target = event_of(row.session, uid, describe(row.session, row.lang))
    if link.state == "writing" and not fresh and _was_deleted(job, link):
        return _by_hand(job, row, link, None, None)
    base: Resource | None = None
    if link.etag is not None:
        matches = known is not None and known.etag == link.etag
        base = Resource(link.href, link.etag, known.raw) if known and matches else job.connection.client.get(link.href)
        if base is not None and base.etag != link.etag:
            if hand := _hand(link, target, base):
                return _by_hand(job, row, link, base, hand)
            link = replace(link, etag=base.etag)
    for _ in range(_ROUNDS):
        text, content = _composed(job, row.zone, link, target, base)
        link = replace(link, hashes=_noted(link.hashes, content), sequence=link.sequence + 1)
        _note(job, row, link)
        try:
            etag = job.connection.client.put(link.href, text, base.etag if base else link.etag)
        except Refused as refused:
            found = job.connection.client.get(link.href) or _elsewhere(job, uid, refused)
            if found is None:
                if link.etag is None and base is None:  # a create: nobody has deleted what never was
                    _check_calendar(job)
                    raise _refusal(job, refused) from refused
                _check_calendar(job)
                return _by_hand(job, row, link, None, None)
            if hand := _hand(link, target, found):
                return _by_hand(job, row, replace(link, href=found.href), found, hand)
            event = read_event(found.data, uid)
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


def _hand(link: Link, target: Event, found: Resource) -> Event | None:
    """The event as the person left it, where it stands at a time that neither we wrote nor are about to write."""
    event = read_event(found.data, target.uid)
    if event is None:
        return None
    times = {Signature.parse(each).times for each in link.hashes} | {signature(target).times}
    return None if signature(event).times in times else event


def _composed(job: _Drain, zone: str | None, link: Link, target: Event, base: Resource | None) -> tuple[str, Signature]:
    """What to send, and the signature to remember: of a line that the person changed, still the one that we wrote."""
    zone = zone or job.timezone
    stamp = job.now
    content = signature(target)
    existing = read_event(base.data, target.uid) if base else None
    if base is None or existing is None:
        return write_event(target, timezone=zone, stamp=stamp, sequence=link.sequence), content
    sequence = max(link.sequence, existing.sequence + 1)
    theirs = signature(existing)
    ours = [Signature.parse(each) for each in link.hashes]
    keep: list[str] = []
    if ours and theirs.summary not in {each.summary for each in ours}:
        keep.append("SUMMARY")
        content = replace(content, summary=ours[0].summary)
    if ours and theirs.description not in {each.description for each in ours}:
        keep.append("DESCRIPTION")
        content = replace(content, description=ours[0].description)
    return rewrite(base.data, target, timezone=zone, stamp=stamp, sequence=sequence, keep=keep), content


def _noted(hashes: tuple[str, ...], content: Signature) -> tuple[str, ...]:
    return hashes if str(content) in hashes else (*hashes, str(content))


def _stands(link: Link, target: Event, found: Event, content: Signature) -> bool:
    """Whether what stands there is what we were about to write."""
    there = signature(found)
    return there == signature(target) or (there.times == content.times and str(there) == str(content))


def _elsewhere(job: _Drain, uid: str, refused: Refused) -> Resource | None:
    """A create was refused though nothing lies at our address: perhaps our UID lies at another."""
    found = job.connection.client.find(job.ours.href, uid) if refused.status in (403, 409, 412) else None
    return found if found and read_event(found.data, uid) else None


def _was_deleted(job: _Drain, link: Link) -> bool:
    """Whether a write that was never confirmed arrived and was deleted since, as far as the server tells."""
    if job.ours.token is None or job.connection.client.get(link.href) is not None:
        return False
    changes = job.connection.client.changes(job.ours.href, job.ours.token)
    return any(same_href(href, link.href) for href in changes.removed)


def _check_calendar(job: _Drain) -> None:
    """Raise _CalendarGone where our whole calendar is gone, which is no decision about one session."""
    if not any(same_href(one.href, job.ours.href) for one in job.connection.client.collections(job.homes)):
        raise _CalendarGone


def _refusal(job: _Drain, refused: Refused) -> CalendarError:
    if refused.status == 403:
        return CalendarReadOnlyError(url=job.connection.client.url)
    return CalendarError(url=job.connection.client.url, why=f"HTTP {refused.status}")


# -- one delete -----------------------------------------------------------------------------------------------------


def _delete(job: _Drain, row: OutboxRow) -> _Outcome:
    with database.read(job.db_path) as conn:
        link = calendar.link_of(conn, job.person, row.subject)
    if link is not None and link.state != "deleted":
        etag = link.etag
        for attempt in range(_ROUNDS):
            if etag is None or attempt:
                found = job.connection.client.get(link.href)
                if found is None:
                    break
                event = read_event(found.data, link.uid)
                if event is not None and not _ours_by_time(link, event):
                    return _by_hand(job, row, link, found, event)
                etag = found.etag
            try:
                job.connection.client.delete(link.href, etag)
                break
            except Refused as refused:
                if refused.status == 403:
                    raise CalendarReadOnlyError(url=job.connection.client.url) from refused
        else:
            raise CalendarError(url=job.connection.client.url, why="the event changes faster than it can be removed")
    with _recording(job) as conn:
        if link is not None:
            calendar.remove_object(conn, job.person, link.href)
            calendar.delete_link(conn, job.person, row.subject)
        outbox.row_settled(conn, row.id)
    return "deleted"


def _ours_by_time(link: Link, event: Event) -> bool:
    return signature(event).times in {Signature.parse(each).times for each in link.hashes}


# -- records --------------------------------------------------------------------------------------------------------


@contextmanager
def _recording(job: _Drain) -> Generator[sqlite3.Connection]:
    """A transaction of the lease's holder. Raises _LostLease where another has taken over."""
    with database.write(job.db_path) as conn:
        if not outbox.holds_lease(conn, job.person, job.holder):
            raise _LostLease
        outbox.take_lease(conn, job.person, job.holder, now_s=time.time(), seconds=LEASE_S)
        yield conn


def _note(job: _Drain, row: OutboxRow, link: Link) -> None:
    """The intent, before the write. Nothing is written for a row that has been replaced meanwhile."""
    with _recording(job) as conn:
        if not outbox.is_pending(conn, row.id):
            raise _Replaced
        calendar.save_link(conn, job.person, link)


def _record(
    job: _Drain, row: OutboxRow, link: Link, etag: str | None, text: str, target: Event, content: Signature
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
        calendar.save_object(conn, job.person, KnownObject(job.ours.href, link.href, etag, target.uid, text))
        outbox.row_settled(conn, row.id)


def _by_hand(job: _Drain, row: OutboxRow, link: Link, found: Resource | None, event: Event | None) -> _Outcome:
    """The person moved or deleted it: recorded for the planner, and nothing that waits may touch it."""
    with _recording(job) as conn:
        record_hand(conn, job.person, link, found, event)
        outbox.settle_pending(conn, job.person, row.subject, "by_hand")
    return "by_hand"
