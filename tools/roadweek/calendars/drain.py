"""Emptying the outbox into the calendar: one process a person at a time, each row settled by itself (see `writing`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from roadweek.calendars.account import Connection
from roadweek.calendars.attendance import NOBODY, Identity
from roadweek.calendars.meeting import lease, make_ours, meet, republish, settle_server
from roadweek.calendars.own import agrees, note_written
from roadweek.calendars.sync import Manner, sync_held
from roadweek.calendars.writing import CalendarGone, Job, LostLease, Replaced, WriteOutcome, delete_event, put_event
from roadweek.domain.base import Language
from roadweek.errors import (
    CalendarError,
    CalendarLoginError,
    CalendarReadOnlyError,
    CalendarServerError,
    CalendarUnreachableError,
)
from roadweek.storage import calendar, database, outbox, plans
from roadweek.storage.calendar import KnownCollection
from roadweek.storage.outbox import OutboxRow

__all__ = ["DrainReport", "drain"]

_RETRY_S = (0.2, 0.8)
_STOPS = (CalendarUnreachableError, CalendarLoginError, CalendarReadOnlyError, CalendarServerError)
T = TypeVar("T")


@dataclass(frozen=True)
class DrainReport:
    """What a drain did. ``conflicts`` are sessions whose event the person had moved or deleted: kept as they made it.

    ``left`` rows wait for the next drain; ``error`` says why. ``busy``: another process is draining. ``made_anew``: our
    whole calendar was gone, and every session was written again.
    """

    written: int = 0
    deleted: int = 0
    left: int = 0
    conflicts: tuple[str, ...] = ()
    error: CalendarError | None = None
    busy: bool = False
    made_anew: bool = False

    @property
    def done(self) -> int:
        return self.written + self.deleted + len(self.conflicts)


def drain(
    db_path: Path,
    connection: Connection,
    person: str,
    now: datetime,
    *,
    timezone: str,
    lang: Language = "en",
    me: Identity = NOBODY,
    wait_s: float = 5.0,
) -> DrainReport:
    """Write everything that waits. A calendar that is not known yet, or that knows more of us than the database, is
    read first. Whatever the server does comes back as ``error``, not as an exception.

    ``timezone`` is the zone of events whose row names none, ``lang`` the language of what is written anew.
    A second drainer waits up to ``wait_s``, then leaves.
    """
    report = DrainReport()
    with database.read(db_path) as conn:
        if not outbox.pending_count(conn, person) and calendar.state_of(conn, person).server == connection.server:
            return report
    with lease(db_path, person, wait_s) as holder:
        if holder is None:
            report = replace(report, busy=True)
        else:
            try:
                state = settle_server(db_path, connection, person, now, timezone=timezone, lang=lang)
                if _strange(db_path, connection, person, state.homes):
                    sync_held(db_path, connection, person, now, holder, Manner(timezone, lang, me=me))
                    with database.read(db_path) as conn:
                        state = calendar.state_of(conn, person)
                alone = connection.fingerprint() == state.fingerprint and not connection.shared()
                for _ in range(2):  # a second time where our whole calendar was gone and had to be made again
                    job = _begin(db_path, connection, person, now, timezone, lang, holder)
                    if job is None:
                        break
                    try:
                        report = _drained(job, report)
                        break
                    except CalendarGone:
                        with database.write(db_path) as conn:
                            calendar.forget_collection(conn, person, job.ours)
                            republish(conn, person, now, timezone=timezone, lang=lang, all_of_them=True)
                        report = replace(report, made_anew=True)
                if alone and report.done:
                    _all_ours(db_path, connection, person)
                if report.done:
                    with database.read(db_path) as conn:
                        note_written(db_path, conn, person)
            except CalendarError as stopped:
                report = replace(report, error=stopped)
    with database.read(db_path) as conn:
        return replace(report, left=outbox.pending_count(conn, person))


def _strange(db_path: Path, connection: Connection, person: str, homes: tuple[str, ...]) -> bool:
    """Whether something waits for a calendar whose events of ours have to be looked at first: the database is not the
    one that wrote it last, or has never seen it."""
    with database.read(db_path) as conn:
        if not outbox.pending_count(conn, person):
            return False
        if not agrees(db_path, conn, person):
            return True
        if any(one.ours for one in calendar.collections_of(conn, person).values()):
            return False
    return _retrying(lambda: meet(connection, homes, None)).ours is not None


def _all_ours(db_path: Path, connection: Connection, person: str) -> None:
    """Nothing had changed before, and nobody else could write: what changed in our own server's files, we wrote.

    The next command then sees without a server that there is nothing to read.
    """
    with database.write(db_path) as conn:
        state = calendar.state_of(conn, person)
        calendar.save_state(conn, person, replace(state, fingerprint=connection.fingerprint()))


def _begin(
    db_path: Path, connection: Connection, person: str, now: datetime, timezone: str, lang: Language, holder: str
) -> Job | None:
    """Find or make our calendar, if anything waits. One already known is not asked for again."""
    with database.read(db_path) as conn:
        if not outbox.pending_count(conn, person):
            return None
        workspace = database.workspace_id(conn)
        state = calendar.state_of(conn, person)
        homes, baseline = state.homes, state.baseline
        standing = plans.active(conn, person)
        version = standing.n if standing else 0
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
            baseline = made.token
            calendar.save_state(conn, person, replace(calendar.state_of(conn, person), homes=homes, baseline=baseline))
    since = ours.token or baseline
    return Job(db_path, connection, person, now, timezone, lang, holder, workspace, ours.href, since, homes, version)


def _drained(job: Job, report: DrainReport) -> DrainReport:
    with database.read(job.db_path) as conn:
        rows = outbox.pending(conn, job.person)
    for row in rows:
        try:
            outcome = _retrying(partial(_written, job, row))
        except Replaced:
            continue
        except LostLease:
            return replace(report, busy=True)
        except CalendarError as error:
            stops = isinstance(error, _STOPS)
            with database.write(job.db_path) as conn:
                why = error.text(job.lang) if stops else str(error.params.get("why") or error.text(job.lang))
                outbox.row_failed(conn, row.id, why, counts=not stops)
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


def _written(job: Job, row: OutboxRow) -> WriteOutcome:
    return put_event(job, row) if row.action == "put" else delete_event(job, row)


def _retrying(call: Callable[[], T]) -> T:
    """A server that cannot be reached is asked again shortly after: it may be starting."""
    for seconds in _RETRY_S:
        try:
            return call()
        except CalendarUnreachableError:
            time.sleep(seconds)
    return call()
