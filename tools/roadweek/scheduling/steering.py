"""Edits that steer single sessions: move and drop, read again at every solve and always with the same outcome.

An edit stays in force after its week was replanned, so each is read so that a week that follows it already stays as
it is: a moved session that stands on its new day is held there, and a dropped one is the wish without a session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from roadweek.domain.edits import Drop, Move
from roadweek.domain.week import Reason, Session
from roadweek.domain.weeks import week_id
from roadweek.planning.rhythm import alive
from roadweek.scheduling.bars import day_bar
from roadweek.scheduling.effective import effective, in_order
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.weights import GRID_MIN, rate
from roadweek.scheduling.wishes import Wish

ASKED = Reason(code="asked")


def steered(wishes: Sequence[Wish], inputs: WeekInputs, frame: WeekFrame, frozen: Sequence[Session]) -> list[Wish]:
    """``wishes`` as moves and drops leave them."""
    current = list(wishes)
    for adjustment in in_order(inputs.adjustments):
        edit = adjustment.edit
        if isinstance(edit, Drop) and week_id(edit.date) == frame.week:
            current = _dropped(current, edit, frame, frozen)
        elif isinstance(edit, Move):
            source = week_id(edit.from_ or edit.to)
            target = week_id(edit.to)
            if source == frame.week:
                current = _moved(current, edit, frame, frozen, stays=target == frame.week)
            elif target == frame.week:
                current += _arriving(edit, adjustment.id, inputs, frame)
    return current


def _index(frame: WeekFrame, day: date) -> int:
    return (day - frame.days[0].date).days


def _standing_on(wish: Wish, frame: WeekFrame, day: int) -> bool:
    return wish.standing is not None and frame.day_of(frame.minute(wish.standing.start)) == day


def _frozen_on(frozen: Sequence[Session], track: str, frame: WeekFrame, day: int) -> bool:
    return any(s.track == track and frame.day_of(frame.minute(s.start)) == day for s in frozen)


def _own_day(wish: Wish, day: int) -> bool:
    """Whether it is that day's by itself: the only one that it may take, or would take."""
    return wish.days == (day,) or {*wish.days, *(d for d, _ in wish.barred)} == {day}


def _displaced(wish: Wish, frame: WeekFrame) -> bool:
    """Whether a trip or a day off takes the day it stands on, or every day that it could have."""
    away = {day for day, reason in wish.barred if reason.code in ("trip", "day_off")}
    if wish.standing is None:
        return not wish.days and bool(away)
    return frame.day_of(frame.minute(wish.standing.start)) in away


def _pick(mine: Sequence[Wish], *tests: Callable[[Wish], bool], many: bool = False) -> list[Wish]:
    for test in tests:
        hits = [w for w in mine if test(w)]
        if hits:
            return hits if many else hits[:1]
    return []


def _dropped(wishes: list[Wish], edit: Drop, frame: WeekFrame, frozen: Sequence[Session]) -> list[Wish]:
    day = _index(frame, edit.date)
    if edit.session is not None:
        return [_closed(w, day) if w.id == edit.session else w for w in wishes]
    mine = [w for w in wishes if w.track == edit.track and w.days]
    chosen = _pick(mine, lambda w: _standing_on(w, frame, day) or _own_day(w, day), many=True)
    if not chosen and not _frozen_on(frozen, edit.track, frame, day):
        floating = [w for w in reversed(mine) if day in w.days]
        some_stand = any(w.standing for w in floating)
        chosen = _pick(floating, lambda w: some_stand and w.standing is None, lambda w: True)
    names = {w.id for w in chosen}
    return [_closed(w, day) if w.id in names else _without(w, day) if w.track == edit.track else w for w in wishes]


def _closed(wish: Wish, day: int) -> Wish:
    return replace(wish, days=(), barred=((day, ASKED),))


def _without(wish: Wish, day: int) -> Wish:
    """A floating wish keeps off the day that the person cleared."""
    if day not in wish.days or len(wish.days) == 1:
        return wish
    return replace(wish, days=tuple(d for d in wish.days if d != day), barred=(*wish.barred, (day, ASKED)))


def _moved(wishes: list[Wish], edit: Move, frame: WeekFrame, frozen: Sequence[Session], *, stays: bool) -> list[Wish]:
    to = _index(frame, edit.to)
    leaves = None if edit.from_ is None else _index(frame, edit.from_)
    mine = [w for w in wishes if w.track == edit.track and (w.days or w.barred)]
    there: Callable[[Wish], bool] = lambda w: stays and _standing_on(w, frame, to)  # noqa: E731
    if leaves is not None:
        chosen = _pick(mine, lambda w: _standing_on(w, frame, leaves) or _own_day(w, leaves), many=True)
    else:  # "move maths to Saturday" beside a trip means the maths that the trip takes
        came: Callable[[Wish], bool] = lambda w: there(w) and to not in w.days  # noqa: E731
        chosen = _pick(mine, lambda w: _displaced(w, frame), came, many=True)
    if not chosen and not (stays and _frozen_on(frozen, edit.track, frame, to)):
        chosen = _pick(
            mine,
            lambda w: there(w) and not _own_day(w, to),
            lambda w: w.standing is not None and leaves is None,
            lambda w: leaves is not None and w.ideal == leaves,
            lambda w: leaves is None or leaves in w.days,
        )
    names = {w.id for w in chosen}
    result: list[Wish] = []
    for wish in wishes:
        if wish.id in names and stays:
            bar = day_bar(frame, to)
            result.append(
                replace(
                    wish,
                    days=() if bar else (to,),
                    barred=((to, bar),) if bar else (),
                    group=wish.id,
                    per_day=1,
                    ideal=None,
                    slots=(edit.slot,) if edit.slot else wish.slots,
                    at=None if edit.slot else wish.at,
                    hours=None if edit.slot else wish.hours,
                    only_slots=edit.slot is not None or wish.hours is not None,
                )
            )
        elif wish.id in names:
            result.append(_closed(wish, to if leaves is None else leaves))
        elif wish.track == edit.track and leaves is not None:
            result.append(_without(wish, leaves))
        else:
            result.append(wish)
    return result


def _arriving(edit: Move, name: str, inputs: WeekInputs, frame: WeekFrame) -> list[Wish]:
    """A session that leaves another week for this one: as long as the track's main activity."""
    plan = effective(inputs.plan, inputs.adjustments)
    form = next(
        (
            a
            for a in plan.activities
            if a.track == edit.track and a.minutes and alive(a, plan.periods, edit.from_ or edit.to)
        ),
        None,
    )
    track = next((t for t in plan.tracks if t.id == edit.track), None)
    length = 30 if form is None or form.minutes is None else form.minutes.top
    length = -(-length // GRID_MIN) * GRID_MIN
    to = _index(frame, edit.to)
    bar = day_bar(frame, to)
    return [
        Wish(
            id=f"{frame.week}.move-{name}",
            title=form.title if form else track.title if track else edit.track,
            track=edit.track,
            lo=length,
            hi=length,
            rate=rate("must", track.priority if track else 0),
            days=() if bar else (to,),
            group=f"move-{name}",
            activity=form.id if form else None,
            must=form is not None and form.strength == "must",
            slots=(edit.slot,) if edit.slot else (),
            at=form.at if form and edit.slot is None else None,
            only_slots=edit.slot is not None,
            barred=((to, bar),) if bar else (),
        )
    ]
