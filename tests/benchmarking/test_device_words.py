"""What sensors come to is said in both languages, with nothing left unfilled and no code left without words."""

from __future__ import annotations

from typing import get_args

import pytest

from roadweek.benchmarking.card import DeviceCard, ModelCard, RunCard
from roadweek.benchmarking.ceiling import NoCeiling, ceiling_of
from roadweek.benchmarking.device_words import ceiling_lines, summary_lines
from roadweek.benchmarking.energy import EnergyRefusal
from roadweek.benchmarking.telemetry import Channel, Missing, PowerScope, TelemetrySample, TelemetryTrace, summarise
from roadweek.domain.base import Language
from roadweek.inference.telemetry.nvml import REASONS
from roadweek.messages.devices import TEXTS

LANGUAGES: tuple[Language, ...] = ("en", "zh")


def _trace(channel: Channel, seconds: float = 10.0, watts: float = 6.0) -> TelemetryTrace:
    samples = [
        TelemetrySample(i / 10, "s", {channel.name: watts}, ("thermal",) if 20 <= i <= 30 else ())
        for i in range(round(seconds * 10))
    ]
    return TelemetryTrace({channel.name: channel}, samples, 0.1, missing={"nvml": "not_installed"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_summary_tells_energy_throttling_and_what_is_missing(lang: Language) -> None:
    idle = _trace(Channel("power_in_w", "s", step=0.04, scope="input"), 5.0, 4.0)
    summary = summarise(_trace(Channel("power_in_w", "s", step=0.04, scope="input")), 1.0, 9.0, tokens=96, idle=idle)
    lines = summary_lines(summary, lang)
    assert len(lines) == 5
    assert "{" not in "".join(lines)
    if lang == "en":
        assert lines[0] == "Energy: 48 ± 0.185 J over 8 s, 6 W on average (the module's whole input; 95 %)."
        assert lines[1] == "0.5 ± 0.00192 J a token."
        assert lines[3] == "Held back 1 ×, 1 s in all: too hot."


def test_an_estimate_and_an_unknown_step_are_called_so() -> None:
    channel = Channel("power_rails_w", "vcgencmd", quality="estimated", scope="rails")
    lines = summary_lines(summarise(_trace(channel), 1.0, 9.0), "en")
    assert "estimated" in lines[0]
    assert "Idling was not measured." in lines
    assert any("resolution is not known" in line for line in lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_replay_says_first_that_it_is_none(lang: Language) -> None:
    from dataclasses import replace

    trace = replace(_trace(Channel("power_in_w", "s", scope="input")), replayed=True)
    assert summary_lines(summarise(trace, 1.0, 9.0), lang)[0] == TEXTS["replayed"][lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_ceiling_is_told_with_its_share_and_its_doubts(lang: Language) -> None:
    card = RunCard(device=DeviceCard(module="orin-nano-8gb"), model=ModelCard(size_bytes=10**9, shape="dense"))
    assert len(ceiling_lines(ceiling_of(card, 51.0), lang)) == 2
    assert len(ceiling_lines(ceiling_of(card, 151.0), lang)) == 3
    assert "50 %" in ceiling_lines(ceiling_of(card, 51.0), "en")[0]
    assert len(ceiling_lines(ceiling_of(card), lang)) == 2


def test_every_code_has_words() -> None:
    codes = [f"ceiling_{why}" for why in get_args(NoCeiling)]
    codes += [f"missing_{why}" for why in get_args(Missing)]
    codes += [f"scope_{scope}" for scope in get_args(PowerScope)]
    codes += list(get_args(EnergyRefusal))
    held = ("undervoltage", "clock_cap", "thermal", "soft_thermal", "overcurrent", *REASONS.values())
    codes += [f"held_{reason}" for reason in held]
    assert [code for code in codes if code not in TEXTS] == []
