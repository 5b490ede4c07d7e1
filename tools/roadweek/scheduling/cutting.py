"""A task is cut as the week's room is: whole where a stretch holds it, else in few sittings, the earliest that do.

Equal parts would need equal holes: a week with 30, 30 and 60 free minutes holds two hours without moving anything.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from roadweek.domain.week import Session
from roadweek.scheduling.board import Board, greedy_order
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.places import gaps_of
from roadweek.scheduling.weights import GRID_MIN
from roadweek.scheduling.wishes import Wish

SITTING_MIN = 90
"""The longest sitting of a task."""
SMALLEST_MIN = 25
"""No sitting of a task that is cut is planned shorter than this."""


@dataclass(frozen=True, slots=True)
class TaskPiece:
    """A sitting that a task may have: day, first minute and length in minutes."""

    day: int
    start: int
    length: int


class WeekRoom:
    """What a week leaves free beside what is wished already: stretches by day, and the minutes that each day may still
    take before its buffer."""

    def __init__(self, frame: WeekFrame, wishes: Sequence[Wish], frozen: Sequence[Session]) -> None:
        board = Board(frame, wishes, frozen, gaps_of(frame))
        order = greedy_order(wishes)
        board.hold(order)
        board.fill(order)
        self.free = [list(spans) for spans in board.room]
        self.left = [board.before_buffer(day.index) for day in frame.days]

    def take(self, piece: TaskPiece) -> None:
        """The stretch is no longer free. A piece that lies where nothing is free counts for its day alone."""
        self.left[piece.day] = max(0, self.left[piece.day] - piece.length)
        end = piece.start + piece.length
        for at, (a, b) in enumerate(self.free[piece.day]):
            if a <= piece.start and end <= b:
                self.free[piece.day].pop(at)
                for span in ((a, piece.start), (end, b)):
                    if span[0] < span[1]:
                        insort(self.free[piece.day], span)
                return

    def cut(self, minutes: int, days: Collection[int], last: int | None) -> list[TaskPiece]:
        """Sittings for so many minutes on ``days``, in order of time, and as many of the minutes as there is room for;
        they are taken. ``last`` is the day on which it is due: what lies before it goes first."""
        every, early = sorted(days), [d for d in sorted(days) if d != last]
        whole = self._whole(minutes, early)
        if whole is not None:
            self.take(whole)
            return [whole]
        found = self._few(minutes, early)
        if sum(p.length for p in found) < minutes:
            found = self._few(minutes, every)
        more = found
        while more:
            for piece in more:
                self.take(piece)
            missing = minutes - sum(p.length for p in found)
            more = self._few(missing, every) if missing >= GRID_MIN else []  # a second sitting of a day
            found = [*found, *more]
        return sorted(found, key=lambda p: (p.day, p.start))

    def _longest(self, day: int) -> TaskPiece | None:
        """The longest sitting that a day has room for, the earliest of equals."""
        spans = [(min(SITTING_MIN, self.left[day], b - a) // GRID_MIN * GRID_MIN, -a) for a, b in self.free[day]]
        length, start = max(spans, default=(0, 0))
        return TaskPiece(day, -start, length) if length > 0 else None

    def _whole(self, minutes: int, days: Iterable[int]) -> TaskPiece | None:
        for day in days:
            most = self._longest(day)
            if most is not None and minutes <= most.length:
                fits = [(b - a, a) for a, b in self.free[day] if minutes <= b - a]
                return TaskPiece(day, min(fits, key=lambda f: f[1])[1], minutes)
        return None

    def _few(self, minutes: int, days: Sequence[int]) -> list[TaskPiece]:
        """One sitting a day on as few days as do, the earliest such."""
        least = min(SMALLEST_MIN, minutes)
        open_ = [p for d in days if (p := self._longest(d)) is not None and p.length >= least]
        lengths = sorted((p.length for p in open_), reverse=True)
        count = next((n for n in range(1, len(lengths) + 1) if sum(lengths[:n]) >= minutes), len(lengths))
        chosen: list[TaskPiece] = []
        missing = min(minutes, sum(lengths[:count]))
        for at, piece in enumerate(open_):
            behind = sorted((p.length for p in open_[at + 1 :]), reverse=True)[: max(0, count - len(chosen) - 1)]
            if len(chosen) < count and piece.length + sum(behind) >= missing:
                chosen.append(piece)
                missing -= piece.length
        return _fitted(chosen, minutes)


def _fitted(chosen: Sequence[TaskPiece], minutes: int) -> list[TaskPiece]:
    """The sittings cut to so many minutes: the last one is the shorter, and no rest is too short to sit down for."""
    found: list[TaskPiece] = []
    missing = minutes
    for at, piece in enumerate(chosen):
        length = min(piece.length, missing)
        behind = missing - length
        if 0 < behind < SMALLEST_MIN and at + 1 < len(chosen):
            length = max(SMALLEST_MIN, length - (SMALLEST_MIN - behind))
        length = -(-length // GRID_MIN) * GRID_MIN
        if length <= 0 or length > piece.length:
            continue
        found.append(TaskPiece(piece.day, piece.start, length))
        missing -= length
    return found
