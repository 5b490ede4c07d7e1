"""The week as an integer program over gaps: which wish goes into which gap, how long, how much buffer is used.

Times inside a gap are left out: any set of sessions whose lengths fit a gap can be laid in it one after the other, so
the gap's length is a plain linear bound and the relaxation is strong. What is given up is only how sessions that stay
where they stand cut a gap in pieces; so the optimum here is a lower bound of the week's cost, and the layout of the
solution usually attains it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from roadweek.scheduling.board import Board
from roadweek.scheduling.engine import Program
from roadweek.scheduling.grid import Span
from roadweek.scheduling.places import Gap, Place
from roadweek.scheduling.weights import BUFFER_RATE, GRID_MIN
from roadweek.scheduling.wishes import Wish

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the model chose and proved: a place and a length for each placed wish, and a bound of the week's cost."""

    chosen: dict[int, tuple[Place, int]]
    bound: float
    status: str


def choose(
    wishes: Sequence[Wish],
    places: Sequence[Place],
    gaps: Sequence[Gap],
    board: Board,
    hint: Mapping[int, tuple[int, int]],
    *,
    gap_limit: float,
    work_limit: float,
    slack: float = 0.0,
) -> Choice:
    """Solve the model for the wishes that have ``places``. ``board`` holds what is fixed already: the frozen sessions,
    and any wishes that lie on it; ``hint`` names a place (its index) and a length for a wish.

    ``gap_limit`` is relative to the value of the plan (cost of placing nothing less its cost), ``slack`` is a cost;
    ``work_limit`` in CP-SAT's deterministic seconds.
    """
    program = Program()
    nothing = sum(w.missing for w in wishes)
    load = _Load(program, wishes, places, hint)
    of_wish = _indexes(place.wish for place in places)
    ties = 0
    for mine in of_wish.values():
        program.at_most_one([load.xs[i] for i in mine])
        ties += max(places[i].gap.rank for i in mine)
    _within_gaps(program, places, gaps, load)
    _within_days(program, wishes, places, board, load)
    of_group = _indexes((wishes[place.wish].group, place.gap.day) for place in places)
    for (group, day), mine in sorted(of_group.items()):
        room = max(0, wishes[places[mine[0]].wish].per_day - board.crowd.get((group, day), 0))
        if len({places[i].wish for i in mine}) > room:
            program.at_most([(load.xs[i], 1) for i in mine], room)
    _precedence(program, wishes, places, of_wish, load.xs, board)

    answer = program.solve(gap_limit=gap_limit, work_limit=work_limit, slack=slack)
    chosen: dict[int, tuple[Place, int]] = {}
    if answer.values:
        for index, place in enumerate(places):
            if answer.values[load.xs[index]]:
                short = load.shorts[index]
                cut = 0 if short is None else answer.values[short] * GRID_MIN
                chosen[place.wish] = (place, wishes[place.wish].hi - cut)
    bound = max(0.0, nothing + answer.bound - ties)
    return Choice(chosen, bound, answer.status)


class _Load:
    """The variables of a model: whether each place is taken (``xs``), and by how many steps of the grid the session in
    it is shorter than wished (``shorts``; null where its length is fixed)."""

    def __init__(
        self,
        program: Program,
        wishes: Sequence[Wish],
        places: Sequence[Place],
        hint: Mapping[int, tuple[int, int]],
    ) -> None:
        self._lengths = [wishes[place.wish].hi // GRID_MIN for place in places]
        self.xs: list[int] = []
        self.shorts: list[int | None] = []
        for index, place in enumerate(places):
            wish = wishes[place.wish]
            chosen_here = place.wish in hint and hint[place.wish][0] == index
            x = program.boolean(int(chosen_here) if hint else None)
            self.xs.append(x)
            program.cost(x, place.cost - wish.missing + place.gap.rank)
            shortest = place.most if place.exact else wish.lo
            if shortest == wish.hi:
                self.shorts.append(None)
                continue
            cut = wish.hi - hint[place.wish][1] if chosen_here else 0
            s = program.integer(0, (wish.hi - shortest) // GRID_MIN, cut // GRID_MIN if hint else None)
            self.shorts.append(s)
            program.cost(s, wish.rate * GRID_MIN)
            program.at_most([(s, 1), (x, -((wish.hi - shortest) // GRID_MIN))], 0)
            if place.most < wish.hi:
                program.at_most([(x, (wish.hi - place.most) // GRID_MIN), (s, -1)], 0)

    def of(self, indexes: Sequence[int]) -> list[tuple[int, int]]:
        """The terms whose sum is what the places of ``indexes`` hold, in steps of the grid."""
        terms: list[tuple[int, int]] = []
        for i in indexes:
            terms.append((self.xs[i], self._lengths[i]))
            short = self.shorts[i]
            if short is not None:
                terms.append((short, -1))
        return terms


def _indexes(keys: Iterable[K]) -> dict[K, list[int]]:
    """Where each key stands."""
    out: dict[K, list[int]] = {}
    for index, key in enumerate(keys):
        out.setdefault(key, []).append(index)
    return out


def _within_gaps(program: Program, places: Sequence[Place], gaps: Sequence[Gap], load: _Load) -> None:
    """What lies in a gap, and in each window of its places, fits into it."""
    of_gap = _indexes(place.gap.order for place in places)
    for gap in gaps:
        mine = of_gap.get(gap.order, [])
        windows: set[Span] = {places[i].window for i in mine if not places[i].exact} | {gap.span}
        for a, b in sorted(windows):
            inside = [i for i in mine if a <= places[i].window[0] and places[i].window[1] <= b]
            if sum(places[i].most for i in inside) > b - a:
                program.at_most(load.of(inside), (b - a) // GRID_MIN)
        _apart(program, places, [i for i in mine if places[i].exact], load.xs)


def _within_days(program: Program, wishes: Sequence[Wish], places: Sequence[Place], board: Board, load: _Load) -> None:
    """What lies on a day fits into its capacity less the buffer, which musts or what stands alone may eat."""
    for day, mine in sorted(_indexes(place.gap.day for place in places).items()):
        frame = board.frame.days[day]
        free = max(0, frame.usable - board.load[day]) // GRID_MIN
        eat = max(0, frame.capacity - max(frame.usable, board.load[day])) // GRID_MIN
        terms = load.of(mine)
        # the buffer is eaten by musts alone or by what stands alone, and only where those are more than fits before it
        alike = (
            [i for i in mine if wishes[places[i].wish].must] if not board.soft[day] else [],
            [i for i in mine if places[i].stay] if not board.new[day] else [],
        )
        kinds = [sorted(set(mine) - set(k)) for k in alike if _most_of(k, wishes, places) > free * GRID_MIN]
        if eat and kinds:
            over = program.integer(0, eat)
            program.cost(over, BUFFER_RATE * GRID_MIN)
            terms.append((over, -1))
            eaten = [program.boolean() for _ in kinds]
            program.at_most([(over, 1), *((e, -eat) for e in eaten)], 0)
            program.at_most_one(eaten)
            for others, e in zip(kinds, eaten, strict=True):
                program.at_most([*load.of(others), (e, free)], free)
        program.at_most(terms, free)


def _apart(program: Program, places: Sequence[Place], exact: Sequence[int], xs: Sequence[int]) -> None:
    """Of two places in one gap whose times are given and overlap, one at most; nothing to say where none is timed."""
    if not any(places[i].timed for i in exact):
        return
    for n, i in enumerate(exact):
        for j in exact[n + 1 :]:
            (a, b), (c, d) = places[i].window, places[j].window
            if a < d and c < b and places[i].wish != places[j].wish:
                program.at_most_one([xs[i], xs[j]])


def _most_of(indexes: Sequence[int], wishes: Sequence[Wish], places: Sequence[Place]) -> int:
    """The most minutes that these places of one day can take together, each group within its count a day."""
    lengths: dict[str, dict[int, int]] = {}
    for i in indexes:
        mine = lengths.setdefault(wishes[places[i].wish].group, {})
        mine[places[i].wish] = max(mine.get(places[i].wish, 0), places[i].most)
    return sum(
        sum(sorted(mine.values(), reverse=True)[: max(wishes[n].per_day for n in mine)]) for mine in lengths.values()
    )


def _precedence(
    program: Program,
    wishes: Sequence[Wish],
    places: Sequence[Place],
    of_wish: Mapping[int, Sequence[int]],
    xs: Sequence[int],
    board: Board,
) -> None:
    """A follower lies in no earlier gap than its forerunner, and nowhere where that is not placed."""
    for number, wish in enumerate(wishes):
        mine = of_wish.get(number, ())
        if wish.after is None or not mine:
            continue
        first = board.by_id.get(wish.after)
        fixed = None if first is None else board.puts.get(first)
        if fixed is not None or wish.after in board.frozen_end:
            end = board.frozen_end[wish.after] if fixed is None else fixed.end
            for i in mine:
                if places[i].window[1] < end + wish.lo:
                    program.at_most([(xs[i], 1)], 0)
            continue
        if first is None:
            continue
        fore = of_wish.get(first, ())
        for order in sorted({places[i].gap.order for i in mine}):
            early = [(xs[i], 1) for i in mine if places[i].gap.order <= order]
            before = [(xs[i], -1) for i in fore if places[i].gap.order <= order]
            program.at_most([*early, *before], 0)
