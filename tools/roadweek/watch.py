"""The watcher's one look: read the calendar, and replan the weeks that a trip has changed, by itself where it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek import calendar_link, replan
from roadweek.domain.weeks import days_of, week_id
from roadweek.errors import ProposalError
from roadweek.presenting import trip_view
from roadweek.scheduling.effective import fold_trips
from roadweek.scheduling.policy import may_apply
from roadweek.standing import language_of, load
from roadweek.storage import database, proposals, sessions

if TYPE_CHECKING:
    from roadweek.domain.week import Trip
    from roadweek.views import ProposalView, TripView, WatchView
    from roadweek.workspace import Workspace


def watch_once(ws: Workspace) -> WatchView:
    """Look once. ``applied`` were replanned under the trip policy, ``waiting`` ask for the person and say why;
    ``suspected`` trips change nothing before they are confirmed.

    Raises NoPlanError, CalendarError where the calendar cannot be met: a watcher must not plan from what it cannot see.
    """
    met = calendar_link.sync(ws)
    applied: list[ProposalView] = []
    waiting: list[ProposalView] = []
    for week in _weeks_out_of_step(ws):
        proposal = replan.propose(ws, (), weeks=[week], origin="watch")
        if proposal["proposal"] is None:
            continue
        why = _why_not(ws, proposal["proposal"])
        if why is None:
            try:
                replan.approve(ws, proposal["proposal"], actor="watch")
            except ProposalError as error:  # somebody was quicker
                why = str(error)
        if why is None:
            applied.append(replan.show(ws, proposal["proposal"]))
        else:
            waiting.append({**proposal, "warnings": [why]})
    return {
        "calendar": met,
        "applied": applied,
        "waiting": waiting,
        "suspected": _suspected(ws),
    }


def _weeks_out_of_step(ws: Workspace) -> list[str]:
    """Accepted weeks, this one and later, whose days do not have the template that the known trips give them."""
    this = week_id(ws.now().date())
    with database.read(ws.database) as connection:
        standing = load(connection, ws)
        trips = fold_trips(standing.trips, standing.adjustments)
        out: list[str] = []
        for week in sessions.accepted_weeks(connection, ws.person, this):
            document = sessions.week_document(connection, ws.person, week)
            planned = [day["template"] for day in document["days"]] if document else []
            if planned != _templates(week, trips):
                out.append(week)
        return out


def _templates(week: str, trips: tuple[Trip, ...]) -> list[str]:
    away = [trip for trip in trips if trip.counts]
    return ["trip" if any(trip.covers(day) for trip in away) else "normal" for day in days_of(week)]


def _why_not(ws: Workspace, proposal: str) -> str | None:
    """Why the trip policy leaves a proposal to the person, in words; None where it may be applied."""
    with database.read(ws.database) as connection:
        stored = proposals.get(connection, ws.person, proposal)
        lang = language_of(connection, ws)
    if stored is None:
        return proposal
    answer = may_apply(stored, ws.now(), ws.settings.trips.max_moves)
    if answer.ok and not ws.settings.trips.auto_apply:
        from roadweek.messages import say

        return say("states.auto_apply_off", lang)
    return None if answer.ok else answer.text(lang)


def _suspected(ws: Workspace) -> list[TripView]:
    with database.read(ws.database) as connection:
        standing = load(connection, ws)
        lang = language_of(connection, ws)
    today = ws.now().date()
    return [
        trip_view(trip.model_dump(mode="json"), lang)
        for trip in standing.trips
        if trip.state == "suspected" and trip.end >= today
    ]
