"""What a new week changes, and which of it was unavoidable: each change with its reason.

A change of a session that stood is forced where the smallest repair (``repair``, a procedure of its own) touches the
session too; that it loses its place altogether is forced only where the repair finds none for it either. A session that
did not stand is forced: the plan asks for it now. Everything else the planner chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roadweek.domain.proposal import Change, Moment
from roadweek.domain.week import Reason, Session, Unplaced, Week
from roadweek.scheduling.bars import trip_reason
from roadweek.scheduling.grid import Span
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.repair import Repair, smallest_repair
from roadweek.scheduling.solve import Setup, is_frozen, setup
from roadweek.scheduling.standing import slot_windows
from roadweek.scheduling.why import asked_for, asked_ids, template_title
from roadweek.scheduling.wishes import Wish

ASKED = Reason(code="asked")


def difference(inputs: Sequence[WeekInputs], weeks: Sequence[Week]) -> tuple[Change, ...]:
    """Changes from the sessions that stand in each of ``inputs`` to the week solved from it, in order of time."""
    changes = [c for one, week in zip(inputs, weeks, strict=True) for c in _of_week(one, week)]
    return tuple(sorted(changes, key=lambda c: ((c.before or c.after or _never(c)).start, c.session)))


def minutes(changes: Iterable[Change]) -> tuple[int, int]:
    """Minutes of work that forced and that chosen changes touch."""
    totals = {True: 0, False: 0}
    for change in changes:
        old, new = (_length(m) for m in (change.before, change.after))
        totals[change.forced] += abs(new - old) if change.kind in ("shortened", "lengthened") else max(old, new)
    return totals[True], totals[False]


def _never(change: Change) -> Moment:
    raise ValueError(f"change of {change.session} has neither before nor after")


def _length(moment: Moment | None) -> int:
    return 0 if moment is None else round((moment.end - moment.start).total_seconds() / 60)


def _of_week(inputs: WeekInputs, week: Week) -> list[Change]:
    made = setup(inputs)
    asked = asked_ids(made.inputs.adjustments)
    wishes = {w.id: w for w in made.wishes}
    before = {s.id: s for s in made.inputs.sessions}
    after = {s.id: s for s in week.sessions}
    unplaced = {u.id: u for u in week.unplaced}
    homes = {s.id for s in inputs.homes}
    found: list[Change] = []
    least = smallest_repair(made, week)
    for name, old in before.items():
        if is_frozen(old, inputs):
            continue
        new = after.get(name)
        if new is not None and (new.start, new.end) == (old.start, old.end):
            continue
        wish = wishes.get(name)
        why = _impossible(made, old, wish, before.values(), week.sessions)
        forced = _forced(name, new, least)
        if new is not None and name in homes:  # a trip that had moved it is over, or is another one
            forced = forced or why is not None
            kind = made.frame.days[made.frame.day_of(made.frame.minute(new.start))].template
            why = Reason(code="template", params={"template": template_title(made.plan, kind)})
        found.append(_change(old, new, why, week.sessions, unplaced.get(name), forced))
    for name, new in after.items():
        if name not in before:
            reason = asked_for(asked, made.plan, wishes[name]) if name in wishes else ASKED
            found.append(
                Change(
                    kind="added",
                    session=name,
                    track=new.track,
                    title=new.title,
                    after=Moment(start=new.start, end=new.end),
                    forced=True,
                    must=new.must,
                    pinned=new.pinned,
                    reason=reason,
                )
            )
    return found


def _forced(name: str, new: Session | None, least: Repair) -> bool:
    return name in (least.dropped if new is None else least.touched)


def _change(
    old: Session,
    new: Session | None,
    why: Reason | None,
    placed: Sequence[Session],
    listed: Unplaced | None,
    forced: bool,
) -> Change:
    if new is None:
        kind = "dropped"
    elif new.start != old.start:
        kind = "moved"
    else:
        kind = "shortened" if new.end < old.end else "lengthened"
    reason = why
    if listed is not None and (reason is None or reason == ASKED):  # it was to go elsewhere, and found no place there
        reason = listed.reason
    if reason is None:
        taker = next((s for s in placed if s.id != old.id and s.start < old.end and old.start < s.end), None)
        reason = Reason(code="room", params={"other": (taker or old).title})
    return Change(
        kind=kind,
        session=old.id,
        track=old.track,
        title=(new or old).title,
        before=Moment(start=old.start, end=old.end),
        after=None if new is None else Moment(start=new.start, end=new.end),
        forced=forced,
        must=old.must,
        pinned=old.pinned,
        reason=reason,
    )


def _impossible(
    made: Setup, old: Session, wish: Wish | None, standing: Iterable[Session], placed: Sequence[Session]
) -> Reason | None:
    """Why the old place cannot be kept under the new inputs; null where it could."""
    frame = made.frame
    span = (frame.minute(old.start), frame.minute(old.end))
    day = frame.day_of(span[0])
    if wish is None:
        return _gone(made, old, day)
    barred = dict(wish.barred)
    if day not in wish.days:
        return barred.get(day) or next(iter(barred.values()), ASKED)
    if not wish.lo <= old.minutes <= wish.hi:
        activity = next((a for a in made.plan.activities if a.id == wish.activity), None)
        if activity is not None and wish.activity != old.activity:  # a trip began or was cancelled
            return Reason(code="template", params={"template": template_title(made.plan, activity.template)})
        return ASKED
    if wish.only_slots and not any(a <= span[0] and span[1] <= b for a, b in slot_windows(wish, frame, day)):
        return ASKED
    taken = next((t for t in frame.taken if _overlap(t.span, span)), None)
    if taken is not None:
        start, end = (frame.moment(t, day) for t in taken.span)
        form = "%H:%M" if start.date() == end.date() else "%Y-%m-%d %H:%M"
        params = {"title": taken.title or "—", "start": start.strftime(form), "end": end.strftime(form)}
        return Reason(code="busy", params=params)
    held = next((s for s in made.frozen if s.start < old.end and old.start < s.end), None)
    if held is not None:
        return Reason(code="priority", params={"other": held.title})
    if not any(a <= span[0] and span[1] <= b for a, b in frame.days[day].gaps):
        ruled = next((text for shut, text in frame.days[day].closed if _overlap(shut, span)), None)
        if ruled is not None:
            return Reason(code="rule", params={"text": ruled})
        longest = max((b - a for a, b in frame.days[day].gaps), default=0)
        if longest >= old.minutes:
            return Reason(code="template", params={"template": frame.days[day].template})
        return Reason(code="no_window", params={"needed_min": old.minutes, "max_gap_min": longest})
    return _over_budget(made, old, day, standing, placed)


def _over_budget(
    made: Setup, old: Session, day: int, standing: Iterable[Session], placed: Sequence[Session]
) -> Reason | None:
    """The day may hold less than what stands in it, and without this session nothing of the rest is too much."""
    frame = made.frame
    on_day = [s for s in standing if frame.day_of(frame.minute(s.start)) == day]
    if sum(s.minutes for s in on_day) <= frame.days[day].capacity:
        return None
    rest = sum(s.minutes for s in placed if s.id != old.id and frame.day_of(frame.minute(s.start)) == day)
    free = max(0, frame.days[day].capacity - rest)
    if free >= old.minutes:
        return None
    ruled = frame.days[day].limit
    if ruled is not None:
        return Reason(code="rule", params={"text": ruled})
    return Reason(code="day_budget", params={"needed_min": old.minutes, "free_min": free})


def _gone(made: Setup, old: Session, day: int) -> Reason:
    """The plan no longer asks for the session at all."""
    at = made.frame.days[day]
    if at.trip and old.task is None:
        return trip_reason(made.plan, at.trip)
    activity = next((a for a in made.plan.activities if a.id == old.activity), None)
    if activity is not None and activity.template == "trip":
        return Reason(code="template", params={"template": template_title(made.plan, "normal")})
    return ASKED


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
