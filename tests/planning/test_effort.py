"""How long works take: as stated, assumed for small things, else a share of the weeks of their places."""

from __future__ import annotations

from datetime import date, timedelta

from tests.planning.plans import HOURS, MONDAY, look, place, plan, strand, week, work

from roadweek.domain.base import Range
from roadweek.planning.allocate import allocate
from roadweek.planning.effort import STEADY_WEEK_MIN, Effort, window_weeks

MAIN = place("main", 60, 3)


def efforts(*strands: object, **more: object) -> dict[str, tuple[int, str]]:
    view = look(plan(*strands, activities=(MAIN,)), **more)  # type: ignore[arg-type]
    return {name: (effort.p50, effort.by) for name, effort in view.efforts.items()}


def test_a_place_is_shared_out_by_weight_and_weeks_of_the_window() -> None:
    found = efforts(strand("s", work("a", 1, 4), work("heavy", 1, 4, weight=2), work("brief", 1, 2), places=("main",)))
    # 180 minutes a week; in weeks 1 and 2 the brief one weighs 1/2, the others 1/4 and 2/4
    assert found == {"a": (190, "shared"), "heavy": (385, "shared"), "brief": (145, "shared")}
    assert abs(sum(p50 for p50, _ in found.values()) - 4 * 180) <= 5


def test_stated_efforts_come_first_and_leave_the_rest() -> None:
    found = efforts(strand("s", work("stated", 1, 4, 320), work("open", 1, 4, kind="deliverable"), places=("main",)))
    assert found == {"stated": (320, "stated"), "open": (400, "shared")}


def test_stated_efforts_never_starve_what_shares_their_place() -> None:
    found = efforts(
        strand("s", work("much", 1, 4, 6000), places=("main",)), strand("t", work("open", 1, 4), places=("main",))
    )
    assert found["open"] == (290, "shared"), "two fifths of 720"


def test_of_a_stated_range_the_middle_is_likely_and_the_end_is_careful() -> None:
    days = work("days", 1, 4).model_copy(update={"minutes": Range(lo=480, hi=720), "effort_by": "stated"})
    view = look(plan(strand("s", days, work("hours", 1, 4, 100), places=("main",)), activities=(MAIN,)))
    assert view.efforts == {"days": Effort(600, 720, "stated"), "hours": Effort(100, 135, "stated")}


def test_decisions_and_tasks_are_small_and_a_thing_to_be_done_once_is_one_sitting_of_its_place() -> None:
    found = efforts(
        strand(
            "s",
            work("choose", 1, 4, kind="decision"),
            work("call", 1, 4, kind="task"),
            work("once", 1, 1, once=True),
            places=("main",),
        )
    )
    assert found == {"choose": (30, "assumed"), "call": (60, "assumed"), "once": (60, "assumed")}


def test_a_decision_is_taken_when_its_window_opens() -> None:
    view = look(plan(strand("s", work("choose", 2, 9, kind="decision"))))
    assert view.weeks["choose"] == (week(2), week(3))


def test_work_without_a_place_takes_a_share_of_the_free_time_within_what_is_guessed_of_its_kind() -> None:
    found = efforts(
        strand("f", work("week", 1, 1), work("unit", 1, 3)),
        strand("g", work("big", 1, 9, kind="deliverable", due=True)),
    )
    assert found == {"week": (180, "assumed"), "unit": (300, "assumed"), "big": (720, "assumed")}
    many = efforts(*(strand(f"f{n}", work(f"x{n}", 1, 2)) for n in range(5)), focus_share=0.1)
    assert sum(HOURS.values()) - 180 == 1820
    assert {p50 for p50, _ in many.values()} == {75}, "a tenth of it in two weeks, among five"


def test_a_topic_of_a_long_stretch_is_a_sitting_in_each_of_its_weeks() -> None:
    view = look(plan(strand("s", work("topic", 1, 8))))
    assert view.efforts["topic"].p50 == 8 * STEADY_WEEK_MIN
    content, _ = allocate(view, week(3), {"topic": 2 * STEADY_WEEK_MIN}, view.usual)
    assert content.minutes == {"topic": STEADY_WEEK_MIN}


def test_a_window_counts_for_the_weeks_that_most_of_its_days_lie_in() -> None:
    thursday = MONDAY + timedelta(days=3)
    assert window_weeks(thursday, week(2) + timedelta(days=2)) == (week(1),), "4 days of the first, 3 of the second"
    assert window_weeks(MONDAY + timedelta(days=4), week(3)) == (week(2),)
    assert window_weeks(date(2026, 3, 7), date(2026, 3, 10)) == (week(1),), "the one that holds most, the first of two"
