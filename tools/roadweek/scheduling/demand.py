"""From the plan to the week's wishes: what the templates, periods, tasks and edits of this week ask for.

Every wish has a stable id, ``2026-W10.math-main.2`` or ``2026-W10.listen.TU``, made of its activity and its place in
the week's demand, so that it keeps its session whatever moves. A wish that may lie nowhere is kept, with its reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from roadweek.domain.base import Strength
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.week import Reason, Session
from roadweek.domain.weeks import weekday_code
from roadweek.planning import rhythm
from roadweek.planning.supply import PauseSpan
from roadweek.scheduling.bars import day_bar, pause_reason, trip_reason
from roadweek.scheduling.content import WeekWork, assigned, work_wishes
from roadweek.scheduling.effective import pauses
from roadweek.scheduling.grid import DayFrame, WeekFrame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import holds_off
from roadweek.scheduling.missed import missed_wishes
from roadweek.scheduling.oneoff import added_wishes, task_wishes
from roadweek.scheduling.pacing import apart, capped, hours_of
from roadweek.scheduling.steering import steered
from roadweek.scheduling.weights import rate
from roadweek.scheduling.wishes import Wish

LIGHT_MIN = 30
"""A daily habit of at most this length goes on during a trip, where the plan has no trip week of its own."""


def wishes_of(
    inputs: WeekInputs, plan: Plan, frame: WeekFrame, frozen: Sequence[Session], work: WeekWork | None = None
) -> tuple[Wish, ...]:
    """All wishes of the week that no frozen session fulfils, ordered by id. ``plan`` is as it stands."""
    held = {s.id for s in frozen}
    paused = pauses(inputs.adjustments)
    found = [
        *_recurring(plan, frame, paused),
        *added_wishes(inputs, plan, frame),
        *(work_wishes(inputs, plan, frame, work) if work is not None else ()),
    ]
    if work is not None:
        found = assigned(work, found)
    found += missed_wishes(inputs, plan, frame, paused, work, usual=sum(w.hi for w in found if w.activity))
    found = apart(_continued(found, plan), plan, frame)
    fixed = {s.id: s for s in (*inputs.sessions, *inputs.homes) if s.id not in held}
    found = _standing(found, fixed)
    steady = steered(found, inputs, frame, frozen)
    tasks = _standing(task_wishes(inputs, plan, frame, frozen, steady), fixed)
    if tasks:
        steady = steered([*found, *tasks], inputs, frame, frozen)
    found = capped(steady, plan, frame, frozen)
    return tuple(sorted((w for w in found if w.id not in held), key=lambda w: w.id))


def _standing(wishes: Sequence[Wish], fixed: Mapping[str, Session]) -> list[Wish]:
    """The wishes with where they stand now. What stands has its day: the even spread of what is planned anew is no
    reason to move it."""
    return [replace(w, standing=s, ideal=None) if (s := fixed.get(w.id)) else w for w in wishes]


def _continued(wishes: list[Wish], plan: Plan) -> list[Wish]:
    """On a trip day the trip week's wish goes on as the session of its track that the normal week has there.

    So a person sees listening become shorter, not one session dropped and another added, and its event stays one event.
    """
    on_trips = {a.id for a in plan.activities if a.template == "trip"}
    given: dict[str, str] = {}
    taken: set[str] = set()
    for wish in wishes:
        if wish.activity not in on_trips or len(wish.days) != 1:
            continue
        day = wish.days[0]
        normal = [
            w
            for w in wishes
            if w.track == wish.track
            and w.activity not in on_trips
            and w.id not in taken
            and [(d, r.code) for d, r in w.barred] == [(day, "trip")]
            and not w.days
        ]
        if normal:
            nearest = min(normal, key=lambda w: (abs(w.hi - wish.hi), w.id))
            given[wish.id] = nearest.id
            taken.add(nearest.id)
    return [replace(w, id=given.get(w.id, w.id)) for w in wishes if w.id not in taken]


def _recurring(plan: Plan, frame: WeekFrame, paused: Sequence[PauseSpan]) -> list[Wish]:
    versions: dict[str, list[Activity]] = {}
    for activity in plan.activities:
        versions.setdefault(activity.id, []).append(activity)
    dates = [d.date for d in frame.days]
    live = {i: [v for v in vs if any(rhythm.alive(v, plan.periods, d) for d in dates)] for i, vs in versions.items()}
    wholes = {a.part_of for vs in live.values() for a in vs if a.part_of}
    found: list[Wish] = []
    for name, forms in live.items():
        if not forms or name in wholes:
            continue
        last = forms[-1]
        if last.per == "day":
            found += _daily(forms, plan, frame, paused)
        elif last.per in ("week", "month") or (last.per == "unspecified" and _has_measure(last)):
            found += _weekly(forms, plan, frame, paused)
    return found


def _has_measure(activity: Activity) -> bool:
    return bool(activity.minutes or activity.total_minutes or activity.days or activity.quantity)


def _daily(forms: Sequence[Activity], plan: Plan, frame: WeekFrame, paused: Sequence[PauseSpan]) -> list[Wish]:
    found: list[Wish] = []
    for day in frame.days:
        form = next((f for f in reversed(forms) if rhythm.alive(f, plan.periods, day.date)), None)
        code = weekday_code(day.date)
        if form is None or (form.days and code not in form.days) or (form.template == "trip" and not day.trip):
            continue
        if (day.date - rhythm.begin(form, plan)).days % form.interval:
            continue
        lengths = rhythm.lengths(form)
        for k, (lo, hi) in enumerate(lengths):
            days, barred = _allowed(form, plan, frame, paused, [day.index])
            found.append(
                _wish(
                    form,
                    plan,
                    name=f"{frame.week}.{form.id}.{code}" + (f".{k + 1}" if len(lengths) > 1 else ""),
                    lo=lo,
                    hi=hi,
                    extra=k >= _sure(form, len(lengths)),
                    days=days,
                    barred=barred,
                    per_day=len(lengths),
                )
            )
    return found


def _sure(activity: Activity, count: int) -> int:
    """Of a unit's sittings, how many the plan asks for at least."""
    if activity.minutes is None and activity.total_minutes is not None:
        return count
    return activity.times.lo * (count // max(1, activity.times.top))


def _weekly(forms: Sequence[Activity], plan: Plan, frame: WeekFrame, paused: Sequence[PauseSpan]) -> list[Wish]:
    last = forms[-1]
    natural = [
        d.index
        for d in frame.days
        if any(rhythm.alive(f, plan.periods, d.date) for f in forms)
        and (not last.days or weekday_code(d.date) in last.days)
        and (last.template == "normal" or d.trip)
        and (last.nth is None or rhythm.is_nth(last, plan, d.date))
    ]
    if not natural:
        return []
    monday = frame.days[0].date
    lengths = rhythm.lengths(last)
    sure = _sure(last, len(lengths))
    if last.nth is not None:
        numbers = list(range(len(lengths)))
    elif last.per == "month":
        numbers = rhythm.of_month(monday, len(lengths)) if rhythm.in_month(last, plan, monday) else []
    elif not rhythm.in_week(last, plan, monday):
        return []
    else:
        living = sum(any(rhythm.alive(f, plan.periods, d.date) for f in forms) for d in frame.days)
        numbers = list(range(rhythm.share_of_week(last, living, len(natural), len(lengths))))
    if not numbers:
        return []
    days, barred = _allowed(last, plan, frame, paused, natural)
    by_sum = last.minutes is None and last.total_minutes is not None
    parts = max(1, len(lengths) // max(1, last.times.top)) if last.minutes is not None else 1
    per_day = max(2 if by_sum else parts, -(-len(numbers) // len(natural)))  # of a sum, the sum is what counts
    live = [d for d in days if frame.days[d].gaps] or list(days)
    if lengths[0][1] > LIGHT_MIN:  # what is longer than a short habit keeps off the days of the journey, where it can
        live = [d for d in live if not _travels(frame.days[d])] or live
    return [
        _wish(
            last,
            plan,
            name=f"{frame.week}.{last.id}.{k + 1}",
            lo=lengths[k][0],
            hi=lengths[k][1],
            extra=k >= sure,
            days=days,
            barred=barred,
            per_day=per_day,
            ideal=live[(2 * n + 1) * len(live) // (2 * len(numbers))] if live else None,
        )
        for n, k in enumerate(numbers)
    ]


def _travels(day: DayFrame) -> bool:
    """Whether one is on the way that day: as its trip's events say, else the first and the last day of a longer one."""
    trip = day.trip
    if trip is None:
        return False
    if any(leg.ride for leg in trip.legs):
        return trip.rides_on(day.date)
    return day.date in (trip.start, trip.end) and (trip.end - trip.start).days > 1


def _allowed(
    activity: Activity, plan: Plan, frame: WeekFrame, paused: Sequence[PauseSpan], natural: Sequence[int]
) -> tuple[tuple[int, ...], tuple[tuple[int, Reason], ...]]:
    days: list[int] = []
    barred: list[tuple[int, Reason]] = []
    for index in natural:
        reason = _bar(activity, plan, frame, paused, index)
        if reason is None:
            days.append(index)
        else:
            barred.append((index, reason))
    return tuple(days), tuple(barred)


def _bar(activity: Activity, plan: Plan, frame: WeekFrame, paused: Sequence[PauseSpan], index: int) -> Reason | None:
    day = frame.days[index]
    for track, first, last in paused:
        if track == activity.track and first <= day.date <= last:
            return pause_reason(plan, track, first, last)
    if day.trip and not day.opened and activity.template == "normal" and not _light(activity, plan):
        return trip_reason(plan, day.trip)
    return day_bar(frame, index) or holds_off(activity, plan, day.date, day.template)


def _light(activity: Activity, plan: Plan) -> bool:
    """Whether an activity goes on during trips of a plan that says nothing of trips: the short daily habits do."""
    if any(a.template == "trip" and not a.superseded for a in plan.activities):
        return False
    short = activity.minutes is not None and activity.minutes.lo <= LIGHT_MIN
    return short and activity.per == "day"


def _wish(
    activity: Activity,
    plan: Plan,
    *,
    name: str,
    lo: int,
    hi: int,
    extra: bool,
    days: tuple[int, ...],
    barred: tuple[tuple[int, Reason], ...],
    per_day: int,
    ideal: int | None = None,
) -> Wish:
    strength: Strength = "optional" if extra else activity.strength
    track = next((t for t in plan.tracks if t.id == activity.track), None)
    trip = next((t for t in plan.templates if t.id == "trip"), None)
    hours = hours_of(activity, plan)
    return Wish(
        id=name,
        title=activity.title,
        track=activity.track,
        lo=lo,
        hi=hi,
        rate=rate(strength, track.priority if track else 0),
        days=days,
        group=activity.id,
        per_day=per_day,
        activity=activity.id,
        must=strength == "must",
        ideal=ideal,
        slots=activity.slots,
        at=activity.at,
        hours=hours,
        only_slots=hours is not None,
        barred=barred,
        no_units=activity.template == "trip" and bool(trip and trip.no_new_tasks),
    )
