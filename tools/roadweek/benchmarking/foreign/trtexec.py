"""``trtexec`` of TensorRT: its log, or the times of every inference that ``--exportTimes`` writes.

Its latency is input copy + compute + output copy of one query (TensorRT, "trtexec" in the Developer Guide): ours of a
call, host to host. ``GPU Compute Time`` is the kernels alone and has a name of its own. A query is one batch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from roadweek.benchmarking.card import DeviceCard, EngineCard, ModelCard, RunCard
from roadweek.benchmarking.foreign.found import P99_FROM, ForeignRun, number_in
from roadweek.benchmarking.latency import percentile

_SUMMARY = "=== Performance summary ==="
_VALUE = r"(\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
_NAMES = {"Latency": "latency", "GPU Compute Time": "compute", "Enqueue Time": "enqueue"}
_STATISTICS = {
    "median": "p50",
    "percentile(90%)": "p90",
    "percentile(95%)": "p95",
    "percentile(99%)": "p99",
    "mean": "mean",
}
_ASKED = ("--shapes", "--batch", "--streams", "--iterations", "--duration", "--warmUp", "--useCudaGraph",
          "--useSpinWait", "--noDataTransfers", "--useDLACore")  # fmt: skip
_PRECISIONS = {"--best": "best", "--int8": "INT8", "--fp8": "FP8", "--fp16": "FP16", "--bf16": "BF16", "--int4": "INT4"}


def read_trtexec_log(text: str) -> ForeignRun | None:
    """A log; None where it is none of trtexec. A log that failed or ends before its summary is refused and kept."""
    if "trtexec" not in text and _SUMMARY not in text:
        return None
    figures: dict[str, float] = {}
    summary = text.partition(_SUMMARY)[2]
    for title, name in _NAMES.items():
        figures |= _statistics(summary, title, name)
    if found := re.search(rf"Throughput: {_VALUE} qps", summary):
        figures["queries_per_s"] = float(found[1])
    queries = _queries(summary, figures)
    if queries is not None and queries < P99_FROM:
        figures = {name: value for name, value in figures.items() if not name.endswith("_p99_ms")}
    command = re.search(r"# (\S*trtexec.*)$|\[command\] (.*)$", text, re.MULTILINE)
    words = (command[1] or command[2]).split() if command else []
    wall = re.search(rf"Total Host Walltime: {_VALUE} s", summary)
    notes = ["trtexec_latency"]
    if "GPU compute time is unstable" in text:
        notes.append("trtexec_unstable")
    if "bound by Enqueue Time" in text:
        notes.append("trtexec_enqueue")
    model = _option(words, "--onnx") or _option(words, "--loadEngine")
    return ForeignRun(
        tool="trtexec",
        model=model.rsplit("/", 1)[-1] if model else None,
        figures=figures,
        seconds=float(wall[1]) if wall else None,
        card=RunCard(
            device=DeviceCard(kind="computer", gpu=_line(text, "Selected Device")),
            engine=EngineCard(name="TensorRT", version=_line(text, "TensorRT version"), backend="CUDA"),
            model=ModelCard(name=model, quantisation=_precision(words), shape="vision"),
        ),
        settings=_settings(words),
        counts={"good": queries} if queries else {},
        notes=tuple(notes),
        refusals=() if "latency_p50_ms" in figures and "&&&& FAILED" not in text else ("foreign_failed",),
        commands=(" ".join(words),) if words else (),
    )


def read_trtexec_times(document: object) -> ForeignRun | None:
    """The list of ``--exportTimes``: an object an inference; None where it is something else."""
    if not isinstance(document, list) or not document:
        return None
    rows: list[Any] = document  # pyright: ignore[reportUnknownVariableType]
    if not all(isinstance(row, dict) and "startComputeMs" in row for row in rows):
        return None
    latency = _column(rows, "latencyMs")
    compute = _column(rows, "computeMs") or [
        end - start
        for row in rows
        if (start := number_in(row.get("startComputeMs"))) is not None
        and (end := number_in(row.get("endComputeMs"))) is not None
    ]
    figures = _percentiles(latency, "latency") | _percentiles(compute, "compute")
    starts, ends = (
        _column(rows, "startH2dMs", "startInMs", "startComputeMs"),
        _column(rows, "endD2hMs", "endOutMs", "endComputeMs"),
    )
    seconds = (max(ends) - min(starts)) / 1000 if starts and ends else 0.0
    if seconds > 0:
        figures["queries_per_s"] = len(rows) / seconds
    return ForeignRun(
        tool="trtexec",
        model=None,
        figures=figures,
        seconds=seconds if seconds > 0 else None,
        card=RunCard(engine=EngineCard(name="TensorRT", backend="CUDA"), model=ModelCard(shape="vision")),
        samples={f"{name}_ms": tuple(held) for name, held in (("latency", latency), ("compute", compute)) if held},
        counts={"good": len(rows)},
        notes=("trtexec_latency",),
        refusals=() if latency else ("foreign_failed",),
    )


def _statistics(summary: str, title: str, name: str) -> dict[str, float]:
    line = re.search(rf"(?:^|\] ){re.escape(title)}: (min = .*)$", summary, re.MULTILINE)
    pairs = re.findall(rf"([\w%()]+) = {_VALUE} ms", line[1]) if line else []
    return {f"{name}_{_STATISTICS[key]}_ms": float(value) for key, value in pairs if key in _STATISTICS}


def _queries(summary: str, figures: dict[str, float]) -> int | None:
    """How many there were: a log tells their rate and the wall time."""
    wall, rate = re.search(rf"Total Host Walltime: {_VALUE} s", summary), figures.get("queries_per_s")
    return round(float(wall[1]) * rate) if wall and rate else None


def _percentiles(values: Sequence[float], name: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for percent in (50, 90, 95, 99):
        value = percentile(values, percent)
        if value is not None and (percent < 99 or len(values) >= P99_FROM):
            found[f"{name}_p{percent}_ms"] = value
    return found


def _column(rows: Sequence[Any], *names: str) -> list[float]:
    """The numbers under the first of the names that the rows have."""
    for name in names:
        if held := [value for row in rows if (value := number_in(row.get(name))) is not None]:
            return held
    return []


def _line(text: str, title: str) -> str | None:
    found = re.search(rf"(?:^|\] ){title}: (.+)$", text, re.MULTILINE)
    return found[1].strip() if found else None


def _option(words: Sequence[str], name: str) -> str | None:
    return next((word.partition("=")[2] for word in words if word.startswith(name + "=")), None)


def _precision(words: Sequence[str]) -> str | None:
    """The precisions that were allowed: TensorRT chooses among them and FP32; None of a command that is not known."""
    allowed = [name for flag, name in _PRECISIONS.items() if flag in words]
    if "--loadEngine" in " ".join(words) or not words:
        return None
    return "+".join(["FP32", *allowed])


def _settings(words: Sequence[str]) -> dict[str, Any]:
    asked = [word[2:].partition("=") for word in words if word.startswith(_ASKED)]
    return {name: value or True for name, _, value in asked}
