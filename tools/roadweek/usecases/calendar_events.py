"""The events of the person's calendars between two days as they were last read: what takes time, and what does not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadweek.clock import zone
from roadweek.errors import DateError, NoPlanError
from roadweek.storage import calendar as store
from roadweek.storage import database, plans
from roadweek.storage import trips as trip_store
from roadweek.usecases.calendar_meeting import identity

if TYPE_CHECKING:
    from roadweek.calendars.listing import ListedEvent
    from roadweek.views.documents import CalendarEventsView, CalendarEventView
    from roadweek.workspace import Workspace

MOST_DAYS = 92
"""So many days are listed at once."""


def calendar_events(ws: Workspace, first: date | None = None, last: date | None = None) -> CalendarEventsView:
    """Default: the week of today, or the seven days from ``first``. It asks no server.

    Raises NoPlanError, and DateError for days the wrong way round, or too many."""
    from roadweek.calendars.listing import events_of

    today = ws.now().date()
    begins = first or today - timedelta(days=today.weekday())
    ends = last or begins + timedelta(days=6)
    if ends < begins:
        raise DateError(value=ends.isoformat(), why="ends_before", start=begins.isoformat())
    if (ends - begins).days >= MOST_DAYS:
        raise DateError(value=ends.isoformat(), why="too_far", start=begins.isoformat(), most=str(MOST_DAYS))
    here, me = zone(ws.timezone), identity(ws)
    found: list[CalendarEventView] = []
    with database.read(ws.database, as_it_is=True) as connection:
        if plans.active_language(connection, ws.person) is None:
            raise NoPlanError(workspace=ws.path)
        known = store.collections_of(connection, ws.person)
        trips = {key: trip for trip, keys in trip_store.sources_of(connection, ws.person).items() for key in keys}
        met = store.state_of(connection, ws.person).met_at
        for one in store.objects_of(connection, ws.person):
            collection = known.get(one.collection)
            if collection is None:
                continue
            name, ours = collection.name, collection.ours
            found += [
                _view(event, name, ours, trips.get(event.key)) for event in events_of(one.raw, here, me, begins, ends)
            ]
    return {
        "first": begins.isoformat(),
        "last": ends.isoformat(),
        "timezone": ws.timezone,
        "last_sync": met,
        "events": sorted(found, key=lambda e: (e["start"][:10], not e["all_day"], e["start"], e["end"], e["title"])),
    }


def _view(event: ListedEvent, calendar: str, ours: bool, trip: str | None) -> CalendarEventView:
    return {
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "all_day": event.all_day,
        "title": event.title,
        "calendar": calendar,
        "ours": ours,
        "hold": event.hold,
        "series": event.series,
        "trip": trip,
    }
