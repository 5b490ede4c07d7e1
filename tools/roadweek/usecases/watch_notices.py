"""What the watcher has to tell, each thing once: it looks every few minutes, and nobody wants to hear it again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.notifying import Notice, notify
from roadweek.storage import database
from roadweek.versions.snapshot import language_of
from roadweek.views.format import day_name

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.documents import TripView, WatchView
    from roadweek.workspace import Workspace

_KEPT = 300
"""So many things that were told are remembered."""


def tell_what_is_new(ws: Workspace, view: WatchView) -> list[str]:
    """Send what has not been told yet; why it did not arrive, in words. Told is what was sent or could not be: a
    channel that fails is not filled with old news once it works again."""
    settings = ws.settings.notify
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        told = _told(database.note(connection, _note(ws)))
    new = {key: line for key, line in _lines(view, lang).items() if key not in told}
    if not new:
        return []
    with database.write(ws.database) as connection:
        database.set_note(connection, _note(ws), json.dumps([*told, *new][-_KEPT:]))
    failed = notify(Notice(say("watch_notices.title", lang), "\n".join(new.values())), desktop=settings.desktop)
    return [say(f"watch_notices.{code}", lang) for code in failed]


def _note(ws: Workspace) -> str:
    return f"notices:{ws.person}"


def _told(kept: str | None) -> list[str]:
    try:
        found = json.loads(kept or "[]")
    except ValueError:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _lines(view: WatchView, lang: Language) -> dict[str, str]:
    """What there is to tell, a line each, by what it is about."""
    lines: dict[str, str] = {}
    for done, undo in zip(view["applied"], view["undo"], strict=True):
        weeks = ", ".join(dict.fromkeys(change["session"][:8] for change in done["changes"]))
        lines[f"applied {done['proposal']}"] = say(
            "watch_notices.applied", lang, weeks=weeks, count=len(done["changes"]), undo=undo
        )
    for one in view["waiting"]:
        why = "; ".join(one["warnings"])
        lines[f"waiting {one['proposal']}"] = say("watch_notices.waiting", lang, proposal=one["proposal"], why=why)
    for trip in view["suspected"]:
        lines[f"suspected {trip['id']} {trip['start']} {trip['end']}"] = say(
            "watch_notices.suspected", lang, trip=trip["id"], when=_when(trip, lang), place=trip["place"] or "–"
        )
    for text in view["calendar"]["warnings"]:
        lines[f"warning {text}"] = text
    for decision in view["decisions"]:
        lines[f"decision {decision['id']}"] = say("watch_notices.decision", lang, question=decision["question"])
    if view["ask"]:
        lines[f"ask {view['ask']}"] = view["ask"]
    for report in view["reports"]:
        lines[f"report {report}"] = say("watch_notices.report", lang, file=report)
    return lines


def _when(trip: TripView, lang: Language) -> str:
    first, last = day_name(trip["start"], lang), day_name(trip["end"], lang)
    return first if trip["start"] == trip["end"] else f"{first} – {last}"
