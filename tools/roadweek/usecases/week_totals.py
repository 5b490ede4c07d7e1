"""The minutes of a week by line of work: planned beside what the plan states; what is stated is cached like a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from roadweek.storage import database, sessions
from roadweek.usecases.drafts import basis, keep_document

if TYPE_CHECKING:
    from roadweek.views.documents import TrackTotalView
    from roadweek.workspace import Workspace


class StatedWeek(TypedDict):
    """What the plan states of one week: ``lines`` is the track of each activity, ``titles`` the name of each track,
    ``stated`` the least and the most minutes by track, where the most is null for "at least"."""

    lines: dict[str, str]
    titles: dict[str, str]
    stated: dict[str, list[int | None]]


def week_totals(ws: Workspace, week: str, rows: Iterable[Mapping[str, Any]]) -> list[TrackTotalView]:
    """By track, the minutes of a week's sessions (``rows``) and those that the plan states of it; most first.

    What is skipped is not counted. Work without a rhythm states nothing. Raises NoPlanError.
    """
    known = stated_of(ws, week)
    planned: dict[str | None, int] = {}
    for row in rows:
        if row["status"] != "skipped":
            length = datetime.fromisoformat(row["end"]) - datetime.fromisoformat(row["start"])
            line = known["lines"].get(row.get("activity") or "", row["track"])  # a place counts for its own line
            planned[line] = planned.get(line, 0) + int(length.total_seconds()) // 60
    found: list[TrackTotalView] = [
        {
            "track": track,
            "title": known["titles"].get(track or "", track or ""),
            "planned_min": planned.get(track, 0),
            "stated_min": known["stated"].get(track or ""),
        }
        for track in dict.fromkeys((*planned, *known["stated"]))
    ]
    return sorted(found, key=lambda one: (-one["planned_min"], one["title"]))


def stated_of(ws: Workspace, week: str) -> StatedWeek:
    """What the plan states of a week, computed where the cache has none from the same state. Raises NoPlanError."""
    name = f"{week} stated"  # beside the drafts, which are named by their week alone
    with database.read(ws.database) as connection:
        known = basis(connection, ws)
        cached = sessions.draft(connection, ws.person, name, known)
    if cached is not None:
        return {"lines": cached["lines"], "titles": cached["titles"], "stated": cached["stated"]}
    found = _stated(ws, week)
    keep_document(ws, name, known, {**found})
    return found


def _stated(ws: Workspace, week: str) -> StatedWeek:
    from roadweek.domain.weeks import days_of
    from roadweek.planning.totals import stated_by_track
    from roadweek.scheduling.content import conditions
    from roadweek.scheduling.effective import effective, fold_trips
    from roadweek.versions.snapshot import load, week_inputs

    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        inputs = week_inputs(connection, ws, snapshot, week)
    plan = effective(snapshot.plan, snapshot.adjustments)
    given = conditions(inputs, fold_trips(snapshot.trips, snapshot.adjustments))
    return {
        "lines": {a.id: a.track for a in plan.activities},
        "titles": {t.id: t.title for t in plan.tracks},
        "stated": {
            track: [asked.lo, asked.hi] for track, asked in stated_by_track(plan, days_of(week)[0], given).items()
        },
    }
