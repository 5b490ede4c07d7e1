"""Proposing as a person asks for it: an edit that cannot be is refused at once, then the calendar is read, once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from roadweek.errors import DateError
from roadweek.storage import database, sessions
from roadweek.usecases import replan
from roadweek.usecases.calendar_meeting import read_calendar
from roadweek.usecases.moved_in import about_moved_in

if TYPE_CHECKING:
    from roadweek.domain.edits import Edit
    from roadweek.views.documents import ProposalView
    from roadweek.workspace import Workspace


def propose_on_calendar(
    ws: Workspace,
    edits: Iterable[Any],
    *,
    week: str | None = None,
    origin: replan.Origin = "person",
    by: str = "edits",
    instead: str | None = None,
) -> ProposalView:
    """:func:`replan.propose` on the calendar as it is now; where it cannot be met, a warning says why.

    What needs no calendar to be refused (form, names, a week that is over) is refused before it is read: reading one
    may take seconds, and writes down what changed there. Raises as ``replan.propose``.
    """
    parsed = refuse_unfit(ws, edits, week)
    unmet = read_calendar(ws)
    parsed = about_moved_in(ws, parsed)
    return replan.propose(
        ws, parsed, week=week, origin=origin, by=by, warnings=[unmet] if unmet else [], instead=instead
    )


def refuse_unfit(ws: Workspace, edits: Iterable[Any], week: str | None) -> tuple[Edit, ...]:
    """The edits, read. Trips and what was done are not looked at: the calendar may know more of them than we do.

    Raises NoPlanError, EditError, UnknownNameError and DateError.
    """
    from roadweek.domain.weeks import week_id
    from roadweek.scheduling.effective import effective
    from roadweek.versions.check import checked, parse_edits
    from roadweek.versions.snapshot import load

    parsed = parse_edits(edits)
    if week is not None and week < week_id(ws.now().date()):
        raise DateError(value=week, why="week_past")
    if parsed:
        with database.read(ws.database) as connection:
            stands = load(connection, ws)
            checked(
                parsed,
                effective(stands.plan, stands.adjustments),
                sessions=sessions.ids(connection, ws.person),
            )
    return parsed
