"""What a forecast is drawn from: the works that are left with their planned weeks, the room of each place, and which
works a milestone stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import log

from typing_extensions import TypedDict

from roadweek.domain.plan import Milestone, Plan, Task
from roadweek.domain.work import Work
from roadweek.planning.allocate import HALF
from roadweek.planning.effort import TASK_MIN, UPPER, Effort, Outlook, monday, supply
from roadweek.planning.forecast import SPREAD, TAIL_WEEKS, Z80, Remaining
from roadweek.planning.learning import EffortSpread
from roadweek.planning.schedule import MinutesByWeek, effort_of, state_of
from roadweek.planning.supply import Conditions, free_minutes

TASKS = "tasks"
"""The room of tasks: free time."""
GUESS_SPREAD = 0.5
"""Sigma of an effort of which a plan says nothing but when it is due: who writes that date means that it can be met."""
_WEEK = timedelta(days=7)


def remaining(
    view: Outlook,
    plan: Plan,
    weeks: MinutesByWeek,
    behind: Mapping[str, int],
    done: Mapping[str, int],
    today: date,
    spreads: Mapping[str, EffortSpread] | None = None,
) -> list[Remaining]:
    """The plan's open works and tasks as they are left. ``behind`` are the minutes before this week, ``done`` all that
    was recorded, ``weeks`` those of this week and later ones; ``spreads`` say by kind how far efforts were off."""
    found: list[Remaining] = []
    current = monday(today)
    for strand in view.strands:
        for work in strand.works:
            so_far = done.get(work.id, 0)
            if state_of(view, work, so_far, today) in ("done", "dropped"):
                continue
            effort = effort_of(view, work)
            closes = view.weeks[work.id][-1] if work.last is not None or work.id in view.late else None
            room = f"{work.id}" if work.occasion else view.pools[strand.id]
            found.append(
                Remaining(
                    id=work.id,
                    room=room,
                    p50=effort.p50,
                    p80=effort.p80,
                    done=max(so_far, behind.get(work.id, 0)),
                    planned=_ahead(weeks.get(work.id, {}), behind.get(work.id, 0), so_far, current),
                    closes=closes,
                    due=work.last,
                    enough=1.0 if work.due or effort.by in ("stated", "learned") else HALF,
                    **_off(effort, (spreads or {}).get(work.kind), due=work.due and not work.occasion),
                )
            )
    off = (spreads or {}).get("task")
    found += [_of_task(task, weeks, behind, done, current, off) for task in plan.tasks if task.open]
    return found


class _Off(TypedDict):
    bias: float
    spread: float | None


def _off(effort: Effort, known: EffortSpread | None, *, due: bool = False) -> _Off:
    """How far an effort may be off: by what finished works of its kind took, where its figure is of the same sort. Of
    what is ``due`` and says no effort, the time that the plan gives it is enough four times of five. One that is
    learned has moved by their mean already; a range of its own is stretched as that of its kind."""
    if due and effort.by in ("shared", "assumed"):
        return {"bias": -Z80 * GUESS_SPREAD, "spread": GUESS_SPREAD}
    if known is None or effort.by not in ("stated", "learned"):
        return {"bias": 0.0, "spread": None}
    own = log(max(1.0, effort.p80 / effort.p50)) / Z80 if effort.p50 else 0.0
    return {"bias": known.bias if effort.by == "stated" else 0.0, "spread": own * known.spread / SPREAD}


def _of_task(
    task: Task,
    weeks: MinutesByWeek,
    behind: Mapping[str, int],
    done: Mapping[str, int],
    current: date,
    off: EffortSpread | None,
) -> Remaining:
    p50, so_far, before = task.minutes or TASK_MIN, done.get(task.id, 0), behind.get(task.id, 0)
    return Remaining(
        id=task.id,
        room=TASKS,
        p50=p50,
        p80=round(p50 * UPPER),
        done=max(so_far, before),
        planned=_ahead(weeks.get(task.id, {}), before, so_far, current),
        closes=monday(task.due) if task.due else None,
        due=task.due,
        bias=off.bias if off else 0.0,
        spread=off.spread if off else None,
    )


def _ahead(planned: Mapping[date, int], behind: int, done: int, current: date) -> dict[date, int]:
    """What is still to come of a work's weeks: what was done in this one is no plan any more."""
    left = {week: minutes for week, minutes in planned.items() if week >= current}
    if current in left and done > behind:
        left[current] = max(0, left[current] - (done - behind))
    return {week: minutes for week, minutes in left.items() if minutes}


def last_week(view: Outlook, works: Sequence[Remaining], today: date) -> date:
    """The Monday of the last week that a forecast looks at: the horizon's, and a quarter of a year for what is late."""
    ends = [work.closes for work in works if work.closes] + [monday(view.last), monday(today)]
    return max(ends) + TAIL_WEEKS * _WEEK


def rooms_of(
    view: Outlook, works: Sequence[Remaining], given: Conditions, first: date, until: date
) -> dict[str, dict[date, int]]:
    """Minutes of each room in each week of ``first`` to ``until`` (Mondays). Beyond the plan's horizon a place has what
    it has in the horizon's last week."""
    found: dict[str, dict[date, int]] = {}
    pools = {work.room for work in works} & ({TASKS} | set(view.pools.values()))
    week = monday(first)
    while week <= until:
        free = free_minutes(view.plan, week, given)
        for pool in pools:
            found.setdefault(pool, {})[week] = free if pool == TASKS else supply(view, pool, week, given, free)
        week += _WEEK
    return found


def works_of(milestone: Milestone, milestones: Sequence[Milestone], view: Outlook) -> tuple[Work, ...]:
    """The works that a milestone stands for: those of its own lines, else those of its track that are wanted after the
    track's milestone before it and by its day."""
    every = [work for strand in view.strands for work in strand.works if not work.dropped]
    own = set(milestone.lines)
    told = tuple(work for work in every if own & set(work.lines))
    if told:
        return told
    if milestone.track is None or milestone.due is None:
        return ()
    due = milestone.due.latest
    before = [m.due.latest for m in milestones if m.track == milestone.track and m.due and m.due.latest < due]
    since = max(before, default=date.min)
    tracks = {strand.id: strand.track for strand in view.strands}
    return tuple(
        work
        for strand in view.strands
        for work in strand.works
        if not work.dropped and not work.optional and (work.track or tracks[strand.id]) == milestone.track
        if work.last is not None and since < work.last <= due
    )
