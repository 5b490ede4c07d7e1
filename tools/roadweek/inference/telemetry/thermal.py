"""Heat, clocks and what holds a Linux machine back, from sysfs: any Jetson, Pi or computer.

Reasons come from three places: cooling devices at work (Documentation/driver-api/thermal), a Jetson's counters of
over-current events (``soctherm_oc``: undervoltage, average and instantaneous over-current), and an x86 core's counter
of throttling. A counter tells what happened since the last reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadweek.benchmarking.sensor_lines import COLDEST_C, HOTTEST_C, heat_channel
from roadweek.benchmarking.telemetry import Channel
from roadweek.inference.telemetry.sensor import SensorReading, Unread, known, number_of, words_of

_COOLERS = ("throttle", "cpufreq", "devfreq", "processor", "hot-surface")
"""Words of cooling devices that slow the machine down; a fan does not."""
_OC = {"oc1": "undervoltage", "oc2": "overcurrent", "oc3": "overcurrent"}
_GPU_LOADS = ("sys/devices/gpu.0/load", "sys/devices/platform/gpu.0/load", "sys/devices/platform/bus@0/*.gpu/load",
              "sys/devices/platform/*.gpu/load", "sys/devices/*.gpu/load")  # fmt: skip
_GPU_FREQUENCY = ("sys/class/devfreq/*gpu*", "sys/class/devfreq/*ga10b*", "sys/class/devfreq/*gv11b*",
                  "sys/class/devfreq/*gp10b*")  # fmt: skip


@dataclass(slots=True)
class _Counter:
    """A counter of events; what it says at first happened before."""

    path: Path
    reason: str
    last: float

    def risen(self) -> bool:
        now = known(number_of(self.path))
        if now is None:
            return False
        rose, self.last = now > self.last, now
        return rose


class MachineFiles:
    """What sysfs says of heat, clocks and throttling."""

    name = "sysfs"

    def __init__(self, root: Path) -> None:
        self._zones = _zones(root)
        self._coolers = _coolers(root)
        self._counters = _counters(root)
        self._clocks = _clocks(root)
        self._loads = _loads(root)
        self.tells_throttling = bool(self._coolers or self._counters)
        units = [*(name for name, _ in self._zones), *self._clocks, *self._loads]
        self.channels = tuple(Channel(name, "sysfs") for name in dict.fromkeys(units))

    def read(self) -> SensorReading:
        values: dict[str, float] = {}
        for name, path in self._zones:
            heat = known(number_of(path))
            if heat is not None and COLDEST_C < heat / 1000 < HOTTEST_C:
                # Zones of one name (soc0, soc0) tell their hottest.
                values[name] = max(heat / 1000, values.get(name, COLDEST_C))
        for name, (paths, scale) in {**self._clocks, **self._loads}.items():
            seen = [value for path in paths if (value := known(number_of(path))) is not None]
            if seen:
                values[name] = max(seen) / scale
        return SensorReading(values, self._reasons() if self.tells_throttling else None)

    def close(self) -> None:
        return None

    def _reasons(self) -> tuple[str, ...]:
        cooling = any((known(number_of(path)) or 0) > 0 for path in self._coolers)
        found = ["thermal"] if cooling else []
        # Each counter is asked, also after one that rose: its reading is the mark for the next time.
        found += [reason for counter in self._counters for reason in [counter.reason] if counter.risen()]
        return tuple(dict.fromkeys(found))


def open_machine_files(root: Path) -> MachineFiles | Unread:
    """The files under ``root``; ``absent`` where sysfs tells nothing (a container, another system)."""
    found = MachineFiles(root)
    return found if found.channels or found.tells_throttling else Unread("absent")


def _zones(root: Path) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for zone in sorted(root.glob("sys/class/thermal/thermal_zone*")):
        channel = heat_channel(words_of(zone / "type") or "")
        if channel and not isinstance(number_of(zone / "temp"), Unread):
            found.append((channel, zone / "temp"))
    return found


def _coolers(root: Path) -> list[Path]:
    return [
        cooler / "cur_state"
        for cooler in sorted(root.glob("sys/class/thermal/cooling_device*"))
        if any(word in (words_of(cooler / "type") or "").casefold() for word in _COOLERS)
        and not isinstance(number_of(cooler / "cur_state"), Unread)
    ]


def _counters(root: Path) -> list[_Counter]:
    files = [
        (path, _OC[path.name[:3]])
        for chip in sorted({each.resolve() for each in root.glob("sys/class/hwmon/hwmon*")})
        if words_of(chip / "name") == "soctherm_oc"
        for path in sorted(chip.glob("oc[123]_event_cnt"))
    ]
    cpus = "sys/devices/system/cpu/cpu[0-9]*/thermal_throttle/*_throttle_count"
    files += [(path, "thermal") for path in sorted(root.glob(cpus))]
    return [_Counter(path, reason, first) for path, reason in files if (first := known(number_of(path))) is not None]


def _clocks(root: Path) -> dict[str, tuple[Sequence[Path], float]]:
    found: dict[str, tuple[Sequence[Path], float]] = {}
    policies = _readable(sorted(root.glob("sys/devices/system/cpu/cpufreq/policy*/scaling_cur_freq")))
    if policies:
        found["cpu_mhz"] = policies, 1e3
    gpus = _readable([each / "cur_freq" for pattern in _GPU_FREQUENCY for each in sorted(root.glob(pattern))])
    if gpus:
        found["gpu_mhz"] = gpus, 1e6
    return found


def _loads(root: Path) -> dict[str, tuple[Sequence[Path], float]]:
    files = _readable([each for pattern in _GPU_LOADS for each in sorted(root.glob(pattern))])
    return {"gpu_share": (files[:1], 1e3)} if files else {}


def _readable(files: Sequence[Path]) -> list[Path]:
    return [path for path in files if not isinstance(number_of(path), Unread)]
