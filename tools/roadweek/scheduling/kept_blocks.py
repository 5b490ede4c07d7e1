"""The sittings of work in free time that stand in a week: they stay as long as their work is open, and only what is
needed beyond them is new.

How much a week needs of each strand changes whenever a work is finished or takes longer. That is no reason to cut what
was approved anew: what is missing is added where there is room. Only for what is due within a fortnight do sittings
give way: the last ones of what is due latest, as far as the week does not need them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from roadweek.domain.week import Session
from roadweek.domain.work import FOCUS
from roadweek.planning.allocate import TAIL_MIN, Ledger, WorkBlock
from roadweek.planning.effort import SMALLEST_MIN
from roadweek.planning.rhythm import GRID_MIN, split
from roadweek.scheduling.inputs import WeekInputs

SOON = timedelta(days=2 * 7 - 1)
"""What is due within a fortnight of the week's first day makes others give way, and a short rest of it is planned."""


@dataclass(frozen=True, slots=True)
class NumberedBlock:
    """Sittings of a strand with the numbers in their names, and their minutes; see ``WorkBlock``."""

    strand: str
    sittings: tuple[tuple[int, int], ...]
    closing: int = 0
    due: date | None = None
    a_day: int = 0


Numbered = list[tuple[int, Session]]


def numbered_blocks(blocks: Sequence[WorkBlock], ledger: Ledger, inputs: WeekInputs) -> list[NumberedBlock]:
    """``blocks`` of a week as they are wished where some of them stand; ``ledger`` is at the beginning of the week.

    A lead, and a strand that the person gave hours of its own, are planned as they are asked for.
    """
    standing = _standing(inputs)
    loose = [name for name in ledger.by_id if ledger.view.pools[name] == FOCUS]
    kept = {name: _kept(name, standing[name], ledger, inputs) for name in loose if name in standing}
    fresh = {block.strand: block for block in blocks}
    room = sum(sum(b.lengths) for b in blocks if b.strand in loose) - sum(_sum(mine) for mine in kept.values())
    over = {name: {number for number, s in standing[name] if _is_over(s, inputs)} for name in kept}
    room += _given_way(kept, fresh, room, ledger, over)
    found: list[NumberedBlock] = []
    for name in [*fresh, *(name for name in kept if name not in fresh)]:
        block = fresh.get(name, WorkBlock(name, ()))
        if not kept or name not in loose:
            found.append(NumberedBlock(name, tuple(enumerate(block.lengths, 1)), block.closing, block.due, block.a_day))
            continue
        mine = kept.get(name, [])
        used = {number for number, _ in standing.get(name, ())}
        more = min(sum(block.lengths) - _sum(mine), room)
        soon = ledger.first_due(ledger.by_id[name]) <= ledger.week + SOON
        if soon and TAIL_MIN <= more < SMALLEST_MIN:
            more = SMALLEST_MIN
        if more >= (2 * SMALLEST_MIN if mine and not soon else SMALLEST_MIN):
            free = (number for number in count(1) if number not in used)
            new = split(more // GRID_MIN * GRID_MIN, -(-more // max(block.lengths)))
            mine = [*mine, *zip(free, new, strict=False)]
            room -= sum(new)
        if mine:
            a_day = max(block.a_day, _most_on_a_day(standing.get(name, ())))
            found.append(NumberedBlock(name, tuple(mine), min(block.closing, len(mine)), block.due, a_day))
    return found


def _most_on_a_day(standing: Numbered | tuple[()]) -> int:
    """How many of the standing sittings lie on one day: where they fit so, they may stay so."""
    return max(Counter(session.start.date() for _, session in standing).values(), default=0)


def _sum(sittings: Sequence[tuple[int, int]]) -> int:
    return sum(minutes for _, minutes in sittings)


def _is_over(session: Session, inputs: WeekInputs) -> bool:
    return session.status != "planned" or session.pinned or session.start < inputs.now


def _given_way(
    kept: dict[str, list[tuple[int, int]]],
    fresh: Mapping[str, WorkBlock],
    room: int,
    ledger: Ledger,
    over: Mapping[str, Collection[int]],
) -> int:
    """Take sittings out of ``kept`` for what is due soon and has no room, and the minutes that were gained."""
    due = {name: ledger.first_due(ledger.by_id[name]) for name in {*kept, *fresh}}
    soon = ledger.week + SOON
    short = sum(max(0, sum(b.lengths) - _sum(kept.get(n, ()))) for n, b in fresh.items() if due[n] <= soon)
    if short == 0:
        return 0  # that a week has lost a day is no reason to drop what stands on another
    short -= max(0, room)
    gained = 0
    for name in sorted((n for n in kept if due[n] > soon), key=lambda n: due[n], reverse=True):
        wanted = sum(fresh[name].lengths) if name in fresh else 0
        for sitting in reversed([one for one in kept[name] if one[0] not in over[name]]):
            if gained >= short or _sum(kept[name]) - sitting[1] < wanted - SMALLEST_MIN:
                break
            kept[name].remove(sitting)
            gained += sitting[1]
    return gained


def _standing(inputs: WeekInputs) -> dict[str, Numbered]:
    """By strand the sessions of its blocks in order of time, with the numbers in their names."""
    found: dict[str, Numbered] = {}
    for session in sorted(inputs.sessions, key=lambda s: s.start):
        if session.week != inputs.week:
            continue
        name, _, number = session.id.removeprefix(f"{inputs.week}.").rpartition(".b")
        if name and number.isdecimal():
            found.setdefault(name, []).append((int(number), session))
    return found


def _kept(name: str, standing: Numbered, ledger: Ledger, inputs: WeekInputs) -> list[tuple[int, int]]:
    """The numbers and minutes of a strand's sittings that go on: those that are over, and of those ahead as many as
    what is left of the strand fills."""
    strand = ledger.by_id[name]
    room = ledger.room(strand)
    open_works = {work.id for work in strand.works if ledger.left(work)}
    found: list[tuple[int, int]] = []
    for number, session in standing:
        if _is_over(session, inputs):
            goes_on = any(part.work in open_works for part in session.work)
            room -= session.counted_min(inputs.now) if goes_on else 0
        elif room < min(SMALLEST_MIN, session.minutes):
            continue
        else:
            room -= session.minutes
        found.append((number, session.minutes))
    return found
