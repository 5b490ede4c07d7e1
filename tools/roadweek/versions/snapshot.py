"""What stands: the version that counts, its plan with all that is in force, and the inputs of a week."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from roadweek.calendars.public_days import CHINA, china_workdays
from roadweek.clock import zone
from roadweek.domain.base import Language
from roadweek.domain.edits import Adjustment, Edit, Reinstate, Withdraw, is_fact
from roadweek.domain.plan import Plan
from roadweek.domain.week import Trip, Week
from roadweek.domain.weeks import days_of, week_id, weekday_code
from roadweek.errors import NoPlanError
from roadweek.planning import FORM
from roadweek.planning.learning import with_learned
from roadweek.scheduling.content import shared_out
from roadweek.scheduling.effective import fold_trips
from roadweek.scheduling.inputs import Hours, Stretch, WeekInputs
from roadweek.scheduling.limits import usual_hours
from roadweek.scheduling.missed import AGAIN, again_id
from roadweek.storage import calendar as calendar_store
from roadweek.storage import log, plans, sessions, trips
from roadweek.versions.before_trip import homes
from roadweek.versions.learned import learned_for
from roadweek.versions.owed import owed
from roadweek.versions.region import region_of
from roadweek.versions.whereabouts import zones_of_places
from roadweek.workspace import Workspace

if TYPE_CHECKING:
    from roadweek.domain.work import Work
    from roadweek.planning.effort import Outlook

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version: the plan as imported, the adjustments in force, the calendar's trips, and the next free number."""

    version: int
    plan: Plan
    adjustments: tuple[Adjustment, ...]
    trips: tuple[Trip, ...]
    next_seq: int

    def with_edits(self, edits: Sequence[Edit], on: date) -> tuple[Adjustment, ...]:
        """The adjustments that would be in force with ``edits`` made on the day ``on``.

        They get the ids that applying them to this version will give them, so that what is solved now is what is
        written then.
        """
        gone = {edit.adjustment for edit in edits if isinstance(edit, Withdraw)}
        kept = [a for a in self.adjustments if a.id not in gone]
        seq = self.next_seq
        for edit in edits:
            if isinstance(edit, Withdraw | Reinstate) or is_fact(edit):
                continue
            kept.append(Adjustment(id=f"a{seq}", seq=seq, edit=edit, on=on))
            seq += 1
        return tuple(kept)


def load(connection: sqlite3.Connection, ws: Workspace) -> Snapshot:
    """The version that counts. Raises NoPlanError before the first import."""
    version = plans.active(connection, ws.person)
    if version is None or version.plan is None:
        raise NoPlanError(workspace=ws.path)
    return Snapshot(
        version=version.n,
        plan=plans.plan_of(connection, ws.person, version.plan),
        adjustments=plans.in_force(connection, ws.person),
        trips=trips.trips_of(connection, ws.person),
        next_seq=plans.next_seq(connection, ws.person),
    )


def language_of(connection: sqlite3.Connection, ws: Workspace) -> Language:
    """The language of answers: the one asked for, else the active plan's, else English."""
    return ws.language or plans.active_language(connection, ws.person) or "en"


def week_inputs(
    connection: sqlite3.Connection,
    ws: Workspace,
    standing: Snapshot,
    week: str,
    *,
    adjustments: Sequence[Adjustment] | None = None,
    together: Sequence[str] = (),
) -> WeekInputs:
    """All that ``week`` is solved from, as it stands; ``adjustments`` replaces those in force.

    ``together`` are weeks that are solved in the same question: what stands in them does not count as held elsewhere,
    see :func:`after`.
    """
    days = days_of(week)
    local = zone(ws.timezone)
    start = datetime.combine(days[0], time(), local)
    end = datetime.combine(days[6] + timedelta(days=1), time(), local)
    margin = timedelta(days=1)  # a trip's zone may put a day elsewhere
    edits = tuple(standing.adjustments if adjustments is None else adjustments)
    trips_then = fold_trips(standing.trips, edits)
    inputs = WeekInputs(
        week=week,
        timezone=ws.timezone,
        now=ws.now(),
        plan=with_learned(standing.plan, learned_for(connection, ws, standing.plan, standing.adjustments, week)),
        adjustments=edits,
        trips=standing.trips,
        place_zones=zones_of_places(trips_then, ws.timezone, (days[0], days[6])),
        homes=homes(connection, ws.person, week, trips_then, ws.now()),
        busy=calendar_store.busy_between(connection, ws.person, start - margin, end + margin),
        sessions=sessions.as_sessions(
            [
                *sessions.of_week(connection, ws.person, week),
                *sessions.moved_in(connection, ws.person, week, int(start.timestamp()), int(end.timestamp())),
            ]
        ),
        log=log.between(connection, ws.person, days[0].isoformat(), days[6].isoformat()),
        hours=hours_of(ws, standing.plan),
        buffer_share=ws.settings.buffer,
        began=plans.began(connection, ws.person),
        workdays=china_workdays(days[0], days[6]) if region_of(connection, ws) == CHINA else (),
        elsewhere=sessions.task_minutes(connection, ws.person, ws.now(), not_in={week, *together}),
    )
    update: dict[str, object] = owed(connection, ws, inputs)
    return inputs.model_copy(update={**update, **_work_before(connection, ws, inputs, together)})


def after(inputs: WeekInputs, earlier: Sequence[Week]) -> WeekInputs:
    """``inputs`` with what weeks solved before it in the same question hold of tasks and works."""
    elsewhere, work, missed = dict(inputs.elsewhere), dict(inputs.work_done), dict(inputs.work_missed)
    for session in (session for week in earlier for session in week.sessions):
        if session.task:
            elsewhere[session.task] = elsewhere.get(session.task, 0) + session.counted_min(inputs.now)
        for name, minutes in shared_out(session, inputs.now):
            work[name] = work.get(name, 0) + minutes
    for part in (part for week in earlier for session in week.sessions for part in session.work if part.shared):
        missed[part.work] = max(missed.get(part.work, 0), part.done_min - work.get(part.work, 0))
    tried = {session.id for week in earlier for session in week.sessions if session.id.endswith(AGAIN)}
    left = tuple(s for s in inputs.missed if not any(again_id(s, week.week) in tried for week in earlier))
    spread = inputs.spread_weeks and max(1, inputs.spread_weeks - len([w for w in earlier if w.week < inputs.week]))
    return inputs.model_copy(
        update={
            "elsewhere": elsewhere,
            "work_done": work,
            "work_missed": missed,
            "missed": left,
            "spread_weeks": spread or None,
        }
    )


def _work_before(
    connection: sqlite3.Connection, ws: Workspace, inputs: WeekInputs, together: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Minutes of each work that lie behind a week: what accepted weeks hold, and of weeks ahead that are not accepted
    what they would be planned with; and how far the titles of accepted weeks before it and after it count each."""
    from roadweek.planning.allocate import project
    from roadweek.scheduling.content import conditions, look_ahead
    from roadweek.scheduling.effective import effective

    plan = effective(inputs.plan, inputs.adjustments)
    if not plan.strands:
        return {}
    view = look_ahead(inputs, plan)
    monday, current = days_of(inputs.week)[0], days_of(week_id(ws.now().date()))[0]
    done: dict[str, int] = {}
    held: dict[date, dict[str, int]] = {}
    said = sessions.numbered_by_week(connection, ws.person, not_in=together)
    missed: dict[str, int] = {}
    this = week_id(current)
    runs = this if current < monday else None  # what comes later goes on from this week as it was planned
    weeks = sessions.work_by_week(connection, ws.person, ws.now(), not_in=together, running=runs)
    for name, minutes in sorted(weeks.items()):
        start = days_of(name)[0]
        if start < min(current, monday):
            for work, count in minutes.items():
                done[work] = done.get(work, 0) + count
            _count_missed(missed, said.get(name, {}), done)
        elif start < monday:
            held[start] = minutes
    first = min(days_of(name)[0] for name in (*together, inputs.week)) if together else monday
    trips = fold_trips(inputs.trips, inputs.adjustments)
    behind, held = with_steps(view, done, held)
    given = conditions(inputs, trips).from_day(first_day_left(ws.now(), inputs.hours))
    at, until = current, min(first, monday)
    for week in sorted(w for w in held if w < until):
        at, behind = week + _WEEK, project(view, at, week + _WEEK, behind, given, held)
        _count_missed(missed, said.get(week_id(week), {}), behind)
    behind = project(view, at, until, behind, given, held)
    later: dict[str, int] = {}
    for works in (works for name, works in said.items() if name > inputs.week):
        for work, (begins, _) in works.items():
            later[work] = min(begins, later.get(work, begins))
    return {"work_done": behind, "work_missed": missed, "work_next": later}


def _count_missed(missed: dict[str, int], said: Mapping[str, tuple[int, int]], done: Mapping[str, int]) -> None:
    """Raise ``missed`` to the minutes that a week's titles count of its works and that are not ``done`` with it."""
    for work, (_, last) in said.items():
        if last > done.get(work, 0):
            missed[work] = max(missed.get(work, 0), last - done.get(work, 0))


def first_day_left(now: datetime, hours: Hours) -> date:
    """Today, where at least half of its hours lie ahead, else tomorrow."""
    stretches = hours.days.get(weekday_code(now.date()), ())
    at = now.hour * 60 + now.minute
    pairs = [(s.start.hour * 60 + s.start.minute, s.end.hour * 60 + s.end.minute) for s in stretches]
    pairs = [(start, end if end > start else 1440) for start, end in pairs]
    ahead = sum(max(0, end - max(start, at)) for start, end in pairs)
    whole = sum(end - start for start, end in pairs)
    return now.date() if whole and ahead * 2 >= whole else now.date() + timedelta(days=1)


def with_steps(
    view: Outlook, done: Mapping[str, int], held: Mapping[date, Mapping[str, int]]
) -> tuple[dict[str, int], dict[date, dict[str, int]]]:
    """What lies behind, and what weeks hold, with the minutes of works that were split given to their steps."""
    from roadweek.planning.steer import poured

    def effort(work: Work) -> int:
        known = view.efforts.get(work.id)
        return known.p50 if known else 0

    behind = poured(view.strands, done, effort)
    total, before = dict(done), behind
    weeks: dict[date, dict[str, int]] = {}
    for week in sorted(held):
        for work, minutes in held[week].items():
            total[work] = total.get(work, 0) + minutes
        now = poured(view.strands, total, effort)
        weeks[week] = {work: more for work in now if (more := now[work] - before.get(work, 0)) > 0}
        before = now
    return behind, weeks


def hours_of(ws: Workspace, plan: Plan) -> Hours:
    """When the person can work: as config.toml says, else as their plan lets it be guessed."""
    if ws.settings.hours is not None:
        days = {day: tuple(Stretch(start=a, end=b) for a, b in pairs) for day, pairs in ws.settings.hours}
        return Hours.model_validate({"days": days})
    return usual_hours(plan)


def fingerprint(inputs: Sequence[WeekInputs]) -> str:
    """A hash of everything that the weeks are solved from, the clock left out: a proposal made from it is stale when
    it changes, and so it is when the planner does."""
    digest = hashlib.sha256(f"planner {FORM}".encode())
    for one in inputs:
        document = one.model_dump(mode="json", exclude={"now"})
        digest.update(json.dumps(document, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()
