"""Why a wish has no place: the code that is true for it, with the numbers that show it.

The order is from what the person decided to what the week's room forced. Numbers are measured on the finished board,
so a reason says what the person would find when looking at the week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from roadweek.domain.edits import AddActivity, AddTask, Adjustment
from roadweek.domain.plan import Plan
from roadweek.domain.week import Reason, Session
from roadweek.scheduling.board import Board, Put
from roadweek.scheduling.grid import Occupied, Span, WeekFrame
from roadweek.scheduling.limits import WORKING_DAY_MIN
from roadweek.scheduling.wishes import Wish

_DECIDED = ("asked", "paused", "trip", "rule", "day_off", "past", "deadline")


def reasons(frame: WeekFrame, board: Board, numbers: Sequence[int]) -> dict[int, Reason]:
    """A reason for each wish (by its number) that the board has no place for."""
    return {n: _reason(frame, board, n) for n in numbers}


def asked_ids(adjustments: Sequence[Adjustment]) -> frozenset[str]:
    """The ids of the activities and tasks that edits of the person added."""
    return frozenset(
        f"{'task' if isinstance(a.edit, AddTask) else 'activity'}-{a.id}"
        for a in adjustments
        if isinstance(a.edit, AddTask | AddActivity)
    )


def asked_for(asked: frozenset[str], plan: Plan, wish: Wish) -> Reason:
    """Why the week has this wish at all: the person asked for it in an edit (``asked``, see :func:`asked_ids`), or
    their plan's template does."""
    if wish.missed is not None:
        return Reason(code="missed", params={"title": wish.title, "day": wish.missed.isoformat()})
    if wish.activity in asked or wish.task in asked or wish.group.startswith(("add-", "move-")):
        return Reason(code="asked")
    activity = next((a for a in plan.activities if a.id == wish.activity), None)
    return Reason(
        code="template", params={"template": template_title(plan, activity.template if activity else "normal")}
    )


def template_title(plan: Plan, template: str) -> str:
    return next((t.title for t in plan.templates if t.id == template), template)


def off_time(frame: WeekFrame, wish: Wish, put: Put, others: Sequence[Session]) -> Reason | None:
    """Why a session does not start at the clock time that the plan names; null where it does."""
    if wish.at is None or frame.clock(wish.at, put.day) == put.start:
        return None
    start = frame.clock(wish.at, put.day)
    span = (start, start + put.length)
    at = wish.at.strftime("%H:%M")
    event = next((t for t in frame.taken if _meet(t.span, span)), None)
    if event is not None:
        return Reason(code="time_busy", params={"at": at, **_event(frame, event, put.day)})
    ruled = next((text for closed, text in frame.days[put.day].closed if _meet(closed, span)), None)
    if ruled is not None:
        return Reason(code="time_closed", params={"at": at, "text": ruled})
    other = next(
        (s for s in others if s.id != wish.id and _meet((frame.minute(s.start), frame.minute(s.end)), span)), None
    )
    if other is not None:
        return Reason(code="time_taken", params={"at": at, "other": other.title})
    return Reason(code="time_hours", params={"at": at})


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _event(frame: WeekFrame, event: Occupied, day: int) -> dict[str, str]:
    start, end = (frame.moment(t, day) for t in event.span)
    form = "%H:%M" if start.date() == end.date() else "%Y-%m-%d %H:%M"
    return {"title": event.title or "—", "start": start.strftime(form), "end": end.strftime(form)}


def _reason(frame: WeekFrame, board: Board, number: int) -> Reason:
    wish = board.wishes[number]
    if not wish.days:
        return _decided(wish)
    away = _taken_away(wish, frame)
    if away is not None:
        return away
    ahead = tuple(d for d in wish.days if any(b > frame.now for _, b in frame.days[d].windows))
    if not ahead and any(frame.days[d].windows for d in wish.days):
        return Reason(code="past")
    wish = replace(wish, days=ahead or wish.days)  # of a day that is over, nothing else is true any more
    if wish.due is not None:
        return Reason(code="deadline", params={"due": wish.due})
    if board.earliest(wish) is None:
        before = board.wishes[board.by_id[wish.after]].title if wish.after else ""
        return Reason(code="precedence", params={"before": before})
    if all(board.crowded(wish, d) for d in wish.days):
        return Reason(code="spacing")
    hours = [s for d in wish.days for s in _inside(wish, board, number, d, frame.days[d].windows)]
    if _longest(hours) < wish.lo:
        ruled = _ruled_out(wish, frame, wish.days, hours)
        return ruled or _no_window(wish, _longest(hours))
    still = [(max(a, frame.now), b) for a, b in hours]
    if _longest(still) < wish.lo:
        return Reason(code="past") if len(wish.days) == 1 else _no_window(wish, _longest(still))
    open_ = [s for d in wish.days for s in _inside(wish, board, number, d, frame.days[d].gaps)]
    if _longest(open_) < wish.lo:
        return _busy(wish, frame, still) or _no_window(wish, _longest(open_))
    days = [d for d in wish.days if not board.crowded(wish, d)]
    roomy = [d for d in days if board.left(d) >= wish.lo]
    if not roomy and any(frame.days[d].capacity < frame.days[d].free_min for d in days):
        limits = [text for d in days if (text := frame.days[d].limit)]
        if len(limits) == len(days):
            return Reason(code="rule", params={"text": limits[0]})
        free = max((board.left(d) for d in days), default=0)
        return Reason(code="day_budget", params={"needed_min": wish.lo, "free_min": free})
    room = [s for d in roomy or days for s in _inside(wish, board, number, d, board.room[d])]
    if _longest(room) < wish.lo:
        return (
            _ruled_out(wish, frame, roomy or days, ())
            or _beaten(wish, board, roomy or days)
            or _no_window(wish, _longest(room))
        )
    if all(board.limit(wish, d) < wish.lo for d in roomy):
        return Reason(code="buffer", params={"buffer_min": max(board.left(d) for d in roomy)})
    # one day has the room and another the minutes
    both = [s for d in roomy if board.limit(wish, d) >= wish.lo for s in _inside(wish, board, number, d, board.room[d])]
    return _beaten(wish, board, wish.days) or _no_window(wish, _longest(both))


def _ruled_out(wish: Wish, frame: WeekFrame, days: Sequence[int], hours: Sequence[Span]) -> Reason | None:
    """The rule that closed hours long enough for a wish. Of a job's hours nobody would be told: they are no room."""
    for day in days:
        for span, text in frame.days[day].closed:
            joined = sum(b - a for a, b in hours if b == span[0] or a == span[1])
            if wish.lo <= span[1] - span[0] + joined and span[1] - span[0] < WORKING_DAY_MIN:
                return Reason(code="rule", params={"text": text})
    return None


def _decided(wish: Wish) -> Reason:
    """The reason that closed most of its days; of equals, what the person decided goes first."""
    counts = Counter(r.code for _, r in wish.barred)
    if not counts:
        return _no_window(wish, 0)
    code = min(counts, key=lambda c: (-counts[c], _DECIDED.index(c) if c in _DECIDED else 9))
    return next(r for _, r in wish.barred if r.code == code)


def _taken_away(wish: Wish, frame: WeekFrame) -> Reason | None:
    """The person's own decision that closed the day it stood on, or most of the days that it could have had."""
    closed = {day: r for day, r in wish.barred if r.code in ("trip", "day_off", "paused", "asked")}
    if wish.standing is not None:
        return closed.get(frame.day_of(frame.minute(wish.standing.start)))
    return next(iter(closed.values())) if len(closed) > len(wish.days) else None


def _no_window(wish: Wish, longest: int) -> Reason:
    return Reason(code="no_window", params={"needed_min": wish.lo, "max_gap_min": longest})


def _inside(wish: Wish, board: Board, number: int, day: int, spans: Sequence[Span]) -> list[Span]:
    """``spans``, cut to the part of day that the person asked for, where they did."""
    if not wish.only_slots:
        return list(spans)
    parts = board.slots(number, day)
    return [(max(a, c), min(b, d)) for a, b in spans for c, d in parts if max(a, c) < min(b, d)]


def _longest(spans: Sequence[Span]) -> int:
    return max((b - a for a, b in spans), default=0)


def _busy(wish: Wish, frame: WeekFrame, hours: Sequence[Span]) -> Reason | None:
    """The event that takes most of the wish's hours, told only where its hours without it would do."""
    shares: list[tuple[int, int]] = []
    for n, taken in enumerate(frame.taken):
        share = sum(max(0, min(b, taken.span[1]) - max(a, taken.span[0])) for a, b in hours)
        if share:
            shares.append((-share, n))
    if not shares:
        return None
    taken = frame.taken[min(shares)[1]]
    day = next(
        (d for d in wish.days if any(a < taken.span[1] and b > taken.span[0] for a, b in frame.days[d].windows)), 0
    )
    return Reason(code="busy", params=dict(_event(frame, taken, day)))


def _beaten(wish: Wish, board: Board, days: Sequence[int]) -> Reason | None:
    """The dearest session on its days that goes before it; where none does, the longest that is worth as much."""
    others = [(-board.wishes[n].rate, p.start, n) for n, p in board.puts.items() if p.day in days]
    dearer = [o for o in others if -o[0] > wish.rate]
    if dearer:
        return Reason(code="priority", params={"other": board.wishes[min(dearer)[2]].title})
    equal = [(-board.puts[n].length, start, n) for cost, start, n in others if -cost == wish.rate]
    return Reason(code="equal", params={"other": board.wishes[min(equal)[2]].title}) if equal else None
