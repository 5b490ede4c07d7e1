"""From gaps to times: the model's choice laid out on a board, what stays first, then the rest where it finds room."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from roadweek.scheduling.board import Board, Put
from roadweek.scheduling.places import Place
from roadweek.scheduling.standing import nearest_start, standing_clock, standing_span
from roadweek.scheduling.weights import GRID_MIN
from roadweek.scheduling.wishes import Wish


def lay(
    board: Board, chosen: Mapping[int, tuple[Place, int]], *, outward: bool = False, packed: Container[int] = ()
) -> None:
    """Give times to the model's choice of places, given times first; what finds no room is left for ``Board.fill``.

    ``outward``: what keeps to a part of a gap that reaches the gap's end lies at that end, so that the middle stays
    whole for a long sitting. In the gaps (by order) of ``packed`` each lies as soon as it can, whatever hour it stood
    at.
    """
    stays = [n for n, (p, _) in chosen.items() if p.exact]
    for number in sorted(stays, key=lambda n: chosen[n][0].window):
        place, length = chosen[number]
        _try(board, number, place, length, place.window[0])
    rest = [n for n in chosen if n not in board.puts]
    for number in sorted(rest, key=lambda n: _key(board, n, *chosen[n])):
        place, length = chosen[number]
        if place.gap.order in packed and not place.exact:
            _try(board, number, place, length, _earliest(board, number, place, length))
            continue
        late = outward and place.gap.span[0] < place.window[0] and place.window[1] == place.gap.span[1]
        _try(board, number, place, length, _latest(board, place, length) if late else None)


def settle(board: Board) -> None:
    """Give places back to those that stand there: of two like occasions of one activity the right one stays.

    The week as the person sees it is the same either way; only which occasion is told as moved or dropped changes.
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    for number, wish in enumerate(board.wishes):
        if wish.activity is not None and wish.after is None:
            key = (wish.group, wish.rate, wish.lo, wish.hi, wish.slots, wish.only_slots, wish.at)
            alike.setdefault(key, []).append(number)
    for group in alike.values():
        for number in group:
            stands = standing_span(board.wishes[number], board.frame)
            if stands is None or (number in board.puts and board.is_stay(number, board.puts[number])):
                continue
            home = Put(stands[1], stands[0][0], stands[0][1] - stands[0][0])
            other = next((n for n in group if board.puts.get(n) == home), None)
            if other is None or stands[1] not in board.wishes[number].days:
                continue
            mine = board.puts.get(number)
            if mine is not None and mine.day not in board.wishes[other].days:
                continue
            board.take(other)
            if mine is not None:
                board.take(number)
                board.put(other, mine.day, mine.start, mine.length)
            board.put(number, home.day, home.start, home.length)


def _earliest(board: Board, number: int, place: Place, length: int) -> int | None:
    """The first start in a place's window that is free."""
    first = max(place.window[0], board.earliest(board.wishes[number]) or 0)
    starts = [-(-max(a, first) // GRID_MIN) * GRID_MIN for a, b in board.room[place.gap.day] if b - length >= first]
    fits = [s for s in starts if s + length <= place.window[1] and board.free_at(place.gap.day, s, length)]
    return min(fits, default=None)


def _latest(board: Board, place: Place, length: int) -> int | None:
    """The last start in a place's window that is free."""
    fits = [min(b, place.window[1]) - length for _, b in board.room[place.gap.day] if b > place.window[0]]
    starts = [s for s in fits if s >= place.window[0] and board.free_at(place.gap.day, s, length)]
    return max(starts, default=None)


def _key(board: Board, number: int, place: Place, length: int) -> tuple[int, int, int, int, int, str]:
    wish = board.wishes[number]
    width = place.window[1] - place.window[0]
    whole = place.gap.span[1] - place.gap.span[0]
    timed = 0 if wish.at is not None else 1
    linked = wish.after is not None or wish.id in board.followers
    return (place.gap.order, width - whole, timed, 0 if linked else 1, 0 if linked else -length, wish.id)


def _try(board: Board, number: int, place: Place, length: int, start: int | None) -> None:
    wish = board.wishes[number]
    first, last = board.earliest(wish), board.latest(number)
    if first is None:
        if not place.exact:
            return
        first = 0  # its forerunner is laid before it afterwards
    low, high = max(place.window[0], -(-first // GRID_MIN) * GRID_MIN), min(place.window[1], last)
    day = place.gap.day
    wanted = start if start is not None else standing_clock(wish, board.frame, day)
    if wanted is not None and low <= wanted and wanted + length <= high and board.free_at(day, wanted, length):
        board.put(number, day, wanted, length)
        return
    fits = [
        (min(b, high) - max(a, low), max(a, low)) for a, b in board.room[day] if min(b, high) - max(a, low) >= length
    ]
    if fits:
        board.put(number, day, _start(board, wish, place, length, fits), length)


def _start(board: Board, wish: Wish, place: Place, length: int, fits: Sequence[tuple[int, int]]) -> int:
    """Where among free stretches (width, start) a wish begins: nearest to its time, else the earliest that can be."""
    if wish.at is not None:
        at = board.frame.clock(wish.at, place.gap.day)
        starts = [max(start, min(at, start + room - length)) for room, start in fits]
        return min(starts, key=lambda s: (abs(s - at), s))
    if wish.keeps_hour and not place.exact:
        clock = standing_clock(wish, board.frame, place.gap.day) or 0
        near = [nearest_start(wish, board.frame, place.gap.day, (a, a + room), length) for room, a in fits]
        return min((s for s in near if s is not None), key=lambda s: (abs(s - clock), s), default=min(fits)[1])
    return min(fits)[1] if place.exact else min(f[1] for f in fits)
