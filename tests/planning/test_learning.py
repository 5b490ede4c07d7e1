"""What was done teaches how long things take: n/(n + 5) of the way, within what was noted, and never against a sum."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.plans import MONDAY, place, plan, strand, work

from roadweek.domain.base import Range
from roadweek.domain.plan import Activity, Plan, SessionPart
from roadweek.planning.learning import (
    Learned,
    TimeTaken,
    WorkTaken,
    learned_efforts,
    learned_lengths,
    moved_toward,
    stated_length,
    with_learned,
)
from roadweek.planning.rhythm import lengths


def habit(name: str, minutes: int | Range | None = 45, **more: object) -> Activity:
    return place(name, minutes, 3, slot_for=None, **more)


def taken(name: str | None, *minutes: int, track: str = "cello", planned: int | None = 45) -> list[TimeTaken]:
    return [TimeTaken(track, name, MONDAY + timedelta(days=n), planned, m) for n, m in enumerate(minutes)]


def of(*activities: Activity) -> Plan:
    return plan(activities=activities)


def test_after_five_times_an_estimate_is_half_way() -> None:
    assert moved_toward(60, 100, 0) == 60
    assert moved_toward(60, 100, 5) == 80
    assert moved_toward(60, 100, 10) == pytest.approx(86.67, abs=0.01)


def test_a_session_that_takes_longer_each_time_is_planned_longer() -> None:
    cello = of(habit("cello"))
    found = learned_lengths(cello, taken("cello", 90, 90, 90, 90, 90))["cello"]
    assert (found.stated, found.minutes, found.mean, found.count) == (45, 70, 90, 5)
    learned = with_learned(cello, Learned(lengths={"cello": found}))
    assert lengths(learned.activities[0]) == ((45, 70),) * 3  # a full week may still give the plan's own length


def test_a_session_that_takes_less_is_planned_shorter() -> None:
    cello = of(habit("cello", 60))
    learned = with_learned(cello, Learned(lengths=learned_lengths(cello, taken("cello", *[30] * 5, planned=60))))
    assert lengths(learned.activities[0]) == ((45, 45),) * 3


def test_what_is_done_as_planned_teaches_nothing_even_where_its_week_had_shortened_it() -> None:
    cello = of(habit("cello", 60))
    assert learned_lengths(cello, taken("cello", *[60] * 8, planned=60)) == {}
    assert learned_lengths(cello, taken("cello", *[40] * 8, planned=40)) == {}


def test_once_is_no_habit_and_a_small_difference_moves_nothing() -> None:
    cello = of(habit("cello"))
    assert learned_lengths(cello, taken("cello", 180)) == {}
    assert learned_lengths(cello, taken("cello", 48, 47, 48, 46, 47)) == {}


def test_a_note_without_a_session_counts_where_its_track_has_one_activity_alone() -> None:
    alone = of(habit("cello"))
    assert learned_lengths(alone, taken(None, 90, 90, 90, planned=None))["cello"].count == 3
    scales = habit("scales").model_copy(update={"track": "cello"})
    assert learned_lengths(of(habit("cello"), scales), taken(None, 90, 90, 90, planned=None)) == {}


def test_a_sum_and_what_is_divided_into_parts_keep_their_minutes() -> None:
    summed = habit("cello", None).model_copy(update={"total_minutes": Range.exactly(180)})
    parted = habit("cello").model_copy(update={"parts": (SessionPart(title="scales", minutes=Range.exactly(15)),)})
    for activity in (summed, parted):
        assert learned_lengths(of(activity), taken("cello", 90, 90, 90)) == {}


def test_a_kind_of_work_that_takes_longer_makes_open_ones_longer_but_no_timebox_and_no_word_of_ones_own() -> None:
    found = learned_efforts([WorkTaken("deliverable", 100, 200)] * 5)
    assert found["deliverable"].factor == pytest.approx(1.5)
    open_ = work("a", minutes=100, kind="deliverable")
    boxed = work("b", minutes=100, kind="deliverable", box=100)
    own = work("c", minutes=100, kind="deliverable", wanted=True)
    topic = work("d", minutes=100)
    done = work("e", minutes=100, kind="deliverable", done=MONDAY)
    learned = with_learned(plan(strand("s", open_, boxed, own, topic, done)), Learned(efforts=found))
    minutes = {w.id: (w.minutes.lo if w.minutes else 0, w.effort_by) for w in learned.strands[0].works}
    assert minutes["a"] == (150, "learned")
    assert {minutes[name] for name in "bcde"} == {(100, "stated")}


def test_a_work_of_which_little_was_noted_was_done_elsewhere_and_teaches_nothing() -> None:
    assert learned_efforts([WorkTaken("unit", 300, 20)] * 6) == {}


@given(
    minutes=st.integers(5, 240),
    times=st.lists(st.integers(1, 600), min_size=1, max_size=30),
    planned=st.one_of(st.none(), st.integers(5, 240)),
)
def test_a_learned_length_lies_between_what_is_said_and_what_was_taken(
    minutes: int, times: list[int], planned: int | None
) -> None:
    cello = of(habit("cello", minutes))
    found = learned_lengths(cello, taken("cello", *times, planned=planned)).get("cello")
    if found is None:
        return
    assert min(found.stated, found.mean) - 5 <= found.minutes <= max(found.stated, found.mean) + 5
    learned = with_learned(cello, Learned(lengths={"cello": found}))
    assert stated_length(learned.activities[0]) == pytest.approx(found.minutes, abs=5)
    assert all(low <= high for low, high in lengths(learned.activities[0]))


def test_the_last_times_count_and_an_old_habit_is_forgotten() -> None:
    cello = of(habit("cello"))
    times = taken("cello", *[180] * 30, *[45] * 20)
    assert learned_lengths(cello, times) == {}
    assert times[0].day < times[-1].day == MONDAY + timedelta(days=49)
    assert isinstance(times[0].day, date)
