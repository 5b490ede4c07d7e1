"""The minutes of a week by line of work: planned beside what the plan states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from roadweek.domain.weeks import days_of
from roadweek.planning.totals import stated_by_track
from roadweek.scheduling.content import conditions
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.storage import database
from roadweek.versions.snapshot import load, week_inputs

if TYPE_CHECKING:
    from roadweek.views.documents import TrackTotalView
    from roadweek.workspace import Workspace


def week_totals(ws: Workspace, week: str, rows: Iterable[Mapping[str, Any]]) -> list[TrackTotalView]:
    """By track, the minutes of a week's sessions (``rows``) and those that the plan states of it; most first.

    What is skipped is not counted. Work without a rhythm states nothing. Raises NoPlanError.
    """
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        inputs = week_inputs(connection, ws, snapshot, week)
    plan = effective(snapshot.plan, snapshot.adjustments)
    given = conditions(inputs, fold_trips(snapshot.trips, snapshot.adjustments))
    stated = stated_by_track(plan, days_of(week)[0], given)
    lines = {a.id: a.track for a in plan.activities}
    planned: dict[str | None, int] = {}
    for row in rows:
        if row["status"] != "skipped":
            length = datetime.fromisoformat(row["end"]) - datetime.fromisoformat(row["start"])
            line = lines.get(row.get("activity") or "", row["track"])  # a place counts for its own line
            planned[line] = planned.get(line, 0) + int(length.total_seconds()) // 60
    titles = {t.id: t.title for t in plan.tracks}
    found: list[TrackTotalView] = [
        {
            "track": track,
            "title": titles.get(track or "", track or ""),
            "planned_min": planned.get(track, 0),
            "stated_min": [asked.lo, asked.hi] if track is not None and (asked := stated.get(track)) else None,
        }
        for track in dict.fromkeys((*planned, *stated))
    ]
    return sorted(found, key=lambda one: (-one["planned_min"], one["title"]))
