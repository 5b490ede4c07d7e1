"""How often things recur, in forms that people use beside "every day": rates by a stroke, turns, counted occasions."""

from __future__ import annotations

from typing import Any

import pytest
from tests.importing.helpers import items, only


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("- 5 sketches/day", {"per": "day", "quantity": {"unit": "sketches", "min": 5, "max": 5}}),
        ("- Send 20+ letters/week", {"per": "week", "quantity": {"unit": "letters", "min": 20, "max": 20}}),
        ("- Sleep: 7-8 hours/night", {"per": "day", "duration_min": [420, 480]}),
        ("- 西语 40分钟/天", {"per": "day", "duration_min": [40, 40]}),
        ("- 听力 1-2小时/周", {"per": "week", "total_min_per_period": [60, 120]}),
        ("- 3 workouts per week on average (150 a year)", {"per": "week", "times": [3, 3]}),
        ("- 2-3 swims a week", {"per": "week", "times": [2, 3]}),
        ("- 一周至少三次瑜伽", {"per": "week", "times": [3, 3]}),
        ("- 两天游一次泳，一次四十分钟", {"per": "day", "interval": 2, "duration_min": [40, 40]}),
        ("- 三天一次大扫除", {"per": "day", "interval": 3}),
        ("- 至少两天半小时尺八", {"per": "day", "interval": 2, "duration_min": [30, 30]}),
    ],
)
def test_a_rate_is_read_in_whatever_form_it_is_written(text: str, fields: dict[str, Any]) -> None:
    found = only(text, "recurring")
    assert {key: found.get(key) for key in fields} == fields


@pytest.mark.parametrize(
    "text",
    [
        "- Hand in the form at least 30 working days before the defence",
        "- Objections must be filed within 10 business days",
        "- 材料在 15 个工作日内寄到",
        "- 用两天一次性做完",
        "- Protein: 140 g/day",
        "- A deficit of 300 kcal/day",
    ],
)
def test_a_span_of_days_and_a_dose_are_no_habits(text: str) -> None:
    assert not items(text, "recurring")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("- 每天至少练半个小时的听力加半个小时的口语", ["听力", "口语"]),
        ("- 每天至少花二十分钟的时间来冥想", ["冥想"]),
        ("- 三天跑一次步", ["跑步"]),
    ],
)
def test_a_name_has_no_words_of_measure_around_it(text: str, titles: list[str]) -> None:
    assert [item.title for item in items(text, "recurring")] == titles
