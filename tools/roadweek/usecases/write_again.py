"""Trying again to write to the calendar what was approved and waits, or was given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.storage import database, outbox
from roadweek.usecases.answer import applied
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from roadweek.views.documents import AppliedView
    from roadweek.workspace import Workspace


def write_again(ws: Workspace, *, publish: bool = True) -> AppliedView:
    """Let what was given up wait again and, with ``publish``, write all that waits; the answer's ``calendar`` tells how
    it went. Nothing that was not approved is written. Raises WorkspaceError."""
    with database.write(ws.database) as connection:
        outbox.retry_failed(connection, ws.person)
        lang = language_of(connection, ws)
    return applied(ws, (), lang, proposal=None, publish=publish)
