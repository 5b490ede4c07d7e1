"""Experiments are measured run by run: interrupted they go on, withdrawn runs come back, nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarking.runs import measured
from tests.samples import workspace

from roadweek.benchmarking.experiment import CellJob
from roadweek.benchmarking.run import Run
from roadweek.errors import InputError, UnknownNameError
from roadweek.storage import database
from roadweek.usecases import benchmarks
from roadweek.usecases.bench_evidence import propose_evidence
from roadweek.usecases.bench_regression import check_run
from roadweek.usecases.queries import history
from roadweek.usecases.replan import approve
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_review import weekly_review
from roadweek.views.report_text import report_markdown
from roadweek.workspace import Workspace, open_workspace

MILESTONE = "blog-1"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "ws")


def kept(ws: Workspace, **more: Any) -> str:
    made = benchmarks.new_experiment(
        ws, varies={"concurrency": ["1", "4"]}, held={"model": "small", "endpoint": "orin"}, title="Load", **more
    )
    return benchmarks.keep_experiment(ws, made)["id"]


def test_an_experiment_is_measured_in_its_order_with_the_same_prompts_in_each_round(ws: Workspace) -> None:
    jobs: list[CellJob] = []

    def measure(job: CellJob) -> Run:
        jobs.append(job)
        return measured(job)

    view = benchmarks.run_experiment(ws, kept(ws), measure)
    assert [job.cell for job in jobs] == ["c1", "c4", "c4", "c1", "c4", "c1"]
    seeds = {(job.repeat, job.seed) for job in jobs}
    assert len(seeds) == 3
    assert jobs[0].settings == {"model": "small", "endpoint": "orin", "concurrency": 1}
    assert (view["experiment"]["made"], view["experiment"]["left"]) == (6, 0)
    assert [cell["counted"] for cell in view["experiment"]["cells"]] == [3, 3]


def test_what_dies_in_the_middle_goes_on_at_the_next_run(ws: Workspace) -> None:
    name, made = kept(ws), 0

    def dies(job: CellJob) -> Run:
        nonlocal made
        if made == 4:
            raise KeyboardInterrupt
        made += 1
        return measured(job)

    with pytest.raises(KeyboardInterrupt):
        benchmarks.run_experiment(ws, name, dies)
    assert [job.place for job in benchmarks.jobs_left(ws, name)] == [5, 6]
    before = benchmarks.show(ws, name)
    assert before["experiment"] is not None
    assert (before["experiment"]["made"], before["experiment"]["minutes"]) == (4, 1.2)
    view = benchmarks.run_experiment(ws, name, measured)
    assert [(run["cell"], run["repeat"]) for run in view["runs"]] == [("c4", 3), ("c1", 3)]
    after = benchmarks.show(ws, name)
    assert after["runs"][:4] == before["runs"], "what was measured stands as it was"


def test_what_is_measured_at_one_go_is_one_event_that_undo_takes_back(ws: Workspace) -> None:
    name, made = kept(ws), 0

    def breaks(job: CellJob) -> Run:
        nonlocal made
        made += 1
        if made == 3:
            raise InputError("bench_none_running")
        return measured(job)

    def noted() -> list[str]:
        return [one["summary"] for one in history(ws)["events"] if "measured" in one["summary"]]

    with pytest.raises(InputError):
        benchmarks.run_experiment(ws, name, breaks)
    assert noted() == [f"2 benchmark runs measured (Load, {name})"]
    benchmarks.run_experiment(ws, name, measured)
    assert noted()[0] == f"4 benchmark runs measured (Load, {name})"
    undo(ws)
    assert len(benchmarks.jobs_left(ws, name)) == 4, "only what the last go measured is withdrawn"


def test_runs_made_one_by_one_are_one_event_with_the_last(ws: Workspace) -> None:
    name = kept(ws, repeats=1)
    before = len(history(ws)["events"])
    for job in benchmarks.jobs_left(ws, name):
        assert len(history(ws)["events"]) == before
        benchmarks.run_job(ws, job, measured)
    assert history(ws)["events"][0]["summary"].startswith("2 benchmark runs measured")


def test_a_run_asked_for_twice_is_made_once(ws: Workspace) -> None:
    job = benchmarks.jobs_left(ws, kept(ws))[0]
    first = benchmarks.run_job(ws, job, measured)
    assert benchmarks.run_job(ws, job, lambda _: pytest.fail("measured again")) == first


def test_two_measurements_at_once_are_refused(ws: Workspace) -> None:
    name = kept(ws)
    with benchmarks.alone(ws), pytest.raises(InputError, match="another measurement"):
        benchmarks.run_experiment(ws, name, measured)
    assert benchmarks.run_experiment(ws, name, measured)["experiment"]["left"] == 0


def test_a_refused_run_is_kept_marked_and_not_made_again(ws: Workspace) -> None:
    name = kept(ws, repeats=1)
    view = benchmarks.run_experiment(ws, name, lambda job: measured(job, refusals=("schedule_delay",)))
    assert {run["standing"] for run in view["runs"]} == {"refused"}
    assert [cell["counted"] for cell in view["experiment"]["cells"]] == [0, 0]
    assert view["runs"][0]["refusals"][0]["code"] == "schedule_delay"
    assert benchmarks.jobs_left(ws, name) == []


def test_what_was_refused_can_be_measured_once_more(ws: Workspace) -> None:
    name = kept(ws)
    benchmarks.run_experiment(ws, name, lambda job: measured(job, refusals=("schedule_delay",) * (job.place < 3)))
    gone = benchmarks.forget_refused(ws, name)
    assert gone is not None
    assert len(gone["runs"]) == 2
    assert [job.place for job in benchmarks.jobs_left(ws, name)] == [1, 2]
    view = benchmarks.run_experiment(ws, name, measured)
    assert [cell["counted"] for cell in view["experiment"]["cells"]] == [3, 3]
    assert benchmarks.forget_refused(ws, name) is None


def test_a_withdrawn_run_no_longer_counts_is_measured_again_and_undo_brings_it_back(ws: Workspace) -> None:
    name = kept(ws)
    runs = benchmarks.run_experiment(ws, name, measured)["runs"]
    benchmarks.forget(ws, runs[2]["id"])
    assert [(job.cell, job.repeat) for job in benchmarks.jobs_left(ws, name)] == [(runs[2]["cell"], 2)]
    with pytest.raises(UnknownNameError):
        benchmarks.show(ws, runs[2]["id"])
    undo(ws)
    assert benchmarks.jobs_left(ws, name) == []
    assert benchmarks.show(ws, runs[2]["id"], whole=True)["runs"][0].get("samples") == {"tpot_ms": [50.0, 51.0]}
    benchmarks.forget(ws, runs[2]["id"])
    again = benchmarks.run_experiment(ws, name, measured)["runs"][0]
    assert again["id"] == f"{runs[2]['id']}.2", "the id of a withdrawn run is not given twice"


def test_a_withdrawn_experiment_comes_back_whole(ws: Workspace) -> None:
    name = kept(ws)
    benchmarks.run_experiment(ws, name, measured)
    before = benchmarks.listing(ws)
    gone = benchmarks.forget(ws, name)
    assert (len(gone["runs"]), gone["experiment"]) == (6, name)
    assert benchmarks.listing(ws) == {"experiments": [], "runs": []}
    undo(ws)
    assert benchmarks.listing(ws) == before
    undo(ws, events=[gone["event"] + 1])
    assert benchmarks.listing(ws) == {"experiments": [], "runs": []}
    with closing(sqlite3.connect(ws.database)) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone()[0] == 6


def test_it_all_works_without_a_plan(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path / "bare", create=True)
    name = kept(ws)
    benchmarks.run_experiment(ws, name, measured)
    run = benchmarks.listing(ws)["runs"][0]["id"]
    benchmarks.forget(ws, run)
    undo(ws)
    assert len(benchmarks.find_runs(ws, [name])) == 6


def test_the_weekly_report_tells_the_runs_of_its_week_and_has_no_such_part_without_any(ws: Workspace) -> None:
    assert weekly_review(ws)["runs"] == []
    assert "Benchmark runs" not in report_markdown(weekly_review(ws), "en")
    view = benchmarks.run_experiment(ws, kept(ws, repeats=1), measured)
    (told,) = weekly_review(ws)["runs"]
    standing = [one["standing"] for one in view["runs"]]
    assert (told["model"], told["runs"]) == ("small", len(standing))
    assert told["set_aside"] == sum(one != "measurement" for one in standing)
    counted = [one for one in view["runs"] if one["standing"] == "measurement"]
    assert told["figures"] == (counted[-1]["figures"] if counted else {})
    assert "## Benchmark runs" in report_markdown(weekly_review(ws), "en")
    assert "## 基准测量" in report_markdown(weekly_review(ws), "zh")
    assert weekly_review(ws, date(2026, 2, 20))["runs"] == []


def test_the_weeks_runs_are_told_by_day_without_what_is_long(ws: Workspace) -> None:
    benchmarks.run_experiment(ws, kept(ws, repeats=1), measured)
    today = ws.now().date()
    assert len(benchmarks.runs_of_week(ws, today, today)) == 2
    assert benchmarks.runs_of_week(ws, date(2020, 1, 6), date(2020, 1, 12)) == []
    with database.read(ws.database) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT document FROM runs WHERE person = 'me' AND withdrawn = 0"
            " AND day BETWEEN '2026-01-01' AND '2026-01-07' ORDER BY at, rowid"
        ).fetchall()
    assert "runs_by_day" in plan[0]["detail"]


@pytest.mark.parametrize(
    ("varies", "said"),
    [
        ({"temperature": ["0.1"]}, "setting"),
        ({"concurrency": ["many"]}, "concurrency=8"),
        ({"concurrency": ["0"]}, "from 1 to 1024"),
        ({"cold": ["perhaps"]}, "cold=yes"),
        ({"concurrency": [str(n) for n in range(1, 500)]}, "1497 runs"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words(ws: Workspace, varies: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        benchmarks.new_experiment(ws, varies=varies)
    assert said in caught.value.text("en")
    assert caught.value.text("zh")


def test_what_is_not_there_is_named_with_what_is(ws: Workspace) -> None:
    name = kept(ws)
    with pytest.raises(UnknownNameError, match=name):
        benchmarks.show(ws, "x-nothing")


def test_what_was_found_becomes_evidence_of_a_milestone_by_a_proposal(ws: Workspace) -> None:
    name = kept(ws)
    with pytest.raises(InputError, match="no measurement"):
        propose_evidence(ws, name, milestone=MILESTONE)
    benchmarks.run_experiment(ws, name, measured)
    with pytest.raises(InputError, match="of which work"):
        propose_evidence(ws, name)
    view = propose_evidence(ws, name, milestone=MILESTONE)
    (edit,) = view["edits"]
    assert edit["kind"] == "finish_milestone"
    assert name in edit["evidence"]
    assert "decoding of one answer" in edit["evidence"]
    assert view["proposal"] is not None
    approve(ws, view["proposal"])
    undo(ws)


def test_a_slower_run_is_told_against_the_last_good_one(ws: Workspace) -> None:
    def rate(value: float, **more: Any) -> str:
        made = benchmarks.new_experiment(ws, varies={}, held={"model": "small", "endpoint": "orin"}, repeats=1)
        job = benchmarks.jobs_left(ws, benchmarks.keep_experiment(ws, made)["id"])[0]
        figures = {"decode_tok_s": value}
        return benchmarks.run_job(ws, job, lambda each: measured(each, figures=figures, **more))["id"]

    first = rate(20.0)
    assert check_run(ws)["against"] is None
    for value in (20.1, 19.9, 20.2):
        rate(value)
    assert check_run(ws)["worse"] is False
    slow = rate(15.0)
    found = check_run(ws)
    assert (found["run"], found["worse"]) == (slow, True)
    assert "worse than the noise" in found["findings"][0]["text"]
    rate(15.1)
    found = check_run(ws)
    assert found["worse"], "a slower run does not become what is good"
    assert slow in {one["text"].partition(": ")[0] for one in found["skipped"]}
    assert check_run(ws, first)["against"] is None
    refused = rate(10.0, refusals=("cached_prompts",))
    assert check_run(ws, refused)["worse"] is False, "what is no measurement says nothing"
