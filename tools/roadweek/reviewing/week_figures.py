"""What a week came to: minutes planned, done, skipped, open and ahead by track, work, activity, strength and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from roadweek.domain.base import Strength
from roadweek.domain.plan import Activity
from roadweek.domain.reported import counted
from roadweek.domain.week import LogEntry, Session, Unplaced
from roadweek.reviewing.figures import Figures, Trace

MEASURES = ("planned", "done", "skipped", "open", "ahead")
"""Of a session's minutes: all, those done (as noted, else its length), undone, over and unreported, to come."""
NO_TRACK = "-"


def week_figures(
    sessions: Iterable[Session],
    entries: Iterable[LogEntry],
    activities: Mapping[str, Activity],
    now: datetime,
) -> Figures:
    """Figures ``total/all/M``, ``track/T/M``, ``activity/A/M``, ``strength/S/M``, ``day/D/M``, ``work/W/M`` with M of
    :data:`MEASURES`, and ``sessions/all/planned|done`` as counts; minutes otherwise.

    What was noted for a track without a session (``entries``) counts as done on its track and day.
    """
    figures = Figures()
    for session in sessions:
        shares = _measures(session, session.minutes, session.spent_min, now)
        groups = [
            ("total", "all"),
            ("track", session.track or NO_TRACK),
            ("strength", _strength(session, activities)),
            ("day", session.start.date().isoformat()),
        ]
        if session.activity:
            groups.append(("activity", session.activity))
        for group, name in groups:
            _add(figures, group, name, session, shares)
        _add_works(figures, session, now)
        figures.add("sessions/all/planned", _trace(session, 1), "count")
        if session.status in ("done", "partial"):
            figures.add("sessions/all/done", _trace(session, 1), "count")
    for entry in entries:
        if entry.session is None:
            trace = Trace(entry.id, entry.track, entry.date, entry.minutes)
            for group, name in (("total", "all"), ("track", entry.track), ("day", entry.date.isoformat())):
                figures.add(f"{group}/{name}/done", trace)
    return figures


def _strength(session: Session, activities: Mapping[str, Activity]) -> Strength:
    activity = activities.get(session.activity or "")
    return "must" if session.must else activity.strength if activity else "should"


def _trace(session: Session, amount: int) -> Trace:
    return Trace(session.id, session.title, session.start.date(), amount)


def _measures(session: Session, minutes: int, spent: int | None, now: datetime) -> dict[str, int]:
    """Its minutes by measure. What is done in part is skipped for the rest."""
    shares = {"planned": minutes}
    if session.status == "planned":
        return {**shares, ("open" if session.open_at(now) else "ahead"): minutes}
    kept = counted(session.status, minutes, spent, over=True)
    return {**shares, "done": spent if session.status == "done" and spent else kept, "skipped": minutes - kept}


def _add(figures: Figures, group: str, name: str, session: Session, shares: Mapping[str, int]) -> None:
    for measure, minutes in shares.items():
        figures.add(f"{group}/{name}/{measure}", _trace(session, minutes))


def _add_works(figures: Figures, session: Session, now: datetime) -> None:
    """A session that is done counts whole for its works, whatever it took; one done in part gives what was spent, in
    order: as the list of works counts."""
    left = session.spent_min if session.status == "partial" else None
    for portion in session.work:
        mine = None if left is None else min(left, portion.minutes)
        _add(figures, "work", portion.work, session, _measures(session, portion.minutes, mine, now))
        left = None if left is None or mine is None else left - mine


@dataclass(frozen=True, slots=True)
class Misjudged:
    """An activity whose done sessions took another time than planned; minutes over all of them."""

    activity: str
    sessions: int
    planned: int
    spent: int

    @property
    def factor(self) -> float:
        return self.spent / self.planned


OFF_BY = 0.15
"""An estimate that is off by this share or more is told."""


def misjudged(sessions: Iterable[Session]) -> list[Misjudged]:
    """Where the time that was noted differs from what was planned, the greatest difference in minutes first."""
    sums: dict[str, list[int]] = {}
    for session in sessions:
        if session.status == "done" and session.spent_min and session.activity:
            one = sums.setdefault(session.activity, [0, 0, 0])
            one[0] += 1
            one[1] += session.minutes
            one[2] += session.spent_min
    found = [Misjudged(name, n, planned, spent) for name, (n, planned, spent) in sums.items()]
    off = [one for one in found if abs(one.factor - 1) >= OFF_BY]
    return sorted(off, key=lambda one: (-abs(one.spent - one.planned), one.activity))


@dataclass(frozen=True, slots=True)
class Owed:
    """A must that the week did not hold: minutes still undone, and whether it had a place at all."""

    id: str
    title: str
    minutes: int
    placed: bool


def owed(sessions: Iterable[Session], unplaced: Iterable[Unplaced], now: datetime) -> list[Owed]:
    """The musts that are not done: those over (skipped, open, in part) by time, then those that had no place."""
    out = [
        Owed(one.id, one.title, one.minutes - one.counted_min(now), placed=True)
        for one in sessions
        if one.must and (one.end <= now or one.status != "planned") and one.counted_min(now) < one.minutes
    ]
    return out + [Owed(one.id, one.title, one.minutes, placed=False) for one in unplaced if one.must]


def left_out_by_trips(unplaced: Iterable[Unplaced]) -> list[Unplaced]:
    """What a week would have held but for its trips."""
    return [one for one in unplaced if one.reason.code == "trip"]
