"""What a person is asked once, at a terminal: whether the weeks of their trips may be replanned without asking."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from roadweek_cli.common import common, language

if TYPE_CHECKING:
    from roadweek.workspace import Workspace


def ask_about_trips(ws: Workspace) -> Workspace:
    """Put the question where it was not answered yet and a person is there to answer; the workspace with the answer.

    What is neither yes nor no is a no: the switch stays off. Without an answer (the input ended) it is asked again.
    """
    if common().json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return ws
    from roadweek.messages import say
    from roadweek.usecases.trip_consent import settle, unsettled

    if not unsettled(ws):
        return ws
    from roadweek_agents.routing import decision

    lang = language(ws)
    try:
        answer = input(say("terminal.ask_trips", lang) + " ")
    except EOFError:
        return ws
    allowed = decision(answer.strip()) is True
    try:
        ws = settle(ws, allowed)
    except OSError as error:
        print(say("terminal.trips_unkept", lang, why=error.strerror or error))
        return ws
    print(say("terminal.trips_on" if allowed else "terminal.trips_off", lang))
    return ws
