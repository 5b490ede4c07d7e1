"""Roadweek as real processes that start at once: each command line runs in a fork of one warm process.

A cold start costs seconds on a busy machine, most of them imports. `multiprocessing`'s fork server imports once what
the commands need; a fork of it has its own streams, environment, folder and exit code. Tests of the start itself, of
what is imported when, and of signals start a cold one instead.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

LIMIT_S = 90.0
"""A process that says nothing for so long is broken, however slow the machine."""
MEMORY = 3 << 30
"""Bytes that a process may have: one that reads an endless file must not take the machine with it."""
_WARM = [
    "roadweek_cli.__main__",
    "roadweek_cli.compose",
    "roadweek_cli.talk",
    "roadweek_cli.replanning",
    "roadweek_cli.show",
    "roadweek_cli.serve",
    "roadweek.usecases.replan",
    "roadweek.usecases.calendar_meeting",
    "roadweek.usecases.works",
    "roadweek.scheduling.solve",
    "roadweek.scheduling.diff",
    "roadweek.calendars.account",
    "ortools.sat.python.cp_model",
    "langgraph.checkpoint.sqlite.aio",
    "roadweek_agents.graph",
    "roadweek_mcp.calendar",
    "roadweek_mcp.tasks",
    "roadweek_mcp.desk",
    "roadweek.understanding.understand",
]
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(_WARM)


def _child(
    argv: list[str], env: dict[str, str], folder: str, streams: socket.socket, out: str | None, err: str
) -> None:
    """Run one command line with these streams; ``out`` null: standard output is the socket too."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(folder)
    os.dup2(streams.fileno(), 0)
    os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if out else streams.fileno(), 1)
    os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    streams.close()
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "w", closefd=False)), encoding="utf-8", line_buffering=True
    )
    sys.argv = ["roadweek", *argv]
    from roadweek_cli.__main__ import main

    main()


def start(
    argv: list[str], env: Mapping[str, str], *, out: str | None, err: str
) -> tuple[ForkServerProcess, socket.socket]:
    """A fork that runs ``roadweek ARGV`` here with just this environment, and our end of its streams."""
    ours, theirs = socket.socketpair()
    process = _context.Process(target=_child, args=(argv, dict(env), os.getcwd(), theirs, out, err))
    process.start()
    theirs.close()
    return process, ours


def ended(process: ForkServerProcess, streams: socket.socket, stdin: bytes = b"") -> int:
    """Give it ``stdin``, wait for its end: the exit code."""
    try:
        if stdin:
            streams.sendall(stdin)
        streams.shutdown(socket.SHUT_WR)
    except BrokenPipeError:
        pass  # it has ended without reading
    process.join(LIMIT_S)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError("a command did not end")
    streams.close()
    return process.exitcode


def run(argv: list[str], env: Mapping[str, str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    """One command line, to its end, with all that it wrote."""
    with tempfile.TemporaryDirectory(prefix="roadweek-test-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process, streams = start(argv, env, out=str(out), err=str(err))
        code = ended(process, streams, stdin.encode())
        texts = [path.read_text("utf-8") if path.exists() else "" for path in (out, err)]
    return subprocess.CompletedProcess(argv, code, *texts)
