"""The plan as it stands, with the edits in force, handed out in other forms; writes nothing of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, get_args

from roadweek.domain.edits import (
    AddActivity,
    AddMilestone,
    AddTask,
    Decide,
    FinishMilestone,
    FinishTask,
    MoveMilestone,
    RemoveActivity,
    SetActivity,
)
from roadweek.domain.sanitise import sanitised_document, sanitised_file
from roadweek.errors import InputError
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.storage import database, lineage, sessions
from roadweek.versions.restore import portable
from roadweek.versions.snapshot import Snapshot, load

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.plan import Plan
    from roadweek.domain.week import Session
    from roadweek.views.documents import ExportView
    from roadweek.workspace import Workspace

Format = Literal["markdown", "obsidian", "ics", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

_SAID = (
    AddActivity, AddMilestone, AddTask, Decide, FinishMilestone, FinishTask, MoveMilestone, RemoveActivity, SetActivity,
)  # fmt: skip
"""Edits that the effective plan has in it. The others (trips, pauses, moves …) have no place in a plan's text."""


def export(ws: Workspace, form: str) -> ExportView:
    """The effective plan as ``form``: text, for json an object. Raises NoPlanError, InputError for another form."""
    if form not in FORMATS:
        raise InputError("unknown_format", format=form, known=", ".join(FORMATS))
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        reading = lineage.reading_of(connection, ws.person, snapshot.plan.id)
        rows = sessions.between(connection, ws.person, 0, 1 << 40) if form == "ics" else []
        name = database.workspace_id(connection) if form == "ics" else ""
    lang: Language = ws.language or snapshot.plan.language
    content: Any
    if form == "json":
        content = document(snapshot)
    elif form == "ics":
        content = _ics(ws, snapshot, sessions.as_sessions(rows), name, lang)
    else:
        content = _markdown(ws, snapshot, reading, lang, obsidian=form == "obsidian")
    return {"format": form, "version": snapshot.version, "out": None, "content": content}


def text_of(view: ExportView) -> str:
    """The export as the text of a file."""
    content = view["content"]
    if isinstance(content, str):
        return sanitised_file(content)
    return json.dumps(sanitised_document(content), ensure_ascii=False, indent=2) + "\n"


def document(snapshot: Snapshot) -> dict[str, Any]:
    """The effective plan as JSON-plain data, null fields left out, with the edits in force and the trips."""
    plan = effective(snapshot.plan, snapshot.adjustments)
    return {
        **plan.to_json(),
        "edits": [{"id": a.id, "on": a.on.isoformat(), "edit": a.edit.to_json()} for a in snapshot.adjustments],
        "trips": [trip.to_json() for trip in fold_trips(snapshot.trips, snapshot.adjustments)],
    }


def _ics(ws: Workspace, snapshot: Snapshot, placed: tuple[Session, ...], name: str, lang: Language) -> str:
    from roadweek.calendars.events import uid_of
    from roadweek.exporting.ics import ics

    plan = effective(snapshot.plan, snapshot.adjustments)

    def uid(thing: str) -> str:
        return uid_of(name, ws.person, thing)

    return ics(placed, plan.milestones, timezone=ws.timezone, stamp=ws.now(), uid=uid, lang=lang)


def _markdown(ws: Workspace, snapshot: Snapshot, reading: dict[str, Any], lang: Language, *, obsidian: bool) -> str:
    from roadweek.exporting.markdown import markdown

    plan = _clean(effective(snapshot.plan, snapshot.adjustments))
    counted = {
        tuple(item["lines"]): str(item["quantity"]["unit"])
        for item in reading.get("items", ())
        if item["group"] == "recurring" and item.get("quantity")
    }
    units = {activity.id: counted[activity.lines] for activity in plan.activities if activity.lines in counted}
    said = portable(snapshot.adjustments, snapshot.plan)
    beside = [
        json.dumps(edit, ensure_ascii=False)
        for edit, adjustment in zip(said, snapshot.adjustments, strict=True)
        if not isinstance(adjustment.edit, _SAID)
    ]
    return markdown(
        plan,
        today=ws.now().date(),
        lang=lang,
        units=units,
        obsidian=obsidian,
        beside=beside,
        works=_clean(snapshot.plan),
    )


def _clean(plan: Plan) -> Plan:
    """A plan with its texts sanitised before lines are made of them: a title that an earlier version let in may hold
    more than one line."""
    document = plan.model_dump(mode="json", by_alias=True)
    clean = sanitised_document(document)
    return plan if clean == document else type(plan).model_validate(clean)
