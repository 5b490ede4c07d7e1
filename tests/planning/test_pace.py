"""Work that is owed and has no place of its own: paced by what it may take, in time, and to its last minute."""

from __future__ import annotations

from datetime import timedelta

from tests.planning.plans import blocks, lived, look, plan, strand, week, work

from roadweek.domain.week import Trip
from roadweek.domain.work import Strand
from roadweek.planning.allocate import allocate
from roadweek.planning.effort import Outlook
from roadweek.planning.supply import Conditions

HOUR = 60


def minutes(view: Outlook, name: str, count: int, *, done: dict[str, int] | None = None) -> list[int]:
    """Minutes a week of a strand's blocks, lived as planned."""
    found: list[int] = []
    total = dict(done or {})
    for number in range(1, count + 1):
        content, ledger = allocate(view, week(number), total, view.usual)
        found.append(sum(blocks(content).get(name, ())))
        total = ledger.done
    return found


def owed(name: str, first: int, last: int, hours: int) -> Strand:
    return strand(name, work(f"{name}1", first, last, hours * HOUR, due=True))


def test_what_is_owed_is_done_a_week_before_its_last_where_it_takes_what_was_said() -> None:
    found = minutes(look(plan(owed("essay", 1, 8, 16))), "essay", 8)
    assert sum(found) == 16 * HOUR
    assert found[-1] == 0
    assert max(found[:4]) - min(found[:4]) <= 30, "evenly, not in heaps"


def test_what_is_missed_comes_back_in_small_parts_over_the_weeks_that_are_left() -> None:
    view = look(plan(owed("essay", 1, 8, 16)))
    usual = minutes(view, "essay", 8)[1]
    away = Trip(id="t", start=week(1), end=week(1) + timedelta(days=6))
    content, ledger = allocate(view, week(1), {}, Conditions(trips=(away,), hours=view.hours))
    assert not content.blocks
    content, _ = allocate(view, week(2), ledger.done, view.usual)
    assert usual < sum(blocks(content)["essay"]) <= 1.3 * usual


def test_a_rest_too_short_for_a_sitting_is_planned_as_one_and_is_never_left_lying() -> None:
    view = look(plan(owed("essay", 1, 4, 10)))
    for rest in (3, 9, 16, 20, 24, 40):
        assert sum(minutes(view, "essay", 6, done={"essay1": 10 * HOUR - rest})) >= rest


def test_where_not_everything_has_room_what_is_due_first_gets_it() -> None:
    late, soon = owed("atlas", 1, 8, 60), owed("essay", 1, 2, 20)
    view = look(plan(late, soon))
    content, _ = allocate(view, week(1), {}, view.usual)
    alone, _ = allocate(look(plan(soon)), week(1), {}, view.usual)
    assert blocks(content)["essay"] == blocks(alone)["essay"]


def test_what_is_overdue_takes_the_free_time_that_there_is_and_not_only_the_pace_of_what_runs() -> None:
    view = look(plan(owed("essay", 1, 3, 30), owed("atlas", 1, 12, 24)))
    behind = sum(sum(lengths) for lengths in blocks(lived(view, 1)[0]).values())
    content, _ = allocate(view, week(4), {}, view.usual)
    assert sum(blocks(content)["essay"]) > behind / 2
    assert sum(blocks(content)["essay"]) > 500


def test_sittings_of_what_is_due_within_the_week_are_told_apart_from_those_of_what_follows() -> None:
    both = strand("list", work("a", 1, 2, 2 * HOUR, due=True), work("b", 1, 8, 30 * HOUR, due=True))
    view = look(plan(both))
    content, _ = allocate(view, week(2), {}, view.usual)
    (block,) = content.blocks
    assert block.due == week(2) + timedelta(days=6)
    assert 0 < block.closing < len(block.lengths)


def test_what_a_gap_left_behind_is_done_within_about_four_weeks_where_the_weeks_have_room() -> None:
    view = look(plan(owed("atlas", 1, 20, 80)))
    whole = minutes(view, "atlas", 20)
    total: dict[str, int] = {}
    behind: list[int] = []
    for number in range(1, 13):
        away = Trip(id="t", start=week(number), end=week(number) + timedelta(days=6))
        trips = (away,) if number in (4, 5) else ()
        _, ledger = allocate(view, week(number), total, Conditions(trips=trips, hours=view.hours))
        total = ledger.done
        behind.append(sum(whole[:number]) - total.get("atlas1", 0))
    assert behind[4] >= 1.8 * whole[3]
    assert behind[4] > behind[5] > behind[6] > behind[7], "in parts, and not at once"
    assert behind[9] <= behind[4] * 0.3


def test_what_is_late_leaves_room_for_what_can_still_be_in_time_and_goes_on_itself() -> None:
    view = look(plan(owed("essay", 1, 3, 80), owed("atlas", 1, 6, 60)))
    done = {"atlas1": 32 * HOUR}
    content, _ = allocate(view, week(4), done, view.usual)
    alone, _ = allocate(look(plan(owed("atlas", 1, 6, 60))), week(4), done, view.usual)
    assert sum(blocks(content)["atlas"]) >= 0.6 * sum(blocks(alone)["atlas"])
    assert sum(blocks(content)["essay"]) >= 5 * HOUR
