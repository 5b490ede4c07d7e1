"""The everyday commands start fast because of what they do not import; `python -m bench startup` has the times."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import clean_env

HEAVY = {"ortools", "pandas", "numpy", "langgraph", "langchain_core", "mcp", "openai", "httpx", "httpx2", "caldav"} | {
    "icalendar", "sqlite_utils", "keyring", "jinja2", "yaml", "asyncio",
}  # fmt: skip
LIGHT = HEAVY | {"pydantic", "pydantic_core", "typer", "rich"}


def imports_of(workspace: Path, *words: str) -> set[str]:
    """The modules that a command imports, with the packages that hold them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "roadweek_cli", *words, "--workspace", str(workspace)],
        capture_output=True,
        text=True,
        env=clean_env(),
        check=True,
    )
    modules = {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "roadweek_cli.tree" in modules
    return {".".join(name.split(".")[:depth]) for name in modules for depth in (1, 2, 3)}


@pytest.mark.parametrize("words", [["today"], ["today", "--json"], ["--help"], ["--version"]], ids=" ".join)
def test_what_is_typed_every_day_imports_nothing_heavy(imported: Path, words: list[str]) -> None:
    assert not imports_of(imported, *words) & LIGHT


@pytest.mark.parametrize("words", [["week"], ["history"], ["week", "--json"], ["week", "--help"]], ids=" ".join)
def test_looking_needs_no_solver_model_or_server(imported: Path, words: list[str]) -> None:
    assert not imports_of(imported, *words) & HEAVY


def test_a_week_as_json_needs_no_rich_and_no_pydantic(imported: Path) -> None:
    assert not imports_of(imported, "week", "--of", "2026-03-04", "--json") & {"rich", "pydantic"}


def test_the_recall_of_a_day_needs_no_pydantic_no_rich_and_no_scheduler_of_memories(imported: Path) -> None:
    found = imports_of(imported, "review", "day", "--json")
    assert not found & (HEAVY | {"pydantic", "rich", "fsrs", "typer"})


def test_words_that_the_rules_read_need_neither_graph_nor_servers(imported: Path) -> None:
    found = imports_of(imported, "replan", "take 11 March off", "--json")
    assert not found & {"langgraph", "langchain_core", "langsmith", "mcp", "openai"}


ASKED: tuple[dict[str, Any], ...] = (
    {
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
    },
    {"method": "notifications/initialized"},
    {"id": 2, "method": "tools/list"},
    {"id": 3, "method": "tools/call", "params": {"name": "today_show", "arguments": {}}},
)


def first_answer(workspace: Path, log: Path) -> tuple[dict[str, Any], set[str]]:
    """What a desk's first tool call answers, and the modules that were imported until the desk went away."""
    command = [sys.executable, "-X", "importtime", "-m", "roadweek_cli", "--workspace", str(workspace), "mcp", "desk"]
    answer: dict[str, Any] = {}
    with log.open("w", encoding="utf-8") as errors:
        server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, env=clean_env()
        )
        assert server.stdin is not None
        assert server.stdout is not None
        for message in ASKED:
            server.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        server.stdin.flush()
        while answer.get("id") != 3:
            answer = json.loads(server.stdout.readline())
        server.communicate()
    told = log.read_text(encoding="utf-8").splitlines()
    return answer["result"], {line.rsplit("|", 1)[1].strip() for line in told if line.startswith("import time:")}


def test_the_first_answer_of_a_desk_waits_for_no_planner_solver_agent_or_calendar(
    imported: Path, tmp_path: Path
) -> None:
    first_answer(imported, tmp_path / "solving")  # the first look at a week solves its draft
    answer, found = first_answer(imported, tmp_path / "looking")
    assert answer["structuredContent"]["date"] == "2026-03-04"
    assert "roadweek_mcp.desk" in found
    ours = {".".join(name.split(".")[:2]) for name in found}
    assert not ours & {"roadweek.scheduling", "roadweek.understanding", "roadweek.calendars", "roadweek.versions"}
    assert not {name.split(".")[0] for name in found} & {"ortools", "numpy", "langgraph", "roadweek_agents", "caldav"}
