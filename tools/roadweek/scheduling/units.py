"""Which step of a curriculum each session takes: in order, from where the log or the caller says the person is."""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.domain.plan import Curriculum, Plan
from roadweek.domain.week import Session
from roadweek.scheduling.grid import Frame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.wishes import Wish


def titled(
    inputs: WeekInputs, plan: Plan, frame: Frame, wishes: Sequence[Wish], sessions: Sequence[Session]
) -> tuple[Session, ...]:
    """``sessions``, in order of time, with the unit in their titles; frozen ones keep theirs and count as taken."""
    plain = {w.id: w for w in wishes}
    result = list(sessions)
    for curriculum in _live(plan, frame):
        at = units_before(inputs, curriculum, frame)
        for n, session in enumerate(result):
            wish = plain.get(session.id)
            if session.track != curriculum.track or session.task or (wish and wish.no_units):
                continue
            if wish is None:
                at += session.status in ("planned", "done")
            elif at < len(curriculum.units):
                result[n] = session.model_copy(update={"title": f"{wish.title}: {curriculum.units[at].title}"})
                at += 1
    return tuple(result)


def units_before(inputs: WeekInputs, curriculum: Curriculum, frame: Frame) -> int:
    """How many units are behind the person at the week's start: as the caller says, else one for each done entry."""
    if curriculum.id in inputs.units_before:
        return inputs.units_before[curriculum.id]
    first = frame.days[0].date
    return sum(e.track == curriculum.track and e.outcome == "done" and e.date < first for e in inputs.log)


def _live(plan: Plan, frame: Frame) -> list[Curriculum]:
    """The one curriculum of each track that this week is on: the first, in the plan's order, whose period is now."""
    periods = {p.id: p for p in plan.periods}
    found: dict[str, Curriculum] = {}
    for curriculum in plan.curricula:
        period = periods.get(curriculum.period) if curriculum.period else None
        current = period is None or any(period.covers(d.date) for d in frame.days)
        if curriculum.track and curriculum.units and current and curriculum.track not in found:
            found[curriculum.track] = curriculum
    return list(found.values())
