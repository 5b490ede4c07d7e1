"""What a proposal tells beside its changes: what lost days cost, what a task is short of, the ways out, what waits."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from roadweek.domain.edits import AddTask, AddTrip, CatchUp, Drop, Focus, OpenHours
from roadweek.domain.weeks import weekday_code
from roadweek.errors import WorkspaceError
from roadweek.messages import say
from roadweek.storage import database
from roadweek.usecases.notices import TASK_MIN, notices
from roadweek.usecases.slips import slip_notices
from roadweek.usecases.undone import undone_notice
from roadweek.versions.snapshot import hours_of, load
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadweek.domain.base import Language
    from roadweek.domain.edits import Edit
    from roadweek.domain.proposal import Proposal
    from roadweek.domain.week import Session, Unplaced
    from roadweek.views.documents import NoticeLineView, NoticeView, WayView
    from roadweek.workspace import Workspace

AHEAD_DAYS = 90
"""A later date is looked for up to so many days."""
TRUST = 0.8
"""Of the free time of days that are not solved yet, what a later date counts on."""
WITHOUT = 3
"""More sessions than so many are not offered to be left out for a task."""
LATEST = time(23, 30)
"""No evening is offered to be longer than this."""
_DAY = timedelta(days=1)


def told_with(ws: Workspace, proposal: Proposal, lang: Language) -> list[NoticeView]:
    """The notices of a proposal. One that catches up tells what those days cost in place of the gap."""
    spans = [edit for edit in proposal.edits if isinstance(edit, CatchUp)]
    told = [one for one in notices(ws, lang) if not (spans and one["kind"] == "gap")]
    if spans:
        from roadweek.usecases.gaps import gap_notice

        costs = [gap_notice(ws, s.from_, s.until, lang=lang, track=s.track, weeks=s.weeks, asked=True) for s in spans]
        told = [*(one for one in costs if one), *told]
    left = None if spans else undone_notice(ws, proposal, lang)
    told += [left] if left else []
    told += _unplanned(ws, proposal, lang)
    more = [*_tasks(ws, proposal, lang), *_trip_days(ws, proposal, lang), *slip_notices(ws, proposal.edits, lang)]
    return [*told, *more]


def _unplanned(ws: Workspace, proposal: Proposal, lang: Language) -> Iterator[NoticeView]:
    """A line a work that says how long it takes and by when and that no week of the plan has a place for."""
    from roadweek.usecases.works import standing

    if any(isinstance(edit, Focus) for edit in proposal.edits):
        return  # time is being given
    with database.read(ws.database) as connection:
        plan = load(connection, ws).plan
        if not any(strand.no_blocks and not strand.places for strand in plan.strands):
            return  # only works that no block is made for can be without a place
        known = standing(connection, ws)
    for strand in known.view.strands:
        for work in strand.works if strand.no_blocks and not strand.places and strand.weekly is None else ():
            if not work.due or not work.open or work.minutes is None or work.last is None or work.last < known.today:
                continue
            left = work.minutes.top - known.behind.get(work.id, 0)
            if known.weeks.get(work.id) or left <= 0:
                continue
            day = day_name(work.last.isoformat(), lang)
            weeks = max(1, -(-(work.last - known.today).days // 7))
            minutes = -(-left // (weeks * 30)) * 30
            text = say("notices.unplanned", lang, title=work.title, left=length(left, lang), day=day)
            way = say("notices.way_focus", lang, title=work.title, length=length(minutes, lang), day=day)
            edit = Focus.model_validate({"work": work.id, "minutes": minutes, "until": work.last})
            yield _notice("short", text, _line(work.title, work.id, work.last.isoformat(), left), [_way(way, [edit])])


def _tasks(ws: Workspace, proposal: Proposal, lang: Language) -> Iterator[NoticeView]:
    """A line a task that does not fit before it is due, with the ways out, and one a new task that waits for room."""
    short = {u.title: u for u in proposal.unplaced if u.task and "short_min" in u.reason.params}
    for one in short.values():
        params = one.reason.params
        said = {name: length(params[f"{name}_min"], lang) for name in ("asked", "possible", "short")}
        text = say("notices.short", lang, title=one.title, day=day_name(params["due"], lang), **said)
        ways = _ways(ws, proposal, one, lang)
        yield _notice("short", text, _line(one.title, one.task, params["due"], params["short_min"]), ways)
    for edit in proposal.edits:
        if not isinstance(edit, AddTask) or edit.due is None or edit.title in short:
            continue
        asked = edit.minutes or TASK_MIN
        held = sum(s.minutes for s in _sessions(proposal) if s.task and _name(s.title) == edit.title)
        if held < asked and not any(u.task and _name(u.title) == edit.title for u in proposal.unplaced):
            said = {"held": length(held, lang), "asked": length(asked, lang)}
            text = say("notices.waits", lang, title=edit.title, day=day_name(edit.due.isoformat(), lang), **said)
            yield _notice("waits", text, _line(edit.title, None, edit.due.isoformat(), asked - held), [])


def _notice(
    kind: Literal["short", "waits", "trip_days"], text: str, line: NoticeLineView | None, ways: list[WayView]
) -> NoticeView:
    return {
        "kind": kind,
        "text": text,
        "details": [],
        "spread": None,
        "first": None,
        "last": None,
        "lines": [line] if line else [],
        "ways": ways,
    }


def _line(title: str, task: str | None, due: str, short: int) -> NoticeLineView:
    return {
        "kind": "task",
        "id": task,
        "title": title,
        "due": due,
        "lost_min": 0,
        "again_min": 0,
        "short_min": short,
    }


def _sessions(proposal: Proposal) -> list[Session]:
    return [s for week in proposal.weeks for s in week.sessions]


def _name(title: str) -> str:
    """A task's title without the number of its part."""
    return re.sub(r" \(\d+/\d+\)$", "", title)


def _ways(ws: Workspace, proposal: Proposal, one: Unplaced, lang: Language) -> list[WayView]:
    """The cheapest ways out, each with the edits that would be asked in place of those of the proposal."""
    params = one.reason.params
    due, short = date.fromisoformat(params["due"]), int(params["short_min"])
    own = next((e for e in proposal.edits if isinstance(e, AddTask) and e.title == one.title and e.due == due), None)
    found: list[WayView] = []
    leave = _left_out(proposal, due, short)
    if leave:
        text = ", ".join(
            say("notices.way_without", lang, title=s.title, day=day_name(s.start.date().isoformat(), lang))
            for s in leave
        )
        drops = [Drop(track=s.track or "", date=s.start.date(), session=s.id) for s in leave]
        found.append(_way(text, [*proposal.edits, *drops]))
    for day, start, end in _evenings(ws, proposal, due, short):
        text = say("notices.way_open", lang, clock=f"{end:%H:%M}", day=day_name(day.isoformat(), lang))
        found.append(_way(text, [*proposal.edits, OpenHours(start=start, end=end)]))
    if own is not None:
        later = _later(ws, proposal, due, short)
        if later is not None:
            text = say("notices.way_later", lang, day=day_name(later.isoformat(), lang))
            found.append(_way(text, _instead(proposal.edits, own, own.model_copy(update={"due": later}))))
        possible = int(params["possible_min"])
        if possible > 0:
            text = say("notices.way_less", lang, length=length(possible, lang))
            found.append(_way(text, _instead(proposal.edits, own, own.model_copy(update={"minutes": possible}))))
    return found


def _way(text: str, edits: Sequence[Edit]) -> WayView:
    return {"text": text, "edits": [edit.to_json() for edit in edits]}


def _instead(edits: Sequence[Edit], old: Edit, new: Edit) -> list[Edit]:
    return [new if edit is old else edit for edit in edits]


def _left_out(proposal: Proposal, due: date, short: int) -> list[Session]:
    """The fewest sessions before the due day that make room for what is short; none where a few do not do."""
    able = [
        s
        for s in _sessions(proposal)
        if not s.task and s.track and s.status == "planned" and s.start > proposal.created and s.start.date() <= due
    ]
    chosen: list[Session] = []
    for session in sorted(able, key=lambda s: (s.pinned, -min(s.minutes, short), s.minutes, s.start)):
        if short <= 0 or len(chosen) == WITHOUT:
            break
        chosen.append(session)
        short -= session.minutes
    return chosen if short <= 0 else []


def _evenings(ws: Workspace, proposal: Proposal, due: date, short: int) -> list[tuple[date, datetime, datetime]]:
    """The first evening up to the due day that is long enough for what is short where it goes on to a late hour."""
    with database.read(ws.database) as connection:
        hours = hours_of(ws, load(connection, ws).plan)
    for day in (d for week in proposal.weeks for d in week.days):
        ends = [s.end for s in hours.days.get(weekday_code(day.date), ()) if s.end > s.start]
        if day.template == "trip" or not ends or not proposal.created.date() <= day.date <= due:
            continue
        start = datetime.combine(day.date, max(ends))
        end = start + timedelta(minutes=-(-short // 30) * 30)
        if end <= datetime.combine(day.date, LATEST) and start > proposal.created.replace(tzinfo=None):
            return [(day.date, start, end)]
    return []


def _later(ws: Workspace, proposal: Proposal, due: date, short: int) -> date | None:
    """The first day by which the days after the due one have room for what is short, going by the weeks as solved."""
    kept = {d.date: round(d.capacity_min * (1 - ws.settings.buffer)) for week in proposal.weeks for d in week.days}
    if not kept:
        return None
    free, usual = dict(kept), {day.weekday(): minutes for day, minutes in sorted(kept.items())}
    for session in _sessions(proposal):
        on = session.start.date()
        free[on] = free.get(on, 0) - session.minutes
        if not session.task and on > max(kept) - timedelta(days=7):
            usual[on.weekday()] -= session.minutes
    left, at = float(short), due
    for _ in range(AHEAD_DAYS):
        at += _DAY
        left -= max(0, free[at]) if at in free else max(0, usual[at.weekday()]) * TRUST
        if left <= 0:
            return at
    return None


def _trip_days(ws: Workspace, proposal: Proposal, lang: Language) -> list[NoticeView]:
    """Asked once: what a day of a trip may hold, where the plan has no trip week."""
    trip = next((e for e in proposal.edits if isinstance(e, AddTrip)), None)
    if trip is None:
        return []
    name = f"asked:{ws.person}:trip_days"
    with database.read(ws.database) as connection:
        put = database.note(connection, name)
        plan = load(connection, ws).plan
    said = any(a.template == "trip" for a in plan.activities) or any(
        t.id == "trip" and (t.day_minutes or t.no_new_tasks) for t in plan.templates
    )
    if said or put not in (None, proposal.id):
        return []
    if put is None:
        try:
            with database.write(ws.database) as connection:
                database.set_note(connection, name, proposal.id)
        except WorkspaceError:  # a workspace that is only read asks again
            pass
    days = {"first": day_name(trip.start.isoformat(), lang), "last": day_name(trip.end.isoformat(), lang)}
    return [_notice("trip_days", say("notices.trip_days", lang, **days), None, [])]
