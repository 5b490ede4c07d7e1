"""Tools of the calendar side: trips to confirm or dismiss, busy times, and the meeting with the server."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from roadweek.errors import EditError
from roadweek.views.documents import CalendarEventsView, OutboxView, SyncView, TripsView, TripView
from roadweek.views.trip_documents import TripShowView
from roadweek.workspace import Workspace
from roadweek_mcp.binding import Day, day

TripId = Annotated[str, Field(description="A trip's id, as trip_list gives it.")]


class BusyView(TypedDict):
    """A taken stretch of time of another calendar."""

    start: str
    end: str
    title: str
    all_day: bool


class TripsDecidedView(TypedDict):
    """All trips; ``shown`` is the one that was asked for."""

    trips: list[TripView]
    shown: NotRequired[TripShowView]


class BusyTimesView(TypedDict):
    busy: list[BusyView]


def trip_confirm(ws: Workspace, trip: TripId) -> TripsView:
    """Confirm a suspected trip, so that its weeks are planned around it; then propose the week anew.

    Not for a trip that nobody knows of yet. Example: {"trip": "trip-2026-03-09"}
    """
    from roadweek.usecases import lists

    return lists.decide_trip(ws, trip, "confirmed")


def trip_dismiss(ws: Workspace, trip: TripId) -> TripsView:
    """Say that a suspected trip is none; it is not asked about again. Not for a trip that was called off.

    Example: {"trip": "trip-2026-03-09"}
    """
    from roadweek.usecases import lists

    return lists.decide_trip(ws, trip, "dismissed")


def trip_decide(
    ws: Workspace,
    trip: Annotated[str | None, Field(description="A trip's id; without state it is shown in full.")] = None,
    state: Annotated[Literal["confirmed", "dismissed"] | None, Field(description="As the person says.")] = None,
) -> TripsDecidedView:
    """List trips with their evidence, or settle a suspected one as the person says.

    One in full: its days, what to take along, what waits. A confirmed one counts when the week is replanned next.
    Not for a new trip (week_replan with add_trip). Example: {"trip": "trip-2026-03-09", "state": "confirmed"}
    """
    from roadweek.usecases import lists

    if trip is None:
        if state is not None:
            raise EditError("trip_and_state")
        return {"trips": lists.trips(ws)["trips"]}
    if state is not None:
        return {"trips": lists.decide_trip(ws, trip, state)["trips"]}
    from roadweek.usecases.trip_show import trip_show as show

    one = show(ws, trip)
    return {"trips": [one["trip"]], "shown": one}


def trip_show(
    ws: Workspace,
    trip: Annotated[
        str | None, Field(description="A trip's id or first day; default: the running or next one.")
    ] = None,
) -> TripShowView:
    """One trip before departure: what each day holds by the place's clock, what to take along, what waits, the return.

    Not for the list of trips (trip_list). Example: {"trip": "trip-2026-03-09"}
    """
    from roadweek.usecases.trip_show import trip_show as show

    return show(ws, trip)


def trip_add(
    ws: Workspace,
    start: Day,
    end: Day,
    place: Annotated[str | None, Field(description="Where to, as the person says it.")] = None,
) -> TripsView:
    """Write down a trip, both days included. The week is not replanned by it: propose that next.

    Not for a suspected trip of trip_list (trip_confirm). Example: {"start": "2026-03-09", "end": "2026-03-11"}
    """
    from roadweek.usecases import lists

    starts, ends = day(start), day(end)
    return lists.add_trip(ws, starts, ends, place)


def busy_list(ws: Workspace, first: Day, last: Day) -> BusyTimesView:
    """Taken times of the person's other calendars between two days, both included, as last read.

    An empty list means free only after a calendar_sync without error.
    Example: {"first": "2026-03-02", "last": "2026-03-08"}
    """
    from datetime import datetime, time, timedelta

    from roadweek.clock import zone
    from roadweek.storage import calendar, database

    local = zone(ws.timezone)
    starts, ends = day(first), day(last)
    with database.read(ws.database) as connection:
        found = calendar.busy_between(
            connection,
            ws.person,
            datetime.combine(starts, time(), local),
            datetime.combine(ends + timedelta(days=1), time(), local),
        )
    return {
        "busy": [
            {"start": b.start.isoformat(), "end": b.end.isoformat(), "title": b.title, "all_day": b.all_day}
            for b in found
        ]
    }


def event_list(ws: Workspace, first: Day, last: Day) -> CalendarEventsView:
    """All events of the person's calendars between two days, both included, as last read.

    hold says whether one is busy, free, cancelled, declined, unanswered, tentative or a poll; ours whether Roadweek
    wrote it; trip whose part it is.

    Not for what is taken (busy_list). Example: {"first": "2026-03-02", "last": "2026-03-08"}
    """
    from roadweek.usecases.calendar_events import calendar_events

    return calendar_events(ws, day(first), day(last))


def calendar_sync(
    ws: Workspace,
    write: Annotated[bool, Field(description="Also write what was approved and waits; false only reads.")] = True,
) -> SyncView:
    """Meet the calendar server: read busy times and signs of trips, then write what waits. error says what went wrong.

    Not for looking at what is already known (busy_list, trip_list). Example: {}
    """
    from roadweek.usecases import calendar_meeting

    return calendar_meeting.sync(ws, drain=write, retry=write)


def outbox_drain(ws: Workspace) -> OutboxView:
    """Write approved changes that still wait to the calendar; nothing is read. error says why some wait on.

    For after proposal_decide. Example: {}
    """
    from roadweek.usecases import calendar_meeting

    return calendar_meeting.publish(ws)
