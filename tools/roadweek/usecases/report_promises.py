"""The part of the weekly report that judges forecasts: a week's promise against what was done, and the load to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from roadweek.storage import database
from roadweek.usecases.promises import coming_week, load_of, promises_of
from roadweek.views.report_documents import LoadView, PromisesView

if TYPE_CHECKING:
    from roadweek.usecases.report_reading import WeekRead
    from roadweek.workspace import Workspace


class PromisedPart(TypedDict):
    promises: PromisesView
    load: LoadView | None


def promised(ws: Workspace, read: WeekRead) -> PromisedPart:
    """How good the promises were, and what the next week may hold."""
    titles = {track.id: track.title for track in read.plan.tracks}
    week = read.week.name
    with database.read(ws.database) as connection:
        found = promises_of(connection, ws, week, titles)
        coming = coming_week(week, read.now.date())
        return {"promises": found, "load": load_of(ws, connection, coming)}
