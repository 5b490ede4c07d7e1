"""When each work is done: its minutes in each week of the horizon, what does not fit, and why a week holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from roadweek.domain.work import Strand, Work
from roadweek.planning.allocate import HALF, TAIL_MIN, allocate
from roadweek.planning.effort import TASK_MIN, Effort, Outlook, monday
from roadweek.planning.steer import find
from roadweek.planning.supply import Conditions

WorkState = Literal["waiting", "running", "done", "dropped"]
WeekCause = Literal["day", "late", "focus", "closing", "lead", "beside", "order", "share"]
"""Why a week holds a work, the strongest first; the words are ``messages.works``."""
MinutesByWeek = dict[str, dict[date, int]]
_WEEK = timedelta(days=7)


def schedule_of_work(
    view: Outlook,
    first: date,
    done: Mapping[str, int],
    given: Conditions,
    held: Mapping[date, Mapping[str, int]] | None = None,
) -> MinutesByWeek:
    """Minutes of each work (by id) in each week (by its Monday) from ``first`` to the end of the horizon.

    ``done`` lies behind ``first``; ``held`` are weeks that stand accepted. Weeks without a minute are left out.
    """
    total = dict(done)
    found: MinutesByWeek = {}
    week = monday(first)
    while week <= view.last:
        stands = (held or {}).get(week)
        if stands is None:
            content, ledger = allocate(view, week, total, given)
            total = ledger.done
            spent = dict(content.minutes)
            for one in content.occasions:
                spent[one.work.id] = spent.get(one.work.id, 0) + effort_of(view, one.work).p50
        else:
            spent = dict(stands)
            for work, minutes in spent.items():
                total[work] = total.get(work, 0) + minutes
        for work, minutes in spent.items():
            if minutes:
                found.setdefault(work, {})[week] = minutes
        week += _WEEK
    return found


def effort_of(view: Outlook, work: Work) -> Effort:
    """The effort of any work, also of one that is done once and of one that is closed."""
    known = view.efforts.get(work.id)
    if known is not None:
        return known
    if work.minutes is not None:
        return Effort(work.minutes.top if work.occasion else work.minutes.lo, work.minutes.top, "stated")
    return Effort(TASK_MIN, TASK_MIN, "assumed") if work.occasion else Effort(0, 0, work.effort_by)


def short_of(view: Outlook, work: Work, behind: int, weeks: Mapping[date, int]) -> int:
    """Minutes of an open work that do not fit before its window ends, or before the horizon does.

    ``behind`` are its minutes before the weeks that are looked at.
    """
    if not work.open or work.optional:
        return 0  # what is optional is no debt
    end = view.last if work.id in view.late else view.weeks[work.id][-1]
    left = effort_of(view, work).p50 - behind - sum(m for week, m in weeks.items() if week <= end)
    return left if left >= TAIL_MIN else 0


def state_of(view: Outlook, work: Work, done: int, today: date) -> WorkState:
    """Where a work stands: what is owed runs until it is said to be finished, a topic until its minutes are done.

    A topic whose window is over is done with half of them; what is done once was done in its window or is dropped.
    """
    if work.dropped:
        return "dropped"
    if work.done is not None:
        return "done"
    if work.occasion and (done or _over(work, today)):
        return "done" if done else "dropped"
    if work.first is not None and work.first > today and not done:
        return "waiting"
    if work.due or not done:
        return "running"
    enough = effort_of(view, work).p50 * (HALF if _over(work, today) else 1)
    return "done" if done + TAIL_MIN > enough else "running"


def _over(work: Work, today: date) -> bool:
    return work.last is not None and work.last < today


@dataclass(frozen=True, slots=True)
class Because:
    """Why a week holds a work: a cause and what its words need."""

    cause: WeekCause
    params: Mapping[str, Any]


def why_week(view: Outlook, work: str, week: date) -> Because | None:
    """Why the week of the Monday ``week`` is the one for a work; null for one that is not there any more."""
    spot = find(view.strands, work)
    if spot is None:
        return None
    strand, found = spot.strand, spot.work
    if found.occasion and found.first is not None:
        last = found.last or found.first
        return Because("day", {"first": found.first.isoformat(), "last": last.isoformat()})
    weeks = view.weeks[work]
    if work in view.late or (weeks[-1] < week and found.due):
        return Because("late", {"day": (found.last or weeks[-1]).isoformat()})
    if _asked(strand, week):
        return Because("focus", {"minutes": strand.weekly or 0})
    if found.last is not None and weeks[-1] == week:
        return Because("closing", {"day": found.last.isoformat()})
    if strand.lead:
        return Because("lead", {"strand": strand.title})
    if strand.beside:
        return Because("beside", {"strand": strand.title})
    before = _before(view, strand, spot.at, week)
    if before is not None:
        return Because("order", {"before": before.title, "strand": strand.title})
    places = {a.id: a.title for a in view.plan.activities}
    names = [places[p] for p in strand.places if p in places]
    return Because("share", {"place": names[0] if names else None, "strand": strand.title})


def _asked(strand: Strand, week: date) -> bool:
    begun = strand.weekly_from is None or strand.weekly_from <= week + timedelta(days=6)
    return bool(strand.weekly) and begun and (strand.weekly_until is None or strand.weekly_until >= week)


def _before(view: Outlook, strand: Strand, at: int, week: date) -> Work | None:
    """The work that this one follows in its list: the nearest before it whose time has begun."""
    for work in reversed(strand.works[:at]):
        if not work.occasion and not work.dropped and view.weeks[work.id][0] <= week:
            return work
    return None
