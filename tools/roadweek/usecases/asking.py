"""The evening's and Sunday's question about what was not reported: put once a day by each that talks to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from roadweek.errors import WorkspaceError
from roadweek.storage import database
from roadweek.usecases.queries import language_of_plan, open_rows, question

if TYPE_CHECKING:
    from roadweek.workspace import Workspace


def ask_once(ws: Workspace, who: Literal["chat", "desk", "watch"]) -> str | None:
    """The question, where it is time for it and ``who`` has not put it today; null otherwise. Raises NoPlanError.

    That it was put is a note of the workspace about itself: no event, and nothing of the plan.
    """
    now = ws.now()
    with database.read(ws.database) as connection:
        lang = language_of_plan(connection, ws)
        put = database.note(connection, _name(ws, who)) == now.date().isoformat()
    asked = None if put else question(open_rows(ws, now), now, lang)
    if asked is not None:
        try:
            with database.write(ws.database) as connection:
                database.set_note(connection, _name(ws, who), now.date().isoformat())
        except WorkspaceError:  # a workspace that is only read asks again
            return asked
    return asked


def _name(ws: Workspace, who: str) -> str:
    return f"asked:{ws.person}:{who}"
