"""Owning a conversation: one process at a time goes on with it, and the operating system ends that with the process."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Ownership:
    """A lock on ``path`` that this process holds until it closes it or ends; ``held`` is false where another has it,
    and where nothing can be written."""

    def __init__(self, path: Path) -> None:
        self.held = False
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            self._file = -1
            return
        try:
            _lock(self._file)
        except OSError:
            self.close()
        else:
            self.held = True

    def close(self) -> None:
        """Give it up. The file stays: removing it would let two processes lock two files of one name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self.held = False


if sys.platform == "win32":

    def _lock(file: int) -> None:
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:

    def _lock(file: int) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
