"""What is not planned says so, why, and what would plan it; totals and limits that do not hold are told."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from tests.importing.helpers import read

from roadweek.domain.base import Language
from roadweek.domain.plan import Conflict
from roadweek.importing.conflicts.limits import reads_like_limit
from roadweek.importing.conflicts.unsure import line_of
from roadweek.importing.items import Item
from roadweek.importing.reading import PlanReading
from roadweek.messages.conflicts import TEXTS
from roadweek.planning.interpret.proof import Why


def told(found: PlanReading, kind: str) -> list[Conflict]:
    return [c for c in found.conflicts if c.kind == kind]


def test_every_reason_has_its_words() -> None:
    reasons = {name for part in get_args(Why) for name in (get_args(part) or (part,))}
    assert {f"unsure_{name}" for name in reasons} <= set(TEXTS)


def test_every_item_that_is_not_planned_is_in_a_conflict_on_its_lines() -> None:
    example = "## Example week\n- Stretch every day, 10 minutes\n- Swim on Sundays, 1 hour\n"
    found = read(f"# Plan\n\n{example}\n## Work\n- Harp on Mondays, 40 minutes\n")
    items = [i for i in found.items if i.group == "recurring" and i.scheduled is False]
    lines = {line for c in told(found, "unsure") for line in c.lines}
    assert items
    assert all(set(i.lines) <= lines for i in items)
    assert [a.title for a in found.plan.activities] == ["Harp"]


def test_many_lines_with_one_reason_are_one_conflict() -> None:
    tips = "\n".join(f"- Tip {word} every day" for word in ("alpha", "beta", "gamma", "delta", "omega"))
    found = read(f"# Plan\n\n## Tips\n{tips}\n")
    assert len(told(found, "unsure")) <= 1


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "fields",
    [
        {"per": "day"},
        {"per": "week", "times": (3, 3)},
        {"per": "week", "days": ("TU", "TH"), "duration_min": (45, 60)},
        {"per": "day", "days": ("MO", "TU", "WE", "TH", "FR")},
        {"per": "month"},
    ],
)
def test_the_line_that_is_proposed_is_read_and_planned(lang: Language, fields: dict[str, object]) -> None:
    item = Item.model_validate(
        {"id": "r1", "group": "recurring", "lines": (3,), "title": "书法" if lang == "zh" else "Harp", **fields}
    )
    found = read(f"# Plan\n\n- {line_of(item, lang)}\n")
    assert len(found.plan.activities) == 1
    activity = found.plan.activities[0]
    assert activity.minutes is not None
    assert activity.minutes.lo == (45 if "duration_min" in fields else 30)
    assert activity.days == fields.get("days", ())
    assert not told(found, "unsure")


def test_a_demand_beyond_a_stated_total_is_asked_with_both_lines() -> None:
    found = read("# Plan\n\nTotal: 6 hours a week.\n\n- Harp every day, 1 hour\n- Rowing every day, 30 minutes\n")
    (conflict,) = told(found, "total")
    assert 3 in conflict.lines
    assert "6 h" in conflict.message
    assert "10.5 h" in conflict.message
    assert [a.title for a in found.plan.activities] == ["Rowing"]


def test_a_total_that_holds_is_not_asked() -> None:
    found = read("# Plan\n\nTotal: 12 hours a week.\n\n- Harp every day, 1 hour\n- Rowing every day, 30 minutes\n")
    assert not told(found, "total")
    assert len(found.plan.activities) == 2


LIMITS = [
    "Never two hard matches two days in a row",
    "A break every 45 minutes",
    "No screens after 22:00",
    "At most 5 hours of swimming a week",
    "Keep Friday evenings free",
    "不要连续两天游泳",
    "每学习 50 分钟休息 10 分钟",
    "每周最多游泳 5 小时",
    "周五晚上留空",
]


@pytest.mark.parametrize("text", LIMITS)
def test_a_rule_that_reads_like_a_limit_is_known(text: str) -> None:
    assert reads_like_limit(text)


@pytest.mark.parametrize(
    "text", ["Be kind to yourself", "先易后难", "Write by hand", "做完再看答案", "Every note in one place"]
)
def test_other_rules_are_no_limits(text: str) -> None:
    assert not reads_like_limit(text)


def test_a_limit_that_is_not_obeyed_is_told_and_one_that_is_obeyed_is_not() -> None:
    rules = "## Rules\n- Never two hard matches two days in a row\n- At most 2 hours a day\n"
    found = read(f"# Plan\n\n{rules}\n- Swim 3 times a week\n")
    assert [c.lines for c in told(found, "rule_not_obeyed")] == [(4,)]


def test_a_rule_that_the_plan_itself_breaks_is_told() -> None:
    found = read("# Plan\n\n- Sundays are off\n- Harp every Sunday at 10:00, 40 minutes\n")
    assert [c.lines for c in told(found, "rule_not_obeyed")] == [(3, 4)]


def test_no_message_is_left_with_a_hole() -> None:
    for key, words in TEXTS.items():
        if key.startswith(("unsure_", "unused_words_", "total_", "rule_not")):
            assert not re.search(r"“”|  ", words["en"] + words["zh"]), key
