"""A measured load becomes a run: nothing is lost of it, what spoilt it is told, and its command measures it again."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import Any

import pytest

from roadweek.benchmarking.experiment import CellJob
from roadweek.benchmarking.latency import load_figures
from roadweek.benchmarking.load import LoadResult, LoadSettings, ServiceLevel
from roadweek.benchmarking.run_of_load import commands_of, run_of_load, telemetry_figures, thinned
from roadweek.benchmarking.setting_values import load_settings
from roadweek.benchmarking.telemetry import Channel, TelemetrySample, TelemetryTrace, summarise
from roadweek.benchmarking.traces import RequestTrace
from tests.benchmarking.runs import AT, CARD

JOB = CellJob("x/a/1", AT, "x", "t", "load", cell="a", repeat=1, place=1, of=6, seed=1001, settings={})


def trace(index: int, **more: Any) -> RequestTrace:
    start = 100 + index
    told: dict[str, Any] = {
        "outcome": "good",
        "first_token_s": start + 0.2,
        "first_content_s": start + 0.2,
        "last_token_s": start + 0.8,
        "ended_s": start + 0.8,
        "chunk_s": (start + 0.2, start + 0.5, start + 0.8),
        "prompt_tokens": 100,
        "completion_tokens": 13,
        "cached_tokens": 0,
    }
    return RequestTrace(index=index, prompt_id=f"p{index}", scheduled_s=start, started_s=start, **{**told, **more})


def result(*traces: RequestTrace, **more: Any) -> LoadResult:
    told: dict[str, Any] = {
        "settings": LoadSettings(model="small", requests=len(traces), seed=1001),
        "endpoint": "orin",
        "api": "openai",
        "model": "small",
        "traces": traces,
        "warmup": (),
        "began_s": 100.0,
        "ended_s": 110.0,
        "stopped_by": "requests",
        "measured": load_figures(traces),
    }
    return LoadResult(**{**told, **more})


def sensors(throttled: tuple[str, ...] = ()) -> TelemetryTrace:
    channel = Channel("power_in_w", "ina3221", step=0.008, gain=0.01, scope="input")
    samples = [TelemetrySample(99 + n / 5, "ina3221", {"power_in_w": 10.0}, throttled) for n in range(60)]
    return TelemetryTrace({"power_in_w": channel}, samples, 0.2)


def test_figures_samples_and_counts_of_the_load_are_those_of_the_run() -> None:
    found = run_of_load(result(*(trace(n) for n in range(8)), trace(8, outcome="cut")), JOB, card=CARD)
    assert (found.id, found.cell, found.repeat, found.model) == ("x/a/1", "a", 1, "small")
    assert found.figures["tpot_p50_ms"] == pytest.approx(50)
    assert found.counts == {"good": 8, "cut": 1}
    assert len(found.samples["tpot_ms"]) == 8
    assert "e2e_p99_ms" not in found.figures, "what is not known is left out"
    assert found.standing == "measurement"
    assert "no_sensors" in found.notes
    assert found == type(found).model_validate(found.to_json()), "it is plain data"


def test_sensors_beside_it_give_energy_series_and_marks() -> None:
    seen = sensors(throttled=("heat",))
    summary = summarise(seen, 100.0, 110.0, tokens=104)
    found = run_of_load(result(*(trace(n) for n in range(8))), JOB, card=CARD, trace=seen, summary=summary)
    assert found.figures["energy_per_token_j"] == pytest.approx(100 / 104, rel=0.02)
    assert found.series["power_in_w"][0] == (0.0, 10.0)
    assert "throttled" in found.notes
    assert found.telemetry["throttled"][0]["start_s"] == pytest.approx(0.0)


def test_a_run_with_replayed_sensors_or_one_that_was_broken_off_is_no_measurement() -> None:
    seen = sensors()
    summary = summarise(replace(seen, replayed=True), 100.0, 110.0, tokens=104)
    assert run_of_load(result(trace(0)), JOB, trace=seen, summary=summary).standing == "refused"
    assert run_of_load(result(trace(0), stopped_by="cancelled"), JOB).standing == "refused"
    hot = run_of_load(result(trace(0), stopped_by="temperature"), JOB)
    assert (hot.standing, "stopped_temperature" in hot.notes) == ("measurement", True)


def test_the_command_of_a_run_measures_the_same_load_again() -> None:
    asked = LoadSettings(
        model="a model", concurrency=4, requests=20, cold=True, seed=7, service_level=ServiceLevel(ttft_ms=500)
    )
    words = shlex.split(commands_of(asked, "orin")[0])
    pairs = [words[n + 1].split("=", 1) for n, word in enumerate(words) if word == "--set"]
    given = {**dict(pairs), "model": words[words.index("--model") + 1]}
    assert load_settings(given, seed=0) == asked


def test_thinning_keeps_the_peaks() -> None:
    points = [(float(n), 1.0) for n in range(5000)]
    points[3210] = (3210.0, 99.0)
    points[17] = (17.0, -5.0)
    kept = thinned(points, 240)
    assert len(kept) <= 240
    assert {(3210.0, 99.0), (17.0, -5.0)} <= set(kept)
    assert kept == sorted(kept)


@pytest.mark.parametrize(
    ("seen", "peak"),
    [
        ({"memory_used_mib": 3000.0, "engine_rss_mib": 800.0}, 800.0),
        ({"memory_used_mib": 3000.0, "engine_rss_mib": 800.0, "gpu_memory_used_mib": 5000.0, "gpu_mhz": 1.0}, 5000.0),
        # A GPU without memory of its own takes the machine's, which is in no process.
        ({"memory_used_mib": 3000.0, "engine_rss_mib": 800.0, "gpu_mhz": 612.0}, 3000.0),
        ({"memory_used_mib": 3000.0}, 3000.0),
        ({"swap_used_mib": 100.0}, None),
    ],
)
def test_peak_memory_is_of_what_holds_the_model(seen: dict[str, float], peak: float | None) -> None:
    channels = {name: Channel(name, "s") for name in seen}
    held = TelemetryTrace(channels, [TelemetrySample(1.0, "s", seen)], 0.1)
    assert telemetry_figures(summarise(held, 0.0, 2.0)).get("peak_memory_mib") == peak
