"""Whatever the week, nothing vanishes, nothing breaks a rule, and the same inputs give the same week."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from datetime import date, time, timedelta
from typing import Any

from bench.instances import trip_inputs, week_inputs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scheduling.weeks import DAYS, WEEK, at, edit

from roadweek.domain.base import WEEKDAYS, Range, Slot, Weekday
from roadweek.domain.edits import (
    Add,
    AddTrip,
    Adjustment,
    Block,
    DayOff,
    Drop,
    Move,
    Prioritize,
    SetCapacity,
)
from roadweek.domain.plan import Activity, Plan, Rule, Task, Template, Track
from roadweek.domain.week import Busy, Week
from roadweek.scheduling.diff import difference
from roadweek.scheduling.inputs import Hours, Stretch, WeekInputs
from roadweek.scheduling.solve import greedy_week, setup, solve_week
from roadweek.scheduling.verify import cost, cost_of_nothing, violations

TRACKS = ("a", "b", "c", "d")
SLOTS: tuple[Slot, ...] = ("morning", "daytime", "afternoon", "evening")
BOUNDED = settings(max_examples=30, deadline=None, derandomize=True)


@st.composite
def activities(draw: st.DrawFn, number: int) -> Activity:
    low = draw(st.integers(2, 18)) * 5
    return Activity(
        id=f"act{number}",
        track=draw(st.sampled_from(TRACKS)),
        title=f"Act {number}",
        minutes=Range(lo=low, hi=low + draw(st.integers(0, 8)) * 5),
        times=Range.exactly(draw(st.integers(1, 4))),
        per=draw(st.sampled_from(["day", "week", "week", "month"])),
        days=tuple(sorted(draw(st.sets(st.sampled_from(WEEKDAYS), max_size=4)), key=WEEKDAYS.index)),
        slots=tuple(draw(st.lists(st.sampled_from(SLOTS), max_size=2, unique=True))),
        interval=draw(st.sampled_from([1, 1, 1, 2, 3])),
        at=draw(st.sampled_from([None, None, time(19), time(19, 30), time(8, 12), time(5), time(23, 40)])),
        strength=draw(st.sampled_from(["must", "should", "optional"])),
        template=draw(st.sampled_from(["normal", "normal", "normal", "trip"])),
    )


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    first, last = (time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 10, 30]))) for _ in range(2))
    return Rule(
        id=f"rule{number}",
        text=f"rule {number}",
        kind=draw(
            st.sampled_from(["max_minutes_per_day", "earliest_start", "latest_end", "free_day", "closed_hours", "note"])
        ),
        minutes=draw(st.integers(0, 300)),
        start=first,
        end=last,
        days=tuple(sorted(draw(st.sets(st.sampled_from(WEEKDAYS), max_size=3)), key=WEEKDAYS.index)),
        template=draw(st.sampled_from([None, "normal", "trip"])),
        lines=(number + 1,),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    count = draw(st.integers(0, 7))
    budgets: dict[Weekday, Range] = {
        d: Range.exactly(draw(st.integers(0, 40)) * 5) for d in draw(st.sets(st.sampled_from(WEEKDAYS), max_size=3))
    }
    tasks = tuple(
        Task(
            id=f"task{n}",
            title=f"Task {n}",
            track=draw(st.sampled_from([None, *TRACKS])),
            minutes=draw(st.integers(5, 300)),
            due=draw(st.none() | st.sampled_from([d + timedelta(days=n) for d in DAYS])),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    return Plan(
        id="p",
        title="p",
        source_sha256="0",
        tracks=tuple(Track(id=t, title=t.upper(), priority=draw(st.integers(-2, 2))) for t in TRACKS),
        activities=tuple(draw(activities(n)) for n in range(count)),
        templates=(
            Template(id="normal", title="normal", day_minutes=budgets),
            Template(id="trip", title="trip", no_new_tasks=draw(st.booleans())),
        ),
        tasks=tasks,
        rules=tuple(draw(rules(n)) for n in range(draw(st.sampled_from([0, 0, 1, 2])))),
    )


@st.composite
def edits(draw: st.DrawFn) -> tuple[Adjustment, ...]:
    day = st.sampled_from(DAYS)
    track = st.sampled_from(TRACKS)
    found: list[Any] = []
    for _ in range(draw(st.integers(0, 3))):
        one, other = sorted((draw(day), draw(day)))
        start = draw(st.integers(0, 22))
        found.append(
            draw(
                st.sampled_from(
                    [
                        AddTrip(start=one, end=other),
                        DayOff(date=one),
                        SetCapacity(date_from=one, date_to=other, minutes=draw(st.integers(0, 200))),
                        edit("move", track=draw(track), to=other, from_=one),
                        Move(track=draw(track), to=other, slot="evening"),
                        Drop(track=draw(track), date=one),
                        Add(track=draw(track), minutes=45, date=one, slot=draw(st.sampled_from([None, "morning"]))),
                        edit("pause", track=draw(track), until=other, from_=one),
                        Prioritize(track=draw(track), level="up"),
                        edit("set_activity", track=draw(track), minutes=35, from_=one),
                        Block(
                            start=at(0, "00:00").replace(tzinfo=None) + timedelta(days=one.weekday(), hours=start),
                            end=at(0, "00:00").replace(tzinfo=None) + timedelta(days=one.weekday(), hours=start + 2),
                        ),
                    ]
                )
            )
        )
    return tuple(Adjustment(id=f"x{n}", seq=n, edit=e, on=date(2026, 3, 1)) for n, e in enumerate(found))


@st.composite
def weeks(draw: st.DrawFn) -> WeekInputs:
    spans = tuple(
        Stretch(start=time(a, draw(st.sampled_from([0, 15, 20]))), end=time(min(23, a + n)))
        for a, n in draw(st.sampled_from([((18, 4),), ((6, 2), (18, 5)), ((8, 9),), ((7, 1), (12, 1), (19, 3)), ()]))
    )
    busy = tuple(
        Busy(start=(s := at(d, f"{h:02d}:10")), end=s + timedelta(minutes=m), title="Busy")
        for d, h, m in draw(st.lists(st.tuples(st.integers(0, 6), st.integers(5, 22), st.integers(1, 300)), max_size=4))
    )
    return WeekInputs(
        week=WEEK,
        timezone=draw(st.sampled_from(["Asia/Shanghai", "Asia/Kathmandu", "America/New_York"])),
        now=at(draw(st.integers(0, 6)), "09:07") - timedelta(days=draw(st.sampled_from([7, 7, 0]))),
        plan=draw(plans()),
        adjustments=draw(edits()),
        busy=busy,
        hours=Hours(days=dict.fromkeys(draw(st.just(WEEKDAYS) | st.sets(st.sampled_from(WEEKDAYS))), spans)),
        buffer_share=draw(st.sampled_from([0.0, 0.15, 0.5])),
    )


def sound(inputs: WeekInputs, week: Week) -> None:
    assert violations(inputs, week) == ()
    assert week.cost == cost(inputs, week)
    assert week.cost is not None
    assert week.bound is None or 0 <= week.bound <= week.cost
    assert week.capacity_min >= 0
    assert week.buffer_min >= 0


def true_reasons(inputs: WeekInputs, week: Week) -> None:
    """What a reason says can be seen in the week."""
    made = setup(inputs)
    wishes = {w.id: w for w in made.wishes}
    for one in week.unplaced:
        wish, params = wishes[one.id], one.reason.params
        match one.reason.code:
            case "no_window":
                assert params["max_gap_min"] < params["needed_min"] == wish.lo
            case "day_budget":
                assert params["free_min"] < params["needed_min"] == wish.lo
            case "busy":
                assert any(t.title in (params["title"], "") for t in made.frame.taken)
            case "trip":
                assert any(d.trip for d in made.frame.days)
            case "day_off":
                assert any(d.off and d.date.isoformat() == params["date"] for d in made.frame.days)
            case "rule":
                assert any(rule.text in params["text"] for rule in made.plan.rules) or "trip" in params["text"]
            case "priority":
                assert any(s.title == params["other"] for s in week.sessions)
            case "deadline":
                assert wish.due == params["due"] or any(r.params == params for _, r in wish.barred)
            case _:
                pass


@BOUNDED
@given(weeks())
def test_every_wish_is_placed_or_listed_and_no_rule_is_broken(inputs: WeekInputs) -> None:
    week = solve_week(inputs)
    sound(inputs, week)
    true_reasons(inputs, week)
    sound(inputs, greedy_week(inputs))
    nothing = cost_of_nothing(inputs)
    if nothing > 0 and week.bound is not None and week.cost is not None:
        assert week.cost <= nothing


@BOUNDED
@given(weeks(), edits(), st.integers(0, 6))
def test_a_replan_accounts_for_every_session_that_stood(
    inputs: WeekInputs, more: tuple[Adjustment, ...], day: int
) -> None:
    week = solve_week(inputs)
    later = tuple(a.model_copy(update={"id": f"y{n}", "seq": 50 + n}) for n, a in enumerate(more))
    again = inputs.model_copy(
        update={
            "sessions": week.sessions,
            "now": max(inputs.now, at(day, "12:00")),
            "adjustments": (*inputs.adjustments, *later),
        }
    )
    after = solve_week(again)
    sound(again, after)
    true_reasons(again, after)
    changes = {c.session: c for c in difference([again], [after])}
    placed = {s.id: s for s in after.sessions}
    for old in week.sessions:
        new = placed.get(old.id)
        kept = new is not None and (new.start, new.end) == (old.start, old.end)
        assert kept != (old.id in changes)
        assert new is not None or changes[old.id].kind == "dropped"
    assert {c.session for c in changes.values() if c.kind == "added"} == set(placed) - {s.id for s in week.sessions}


@BOUNDED
@given(weeks())
def test_the_same_inputs_give_the_same_week_byte_for_byte(inputs: WeekInputs) -> None:
    again = pickle.loads(pickle.dumps(inputs))
    assert solve_week(inputs).model_dump_json() == solve_week(again).model_dump_json()


@BOUNDED
@given(weeks())
def test_a_week_that_stands_is_left_as_it_is(inputs: WeekInputs) -> None:
    week = solve_week(inputs)
    again = inputs.model_copy(update={"sessions": week.sessions})
    assert difference([again], [solve_week(again)]) == ()


def test_the_same_inputs_give_the_same_week_in_fresh_processes() -> None:
    program = (
        "import sys; from bench.instances import week_inputs, trip_inputs; from roadweek.scheduling.solve import *;"
        "i = week_inputs(20); w = solve_week(i); sys.stdout.write(w.model_dump_json());"
        "sys.stdout.write(solve_week(trip_inputs(i, w.sessions)).model_dump_json())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    inputs = week_inputs(20)
    week = solve_week(inputs)
    text = week.model_dump_json() + solve_week(trip_inputs(inputs, week.sessions)).model_dump_json()
    assert outputs == {text}


def test_the_fixed_weeks_are_within_five_percent_of_the_proven_bound() -> None:
    for size in (20, 40):
        inputs = week_inputs(size)
        week = solve_week(inputs)
        trip = trip_inputs(inputs, week.sessions)
        for one, solved in ((inputs, week), (trip, solve_week(trip))):
            sound(one, solved)
            assert solved.bound is not None
            assert (cost(one, solved) - solved.bound) / (cost_of_nothing(one) - solved.bound) <= 0.05
            json.dumps(solved.to_json())
