"""Undo: the last changes are taken back, newest first, each by an ordinary change that can be undone itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.errors import ProposalError
from roadweek.storage import database, events
from roadweek.usecases.answer import applied
from roadweek.usecases.unit_of_work import take_back
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from roadweek.views.documents import AppliedView
    from roadweek.workspace import Workspace


def undo(ws: Workspace, n: int = 1, *, actor: str | None = None, publish: bool = True) -> AppliedView:
    """Take back the last ``n`` changes that still stand, newest first, each by an ordinary change.

    Raises ProposalError where nothing is left to undo.
    """
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        standing = events.undoable(connection, ws.person, n)
        if not standing:
            raise ProposalError("nothing_to_undo")
        taken = [take_back(connection, ws, event, actor or ws.actor) for event in standing]
    kept = [session for _, left in taken for session in left]
    return applied(ws, [event for event, _ in taken], lang, proposal=None, publish=publish, kept=kept)
