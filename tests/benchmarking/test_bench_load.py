"""The bench of the load generator sees an error where there is one, in its own unit."""

from __future__ import annotations

from typing import Any

import pytest
from bench.load import _errors, _worst  # pyright: ignore[reportPrivateUsage]

from roadweek.benchmarking.traces import RequestTrace


def pair(index: int, late_s: float = 0.0, per_token_s: float = 0.01) -> tuple[RequestTrace, dict[str, Any]]:
    """A request of 11 tokens from 0.2 s on, told ``late_s`` later and ``per_token_s`` apart; written 10 ms apart."""
    start = float(index)
    first, last = start + 0.2 + late_s, start + 0.2 + late_s + 10 * per_token_s
    trace = RequestTrace(
        index,
        str(index),
        start,
        start,
        "good",
        first_byte_s=first,
        first_token_s=first,
        first_content_s=first,
        last_token_s=last,
        ended_s=last,
        chunk_s=(first, last),
        completion_tokens=11,
    )
    wrote = [start + 0.2 + step * 0.01 for step in range(11)]
    record = {"byte_s": wrote[0], "token_s": wrote, "content_s": wrote[0], "finish_s": wrote[-1], "done_s": wrote[-1]}
    return trace, record


def test_what_is_right_has_no_error() -> None:
    assert set(_errors([pair(index) for index in range(100)]).values()) == {0.0}


def test_an_error_is_told_in_units_of_a_millisecond_or_one_percent() -> None:
    late = _errors([pair(index, late_s=0.003) for index in range(100)])

    assert late["ttft"] == pytest.approx(3 / 2)  # 1 % of 200 ms
    assert late["e2e"] == pytest.approx(1.0)  # 1 % of 300 ms
    assert late["tpot"] == 0


def test_a_few_late_ones_show_at_the_99th_percentile_alone() -> None:
    pairs = [pair(index, late_s=0.02 if index < 5 else 0) for index in range(200)]

    assert _errors(pairs)["ttft"] == pytest.approx(10)


def test_tokens_told_apart_wrongly_are_an_error_of_time_per_token() -> None:
    assert _errors([pair(index, per_token_s=0.0125) for index in range(100)])["tpot"] == pytest.approx(2.5)


def test_fewer_than_a_hundred_are_not_judged() -> None:
    with pytest.raises(AssertionError):
        _errors([pair(0)])
    assert _worst([]) == 0
