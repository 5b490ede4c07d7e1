"""A no-op is no success: which of the edits asked for change nothing, why, and what is nearest to what was meant.

Each edit is held against the plan in force with the edits before it, then against the sessions and hours of the days
that it names; moves and new times also against the weeks solved with them, for only those show what could not be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.clock import zone
from roadweek.domain.base import SLOT_HOURS
from roadweek.domain.edits import (
    Add,
    AddActivity,
    Adjustment,
    Block,
    DayOff,
    Drop,
    Edit,
    Move,
    Pin,
    SetActivity,
    SetCapacity,
    Unpin,
)
from roadweek.domain.week import Session
from roadweek.domain.weeks import days_of, next_week, week_id, weekday_code, weeks_between
from roadweek.errors import NoEffectError
from roadweek.messages import say
from roadweek.planning.learning import with_learned
from roadweek.scheduling.effective import activities_of, effective, fold_trips, titled
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.pacing import hours_of as held_to
from roadweek.storage import calendar, database, sessions
from roadweek.usecases import drafts, facts
from roadweek.versions.learned import learned_for
from roadweek.versions.needless import ALWAYS_NEW, Needless, in_force, needless_in_plan
from roadweek.versions.snapshot import hours_of, load
from roadweek.versions.whereabouts import placed

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.plan import Plan
    from roadweek.domain.proposal import Proposal
    from roadweek.scheduling.grid import WeekFrame
    from roadweek.understanding.context import KnownTrip
    from roadweek.versions.snapshot import Snapshot
    from roadweek.workspace import Workspace

FRAMES = 8
"""A stretch of more weeks than these is not looked at day by day: it has an effect somewhere."""


@dataclass(frozen=True, slots=True)
class _SeenWeek:
    """What a person sees of a week: its sessions, and what has no place in it."""

    sessions: tuple[Session, ...]
    unplaced: tuple[Mapping[str, Any], ...]


def without_effect(ws: Workspace, edits: Sequence[Edit]) -> list[Needless]:
    """Those of ``edits`` (checked) that change nothing, as far as can be told before a week is solved."""
    now = ws.now().astimezone(zone(ws.timezone))
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        learned = learned_for(connection, ws, snapshot.plan, snapshot.adjustments, next_week(week_id(now.date())))
    snapshot = replace(snapshot, plan=with_learned(snapshot.plan, learned))  # the plan's own length is a change then
    found: list[Needless] = []
    kept: list[Edit] = []
    for edit in edits:
        if isinstance(edit, ALWAYS_NEW):
            kept.append(edit)
            continue
        before, after = (snapshot.with_edits(some, now.date()) for some in (kept, [*kept, edit]))
        why = _needless(ws, snapshot, edit, before, after, now, [one for one in kept if one != edit])
        if why is None:
            kept.append(edit)
        else:
            found.append(why)
    return found


def _needless(
    ws: Workspace,
    snapshot: Snapshot,
    edit: Edit,
    before: tuple[Adjustment, ...],
    after: tuple[Adjustment, ...],
    now: datetime,
    earlier: Sequence[Edit],
) -> Needless | None:
    was = in_force(snapshot.plan, snapshot.trips, before)
    why = needless_in_plan(edit, was, in_force(snapshot.plan, snapshot.trips, after), now)
    if why is not None:
        return why
    match edit:
        case Pin() | Unpin():
            return _of_pin(ws, edit, now)
        case Drop() | Move():
            bring = [e for e in earlier if isinstance(e, Add | AddActivity | SetActivity | Move)]
            others = any(e.track == edit.track for e in bring)  # what they bring to the day is not to be seen yet
            title = next((t.title for t in was.plan.tracks if t.id == edit.track), edit.track)
            return None if others else _without_session(ws, edit, title, now)
        case DayOff() | Block() | SetCapacity():
            return _same_time(ws, snapshot, edit, before, after)
        case _:
            return None


def needless_facts(snapshot: Snapshot, edits: Sequence[Edit], now: datetime) -> list[Needless]:
    """Those of ``edits`` that write down what is written already: what is finished is finished again."""
    found: list[Needless] = []
    for n, edit in enumerate(edits):
        if isinstance(edit, ALWAYS_NEW):
            continue
        before, after = (snapshot.with_edits(edits[:k], now.date()) for k in (n, n + 1))
        was, would = (in_force(snapshot.plan, snapshot.trips, some) for some in (before, after))
        why = needless_in_plan(edit, was, would, now)
        found += [why] if why else []
    return found


def refuse(found: Sequence[Needless], ws: Workspace) -> NoEffectError:
    """The error that says of each edit why it changes nothing."""
    today = ws.now().date()
    english, chinese = (_joined(found, lang, today) for lang in ("en", "zh"))
    return NoEffectError(why_en=english, why_zh=chinese)


def _joined(found: Sequence[Needless], lang: Language, today: date) -> str:
    return ("；" if lang == "zh" else "; ").join(one.words(lang, today) for one in found)


def no_such_trip(known: Sequence[KnownTrip]) -> NoEffectError:
    """The error for a wish to change or cancel a trip that nobody knows: those that are known."""
    names = "; ".join(f"{t.start} – {t.end} {t.place or ''}".strip() for t in known)
    english, chinese = (
        say("needless.no_such_trip", lang, known=names) if known else say("needless.no_trip", lang)
        for lang in ("en", "zh")
    )
    return NoEffectError(why_en=english, why_zh=chinese)


def warnings_of(found: Sequence[Needless], lang: Language, today: date) -> list[str]:
    """A line for each edit that was left out of a proposal."""
    return [say("needless.left_out", lang, why=one.words(lang, today)) for one in found]


def _of_pin(ws: Workspace, edit: Pin | Unpin, now: datetime) -> Needless | None:
    with database.read(ws.database) as connection:
        row = sessions.get(connection, ws.person, edit.session)
    if row is None:
        return None
    named = {"title": row["title"], "day": row["start"][:10]}
    if isinstance(edit, Unpin):
        return None if row["pinned"] else Needless(edit, "unpinned", named)
    if datetime.fromisoformat(row["end"]) <= now:
        return Needless(edit, "session_over", named)
    return Needless(edit, "pinned", named) if row["pinned"] else None


def _without_session(ws: Workspace, edit: Drop | Move, title: str, now: datetime) -> Needless | None:
    """A drop, or a move from a day, that has no such session: the nearest one of the track that is to come."""
    day = edit.date if isinstance(edit, Drop) else edit.from_
    if day is None or (isinstance(edit, Drop) and edit.session is not None):
        return None
    seen = _seen(ws, day, now)
    mine = [s for s in seen.sessions if s.track == edit.track]
    if any(s.start.date() == day for s in mine):
        stays = isinstance(edit, Move) and edit.to == day and edit.slot is None
        return Needless(edit, "there_already", {"track": title, "day": day.isoformat()}) if stays else None
    waiting = [u for u in seen.unplaced if u.get("track") == edit.track and _of_day(u, day)]
    if waiting and not (isinstance(edit, Drop) and all(u["reason"]["code"] == "asked" for u in waiting)):
        return None
    if waiting:
        return Needless(edit, "left_already", {"track": title, "day": day.isoformat()})
    ahead = [s.start.date() for s in mine if s.start > now]
    if not ahead:
        return Needless(edit, "no_session_week", {"track": title, "day": day.isoformat()})
    nearest = min(ahead, key=lambda one: (abs(one - day), one))
    return Needless(edit, "no_session", {"track": title, "day": day.isoformat(), "nearest": nearest.isoformat()})


def _of_day(unplaced: Mapping[str, Any], day: date) -> bool:
    """Whether what has no place belongs to a day, or lost one to a trip or a day off."""
    own = re.search(rf"\.{weekday_code(day)}(\.\d+)?$", str(unplaced["id"])) is not None
    return own or unplaced["reason"]["code"] in ("trip", "day_off")


def _seen(ws: Workspace, day: date, now: datetime) -> _SeenWeek:
    """The week of a day as it stands; one ahead that nobody accepted as its draft."""
    week = week_id(day)
    with database.read(ws.database) as connection:
        document = sessions.week_document(connection, ws.person, week)
        rows = sessions.as_sessions(sessions.of_week(connection, ws.person, week))
        rows = tuple({s.id: s for s in (*rows, *facts.sessions_on(connection, ws.person, day))}.values())
    if document is None and week >= week_id(now.date()):
        document, drafted = drafts.draft(ws, week)
        known = {s.id for s in rows}
        rows = (*rows, *(s for s in sessions.as_sessions(drafted) if s.id not in known))
    return _SeenWeek(rows, tuple(document["unplaced"]) if document else ())


def _same_time(
    ws: Workspace,
    snapshot: Snapshot,
    edit: DayOff | Block | SetCapacity,
    before: tuple[Adjustment, ...],
    after: tuple[Adjustment, ...],
) -> Needless | None:
    """An edit of free time that leaves just as much of it, at the same hours."""
    match edit:
        case DayOff():
            first = last = edit.date
        case Block():
            first, last = edit.start.date(), edit.end.date()
        case SetCapacity():
            first, last = edit.date_from, edit.date_to
    first = max(first, ws.now().date())
    weeks = weeks_between(first, last)
    if len(weeks) > FRAMES:
        return None
    hours = ""
    for week in weeks:
        old, new = _frame(ws, snapshot, week, before), _frame(ws, snapshot, week, after)
        if [(d.gaps, d.capacity) for d in old.days] != [(d.gaps, d.capacity) for d in new.days]:
            return None
        hours = hours or _hours_of_day(old, first)
    if isinstance(edit, SetCapacity):
        return Needless(edit, "day_room", {})
    if isinstance(edit, Block) and hours:
        return Needless(edit, "time_closed", {"day": first.isoformat(), "hours": hours})
    return Needless(edit, "day_closed", {"day": first.isoformat()})


def _hours_of_day(frame: WeekFrame, day: date) -> str:
    spans = [span for d in frame.days if d.date == day for span in d.gaps]
    index = next((d.index for d in frame.days if d.date == day), 0)
    return ", ".join(f"{frame.moment(a, index):%H:%M}–{frame.moment(b, index):%H:%M}" for a, b in spans)


def _frame(ws: Workspace, snapshot: Snapshot, week: str, adjustments: tuple[Adjustment, ...]) -> WeekFrame:
    from roadweek.scheduling.grid import frame_of

    days, local = days_of(week), zone(ws.timezone)
    start = datetime.combine(days[0], time(), local)
    margin = timedelta(days=1)
    with database.read(ws.database) as connection:
        busy = calendar.busy_between(connection, ws.person, start - margin, start + timedelta(days=7) + margin)
    inputs = WeekInputs(
        week=week,
        timezone=ws.timezone,
        now=ws.now(),
        plan=snapshot.plan,
        adjustments=adjustments,
        busy=busy,
        hours=hours_of(ws, snapshot.plan),
        buffer_share=ws.settings.buffer,
    )
    trips = placed(fold_trips(snapshot.trips, adjustments), ws.timezone)
    return frame_of(inputs, effective(snapshot.plan, adjustments), trips, ())


def unmoved(proposal: Proposal, snapshot: Snapshot, now: datetime) -> list[Needless]:
    """Those of a solved proposal's edits that the weeks do not follow: a move or drop by which nothing of its track
    changes, and a new time that what recurs is not at."""
    found: list[Needless] = []
    tracks = {change.track for change in proposal.changes}
    solved = {week.week: week for week in proposal.weeks}
    plan = effective(snapshot.plan, snapshot.with_edits(proposal.edits, now.date()))
    for edit in proposal.edits:
        if not isinstance(edit, Move | Drop | SetActivity) or edit.track in tracks:
            continue
        title = next((t.title for t in plan.tracks if t.id == edit.track), edit.track)
        mine = [s for week in solved.values() for s in week.sessions if s.track == edit.track]
        if isinstance(edit, SetActivity):
            why = _held(edit, mine, plan)
        else:
            day = edit.to if isinstance(edit, Move) else edit.date
            here = [s for s in mine if s.start.date() == day]
            key = "over" if isinstance(edit, Drop) else "there_already" if here else "stays"
            why = Needless(edit, key, {"track": title, "day": day.isoformat()}) if week_id(day) in solved else None
        found += [why] if why else []
    return found


def _held(edit: SetActivity, mine: Sequence[Session], plan: Plan) -> Needless | None:
    """What recurs was given a time of day or days, and none of its sessions is there."""
    live = activities_of(plan, edit.track, edit.from_)
    main = next((a for a in live if not edit.title or titled(edit.title, a)), None)
    if main is None or (edit.slot is None and edit.at is None and edit.days is None):
        return None
    ours = [s for s in mine if s.activity == main.id and s.start.date() >= edit.from_ and s.status == "planned"]
    ours = [s for s in ours if edit.until is None or s.start.date() <= edit.until]
    if not ours or any(_there(edit, s) for s in ours):
        return None
    hours = held_to(main, plan)
    named: dict[str, Any] = {"title": main.title, "at": f"{ours[0].start:%H:%M}"}
    if hours is None:
        return Needless(edit, "held", named)
    return Needless(edit, "held_hours", {**named, "hours": f"{hours[0]:%H:%M}–{hours[1]:%H:%M}"})


def _there(edit: SetActivity, session: Session) -> bool:
    if edit.days is not None and weekday_code(session.start.date()) not in edit.days:
        return False
    if edit.at is not None and (session.start.hour, session.start.minute) != (edit.at.hour, edit.at.minute):
        return False
    if edit.slot is None:
        return True
    first, last = SLOT_HOURS[edit.slot]
    return first <= session.start.hour < last
