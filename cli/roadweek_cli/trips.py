"""`trip`: the windows away, said by the person or found in the calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from roadweek.messages import say
from roadweek_cli.common import a_date, emit, language, note, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.views.documents import TripsView
    from roadweek.workspace import Workspace

app = new_app()
trip_app = new_app("Trips: said by you, or found in your calendar with the evidence for them.")
app.add_typer(trip_app, name="trip")


def _emit(ws: Workspace, view: TripsView) -> None:
    def show_it() -> None:
        from roadweek_cli import lists

        lists.trips(view, language(ws))

    emit(view, show_it)


@command(trip_app, "list")
def trip_list() -> None:
    """Every trip with its dates, place, state and evidence."""
    from roadweek.usecases.lists import trips

    ws = workspace()
    _emit(ws, trips(ws))


@command(trip_app, "show")
def trip_show(
    trip: Annotated[
        str | None, typer.Argument(metavar="TRIP", help="its id or its first day; default: the running or next one")
    ] = None,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="write it as a page instead")] = None,
) -> None:
    """A trip before departure: what each day holds, what to take along, what waits, and the return.

    Times are those of the place, with home's beside them. Nothing is changed."""
    from roadweek.usecases.trip_show import trip_show as read
    from roadweek_cli.plan import a_place, write_file

    if html:
        a_place(html)
    ws = workspace()
    with working("solve"):
        view = read(ws, trip)
    lang = language(ws)
    if html:
        from roadweek.pages.trip import trip_page

        write_file(Path(html), trip_page(view, lang).encode())
        note(say("trips.written", lang, path=html))
        emit(view, "")
        return

    def show_it() -> None:
        from roadweek_cli import trip_shown

        trip_shown.shown(view, lang)

    emit(view, show_it)


@command(trip_app, "add")
def trip_add(
    start: Annotated[str, typer.Argument(metavar="START", help="the first day away")],
    end: Annotated[str | None, typer.Argument(metavar="END", help="the last day away; default: the same day")] = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="where to")] = None,
) -> None:
    """Note a trip. `roadweek replan` then plans its weeks around it."""
    from roadweek.usecases.lists import add_trip

    first = a_date(start)
    last = a_date(end) or first
    ws = workspace()
    _emit(ws, add_trip(ws, first, last, place))


def _decide(trip: str, state: Literal["confirmed", "dismissed"]) -> None:
    from roadweek.usecases.lists import decide_trip

    ws = workspace()
    _emit(ws, decide_trip(ws, trip, state))


TripArgument = Annotated[str, typer.Argument(metavar="TRIP", help="its id or its first day, from `trip list`")]


@command(trip_app, "confirm")
def trip_confirm(trip: TripArgument) -> None:
    """Say that a suspected trip is one."""
    _decide(trip, "confirmed")


@command(trip_app, "dismiss")
def trip_dismiss(trip: TripArgument) -> None:
    """Say that a suspected trip is none."""
    _decide(trip, "dismissed")
