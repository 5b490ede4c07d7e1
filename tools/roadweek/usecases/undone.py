"""What becomes of sessions that were skipped or done in part: they come back, wait for room, or are let go by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from roadweek.domain.weeks import next_week
from roadweek.messages import say
from roadweek.scheduling.effective import effective
from roadweek.scheduling.missed import LEAST_MIN, LOOK_BACK_WEEKS, again_id, comes_back, places_of_work, still_missed
from roadweek.storage import database
from roadweek.versions.snapshot import load, week_inputs
from roadweek.views.format import length

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.plan import Plan
    from roadweek.domain.proposal import Proposal
    from roadweek.domain.week import Session
    from roadweek.scheduling.inputs import WeekInputs
    from roadweek.views.documents import NoticeLineView, NoticeView
    from roadweek.workspace import Workspace

Fate = Literal["again", "waits", "let_go"]


def undone_notice(ws: Workspace, proposal: Proposal, lang: Language) -> NoticeView | None:
    """What a proposal does with what earlier weeks left undone, by track; null where that is nothing."""
    if not proposal.weeks:
        return None
    week = proposal.weeks[-1].week
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        adjustments = snapshot.with_edits(proposal.edits, ws.now().date())
        inputs = week_inputs(connection, ws, snapshot, week, adjustments=adjustments)
    plan = effective(snapshot.plan, adjustments)
    lines: dict[str, NoticeLineView] = {}
    for session in still_missed(inputs.missed):
        fate = _fate(session, proposal, plan, inputs)
        left = session.minutes - session.counted_min(inputs.now)
        if fate is None or left <= 0:
            continue
        title = next((t.title for t in plan.tracks if t.id == session.track), session.title)
        line = lines.setdefault(
            session.track or session.title,
            {
                "kind": "track",
                "id": session.track,
                "title": title,
                "due": None,
                "lost_min": 0,
                "again_min": 0,
                "short_min": 0,
            },
        )
        line["lost_min"] += left
        line["again_min"] += left if fate == "again" else 0
        line["short_min"] += left if fate == "let_go" else 0
    if not lines:
        return None
    found = sorted(lines.values(), key=lambda one: (-one["lost_min"], one["title"]))
    return {
        "kind": "undone",
        "text": _words(found, lang),
        "details": [],
        "spread": None,
        "first": None,
        "last": None,
        "lines": found,
        "ways": [],
    }


def _fate(session: Session, proposal: Proposal, plan: Plan, inputs: WeekInputs) -> Fate | None:
    """What becomes of a session of an earlier week; null where it was told before."""
    names = {again_id(session, week.week) for week in proposal.weeks}
    placed = {s.id for week in proposal.weeks for s in week.sessions}
    listed = {u.id for week in proposal.weeks for u in week.unplaced}
    if names & (placed | listed):
        return "again"
    left = session.minutes - session.counted_min(inputs.now)
    back = comes_back(session, plan, inputs, places_of_work(plan)) and left >= min(LEAST_MIN, session.minutes)
    if back and session.week > next_week(inputs.week, -LOOK_BACK_WEEKS):
        return "waits"
    return "let_go" if back or session.week == next_week(inputs.week, -1) else None


def _words(lines: list[NoticeLineView], lang: Language) -> str:
    comma, stop = ("、", "；") if lang == "zh" else (", ", "; ")

    def of(minutes: dict[str, int]) -> str:
        said = [(title, count) for title, count in minutes.items() if count]
        return comma.join(say("notices.one", lang, title=title, length=length(count, lang)) for title, count in said)

    again = of({one["title"]: one["again_min"] for one in lines})
    waits = of({one["title"]: one["lost_min"] - one["again_min"] - one["short_min"] for one in lines})
    gone = of({one["title"]: one["short_min"] for one in lines})
    parts = [
        say(f"notices.{known}", lang, titles=titles)
        for known, titles in (("undone_again", again), ("undone_waits", waits), ("undone_gone", gone))
        if titles
    ]
    return say("notices.undone", lang, parts=stop.join(parts))
