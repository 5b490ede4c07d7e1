"""Runs the command as a stranger would: in a process of its own, or, where many runs are needed, in this one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
import tzlocal
from tests import warm

from roadweek_cli.__main__ import run

ROOT = Path(__file__).parent.parent.parent
PLAN = ROOT / "examples" / "year-plan.en.md"
PLAN_ZH = ROOT / "examples" / "year-plan.zh.md"
NOW = "2026-03-04T20:00:00+08:00"


class Runner(Protocol):
    """Runs `roadweek WORDS` in a process of its own, ``given`` on its standard input; the outcome has ``returncode``,
    ``stdout`` and ``stderr``."""

    def __call__(
        self, *words: str, env: Mapping[str, str] | None = None, given: str = ""
    ) -> subprocess.CompletedProcess[str]: ...


class Call(Protocol):
    """The same in this process: exit code, standard output, standard error."""

    def __call__(self, *words: str) -> tuple[int, str, str]: ...


def clean_env(**more: str) -> dict[str, str]:
    """The environment without anything of Roadweek's, on the tests' clock."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROADWEEK_")}
    return {**kept, "ROADWEEK_NOW": NOW, "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", **more}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder for a workspace; it does not exist yet."""
    return tmp_path / "workspace"


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the English example plan, imported once."""
    folder = tmp_path_factory.mktemp("imported") / "workspace"
    done = warm.run(["import", str(PLAN), "--json", "--workspace", str(folder)], clean_env())
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def planned(imported: Path, workspace: Path) -> Path:
    """A copy of that workspace to change."""
    shutil.copytree(imported, workspace)
    return workspace


@pytest.fixture
def roadweek(workspace: Path) -> Runner:
    def start(*words: str, env: Mapping[str, str] | None = None, given: str = "") -> subprocess.CompletedProcess[str]:
        return warm.run(list(words), clean_env(ROADWEEK_HOME=str(workspace), **(env or {})), given)

    return start


@pytest.fixture
def call(workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Generator[Call]:
    for name, value in clean_env(ROADWEEK_HOME=str(workspace)).items():
        monkeypatch.setenv(name, value)
    time.tzset()
    tzlocal.reload_localzone()  # it remembers the zone of the tests before

    def start(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(words))
        written = capsys.readouterr()
        return code, written.out, written.err

    yield start
    monkeypatch.undo()
    time.tzset()
    tzlocal.reload_localzone()


@pytest.fixture
def document(call: Call) -> Callable[..., Any]:
    """The one JSON document of a command that must succeed."""

    def ask(*words: str) -> Any:
        code, out, err = call(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    return ask


def is_one_error_line(text: str) -> bool:
    """Whether standard error is exactly one line `error: …` and nothing of a traceback."""
    lines = [line for line in text.splitlines() if line.strip() and not line.endswith(" …")]
    return len(lines) == 1 and lines[0].startswith("error: ")
