"""What a cell of an experiment may set: the load's settings by name, each with its kind and bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from roadweek.benchmarking.experiment import SettingValue
from roadweek.benchmarking.load import LoadSettings, ServiceLevel

__all__ = ["SETTINGS", "SettingValueError", "load_settings", "setting_value"]

BOUNDS: dict[str, tuple[float, float]] = {
    "concurrency": (1, 1024),
    "rate_per_s": (0.001, 10000),
    "requests": (1, 100000),
    "warmup": (0, 1000),
    "prompt_tokens": (1, 1_000_000),
    "max_tokens": (1, 100_000),
    "image_px": (16, 4096),
    "seed": (0, 2**53),
    "max_s": (1, 24 * 3600),
    "request_timeout_s": (0.1, 24 * 3600),
    "stop_at_c": (30, 120),
    "slo_ttft_ms": (0.1, 1e7),
    "slo_tpot_ms": (0.1, 1e7),
    "slo_e2e_ms": (0.1, 1e7),
}
SWITCHES = ("shared_prefix", "ignore_eos", "cold")
WORDS = ("endpoint", "model")
FRACTIONS = ("rate_per_s", "max_s", "request_timeout_s", "stop_at_c", "slo_ttft_ms", "slo_tpot_ms", "slo_e2e_ms")
SETTINGS: tuple[str, ...] = (*WORDS, *BOUNDS, *SWITCHES)
"""Every name that may vary or be held. ``slo_…`` are the service level's."""


class SettingValueError(ValueError):
    """``name`` is none of ``SETTINGS``, or ``value`` is none that it can have; ``why`` is unknown, number, bounds,
    switch or choice."""

    def __init__(self, name: str, value: object, why: str, low: float = 0, high: float = 0) -> None:
        self.name, self.value, self.why, self.low, self.high = name, value, why, low, high
        super().__init__(f"{name}={value}: {why}")


def setting_value(name: str, value: object) -> SettingValue:
    """A level as its setting wants it, from a text or a value. Raises SettingValueError."""
    if name in WORDS:
        return str(value)
    if name in SWITCHES:
        text = str(value).casefold()
        if text not in ("true", "false", "yes", "no", "on", "off", "1", "0"):
            raise SettingValueError(name, value, "switch")
        return text in ("true", "yes", "on", "1")
    if name not in BOUNDS:
        raise SettingValueError(name, value, "unknown")
    try:
        number = float(str(value))
    except ValueError:
        raise SettingValueError(name, value, "number") from None
    low, high = BOUNDS[name]
    if not low <= number <= high:
        raise SettingValueError(name, value, "bounds", low, high)
    if name in FRACTIONS:
        return number
    if number != int(number):
        raise SettingValueError(name, value, "number")
    return int(number)


def load_settings(settings: Mapping[str, SettingValue], *, seed: int) -> LoadSettings:
    """The load of a cell; ``seed`` begins its prompts where the cell sets none. Raises SettingValueError."""
    given: dict[str, Any] = {name: setting_value(name, value) for name, value in settings.items() if value is not None}
    given.pop("endpoint", None)
    level = {name[4:]: given.pop(name) for name in list(given) if name.startswith("slo_")}
    known = {field.name for field in fields(LoadSettings)}
    assert known >= given.keys(), given.keys() - known
    return replace(LoadSettings(seed=seed), **given, service_level=ServiceLevel(**level))
