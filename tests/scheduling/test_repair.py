"""The smallest repair of a week that stands, by itself and as what a replan calls forced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise, product

import pytest
from tests.scheduling.weeks import activity, at, busy, edit, hours, inputs, plan

from roadweek.domain.week import Busy, Session, Week
from roadweek.scheduling.diff import difference, minutes
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.repair import smallest_repair
from roadweek.scheduling.solve import setup, solve_week

EVENING = hours(("19:00", "20:00"), days=("MO", "TU"))


def _again(first: WeekInputs, **more: object) -> tuple[WeekInputs, Week]:
    """The inputs with the week that stands in them and something new, and what the planner makes of them."""
    given = first.model_copy(update={"sessions": solve_week(first).sessions, **more})
    return given, solve_week(given)


def _with(week: Week, name: str, start: datetime | None) -> Week:
    """Another planner's answer: one session lies elsewhere, or nowhere."""
    kept = [s for s in week.sessions if s.id != f"{week.week}.{name}"]
    old = next(s for s in week.sessions if s.id == f"{week.week}.{name}")
    if start is not None:
        length = timedelta(minutes=old.minutes)
        kept.append(old.model_copy(update={"start": start, "end": start + length}))
    return week.model_copy(update={"sessions": tuple(sorted(kept, key=lambda s: s.start))})


def test_a_move_that_nothing_asked_for_is_chosen_whoever_makes_it() -> None:
    given, week = _again(inputs(plan(activity("cello", 30), activity("chess", 30))))
    assert difference([given], [week]) == ()
    moved = _with(week, "cello.1", at(6, "21:00"))
    assert [(c.kind, c.forced) for c in difference([given], [moved])] == [("moved", False)]
    dropped = _with(week, "cello.1", None)
    assert [(c.kind, c.forced) for c in difference([given], [dropped])] == [("dropped", False)]


def test_what_a_busy_hour_takes_is_forced_to_move_but_not_to_go() -> None:
    given, _ = _again(inputs(plan(activity("cello", 60))))
    stood = given.sessions[0]
    taken = Busy(start=stood.start, end=stood.end, title="Visit")
    blocked = given.model_copy(update={"busy": (taken,)})
    after = solve_week(blocked)
    assert [(c.kind, c.forced) for c in difference([blocked], [after])] == [("moved", True)]
    gone = _with(after, "cello.1", None)
    assert [(c.kind, c.forced) for c in difference([blocked], [gone])] == [("dropped", False)]


def test_two_short_ones_that_lost_their_place_do_not_force_a_long_one_out() -> None:
    of = plan(activity("cello", 30, days=("MO",)), activity("chess", 30, days=("MO",)), activity("report", 60))
    given, _ = _again(inputs(of, hours=EVENING))
    assert {s.id[9:]: s.start.weekday() for s in given.sessions} == {"cello.1": 0, "chess.1": 0, "report.1": 1}
    loose = plan(activity("cello", 30), activity("chess", 30), activity("report", 60))
    blocked = given.model_copy(update={"plan": loose, "busy": (busy(0, "19:00", "20:00"),)})
    made = setup(blocked)
    evicting = _with(_with(solve_week(given), "cello.1", at(1, "19:00")), "chess.1", at(1, "19:30"))
    repair = smallest_repair(made, _with(evicting, "report.1", None))
    assert "2026-W10.report.1" not in repair.touched
    assert {"2026-W10.cello.1", "2026-W10.chess.1"} == repair.touched == repair.dropped
    assert repair.proven


def test_of_two_that_could_go_the_one_that_went_is_forced() -> None:
    of = plan(activity("cello", 30), activity("chess", 30))
    given, _ = _again(inputs(of, hours=hours(("19:00", "20:00"), days=("MO",))))
    less = inputs(of, edit("set_capacity", date_from="2026-03-02", date_to="2026-03-02", minutes=30), hours=given.hours)
    less = less.model_copy(update={"sessions": given.sessions})
    for goes in ("chess.1", "cello.1"):
        answer = _with(solve_week(given), goes, None)
        changes = [(c.session[9:], c.kind, c.forced) for c in difference([less], [answer])]
        assert changes == [(goes, "dropped", True)]


def test_what_the_person_asks_for_may_force_out_what_is_worth_less() -> None:
    of = plan(activity("cards", 30, per="day", days=("MO",), strength="must"), activity("run", 30))
    given, _ = _again(inputs(of, hours=hours(("19:00", "20:00"), days=("MO",))))
    asked = inputs(of, edit("add", title="Ring the school", minutes=30, date="2026-03-02"), hours=given.hours)
    asked = asked.model_copy(update={"sessions": given.sessions})
    changes = difference([asked], [solve_week(asked)])
    assert {(c.kind, c.forced) for c in changes} == {("added", True), ("dropped", True)}
    assert minutes(changes) == (60, 0)


def test_a_shrunk_budget_forces_out_no_more_than_its_minutes() -> None:
    of = plan(*(activity(name, 30, days=("MO",)) for name in ("cello", "chess", "choir")))
    given, _ = _again(inputs(of, hours=hours(("19:00", "22:00"), days=("MO",))))
    less = inputs(of, edit("set_capacity", date_from="2026-03-02", date_to="2026-03-02", minutes=60), hours=given.hours)
    less = less.model_copy(update={"sessions": given.sessions})
    one_out = _with(solve_week(given), "chess.1", None)
    assert [(c.session[9:], c.forced) for c in difference([less], [one_out])] == [("chess.1", True)]
    two_out = _with(one_out, "choir.1", None)
    assert minutes(difference([less], [two_out])) == (30, 30)


@pytest.mark.parametrize(
    "taken",
    [[(0, "19:00", "19:30")], [(0, "19:10", "19:40"), (1, "19:30", "20:00")], [(1, "19:00", "19:45")], []],
)
def test_the_repair_is_as_small_as_the_smallest_of_all_weeks(taken: Sequence[tuple[int, str, str]]) -> None:
    of = plan(activity("cello", 30), activity("chess", 25), activity("choir", 35, strength="must"))
    given, _ = _again(inputs(of, hours=EVENING))
    blocked = given.model_copy(update={"busy": tuple(busy(*one) for one in taken)})
    made = setup(blocked)
    repair = smallest_repair(made, solve_week(blocked))
    best = max(_worth(blocked, choice) for choice in _all_weeks(blocked))
    stood = {s.id: s for s in given.sessions}
    kept = sum(s.minutes for s in stood.values() if s.id not in repair.touched)
    there = [s for s in stood.values() if s.id not in repair.dropped]
    musts = sum(s.minutes for s in there if s.must)
    assert (musts, sum(s.minutes for s in there if not s.must), kept) == best
    assert repair.proven


def _all_weeks(given: WeekInputs) -> list[tuple[tuple[Session, datetime | None], ...]]:
    """Each way to lay the standing sessions on the grid of the two evenings, or to leave some out."""
    options: list[list[tuple[Session, datetime | None]]] = []
    for session in given.sessions:
        starts = [at(day, "19:00") + timedelta(minutes=5 * n) for day in (0, 1) for n in range(12)]
        length = timedelta(minutes=session.minutes)
        fits = [
            s
            for s in starts
            if (s + length) <= s.replace(hour=20, minute=0)
            and not any(s < b.end and b.start < s + length for b in given.busy)
        ]
        options.append([(session, start) for start in [*fits, None]])
    return [choice for choice in product(*options) if not _collide(choice)]


def _collide(choice: Sequence[tuple[Session, datetime | None]]) -> bool:
    spans = sorted((start, start + timedelta(minutes=s.minutes)) for s, start in choice if start is not None)
    return any(b[0] < a[1] for a, b in pairwise(spans))


def _worth(given: WeekInputs, choice: Sequence[tuple[Session, datetime | None]]) -> tuple[int, int, int]:
    there = [(s, start) for s, start in choice if start is not None]
    return (
        sum(s.minutes for s, _ in there if s.must),
        sum(s.minutes for s, _ in there if not s.must),
        sum(s.minutes for s, start in there if s.start == start),
    )
