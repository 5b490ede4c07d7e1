"""A cell measured for real on an endpoint of this machine: the load, sensors beside it, the card of what served it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from bench.scripted_server import SCRIPTS, named, scripted_server
from tests.edge_endpoint import ollama_endpoint
from tests.samples import workspace

from roadweek.errors import EndpointError, UnknownNameError
from roadweek.usecases import benchmarks
from roadweek.usecases.measuring import measurer
from roadweek.views.benchmarks import outcome_words
from roadweek.workspace import Workspace, open_workspace

MODEL = named(SCRIPTS["instant"], chunks=3)


@pytest.fixture
def server() -> Generator[str]:
    with scripted_server() as url:
        yield url


def _at(path: Path, url: str, api: str = "openai") -> Workspace:
    made = workspace(path / "ws")
    (made.path / "config.toml").write_text(
        f'[[edge.endpoints]]\nname = "here"\nurl = "{url}"\napi = "{api}"\ndevice = "the desk"\n', encoding="utf-8"
    )
    return open_workspace(made.path)


def _kept(ws: Workspace) -> str:
    held = {"endpoint": "here", "model": MODEL, "requests": 6, "max_tokens": 16, "warmup": 1}
    made = benchmarks.new_experiment(ws, varies={"concurrency": [1, 2]}, held=held, repeats=1)
    return benchmarks.keep_experiment(ws, made)["id"]


def test_a_run_has_its_figures_its_card_and_what_the_sensors_lack(tmp_path: Path, server: str) -> None:
    ws = _at(tmp_path, server)
    name = _kept(ws)
    benchmarks.run_experiment(ws, name, measurer(ws))
    _, made = benchmarks.experiment_of(ws, name)
    assert sorted(str(run.settings["concurrency"]) for run in made) == ["1", "2"]
    for run in made:
        assert run.counts == {"good": 6}
        assert run.device == "the desk"
        # An endpoint on loopback is this machine, whose own card and sensors then stand beside.
        assert run.card.device.cpu_count
        assert run.card.device.name == "the desk"
        assert run.card.model.name == MODEL
        assert run.telemetry["missing"]["ina3221"] in ("absent", "denied")
        assert "energy_j" not in run.figures or "power_mean_w" in run.figures
        assert run.telemetry["cost_share"] < 1
        assert "model_not_listed" in run.notes, "the server lists other names: which model answered is not sure"


def test_where_nobody_serves_no_run_is_kept(tmp_path: Path) -> None:
    with scripted_server() as url:
        gone = url
    ws = _at(tmp_path, gone)
    name = _kept(ws)
    with pytest.raises(EndpointError, match=r"nothing listens at .*\[\[edge.endpoints\]\]"):
        benchmarks.run_experiment(ws, name, measurer(ws))
    assert benchmarks.experiment_of(ws, name)[1] == []


def test_a_model_that_is_not_there_is_not_measured_under_its_name(tmp_path: Path) -> None:
    with ollama_endpoint() as endpoint:
        ws = _at(tmp_path, endpoint.url, "ollama")
        held = {"endpoint": "here", "model": "words:7b", "requests": 2}
        made = benchmarks.new_experiment(ws, varies={}, held=held, repeats=1)
        name = benchmarks.keep_experiment(ws, made)["id"]
        with pytest.raises(UnknownNameError, match="words:135m"):
            benchmarks.run_experiment(ws, name, measurer(ws))
        assert not endpoint.asked
    assert benchmarks.experiment_of(ws, name)[1] == []


def test_requests_that_fail_are_told_with_the_words_of_the_first(tmp_path: Path, server: str) -> None:
    ws = _at(tmp_path, server)
    held = {"endpoint": "here", "model": "http_500", "requests": 3, "warmup": 0}
    name = benchmarks.keep_experiment(ws, benchmarks.new_experiment(ws, varies={}, held=held, repeats=1))["id"]
    benchmarks.run_experiment(ws, name, measurer(ws))
    [shown] = benchmarks.show(ws, name)["runs"]
    assert shown["counts"] == {"http_error": 3}
    assert shown["failures"]["http_error"].startswith("HTTP 500")
    assert outcome_words(shown["counts"], shown["failures"], "en") == [
        f"3 × HTTP error: {shown['failures']['http_error']}"
    ]
