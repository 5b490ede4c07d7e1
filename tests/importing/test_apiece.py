"""A length of each of what is counted makes as many sittings; a length of them all makes one."""

from __future__ import annotations

import pytest
from tests.importing.helpers import only

EACH = [
    ("Drawing: 2 studies a week, about 70 min each", "Drawing: 2 studies", (2, 2), (70, 70)),
    ("Harp: 3 pieces a week, 25 minutes per piece", "Harp: 3 pieces", (3, 3), (25, 25)),
    ("Solve 2 puzzles a day, 15 minutes each", "Solve 2 puzzles", (2, 2), (15, 15)),
    ("每周读2章，每章50分钟", "读2章", (2, 2), (50, 50)),
    ("每周写3篇游记，每篇20分钟", "写3篇游记", (3, 3), (20, 20)),
]


@pytest.mark.parametrize(("text", "title", "times", "length"), EACH)
def test_a_length_of_each_thing_is_that_of_a_sitting(
    text: str, title: str, times: tuple[int, int], length: tuple[int, int]
) -> None:
    found = only(f"# Plan\n\n- {text}\n", "recurring")
    assert found["title"].replace(", 2", ": 2") == title
    assert (found["times"], found["duration_min"]) == (list(times), list(length))
    assert "total_min_per_period" not in found


ALL = [
    ("Read 30 pages a week, 2 hours", 120),
    ("每周读2章，共90分钟", 90),
    ("Read 40 pages a week, 3 minutes per page", 3),  # no sitting of its own
]


@pytest.mark.parametrize(("text", "minutes"), ALL)
def test_a_length_of_all_of_them_makes_no_more_sittings(text: str, minutes: int) -> None:
    found = only(f"# Plan\n\n- {text}\n", "recurring")
    assert found["times"] == [1, 1]
    assert minutes in (found.get("duration_min") or found["total_min_per_period"])
