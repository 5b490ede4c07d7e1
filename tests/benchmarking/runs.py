"""Runs for tests: figures with noise of a seed, so that what is true of them is known."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from roadweek.benchmarking.bootstrap import Chance
from roadweek.benchmarking.card import DeviceCard, EngineCard, ModelCard, RunCard
from roadweek.benchmarking.experiment import CellJob
from roadweek.benchmarking.run import Run
from roadweek.usecases import benchmarks
from roadweek.workspace import Workspace

AT = datetime(2026, 3, 4, 20, tzinfo=UTC)
CARD = RunCard(
    device=DeviceCard(kind="jetson", module="orin-nano-8gb", power_mode="15W", clocks_locked=True),
    engine=EngineCard(name="llama.cpp", version="b6000", backend="CUDA", threads=6),
    model=ModelCard(name="small", digest="sha256:aa", quantisation="Q4_K_M", size_bytes=1_000_000_000),
)
SETTINGS: dict[str, Any] = {"concurrency": 1, "requests": 100, "prompt_tokens": 128, "max_tokens": 64, "seed": 1}


def run(name: str = "r1", *, figures: Mapping[str, float] | None = None, n: int = 0, **more: Any) -> Run:
    """A run of the card above; ``n`` is its place, a minute each."""
    told: dict[str, Any] = {
        "id": name,
        "at": AT + timedelta(minutes=n),
        "model": "small",
        "endpoint": "orin",
        "card": CARD,
        "settings": SETTINGS,
        "figures": dict(figures or {"decode_tok_s": 20.0, "ttft_content_p50_ms": 300.0}),
    }
    return Run.model_validate({**told, **more})


def noisy_pairs(
    seed: int, repeats: int, *, ratio: float = 1.0, noise: float = 0.02, drift: float = 0.0
) -> tuple[list[Run], list[Run]]:
    """The runs of two cells of one experiment, interleaved: decoding at 20 tok/s, the other's at ``ratio`` times that,
    each with log-normal noise; ``drift`` slows all from the first to the last run by that share."""
    chance = Chance(seed)
    base: list[Run] = []
    other: list[Run] = []
    for repeat in range(repeats):
        for cell in "ab" if repeat % 2 == 0 else "ba":
            n = len(base) + len(other)
            slow = 1 - drift * n / max(1, 2 * repeats - 1)
            value = 20 * slow * (ratio if cell == "b" else 1) * math.exp(noise * chance.normal())
            one = run(
                f"{cell}{repeat + 1}",
                figures={"decode_tok_s": value},
                n=n,
                experiment="x",
                cell=cell,
                repeat=repeat + 1,
            )
            (base if cell == "a" else other).append(one)
    return base, other


def measured(job: CellJob, **more: Any) -> Run:
    """What a measurement would give: decoding slows with concurrency."""
    concurrency = int(str(job.settings.get("concurrency", 1)))
    told: dict[str, Any] = {
        "id": job.run,
        "at": job.at,
        "experiment": job.experiment,
        "cell": job.cell,
        "repeat": job.repeat,
        "model": str(job.settings.get("model", "small")),
        "endpoint": "orin",
        "seconds": 30.0,
        "card": CARD,
        "settings": {**job.settings, "seed": job.seed},
        "figures": {"decode_tok_s": 20 / concurrency + job.repeat / 10},
        "samples": {"tpot_ms": (50.0, 51.0)},
        "series": {"power_in_w": ((0.0, 7.1), (1.0, 7.3))},
    }
    return Run.model_validate({**told, **more})


def kept_experiment(ws: Workspace, **more: Any) -> str:
    """An experiment of two cells and three rounds that was measured as above; its id."""
    made = benchmarks.new_experiment(
        ws, varies={"concurrency": ["1", "4"]}, held={"model": "small", "endpoint": "orin"}, title="Load", **more
    )
    name = benchmarks.keep_experiment(ws, made)["id"]
    benchmarks.run_experiment(ws, name, measured)
    return name
