"""Devices made of files: roots with the sysfs of a Jetson, a Pi or a computer, for code that takes its root."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

ORIN_FILES: Mapping[str, str] = {
    "sys/class/hwmon/hwmon1/name": "ina3221\n",
    "sys/class/hwmon/hwmon1/in1_label": "VDD_IN\n",
    "sys/class/hwmon/hwmon1/in1_input": "5000\n",
    "sys/class/hwmon/hwmon1/curr1_input": "1600\n",
    "sys/class/hwmon/hwmon1/shunt1_resistor": "5000\n",
    "sys/class/hwmon/hwmon1/in2_label": "VDD_CPU_GPU_CV\n",
    "sys/class/hwmon/hwmon1/in2_input": "5000\n",
    "sys/class/hwmon/hwmon1/curr2_input": "700\n",
    "sys/class/hwmon/hwmon1/shunt2_resistor": "5000\n",
    "sys/class/hwmon/hwmon1/in3_label": "NC\n",
    "sys/class/hwmon/hwmon1/in7_label": "sum of shunt voltages\n",
    "sys/class/hwmon/hwmon3/name": "soctherm_oc\n",
    "sys/class/hwmon/hwmon3/oc1_event_cnt": "0\n",
    "sys/class/hwmon/hwmon3/oc2_event_cnt": "15\n",
    "sys/class/hwmon/hwmon3/oc3_event_cnt": "3\n",
    "sys/class/thermal/thermal_zone0/type": "cpu-thermal\n",
    "sys/class/thermal/thermal_zone0/temp": "51250\n",
    "sys/class/thermal/thermal_zone1/type": "gpu-thermal\n",
    "sys/class/thermal/thermal_zone1/temp": "49000\n",
    "sys/class/thermal/thermal_zone2/type": "PMIC-Die\n",
    "sys/class/thermal/thermal_zone2/temp": "100000\n",
    "sys/class/thermal/cooling_device0/type": "pwm-fan\n",
    "sys/class/thermal/cooling_device0/cur_state": "2\n",
    "sys/class/thermal/cooling_device1/type": "cpu-throttle-alert\n",
    "sys/class/thermal/cooling_device1/cur_state": "0\n",
    "sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq": "1344000\n",
    "sys/devices/system/cpu/cpufreq/policy0/scaling_min_freq": "729600\n",
    "sys/devices/system/cpu/cpufreq/policy0/scaling_max_freq": "1728000\n",
    "sys/devices/system/cpu/cpufreq/policy0/scaling_governor": "schedutil\n",
    "sys/class/devfreq/17000000.gpu/cur_freq": "612000000\n",
    "sys/class/devfreq/17000000.gpu/min_freq": "306000000\n",
    "sys/class/devfreq/17000000.gpu/max_freq": "1020000000\n",
    "sys/devices/platform/bus@0/17000000.gpu/load": "873\n",
    "proc/device-tree/model": "NVIDIA Jetson Orin Nano Engineering Reference Developer Kit Super\0",
    "proc/device-tree/compatible": "nvidia,p3768-0000+p3767-0005-super\0nvidia,tegra234\0",
    "proc/meminfo": "MemTotal:        7802332 kB\nMemFree:  100 kB\n",
    "proc/cpuinfo": "processor\t: 0\nBogoMIPS\t: 62.50\n\nprocessor\t: 1\nBogoMIPS\t: 62.50\n",
    "proc/sys/kernel/osrelease": "5.15.148-tegra\n",
    "etc/os-release": 'NAME="Ubuntu"\nPRETTY_NAME="Ubuntu 22.04.5 LTS"\n',
    "etc/nv_tegra_release": "# R36 (release), REVISION: 4.3, GCID: 1, BOARD: generic, EABI: aarch64, DATE: none\n",
    "etc/nvpmodel.conf": (
        "< POWER_MODEL ID=0 NAME=15W >\nCPU_ONLINE CORE_0 1\nEMC MAX_FREQ 2133000000\n\n"
        "< POWER_MODEL ID=1 NAME=25W >\nEMC MAX_FREQ 0\n\n"
        "< POWER_MODEL ID=2 NAME=MAXN_SUPER >\nEMC MAX_FREQ 0\n\n< PM_CONFIG DEFAULT=1 >\n"
    ),
    "var/lib/nvpmodel/status": "pmode:0000 fmode:quiet\n",
}
"""A Jetson Orin Nano 8GB in its 15 W mode, written by hand after the kernel's documentation."""


def device(root: Path, files: Mapping[str, str], without: tuple[str, ...] = (), **changed: str) -> Path:
    """A root with the files; ``without`` leaves out those that begin so."""
    for name, text in {**files, **changed}.items():
        if not name.startswith(without or ("\0",)):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(text.encode())
    return root


def says(root: Path, name: str, text: str) -> None:
    """Let one file of a device say something else."""
    (root / name).write_text(text)


def deny(monkeypatch: pytest.MonkeyPatch, root: Path, pattern: str) -> None:
    """Nobody may read these files of a device. Root may read everything, so that for root it is said in its place."""
    files = frozenset(root.glob(pattern))
    assert files
    for file in files:
        file.chmod(0)
    if os.geteuid() != 0:
        return
    plain = Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        if self in files:
            raise PermissionError(13, "Permission denied", str(self))
        return plain(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
