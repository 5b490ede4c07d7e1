"""What was left undone is wished once more, on another day: calmly, and only where there is room.

A task is not among it: what is left of one is planned anyway, see ``oneoff``. What comes every day is wished on the
days of its week that have none of it, as the weekend of what comes on workdays, and never twice on one day. Of earlier
weeks a week takes a bounded share, the oldest first; a short habit of theirs begins anew, see :func:`comes_back`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from roadweek.domain.edits import CatchUp
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.week import Reason, Session
from roadweek.domain.weeks import next_week
from roadweek.planning.rhythm import lengths
from roadweek.planning.supply import PauseSpan
from roadweek.scheduling.bars import day_bar, pause_reason, trip_reason
from roadweek.scheduling.content import WeekWork
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import holds_off
from roadweek.scheduling.weights import GRID_MIN, rate
from roadweek.scheduling.wishes import Wish

LEAST_MIN = 25
"""A rest that is shorter than this is let go, unless the session itself was no longer."""
SHARE = 0.2
"""Of what a week asks for anyway, so much of earlier weeks may come on top: a fifth is an hour or two, and no heap."""
SHORT_MIN = 30
"""A habit of at most this length is not made up for after its week."""
LOOK_BACK_WEEKS = 4
"""What is older than so many weeks is let go, unless the person asks for it (``catch_up``)."""
AGAIN = ".again"
"""The end of the id of a second try."""


def again_id(session: Session, week: str) -> str:
    """The id of the second try in ``week``: made of the session's own, so that there is never more than one."""
    return f"{week}.{session.id[5:8]}{session.id[8:]}{AGAIN}" if session.week != week else f"{session.id}{AGAIN}"


def still_missed(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """Those that were skipped or done in part."""
    return tuple(s for s in sessions if s.status in ("skipped", "partial"))


def places_of_work(plan: Plan) -> frozenset[str]:
    """The activities that hold the plan's work."""
    named = {place for strand in plan.strands for place in strand.places}
    return frozenset(named | {a.id for a in plan.activities if a.slot_for is not None})


def comes_back(session: Session, plan: Plan, inputs: WeekInputs, places: Collection[str]) -> bool:
    """Whether a session of an earlier week is wished again: what holds work, and what is longer than a short habit.

    What comes every day has its own days again, unless the person asked for what they lost (``catch_up``); a short
    thing of the week before last, or with days of its own, is let go.
    """
    if session.task is not None or (session.activity is None and not session.work):
        return False
    forms = [a for a in plan.activities if a.id == session.activity]
    if any(a.superseded for a in forms):
        return False
    if session.activity in places or session.work:
        return True
    edits = (a.edit for a in inputs.adjustments)
    asked = any(isinstance(e, CatchUp) and e.holds(session.start.date(), session.track) for e in edits)
    if any(a.per == "day" for a in forms) and not asked:
        return False
    if session.minutes > SHORT_MIN:
        return True
    own_days = any(a.days or a.per == "day" for a in forms)
    return session.week == next_week(inputs.week, -1) and not own_days


def missed_wishes(
    inputs: WeekInputs,
    plan: Plan,
    frame: WeekFrame,
    paused: Sequence[PauseSpan],
    work: WeekWork | None,
    *,
    usual: int,
) -> list[Wish]:
    """A second try for each session of this week that was skipped or done in part, for open ones where
    ``inputs.offer_open`` says so, and for those of earlier weeks, ``inputs.missed``, within their share of the
    ``usual`` minutes of the week."""
    today = inputs.now.astimezone(frame.days[0].zone).date()
    known = {s.id for s in inputs.sessions}
    daily = {a.id for a in plan.activities if a.per == "day"}
    gone = {a.id for a in plan.activities if a.superseded}
    closed = {w.id for s in plan.strands for w in s.works if not w.open}
    found: list[Wish] = []
    habits: dict[str, list[tuple[bool, Wish]]] = {}
    own = [s for s in inputs.sessions if s.week == inputs.week]
    places = places_of_work(plan)
    for session in (*own, *_share(inputs, plan, places, known, usual)):
        left = session.minutes - session.counted_min(inputs.now)
        said = bool(still_missed((session,)))
        if session.task or not (said or (inputs.offer_open and session.open_at(inputs.now))):
            continue
        if session.activity in gone or (session.activity is None and not session.work):
            continue
        if left < min(LEAST_MIN, session.minutes):
            continue
        if session.activity is None and all(part.work in closed for part in session.work):
            continue  # finished since
        habit = session.activity if session.activity in daily else None
        name = again_id(session, inputs.week)
        wish = _wish(session, name, left, today, own, plan, frame, paused, work, alone=habit is not None)
        if habit is not None:
            habits.setdefault(habit, []).append((said or name in known, wish))
        elif wish.days or name in known:
            found.append(wish)
    return [*found, *(wish for wishes in habits.values() for wish in _within(wishes))]


def _share(
    inputs: WeekInputs, plan: Plan, places: Collection[str], known: Collection[str], usual: int
) -> list[Session]:
    """What of earlier weeks this week takes: what stands in it already, then the oldest of each line in turn, until its
    share is full. One is taken in any case."""
    owed = [s for s in inputs.missed if s.week != inputs.week and comes_back(s, plan, inputs, places)]
    total = sum(s.minutes - s.counted_min(inputs.now) for s in owed)
    room = -(-total // inputs.spread_weeks) if inputs.spread_weeks else round(usual * SHARE)
    lines: dict[str | None, int] = {}
    turns: list[tuple[bool, int, Session]] = []
    for session in owed:
        turn = lines.get(session.activity, 0)
        lines[session.activity] = turn + 1
        turns.append((again_id(session, inputs.week) not in known, turn, session))
    taken: list[Session] = []
    for new, _, session in sorted(turns, key=lambda t: (t[0], t[1], t[2].start, t[2].id)):
        left = session.minutes - session.counted_min(inputs.now)
        if new and taken and left > room:
            break  # it is the first of the next week: what is long is not passed over for ever
        taken.append(session)
        room -= left
    return taken


def _within(wishes: Sequence[tuple[bool, Wish]]) -> list[Wish]:
    """The wishes of one habit: those that the person spoke of, and of the unreported the latest, as days are free."""
    said = [wish for spoken, wish in wishes if spoken]
    unsaid = sorted((wish for spoken, wish in wishes if not spoken), key=lambda w: w.missed or date.min, reverse=True)
    room = max((len(wish.days) for _, wish in wishes), default=0)
    return [*said, *unsaid[: max(0, room - len(said))]]


def _least(length: int, activity: Activity | None) -> int:
    """What a second try of ``length`` minutes may be cut to: half of it, but never below what the plan asks of its
    activity, where that much is left: a problem of 45 minutes is not caught up in 25."""
    asked = max((low for low, _ in lengths(activity)), default=0) if activity is not None else 0
    return min(length, max(LEAST_MIN, length // 2 // GRID_MIN * GRID_MIN, asked if asked <= length else 0))


def _wish(
    session: Session,
    name: str,
    left: int,
    today: date,
    standing: Sequence[Session],
    plan: Plan,
    frame: WeekFrame,
    paused: Sequence[PauseSpan],
    work: WeekWork | None,
    *,
    alone: bool,
) -> Wish:
    """``alone``: never on a day that has the activity already; others rather share a day than get none."""
    track = next((t for t in plan.tracks if t.id == session.track), None)
    activity = next((a for a in plan.activities if a.id == session.activity), None)
    strands = {w.id: s.id for s in work.view.strands for w in s.works} if work is not None else {}
    strand = next((strands[p.work] for p in session.work if p.work in strands), None)
    length = max(GRID_MIN, left // GRID_MIN * GRID_MIN)
    days: list[int] = []
    barred: list[tuple[int, Reason]] = []
    beside = {s.start.date() for s in standing if s.activity == session.activity and s.id not in (session.id, name)}
    ahead = [d for d in frame.days if d.date > max(today, session.start.date())]
    free = [d for d in ahead if d.date not in beside]
    for day in ahead if alone else free or ahead:
        reason = Reason(code="spacing") if alone and day not in free else None
        reason = reason or next(
            (pause_reason(plan, t, a, b) for t, a, b in paused if t == session.track and a <= day.date <= b), None
        )
        if reason is None and day.trip and (activity is None or activity.template == "normal"):
            reason = trip_reason(plan, day.trip)
        reason = reason or day_bar(frame, day.index) or holds_off(activity, plan, day.date, day.template)
        if reason is None:
            days.append(day.index)
        else:
            barred.append((day.index, reason))
    return Wish(
        id=name,
        title=activity.title if activity is not None else session.title,
        track=session.track,
        lo=_least(length, activity),
        hi=length,
        rate=rate("should", track.priority if track else 0),
        days=tuple(days),
        group=f"{session.activity or session.id}{AGAIN}",
        activity=session.activity,
        slots=activity.slots if activity is not None else (),
        barred=tuple(barred),
        strand=strand,
        missed=session.start.date(),
    )
