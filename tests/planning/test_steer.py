"""Edits of works change the lists as a person means it, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.samples import working_plan

from roadweek.domain.base import Range
from roadweek.domain.edits import EDIT, Adjustment, Focus
from roadweek.domain.plan import Plan, Task
from roadweek.domain.work import Strand, Work
from roadweek.planning.steer import find, focus_strands, poured
from roadweek.scheduling.effective import effective

ON = date(2026, 3, 4)


def steered(*edits: dict[str, Any], plan: Plan | None = None) -> Plan:
    """The plan with these edits made on ``ON``, as adjustments a1, a2 and so on."""
    made = [Adjustment(id=f"a{n}", seq=n, edit=EDIT.validate_python(e), on=ON) for n, e in enumerate(edits, 1)]
    return effective(plan or working_plan(), made)


def works(plan: Plan) -> dict[str, list[str]]:
    return {s.id: [w.id for w in s.works] for s in plan.strands}


def work(plan: Plan, name: str) -> Work:
    spot = find(plan.strands, name)
    assert spot is not None
    return spot.work


def test_a_finished_work_is_done_on_its_day_else_on_the_day_it_was_said() -> None:
    after = steered({"kind": "finish_work", "work": "d1", "date": "2026-03-02"}, {"kind": "finish_work", "work": "d2"})
    assert (work(after, "d1").done, work(after, "d2").done) == (date(2026, 3, 2), ON)


def test_a_skipped_work_is_dropped_and_an_effort_is_stated() -> None:
    after = steered({"kind": "skip_work", "work": "u2"}, {"kind": "set_effort", "work": "u1", "minutes": 400})
    assert work(after, "u2").dropped
    assert (work(after, "u1").minutes, work(after, "u1").effort_by) == (Range.exactly(400), "stated")


def test_steps_take_the_place_of_a_work_with_its_window_and_share_what_others_leave_of_its_effort() -> None:
    steps = [{"title": "outline", "minutes": 60}, {"title": "draft"}, {"title": "revise"}]
    after = steered({"kind": "split_work", "work": "d1", "steps": steps})
    assert works(after)["report"] == ["d1.1", "d1.2", "d1.3", "d2"]
    parts = [work(after, f"d1.{n}") for n in (1, 2, 3)]
    assert [p.minutes and p.minutes.lo for p in parts] == [60, 150, 150]
    whole = work(working_plan(), "d1")
    assert {(p.kind, p.first, p.last, p.due, p.lines) for p in parts} == {
        ("step", whole.first, whole.last, True, (12,))
    }


def test_steps_of_a_work_without_a_stated_effort_have_none_but_their_own() -> None:
    after = steered({"kind": "split_work", "work": "u1", "steps": [{"title": "a", "minutes": 30}, {"title": "b"}]})
    assert [work(after, n).minutes for n in ("u1.1", "u1.2")] == [Range.exactly(30), None]


def test_what_is_done_of_a_split_work_counts_for_its_first_steps_also_when_a_step_is_split_again() -> None:
    once = steered({"kind": "split_work", "work": "d1", "steps": [{"title": "a", "minutes": 60}, {"title": "b"}]})
    effort = {"d1.1": 60, "d1.2": 300, "d1.2.1": 100, "d1.2.2": 200, "d2": 120}
    assert poured(once.strands, {"d1": 90, "d2": 20}, lambda w: effort[w.id]) == {"d1.1": 60, "d1.2": 30, "d2": 20}
    twice = steered(
        {"kind": "split_work", "work": "d1", "steps": [{"title": "a", "minutes": 60}, {"title": "b"}]},
        {"kind": "split_work", "work": "d1.2", "steps": [{"title": "c", "minutes": 100}, {"title": "d"}]},
    )
    assert poured(twice.strands, {"d1": 90, "d1.2": 80}, lambda w: effort[w.id]) == {
        "d1.1": 60,
        "d1.2.1": 100,
        "d1.2.2": 10,
    }


def test_a_work_without_a_due_date_goes_to_the_end_of_its_tracks_list_or_after_the_one_it_names() -> None:
    after = steered(
        {"kind": "add_work", "title": "Quadratic forms", "track": "math"},
        {"kind": "add_work", "title": "Gram-Schmidt", "track": "math", "after": "u2"},
    )
    assert works(after)["algebra"] == ["u1", "u2", "work-a2", "u3", "work-a1"]
    added, follows = work(after, "work-a1"), work(after, "work-a2")
    assert (added.first, added.last, added.once) == (ON, None, True)
    assert (follows.first, follows.last, follows.once) == (work(after, "u2").first, work(after, "u2").last, False)


def test_a_work_that_is_due_has_a_list_of_its_own_in_the_places_of_its_track_ordered_by_due_date() -> None:
    after = steered(
        {"kind": "add_work", "title": "Hand in", "track": "math", "minutes": 90, "due": "2026-04-20"},
        {"kind": "add_work", "title": "Exam", "track": "math", "minutes": 120, "due": "2026-03-20"},
    )
    own = next(s for s in after.strands if s.id == "own-math")
    assert (own.places, [w.title for w in own.works]) == (("math-main",), ["Exam", "Hand in"])
    assert (own.works[0].first, own.works[1].first) == (ON, date(2026, 3, 31))
    assert all(w.due and w.kind == "deliverable" for w in own.works)


def test_a_work_of_no_track_may_use_the_places_that_are_for_anything() -> None:
    plan = working_plan()
    free = plan.activities[1].model_copy(update={"id": "saturday", "slot_for": ()})
    given = plan.model_copy(update={"activities": (*plan.activities, free)})
    after = steered({"kind": "add_work", "title": "Tax"}, plan=given)
    assert next(s.places for s in after.strands if s.id == "own") == ("saturday",)
    assert next(s.places for s in steered({"kind": "add_work", "title": "Tax"}).strands if s.id == "own") == ()


def test_order_changes_within_a_list_and_not_across_lists() -> None:
    assert works(steered({"kind": "order_work", "work": "u3", "before": "u1"}))["algebra"] == ["u3", "u1", "u2"]
    assert works(steered({"kind": "order_work", "work": "u1", "after": "u2"}))["algebra"] == ["u2", "u1", "u3"]
    assert steered({"kind": "order_work", "work": "u1", "after": "d1"}) == working_plan()


def test_a_focus_gives_a_list_minutes_a_week_until_it_ends() -> None:
    begun = {"kind": "focus", "track": "math", "minutes": 600, "until": "2026-10-07"}
    strand = next(s for s in steered(begun).strands if s.id == "algebra")
    assert (strand.weekly, strand.weekly_from, strand.weekly_until) == (600, ON, date(2026, 10, 7))
    ended = {"kind": "focus", "track": "math", "minutes": 0, "from": "2026-05-01"}
    strand = next(s for s in steered(begun, ended).strands if s.id == "algebra")
    assert (strand.weekly, strand.weekly_until) == (600, date(2026, 4, 30))
    assert steered(begun, {"kind": "focus", "track": "math", "minutes": 0}) == working_plan()


def test_a_tracks_focus_is_divided_among_its_lists_that_have_something_to_do_then() -> None:
    plan = working_plan()
    later = Work(id="x1", kind="unit", title="Later", track="math", first=date(2026, 9, 1), last=date(2026, 9, 30))
    done = Work(id="x2", kind="unit", title="Done", track="math", done=ON)
    more = (
        Strand(id="later", title="", track="math", works=(later,)),
        Strand(id="over", title="", track="math", works=(done,)),
    )
    given = plan.model_copy(update={"strands": (*plan.strands, *more)})
    spring = Focus(track="math", minutes=300, until=date(2026, 6, 1))
    assert [s.id for s in focus_strands(given.strands, spring, ON)] == ["algebra"]
    year = steered({"kind": "focus", "track": "math", "minutes": 301}, plan=given)
    assert {s.id: s.weekly for s in year.strands} == {"algebra": 151, "report": None, "later": 150, "over": None}


def test_a_task_is_a_work_too() -> None:
    plan = working_plan().model_copy(update={"tasks": (Task(id="t1", title="Form", minutes=90),)})
    split = {"kind": "split_work", "work": "t1", "steps": [{"title": "fetch", "minutes": 30}, {"title": "fill in"}]}
    assert [(t.id, t.title, t.minutes) for t in steered(split, plan=plan).tasks] == [
        ("t1.1", "fetch", 30),
        ("t1.2", "fill in", 60),
    ]
    assert steered({"kind": "set_effort", "work": "t1", "minutes": 45}, plan=plan).tasks[0].minutes == 45
    assert steered({"kind": "finish_work", "work": "t1"}, plan=plan).tasks[0].done == ON
    assert not steered({"kind": "skip_work", "work": "t1"}, plan=plan).tasks[0].open


@pytest.mark.parametrize("kind", ["set_effort", "split_work", "finish_work", "skip_work", "order_work", "focus"])
def test_an_edit_of_what_is_not_there_changes_nothing(kind: str) -> None:
    more: dict[str, dict[str, Any]] = {
        "set_effort": {"minutes": 60},
        "split_work": {"steps": [{"title": "a"}]},
        "order_work": {"before": "u1"},
        "focus": {"minutes": 60},
    }
    assert steered({"kind": kind, "work": "gone", **more.get(kind, {})}) == working_plan()
