"""The answer of a use case that writes: its events in words, the version that counts now, what the calendar awaits."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from roadweek.storage import database, plans
from roadweek.views.build import event_view, outbox_view

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.storage.events import HistoryEvent
    from roadweek.views.documents import AppliedView, OutboxView
    from roadweek.workspace import Workspace


def applied(
    ws: Workspace,
    done: Sequence[HistoryEvent],
    lang: Language,
    *,
    proposal: str | None,
    publish: bool,
    kept: Sequence[str] = (),
    connection: sqlite3.Connection | None = None,
) -> AppliedView:
    """The answer to ``done``; with ``publish`` the calendar is told first. ``connection`` is that of a transaction that
    is still open."""
    waiting: OutboxView | None = None
    if publish:
        from roadweek.usecases import calendar_meeting

        waiting = calendar_meeting.publish(ws)
    with nullcontext(connection) if connection is not None else database.read(ws.database) as reading:
        version = plans.active(reading, ws.person)
        waiting = waiting or outbox_view(reading, ws.person)
    return {
        "proposal": proposal,
        "version": version.n if version else 0,
        "events": [event_view(event, lang) for event in done],
        "calendar": waiting,
        "kept": list(kept),
    }
