"""The card of a machine from its files: what is there is read, what is not stays empty with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from roadweek.inference.describe_device import NVML_ASKED, describe_device, jetpack_of
from tests.inference.devices import ORIN_FILES, deny, device, says


def test_a_jetson_tells_module_system_mode_and_clocks(tmp_path: Path) -> None:
    card = describe_device(device(tmp_path, ORIN_FILES), name="the orin")
    assert (card.kind, card.name, card.module) == ("jetson", "the orin", "orin-nano-8gb")
    assert (card.l4t, card.jetpack, card.kernel) == ("36.4.3", "6.2", "5.15.148-tegra")
    assert (card.power_mode_id, card.power_mode) == (0, "15W")
    assert card.clocks_mhz == {"cpu": 1728.0, "gpu": 1020.0, "emc": 2133.0}
    assert card.clocks_locked is False
    assert (card.os, card.cpu_count, card.governor) == ("Ubuntu 22.04.5 LTS", 2, "schedutil")
    assert card.memory_bytes == 7802332 * 1024
    assert card.emc_mhz is None
    assert card.unread == {"emc": "absent"}


def test_locked_clocks_are_those_of_which_every_part_has_one(tmp_path: Path) -> None:
    root = device(tmp_path, ORIN_FILES)
    says(root, "sys/devices/system/cpu/cpufreq/policy0/scaling_min_freq", "1728000\n")
    assert describe_device(root).clocks_locked is False
    says(root, "sys/class/devfreq/17000000.gpu/min_freq", "1020000000\n")
    assert describe_device(root).clocks_locked is True


@pytest.mark.parametrize(
    ("compatible", "status", "emc"),
    [
        ("nvidia,p3768-0000+p3767-0005-super\0nvidia,tegra234", "pmode:0002", 3199),
        ("nvidia,p3768-0000+p3767-0005\0nvidia,tegra234", "pmode:0002", None),
        ("nvidia,p3737-0000+p3701-0005\0nvidia,tegra234", "pmode:0002", 3200),
        ("nvidia,p3737-0000+p3701-0005\0nvidia,tegra234", "pmode:0000", 2133),
    ],
)
def test_a_mode_without_a_limit_leaves_memory_its_best_where_that_is_sure(
    tmp_path: Path, compatible: str, status: str, emc: float | None
) -> None:
    root = device(tmp_path, ORIN_FILES)
    says(root, "proc/device-tree/model", "NVIDIA Jetson board")
    says(root, "proc/device-tree/compatible", compatible)
    says(root, "var/lib/nvpmodel/status", status)
    assert describe_device(root).clocks_mhz.get("emc") == emc


def test_the_memorys_clock_is_read_where_it_may_be(tmp_path: Path) -> None:
    root = device(tmp_path, {**ORIN_FILES, "sys/kernel/debug/bpmp/debug/clk/emc/rate": "665600000"})
    card = describe_device(root)
    assert card.emc_mhz == 665.6
    assert card.unread == {}


@pytest.mark.parametrize(
    ("status", "mode", "unread"),
    [
        (None, (None, None), {"power_mode": "absent"}),
        ("", (None, None), {"power_mode": "garbled"}),
        ("pmode:\ufffd\x01", (None, None), {"power_mode": "garbled"}),
        ("pmode:0007", (7, None), {"power_mode_name": "absent"}),
    ],
)
def test_a_mode_that_cannot_be_read_is_not_made_up(
    tmp_path: Path, status: str | None, mode: tuple[int | None, str | None], unread: dict[str, str]
) -> None:
    root = device(tmp_path, ORIN_FILES, without=("var/lib/nvpmodel",))
    if status is not None:
        device(tmp_path, {"var/lib/nvpmodel/status": status})
    card = describe_device(root)
    assert (card.power_mode_id, card.power_mode) == mode
    assert {key: why for key, why in card.unread.items() if key != "emc"} == unread
    assert "emc" not in card.clocks_mhz


def test_what_may_not_be_read_is_told_as_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = device(tmp_path, ORIN_FILES)
    deny(monkeypatch, root, "var/lib/nvpmodel/status")
    assert describe_device(root).unread["power_mode"] == "denied"


def test_a_pi_is_named_by_its_board_and_has_no_mode(tmp_path: Path) -> None:
    card = describe_device(device(tmp_path, {
        "proc/device-tree/model": "Raspberry Pi 5 Model B Rev 1.0\0",
        "proc/device-tree/compatible": "raspberrypi,5-model-b\0brcm,bcm2712\0",
        "proc/device-tree/chosen/bootloader/version": "c0ffee12\0",
        "proc/cpuinfo": "processor\t: 0\nCPU part\t: 0xd0b\n\nprocessor\t: 1\nCPU part\t: 0xd0b\n",
    }))  # fmt: skip
    assert (card.kind, card.module, card.cpu, card.cpu_count) == ("pi", "pi-5", "Cortex-A76", 2)
    assert (card.firmware, card.power_mode, card.clocks_locked) == ("c0ffee12", None, None)
    assert card.unread == {}


def test_a_machine_that_tells_nothing_has_an_empty_card(tmp_path: Path) -> None:
    card = describe_device(tmp_path)
    assert card.to_json() == {"kind": "computer", "clocks_mhz": {}, "unread": {}}


def test_garbage_in_every_file_breaks_nothing(tmp_path: Path) -> None:
    root = device(tmp_path, dict.fromkeys([*ORIN_FILES, "usr/local/cuda/version.json"], "\x00\x7f [] {{ R36"))
    for name in ORIN_FILES:
        (root / name).write_bytes(b"\xff\xfe\x00\x9c{" * 50)
    card = describe_device(root)
    assert (card.module, card.l4t, card.memory_bytes, card.cuda, card.clocks_mhz) == (None, None, None, None, {})


def test_this_machine_has_a_card() -> None:
    card = describe_device()
    assert card.cpu_count
    assert card.memory_bytes
    assert card.os


@pytest.mark.parametrize(
    ("l4t", "jetpack"), [("36.4.3", "6.2"), ("36.4.4", "6.2.1"), ("36.4", "6.1"), ("36.40", None), ("35.4.1", "5.1.2"),
                         ("99.1", None), (None, None)]
)  # fmt: skip
def test_jetpack_follows_from_l4t_and_is_not_guessed(l4t: str | None, jetpack: str | None) -> None:
    assert jetpack_of(l4t) == jetpack


class NvmlCard:
    """NVML as far as a card is described; its names are held against the real library below."""

    class NVMLError(Exception):
        pass

    def nvmlInit(self) -> None:
        return None

    def nvmlShutdown(self) -> None:
        return None

    def nvmlDeviceGetHandleByIndex(self, index: int) -> str:
        return f"card {index}"

    def nvmlDeviceGetName(self, card: str) -> bytes:
        return b"Some Card 24GB"

    def nvmlSystemGetDriverVersion(self) -> str:
        return "570.10"

    def nvmlDeviceGetMemoryBusWidth(self, card: str) -> int:
        return 384

    def nvmlDeviceGetMaxClockInfo(self, card: str, kind: int) -> int:
        assert kind == 2
        return 10_501


def test_a_desktop_cards_bandwidth_is_its_drivers_clock_and_width(tmp_path: Path) -> None:
    card = describe_device(tmp_path, nvml=NvmlCard())
    assert (card.kind, card.gpu, card.driver) == ("gpu", "Some Card 24GB", "570.10")
    assert card.gpu_bandwidth_gb_s == pytest.approx(1008, abs=0.2)


def test_the_real_library_has_what_is_asked_of_it() -> None:
    pynvml: Any = pytest.importorskip("pynvml")
    assert [name for name in NVML_ASKED if not hasattr(pynvml, name)] == []
    assert pynvml.NVML_CLOCK_MEM == 2
