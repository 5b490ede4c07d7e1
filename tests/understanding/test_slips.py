"""Words of time are understood with one letter wrong; words of their own stay what they are."""

from __future__ import annotations

import pytest

from roadweek.understanding.amounts import find_durations
from roadweek.understanding.slips import meant_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("aftenroon", "afternoon"), ("Thurdsay", "Thursday"), ("eveningg", "evening"), ("septmeber", "september")],
)
def test_one_slip_of_a_letter_is_seen_through(typed: str, meant: str) -> None:
    assert meant_time(typed).casefold() == meant.casefold()


@pytest.mark.parametrize("word", ["mourning", "sundry", "evenings", "mondays", "minute", "winter", "morning"])
def test_words_of_their_own_stay(word: str) -> None:
    assert meant_time(word) == word


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("两小时四十分钟", 160),
        ("一个小时零五分", 65),
        ("一小时一刻钟", 75),
        ("三小时半", 210),
        ("two hours and ten minutes", 130),
        ("an hour and three quarters", 105),
        ("one and a quarter hours", 75),
        ("an hour", 60),
    ],
)
def test_hours_and_minutes_in_words_are_one_length(text: str, minutes: int) -> None:
    (found,) = find_durations(text)
    assert (found.value.lo, found.value.top, found.text) == (minutes, minutes, text)
