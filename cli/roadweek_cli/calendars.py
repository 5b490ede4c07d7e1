"""`calendar` and `watch`: meeting the calendar server, and replanning when a trip shows up in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, note, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.views import SyncView
    from roadweek.workspace import Workspace

app = new_app()
calendar_app = new_app("Your calendar: the built-in one, or any CalDAV server named in config.toml.")
app.add_typer(calendar_app, name="calendar")


@command(calendar_app, "sync")
def calendar_sync() -> None:
    """Read the calendar (busy times, trips, what you moved by hand), then write what waits."""
    from roadweek.calendar_link import sync

    ws = workspace()
    with working("calendar"):
        view = sync(ws)
    emit(view, lambda: _show_sync(ws, view))


def _show_sync(ws: Workspace, view: SyncView) -> None:
    from roadweek_cli import show

    show.synced(view, language(ws))
