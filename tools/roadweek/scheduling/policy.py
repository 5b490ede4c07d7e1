"""Whether a trip's proposal may be applied without asking: few, future, unpinned changes that keep every floor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from roadweek.domain.base import Language, Model
from roadweek.domain.proposal import Change, Proposal
from roadweek.domain.week import Session
from roadweek.messages import say


class PolicyAnswer(Model):
    """``why`` names a text of ``messages.reasons`` with its ``params``."""

    ok: bool
    why: str
    params: dict[str, Any] = {}

    def text(self, lang: Language = "en") -> str:
        return say(f"reasons.{self.why}", lang, **self.params)


def may_apply(proposal: Proposal, now: datetime, max_moves: int) -> PolicyAnswer:
    """The trip policy: the first thing that forbids it, else ok.

    Every change must be to a future, unpinned session, and none another time for what was not done; no must-activity
    may be dropped, unless the trip week itself puts another session of its track on that day, nor shortened below its
    floor; at most ``max_moves`` sessions move.
    """
    if proposal.state != "open":
        return PolicyAnswer(ok=False, why="policy_state", params={"state": proposal.state})
    placed = {s.id: s for week in proposal.weeks for s in week.sessions}
    for change in proposal.changes:
        refused = _refused(change, proposal.changes, placed.get(change.session), now)
        if refused is not None:
            return refused
    moves = sum(c.kind == "moved" for c in proposal.changes)
    if moves > max_moves:
        return PolicyAnswer(ok=False, why="policy_moves", params={"moves": moves, "max_moves": max_moves})
    return PolicyAnswer(ok=True, why="policy_ok")


def _refused(
    change: Change, changes: tuple[Change, ...], session: Session | None, now: datetime
) -> PolicyAnswer | None:
    if any(m is not None and m.start < now for m in (change.before, change.after)):
        return PolicyAnswer(ok=False, why="policy_past", params={"title": change.title})
    if change.pinned:
        return PolicyAnswer(ok=False, why="policy_pinned", params={"title": change.title})
    if change.reason.code == "missed":
        return PolicyAnswer(ok=False, why="policy_missed", params={"title": change.title})
    if not change.must:
        return None
    if change.kind == "dropped" and not _replaced(change, changes):
        return PolicyAnswer(ok=False, why="policy_dropped", params={"title": change.title})
    if session is not None and session.minutes < session.floor_min:
        return PolicyAnswer(
            ok=False, why="policy_floor", params={"title": change.title, "floor_min": session.floor_min}
        )
    return None


def _replaced(change: Change, changes: tuple[Change, ...]) -> bool:
    """The trip week puts another session of the same track on the day of the dropped one."""
    if change.reason.code != "trip" or change.before is None:
        return False
    day = change.before.start.date()
    return any(
        c.kind == "added"
        and c.track == change.track
        and c.track is not None
        and c.after is not None
        and c.after.start.date() == day
        for c in changes
    )
