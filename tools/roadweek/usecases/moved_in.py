"""Edits that name a day on which a session of another week lies, because the person's hand put it there.

They are about that session, for nothing else of its track is there: it is taken off by an edit of its own week, which
then says that it was asked to; a move puts one of the same track and length on the day that was named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from roadweek.domain.edits import Add, Drop, Edit, Move, Unpin
from roadweek.domain.weeks import days_of, week_id
from roadweek.errors import EditError
from roadweek.storage import database, sessions

if TYPE_CHECKING:
    from roadweek.workspace import Workspace

__all__ = ["about_moved_in"]


def about_moved_in(ws: Workspace, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """``edits`` with those of such days as edits of the sessions that lie there.

    Raises EditError where the week that such a session comes from is over: nothing is planned in it any more.
    """
    found: list[Edit] = []
    with database.read(ws.database) as connection:
        for edit in edits:
            day = _named(edit)
            if day is None or not isinstance(edit, Drop | Move):
                found.append(edit)
                continue
            week = week_id(day)
            there = sessions.lying_in(connection, ws.person, week)
            of_day = [row for row in there if row["start"][:10] == day.isoformat() and row["track"] == edit.track]
            guests = [row for row in of_day if row["week"] != week]
            if not guests or len(guests) < len(of_day):
                found.append(edit)  # the week's own session of that day is meant
            else:
                found += _instead(ws, edit, guests, day)
    return tuple(found)


def _named(edit: Edit) -> date | None:
    """The day that an edit takes something from; one that names a session is about that alone."""
    if isinstance(edit, Move):
        return edit.from_
    return edit.date if isinstance(edit, Drop) and edit.session is None else None


def _instead(ws: Workspace, edit: Drop | Move, guests: Sequence[dict[str, Any]], day: date) -> list[Edit]:
    made: list[Edit] = []
    for row in guests:
        last = days_of(row["week"])[-1]
        if last < ws.now().date():
            raise EditError("edit_moved_in", title=row["title"], day=day.isoformat(), week=row["week"])
        at_home = min(max(days_of(row["week"])[0], ws.now().date()), last)
        made.append(Unpin(session=row["id"]))
        made.append(Drop(track=edit.track, date=at_home, session=row["id"]))
        if isinstance(edit, Move):
            minutes = (sessions.seconds(row["end"]) - sessions.seconds(row["start"])) // 60
            made.append(Add(track=edit.track, minutes=minutes, date=edit.to, slot=edit.slot))
    return made
