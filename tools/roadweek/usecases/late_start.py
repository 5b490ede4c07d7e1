"""A plan that was first imported after some of its time had gone by: one question about all that lay before that day.

It hangs on that day and on what has been said since, so it is no part of what was read: it is made anew where conflicts
are shown, under one id, and is gone once each of its works is finished, left out or caught up.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from roadweek.domain.edits import Decide, FinishWork, SetEffort, SkipWork
from roadweek.messages import say
from roadweek.planning.effort import outlook
from roadweek.planning.late import LateStart, late_start
from roadweek.scheduling.content import hours_minutes
from roadweek.scheduling.effective import effective
from roadweek.storage import plans
from roadweek.versions.snapshot import hours_of
from roadweek.views.format import day_name

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.edits import Adjustment, Edit
    from roadweek.domain.plan import Plan
    from roadweek.domain.work import Work
    from roadweek.versions.snapshot import Snapshot
    from roadweek.views.documents import ConflictView
    from roadweek.workspace import Workspace

KIND = "begun_late"
NAMED, SHORT = 3, 40
"""Titles that a question names, and characters of each."""
CHOICES = ("late_done", "late_caught_up", "late_left_out")


def conflict_of(
    plan: Plan, adjustments: Sequence[Adjustment], began: date | None, lang: Language
) -> ConflictView | None:
    """The question about what of ``plan`` lay before the day ``began``; null where nothing did."""
    if began is None:
        return None
    found = late_start(effective(plan, adjustments).strands, began)
    told = [*found.over, *found.half_over]
    if not told:
        return None
    name = f"c-{hashlib.sha256(KIND.encode()).hexdigest()[:8]}"
    chosen = {a.edit.decision: a.edit.choice for a in adjustments if isinstance(a.edit, Decide)}
    return {
        "id": name,
        "kind": KIND,
        "lines": sorted({line for work in told for line in work.lines}),
        "message": _message(found, plan, began, name, lang),
        "choices": [say(f"conflicts.{c}", lang) for c in CHOICES] if found.over else [say("provenance.intended", lang)],
        "choice": chosen.get(name),
    }


def standing_conflict(
    connection: sqlite3.Connection, ws: Workspace, snapshot: Snapshot, lang: Language
) -> ConflictView | None:
    """The question as it stands for the active plan."""
    return conflict_of(snapshot.plan, snapshot.adjustments, plans.began(connection, ws.person), lang)


def effects(ws: Workspace, plan: Plan, began: date | None, choice: str, lang: Language) -> list[Edit]:
    """What one answer means for each of the works; ``plan`` is as it stands."""
    if began is None:
        return []
    found = late_start(plan.strands, began)
    match next((c for c in CHOICES if say(f"conflicts.{c}", lang) == choice), None):
        case "late_done":
            return [FinishWork(work=w.id) for w in found.over]
        case "late_left_out":
            return [SkipWork(work=w.id) for w in found.over]
        case "late_caught_up":
            known = outlook(plan, began, hours=hours_minutes(hours_of(ws, plan), ws.settings.buffer)).efforts
            return [SetEffort(work=w.id, minutes=known[w.id].p50) for w in found.over if w.id in known]
        case _:
            return []


def _message(found: LateStart, plan: Plan, began: date, name: str, lang: Language) -> str:
    parts: list[str] = []
    day = day_name(began.isoformat(), lang)
    if found.over:
        ends = [w.last for s in plan.strands for w in s.works]
        ended = all(end is not None and end < began for end in ends) and bool(ends)
        key = "late_ended" if ended else "late_over"
        parts.append(say(f"conflicts.{key}", lang, count=len(found.over), titles=titles_of(found.over, lang), day=day))
        if found.caught_up:
            parts.append(say("conflicts.late_share", lang, count=len(found.caught_up)))
        if found.left_out:
            parts.append(say("conflicts.late_out", lang, count=len(found.left_out)))
    if found.half_over:
        titles = titles_of(found.half_over, lang)
        parts.append(say("conflicts.late_half", lang, count=len(found.half_over), titles=titles, day=day))
    if found.over:
        parts.append(say("conflicts.late_how", lang, work=found.over[0].id, conflict=name))
    else:
        parts.append(say("conflicts.late_half_how", lang, work=found.half_over[0].id))
    return ("" if lang == "zh" else " ").join(parts)


def titles_of(works: Iterable[Work], lang: Language) -> str:
    """The first titles of some works, cut."""
    names = list(dict.fromkeys(short_title(work.title) for work in works))
    return ("、" if lang == "zh" else ", ").join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def short_title(title: str) -> str:
    title = title.strip(" 。.；;")
    return title if len(title) <= SHORT else title[: SHORT - 1].rstrip() + "…"
