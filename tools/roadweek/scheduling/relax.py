"""What else there was: places as good as the one taken, and the least that would have to give for one that has none.

Read off the week as it stands, on a board of its own: nothing is solved and nothing is changed. Minutes throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from roadweek.domain.week import Session
from roadweek.scheduling.board import Board, Put
from roadweek.scheduling.grid import Span
from roadweek.scheduling.places import gaps_of, place_cost
from roadweek.scheduling.solve import Setup
from roadweek.scheduling.weights import GRID_MIN, OFF_SLOT_MIN
from roadweek.scheduling.wishes import Wish

LONGER_MIN = 120
"""Nobody is told to work longer than this beyond a day's hours."""
SHORTEST_MIN = 15
"""A shorter sitting than this is no way out."""
MOST = 2
"""So many ways are told, the cheapest."""
FREE_MOST = 3
ORDER = ("other_day", "shorter", "buffer", "longer", "without")
"""Of ways that take as much, the gentler first."""
DECIDED = frozenset({"trip", "day_off", "paused", "past", "asked", "deadline"})
"""Days that the person or the calendar closed to a wish are no way out for it."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One way in which a wish would find a place. ``minutes`` is what it takes: the wish's own (shorter), another's
    (without), of the buffer, of hours that are not the person's yet (longer); on another day it takes none."""

    kind: Literal["other_day", "shorter", "buffer", "longer", "without"]
    minutes: int
    start: datetime
    end: datetime
    params: dict[str, Any] = field(default_factory=dict[str, Any])


def also_free(made: Setup, sessions: Sequence[Session], session: Session) -> tuple[Session, ...]:
    """Where a session could lie as well, on other days, without touching another and at no worse part of the day: at
    most ``FREE_MOST``, in order of time."""
    wish = next((w for w in made.wishes if w.id == session.id), None)
    if wish is None:
        return ()
    board = _board(made, [s for s in sessions if s.id != session.id])
    number = board.by_id[wish.id]
    here = made.frame.day_of(made.frame.minute(session.start))
    found: list[Session] = []
    for day in wish.days:
        put = _insertion(board, replace(wish, days=(day,)), number) if day != here else None
        if put is None or put.length < session.minutes:
            continue
        windows = board.slots(number, day)
        bare = replace(wish, standing=None, ideal=None, touch=0)
        if place_cost(bare, made.frame, day, put.start, put.length, windows) >= OFF_SLOT_MIN * wish.rate:
            continue
        start = made.frame.moment(put.start, day)
        end = made.frame.moment(put.start + session.minutes, day)
        found.append(session.model_copy(update={"start": start, "end": end}))
    return tuple(sorted(found, key=lambda s: s.start)[:FREE_MOST])


def relaxations(made: Setup, sessions: Sequence[Session], name: str) -> tuple[Relaxation, ...]:
    """The cheapest ways to place a wish that has no place, by what they take: at most ``MOST``, none of them done."""
    wish = next((w for w in made.wishes if w.id == name), None)
    if wish is None:
        return ()
    board = _board(made, [s for s in sessions if s.id != name])
    number = board.by_id[name]
    found = [
        *_other_day(made, board, wish, number),
        *_shorter(made, board, wish, number),
        *_without(made, board, wish, number),
        *(longer for day in wish.days for longer in _longer(made, board, wish, day)),
        *_of_buffer(made, board, wish, number),
    ]
    return tuple(sorted(found, key=lambda r: (r.minutes, ORDER.index(r.kind), r.start))[:MOST])


def _board(made: Setup, sessions: Sequence[Session]) -> Board:
    board = Board(made.frame, made.wishes, made.frozen, gaps_of(made.frame))
    fixed = {s.id for s in made.frozen}
    for session in sessions:
        number = board.by_id.get(session.id)
        if number is None or session.id in fixed or not made.frame.holds(session.start):
            continue
        start = made.frame.minute(session.start)
        day = made.frame.day_of(start)
        if board.free_at(day, start, session.minutes):
            board.put(number, day, start, session.minutes)
    return board


def _insertion(board: Board, wish: Wish, number: int) -> Put | None:
    """Where a changed form of a wish of the board would lie; the board is as before."""
    wishes, windows = board.wishes, board.windows
    board.wishes = [wish if n == number else w for n, w in enumerate(wishes)]
    board.windows = {}
    found = board.insertion(number)
    board.wishes, board.windows = wishes, windows
    return None if found is None else found[1]


def _way(made: Setup, kind: Any, minutes: int, put: Put, **params: Any) -> Relaxation:
    frame = made.frame
    return Relaxation(kind, minutes, frame.moment(put.start, put.day), frame.moment(put.end, put.day), params)


def _other_day(made: Setup, board: Board, wish: Wish, number: int) -> list[Relaxation]:
    """A day that the plan does not name for it."""
    closed = {day for day, reason in wish.barred if reason.code in DECIDED}
    days = tuple(d for d in range(7) if d not in wish.days and d not in closed and not made.frame.days[d].off)
    put = _insertion(board, replace(wish, days=days, ideal=None), number) if days and wish.days else None
    return [] if put is None else [_way(made, "other_day", 0, put)]


def _shorter(made: Setup, board: Board, wish: Wish, number: int) -> list[Relaxation]:
    for length in range(wish.lo - GRID_MIN, SHORTEST_MIN - 1, -GRID_MIN):
        put = _insertion(board, replace(wish, lo=length, hi=length), number)
        if put is not None:
            return [_way(made, "shorter", wish.lo - length, put, length=length)]
    return []


def _without(made: Setup, board: Board, wish: Wish, number: int) -> list[Relaxation]:
    """Without one session that is worth no more, the shortest that will do."""
    others = [(p.length, n, board.wishes[n]) for n, p in board.puts.items()]
    worth = [(length, n) for length, n, w in others if w.rate <= wish.rate and w.group != wish.group]
    for length, other in sorted(worth):
        old = board.take(other)
        found = board.insertion(number)
        board.put(other, old.day, old.start, old.length)
        if found is not None:
            return [_way(made, "without", length, found[1], other=board.wishes[other].title)]
    return []


def _longer(made: Setup, board: Board, wish: Wish, day: int) -> list[Relaxation]:
    """A day's last hours drawn out, where nothing of the calendar follows."""
    frame = made.frame.days[day]
    if not frame.windows or board.crowded(wish, day) or wish.hours is not None or frame.capacity < frame.free_min:
        return []  # no hours there, or it is not for hours that it has none
    close = frame.windows[-1][1]
    room: Span = next((span for span in board.room[day][-1:] if span[1] == close), (close, close))
    start = -(-room[0] // GRID_MIN) * GRID_MIN
    end = start + wish.lo
    taken = any(t.span[0] < end and start < t.span[1] for t in made.frame.taken)
    if taken or not 0 < end - close <= LONGER_MIN or made.frame.moment(end, day).date() != frame.date:
        return []
    return [_way(made, "longer", end - close, Put(day, start, wish.lo))]


def _of_buffer(made: Setup, board: Board, wish: Wish, number: int) -> list[Relaxation]:
    """Of the minutes that a day keeps free."""
    found: list[Relaxation] = []
    for day in wish.days:
        if not board.before_buffer(day) < wish.lo <= board.left(day):
            continue
        put = _insertion(board, replace(wish, days=(day,), must=True), number) if not board.soft[day] else None
        fits = [a for a, b in board.room[day] if b - (-(-a // GRID_MIN) * GRID_MIN) >= wish.lo]
        if put is None and fits:
            put = Put(day, -(-fits[0] // GRID_MIN) * GRID_MIN, wish.lo)
        if put is not None:
            found.append(_way(made, "buffer", wish.lo - board.before_buffer(day), put))
    return found
