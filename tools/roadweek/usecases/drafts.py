"""Drafts: a week solved for looking at, without a proposal; computed when asked for, cached by what it came from."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from roadweek.planning import FORM
from roadweek.storage import busy, database, events, plans, sessions

if TYPE_CHECKING:
    from roadweek.scheduling.inputs import WeekInputs
    from roadweek.workspace import Workspace

TASK_WEEKS = 6
"""The drafts of so many weeks from this one on are looked at for what they hold of tasks."""


def basis(connection: sqlite3.Connection, ws: Workspace) -> str:
    """A short name for everything a draft depends on: version, events, the calendar as last read, and the day."""
    version = plans.active(connection, ws.person)
    return "/".join(
        [
            str(version.n if version else 0),
            str(events.last_seq(connection, ws.person)),
            busy.signature(connection, ws.person),
            ws.now().date().isoformat(),
            ws.timezone,
            f"{hash_of_settings(ws):x}",
            f"planner {FORM}, days by place",
        ]
    )


def hash_of_settings(ws: Workspace) -> int:
    """The settings that a week depends on, as a number that is the same in every process."""
    import zlib

    return zlib.crc32(repr((ws.settings.hours, ws.settings.buffer, ws.settings.planning)).encode())


def draft(ws: Workspace, week: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The document and the session rows of a week's draft; solved where the cache has none.

    Raises NoPlanError before the first import.
    """
    with database.read(ws.database) as connection:
        name = basis(connection, ws)
        cached = sessions.draft(connection, ws.person, week, name)
    if cached is not None:
        return cached["week"], cached["sessions"]
    from roadweek.scheduling.solve import solve_week
    from roadweek.versions import snapshot
    from roadweek.views.build import week_rows

    with database.read(ws.database) as connection:
        inputs = snapshot.week_inputs(connection, ws, snapshot.load(connection, ws), week)
    document, rows = week_rows(solve_week(_beside_earlier(ws, inputs)))
    keep_document(ws, week, name, {"week": document, "sessions": rows})
    return document, rows


def _beside_earlier(ws: Workspace, inputs: WeekInputs) -> WeekInputs:
    """What the drafts of the weeks before a far one hold of a task, it does not hold once more."""
    from roadweek.domain.weeks import next_week, week_id
    from roadweek.scheduling.effective import effective

    first = week_id(ws.now().date())
    if inputs.week <= first or not any(task.open for task in effective(inputs.plan, inputs.adjustments).tasks):
        return inputs
    with database.read(ws.database) as connection:
        accepted = {*sessions.accepted_weeks(connection, ws.person, first)}
    before = [name for n in range(TASK_WEEKS) if (name := next_week(first, n)) < inputs.week and name not in accepted]
    held = dict(inputs.elsewhere)
    for row in (row for name in before for row in draft(ws, name)[1] if row["task"]):
        minutes = (sessions.seconds(row["end"]) - sessions.seconds(row["start"])) // 60
        held[row["task"]] = held.get(row["task"], 0) + minutes
    return inputs.model_copy(update={"elsewhere": held})


def keep_document(ws: Workspace, name: str, basis: str, document: dict[str, Any]) -> None:
    """Put a document into the cache, where the workspace can be written; a read-only one does without."""
    from roadweek.errors import WorkspaceError

    try:
        with database.write(ws.database) as connection:
            sessions.put_draft(connection, ws.person, name, basis, document)
    except WorkspaceError:
        return
