"""The watcher's one look: read the calendar, and replan the weeks that a trip has changed, by itself where it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.domain.week import trip_on
from roadweek.domain.weeks import days_of, week_id
from roadweek.errors import ProposalError
from roadweek.messages import say
from roadweek.scheduling.effective import fold_trips
from roadweek.scheduling.policy import may_apply
from roadweek.storage import database, proposals, sessions
from roadweek.usecases import backups, calendar_meeting, replan
from roadweek.usecases.asked_decisions import ask_decisions
from roadweek.usecases.asking import ask_once
from roadweek.usecases.public_holidays import refreshed
from roadweek.usecases.weekly_review import write_when_due
from roadweek.versions.snapshot import language_of, load
from roadweek.views.build import trip_view

if TYPE_CHECKING:
    from roadweek.views.documents import ProposalView, TripView, WatchView
    from roadweek.workspace import Workspace


def watch_once(ws: Workspace) -> WatchView:
    """Look once. ``applied`` were replanned under the trip policy, ``waiting`` ask for the person and say why;
    ``suspected`` trips change nothing before they are confirmed.

    Raises NoPlanError, CalendarError where the calendar cannot be met: a watcher must not plan from what it cannot see.
    """
    backups.daily(ws)
    refreshed(ws)
    met = calendar_meeting.sync(ws)
    applied: list[ProposalView] = []
    waiting: list[ProposalView] = []
    undo: list[str] = []
    for week, away in _weeks_out_of_step(ws):
        proposal = replan.propose(ws, (), weeks=[week], origin="watch")
        if proposal["proposal"] is None or proposal["state"] != "open":  # the person has said no to it
            continue
        why = _why_not(ws, proposal["proposal"], week, away)
        if why is None:
            try:
                done = replan.approve(ws, proposal["proposal"], actor="watch")
                undo.append(f"roadweek undo --event {done['events'][-1]['event']}")
            except ProposalError as error:  # somebody was quicker
                why = str(error)
        if why is None:
            applied.append(replan.show(ws, proposal["proposal"]))
        else:
            waiting.append({**proposal, "warnings": [why]})
        with database.write(ws.database) as connection:
            database.set_note(connection, _name(ws, week), away)
    return {
        "calendar": met,
        "applied": applied,
        "undo": undo,
        "waiting": waiting,
        "suspected": _suspected(ws),
        "ask": ask_once(ws, "watch"),
        "decisions": ask_decisions(ws, "watch"),
        "reports": write_when_due(ws),
    }


def _weeks_out_of_step(ws: Workspace) -> list[tuple[str, str]]:
    """Accepted weeks, this one and later, whose days do not have the template that the known trips give them, each
    with the days it is away as text."""
    this = week_id(ws.now().date())
    out: list[tuple[str, str]] = []
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        trips = fold_trips(snapshot.trips, snapshot.adjustments)
        for week in sessions.accepted_weeks(connection, ws.person, this):
            document = sessions.week_document(connection, ws.person, week)
            planned = [day["template"] for day in document["days"]] if document else []
            given = ["trip" if trip_on(trips, day) else "normal" for day in days_of(week)]
            if planned != given:
                out.append((week, " ".join(given)))
    return out


def _name(ws: Workspace, week: str) -> str:
    """Where the workspace keeps for which trip days the watcher has already dealt with a week."""
    return f"watched:{ws.person}:{week}"


def _why_not(ws: Workspace, proposal: str, week: str, away: str) -> str | None:
    """Why a proposal is left to the person, in words; None where the trip policy lets it be applied.

    A week that the watcher has dealt with for the same days, and that is out of step again, was undone by the person:
    their hand wins. A week that no trip is in any more is theirs, too: what was a trip may be back tomorrow.
    """
    with database.read(ws.database) as connection:
        stored = proposals.get(connection, ws.person, proposal)
        lang = language_of(connection, ws)
        dealt_with = database.note(connection, _name(ws, week)) == away
    if "trip" not in away.split():
        return say("states.watch_trip_gone", lang)
    if dealt_with:
        return say("states.watch_decided", lang)
    if not ws.settings.trips.auto_apply:
        return say("states.auto_apply_off", lang)
    assert stored is not None, "it was stored a moment ago, and proposals are never removed"
    answer = may_apply(stored, ws.now(), ws.settings.trips.max_moves)
    return None if answer.ok else answer.text(lang)


def _suspected(ws: Workspace) -> list[TripView]:
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
    today = ws.now().date()
    return [
        trip_view(trip.model_dump(mode="json"), lang)
        for trip in snapshot.trips
        if trip.state == "suspected" and trip.end >= today
    ]
