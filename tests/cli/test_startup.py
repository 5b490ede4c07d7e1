"""The everyday commands start fast because of what they do not import; `python -m bench startup` has the times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
    assert not found & (HEAVY | {"pydantic", "rich", "fsrs"})


def test_words_that_the_rules_read_need_neither_graph_nor_servers(imported: Path) -> None:
    found = imports_of(imported, "replan", "take 11 March off", "--json")
    assert not found & {"langgraph", "langchain_core", "langsmith", "mcp", "openai"}
