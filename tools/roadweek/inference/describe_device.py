"""Reads the card of the machine that this runs on. What cannot be read stays empty, with the reason in ``unread``.

Everything comes from files under a root and from the driver; nothing is asked for that needs more rights than the
person has, and nothing is assumed from the name of a board. Sources: the device tree; ``/etc/nv_tegra_release``;
``/etc/nvpmodel.conf`` and ``/var/lib/nvpmodel/status`` (NVIDIA Jetson Linux Developer Guide, "nvpmodel"); cpufreq and
devfreq of Linux; NVML.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from roadweek.benchmarking.card import DeviceCard, DeviceKind
from roadweek.benchmarking.modules import MODULES, module_of
from roadweek.benchmarking.telemetry import Missing
from roadweek.inference.telemetry.sensor import Unread, known, number_of, text_of, words_of

_HERE: Final = Path("/")
_JETPACK: Final = (
    ("38.4", "7.1"), ("38.2", "7.0"), ("36.4.4", "6.2.1"), ("36.4.3", "6.2"), ("36.4", "6.1"), ("36.3", "6.0"),
    ("36.2", "6.0 DP"), ("35.6", "5.1.4"), ("35.5", "5.1.3"), ("35.4", "5.1.2"), ("35.3", "5.1.1"), ("35.2", "5.1"),
    ("35.1", "5.0.2"), ("32.7", "4.6"), ("32.6", "4.6"), ("32.5", "4.5"), ("32.4", "4.4"),
)  # fmt: skip
"""JetPack by the beginning of L4T's version, the longer first (NVIDIA's JetPack archive)."""
_ARM_PARTS: Final = {
    "0xd42": "Cortex-A78AE", "0xd0b": "Cortex-A76", "0xd08": "Cortex-A72", "0xd07": "Cortex-A57", "0xd03": "Cortex-A53",
    "0x004": "Carmel", "0xd83": "Neoverse-V3AE",
}  # fmt: skip
"""Part numbers of ``/proc/cpuinfo`` (Arm's list, NVIDIA's Carmel)."""
_GPUS = "sys/class/devfreq/*gpu*", "sys/class/devfreq/*ga10b*", "sys/class/devfreq/*gv11b*", "sys/class/devfreq/*gp10b*"
_EMC = "sys/kernel/debug/bpmp/debug/clk/emc"
NVML_ASKED: Final = ("nvmlDeviceGetName", "nvmlSystemGetDriverVersion", "nvmlDeviceGetMemoryBusWidth",
                     "nvmlDeviceGetMaxClockInfo")  # fmt: skip
"""What is called of NVML beyond what the sensor calls."""


def describe_device(root: Path = _HERE, name: str | None = None, nvml: Any = None) -> DeviceCard:
    """The card of this machine, or of the one whose files lie under ``root``; ``name`` is what the person calls it.

    ``nvml`` stands in for the library; without it the library is asked only for this machine itself.
    """
    board, compatible = words_of(root / "proc/device-tree/model"), words_of(root / "proc/device-tree/compatible") or ""
    memory = _memory(root)
    module = module_of(compatible, board or "", memory)
    graphics = _graphics(nvml, here=root == _HERE)
    kind = _kind(compatible, board or "", graphics)
    l4t = _l4t(root) if kind == "jetson" else None
    mode = _power_mode(root) if kind == "jetson" else _PowerMode()
    clocks, locked = _clocks(root)
    if kind == "jetson" and (emc := _emc_limit(root, mode, module, compatible)) is not None:
        clocks["emc"] = emc
    emc_now = number_of(root / _EMC / "rate") if kind == "jetson" else Unread("not_asked")
    unread: dict[str, Missing] = dict(mode.unread)
    if kind == "jetson" and isinstance(emc_now, Unread):
        unread["emc"] = emc_now.why
    return DeviceCard(
        kind=kind,
        name=name,
        board=board,
        module=module,
        memory_bytes=memory,
        cpu=_cpu(root),
        cpu_count=_cpu_count(root),
        gpu=graphics.name if graphics else None,
        gpu_bandwidth_gb_s=graphics.bandwidth_gb_s if graphics else None,
        os=_os(root),
        kernel=words_of(root / "proc/sys/kernel/osrelease"),
        l4t=l4t,
        jetpack=jetpack_of(l4t),
        driver=graphics.driver if graphics else _driver(root),
        cuda=_cuda(root),
        firmware=words_of(root / "proc/device-tree/chosen/bootloader/version"),
        power_mode_id=mode.number,
        power_mode=mode.name,
        clocks_locked=locked,
        governor=words_of(root / "sys/devices/system/cpu/cpufreq/policy0/scaling_governor"),
        clocks_mhz=clocks,
        emc_mhz=None if isinstance(emc_now, Unread) else emc_now / 1e6,
        unread={key: str(why) for key, why in unread.items()},
    )


def jetpack_of(l4t: str | None) -> str | None:
    """JetPack's version of L4T's; None for one that is not in the table."""
    return next((pack for begins, pack in _JETPACK if l4t and (l4t + ".").startswith(begins + ".")), None)


def _kind(compatible: str, board: str, graphics: _Graphics | None) -> DeviceKind:
    text = f"{compatible} {board}".casefold()
    if "nvidia,tegra" in text or "jetson" in text:
        return "jetson"
    if "raspberrypi" in text or "raspberry pi" in text:
        return "pi"
    return "gpu" if graphics else "computer"


def _memory(root: Path) -> int | None:
    found = re.search(r"^MemTotal:\s+(\d+) kB", words_of(root / "proc/meminfo") or "", re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def _cpu(root: Path) -> str | None:
    text = words_of(root / "proc/cpuinfo") or ""
    if found := re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE):
        return found[1].strip()
    parts: list[str] = re.findall(r"^CPU part\s*:\s*(0x[0-9a-f]+)", text, re.MULTILINE)
    return " + ".join(_ARM_PARTS.get(part, part) for part in dict.fromkeys(parts)) or None


def _cpu_count(root: Path) -> int | None:
    return len(re.findall(r"^processor\s*:", words_of(root / "proc/cpuinfo") or "", re.MULTILINE)) or None


def _os(root: Path) -> str | None:
    found = re.search(r'^PRETTY_NAME="?([^"\n]+)"?$', words_of(root / "etc/os-release") or "", re.MULTILINE)
    return found[1].strip() if found else None


def _l4t(root: Path) -> str | None:
    text = words_of(root / "etc/nv_tegra_release") or ""
    found = re.search(r"R(\d+) \(release\), REVISION: (\d+(?:\.\d+)*)", text)
    return f"{found[1]}.{found[2]}" if found else None


def _driver(root: Path) -> str | None:
    found = re.search(
        r"Kernel Module(?: for \S+)?\s+(\d+(?:\.\d+)+)", words_of(root / "proc/driver/nvidia/version") or ""
    )
    return found[1] if found else None


def _cuda(root: Path) -> str | None:
    try:
        document = json.loads(words_of(root / "usr/local/cuda/version.json") or "")
        return str(document["cuda"]["version"])
    except (ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class _PowerMode:
    """nvpmodel's mode; ``emc_hz`` is its limit of the memory's clock, 0 where it sets none."""

    number: int | None = None
    name: str | None = None
    emc_hz: int | None = None
    unread: tuple[tuple[str, Missing], ...] = ()


def _power_mode(root: Path) -> _PowerMode:
    status = text_of(root / "var/lib/nvpmodel/status")
    if isinstance(status, Unread):
        return _PowerMode(unread=(("power_mode", status.why),))
    found = re.search(r"pmode:\s*(\d+)", status)
    if not found:
        return _PowerMode(unread=(("power_mode", "garbled"),))
    number, modes = int(found[1]), _modes(words_of(root / "etc/nvpmodel.conf") or "")
    if number not in modes:
        return _PowerMode(number, unread=(("power_mode_name", "absent"),))
    name, body = modes[number]
    limit = re.search(r"^EMC MAX_FREQ (-?\d+)", body, re.MULTILINE)
    return _PowerMode(number, name, max(0, int(limit[1])) if limit else None)


def _modes(text: str) -> dict[int, tuple[str, str]]:
    """Name and lines of each mode of ``nvpmodel.conf``."""
    pieces = re.split(r"^<\s*POWER_MODEL ID=(\d+) NAME=(\S+)\s*>\s*$", text, flags=re.MULTILINE)[1:]
    return {int(number): (name, body) for number, name, body in zip(*[iter(pieces)] * 3, strict=True)}


def _emc_limit(root: Path, mode: _PowerMode, module: str | None, compatible: str) -> float | None:
    """The highest clock that memory may take in this mode, in MHz; None where it is not known."""
    best = MODULES[module].emc_mhz if module else None
    if mode.emc_hz:
        cap = mode.emc_hz / 1e6
        return min(cap, best) if best else cap
    if (stated := known(number_of(root / _EMC / "max_rate"))) is not None:
        return stated / 1e6
    # A mode without a limit leaves the firmware's: the module's best, but for Orin Nanos and NXs that are not "super".
    limited = module is not None and module.startswith(("orin-nano", "orin-nx")) and "super" not in compatible
    return best if mode.emc_hz == 0 and not limited else None


def _clocks(root: Path) -> tuple[dict[str, float], bool | None]:
    """The highest clocks allowed now, and whether each part may take that one only."""
    pairs: dict[str, list[tuple[float, float]]] = {"cpu": [], "gpu": []}
    for policy in sorted(root.glob("sys/devices/system/cpu/cpufreq/policy*")):
        _add(pairs["cpu"], policy / "scaling_min_freq", policy / "scaling_max_freq", 1e3)
    for engine in sorted({each for pattern in _GPUS for each in root.glob(pattern)}):
        _add(pairs["gpu"], engine / "min_freq", engine / "max_freq", 1e6)
    highest = {part: max(high for _, high in held) for part, held in pairs.items() if held}
    seen = [pair for held in pairs.values() for pair in held]
    return highest, all(low == high for low, high in seen) if seen else None


def _add(pairs: list[tuple[float, float]], low: Path, high: Path, scale: float) -> None:
    one, two = known(number_of(low)), known(number_of(high))
    if one is not None and two is not None:
        pairs.append((one / scale, two / scale))


@dataclass(frozen=True, slots=True)
class _Graphics:
    """A desktop card; its bandwidth is the memory's highest clock, twice, times the width of its bus."""

    name: str | None
    driver: str | None
    bandwidth_gb_s: float | None


def _graphics(nvml: Any, here: bool) -> _Graphics | None:
    if nvml is None:
        if not here:
            return None
        try:
            nvml = import_module("pynvml")
        except ImportError:
            return None
    try:
        nvml.nvmlInit()
        card = nvml.nvmlDeviceGetHandleByIndex(0)
    except nvml.NVMLError:
        return None
    try:
        width, clock = nvml.nvmlDeviceGetMemoryBusWidth(card), nvml.nvmlDeviceGetMaxClockInfo(card, 2)
        bandwidth: float | None = 2 * clock * 1e6 * width / 8 / 1e9 or None
    except nvml.NVMLError:
        bandwidth = None
    try:
        return _Graphics(_text(nvml.nvmlDeviceGetName(card)), _text(nvml.nvmlSystemGetDriverVersion()), bandwidth)
    except nvml.NVMLError:
        return _Graphics(None, None, bandwidth)
    finally:
        nvml.nvmlShutdown()


def _text(found: str | bytes) -> str:
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else found
