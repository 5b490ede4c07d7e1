"""Two cards side by side: what matters, what is only told, what is unknown."""

from __future__ import annotations

import json

from roadweek.benchmarking.card import DeviceCard, EngineCard, ModelCard, RunCard, card_differences

BASE = RunCard(
    device=DeviceCard(kind="jetson", module="orin-nano-8gb", power_mode="15W", clocks_mhz={"gpu": 612}, emc_mhz=2133),
    engine=EngineCard(name="llama.cpp", version="b4000"),
    model=ModelCard(name="m", quantisation="Q4_K_M", context=4096),
    settings={"threads": 4},
)


def test_a_card_goes_through_json_unchanged() -> None:
    assert RunCard.model_validate_json(json.dumps(BASE.to_json())) == BASE


def test_equal_cards_have_no_difference_and_a_clocks_reading_is_none() -> None:
    other = BASE.model_copy(update={"device": BASE.device.model_copy(update={"emc_mhz": 665.0, "name": "the desk"})})
    assert card_differences(BASE, other) == []


def test_what_matters_comes_first_and_versions_are_noted() -> None:
    other = RunCard(
        device=BASE.device.model_copy(update={"power_mode": "MAXN_SUPER", "clocks_mhz": {"gpu": 1020.0}}),
        engine=EngineCard(name="llama.cpp", version="b5000"),
        model=BASE.model,
        settings={"threads": 6},
    )
    found = card_differences(BASE, other)
    assert [(each.field, each.weight) for each in found] == [
        ("device.clocks_mhz.gpu", "matters"),
        ("device.power_mode", "matters"),
        ("settings.threads", "matters"),
        ("engine.version", "noted"),
    ]
    assert (found[1].ours, found[1].theirs) == ("15W", "MAXN_SUPER")


def test_what_only_one_side_knows_is_noted_and_not_held_against_it() -> None:
    other = BASE.model_copy(update={"device": BASE.device.model_copy(update={"power_mode": None})})
    assert [(each.field, each.weight, each.theirs) for each in card_differences(BASE, other)] == [
        ("device.power_mode", "noted", None)
    ]


def test_what_is_meant_to_vary_is_no_difference() -> None:
    other = BASE.model_copy(update={"model": BASE.model.model_copy(update={"quantisation": "F16"})})
    assert card_differences(BASE, other, frozenset({"model.quantisation"})) == []
    assert [each.field for each in card_differences(BASE, other)] == ["model.quantisation"]
