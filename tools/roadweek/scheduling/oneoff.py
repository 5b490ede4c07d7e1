"""Wishes that come once: tasks with and without a due date, and sessions that the person added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roadweek.domain.edits import Add
from roadweek.domain.plan import Plan, Task
from roadweek.domain.week import Reason, Session
from roadweek.domain.weeks import monday_of, week_id, weeks_between
from roadweek.planning.supply import PauseSpan
from roadweek.scheduling.bars import day_bar, pause_reason
from roadweek.scheduling.effective import in_order, pauses
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import holds_off
from roadweek.scheduling.weights import GRID_MIN, rate
from roadweek.scheduling.wishes import Wish

TASK_MIN = 60
"""Length of a task whose text gives none."""
SITTING_MIN = 90
"""The longest sitting of a task that is split."""
SMALLEST_MIN = 25
"""No sitting of a split task is planned shorter than this."""
SPREAD_FROM_MIN = 180
"""A task longer than this is spread over the weeks up to its due date."""


def task_wishes(inputs: WeekInputs, plan: Plan, frame: WeekFrame, frozen: Sequence[Session]) -> list[Wish]:
    """Sittings of this week for each open task: before its due date, longer tasks in several sittings."""
    paused = pauses(inputs.adjustments)  # once: a person who adds hundreds of tasks has hundreds of adjustments
    started: dict[str, list[Session]] = {}
    for session in frozen:
        if session.task is not None:
            started.setdefault(session.task, []).append(session)
    found: list[Wish] = []
    for task in plan.tasks:
        if task.open:
            found += _sittings(task, inputs, plan, frame, started.get(task.id, ()), paused)
    return found


def _sittings(
    task: Task,
    inputs: WeekInputs,
    plan: Plan,
    frame: WeekFrame,
    frozen: Sequence[Session],
    paused: Sequence[PauseSpan],
) -> list[Wish]:
    """Sittings of one task; ``frozen`` are those of this week that it already has."""
    here = sum(s.counted_min(inputs.now) for s in frozen)
    left = (task.minutes or TASK_MIN) - inputs.elsewhere.get(task.id, 0) - here
    monday, today = frame.days[0].date, inputs.now.astimezone(frame.days[0].zone).date()
    due = task.due if task.due is None or task.due >= today else None  # overdue: as soon as it can be
    if left <= 0 or (due is not None and due < monday):
        return []
    if due is not None and left > SPREAD_FROM_MIN:
        left = -(-left // max(1, len(weeks_between(max(monday, monday_of(week_id(today))), due))))
    days, barred = _task_days(task, due, paused, plan, frame)
    fits = [min(b - a, frame.days[d].capacity) for d in days for a, b in frame.days[d].gaps]
    size = max((f for f in fits if f >= SMALLEST_MIN), default=SITTING_MIN)
    size = min(SITTING_MIN, size)
    count = max(1, -(-left // size))
    steps = -(-left // GRID_MIN)
    used = {s.id for s in frozen}
    names: list[str] = []
    number = 1
    while len(names) < count:
        name = f"{frame.week}.{task.id}.{number}"
        if name not in used:
            names.append(name)
        number += 1
    track = next((t for t in plan.tracks if t.id == task.track), None)
    found: list[Wish] = []
    for n, name in enumerate(names):
        length = max(1, steps // count + (1 if n < steps % count else 0)) * GRID_MIN
        found.append(
            Wish(
                id=name,
                title=task.title
                if count + len(used) == 1
                else f"{task.title} ({n + 1 + len(used)}/{count + len(used)})",
                track=task.track,
                lo=length,
                hi=length,
                rate=rate("must" if task.due else "should", track.priority if track else 0),
                days=days,
                group=task.id,
                per_day=max(1, -(-count // max(1, len(days)))),
                task=task.id,
                must=task.due is not None,
                ideal=days[min(n, len(days) - 1)] if days else None,
                after=names[n - 1] if n else None,
                due=due.isoformat() if due else None,
                barred=barred,
                no_units=True,
            )
        )
    return found


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
