"""Edits that change nothing of the plan in force: each is held against what stands with the edits before it.

Edits of single sessions need the weeks too: :mod:`roadweek.usecases.no_effect`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from roadweek.domain.base import Language
from roadweek.domain.edits import (
    Add,
    AddMilestone,
    AddTask,
    AddTrip,
    AddWork,
    Adjustment,
    Block,
    CancelTrip,
    ChangeTrip,
    DayOff,
    Decide,
    Drop,
    Edit,
    FinishMilestone,
    FinishTask,
    Focus,
    Log,
    Move,
    MoveMilestone,
    OpenHours,
    Pause,
    Prioritize,
    RemoveActivity,
    ReportSession,
    Resume,
    SetActivity,
    SetCapacity,
)
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.week import Trip
from roadweek.messages import say
from roadweek.planning.supply import PauseSpan
from roadweek.scheduling.effective import effective, fold_trips, pauses
from roadweek.views.format import day_name, edit_words

_DAY = timedelta(days=1)
_DAYS = ("day", "today", "nearest", "start", "end")
"""Parameters that are dates: said as people write them."""


@dataclass(frozen=True, slots=True)
class Needless:
    """An edit without effect and why: a key of ``messages.needless`` with its parameters, dates as ``YYYY-MM-DD``."""

    edit: Edit
    key: str
    params: Mapping[str, Any]

    def words(self, lang: Language, today: date) -> str:
        """The edit and the reason in words."""
        said = {k: _said(v, lang, today) if k in _DAYS else v for k, v in self.params.items()}
        why = say(f"needless.{self.key}", lang, **said)
        return say("needless.one", lang, edit=edit_words(self.edit.to_json(), lang), why=why)


def _said(value: str, lang: Language, today: date) -> str:
    """A day in words, with its year where that is not this one."""
    here = value[:4] == f"{today.year:04}"
    return day_name(value, lang) if here else f"{value[:4]}年{day_name(value, lang)}" if lang == "zh" else (
        f"{day_name(value, lang)} {value[:4]}"
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class InForce:
    """What adjustments make of a plan: the plan, its trips and its pauses."""

    plan: Plan
    trips: tuple[Trip, ...]
    pauses: tuple[PauseSpan, ...]


def in_force(plan: Plan, trips: Sequence[Trip], adjustments: Sequence[Adjustment]) -> InForce:
    return InForce(effective(plan, adjustments), fold_trips(trips, adjustments), pauses(adjustments))


ALWAYS_NEW = (AddTask, AddWork, AddMilestone, Log, ReportSession)
"""Edits that :func:`needless_in_plan` has nothing against: to know that of many, no plan is made for each."""


def needless_in_plan(edit: Edit, before: InForce, after: InForce, now: datetime) -> Needless | None:
    """Why ``edit``, which makes ``after`` of ``before``, changes nothing of what is to come; None where it does, and
    for edits of single sessions and days, which the plan does not show. ``now`` is local."""
    today = now.date()
    last = _last_day(edit, before)
    if last is not None and (last < today or (isinstance(edit, Block) and edit.end <= now.replace(tzinfo=None))):
        return Needless(edit, "past", {"day": last.isoformat(), "today": today.isoformat()})
    found = _unchanged(edit, before, after, today)
    return Needless(edit, found[0], found[1]) if found else None


def _last_day(edit: Edit, before: InForce) -> date | None:
    """The last day that an edit is about; None where it has no end."""
    match edit:
        case AddTrip():
            return edit.end
        case CancelTrip() | ChangeTrip():
            trip = next((t for t in before.trips if t.covers(edit.start)), None)
            new = (edit.new_start, edit.new_end) if isinstance(edit, ChangeTrip) else ()
            return max([d for d in new if d] + [trip.end], default=None) if trip else None
        case Block() | OpenHours():
            return edit.end.date()
        case DayOff() | Drop() | Add():
            return edit.date
        case Move():
            return edit.to
        case SetCapacity():
            return edit.date_to
        case SetActivity() | RemoveActivity() | Pause() | Focus():
            return edit.until
        case _:
            return None


def _unchanged(edit: Edit, before: InForce, after: InForce, today: date) -> tuple[str, dict[str, Any]] | None:
    plan = before.plan
    match edit:
        case AddTrip():
            return _same_trip(edit, before.trips)
        case CancelTrip() | ChangeTrip():
            trip = next((t for t in before.trips if t.covers(edit.start)), None)
            if trip is None or before.trips != after.trips:
                return None
            return "trip_same", {"start": trip.start.isoformat(), "end": trip.end.isoformat()}
        case Pause():
            same = _paused(before.pauses, edit.track, today) == _paused(after.pauses, edit.track, today)
            return ("paused", {"track": _track(plan, edit.track)}) if same else None
        case Resume():
            same = _paused(before.pauses, edit.track, today) == _paused(after.pauses, edit.track, today)
            return ("running", {"track": _track(plan, edit.track)}) if same else None
        case SetActivity() | RemoveActivity():
            return _same_activity(edit, plan, after.plan, today)
        case MoveMilestone():
            stone = next((m for m in plan.milestones if m.id == edit.milestone), None)
            same = stone is not None and stone.due is not None and stone.due.earliest == stone.due.latest == edit.due
            return ("milestone_same", {"title": stone.title, "day": edit.due.isoformat()}) if stone and same else None
        case FinishMilestone():
            stone = next((m for m in plan.milestones if m.id == edit.milestone), None)
            return ("done", {"title": stone.title, "day": stone.done.isoformat()}) if stone and stone.done else None
        case FinishTask():
            task = next((t for t in plan.tasks if t.id == edit.task), None)
            return ("done", {"title": task.title, "day": task.done.isoformat()}) if task and task.done else None
        case Decide():
            asked = next((d for d in plan.decisions if d.id == edit.decision), None)
            same = asked is not None and (asked.choice or "").casefold() == edit.choice.casefold()
            return ("decided", {"title": asked.question, "choice": edit.choice}) if asked and same else None
        case Prioritize():
            same = plan.tracks == after.plan.tracks
            return ("priority_end", {"track": _track(plan, edit.track)}) if same else None
        case Focus():
            same = plan.strands == after.plan.strands
            return ("as_it_is", {}) if same else None
        case _:
            return None


def _same_trip(edit: AddTrip, trips: Sequence[Trip]) -> tuple[str, dict[str, Any]] | None:
    for trip in trips:
        here = edit.place is None or (trip.place or "").casefold() == edit.place.casefold()
        if trip.counts and here and trip.start <= edit.start and edit.end <= trip.end:
            return "trip_there", {"start": trip.start.isoformat(), "end": trip.end.isoformat()}
    return None


def _paused(spans: Sequence[PauseSpan], track: str, today: date) -> list[tuple[date, date]]:
    """The stretches from today on in which a track is paused, those that meet joined."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted((max(a, today), b) for t, a, b in spans if t == track and b >= today):
        if joined and (joined[-1][1] == date.max or first <= joined[-1][1] + _DAY):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _same_activity(
    edit: SetActivity | RemoveActivity, before: Plan, after: Plan, today: date
) -> tuple[str, dict[str, Any]] | None:
    mine = [a for a in before.activities if a.track == edit.track and not a.superseded]
    if _forms(before, edit.track) != _forms(after, edit.track):
        return None
    known = "; ".join(dict.fromkeys(a.title for a in mine)) or "-"
    live = [a for a in mine if a.last is None or a.last >= max(edit.from_, today)]
    if isinstance(edit, SetActivity) and live and before.activities != after.activities:
        return "activity_same", {"track": edit.title or _track(before, edit.track)}
    return "activity_none", {"track": _track(before, edit.track), "known": known}


def _forms(plan: Plan, track: str) -> list[tuple[str, str, date, date]]:
    """The forms of a track's activities with their days; what only was cut in two is one again."""
    found: list[tuple[str, str, date, date]] = []
    ordered = sorted((a for a in plan.activities if a.track == track), key=lambda a: (a.id, a.first or date.min))
    for activity in ordered:
        name, first, last = _form(activity), activity.first or date.min, activity.last or date.max
        if found and found[-1][:2] == (activity.id, name) and found[-1][3] + _DAY == first:
            found[-1] = (*found[-1][:3], last)
        else:
            found.append((activity.id, name, first, last))
    return found


def _form(activity: Activity) -> str:
    return activity.model_dump_json(exclude={"first", "last"})


def _track(plan: Plan, name: str) -> str:
    return next((t.title for t in plan.tracks if t.id == name), name)
