"""Progress that is felt: experience in three kinds, days in a row, and the small monsters of a milestone. Pure.

Experience is only ever gained. Days in a row wait through a trip, a day off or a day without a plan; a planned day on
which nothing was done begins a new row, and that is all that it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from roadweek.domain.plan import Milestone
from roadweek.domain.records import Attempt, Review
from roadweek.domain.reported import counted
from roadweek.domain.week import Session
from roadweek.reviewing.figures import Figures, Trace

ExperienceKind = Literal["focus", "method", "organising"]
KINDS: tuple[ExperienceKind, ...] = ("focus", "method", "organising")
FOCUS_MIN = 10
"""Minutes of work for a point of focus."""
ATTEMPT, ANSWER, REDO = 3, 1, 5
"""Points of method: a problem tried, a recall or card answered, a problem of the redo."""
REPORT, QUESTION = 1, 3
"""Points of organising: saying what came of a session, whatever that was; an answer in the weekly review or a story."""
_TOLD = ("week", "story")
LEVEL = 50
"""Level n begins at ``LEVEL`` · n · (n − 1) points: each takes a hundred points more than the one before."""


def experience(
    figures: Figures, sessions: Iterable[Session], attempts: Iterable[Attempt], reviews: Iterable[Review]
) -> None:
    """Add ``experience/KIND/points`` with what each point was for."""
    for one in sessions:
        if one.status == "planned":
            continue
        day = one.start.date()
        minutes = counted(one.status, one.minutes, one.spent_min, over=True)
        figures.add("experience/focus/points", Trace(one.id, one.title, day, minutes // FOCUS_MIN), "count")
        figures.add("experience/organising/points", Trace(one.id, one.title, day, REPORT), "count")
    for attempt in attempts:
        trace = Trace(attempt.id, attempt.problem, attempt.at.date(), ATTEMPT)
        figures.add("experience/method/points", trace, "count")
    for review in reviews:
        kind = "organising" if review.kind in _TOLD else "method"
        points = QUESTION if review.kind in _TOLD else REDO if review.kind == "redo" else ANSWER
        figures.add(f"experience/{kind}/points", Trace(review.id, review.subject, review.at.date(), points), "count")


def gained(sessions: Iterable[Session], answers: Mapping[str, int], attempts: int) -> int:
    """All points so far: of sessions as :func:`experience` counts them, of ``attempts`` and of ``answers`` by kind."""
    points = ATTEMPT * attempts
    for kind, count in answers.items():
        points += count * (QUESTION if kind in _TOLD else REDO if kind == "redo" else ANSWER)
    for one in sessions:
        if one.status != "planned":
            points += REPORT + counted(one.status, one.minutes, one.spent_min, over=True) // FOCUS_MIN
    return points


def level_of(points: int) -> tuple[int, int]:
    """The level that ``points`` reach, and the points at which the next begins. The first level begins at 0."""
    level = 1
    while LEVEL * level * (level + 1) <= points:
        level += 1
    return level, LEVEL * level * (level + 1)


@dataclass(frozen=True, slots=True)
class InARow:
    """Days in a row on which something was done, and those between them that waited."""

    days: int
    waited: int


def in_a_row(sessions: Iterable[Session], away: Sequence[date], logged: Iterable[date], now: datetime) -> InARow:
    """The row that today belongs to; today itself counts once something is done. ``away`` are days of trips."""
    planned: set[date] = set()
    done = set(logged)
    for one in sessions:
        day = one.start.date()
        planned.add(day)
        if one.status in ("done", "partial"):
            done.add(day)
    today = now.date()
    first = min(done, default=today)
    days = waited = waiting = 0
    day = today if today in done else today - timedelta(days=1)
    while day >= first:
        if day in done:
            days, waited, waiting = days + 1, waited + (waiting if days else 0), 0
        elif day in away or day not in planned:
            waiting += 1
        else:
            break
        day -= timedelta(days=1)
    return InARow(days, waited)


@dataclass(frozen=True, slots=True)
class Step:
    """A small monster: a work on the way to a milestone, ``last`` the day by which it is wanted."""

    id: str
    title: str
    track: str | None
    last: date | None
    beaten: bool


@dataclass(frozen=True, slots=True)
class Quest:
    """A milestone that is still open, with its steps in order."""

    milestone: Milestone
    steps: tuple[Step, ...]

    @property
    def beaten(self) -> int:
        return sum(step.beaten for step in self.steps)


def quests(milestones: Iterable[Milestone], steps: Iterable[Step], today: date) -> list[Quest]:
    """The open milestones to come that have a day and steps: works of the same track that are wanted by that day and
    after the track's milestone before it. The nearest first."""
    by_track: Mapping[str, list[Step]] = _by_track(steps)
    dated = sorted(
        ((one.due.latest, one) for one in milestones if one.due is not None and one.track),
        key=lambda pair: (pair[0], pair[1].id),
    )
    before: dict[str, date] = {}
    out: list[Quest] = []
    for due, one in dated:
        track = one.track or ""
        since = before.get(track, date.min)
        own = tuple(step for step in by_track.get(track, ()) if step.last is not None and since < step.last <= due)
        if own and one.done is None and due >= today:
            out.append(Quest(one, own))
        before[track] = due
    return out


def _by_track(steps: Iterable[Step]) -> dict[str, list[Step]]:
    out: dict[str, list[Step]] = {}
    for step in steps:
        if step.track:
            out.setdefault(step.track, []).append(step)
    return out
