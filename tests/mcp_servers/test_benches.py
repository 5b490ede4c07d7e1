"""Benchmarks over MCP: only what was shown is started, it runs by itself and can be followed and stopped, and a device
measures for a Roadweek elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from tests.edge_endpoint import OllamaEndpoint, ollama_endpoint
from tests.mcp_servers.helpers import call, connect, refused, served_here
from tests.mcp_servers.test_edge import device_table, named, table
from tests.mcp_servers.test_transports import TOKEN_VALUE

from roadweek.errors import MeasuringStoppedError
from roadweek.usecases import benchmarks
from roadweek.usecases.bench_progress import followed
from roadweek.usecases.measuring import measurer

pytestmark = pytest.mark.anyio
WISH = "benchmark words:135m on {place} at concurrency 1, 2; 2 requests, answers of 4 tokens"


@pytest.fixture
def endpoint() -> Generator[OllamaEndpoint]:
    with ollama_endpoint() as served:
        yield served


async def until(client: Any, state: str, experiment: str) -> dict[str, Any]:
    """What bench_show tells once the benchmark is in that state."""
    while True:
        shown = await call(client, "bench_show", experiment=experiment)
        assert shown["progress"]["state"] in ("running", state), shown["progress"]
        if shown["progress"]["state"] == state:
            return shown
        await asyncio.sleep(0.1)


async def test_what_was_shown_is_started_by_its_digest_and_goes_on_by_itself(
    tmp_path: Path, endpoint: OllamaEndpoint
) -> None:
    ws = named(tmp_path / "w", table(endpoint.url))
    async with connect("edge", ws) as client:
        planned = await call(client, "bench_plan", words=WISH.format(place="box") + ", 2 times")
        name = planned["experiment"]["id"]
        assert (await refused(client, "bench_start", experiment=name, digest="0" * 12))[1] == "bench_digest"
        assert not endpoint.asked
        assert (await refused(client, "bench_cancel"))[1] == "bench_none_running"
        await call(client, "bench_start", experiment=name, digest=planned["digest"])
        shown = await until(client, "finished", name)
        assert shown["experiment"]["left"] == 0
        assert len(shown["runs"]) == 4
        compared = await call(client, "run_compare", names=[name])
        assert compared["base"] == "c1"
    async with connect("desk", ws) as desk:
        last = await call(desk, "bench_show")
        assert last["experiment"]["id"] == name
        assert last["compared"]["experiment"] == name


async def test_one_that_runs_is_stopped_and_keeps_what_it_made(tmp_path: Path, endpoint: OllamaEndpoint) -> None:
    endpoint.hangs_after = 6  # the first run is made, the second never ends
    ws = named(tmp_path / "w", table(endpoint.url))
    async with connect("desk", ws) as desk, connect("edge", ws) as client:
        planned = await call(desk, "bench_plan", words=WISH.format(place="box"))
        started = await call(desk, "bench_plan", digest=planned["digest"])
        assert started["progress"]["state"] == "running"
        name = planned["experiment"]["id"]
        assert await asyncio.to_thread(endpoint.hanging.wait, 60)
        assert (await refused(client, "bench_start", experiment=name, digest=planned["digest"]))[1] == "bench_running"
        await call(client, "bench_cancel")
        shown = await until(client, "cancelled", name)
        assert (len(shown["runs"]), shown["experiment"]["left"]) == (1, 5)


async def test_a_device_measures_its_own_endpoint_and_the_run_is_kept_here(
    tmp_path: Path, endpoint: OllamaEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = named(tmp_path / "there", table(endpoint.url, device="the board"))
    monkeypatch.setenv("ORIN_TOKEN", TOKEN_VALUE)
    with served_here("edge", there, TOKEN_VALUE) as url:
        here = named(tmp_path / "here", device_table(url, token_env="ORIN_TOKEN"))
        async with connect("edge", here) as client:
            planned = await call(client, "bench_plan", words=WISH.format(place="orin/box"))
            first = (await call(client, "cell_list", experiment=planned["experiment"]["id"]))["cells"][0]
            names = {"experiment": planned["experiment"]["id"], "digest": planned["digest"]}
            made = await call(client, "cell_run", **names, cell=first["cell"], repeat=first["repeat"])
            assert made["left"] == 5
            assert (made["run"]["endpoint"], made["run"]["device"]) == ("orin/box", "the board")
            [told] = benchmarks.find_runs(here, [made["run"]["id"]])
            assert told.commands[0].startswith("roadweek bench run --endpoint orin/box --model words:135m")
            again = await call(client, "cell_run", **names, cell=first["cell"], repeat=first["repeat"])
            assert again["run"]["id"] == made["run"]["id"]
            assert len((await call(client, "run_list"))["runs"]) == 1
    async with connect("edge", there) as client:
        assert (await call(client, "run_list"))["runs"] == []


async def test_a_device_tells_how_far_it_is_and_stops_when_it_is_told_to(
    tmp_path: Path, endpoint: OllamaEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = named(tmp_path / "there", table(endpoint.url))
    monkeypatch.setenv("ORIN_TOKEN", TOKEN_VALUE)
    endpoint.hangs_after = 2 + 3  # the warm-up and three requests are answered, the fourth is waited for
    with served_here("edge", there, TOKEN_VALUE) as url:
        here = named(tmp_path / "here", device_table(url, token_env="ORIN_TOKEN"))
        held = {"endpoint": "orin/box", "model": "words:135m", "requests": 4, "max_tokens": 4}
        made = benchmarks.new_experiment(here, varies={}, held=held, repeats=1)
        name = benchmarks.keep_experiment(here, made)["id"]

        def measured() -> Any:
            with followed(here, name) as bench:
                return benchmarks.run_experiment(
                    here, name, measurer(here, bench.cancelled, bench.on_progress), on_job=bench.on_job
                )

        async with connect("edge", here) as client:
            measuring = asyncio.create_task(asyncio.to_thread(measured))
            assert await asyncio.to_thread(endpoint.hanging.wait, 60)
            while True:
                now = (await call(client, "bench_show"))["progress"]
                assert now["state"] == "running", now
                if now["requests_done"] == 3:
                    break
                await asyncio.sleep(0.1)
            assert (now["place"], now["of"], now["requests"]) == (1, 1, 4)
            assert now["elapsed_s"] > 0
            assert now["left_s"] is not None
            await call(client, "bench_cancel")
            with pytest.raises(MeasuringStoppedError):
                await measuring
            assert (await call(client, "bench_show"))["progress"]["state"] == "cancelled"
        endpoint.hangs_after = None
        view = await asyncio.to_thread(measured)
        assert view["experiment"]["left"] == 0, "the device is free again"
