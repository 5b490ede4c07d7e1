"""Which step of a curriculum each session takes: in order, from where the log or the caller says the person is."""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.domain.plan import Curriculum, Plan, Unit
from roadweek.domain.week import Session
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.wishes import Wish


def titled(
    inputs: WeekInputs, plan: Plan, frame: WeekFrame, wishes: Sequence[Wish], sessions: Sequence[Session]
) -> tuple[Session, ...]:
    """``sessions``, in order of time, with the unit in their titles; frozen ones keep theirs and count as taken."""
    plain = {w.id: w for w in wishes}
    result = list(sessions)
    for track, curricula in _live(plan, frame).items():
        ahead = units_ahead(inputs, curricula, frame)
        for n, session in enumerate(result):
            wish = plain.get(session.id)
            if session.track != track or session.task or (wish and wish.no_units) or not ahead:
                continue
            if wish is None:
                del ahead[: session.status in ("planned", "done")]
            else:
                result[n] = session.model_copy(update={"title": f"{wish.title}: {ahead.pop(0).title}"})
    return tuple(result)


def units_ahead(inputs: WeekInputs, curricula: Sequence[Curriculum], frame: WeekFrame) -> list[Unit]:
    """The units of a track's curricula that are not behind the person at the week's start, in order.

    How many are behind is what the caller says of a curriculum; else each done entry of the log took one.
    """
    first = frame.days[0].date
    track = curricula[0].track
    done = sum(e.track == track and e.outcome == "done" and e.date < first for e in inputs.log)
    ahead: list[Unit] = []
    for curriculum in curricula:
        behind = inputs.units_before.get(curriculum.id)
        if behind is None:
            behind = min(done, len(curriculum.units))
            done -= behind
        ahead += curriculum.units[behind:]
    return ahead


def _live(plan: Plan, frame: WeekFrame) -> dict[str, list[Curriculum]]:
    """The curricula that each track is on this week, in the plan's order: those without a period, or in theirs."""
    periods = {p.id: p for p in plan.periods}
    found: dict[str, list[Curriculum]] = {}
    for curriculum in plan.curricula:
        period = periods.get(curriculum.period) if curriculum.period else None
        current = period is None or any(period.covers(d.date) for d in frame.days)
        if curriculum.track and curriculum.units and current:
            found.setdefault(curriculum.track, []).append(curriculum)
    return found
