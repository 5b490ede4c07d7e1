"""The part of the weekly report that judges forecasts: a week's promise and the forecasts of
milestones against what came of them, and the load to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from roadweek.storage import database
from roadweek.usecases.foretold import foretold_view, outcomes
from roadweek.usecases.promises import coming_week, load_of, promises_of
from roadweek.views.report_documents import LoadView, MilestonesForetoldView, PromisesView

if TYPE_CHECKING:
    from roadweek.usecases.report_reading import WeekRead
    from roadweek.workspace import Workspace


class PromisedPart(TypedDict):
    promises: PromisesView
    foretold: MilestonesForetoldView
    load: LoadView | None


def promised(ws: Workspace, read: WeekRead) -> PromisedPart:
    """How good the promises were, and what the next week may hold."""
    titles = {track.id: track.title for track in read.plan.tracks}
    week = read.week.name
    with database.read(ws.database) as connection:
        found = promises_of(connection, ws, week, titles)
        coming = coming_week(week, read.now.date())
        milestones = {one.id: one.title for one in read.plan.milestones}
        foretold = foretold_view(outcomes(connection, ws), milestones, read.days)
        return {"promises": found, "foretold": foretold, "load": load_of(ws, connection, coming)}
