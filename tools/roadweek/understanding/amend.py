"""A correction or an addition put into the edits that it is about: "no, Thursday", "and Friday too", 英语也是."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.domain.edits import (
    AddActivity,
    AddTrip,
    Block,
    ChangeTrip,
    Edit,
    EditSlot,
    Pause,
    SetActivity,
    SetCapacity,
)
from roadweek.understanding.clock import ClockSpan
from roadweek.understanding.frame import Ask, days_between, make
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.when import When
from roadweek.understanding.when_reader import DayCount, monday_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SaidInstead:
    """What a message of few words says: days, lengths and names, and no verb of its own. ``old`` are the days that it
    says are not meant."""

    today: date
    days: tuple[When, ...] = ()
    old: tuple[When, ...] = ()
    counts: tuple[DayCount, ...] = ()
    minutes: int | None = None
    slot: EditSlot | None = None
    clock: ClockSpan | None = None
    frequency: Frequency | None = None
    tracks: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    place: str | None = None

    @property
    def only_tracks(self) -> bool:
        other = (self.minutes, self.slot, self.clock, self.frequency, self.place)
        return bool(self.tracks) and not self.days and not self.counts and all(value is None for value in other)


_DATES: dict[str, tuple[str, ...]] = {
    "add_trip": ("start", "end"),
    "change_trip": ("start", "new_start", "new_end"),
    "cancel_trip": ("start",),
    "set_capacity": ("date_from", "date_to"),
    "move": ("to", "from_"),
}
"""The fields of an edit that hold its days, the first one the day that its week is told by."""
_MINUTES = ("add", "log", "set_activity", "add_activity", "set_capacity", "add_task", "add_work", "set_effort", "focus")
_SLOTS = ("move", "add", "set_activity", "add_activity")
_RHYTHMS = ("set_activity", "add_activity")
_DAYS = (
    *("add_trip", "change_trip", "block", "day_off", "set_capacity", "move", "drop", "add", "pause", "resume", "log"),
    *("set_activity", "add_activity", "remove_activity", "add_milestone", "move_milestone", "add_task", "add_work"),
)


def takes(edit: Edit, said: SaidInstead) -> bool:
    """Whether an edit has a place for all that is said."""
    kind = edit.kind
    if said.tracks and (not hasattr(edit, "track") or getattr(edit, "track", None) is None):
        return False
    if said.milestones and getattr(edit, "milestone", None) is None:
        return False
    return (
        (not said.days or kind in _DAYS)
        and (not said.counts or kind in ("add_trip", "change_trip", "pause"))
        and (said.minutes is None or kind in (*_MINUTES, "block"))
        and (said.slot is None or kind in _SLOTS)
        and (said.clock is None or kind in (*_RHYTHMS, "block"))
        and (said.frequency is None or kind in _RHYTHMS)
        and (said.place is None or kind in ("add_trip", "change_trip"))
    )


def days_of(edit: Edit) -> tuple[date, ...]:
    """The days that an edit names; of a trip each of them."""
    if isinstance(edit, Block):
        return (edit.start.date(),)
    if isinstance(edit, AddTrip):
        return days_between(edit.start, edit.end)
    names = _DATES.get(edit.kind, ("date", "due", "from_", "until"))
    return tuple(d for name in names if isinstance(d := getattr(edit, name, None), date))


def _anchored(when: When, edit: Edit) -> When:
    """A bare weekday is one of the week that the edit is about, where that is not over."""
    known = days_of(edit)
    if not (when.bare and known):
        return when
    return when.moved(monday_of(known[0]) + timedelta(days=when.start.weekday()))


def in_week_of(edit: Edit, before: Sequence[Edit], today: date) -> Edit:
    """A wish that names weekdays alone, said behind edits of one week: its days are those of that week."""
    mondays = {monday_of(d) for e in before for d in days_of(e)}
    if len(mondays) != 1:
        return edit
    (monday,) = mondays
    fields = _fields(edit)
    moved: dict[str, object] = {}
    for name, value in fields.items():
        if isinstance(value, date):  # a moment is one too
            day = value.date() if isinstance(value, datetime) else value
            if monday + timedelta(days=day.weekday()) < today:
                return edit
            moved[name] = value + (monday - monday_of(day))
    return with_fields(edit, fields | moved) if moved else edit


def instead(edit: Edit, said: SaidInstead) -> tuple[Edit, ...]:
    """The edit as it is meant now; several where several days are. Raises Ask where that is not clear."""
    if said.tracks:
        each = (edit,) if said.only_tracks else instead(edit, replace(said, tracks=()))
        return tuple(with_fields(one, _fields(one) | {"track": track}) for track in said.tracks for one in each)
    fields = _fields(edit)
    if said.milestones:
        fields["milestone"] = said.milestones[0]
    fields |= _amounts(edit, said)
    whens = tuple(_anchored(w, edit) for w in said.days)
    if not whens:
        return (with_fields(edit, fields),)
    if isinstance(edit, AddTrip | ChangeTrip):
        return (with_fields(edit, fields | _trip(edit, whens)),)
    if edit.kind in ("day_off", "drop", "log", "add"):
        days = tuple(dict.fromkeys(d for w in whens for d in days_between(w.start, w.end)))
        if len(days) > 31:
            raise Ask("which_day")
        return tuple(with_fields(edit, fields | {"date": day}) for day in days)
    if len(whens) > 1 and edit.kind != "move":
        raise Ask("which_day")
    return (with_fields(edit, fields | _dates(edit, whens)),)


def _fields(edit: Edit) -> dict[str, object]:
    return {k: v for k, v in edit.model_dump(by_alias=False).items() if k != "kind" and v is not None}


def with_fields(edit: Edit, fields: dict[str, object]) -> Edit:
    """The same kind of edit with other fields, null ones left out."""
    return make(edit.kind, **{k: v for k, v in fields.items() if v is not None})


def _amounts(edit: Edit, said: SaidInstead) -> dict[str, object]:
    """Lengths, hours, parts of the day, rhythm and place."""
    found: dict[str, object] = {}
    if isinstance(edit, Block):
        start, end = edit.start, edit.end
        if said.clock is not None:
            midnight = start.replace(hour=0, minute=0)
            length = end - start
            start = midnight + timedelta(minutes=said.clock.start)
            end = midnight + timedelta(minutes=said.clock.end) if said.clock.end else start + length
        if said.minutes is not None:
            end = start + timedelta(minutes=said.minutes)
        return {"start": start, "end": end}
    if said.minutes is not None:
        found["minutes"] = said.minutes
    if said.slot is not None:
        found |= {"slot": said.slot, "at": None}
    if said.clock is not None:
        found |= {"at": time(*divmod(said.clock.start, 60)), "slot": None}
        if said.clock.end is not None:
            found["minutes"] = said.clock.end - said.clock.start
    if said.frequency is not None:
        rhythm = said.frequency
        if rhythm.per not in ("day", "week", "month") or rhythm.times.top != rhythm.times.lo:
            raise Ask("how_often")
        found |= {"times": rhythm.times.lo, "per": rhythm.per, "days": rhythm.days or None, "nth": rhythm.nth}
        found["interval"] = rhythm.interval if rhythm.interval > 1 else None
        if rhythm.slots and rhythm.slots[0] != "daytime" and said.clock is None:
            found |= {"slot": rhythm.slots[0], "at": None}
    if said.place is not None:
        found["place"] = said.place
    if said.counts and isinstance(edit, AddTrip):
        found["end"] = said.counts[0].after(edit.start) - _DAY
    elif said.counts and isinstance(edit, Pause):
        found["until"] = said.counts[0].after(edit.from_) - _DAY
    elif said.counts:
        raise Ask("trip_dates")
    return found


def _trip(edit: AddTrip | ChangeTrip, whens: Sequence[When]) -> dict[str, object]:
    first, last = ("start", "end") if isinstance(edit, AddTrip) else ("new_start", "new_end")
    was = (edit.start, edit.end) if isinstance(edit, AddTrip) else (edit.new_start or edit.start, edit.new_end)
    if len(whens) == 2 and whens[1].edge in ("until", "to"):
        return {first: whens[0].start, last: whens[1].end}
    if len(whens) != 1:
        raise Ask("trip_dates")
    (when,) = whens
    if when.start != when.end:
        return {first: when.start, last: when.end}
    if when.edge in ("until", "to"):
        return {last: when.end}
    if when.edge == "from" or was[0] != was[1]:
        if when.edge != "from":
            raise Ask("trip_dates")  # one day for a trip of several: its first, its last, or all of it?
        return {first: when.start}
    return {first: when.start, last: when.end}


def _dates(edit: Edit, whens: Sequence[When]) -> dict[str, object]:
    when = whens[0]
    match edit.kind:
        case "move":
            sources = [w for w in whens if w.edge == "from"]
            targets = [w for w in whens if w.edge != "from"]
            if len(sources) > 1 or len(targets) > 1 or any(w.start != w.end for w in whens):
                raise Ask("to_which_day")
            return {**({"from_": sources[0].start} if sources else {}), **({"to": targets[0].start} if targets else {})}
        case "block":
            assert isinstance(edit, Block)
            shift = when.start - edit.start.date()
            if when.start != when.end:
                raise Ask("which_day")
            return {"start": edit.start + shift, "end": edit.end + shift}
        case "set_capacity":
            return {"date_from": when.start, "date_to": when.end}
        case "add_milestone" | "move_milestone" | "add_task" | "add_work":
            return {"due": when.end}
        case "pause" | "remove_activity" | "resume" | "set_activity" | "add_activity":
            if edit.kind != "resume" and when.start != when.end and when.edge != "from":
                return {"from_": when.start, "until": when.end}
            if isinstance(edit, SetActivity | AddActivity) and edit.days and when.bare and not when.edge:
                return {"days": (WEEKDAYS[when.start.weekday()],)}
            if when.edge in ("until", "to") and edit.kind != "resume":
                return {"until": when.end}
            return {"from_": when.start}
        case _:
            raise Ask("which_day")


def also(edit: Edit, said: SaidInstead) -> tuple[Edit, ...]:
    """The edit together with what is said besides: other days, other tracks; a trip becomes longer."""
    if said.tracks:
        fields = _fields(edit)
        return (edit, *(with_fields(edit, fields | {"track": track}) for track in said.tracks))
    whens = tuple(_anchored(w, edit) for w in said.days)
    if not whens:
        return instead(edit, said)
    if isinstance(edit, SetActivity | AddActivity) and edit.days:
        return (_more_days(edit, whens),)
    days = tuple(dict.fromkeys(d for w in whens for d in days_between(w.start, w.end)))
    if isinstance(edit, AddTrip):
        return _longer(edit, days)
    if isinstance(edit, SetCapacity):
        return (edit, *(with_fields(edit, _fields(edit) | {"date_from": d, "date_to": d}) for d in days))
    if edit.kind not in ("day_off", "drop", "log", "add", "block") or len(days) > 31:
        raise Ask("which_day")
    return (edit, *(one for one in instead(edit, said) if one != edit))


def _longer(edit: AddTrip, days: Sequence[date]) -> tuple[Edit, ...]:
    fields = _fields(edit)
    if days[0] <= edit.end + _DAY and days[-1] >= edit.start - _DAY:
        return (with_fields(edit, fields | {"start": min(edit.start, days[0]), "end": max(edit.end, days[-1])}),)
    return (edit, with_fields(edit, fields | {"start": days[0], "end": days[-1]}))


def _more_days(edit: SetActivity | AddActivity, whens: Sequence[When]) -> Edit:
    """ "And Friday too", of something on certain weekdays."""
    named = {WEEKDAYS[d.weekday()] for w in whens for d in days_between(w.start, w.end)} | set(edit.days or ())
    days: tuple[Weekday, ...] = tuple(d for d in WEEKDAYS if d in named)
    times = len(days) if edit.times == len(edit.days or ()) else edit.times
    return with_fields(edit, _fields(edit) | {"days": days, "times": times})
