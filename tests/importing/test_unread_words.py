"""Words of when and how long that no item of their line holds are listed by line, whatever the line was read as."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadweek.planning.read import read_plan


def unused(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_plan(text, name="x", as_of=date(2026, 3, 1)).to_json()["unused"]
    return found


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Submit the essay (2 hours) by 5 March 2026", ["2 hours"]),
        ("3月20日前交论文，每次写两小时", ["两小时"]),
        ("Boxing on Wednesday in odd weeks, 1 hour", ["odd"]),
    ],
)
def test_a_length_beside_a_deadline_is_listed(line: str, words: list[str]) -> None:
    assert unused(f"# Plan\n\n- Harp 20 min a day\n- {line}\n") == [{"line": 4, "words": words}]


@pytest.mark.parametrize(
    "line",
    [
        "Submit the essay on Thursday, 5 March 2026",
        "Milestone: run 10 km in 50 minutes by June 2026",
        "Guitar 30 min a day",
        "一般来说，早睡早起身体好",
    ],
)
def test_what_is_held_or_named_is_not_listed(line: str) -> None:
    assert unused(f"# Plan\n\n- {line}\n") == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Yoga every Monday 30 min, not during exams", "not during exams"),
        ("每周二游泳 40 分钟，出差时暂停", "出差时暂停"),
    ],
)
def test_an_exception_that_no_field_holds_is_listed_and_the_rest_is_planned(line: str, word: str) -> None:
    reading = read_plan(f"# Plan\n\n- {line}\n", name="x", as_of=date(2026, 3, 1))
    assert word in [w for row in reading.to_json()["unused"] for w in row["words"]]
    assert len(reading.plan.activities) == 1
