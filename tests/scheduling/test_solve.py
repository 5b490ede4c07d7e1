"""Small weeks whose best answer can be told by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.scheduling.weeks import DAYS, WEEK, activity, at, busy, by_id, edit, hours, inputs, plan, why

from roadweek.domain.base import Range
from roadweek.domain.edits import Add, AddTrip, Block, DayOff, Drop, Prioritize, SetCapacity
from roadweek.domain.plan import Period, Rule, Task, Template
from roadweek.domain.week import LogEntry, Trip
from roadweek.domain.work import Strand, Work
from roadweek.scheduling.solve import solve_week, solve_weeks
from roadweek.scheduling.verify import cost, violations
from roadweek.scheduling.weights import DRIFT, OFF_SLOT_MIN, RATE, missing


def test_a_week_with_room_for_all_costs_nothing() -> None:
    given = inputs(plan(activity("math", 60, 2), activity("vlm", (60, 90), 1, slots=("evening",))))
    week = solve_week(given)
    assert violations(given, week) == ()
    assert week.unplaced == ()
    assert cost(given, week) == week.cost == 0
    assert week.planned_min == 60 + 60 + 75, "of a range its middle is wished"
    assert week.capacity_min == 7 * 240
    assert week.buffer_min == week.capacity_min - week.planned_min


def test_the_dearer_of_two_gets_the_only_hour() -> None:
    given = inputs(
        plan(activity("math", strength="must"), activity("paper", strength="optional")),
        hours=hours(("20:00", "21:00"), days=("TU",)),
    )
    week = solve_week(given)
    assert [s.id for s in week.sessions] == [f"{WEEK}.math.1"]
    assert why(week, "paper.1") == ("priority", {"other": "math"})
    assert cost(given, week) == missing(RATE["optional"], 60)


def test_two_shortened_sessions_beat_one_dropped() -> None:
    both = plan(activity("math", (40, 60)), activity("vlm", (40, 60)))
    week = solve_week(inputs(both, hours=hours(("20:00", "21:30"), days=("TU",))))
    assert sum(s.minutes for s in week.sessions) == 90
    assert min(s.minutes for s in week.sessions) >= 40
    assert week.unplaced == ()


def test_a_session_prefers_its_part_of_the_day_and_takes_another_when_that_is_full() -> None:
    early = plan(activity("run", 60, 1, slots=("morning",), strength="should", days=("MO",)))
    open_ = inputs(early, hours=hours(("08:00", "09:00"), ("18:00", "20:00")))
    assert by_id(solve_week(open_), "run.1").start == at(0, "08:00")
    shut = open_.model_copy(update={"busy": (busy(0, "08:00", "09:00"),)})
    week = solve_week(shut)
    assert by_id(week, "run.1").start == at(0, "18:00")
    assert cost(shut, week) == OFF_SLOT_MIN * RATE["should"]


def test_occasions_of_an_activity_spread_over_the_week() -> None:
    week = solve_week(inputs(plan(activity("math", 60, 3))))
    days = sorted((s.start.date() - DAYS[0]).days for s in week.sessions)
    assert days == [1, 3, 5]


def test_more_occasions_than_days_share_days_evenly() -> None:
    given = inputs(plan(activity("drill", 30, 4, days=("SA", "SU"))))
    week = solve_week(given)
    assert week.unplaced == ()
    assert sorted(s.start.weekday() for s in week.sessions) == [5, 5, 6, 6]


def test_a_due_task_is_split_to_fit_and_held_before_its_date_in_order() -> None:
    task = Task(id="report", title="Report", minutes=120, due=DAYS[4])
    filler = [activity(f"a{n}", 90, 5, strength="should") for n in range(2)]
    given = inputs(plan(*filler, tasks=(task,)), hours=hours(("19:00", "20:30")))
    week = solve_week(given)
    assert violations(given, week) == ()
    parts = [s for s in week.sessions if s.task == "report"]
    assert sum(s.minutes for s in parts) == 120
    assert all(s.end.date() <= DAYS[4] for s in parts)
    assert [s.id for s in parts] == [f"{WEEK}.report.1", f"{WEEK}.report.2"]


def test_a_task_that_cannot_be_held_says_so_with_its_date() -> None:
    task = Task(id="report", title="Report", minutes=120, due=DAYS[0])
    week = solve_week(inputs(plan(tasks=(task,)), hours=hours(("19:00", "20:00"), days=("TU",))))
    assert {u.reason.code for u in week.unplaced} == {"deadline"}
    assert week.unplaced[0].reason.params == {
        "due": "2026-03-02",
        "asked_min": 120,
        "possible_min": 0,
        "short_min": 120,
    }


def test_minutes_that_other_weeks_hold_of_a_task_are_not_asked_for_again() -> None:
    task = Task(id="report", title="Report", minutes=120)
    week = solve_week(inputs(plan(tasks=(task,)), elsewhere={"report": 90}))
    assert [s.minutes for s in week.sessions] == [30]
    assert solve_week(inputs(plan(tasks=(task,)), elsewhere={"report": 120})).sessions == ()


def test_zero_hours_place_nothing_and_list_everything() -> None:
    given = inputs(plan(activity("math", 60, 3), activity("listen", 20, per="day")), hours=hours(days=()))
    week = solve_week(given)
    assert week.sessions == ()
    assert len(week.unplaced) == 10
    assert {u.reason.code for u in week.unplaced} == {"no_window"}
    assert week.capacity_min == week.buffer_min == 0


def test_a_reason_for_lack_of_room_tells_the_longest_gap_there_is() -> None:
    given = inputs(plan(activity("deep", 120)), hours=hours(("18:00", "19:30")))
    assert why(solve_week(given), "deep.1") == ("no_window", {"needed_min": 120, "max_gap_min": 90})


def test_a_reason_names_the_event_that_takes_the_time() -> None:
    given = inputs(plan(activity("deep", 120, 1, days=("WE",))), busy=(busy(2, "19:00", "21:00", "Choir"),))
    assert why(solve_week(given), "deep.1") == ("busy", {"title": "Choir", "start": "19:00", "end": "21:00"})


def test_day_budgets_of_a_template_hold_and_are_named() -> None:
    normal = Template(id="normal", title="normal", day_minutes={"MO": Range(lo=90, hi=90)})
    given = inputs(plan(activity("a", 60, days=("MO",)), activity("b", 60, days=("MO",)), templates=(normal,)))
    week = solve_week(given)
    assert violations(given, week) == ()
    assert len(week.sessions) == 1
    assert week.unplaced[0].reason.params == {"needed_min": 60, "free_min": 30}
    assert week.days[0].capacity_min == 90


def test_a_set_capacity_replaces_the_days_budget() -> None:
    given = inputs(plan(activity("a", 60, 7)), SetCapacity(date_from=DAYS[0], date_to=DAYS[4], minutes=0))
    week = solve_week(given)
    assert {s.start.weekday() for s in week.sessions} == {5, 6}
    assert why(week, week.unplaced[0].id.removeprefix(f"{WEEK}."))[0] == "day_budget"


def test_only_a_must_and_what_already_stands_use_the_buffer() -> None:
    room = hours(("18:00", "19:00"), days=("MO",))
    should = inputs(plan(activity("math", 60, strength="should")), hours=room, buffer_share=0.5)
    assert why(solve_week(should), "math.1") == ("buffer", {"buffer_min": 60})
    stood = solve_week(should.model_copy(update={"buffer_share": 0.0})).sessions
    assert solve_week(should.model_copy(update={"sessions": stood})).sessions == stood
    must = inputs(plan(activity("math", 60, strength="must")), hours=room, buffer_share=0.5)
    week = solve_week(must)
    assert len(week.sessions) == 1
    assert violations(must, week) == ()
    assert week.cost == cost(must, week) > 0


def test_all_day_events_do_not_block_and_timed_ones_do() -> None:
    one = plan(activity("math", 60, days=("MO",)))
    all_day = inputs(one, busy=(busy(0, "00:00", "23:59", "Birthday", all_day=True),))
    assert len(solve_week(all_day).sessions) == 1
    timed = inputs(one, busy=(busy(0, "00:00", "23:59", "Birthday"),))
    assert why(solve_week(timed), "math.1")[0] == "busy"


def test_nothing_starts_before_now_and_what_is_over_says_so() -> None:
    given = inputs(plan(activity("listen", 30, per="day")), now=at(2, "21:40"))
    week = solve_week(given)
    assert min(s.start for s in week.sessions) >= at(3, "18:00")
    assert [why(week, f"listen.{d}")[0] for d in ("MO", "TU", "WE")] == ["past", "past", "past"]


def test_a_started_session_stays_as_it_was_and_is_not_asked_for_again() -> None:
    first = inputs(plan(activity("math", 60, 3)))
    week = solve_week(first)
    later = first.model_copy(update={"sessions": week.sessions, "now": at(3, "23:00")})
    again = solve_week(later)
    assert violations(later, again) == ()
    assert [(s.id, s.start) for s in again.sessions] == [(s.id, s.start) for s in week.sessions]


def test_done_entries_of_the_log_take_no_session_away() -> None:
    entry = LogEntry(id="l", track="math", date=DAYS[0], minutes=60, outcome="done")
    assert len(solve_week(inputs(plan(activity("math", 60, 3)), log=(entry,))).sessions) == 3


def test_a_pinned_session_stays_even_where_the_calendar_is_busy() -> None:
    first = inputs(plan(activity("math", 60, days=("MO",))))
    session = solve_week(first).sessions[0].model_copy(update={"pinned": True})
    given = first.model_copy(update={"sessions": (session,), "busy": (busy(0, "18:00", "22:00"),)})
    assert solve_week(given).sessions == (session,)


def lectures(name: str, count: int, minutes: int = 60, **more: Any) -> Strand:
    works = tuple(
        Work(id=f"{name}-{n}", kind="unit", title=f"{name} {n}", minutes=Range.exactly(minutes), **more)
        for n in range(1, count + 1)
    )
    return Strand(id=name, title=name, track="math", works=works, places=("math",))


def test_works_are_taken_in_order_from_where_the_person_stands() -> None:
    of = plan(activity("math", 60, 2, slot_for=("math",)), strands=(lectures("Lecture", 5),))
    assert [s.title for s in solve_week(inputs(of)).sessions] == ["math: Lecture 1", "math: Lecture 2"]
    week = solve_week(inputs(of, work_done={"Lecture-1": 60, "Lecture-2": 60}))
    assert [s.title for s in week.sessions] == ["math: Lecture 3", "math: Lecture 4"]
    assert [(p.work, p.minutes, p.done_min, p.of_min) for s in week.sessions for p in s.work] == [
        ("Lecture-3", 60, 60, 60),
        ("Lecture-4", 60, 60, 60),
    ]


def test_a_work_that_is_not_done_within_a_sitting_says_how_far_it_will_be_after_it() -> None:
    of = plan(activity("math", 60, 2, slot_for=("math",)), strands=(lectures("Book", 1, 240),))
    week = solve_week(inputs(of, work_done={"Book-1": 60}))
    assert [s.title for s in week.sessions] == ["math: Book 1 (2 of 4 h)", "math: Book 1 (3 of 4 h)"]


def test_a_place_goes_on_with_the_next_list_and_keeps_its_own_title_when_all_are_done() -> None:
    of = plan(activity("math", 60, 3, slot_for=("math",)), strands=(lectures("One", 1), lectures("Two", 1)))
    assert [s.title for s in solve_week(inputs(of)).sessions] == ["math: One 1", "math: Two 1", "math"]
    assert solve_week(inputs(of, work_done={"One-1": 60})).sessions[0].title == "math: Two 1"


def test_what_was_approved_keeps_its_words_and_what_follows_goes_on_after_it() -> None:
    first = inputs(plan(activity("math", 60, 3, slot_for=("math",)), strands=(lectures("Lecture", 6),)))
    week = solve_week(first)
    later = first.model_copy(update={"sessions": week.sessions, "now": at(2, "23:00"), "work_done": {"Lecture-1": 60}})
    again = solve_week(later)
    assert [s.title for s in again.sessions] == [s.title for s in week.sessions]
    open_ = first.model_copy(update={"sessions": week.sessions[:1], "now": at(2, "23:00")})
    assert [s.title for s in solve_week(open_).sessions][:2] == ["math: Lecture 1", "math: Lecture 1"]
    done = week.sessions[0].model_copy(update={"status": "done"})
    gone = first.model_copy(update={"sessions": (done,), "now": at(2, "23:00")})
    assert [s.title for s in solve_week(gone).sessions][:2] == ["math: Lecture 1", "math: Lecture 2"]


def test_a_period_bounds_its_activities() -> None:
    sprint = Period.model_validate(
        {"id": "s", "title": "s", "start": None, "end": {"earliest": DAYS[2], "latest": DAYS[2]}}
    )
    of = plan(activity("listen", 30, per="day", period="s"), periods=(sprint,))
    assert [s.id[-2:] for s in solve_week(inputs(of)).sessions] == ["MO", "TU", "WE"]


def test_a_stated_whole_is_not_asked_for_besides_its_parts() -> None:
    whole = activity("daily", 90, per="day")
    part = activity("listen", 30, per="day", part_of="daily")
    assert {s.activity for s in solve_week(inputs(plan(whole, part))).sessions} == {"listen"}


def test_a_weekly_sum_is_split_into_sittings_that_add_up() -> None:
    of = plan(activity("vlm", 60).model_copy(update={"minutes": None, "total_minutes": Range.exactly(360)}))
    week = solve_week(inputs(of))
    assert sum(s.minutes for s in week.sessions) == 360
    assert all(s.minutes <= 90 for s in week.sessions)


def test_sittings_of_a_sum_share_days_where_there_are_few() -> None:
    of = plan(activity("exam", 60).model_copy(update={"minutes": None, "total_minutes": Range.exactly(360)}))
    week = solve_week(inputs(of, hours=hours(("08:00", "20:00"), days=("SA", "SU"))))
    assert sum(s.minutes for s in week.sessions) == 360


def test_a_monthly_occasion_falls_to_exactly_one_week_of_its_month() -> None:
    of = plan(activity("essay", 60, per="month"))
    march = [inputs(of, week=f"2026-W{n:02d}") for n in range(10, 14)]
    assert sum(len(w.sessions) + len(w.unplaced) for w in solve_weeks(march)) == 1


def test_a_trip_uses_its_own_template_on_its_days_and_lists_what_it_leaves_out() -> None:
    of = plan(
        activity("listen", 30, per="day"),
        activity("math", 60, per="day"),
        activity("trip-listen", 20, per="day", template="trip", track="listen"),
        templates=(Template(id="trip", title="trip", no_new_tasks=True),),
    )
    week = solve_week(inputs(of, AddTrip(start=DAYS[2], end=DAYS[4])))
    assert [d.template for d in week.days] == ["normal"] * 2 + ["trip"] * 3 + ["normal"] * 2
    on_trip = {f"{WEEK}.listen.{d}" for d in ("WE", "TH", "FR")}
    assert {s.id for s in week.sessions if s.minutes == 20} == on_trip, "they go on as the sessions of the normal week"
    assert why(week, "math.TH") == ("trip", {"start": "2026-03-04", "end": "2026-03-06"})


def test_one_off_tasks_stay_off_trips_that_allow_no_new_ones() -> None:
    rule = Rule(id="r", text="No new work while travelling", kind="no_new_tasks_on_trips")
    task = Task(id="t", title="Book", minutes=60)
    of = plan(tasks=(task,), rules=(rule,))
    week = solve_week(inputs(of, AddTrip(start=DAYS[0], end=DAYS[6])))
    assert why(week, "t.1") == ("rule", {"text": "No new work while travelling"})
    free = solve_week(inputs(of, AddTrip(start=DAYS[0], end=DAYS[5])))
    assert free.sessions[0].start.date() == DAYS[6]


@pytest.mark.parametrize("day", [1, 4])
def test_a_move_takes_the_session_to_its_day_and_keeps_it_there_on_every_replan(day: int) -> None:
    first = inputs(plan(activity("math", 60, 2), activity("vlm", 60, 2)))
    week = solve_week(first)
    old = by_id(week, "math.1")
    move = edit("move", track="math", to=DAYS[day], from_=old.start.date())
    for _ in range(3):
        given = inputs(first.plan, move, sessions=week.sessions)
        week = solve_week(given)
        assert violations(given, week) == ()
        assert by_id(week, "math.1").start.date() == DAYS[day]
        assert len(week.sessions) == 4


def test_a_dropped_session_is_listed_as_asked_for_and_stays_dropped() -> None:
    first = inputs(plan(activity("math", 60, 3)))
    week = solve_week(first)
    gone = week.sessions[1]
    drop = Drop(track="math", date=gone.start.date())
    for _ in range(2):
        week = solve_week(inputs(first.plan, drop, sessions=week.sessions))
        assert [u.id for u in week.unplaced] == [gone.id]
        assert week.unplaced[0].reason.code == "asked"
        assert all(s.start.date() != gone.start.date() for s in week.sessions)


def test_added_blocked_paused_and_off_days_are_obeyed() -> None:
    of = plan(activity("math", 60, per="day"))
    week = solve_week(
        inputs(
            of,
            Add(track="math", title="Extra", minutes=30, date=DAYS[5], slot="evening"),
            Block(start=at(0, "18:00").replace(tzinfo=None), end=at(0, "21:30").replace(tzinfo=None), reason="Gym"),
            DayOff(date=DAYS[1]),
            edit("pause", track="math", until=DAYS[3], from_=DAYS[2]),
        )
    )
    assert by_id(week, "add-a1").start.date() == DAYS[5]
    assert why(week, "math.MO") == ("busy", {"title": "Gym", "start": "18:00", "end": "21:30"})
    assert why(week, "math.TU") == ("day_off", {"date": "2026-03-03"})
    assert why(week, "math.WE")[0] == why(week, "math.TH")[0] == "paused"
    assert by_id(week, "math.FR")


def test_a_changed_length_keeps_the_sessions_ids() -> None:
    first = inputs(plan(activity("math", 60, 2)))
    week = solve_week(first)
    shorter = inputs(first.plan, edit("set_activity", track="math", minutes=40, from_=DAYS[0]), sessions=week.sessions)
    after = solve_week(shorter)
    assert [(s.id, s.start) for s in after.sessions] == [(s.id, s.start) for s in week.sessions]
    assert {s.minutes for s in after.sessions} == {40}


def test_priority_decides_between_equals() -> None:
    of = plan(activity("a", 60), activity("b", 60))
    room = hours(("20:00", "21:00"), days=("TU",))
    for track in ("a", "b"):
        week = solve_week(inputs(of, Prioritize(track=track, level="up"), hours=room))
        assert [s.track for s in week.sessions] == [track]


def test_a_week_over_a_change_of_clocks_keeps_real_lengths_and_wall_clock_windows() -> None:
    of = plan(activity("early", 60, per="day"), activity("night", 120, 1, days=("SU",)))
    given = inputs(
        of,
        week="2026-W13",
        timezone="Europe/Berlin",
        now=at(0, "00:00", "Europe/Berlin", "2026-W13"),
        hours=hours(("01:00", "04:00"), ("08:00", "09:00")),
    )
    week = solve_week(given)
    assert violations(given, week) == ()
    assert all(s.minutes in (60, 120) for s in week.sessions)
    # Sunday's small hours have only two real hours between one and four
    sunday = [d for d in week.days if d.date == date(2026, 3, 29)]
    assert sunday[0].capacity_min == week.days[0].capacity_min - 60
    assert {s.start.utcoffset() for s in week.sessions} == {timedelta(hours=1), timedelta(hours=2)}


def test_sessions_on_a_trip_carry_the_offset_of_its_place() -> None:
    of = plan(activity("trip-listen", 20, per="day", template="trip"))
    trip = Trip(id="t", start=DAYS[2], end=DAYS[3], timezone="America/New_York")
    given = inputs(of, trips=(trip,))
    week = solve_week(given)
    assert violations(given, week) == ()
    assert [s.start.isoformat() for s in week.sessions] == ["2026-03-04T18:00:00-05:00", "2026-03-05T18:00:00-05:00"]


def test_drift_is_paid_for_each_day_off_the_even_spread() -> None:
    given = inputs(plan(activity("math", 60, 1)), SetCapacity(date_from=DAYS[3], date_to=DAYS[3], minutes=0))
    week = solve_week(given)
    assert cost(given, week) == DRIFT


def test_a_session_that_the_person_moved_into_another_week_takes_its_time_there_and_no_budget_here() -> None:
    first = inputs(plan(activity("math", 60, days=("SU",)), activity("vlm", 60, days=("SU",))))
    old = by_id(solve_week(first), "math.1")
    gone = old.model_copy(
        update={"start": at(0, "18:00", week="2026-W11"), "end": at(0, "19:00", week="2026-W11"), "pinned": True}
    )
    week = solve_week(first.model_copy(update={"sessions": (gone,)}))
    assert gone in week.sessions
    assert violations(first.model_copy(update={"sessions": (gone,)}), week) == ()
    after = inputs(plan(activity("listen", 60, days=("MO",))), week="2026-W11", sessions=(gone,))
    listen = by_id(solve_week(after), "listen.1")
    assert listen.start >= gone.end
    assert [s.id for s in solve_week(after).sessions] == [listen.id]
