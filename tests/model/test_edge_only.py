"""A device with nothing but what `make install-edge` installs measures a real model for a desk elsewhere."""

from __future__ import annotations

import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bench.edge_install import edge_environment, mib_of

from roadweek.benchmarking.progress import LoadProgress
from roadweek.usecases import benchmarks, edge
from roadweek.usecases.measuring import measurer
from roadweek_mcp.serving import TOKEN
from tests.mcp_servers.test_edge import device_table, named, table
from tests.mcp_servers.test_transports import TOKEN_VALUE

pytestmark = pytest.mark.model


@pytest.mark.timeout(900)  # an environment is installed
def test_a_device_serves_and_measures_with_the_edge_lock_alone(
    tmp_path: Path, served: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = edge_environment(tmp_path / "env")
    assert mib_of(tmp_path / "env") <= 120, "100 beside what an empty environment weighs"
    assert not list((tmp_path / "env").glob("lib/*/site-packages/ortools")), "no solver"
    there = named(tmp_path / "there", table(served["llamacpp"], "smol", api="llamacpp", device="a small board"))
    command = [str(programs / "roadweek"), "edge", "serve", "--http", "127.0.0.1:0", "--workspace", str(there.path)]
    plain = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), TOKEN: TOKEN_VALUE}
    device = subprocess.Popen(command, stderr=subprocess.PIPE, env=plain, cwd=tmp_path, text=True)
    try:
        assert device.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/mcp", device.stderr.readline())
        assert found
        monkeypatch.setenv("BOARD_TOKEN", TOKEN_VALUE)
        desk = named(tmp_path / "desk", device_table(found[0], "board", token_env="BOARD_TOKEN"))
        assert [one["endpoint"] for one in edge.models(desk)["models"]] == ["board/smol"]
        held = {"endpoint": "board/smol", "requests": 4, "warmup": 1, "prompt_tokens": 24, "max_tokens": 12}
        made = benchmarks.new_experiment(desk, varies={"concurrency": [1, 2]}, held=held, repeats=1)
        told: list[LoadProgress] = []
        name = benchmarks.keep_experiment(desk, made)["id"]
        benchmarks.run_experiment(desk, name, measurer(desk, on_progress=told.append))
    finally:
        device.send_signal(signal.SIGINT)
        device.communicate(timeout=30)
    _, runs = benchmarks.experiment_of(desk, name)
    assert [run.counts for run in runs] == [{"good": 4}] * 2
    for run in runs:
        assert run.endpoint == "board/smol"
        assert run.card.model.quantisation == "Q4_1"
        assert run.card.device.name == "a small board"
        assert run.figures["decode_tok_s"] > 0
        assert "memory_used_mib_mean" in run.figures, "sensors of the device stand beside"
    assert {one.of for one in told} == {4}
    assert 1 <= max(one.done for one in told) <= 4, "the end itself may come between two looks"
