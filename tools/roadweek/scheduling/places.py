"""Where each wish may lie: its candidate places, a gap and a window in it, with what each costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadweek.scheduling.grid import Span, WeekFrame
from roadweek.scheduling.standing import least_move_cost, move_cost, slot_windows, standing_span
from roadweek.scheduling.weights import DRIFT, GRID_MIN, OFF_SLOT_MIN, off_time
from roadweek.scheduling.wishes import Wish


@dataclass(frozen=True, slots=True)
class Gap:
    """A free stretch of a day. ``order`` counts gaps through the week; ``rank`` is 0 for the day's roomiest."""

    order: int
    day: int
    span: Span
    rank: int


@dataclass(frozen=True, slots=True)
class Place:
    """Wish number ``wish`` anywhere in ``window``; ``stay`` is exactly where it stands now, ``timed`` exactly at the
    clock time that is wished for it."""

    wish: int
    gap: Gap
    window: Span
    cost: int
    most: int
    """The longest that it can be here, on the grid."""
    stay: bool = False
    timed: bool = False

    @property
    def exact(self) -> bool:
        """Whether the window is the session's own start and end."""
        return self.stay or self.timed


def gaps_of(frame: WeekFrame) -> tuple[Gap, ...]:
    """The week's gaps, before anything is placed in them."""
    return pieces_of([day.gaps for day in frame.days])


def pieces_of(room: Sequence[Sequence[Span]]) -> tuple[Gap, ...]:
    """Free stretches by day as gaps."""
    found: list[Gap] = []
    for day, spans in enumerate(room):
        ranked = sorted(spans, key=lambda g: (g[0] - g[1], g[0]))
        for span in spans:
            found.append(Gap(len(found), day, span, ranked.index(span)))
    return tuple(found)


def place_cost(wish: Wish, frame: WeekFrame, day: int, start: int, length: int, windows: Sequence[Span]) -> int:
    """What lying there costs, its shortness left out."""
    cost = 0
    if windows and not any(a <= start and start + length <= b for a, b in windows):
        cost += OFF_SLOT_MIN * wish.rate
    if wish.at is not None:
        cost += off_time(wish.rate, abs(start - frame.clock(wish.at, day)))
    return cost + day_cost(wish, day) + move_cost(wish, frame, day, start, length)


def least_off_time(wish: Wish, frame: WeekFrame, day: int, window: Span) -> int:
    """What a start anywhere in a window costs at least; exactly at the wished time has a place of its own."""
    if wish.at is None:
        return 0
    at = frame.clock(wish.at, day)
    nearest = min(max(at, window[0]), window[1] - wish.lo)
    if nearest == at and wish.lo == wish.hi:
        return off_time(wish.rate, GRID_MIN)
    return off_time(wish.rate, abs(nearest - at))


def _least(wish: Wish, frame: WeekFrame, day: int, window: Span) -> int:
    return least_off_time(wish, frame, day, window) + least_move_cost(wish, frame, day, window)


def day_cost(wish: Wish, day: int) -> int:
    return 0 if wish.ideal is None else DRIFT * abs(day - wish.ideal)


def places_of(wishes: Sequence[Wish], frame: WeekFrame, gaps: Sequence[Gap]) -> list[Place]:
    """Every place of every wish; those that another place of the same gap beats in all respects are left out."""
    by_day: dict[int, list[Gap]] = {}
    for gap in gaps:
        by_day.setdefault(gap.day, []).append(gap)
    found: list[Place] = []
    windows_of: dict[tuple[object, object, int, int], tuple[Span, ...]] = {}
    for number, wish in enumerate(wishes):
        stands = standing_span(wish, frame)
        for day in wish.days:
            key = (wish.slots, wish.hours, wish.lo if wish.hours else 0, day)
            if key not in windows_of:
                windows_of[key] = slot_windows(wish, frame, day)
            windows = windows_of[key]
            here = day_cost(wish, day)
            for gap in by_day.get(day, ()):
                if gap.span[1] - gap.span[0] < wish.lo:
                    continue
                if stands and stands[1] == day:
                    stay = _stay(number, wish, frame, gap, stands[0], windows)
                    if stay is not None:
                        found.append(stay)
                if wish.at is not None:
                    start = frame.clock(wish.at, day)
                    if gap.span[0] <= start and start + wish.hi <= gap.span[1]:
                        cost = place_cost(wish, frame, day, start, wish.hi, windows)
                        found.append(Place(number, gap, (start, start + wish.hi), cost, wish.hi, timed=True))
                inside = [(max(a, gap.span[0]), min(b, gap.span[1])) for a, b in windows]
                fits = [w for w in inside if w[1] - w[0] >= wish.lo]
                found += [
                    Place(number, gap, window, here + _least(wish, frame, day, window), _most(wish, window))
                    for window in fits
                ]
                if not windows:
                    least = _least(wish, frame, day, gap.span)
                    found.append(Place(number, gap, gap.span, here + least, _most(wish, gap.span)))
                elif gap.span not in fits and not wish.only_slots:
                    off = here + OFF_SLOT_MIN * wish.rate + _least(wish, frame, day, gap.span)
                    found.append(Place(number, gap, gap.span, off, _most(wish, gap.span)))
    return found


def _stay(number: int, wish: Wish, frame: WeekFrame, gap: Gap, span: Span, windows: Sequence[Span]) -> Place | None:
    length = span[1] - span[0]
    in_slot = not windows or any(a <= span[0] and span[1] <= b for a, b in windows)
    if not (gap.span[0] <= span[0] and span[1] <= gap.span[1] and wish.lo <= length <= wish.hi) or length % GRID_MIN:
        return None
    if wish.only_slots and not in_slot:
        return None
    cost = place_cost(wish, frame, gap.day, span[0], length, windows)
    return Place(number, gap, span, cost, length, stay=True)


def _most(wish: Wish, window: Span) -> int:
    return min(wish.hi, (window[1] - window[0]) // GRID_MIN * GRID_MIN)
