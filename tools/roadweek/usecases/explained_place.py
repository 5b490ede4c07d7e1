"""Why a session lies where it lies, beyond its own reason: what moved it, what was as good, what would give it a place.

The cause of a move is in the proposal that was approved, which is kept; the rest is read off the week as it stands now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.storage import database, proposals, sessions
from roadweek.views.build import reason_words
from roadweek.views.format import clock, day_name, weekday_name

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.proposal import Change
    from roadweek.domain.week import Session
    from roadweek.scheduling.relax import Relaxation
    from roadweek.scheduling.solve import Setup
    from roadweek.storage.events import HistoryEvent
    from roadweek.workspace import Workspace


def cause_of_change(ws: Workspace, session: str, touched: Sequence[HistoryEvent], lang: Language) -> str | None:
    """What last moved, shortened or dropped a session, in words; null where it lies as it was first placed or the
    person moved it themselves since."""
    last = next((e for e in reversed(touched) if e.undone_by is None and e.undoes is None), None)
    if last is None or last.kind != "replanned" or last.subject is None:
        return None
    with database.read(ws.database) as connection:
        proposal = proposals.get(connection, ws.person, last.subject)
    change = None if proposal is None else next((c for c in proposal.changes if c.session == session), None)
    if change is None or change.before is None:
        return None
    return _change_words(change, lang)


def _change_words(change: Change, lang: Language) -> str:
    assert change.before is not None
    why = reason_words(change.reason.model_dump(mode="json"), lang) or ""
    minutes = round((change.before.end - change.before.start).total_seconds() / 60)
    return say(f"explain.{change.kind}", lang, old=_when(change.before.start, lang), minutes=minutes, why=why)


def _when(moment: datetime, lang: Language) -> str:
    return f"{weekday_name(moment.isoformat(), lang)} {clock(moment.isoformat())}"


def place_words(ws: Workspace, row: Mapping[str, Any], lang: Language) -> tuple[list[str], list[str]]:
    """Of a session still to come: where it could lie as well, in words; of a wish without a place: the cheapest ways to
    one. Both are empty for what is over, held, or of no week that can be solved."""
    week = row.get("week") or str(row["id"])[:8]
    if row.get("status", "planned") != "planned" or row.get("pinned"):
        return [], []
    if row.get("start") and datetime.fromisoformat(row["start"]) <= ws.now():
        return [], []
    found = _setup(ws, week)
    if found is None:
        return [], []
    made, standing = found
    from roadweek.scheduling.relax import also_free, relaxations

    own = next((s for s in standing if s.id == row["id"]), None)
    if own is None:
        return [], [_way_words(way, row, lang) for way in relaxations(made, standing, str(row["id"]))]
    return [_when(s.start, lang) for s in also_free(made, standing, own)], []


def _setup(ws: Workspace, week: str) -> tuple[Setup, list[Session]] | None:
    """What a week is solved from, as it stands now, with its sessions: the accepted ones, else its draft's."""
    from roadweek.scheduling.solve import setup
    from roadweek.usecases.drafts import draft
    from roadweek.versions.snapshot import load, week_inputs

    with database.read(ws.database) as connection:
        accepted = sessions.week_document(connection, ws.person, week) is not None
        inputs = week_inputs(connection, ws, load(connection, ws), week)
        rows = sessions.of_week(connection, ws.person, week) if accepted else None
    if rows is None:
        _, rows = draft(ws, week)
    standing = list(sessions.as_sessions(rows))
    return setup(inputs.model_copy(update={"sessions": inputs.sessions if accepted else ()})), standing


def _way_words(way: Relaxation, row: Mapping[str, Any], lang: Language) -> str:
    return say(
        f"explain.{way.kind}",
        lang,
        **{
            "minutes": way.minutes,
            "when": _when(way.start, lang),
            "until": clock(way.end.isoformat()),
            "day": day_name(way.start.isoformat(), lang),
            "wanted": row.get("minutes", ""),
            **way.params,
        },
    )
