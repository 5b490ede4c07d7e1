"""Breaks: sittings that follow each other without a pause are drawn apart where the day has room for it."""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.domain.plan import Plan
from roadweek.scheduling.board import Board, Put
from roadweek.scheduling.grid import Span
from roadweek.scheduling.limits import rules_on
from roadweek.scheduling.weights import GRID_MIN

LONG_MIN = 90
"""After so many minutes on end a break is due."""
BREAKS_MIN = (15, 10, 5)
"""Lengths of a break, the wished one first."""
PAUSE_MIN = 10
"""A pause of at least this length ends a stretch of work."""


def pause(board: Board, plan: Plan) -> None:
    """Push later what follows a long stretch, within its free time and its part of the day. What is long, and how long
    a break is, says the plan where it does.

    What stands already, has a clock time or a fixed order keeps its place, and a stretch that has no room stays as it
    is: nothing is dropped or shortened for a break.
    """
    for day in board.frame.days:
        stated = [r for r in rules_on(plan, day.date, day.template) if r.kind == "break_after" and r.minutes]
        long = min((r.minutes or LONG_MIN for r in stated), default=LONG_MIN)
        rest = max((-(-r.rest // GRID_MIN) * GRID_MIN for r in stated if r.rest), default=None)
        for gap in day.gaps:
            numbers = sorted(
                (
                    n
                    for n, put in board.puts.items()
                    if put.day == day.index and gap[0] <= put.start and put.end <= gap[1]
                ),
                key=lambda n: board.puts[n].start,
            )
            for length in BREAKS_MIN if rest is None else (rest, *(b for b in BREAKS_MIN if b < rest)):
                moved = _apart(board, numbers, gap, length, long, strict=bool(stated))
                if moved is not None:
                    _place(board, moved)
                    break


def _apart(
    board: Board, numbers: Sequence[int], gap: Span, length: int, long: int, *, strict: bool
) -> dict[int, Put] | None:
    """New places with breaks of a length after ``long`` minutes, or (``strict``) before it would be more; null where
    they do not fit."""
    result: dict[int, Put] = {}
    end, worked = gap[0], 0
    for position, number in enumerate(numbers):
        put = board.puts[number]
        start = max(put.start, end)
        idle = start - end if position else PAUSE_MIN
        if idle >= (min(length, PAUSE_MIN) if strict else PAUSE_MIN):
            worked = 0
        elif worked >= long or (strict and worked and worked + put.length > long):
            start, worked = end + length, 0
        if start != put.start and (_fixed(board, number) or not _inside(board, number, put, start)):
            return None
        if start + put.length > gap[1] or start % GRID_MIN:
            return None
        result[number] = Put(put.day, start, put.length)
        end, worked = start + put.length, worked + put.length
    return result


def _fixed(board: Board, number: int) -> bool:
    wish = board.wishes[number]
    return wish.at is not None or wish.standing is not None or wish.after is not None or wish.id in board.followers


def _inside(board: Board, number: int, put: Put, start: int) -> bool:
    """Whether a later start stays in the part of the day that it is in now, and in one window."""
    windows = board.slots(number, put.day)
    held = [w for w in windows if w[0] <= put.start and put.end <= w[1]]
    if held and not any(a <= start and start + put.length <= b for a, b in held):
        return False
    return any(a <= start and start + put.length <= b for a, b in board.frame.days[put.day].windows)


def _place(board: Board, moved: dict[int, Put]) -> None:
    changed = [n for n, put in moved.items() if board.puts[n] != put]
    for number in changed:
        board.take(number)
    for number in changed:
        put = moved[number]
        board.put(number, put.day, put.start, put.length)
