"""The bandwidth ceiling: reckoned where everything is known, and otherwise a reason."""

from __future__ import annotations

import pytest

from roadweek.benchmarking.card import DeviceCard, EngineCard, ModelCard, RunCard
from roadweek.benchmarking.ceiling import Ceiling, ceiling_of
from roadweek.benchmarking.modules import MODULES, module_of

ORIN = DeviceCard(kind="jetson", module="orin-nano-8gb", memory_bytes=8 * 10**9, clocks_mhz={"emc": 3199})
SMALL = ModelCard(name="small", size_bytes=2_000_000_000, shape="dense")


def _ceiling(card: RunCard, rate: float | None = None, **more: float) -> Ceiling:
    found = ceiling_of(card, rate, **more)  # type: ignore[arg-type]
    assert isinstance(found, Ceiling), found
    return found


def test_a_dense_model_decodes_at_most_bandwidth_over_bytes() -> None:
    found = _ceiling(RunCard(device=ORIN, model=SMALL), 30.6)
    assert found.tok_s == pytest.approx(51.0)
    assert found.share == pytest.approx(0.6)
    assert not found.above
    assert not found.bandwidth.mode_unknown


def test_a_mode_that_slows_the_memory_lowers_the_ceiling() -> None:
    slow = ORIN.model_copy(update={"clocks_mhz": {"emc": 2133.0}})
    found = _ceiling(RunCard(device=slow, model=SMALL))
    assert found.bandwidth.gb_s == pytest.approx(68, rel=0.01)
    assert found.bandwidth.scaled_by_clock


def test_an_unknown_memory_clock_is_said_and_not_assumed_away() -> None:
    assert _ceiling(RunCard(device=ORIN.model_copy(update={"clocks_mhz": {}}), model=SMALL)).bandwidth.mode_unknown


def test_the_cache_of_a_long_context_is_read_too() -> None:
    model = SMALL.model_copy(update={"cache_bytes_per_token": 100_000.0})
    assert _ceiling(RunCard(device=ORIN, model=model), context_tokens=10_000).tok_s == pytest.approx(102e9 / 3e9)


def test_known_active_bytes_make_a_mixture_of_experts_reckonable() -> None:
    experts = ModelCard(size_bytes=6 * 10**9, shape="moe")
    assert ceiling_of(RunCard(device=ORIN, model=experts)) == "experts_unknown"
    known = experts.model_copy(update={"read_bytes": 10**9})
    assert _ceiling(RunCard(device=ORIN, model=known)).tok_s == pytest.approx(102.0)


def test_more_than_memory_can_give_is_marked() -> None:
    assert _ceiling(RunCard(device=ORIN, model=SMALL), 80.0).above


def test_a_desktop_card_has_its_drivers_bandwidth_unless_the_work_is_on_the_processor() -> None:
    device = DeviceCard(kind="gpu", gpu="Some card", gpu_bandwidth_gb_s=448.0, memory_bytes=32 * 10**9)
    assert _ceiling(RunCard(device=device, model=SMALL)).tok_s == pytest.approx(224.0)
    beside = RunCard(device=device, engine=EngineCard(gpu_layers=0), model=SMALL)
    assert ceiling_of(beside) == "unknown_bandwidth"


@pytest.mark.parametrize(
    ("device", "model", "concurrent", "why"),
    [
        (DeviceCard(), SMALL, 1, "unknown_bandwidth"),
        (ORIN, ModelCard(shape="dense"), 1, "unknown_bytes"),
        (ORIN, ModelCard(shape="dense", size_bytes=0), 1, "unknown_bytes"),
        (ORIN, ModelCard(size_bytes=10**9), 1, "unknown_shape"),
        (ORIN, ModelCard(size_bytes=10**7, shape="vision"), 1, "no_decoding"),
        (ORIN, SMALL, 4, "several_streams"),
        (ORIN, ModelCard(size_bytes=12 * 10**9, shape="dense"), 1, "on_disk"),
    ],
)
def test_where_something_is_unknown_there_is_a_reason(
    device: DeviceCard, model: ModelCard, concurrent: int, why: str
) -> None:
    assert ceiling_of(RunCard(device=device, model=model), 10.0, concurrent=concurrent) == why


@pytest.mark.parametrize(
    ("compatible", "board", "memory", "module"),
    [
        ("nvidia,p3768-0000+p3767-0005-super\0nvidia,tegra234", "NVIDIA Jetson Orin Nano Super", None, "orin-nano-8gb"),
        ("nvidia,p3509-0000+p3767-0000\0nvidia,tegra234", "NVIDIA Orin NX Developer Kit", None, "orin-nx-16gb"),
        ("nvidia,p3768-0000+p3767-0005\0nvidia,tegra234", "NVIDIA Jetson Orin NX Reference Kit", None, None),
        ("raspberrypi,5-model-b\0brcm,bcm2712", "Raspberry Pi 5 Model B Rev 1.0", None, "pi-5"),
        ("raspberrypi,500\0brcm,bcm2712", "Raspberry Pi 500 Rev 1.0", None, "pi-500"),
        ("raspberrypi,4-model-b\0brcm,bcm2711", "Raspberry Pi 4 Model B Rev 1.4", None, "pi-4"),
        ("rockchip,rk3588", "Some other board", None, None),
        ("", "", None, None),
    ],
)  # fmt: skip
def test_a_module_is_named_by_its_part_or_board_and_never_guessed(
    compatible: str, board: str, memory: int | None, module: str | None
) -> None:
    assert module_of(compatible, board, memory) == module


def test_every_module_names_a_source_and_a_plausible_bandwidth() -> None:
    for key, module in MODULES.items():
        assert module.source, key
        assert module.parts or module.boards, key
        assert 5 < module.bandwidth_gb_s < 1000, key
    parts = [part for module in MODULES.values() for part in module.parts]
    assert len(parts) == len(set(parts))
