"""Lists that nothing dates and whose units nothing sizes: one unit a sitting of their place, one list after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from roadweek.domain.work import Strand, Work

LASTS_WEEKS = 12
"""Weeks in which an undated unit stays what its place is for, from the one on in which it is reached."""
SHARED = 0.4
"""Of a place that holds dated works too, what undated lists are reckoned with."""
_WEEK = timedelta(days=7)


def is_undated_unit(work: Work) -> bool:
    """Whether nothing says when a unit is done, nor how long it takes."""
    plain = work.open and not work.occasion and not work.once and work.minutes is None
    return plain and work.kind == "unit" and work.first is None and work.last is None


def sittings_of(
    strands: Sequence[Strand], pools: Mapping[str, str], units: Mapping[str, int]
) -> dict[str, tuple[str, int]]:
    """Of each undated unit in a place its pool, and the minutes of a sitting; a weighty one takes two."""
    return {
        w.id: (pools[s.id], units[w.id] * w.weight)
        for s in strands
        if pools[s.id].startswith("places:")
        for w in s.works
        if is_undated_unit(w)
    }


def weeks_in_turn(
    strands: Sequence[Strand],
    efforts: Mapping[str, tuple[str, int]],
    pools: Mapping[str, str],
    room: Mapping[str, float],
    first: date,
) -> dict[str, tuple[date, ...]]:
    """From which week on each undated unit is at hand: lists of one track in the plan's order, those of several tracks
    side by side. ``efforts`` as :func:`sittings_of` gives them, ``room`` the minutes a week of a pool, ``first`` the
    Monday that counting starts from."""
    lines: dict[str, dict[str | None, int]] = {}
    dated: set[str] = set()
    for strand in strands:
        for work in strand.works:
            if work.id in efforts:
                lines.setdefault(pools[strand.id], {})[strand.track] = 0
            elif work.open and not work.occasion:
                dated.add(pools[strand.id])
    found: dict[str, tuple[date, ...]] = {}
    for strand in strands:
        pool = pools[strand.id]
        for work in strand.works:
            if work.id not in efforts:
                continue
            reached = lines[pool]
            share = room[pool] * (SHARED if pool in dated else 1) / len(reached)
            at = int(reached[strand.track] // share) if share > 0 else 0
            reached[strand.track] += efforts[work.id][1]
            found[work.id] = tuple(first + (at + n) * _WEEK for n in range(LASTS_WEEKS))
    return found


def follows(strands: Sequence[Strand], efforts: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, ...]]:
    """By list (id) the lists of its track that come before it: its first unit waits for their last."""
    before: dict[tuple[str, str | None], tuple[str, ...]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for strand in strands:
        mine = [w for w in strand.works if w.open]
        if not mine or any(w.id not in efforts for w in mine):
            continue
        key = efforts[mine[0].id][0], strand.track
        found[strand.id] = before.get(key, ())
        before[key] = (*found[strand.id], strand.id)
    return found
