"""The desk as a client feels it: from a cold start to the first answer, reads and proposals, and what its tools cost.

Every figure of time is taken by a client over the wire in this process, except ``read_p95_ms``, which meets the server
in memory. ``start_ms`` is from starting the program to the answer of its first tool call (initialize, then one read);
the baselines are the reference servers of the protocol's authors, started in turn with ours, so that a busy machine
slows all alike. They are npm packages: ``BENCH_NODE_BIN`` names the folder with ``mcp-server-memory`` and
``mcp-server-everything`` (default ``node_modules/.bin``); those not found there are left out, as is
``desk_list_tokens`` without the package ``bpe-openai``.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any, cast

from bench import Result, median_ms

NOW = "2026-03-04T20:00:00+08:00"
WEEK = "2026-03-10"
PLAN = Path(__file__).parent.parent / "examples" / "year-plan.en.md"
STARTS = 7
READS = 120
PROPOSALS = 15
CLIENTS = 8
READ_TOOLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("today_show", {}),
    ("week_show", {"of": WEEK}),
    ("history_list", {}),
    ("work_list", {}),
)
BASELINES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "server_memory": ("mcp-server-memory", "read_graph", {}),
    "server_everything": ("mcp-server-everything", "echo", {"message": "hello"}),
}


class Wire:
    """A client of a server process: JSON-RPC a line, the handshake that both old and new servers know."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._asked = 0
        hello = {"name": "bench", "version": "1"}
        self.ask("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": hello})
        self._send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of one request. Raises RuntimeError for an error and where the server went away."""
        self._asked += 1
        self._send({"jsonrpc": "2.0", "id": self._asked, "method": method, "params": params})
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            message: dict[str, Any] = json.loads(line)
            if message.get("id") == self._asked and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return cast("dict[str, Any]", message["result"])
        raise RuntimeError(f"{method}: the server went away")

    def call(self, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """A tool's answer. Raises RuntimeError where it is an error."""
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})
        if result.get("isError"):
            raise RuntimeError(f"{tool}: {result['content']}")
        return result

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def run() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({"ROADWEEK_NOW": NOW, "ROADWEEK_HOME": str(Path(folder) / "workspace")})
        return _run(Path(folder))


def _run(folder: Path) -> Result:
    ours = _roadweek()
    _prepare(ours)
    desk = [*ours, "mcp", "desk"]
    peers: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for name, (program, tool, arguments) in BASELINES.items():
        if (found := _node(program)) is not None:
            peers[name] = (str(found), tool, arguments)
    os.environ["MEMORY_FILE_PATH"] = str(folder / "memory.json")
    starts: dict[str, list[float]] = {"ours": [], **{name: [] for name in peers}}
    for _ in range(STARTS):
        starts["ours"].append(_start(desk, "today_show", {}))
        for name, (program, tool, arguments) in peers.items():
            starts[name].append(_start([program], tool, arguments))
    figures = {"start_ms": median_ms(starts["ours"])}
    figures |= _over_stdio(desk)
    figures["read_p95_ms"] = asyncio.run(_in_memory())
    figures["http_errors"] = float(_http_errors(desk))
    baselines = {name: {"start_ms": median_ms(starts[name])} for name in peers}
    if "server_memory" in peers:
        figures["start_ratio"] = round(figures["start_ms"] / baselines["server_memory"]["start_ms"], 2)
    settings = {"starts": STARTS, "reads": READS, "proposals": PROPOSALS, "clients": CLIENTS, "plan": PLAN.name}
    return Result(figures, settings, baselines)


def _roadweek() -> list[str]:
    script = Path(sys.executable).with_name("roadweek")
    return [str(script)] if script.exists() else [sys.executable, "-m", "roadweek_cli"]


def _node(program: str) -> Path | None:
    path = Path(os.environ.get("BENCH_NODE_BIN", "node_modules/.bin")) / program
    return path if path.exists() else None


def _prepare(ours: list[str]) -> None:
    """A plan whose next week stands and is in the calendar."""
    made = subprocess.run([*ours, "import", str(PLAN), "--json"], capture_output=True, check=True)
    subprocess.run([*ours, "approve", json.loads(made.stdout)["proposal"]], capture_output=True, check=True)


def _start(command: list[str], tool: str, arguments: dict[str, Any]) -> float:
    start = perf_counter()
    wire = Wire(command)
    wire.call(tool, arguments)
    taken = perf_counter() - start
    wire.close()
    return taken


def _over_stdio(desk: list[str]) -> dict[str, float]:
    wire = Wire(desk)
    try:
        tools = wire.ask("tools/list", {})["tools"]
        figures = {"desk_tools": float(len(tools)), **_tokens(tools)}
        for name, arguments in READ_TOOLS:  # once each to warm: their modules are imported with the first call
            wire.call(name, arguments)
        reads = [_timed(wire, *READ_TOOLS[n % len(READ_TOOLS)]) for n in range(READS)]
        figures["stdio_read_p95_ms"] = _p95_ms(reads)
        _timed(wire, "week_replan", _day_off(0))
        proposals = [_timed(wire, "week_replan", _day_off(n)) for n in range(PROPOSALS)]
        return figures | {"propose_p95_ms": _p95_ms(proposals)}
    finally:
        wire.close()


def _day_off(n: int) -> dict[str, Any]:
    return {"edits": [{"kind": "set_capacity", "date_from": WEEK, "date_to": WEEK, "minutes": 20 + 5 * n}]}


def _timed(wire: Wire, tool: str, arguments: dict[str, Any]) -> float:
    start = perf_counter()
    wire.call(tool, arguments)
    return perf_counter() - start


def _p95_ms(seconds: list[float]) -> float:
    return round(quantiles(seconds, n=20, method="inclusive")[-1] * 1000, 1)


def _tokens(tools: list[dict[str, Any]]) -> dict[str, float]:
    """How many tokens (o200k) the compact list of the tools is, where its tokenizer is installed."""
    try:
        from importlib import import_module

        encode: Callable[[str], list[int]] = import_module("bpe_openai").get_encoding("o200k_base").encode
    except ImportError:
        return {}
    listed = json.dumps({"tools": tools}, separators=(",", ":"), ensure_ascii=False)
    return {"desk_list_tokens": float(len(encode(listed)))}


async def _in_memory() -> float:
    from mcp import Client

    from roadweek.workspace import open_workspace
    from roadweek_cli.compose import build_server

    times: list[float] = []
    async with Client(build_server(open_workspace(), "desk")) as client:
        for n in range(READS + len(READ_TOOLS)):
            name, arguments = READ_TOOLS[n % len(READ_TOOLS)]
            start = perf_counter()
            result = await client.call_tool(name, arguments)
            times.append(perf_counter() - start)
            assert not result.is_error, name
    return _p95_ms(times[len(READ_TOOLS) :])


def _http_errors(desk: list[str]) -> int:
    """How many of the reads of several clients at once, over HTTP, are no answers."""
    with _listening(desk) as url:
        return asyncio.run(_read_at_once(url))


@contextmanager
def _listening(desk: list[str]) -> Generator[str]:
    with subprocess.Popen([*desk, "--http", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found, "it says where it listens"
        try:
            yield found[0]
        finally:
            process.terminate()


async def _read_at_once(url: str) -> int:
    from mcp import Client

    async def one() -> int:
        wrong = 0
        async with Client(url) as client:
            for name, arguments in READ_TOOLS * 5:
                wrong += bool((await client.call_tool(name, arguments)).is_error)
        return wrong

    done = await asyncio.gather(*(one() for _ in range(CLIENTS)), return_exceptions=True)
    return sum(1 if isinstance(each, BaseException) else each for each in done)


if __name__ == "__main__":
    from bench.__main__ import main

    sys.exit(main(["mcp", *sys.argv[1:]]))
