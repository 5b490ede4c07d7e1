"""Undo: changes are named before they are taken back, newest first, each by an ordinary change that can be undone.

What will be taken back is found by doing it in a transaction that is rolled back, so what is named is what is done.
Two at once: each takes back the events that it was shown, never the next ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from roadweek.errors import ProposalError, UnknownNameError
from roadweek.storage import database, events
from roadweek.usecases.answer import applied
from roadweek.usecases.unit_of_work import TakenBack, take_back
from roadweek.versions.effects import effects_between
from roadweek.versions.snapshot import language_of
from roadweek.views.build import effects_view, event_view, summary_words

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.storage.events import HistoryEvent
    from roadweek.storage.sessions import SessionRow
    from roadweek.views.documents import EffectsView, UndoView
    from roadweek.workspace import Workspace


class _OnlyLooking(Exception):
    """Rolls back what was done to see what it would do."""


def preview(ws: Workspace, n: int = 1, *, events: Sequence[int] | None = None) -> UndoView:
    """What :func:`undo` with the same arguments would take back; ``digest`` of its effects names just that.

    Raises as :func:`undo` does.
    """
    found: UndoView | None = None
    try:
        with database.write(ws.database) as connection:
            standing = _standing(connection, ws, n, events)
            lang = language_of(connection, ws)
            taken = [take_back(connection, ws, event, ws.actor) for event in standing]
            found = {
                "proposal": None,
                "version": taken[0].event.after.get("version", 0),
                "events": [event_view(event, lang) for event in standing],
                "calendar": {"pending": 0, "failed": 0, "error": None},
                "kept": [session for one in taken for session in one.kept],
                "effects": _effects(taken),
                "undone": False,
            }
            raise _OnlyLooking
    except _OnlyLooking:
        assert found is not None
        return found


def undo(
    ws: Workspace,
    n: int = 1,
    *,
    events: Sequence[int] | None = None,
    digest: str | None = None,
    actor: str | None = None,
    publish: bool = True,
) -> UndoView:
    """Take back the last ``n`` changes that still stand, or just ``events`` (numbers of the history), newest first,
    each by an ordinary change.

    ``digest`` is what was shown; where something else would be taken back, nothing is. An import is not taken back as
    one of several, nor where no plan would be left, but by its number.
    Raises ProposalError where there is nothing to undo, or something else than was shown, and
    UnknownNameError for a number that the history does not have.
    """
    with database.write(ws.database) as connection:
        standing = _standing(connection, ws, n, events)
        lang = language_of(connection, ws)
        taken = [take_back(connection, ws, event, actor or ws.actor) for event in standing]
        effects = _effects(taken)
        if digest is not None and digest != effects["digest"]:
            raise ProposalError("undo_differs", events=", ".join(str(event.seq) for event in standing))
    kept = [session for one in taken for session in one.kept]
    done = applied(ws, [one.event for one in taken], lang, proposal=None, publish=publish, kept=kept)
    return {**done, "effects": effects, "undone": True}


def _standing(connection: sqlite3.Connection, ws: Workspace, n: int, named: Sequence[int] | None) -> list[HistoryEvent]:
    """The events to take back, newest first."""
    lang = language_of(connection, ws)
    if named is None:
        standing = events.undoable(connection, ws.person, n)
        if not standing:
            raise ProposalError("nothing_to_undo")
        for event in standing:
            if event.kind == "imported" and (n > 1 or event.before.get("plan") is None):
                raise ProposalError("undo_import", event=event.seq, what=_words(event, lang))
        return standing
    found: list[HistoryEvent] = []
    for seq in sorted(set(named), reverse=True):
        try:
            event = events.get(connection, ws.person, seq)
        except KeyError:
            known = [str(one.seq) for one in events.undoable(connection, ws.person, 5)]
            raise UnknownNameError(what="event", name=str(seq), known=known, see="see_history") from None
        if event.undone_by is not None:
            raise ProposalError("undone_already", event=seq, by=event.undone_by)
        found.append(event)
    if not found:
        raise ProposalError("nothing_to_undo")
    return found


def _words(event: HistoryEvent, lang: Language) -> str:
    import json

    return summary_words(json.loads(event.summary), lang)


def _effects(taken: Sequence[TakenBack]) -> EffectsView:
    """What all of it writes to the calendar. The digest names the events too: the same effects of other events are
    another undo."""
    before: dict[str, SessionRow | None] = {}
    after: dict[str, SessionRow | None] = {}
    for one in taken:
        for session, row in one.before.items():
            before.setdefault(session, row)
        after |= one.after
    view = effects_view(effects_between(before, after))
    said = [view["digest"], *(str(one.event.undoes) for one in taken)]
    return {**view, "digest": hashlib.sha256(" ".join(said).encode()).hexdigest()[:16]}
