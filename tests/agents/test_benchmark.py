"""The benchmark specialist: asks, shows, measures what was agreed, goes on where it died, and invents no figure."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from tests.agents.conftest import Scripted, Talk
from tests.edge_endpoint import OllamaEndpoint, ollama_endpoint
from tests.samples import working_plan, workspace

from roadweek.settings import EdgeSettings, EndpointSettings
from roadweek.usecases import benchmarks
from roadweek.workspace import Workspace
from roadweek_agents.benchmark import evidence_of
from roadweek_agents.graph import build_graph
from roadweek_mcp.calendar import build_calendar
from roadweek_mcp.edge import build_edge
from roadweek_mcp.tasks import build_tasks

pytestmark = pytest.mark.anyio
WISH = "benchmark words:135m on box at concurrency 1, 2; 2 requests, answers of 4 tokens, 3 times"


@pytest.fixture
def endpoint() -> Generator[OllamaEndpoint]:
    with ollama_endpoint() as served:
        yield served


def with_endpoint(ws: Workspace, url: str) -> Workspace:
    edge = EdgeSettings(endpoints=(EndpointSettings(name="box", url=url, api="ollama", device="a board"),))
    return replace(ws, settings=replace(ws.settings, edge=edge))


@asynccontextmanager
async def measuring(ws: Workspace, model: Any = None, told: Any = None) -> AsyncGenerator[Talk]:
    async with AsyncSqliteSaver.from_conn_string(str(ws.path / "conversations.db")) as saver:
        graph = build_graph(build_tasks(ws), build_calendar(ws), model, saver, build_edge(ws), told)
        yield Talk(graph, ws, "t")


async def test_an_experiment_is_shown_and_nothing_is_measured_without_a_yes(
    tmp_path: Path, endpoint: OllamaEndpoint
) -> None:
    ws = with_endpoint(workspace(tmp_path), endpoint.url)
    async with measuring(ws) as talk:
        shown = await talk.say(WISH)
        assert shown.interrupt is not None
        for part in ("concurrency = 1, 2", "6 runs: 2 cells, 3 times", "words:135m", "could spoil it"):
            assert part in shown.text
        refused = await talk.say("no")
        name = shown.interrupt["bench"]
        assert name in refused.text
    assert not endpoint.asked
    assert benchmarks.show(ws, name)["runs"] == []


async def test_a_question_is_asked_and_its_answer_read_with_the_wish(tmp_path: Path, endpoint: OllamaEndpoint) -> None:
    ws = with_endpoint(workspace(tmp_path), endpoint.url)
    async with measuring(ws) as talk:
        asked = await talk.say("compare q8 and fp16 of tiny-vl on box")
        assert "q8" in asked.text
        assert asked.interrupt is None
        shown = await talk.say("对比 box 上 tiny-vl 的 q4 和 fp16")
        assert shown.interrupt is not None
        assert "tiny-vl:1b-q4_K_M, tiny-vl:1b-fp16" in shown.text
        assert "开始测量吗" in shown.text


FREE = "benchmark how words on box copes when 2 people ask at the same moment, then 5, with 4 questions"
DRAFT: dict[str, Any] = {
    "settings": [
        {"setting": "endpoint", "levels": ["box"]},
        {"setting": "model", "levels": ["words:135m"]},
        {"setting": "concurrency", "levels": [2, 5]},
        {"setting": "requests", "levels": [4]},
    ]
}


async def test_free_words_are_drafted_by_a_model_and_shown_like_any_experiment(
    tmp_path: Path, endpoint: OllamaEndpoint
) -> None:
    ws = with_endpoint(workspace(tmp_path), endpoint.url)
    model = Scripted(DRAFT)
    async with measuring(ws, model) as talk:
        shown = await talk.say(FREE + ", each for 40 s")
        assert shown.interrupt is None, "the draft leaves 40 s out"
        assert "40 s" in shown.text
    assert "words:135m" in model.prompts[0]
    model = Scripted(DRAFT)
    async with measuring(ws, model) as talk:
        shown = await talk.say(FREE)
        assert shown.interrupt is not None, shown.text
        assert "concurrency = 2, 5" in shown.text
        assert "requests 4" in shown.text
        await talk.say("no")
    assert not endpoint.asked


async def test_a_number_that_a_model_invents_is_asked_about_and_without_one_the_rules_ask(
    tmp_path: Path, endpoint: OllamaEndpoint
) -> None:
    ws = with_endpoint(workspace(tmp_path), endpoint.url)
    said = "benchmark box with a pause of 9 s"
    invented = {"settings": [*DRAFT["settings"], {"setting": "max_tokens", "levels": [256]}]}
    for model in (Scripted(invented), Scripted("no JSON", "no JSON", "no JSON"), None):
        async with measuring(ws, model) as talk:
            shown = await talk.say(said)
        assert shown.interrupt is None
        assert shown.question
    assert benchmarks.listing(ws)["experiments"] == []


@pytest.mark.parametrize(
    ("wish", "title", "kind", "thing"),
    [
        pytest.param("for d1", "Write the report on sorting", "finish_work", "d1", marks=pytest.mark.soak),  # slow
        ("for blog-1", "First blog post", "finish_milestone", "blog-1"),
    ],
)
async def test_the_result_is_proposed_as_evidence_of_what_it_is_about(
    tmp_path: Path, endpoint: OllamaEndpoint, wish: str, title: str, kind: str, thing: str
) -> None:
    ws = with_endpoint(workspace(tmp_path, plan=working_plan()), endpoint.url)
    async with measuring(ws) as talk:
        shown = await talk.say(f"{WISH.replace('3 times', '1 times')}, {wish}")
        assert f"evidence for: {title}" in shown.text
        done = await talk.say("yes")
        if "not offered as evidence" in done.text:
            assert "refused as a measurement" in done.text, "a busy machine sends late"
            return
        assert done.interrupt is not None, done.text
        assert done.interrupt["proposal"] is not None, "it is asked before anything of the plan is finished"
        assert "c1" in done.text
        edits: list[dict[str, Any]] = done.proposal["edits"] if done.proposal else []
        [edit] = edits
        assert (edit["kind"], edit["work" if kind == "finish_work" else "milestone"]) == (kind, thing)
        assert edit["evidence"].startswith(shown.interrupt["bench"] if shown.interrupt else "?")


async def test_what_was_agreed_is_measured_with_progress_goes_on_where_it_failed_and_is_told_by_its_own_figures(
    tmp_path: Path, endpoint: OllamaEndpoint
) -> None:
    ws = with_endpoint(workspace(tmp_path), endpoint.url)
    told: list[str] = []

    def goes_away(line: str) -> None:
        told.append(line)
        if len(told) == 3:
            endpoint.close()

    async with measuring(ws, told=goes_away) as talk:
        await talk.say(WISH.replace("3 times", "2 times"))
        failed = await talk.say("yes")
    assert "the endpoint box" in failed.text
    assert len(told) == 3
    assert re.match(r"run 1 of 4 · c1: ", told[0])
    before = {run["id"]: run["at"] for run in benchmarks.listing(ws)["runs"]}
    assert len(before) == 3
    endpoint.serve()
    served = len(endpoint.asked)
    model = Scripted("It answers at 99999 tokens a second, a record.")
    async with measuring(ws, model, told.append) as talk:
        done = await talk.say("go on")
    assert done.error is None, done.text
    [experiment] = benchmarks.listing(ws)["experiments"]
    runs = benchmarks.show(ws, experiment["id"])["runs"]
    assert (experiment["left"], len(runs)) == (0, 4), (failed.text, done.text)
    assert before.items() <= {run["id"]: run["at"] for run in runs}.items()
    assert len(endpoint.asked) - served == 4, "only the run that was left, with its warm-up"
    assert "99999" not in done.text, "a figure of the model's own is dropped with its sentence"
    assert re.search(r"c1 \(median of \d\): |c1: refused as a measurement", done.text)
    assert "Next:" in done.text


def test_what_was_refused_is_no_evidence() -> None:
    run: Any = {"cell": "c1", "standing": "refused", "figures": {"decode_tok_s": 3.0}, "refusals": []}
    compared: Any = {"comparisons": []}
    assert evidence_of([run], compared, "en") is None
    counted: Any = {**run, "cell": "c2", "standing": "measurement"}
    found = evidence_of([run, counted], compared, "zh")
    assert found is not None
    assert found.startswith("c2: ")


DIES = """
import asyncio, sys
from pathlib import Path
from tests.agents.test_benchmark import WISH, measuring, with_endpoint
from roadweek.workspace import open_workspace

async def main():
    ws = with_endpoint(open_workspace(Path(sys.argv[1])), sys.argv[2])
    async with measuring(ws, told=lambda line: print(line, flush=True)) as talk:
        await talk.say(WISH)
        print("asked", flush=True)
        await talk.say("yes")

asyncio.run(main())
"""


@pytest.mark.soak  # slow; `.ci/run` has it
async def test_a_measurement_that_is_killed_at_its_fifth_run_goes_on_at_the_fifth(
    tmp_path: Path, endpoint: OllamaEndpoint
) -> None:
    ws = with_endpoint(workspace(tmp_path), endpoint.url)
    endpoint.hangs_after = 4 * 4 + 1  # two warm-ups and two requests a run
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    child = subprocess.Popen(
        [sys.executable, "-c", DIES, str(ws.path), endpoint.url],
        env={**os.environ, "PYTHONPATH": paths, "ROADWEEK_NOW": ws.now().isoformat()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    lines: list[str] = []
    while len(lines) < 5:  # "asked", and four runs
        lines.append(await asyncio.to_thread(child.stdout.readline))
        assert lines[-1], lines
    assert await asyncio.to_thread(endpoint.hanging.wait, 60)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    endpoint.hangs_after = None
    before = {run["id"]: run["at"] for run in benchmarks.listing(ws)["runs"]}
    assert len(before) == 4
    served = len(endpoint.asked)
    told: list[str] = []
    async with measuring(ws, told=told.append) as talk:
        done = await talk.say("go on")
    assert done.error is None, done.text
    after = {run["id"]: run["at"] for run in benchmarks.listing(ws)["runs"]}
    assert len(after) == 6
    assert before.items() <= after.items()
    assert len(endpoint.asked) - served == 2 * 4, "only the two runs that were left"
    assert [line.split(" · ")[0] for line in told] == [f"run {n} of 6" for n in range(1, 7)]
