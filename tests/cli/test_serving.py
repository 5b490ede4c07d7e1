"""What a client's configuration starts is a working server; the same over HTTP, and with the agents' conversation."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import TextContent
from tests.cli.conftest import Call, Runner, clean_env, is_one_error_line


async def _asked(target: Any, *calls: tuple[str, dict[str, Any]]) -> tuple[list[str], list[Any]]:
    """The names of a server's tools, and what some calls give."""
    async with Client(target) as client:
        tools = (await client.list_tools()).tools
        return [tool.name for tool in tools], [await client.call_tool(name, arguments) for name, arguments in calls]


@pytest.mark.parametrize("client", ["claude-desktop", "vscode", "zed"])
def test_the_configuration_that_is_printed_starts_a_server(call: Call, planned: Path, client: str) -> None:
    code, out, _ = call("client", "add", client, "--print")
    assert code == 0
    (servers,) = json.loads(out).values()
    entry = servers["roadweek"]
    env = {**clean_env(), **entry["env"]}
    started = StdioServerParameters(command=entry["command"], args=entry["args"], env=env)
    names, (today,) = asyncio.run(_asked(started, ("today_show", {})))
    assert {"week_show", "week_replan", "proposal_decide", "change_undo"} <= set(names)
    assert today.structured_content["date"] == "2026-03-04"


def test_the_desk_passes_words_to_the_agents(planned: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "roadweek_cli", "mcp", "desk", "--chat", "--workspace", str(planned)],
        env=clean_env(),
    )
    _, (said,) = asyncio.run(_asked(command, ("chat_send", {"text": "I travel Wed-Fri next week"})))
    assert not said.is_error
    assert "2026-W11" in said.content[0].text


@pytest.mark.parametrize("name", ["desk", "tasks", "calendar"])
def test_every_server_is_there_over_http(planned: Path, name: str) -> None:
    command = [sys.executable, "-m", "roadweek_cli", "mcp", name, "--http", "127.0.0.1:0", "--workspace", str(planned)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=clean_env(), text=True) as server:
        try:
            assert server.stderr is not None
            address = ""
            while not (found := re.search(r"http://\S+", address)):
                address = server.stderr.readline()
                assert address, "the server ended"
            names, _ = asyncio.run(_asked(found[0]))
            assert "trip_list" in names or "today_show" in names
        finally:
            server.terminate()


def test_an_address_that_is_none_is_told(roadweek: Runner, planned: Path) -> None:
    for http in ("8765", "127.0.0.1:x", "0.0.0.0:0"):
        done = roadweek("mcp", "tasks", "--http", http)
        assert done.returncode == 1
        assert is_one_error_line(done.stderr)


def test_a_server_without_a_plan_starts_and_says_so(workspace: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "roadweek_cli", "mcp", "tasks", "--workspace", str(workspace)],
        env={**clean_env(), "PATH": os.environ["PATH"]},
    )
    _, (answer,) = asyncio.run(_asked(command, ("today_show", {})))
    assert answer.is_error
    assert "import" in answer.content[0].text


@pytest.mark.parametrize(
    ("name", "settings", "said"),
    [
        ("desk", '[calendar]\nurl = "http://eva:quiet-8@127.0.0.1:9/"\n', "calendar login"),
        ("desk", 'timezone = "Mars/Olympus"\n', "config.toml:1"),
        ("tasks", "buffer = 7\n", "buffer"),
        ("calendar", "[hours\n", "config.toml:1"),
    ],
)
def test_a_server_whose_settings_are_wrong_stands_says_so_and_goes_on_once_they_are_corrected(
    planned: Path, name: str, settings: str, said: str
) -> None:
    config = planned / "config.toml"
    good = config.read_bytes()

    async def talk() -> None:
        command = ["-m", "roadweek_cli", "mcp", name, "--workspace", str(planned)]
        started = StdioServerParameters(command=sys.executable, args=command, env=clean_env())
        reads = "trip_list" if name == "calendar" else "week_show"
        async with Client(started) as client:
            assert reads in [tool.name for tool in (await client.list_tools()).tools]
            for _ in range(2):
                refused = await client.call_tool(reads, {})
                assert refused.is_error
                assert isinstance(refused.content[0], TextContent)
                assert said in refused.content[0].text
                assert "quiet-8" not in refused.content[0].text
            config.write_bytes(good)
            assert not (await client.call_tool(reads, {})).is_error

    config.write_text(settings, encoding="utf-8")
    asyncio.run(talk())
