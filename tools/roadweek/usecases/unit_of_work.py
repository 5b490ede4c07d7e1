"""A unit of work: all that one change of a workspace touches, in one transaction with its event and its outbox rows.

A change keeps, by table, what it found (``before``) and what it left (``after``). That is all undo needs: it puts back
what it finds unchanged, and leaves alone what somebody has touched since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, get_args

from roadweek.clock import zone
from roadweek.domain.edits import (
    EDIT,
    CatchUp,
    Edit,
    Finish,
    Log,
    Pin,
    Reinstate,
    ReportSession,
    Unpin,
    Withdraw,
    inverse,
)
from roadweek.domain.proposal import Effect
from roadweek.domain.week import LogEntry, Week
from roadweek.errors import UnknownNameError
from roadweek.planning.steer import added_id
from roadweek.scheduling.reported import Told, told_by_log, told_by_report
from roadweek.storage import attempts, events, log, outbox, plans, proposals, runs, sessions, trips
from roadweek.storage.attempts import Record, RecordTable
from roadweek.storage.calendar import Link
from roadweek.storage.events import HistoryEvent
from roadweek.storage.sessions import SessionRow
from roadweek.usecases import facts
from roadweek.versions.effects import calendar_differs, effects_between, rows_left, unplanned_events
from roadweek.versions.rebase import with_renamed
from roadweek.versions.snapshot import language_of
from roadweek.workspace import Workspace

Summary = tuple[str, dict[str, Any]]
"""A key of ``messages.history`` and its parameters, so that the history reads in any language."""


@dataclass(slots=True)
class Delta:
    """What one change found and left. Sessions, weeks, trips and records map ids to rows, null for none."""

    version: int = 0
    sessions: dict[str, SessionRow | None] = field(default_factory=dict[str, SessionRow | None])
    weeks: dict[str, SessionRow | None] = field(default_factory=dict[str, SessionRow | None])
    trips: dict[str, SessionRow | None] = field(default_factory=dict[str, SessionRow | None])
    plan: str | None = None
    added: list[str] = field(default_factory=list[str])
    withdrawn: list[str] = field(default_factory=list[str])
    log: list[str] = field(default_factory=list[str])
    log_withdrawn: list[str] = field(default_factory=list[str])
    records: dict[str, Record | None] = field(default_factory=dict[str, Record | None])
    """Of the review coach, by ``table/id``."""
    runs: dict[str, bool] = field(default_factory=dict[str, bool])
    """Whether a benchmark's ``runs/ID`` or ``experiments/ID`` stands: it is withdrawn, never removed."""

    def to_json(self) -> dict[str, Any]:
        return {
            name: value for name in self.__dataclass_fields__ if (value := getattr(self, name)) not in ({}, [], None)
        }

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Delta:
        return cls(**{name: value for name, value in document.items() if name in cls.__dataclass_fields__})


class UnitOfWork:
    """A change under construction inside one write transaction; :meth:`finish` writes its event."""

    def __init__(self, connection: sqlite3.Connection, ws: Workspace) -> None:
        self.connection = connection
        self.ws = ws
        standing = plans.active(connection, ws.person)
        self.found = standing.n if standing else 0
        self.version = self.found + 1
        self.before = Delta(version=self.found, plan=standing.plan if standing else None)
        self.after = Delta(version=self.version, plan=self.before.plan)
        self.known_to_calendar: set[str] = set()
        """Sessions that the calendar already has as they will stand: it need not be told."""
        self.unplanned: list[Link] = []
        """Events of ours that nothing stands behind, in a week that is accepted: that week has none but its own."""

    def set_plan(self, plan: str | None) -> None:
        self.after.plan = plan

    def set_session(self, session: str, row: SessionRow | None) -> None:
        """Store, replace or (null) remove a session. Nothing is noted where nothing changes."""
        standing = sessions.get(self.connection, self.ws.person, session)
        if standing == row:
            return
        self.before.sessions.setdefault(session, standing)
        self.after.sessions[session] = row
        if row is None:
            sessions.remove(self.connection, self.ws.person, session)
        else:
            sessions.put(self.connection, self.ws.person, [row], self.version)

    def set_week(self, week: str, document: SessionRow | None) -> None:
        """Accept a week as ``document`` says, or (null) take its acceptance back."""
        standing = sessions.week_document(self.connection, self.ws.person, week)
        if standing == document:
            return
        self.before.weeks.setdefault(week, standing)
        self.after.weeks[week] = document
        sessions.put_week(self.connection, self.ws.person, week, document, self.version)

    def accept(self, week: Week) -> None:
        """Make a solved week the accepted one: its sessions replace those that stood in it."""
        for session, row in rows_left(self.connection, self.ws.person, week).items():
            self.set_session(session, row)
        self.set_week(week.week, week.model_dump(mode="json", exclude={"sessions"}))
        self.unplanned += unplanned_events(self.connection, self.ws, week.week)

    def set_trip(self, trip: str, row: SessionRow | None) -> None:
        standing = trips.get(self.connection, self.ws.person, trip)
        if standing == row:
            return
        self.before.trips.setdefault(trip, standing)
        self.after.trips[trip] = row
        trips.put(self.connection, self.ws.person, trip, row)

    def set_record(self, table: RecordTable, name: str, row: Record | None) -> None:
        """Store, replace or (null) remove a row of the review coach. Nothing is noted where nothing changes."""
        standing = attempts.get(self.connection, self.ws.person, table, name)
        if standing == row:
            return
        key = f"{table}/{name}"
        self.before.records.setdefault(key, standing)
        self.after.records[key] = row
        attempts.put(self.connection, self.ws.person, table, name, row)

    def set_run(self, run: str, stands: bool, *, new: bool = False) -> None:
        """Let a run or an experiment (``runs/ID``, ``experiments/ID``) stand, or withdraw it. ``new``: it was stored by
        this change, which undo takes back."""
        standing = not new and runs.stands(self.connection, self.ws.person, run)
        if standing == stands:
            return
        self.before.runs.setdefault(run, standing)
        self.after.runs[run] = stands
        runs.set_withdrawn(self.connection, self.ws.person, run, withdrawn=not stands)

    def edit(self, edit: Edit) -> None:
        """Put one edit in force, or write down the fact that it states.

        Raises UnknownNameError for a session or adjustment that is not there.
        """
        person = self.ws.person
        match edit:
            case Withdraw():
                self._withdraw(edit.adjustment)
            case Reinstate():
                kept = plans.adjustment_row(self.connection, person, edit.adjustment)
                if kept is None:
                    raise UnknownNameError(what="adjustment", name=edit.adjustment, see="see_history")
                self._add(EDIT.validate_python(kept[0]), made_on=kept[1])
            case Log():  # is_fact: these three are no adjustments
                told, rest = told_by_log(edit, facts.sessions_on(self.connection, person, edit.date))
                for one in told:
                    self._tell(one)
                if rest or not told:
                    self._log(edit.track, edit.date.isoformat(), rest, edit.outcome, None)
            case Finish() | ReportSession():
                session = sessions.as_sessions([self._session(edit.session)])[0]
                one = told_by_report(edit, session)
                if (session.status, session.spent_min) != (
                    one.outcome,
                    one.minutes,
                ):  # not said again
                    self._tell(one)
            case CatchUp():
                for one in self._left_open(edit):
                    self._tell(one)
                self.put_in_force(edit)
            case Pin() | Unpin():
                row = self._session(edit.session)
                self.set_session(edit.session, {**row, "pinned": isinstance(edit, Pin)})
                self.put_in_force(edit)
            case _:
                self.put_in_force(edit)

    def _left_open(self, edit: CatchUp) -> list[Told]:
        """The sessions of the days that are caught up of which nobody has spoken: they were not done."""
        start = datetime.combine(edit.from_, time(), zone("UTC")) - timedelta(days=1)
        end = datetime.combine(edit.until, time(), zone("UTC")) + timedelta(days=2)
        now = self.ws.now()
        rows = sessions.between(self.connection, self.ws.person, int(start.timestamp()), int(end.timestamp()))
        return [
            Told(row["id"], "skipped", 0)
            for row in rows
            if sessions.is_open(row, now) and edit.holds(date.fromisoformat(row["start"][:10]), row["track"])
        ]

    def _tell(self, one: Told) -> None:
        """Write down what came of a session; what was noted for it before is replaced."""
        row = self._session(one.session)
        for entry in log.of_session(self.connection, self.ws.person, one.session):
            self.set_log_withdrawn(entry, True)
        self.set_session(one.session, {**row, "status": one.outcome})
        if row["track"]:
            self._log(row["track"], row["start"][:10], one.minutes, one.outcome, one.session)

    def _session(self, session: str) -> SessionRow:
        row = sessions.get(self.connection, self.ws.person, session)
        if row is None:
            raise UnknownNameError(what="session", name=session, see="see_week")
        return row

    def put_in_force(self, edit: Edit) -> None:
        """Put an edit in force as an adjustment, whatever else it would do."""
        self._add(edit, made_on=self.ws.now().date().isoformat())

    def _add(self, edit: Edit, *, made_on: str) -> None:
        seq = plans.next_seq(self.connection, self.ws.person)
        self.after.added.append(
            plans.add_adjustment(
                self.connection, self.ws.person, seq=seq, edit=edit, made_on=made_on, version=self.version
            )
        )

    def _withdraw(self, adjustment: str) -> None:
        if plans.withdraw(self.connection, self.ws.person, adjustment, self.version):
            self.after.withdrawn.append(adjustment)

    def _log(self, track: str, on: str, minutes: int, outcome: str, session: str | None) -> None:
        seq = events.last_seq(self.connection, self.ws.person) + 1
        name = f"l{seq}" if not self.after.log else f"l{seq}.{len(self.after.log)}"
        entry = LogEntry.model_validate(
            {
                "id": name,
                "track": track,
                "date": on,
                "minutes": minutes,
                "outcome": outcome,
                "session": session,
                "at": self.ws.now(),
            }
        )
        log.add(self.connection, self.ws.person, entry)
        self.after.log.append(name)

    def set_log_withdrawn(self, entry: str, withdrawn: bool) -> None:
        log.set_withdrawn(self.connection, self.ws.person, entry, withdrawn)
        if withdrawn:
            self.after.log_withdrawn.append(entry)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What the calendar is told of this change."""
        after = {name: row for name, row in self.after.sessions.items() if name not in self.known_to_calendar}
        return effects_between(self.before.sessions, after, self.unplanned)

    @property
    def only_facts(self) -> bool:
        """Whether nothing but the log was written, which makes no new version."""
        after = self.after
        return not (
            after.sessions
            or after.weeks
            or after.trips
            or after.added
            or after.withdrawn
            or after.plan != self.before.plan
        )

    def finish(
        self, *, kind: str, actor: str, summary: Summary, subject: str | None = None, undoes: int | None = None
    ) -> HistoryEvent:
        """Write the event, the new version and what the calendar is to be told."""
        at = self.ws.now().isoformat()
        if self.only_facts:
            self.after.version = self.found
        seq = events.append(
            self.connection,
            self.ws.person,
            at=at,
            actor=actor,
            kind=kind,
            subject=subject,
            summary=json.dumps(summary, ensure_ascii=False),
            before=self.before.to_json(),
            after=self.after.to_json(),
            undoes=undoes,
        )
        if not self.only_facts:
            plans.add_version(self.connection, self.ws.person, n=self.version, plan=self.after.plan, event=seq, at=at)
        self._tell_calendar(seq)
        return events.get(self.connection, self.ws.person, seq)

    def _tell_calendar(self, event: int) -> None:
        """Queue what the calendar must be told about the sessions of this change."""
        lang = language_of(self.connection, self.ws)
        now = self.ws.now()
        for session, row in self.after.sessions.items():
            if session in self.known_to_calendar or not calendar_differs(self.before.sessions.get(session), row):
                continue
            if row is None:
                outbox.enqueue_delete(self.connection, self.ws.person, session, event=event, at=now)
                continue
            outbox.enqueue_put(
                self.connection,
                self.ws.person,
                sessions.as_sessions([row])[0],
                zone=self.ws.timezone,
                lang=lang,
                event=event,
                at=now,
            )
        for link in self.unplanned:
            if link.session not in self.after.sessions:  # else it is told above
                outbox.enqueue_delete(self.connection, self.ws.person, link.session, event=event, at=now)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One event that was taken back: the event that did it, the sessions that were left alone because they were touched
    since, and the rows of sessions as they were found and left."""

    event: HistoryEvent
    kept: list[str]
    before: dict[str, SessionRow | None]
    after: dict[str, SessionRow | None]


def take_back(connection: sqlite3.Connection, ws: Workspace, event: HistoryEvent, actor: str) -> TakenBack:
    """Undo one event by an ordinary change. The undo of an undo puts back what that took away."""
    before, after = Delta.from_json(event.before), Delta.from_json(event.after)
    change = UnitOfWork(connection, ws)
    kept: list[str] = []
    names: dict[str, str] = {}
    for name in after.withdrawn:
        change.edit(Reinstate(adjustment=name))
        names[added_id(name)] = added_id(change.after.added[-1])
    kept += _sessions_back(change, before, after, names)
    for week, found in before.weeks.items():
        if sessions.week_document(connection, ws.person, week) == after.weeks.get(week):
            change.set_week(week, found)
    for trip, found in before.trips.items():
        if trips.get(connection, ws.person, trip) == after.trips.get(trip):
            change.set_trip(trip, found)
    kept += _records_back(change, before.records, after.records)
    for run, stood in before.runs.items():
        if runs.stands(connection, ws.person, run) == after.runs.get(run):
            change.set_run(run, stood)
        else:
            kept.append(run)
    _words_back(change, after)
    if before.plan != after.plan and change.before.plan == after.plan:
        change.set_plan(before.plan)
    if event.kind in _DECIDES and event.subject:  # a no, or the taking back of one: the proposal is open, or is not
        proposals.reopen(connection, ws.person, event.subject, rejected=_rejects(connection, ws.person, event))
    what = json.loads(event.summary)
    key = "redone" if event.kind == "undone" else "undone"
    without = change.after.plan is None and change.before.plan is not None
    done = change.finish(
        kind=key,
        actor=actor,
        subject=event.subject,
        summary=("undone_import" if without else key, {"event": event.seq, "of": what}),
        undoes=event.seq,
    )
    return TakenBack(done, kept, change.before.sessions, change.after.sessions)


def _sessions_back(change: UnitOfWork, before: Delta, after: Delta, names: Mapping[str, str]) -> list[str]:
    """Put sessions back as they were found; those that somebody has touched since. ``names``: what an edit that is
    made again adds is called after it, and it has a new number."""
    kept: list[str] = []
    for session, found in before.sessions.items():
        if not _same_place(sessions.get(change.connection, change.ws.person, session), after.sessions.get(session)):
            kept.append(session)
            continue
        if found is not None and names:
            found = {**found, "work": with_renamed(found["work"], names)}
        change.set_session(session, found)
    return kept


def _words_back(change: UnitOfWork, after: Delta) -> None:
    """Take back the edits and the log that an event wrote, and let stand again what it had withdrawn of the log."""
    for name in after.added:
        added = plans.adjustment_row(change.connection, change.ws.person, name)
        if added:
            change.edit(inverse(EDIT.validate_python(added[0]), name))
    for name in after.log:
        change.set_log_withdrawn(name, True)
    for name in after.log_withdrawn:
        change.set_log_withdrawn(name, False)


_DECIDES = frozenset({"rejected", "undone", "redone"})


def _rejects(connection: sqlite3.Connection, person: str, event: HistoryEvent) -> bool | None:
    """Whether a proposal is rejected after ``event`` is taken back; null where the event is not about a rejection."""
    flips, root = 1, event
    while root.undoes is not None:
        flips, root = flips + 1, events.get(connection, person, root.undoes)
    return flips % 2 == 0 if root.kind == "rejected" else None


def _records_back(
    change: UnitOfWork, before: Mapping[str, Record | None], after: Mapping[str, Record | None]
) -> list[str]:
    """Put the coach's rows back as they were found; the names of those that somebody has touched since."""
    kept: list[str] = []
    for key, found in before.items():
        table, name = _record_place(key)
        if attempts.get(change.connection, change.ws.person, table, name) == after.get(key):
            change.set_record(table, name, found)
        else:
            kept.append(name)
    return kept


def _record_place(key: str) -> tuple[RecordTable, str]:
    table, _, name = key.partition("/")
    for known in get_args(RecordTable):
        if table == known:
            return known, name
    raise KeyError(key)


def _same_place(standing: SessionRow | None, left: SessionRow | None) -> bool:
    """Whether a session still is as a change left it; its status and reason may have moved on."""
    if standing is None or left is None:
        return standing is left
    return all(standing[key] == left[key] for key in ("start", "end", "title"))
