"""One week from its inputs: frame, wishes, a greedy plan, the model's better one, then times, titles and reasons.

Pure and picklable, and the same inputs give the same week byte for byte: one CP-SAT worker with a fixed seed and a
limit in deterministic time, ties broken by order everywhere.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from roadweek.domain.edits import Finish, Pin, Unpin
from roadweek.domain.plan import Plan
from roadweek.domain.week import Day, Session, Trip, Unplaced, Week
from roadweek.scheduling.board import Board, greedy_order
from roadweek.scheduling.bound import least_cost
from roadweek.scheduling.breaks import pause
from roadweek.scheduling.content import WeekWork, named, week_work
from roadweek.scheduling.demand import wishes_of
from roadweek.scheduling.effective import effective, fold_trips, in_order, in_zones
from roadweek.scheduling.grid import WeekFrame, frame_of
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.layout import lay, settle
from roadweek.scheduling.model import Choice, choose
from roadweek.scheduling.parts import parts_of_week
from roadweek.scheduling.places import Gap, Place, gaps_of, pieces_of, places_of
from roadweek.scheduling.squeeze import squeeze
from roadweek.scheduling.standing import holds, valued
from roadweek.scheduling.weights import MOVED_MIN
from roadweek.scheduling.why import asked_for, asked_ids, off_time, reasons
from roadweek.scheduling.wishes import Wish

TOLERANCE = 0.01
"""How far from the best value a plan may be proven to be when search ends."""
WORK_LIMIT = 0.3
"""CP-SAT's deterministic seconds that the search may take: about one second here."""

MANY, MANY_TOLERANCE = 200, 0.05
"""Of a fresh week with more wishes than this a proof within 5 % is enough: more search changed nothing there
(``bench week``, 240 and 320 sessions). Where the week's minutes alone prove it, no model is built either."""
MODELLED = 400
"""Of a week with more (hundreds of open tasks) no model is built: solving it takes seconds and changes nothing; the
greedy plan stands, with a bound by its minutes."""
SQUEEZES = 3
"""So often a full week is drawn together for what has no place in it."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What every part of the room starts from: the plan as it stands, the week's frame, its wishes, what is fixed."""

    inputs: WeekInputs
    plan: Plan
    trips: tuple[Trip, ...]
    frame: WeekFrame
    frozen: tuple[Session, ...]
    wishes: tuple[Wish, ...]
    work: WeekWork | None = None


def setup(inputs: WeekInputs) -> Setup:
    """Fold the edits in and read the week's demand."""
    plan = effective(inputs.plan, inputs.adjustments)
    trips = in_zones(fold_trips(inputs.trips, inputs.adjustments), inputs.place_zones)
    given = inputs.sessions
    marked = marked_sessions(inputs)
    frozen = tuple(s for s in marked if is_frozen(s, inputs))
    inputs = inputs.model_copy(update={"sessions": marked})
    away = tuple(s for s in given if s.week != inputs.week)
    frame = frame_of(inputs, plan, trips, [(s.start, s.end) for s in (*frozen, *away)])
    work = week_work(inputs, plan, trips)
    return Setup(inputs, plan, trips, frame, frozen, valued(wishes_of(inputs, plan, frame, frozen, work), frame), work)


def marked_sessions(inputs: WeekInputs) -> tuple[Session, ...]:
    """The week's standing sessions in order of time, with pins and finishes that edits give them."""
    marks: dict[str, dict[str, object]] = {}
    for adjustment in in_order(inputs.adjustments):
        edit = adjustment.edit
        if isinstance(edit, Pin | Unpin):
            marks.setdefault(edit.session, {})["pinned"] = isinstance(edit, Pin)
        elif isinstance(edit, Finish):
            marks.setdefault(edit.session, {})["status"] = "done"
    mine = [s.model_copy(update=marks.get(s.id, {})) for s in inputs.sessions if s.week == inputs.week]
    return tuple(sorted(mine, key=lambda s: (s.start, s.id)))


def is_frozen(session: Session, inputs: WeekInputs) -> bool:
    """Whether a session stays as it is: begun, done or skipped, or held by the person."""
    return session.status != "planned" or session.pinned or session.start < inputs.now


def solve_week(inputs: WeekInputs, *, tolerance: float = TOLERANCE) -> Week:
    """The best week found for ``inputs``; every wish is in ``sessions`` or, with a true reason, in ``unplaced``.

    The search ends when the plan's value (cost of placing nothing less its cost) is proven to be within ``tolerance``
    of the best, in a week that stands within the least that a move costs, or after ``WORK_LIMIT``.
    """
    made = setup(inputs)
    gaps = gaps_of(made.frame)
    quick = greedy_board(made, gaps)
    board, bound = _best(made, gaps, quick, tolerance)
    pause(board, made.plan)
    return _week(made, board, bound)


def solve_weeks(inputs: Sequence[WeekInputs]) -> tuple[Week, ...]:
    """Several weeks, each by itself, in the order given."""
    return tuple(solve_week(one) for one in inputs)


def greedy_week(inputs: WeekInputs) -> Week:
    """The greedy plan alone, without a bound: what is at hand within milliseconds."""
    made = setup(inputs)
    return _week(made, greedy_board(made, gaps_of(made.frame)), None)


def greedy_board(made: Setup, gaps: Sequence[Gap]) -> Board:
    """Hold what stands, then put in the rest, dearest first."""
    order = greedy_order(made.wishes)
    held = Board(made.frame, made.wishes, made.frozen, gaps)
    held.hold(order)
    held.fill(order)
    held.improve(order)
    _make_room(held, order)
    if not any(w.standing for w in made.wishes):
        return held
    fresh = Board(made.frame, made.wishes, made.frozen, gaps)
    fresh.improve(order)
    _make_room(fresh, order)
    return held if held.cost() <= fresh.cost() else fresh


def _make_room(board: Board, order: Sequence[int]) -> None:
    for _ in range(SQUEEZES):
        if len(board.puts) == len(order) or not squeeze(board, order):
            return
        board.improve(order)


def _best(made: Setup, gaps: Sequence[Gap], quick: Board, tolerance: float) -> tuple[Board, float]:
    places = places_of(made.wishes, made.frame, gaps)
    if not places:
        return quick, float(quick.cost())
    if len(made.wishes) > MANY:
        room = sum(max(0, day.capacity - quick.base[day.index]) for day in made.frame.days)
        bound = least_cost(made.wishes, room)
        near = quick.cost() - bound <= _limits(made, tolerance)[0] * (cost_of_nothing(made) - bound)
        if near or len(made.wishes) > MODELLED:
            return quick, bound
    empty = Board(made.frame, made.wishes, made.frozen, gaps)
    tolerance, slack = _limits(made, tolerance)
    choice = choose(
        made.wishes,
        places,
        gaps,
        empty,
        _hint(quick, places),
        gap_limit=tolerance,
        work_limit=WORK_LIMIT,
        slack=slack,
    )
    order = greedy_order(made.wishes)
    boards = [quick, _laid(made, gaps, choice, order)]
    tight = _not_laid(boards[1], choice)
    if tight:
        boards.append(_laid(made, gaps, choice, order, outward=True))
        boards.append(_around_stays(made, gaps, choice, order, tolerance))
    if tight and slack:  # what stays cuts a gap in pieces: once more, with all of that gap free to shift
        loose = [p for p in places if not (p.stay and p.gap.order in tight)]
        again = choose(made.wishes, loose, gaps, empty, {}, gap_limit=tolerance, work_limit=WORK_LIMIT / 3, slack=slack)
        boards.append(_laid(made, gaps, again, order, packed=tight))
    for board in boards[1:]:
        board.improve(order)
    for board in boards:
        settle(board)
    best = min(boards, key=lambda b: b.cost())
    return best, min(choice.bound, float(best.cost()))


def _limits(made: Setup, tolerance: float) -> tuple[float, float]:
    """Where search may end: near the best value or, in a week that stands, only where no move is left to save: a share
    of the whole week's value hides a session that was moved for nothing."""
    standing = [w.rate for w in made.wishes if holds(w, made.frame)]
    if standing:
        return 0.0, min(standing) * MOVED_MIN - 1.0
    return max(tolerance, MANY_TOLERANCE if len(made.wishes) > MANY else 0.0), 0.0


def _laid(
    made: Setup,
    gaps: Sequence[Gap],
    choice: Choice,
    order: Sequence[int],
    *,
    outward: bool = False,
    packed: Container[int] = (),
) -> Board:
    board = Board(made.frame, made.wishes, made.frozen, gaps)
    lay(board, choice.chosen, outward=outward, packed=packed)
    board.fill(order)
    return board


def _not_laid(board: Board, choice: Choice) -> set[int]:
    """The gaps (by order) in which what was chosen for them found no times, or not enough."""
    return {
        place.gap.order
        for n, (place, length) in choice.chosen.items()
        if n not in board.puts or board.puts[n].length < length
    }


def _around_stays(made: Setup, gaps: Sequence[Gap], choice: Choice, order: Sequence[int], tolerance: float) -> Board:
    """The model once more, with what stays held: the pieces of gaps between are its gaps then, and exact."""
    board = Board(made.frame, made.wishes, made.frozen, gaps)
    stays = {n: c for n, c in choice.chosen.items() if c[0].exact}
    lay(board, stays)
    pieces = pieces_of(board.room)
    places = [p for p in places_of(made.wishes, made.frame, pieces) if p.wish not in board.puts and not p.stay]
    if places:
        again = choose(made.wishes, places, pieces, board, {}, gap_limit=tolerance, work_limit=WORK_LIMIT / 3)
        lay(board, again.chosen)
    board.fill(order)
    return board


def _hint(board: Board, places: Sequence[Place]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for index, place in enumerate(places):
        put = board.puts.get(place.wish)
        if put is None or place.gap.day != put.day or put.length > place.most:
            continue
        if (
            place.window[0] <= put.start
            and put.end <= place.window[1]
            and (not place.exact or put.length == place.most)
        ):
            known = found.get(place.wish)
            if known is None or place.cost < known[0]:
                found[place.wish] = (place.cost, index)
    return {wish: (index, board.puts[wish].length) for wish, (_, index) in found.items()}


def _week(made: Setup, board: Board, bound: float | None) -> Week:
    frame = made.frame
    sessions = list(made.frozen)
    asked = asked_ids(made.inputs.adjustments)
    for number, put in board.puts.items():
        wish = made.wishes[number]
        sessions.append(
            Session(
                id=wish.id,
                week=frame.week,
                activity=wish.activity,
                task=wish.task,
                track=wish.track,
                title=wish.title,
                start=frame.moment(put.start, put.day),
                end=frame.moment(put.end, put.day),
                must=wish.must,
                floor_min=wish.lo if wish.must else 0,
                reason=asked_for(asked, made.plan, wish),
            )
        )
    sessions.sort(key=lambda s: (s.start, s.id))
    sessions = [_told(made, board, s, sessions) for s in sessions]
    without = [n for n in range(len(made.wishes)) if n not in board.puts]
    why = reasons(made.frame, board, without)
    unplaced = tuple(
        Unplaced(
            id=w.id, activity=w.activity, task=w.task, track=w.track, title=w.title, minutes=w.hi, must=w.must, reason=r
        )
        for w, r in ((made.wishes[n], why[n]) for n in without)
    )
    planned = sum(s.minutes for s in sessions)
    capacity = sum(d.capacity for d in frame.days)
    titled = tuple(sessions)
    if made.work is not None:
        titled = named(made.work, made.plan, made.wishes, sessions, made.inputs.now)
    return Week(
        week=frame.week,
        timezone=frame.timezone,
        days=tuple(Day(date=d.date, template=d.template, capacity_min=d.capacity) for d in frame.days),
        sessions=titled,
        unplaced=unplaced,
        assumed=_assumed(made, sessions),
        parts=parts_of_week(made.plan, titled),
        capacity_min=capacity,
        planned_min=planned,
        buffer_min=sum(max(0, d.capacity - n) for d, n in zip(frame.days, board.load, strict=True)),
        cost=float(board.cost()),
        bound=bound,
    )


def _assumed(made: Setup, sessions: Sequence[Session]) -> tuple[str, ...]:
    unsaid = {a.id for a in made.plan.activities if a.assumed}
    return tuple(s.id for s in sessions if s.activity in unsaid)


def _told(made: Setup, board: Board, session: Session, sessions: Sequence[Session]) -> Session:
    """A session that lies off the time that the plan names says why; one that the person asked for has its reason."""
    number = board.by_id.get(session.id)
    if number is None or (session.reason is not None and session.reason.code == "asked"):
        return session
    why = off_time(made.frame, made.wishes[number], board.puts[number], sessions)
    return session if why is None else session.model_copy(update={"reason": why})


def cost_of_nothing(made: Setup) -> int:
    """What the week costs where no wish is placed: the scale on which a gap to the bound is read."""
    return sum(w.missing for w in made.wishes)


__all__ = ["Setup", "cost_of_nothing", "greedy_week", "setup", "solve_week", "solve_weeks"]
