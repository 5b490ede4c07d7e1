"""The report of a benchmark: what it concludes, what it refuses to call a measurement, its pictures and its words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarking.runs import kept_experiment, measured
from tests.samples import workspace

from roadweek.benchmarking.experiment import CellJob
from roadweek.benchmarking.run import Run
from roadweek.domain.base import Language
from roadweek.pages.bench_report import bench_page, pictures, shown_channels
from roadweek.pages.charts import frontier, nice_ticks
from roadweek.usecases import benchmarks
from roadweek.usecases.bench_report import bench_report, write_bench_report
from roadweek.views.bench_documents import BenchReportView
from roadweek.views.bench_report_text import bench_markdown
from roadweek.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "ws")


def full(job: CellJob, **more: Any) -> Run:
    """A run with everything that a report can show: q4 is twice as fast as f16 and takes half of the memory."""
    model, concurrency = str(job.settings["model"]), int(str(job.settings["concurrency"]))
    rate = (24 if model == "q4" else 12) / (1 + 0.2 * concurrency) * (1 + 0.002 * job.repeat)
    figures = {
        "decode_tok_s": rate,
        "output_tok_s": rate * concurrency,
        "ttft_content_p50_ms": 300.0 * concurrency,
        "tpot_p50_ms": 1000 / rate,
        "e2e_p50_ms": 64_000 / rate,
        "energy_per_token_j": 10 / rate,
        "peak_memory_mib": 2500.0 if model == "q4" else 5000.0,
    }
    span = {"source": "sysfs", "reason": "thermal", "start_s": 10.0, "end_s": 20.0}
    told: dict[str, Any] = {
        "figures": figures,
        "counts": {"good": 98, "cut": 2},
        "settings": {**job.settings, "seed": job.seed},
        "series": {"power_in_w": ((0.0, 7.0), (15.0, 12.5), (30.0, 12.0)), "gpu_temp_c": ((0.0, 50.0), (30.0, 61.0))},
        "telemetry": {
            "figures": {}, "channels": {}, "missing": {}, "throttled": [span], "samples": 3, "interval_s": 15.0,
            "replayed": False, "energy_refusal": "too_few_samples",
        },
    }  # fmt: skip
    return measured(job, **{**told, **more})


def experiment(ws: Workspace, measure: Any = full, **more: Any) -> BenchReportView:
    made = benchmarks.new_experiment(
        ws,
        varies={"model": ["q4", "f16"], "concurrency": [1, 4]},
        held={"endpoint": "orin"},
        title="Q4 & <F16>",
        **more,
    )
    name = benchmarks.keep_experiment(ws, made)["id"]
    benchmarks.run_experiment(ws, name, measure)
    return bench_report(ws, [name])


def test_the_conclusions_are_the_sure_effects_at_the_same_load(ws: Workspace) -> None:
    view = experiment(ws)
    assert [(one["base"], one["other"]) for one in view["comparisons"]] == [("q4-c1", "f16-c1"), ("q4-c4", "f16-c4")]
    assert view["short"][0].startswith("f16-c1 against q4-c1: ")
    assert "50 % lower" in view["short"][0]
    assert view["failed"] == {"good": 98 * 12, "cut": 24}
    assert view["commands"] == [
        "roadweek bench run --vary model=q4,f16 --vary concurrency=1,4 --set endpoint=orin --repeats 3"
    ]


def test_there_are_pictures_of_load_of_what_is_best_and_of_the_sensors(ws: Workspace) -> None:
    view = experiment(ws)
    drawn = {one.name: one for one in pictures(view, "en", standalone=True)}
    assert list(drawn) == ["throughput", "ttft", "tpot", "rate", "pareto", "time-1", "time-2", "time-3", "time-4"]
    for one in drawn.values():
        root = ET.fromstring(str(one.svg))
        assert root.attrib["aria-label"] == one.title
        numbers = [float(n) for n in re.findall(r'(?:cx|cy|x|y)="(-?[\d.]+)"', str(one.svg))]
        assert numbers
        assert all(-5 <= n <= 480 for n in numbers), "nothing lies outside of its picture"
    assert drawn["ttft"].keys == ("q4", "f16")
    assert str(drawn["pareto"].svg).count('style="stroke:var(--ink)"') == 1, "one cell beats the others"
    assert "too hot" in str(drawn["time-1"].svg), "where the device was held back it is marked"


def test_without_a_load_that_varies_cells_stand_beside_each_other(ws: Workspace) -> None:
    made = benchmarks.new_experiment(ws, varies={"model": ["q4", "f16"]}, held={"concurrency": 1})
    name = benchmarks.keep_experiment(ws, made)["id"]
    benchmarks.run_experiment(ws, name, full)
    names = [one.name for one in pictures(bench_report(ws, [name]), "en")]
    assert [one for one in names if one.startswith("cells-")] == [
        "cells-ttft_content_p50_ms", "cells-tpot_p50_ms", "cells-decode_tok_s",
    ]  # fmt: skip


def test_what_was_refused_is_shown_as_refused_and_is_in_no_figure(ws: Workspace) -> None:
    def one_late(job: CellJob) -> Run:
        spoilt = (job.cell, job.repeat) == ("q4-c1", 2)
        return full(job, refusals=("schedule_delay",), figures={"decode_tok_s": 9999.0}) if spoilt else full(job)

    view = experiment(ws, one_late)
    assert [run["cell"] for run in view["refused"]] == ["q4-c1"]
    cell = view["cells"][0]
    assert (cell["runs"], cell["counted"]) == (3, 2)
    assert cell["figures"]["decode_tok_s"]["high"] < 100
    text = bench_markdown(view, "en")
    assert "Refused as measurements" in text
    assert "it measured the load generator" in text
    assert "9999" not in text


def test_a_replayed_run_is_never_called_a_measurement(ws: Workspace) -> None:
    def replay(job: CellJob) -> Run:
        return full(job, source="replayed")

    view = experiment(ws, replay)
    assert (view["measured"], view["cells"], view["short"]) == (False, [], [])
    for lang, said in (("en", "There is no measurement in this report"), ("zh", "没有测量结果")):
        text = bench_markdown(view, lang)  # type: ignore[arg-type]
        assert said in text
        assert "24" not in re.sub(r"x\d+-[\w-]+", "", text), "no figure of it is told"
    assert pictures(view, "en") == []
    assert "There is no measurement" in bench_page(view, "en")


def test_a_report_of_what_is_not_finished_says_so(ws: Workspace) -> None:
    made = benchmarks.new_experiment(ws, varies={"model": ["q4", "f16"]}, held={"concurrency": 1})
    name = benchmarks.keep_experiment(ws, made)["id"]
    assert "Nothing was measured yet" in bench_markdown(bench_report(ws, [name]), "en")
    benchmarks.run_job(ws, benchmarks.jobs_left(ws, name)[0], full)
    assert "5 of 6 runs are still to be made" in bench_markdown(bench_report(ws, [name]), "en")


def test_runs_of_no_experiment_can_be_reported_together(ws: Workspace) -> None:
    one, two = kept_experiment(ws), kept_experiment(ws, repeats=1)
    runs = [run["id"] for name in (one, two) for run in benchmarks.show(ws, name)["runs"]]
    view = bench_report(ws, runs)
    assert (view["experiment"], view["measured"]) == (None, True)
    assert [cell["id"] for cell in view["cells"]] == ["c1", "c4"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_needs_nothing_beside_itself_and_escapes_what_others_wrote(ws: Workspace, lang: Language) -> None:
    page = bench_page(experiment(ws), lang)
    assert "<F16>" not in page
    assert "&lt;F16&gt;" in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "<script" not in page
    assert page.count('<svg class="chart"') == 9


def test_the_report_is_written_as_text_page_and_pictures(ws: Workspace, tmp_path: Path) -> None:
    view = write_bench_report(ws, experiment(ws), tmp_path / "out")
    files = sorted(Path(one).name for one in view["files"])
    assert files == sorted(one.name for one in (tmp_path / "out").iterdir())
    text = next(Path(one).read_text("utf-8") for one in view["files"] if one.endswith(".md"))
    assert set(re.findall(r"\]\(([^)]+\.svg)\)", text)) == {one for one in files if one.endswith(".svg")}
    old = tmp_path / "out" / f"{Path(view['files'][0]).stem}-time-9.svg"
    old.write_text("<svg/>", encoding="utf-8")
    write_bench_report(ws, bench_report(ws), tmp_path / "out")
    assert not old.exists(), "a picture that is no longer of it goes"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 87, (0, 20, 40, 60, 80, 100)),
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (48, 61, (45, 50, 55, 60, 65)),
        (0, 0.031, (0, 0.01, 0.02, 0.03, 0.04)),
    ],
)
def test_axes_have_round_numbers(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert nice_ticks(low, high) == expected


def test_an_axis_of_one_value_has_room_around_it() -> None:
    ticks = nice_ticks(624, 624)
    assert ticks[0] < 624 < ticks[-1]
    assert ticks[-1] - ticks[0] < 100
    assert nice_ticks(0, 0)[0] < nice_ticks(0, 0)[-1]


def test_the_best_are_those_that_no_other_beats() -> None:
    points = [(20.0, 0.5), (10.0, 0.1), (9.0, 0.3), (20.0, 0.6), (20.0, 0.5)]
    assert frontier(points, ["higher", "lower"]) == [0, 1, 4]


def test_of_many_sensors_those_are_shown_that_say_most() -> None:
    channels = {
        "power_vdd_cpu_w": [(0.0, 2.0)],
        "power_in_w": [(0.0, 9.0)],
        "cpu_temp_c": [(0.0, 50.0)],
        "gpu_temp_c": [(0.0, 60.0)],
        "cpu_mhz": [(0.0, 1500.0), (1.0, 1500.0)],
        "gpu_mhz": [(0.0, 600.0), (1.0, 300.0)],
        "cpu_share": [(0.0, 0.5)],
    }
    assert shown_channels(channels) == ["power_in_w", "gpu_temp_c", "gpu_mhz", "cpu_share"]


def test_what_was_not_measured_is_said_in_the_title_of_the_picture(ws: Workspace) -> None:
    def no_energy(job: CellJob) -> Run:
        run = full(job)
        return run.model_copy(update={"figures": {k: v for k, v in run.figures.items() if "energy" not in k}})

    titles = {one.name: one.title for one in pictures(experiment(ws, no_energy), "en")}
    assert titles["pareto"] == "Rate and memory (energy was not measured)"

    def only_rate(job: CellJob) -> Run:
        return full(job).model_copy(update={"figures": {"decode_tok_s": 1.0 + job.place}})

    nothing = experiment(ws, only_rate)
    assert "pareto" not in {one.name for one in pictures(nothing, "en")}
