"""A week being filled: what lies where, what is still free, and the cheapest way to put one more wish in.

The board is the greedy planner (a plan in milliseconds), what the model's choice is laid out on (``layout``), and the
last check that whatever fits is placed: one set of rules for all three.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadweek.domain.week import Session
from roadweek.scheduling.grid import Span, WeekFrame
from roadweek.scheduling.places import Gap, place_cost
from roadweek.scheduling.standing import nearest_start, slot_windows, standing_span
from roadweek.scheduling.weights import BUFFER_RATE, GRID_MIN
from roadweek.scheduling.wishes import Wish


@dataclass(frozen=True, slots=True)
class Put:
    """A wish on the board: day, start and length in minutes."""

    day: int
    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


class Board:
    """Free stretches, loads and placed wishes of one week. ``frozen`` sessions are on it from the start."""

    def __init__(
        self, frame: WeekFrame, wishes: Sequence[Wish], frozen: Sequence[Session], gaps: Sequence[Gap]
    ) -> None:
        self.frame = frame
        self.wishes = wishes
        self.by_id = {w.id: n for n, w in enumerate(wishes)}
        self.followers = {w.after: n for n, w in enumerate(wishes) if w.after is not None}
        self.frozen_end = {s.id: frame.minute(s.end) for s in frozen}
        self.gaps = gaps
        self.room = [list(d.gaps) for d in frame.days]
        self.load = [0] * 7
        self.soft = [0] * 7
        """Minutes a day of what is no must."""
        self.new = [0] * 7
        """Minutes a day of what did not stand there."""
        self.crowd: dict[tuple[str, int], int] = {}
        self.puts: dict[int, Put] = {}
        self.windows: dict[tuple[int, int], tuple[Span, ...]] = {}
        for session in frozen:
            if not frame.holds(session.start):
                continue  # the person moved it out of the week
            day = frame.day_of(frame.minute(session.start))
            self.load[day] += session.minutes
            group = session.activity or session.task
            if group:
                self.crowd[group, day] = self.crowd.get((group, day), 0) + 1
        self.base = tuple(self.load)

    def slots(self, number: int, day: int) -> tuple[Span, ...]:
        key = (number, day)
        if key not in self.windows:
            self.windows[key] = slot_windows(self.wishes[number], self.frame, day)
        return self.windows[key]

    def left(self, day: int) -> int:
        """Minutes that the day may still take, its buffer included."""
        return max(0, self.frame.days[day].capacity - self.load[day])

    def before_buffer(self, day: int) -> int:
        return max(0, self.frame.days[day].usable - self.load[day])

    def limit(self, wish: Wish, day: int, *, stay: bool = False) -> int:
        """Minutes that this wish may take of the day: the buffer is only for musts alone, or for what stands alone."""
        whole = (wish.must and not self.soft[day]) or (stay and not self.new[day])
        return self.left(day) if whole else self.before_buffer(day)

    def is_stay(self, number: int, put: Put) -> bool:
        stands = standing_span(self.wishes[number], self.frame)
        return stands == ((put.start, put.end), put.day)

    def crowded(self, wish: Wish, day: int) -> bool:
        return self.crowd.get((wish.group, day), 0) >= wish.per_day

    def earliest(self, wish: Wish) -> int | None:
        """The first minute that precedence allows; null where its forerunner has no place."""
        if wish.after is None:
            return 0
        if wish.after in self.frozen_end:
            return self.frozen_end[wish.after]
        number = self.by_id.get(wish.after)
        if number is None:
            return 0
        put = self.puts.get(number)
        return None if put is None else put.end

    def latest(self, number: int) -> int:
        """The minute by which a follower that is already placed wants it ended."""
        follower = self.followers.get(self.wishes[number].id)
        put = None if follower is None else self.puts.get(follower)
        return 10**9 if put is None else put.start

    def put(self, number: int, day: int, start: int, length: int) -> None:
        wish = self.wishes[number]
        at = next(n for n, (a, b) in enumerate(self.room[day]) if a <= start and start + length <= b)
        a, b = self.room[day].pop(at)
        for piece in ((a, start), (start + length, b)):
            if piece[0] < piece[1]:
                insort(self.room[day], piece)
        self.load[day] += length
        self.puts[number] = Put(day, start, length)
        self.soft[day] += 0 if wish.must else length
        self.new[day] += 0 if self.is_stay(number, self.puts[number]) else length
        self.crowd[wish.group, day] = self.crowd.get((wish.group, day), 0) + 1

    def take(self, number: int) -> Put:
        """Take a wish off the board again."""
        put = self.puts.pop(number)
        wish = self.wishes[number]
        self.load[put.day] -= put.length
        self.soft[put.day] -= 0 if wish.must else put.length
        self.new[put.day] -= 0 if self.is_stay(number, put) else put.length
        self.crowd[wish.group, put.day] -= 1
        a, b = put.start, put.end
        kept: list[Span] = []
        for c, d in self.room[put.day]:
            if d == a:
                a = c
            elif c == b:
                b = d
            else:
                kept.append((c, d))
        insort(kept, (a, b))
        self.room[put.day] = kept
        return put

    def improve(self, order: Sequence[int], passes: int = 3) -> None:
        """Put each wish where it costs least with all others as they are, until nothing gets better."""
        for _ in range(passes):
            better = False
            self.fill(order)
            for number in order:
                old = self.puts.get(number)
                if old is None:
                    continue
                before = self._cost_of(number, old)
                if before == 0:
                    continue
                self.take(number)
                found = self.insertion(number)
                if found is None or self._cost_of(number, found[1]) >= before:
                    self.put(number, old.day, old.start, old.length)
                else:
                    self.put(number, found[1].day, found[1].start, found[1].length)
                    better = True
            if not better:
                return

    def _cost_of(self, number: int, put: Put) -> int:
        """What a wish costs at a place, with the buffer that it eats on top of all others of the day."""
        on = self.puts.get(number)
        load = self.load[put.day] - (on.length if on and on.day == put.day else 0)
        day = self.frame.days[put.day]
        over = max(0, load + put.length - max(day.usable, load))
        wish = self.wishes[number]
        return (
            place_cost(wish, self.frame, put.day, put.start, put.length, self.slots(number, put.day))
            + wish.rate * (wish.hi - put.length)
            + BUFFER_RATE * over
        )

    def free_at(self, day: int, start: int, length: int) -> bool:
        return any(a <= start and start + length <= b for a, b in self.room[day])

    def insertion(self, number: int) -> tuple[int, Put] | None:
        """The cheapest place for a wish as the board is now, with its cost; null where it fits nowhere."""
        wish = self.wishes[number]
        first, last = self.earliest(wish), self.latest(number)
        if first is None:
            return None
        best: tuple[tuple[int, int, int], Put] | None = None
        for day in wish.days:
            top = min(wish.hi, self.limit(wish, day))
            top -= top % GRID_MIN
            if top < wish.lo or self.crowded(wish, day):
                continue
            for start, length in self._starts(number, day, top, first, last):
                cost = self._cost_of(number, Put(day, start, length))
                key = (cost, self._rank(day, start), start)
                if best is None or key < best[0]:
                    best = (key, Put(day, start, length))
        return None if best is None else (best[0][0], best[1])

    def _starts(self, number: int, day: int, top: int, first: int, last: int) -> Iterable[tuple[int, int]]:
        wish = self.wishes[number]
        windows = self.slots(number, day)
        stands = standing_span(wish, self.frame)
        first = -(-first // GRID_MIN) * GRID_MIN
        for a, b in self.room[day]:
            spans = [(max(a, c), min(b, d)) for c, d in windows]
            if not wish.only_slots:
                spans.append((a, b))
            for c, d in spans:
                c, d = max(c, first), min(d, last)
                if d - c < wish.lo:
                    continue
                yield c, min(top, (d - c) // GRID_MIN * GRID_MIN)
                if wish.at is not None:
                    at = self.frame.clock(wish.at, day)
                    for length in dict.fromkeys((min(top, (d - c) // GRID_MIN * GRID_MIN), wish.lo)):
                        yield max(c, min(at, (d - length) // GRID_MIN * GRID_MIN)), length
                near = nearest_start(wish, self.frame, day, (c, d), min(top, (d - c) // GRID_MIN * GRID_MIN))
                if near is not None:
                    yield near, min(top, (d - c) // GRID_MIN * GRID_MIN)
                if stands and stands[1] == day and c < stands[0][0] < d and stands[0][0] % GRID_MIN == 0:
                    length = min(top, (d - stands[0][0]) // GRID_MIN * GRID_MIN)
                    if length >= wish.lo:
                        yield stands[0][0], length

    def _rank(self, day: int, start: int) -> int:
        return next((g.rank for g in self.gaps if g.day == day and g.span[0] <= start < g.span[1]), 9)

    def fill(self, numbers: Iterable[int]) -> None:
        """Put in what fits, in the order given; forerunners are tried before what follows them. What was laid before
        its forerunner, and finds none before it, goes last."""
        order = list(numbers)
        for _ in range(2):
            for number in order:
                if number not in self.puts:
                    found = self.insertion(number)
                    if found is not None:
                        self.put(number, found[1].day, found[1].start, found[1].length)
            loose = [n for n in self.puts if self.earliest(self.wishes[n]) is None]
            if not loose:
                return
            while loose:  # and what follows those
                self.take(loose.pop())
                loose = loose or [n for n in self.puts if self.earliest(self.wishes[n]) is None]

    def hold(self, numbers: Iterable[int]) -> None:
        """Leave wishes where they stand, where that is still possible."""
        for number in numbers:
            wish = self.wishes[number]
            stands = standing_span(wish, self.frame)
            if stands is None or stands[1] not in wish.days or number in self.puts:
                continue
            (a, b), day = stands
            length = b - a
            cap = self.limit(wish, day, stay=True)
            first = self.earliest(wish)
            # a forerunner that has lost its place may find another before this one: ``fill`` sees to it
            fits = wish.lo <= length <= min(wish.hi, cap) and (first or 0) <= a and b <= self.latest(number)
            asked = not wish.only_slots or any(c <= a and b <= d for c, d in self.slots(number, day))
            if (
                fits
                and asked
                and a % GRID_MIN == 0
                and length % GRID_MIN == 0
                and not self.crowded(wish, day)
                and self.free_at(day, a, length)
            ):
                self.put(number, day, a, length)

    def cost(self) -> int:
        """What the week costs as it lies, by the definition of ``weights``."""
        total = 0
        for number, wish in enumerate(self.wishes):
            put = self.puts.get(number)
            if put is None:
                total += wish.missing
            else:
                total += place_cost(wish, self.frame, put.day, put.start, put.length, self.slots(number, put.day))
                total += wish.rate * (wish.hi - put.length)
        for day in self.frame.days:
            total += BUFFER_RATE * max(0, self.load[day.index] - max(day.usable, self.base[day.index]))
        return total


def greedy_order(wishes: Sequence[Wish]) -> list[int]:
    """Dearest first, then those with fewer days, then by name; what must come before goes before."""
    rank = {w.id: (-w.rate, w.due or "~", len(w.days), -w.hi, w.id) for w in wishes}
    order = sorted(range(len(wishes)), key=lambda n: rank[wishes[n].id])
    done: set[str] = set()
    result: list[int] = []
    by_id = {w.id: n for n, w in enumerate(wishes)}

    def visit(number: int) -> None:
        wish = wishes[number]
        if wish.id in done:
            return
        done.add(wish.id)
        if wish.after in by_id:
            visit(by_id[wish.after])
        result.append(number)

    for number in order:
        visit(number)
    return result
