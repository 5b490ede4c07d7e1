"""Tools of a Jetson that speak by themselves: ``tegrastats``, and jetson-stats where its service runs.

jetson-stats is under the AGPL and needs root for its service: it is neither imported nor installed here. Where the
person runs it, the system's own Python asks it, in a process of its own, and its words come back as JSON lines.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from roadweek.benchmarking.sensor_lines import read_jetson_stats, read_tegrastats
from roadweek.benchmarking.telemetry import Channel, Missing, PowerScope
from roadweek.inference.telemetry.commands import LineTool
from roadweek.inference.telemetry.sensor import SensorReading

SYSTEM_PYTHON = "/usr/bin/python3"
JTOP_SOCKET = "run/jtop.sock"
_ASK_JTOP = """
import json, sys
from jtop import jtop
with jtop(interval=float(sys.argv[1])) as board:
    while board.ok():
        said = {name: getattr(board, name, None) for name in ("power", "temperature", "gpu", "memory")}
        print(json.dumps(said, default=lambda held: dict(held) if hasattr(held, "keys") else str(held)), flush=True)
"""
_SCOPES: Mapping[str, PowerScope] = {"power_in_w": "input", "power_rails_w": "rails"}


class LineFollower:
    """Follows a tool; ``read`` makes values of a line, none of one that says nothing."""

    def __init__(self, name: str, command: Sequence[str], read: Callable[[str], Mapping[str, float]]) -> None:
        self.name = name
        self._tool = LineTool(command)
        self._read = read
        self._seen: dict[str, Channel] = {}
        self.lines = 0
        """How many were printed so far, of use or not."""

    @property
    def channels(self) -> Sequence[Channel]:
        """Those that were heard so far."""
        return tuple(self._seen.values())

    @property
    def started(self) -> bool:
        """Whether the tool is there and runs, so that lines may come."""
        return self._tool.started

    def start(self, put: Callable[[SensorReading], None]) -> None:
        def take(line: str) -> None:
            self.lines += 1
            values = self._read(line)
            for name in values.keys() - self._seen.keys():
                self._seen[name] = Channel(name, self.name, scope=_SCOPES.get(name))
            if values:
                put(SensorReading(values))

        self._tool.start(take)

    def stop(self) -> Missing | None:
        self._tool.stop()
        if self._seen:
            return None
        return self._tool.problem or ("garbled" if self.lines else "failed")


def follow_tegrastats(interval_s: float, program: str = "tegrastats") -> LineFollower:
    """``tegrastats`` at an interval; its power is that of the moment, the first of the two it prints."""
    command = [program, "--interval", str(max(1, round(interval_s * 1000)))]
    return LineFollower("tegrastats", command, read_tegrastats)


def follow_jetson_stats(interval_s: float, root: Path, python: str = SYSTEM_PYTHON) -> LineFollower | None:
    """jetson-stats; None where its service does not run."""
    if not (root / JTOP_SOCKET).exists():
        return None
    return LineFollower("jetson_stats", [python, "-c", _ASK_JTOP, str(interval_s)], _jtop_line)


def _jtop_line(line: str) -> Mapping[str, float]:
    try:
        document = json.loads(line)
    except ValueError:
        return {}
    return read_jetson_stats(document) if isinstance(document, dict) else {}  # pyright: ignore[reportUnknownArgumentType]
