"""Any machine by psutil: load of the processor, memory, clock, heat where psutil sees it; and one process beside."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import psutil  # type: ignore[import-untyped]  # has no types of its own

from roadweek.benchmarking.sensor_lines import slug
from roadweek.benchmarking.telemetry import Channel
from roadweek.inference.telemetry.sensor import SensorReading

_ELSEWHERE = ("nvme", "drivetemp", "iwlwifi", "ath", "mt7")
"""Chips of disks and radios: their heat does not slow the processor."""


SHORTEST_S = 0.1
"""The kernel counts the processor's time in ticks of 10 ms: a share of less than ten of them is noise."""


class MachineSensor:
    """``pid`` is the engine's process, whose memory is then told with its children's.

    ``heat`` also asks psutil for temperatures.
    """

    name = "psutil"

    def __init__(self, pid: int | None = None, heat: bool = True) -> None:
        self._engine: psutil.Process | None = None
        if pid is not None:
            try:
                self._engine = psutil.Process(pid)
            except psutil.Error:
                self._engine = None
        self._heat = heat
        self._cores = psutil.cpu_count() or 1
        self._mark = _spent()
        self.channels: Sequence[Channel] = tuple(
            Channel(name, self.name) for name in ("cpu_share", *self.read().values)
        )

    def read(self) -> SensorReading:
        memory = psutil.virtual_memory()
        values = {
            "memory_used_mib": (memory.total - memory.available) / 2**20,
            "swap_used_mib": psutil.swap_memory().used / 2**20,
        }
        # Not psutil's own percentage: it keeps its mark by thread, so that the first answer in the sampler's is 0.
        (busy, total), now = self._mark, _spent()
        if now[1] - total >= SHORTEST_S * self._cores:
            self._mark = now
            values["cpu_share"] = max(0.0, min(1.0, (now[0] - busy) / (now[1] - total)))
        if self._engine is not None:
            try:
                values["engine_rss_mib"] = _resident(self._engine) / 2**20
            except psutil.Error:
                self._engine = None
        if self._heat:
            values |= _heats()
        return SensorReading(values)

    def close(self) -> None:
        return None


def process_on(port: int) -> int | None:
    """The process of this machine that listens on a TCP port; None where none does, or it may not be seen."""
    try:
        found = psutil.net_connections("tcp")
    except (psutil.Error, OSError):
        return None
    # An address is a pair, or an empty tuple where there is none.
    listening = [(tuple[Any, ...](one.laddr), one.pid) for one in found if one.status == psutil.CONN_LISTEN]
    return next((pid for address, pid in listening if address[1:2] == (port,)), None)


def _resident(process: psutil.Process) -> float:
    """Bytes in memory of a process and its children: Ollama serves each model by a child of its own."""
    total = float(process.memory_info().rss)
    for child in process.children(recursive=True):
        with suppress(psutil.Error):  # it ended meanwhile
            total += child.memory_info().rss
    return total


def _spent() -> tuple[float, float]:
    """Seconds that all cores worked, and that they were on."""
    spent = psutil.cpu_times()
    # What a guest took is in ``user`` already; waiting for a disk is no work.
    total = sum(spent) - getattr(spent, "guest", 0.0) - getattr(spent, "guest_nice", 0.0)
    return total - spent.idle - getattr(spent, "iowait", 0.0), total


def _heats() -> dict[str, float]:
    """The hottest of each chip near the processor; nothing on systems where psutil has none."""
    read = getattr(psutil, "sensors_temperatures", None)
    chips: dict[str, list[tuple[str, float, float | None, float | None]]] = read() if read else {}
    return {
        f"{slug(chip)}_temp_c": max(each[1] for each in held)
        for chip, held in chips.items()
        if held and not chip.startswith(_ELSEWHERE)
    }
