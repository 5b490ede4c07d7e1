"""Edits that name a day on which a session of another week lies, because the person's hand put it there."""

from __future__ import annotations

from collections.abc import Iterable

from roadweek.domain.edits import Drop, Edit, Move
from roadweek.domain.weeks import week_id
from roadweek.errors import EditError
from roadweek.storage import database, sessions
from roadweek.workspace import Workspace


def refuse_moved_in(ws: Workspace, edits: Iterable[Edit]) -> None:
    """Such an edit would take another session of the same track, the week's own: it is not guessed.

    Raises EditError.
    """
    with database.read(ws.database) as connection:
        for edit in edits:
            if not isinstance(edit, Drop | Move):
                continue
            day = edit.from_ if isinstance(edit, Move) else edit.date if edit.session is None else None
            if day is None:
                continue
            week = week_id(day)
            there = sessions.lying_in(connection, ws.person, week)
            of_day = [row for row in there if row["start"][:10] == day.isoformat() and row["track"] == edit.track]
            guests = [row for row in of_day if row["week"] != week]
            if guests and len(guests) == len(of_day):
                raise EditError("edit_moved_in", title=guests[0]["title"], day=day.isoformat(), week=guests[0]["week"])
