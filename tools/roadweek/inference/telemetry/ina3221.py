"""Power rails of a Jetson: INA3221 monitors in sysfs, as hwmon (JetPack 5 and later) or iio (JetPack 4).

``curr*_input`` is in mA and ``in*_input`` in mV (Documentation/hwmon/ina3221.rst of Linux). One step of the chip is
40 µV over its shunt and 8 mV on the bus, its gain is right within 0.25 % each (Texas Instruments SBOS576); the
tolerance of the board's shunt is not published and not in the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadweek.benchmarking.sensor_lines import INPUT_RAILS, NESTED_RAILS, power_values, slug
from roadweek.benchmarking.telemetry import Channel
from roadweek.inference.telemetry.sensor import SensorReading, Unread, known, number_of, text_of, words_of

SHUNT_STEP_V = 40e-6
BUS_STEP_V = 8e-3
GAIN = 0.005
_HWMON = ("sys/class/hwmon/hwmon*", "sys/bus/i2c/drivers/ina3221*/*/hwmon/hwmon*")
_IIO = "sys/bus/i2c/drivers/ina3221x/*/iio*device*"


@dataclass(frozen=True, slots=True)
class PowerRail:
    """One channel of a monitor: the files of its volts and amperes, in thousandths."""

    name: str
    volts: Path
    amps: Path
    shunt_ohm: float | None

    def watts(self) -> float | Unread:
        volts, amps = number_of(self.volts), number_of(self.amps)
        if isinstance(volts, Unread):
            return volts
        return amps if isinstance(amps, Unread) else volts * amps / 1e6

    def step_w(self) -> float | None:
        """The smallest difference that the monitor tells at the power of now."""
        volts, amps = known(number_of(self.volts)), known(number_of(self.amps))
        if volts is None or amps is None:
            return None
        # Without the shunt's value the driver's own unit of 1 mA is the least that the step can be.
        step_a = SHUNT_STEP_V / self.shunt_ohm if self.shunt_ohm else 1e-3
        return step_a * volts / 1e3 + BUS_STEP_V * amps / 1e3


class RailSensor:
    """All rails of all monitors of the board."""

    name = "ina3221"

    def __init__(self, rails: Sequence[PowerRail]) -> None:
        self._rails = tuple(rails)
        steps = {rail.name: rail.step_w() for rail in self._rails}
        self.channels = tuple(_channels(steps))

    def read(self) -> SensorReading:
        watts = {rail.name: rail.watts() for rail in self._rails}
        seen = {name: value for name, value in watts.items() if not isinstance(value, Unread)}
        values = power_values(seen)
        if len(seen) < len(watts):
            # A sum without one of its rails would be less than the sum.
            values.pop("power_rails_w", None)
        return SensorReading(values)

    def close(self) -> None:
        return None


def open_rails(root: Path) -> RailSensor | Unread:
    """The board's rails under ``root``; ``denied`` where they are there and may not be read."""
    rails = {rail.name: rail for rail in [*_hwmon_rails(root), *_iio_rails(root)]}
    if not rails:
        return Unread("absent")
    told = [(rail, rail.watts()) for rail in rails.values()]
    readable = [rail for rail, watts in told if not isinstance(watts, Unread)]
    if readable:
        return RailSensor(readable)
    reasons = [watts for _, watts in told if isinstance(watts, Unread)]
    return next((reason for reason in reasons if reason.why == "denied"), reasons[0])


def _hwmon_rails(root: Path) -> list[PowerRail]:
    found: list[PowerRail] = []
    for chip in sorted({each.resolve() for pattern in _HWMON for each in root.glob(pattern)}):
        if not (words_of(chip / "name") or "").startswith("ina3221"):
            continue
        for label in sorted(chip.glob("in*_label")):
            number = label.name.removeprefix("in").removesuffix("_label")
            name = text_of(label)
            if isinstance(name, Unread) or name in ("", "NC") or number not in "123":
                continue  # channels beyond the third are shunt voltages and their sum
            if known(number_of(chip / f"in{number}_enable")) == 0:
                continue
            shunt = known(number_of(chip / f"shunt{number}_resistor"))
            found.append(
                PowerRail(
                    name, chip / f"in{number}_input", chip / f"curr{number}_input", shunt / 1e6 if shunt else None
                )
            )
    return found


def _iio_rails(root: Path) -> list[PowerRail]:
    found: list[PowerRail] = []
    for chip in sorted({each.resolve() for each in root.glob(_IIO)}):
        for label in sorted(chip.glob("rail_name_*")):
            number = label.name.removeprefix("rail_name_")
            name = words_of(label)
            if name and name != "NC":
                files = chip / f"in_voltage{number}_input", chip / f"in_current{number}_input"
                found.append(PowerRail(name, *files, shunt_ohm=None))
    return found


def _channels(steps: dict[str, float | None]) -> list[Channel]:
    whole = [name for name in steps if name in INPUT_RAILS]
    found = [
        Channel(f"power_{slug(name)}_w", "ina3221", step=step, gain=GAIN)
        for name, step in steps.items()
        if name not in INPUT_RAILS
    ]
    if whole:
        found.append(Channel("power_in_w", "ina3221", step=steps[whole[0]], gain=GAIN, scope="input"))
    else:
        counted = [step for name, step in steps.items() if name not in NESTED_RAILS]
        total = None if None in counted else sum(step or 0.0 for step in counted)
        found.append(Channel("power_rails_w", "ina3221", step=total, gain=GAIN, scope="rails"))
    return found
