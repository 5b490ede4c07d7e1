"""Recording: facts and small edits are written down at once, without a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roadweek.domain.edits import Decide
from roadweek.domain.holidays import holiday_days
from roadweek.errors import EditError
from roadweek.messages import say
from roadweek.scheduling.effective import effective
from roadweek.storage import database, sessions
from roadweek.usecases import facts
from roadweek.usecases.answer import applied
from roadweek.usecases.no_effect import needless_facts, refuse
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.check import checked, parse_edits
from roadweek.versions.snapshot import language_of, load

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from roadweek.views.documents import AppliedView
    from roadweek.workspace import Workspace


def record(ws: Workspace, edits: Iterable[Any], *, actor: str | None = None, again: bool = False) -> AppliedView:
    """Write down facts and small edits that ask for no approval: what was done, tasks, milestones, decisions, trips.

    ``again``: the same was noted a moment ago, and happened twice.
    Raises NoPlanError, UnknownNameError, DateError, EditError, NoEffectError, and RepeatedError without ``again``.
    """
    with database.write(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        plan = effective(snapshot.plan, snapshot.adjustments)
        parsed = checked(parse_edits(edits), plan, sessions=sessions.ids(connection, ws.person))
        if any(isinstance(edit, Decide) and holiday_days(edit.decision) for edit in parsed):
            raise EditError(why=say("holidays.proposed", lang))
        facts.check(connection, ws, parsed)
        needless = needless_facts(snapshot, parsed, ws.now())
        if needless:
            raise refuse(needless, ws)
        if not again:
            facts.check_repeated(connection, ws, parsed)
        change = UnitOfWork(connection, ws)
        for edit in parsed:
            change.edit(edit)
        said = [edit.to_json() for edit in parsed]
        summary = ("recorded", {"edits": said, "titles": _titles(connection, ws, said)})
        event = change.finish(kind="recorded", actor=actor or ws.actor, summary=summary)
    return applied(ws, [event], lang, proposal=None, publish=False)


def _titles(connection: sqlite3.Connection, ws: Workspace, edits: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The titles and days of the sessions that edits name: the history tells those, not ids."""
    rows = [sessions.get(connection, ws.person, edit["session"]) for edit in edits if edit.get("session")]
    return {row["id"]: [row["title"], row["start"][:10]] for row in rows if row is not None}
