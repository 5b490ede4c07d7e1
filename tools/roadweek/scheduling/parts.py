"""What each session of a week is made of, where the plan divides it: its minutes given to the named parts."""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.domain.base import Range
from roadweek.domain.plan import Plan, SessionPart
from roadweek.domain.week import Session


def parts_of_week(plan: Plan, sessions: Sequence[Session]) -> dict[str, tuple[SessionPart, ...]]:
    """By session id: its parts, with the minutes of that session. A session that they do not make up has none."""
    divided = {a.id: a for a in plan.activities if a.parts}
    if not divided:
        return {}
    whole = {w.id for s in plan.strands for w in s.works if w.kind in ("task", "deliverable", "decision")}
    found: dict[str, tuple[SessionPart, ...]] = {}
    for session in sessions:
        if any(portion.work in whole for portion in session.work):
            continue  # it is given to one thing to be done
        activity = divided.get(session.activity or "")
        if activity is not None and (parts := _parts(activity.parts, session)):
            found[session.id] = parts
    return found


def _parts(parts: Sequence[SessionPart], session: Session) -> tuple[SessionPart, ...]:
    """The smallest lengths, then what is left from the first part on; of a place for work the rest is for anything."""
    works = frozenset(name for part in parts for name in part.works)
    if works and not (session.work and all(portion.work in works for portion in session.work)):
        return ()
    left = session.minutes - sum(part.minutes.lo for part in parts)
    spare = sum(part.minutes.top - part.minutes.lo for part in parts)
    if left < 0 or (left > spare and not works):
        return ()
    found: list[SessionPart] = []
    for part in parts:
        more = min(left, part.minutes.top - part.minutes.lo)
        left -= more
        found.append(part.model_copy(update={"minutes": Range.exactly(part.minutes.lo + more), "works": ()}))
    return tuple(found)
