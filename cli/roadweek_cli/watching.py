"""`roadweek watch`: looks again and again, whatever happens to network, password, zone or laptop in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.errors import RoadweekError
    from roadweek.views.documents import WatchView
    from roadweek.workspace import Workspace

app = new_app()

LONGEST_S = 3600
"""A calendar that cannot be met is asked at least so often."""
NAP_S = 20.0
"""The clock is looked at again after so long: a laptop that slept is late at once, and not after the rest of a wait."""


@command(app, "watch")
def watch(
    once: Annotated[bool, typer.Option("--once", help="look once and end")] = False,
    every: Annotated[int, typer.Option(metavar="SECONDS", help="how often to look", min=5)] = 300,
    install: Annotated[
        bool, typer.Option("--install", help="write the unit that starts it when you log in (systemd, launchd or cron)")
    ] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="remove that unit")] = False,
) -> None:
    """Look at the calendar again and again; replan the week of a new trip, and apply it where the policy allows."""
    from roadweek_cli.setting_up import ask_about_trips

    if install or uninstall:
        from roadweek_cli.watch_unit import install_unit, remove_unit

        ws = workspace()
        done = remove_unit(ws.path) if uninstall else install_unit(ws.path, every)
        emit(done, say("watching.removed" if uninstall else f"watching.{done['kind']}", language(ws), **done))
        return
    ws = ask_about_trips(workspace(as_it_is=True))
    if once:
        _look(ws)
        return
    from time import sleep, time

    keep_looking(
        lambda: _look(workspace(as_it_is=True)), lambda error, wait: _tell(ws, error, wait), every, time, sleep
    )


def _look(ws: Workspace) -> None:
    from roadweek.usecases.watch import watch_once
    from roadweek.usecases.watch_notices import tell_what_is_new

    with working("calendar"):
        view = watch_once(ws)
    untold = tell_what_is_new(ws, view)
    emit(view, lambda: _show(ws, view, untold))


def _show(ws: Workspace, view: WatchView, untold: list[str]) -> None:
    from roadweek_cli import lists
    from roadweek_cli.paint import line

    lists.watched(view, language(ws))
    for why in untold:
        line(why, "yellow")


def _tell(ws: Workspace, error: RoadweekError, wait_s: float) -> None:
    import sys

    lang = language(ws)
    print(say("watching.again", lang, why=error.text(lang), minutes=round(wait_s / 60)), file=sys.stderr, flush=True)


def keep_looking(
    look: Callable[[], None],
    tell: Callable[[RoadweekError, float], None],
    every: float,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> None:
    """Look every ``every`` seconds until interrupted. Where a look fails, the wait doubles up to LONGEST_S; what failed
    is told when it is another fault than the last. Times in seconds of ``clock``, which may jump."""
    from roadweek.errors import NoPlanError, RoadweekError

    told, failures = "", 0
    while True:
        try:
            look()
            told, failures = "", 0
        except NoPlanError:
            raise  # there is nothing to watch
        except RoadweekError as error:
            failures += 1
            if (now_told := error.text()) != told:
                tell(error, _wait(every, failures))
                told = now_told
        due = clock() + _wait(every, failures)
        while (left := due - clock()) > 0:
            sleep(min(left, NAP_S))
            if left > 2 * LONGEST_S:  # the clock was set back
                break


def _wait(every: float, failures: int) -> float:
    return every if not failures else max(every, min(every * 2**failures, LONGEST_S))
