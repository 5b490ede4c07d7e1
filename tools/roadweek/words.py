"""What a sentence asks for, read by the grammar against the plan that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.errors import NoPlanError
from roadweek.language.understand import NamedThing, SentenceContext, understand
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.standing import load
from roadweek.storage import database, sessions

if TYPE_CHECKING:
    from roadweek.views import UnderstandView
    from roadweek.workspace import Workspace


def sentence_context(ws: Workspace) -> SentenceContext:
    """The names and dates that sentences of this person may use. Without a plan: the clock alone."""
    now = ws.now()
    try:
        with database.read(ws.database) as connection:
            standing = load(connection, ws)
            known = sessions.ids(connection, ws.person)
    except NoPlanError:
        return SentenceContext(as_of=now, timezone=ws.timezone)
    plan = effective(standing.plan, standing.adjustments)
    trips = fold_trips(standing.trips, standing.adjustments)
    return SentenceContext.model_validate(
        {
            "as_of": now,
            "timezone": ws.timezone,
            "tracks": [NamedThing(id=t.id, names=(t.title, *t.names)) for t in plan.tracks],
            "milestones": [
                {"id": m.id, "names": (m.title, *m.names), "due": m.due.latest if m.due else None}
                for m in plan.milestones
                if m.done is None
            ],
            "trips": [{"start": t.start, "end": t.end, "place": t.place} for t in trips if t.counts],
            "tasks": [NamedThing(id=t.id, names=(t.title,)) for t in plan.tasks if t.done is None],
            "decisions": [{"id": d.id, "names": (d.question,), "options": d.options} for d in plan.decisions],
            "sessions": [NamedThing(id=name, names=()) for name in known],
        }
    )


def understand_text(ws: Workspace, text: str, *, context: SentenceContext | None = None) -> UnderstandView:
    """The edits that a sentence asks for by the rules, or one question back, or neither."""
    found = understand(text, context or sentence_context(ws))
    return {
        "edits": [edit.to_json() for edit in found.edits],
        "question": found.question,
        "by": "rules",
    }
