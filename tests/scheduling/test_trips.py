"""An accepted week meets a trip: what must move moves, what need not stays, and every difference has its reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import pytest
from bench.instances import trip_inputs, week_inputs
from tests.scheduling.weeks import DAYS, activity, at, busy, by_id, edit, hours, inputs, places, plan

from roadweek.domain.base import Range, Weekday
from roadweek.domain.edits import Add, AddTrip, Block, Edit, Move, SetCapacity
from roadweek.domain.plan import Plan, Task, Template
from roadweek.domain.proposal import Change, Proposal
from roadweek.domain.week import Reason, ReasonCode, Week
from roadweek.messages import say
from roadweek.messages.reasons import TEXTS
from roadweek.scheduling.diff import difference, minutes
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.policy import may_apply
from roadweek.scheduling.solve import solve_week
from roadweek.scheduling.verify import violations

TRIP = AddTrip(start=DAYS[2], end=DAYS[4], place="Shenzhen")


def small_plan() -> Plan:
    """Eight activities in fifteen sessions and a two-hour report due on Friday; ninety minutes on workdays, four hours
    on Saturday, none on Sunday."""
    workdays: tuple[Weekday, ...] = ("MO", "TU", "WE", "TH", "FR")
    budgets: dict[Weekday, Range] = {**dict.fromkeys(workdays, Range.exactly(90)), "SA": Range.exactly(240)}
    return plan(
        activity("listen", (20, 30), 1, per="day", days=("MO", "WE", "FR"), strength="must"),
        activity("maths", (30, 60), 3),
        activity("models", (45, 60), 2),
        activity("problems", (25, 30), 2),
        activity("paper", 30, 1, strength="optional"),
        activity("notes", 25, 1, strength="optional"),
        activity("run", 30, 2, strength="optional"),
        activity("review", 30, 1, days=("SA",), strength="must"),
        activity("trip-listen", 20, 1, per="day", template="trip", track="listen", strength="must"),
        templates=(
            Template(id="normal", title="normal", day_minutes=budgets),
            Template(id="trip", title="trip", day_minutes=dict.fromkeys(workdays, Range.exactly(30))),
        ),
        tasks=(Task(id="report", title="Report", minutes=120, due=DAYS[4]),),
    )


def small_week() -> WeekInputs:
    rooms = hours(("18:30", "21:30"), days=("MO", "TU", "WE", "TH", "FR"))
    saturday = hours(("09:00", "17:00"), days=("SA",))
    return inputs(small_plan(), hours=rooms.model_copy(update={"days": {**rooms.days, **saturday.days}}))


def test_the_report_is_held_before_friday_and_nothing_vanishes() -> None:
    given = small_week()
    week = solve_week(given)
    assert violations(given, week) == ()
    assert len(week.sessions) + len(week.unplaced) == 15 + 2
    report = [s for s in week.sessions if s.task == "report"]
    assert sum(s.minutes for s in report) == 120
    assert max(s.end.date() for s in report) <= DAYS[4]
    assert not any(u.must for u in week.unplaced)


def test_the_deadline_holds_through_a_trip_and_nothing_vanishes() -> None:
    first = small_week()
    week = solve_week(first)
    given = inputs(first.plan, TRIP, hours=first.hours, sessions=week.sessions, now=at(0, "08:00"))
    after = solve_week(given)
    assert violations(given, after) == ()
    report = [s for s in after.sessions if s.task == "report"]
    assert sum(s.minutes for s in report) == 120
    assert max(s.end.date() for s in report) <= DAYS[4]
    listed = {u.id for u in after.unplaced}
    for old in week.sessions:
        assert old.id in listed or old.id in places(after), old.id


def test_a_trip_from_wednesday_keeps_the_days_that_it_does_not_touch() -> None:
    first = week_inputs(20)
    week = solve_week(first)
    given = trip_inputs(first, week.sessions)
    after = solve_week(given)
    new = places(after)
    for old in week.sessions:
        if old.start.date() not in DAYS[2:5]:
            assert new.get(old.id) == (old.start, old.end), old.id
    changes = difference([given], [after])
    assert all(c.forced for c in changes)
    assert minutes(changes)[1] == 0


def test_changes_tell_forced_from_chosen_with_minutes_and_reasons() -> None:
    first = inputs(plan(activity("math", 60, 2), activity("vlm", 60, days=("TU",), strength="must")))
    week = solve_week(first)
    math = by_id(week, "math.1")
    blocked = first.model_copy(
        update={"busy": (busy(1, "18:00", "21:00", "Concert"),), "sessions": week.sessions, "now": at(0, "01:00")}
    )
    after = solve_week(blocked)
    changes = {c.session: c for c in difference([blocked], [after])}
    hit = {s.id for s in week.sessions if s.start < at(1, "21:00") and s.end > at(1, "18:00")}
    assert math.id in hit
    assert hit <= set(changes)
    for name in hit:
        assert changes[name].forced
        assert changes[name].reason.params == {"title": "Concert", "start": "18:00", "end": "21:00"}
    forced, chosen = minutes(changes.values())
    assert forced == 60 * len(hit)
    assert chosen == 60 * (len(changes) - len(hit))


def solved_twice(first: WeekInputs, **change: object) -> tuple[Week, dict[str, Change]]:
    week = solve_week(first)
    again = first.model_copy(update={"sessions": week.sessions, **change})
    after = solve_week(again)
    assert violations(again, after) == ()
    return after, {c.session: c for c in difference([again], [after])}


def test_edits_are_the_reason_of_what_they_change() -> None:
    of = plan(activity("math", 60, 1), activity("vlm", 60, 1))
    first = inputs(of)

    def adjusted(*edits: Edit) -> dict[str, Change]:
        return solved_twice(first, adjustments=inputs(of, *edits).adjustments)[1]

    gone = adjusted(edit("remove_activity", track="math", from_=DAYS[0]))
    assert [(c.kind, c.forced, c.reason.code) for c in gone.values()] == [("dropped", True, "asked")]
    short = adjusted(edit("set_activity", track="math", minutes=30, from_=DAYS[0]))
    assert [(c.kind, c.forced, c.reason.code) for c in short.values()] == [("shortened", True, "asked")]
    assert minutes(short.values()) == (30, 0)
    extra = adjusted(Add(title="Call", minutes=15, date=DAYS[1]))
    assert [(c.kind, c.reason.code) for c in extra.values()] == [("added", "asked")]
    tight = adjusted(SetCapacity(date_from=DAYS[0], date_to=DAYS[6], minutes=30))
    assert {(c.kind, c.forced, c.reason.code) for c in tight.values()} == {("dropped", True, "day_budget")}
    naive = at(0, "18:00").replace(tzinfo=None)
    block = adjusted(
        *[Block(start=naive + timedelta(days=n), end=naive + timedelta(days=n, hours=4)) for n in range(7)]
    )
    assert {(c.kind, c.forced, c.reason.code) for c in block.values()} == {("dropped", True, "busy")}


def proposal(*changes: Change, weeks: tuple[Week, ...] = ()) -> Proposal:
    return Proposal(
        id="p", version=1, input_hash="h", changes=changes, weeks=weeks, created=at(0, "00:00"), origin="watch"
    )


def test_the_trip_policy_lets_small_future_changes_pass() -> None:
    first = week_inputs(20)
    week = solve_week(first)
    given = trip_inputs(first, week.sessions)
    after = solve_week(given)
    changes = tuple(c for c in difference([given], [after]) if not (c.must and c.kind == "dropped"))
    answer = may_apply(proposal(*changes, weeks=(after,)), given.now, 12)
    assert answer.ok
    assert answer.text("en")
    moved = sum(c.kind == "moved" for c in changes)
    assert moved > 0
    few = may_apply(proposal(*changes, weeks=(after,)), given.now, moved - 1)
    assert (few.ok, few.why, few.params) == (False, "policy_moves", {"moves": moved, "max_moves": moved - 1})


def test_the_trip_policy_waits_for_the_person_where_it_must() -> None:
    first = inputs(plan(activity("math", 60, 2, strength="must"), activity("vlm", 60, 1)))
    week = solve_week(first)
    trip = inputs(first.plan, AddTrip(start=DAYS[0], end=DAYS[6]), sessions=week.sessions)
    after = solve_week(trip)
    changes = difference([trip], [after])
    assert may_apply(proposal(*changes, weeks=(after,)), trip.now, 12).why == "policy_dropped"
    one = next(c for c in changes if not c.must)
    assert may_apply(proposal(one), at(6, "23:00"), 12).why == "policy_past"
    assert may_apply(proposal(one.model_copy(update={"pinned": True})), trip.now, 12).why == "policy_pinned"
    missed = Reason(code="missed", params={"title": one.title, "day": "2026-03-02"})
    offered = one.model_copy(update={"reason": missed})
    assert may_apply(proposal(one, offered), trip.now, 12).why == "policy_missed"
    closed = proposal(one).model_copy(update={"state": "rejected"})
    assert may_apply(closed, trip.now, 12).why == "policy_state"


def test_a_must_that_the_trip_week_has_too_becomes_its_shorter_session_and_stays_one_event() -> None:
    of = plan(
        activity("listen", 30, per="day", strength="must"),
        activity("trip-listen", 20, per="day", template="trip", track="listen", strength="must"),
    )
    week = solve_week(inputs(of))
    trip = inputs(of, TRIP, sessions=week.sessions)
    after = solve_week(trip)
    changes = difference([trip], [after])
    assert [(c.kind, c.forced, c.reason.code) for c in changes] == [("shortened", True, "template")] * 3
    assert may_apply(proposal(*changes, weeks=(after,)), trip.now, 12).ok
    home = inputs(of, sessions=after.sessions)
    back = difference([home], [solve_week(home)])
    assert [(c.kind, c.forced, c.reason.code) for c in back] == [("lengthened", True, "template")] * 3


def test_what_is_moved_beside_a_trip_is_what_the_trip_takes_and_it_stays_there() -> None:
    of = plan(activity("math", 60, per="day", days=("MO", "TU", "WE", "TH", "FR")), activity("vlm", 30, 2))
    week = solve_week(inputs(of))
    move = Move(track="math", to=DAYS[5])
    trip = inputs(of, TRIP, move, sessions=week.sessions)
    after = solve_week(trip)
    moved = [c for c in difference([trip], [after]) if c.track == "math"]
    assert {c.session.rpartition(".")[2] for c in moved} == {"WE", "TH", "FR"}
    assert all(c.after and c.after.start.date() == DAYS[5] for c in moved)
    again = inputs(of, TRIP, move, sessions=after.sessions)
    assert difference([again], [solve_week(again)]) == ()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_reason_code_has_words_and_those_take_the_numbers_given(lang: str) -> None:
    from typing import get_args

    assert set(get_args(ReasonCode)) <= set(TEXTS)
    first = week_inputs(40)
    week = solve_week(first)
    given = trip_inputs(first, week.sessions)
    after = solve_week(given)
    reasons = [u.reason for u in after.unplaced] + [c.reason for c in difference([given], [after])]
    assert reasons
    for reason in reasons:
        assert say(f"reasons.{reason.code}", "zh" if lang == "zh" else "en", **reason.params)


def test_the_date_of_a_trip_is_told_in_the_reason() -> None:
    first = week_inputs(20)
    given = trip_inputs(first, solve_week(first).sessions)
    reasons = [u.reason for u in solve_week(given).unplaced if u.reason.code == "trip"]
    assert reasons
    assert date.fromisoformat(reasons[0].params["start"]) == DAYS[2]


def test_of_like_occasions_the_one_that_stands_keeps_its_place() -> None:
    first = small_week()
    week = solve_week(first)
    given = inputs(first.plan, TRIP, hours=first.hours, sessions=week.sessions, now=at(0, "08:00"))
    after = solve_week(given)
    old, new = {v: k for k, v in places(week).items()}, {v: k for k, v in places(after).items()}
    assert all(old[spot] == name for spot, name in new.items() if spot in old and old[spot][:-1] == name[:-1])


def test_a_plan_without_a_trip_week_keeps_its_short_daily_habits_on_a_trip() -> None:
    of = plan(activity("listen", 20, per="day"), activity("math", 60, per="day"))
    week = solve_week(inputs(of, TRIP))
    on_trip = [s for s in week.sessions if DAYS[2] <= s.start.date() <= DAYS[4]]
    assert {s.track for s in on_trip} == {"listen"}
    assert len(on_trip) == 3
    assert {u.reason.code for u in week.unplaced} == {"trip"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_plan_without_a_trip_week_says_that_one_is_away_and_names_no_trip_week(lang: Literal["en", "zh"]) -> None:
    words: list[str] = []
    for own in (True, False):
        activities = [activity("maths", 60, 3, days=("WE", "TH", "FR")), activity("listen", 20, 1, per="day")]
        if own:
            activities.append(activity("trip-listen", 20, 1, per="day", template="trip", track="listen"))
        given = inputs(plan(*activities), TRIP)
        reasons = [u.reason for u in solve_week(given).unplaced if u.reason.code == "trip"]
        assert reasons
        assert all(("plain" in reason.params) is not own for reason in reasons)
        words.append(say(f"reasons.{reasons[0].words}", lang, **reasons[0].params))
    assert "trip week" in words[0] or "出差周" in words[0]
    assert "trip week" not in words[1]
    assert "出差周" not in words[1]
