"""What nothing states is guessed within bounds and fills no month; a list that nothing dates is a unit a sitting."""

from __future__ import annotations

import pytest
from tests.planning.plans import filled, lived, look, place, plan, strand, week, work

from roadweek.domain.work import Work
from roadweek.planning.allocate import allocate

MAIN = place("main", 60, 5)


@pytest.mark.parametrize(("kind", "most"), [("unit", 300), ("step", 300), ("deliverable", 960)])
def test_a_work_alone_in_its_place_takes_what_is_guessed_of_its_kind_and_leaves_the_rest(kind: str, most: int) -> None:
    view = look(plan(strand("s", work("only", 1, 8, kind=kind), places=("main",)), activities=(MAIN,)))
    assert (view.efforts["only"].p50, view.efforts["only"].by) == (most, "assumed")
    weeks = lived(view, 8)
    held = [content.minutes.get("only", 0) for content in weeks]
    assert abs(sum(held) - most) <= 60
    assert max(held) - min(held) <= 60, "spread over its time, not heaped at the beginning"
    free = [parts for content in weeks for parts in filled(content) if not parts]
    assert len(free) * 60 + sum(held) == 8 * 5 * 60, "what is left of the place keeps the place's own name"


def test_what_is_below_the_bound_is_still_the_place_shared_out() -> None:
    works = [work(name, 1, 4) for name in "abcd"]
    view = look(plan(strand("s", *works, places=("main",)), activities=(MAIN,)))
    assert {e.by for e in view.efforts.values()} == {"shared"}
    assert all(parts for content in lived(view, 4) for parts in filled(content))


def test_a_place_that_is_for_its_track_alone_is_filled_further() -> None:
    own = place("harp", 60, 5, slot_for=("harp",))
    view = look(plan(strand("s", work("scales", 1, 8, track="harp"), places=("harp",)), activities=(own,)))
    assert view.efforts["scales"].p50 == 960


def test_a_stated_effort_is_bounded_by_nothing() -> None:
    view = look(plan(strand("s", work("much", 1, 8, 2400), places=("main",)), activities=(MAIN,)))
    assert view.efforts["much"].p50 == 2400
    assert all(parts for content in lived(view, 8) for parts in filled(content))


def listed(*names: str) -> list[Work]:
    return [Work(id=name, kind="unit", title=name) for name in names]


def order(times: int, *lists: list[Work], tracks: tuple[str | None, ...] = ()) -> list[list[str]]:
    """By week, what the sittings hold."""
    names = tracks or (None,) * len(lists)
    strands = [
        strand(f"s{n}", *works, places=("main",), track=t)
        for n, (works, t) in enumerate(zip(lists, names, strict=True))
    ]
    view = look(plan(*strands, activities=(place("main", 60, times),)))
    assert all(e.by == "assumed" and e.p50 == 60 for e in view.efforts.values())
    return [[",".join(w for w, _ in parts) for parts in filled(content)] for content in lived(view, 4)]


def test_two_lists_without_dates_are_one_unit_a_sitting_one_after_the_other() -> None:
    assert order(3, listed("a", "b", "c", "d"), listed("e", "f", "g", "h")) == [
        ["a", "b", "c"],
        ["d", "e", "f"],
        ["g", "h", ""],
        ["", "", ""],
    ]


def test_lists_of_two_tracks_go_side_by_side() -> None:
    weeks = order(2, listed("a", "b", "c"), listed("x", "y", "z"), tracks=("harp", "chess"))
    assert [sorted(names) for names in weeks] == [["a", "x"], ["b", "y"], ["c", "z"], ["", ""]]


def test_a_missed_unit_is_not_halved_and_holds_the_list_up() -> None:
    works = listed("a", "b", "c", "d")
    view = look(plan(strand("s", *works, places=("main",)), activities=(place("main", 60, 2),)))
    content, _ = allocate(view, week(3), {"a": 60}, view.usual)
    assert filled(content) == [[("b", 60)], [("c", 60)]]


def test_a_weighty_unit_takes_two_sittings() -> None:
    works = [*listed("a"), Work(id="b", kind="unit", title="b", weight=2), *listed("c")]
    view = look(plan(strand("s", *works, places=("main",)), activities=(place("main", 60, 2),)))
    assert [filled(content) for content in lived(view, 2)] == [[[("a", 60)], [("b", 60)]], [[("b", 60)], [("c", 60)]]]
