"""A calendar for the person's own events beside ours, so that somebody new knows where trips go."""

from __future__ import annotations

from roadweek.calendars.client import connect
from roadweek.calendars.embedded import EmbeddedServer
from roadweek.errors import CalendarError

__all__ = ["have_a_place_for_own_events"]

_SLUG = "own-events"


def have_a_place_for_own_events(server: EmbeddedServer, ours: str, name: str) -> str | None:
    """Make it where there is no calendar but ours (called ``ours``); its name if it was made.

    That it could not be made is no reason not to serve the others.
    """
    try:
        with connect(server.url, server.user, server.password, basic=True) as client:
            homes = client.homes()
            if any(one.name != ours for one in client.collections(homes)):
                return None
            return client.make_calendar(homes[0], _SLUG, name).name
    except CalendarError:
        return None
