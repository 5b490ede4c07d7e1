"""The servers as processes: over stdio and over HTTP, met by the SDK's own client in both eras of the protocol."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from tests.mcp_servers.helpers import accept_next_week, call, refused
from tests.samples import WEDNESDAY

from roadweek.errors import SettingsError
from roadweek.workspace import Workspace
from roadweek_mcp.serving import TOKEN, address, loopback, serve

pytestmark = pytest.mark.anyio
TOKEN_VALUE = "a-token-of-sufficient-length"


def command(name: str, ws: Workspace, *more: str) -> list[str]:
    return [sys.executable, "-m", "roadweek_cli", "mcp", name, "--workspace", str(ws.path), *more]


def environment(**more: str) -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, "ROADWEEK_NOW": WEDNESDAY.isoformat(), **more}


def over_stdio(name: str, ws: Workspace, mode: str) -> Client:
    program, *arguments = command(name, ws)
    return Client(StdioServerParameters(command=program, args=arguments, env=environment()), mode=mode)


@pytest.mark.parametrize("name", ["tasks", "calendar", "desk"])
async def test_each_server_answers_over_stdio_in_both_eras(ws: Workspace, name: str, mode: str) -> None:
    async with over_stdio(name, ws, mode) as client:
        assert client.protocol_version == {"auto": "2026-07-28", "legacy": "2025-11-25"}[mode]
        assert client.server_info is not None
        assert client.server_info.name == f"roadweek-{name}"
        assert (await call(client, "trip_list" if name == "calendar" else "history_list")).keys() <= {
            "trips",
            "events",
            "proposals",
        }


async def test_a_week_is_replanned_over_stdio_and_found_by_the_next_process(ws: Workspace) -> None:
    async with over_stdio("tasks", ws, "auto") as client:
        done = await accept_next_week(client)
    async with over_stdio("tasks", ws, "legacy") as client:
        assert (await call(client, "week_show", of="2026-03-10"))["state"] == "accepted"
        shown = await call(client, "proposal_show", proposal=done["proposal"])
        assert shown["state"] == "applied"


async def test_a_server_ends_when_its_client_goes_away(ws: Workspace) -> None:
    ran = subprocess.run(
        command("tasks", ws), input=b"", capture_output=True, env=environment(), timeout=60, check=False
    )
    assert ran.returncode == 0
    assert ran.stdout == b""


@contextmanager
def over_http(name: str, ws: Workspace, *more: str, **env: str) -> Generator[str]:
    """The URL of a server on a free port of this machine, while it runs."""
    process = subprocess.Popen(
        command(name, ws, "--http", "127.0.0.1:0", *more), stderr=subprocess.PIPE, env=environment(**env), text=True
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/mcp", line)
        assert found, line + process.stderr.read()
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


async def test_the_desk_answers_over_http_in_both_eras_and_refuses_foreign_hosts(ws: Workspace) -> None:
    with over_http("desk", ws) as url:
        async with Client(url) as client:
            assert (await call(client, "week_show"))["week"] == "2026-W10"
            words, key = await refused(client, "proposal_show", proposal="p0")
            assert key == "unknown_name"
            assert "p0" in words
        async with Client(url, mode="legacy") as client:
            assert (await call(client, "today_show"))["date"] == "2026-03-04"
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        accept = {"accept": "application/json, text/event-stream"}
        async with httpx2.AsyncClient() as http:
            rebound = await http.post(url, json=body, headers={**accept, "host": "evil.example"})
            foreign = await http.post(url, json=body, headers={**accept, "origin": "https://evil.example"})
        assert rebound.status_code == 421
        assert foreign.status_code == 403


async def test_a_server_with_a_token_answers_only_who_sends_it(ws: Workspace) -> None:
    from mcp.client.streamable_http import streamable_http_client

    with over_http("tasks", ws, **{TOKEN: TOKEN_VALUE}) as url:
        async with httpx2.AsyncClient() as http:
            for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN_VALUE}):
                answer = await http.post(url, json={}, headers=headers)
                assert answer.status_code == 401
                assert answer.headers["www-authenticate"] == "Bearer"
        async with (
            httpx2.AsyncClient(headers={"authorization": f"Bearer {TOKEN_VALUE}"}) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            assert (await call(client, "week_show"))["week"] == "2026-W10"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "[::]", "example.com"])
def test_another_host_is_refused_without_a_token_and_the_refusal_says_what_to_do(host: str) -> None:
    with pytest.raises(SettingsError, match=TOKEN):
        serve(None, f"{host}:8765")  # type: ignore[arg-type]  # refused before the server is looked at


def test_a_short_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "short")
    with pytest.raises(SettingsError, match="16 characters"):
        serve(None, "127.0.0.1:8765")  # type: ignore[arg-type]  # refused before the server is looked at


@pytest.mark.parametrize("text", ["8765", "localhost", "localhost:", ":8765", "localhost:http", "localhost:70000"])
def test_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="HOST:PORT"):
        address(text)


def test_an_address_is_read_in_both_families() -> None:
    assert address("127.0.0.1:0") == ("127.0.0.1", 0)
    assert address("[::1]:8765") == ("::1", 8765)
    assert [loopback(host) for host in ("localhost", "127.0.0.5", "::1", "::", "10.0.0.1")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_taken_port_is_told_and_not_a_traceback(ws: Workspace) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = subprocess.run(
            command("tasks", ws, "--http", f"127.0.0.1:{port}"),
            capture_output=True,
            env=environment(),
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr.startswith("error: ")
    assert str(port) in ran.stderr
