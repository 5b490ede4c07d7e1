"""Which week does what: works in order, what is owed most first, nothing before its time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.planning.plans import HOURS, blocks, filled, lived, look, place, plan, strand, week, work

from roadweek.domain.base import WEEKDAYS
from roadweek.domain.week import Trip
from roadweek.domain.work import Strand
from roadweek.planning.allocate import allocate, project
from roadweek.planning.supply import Conditions

FOUR = place("main", 60, 4)


def weeks_of(*strands: Strand, count: int = 4) -> list[str]:
    """By week, which work (one letter) each sitting of the place holds; several in one are joined, none is a dot."""
    view = look(plan(*strands, activities=(FOUR,)))
    return [
        " ".join("".join(name for name, _ in held) or "." for held in filled(content)) for content in lived(view, count)
    ]


def test_the_works_of_a_strand_are_taken_in_their_order_like_a_tape() -> None:
    view = look(plan(strand("s", work("a", 1, 2, 90), work("b", 1, 2, 60), places=("main",)), activities=(FOUR,)))
    (content, _) = lived(view, 2)
    assert filled(content) == [[("a", 60)], [("a", 30), ("b", 30)], [("b", 30)], []]
    ends = [(p.work, p.done_min, p.of_min) for _, parts in content.filled for p in parts]
    assert ends == [("a", 60, 90), ("a", 90, 90), ("b", 30, 60), ("b", 60, 60)]


def test_each_sitting_goes_to_the_strand_that_is_owed_most() -> None:
    found = weeks_of(
        strand("s", work("a", 1, 8, 480), places=("main",)), strand("t", work("b", 1, 8, 1440), places=("main",))
    )
    assert "".join(found).count("b") == 3 * "".join(found).count("a")
    assert found[0].startswith("b")


def test_a_strand_keeps_a_place_for_two_sittings_running() -> None:
    found = weeks_of(
        strand("s", work("a", 1, 8, 960), places=("main",)), strand("t", work("b", 1, 8, 960), places=("main",))
    )
    assert found == ["a a b b"] * 4


def test_what_its_window_closes_comes_before_an_even_pace() -> None:
    found = weeks_of(
        strand("s", work("a", 1, 4, 480), places=("main",)), strand("t", work("b", 1, 2, 300), places=("main",))
    )
    assert found == ["b b a a", "b b b a", "a a a a", "a . . ."]


def test_what_closes_and_fits_into_one_sitting_goes_first_of_all() -> None:
    found = weeks_of(
        strand("s", work("a", 1, 1, 240, due=True), places=("main",)),
        strand("t", work("b", 1, 1, 30), places=("main",)),
    )
    assert found[:2] == ["ba a a a", "a . . ."]


def test_nothing_starts_before_its_window_and_what_stands_behind_it_does_not_wait() -> None:
    found = weeks_of(strand("s", work("a", 3, 4, 240), work("b", 1, 4, 120), places=("main",)))
    assert found == ["b b . .", ". . . .", "a a a a", ". . . ."]


def test_a_topic_past_its_window_is_done_enough_with_half_and_a_deliverable_is_owed_until_it_is_done() -> None:
    one = place("main", 60, 1)
    topic = look(plan(strand("s", work("a", 1, 2, 240), places=("main",)), activities=(one,)))
    assert [filled(c) for c in lived(topic, 4)] == [[[("a", 60)]], [[("a", 60)]], [[]], [[]]]
    owed = look(plan(strand("s", work("a", 1, 2, 240, due=True), places=("main",)), activities=(one,)))
    assert [filled(c) for c in lived(owed, 5)] == [[[("a", 60)]]] * 4 + [[[]]]


def test_a_list_beside_one_that_asks_for_too_much_is_not_starved() -> None:
    found = weeks_of(
        strand("s", work("a", 1, 4, 6000), places=("main",)),
        strand("t", work("b", 1, 4, kind="deliverable"), places=("main",)),
    )
    assert "".join(found).count("b") >= 6, "two fifths of sixteen sittings"
    assert "".join(found).count("a") >= 8


@pytest.mark.parametrize(
    ("a_day", "lead", "beside"),
    [(0, 0, 0), (60, 420, 84), (100, 480, 96), (300, 480, 96), (400, 560, 112), (1000, 900, 180)],
)
def test_a_lead_takes_a_fifth_of_the_free_time_within_bounds_and_what_is_beside_it_a_fifth_of_that(
    a_day: int, lead: int, beside: int
) -> None:
    of = plan(strand("lead", work("x", 1, 8), lead=True), strand("by", work("y", 1, 8), beside=True))
    (content,) = lived(look(of, hours=dict.fromkeys(WEEKDAYS, a_day)), 1)
    assert abs(sum(blocks(content).get("lead", ())) - lead) < 5
    assert abs(sum(blocks(content).get("by", ())) - beside) < 5
    assert all(25 <= length <= 90 for lengths in blocks(content).values() for length in lengths)


def test_a_lead_takes_nothing_in_weeks_outside_its_window() -> None:
    view = look(plan(strand("lead", work("x", 2, 3), lead=True)))
    assert [bool(c.blocks) for c in lived(view, 4)] == [False, True, True, False]


def test_what_the_person_asked_for_by_the_week_is_given_from_then_until_then_and_else_the_usual_share() -> None:
    of = plan(
        strand("w", work("a", 1, 8, 3000), weekly=600, weekly_from=week(2), weekly_until=week(3) + timedelta(days=6))
    )
    assert [sum(blocks(c).get("w", ())) for c in lived(look(of), 4)] == [180, 600, 600, 180]


def test_work_without_a_place_has_a_share_of_the_free_time_more_where_it_says_how_long_and_none_in_stated_days() -> (
    None
):
    guessed = tuple(strand(f"f{n}", work(f"x{n}", 1, 4, kind="deliverable")) for n in range(9))
    asked = tuple(strand(f"f{n}", work(f"x{n}", 1, 4, 3000)) for n in range(4))
    for many, share, most in ((guessed, 0.1, 0.1), (guessed, 0.25, 0.25), (asked, 0.25, 0.95)):
        weeks = lived(look(plan(*many), focus_share=share), 4)
        taken = [sum(sum(lengths) for lengths in blocks(content).values()) for content in weeks]
        assert 0 < max(taken) <= sum(HOURS.values()) * most + 5
    stated = look(plan(strand("s", work("x", 1, 4, 3000), no_blocks=True)))
    assert [c.blocks for c in lived(stated, 4)] == [()] * 4


def test_a_trip_moves_work_and_does_not_make_it_smaller() -> None:
    view = look(plan(strand("s", work("a", 1, 4, 480), places=("main",)), activities=(FOUR,)))
    trip = Conditions(trips=(Trip(id="t", start=week(2), end=week(2) + timedelta(days=6)),), hours=HOURS)
    found = [sum(m for held in filled(c) for _, m in held) for c in lived(view, 4, given=trip)]
    assert found[1] == 0
    assert sum(found) == 480


def test_a_dated_occasion_falls_to_its_week_once_and_done_it_is_not_asked_for_again() -> None:
    day = work("day", 2, 2, 60, occasion=True)
    view = look(plan(strand("days", day)))
    assert [[o.work.id for o in c.occasions] for c in lived(view, 3)] == [[], ["day"], []]
    again, _ = allocate(view, week(2), {"day": 60}, view.usual)
    assert again.occasions == ()


def test_what_is_done_dropped_or_skipped_takes_no_time() -> None:
    of = strand("s", work("a", 1, 4, 120, done=week(1)), work("b", 1, 4, 120, dropped=True), work("c", 1, 4, 60))
    view = look(plan(of.model_copy(update={"places": ("main",)}), activities=(FOUR,)))
    assert [filled(c)[0] for c in lived(view, 1)] == [[("c", 60)]]


def test_what_lies_behind_a_week_is_what_the_weeks_between_hold_and_accepted_ones_count_as_they_stand() -> None:
    view = look(plan(strand("s", work("a", 1, 4, 960), places=("main",)), activities=(FOUR,)))
    assert project(view, week(1), week(4), {"a": 60}, view.usual) == {"a": 60 + 3 * 240}
    held = {week(2): {"a": 30}, week(3): {}}
    assert project(view, week(1), week(4), {}, view.usual, held) == {"a": 240 + 30}
    assert project(view, week(2), week(2), {"a": 5}, view.usual) == {"a": 5}
