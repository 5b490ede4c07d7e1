"""Sentences about benchmarks: what varies, what is held, and one question where something is missing or unclear."""

from __future__ import annotations

from typing import Any

import pytest

from roadweek.benchmarking.asking import AskedExperiment, KnownEndpoint, KnownModel, read_asked
from roadweek.messages import say

BOX = KnownEndpoint(
    "box",
    "Jetson Orin NX 16GB",
    "tiny-vl:1b",
    (
        KnownModel("tiny-vl:1b-it-q4_K_M", "Q4_K_M"),
        KnownModel("tiny-vl:1b-it-fp16", "F16"),
        KnownModel("tiny-vl:1b", "Q4_K_M"),
        KnownModel("granite:3b", "Q8_0"),
        KnownModel("gemma:4b-q4_0"),
        KnownModel("gemma:12b-q4_0"),
    ),
)
BERRY = KnownEndpoint("kitchen", "Raspberry Pi 5 8GB", models=(KnownModel("granite:3b", "Q8_0"),))
FOUR, HALF = "tiny-vl:1b-it-q4_K_M", "tiny-vl:1b-it-fp16"


def read(text: str, *places: KnownEndpoint) -> AskedExperiment:
    return read_asked(text, places or (BOX, BERRY))


@pytest.mark.parametrize(
    ("text", "varies", "held", "repeats"),
    [
        ("please compare tiny-vl in q4 with fp16 on the jetson", {"model": (FOUR, HALF)}, {"endpoint": "box"}, None),
        ("box 上 tiny-vl 的半精度和 4 位对比一下", {"model": (HALF, FOUR)}, {"endpoint": "box"}, None),
        (
            "granite:3b on kitchen with 1, 2 and 3 concurrent requests, five times",
            {"concurrency": (1, 2, 3)},
            {"endpoint": "kitchen", "model": "granite:3b"},
            5,
        ),
        (
            "在树莓派上测 granite，并发 2、4，输出 32 个 token，重复四遍",
            {"concurrency": (2, 4)},
            {"endpoint": "kitchen", "model": "granite:3b", "max_tokens": 32},
            None,
        ),
        (
            "granite on kitchen, concurrency 1, 2, 40 requests, 5 times",
            {"concurrency": (1, 2)},
            {"endpoint": "kitchen", "model": "granite:3b", "requests": 40},
            5,
        ),
        (
            "在 kitchen 上测 granite，并发 1 和 4，12 个请求，测 3 次",
            {"concurrency": (1, 4)},
            {"endpoint": "kitchen", "model": "granite:3b", "requests": 12},
            3,
        ),
        (
            "granite on kitchen with 1, 2 and 3 requests at once",
            {"concurrency": (1, 2, 3)},
            {"endpoint": "kitchen", "model": "granite:3b"},
            None,
        ),
        ("granite: jetson vs the raspberry", {"endpoint": ("box", "kitchen")}, {"model": "granite:3b"}, None),
        (
            "benchmark granite on box, pictures of 128 and 256 px, 40 requests",
            {"image_px": (128, 256)},
            {"endpoint": "box", "model": "granite:3b", "requests": 40},
            None,
        ),
        (
            "granite on box at 0.5 requests per second",
            {},
            {"endpoint": "box", "model": "granite:3b", "rate_per_s": 0.5},
            None,
        ),
        ("how does box do?", {}, {"endpoint": "box", "model": "tiny-vl:1b"}, None),
    ],
)
def test_what_is_said_is_what_varies_and_is_held(
    text: str, varies: dict[str, Any], held: dict[str, Any], repeats: int | None
) -> None:
    asked = read(text)
    assert asked.question is None
    assert (asked.varies, asked.held) == (varies, held)
    assert repeats is None or asked.repeats == repeats


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("compare q5 and fp16 of tiny-vl on box", "ask_no_quant", "q5"),
        ("compare granite and gemma on box", "ask_which_model", "gemma:12b-q4_0"),
        ("compare q4 and q8 of gemma on box", "ask_which_of", "gemma:4b-q4_0"),
        ("benchmark granite", "ask_which_endpoint", "kitchen"),
        ("compare a few things on box", "ask_what_varies", "granite:3b"),
        ("granite on box with 900 concurrent requests", "ask_out_of_bounds", "900"),
    ],
)
def test_what_is_missing_or_unclear_is_asked_in_both_languages(text: str, code: str, names: str) -> None:
    question = read(text).question
    assert question is not None
    assert question.code == code
    assert names in say(f"edge.{code}", "en", **question.params)
    assert names in say(f"edge.{code}", "zh", **question.params)


def test_the_only_endpoint_needs_no_name_and_none_is_told_how_to_get_one() -> None:
    assert read("granite, prompts of 16 and 64 tokens", BERRY).held["endpoint"] == "kitchen"
    nothing = read_asked("benchmark it", []).question
    assert nothing is not None
    assert "config.toml" in say(f"edge.{nothing.code}", "en")


def test_an_endpoint_that_tells_no_models_is_asked_with_its_configured_one_or_not_at_all() -> None:
    given = KnownEndpoint("lan", default="mine")
    assert read("measure lan", given).held == {"endpoint": "lan", "model": "mine"}
    silent = read("measure lan", KnownEndpoint("lan")).question
    assert silent is not None
    assert silent.code == "ask_no_models"
