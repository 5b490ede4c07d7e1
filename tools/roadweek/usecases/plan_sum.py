"""What an imported plan asks for in a week, what gets no time, and what is asked of its person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.planning.demanded import Demanded, demanded
from roadweek.scheduling.content import hours_minutes
from roadweek.scheduling.limits import opens_the_day
from roadweek.usecases.conflicts import of_document
from roadweek.usecases.late_start import conflict_of, short_title, titles_of
from roadweek.versions.snapshot import hours_of
from roadweek.views.format import length

if TYPE_CHECKING:
    from datetime import date

    from roadweek.domain.base import Language
    from roadweek.domain.edits import Adjustment
    from roadweek.domain.plan import Plan
    from roadweek.domain.work import Strand, Work
    from roadweek.views.documents import AskedView, ConflictView, SumView
    from roadweek.workspace import Workspace

ASKING = ("total", "unsure")
"""Kinds of conflicts that are questions too."""


@dataclass(frozen=True, slots=True)
class ImportQuestions:
    """``conflicts`` are those that hang on the person's settings."""

    total: SumView
    without_time: list[str]
    questions: list[AskedView]
    conflicts: list[ConflictView]


def asking(
    ws: Workspace,
    plan: Plan,
    conflicts: Sequence[ConflictView],
    lang: Language,
    began: date,
    adjustments: Sequence[Adjustment] = (),
    region: str | None = None,
) -> ImportQuestions:
    """The plan's sum and what is asked; nothing of it keeps a week from being planned. ``began`` is the day on which
    the plan was first imported, ``adjustments`` are those in force, ``region`` whose holidays count, if known."""
    found = demanded(plan, ws.now().date(), hours_minutes(hours_of(ws, plan), ws.settings.buffer), began)
    questions: list[AskedView] = [
        {"lines": one["lines"], "text": one["message"]}
        for one in conflicts
        if one["kind"] in ASKING and one["choice"] is None
    ]
    if _beyond(found) and not any(one["kind"] == "total" for one in conflicts):
        questions.insert(0, {"lines": list(found.stated_lines), "text": beyond(found.minutes, found.stated or 0, lang)})
    late = conflict_of(plan, adjustments, began, lang)
    if late is not None and late["choice"] is None:
        questions.insert(0, {"lines": late["lines"], "text": late["message"]})
    if region is None:
        questions.append({"lines": [], "text": say("holidays.which_region", lang)})
    crowded = [(s, w) for s, w in found.idle if s.lead or w.kind == "deliverable"]
    if crowded:
        questions.append(_no_room(crowded, lang))
    return ImportQuestions(
        {"sessions": found.sessions, "minutes": found.minutes, "stated_min": found.stated},
        list(dict.fromkeys(work.title for _, work in found.idle)),
        questions,
        [*([late] if late is not None else []), *_of_hours(ws, plan, lang)],
    )


def _no_room(crowded: Sequence[tuple[Strand, Work]], lang: Language) -> AskedView:
    """One question for all leads and deliverables that no week has room for."""
    named = [w.model_copy(update={"title": s.title}) if s.lead else w for s, w in crowded]
    lines = sorted({line for _, work in crowded for line in work.lines})
    first = short_title(named[0].title).rstrip("…")
    return {"lines": lines, "text": say("importing.no_room", lang, titles=titles_of(named, lang), first=first)}


def _beyond(found: Demanded) -> bool:
    return found.stated is not None and found.minutes > found.stated


def beyond(minutes: int, stated: int, lang: Language) -> str:
    """The question where a week asks for more than the plan states."""
    return say("importing.beyond", lang, asked=length(minutes, lang), stated=length(stated, lang))


def _of_hours(ws: Workspace, plan: Plan, lang: Language) -> list[ConflictView]:
    """That workdays are planned by day, where the person has set no hours."""
    if ws.settings.hours is not None or not opens_the_day(plan):
        return []
    told: dict[str, Any] = {"kind": "hours_opened", "lines": [], "params": {}, "message": ""}
    return of_document({"conflicts": [told]}, (), lang)
