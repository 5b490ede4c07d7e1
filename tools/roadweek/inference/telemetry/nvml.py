"""A desktop graphics card by NVML (``nvidia-ml-py``, the extra ``nvidia``): power, heat, clocks, memory, throttling.

NVML says power within 5 % of the draw (NVML API reference, ``nvmlDeviceGetPowerUsage``); newer cards average over a
second. The bits of the clocks' event reasons are NVML's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from roadweek.benchmarking.telemetry import Channel
from roadweek.inference.telemetry.sensor import SensorReading, Unread

GAIN = 0.05
REASONS = {0x4: "power_cap", 0x8: "thermal", 0x20: "thermal", 0x40: "thermal", 0x80: "power_brake"}
FUNCTIONS = (
    "nvmlInit", "nvmlShutdown", "nvmlDeviceGetHandleByIndex", "nvmlDeviceGetPowerUsage", "nvmlDeviceGetTemperature",
    "nvmlDeviceGetClockInfo", "nvmlDeviceGetUtilizationRates", "nvmlDeviceGetMemoryInfo",
    "nvmlDeviceGetCurrentClocksThrottleReasons",
)  # fmt: skip
"""What is called of it."""
_HEAT_GPU, _CLOCK_GRAPHICS, _CLOCK_MEMORY = 0, 0, 2


class CardSensor:
    """One card. What it does not support is left out of every reading."""

    name = "nvml"

    def __init__(self, nvml: Any, index: int) -> None:
        self._nvml = nvml
        self._card = nvml.nvmlDeviceGetHandleByIndex(index)
        self._seen = self.read().values.keys()

    @property
    def channels(self) -> Sequence[Channel]:
        power = Channel("power_gpu_w", self.name, step=1e-3, gain=GAIN, scope="board")
        return tuple(power if name == power.name else Channel(name, self.name) for name in self._seen)

    def read(self) -> SensorReading:
        nvml, card = self._nvml, self._card
        asked: dict[str, Callable[[], float]] = {
            "power_gpu_w": lambda: nvml.nvmlDeviceGetPowerUsage(card) / 1e3,
            "gpu_temp_c": lambda: float(nvml.nvmlDeviceGetTemperature(card, _HEAT_GPU)),
            "gpu_mhz": lambda: float(nvml.nvmlDeviceGetClockInfo(card, _CLOCK_GRAPHICS)),
            "gpu_memory_mhz": lambda: float(nvml.nvmlDeviceGetClockInfo(card, _CLOCK_MEMORY)),
            "gpu_share": lambda: nvml.nvmlDeviceGetUtilizationRates(card).gpu / 100,
            "gpu_memory_used_mib": lambda: nvml.nvmlDeviceGetMemoryInfo(card).used / 2**20,
        }
        values: dict[str, float] = {}
        for name, value in asked.items():
            found = self._tried(value)
            if found is not None:
                values[name] = found
        bits = self._tried(lambda: nvml.nvmlDeviceGetCurrentClocksThrottleReasons(card))
        reasons = [reason for bit, reason in REASONS.items() if bits is not None and int(bits) & bit]
        return SensorReading(values, None if bits is None else tuple(dict.fromkeys(reasons)))

    def close(self) -> None:
        self._tried(self._nvml.nvmlShutdown)

    def _tried(self, call: Callable[[], Any]) -> Any | None:
        try:
            return call()
        except self._nvml.NVMLError:
            return None


def open_card(index: int = 0, nvml: Any = None) -> CardSensor | Unread:
    """A card; ``not_installed`` without the library, ``absent`` without a driver or card."""
    if nvml is None:
        try:
            nvml = import_module("pynvml")
        except ImportError:
            return Unread("not_installed")
    try:
        nvml.nvmlInit()
        return CardSensor(nvml, index)
    except nvml.NVMLError:
        return Unread("absent")
