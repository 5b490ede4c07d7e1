"""The plan says what it keeps to: what an edit adds outside of that is asked about, and nothing is withheld."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from roadweek.domain.base import Language
from roadweek.domain.edits import AddActivity, AddTask, AddWork, Edit
from roadweek.domain.plan import Plan, Rule
from roadweek.messages import say


def beyond_scope(plan: Plan, edits: Iterable[Edit], today: date, lang: Language) -> list[str]:
    """A sentence for each thing that ``edits`` add outside of a scope that holds in its time."""
    scopes = [r for r in plan.rules if r.kind == "scope"]
    if not scopes:
        return []
    from roadweek.planning.interpret.scopes import in_scope

    comma = "、" if lang == "zh" else ", "
    found: list[str] = []
    for edit in edits:
        if not isinstance(edit, AddWork | AddTask | AddActivity):
            continue
        track = next((t for t in plan.tracks if t.id == edit.track), None)
        title = edit.title or (track.title if track else "")
        first, last = _time(edit, today)
        held = [r for r in scopes if _holds(r, plan, first, last) and not in_scope(r.areas, title)]
        found += [say("states.beyond_scope", lang, title=title, areas=comma.join(r.areas)) for r in held[:1]]
    return found


def _time(edit: AddWork | AddTask | AddActivity, today: date) -> tuple[date, date]:
    if isinstance(edit, AddActivity):
        return edit.from_, date.max
    due = edit.due or date.max
    begin = edit.from_ if isinstance(edit, AddWork) and edit.from_ else today
    return min(begin, due), due


def _holds(rule: Rule, plan: Plan, first: date, last: date) -> bool:
    period = next((p for p in plan.periods if p.id == rule.period), None)
    if period is None:
        return True
    begun = period.start is None or period.start.earliest <= last
    return begun and (period.end is None or period.end.latest >= first)
