"""Which sensors this machine has: each is tried, and what is not there is told with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Literal, get_args

from roadweek.benchmarking.telemetry import Missing
from roadweek.inference.telemetry.commands import RunTool, ask
from roadweek.inference.telemetry.followers import LineFollower, follow_jetson_stats, follow_tegrastats
from roadweek.inference.telemetry.ina3221 import open_rails
from roadweek.inference.telemetry.nvml import open_card
from roadweek.inference.telemetry.raspberry import open_raspberry
from roadweek.inference.telemetry.sampler import INTERVAL_S, Sampler
from roadweek.inference.telemetry.sensor import Sensor, Unread
from roadweek.inference.telemetry.thermal import open_machine_files

SensorSource = Literal["ina3221", "sysfs", "nvml", "vcgencmd", "psutil", "tegrastats", "jetson_stats"]
SENSOR_SOURCES: tuple[SensorSource, ...] = get_args(SensorSource)
_ANYWHERE = Path("/")


def open_sampler(
    sources: Sequence[SensorSource] = SENSOR_SOURCES,
    *,
    root: Path = _ANYWHERE,
    interval_s: float = INTERVAL_S,
    pid: int | None = None,
    run: RunTool = ask,
    clock: Callable[[], float] = monotonic,
) -> Sampler:
    """A sampler, not yet started, of the sources that answer; the others are in its trace's ``missing``.

    The two tools of a Jetson are followed only where sysfs gives no rails: they would say the same again, at a cost.
    ``pid`` is the engine's process. ``root`` is where sysfs is looked for.
    """
    sensors: list[Sensor] = []
    missing: dict[str, Missing] = {name: "not_asked" for name in SENSOR_SOURCES if name not in sources}

    def keep(name: SensorSource, opened: Sensor | Unread) -> None:
        if isinstance(opened, Unread):
            missing[name] = opened.why
        else:
            sensors.append(opened)

    if "ina3221" in sources:
        keep("ina3221", open_rails(root))
    if "sysfs" in sources:
        keep("sysfs", open_machine_files(root))
    if "nvml" in sources:
        keep("nvml", open_card())
    if "vcgencmd" in sources:
        keep("vcgencmd", open_raspberry(run))
    if "psutil" in sources:
        from roadweek.inference.telemetry.machine import MachineSensor

        zones = any(name.endswith("_temp_c") for sensor in sensors for name in (c.name for c in sensor.channels))
        sensors.append(MachineSensor(pid, heat=not zones))
    followers: list[LineFollower] = []
    if not any(sensor.name == "ina3221" for sensor in sensors):
        if "jetson_stats" in sources and (found := follow_jetson_stats(interval_s, root)):
            followers.append(found)
        elif "jetson_stats" in sources:
            missing["jetson_stats"] = "not_running"
        if "tegrastats" in sources and not followers:
            followers.append(follow_tegrastats(interval_s))
    return Sampler(sensors, followers, missing, interval_s, clock)
