"""The week's free time: days with their zone, template and budget, and the gaps between windows' edges and taken times.

All inside is whole minutes since the week's first midnight, counted in elapsed time: an hour that a change of clocks
takes away or gives twice is then right by itself, and lengths are real lengths. Wall-clock time is only at the edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from roadweek.domain.base import SLOT_HOURS, Slot
from roadweek.domain.edits import Add, Adjustment, Block, DayOff, Edit, Focus, Move, OpenHours, SetCapacity
from roadweek.domain.holidays import LIGHT_SHARE, chosen_days
from roadweek.domain.plan import Plan, Rule, TemplateKind
from roadweek.domain.week import Busy, Trip, trip_on
from roadweek.domain.weeks import days_of, weekday_code
from roadweek.scheduling.effective import in_order
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import claims, closed, day_limit, freed, own_times, rules_on, words_of
from roadweek.scheduling.weights import GRID_MIN

Span = tuple[int, int]
"""From and to, in minutes since the week's first midnight."""


@dataclass(frozen=True, slots=True)
class Occupied:
    """A stretch that is not ours to plan, cut to nothing: whole event, with its title."""

    span: Span
    title: str


@dataclass(frozen=True, slots=True)
class DayFrame:
    """One day: ``windows`` are its hours, ``gaps`` what is still free in them from now on; ``budget`` in minutes."""

    index: int
    date: date
    zone: ZoneInfo
    template: TemplateKind
    trip: Trip | None
    off: bool
    windows: tuple[Span, ...]
    open: tuple[Span, ...]
    """Windows less busy times, whatever the time is now and whatever stands in them."""
    gaps: tuple[Span, ...]
    free_min: int
    capacity: int
    """Minutes that may be worked at all: what is open, or the day's budget where that is less."""
    usable: int
    """Capacity less the buffer."""
    closed: tuple[tuple[Span, str], ...] = ()
    """What rules of the plan took of its hours, with each rule's words."""
    limit: str | None = None
    """The words of the rule that bounds its capacity."""
    opened: bool = False
    """It is a day of a trip that the person gave minutes of its own: it holds work as a day at home does."""


@dataclass(frozen=True, slots=True)
class WeekFrame:
    """The whole week."""

    week: str
    timezone: str
    origin: datetime
    now: int
    days: tuple[DayFrame, ...]
    taken: tuple[Occupied, ...]

    def minute(self, moment: datetime) -> int:
        """Minutes from the week's first midnight to ``moment``, rounded down."""
        return int((moment - self.origin).total_seconds() // 60)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies on one of the week's days, each by its own clock."""
        return any(moment.astimezone(d.zone).date() == d.date for d in self.days)

    def moment(self, minute: int, day: int) -> datetime:
        """The wall-clock time of a minute in the zone of a day, with a fixed offset: differences are then real ones."""
        local = (self.origin + timedelta(minutes=minute)).astimezone(self.days[day].zone)
        return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))

    def day_of(self, minute: int) -> int:
        """The day that a minute falls on, by that day's own clock; clipped to the week."""
        for day in self.days:
            if (self.origin + timedelta(minutes=minute)).astimezone(day.zone).date() <= day.date:
                return day.index
        return 6

    def clock(self, at: time, day: int) -> int:
        """The minute of the week, on the grid, at which a day's clock shows ``at``."""
        frame = self.days[day]
        return _down(_at(self.origin, frame.date, at, frame.zone))

    def hours_span(self, start: time, end: time, day: int) -> Span:
        """Two clock times of a day as minutes of the week; an end of midnight is the day's."""
        frame = self.days[day]
        after = frame.date + timedelta(days=1) if end == time() else frame.date
        return _at(self.origin, frame.date, start, frame.zone), _at(self.origin, after, end, frame.zone)

    def slot_span(self, slot: Slot, day: int) -> Span:
        """The part of a day as minutes of the week."""
        frame = self.days[day]
        first, last = SLOT_HOURS[slot]
        return (
            _at(self.origin, frame.date, time(first), frame.zone),
            _at(self.origin, frame.date + timedelta(days=last // 24), time(last % 24), frame.zone),
        )


def frame_of(
    inputs: WeekInputs, plan: Plan, trips: Sequence[Trip], frozen: Iterable[tuple[datetime, datetime]]
) -> WeekFrame:
    """The week's free time. ``plan`` and ``trips`` are as they stand; ``frozen`` are the sessions that do not move."""
    dates = days_of(inputs.week)
    home = ZoneInfo(inputs.timezone)
    origin = datetime.combine(dates[0], time(), home).astimezone(UTC)
    now = max(0, -(-_seconds(inputs.now - origin) // 60))
    held = [_span(origin, start, end) for start, end in frozen]
    days: list[DayFrame] = []
    edits = in_order(inputs.adjustments)
    holidays = chosen_days(edits)
    all_busy = (*inputs.busy, *blocks(edits, dates, trips, home))
    taken = tuple(
        Occupied(span=_span(origin, b.start, b.end), title=b.title)
        for b in sorted(all_busy, key=lambda b: (b.start, b.end, b.title))
        if not b.all_day
    )
    covered: list[Span] = []
    for index, day in enumerate(dates):
        trip = trip_on(trips, day)
        away = trip.zone_on(day) if trip else None
        zone = ZoneInfo(away) if away else home
        holiday = holidays.get(day)
        off = holiday == "off" or any(isinstance(a.edit, DayOff) and a.edit.date == day for a in edits)
        like = dates[0] if day in inputs.workdays else day  # its hours are a Monday's; what the plan says of it stays
        hours = () if off else inputs.hours.days.get(weekday_code(like), ())
        template: TemplateKind = "trip" if trip else "normal"
        rules = [] if off else rules_on(plan, day, template)
        own = [] if off else _own(origin, day, zone, own_times(plan, day, template))
        raw = [_window(origin, day, s.start, s.end, zone) for s in hours]
        longer = [] if off else _longer(origin, edits, day, zone)
        whole = _less(_merged([w for w in (*raw, *own, *longer) if w[0] < w[1]]), covered)
        shut = _shut(origin, day, zone, whole, rules, own, plan)
        windows = _less(whole, [span for span, _ in shut])
        covered = _merged([*covered, *whole])
        is_open = _rounded(_less(windows, [t.span for t in taken]))
        gaps = _rounded(_less(is_open, [*held, (min(0, now), now)]))
        free_min = sum(b - a for a, b in is_open)
        capacity = min(free_min, _budget(plan, edits, template, day, free_min))
        ruled = _ruled(plan, edits, rules, day, free_min)
        if trip and not off:  # a day away never holds more than the same day at home
            capacity = min(capacity, _budget(plan, edits, "normal", day, free_min))
            at_home = _ruled(plan, edits, rules_on(plan, day, "normal"), day, free_min)
            ruled = min((r for r in (ruled, at_home) if r), default=None)
        if holiday == "light":
            capacity = _down(int(capacity * LIGHT_SHARE))
        limit = ruled[1] if ruled and ruled[0] < capacity else None
        capacity = min(capacity, ruled[0]) if ruled else capacity
        usable = min(capacity, _down(free_min - round(free_min * inputs.buffer_share)))
        usable = max(
            usable, min(capacity, _down(sum(b - a for a, b in own)))
        )  # what the plan itself lays out is no buffer
        days.append(
            DayFrame(
                index,
                day,
                zone,
                template,
                trip,
                off,
                tuple(windows),
                tuple(is_open),
                tuple(gaps),
                free_min,
                capacity,
                usable,
                tuple(shut),
                limit,
                trip is not None and _given(edits, day) > 0,
            )
        )
    return WeekFrame(inputs.week, inputs.timezone, origin, now, tuple(days), taken)


def _longer(origin: datetime, edits: Sequence[Adjustment], day: date, zone: ZoneInfo) -> list[Span]:
    """The times that the person opened on a day."""
    mine = [a.edit for a in edits if isinstance(a.edit, OpenHours) and a.edit.start.date() == day]
    return [_span(origin, e.start.replace(tzinfo=zone), e.end.replace(tzinfo=zone)) for e in mine]


def _given(edits: Sequence[Adjustment], day: date) -> int:
    """The minutes that the person gave a day; 0 where they gave none."""
    return next(
        (
            a.edit.minutes
            for a in reversed(edits)
            if isinstance(a.edit, SetCapacity) and a.edit.date_from <= day <= a.edit.date_to
        ),
        0,
    )


def blocks(
    edits: Sequence[Adjustment], dates: Sequence[date], trips: Sequence[Trip], home: ZoneInfo
) -> tuple[Busy, ...]:
    """Times that the person blocked, read on the clock of where they are that day."""
    found: list[Busy] = []
    for adjustment in edits:
        edit = adjustment.edit
        if isinstance(edit, Block) and edit.start.date() <= dates[-1] and edit.end.date() >= dates[0]:
            start, end = (_local(t, trips, home) for t in (edit.start, edit.end))
            if start < end:
                found.append(Busy(start=start, end=end, title=edit.reason or "", source="block"))
    return tuple(found)


def _local(moment: datetime, trips: Sequence[Trip], home: ZoneInfo) -> datetime:
    day = moment.date()
    away = next((there for t in trips if t.counts and t.covers(day) and (there := t.zone_on(day))), None)
    zone = ZoneInfo(away) if away else home
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _budget(plan: Plan, edits: Sequence[Adjustment], template: TemplateKind, day: date, free_min: int) -> int:
    """Minutes of work that the day may hold: the last ``set_capacity``, else the template's, else all that is free.

    What the person themselves moves or adds to a day comes on top of what the template states for it.
    """
    asked = [
        a.edit.minutes for a in edits if isinstance(a.edit, SetCapacity) and a.edit.date_from <= day <= a.edit.date_to
    ]
    if asked:
        return _down(asked[-1])
    stated = next((t.day_minutes.get(weekday_code(day)) for t in plan.templates if t.id == template), None)
    if stated is None or stated.hi is None:
        return free_min
    return _down(stated.hi) + sum(_brought(plan, a.edit, day) for a in edits)


def _own(origin: datetime, day: date, zone: ZoneInfo, times: Iterable[tuple[time, int]]) -> list[Span]:
    """What the plan puts at clock times of its own, as minutes of the week, up to the day's end."""
    last = _at(origin, day + timedelta(days=1), time(), zone)
    starts = [(_down(_at(origin, day, at, zone)), minutes) for at, minutes in times]
    return [(start, min(last, start + -(-minutes // GRID_MIN) * GRID_MIN)) for start, minutes in starts]


def _shut(
    origin: datetime,
    day: date,
    zone: ZoneInfo,
    hours: Sequence[Span],
    rules: Sequence[Rule],
    own: list[Span],
    plan: Plan,
) -> list[tuple[Span, str]]:
    """The pieces of a day's hours that rules close, but for what the plan itself puts there; hours that are kept free
    stay free of that too."""
    found: list[tuple[Span, str]] = []
    for rule in rules:
        for first, last in closed(rule):
            start = _at(origin, day, first, zone)
            after = day + timedelta(days=1) if last == time() else day
            spared = [] if rule.kind == "free_hours" else own
            for piece in _less([(start, _at(origin, after, last, zone))], spared):
                found += [
                    ((max(a, piece[0]), min(b, piece[1])), words_of(rule, plan.language))
                    for a, b in hours
                    if max(a, piece[0]) < min(b, piece[1])
                ]
    return found


def _ruled(
    plan: Plan, edits: Sequence[Adjustment], rules: Sequence[Rule], day: date, free_min: int
) -> tuple[int, str] | None:
    """Minutes that rules allow on a day, and the words of the rule. What the person themselves brings comes on top,
    and a capacity that they set replaces the rule."""
    if any(isinstance(a.edit, SetCapacity) and a.edit.date_from <= day <= a.edit.date_to for a in edits):
        return None
    brought = sum(_brought(plan, a.edit, day) for a in edits)
    free = freed(rules)
    if free is not None:
        code = weekday_code(day)
        asked = [a for a in plan.activities if code in a.days and claims(a, free)]
        return min(free_min, brought + (free_min if asked else 0)), words_of(free, plan.language)
    rule = day_limit(rules)
    if rule is None or rule.minutes is None:
        return None
    return _down(rule.minutes) + brought, words_of(rule, plan.language)


def _brought(plan: Plan, edit: Edit, day: date) -> int:
    """Minutes that an edit brings to a day: an added session's own, for a move those of its track's sessions, for hours
    a week that the person gives to work a fifth of them."""
    if isinstance(edit, Add) and edit.date == day:
        return edit.minutes
    if isinstance(edit, OpenHours) and edit.start.date() == day:
        return edit.minutes
    if isinstance(edit, Focus) and (edit.from_ or day) <= day <= (edit.until or day):
        return -(-edit.minutes // (5 * GRID_MIN)) * GRID_MIN
    if isinstance(edit, Move) and edit.to == day and edit.from_ != day:
        lengths = [a.minutes.top for a in plan.activities if a.track == edit.track and a.minutes]
        return max(lengths, default=GRID_MIN)
    return 0


def _down(minutes: int) -> int:
    return minutes // GRID_MIN * GRID_MIN


def _seconds(delta: timedelta) -> int:
    return int(delta.total_seconds())


def _at(origin: datetime, day: date, clock: time, zone: ZoneInfo) -> int:
    return _seconds(datetime.combine(day, clock, zone).astimezone(UTC) - origin) // 60


def _window(origin: datetime, day: date, start: time, end: time, zone: ZoneInfo) -> Span:
    """A window that ends at or before it starts runs to the day's end (23:59 counts as midnight)."""
    last = day + timedelta(days=1) if end <= start or end >= time(23, 59) else day
    clock = time() if last != day else end
    return _at(origin, day, start, zone), _at(origin, last, clock, zone)


def _span(origin: datetime, start: datetime, end: datetime) -> Span:
    """Whole minutes that cover a stretch: a started minute is taken."""
    return _seconds(start - origin) // 60, -(-_seconds(end - origin) // 60)


def _merged(spans: Iterable[Span]) -> list[Span]:
    result: list[Span] = []
    for a, b in sorted(spans):
        if result and a <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], b))
        else:
            result.append((a, b))
    return result


def _less(spans: Iterable[Span], away: Iterable[Span]) -> list[Span]:
    """``spans`` without ``away``."""
    holes = _merged(s for s in away if s[0] < s[1])
    result: list[Span] = []
    for a, b in spans:
        for c, d in holes:
            if d <= a or c >= b:
                continue
            if c > a:
                result.append((a, c))
            a = max(a, d)
        if a < b:
            result.append((a, b))
    return result


def _rounded(spans: Iterable[Span]) -> list[Span]:
    """Spans drawn in to the grid."""
    drawn = ((-(-a // GRID_MIN) * GRID_MIN, _down(b)) for a, b in spans)
    return [(a, b) for a, b in drawn if a < b]
