"""Which week does what: each sitting of a week goes to the strand that is owed most, and the rest is carried on.

A strand is owed what an even pace over its works' windows asks up to and with this week, less what is done; what its
window closes comes first. Its works are taken in order, like a tape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from roadweek.domain.plan import Activity
from roadweek.domain.work import FOCUS, Strand, Work, WorkPortion
from roadweek.planning.day_rooms import DayRooms
from roadweek.planning.effort import SMALLEST_MIN, Effort, Outlook, supply
from roadweek.planning.rhythm import on_grid, split
from roadweek.planning.supply import Conditions, Sitting, free_minutes, sittings, within_cap

TAIL_MIN = 15
"""What is left of a work under so many minutes is no sitting of its own."""
LATE = 10
"""What a deadline that closes this week weighs more than a topic's pace."""
SMALL_FIRST = 100_000
"""What closes and fits into one sitting goes before everything, and so does the small share of what is caught up."""
IN_HAND_WEEKS = 2
"""So many weeks before its last one what is owed is to be done, where its window is longer."""
CATCH_UP_WEEKS = 4
"""In so many weeks what an even pace is behind is done, where its time and the room of the weeks allow."""
OVERDUE_SHARE = 0.3
"""Of a week that cannot hold everything, so much is kept for what is late already; what may still be in time goes
before the rest of it, or one long delay makes all that follows late."""
HALF = 0.5
"""A topic whose window is over is done enough with this share of its effort."""
BLOCK_MIN = 90
"""A block in free time is at most about so long."""


@dataclass(frozen=True, slots=True)
class WorkBlock:
    """Free-standing sittings of a strand in a week: their lengths in minutes. The first ``closing`` of them hold what
    is owed by the day ``due`` of the week; where they are cut to fit its days, one of these holds up to ``a_day``."""

    strand: str
    lengths: tuple[int, ...]
    closing: int = 0
    due: date | None = None
    a_day: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """A work that has its own day."""

    strand: str
    work: Work


@dataclass(frozen=True, slots=True)
class Content:
    """What a week is for: by sitting of a place what it holds, the blocks in free time, and the dated occasions."""

    filled: tuple[tuple[Sitting, tuple[WorkPortion, ...]], ...] = ()
    blocks: tuple[WorkBlock, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    minutes: Mapping[str, int] = field(default_factory=dict[str, int])
    """By work, all that the week gives it."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A work whose window has begun. ``most`` minutes may be given to it; ``paced`` are owed up to this week, null
    where its window is over; ``closes``: with this week, and ``closing`` minutes are wanted by then."""

    work: Work
    first: date | None
    """Its first day, where it lies in this week."""
    most: int
    paced: float | None
    closes: bool
    closing: int
    late: bool = False
    """Its time was over before the person began: it is caught up beside what runs."""


class Ledger:
    """What is done of each work, and what each strand is owed in one week."""

    def __init__(
        self, view: Outlook, week: date, done: Mapping[str, int], last: Mapping[str, str] | None = None
    ) -> None:
        self.view, self.week = view, week
        self.done = dict(done)
        self.last: dict[str, tuple[str, int]] = {place: (s, 1) for place, s in (last or {}).items()}
        self.spent: dict[str, int] = {}
        self.day: date | None = None
        """The day of the sitting that is being filled: nothing is taken up before its first day."""
        self.by_id = {s.id: s for s in view.strands}
        self.slots: dict[str, Activity] = {a.id: a for a in view.plan.activities if a.slot_for is not None}
        self._own: dict[str, list[Strand]] = {}
        self._begun: dict[str, list[_Begun]] = {}
        self._by_work: dict[str, _Begun] = {}
        for strand in view.strands:
            begun = [one for w in strand.works if (one := self._of(w)) is not None]
            begun.sort(key=lambda one: one.late and not one.work.wanted)
            self._begun[strand.id] = begun
            self._by_work.update((one.work.id, one) for one in begun)

    def effort(self, work: Work) -> Effort:
        return self.view.efforts[work.id]

    def pace(self, work: Work) -> int:
        """Minutes of a work that its window asks for."""
        return self.view.paces.get(work.id, self.view.efforts[work.id].p50)

    def _of(self, work: Work) -> _Begun | None:
        """A work as this week sees it; null before its window, and behind it where nothing is left of it."""
        weeks = self.view.weeks[work.id]
        if weeks[0] > self.week or not work.open or work.occasion:
            return None
        over = weeks[-1] < self.week
        if work.id in self.view.late:
            return self._caught_up(work)
        effort, pace = self.effort(work), self.pace(work)
        most = effort.p50
        if over and not (work.due and effort.by != "assumed"):
            most = int(pace * HALF)  # a topic or a guess is done enough with half
        done = self.done.get(work.id, 0)
        if over and done >= most:
            return None
        first = work.first if work.first is not None and work.first <= self.week + timedelta(days=6) else None
        passed = (self.week - weeks[0]).days // 7 + 1
        if not over and work.id in self.view.guessed:
            most = max(done, self._to_a_sitting(work, most * passed / len(weeks)))
        return _Begun(
            work=work,
            first=first if first is not None and first > self.week else None,
            most=most,
            paced=None if over else pace * passed / len(weeks),
            closes=weeks[-1] <= self.week,
            closing=effort.p50 if work.due else pace,
        )

    def _caught_up(self, work: Work) -> _Begun | None:
        """A work that lay before the person began: each week only its share, to a sitting, whatever is owed."""
        whole, weeks, unit = self.effort(work).p50, self.view.weeks[work.id], self.view.units[work.id]
        done = self.done.get(work.id, 0)
        paced = min(1.0, ((self.week - weeks[0]).days // 7 + 1) / len(weeks)) * whole
        due = self._to_a_sitting(work, paced)
        most = min(whole, due, done + max(unit, -(-whole // len(weeks))))
        if most <= done:
            return None
        return _Begun(work, None, most, paced, closes=False, closing=0, late=True)

    def _to_a_sitting(self, work: Work, minutes: float) -> int:
        """Minutes of a work's pace, to whole sittings of its place; all of it where they are all of it."""
        whole, unit = self.effort(work).p50, self.view.units[work.id]
        return whole if minutes >= whole else min(whole, int(minutes / unit + 0.5) * unit)

    def left(self, work: Work) -> int:
        """Minutes that a work may still take this week, on ``day`` where one is looked at."""
        one = self._by_work.get(work.id)
        return 0 if one is None else self._left(one)

    def _left(self, one: _Begun) -> int:
        if one.first is not None and self.day is not None and self.day < one.first:
            return 0
        done = self.done.get(one.work.id, 0)
        left = one.most - done
        owed = one.work.due and self.effort(one.work).by in ("stated", "learned")
        return left if left >= TAIL_MIN or (left > 0 and (done == 0 or owed)) else 0

    def owed(self, strand: Strand) -> tuple[float, int]:
        """Minutes that the strand is behind its even pace with this week counted, and those whose window closes."""
        behind, closing = 0.0, 0
        for one in self._begun[strand.id]:
            late = LATE if one.work.due else 1
            if one.paced is None:
                left = self._left(one)
                behind += left
                closing += left * late
                continue
            done = self.done.get(one.work.id, 0)
            behind += one.paced - done
            if one.closes:
                closing += max(0, one.closing - done) * late
        return behind, closing

    def needed(self, strand: Strand) -> tuple[float, float]:
        """Minutes that a strand in free time needs this week, and of them those of works that are owed or say how long
        they take.

        What is owed until it is done and says how long it takes is spread evenly over the weeks that it has left but
        the last two, by its cautious figure: what was missed comes back in small parts, and what takes longer than was
        thought has some time left. All else keeps its even pace.
        """
        whole, said = 0.0, 0.0
        for one in self._begun[strand.id]:
            left = self._left(one)
            if left <= 0:
                continue
            work, effort = one.work, self.effort(one.work)
            done, known = self.done.get(work.id, 0), effort.by in ("stated", "learned")
            if one.paced is None:
                need = float(left)
            elif work.due and known and not one.late:
                need = min(left, self._paced(work, effort.p80, done))
            else:
                need = max(one.paced - done, min(left, one.closing - done) if one.closes else 0)
            whole += need
            said += need if work.due or known else 0
        return whole, max(0.0, said)

    def _paced(self, work: Work, whole: int, done: int) -> float:
        """Minutes of this week: ``whole`` minutes evenly over the weeks but the last two, those of this week and, soon,
        what is missing of the weeks before it."""
        weeks = self.view.weeks[work.id]
        ahead = sum(week >= self.week for week in weeks)
        share = whole / max(1, len(weeks) - IN_HAND_WEEKS)
        behind = share * (len(weeks) - ahead) - done
        return max((whole - done) / max(1, ahead - IN_HAND_WEEKS), share + behind / CATCH_UP_WEEKS)

    def first_due(self, strand: Strand) -> date:
        """The day on which the next of a strand's open works is owed; the last of all days where none is."""
        dues = (o.work.last for o in self._begun[strand.id] if o.work.due and o.work.last and self._left(o) > 0)
        return min(dues, default=date.max)

    def _closing(self, strand: Strand) -> int:
        """Minutes of the strand whose window is over with this week."""
        return sum(self._left(one) for one in self._begun[strand.id] if one.closes)

    def only_late(self, strand: Strand) -> bool:
        """Whether all that is left of a strand is to be caught up: its share is small, and kept."""
        return all(one.late for one in self._begun[strand.id] if self._left(one) > 0)

    def room(self, strand: Strand) -> int:
        return sum(self._left(one) for one in self._begun[strand.id])

    def _open(self, strand: Strand) -> bool:
        """Whether anything is left to do of a strand."""
        return any(self._left(one) > 0 for one in self._begun[strand.id])

    def _waits(self, strand: Strand) -> bool:
        """Whether a list that comes before a strand is not finished."""
        return any(self._open(self.by_id[name]) for name in self.view.follows.get(strand.id, ()))

    def take(self, strand: Strand, minutes: int) -> list[WorkPortion]:
        """Up to ``minutes`` of the strand's tape."""
        found: list[WorkPortion] = []
        rest = minutes
        for one in self._begun[strand.id]:
            left = self._left(one)
            if left <= 0 or rest < min(TAIL_MIN, minutes):
                continue
            part = min(left, rest)
            if 0 < rest - part < TAIL_MIN and one.work.box is None:
                part = rest
            found.append(self._book(one.work, part))
            rest -= part
            if rest <= 0:
                break
        return found

    def _book(self, work: Work, minutes: int) -> WorkPortion:
        effort = self.effort(work)
        self.done[work.id] = self.done.get(work.id, 0) + minutes
        self.spent[work.id] = self.spent.get(work.id, 0) + minutes
        return WorkPortion(
            work=work.id,
            title=work.title,
            minutes=minutes,
            done_min=self.done[work.id],
            of_min=max(effort.p50, self.done[work.id]),
            shared=effort.by in ("shared", "assumed"),
            box=work.box,
        )

    def choose(self, place: str, minutes: int, own: Sequence[Strand], leave_out: set[str]) -> Strand | None:
        """The strand that a sitting of a place goes to."""
        best: tuple[float, Strand] | None = None
        last, run = self.last.get(place, ("", 0))
        for strand in own:
            if strand.id in leave_out or not self._open(strand) or self._waits(strand):
                continue
            behind, closing = self.owed(strand)
            small = (closing > 0 and self._closing(strand) <= minutes) or self.only_late(strand)
            score = behind + closing + SMALL_FIRST * small + (minutes if strand.id == last and run % 2 else 0)
            if best is None or score > best[0]:
                best = (score, strand)
        return best[1] if best else None

    def fill(self, place: str, minutes: int) -> list[WorkPortion]:
        """What a sitting of a place holds; nothing where no strand has work for it."""
        own = self._own.get(place)
        if own is None:
            own = self._own[place] = [s for s in self.view.strands if place in s.places and self._begun[s.id]]
        found: list[WorkPortion] = []
        rest, used = minutes, set[str]()
        while rest >= min(SMALLEST_MIN, minutes):
            strand = self.choose(place, rest, own, used)
            if strand is None:
                break
            parts = self.take(strand, rest)
            used.add(strand.id)
            if not parts:
                continue
            found += parts
            rest -= sum(p.minutes for p in parts)
            last, run = self.last.get(place, ("", 0))
            self.last[place] = (strand.id, run + 1 if last == strand.id else 1)
        return found


def allocate(
    view: Outlook, week: date, done: Mapping[str, int], given: Conditions, last: Mapping[str, str] | None = None
) -> tuple[Content, Ledger]:
    """What a week is for, where ``done`` minutes of each work lie behind it, and the ledger after it."""
    ledger = Ledger(view, week, done, last)
    ordered = sorted(
        (s for a in ledger.slots.values() for s in sittings(a, view.plan, week, given)),
        key=lambda s: (s.day or week + timedelta(days=6), s.day is None, s.place),
    )
    filled: list[tuple[Sitting, tuple[WorkPortion, ...]]] = []
    for sitting in within_cap(ordered, view.plan, week, given):
        ledger.day = sitting.day
        filled.append((sitting, tuple(ledger.fill(sitting.place, sitting.minutes))))
    ledger.day = None
    blocks = blocks_of(ledger, given)
    for block in blocks:
        for length in block.lengths:
            ledger.take(ledger.by_id[block.strand], length)
    return Content(tuple(filled), blocks, occasions_of(view, week, done), dict(ledger.spent)), ledger


def blocks_of(ledger: Ledger, given: Conditions) -> tuple[WorkBlock, ...]:
    """The week's blocks in free time: leads and what is asked for by the week, then what has no place at all."""
    view, week = ledger.view, ledger.week
    found: list[WorkBlock] = []
    own = [s for s in view.strands if view.pools[s.id].startswith("strand:") and ledger.room(s)]
    loose = [s for s in view.strands if view.pools[s.id] == FOCUS and ledger.room(s)]
    if not own and not loose:
        return ()
    free = free_minutes(view.plan, week, given)
    for strand in own:
        wanted = min(supply(view, view.pools[strand.id], week, given, free), ledger.room(strand))
        if wanted >= SMALLEST_MIN:
            found.append(WorkBlock(strand.id, _sittings(wanted)))
    needs = {s.id: ledger.needed(s) for s in loose}
    said = sum(said for _, said in needs.values())
    other = sum(max(0.0, whole - said) for whole, said in needs.values())
    budget = supply(view, FOCUS, week, given, free, said, other) if loose else 0
    rooms = DayRooms.of_week(view.plan, week, given)
    for block in found:
        rooms.cut(block.lengths, BLOCK_MIN)
    ranked = sorted(loose, key=lambda s: (not ledger.only_late(s), ledger.first_due(s), -sum(ledger.owed(s)), s.id))
    overdue = [s for s in ranked if ledger.first_due(s) < week]
    kept_for = min(OVERDUE_SHARE * budget, sum(needs[s.id][0] for s in overdue))
    for strand in (*(s for s in ranked if s not in overdue), *overdue):
        closing, room = ledger.owed(strand)[1], ledger.room(strand)
        may = budget if strand in overdue else max(0, budget - int(kept_for))
        wanted = min(int(needs[strand.id][0]), room, may)
        rest = room < 2 * SMALLEST_MIN <= may and ledger.first_due(strand) < date.max
        if rest:
            wanted = max(SMALLEST_MIN, room)  # what is owed has no rest that is too short to be done
        if wanted < SMALLEST_MIN:
            continue
        small = all(ledger.effort(w).p50 < 2 * SMALLEST_MIN for w in strand.works if ledger.left(w))
        if wanted < (SMALLEST_MIN if small or closing or rest else 2 * SMALLEST_MIN):
            continue
        lengths, a_day = rooms.cut(_sittings(wanted), BLOCK_MIN)
        budget -= sum(lengths)
        found.append(_closing_block(ledger, strand, lengths, a_day))
    return tuple(found)


def _closing_block(ledger: Ledger, strand: Strand, lengths: tuple[int, ...], a_day: int) -> WorkBlock:
    """A strand's sittings, the first of them for what is owed within the week."""
    due = ledger.first_due(strand)
    if not ledger.week <= due <= ledger.week + timedelta(days=6):
        return WorkBlock(strand.id, lengths, a_day=a_day)
    owed = sum(ledger.left(w) for w in strand.works if w.due and w.last is not None and w.last <= due)
    count = 0
    while count < len(lengths) and sum(lengths[:count]) < owed:
        count += 1
    return WorkBlock(strand.id, lengths, count, due, a_day)


def _sittings(minutes: int) -> tuple[int, ...]:
    return tuple(split(on_grid(minutes), max(1, -(-minutes // BLOCK_MIN))))


def occasions_of(view: Outlook, week: date, done: Mapping[str, int]) -> tuple[Occasion, ...]:
    """What is done once and falls to this week: to the first of its window's weeks, and once only."""
    return tuple(
        Occasion(s.id, w)
        for s in view.strands
        for w in s.works
        if w.occasion and w.open and view.weeks[w.id][0] == week and not done.get(w.id)
    )


def project(
    view: Outlook,
    first: date,
    until: date,
    done: Mapping[str, int],
    given: Conditions,
    held: Mapping[date, Mapping[str, int]] | None = None,
) -> dict[str, int]:
    """What lies behind the week of ``until`` where all from the week of ``first`` on is done as planned.

    ``held`` are weeks that stand accepted, with the minutes of each work in them: they are taken as they are.
    """
    total = dict(done)
    week = first
    while week < until:
        stands = (held or {}).get(week)
        if stands is not None:
            for work, minutes in stands.items():
                total[work] = total.get(work, 0) + minutes
        else:
            _, ledger = allocate(view, week, total, given)
            total = ledger.done
        week += timedelta(days=7)
    return total
