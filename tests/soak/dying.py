"""Syncs in processes of their own, each killed by SIGKILL at a step that is named: `python -m tests.soak.dying`.

A step is right before or right after an HTTP request or a database commit. A line on stdin is a JSON object of
``workspace``, ``url``, ``user``, ``now`` and ``fatal`` (0 kills nobody); the answer is a line with the steps made, or
"killed". Everything is imported once and each sync is a fork: this process has no threads.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from caldav.davclient import DAVClient

from roadweek.settings import CalendarSettings, Settings
from roadweek.usecases import calendar_meeting
from roadweek.workspace import Workspace


class Steps:
    """How many were made, and the one that is the last."""

    made: ClassVar[int] = 0
    fatal: ClassVar[int] = 0


def step() -> None:
    Steps.made += 1
    if Steps.made == Steps.fatal:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingDatabase(sqlite3.Connection):
    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql != "COMMIT":
            return super().execute(sql, *values)
        step()
        done = super().execute(sql, *values)
        step()
        return done


def arm() -> None:
    connect: Any = partial(sqlite3.connect, factory=DyingDatabase)
    sqlite3.connect = connect
    request = DAVClient.request

    def dying(self: DAVClient, *args: Any, **kwargs: Any) -> Any:
        step()
        answer = request(self, *args, **kwargs)
        step()
        return answer

    DAVClient.request = dying  # type: ignore[method-assign]


def one(order: dict[str, Any]) -> None:
    Steps.fatal = order["fatal"]
    now = datetime.fromisoformat(order["now"])
    settings = Settings(calendar=CalendarSettings(url=order["url"], user=order["user"]))
    calendar_meeting.sync(Workspace(Path(order["workspace"]), settings, "Asia/Shanghai", lambda: now))


def main() -> None:
    arm()
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            one(json.loads(line))
            os.write(writer, str(Steps.made).encode())
            os._exit(0)
        os.close(writer)
        _, how = os.waitpid(child, 0)
        said = os.read(reader, 20).decode()
        os.close(reader)
        print("killed" if os.WIFSIGNALED(how) else said or "failed", flush=True)


if __name__ == "__main__":
    main()
