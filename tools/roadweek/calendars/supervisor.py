"""Runs one command for exactly as long as its standard input stays open: `python supervisor.py FOLDER COMMAND …`.

Started as a script by `embedded`, with the standard library alone. Its parent holds the other end of the pipe, so the
command stops with the parent however that one ends, `kill -9` included. On Linux the command also dies when this
process is killed. FOLDER, which holds the command's private files, is removed at the end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_PATIENCE_S = 2.0


def _dies_with_me() -> Callable[[], None] | None:
    """What the child runs before the command: ask the kernel for SIGKILL when this process ends (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        import ctypes  # before the fork: importing after it could wait for a lock for ever

        prctl = ctypes.CDLL(None).prctl
    except (ImportError, OSError, AttributeError):
        return None
    me = os.getpid()

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != me:  # killed between the fork and the line above
            os._exit(1)

    return ask


def _stop_at_end_of_input(child: subprocess.Popen[bytes]) -> None:
    while os.read(0, 4096):
        pass
    child.terminate()
    try:
        child.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        child.kill()


def _remove(folder: str) -> None:
    try:
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)
    except OSError:
        pass  # the next start sweeps what is left


def main(folder: str, command: list[str]) -> int:
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        preexec_fn=_dies_with_me(),  # noqa: PLW1509 -- there is no other thread yet
    )

    def stop(_signal: int, _frame: object) -> None:
        child.terminate()

    signal.signal(signal.SIGTERM, stop)
    threading.Thread(target=_stop_at_end_of_input, args=(child,), daemon=True).start()
    try:
        return child.wait()
    finally:
        _remove(folder)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], sys.argv[2:]) else 0)
