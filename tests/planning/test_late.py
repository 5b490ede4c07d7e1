"""A plan that its person comes to late: what lay before is left out or caught up, and never starves what runs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.planning.plans import MONDAY, look, place, plan, strand, week, work

from roadweek.domain.edits import Adjustment, SetEffort
from roadweek.planning.allocate import allocate
from roadweek.planning.effort import Outlook
from roadweek.planning.late import CATCH_UP_SHARE, late_start
from roadweek.planning.schedule import schedule_of_work, short_of
from roadweek.planning.steer import folded

MAIN = place("main", 60, 5)


def minutes(view: Outlook, first: int, last: int) -> dict[str, list[int]]:
    """By work, its minutes in each of some weeks, each done as planned."""
    done: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    for number in range(first, last + 1):
        content, ledger = allocate(view, week(number), done, view.usual)
        done = ledger.done
        for name in view.weeks:
            found.setdefault(name, []).append(content.minutes.get(name, 0))
    return found


def test_topics_whose_time_is_over_are_left_out_and_what_was_due_lately_is_caught_up() -> None:
    of = plan(
        strand(
            "s",
            work("topic", 1, 5),
            work("due long ago", 1, 2, due=True),
            work("due lately", 5, 6, due=True),
            work("once", 4, 4, occasion=True),
            work("half", 7, 10),
            work("now", 8, 11),
            places=("main",),
        ),
        activities=(MAIN,),
    )
    began = week(9)
    found = late_start(of.strands, began)
    assert [w.id for w in found.caught_up] == ["due lately"]
    assert [w.id for w in found.left_out] == ["topic", "due long ago", "once"]
    assert [w.id for w in found.half_over] == ["half"]
    open_ = {w.id for w in look(of, began=began).strands[0].works if w.open}
    assert open_ == {"due lately", "half", "now"}


def test_from_friday_on_the_week_is_the_one_before() -> None:
    of = plan(strand("s", work("this week", 3, 3)))
    assert not late_start(of.strands, week(3) + timedelta(days=3)).over
    assert [w.id for w in late_start(of.strands, week(3) + timedelta(days=4)).over] == ["this week"]


@pytest.mark.parametrize("places", [("main",), ()])
def test_what_is_caught_up_keeps_its_share_each_week_and_leaves_the_rest_to_what_runs(places: tuple[str, ...]) -> None:
    of = plan(
        strand("before", work("a", 1, 4, 600, due=True), work("b", 1, 4, 600, due=True), places=places),
        strand("now", work("x", 5, 8, due=True), places=places),
        activities=(MAIN,),
    )
    view = look(of, began=week(5))
    found = minutes(view, 5, 8)
    whole = [a + b + x for a, b, x in zip(found["a"], found["b"], found["x"], strict=True)]
    late = [a + b for a, b in zip(found["a"], found["b"], strict=True)]
    assert all(part > 0 for part in late), "neither dropped"
    assert all(part <= max(90, CATCH_UP_SHARE * total + 60) for part, total in zip(late, whole, strict=True))
    assert found["b"] == [0] * 4, "the earlier first, one after another"
    ahead = schedule_of_work(view, week(5), {}, view.usual)
    assert sum(ahead["a"].values()) == 600
    a = view.strands[0].works[0]
    assert short_of(view, a, 0, ahead["a"]) == 0, "it has no end that it could miss"


def test_where_nothing_else_runs_any_more_what_was_due_has_the_place_to_itself() -> None:
    of = plan(strand("before", work("a", 1, 4, 600, due=True), places=("main",)), activities=(MAIN,))
    found = minutes(look(of, began=week(6)), 6, 8)
    assert found["a"] == [300, 300, 0]


def test_a_window_that_is_half_over_is_shared_out_over_the_weeks_that_are_left() -> None:
    of = plan(strand("s", work("topic", 1, 4, kind="deliverable"), places=("main",)), activities=(MAIN,))
    assert look(of).efforts["topic"].p50 > 2 * 300
    view = look(of, began=week(3))
    assert view.weeks["topic"] == (week(3), week(4))
    assert view.efforts["topic"].p50 <= 2 * 300


def test_rows_that_were_over_come_back_in_their_order_when_the_person_says_what_they_take() -> None:
    rows = [work(f"row-{n}", n, n) for n in range(1, 9)]
    of = plan(strand("table", *rows, places=("main",)), activities=(MAIN,))
    began = week(4)
    assert minutes(look(of, began=began), 4, 4)["row-4"][0] > 0, "it starts at the row of this week"
    strands = of.strands
    for number, name in enumerate(("row-1", "row-2")):
        made = Adjustment(id=f"a{number}", seq=number, on=began, edit=SetEffort(work=name, minutes=120))
        strands, _ = folded(strands, (), SetEffort(work=name, minutes=120), made, of.activities)
    view = look(of.model_copy(update={"strands": strands}), began=began)
    found = minutes(view, 4, 8)
    assert sum(found["row-1"]) == 120
    assert sum(found["row-2"]) > 0
    assert sum(found["row-3"]) == 0, "of which nothing is known"
    assert found["row-4"][0] > 0


def test_who_comes_in_time_is_asked_nothing() -> None:
    of = plan(strand("s", work("a", 1, 1), work("b", 2, 30)))
    assert not late_start(of.strands, MONDAY).over
    assert not late_start(of.strands, MONDAY).half_over
