"""The sampler beside a load: on one clock, with its cost, and none the worse for a sensor that breaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

import pytest

from roadweek.benchmarking.telemetry import Channel, summarise
from roadweek.inference.telemetry.followers import LineFollower, follow_jetson_stats, follow_tegrastats
from roadweek.inference.telemetry.opening import open_sampler
from roadweek.inference.telemetry.sampler import Sampler, rest
from roadweek.inference.telemetry.sensor import SensorReading, Unread
from tests.inference.devices import ORIN_FILES, device, says


class Counting:
    """A sensor that counts its readings and may break."""

    def __init__(self, name: str, channel: str, breaks_at: int | None = None) -> None:
        self.name = name
        self.channels: Sequence[Channel] = (Channel(channel, name),)
        self._channel = channel
        self._breaks_at = breaks_at
        self.readings = 0
        self.closed = False

    def read(self) -> SensorReading:
        self.readings += 1
        if self.readings == self._breaks_at:
            raise OSError("gone")
        return SensorReading({self._channel: float(self.readings)})

    def close(self) -> None:
        self.closed = True


def _until(sampler: Sampler, count: int) -> None:
    end = monotonic() + 20
    while len(sampler.so_far().samples) < count and monotonic() < end:
        sleep(0.01)
    assert len(sampler.so_far().samples) >= count


def test_samples_lie_within_the_time_of_the_load_and_in_order() -> None:
    sensor = Counting("one", "heat_temp_c")
    before = monotonic()
    with Sampler([sensor], interval_s=0.01) as sampler:
        _until(sampler, 10)
        assert sampler.hottest_c() is not None
    after = monotonic()
    trace = sampler.stop()
    times = [sample.at_s for sample in trace.samples]
    assert before <= times[0]
    assert times[-1] <= after
    assert times == sorted(times)
    assert sensor.closed
    assert 0 < trace.cost_s <= trace.elapsed_s
    assert [value for _, value in trace.series("heat_temp_c")] == [float(i + 1) for i in range(len(times))]


def test_a_sensor_that_breaks_is_missing_from_then_on_and_the_others_go_on() -> None:
    broken = Counting("frail", "frail_w", breaks_at=3)
    with Sampler([broken, Counting("firm", "firm_w")], interval_s=0.005) as sampler:
        _until(sampler, 20)
    trace = sampler.stop()
    assert len(trace.series("frail_w")) == 2
    assert len(trace.series("firm_w")) >= 15
    assert trace.missing == {"frail": "failed"}


def test_of_two_that_know_one_channel_the_first_has_it() -> None:
    with Sampler([Counting("first", "cpu_mhz"), Counting("second", "cpu_mhz")], interval_s=0.005) as sampler:
        _until(sampler, 8)
    trace = sampler.stop()
    assert trace.channels["cpu_mhz"].source == "first"
    assert {sample.source for sample in trace.samples if sample.values} == {"first"}


def test_a_sensor_that_rests_is_asked_less_often() -> None:
    class Resting(Counting):
        rest_s = 0.2

    resting, busy = Resting("slow", "slow_w"), Counting("fast", "fast_w")
    with Sampler([resting, busy], interval_s=0.01) as sampler:
        _until(sampler, 20)
    assert resting.readings < busy.readings / 2


def test_a_sampler_runs_once_and_stops_the_same_twice() -> None:
    sampler = Sampler([Counting("one", "x_w")], interval_s=0.01)
    sampler.start()
    with pytest.raises(RuntimeError):
        sampler.start()
    assert sampler.stop() is sampler.stop()


def test_without_a_zone_nothing_is_hot() -> None:
    with Sampler([Counting("one", "x_w")], interval_s=0.01) as sampler:
        _until(sampler, 1)
        assert sampler.hottest_c() is None


def test_a_jetson_made_of_files_gives_power_heat_throttling_and_energy(tmp_path: Path) -> None:
    root = device(tmp_path, ORIN_FILES)
    sampler = open_sampler(("ina3221", "sysfs"), root=root, interval_s=0.01, run=lambda command: Unread("absent"))
    start = monotonic()
    with sampler:
        _until(sampler, 30)
        says(root, "sys/class/thermal/cooling_device1/cur_state", "1\n")
        _until(sampler, 80)
    found = summarise(sampler.stop(), start, monotonic(), tokens=100)
    assert found.energy is not None
    assert found.energy.watts_mean == pytest.approx(8.0)
    assert found.figures["cpu_temp_c_max"] == 51.25
    assert [span.reason for span in found.throttled] == ["thermal"]
    assert found.missing["nvml"] == "not_asked"


def test_this_machine_is_sampled_and_what_it_lacks_is_told() -> None:
    sampler = open_sampler(interval_s=0.02, pid=os.getpid())
    start = monotonic()
    with sampler:
        _until(sampler, 10)
    trace = sampler.stop()
    found = summarise(trace, start, monotonic())
    assert found.figures["memory_used_mib_mean"] > 10
    assert found.cost_share is not None
    assert set(trace.missing) | {channel.source for channel in trace.channels.values()} >= {"ina3221", "psutil", "nvml"}
    if "power" not in " ".join(trace.channels):
        assert found.energy_refusal == "no_power_sensor"


def _tool(path: Path, body: str) -> str:
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n")
    path.chmod(0o755)
    return str(path)


def _followed(follower: LineFollower, count: int) -> Sampler:
    with Sampler([], [follower], interval_s=0.01) as sampler:
        _until(sampler, count)
    return sampler


def test_tegrastats_is_followed_line_by_line_and_ended(tmp_path: Path) -> None:
    program = _tool(
        tmp_path / "tegrastats",
        "assert sys.argv[1:] == ['--interval', '20'], sys.argv\n"
        "for i in range(100000):\n"
        "    print(f'RAM 100/200MB GR3D_FREQ {i % 100}%@[600,600] VDD_IN {5000 + i}mW/5000mW', flush=True)\n"
        "    print('rubbish', flush=True)\n    time.sleep(0.005)",
    )
    trace = _followed(follow_tegrastats(0.02, program), 5).stop()
    assert [value for _, value in trace.series("power_in_w")][:3] == [5.0, 5.001, 5.002]
    assert trace.channels["power_in_w"].scope == "input"
    assert trace.missing == {}


@pytest.mark.parametrize(
    ("body", "why"), [("print('no such option', flush=True); time.sleep(60)", "garbled"), ("sys.exit(3)", "failed")]
)
def test_a_tool_that_says_nothing_of_use_is_missing(tmp_path: Path, body: str, why: str) -> None:
    follower = follow_tegrastats(0.02, _tool(tmp_path / "tegrastats", body))
    with Sampler([Counting("one", "x_w")], [follower], interval_s=0.05) as sampler:
        end = monotonic() + 20
        while why == "garbled" and follower.lines == 0 and monotonic() < end:
            sleep(0.01)
    assert sampler.stop().missing == {"tegrastats": why}


def test_a_tool_that_is_not_there_is_absent(tmp_path: Path) -> None:
    with Sampler([], [follow_tegrastats(0.02, str(tmp_path / "none"))], interval_s=0.01) as sampler:
        assert rest(sampler) is None, "nothing tells power, so there is no rest to wait for"
    assert sampler.stop().missing == {"tegrastats": "absent"}


def test_a_machine_is_watched_at_rest_where_a_tool_or_a_sensor_tells_its_power(tmp_path: Path) -> None:
    silent = _tool(tmp_path / "tegrastats", "time.sleep(60)")
    with Sampler([], [follow_tegrastats(0.02, silent)], interval_s=0.01) as sampler:
        followed = rest(sampler, 0.02)
    root = device(tmp_path, ORIN_FILES)
    with open_sampler(("ina3221",), root=root, interval_s=0.01) as sampler:
        read = rest(sampler, 0.02)
    for found in (followed, read):
        assert found is not None
        assert found[1] - found[0] >= 0.02


def test_jetson_stats_is_asked_in_a_process_of_its_own_where_its_service_runs(tmp_path: Path) -> None:
    assert follow_jetson_stats(0.02, tmp_path) is None
    device(tmp_path, {"run/jtop.sock": ""})
    # A stand-in for the service's client, with the parts of jetson-stats 4 that are asked for.
    (tmp_path / "jtop.py").write_text(
        "import time\n"
        "class jtop:\n"
        "    power = {'rail': {'VDD_IN': {'power': 7000}}, 'tot': {'name': 'VDD_IN', 'power': 7000}}\n"
        "    temperature = {'cpu': {'temp': 44.5}}\n    gpu = {}\n    memory = {}\n"
        "    def __init__(self, interval): self.interval = interval\n"
        "    def __enter__(self): return self\n    def __exit__(self, *_): pass\n"
        "    def ok(self): time.sleep(self.interval); return True\n"
    )
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH={tmp_path} exec {sys.executable} "$@"\n')
    python.chmod(0o755)
    follower = follow_jetson_stats(0.02, tmp_path, str(python))
    assert follower is not None
    trace = _followed(follower, 3).stop()
    assert trace.series("power_in_w")[0][1] == 7.0
    assert trace.series("cpu_temp_c")[0][1] == 44.5
