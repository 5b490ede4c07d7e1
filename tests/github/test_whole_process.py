"""A whole command in a process of its own: nobody on the machine reads the token from it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # has no types of its own
import pytest
from tests.github.conftest import TOKEN
from tests.github.lived import march, opened_at
from tests.github.server import ContractServer, failed_with, slow
from tests.github.world import World

_GH = f"#!{sys.executable}\nimport sys, time\ntime.sleep(1)\nprint({TOKEN!r})\n"


def cmdlines(process: psutil.Process) -> list[str]:
    """The command lines of a process and all that it started, as they are now."""
    found: list[str] = []
    for one in (process, *process.children(recursive=True)):
        try:
            found.append(" ".join(one.cmdline()))
        except psutil.Error:  # it has ended meanwhile
            continue
    return found


@pytest.mark.parametrize("origin", ["variable", "gh"])
@pytest.mark.parametrize("goes_well", [True, False])
def test_the_token_is_on_no_command_line_and_in_no_output_or_file(
    origin: str, goes_well: bool, tmp_path: Path, world: World, github: ContractServer
) -> None:
    march(world)
    folder = opened_at(tmp_path / "ws", "").path
    (folder / "config.toml").write_text(f'timezone = "Asia/Shanghai"\n[github]\nurl = "{github.url}"\n', "utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    environ = {**os.environ, "ROADWEEK_NOW": "2026-03-12T20:00:00+08:00", "PATH": str(programs)}
    if origin == "variable":
        environ["GITHUB_ENTERPRISE_TOKEN"] = TOKEN
    else:
        (programs / "gh").write_text(_GH)
        (programs / "gh").chmod(0o755)
    github.faults.extend([slow(0.5)] if goes_well else [failed_with(401, b"{}")])
    command = [sys.executable, "-m", "roadweek_cli", "github", "week", "--json", "--workspace", str(folder)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        process = psutil.Process(running.pid)
        seen: set[str] = set()
        while running.poll() is None:
            seen |= set(cmdlines(process))
            time.sleep(0.02)
        out, err = running.communicate(timeout=60)
    assert running.returncode == (0 if goes_well else 1), err
    assert set(github.tokens) == {TOKEN}
    assert any("roadweek_cli" in line for line in seen)
    assert any("auth token" in line for line in seen) == (origin == "gh")
    # our stand-in for gh has the token in its own file; its command line is what anybody may read
    for text in (*seen, out, err):
        assert TOKEN not in text
    for path in folder.rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes(), path.name
