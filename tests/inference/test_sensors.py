"""Each sensor on a device made of files or a tool made of a script: what it says, and what it leaves out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest

from roadweek.inference.telemetry.commands import ask
from roadweek.inference.telemetry.ina3221 import RailSensor, open_rails
from roadweek.inference.telemetry.machine import MachineSensor, process_on
from roadweek.inference.telemetry.nvml import FUNCTIONS, CardSensor, open_card
from roadweek.inference.telemetry.raspberry import RaspberrySensor, open_raspberry
from roadweek.inference.telemetry.sensor import SensorReading, Unread
from roadweek.inference.telemetry.thermal import MachineFiles, open_machine_files
from tests.inference.devices import ORIN_FILES, deny, device, says


def _rails(root: Path) -> RailSensor:
    found = open_rails(root)
    assert isinstance(found, RailSensor)
    return found


def test_rails_are_volts_times_amperes_and_know_their_step(tmp_path: Path) -> None:
    sensor = _rails(device(tmp_path, ORIN_FILES))
    assert sensor.read().values == pytest.approx({"power_in_w": 8.0, "power_vdd_cpu_gpu_cv_w": 3.5})
    whole = {channel.name: channel for channel in sensor.channels}["power_in_w"]
    assert whole.scope == "input"
    # 40 µV over 5 mΩ is 8 mA at 5 V; 8 mV at 1.6 A on top.
    assert whole.step == pytest.approx(0.008 * 5 + 0.008 * 1.6)


def test_the_older_kernels_rails_are_read_too(tmp_path: Path) -> None:
    chip = "sys/bus/i2c/drivers/ina3221x/6-0040/iio:device0/"
    sensor = _rails(device(tmp_path, {
        chip + "rail_name_0": "POM_5V_IN", chip + "in_voltage0_input": "4900", chip + "in_current0_input": "1000",
        chip + "rail_name_1": "POM_5V_GPU", chip + "in_voltage1_input": "4900", chip + "in_current1_input": "200",
    }))  # fmt: skip
    assert sensor.read().values == pytest.approx({"power_in_w": 4.9, "power_pom_5v_gpu_w": 0.98})


def test_a_rail_that_falls_silent_leaves_no_sum_behind(tmp_path: Path) -> None:
    chip = "sys/class/hwmon/hwmon0/"
    root = device(tmp_path, {
        chip + "name": "ina3221", chip + "in1_label": "VDD_GPU_SOC", chip + "in1_input": "5000",
        chip + "curr1_input": "400", chip + "in2_label": "VDD_CPU_CV", chip + "in2_input": "5000",
        chip + "curr2_input": "200",
    })  # fmt: skip
    sensor = _rails(root)
    assert sensor.read().values["power_rails_w"] == pytest.approx(3.0)
    says(root, chip + "curr2_input", "n/a\n")
    assert sensor.read().values == pytest.approx({"power_vdd_gpu_soc_w": 2.0})


def test_a_machine_without_rails_says_so(tmp_path: Path) -> None:
    assert open_rails(tmp_path) == Unread("absent")
    other = {"sys/class/hwmon/hwmon0/name": "coretemp", "sys/class/hwmon/hwmon0/in1_label": "VDD_IN"}
    assert open_rails(device(tmp_path, other)) == Unread("absent")


def test_garbled_rails_say_so(tmp_path: Path) -> None:
    root = device(tmp_path, ORIN_FILES)
    for name in ("in1_input", "in2_input"):
        (root / "sys/class/hwmon/hwmon1" / name).write_bytes(b"\xff\xfe??")
    assert open_rails(root) == Unread("garbled")


def test_rails_that_may_not_be_read_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = device(tmp_path, ORIN_FILES)
    deny(monkeypatch, root, "sys/class/hwmon/hwmon1/curr*")
    assert open_rails(root) == Unread("denied")


def test_heat_clocks_and_load_come_from_sysfs_without_false_zones(tmp_path: Path) -> None:
    found = open_machine_files(device(tmp_path, ORIN_FILES))
    assert isinstance(found, MachineFiles)
    reading = found.read()
    assert reading.values == pytest.approx(
        {"cpu_temp_c": 51.25, "gpu_temp_c": 49.0, "cpu_mhz": 1344.0, "gpu_mhz": 612.0, "gpu_share": 0.873}
    )
    assert reading.throttled == ()


def test_a_counter_that_rises_and_a_cooler_at_work_are_reasons(tmp_path: Path) -> None:
    root = device(tmp_path, ORIN_FILES)
    found = MachineFiles(root)
    assert found.read().throttled == ()
    says(root, "sys/class/hwmon/hwmon3/oc3_event_cnt", "9\n")
    says(root, "sys/class/thermal/cooling_device1/cur_state", "1\n")
    assert found.read().throttled == ("thermal", "overcurrent")
    says(root, "sys/class/thermal/cooling_device1/cur_state", "0\n")
    assert found.read().throttled == ()


def test_a_zone_that_goes_off_is_left_out(tmp_path: Path) -> None:
    root = device(tmp_path, ORIN_FILES)
    found = MachineFiles(root)
    says(root, "sys/class/thermal/thermal_zone1/temp", "-256000\n")
    (root / "sys/class/thermal/thermal_zone0/temp").unlink()
    assert not any(name.endswith("_temp_c") for name in found.read().values)


def test_an_x86_cores_counter_of_throttling_is_a_reason(tmp_path: Path) -> None:
    name = "sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"
    root = device(tmp_path, {name: "4"})
    found = MachineFiles(root)
    says(root, name, "5")
    assert found.read().throttled == ("thermal",)


def test_an_empty_root_tells_nothing(tmp_path: Path) -> None:
    assert open_machine_files(tmp_path) == Unread("absent")


class Pi:
    """What ``vcgencmd`` answers, by its words; a word that is not there fails."""

    def __init__(self, **answers: str) -> None:
        self.answers = {"measure_temp": "temp=50.0'C\n", "measure_clock": "frequency(0)=2400000000\n",
                        "get_throttled": "throttled=0x0\n", **answers}  # fmt: skip

    def __call__(self, command: Sequence[str]) -> str | Unread:
        assert command[0] == "vcgencmd"
        return self.answers.get(command[1], Unread("failed"))


RAILS = "VDD_CORE_A current(7)=3.0A\nVDD_CORE_V volt(15)=0.8V\nEXT5V_V volt(24)=5.1V\n"


def _pi(pi: Pi) -> RaspberrySensor:
    found = open_raspberry(pi)
    assert isinstance(found, RaspberrySensor)
    return found


def test_a_pi_5_has_an_estimate_of_power_and_says_that_it_is_one() -> None:
    sensor = _pi(Pi(pmic_read_adc=RAILS))
    assert sensor.read().values == pytest.approx({"soc_temp_c": 50.0, "cpu_mhz": 2400.0, "power_rails_w": 2.4})
    power = {channel.name: channel for channel in sensor.channels}["power_rails_w"]
    assert (power.quality, power.scope) == ("estimated", "rails")


def test_a_pi_4_has_no_power_and_gets_none() -> None:
    sensor = _pi(Pi())
    assert "power_rails_w" not in sensor.read().values
    assert "power_rails_w" not in {channel.name for channel in sensor.channels}


def test_what_a_pi_did_between_two_readings_is_told_once() -> None:
    pi = Pi(get_throttled="throttled=0x10000")
    sensor = _pi(pi)
    assert sensor.read().throttled == ()  # the undervoltage of some other day
    pi.answers["get_throttled"] = "throttled=0x50000"
    assert sensor.read().throttled == ("thermal",)
    assert sensor.read().throttled == ()
    pi.answers["get_throttled"] = "throttled=0x50004"
    assert sensor.read().throttled == ("thermal",)
    pi.answers["get_throttled"] = "error"
    assert sensor.read().throttled is None


def test_another_machine_is_no_pi() -> None:
    assert open_raspberry(lambda command: Unread("absent")) == Unread("absent")
    assert open_raspberry(lambda command: "VCHI initialization failed\n") == Unread("garbled")


def test_a_tool_is_asked_in_the_c_locale_and_its_refusals_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _script(tmp_path / "speaks", 'echo "$LC_ALL"')
    _script(tmp_path / "refuses", "echo 'must be root' >&2; exit 1")
    _script(tmp_path / "breaks", "exit 3")
    _script(tmp_path / "hangs", "exec sleep 30")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert ask(["speaks"]) == "C\n"
    assert ask(["refuses"]) == Unread("denied")
    assert ask(["breaks"]) == Unread("failed")
    assert ask(["hangs"], timeout_s=0.2) == Unread("failed")
    assert ask(["is-not-there-at-all"]) == Unread("absent")


def _script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


class NvmlError(Exception):
    pass


class Nvml:
    """NVML as far as it is called, with ``gone`` not supported. Its names are held against the real library below."""

    NVMLError = NvmlError

    def __init__(self, *gone: str) -> None:
        for name in gone:
            setattr(self, name, self._unsupported)

    def _unsupported(self, *_: object) -> None:
        raise NvmlError

    def nvmlInit(self) -> None:
        return None

    def nvmlShutdown(self) -> None:
        return None

    def nvmlDeviceGetHandleByIndex(self, index: int) -> str:
        return f"card {index}"

    def nvmlDeviceGetPowerUsage(self, card: str) -> int:
        return 151_250

    def nvmlDeviceGetTemperature(self, card: str, kind: int) -> int:
        return 64

    def nvmlDeviceGetClockInfo(self, card: str, kind: int) -> int:
        return {0: 2520, 2: 10501}[kind]

    def nvmlDeviceGetUtilizationRates(self, card: str) -> SimpleNamespace:
        return SimpleNamespace(gpu=97, memory=40)

    def nvmlDeviceGetMemoryInfo(self, card: str) -> SimpleNamespace:
        return SimpleNamespace(used=3 * 2**30)

    def nvmlDeviceGetCurrentClocksThrottleReasons(self, card: str) -> int:
        return 0x4 | 0x20 | 0x1


def test_a_card_says_power_heat_clocks_memory_and_why_it_is_held_back() -> None:
    sensor = open_card(nvml=Nvml())
    assert isinstance(sensor, CardSensor)
    reading = sensor.read()
    assert reading.values == {
        "power_gpu_w": 151.25, "gpu_temp_c": 64.0, "gpu_mhz": 2520.0, "gpu_memory_mhz": 10501.0, "gpu_share": 0.97,
        "gpu_memory_used_mib": 3072.0,
    }  # fmt: skip
    assert reading.throttled == ("power_cap", "thermal")
    assert {c.name: c.scope for c in sensor.channels}["power_gpu_w"] == "board"


def test_what_a_card_does_not_support_is_left_out() -> None:
    sensor = open_card(nvml=Nvml("nvmlDeviceGetPowerUsage", "nvmlDeviceGetCurrentClocksThrottleReasons"))
    assert isinstance(sensor, CardSensor)
    assert "power_gpu_w" not in {channel.name for channel in sensor.channels}
    assert sensor.read().throttled is None


def test_without_a_card_the_real_library_says_so_and_has_every_function_that_is_called() -> None:
    pynvml: Any = pytest.importorskip("pynvml")
    assert [name for name in FUNCTIONS if not hasattr(pynvml, name)] == []
    assert set(FUNCTIONS) == {name for name in dir(Nvml) if name.startswith("nvml")}
    assert (pynvml.NVML_TEMPERATURE_GPU, pynvml.NVML_CLOCK_GRAPHICS, pynvml.NVML_CLOCK_MEM) == (0, 0, 2)
    assert pynvml.nvmlClocksThrottleReasonSwPowerCap == 0x4
    assert pynvml.nvmlClocksThrottleReasonHwThermalSlowdown == 0x40
    found = open_card()
    assert isinstance(found, CardSensor | Unread)
    if isinstance(found, Unread):
        assert found.why == "absent"


def _in_a_thread(read: Callable[[], SensorReading]) -> SensorReading:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(read).result()


def test_psutil_says_load_and_memory_of_this_machine_and_of_a_process() -> None:
    sensor = MachineSensor(pid=os.getpid())
    assert "cpu_share" not in sensor.read().values  # a share of no time would be noise
    found: Mapping[str, float] = {}
    end = monotonic() + 20
    while "cpu_share" not in found and monotonic() < end:  # each round is work, so that there is something to be told
        found = _in_a_thread(sensor.read).values
    assert 0 < found["cpu_share"] <= 1
    assert found["memory_used_mib"] > 10
    assert found["engine_rss_mib"] > 10
    assert {channel.name for channel in sensor.channels} >= {"cpu_share", "memory_used_mib", "engine_rss_mib"}


def test_the_process_behind_a_port_is_found_and_its_children_count() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert process_on(port) == os.getpid()
    assert process_on(port) is None
    alone = MachineSensor(pid=os.getpid()).read().values["engine_rss_mib"]
    child = subprocess.Popen([sys.executable, "-c", "print('up', flush=True); input()"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    try:
        assert child.stdout is not None
        child.stdout.readline()
        assert MachineSensor(pid=os.getpid()).read().values["engine_rss_mib"] > alone + 2
    finally:
        child.communicate(b"\n")


def test_a_process_that_is_gone_has_no_memory() -> None:
    gone = 2**22 - 7
    assert "engine_rss_mib" not in MachineSensor(pid=gone).read().values
