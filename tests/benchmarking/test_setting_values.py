"""Settings of a cell: every one of the load's has a name here, and what cannot be is refused with its reason."""

from __future__ import annotations

from dataclasses import fields

import pytest

from roadweek.benchmarking.load import LoadSettings, ServiceLevel
from roadweek.benchmarking.setting_values import SETTINGS, SettingValueError, load_settings, setting_value


def test_every_setting_of_the_load_can_be_varied() -> None:
    names = {field.name for field in fields(LoadSettings)} - {"service_level", "nonce"}
    assert names | {"endpoint"} | {f"slo_{field.name}" for field in fields(ServiceLevel)} == set(SETTINGS)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("concurrency", "8", 8),
        ("concurrency", 8.0, 8),
        ("rate_per_s", "0.5", 0.5),
        ("cold", "yes", True),
        ("ignore_eos", False, False),
        ("model", "small:q4", "small:q4"),
        ("slo_ttft_ms", "500", 500.0),
    ],
)
def test_a_level_is_read_as_its_setting_wants_it(name: str, value: object, expected: object) -> None:
    found = setting_value(name, value)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("concurrency", "many", "number"),
        ("concurrency", "1.5", "number"),
        ("concurrency", "0", "bounds"),
        ("requests", "-3", "bounds"),
        ("cold", "perhaps", "switch"),
        ("temperature", "0.7", "unknown"),
        ("rate_per_s", "nan", "bounds"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(name: str, value: object, why: str) -> None:
    with pytest.raises(SettingValueError) as caught:
        setting_value(name, value)
    assert caught.value.why == why


def test_a_cells_settings_become_a_load() -> None:
    load = load_settings(
        {"endpoint": "orin", "model": "m", "requests": 20, "slo_tpot_ms": 80, "image_px": None}, seed=7
    )
    assert (load.model, load.requests, load.seed, load.service_level) == ("m", 20, 7, ServiceLevel(tpot_ms=80.0))
    assert load_settings({"seed": 3}, seed=7).seed == 3
