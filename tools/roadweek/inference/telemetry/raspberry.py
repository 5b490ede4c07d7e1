"""A Raspberry Pi by ``vcgencmd``: heat, throttling, clock, and on the Pi 5 an estimate of power.

The estimate is the sum of the regulators that the PMIC sees; the 5 V input is not among them (no current is read
there), so USB devices and the input's losses are missing from it, and it is labelled so.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.benchmarking.sensor_lines import read_pi_clock, read_pi_heat, read_pmic, read_throttled
from roadweek.benchmarking.telemetry import Channel
from roadweek.inference.telemetry.commands import RunTool, ask
from roadweek.inference.telemetry.sensor import SensorReading, Unread


class RaspberrySensor:
    """Each reading runs the tool three or four times (some milliseconds each), so it rests in between."""

    name = "vcgencmd"
    rest_s = 0.5

    def __init__(self, run: RunTool, power: bool) -> None:
        self._ask = run
        self._power = power
        self._before: frozenset[str] | None = None
        self.channels: Sequence[Channel] = (
            Channel("soc_temp_c", self.name, step=0.1),
            Channel("cpu_mhz", self.name),
            *((Channel("power_rails_w", self.name, quality="estimated", scope="rails"),) if power else ()),
        )

    def read(self) -> SensorReading:
        values: dict[str, float] = {}
        if (heat := read_pi_heat(self._said("measure_temp"))) is not None:
            values["soc_temp_c"] = heat
        if (clock := read_pi_clock(self._said("measure_clock", "arm"))) is not None:
            values["cpu_mhz"] = clock
        if self._power and "power_rails_w" in (rails := read_pmic(self._said("pmic_read_adc"))):
            values["power_rails_w"] = rails["power_rails_w"]
        return SensorReading(values, self._reasons())

    def close(self) -> None:
        return None

    def _reasons(self) -> tuple[str, ...] | None:
        bits = read_throttled(self._said("get_throttled"))
        if bits is None:
            return None
        ever = frozenset(bits.since_boot)
        # What was first seen since the last reading happened in between, though it is over now.
        fresh = ever - self._before if self._before is not None else frozenset[str]()
        self._before = ever
        return tuple(dict.fromkeys([*bits.now, *sorted(fresh)]))

    def _said(self, *words: str) -> str:
        found = self._ask(["vcgencmd", *words])
        return "" if isinstance(found, Unread) else found


def open_raspberry(run: RunTool = ask) -> RaspberrySensor | Unread:
    """The Pi's sensor; power only where the PMIC answers (Pi 5)."""
    heat = run(["vcgencmd", "measure_temp"])
    if isinstance(heat, Unread):
        return heat
    if read_pi_heat(heat) is None:
        return Unread("garbled")
    rails = run(["vcgencmd", "pmic_read_adc"])
    return RaspberrySensor(run, power=not isinstance(rails, Unread) and bool(read_pmic(rails)))
