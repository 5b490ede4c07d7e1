"""A plan with edits folded in reads as the person last said it, from the day they said it for."""

from __future__ import annotations

from datetime import date, time, timedelta

from tests.scheduling.weeks import activity, edit, plan

from roadweek.domain.base import DateWindow, Range
from roadweek.domain.edits import (
    AddMilestone,
    AddTask,
    AddTrip,
    Adjustment,
    CancelTrip,
    ChangeTrip,
    Decide,
    Edit,
    FinishMilestone,
    FinishTask,
    MoveMilestone,
    Prioritize,
)
from roadweek.domain.plan import Decision, Milestone, Plan, Task
from roadweek.domain.week import Trip
from roadweek.scheduling.effective import OPEN_END, effective, fold_trips, pauses

MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 1)


def made(*edits: Edit) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(id=f"a{n}", seq=n, edit=e, on=date(2026, 3, 1)) for n, e in enumerate(edits, 1))


def test_a_changed_activity_has_its_old_form_before_and_its_new_one_from_the_day_on() -> None:
    of = effective(
        plan(activity("math", 60, 3)), made(edit("set_activity", track="math", minutes=30, times=5, from_=MAY))
    )
    before = effective(of, (), date(2026, 5, 3)).activities
    after = effective(of, (), MAY).activities
    assert [(a.id, a.minutes, a.times.lo) for a in before] == [("math", Range.exactly(60), 3)]
    assert [(a.id, a.minutes, a.times.lo) for a in after] == [("math", Range.exactly(30), 5)]


def test_a_later_edit_wins_whatever_the_order_they_come_in() -> None:
    edits = made(
        edit("set_activity", track="math", minutes=30, from_=MAY),
        edit("set_activity", track="math", minutes=45, from_=MAY),
    )
    for given in (edits, edits[::-1]):
        (now,) = effective(plan(activity("math", 60)), given, MAY).activities
        assert now.minutes == Range.exactly(45)


def test_activities_are_added_to_new_tracks_and_removed_from_a_day() -> None:
    of = effective(
        plan(activity("math", 60)),
        made(
            edit(
                "add_activity",
                track="piano",
                minutes=20,
                times=2,
                per="week",
                days=("TU", "TH"),
                slot="evening",
                from_=MAY,
            ),
            edit("remove_activity", track="math", from_=JUNE),
        ),
    )
    assert [t.id for t in of.tracks] == ["math", "piano"]
    assert {a.track for a in effective(of, (), date(2026, 5, 3)).activities} == {"math"}
    assert {a.track for a in effective(of, (), MAY).activities} == {"math", "piano"}
    assert {a.track for a in effective(of, (), JUNE).activities} == {"piano"}


def test_pauses_run_until_their_end_or_a_resume() -> None:
    spans = pauses(
        made(
            edit("pause", track="math", from_=MAY),
            edit("pause", track="vlm", until=JUNE, from_=MAY),
            edit("resume", track="math", from_=JUNE),
            edit("pause", track="blog", from_=JUNE),
        )
    )
    assert spans == (("math", MAY, date(2026, 5, 31)), ("vlm", MAY, JUNE), ("blog", JUNE, OPEN_END))
    assert pauses(made(edit("pause", track="math", from_=JUNE), edit("resume", track="math", from_=MAY))) == ()


def test_milestones_tasks_decisions_and_priorities_change() -> None:
    of = plan(
        activity("math", 60),
        milestones=(Milestone(id="demo", title="Demo", due=DateWindow.on(MAY)), Milestone(id="blog", title="Blog")),
        tasks=(Task(id="t", title="T"),),
        decisions=(Decision(id="d", question="?", options=("x", "y")),),
    )
    now = effective(
        of,
        made(
            MoveMilestone(milestone="demo", due=JUNE),
            FinishMilestone(milestone="blog", date=MAY),
            AddMilestone(title="Paper", due=JUNE),
            AddTask(title="Form", minutes=20, due=JUNE),
            FinishTask(task="t"),
            Decide(decision="d", choice="x"),
            Prioritize(track="math", level="up"),
            Prioritize(track="math", level="up"),
            Prioritize(track="math", level="up"),
        ),
    )
    assert [(m.id, m.due and m.due.latest, m.done) for m in now.milestones] == [
        ("demo", JUNE, None),
        ("blog", None, MAY),
        ("milestone-a3", JUNE, None),
    ]
    assert [(t.id, t.done) for t in now.tasks] == [("t", date(2026, 3, 1)), ("task-a4", None)]
    assert now.decisions[0].choice == "x"
    assert now.tracks[0].priority == 2


def test_trips_are_added_changed_and_cancelled_together_with_the_calendars() -> None:
    calendar = Trip(id="c", start=JUNE, end=date(2026, 6, 3), state="suspected", origin="calendar")
    trips = fold_trips(
        (calendar,),
        made(
            AddTrip(start=MAY, end=date(2026, 5, 6), place="Wuhan"),
            ChangeTrip(start=MAY, new_start=date(2026, 5, 11)),
            ChangeTrip(start=date(2026, 6, 2), new_end=date(2026, 6, 5)),
        ),
    )
    assert [(t.start, t.end, t.state) for t in trips] == [
        (date(2026, 5, 11), date(2026, 5, 13), "confirmed"),
        (JUNE, date(2026, 6, 5), "confirmed"),
    ]
    gone = fold_trips((calendar,), made(CancelTrip(start=JUNE)))
    assert [t.counts for t in gone] == [False]


def dates(of: Plan, name: str, first: date, count: int) -> list[date]:
    days = [first + timedelta(days=n) for n in range(count)]
    return [d for d in days if any(a.id == name for a in effective(of, (), d).activities)]


def test_a_change_until_a_day_is_over_behind_it() -> None:
    change = edit("set_activity", track="math", minutes=20, from_=MAY, until=date(2026, 5, 10))
    of = effective(plan(activity("math", 60, 3)), made(change))
    lengths = [effective(of, (), d).activities[0].minutes for d in (date(2026, 5, 3), MAY, date(2026, 5, 10), JUNE)]
    assert [m.lo for m in lengths if m] == [60, 20, 20, 60]


def test_a_change_for_good_reaches_past_one_that_ends() -> None:
    edits = made(
        edit("set_activity", track="math", minutes=20, from_=MAY, until=date(2026, 5, 20)),
        edit("set_activity", track="math", times=5, from_=date(2026, 5, 10)),
    )
    of = effective(plan(activity("math", 60, 3)), edits)
    seen = [effective(of, (), d).activities for d in (MAY, date(2026, 5, 12), JUNE)]
    assert [(a.minutes.lo, a.times.lo) for (a,) in seen if a.minutes] == [(20, 3), (20, 5), (60, 5)]


def test_a_title_says_which_of_a_tracks_activities_changes_or_ends() -> None:
    both = plan(
        activity("easy", 30, track="run", title="Easy run"), activity("long", 90, track="run", title="Long run")
    )
    set_ = effective(both, made(edit("set_activity", track="run", title="long run", at="08:30", from_=MAY)), MAY)
    assert [(a.id, a.at) for a in set_.activities] == [("easy", None), ("long", time(8, 30))]
    ended = effective(both, made(edit("remove_activity", track="run", title="Easy run", from_=MAY)), MAY)
    assert [a.id for a in ended.activities] == ["long"]


def test_an_activity_that_is_left_out_until_a_day_comes_back() -> None:
    gone = made(edit("remove_activity", track="math", from_=MAY, until=date(2026, 5, 10)))
    of = effective(plan(activity("math", 60)), gone)
    assert dates(of, "math", date(2026, 5, 2), 10) == [date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 11)]


def test_what_an_added_activity_says_of_its_rhythm_is_kept() -> None:
    said = edit(
        "add_activity", track="choir", minutes=90, times=1, per="month", days=["TU"], nth=-1, at="19:30", from_=MAY,
        until=JUNE,
    )  # fmt: skip
    (made_,) = effective(plan(), made(said), MAY).activities
    assert (made_.nth, made_.days, made_.at, made_.first, made_.last) == (-1, ("TU",), time(19, 30), MAY, JUNE)


def test_a_new_unit_forgets_the_turns_of_the_old_one() -> None:
    often = activity("math", 60, per="week", interval=2)
    (now,) = effective(
        plan(often), made(edit("set_activity", track="math", times=1, per="day", from_=MAY)), MAY
    ).activities
    assert (now.per, now.interval) == ("day", 1)
