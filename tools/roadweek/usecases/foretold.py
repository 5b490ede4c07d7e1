"""What was foretold of milestones is kept once a week, when a week is accepted, and held against what came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from roadweek.domain.weeks import week_id
from roadweek.planning.foretold import ForecastOutcome, ForetoldMilestone, score_of
from roadweek.planning.schedule import state_of
from roadweek.storage import attempts
from roadweek.usecases.forecasts import COMPARED_DRAWS, chance, forecasts
from roadweek.usecases.works import standing
from roadweek.versions.snapshot import load

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from roadweek.domain.plan import Milestone
    from roadweek.planning.foretold import ForecastScore
    from roadweek.storage.attempts import Record
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.usecases.works import Standing
    from roadweek.views.report_documents import ForecastScoreView, ForetoldView, MilestonesForetoldView
    from roadweek.workspace import Workspace

PREFIX = "foretold:"


def keep_forecasts(change: UnitOfWork) -> None:
    """Keep what is foretold of the open milestones as they stand with this change, the first time in a week of the
    calendar; undo takes it back with the rest."""
    connection, ws = change.connection, change.ws
    today = ws.now().date()
    name = PREFIX + week_id(today)
    if attempts.get(connection, ws.person, "coach", name) is not None:
        return
    if not any(one.done is None for one in load(connection, ws).plan.milestones):
        return
    known = forecasts(connection, ws, draws=COMPARED_DRAWS, milestones_only=True)
    rows: dict[str, list[str | float | None]] = {}
    for one in known.outcomes:
        forecast = one.forecast
        if forecast is None or not any(work.id in known.finishing.days for work in one.works):
            continue
        due = one.milestone.due.latest if one.milestone.due else None
        if due is not None and due < today:
            continue  # it is late already: that is no forecast
        days = [forecast.quantile(share) for share in (0.1, 0.5, 0.9)]
        rows[one.milestone.id] = [_iso(due), chance(forecast), *map(_iso, days)]
    if rows:
        row = {"made": today.isoformat(), "until": known.finishing.until.isoformat(), "milestones": rows}
        change.set_record("coach", name, row)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def outcomes(connection: sqlite3.Connection, ws: Workspace, known: Standing | None = None) -> list[ForecastOutcome]:
    """All that was foretold of milestones that the plan still has, oldest first, beside what came of it. ``known`` is
    what stands, where it was read already."""
    rows = attempts.coach_rows(connection, ws.person, PREFIX)
    if not rows:
        return []
    known = known or standing(connection, ws)
    reached = {one.id: reached_on(known, one) for one in known.plan.milestones}
    found: list[ForecastOutcome] = []
    for row in rows:
        for said in _said(row, reached):
            day = reached[said.milestone]
            if day is None or day >= said.made:  # what was reached by then, and only told later, was no forecast
                found.append(ForecastOutcome(said, day, known.today))
    return sorted(found, key=lambda one: (one.said.made, one.said.milestone))


def _said(row: Record, milestones: dict[str, date | None]) -> list[ForetoldMilestone]:
    made, until = date.fromisoformat(row["made"]), date.fromisoformat(row["until"])
    found: list[ForetoldMilestone] = []
    for name, (due, probability, *days) in row["milestones"].items():
        if name in milestones:
            due, early, middle, late = (date.fromisoformat(day) if day else None for day in (due, *days))
            found.append(ForetoldMilestone(made, name, due, probability, early, middle, late, until))
    return found


def reached_on(known: Standing, milestone: Milestone) -> date | None:
    """The day on which a milestone was reached: as the person said, else that of the last session of its works where
    all of them are done."""
    from roadweek.planning.prospects import works_of

    if milestone.done is not None:
        return milestone.done
    works = works_of(milestone, known.plan.milestones, known.view)
    states = [state_of(known.view, work, known.done.get(work.id, 0), known.today) for work in works]
    if not works or any(state != "done" for state in states):
        return None
    names = {work.id for work in works}
    days = [work.done for work in works if work.done is not None]
    days += [
        datetime.fromisoformat(row["start"]).date()
        for row in known.rows
        if row["status"] in ("done", "partial") and any(part["work"] in names for part in row["work"])
    ]
    return max(days, default=None)


def foretold_view(
    found: Sequence[ForecastOutcome], titles: dict[str, str], days: Sequence[date]
) -> MilestonesForetoldView:
    """How good the forecasts were, with those milestones of which it turned out on one of ``days``."""
    by_milestone: dict[str, list[ForecastOutcome]] = {}
    for one in found:
        by_milestone.setdefault(one.said.milestone, []).append(one)
    lines: list[ForetoldView] = []
    for name, mine in by_milestone.items():
        last = mine[-1]
        turned = last.reached or last.said.due
        if turned is not None and days[0] <= turned <= days[-1] and (last.reached or last.in_time is False):
            lines.append(_line(titles.get(name, name), mine))
    return {"lines": lines, **score_view(score_of(one for one in found if _turned(one) <= days[-1]))}


def _turned(one: ForecastOutcome) -> date:
    """The day from which anything of a forecast can be scored."""
    return min(one.reached or date.max, one.said.due or date.max, one.said.late or date.max)


def _line(title: str, mine: Sequence[ForecastOutcome]) -> ForetoldView:
    first, last = mine[0], mine[-1]
    return {
        "milestone": last.said.milestone,
        "title": title,
        "due": _iso(last.said.due),
        "reached": _iso(last.reached),
        "forecasts": len(mine),
        "first_made": first.said.made.isoformat(),
        "first_probability": first.said.probability,
        "last_probability": last.said.probability,
        "early": _iso(first.said.early),
        "middle": _iso(first.said.middle),
        "late": _iso(first.said.late),
        "covered": first.covered,
    }


def score_view(score: ForecastScore) -> ForecastScoreView:
    """A score as views have it."""
    return {
        "milestones": score.milestones,
        "chances": score.chances,
        "brier": _round(score.brier, 3),
        "brier_of_share": _round(score.brier_of_share, 3),
        "said": _round(score.said, 3),
        "in_time": _round(score.in_time, 3),
        "days": score.days,
        "coverage": _round(score.coverage, 3),
        "pinball_days": _round(score.pinball_days, 1),
    }


def _round(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
