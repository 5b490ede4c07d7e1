"""The calendar server: busy times, trips, and the meeting with the person's CalDAV server. It plans nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roadweek_mcp import reads, trips
from roadweek_mcp.binding import ADDS, MEETS, PUBLISHES, READS, SETTLES, bind
from roadweek_mcp.server import WorkspaceServer, make_server

if TYPE_CHECKING:
    from roadweek.workspace import Workspace

INSTRUCTIONS = """\
The person's calendar. calendar_sync reads it and writes what was approved; busy_list and trip_list look at what was
last read. A suspected trip counts only after trip_confirm. Planning is the tasks server's."""


def build_calendar(ws: Workspace, actor: str = "mcp") -> WorkspaceServer:
    """The server over a workspace and the calendar that its settings name.

    ``actor`` is who the history names for what is done through it.
    """
    ws = replace(ws, actor=actor)
    tools = [
        bind(ws, trips.calendar_sync, title="Sync the calendar", hints=PUBLISHES),
        bind(ws, trips.outbox_drain, title="Write what waits", hints=MEETS),
        bind(ws, trips.busy_list, title="List busy times", hints=READS),
        bind(ws, trips.event_list, title="List events", hints=READS),
        bind(ws, reads.trip_list, title="List trips", hints=READS),
        bind(ws, trips.trip_show, title="Show a trip", hints=READS),
        bind(ws, trips.trip_add, title="Add a trip", hints=ADDS),
        bind(ws, trips.trip_confirm, title="Confirm a trip", hints=SETTLES),
        bind(ws, trips.trip_dismiss, title="Dismiss a trip", hints=SETTLES),
    ]
    return make_server(ws, "roadweek-calendar", "Roadweek calendar", INSTRUCTIONS, tools)
