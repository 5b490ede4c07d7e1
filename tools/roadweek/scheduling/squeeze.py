"""Room for one more: a session without a place goes in where those beside it are drawn together and shortened a little.

The greedy planner gives each session all the minutes that are free when its turn comes. In a full week the last ones
find no place then, though a few minutes of each of the others would make one. Nothing that stands, has a clock time or
a fixed order is touched.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.scheduling.board import Board, Put
from roadweek.scheduling.grid import Span
from roadweek.scheduling.places import place_cost
from roadweek.scheduling.weights import BUFFER_RATE, GRID_MIN

TRIED = 60
"""So many of the dearest without a place are tried: who has hundreds of open tasks has a full week anyway."""


def squeeze(board: Board, order: Sequence[int]) -> bool:
    """Put in each wish of ``order`` that has no place, where that costs less than to leave it out; whether one was."""
    done = False
    pieces = [_pieces(board, day) for day in range(7)]
    without = [n for n in order if n not in board.puts and not _linked(board, n) and board.wishes[n].at is None]
    for number in without[:TRIED]:
        wish = board.wishes[number]
        best: tuple[int, int, list[tuple[int, Put]]] | None = None
        for day in wish.days:
            if board.crowded(wish, day):
                continue
            for piece in pieces[day]:
                found = _drawn_together(board, number, day, piece)
                if found is not None and (best is None or found[0] < best[0]):
                    best = (found[0], day, found[1])
        if best is not None and best[0] < wish.missing:
            for member, _ in best[2]:
                if member != number:
                    board.take(member)
            for member, put in best[2]:
                board.put(member, put.day, put.start, put.length)
            pieces[best[1]] = _pieces(board, best[1])
            done = True
    return done


def _linked(board: Board, number: int) -> bool:
    return board.wishes[number].after is not None or board.wishes[number].id in board.followers


def _fixed(board: Board, number: int) -> bool:
    wish = board.wishes[number]
    return _linked(board, number) or wish.at is not None or wish.standing is not None or bool(wish.only_slots)


def _pieces(board: Board, day: int) -> list[Span]:
    """The day's free stretches, as if only what is fixed lay in them."""
    pieces = list(board.frame.days[day].gaps)
    for number, put in board.puts.items():
        if put.day == day and _fixed(board, number):
            pieces = [p for a, b in pieces for p in ((a, min(b, put.start)), (max(a, put.end), b)) if p[0] < p[1]]
    return [(-(-a // GRID_MIN) * GRID_MIN, b) for a, b in pieces]


def _drawn_together(board: Board, number: int, day: int, piece: Span) -> tuple[int, list[tuple[int, Put]]] | None:
    """What it costs to put a wish into a piece of a day beside those in it, and where all lie then."""
    wish = board.wishes[number]
    members = [n for n, p in board.puts.items() if p.day == day and piece[0] <= p.start and p.end <= piece[1]]
    length = {n: board.puts[n].length for n in members}
    whole = wish.must and not board.soft[day]
    over_day = wish.lo - (board.left(day) if whole else board.before_buffer(day))
    need = max(sum(length.values()) + wish.lo - (piece[1] - piece[0]), over_day, 0)
    need = -(-need // GRID_MIN) * GRID_MIN
    for member in sorted(members, key=lambda n: (board.wishes[n].rate, -length[n], n)):
        cut = min(need, length[member] - board.wishes[member].lo) // GRID_MIN * GRID_MIN
        if cut > 0:
            length[member] -= cut
            need -= cut
    if need > 0:
        return None
    length[number] = wish.lo
    before = sum(_cost(board, n, board.puts[n]) for n in members)
    placed = _in_order(board, [*members, number], day, piece, length)
    if placed is None:
        return None
    load = board.load[day] + sum(length.values()) - sum(board.puts[n].length for n in members)
    usable = max(board.frame.days[day].usable, board.base[day])
    buffer = BUFFER_RATE * (max(0, load - usable) - max(0, board.load[day] - usable))
    return sum(_cost(board, n, p) for n, p in placed) - before + buffer, placed


def _in_order(
    board: Board, numbers: Sequence[int], day: int, piece: Span, length: dict[int, int]
) -> list[tuple[int, Put]] | None:
    """One after the other from the piece's beginning: first whose part of the day ends first, then as they lay."""

    def key(n: int) -> tuple[int, int, int]:
        parts = board.slots(n, day)
        put = board.puts.get(n)
        return (parts[0][1] if parts else piece[1], put.start if put else piece[1], n)

    at, left = piece[0], sum(length[n] for n in numbers)
    placed: list[tuple[int, Put]] = []
    for n in sorted(numbers, key=key):
        parts = board.slots(n, day)
        if parts and at < parts[0][0] <= piece[1] - left:
            at = -(-parts[0][0] // GRID_MIN) * GRID_MIN
        placed.append((n, Put(day, at, length[n])))
        at += length[n]
        left -= length[n]
    wish = board.wishes[numbers[-1]]
    new = dict(placed)[numbers[-1]]
    if wish.only_slots and not any(a <= new.start and new.end <= b for a, b in board.slots(numbers[-1], day)):
        return None
    return placed if at <= piece[1] else None


def _cost(board: Board, number: int, put: Put) -> int:
    wish = board.wishes[number]
    windows = board.slots(number, put.day)
    return place_cost(wish, board.frame, put.day, put.start, put.length, windows) + wish.rate * (wish.hi - put.length)
