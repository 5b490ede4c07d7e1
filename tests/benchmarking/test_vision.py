"""The run of a vision model: figures with their n, energy by picture, and nothing that was not measured."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from roadweek.benchmarking.card import DeviceCard, RunCard
from roadweek.benchmarking.experiment import CellJob
from roadweek.benchmarking.telemetry import Channel, TelemetrySample, TelemetryTrace, summarise
from roadweek.benchmarking.vision import VisionResult, VisionSettings, alternating, run_of_vision

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
JOB = CellJob(run="r1", at=NOW, experiment="e1", title="t", kind="vision", cell="int8", repeat=2, place=3, of=6, seed=0,
              settings={"precision": "int8"})  # fmt: skip
RESULT = VisionResult(
    settings=VisionSettings(precision="int8", batch=4, model="/models/small.onnx", threads=2),
    began_s=100.0, ended_s=108.0, call_ms=tuple(float(i % 10 + 1) for i in range(120)), load_ms=12.5,
    size_bytes=3 * 2**20, digest="abc", runtime="1.32.0", pictures=500, accuracy=0.91, agreement=0.98,
    largest_error=0.2,
)  # fmt: skip


def test_a_run_tells_speed_accuracy_and_what_computed_it() -> None:
    run = run_of_vision(RESULT, JOB, card=RunCard(device=DeviceCard(kind="pi", module="pi-5")))
    assert run.figures["latency_p50_ms"] == 5.5
    assert run.figures["latency_p99_ms"] == 10.0
    assert run.figures["images_per_s"] == pytest.approx(4 * 1000 / 5.5)
    assert (run.figures["accuracy"], run.figures["agreement"], run.figures["model_mib"]) == (0.91, 0.98, 3.0)
    assert (run.card.engine.name, run.card.engine.backend, run.card.engine.threads) == ("ONNX Runtime", "CPU", 2)
    assert (run.card.model.name, run.card.model.quantisation, run.card.model.shape) == ("small.onnx", "INT8", "vision")
    assert run.card.device.module == "pi-5"
    assert (run.experiment, run.cell, run.repeat, run.standing) == ("e1", "int8", 2, "measurement")
    assert "no_sensors" in run.notes
    assert json.loads(json.dumps(run.to_json()))


def test_few_calls_have_no_99th_percentile_and_no_labels_no_accuracy() -> None:
    few = replace(RESULT, call_ms=RESULT.call_ms[:99], accuracy=None, agreement=None, largest_error=None)
    figures = few.figures()
    assert "latency_p99_ms" not in figures
    assert not {"accuracy", "agreement", "largest_error"} & figures.keys()


def test_energy_is_by_picture_where_power_was_measured() -> None:
    samples = [TelemetrySample(99 + i / 10, "s", {"power_in_w": 6.0}) for i in range(120)]
    trace = TelemetryTrace({"power_in_w": Channel("power_in_w", "s", scope="input")}, samples, 0.1)
    run = run_of_vision(RESULT, JOB, summary=summarise(trace, 100.0, 108.0))
    assert run.figures["energy_per_image_j"] == pytest.approx(48.0 / 480)
    assert "energy_per_token_j" not in run.figures


def test_a_provider_that_fell_back_makes_no_measurement() -> None:
    assert run_of_vision(replace(RESULT, refusals=("onnx_fell_back",)), JOB).standing == "refused"


def test_every_variant_has_every_place_equally_often() -> None:
    assert alternating(["a", "b", "c"], 4) == ["a", "b", "c", "c", "b", "a"] * 2
