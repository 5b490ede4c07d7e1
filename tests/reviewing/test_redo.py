"""The Sunday redo: two or three problems within the box, each point told, swaps obeyed and learned from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.reviewing.redo import (
    MOST,
    POINTS,
    RedoCandidate,
    RedoSwaps,
    choose_redo,
    expected_minutes,
    learned,
)

NONE = RedoSwaps()
candidates = st.lists(
    st.builds(
        RedoCandidate,
        problem=st.sampled_from([f"p{n}" for n in range(30)]),
        topic=st.sampled_from(["", "tree", "dp", "graph"]),
        pinned=st.booleans(),
        stuck=st.integers(0, 9),
        failed=st.integers(0, 9),
        refusals=st.integers(0, 99),
        lapses=st.integers(0, 9),
        longest=st.integers(0, 600),
        gone=st.floats(0, 1),
        expected=st.integers(5, 300),
    ),
    max_size=20,
    unique_by=lambda one: one.problem,
)


def names(choice: object) -> list[str]:
    return [pick.candidate.problem for pick in choice.picks]  # type: ignore[attr-defined]


@given(candidates, st.integers(-50, 120), st.integers(0, 3))
def test_the_set_never_exceeds_its_box_or_three_problems(all_: list[RedoCandidate], box: int, done: int) -> None:
    choice = choose_redo(all_, box=box, swaps=NONE, done=done)
    assert choice.minutes <= max(0, box)
    assert len(choice.picks) + done <= max(MOST, done)
    assert choice == choose_redo(reversed(all_), box=box, swaps=NONE, done=done)


@given(candidates)
def test_the_points_told_add_up_to_the_value_and_are_bounded(all_: list[RedoCandidate]) -> None:
    choice = choose_redo(all_, box=90, swaps=RedoSwaps(taught={"tree": 3, "dp": -3}))
    for pick in (*choice.picks, *choice.others):
        assert pick.value == pytest.approx(sum(reason.points for reason in pick.reasons), abs=0.06)
        for reason in pick.reasons:
            each, most = POINTS[reason.code]
            assert abs(reason.points) <= each * most + 0.05


def test_a_pin_comes_before_everything_and_a_new_topic_before_more_of_the_same() -> None:
    stuck = RedoCandidate("a", "tree", stuck=3, failed=2)
    same = RedoCandidate("b", "tree", stuck=1)
    other = RedoCandidate("c", "dp", hint=2)
    pinned = RedoCandidate("d", "tree", pinned=True)
    assert names(choose_redo([stuck, same, other, pinned], box=90, swaps=NONE)) == ["d", "a", "c"]


def test_the_more_fragile_of_two_is_taken() -> None:
    firm, fragile = RedoCandidate("a", "", gone=0.1, expected=60), RedoCandidate("b", "", gone=0.6, expected=60)
    assert names(choose_redo([firm, fragile], box=90, swaps=NONE)) == ["b"]


def test_a_swap_is_obeyed_and_what_was_taken_out_stays_out() -> None:
    all_ = [RedoCandidate("a", "tree", stuck=3), RedoCandidate("b", "dp", failed=2), RedoCandidate("c", "")]
    swapped = RedoSwaps(kept=("c", "b"), into=("c",), out=("a",))
    choice = choose_redo(all_, box=60, swaps=swapped)
    assert names(choice) == ["c", "b"]
    assert [reason.code for reason in choice.picks[0].reasons if reason.code == "swap"]
    assert not [reason.code for reason in choice.picks[1].reasons if reason.code == "swap"]
    assert "a" not in names(choose_redo(all_, box=90, swaps=RedoSwaps(out=("a",))))


def test_swaps_teach_one_small_step_at_a_time_and_never_more_than_three() -> None:
    taught: dict[str, int] = {}
    for _ in range(9):
        taught = learned(taught, out="dp", into="tree")
    assert taught == {"dp": -3, "tree": 3}
    assert learned(taught, out="tree", into="dp") == {"dp": -2, "tree": 2}
    assert learned({"dp": -1, "tree": 1}, out="tree", into="dp") == {}
    assert learned({}, out="dp", into="dp") == {}
    assert learned({}, out="", into="dp") == {"dp": 1}


def test_what_was_taught_tips_a_close_choice_and_not_a_clear_one() -> None:
    close = [RedoCandidate("a", "dp", hint=1, expected=60), RedoCandidate("b", "tree", shaky=1, expected=60)]
    assert names(choose_redo(close, box=90, swaps=RedoSwaps(taught={"tree": 1}))) == ["b"]
    assert names(choose_redo(close, box=90, swaps=RedoSwaps(taught={"dp": 1}))) == ["a"]
    clear = [RedoCandidate("a", "dp", stuck=3, expected=60), RedoCandidate("b", "tree", expected=60)]
    assert names(choose_redo(clear, box=90, swaps=RedoSwaps(taught={"tree": 3, "dp": -3}))) == ["a"]


def test_minutes_are_those_of_earlier_redos_then_of_attempts_then_half_an_hour() -> None:
    assert expected_minutes([20, 50, 35], [90]) == 35
    assert expected_minutes([], [120, 33]) == 35
    assert expected_minutes([], [200]) == 45
    assert expected_minutes([], [2]) == 15
    assert expected_minutes([], []) == 30
