"""`bench` from the command line against a real server: an experiment from its beginning to its report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from bench.scripted_server import scripted_server
from tests.cli.conftest import Call, clean_env

from roadweek.benchmarking.progress import LoadProgress
from roadweek.errors import MeasuringStoppedError
from roadweek.usecases.bench_progress import followed
from roadweek.usecases.benchmarks import jobs_left
from roadweek.workspace import open_workspace


@pytest.fixture(scope="module")
def server() -> Generator[str]:
    with scripted_server() as url:
        yield url


@pytest.fixture
def bare(tmp_path: Path, server: str) -> Path:
    """A workspace without a plan that knows one endpoint."""
    folder = tmp_path / "bench"
    folder.mkdir(mode=0o700)
    config = f'[[edge.endpoints]]\nname = "here"\nurl = "{server}"\napi = "openai"\ndevice = "a scripted server"\n'
    (folder / "config.toml").write_text(config, encoding="utf-8")
    return folder


QUICK = ("--set", "requests=2", "--set", "warmup=1")


def told(call: Call, bare: Path, *words: str) -> Any:
    code, out, err = call("bench", *words, "--json", "--workspace", str(bare))
    assert code == 0, err
    return json.loads(out)


def test_two_models_are_measured_compared_and_reported(call: Call, bare: Path) -> None:
    view = told(call, bare, "run", "--endpoint", "here", "--model", "plain,packed", *QUICK, "--repeats", "3")
    assert (view["experiment"]["made"], view["experiment"]["left"]) == (6, 0)
    assert {run["cell"] for run in view["runs"]} == {"plain", "packed"}
    for run in view["runs"]:
        assert run["counts"] == {"good": 2}
        assert run["standing"] in ("measurement", "refused"), "on a busy machine requests may be sent late"
        assert run["figures"]["ttft_content_p50_ms"] > 20
    compared = told(call, bare, "compare")
    counted = all(cell["counted"] == 3 for cell in view["experiment"]["cells"])
    if counted:
        verdicts = {one["figure"]: one["verdict"] for one in compared["comparisons"][0]["effects"]}
        assert verdicts["decode_tok_s"] == "better", "four tokens every 12 ms are faster than one every 5"
    report = told(call, bare, "report")
    assert report["measured"] == any(cell["counted"] for cell in view["experiment"]["cells"])
    assert {Path(file).suffix for file in report["files"][:2]} == {".md", ".html"}
    assert all(Path(file).stat().st_size for file in report["files"])
    shown = told(call, bare, "show", view["runs"][0]["id"], "--whole")["runs"][0]
    assert len(shown["samples"]["e2e_ms"]) == 2
    assert shown["card"]["model"]["name"] in ("plain", "packed")
    assert shown["commands"][0].startswith("roadweek bench run --endpoint here --model plain")
    _, out, _ = call("bench", "show", shown["id"], "--workspace", str(bare), "--lang", "en")
    for part in ("TTFT (content), median: ", " ms\n", "device name: a scripted server", "$ roadweek bench run"):
        assert part in out


@pytest.mark.soak  # slow; `.ci/run` has it
def test_a_process_that_is_killed_in_the_middle_goes_on_where_it_was(call: Call, bare: Path) -> None:
    kept = told(call, bare, "run", "--endpoint", "here", "--model", "plain,packed", *QUICK, "--repeats", "2", "--keep")
    name = kept["experiment"]["id"]
    command = [sys.executable, "-m", "roadweek_cli", "bench", "run", name, "--workspace", str(bare)]
    with subprocess.Popen(command, env=clean_env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 60
        while time.monotonic() < until and not told(call, bare, "show", name)["experiment"]["made"]:
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    before = told(call, bare, "show", name)
    assert before["experiment"]["made"] in (1, 2, 3)
    after = told(call, bare, "run", name)
    assert after["experiment"]["left"] == 0
    assert len(after["runs"]) == 4 - before["experiment"]["made"], "what was measured is not measured again"
    whole = told(call, bare, "show", name)["runs"]
    assert [run for run in whole if run["id"] in {one["id"] for one in before["runs"]}] == before["runs"]


def test_an_endpoint_that_does_not_answer_stops_the_experiment_and_leaves_no_run(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "bench"
    folder.mkdir(mode=0o700)
    config = '[[edge.endpoints]]\nname = "gone"\nurl = "http://127.0.0.1:9"\napi = "openai"\n'
    (folder / "config.toml").write_text(config, encoding="utf-8")
    words = ("bench", "run", "--endpoint", "gone", "--model", "m", *QUICK, "--workspace", str(folder))
    code, _, err = call(*words)
    assert code == 1
    assert "gone" in err.splitlines()[-1]
    view = told(call, folder, "list")
    assert (view["experiments"][0]["made"], view["runs"]) == (0, [])


@pytest.mark.parametrize("words", ["compare", "report", "check", "show"])
def test_where_nothing_was_measured_yet_it_is_said_how_to(call: Call, bare: Path, words: str) -> None:
    code, _, err = call("bench", words, "--workspace", str(bare), "--lang", "en")
    assert code == 1
    assert "bench run" in err
    assert "''" not in err, "nobody gave an empty name"


def test_what_is_measured_is_followed_and_stopped_from_another_process(call: Call, bare: Path) -> None:
    kept = told(call, bare, "run", "--endpoint", "here", "--model", "plain", *QUICK, "--keep")["experiment"]["id"]
    ws = open_workspace(bare)
    code, _, err = call("bench", "cancel", "--workspace", str(bare), "--lang", "en")
    assert code == 1
    assert "no benchmark runs" in err
    with suppress(MeasuringStoppedError), followed(ws, kept) as bench:
        bench.on_job(jobs_left(ws, kept)[0], None)
        bench.on_progress(LoadProgress(1, 2, 1, 10.0))
        shown = told(call, bare, "show")
        assert (shown["experiment"]["id"], shown["progress"]["state"]) == (kept, "running")
        assert shown["progress"]["left_s"] > 10
        _, out, _ = call("bench", "show", "--workspace", str(bare), "--lang", "en")
        assert "run 1 of 3: all, round 1 · 1 of 2 requests" in out
        assert told(call, bare, "cancel")["experiment"] == kept
        assert bench.cancelled.wait(20)
        raise MeasuringStoppedError
    _, out, _ = call("bench", "show", "--workspace", str(bare), "--lang", "en")
    assert f"Stopped at run 1 of 3: `roadweek bench run {kept}`" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--endpoint", "there", "--model", "plain"), "here"),
        (("--endpoint", "here", "--vary", "concurrency"), "NAME=VALUE"),
        (("--endpoint", "here", "--vary", "heat=1,2"), "concurrency"),
        (("x-none",), "bench list"),
    ],
)
def test_what_cannot_be_measured_says_what_can(call: Call, bare: Path, words: tuple[str, ...], said: str) -> None:
    code, _, err = call("bench", "run", *words, "--workspace", str(bare), "--lang", "en")
    assert code in (1, 2)
    assert said in err.splitlines()[-1]


def test_runs_of_another_tool_come_in_once_and_undo_takes_them_back(call: Call, bare: Path, tmp_path: Path) -> None:
    file = tmp_path / "engine.csv"
    heads = "build_commit,model_filename,model_type,model_size,n_threads,n_gpu_layers,n_prompt,n_gen,test_time"
    rows = [f"b6000,small.gguf,small Q4_0,900000000,6,99,{p},{g},2026-03-01T10:00:00Z,{ts},0.2" for p, g, ts in
            ((512, 0, 410.5), (0, 128, 21.5))]  # fmt: skip
    file.write_text("\n".join([f"{heads},avg_ts,stddev_ts", *rows]) + "\n", encoding="utf-8")
    first = told(call, bare, "import", str(file), "--device", "Orin in the lab")
    assert first["tool"] == "llama-bench"
    assert {run["standing"] for run in first["runs"]} == {"imported"}
    again = told(call, bare, "import", str(file))
    assert (again["event"], again["runs"], len(again["known"])) == (None, [], len(first["runs"]))
    code, _, err = call("undo", "--workspace", str(bare), "--json")
    assert code == 0, err
    assert told(call, bare, "list")["runs"] == []
    assert len(told(call, bare, "import", str(file))["runs"]) == len(first["runs"]), "and may come in again"


def test_what_is_no_file_of_a_tool_is_refused_in_words(call: Call, bare: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("hello\n", encoding="utf-8")
    code, _, err = call("bench", "import", str(file), "--workspace", str(bare), "--lang", "en")
    assert code == 1
    assert "trtexec" in err
    code, _, err = call("bench", "import", str(tmp_path / "none.log"), "--workspace", str(bare), "--lang", "en")
    assert code == 1
    assert "Check the name" in err


def test_a_model_of_pictures_is_an_experiment_of_its_own_kind(call: Call, bare: Path) -> None:
    view = told(call, bare, "run", "--onnx", "shapes", "--set", "calls=50", "--keep")["experiment"]
    assert (view["kind"], view["varies"]) == ("vision", {"precision": ["fp32", "int8"]})
    assert [cell["id"] for cell in view["cells"]] == ["fp32", "int8"]
    code, _, err = call("bench", "run", "--onnx", "shapes", "--endpoint", "here", "--workspace", str(bare))
    assert code != 0
    assert "--endpoint" in err
    code, _, err = call("bench", "run", "--onnx", "shapes", "--set", "concurrency=4", "--workspace", str(bare))
    assert code != 0
    assert "precision" in err


def test_a_log_of_sensors_comes_in_as_a_replay_and_a_run_is_held_against_what_is_published(
    call: Call, bare: Path, tmp_path: Path
) -> None:
    log = tmp_path / "sensors.log"
    log.write_text("RAM 5/9MB CPU [5%@900] EMC_FREQ 2%@2133 GR3D_FREQ 7%@[611] cpu@51C VDD_IN 5000mW/5000mW\n" * 6)
    (replay,) = told(call, bare, "import", str(log))["runs"]
    assert (replay["source"], replay["standing"]) == ("replayed", "replayed")
    table = tmp_path / "table.md"
    table.write_text(
        "| model | size | test | t/s |\n| --- | --- | --- | --- |\n| m 1B Q4_0 | 0.9 GiB | tg128 | 20.0 ± 0.1 |\n"
    )
    (run,) = told(call, bare, "import", str(table), "--device", "the orin")["runs"]
    why = told(call, bare, "why", run["id"], "--published", "40", "--quantisation", "F16", "--gigabytes", "1.9")
    assert why["ratio"] == 0.5
    assert [cause["code"] for cause in why["causes"]] == ["slower_quantisation"]
    code, _, err = call("bench", "why", replay["id"], "--published", "40", "--workspace", str(bare))
    assert code != 0
    assert replay["id"] in err
