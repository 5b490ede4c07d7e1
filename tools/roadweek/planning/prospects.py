"""What a forecast is drawn from: the works that are left with their planned weeks, the room of each place, and which
works a milestone stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from roadweek.domain.plan import Milestone, Plan, Task
from roadweek.domain.work import Work
from roadweek.planning.allocate import HALF
from roadweek.planning.effort import TASK_MIN, UPPER, Outlook, monday, supply
from roadweek.planning.forecast import TAIL_WEEKS, Remaining
from roadweek.planning.schedule import MinutesByWeek, effort_of, state_of
from roadweek.planning.supply import Conditions, free_minutes

TASKS = "tasks"
"""The room of tasks: free time."""
_WEEK = timedelta(days=7)


def remaining(
    view: Outlook,
    plan: Plan,
    weeks: MinutesByWeek,
    behind: Mapping[str, int],
    done: Mapping[str, int],
    today: date,
) -> list[Remaining]:
    """The plan's open works and tasks as they are left. ``behind`` are the minutes before this week, ``done`` all that
    was recorded, ``weeks`` those of this week and later ones."""
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
                )
            )
    found += [_of_task(task, weeks, behind, done, current) for task in plan.tasks if task.open]
    return found


def _of_task(
    task: Task, weeks: MinutesByWeek, behind: Mapping[str, int], done: Mapping[str, int], current: date
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
