"""An experiment on a model of pictures, for real: FP32 against INT8 in this process, compared with accuracy beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.errors import InputError, UnknownNameError
from roadweek.usecases import benchmarks
from roadweek.usecases.bench_comparing import compare_runs
from roadweek.usecases.measuring import measurer
from roadweek.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "ws")


def _kept(ws: Workspace, **held: object) -> str:
    made = benchmarks.new_experiment(
        ws, varies={"precision": ["fp32", "int8"]}, held={"model": "shapes", **held}, kind="vision", repeats=2
    )
    return benchmarks.keep_experiment(ws, made)["id"]


def test_both_precisions_are_measured_in_turn_and_may_be_compared(ws: Workspace) -> None:
    pytest.importorskip("onnxruntime", reason="the extra onnx is not installed")
    pytest.importorskip("onnx", reason="the extra onnx is not installed")
    name = _kept(ws, calls="20", warmup=1)
    view = benchmarks.run_experiment(ws, name, measurer(ws))
    assert [run["cell"] for run in view["runs"]] == ["fp32", "int8", "int8", "fp32"]
    assert {run["standing"] for run in view["runs"]} == {"measurement"}
    _, made = benchmarks.experiment_of(ws, name)
    assert {run.card.model.quantisation for run in made} == {"FP32", "INT8"}
    assert all(run.figures["latency_p50_ms"] > 0 for run in made)
    # One model for all rounds: what is compared is the precision and nothing else.
    assert len({run.card.model.digest for run in made if run.cell == "fp32"}) == 1
    assert all(run.figures["agreement"] > 0.9 for run in made if run.cell == "int8")
    assert all("--onnx shapes" in run.commands[0] for run in made)
    compared = compare_runs(ws, [name])
    assert [one["comparable"] for one in compared["comparisons"]] == [True]


def test_a_model_that_is_not_there_stops_the_experiment_before_its_first_run(ws: Workspace, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="the extra onnx is not installed")
    made = benchmarks.new_experiment(
        ws, varies={"precision": ["fp32"]}, held={"model": str(tmp_path / "none.onnx")}, kind="vision"
    )
    name = benchmarks.keep_experiment(ws, made)["id"]
    with pytest.raises(InputError):
        benchmarks.run_experiment(ws, name, measurer(ws))
    assert benchmarks.experiment_of(ws, name)[1] == []


@pytest.mark.parametrize(
    "held", [{"precision": "fp64"}, {"calls": "many"}, {"calls": 3}, {"batch": 0}, {"threads": "1.5"}]
)
def test_a_setting_that_cannot_be_is_refused_when_it_is_planned(ws: Workspace, held: dict[str, object]) -> None:
    with pytest.raises(InputError) as told:
        benchmarks.new_experiment(ws, varies={"model": ["shapes"]}, held=held, kind="vision")
    assert next(iter(held)) in told.value.text("zh")


def test_a_setting_of_loads_is_none_of_pictures(ws: Workspace) -> None:
    with pytest.raises(UnknownNameError) as told:
        benchmarks.new_experiment(ws, varies={"concurrency": [1, 2]}, kind="vision")
    assert "precision" in told.value.text("en")
