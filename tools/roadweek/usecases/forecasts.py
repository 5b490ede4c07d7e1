"""When works and milestones are finished, by simulation, and what an edit would change of that.

Reading solves nothing; see :mod:`roadweek.planning.forecast` for what is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roadweek.planning.forecast import DRAWS, Finishing, Forecast, Keeping, Remaining, simulate
from roadweek.planning.prospects import last_week, remaining, rooms_of, works_of
from roadweek.storage import database
from roadweek.usecases.promises import keeping
from roadweek.usecases.works import Standing, standing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from roadweek.domain.edits import Edit
    from roadweek.domain.plan import Milestone
    from roadweek.domain.work import Work
    from roadweek.views.documents import SlipsView, SlipView
    from roadweek.views.roadmap_documents import ForecastView
    from roadweek.workspace import Workspace

COMPARED_DRAWS = 100
"""Two forecasts of the same draws differ by what differs, so fewer will do."""
LEAST_POINTS = 0.01
"""A probability that changes by less is no change."""


@dataclass(frozen=True, slots=True)
class MilestoneOutcome:
    """A milestone with the works that it stands for and its forecast; ``short_min`` do not fit before it is due."""

    milestone: Milestone
    works: tuple[Work, ...]
    forecast: Forecast | None
    short_min: int


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What stands, and when it is finished."""

    known: Standing
    finishing: Finishing
    outcomes: tuple[MilestoneOutcome, ...]
    keeping: Keeping


def forecasts(
    connection: sqlite3.Connection,
    ws: Workspace,
    edits: Sequence[Edit] = (),
    *,
    draws: int = DRAWS,
    milestones_only: bool = False,
) -> Forecasts:
    """The forecasts of all open works and milestones, with ``edits`` as they would be; ``milestones_only``: of no work
    that shares no room with one that a milestone waits for. Raises NoPlanError."""
    known = standing(connection, ws, edits)
    kept = keeping(connection, ws)
    works = remaining(known.view, known.plan, known.weeks, known.behind, known.done, known.today, known.spreads)
    if milestones_only:
        works = _beside_milestones(known, works)
    until = last_week(known.view, works, known.today)
    rooms = rooms_of(known.view, works, known.given, known.today, until)
    finishing = simulate(works, rooms, known.today, until, keeping=kept, buffer=ws.settings.buffer, draws=draws)
    outcomes = tuple(_outcome(known, finishing, one) for one in known.plan.milestones)
    return Forecasts(known, finishing, outcomes, kept)


def _beside_milestones(known: Standing, works: Sequence[Remaining]) -> list[Remaining]:
    """Of the works those that lie in a room of one that an open milestone stands for."""
    every = known.plan.milestones
    waited = {w.id for one in every if one.done is None for w in works_of(one, every, known.view)}
    rooms = {work.room for work in works if work.id in waited}
    return [work for work in works if work.room in rooms]


def _outcome(known: Standing, finishing: Finishing, milestone: Milestone) -> MilestoneOutcome:
    from roadweek.usecases.works import short_min

    works = works_of(milestone, known.plan.milestones, known.view)
    due = milestone.due.latest if milestone.due else None
    left = [work.id for work in works if work.id in finishing.days]
    forecast = None
    if milestone.done is None and works:  # all of its works are done: nothing is left but to say so
        forecast = finishing.all_of(left, due) if left else Forecast((known.today,), 1, due)
    short = sum(short_min(known, work) for work in works) if milestone.done is None else 0
    return MilestoneOutcome(milestone, works, forecast, short)


def what_slips(ws: Workspace, edits: Iterable[Any]) -> SlipsView:
    """What ``edits`` (objects or Edit values) would change of the forecasts: nothing is stored, nothing is solved.

    ``slips`` are the milestones, and the works that are due without one, whose day, probability or shortfall would be
    another, what gets worse first. Raises NoPlanError, EditError, UnknownNameError.
    """
    from roadweek.scheduling.effective import effective
    from roadweek.storage import sessions
    from roadweek.versions.check import checked, ended, parse_edits
    from roadweek.versions.snapshot import load

    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        plan = effective(snapshot.plan, snapshot.adjustments)
        parsed = ended(parse_edits(edits), plan, ws.now().date())
        parsed = checked(parsed, plan, sessions=sessions.ids(connection, ws.person))
        before = forecasts(connection, ws, draws=COMPARED_DRAWS)
        after = forecasts(connection, ws, parsed, draws=COMPARED_DRAWS)
    return compared(before, after)


def compared(before: Forecasts, after: Forecasts) -> SlipsView:
    """The difference of two forecasts."""
    was, now = _told(before), _told(after)
    rows = [_slip(was.get(name), now[name]) for name in now]
    moved = [row for row in rows if row is not None]
    moved.sort(key=lambda row: (-(row["later_days"] or 0), row["due"] or "9999", row["id"]))
    return {"slips": moved, "looked_at": len(now)}


@dataclass(frozen=True, slots=True)
class _Foretold:
    id: str
    what: str
    title: str
    forecast: Forecast | None
    short_min: int


def _told(known: Forecasts) -> dict[str, _Foretold]:
    """Milestones that stand for anything, and due works that no milestone stands for."""
    from roadweek.usecases.works import short_min

    found = {
        one.milestone.id: _Foretold(one.milestone.id, "milestone", one.milestone.title, one.forecast, one.short_min)
        for one in known.outcomes
        if one.works and one.milestone.done is None
    }
    held = {work.id for one in known.outcomes for work in one.works}
    for strand in known.known.view.strands:
        for work in strand.works:
            if work.due and work.open and work.id not in held and work.id in known.finishing.days:
                forecast = known.finishing.of(work.id)
                found[work.id] = _Foretold(work.id, "work", work.title, forecast, short_min(known.known, work))
    for task in known.known.plan.tasks:
        if task.open and task.due and task.id in known.finishing.days:
            found[task.id] = _Foretold(task.id, "work", task.title, known.finishing.of(task.id), 0)
    return found


def _slip(was: _Foretold | None, now: _Foretold) -> SlipView | None:
    """A thing whose forecast is another; null where it is the same, or was not there before."""
    if was is None:
        return None
    one, other = was.forecast, now.forecast
    old, new = (one.day if one else None), (other.day if other else None)
    p_old, p_new = chance(one), chance(other)
    days = (new - old).days if new and old else None
    shift = abs((p_new or 0) - (p_old or 0))
    if old == new and shift < LEAST_POINTS and was.short_min == now.short_min:
        return None
    due = other.due if other else one.due if one else None
    return {
        "id": now.id,
        "what": "milestone" if now.what == "milestone" else "work",
        "title": now.title,
        "due": due.isoformat() if due else None,
        "forecast_before": old.isoformat() if old else None,
        "forecast": new.isoformat() if new else None,
        "later_days": days,
        "probability_before": p_old,
        "probability": p_new,
        "short_min_before": was.short_min,
        "short_min": now.short_min,
    }


def chance(forecast: Forecast | None) -> float | None:
    """A forecast's probability to two places; null where there is none."""
    if forecast is None or forecast.probability is None:
        return None
    return round(forecast.probability, 2)


def forecast_fields(forecast: Forecast | None) -> ForecastView:
    """A forecast as views have it: its day, the days between which four of five draws lie, its probability."""
    ends = [forecast.quantile(share) if forecast else None for share in (0.5, 0.1, 0.9)]
    day, early, late = (end.isoformat() if end else None for end in ends)
    return {"forecast": day, "early": early, "late": late, "probability": chance(forecast)}
