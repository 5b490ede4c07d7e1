"""From the plan to the week's wishes: what the templates, periods, tasks and edits of this week ask for.

Every wish has a stable id, ``2026-W10.math-main.2`` or ``2026-W10.listen.TU``, made of its activity and its place in
the week's demand, so that it keeps its session whatever moves. A wish that may lie nowhere is kept, with its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Strength
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.week import Reason, Session
from roadweek.domain.weeks import monday_of, next_week, week_id, weekday_code
from roadweek.scheduling.bars import day_bar, pause_reason
from roadweek.scheduling.effective import PauseSpan, alive, pauses
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import holds_off
from roadweek.scheduling.oneoff import added_wishes, task_wishes
from roadweek.scheduling.steering import steered
from roadweek.scheduling.weights import GRID_MIN, rate
from roadweek.scheduling.wishes import Wish

DEFAULT_MIN = 30
"""Length of an occasion where the plan gives none."""
LIGHT_MIN = 30
"""A daily habit of at most this length goes on during a trip, where the plan has no trip week of its own."""
SITTING_MIN = 90
"""Where only a sum is given it is split into sittings of at most this."""


def wishes_of(inputs: WeekInputs, plan: Plan, frame: WeekFrame, frozen: Sequence[Session]) -> tuple[Wish, ...]:
    """All wishes of the week that no frozen session fulfils, ordered by id. ``plan`` is as it stands."""
    held = {s.id for s in frozen}
    paused = pauses(inputs.adjustments)
    found = [
        *_recurring(plan, frame, paused),
        *task_wishes(inputs, plan, frame, frozen),
        *added_wishes(inputs, plan, frame),
    ]
    found = _continued(found, plan)
    fixed = {s.id: s for s in inputs.sessions if s.id not in held}
    # what stands has its day: the even spread of what is planned anew is no reason to move it
    found = [replace(w, standing=s, ideal=None) if (s := fixed.get(w.id)) else w for w in found]
    found = steered(found, inputs, frame, frozen)
    return tuple(sorted((w for w in found if w.id not in held), key=lambda w: w.id))


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


def on_grid(minutes: int) -> int:
    """Up to the grid, at least one step."""
    return max(GRID_MIN, -(-minutes // GRID_MIN) * GRID_MIN)


def split(total: int, parts: int) -> list[int]:
    """``total`` minutes in nearly equal parts on the grid, the longer ones first."""
    steps = on_grid(total) // GRID_MIN
    return [max(1, steps // parts + (1 if n < steps % parts else 0)) * GRID_MIN for n in range(parts)]


def _recurring(plan: Plan, frame: WeekFrame, paused: Sequence[PauseSpan]) -> list[Wish]:
    versions: dict[str, list[Activity]] = {}
    for activity in plan.activities:
        versions.setdefault(activity.id, []).append(activity)
    dates = [d.date for d in frame.days]
    live = {i: [v for v in vs if any(alive(v, plan.periods, d) for d in dates)] for i, vs in versions.items()}
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
        form = next((f for f in reversed(forms) if alive(f, plan.periods, day.date)), None)
        code = weekday_code(day.date)
        if form is None or (form.days and code not in form.days) or (form.template == "trip" and not day.trip):
            continue
        if (day.date - _begin(form, plan)).days % form.interval:
            continue
        lengths = _lengths(form)
        for k, (lo, hi) in enumerate(lengths):
            days, barred = _allowed(form, plan, frame, paused, [day.index])
            found.append(
                _wish(
                    form,
                    plan,
                    name=f"{frame.week}.{form.id}.{code}" + (f".{k + 1}" if len(lengths) > 1 else ""),
                    lo=lo,
                    hi=hi,
                    extra=k >= max(form.times.lo, len(lengths) if not form.minutes and form.total_minutes else 0),
                    days=days,
                    barred=barred,
                    per_day=len(lengths),
                )
            )
    return found


def _weekly(forms: Sequence[Activity], plan: Plan, frame: WeekFrame, paused: Sequence[PauseSpan]) -> list[Wish]:
    last = forms[-1]
    natural = [
        d.index
        for d in frame.days
        if any(alive(f, plan.periods, d.date) for f in forms)
        and (not last.days or weekday_code(d.date) in last.days)
        and (last.template == "normal" or d.trip)
    ]
    if not natural:
        return []
    lengths = _lengths(last)
    sure = len(lengths) if last.minutes is None and last.total_minutes else last.times.lo
    if last.per == "month":
        numbers = _of_month(frame.week, len(lengths)) if _its_month(last, plan, frame.week) else []
    elif not _its_week(last, plan, frame.week):
        return []
    else:
        living = sum(any(alive(f, plan.periods, d.date) for f in forms) for d in frame.days)
        share = len(lengths) if living == 7 or last.days else max(1, round(len(lengths) * living / 7))
        numbers = list(range(share))
    if not numbers:
        return []
    days, barred = _allowed(last, plan, frame, paused, natural)
    by_sum = last.minutes is None and last.total_minutes is not None
    per_day = max(2 if by_sum else 1, -(-len(numbers) // len(natural)))  # of a sum, the sum is what counts
    live = [d for d in days if frame.days[d].gaps] or list(days)
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


def _begin(activity: Activity, plan: Plan) -> date:
    """The day from which every other week or every third day is counted: the activity's, its period's, the plan's."""
    period = next((p for p in plan.periods if p.id == activity.period), None) if activity.period else None
    start = period.start.earliest if period and period.start else None
    return activity.first or start or plan.as_of or _EPOCH


_EPOCH = date(1970, 1, 5)
"""A Monday."""


def _its_week(activity: Activity, plan: Plan, week: str) -> bool:
    """Whether a wish of every n-th week falls to this one. A first week that has none of its days left is not the
    first."""
    if activity.interval == 1:
        return True
    begin = _begin(activity, plan)
    if activity.days and all(WEEKDAYS.index(day) < begin.weekday() for day in activity.days):
        begin += timedelta(days=7)
    return (monday_of(week) - monday_of(week_id(begin))).days // 7 % activity.interval == 0


def _its_month(activity: Activity, plan: Plan, week: str) -> bool:
    begin, here = _begin(activity, plan), _thursday(week)
    return (12 * (here.year - begin.year) + here.month - begin.month) % activity.interval == 0


def _of_month(week: str, times: int) -> list[int]:
    """Which of a month's occasions fall to this week, spread evenly over the weeks whose Thursday the month holds."""
    thursday = date.fromordinal(monday_of(week).toordinal() + 3)
    weeks: list[str] = []
    current = week
    while _thursday(current).month == thursday.month:
        current = next_week(current, -1)
    current = next_week(current)
    while _thursday(current).month == thursday.month:
        weeks.append(current)
        current = next_week(current)
    here = weeks.index(week)
    return [k for k in range(times) if (2 * k + 1) * len(weeks) // (2 * times) == here]


def _thursday(week: str) -> date:
    return date.fromordinal(monday_of(week).toordinal() + 3)


def _lengths(activity: Activity) -> list[tuple[int, int]]:
    """Smallest and wanted minutes of each occasion in the activity's unit."""
    times = max(1, activity.times.top)
    if activity.minutes is None and activity.total_minutes is not None:
        low, high = activity.total_minutes.lo, activity.total_minutes.top
        count = times if times > 1 else max(1, -(-high // SITTING_MIN))
        pairs = zip(split(low, count), split(high, count), strict=True)
        return [(min(a, b), b) for a, b in pairs]
    if activity.minutes is None:
        return [(DEFAULT_MIN, DEFAULT_MIN)] * times
    high = on_grid(activity.minutes.top or DEFAULT_MIN)
    return [(min(high, on_grid(activity.minutes.lo)), high)] * times


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
    if day.trip and activity.template == "normal" and not _light(activity, plan):
        return Reason(code="trip", params={"start": day.trip.start.isoformat(), "end": day.trip.end.isoformat()})
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
        barred=barred,
        no_units=activity.template == "trip" and bool(trip and trip.no_new_tasks),
    )
