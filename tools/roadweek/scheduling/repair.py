"""The smallest repair of a week that stands: what any planner would have had to touch, whatever this one did.

A week that was accepted and meets a new world (a trip, a busy hour, an edit) is a minimal perturbation problem: of all
weeks that are allowed now, which keeps the most of what stood? It is answered here by a model of its own that shares
with the planner the demand (which wishes there are) and the frame (hours, busy times, budgets), and none of its
choices: no cost of a move, no greedy board, no tolerance. So what a replan calls forced is not the planner's own word.

The order of aims is lexicographic, as usual for timetables: what is placed (minutes of musts, then of the rest by
their worth), what is untouched (minutes that keep day, start and length), what is moved (to another day last).
Of repairs that are equal, the one is taken that touches what the planner touched.

Sources: H. El Sakkout and M. Wallace, "Probe Backtrack Search for Minimal Perturbation in Dynamic Scheduling",
Constraints 5 (2000); R. Barták, T. Müller and H. Rudová, "A New Approach to Modeling and Solving Minimal Perturbation
Problems" (2004); A. E. Phillips, C. G. Walker, M. Ehrgott and D. M. Ryan, "Integer programming for minimal perturbation
problems in university course timetabling", Annals of Operations Research 252 (2017).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from roadweek.domain.week import Session, Week
from roadweek.scheduling.engine import Program
from roadweek.scheduling.grid import Span
from roadweek.scheduling.solve import Setup
from roadweek.scheduling.standing import slot_windows
from roadweek.scheduling.weights import GRID_MIN
from roadweek.scheduling.why import asked_for, asked_ids
from roadweek.scheduling.wishes import Wish

WORK_LIMIT = 0.1
"""CP-SAT's deterministic seconds for each of the two searches; where one does not end, its best answer counts."""
ROUNDS = 3
"""So often clock times are asked of more gaps; what is still not laid out then counts as it is, unproven."""
ASKED = frozenset({"asked", "missed"})
"""Reasons for which a session that did not stand has a claim to a place, as musts have."""
USUAL_WISHES = 40
"""Of a week with more the limit is the less, for a step of the search then takes longer."""
MOST_WISHES = 250
"""Of a week with more only what had to go for itself counts as forced."""
TIMED_WISHES = 60
"""Of a week with more wishes no clock times are asked: that would take seconds."""


@dataclass(frozen=True, slots=True)
class Repair:
    """The sessions, by id, that the smallest repair touches at all, and those of them that it drops; ``proven``: there
    is no smaller one."""

    touched: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    proven: bool = True


def smallest_repair(made: Setup, week: Week) -> Repair:
    """The smallest repair of the sessions that stand in ``made``. ``week`` is the planner's answer: where the search
    begins, and what decides between repairs of one size."""
    wished = {w.id for w in made.wishes}
    fixed = {f.id for f in made.frozen}
    gone = frozenset(s.id for s in made.inputs.sessions if s.id not in wished | fixed)
    after = {s.id: s for s in week.sessions}
    touched = {w.id for w in made.wishes if w.standing is not None and not _stays(w.standing, after.get(w.id))}
    homeless = {w.id for w in made.wishes if w.standing is not None and home_of(made, w) is None}
    if touched <= homeless and touched <= after.keys():  # each of them had to go, and each has a place
        return Repair(gone | homeless, gone)
    # what is new and has no place would take none from what stands, but for musts
    made = replace(made, wishes=tuple(w for w in made.wishes if w.standing is not None or w.must or w.id in after))
    if len(made.wishes) > MOST_WISHES:
        return Repair(gone | homeless, gone | (homeless - after.keys()), proven=False)
    repair, failed = _RepairModel(made, after, frozenset()).solved()
    timed = failed
    for _ in range(ROUNDS if len(made.wishes) <= TIMED_WISHES else 0):
        if not failed:
            break
        repair, failed = _RepairModel(made, after, timed).solved()
        timed |= failed
    if not repair.proven:  # the planner's own week is a repair, too: the one that keeps more counts
        lengths = {w.id: w.standing.minutes for w in made.wishes if w.standing is not None}
        if sum(lengths[n] for n in repair.touched) > sum(lengths[n] for n in touched | homeless):
            repair = Repair(frozenset(touched | homeless), frozenset(lengths.keys() - after.keys()), proven=False)
    return Repair(repair.touched | gone, repair.dropped | gone, repair.proven and not failed)


def home_of(made: Setup, wish: Wish) -> tuple[int, Span] | None:
    """Day and minutes of the place in which a wish stands, where that is allowed still, looked at by itself."""
    if wish.standing is None:
        return None
    start, length = made.frame.minute(wish.standing.start), wish.standing.minutes
    day = made.frame.day_of(start)
    if day not in wish.days or not wish.lo <= length <= wish.hi or start % GRID_MIN or length % GRID_MIN:
        return None
    parts = [part for gap in made.frame.days[day].gaps for part in _stretches(made, wish, day, gap)]
    inside = any(a <= start and start + length <= b for a, b in parts)
    room = made.frame.days[day].capacity - _fixed_load(made)[day]
    return (day, (start, start + length)) if inside and length <= room else None


def _stays(old: Session, new: Session | None) -> bool:
    return new is not None and (new.start, new.end) == (old.start, old.end)


def _stretches(made: Setup, wish: Wish, day: int, gap: Span) -> list[Span]:
    """The parts of a gap that a wish may lie in, on the grid."""
    spans = [gap]
    if wish.only_slots:
        spans = [(max(gap[0], c), min(gap[1], d)) for c, d in slot_windows(wish, made.frame, day)]
    return [(-(-a // GRID_MIN) * GRID_MIN, b // GRID_MIN * GRID_MIN) for a, b in spans]


def _fixed_load(made: Setup) -> dict[int, int]:
    load: dict[int, int] = defaultdict(int)
    for session in made.frozen:
        if made.frame.holds(session.start):
            load[made.frame.day_of(made.frame.minute(session.start))] += session.minutes
    return load


@dataclass(frozen=True, slots=True)
class _Option:
    """A wish in a part of a gap: the variables that say whether it lies there, how long (in steps of the grid), and
    whether it stays where it stands."""

    wish: Wish
    day: int
    gap: Span
    span: Span
    here: int
    size: int
    stay: int | None


class _RepairModel:
    """Which stretch each wish lies in, how long, and whether it stays, as variables. Clock times are variables only in
    the gaps of ``timed``: in all others what was chosen is laid out, and where that fails the gap is timed."""

    def __init__(self, made: Setup, after: Mapping[str, Session], timed: frozenset[Span]) -> None:
        self.made, self.after, self.timed = made, after, timed
        self.limit = WORK_LIMIT * min(1.0, USUAL_WISHES / max(1, len(made.wishes)))
        asked = asked_ids(made.inputs.adjustments)
        self.claims = {
            w.id
            for w in made.wishes
            if w.standing is not None or w.must or asked_for(asked, made.plan, w).code in ASKED
        }
        self.program = Program()
        self.options: list[_Option] = []
        self.of_wish: dict[str, list[_Option]] = defaultdict(list)
        self.stay: dict[str, int] = {}
        self.want: dict[str, int] = {}
        self.fixed_load = _fixed_load(made)
        for wish in made.wishes:
            self._wish(wish)
        self._gaps()
        self._days()
        self._order()

    def _wish(self, wish: Wish) -> None:
        program, frame = self.program, self.made.frame
        stood = wish.standing.minutes if wish.standing is not None else wish.hi
        # of a session that stands, no more is asked than stood: to grow is the planner's choice
        want = (stood if wish.lo <= stood <= wish.hi else wish.hi) // GRID_MIN
        least = -(-wish.lo // GRID_MIN)
        now = self.after.get(wish.id)
        lies = None if now is None else (frame.minute(now.start), frame.minute(now.end))
        home = home_of(self.made, wish)
        for day in wish.days:
            for gap in frame.days[day].gaps:
                for a, b in _stretches(self.made, wish, day, gap):
                    if b - a < wish.lo:
                        continue
                    there = lies is not None and a <= lies[0] and lies[1] <= b
                    here = program.boolean(int(there))
                    top = min(want, (b - a) // GRID_MIN)
                    size = program.integer(0, top, min(top, (lies[1] - lies[0]) // GRID_MIN) if lies and there else 0)
                    program.at_most([(size, 1), (here, -top)], 0)
                    program.at_most([(here, least), (size, -1)], 0)
                    at_home = home is not None and home[0] == day and a <= home[1][0] and home[1][1] <= b
                    stay = program.boolean(int(there and home is not None and lies == home[1])) if at_home else None
                    if stay is not None and home is not None:
                        program.at_most([(stay, 1), (here, -1)], 0)
                        program.at_most([(stay, (home[1][1] - home[1][0]) // GRID_MIN), (size, -1)], 0)
                        self.stay[wish.id] = stay
                    option = _Option(wish, day, gap, (a, b), here, size, stay)
                    self.options.append(option)
                    self.of_wish[wish.id].append(option)
        if wish.id in self.of_wish:
            self.want[wish.id] = want
            program.at_most_one([o.here for o in self.of_wish[wish.id]])

    def _gaps(self) -> None:
        """What lies in a gap is no longer than the gap; in a timed one it lies one after the other."""
        of_gap: dict[Span, list[_Option]] = defaultdict(list)
        for option in self.options:
            of_gap[option.gap].append(option)
        self.starts: dict[tuple[str, Span], tuple[int, int]] = {}
        for gap, mine in of_gap.items():
            for a, b in {o.span for o in mine} | {gap}:
                inside = [o for o in mine if a <= o.span[0] and o.span[1] <= b]
                self.program.at_most([(o.size, 1) for o in inside], (b - a) // GRID_MIN)
            if gap not in self.timed:
                continue
            intervals: list[tuple[int, int, int, int]] = []
            for option in mine:
                a, b = option.span[0] // GRID_MIN, option.span[1] // GRID_MIN
                start, end = self.program.integer(a, b), self.program.integer(a, b)
                intervals.append((start, option.size, end, option.here))
                self.starts[option.wish.id, option.span] = (start, end)
                home = home_of(self.made, option.wish)
                if option.stay is not None and home is not None:
                    self.program.equal([(start, 1)], home[1][0] // GRID_MIN, when=[option.stay])
            self.program.no_overlap(intervals)

    def _days(self) -> None:
        """Budgets with the buffer, which only musts alone or what stays alone may eat; counts a day of one group."""
        program = self.program
        frozen: dict[tuple[str, int], int] = defaultdict(int)
        for session in self.made.frozen:
            group = session.activity or session.task
            if group and self.made.frame.holds(session.start):
                frozen[group, self.made.frame.day_of(self.made.frame.minute(session.start))] += 1
        for day in self.made.frame.days:
            mine = [o for o in self.options if o.day == day.index]
            base = self.fixed_load[day.index]
            free, room = max(0, day.usable - base) // GRID_MIN, max(0, day.capacity - base) // GRID_MIN
            musts, stays = program.boolean(), program.boolean()
            load = [(o.size, 1) for o in mine]
            program.at_most([*load, (musts, free - room), (stays, free - room)], free)
            program.at_most(load, room)
            groups: dict[str, list[_Option]] = defaultdict(list)
            for option in mine:
                if not option.wish.must:
                    program.at_most_one([musts, option.here])
                kept = [] if option.stay is None else [(option.stay, -1)]
                program.at_most([(stays, 1), (option.here, 1), *kept], 1)
                groups[option.wish.group].append(option)
            for group, members in groups.items():
                top = max(0, max(o.wish.per_day for o in members) - frozen[group, day.index])
                if len({o.wish.id for o in members}) > top:
                    program.at_most([(o.here, 1) for o in members], top)

    def _order(self) -> None:
        """A follower lies in no earlier gap than its forerunner, and nowhere without it."""
        ends = {s.id: self.made.frame.minute(s.end) for s in self.made.frozen}
        known = {w.id for w in self.made.wishes}
        for option in self.options:
            before = option.wish.after
            if before is None:
                continue
            if before in ends:
                if option.span[1] - max(option.span[0], ends[before]) < option.wish.lo:
                    self.program.at_most([(option.here, 1)], 0)
            elif before in known:
                fore = [o for o in self.of_wish[before] if o.gap <= option.gap]
                self.program.at_most([(option.here, 1), *((o.here, -1) for o in fore)], 0)
                start = self.starts.get((option.wish.id, option.span))
                for other in fore:
                    end = self.starts.get((before, other.span)) if other.gap == option.gap else None
                    if start is not None and end is not None:
                        both = [option.here, other.here]
                        self.program.at_most([(end[1], 1), (start[0], -1)], 0, when=both)

    def solved(self) -> tuple[Repair, frozenset[Span]]:
        """Two searches: what can be placed, then the least change that places as much. With the repair come the gaps
        in which what was chosen could not be laid out."""
        program, wishes = self.program, [w for w in self.made.wishes if w.id in self.of_wish]
        standing = {w.id for w in self.made.wishes if w.standing is not None}
        if not wishes:  # nothing can lie anywhere
            return Repair(frozenset(standing), frozenset(standing)), frozenset()
        musts = [(o.size, 1) for w in wishes if w.must for o in self.of_wish[w.id]]
        others = [(o.size, w.rate) for w in wishes if not w.must and w.id in self.claims for o in self.of_wish[w.id]]
        weight = 1 + sum(w.rate * self.want[w.id] for w in wishes if not w.must and w.id in self.claims)
        for variable, worth in (*((v, weight) for v, _ in musts), *others):
            program.cost(variable, -worth)
        placed = program.solve(gap_limit=0.0, work_limit=self.limit)
        if not placed.values:
            return Repair(frozenset(standing), frozenset(standing), proven=False), frozenset()
        for terms in (musts, others):
            if terms:
                program.at_most([(v, -c) for v, c in terms], -sum(c * placed.values[v] for v, c in terms))
        program.again(placed.values)
        for wish in wishes:
            stay = self.stay.get(wish.id)
            now = self.after.get(wish.id)
            if stay is not None:
                kept = wish.standing is not None and _stays(wish.standing, now)
                # of equal repairs, one that leaves what the planner left
                program.cost(stay, -(self.want[wish.id] * 10_000 + int(kept)))
            for option in self.of_wish[wish.id]:
                if wish.id not in self.claims:
                    program.cost(option.size, -1)  # what has no claim takes what is left
                elif wish.standing is not None and self.made.frame.day_of(self._stood(wish)) != option.day:
                    program.cost(option.here, 50)
                if wish.standing is not None and now is not None:
                    program.cost(option.here, -1)
        least = program.solve(gap_limit=0.0, work_limit=self.limit)
        if not least.values:
            return Repair(frozenset(standing), frozenset(standing), proven=False), frozenset()
        values = least.values
        stayed = {name for name, stay in self.stay.items() if values[stay]}
        lies = [o for o in self.options if values[o.here]]
        dropped = standing - {o.wish.id for o in lies}
        proven = placed.status == least.status == "OPTIMAL"
        failed = frozenset(g for g in {o.gap for o in lies} - self.timed if not self._laid(g, lies, values))
        return Repair(frozenset(standing - stayed), frozenset(dropped), proven), failed

    def _stood(self, wish: Wish) -> int:
        assert wish.standing is not None
        return self.made.frame.minute(wish.standing.start)

    def _laid(self, gap: Span, lies: Sequence[_Option], values: Sequence[int]) -> bool:
        """Whether what was chosen for a gap finds times in it: what stays where it stays, the rest between.
        False may be wrong; the gap is timed then."""
        here = [o for o in lies if o.gap == gap]
        stays = [o for o in here if o.stay is not None and values[o.stay]]
        room = [gap]
        for option in stays:
            start = self._stood(option.wish)
            end = start + values[option.size] * GRID_MIN
            room = [p for a, b in room for p in ((a, min(b, start)), (max(a, end), b)) if p[0] < p[1]]
        rest = [o for o in here if o not in stays]
        linked = {o.wish.id for o in here} & {o.wish.after for o in here}
        if linked and stays:
            return False
        by_name = sorted(rest, key=lambda o: (o.wish.id, -values[o.size]))
        by_width = sorted(rest, key=lambda o: (o.span[1] - o.span[0], -values[o.size], o.wish.id))
        return _fits(by_name, room, values) or (not linked and _fits(by_width, room, values))


def _fits(options: Sequence[_Option], room: Sequence[Span], values: Sequence[int]) -> bool:
    left = list(room)
    for option in options:
        length = values[option.size] * GRID_MIN
        spots = [
            (b - a, n, max(a, option.span[0]))
            for n, (a, b) in enumerate(left)
            if min(b, option.span[1]) - (-(-max(a, option.span[0]) // GRID_MIN) * GRID_MIN) >= length
        ]
        if not spots:
            return False
        _, number, start = min(spots)
        start = -(-start // GRID_MIN) * GRID_MIN
        a, b = left.pop(number)
        left += [p for p in ((a, start), (start + length, b)) if p[0] < p[1]]
    return True
