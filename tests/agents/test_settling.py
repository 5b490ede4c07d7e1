"""What a message says came of sessions that are listed by number."""

from __future__ import annotations

import pytest

from roadweek_agents.settling import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("done", [(0, "done", None)]),
        ("Done, finally", None),
        ("done 50", [(0, "done", 50)]),
        ("yes", [(0, "done", None)]),
        ("no", [(0, "skipped", None)]),
        ("skipped it", [(0, "skipped", None)]),
        ("30", [(0, "partial", 30)]),
        ("1h15", [(0, "partial", 75)]),
        ("half", [(0, "partial", None)]),
        ("not finished", [(0, "partial", None)]),
        ("I worked 25 minutes", [(0, "partial", 25)]),
        ("all done", [(0, "done", None), (1, "done", None), (2, "done", None)]),
        ("skip all of them", [(0, "skipped", None), (1, "skipped", None), (2, "skipped", None)]),
        ("1 and 3 done, 2 skipped", [(0, "done", None), (2, "done", None), (1, "skipped", None)]),
        ("1-2 done, 3 20m", [(0, "done", None), (1, "done", None), (2, "partial", 20)]),
        ("the first was done, the last skipped", [(0, "done", None), (2, "skipped", None)]),
        ("done, skip, done", [(0, "done", None), (1, "skipped", None), (2, "done", None)]),
        ("做完了", [(0, "done", None)]),
        ("没做", [(0, "skipped", None)]),
        ("做了一半", [(0, "partial", None)]),
        ("没做完", [(0, "partial", None)]),
        ("半小时", [(0, "partial", 30)]),
        ("都做了", [(0, "done", None), (1, "done", None), (2, "done", None)]),
        ("全都没做", [(0, "skipped", None), (1, "skipped", None), (2, "skipped", None)]),
        ("前两个做了", [(0, "done", None), (1, "done", None)]),
        ("第一个做完了，第三个只做了20分钟", [(0, "done", None), (2, "partial", 20)]),
        ("1做了，2跳过，3没做", [(0, "done", None), (1, "skipped", None), (2, "skipped", None)]),
    ],
)
def test_the_words_of_done_skip_and_partial_settle_what_is_listed(
    text: str, expected: list[tuple[int, str, int | None]] | None
) -> None:
    said = told(text, 3)
    assert (None if said is None else [(one.place, one.came, one.minutes) for one in said]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2",  # two minutes, or the second?
        "4 done",
        "1 done, 1 skipped",
        "1 done, skip",
        "done, 20 minutes",  # of the same one, or of the next?
        "both done",  # of three
        "done 5000",
        "I travel next week",
        "I did 45 minutes of maths today",
        "今天做了45分钟数学",
        "move maths to Saturday",
        "why",
        "",
    ],
)
def test_what_is_not_clear_or_something_else_settles_nothing(text: str) -> None:
    assert told(text, 3) is None


def test_both_are_two() -> None:
    assert [one.place for one in told("both done", 2) or ()] == [0, 1]
