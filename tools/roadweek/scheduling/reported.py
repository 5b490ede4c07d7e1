"""What facts say of sessions: which one a note about a track and a day is about, and how it stands then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadweek.domain.edits import CatchUp, Edit, Finish, Log, Outcome, ReportSession
from roadweek.domain.week import Session


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one session: its outcome, and the minutes that were spent on it."""

    session: str
    outcome: Outcome
    minutes: int


def told_by_log(entry: Log, sessions: Sequence[Session]) -> tuple[list[Told], int]:
    """The sessions that a note is about, and the minutes that belong to none of them.

    ``sessions`` may be of any day. Of the track's sessions of that day that nobody has spoken of, in order of time: all
    of them are skipped where it was skipped; else each takes its length of the minutes, the first one in any case, a
    later one where at least half of it is left. The last takes what is over.
    """
    mine = sorted(
        (s for s in sessions if s.track == entry.track and s.start.date() == entry.date and s.status == "planned"),
        key=lambda s: (s.start, s.id),
    )
    if entry.outcome == "skipped":
        return [Told(s.id, "skipped", 0) for s in mine], entry.minutes
    left = entry.minutes
    found: list[Told] = []
    for session in mine:
        if found and 2 * left < session.minutes:
            break
        spent = min(left, session.minutes)
        left -= spent
        found.append(Told(session.id, "done" if spent == session.minutes else entry.outcome, spent))
    if found and left:
        last = found[-1]
        found[-1] = Told(last.session, last.outcome, last.minutes + left)
        left = 0
    return found, left


def told_by_report(edit: Finish | ReportSession, session: Session) -> Told:
    """What a report of one session says; done in part without minutes is half of it."""
    if isinstance(edit, Finish):
        return Told(session.id, "done", session.minutes)
    if edit.outcome == "skipped":
        return Told(session.id, "skipped", edit.minutes or 0)
    usual = session.minutes if edit.outcome == "done" else session.minutes // 2
    return Told(session.id, edit.outcome, usual if edit.minutes is None else edit.minutes)


def with_facts(sessions: Sequence[Session], edits: Iterable[Edit]) -> tuple[Session, ...]:
    """``sessions`` as they stand once the facts among ``edits`` are written down."""
    known = {s.id: s for s in sessions}
    for edit in edits:
        told: list[Told] = []
        if isinstance(edit, Log):
            told, _ = told_by_log(edit, list(known.values()))
        elif isinstance(edit, CatchUp):  # what nobody spoke of in those days was not done
            told = [
                Told(s.id, "skipped", 0)
                for s in known.values()
                if s.status == "planned" and edit.holds(s.start.date(), s.track)
            ]
        elif isinstance(edit, Finish | ReportSession) and edit.session in known:
            told = [told_by_report(edit, known[edit.session])]
        for one in told:
            update = {"status": one.outcome, "spent_min": one.minutes}
            known[one.session] = known[one.session].model_copy(update=update)
    return tuple(known.values())
