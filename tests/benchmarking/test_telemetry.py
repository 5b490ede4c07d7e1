"""The summary of a trace: what was seen, nothing for what was not, and when the machine was held back."""

from __future__ import annotations

import json

from roadweek.benchmarking.telemetry import Channel, TelemetrySample, TelemetryTrace, summarise

POWER = Channel("power_in_w", "ina3221", step=0.04, scope="input")
RAILS = Channel("power_rails_w", "ina3221", scope="rails")
HEAT = Channel("cpu_temp_c", "thermal")


def _trace(samples: list[TelemetrySample], *channels: Channel, replayed: bool = False) -> TelemetryTrace:
    return TelemetryTrace(
        channels={channel.name: channel for channel in channels},
        samples=samples,
        interval_s=0.1,
        missing={"nvml": "not_installed"},
        cost_s=0.02,
        elapsed_s=10.0,
        replayed=replayed,
    )


def _powered(count: int = 100) -> list[TelemetrySample]:
    return [TelemetrySample(i / 10, "ina3221", {"power_in_w": 7.0, "power_rails_w": 6.0}) for i in range(count)]


def test_energy_is_of_the_widest_power_that_was_seen() -> None:
    found = summarise(_trace(_powered(), RAILS, POWER), 1.0, 9.0, tokens=80)
    assert found.energy is not None
    assert (found.energy.channel, found.energy.scope) == ("power_in_w", "input")
    assert round(found.energy.joules, 6) == 56.0


def test_a_channel_that_never_spoke_is_in_no_figure_and_gives_no_energy() -> None:
    samples = [TelemetrySample(i / 10, "thermal", {"cpu_temp_c": 50.0 + i / 10}) for i in range(100)]
    found = summarise(_trace(samples, POWER, HEAT), 0.0, 5.0, tokens=50)
    assert set(found.figures) == {"cpu_temp_c_mean", "cpu_temp_c_max", "cpu_temp_c_min"}
    assert found.figures["cpu_temp_c_max"] == 55.0
    assert (found.energy, found.energy_refusal) == (None, "no_power_sensor")
    assert found.missing == {"nvml": "not_installed"}


def test_only_the_stretch_of_the_load_counts() -> None:
    samples = [TelemetrySample(float(i), "thermal", {"cpu_temp_c": 90.0 if i < 3 else 40.0}) for i in range(10)]
    assert summarise(_trace(samples, HEAT), 3.0, 9.0).figures["cpu_temp_c_max"] == 40.0


def test_each_reason_has_its_spans_and_another_source_does_not_end_them() -> None:
    told: list[tuple[float, str, tuple[str, ...] | None]] = [
        (0.0, "vcgencmd", ()),
        (1.0, "vcgencmd", ("hot",)),
        (1.5, "psutil", None),
        (1.6, "nvml", ()),
        (2.0, "vcgencmd", ("hot", "undervoltage")),
        (3.0, "vcgencmd", ("undervoltage",)),
        (4.0, "vcgencmd", ()),
        (5.0, "vcgencmd", ("hot",)),
    ]
    samples = [TelemetrySample(at, source, {}, reasons) for at, source, reasons in told]
    spans = summarise(_trace(samples), 0.0, 9.0).throttled
    assert [(span.reason, span.start_s, span.end_s) for span in spans] == [
        ("hot", 1.0, 2.0),
        ("undervoltage", 2.0, 3.0),
        ("hot", 5.0, 5.0),
    ]


def test_the_samplers_own_cost_and_a_replay_are_told() -> None:
    found = summarise(_trace(_powered(), POWER, replayed=True), 0.0, 9.0)
    assert found.cost_share == 0.002
    assert found.replayed
    assert found.largest_gap_s is not None
    assert round(found.largest_gap_s, 6) == 0.1


def test_a_summary_is_plain_data() -> None:
    plain = summarise(_trace(_powered(), POWER), 1.0, 9.0, tokens=10).as_json()
    assert json.loads(json.dumps(plain)) == plain
    assert "energy_refusal" not in plain
