"""How far a measurement is: what is left follows from the pace so far, and is told only where there is one."""

from __future__ import annotations

import pytest

from roadweek.benchmarking.progress import LoadProgress, read_progress, seconds_left


def test_what_is_left_of_a_run_follows_from_its_pace() -> None:
    assert LoadProgress(10, 30, 9, 5.0).left_s == 10.0
    assert LoadProgress(30, 30, 30, 5.0).left_s == 0.0
    assert LoadProgress(0, 30, 0, 5.0).left_s is None, "in the warm-up there is no pace yet"


@pytest.mark.parametrize("now", [LoadProgress(0, 8, 0, 0.0), LoadProgress(12, 400, 11, 63.4)])
def test_what_a_device_tells_is_read_as_it_was(now: LoadProgress) -> None:
    assert read_progress(now.told()) == now


@pytest.mark.parametrize("words", ["", "half", "3/4", "-1/4 requests, 1 good, 2.0 s", "1/4 requests, 1 good, nan s"])
def test_other_words_are_no_progress(words: str) -> None:
    assert read_progress(words) is None


def test_before_the_first_run_is_made_the_others_are_thought_as_long_as_it_will_be() -> None:
    assert seconds_left(2, [], 6.0, LoadProgress(10, 30, 10, 5.0)) == 10.0 + 2 * (15.0 + 5.0)
    assert seconds_left(2, [], 6.0, None) is None
    assert seconds_left(2, [], 6.0, LoadProgress(0, 30, 0, 5.0)) is None


def test_afterwards_they_take_what_the_others_took() -> None:
    assert seconds_left(3, [20.0, 22.0], 6.0, LoadProgress(10, 30, 10, 5.0)) == 10.0 + 3 * 21.0
    assert seconds_left(1, [20.0, 22.0], 6.0, None) == 15.0 + 21.0
    assert seconds_left(0, [20.0], 60.0, None) == 0.0, "one that takes longer than the others ends at some time"
