"""The plan's open-source line: its track, what the plan states of its weeks, what was logged, and the days away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from roadweek.domain.edits import DayOff
from roadweek.domain.weeks import monday_of, week_id, weeks_between
from roadweek.planning.totals import StatedMinutes, stated_by_track
from roadweek.scheduling.content import conditions
from roadweek.scheduling.effective import effective, fold_trips, pauses
from roadweek.storage import database, log, sessions
from roadweek.versions.snapshot import language_of, load, week_inputs

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.plan import Plan
    from roadweek.domain.week import LogEntry, Session
    from roadweek.views.github_documents import GithubAwayView
    from roadweek.workspace import Workspace

__all__ = ["OpenSource", "away_days", "logged_by_day", "logged_by_week", "open_source", "track_of"]

_WORDS = re.compile(
    r"\bopen[ -]?source\b|\bopensource\b|\bgithub\b|\bcontribut(?:ions?|ing)\b|开源|開源", re.IGNORECASE
)
"""Words by which a line of work is open source."""


@dataclass(frozen=True, slots=True)
class OpenSource:
    """What is known of the line over the days that were asked for; ``track`` null: the plan has none.

    ``target`` is what the plan states by week, else ``github.weekly_minutes``; ``entries`` what was logged on the
    track, ``placed`` its sessions in the last week.
    """

    plan: Plan
    track: str | None
    title: str
    target: Mapping[str, StatedMinutes]
    entries: tuple[LogEntry, ...]
    placed: tuple[Session, ...]
    away: tuple[GithubAwayView, ...]
    language: Language


def open_source(ws: Workspace, first: date, last: date) -> OpenSource:
    """Read the line over ``first`` to ``last``; ``placed`` are the sessions of the last week. Raises NoPlanError."""
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        plan = effective(snapshot.plan, snapshot.adjustments)
        track = track_of(plan)
        inputs = week_inputs(connection, ws, snapshot, week_id(last))
        entries = log.between(connection, ws.person, first.isoformat(), last.isoformat())
        rows = sessions.of_week(connection, ws.person, week_id(last))
        lang = language_of(connection, ws)
    trips = fold_trips(snapshot.trips, snapshot.adjustments)
    off = [a.edit.date for a in snapshot.adjustments if isinstance(a.edit, DayOff)]
    found = [
        *(_away(trip.start, trip.end, "trip", trip.place) for trip in trips if trip.counts),
        *(_away(start, end, "pause") for paused, start, end in pauses(snapshot.adjustments) if paused == track),
        *(_away(day, day, "day_off") for day in off),
    ]
    away = [one for one in found if one["last"] >= first.isoformat() and one["first"] <= last.isoformat()]
    usual = ws.settings.github.weekly_minutes
    target = {name: StatedMinutes(usual, usual) for name in weeks_between(first, last) if usual}
    if track is not None:
        own = plan.model_copy(update={"activities": tuple(a for a in plan.activities if a.track == track)})
        given = conditions(inputs, trips)
        for name in weeks_between(first, last):
            stated = stated_by_track(own, monday_of(name), given).get(track)
            if stated is not None:
                target[name] = stated
    return OpenSource(
        plan=plan,
        track=track,
        title=next((one.title for one in plan.tracks if one.id == track), ""),
        target=target,
        entries=tuple(one for one in entries if one.track == track),
        placed=tuple(one for one in sessions.as_sessions(rows) if one.track == track),
        away=tuple(sorted(away, key=lambda one: (one["first"], one["last"], one["why"]))),
        language=lang,
    )


def _away(
    first: date, last: date, why: Literal["trip", "pause", "day_off"], place: str | None = None
) -> GithubAwayView:
    return {"first": first.isoformat(), "last": last.isoformat(), "why": why, "place": place}


def track_of(plan: Plan) -> str | None:
    """The track of open source: the one that is called so, else the one that most activities called so are on; null
    where there is none."""
    for track in plan.tracks:
        if any(_WORDS.search(name) for name in (track.id, track.title, *track.names)):
            return track.id
    found = [one.track for one in plan.activities if _WORDS.search(one.title)]
    return max(dict.fromkeys(found), key=found.count, default=None)


def away_days(away: Sequence[GithubAwayView], first: date, last: date) -> set[date]:
    """Each single day of these stretches from ``first`` to ``last``; a pause may have no end."""
    found: set[date] = set()
    for one in away:
        start, end = max(first, date.fromisoformat(one["first"])), min(last, date.fromisoformat(one["last"]))
        found |= {start + timedelta(days=n) for n in range((end - start).days + 1)}
    return found


def logged_by_day(entries: Iterable[LogEntry]) -> dict[date, int]:
    """Minutes by day; what was skipped is not counted."""
    found: dict[date, int] = {}
    for one in entries:
        if one.outcome != "skipped" and one.minutes:
            found[one.date] = found.get(one.date, 0) + one.minutes
    return found


def logged_by_week(entries: Iterable[LogEntry]) -> dict[date, int]:
    """Minutes by the Monday of their week."""
    found: dict[date, int] = {}
    for day, minutes in logged_by_day(entries).items():
        monday = monday_of(week_id(day))
        found[monday] = found.get(monday, 0) + minutes
    return found
