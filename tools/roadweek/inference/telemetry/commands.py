"""Running a device's own tool once, or following its lines, without its language or its leftovers."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from threading import Thread

from roadweek.benchmarking.telemetry import Missing
from roadweek.inference.telemetry.sensor import Unread

RunTool = Callable[[Sequence[str]], str | Unread]
"""Runs a command and gives what it printed."""
ASK_S = 2.0
END_S = 2.0


def ask(command: Sequence[str], timeout_s: float = ASK_S) -> str | Unread:
    """What a tool prints; ``absent`` where it is not installed, ``denied`` or ``failed`` where it will not say."""
    program = shutil.which(command[0])
    if program is None:
        return Unread("absent")
    try:
        done = subprocess.run(
            [program, *command[1:]],
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env=plain_environment(),
            cwd="/",
        )
    except PermissionError:
        return Unread("denied")
    except (OSError, subprocess.TimeoutExpired):
        return Unread("failed")
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", "replace").casefold()
        return Unread("denied" if "permission" in words or "root" in words else "failed")
    return done.stdout.decode("utf-8", "replace")


def plain_environment() -> dict[str, str]:
    """The environment with the C locale: a tool's numbers then have points, and its words are English."""
    return {**os.environ, "LC_ALL": "C", "LANG": "C"}


class LineTool:
    """A tool that prints lines until it is ended; each is given to ``take`` as it comes."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        self.problem: Missing | None = None

    @property
    def started(self) -> bool:
        """Whether there is a process of the tool."""
        return self._process is not None

    def start(self, take: Callable[[str], None]) -> None:
        """Begin to follow; where the tool does not start, ``problem`` says why and no line comes."""
        program = shutil.which(self._command[0])
        if program is None:
            self.problem = "absent"
            return
        try:
            self._process = subprocess.Popen(
                [program, *self._command[1:]],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                env=plain_environment(),
                cwd="/",  # a Python that is asked must not find its modules where somebody happens to stand
            )
        except OSError as error:
            self.problem = "denied" if isinstance(error, PermissionError) else "failed"
            return
        self._thread = Thread(target=self._follow, args=(take,), name=f"follow {self._command[0]}", daemon=True)
        self._thread.start()

    def _follow(self, take: Callable[[str], None]) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith(b"\n"):  # the last line of a tool that was ended may be half a line
                take(line.decode("utf-8", "replace").rstrip())

    def stop(self) -> None:
        """End the tool and wait for it."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(END_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._thread is not None:
            self._thread.join(END_S)
        if self._process is not None and self._process.stdout is not None:
            with contextlib.suppress(OSError):
                self._process.stdout.close()
