"""“Find another time for it” asks for nothing beyond what was left undone, and is never cut from other wishes."""

from __future__ import annotations

import pytest

from roadweek.understanding.again import without_another_time


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I missed my French lesson today, please find me another slot", "I missed my French lesson today"),
        ("skipped the run yesterday; give it a new day", "skipped the run yesterday"),
        ("didn't do piano this morning and reschedule it please", "didn't do piano this morning"),
        ("昨天没练琴，请另找个时间补上", "昨天没练琴"),
        ("今天的跑步没跑，换个时间吧", "今天的跑步没跑"),
    ],
)
def test_the_wish_for_another_time_is_told_from_what_was_left_undone(text: str, first: str) -> None:
    assert without_another_time(text) == first


@pytest.mark.parametrize(
    "text", ["find another time", "另找时间", "move the run to another day of the week after next", "今天没练琴"]
)
def test_other_sentences_are_left_alone(text: str) -> None:
    assert without_another_time(text) is None
