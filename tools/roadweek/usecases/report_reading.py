"""All that the weekly report is counted from: the week, those before it, what was tried and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.records import Attempt, Problem, Review
from roadweek.domain.week import Session, Unplaced
from roadweek.domain.weeks import days_of, next_week, week_id
from roadweek.reviewing.experience import experience
from roadweek.reviewing.figures import Figures
from roadweek.reviewing.week_figures import week_figures
from roadweek.reviewing.week_recall import predictions, recall_figures
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.storage import attempts, database, log, sessions
from roadweek.usecases.asked_decisions import asked_decisions
from roadweek.usecases.card_days import coming_until
from roadweek.usecases.counts import counts_of
from roadweek.versions.snapshot import language_of, load

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.domain.plan import Activity, Plan
    from roadweek.domain.week import Trip
    from roadweek.reviewing.calibration import Calibration
    from roadweek.views.counts import CountView, DecisionAskedView
    from roadweek.workspace import Workspace

TREND = 8
"""So many weeks, the last one that of the report, stand beside each other."""
JUDGED = 4
"""So many weeks of answers judge the memory model."""
SOON = timedelta(days=7)
_KINDS = ("card", "recall", "redo", "drill")


@dataclass(frozen=True, slots=True)
class PastWeek:
    """A week as it was accepted. ``unplaced`` and ``buffer_min`` are those of its acceptance."""

    name: str
    sessions: tuple[Session, ...]
    unplaced: tuple[Unplaced, ...]
    buffer_min: int
    accepted: bool
    figures: Figures


@dataclass(frozen=True, slots=True)
class WeekRead:
    week: PastWeek
    before: PastWeek
    trend: tuple[PastWeek, ...]
    plan: Plan
    trips: tuple[Trip, ...]
    predicted: Calibration | None
    cards_due: int
    decisions: tuple[DecisionAskedView, ...]
    """Those whose window is open, or opens in the week to come."""
    counts: tuple[CountView, ...]
    cards_coming: int | None
    now: datetime
    language: Language

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(days_of(self.week.name))


def read_week(ws: Workspace, day: date | None) -> WeekRead:
    """The week that holds ``day`` (default: today), with all its figures. Raises NoPlanError."""
    now = ws.now()
    name = week_id(day or now.date())
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        plan = effective(snapshot.plan, snapshot.adjustments)
        activities = {one.id: one for one in plan.activities}
        trend = [_past(connection, ws, next_week(name, -ago), activities, now) for ago in reversed(range(TREND))]
        week = trend[-1]
        recent = _answers(connection, ws, next_week(name, 1 - JUDGED), name)
        _add_tried(connection, ws, week, recent)
        until = days_of(name)[-1] + SOON
        due = attempts.due_until(connection, ws.person, until)
        ahead = due > 0 and now.date() <= until
        return WeekRead(
            predicted=predictions(recent),
            cards_due=due,
            cards_coming=coming_until(connection, ws.person, snapshot, now.date(), until) if ahead else None,
            week=week,
            before=trend[-2],
            trend=tuple(trend),
            plan=plan,
            trips=tuple(fold_trips(snapshot.trips, snapshot.adjustments)),
            decisions=tuple(asked_decisions(connection, ws, lang, until=days_of(name)[-1] + SOON)),
            counts=tuple(counts_of(connection, ws, days_of(name)[0])),
            now=now,
            language=lang,
        )


def _past(
    connection: sqlite3.Connection, ws: Workspace, name: str, activities: dict[str, Activity], now: datetime
) -> PastWeek:
    document = sessions.week_document(connection, ws.person, name)
    placed = sessions.as_sessions(sessions.lying_in(connection, ws.person, name) if document is not None else ())
    first, *_, last = days_of(name)
    entries = log.between(connection, ws.person, first.isoformat(), last.isoformat())
    return PastWeek(
        name=name,
        sessions=placed,
        unplaced=tuple(Unplaced.model_validate(each) for each in (document or {}).get("unplaced", ())),
        buffer_min=(document or {}).get("buffer_min", 0),
        accepted=document is not None,
        figures=week_figures(placed, entries, activities, now),
    )


def _answers(connection: sqlite3.Connection, ws: Workspace, first: str, last: str) -> list[Review]:
    """The answers of the weeks ``first`` to ``last`` to cards, at recalls, in redos and drills."""
    rows = attempts.reviews_between(connection, ws.person, _KINDS, days_of(first)[0], days_of(last)[-1])
    return [Review.model_validate(row) for row in rows]


def _add_tried(connection: sqlite3.Connection, ws: Workspace, week: PastWeek, recent: list[Review]) -> None:
    """Add what was tried and answered in ``week`` to its figures, with the experience that it gave."""
    first, *_, last = days_of(week.name)
    tried = [Attempt.model_validate(row) for row in attempts.attempts_between(connection, ws.person, first, last)]
    asked = [one for one in recent if one.at.date() >= first]
    told = attempts.reviews_between(connection, ws.person, ["week", "story"], first, last)
    names = [one.problem for one in tried] + [one.subject for one in asked]
    problems = {
        key: Problem.model_validate(row) for key, row in attempts.problems(connection, ws.person, names).items()
    }
    recall_figures(week.figures, tried, asked, problems)
    experience(week.figures, week.sessions, tried, [*asked, *(Review.model_validate(row) for row in told)])
