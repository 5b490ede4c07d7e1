"""A notice of the desktop, by the program that the system has for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable

_LIMIT_S = 10


def command_for(title: str, text: str) -> list[str] | None:
    """The command that shows a notice here; None where there is none."""
    if sys.platform == "darwin" and shutil.which("osascript"):
        # the words are arguments of the script, never part of it
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        return ["osascript", "-e", script, title, text]
    if found := shutil.which("notify-send"):
        return [found, "--app-name=Roadweek", "--", title, text]
    return None


def on_desktop(title: str, text: str, *, run: Callable[[list[str]], None] | None = None) -> bool:
    """Whether the notice was shown."""
    command = command_for(title, text)
    if command is None:
        return False
    try:
        (run or _run)(command)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, timeout=_LIMIT_S, stdin=subprocess.DEVNULL, capture_output=True)
