"""What a device's own tools print, read into channels: ``tegrastats`` and ``vcgencmd``.

Lines are read piece by piece: a piece that is cut or garbled is left out and the rest stands. No piece that is missing
is given the value of another. Formats: NVIDIA Jetson Linux Developer Guide, "tegrastats Utility"; the manual page of
``vcgencmd``. ``GR3D_FREQ`` comes in four shapes: ``45%``, ``45%@1300``, ``45%@[1300,1300]`` and ``@[1300,1300,1300]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

INPUT_RAILS: Final = frozenset({"VDD_IN", "POM_5V_IN", "VIN", "VDD_IN_5V"})
"""Rails that carry all that the module takes."""
NESTED_RAILS: Final = frozenset({"VDDQ_VDD2_1V8AO"})
"""Rails that are fed by another that is measured too, so that a sum must not count them (AGX Orin)."""
FAKE_SENSORS: Final = ("pmic",)
"""Zones that always say the same (100 °C on older Jetsons): no temperature."""
COLDEST_C, HOTTEST_C = -60.0, 200.0
"""Outside this a zone that is switched off speaks (−256 °C)."""

_NUMBER = r"\d+(?:\.\d+)?"
_CLOCKED = re.compile(rf"\b(GR3D_FREQ|EMC_FREQ)[ \t]+(?:({_NUMBER})%)?(?:@(\[[^\]]*\]|{_NUMBER}))?(?=\s|$)")
_CPU = re.compile(r"\bCPU[ \t]+\[([^\]]*)\]")
_MEMORY = re.compile(r"\b(RAM|SWAP)[ \t]+(\d+)/(\d+)MB\b")
_HEAT = re.compile(rf"\b([A-Za-z][\w-]*)@(-?{_NUMBER})C\b")
_POWER = re.compile(rf"\b([A-Z][A-Z0-9_]{{2,}})[ \t]+({_NUMBER})(m?W)?/({_NUMBER})(m?W)?(?:/{_NUMBER}m?W)?(?=\s|$)")
_NOT_RAILS = frozenset({"RAM", "SWAP", "IRAM", "CPU"})


def slug(name: str) -> str:
    """``VDD_CPU_GPU_CV`` as part of a channel's name: ``vdd_cpu_gpu_cv``."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def heat_channel(zone: str) -> str | None:
    """The channel of a thermal zone, ``cpu-thermal`` → ``cpu_temp_c``; None for a zone that measures nothing."""
    name = re.sub(r"_?(thermal|therm|temp)$", "", slug(zone)) or "zone"
    return None if any(fake in name for fake in FAKE_SENSORS) else f"{name}_temp_c"


def power_values(rails: Mapping[str, float]) -> dict[str, float]:
    """Watts by rail as channels: ``power_in_w`` of the whole module, or ``power_rails_w``, the sum of what is seen."""
    values = {f"power_{slug(name)}_w": watts for name, watts in rails.items() if name not in INPUT_RAILS}
    whole = [watts for name, watts in rails.items() if name in INPUT_RAILS]
    if whole:
        values["power_in_w"] = whole[0]
    elif summed := [watts for name, watts in rails.items() if name not in NESTED_RAILS]:
        values["power_rails_w"] = sum(summed)
    return values


def read_tegrastats(line: str) -> dict[str, float]:
    """Channel values of one line; empty where nothing of it can be read. Loads as shares of 1, clocks in MHz."""
    values: dict[str, float] = {}
    for name, share, clock in _CLOCKED.findall(line):
        part = "gpu" if name == "GR3D_FREQ" else "emc"
        if share and float(share) <= 100:
            values[f"{part}_share"] = float(share) / 100
        clocks = [float(each) for each in re.findall(rf"(?<![\w.-]){_NUMBER}(?![\w.])", clock)]
        if clocks:
            values[f"{part}_mhz"] = max(clocks)
    if cores := _CPU.search(line):
        loads = [float(each) for each in re.findall(r"(\d+)%", cores[1]) if float(each) <= 100]
        if loads:
            # A core that is off does no work: the share is of those that are on.
            values["cpu_share"] = sum(loads) / len(loads) / 100
        if clocks := [float(each) for each in re.findall(r"%@(\d+)", cores[1])]:
            values["cpu_mhz"] = max(clocks)
    for name, used, size in _MEMORY.findall(line):
        if int(used) <= int(size):
            values["memory_used_mib" if name == "RAM" else "swap_used_mib"] = float(used)
    for zone, heat in _HEAT.findall(line):
        channel = heat_channel(zone)
        if channel and COLDEST_C < float(heat) < HOTTEST_C:
            values[channel] = float(heat)
    rails = {
        name: float(now) / (1 if unit == "W" else 1000)
        for name, now, unit, _mean, other in _POWER.findall(line)
        if name not in _NOT_RAILS and unit == other
    }
    return values | power_values(rails)


@dataclass(frozen=True, slots=True)
class ThrottledBits:
    """``get_throttled`` of a Raspberry Pi: reasons that hold now, and those seen since it was switched on."""

    now: tuple[str, ...]
    since_boot: tuple[str, ...]


_PI_BITS: Final = ("undervoltage", "clock_cap", "thermal", "soft_thermal")


def read_throttled(text: str) -> ThrottledBits | None:
    """Of ``throttled=0x50005``: bits 0–3 now, 16–19 since boot; None where it is not that."""
    found = re.fullmatch(r"\s*throttled=0x([0-9a-fA-F]{1,8})\s*", text)
    if not found:
        return None
    bits = int(found[1], 16)
    return ThrottledBits(
        now=tuple(reason for i, reason in enumerate(_PI_BITS) if bits >> i & 1),
        since_boot=tuple(reason for i, reason in enumerate(_PI_BITS) if bits >> (16 + i) & 1),
    )


_ADC = re.compile(r"^\s*(\w+)_([AV])\s+(current|volt)\(\d+\)=(\d+(?:\.\d+)?)([AV])\s*$")


def read_pmic(text: str) -> dict[str, float]:
    """Watts of the Pi 5's regulators from ``pmic_read_adc``, with their sum; empty where a half is missing.

    The 5 V input has a voltage and no current there, so what USB and the input's losses take is not in the sum.
    """
    amps: dict[str, float] = {}
    volts: dict[str, float] = {}
    for line in text.splitlines():
        if (found := _ADC.match(line)) and found[2] == found[5]:
            (amps if found[2] == "A" else volts)[found[1]] = float(found[4])
    if not amps or not amps.keys() <= volts.keys():
        return {}
    return power_values({name: amps[name] * volts[name] for name in amps})


def read_pi_heat(text: str) -> float | None:
    """Degrees of ``temp=48.3'C``; a comma as decimal sign is read too."""
    found = re.fullmatch(r"\s*temp=(\d+(?:[.,]\d+)?)'C\s*", text)
    return float(found[1].replace(",", ".")) if found else None


def read_pi_clock(text: str) -> float | None:
    """MHz of ``frequency(48)=1500398464``."""
    found = re.fullmatch(r"\s*frequency\(\d+\)=(\d+)\s*", text)
    return int(found[1]) / 1e6 if found else None


def read_jetson_stats(document: Mapping[str, object]) -> dict[str, float]:
    """Channel values of what ``jtop`` (jetson-stats 4 and later) says: power in mW, memory in kB, clocks in kHz."""
    values: dict[str, float] = {}
    power = _within(document, "power")
    rails = {
        name: watts for name in _within(power, "rail") if (watts := _number(power, "rail", name, "power")) is not None
    }
    values |= {f"power_{slug(name)}_w": watts / 1e3 for name, watts in rails.items() if name not in INPUT_RAILS}
    total = _number(power, "tot", "power")
    if total is not None:
        # The total has a rail's name where it is one, and none where it is a sum.
        whole = _within(power, "tot").get("name") in INPUT_RAILS
        values["power_in_w" if whole else "power_rails_w"] = total / 1e3
    for zone in _within(document, "temperature"):
        heat, channel = _number(document, "temperature", zone, "temp"), heat_channel(zone)
        if channel and heat is not None and COLDEST_C < heat < HOTTEST_C:
            values[channel] = heat
    for name in _within(document, "gpu"):
        share, clock = _number(document, "gpu", name, "status", "load"), _number(document, "gpu", name, "freq", "cur")
        if share is not None and 0 <= share <= 100:
            values["gpu_share"] = share / 100
        if clock is not None:
            values["gpu_mhz"] = clock / 1e3
    if (used := _number(document, "memory", "RAM", "used")) is not None:
        values["memory_used_mib"] = used / 1024
    if (clock := _number(document, "memory", "EMC", "cur")) is not None:
        values["emc_mhz"] = clock / 1e3
    return values


def _within(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    """The part of that name, empty where there is none or something else stands there."""
    found = document.get(name)
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}  # pyright: ignore


def _number(document: Mapping[str, object], *path: str) -> float | None:
    for name in path[:-1]:
        document = _within(document, name)
    found = document.get(path[-1])
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None
