"""The plan as it stands: what the document says, with the edits in force folded in.

Edits that change a recurring wish from a day on leave two versions of it under one id, bounded by ``first`` and
``last``: a session's id derives from the activity's, so a wish keeps its sessions over such a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from roadweek.domain.base import DateWindow, Range
from roadweek.domain.edits import (
    AddActivity,
    AddMilestone,
    AddTask,
    AddTrip,
    AddWork,
    Adjustment,
    CancelTrip,
    ChangeTrip,
    Decide,
    Edit,
    FinishMilestone,
    FinishTask,
    FinishWork,
    Focus,
    MoveMilestone,
    OrderWork,
    Pause,
    Prioritize,
    RemoveActivity,
    Resume,
    SetActivity,
    SetEffort,
    SkipWork,
    SplitWork,
)
from roadweek.domain.plan import Activity, Decision, Milestone, Plan, Task, Track
from roadweek.domain.week import Trip
from roadweek.planning.one_goal import moved
from roadweek.planning.rhythm import alive
from roadweek.planning.steer import folded
from roadweek.planning.supply import PauseSpan

_DAY = timedelta(days=1)
OPEN_END = date.max
"""The last day of a pause that nobody has ended."""


def in_order(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """Adjustments as they were made: a later one wins."""
    return tuple(sorted(adjustments, key=lambda a: (a.seq, a.id)))


def effective(plan: Plan, adjustments: Sequence[Adjustment], on: date | None = None) -> Plan:
    """``plan`` with ``adjustments`` (those in force) folded in.

    With ``on`` only the activities alive on that day are kept, each id at most once; without it all versions stay,
    bounded by their dates. Pauses, trips and edits of single sessions do not change the plan: see :func:`pauses`,
    :func:`fold_trips` and ``demand``.
    """
    ordered = in_order(adjustments)
    activities, tracks = list(plan.activities), list(plan.tracks)
    milestones, tasks = list(plan.milestones), list(plan.tasks)
    decisions: list[Decision] = list(plan.decisions)
    strands = plan.strands
    for adjustment in ordered:
        edit = adjustment.edit
        match edit:
            case AddActivity():
                tracks = _with_track(tracks, edit.track)
                activities.append(_added(edit, adjustment.id, tracks))
            case SetActivity():
                activities = _set(plan, activities, edit)
            case RemoveActivity():
                activities = _ended(activities, edit)
            case AddMilestone():
                due = DateWindow.on(edit.due)
                milestones.append(
                    Milestone(
                        id=f"milestone-{adjustment.id}", title=edit.title, track=edit.track, due=due, deadline=True
                    )
                )
            case MoveMilestone():
                due = DateWindow.on(edit.due)
                strands = moved(strands, next((m.lines for m in milestones if m.id == edit.milestone), ()), edit.due)
                milestones = [m.model_copy(update={"due": due}) if m.id == edit.milestone else m for m in milestones]
            case FinishMilestone():
                milestones = [
                    m.model_copy(update={"done": edit.date}) if m.id == edit.milestone else m for m in milestones
                ]
            case AddTask():
                tasks.append(
                    Task(
                        id=f"task-{adjustment.id}",
                        title=edit.title,
                        track=edit.track,
                        minutes=edit.minutes,
                        due=edit.due,
                    )
                )
            case FinishTask():
                tasks = [t.model_copy(update={"done": adjustment.on}) if t.id == edit.task else t for t in tasks]
            case AddWork() | SetEffort() | SplitWork() | FinishWork() | SkipWork() | OrderWork() | Focus():
                strands, after = folded(strands, tasks, edit, adjustment, activities)
                tasks = list(after)
            case Prioritize():
                tracks = _prioritized(_with_track(tracks, edit.track), edit)
            case Decide():
                decisions = [
                    d.model_copy(update={"choice": edit.choice}) if d.id == edit.decision else d for d in decisions
                ]
            case _:
                pass
    if on is not None:
        activities = [a for a in activities if alive(a, plan.periods, on)]
    return plan.model_copy(
        update={
            "activities": tuple(activities),
            "tracks": tuple(tracks),
            "milestones": tuple(milestones),
            "tasks": tuple(tasks),
            "decisions": tuple(decisions),
            "strands": strands,
        }
    )


def pauses(adjustments: Sequence[Adjustment]) -> tuple[PauseSpan, ...]:
    """The stretches in which tracks are paused; a resume ends those that reach it."""
    spans: list[PauseSpan] = []
    for adjustment in in_order(adjustments):
        edit: Edit = adjustment.edit
        if isinstance(edit, Pause):
            spans.append((edit.track, edit.from_, edit.until or OPEN_END))
        elif isinstance(edit, Resume):
            last = edit.from_ - _DAY
            cut = [(t, a, min(b, last)) if t == edit.track and b >= edit.from_ else (t, a, b) for t, a, b in spans]
            spans = [span for span in cut if span[1] <= span[2]]
    return tuple(spans)


def fold_trips(trips: Sequence[Trip], adjustments: Sequence[Adjustment]) -> tuple[Trip, ...]:
    """Trips from the calendar together with those that edits add, change and cancel; a trip is named by a day of it."""
    known = list(trips)
    for adjustment in in_order(adjustments):
        edit = adjustment.edit
        if isinstance(edit, AddTrip):
            known.append(Trip(id=f"trip-{adjustment.id}", start=edit.start, end=edit.end, place=edit.place))
        elif isinstance(edit, ChangeTrip):
            at = _trip_at(known, edit.start)
            if at is not None:
                known[at] = _changed(known[at], edit)
        elif isinstance(edit, CancelTrip):
            at = _trip_at(known, edit.start)
            if at is not None:
                known[at] = known[at].model_copy(update={"state": "cancelled"})
    return tuple(sorted(known, key=lambda t: (t.start, t.end, t.id)))


def in_zones(trips: Iterable[Trip], zones: Mapping[str, str]) -> tuple[Trip, ...]:
    """``trips`` with the zone of their place, by its name in ``zones``, where nothing says theirs."""
    return tuple(
        trip.model_copy(update={"timezone": zones[trip.place]})
        if trip.timezone is None and trip.place is not None and trip.place in zones
        else trip
        for trip in trips
    )


def _trip_at(trips: Sequence[Trip], day: date) -> int | None:
    live = [n for n, trip in enumerate(trips) if trip.state not in ("cancelled", "dismissed")]
    exact = [n for n in live if trips[n].start == day]
    return next(iter(exact or [n for n in live if trips[n].covers(day)]), None)


def _changed(trip: Trip, edit: ChangeTrip) -> Trip:
    start, end = edit.new_start or trip.start, edit.new_end or trip.end
    if end < start:  # only one end was named, past the other: the trip moves as a whole
        length = trip.end - trip.start
        start, end = (start, start + length) if edit.new_start else (end - length, end)
    return trip.model_copy(update={"start": start, "end": end, "place": edit.place or trip.place, "state": "confirmed"})


def _with_track(tracks: list[Track], track: str) -> list[Track]:
    return tracks if any(t.id == track for t in tracks) else [*tracks, Track(id=track, title=track)]


def _prioritized(tracks: list[Track], edit: Prioritize) -> list[Track]:
    step = 1 if edit.level == "up" else -1
    return [
        t.model_copy(update={"priority": max(-2, min(2, t.priority + step))}) if t.id == edit.track else t
        for t in tracks
    ]


def _added(edit: AddActivity, adjustment: str, tracks: Sequence[Track]) -> Activity:
    title = edit.title or next(t.title for t in tracks if t.id == edit.track)
    return Activity(
        id=f"activity-{adjustment}",
        track=edit.track,
        title=title,
        minutes=Range.exactly(edit.minutes),
        times=Range.exactly(edit.times),
        per=edit.per,
        interval=edit.interval or 1,
        nth=edit.nth,
        days=edit.days or (),
        slots=(edit.slot,) if edit.slot else (),
        at=edit.at,
        first=edit.from_,
        last=edit.until,
    )


def activities_of(plan: Plan, track: str, day: date) -> tuple[Activity, ...]:
    """A track's activities alive on a day, its main one first: the one that an edit without a title is about."""
    wholes = {a.part_of for a in plan.activities}
    mine = [a for a in plan.activities if a.track == track and alive(a, plan.periods, day)]
    return tuple(sorted(mine, key=lambda a: (a.template != "normal", a.id in wholes)))


def titled(title: str, activity: Activity) -> bool:
    """Whether an activity is the one that a title names."""
    return activity.title.strip().casefold() == title.strip().casefold()


def _set(plan: Plan, activities: list[Activity], edit: SetActivity) -> list[Activity]:
    """The track's main activity, or the titled one, changes between two days; its old form stands around them."""
    here = activities_of(plan.model_copy(update={"activities": tuple(activities)}), edit.track, edit.from_)
    main = next((a for a in here if edit.title is None or titled(edit.title, a)), None)
    if main is None:
        return activities
    update = _fields(edit)
    result: list[Activity] = []
    for activity in activities:
        if activity.id != main.id or (activity is not main and (activity.first is None or activity.first < edit.from_)):
            result.append(activity)
        else:  # the form alive on that day, and those that would follow it
            result += _between(activity, edit.from_, edit.until, update)
    return result


def _fields(edit: SetActivity) -> dict[str, object]:
    update: dict[str, object] = {}
    if edit.minutes is not None:
        update |= {"minutes": Range.exactly(edit.minutes), "total_minutes": None, "assumed": False, "about": False}
    if edit.times is not None:
        update["times"] = Range.exactly(edit.times)
    if edit.per is not None:
        update |= {"per": edit.per, "interval": 1, "nth": None}
    if edit.interval is not None:
        update["interval"] = edit.interval
    if edit.days is not None:
        update["days"] = edit.days
    if edit.nth is not None:
        update["nth"] = edit.nth
    if edit.slot is not None:
        update |= {"slots": (edit.slot,), "at": None}
    if edit.at is not None:
        update |= {"slots": (), "at": edit.at}
    return update


def _between(activity: Activity, first: date, last: date | None, update: dict[str, object] | None) -> list[Activity]:
    """The forms that one becomes where it changes (or, with a null ``update``, is left out) between two days."""
    if (activity.last and activity.last < first) or (last and activity.first and activity.first > last):
        return [activity]
    forms: list[Activity] = []
    if activity.first is None or activity.first < first:
        forms.append(activity.model_copy(update={"last": first - _DAY}))
    if update is not None:
        begin = max(first, activity.first) if activity.first else first
        end = min((d for d in (last, activity.last) if d), default=None)
        forms.append(activity.model_copy(update={**update, "first": begin, "last": end}))
    if last is not None and (activity.last is None or activity.last > last):
        forms.append(activity.model_copy(update={"first": last + _DAY}))
    return forms


def _ended(activities: list[Activity], edit: RemoveActivity) -> list[Activity]:
    result: list[Activity] = []
    for activity in activities:
        mine = activity.track == edit.track and (edit.title is None or titled(edit.title, activity))
        result += _between(activity, edit.from_, edit.until, None) if mine else [activity]
    return result
