"""Every figure of a load run is defined in words, in both languages, with the limits that the code has."""

from __future__ import annotations

from roadweek.benchmarking.definitions import ALWAYS, OF_FIGURES, definition_words, definitions_of
from roadweek.benchmarking.latency import load_figures
from roadweek.messages.load import TEXTS

WITHOUT = ("n", "good_", "requests_", "prompt_", "completion_", "tokens_", "cached_", "window_", "schedule_", "decode_")
"""Counts and what the other definitions say already."""


def test_every_time_and_rate_of_a_load_run_is_defined() -> None:
    figures = load_figures([]).figures
    left = [name for name in figures if not definitions_of([name]) and not name.startswith(WITHOUT)]

    assert left == []


def test_every_definition_has_words_and_every_word_is_used() -> None:
    assert {*ALWAYS, *OF_FIGURES} == set(TEXTS)


def test_a_report_defines_what_it_shows_and_what_all_must_know() -> None:
    assert definitions_of(["tpot_p50_ms", "ttft_content_p99_ms", "power_mean_w"]) == [
        "good",
        "clock",
        "ttft_content",
        "tpot",
        "schedule_delay",
        "cached",
    ]
    assert definitions_of(["power_mean_w", "accuracy"]) == []
    assert definitions_of(["tpot_content_p50_ms"])[2:3] == ["tpot_content"]


def test_the_limits_are_those_that_count() -> None:
    assert "over 5 ms" in definition_words("schedule_delay", "en")
    assert "超过 10%" in definition_words("cached", "zh")
    assert "100" in definition_words("clock", "zh")
