"""A level of load is sent as it was asked for, leaves its warm-up out, and ends by itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from bench.scripted_server import SCRIPTS, log_of, named

from roadweek.benchmarking.load import LoadResult, LoadSettings, sweep
from roadweek.errors import EndpointError
from roadweek.inference.load import LoadProgress, LoadWatch, measure_load, run_load
from roadweek.inference.prompts import arrival_times
from roadweek.settings import EndpointSettings

SLOW = named(SCRIPTS["plain"], headers_ms=1, first_ms=3000, chunks=2)
QUICK = named(SCRIPTS["instant"], chunks=3)


def load(url: str, watch: LoadWatch | None = None, **changed: Any) -> LoadResult:
    values: dict[str, Any] = {"model": QUICK, "requests": 12, "concurrency": 3, "max_tokens": 32, **changed}
    return measure_load(EndpointSettings("scripted", url, "openai"), LoadSettings(**values), {}, watch)


def most_at_once(result: LoadResult) -> int:
    moments = [(trace.started_s, 1) for trace in result.traces] + [(trace.ended_s or 0, -1) for trace in result.traces]
    now = most = 0
    for _, change in sorted(moments):
        now += change
        most = max(most, now)
    return most


def test_a_closed_loop_sends_all_its_requests_and_never_more_at_once_than_it_has_places(server: str) -> None:
    result = load(server, model="plain", concurrency=4, requests=20)

    assert [trace.index for trace in result.traces] == list(range(20))
    assert most_at_once(result) == 4
    assert result.stopped_by == "requests"
    assert result.measured.counts == {"good": 20}


def test_the_warm_up_is_sent_first_and_left_out(server: str) -> None:
    log_of(server)
    result = load(server, warmup=3, requests=5)

    assert len(log_of(server)) == 8
    assert [trace.index for trace in result.warmup] == [-1, -2, -3]
    assert result.measured.figures["n"] == 5
    assert max(trace.ended_s or 0 for trace in result.warmup) <= result.began_s
    assert result.measured.figures["first_ttft_ms"] is not None


def test_no_two_requests_have_the_same_prompt_nor_have_two_runs(server: str) -> None:
    log_of(server)
    first, second = load(server), load(server)
    heads = [record["head"] for record in log_of(server)]

    assert len(set(heads)) == len(heads) == 28
    assert first.settings.nonce != second.settings.nonce


def test_a_run_can_be_sent_again_exactly(server: str) -> None:
    log_of(server)
    load(server, nonce="again", seed=5)
    first = [record["head"] for record in log_of(server)]
    load(server, nonce="again", seed=5)

    assert sorted(record["head"] for record in log_of(server)) == sorted(first)


def test_a_shared_prefix_is_asked_for_and_labelled(server: str) -> None:
    log_of(server)
    result = load(server, shared_prefix=True, warmup=0)

    assert len({record["head"] for record in log_of(server)}) == 1
    assert "shared_prefix" in result.measured.labels


def test_a_server_with_cached_prompts_is_no_measurement(server: str) -> None:
    assert "cached_prompts" in load(server, model="cached", requests=3).measured.refusals


def test_arrivals_go_on_whatever_is_unanswered(server: str) -> None:
    result = load(server, model=SLOW, rate_per_s=40.0, requests=20, warmup=0, seed=3)

    assert result.measured.counts == {"good": 20}
    assert most_at_once(result) == 20
    planned = arrival_times(3, 40.0, 20)
    assert [trace.scheduled_s - result.began_s for trace in result.traces] == pytest.approx(planned)
    assert all(trace.started_s >= trace.scheduled_s for trace in result.traces)


def test_the_end_of_the_time_lets_what_is_under_way_come_to_its_end(server: str) -> None:
    result = load(server, model="plain", concurrency=2, requests=100_000, max_s=0.5, warmup=0)

    assert result.stopped_by == "time"
    assert set(result.measured.counts) == {"good"}
    assert 0 < len(result.traces) < 100_000


def test_a_device_that_gets_too_hot_ends_the_run_at_once(server: str) -> None:
    reached = iter([60.0, 79.9, 85.5])
    watch = LoadWatch(temperature_c=lambda: next(reached))
    result = load(server, watch, model=SLOW, concurrency=2, requests=1000, stop_at_c=80, warmup=0)

    assert result.stopped_by == "temperature"
    assert result.measured.counts["stopped"] == 2
    assert list(reached) == []


@pytest.mark.parametrize("temperature", [None, pytest.param(lambda: None, marks=pytest.mark.soak)])
def test_a_temperature_that_is_not_measured_stops_nothing(
    server: str, temperature: Callable[[], float | None] | None
) -> None:
    watch = LoadWatch(temperature_c=temperature)
    result = load(server, watch, model=SLOW, concurrency=2, requests=2, stop_at_c=0, warmup=0)

    assert result.stopped_by == "requests"


def test_whoever_asks_for_the_end_gets_it_with_what_was_measured_so_far(server: str) -> None:
    ending = threading.Event()
    told: list[LoadProgress] = []

    def on_progress(progress: LoadProgress) -> None:
        told.append(progress)
        if progress.done:
            ending.set()

    watch = LoadWatch(on_progress=on_progress, cancelled=ending)
    result = load(server, watch, model="plain", concurrency=2, requests=100_000)

    assert result.stopped_by == "cancelled"
    assert result.measured.counts["good"] >= 1
    assert told[-1].of == 100_000


def test_a_warm_up_can_be_broken_off_too(server: str) -> None:
    ending = threading.Event()
    ending.set()
    result = load(server, LoadWatch(cancelled=ending), model="slow_headers", warmup=5)

    assert result.stopped_by == "cancelled"
    assert [trace.outcome for trace in result.warmup] == ["stopped"]
    assert result.traces == ()


async def _cancelled(url: str) -> None:
    settings = LoadSettings(model="plain", requests=100_000, concurrency=1, warmup=0, max_tokens=64)
    begun = threading.Event()
    watch = LoadWatch(on_progress=lambda progress: begun.set() if progress.done else None)
    running = asyncio.create_task(run_load(EndpointSettings("scripted", url, "openai"), settings, {}, watch))
    await asyncio.to_thread(begun.wait)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


def test_a_cancelled_run_sends_nothing_more(server: str) -> None:
    log_of(server)
    asyncio.run(_cancelled(server))
    assert log_of(server) != []

    load(server, requests=1, warmup=0)
    assert len(log_of(server)) == 1


def test_pictures_go_in_the_form_of_each_api(server: str) -> None:
    for api in ("openai", "ollama"):
        log_of(server)
        settings = LoadSettings(model="plain", requests=2, warmup=0, image_px=64, max_tokens=32)
        result = measure_load(EndpointSettings("scripted", server, api), settings, {})
        assert result.measured.counts == {"good": 2}
        pictures = [record["image"] for record in log_of(server)]
        assert len(set(pictures)) == 2
        prefix = "data:image/png;base64,iVBORw0KGgo" if api == "openai" else "iVBORw0KGgo"
        assert all(picture.startswith(prefix) for picture in pictures)


def test_the_words_of_a_prompt_follow_from_the_usage_of_the_warm_up(server: str) -> None:
    result = load(server, requests=1, warmup=1, prompt_tokens=128)

    assert result.warmup[0].prompt_tokens == 64  # that of 96 words, as the script says
    assert result.prompt_words == 192


def test_without_a_model_the_first_that_is_served_is_asked(server: str) -> None:
    assert load(server, model="", requests=1).model == "plain"


def test_without_a_model_and_a_server_there_is_an_error_with_the_endpoints_name() -> None:
    with pytest.raises(EndpointError, match="the endpoint nowhere"):
        measure_load(EndpointSettings("nowhere", "http://127.0.0.1:9", "openai"), LoadSettings(), {})


def test_a_sweep_has_every_combination_and_a_seed_for_each() -> None:
    levels = list(sweep(LoadSettings(seed=10), concurrency=(1, 4), rate_per_s=(2.0,), prompt_tokens=(32, 512)))

    assert [(one.concurrency, one.rate_per_s, one.prompt_tokens) for one in levels] == [
        (1, None, 32),
        (1, None, 512),
        (4, None, 32),
        (4, None, 512),
        (1, 2.0, 32),
        (1, 2.0, 512),
    ]
    assert [one.seed for one in levels] == list(range(10, 16))
    assert list(sweep(LoadSettings())) == [LoadSettings()]
