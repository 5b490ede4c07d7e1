"""A model's draft of an experiment: what the message does not say is asked, and so is what the draft leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from roadweek.benchmarking.asking import KnownEndpoint, KnownModel, read_asked
from roadweek.benchmarking.drafted import draft_question
from roadweek.benchmarking.experiment import SettingValue
from roadweek.messages import say

SHELF = KnownEndpoint(
    "shelf",
    "Jetson Orin NX 16GB",
    models=(KnownModel("falcon:3b-q4_K_M", "Q4_K_M"), KnownModel("falcon:3b-f16", "F16")),
)
BERRY = KnownEndpoint("kitchen", "Raspberry Pi 5 8GB", "granite:2b", (KnownModel("granite:2b", "Q8_0"),))
Levels = dict[str, Sequence[SettingValue]]
BOTH = ("falcon:3b-q4_K_M", "falcon:3b-f16")


@pytest.mark.parametrize(
    ("text", "levels", "repeats"),
    [
        ("is falcon slower in f16 than in q4 on the shelf?", {"endpoint": ["shelf"], "model": BOTH}, None),
        (
            "I want to know how the berry in the kitchen copes with two people at once, then six; ten questions each",
            {"endpoint": ["kitchen"], "concurrency": [2, 6], "requests": [10]},
            None,
        ),
        (
            "厨房的树莓派，一次一个问题，别超过 3 分钟，做四轮",
            {"endpoint": ["kitchen"], "concurrency": [1], "max_s": [180]},
            4,
        ),
        (
            "falcon q4 on the jetson, first word within 2 s, with a cold start",
            {"endpoint": ["shelf"], "model": BOTH[:1], "slo_ttft_ms": [2000], "cold": [True]},
            None,
        ),
    ],
)
def test_what_stands_in_the_message_is_taken(text: str, levels: Levels, repeats: int | None) -> None:
    assert draft_question(text, levels, repeats, (SHELF, BERRY)) is None


@pytest.mark.parametrize(
    ("text", "levels", "repeats", "code"),
    [
        (
            "falcon q4 on the shelf",
            {"endpoint": ["shelf"], "model": BOTH[:1], "concurrency": [8]},
            None,
            "ask_not_said",
        ),
        ("falcon q4 on the shelf", {"endpoint": ["shelf"], "model": BOTH[:1]}, 5, "ask_not_said"),
        ("falcon q4 on the shelf", {"endpoint": ["shelf"], "model": BOTH[:1], "cold": [True]}, None, "ask_not_said"),
        ("falcon q4 on the shelf", {"endpoint": ["shelf"], "model": ["falcon:7b"]}, None, "ask_which_model"),
        ("the quick one on the shelf", {"endpoint": ["shelf"], "model": BOTH[:1]}, None, "ask_which_model"),
        ("how fast is it", {"endpoint": ["kitchen"]}, None, "ask_which_endpoint"),
        ("how fast is the shelf", {"endpoint": ["cellar"]}, None, "ask_which_endpoint"),
        ("how fast is it", {"concurrency": [1]}, None, "ask_which_endpoint"),
        ("granite in the kitchen, first word in 300 ms", {"endpoint": ["kitchen"]}, None, "ask_unread"),
        ("granite in the kitchen with 6 people", {"endpoint": ["kitchen"]}, None, "ask_unread"),
        ("kitchen 上的 granite，最多 5 分钟", {"endpoint": ["kitchen"]}, None, "ask_unread"),
    ],
)
def test_what_does_not_is_asked(text: str, levels: Levels, repeats: int | None, code: str) -> None:
    found = draft_question(text, levels, repeats, (SHELF, BERRY))
    assert found is not None
    assert found.code == code
    for lang in ("en", "zh"):
        assert say(f"edge.{code}", lang, **found.params)


def test_a_number_with_a_unit_is_never_dropped_by_the_rules_either() -> None:
    read = read_asked("granite in the kitchen, 20 requests, ttft below 300 ms, stop at 75 °C", (SHELF, BERRY))
    assert read.question is None
    assert read.held == {
        "endpoint": "kitchen", "model": "granite:2b", "requests": 20, "slo_ttft_ms": 300.0, "stop_at_c": 75.0,
    }  # fmt: skip
    left = read_asked("granite in the kitchen, 20 requests, a pause of 40 s", (SHELF, BERRY))
    assert left.question is not None
    assert (left.question.code, left.question.params) == ("ask_unread", {"words": "40 s"})


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("granite on the kitchen when 3 ask and then 7", "3"),
        ("kitchen 上的 granite，5 人", "5"),
        ("granite in the kitchen, for week 3", None),
        ("granite on the Pi 5 with 8 GB, for issue 12, by 2026-03-01", None),
        ("granite:2b on kitchen，第 2 周的博客", None),
    ],
)
def test_the_rules_ask_for_a_bare_number_unless_it_belongs_to_a_name(text: str, unread: str | None) -> None:
    read = read_asked(text, (SHELF, BERRY))
    asked = read.question.params.get("words") if read.question else None
    assert asked == unread, read
