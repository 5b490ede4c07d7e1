"""Wishes that come once: tasks with and without a due date, and sessions that the person added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from roadweek.domain.edits import Add
from roadweek.domain.plan import Plan, Task
from roadweek.domain.week import Reason, Session, Trip, Unplaced, Week, trip_on
from roadweek.domain.weeks import monday_of, week_id, weeks_between
from roadweek.planning.supply import PauseSpan
from roadweek.scheduling.bars import day_bar, pause_reason, trip_reason
from roadweek.scheduling.cutting import TaskPiece, WeekRoom
from roadweek.scheduling.effective import fold_trips, in_order, pauses
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import holds_off
from roadweek.scheduling.weights import GRID_MIN, rate
from roadweek.scheduling.wishes import Wish

TASK_MIN = 60
"""Length of a task whose text gives none."""
SPREAD_FROM_MIN = 180
"""A task longer than this is spread over the weeks up to its due date."""
BELOW_MUST_TENTHS = 9
"""What is due gives way to a must, in tenths of a must's rate, and to nothing else."""
REST = ".rest"
"""The end of the id of what has no place of a task, however long."""
WAITS_SHARE = 0.5
"""Of the time that later weeks have beside their musts, what a task that is due then is trusted to find."""
_DAY = timedelta(days=1)


def task_wishes(
    inputs: WeekInputs, plan: Plan, frame: WeekFrame, frozen: Sequence[Session], others: Sequence[Wish]
) -> list[Wish]:
    """Sittings of this week for each open task, cut as the week has room beside ``others`` and what stands.

    What fits beside all else is taken first, the earliest due first. A task takes the place of what is no must only
    where the weeks up to its due date cannot hold it otherwise, and never that of a must: what is then short is one
    wish without a day, with what was asked, what is possible and what is short.
    """
    tasks = [t for t in plan.tasks if t.open]
    if not tasks:
        return []
    paused = pauses(inputs.adjustments)  # once: a person who adds hundreds of tasks has hundreds of adjustments
    mine: dict[str, list[Session]] = {}
    for session in inputs.sessions:
        if session.task is not None and session.week == inputs.week:
            mine.setdefault(session.task, []).append(session)
    held = {s.id for s in frozen}
    cases = [
        _case(task, inputs, plan, frame, [s for s in mine.get(task.id, ()) if s.id in held], paused) for task in tasks
    ]
    cases = sorted((c for c in cases if c.left > 0), key=lambda c: (c.due is None, c.due or date.max))
    stand = {c.task.id: _standing(c, [s for s in mine.get(c.task.id, ()) if s.id not in held], frame) for c in cases}
    kept = [
        replace(_sitting(c, plan, s.id, n, s.minutes, _piece(s, frame).day), standing=s)
        for c in cases
        for n, s in enumerate(stand[c.task.id])
    ]
    others = [w for w in others if w.id not in held and (w.standing is not None or w.missed is None)]
    beside = WeekRoom(frame, [*others, *kept], frozen)
    musts: WeekRoom | None = None
    trips = fold_trips(inputs.trips, inputs.adjustments)
    today = inputs.now.astimezone(frame.days[0].zone).date()
    near = frame.days[0].date <= today + timedelta(days=7)  # of what lies further ahead, earlier weeks hold a part
    promised = 0
    taken: list[TaskPiece] = []
    found: list[Wish] = []
    for case in cases:
        sessions = stand[case.task.id]
        pieces = [_piece(s, frame) for s in sessions]
        asked = case.left - sum(p.length for p in pieces)
        later = _later(frame, case, others, trips) if case.later else 0
        due = case.due_day(frame)
        want = asked
        if case.later and case.left > SPREAD_FROM_MIN:
            want = min(asked, -(-case.left // case.weeks) - sum(p.length for p in pieces))
        new = beside.cut(_up(want), case.days, due) if want > 0 and case.days else []
        urgent = asked - sum(p.length for p in new)
        if case.later:
            urgent = min(urgent, urgent - round((later - promised) * WAITS_SHARE))
            promised += max(0, asked - sum(p.length for p in new) - max(0, urgent))
        if urgent > 0 and case.task.due is not None and case.days:
            if musts is None:
                musts = WeekRoom(frame, [*(w for w in others if w.must), *kept], frozen)
                for piece in taken:
                    musts.take(piece)
            for piece in new:
                musts.take(piece)
            forced = musts.cut(_up(urgent), case.days, due)
            for piece in forced:
                beside.take(piece)
            new = [*new, *forced]
        elif musts is not None:
            for piece in new:
                musts.take(piece)
        taken += new
        found += _wishes(case, plan, frame, sessions, pieces, new)
        held_min = sum(p.length for p in (*pieces, *new))
        short = case.left - held_min - later if case.task.due is not None else 0 if held_min else case.left
        if short >= GRID_MIN and near:
            found.append(_short(case, plan, frame, short))
    return found


@dataclass(frozen=True, slots=True)
class _TaskOfWeek:
    """An open task in this week: what is left of it, and where it may lie. ``due`` is null where it has none or is
    overdue; ``weeks`` are those from this one to its due date."""

    task: Task
    left: int
    total: int
    used: frozenset[str]
    here: int
    days: tuple[int, ...]
    barred: tuple[tuple[int, Reason], ...]
    due: date | None
    later: bool
    weeks: int

    def due_day(self, frame: WeekFrame) -> int | None:
        return next((d.index for d in frame.days if d.date == self.due), None)


def _case(
    task: Task,
    inputs: WeekInputs,
    plan: Plan,
    frame: WeekFrame,
    frozen: Sequence[Session],
    paused: Sequence[PauseSpan],
) -> _TaskOfWeek:
    """``frozen`` are the sessions of this week that the task already has and that stay."""
    here = sum(s.counted_min(inputs.now) for s in frozen)
    total = task.minutes or TASK_MIN
    monday, today = frame.days[0].date, inputs.now.astimezone(frame.days[0].zone).date()
    due = task.due if task.due is None or task.due >= today else None  # overdue: as soon as it can be
    left = 0 if due is not None and due < monday else total - inputs.elsewhere.get(task.id, 0) - here
    days, barred = _task_days(task, due, paused, plan, frame)
    weeks = weeks_between(max(monday, monday_of(week_id(today))), due) if due is not None else ()
    return _TaskOfWeek(
        task=task,
        left=left,
        total=total,
        used=frozenset(s.id for s in frozen),
        here=len(frozen),
        days=days,
        barred=barred,
        due=due,
        later=due is not None and due > frame.days[-1].date,
        weeks=max(1, len(weeks)),
    )


def _standing(case: _TaskOfWeek, sessions: Sequence[Session], frame: WeekFrame) -> list[Session]:
    """Of the sittings that stand and may move those that still have their day and their use, in order of time."""
    kept: list[Session] = []
    left = case.left
    for session in sorted(sessions, key=lambda s: (s.start, s.id)):
        fits = frame.holds(session.start) and frame.day_of(frame.minute(session.start)) in case.days
        if fits and session.minutes <= _up(left):
            kept.append(session)
            left -= session.minutes
    return kept


def _piece(session: Session, frame: WeekFrame) -> TaskPiece:
    start = frame.minute(session.start)
    return TaskPiece(frame.day_of(start), start, session.minutes)


def _wishes(
    case: _TaskOfWeek,
    plan: Plan,
    frame: WeekFrame,
    sessions: Sequence[Session],
    pieces: Sequence[TaskPiece],
    new: Sequence[TaskPiece],
) -> list[Wish]:
    """What stands and what is new of a task, in order of time, each new one with the next free name."""
    names = _names(case, frame, {s.id for s in sessions})
    of = {id(p): s.id for p, s in zip(pieces, sessions, strict=True)}
    ordered = sorted([*pieces, *new], key=lambda p: (p.day, p.start))
    number = len(ordered) + case.here
    crowd = max((sum(p.day == d for p in ordered) for d in {p.day for p in ordered}), default=1)
    found: list[Wish] = []
    for n, piece in enumerate(ordered):
        name = of.get(id(piece)) or next(names)
        wish = _sitting(case, plan, name, n, piece.length, piece.day)
        title = case.task.title if number == 1 else f"{case.task.title} ({n + 1 + case.here}/{number})"
        found.append(replace(wish, title=title, per_day=crowd, after=found[-1].id if found else None))
    return found


def _names(case: _TaskOfWeek, frame: WeekFrame, taken: set[str]) -> Iterator[str]:
    for number in count(1):
        name = f"{frame.week}.{case.task.id}.{number}"
        if name not in case.used and name not in taken:
            yield name


def _sitting(case: _TaskOfWeek, plan: Plan, name: str, number: int, minutes: int, day: int) -> Wish:
    track = next((t for t in plan.tracks if t.id == case.task.track), None)
    priority = track.priority if track else 0
    owed = case.task.due is not None
    return Wish(
        id=name,
        title=case.task.title,
        track=case.task.track,
        lo=minutes,
        hi=minutes,
        rate=rate("must", priority) * BELOW_MUST_TENTHS // 10 if owed else rate("should", priority),
        days=case.days,
        group=case.task.id,
        per_day=max(1, number + 1),
        task=case.task.id,
        must=owed,
        ideal=day,
        due=case.due.isoformat() if case.due else None,
        barred=case.barred,
        no_units=True,
    )


def _short(case: _TaskOfWeek, plan: Plan, frame: WeekFrame, minutes: int) -> Wish:
    """What of a task has no place, as one wish without a day."""
    if case.task.due is None:
        return replace(_sitting(case, plan, next(_names(case, frame, set())), 0, minutes, 0), ideal=None)
    wish = _sitting(case, plan, f"{frame.week}.{case.task.id}{REST}", 0, minutes, 0)
    params = {
        "due": case.task.due.isoformat(),
        "asked_min": case.total,
        "possible_min": max(0, case.total - minutes),
        "short_min": minutes,
    }
    return replace(wish, days=(), ideal=None, barred=((0, Reason(code="deadline", params=params)),))


def _later(frame: WeekFrame, case: _TaskOfWeek, others: Sequence[Wish], trips: Sequence[Trip]) -> int:
    """Minutes that the days after this week up to a task's due date have beside musts, where they are like these."""
    if case.due is None:
        return 0
    usable = [day.usable for day in frame.days]
    musts = sum(w.hi for w in others if w.must) / 7
    day, total = frame.days[-1].date + _DAY, 0.0
    while day <= case.due:
        if trip_on(trips, day) is None:
            total += max(0.0, usable[day.weekday()] - musts)
        day += _DAY
    return int(total)


def _up(minutes: int) -> int:
    return -(-minutes // GRID_MIN) * GRID_MIN


def _task_days(
    task: Task, due: date | None, paused: Sequence[PauseSpan], plan: Plan, frame: WeekFrame
) -> tuple[tuple[int, ...], tuple[tuple[int, Reason], ...]]:
    days: list[int] = []
    barred: list[tuple[int, Reason]] = []
    ban = no_new_tasks(plan)
    for day in frame.days:
        reason = next(
            (
                pause_reason(plan, track, first, last)
                for track, first, last in paused
                if track == task.track and first <= day.date <= last
            ),
            None,
        )
        if due is not None and day.date > due:
            reason = Reason(code="deadline", params={"due": due.isoformat()})
        elif day.trip and ban is not None:
            reason = Reason(code="rule", params={"text": ban})
        elif day.trip and not day.opened:
            reason = trip_reason(plan, day.trip)
        reason = reason or day_bar(frame, day.index) or holds_off(None, plan, day.date, day.template)
        if reason is None:
            days.append(day.index)
        else:
            barred.append((day.index, reason))
    return tuple(days), tuple(barred)


def no_new_tasks(plan: Plan) -> str | None:
    """The words that keep one-off tasks out of trips, where the plan has such."""
    rule = next((r.text for r in plan.rules if r.kind == "no_new_tasks_on_trips"), None)
    return rule or next((t.title for t in plan.templates if t.id == "trip" and t.no_new_tasks), None)


def without_place(weeks: Sequence[Week]) -> tuple[Unplaced, ...]:
    """What has no place in weeks that are shown together; what is short of a task once, as its last week knows it."""
    last = {u.task: u.id for week in weeks for u in week.unplaced if u.task and u.id.endswith(REST)}
    every = (u for week in weeks for u in week.unplaced)
    return tuple(u for u in every if not u.id.endswith(REST) or last.get(u.task or "") == u.id)


def added_wishes(inputs: WeekInputs, plan: Plan, frame: WeekFrame) -> list[Wish]:
    """Sessions that ``add`` edits ask for: on their date, else anywhere in the week in which they were asked for."""
    found: list[Wish] = []
    for adjustment in in_order(inputs.adjustments):
        edit = adjustment.edit
        if not isinstance(edit, Add) or week_id(edit.date or adjustment.on) != frame.week:
            continue
        wanted = [d.index for d in frame.days if edit.date in (None, d.date)]
        barred = [(d, r) for d in wanted if (r := day_bar(frame, d)) is not None]
        days = tuple(d for d in wanted if d not in dict(barred))
        track = next((t for t in plan.tracks if t.id == edit.track), None)
        length = -(-edit.minutes // GRID_MIN) * GRID_MIN
        found.append(
            Wish(
                id=f"{frame.week}.add-{adjustment.id}",
                title=edit.title or (track.title if track else edit.track or "+"),
                track=edit.track,
                lo=length,
                hi=length,
                rate=rate("must", track.priority if track else 0),
                days=days,
                group=f"add-{adjustment.id}",
                must=True,
                slots=(edit.slot,) if edit.slot else (),
                only_slots=edit.slot is not None,
                barred=tuple(barred),
                no_units=True,
            )
        )
    return found
