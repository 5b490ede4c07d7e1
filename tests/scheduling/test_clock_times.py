"""Clock times and rules of the plan in the solved week: kept where free, else the nearest, and always with a reason."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.scheduling.weeks import ZONE, activity, at, busy, by_id, edit, hours, inputs, plan, why

from roadweek.domain.base import DateWindow
from roadweek.domain.plan import Period, Plan, Rule
from roadweek.domain.weeks import next_week
from roadweek.scheduling.diff import difference
from roadweek.scheduling.limits import usual_hours
from roadweek.scheduling.solve import greedy_week, solve_week
from roadweek.scheduling.verify import cost, violations


def rule(kind: str, text: str = "rule", **more: object) -> Rule:
    return Rule.model_validate({"id": f"u-{kind}", "text": text, "kind": kind, "lines": (7,), **more})


def test_a_session_starts_at_the_time_that_the_plan_names() -> None:
    english = activity("english", 60, per="day", days=("MO", "WE"), at=time(19, 30))
    week = solve_week(inputs(plan(english, activity("maths", 90, 5))))
    assert [s.start for s in week.sessions if s.track == "english"] == [at(0, "19:30"), at(2, "19:30")]
    assert violations(inputs(plan(english)), solve_week(inputs(plan(english)))) == ()


def test_two_that_are_wished_at_one_time_lie_side_by_side_and_the_later_says_why() -> None:
    both = plan(
        activity("english", 60, per="day", days=("MO",), at=time(19), strength="must"),
        activity("maths", 60, per="day", days=("MO",), at=time(19)),
    )
    given = inputs(both)
    week = solve_week(given)
    assert by_id(week, "english.MO").start == at(0, "19:00")
    maths = by_id(week, "maths.MO")
    assert maths.start in (at(0, "18:00"), at(0, "20:00"))
    assert maths.reason is not None
    assert (maths.reason.code, maths.reason.params) == ("time_taken", {"at": "19:00", "other": "english"})
    assert week.cost == cost(given, week)


def test_where_the_calendar_takes_the_time_the_session_moves_to_the_nearest_and_says_so() -> None:
    english = activity("english", 60, per="day", days=("MO",), at=time(19))
    week = solve_week(inputs(plan(english), busy=(busy(0, "19:00", "20:30", "Concert"),)))
    session = by_id(week, "english.MO")
    assert session.start == at(0, "18:00")
    assert session.reason is not None
    assert session.reason.code == "time_busy"
    assert session.reason.params == {"at": "19:00", "title": "Concert", "start": "19:00", "end": "20:30"}


def test_a_time_outside_the_usual_hours_opens_the_day_for_it() -> None:
    run = activity("run", 30, per="day", days=("TU",), at=time(5, 30))
    week = solve_week(inputs(plan(run)))
    assert by_id(week, "run.TU").start == at(1, "05:30")


def test_a_time_off_the_grid_is_kept_to_the_step_before_it() -> None:
    week = solve_week(inputs(plan(activity("run", 30, per="day", days=("TU",), at=time(18, 43)))))
    assert by_id(week, "run.TU").start == at(1, "18:40")


def test_a_move_keeps_the_time_and_a_named_part_of_the_day_replaces_it() -> None:
    english = plan(activity("english", 60, per="day", days=("MO",), at=time(20)))
    moved = edit("move", track="english", from_=date(2026, 3, 2), to=date(2026, 3, 3))
    assert by_id(solve_week(inputs(english, moved)), "english.MO").start == at(1, "20:00")
    morning = edit("move", track="english", from_=date(2026, 3, 2), to=date(2026, 3, 3), slot="morning")
    wide = inputs(english, morning, hours=hours(("07:00", "22:00")))
    assert by_id(solve_week(wide), "english.MO").start.hour < 12


def test_a_session_that_stood_elsewhere_goes_to_its_time_when_that_is_free_again() -> None:
    english = plan(activity("english", 60, per="day", days=("MO",), at=time(19)))
    first = solve_week(inputs(english, busy=(busy(0, "19:00", "20:00"),)))
    again = inputs(english, sessions=first.sessions)
    changes = difference([again], [solve_week(again)])
    assert [(c.kind, c.after and c.after.start, c.forced) for c in changes] == [("moved", at(0, "19:00"), False)]


def test_no_more_than_the_rule_allows_is_planned_on_a_day_and_the_rest_names_the_rule_and_its_line() -> None:
    of = plan(
        activity("maths", 60, per="day", days=("MO",)),
        activity("english", 60, per="day", days=("MO",)),
        activity("papers", 60, per="day", days=("MO",)),
        rules=(rule("max_minutes_per_day", "max 2 h a day", minutes=120),),
    )
    week = solve_week(inputs(of))
    assert sum(s.minutes for s in week.sessions) == 120
    assert [u.reason.code for u in week.unplaced] == ["rule"]
    assert week.unplaced[0].reason.params == {"text": "max 2 h a day (line 7)"}


def test_a_capacity_that_the_person_sets_replaces_the_rule() -> None:
    of = plan(activity("maths", 120, per="day", days=("MO",)), rules=(rule("max_minutes_per_day", minutes=60),))
    more = edit("set_capacity", date_from=date(2026, 3, 2), date_to=date(2026, 3, 2), minutes=180)
    assert solve_week(inputs(of)).sessions == ()
    assert len(solve_week(inputs(of, more)).sessions) == 1


@pytest.mark.parametrize(
    ("bound", "first", "last"),
    [
        (rule("latest_end", end=time(21)), "18:00", "21:00"),
        (rule("earliest_start", start=time(19)), "19:00", "22:00"),
        (rule("closed_hours", start=time(19), end=time(20)), "20:00", "22:00"),
        (rule("closed_hours", start=time(20, 30), end=time(2)), "18:00", "20:30"),
    ],
)
def test_hours_that_a_rule_closes_hold_nothing(bound: Rule, first: str, last: str) -> None:
    of = plan(activity("maths", 60, per="day", strength="must"), rules=(bound,))
    for solved in (solve_week, greedy_week):
        week = solved(inputs(of))
        assert len(week.sessions) == 7
        for day, session in enumerate(week.sessions):
            assert at(day, first) <= session.start <= session.end <= at(day, last)


def test_what_finds_no_room_because_of_closed_hours_names_the_rule() -> None:
    of = plan(activity("maths", 180, per="day", days=("MO",)), rules=(rule("latest_end", "bed at nine", end=time(20)),))
    assert why(solve_week(inputs(of)), "maths.MO") == ("rule", {"text": "bed at nine (line 7)"})


def test_a_free_day_holds_nothing_that_floats_and_keeps_what_the_plan_itself_puts_there() -> None:
    sunday = rule("free_day", "周日不学习", days=("SU",))
    of = plan(
        activity("maths", 60, per="day"),
        activity("review", 30, days=("SU",), strength="must"),
        activity("gym", 60, days=("SA", "SU")),
        rules=(sunday,),
        language="zh",
    )
    week = solve_week(inputs(of))
    assert [s.track for s in week.sessions if s.start.weekday() == 6] == ["review"]
    assert by_id(week, "gym.1").start.weekday() == 5
    assert why(week, "maths.SU") == ("rule", {"text": "周日不学习（第 7 行）"})


def test_what_the_person_moves_to_a_free_day_lies_there() -> None:
    of = plan(activity("maths", 60, per="day", days=("MO",)), rules=(rule("free_day", days=("SU",)),))
    moved = edit("move", track="maths", from_=date(2026, 3, 2), to=date(2026, 3, 8))
    assert by_id(solve_week(inputs(of, moved)), "maths.MO").start.weekday() == 6


def test_a_task_keeps_off_a_free_day() -> None:
    of = plan(rules=(rule("free_day", days=("MO", "TU", "WE", "TH", "FR", "SA")),))
    week = solve_week(inputs(of, edit("add_task", title="form", minutes=30)))
    assert [s.start.weekday() for s in week.sessions] == [6]


def test_a_rule_of_one_kind_of_week_or_of_a_period_holds_only_there() -> None:
    march = Period(id="p1", title="March", start=DateWindow.on(date(2026, 3, 4)), end=DateWindow.on(date(2026, 3, 5)))
    of = plan(
        activity("maths", 60, per="day"),
        rules=(rule("latest_end", end=time(18), period="p1"), rule("free_day", template="trip")),
        periods=(march,),
    )
    assert {s.start.weekday() for s in solve_week(inputs(of)).sessions} == {0, 1, 4, 5, 6}


def test_stated_office_hours_replace_the_usual_ones_on_their_days() -> None:
    job = rule("closed_hours", "I work 9-17", start=time(9), end=time(17), days=("MO", "TU"))
    of = plan(activity("maths", 60, per="day"), rules=(job,))
    found = usual_hours(of)
    assert found.days["MO"][0].start == time(6, 30)
    assert len(found.days["MO"]) == 1
    assert [(s.start, s.end) for s in found.days["WE"]] == [(time(18, 30), time(22, 30))]
    week = solve_week(inputs(of, hours=found))
    assert all(
        s.end <= at(s.start.weekday(), "09:00") or s.start >= at(s.start.weekday(), "17:00") for s in week.sessions[:2]
    )


def test_an_early_run_does_not_make_an_employee_a_student() -> None:
    run = activity("run", 30, per="day", slots=("morning",), at=time(7))
    assert usual_hours(plan(run)) != usual_hours(plan(activity("study", 60, per="day", slots=("daytime",))))


def _weeks(of: Plan, count: int, first: str = "2026-W10") -> list[int]:
    placed: list[int] = []
    week = first
    for n in range(count):
        given = inputs(of, week=week, now=at(0, "00:00", ZONE, week))
        placed += [n] * bool(solve_week(given).sessions)
        week = next_week(week)
    return placed


def test_every_other_week_counts_from_where_its_period_begins() -> None:
    period = Period(id="p1", title="spring", start=DateWindow.on(date(2026, 3, 9)))
    blog = activity("blog", 60, interval=2, period="p1")
    assert _weeks(plan(blog, periods=(period,)), 6) == [1, 3, 5]
    assert _weeks(plan(activity("blog", 60, interval=3), as_of=date(2026, 3, 2)), 7) == [0, 3, 6]


def test_a_first_week_without_any_of_its_days_left_is_not_the_first() -> None:
    friday = plan(activity("blog", 60, interval=2, days=("TU",)), as_of=date(2026, 3, 6))
    assert _weeks(friday, 4) == [1, 3]


def test_every_third_day_goes_on_over_the_end_of_the_week() -> None:
    of = plan(activity("run", 30, per="day", interval=3), as_of=date(2026, 3, 2))
    first = solve_week(inputs(of))
    second = solve_week(inputs(of, week="2026-W11", now=at(0, "00:00", ZONE, "2026-W11")))
    days = [s.start.date().day for s in (*first.sessions, *second.sessions)]
    assert days == [2, 5, 8, 11, 14]
