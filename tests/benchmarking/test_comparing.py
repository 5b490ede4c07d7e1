"""Runs held against runs: refused where they cannot be, an effect only above the noise, and how often that is wrong."""

from __future__ import annotations

import math
from typing import Any

import pytest

from roadweek.benchmarking.bootstrap import Chance
from roadweek.benchmarking.comparing import KEY_FIGURES, better_when, compare, differences, effect_of, order_drift
from roadweek.benchmarking.run import Run
from tests.benchmarking.runs import CARD, SETTINGS, noisy_pairs, run

NAMES = ("a", "b")


def changed(**fields: Any) -> Any:
    """The card with fields changed by path: ``device__power_mode="MAXN"``."""
    card = CARD
    for path, value in fields.items():
        part, _, name = path.partition("__")
        card = card.model_copy(update={part: getattr(card, part).model_copy(update={name: value})})
    return card


def verdict(seed: int, repeats: int, **more: float) -> str:
    return effect_of("decode_tok_s", *noisy_pairs(seed, repeats, **more)).verdict


def test_a_clear_effect_is_shown_with_its_interval() -> None:
    found = compare(*noisy_pairs(3, 5, ratio=1.3), names=NAMES)
    assert found.comparable
    (effect,) = found.effects
    assert (effect.verdict, effect.pairs) == ("better", 5)
    assert effect.low is not None
    assert effect.high is not None
    assert effect.low <= 1.3 <= effect.high
    assert effect.low > 1
    assert effect.noise == pytest.approx(0.02, abs=0.015)


@pytest.mark.parametrize(("repeats", "tried"), [(3, 300), (5, 300), (8, 100)])
def test_what_is_not_there_is_seldom_seen(repeats: int, tried: int) -> None:
    """No difference, noise of 2 %: at most 5 % + three standard errors are called better or worse."""
    wrong = sum(verdict(seed, repeats) in ("better", "worse") for seed in range(tried))
    assert wrong / tried <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / tried)


@pytest.mark.parametrize(("repeats", "ratio", "found"), [(3, 1.25, 0.9), (5, 1.1, 0.95), (10, 1.05, 0.95)])
def test_what_is_there_is_found(repeats: int, ratio: float, found: float) -> None:
    """The share of 60 experiments, with noise of 2 %, that call it better."""
    assert sum(verdict(seed, repeats, ratio=ratio) == "better" for seed in range(60)) / 60 >= found


def test_a_drift_that_both_share_is_no_difference_and_hides_none() -> None:
    """All runs get 30 % slower while it is measured; measured one after the other it would be a large difference."""
    plain = [verdict(seed, 6, drift=0.3) for seed in range(50)]
    assert sum(one in ("better", "worse") for one in plain) <= 7
    assert sum(verdict(seed, 6, drift=0.3, ratio=1.2) == "better" for seed in range(50)) >= 45


def test_equal_is_said_only_where_the_whole_interval_is_near() -> None:
    assert verdict(1, 10, noise=0.004) == "same"
    assert verdict(1, 3, noise=0.05) == "unclear"


def test_two_rounds_say_nothing_of_the_noise() -> None:
    effect = effect_of("decode_tok_s", *noisy_pairs(1, 2, ratio=3))
    assert (effect.verdict, effect.low, effect.method) == ("too_few", None, "none")
    assert effect.ratio == pytest.approx(3, rel=0.1)


def test_one_run_each_has_the_interval_of_its_requests_and_no_verdict() -> None:
    chance = Chance(4)
    ours, theirs = ([scale * math.exp(0.1 * chance.normal()) for _ in range(60)] for scale in (300, 200))
    one, two = (
        run(name, figures={"ttft_content_p50_ms": sorted(values)[30]}, samples={"ttft_content_ms": tuple(values)})
        for name, values in (("r1", ours), ("r2", theirs))
    )
    found = compare([one], [two], names=("r1", "r2"))
    (effect,) = found.effects
    assert (effect.verdict, effect.method) == ("too_few", "requests")
    assert effect.low is not None
    assert effect.high is not None
    assert effect.low < 2 / 3 < effect.high < 0.8
    assert "not_interleaved" in {each.code for each in found.remarks}


def test_groups_of_runs_of_no_experiment_are_compared_without_pairs() -> None:
    chance = Chance(9)
    sides = [
        [run(f"{name}{k}", figures={"tpot_p50_ms": mean * math.exp(0.02 * chance.normal())}) for k in range(4)]
        for name, mean in (("a", 50), ("b", 40))
    ]
    (effect,) = compare(*sides, names=NAMES).effects
    assert (effect.method, effect.verdict) == ("groups welch", "better")


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (changed(device__power_mode="MAXN"), "device.power_mode"),
        (changed(device__clocks_locked=False), "device.clocks_locked"),
        (changed(engine__backend="CPU"), "engine.backend"),
        (changed(model__quantisation="F16"), "model.quantisation"),
    ],
)
def test_cards_that_differ_in_what_matters_are_not_compared(card: Any, field: str) -> None:
    found = compare([run()], [run("r2", card=card)], names=NAMES)
    assert not found.comparable
    assert found.effects == ()
    assert [one.field for one in found.against] == [field]


def test_what_was_varied_on_purpose_is_compared() -> None:
    card = changed(model__quantisation="F16", model__digest="sha256:bb", model__name="small-f16")
    found = compare([run()], [run("r2", card=card, model="small-f16")], names=NAMES, varies=["model"])
    assert found.comparable
    card = changed(device__module="pi-5", device__kind="pi", engine__threads=4, engine__backend="CPU")
    assert compare([run()], [run("r2", card=card)], names=NAMES, varies=["endpoint"]).comparable
    found = compare([run()], [run("r2", card=card)], names=NAMES, varies=["model"])
    assert {one.field for one in found.against} >= {"device.module", "engine.threads"}


def test_another_load_is_another_figure_and_another_seed_is_not() -> None:
    other = run("r2", settings={**SETTINGS, "max_tokens": 512, "seed": 9})
    assert [one.field for one in differences(run(), other)] == ["settings.max_tokens"]
    assert differences(run(), other, ["max_tokens"]) == []
    other = run("r2", settings={**SETTINGS, "seed": 9, "nonce": "ab12"})
    assert differences(run("r1", settings={**SETTINGS, "nonce": "cd34"}), other) == []


def test_figures_of_two_tools_are_not_of_one_definition() -> None:
    other = run("r2", source="imported", tool="guidellm")
    assert [one.field for one in compare([run()], [other], names=NAMES).against] == ["tool"]
    assert compare([run("r3", source="imported", tool="guidellm")], [other], names=NAMES).comparable


def test_what_is_said_to_be_meant_is_compared() -> None:
    one, two = (run(f"r{p}", source="imported", tool="trtexec", settings={"precision": p}) for p in ("fp16", "int8"))
    assert [each.field for each in differences(one, two)] == ["settings.precision"]
    assert differences(one, two, ["precision"]) == []
    assert differences(one, two, ["settings.precision"]) == []
    other = run("r2", card=changed(device__power_mode="MAXN", device__governor="performance"))
    assert [one.field for one in differences(run(), other, ["device.power_mode"])] == ["device.governor"]


def test_an_engines_own_rate_stands_in_only_where_there_is_no_other() -> None:
    def told(**figures: float) -> list[str]:
        sides = [run(name, figures=figures, source="imported", tool="llama-bench") for name in ("r1", "r2")]
        return [one.figure for one in compare([sides[0]], [sides[1]], names=NAMES).effects]

    assert told(server_decode_tok_s=21.0) == ["server_decode_tok_s"]
    assert told(server_decode_tok_s=21.0, decode_tok_s=20.0) == ["decode_tok_s"]


def test_what_only_one_side_knows_is_told_and_is_no_difference() -> None:
    found = compare([run()], [run("r2", card=changed(engine__threads=None))], names=NAMES)
    assert found.comparable
    assert [(one.field, one.weight) for one in found.noted] == [("engine.threads", "noted")]


@pytest.mark.parametrize("spoilt", [{"refusals": ("schedule_delay",)}, {"source": "replayed"}])
def test_refused_and_replayed_runs_take_no_part_and_are_told(spoilt: dict[str, Any]) -> None:
    base, other = noisy_pairs(2, 4, ratio=1.4)
    bad = Run.model_validate({**other[1].model_dump(), **spoilt})
    found = compare(base, [other[0], bad, *other[2:]], names=NAMES)
    assert found.effects[0].pairs == 3
    assert ("left_out", "b2") in {(each.code, each.params.get("runs")) for each in found.remarks}
    found = compare(base, [bad], names=NAMES)
    assert (found.comparable, found.effects) == (False, ())
    assert found.remarks[-1].code == "nothing_measured"


def test_a_card_that_changed_between_repeats_is_told() -> None:
    base, other = noisy_pairs(2, 3)
    slower = other[2].model_copy(update={"card": changed(device__power_mode="7W")})
    found = compare(base, [*other[:2], slower], names=NAMES)
    assert ("card_changed", "device.power_mode") in {(one.code, one.params.get("fields")) for one in found.remarks}


def test_an_odd_run_and_a_drift_within_a_run_are_flagged() -> None:
    base, other = noisy_pairs(6, 6)
    odd = other[3].model_copy(update={"figures": {"decode_tok_s": 31.0}})
    rising = tuple(50 * (1 + 0.004 * k) for k in range(100))
    hot = base[0].model_copy(update={"samples": {"tpot_ms": rising}})
    found = compare([hot, *base[1:]], [*other[:3], odd, *other[4:]], names=NAMES)
    codes = {one.code: one.params for one in found.remarks}
    assert codes["outlier"]["runs"] == odd.id
    assert (codes["drift_in_run"]["run"], codes["drift_in_run"]["percent"]) == (hot.id, 40)


def test_a_drift_over_an_experiment_is_seen_through_its_cells() -> None:
    def drift(share: float) -> float | None:
        base, other = noisy_pairs(8, 6, ratio=2, drift=share)
        placed = sorted((*base, *other), key=lambda one: one.at)
        return order_drift(((n, one.cell or "", one) for n, one in enumerate(placed)), "decode_tok_s")

    assert drift(0.0) is None
    assert drift(0.3) == pytest.approx(-0.3, abs=0.06)


def test_every_figure_that_is_compared_has_a_better_side() -> None:
    assert all(better_when(one) for one in KEY_FIGURES)
    assert [better_when(one) for one in ("schedule_delay_p99_ms", "ttft_content_n", "window_s", "good_n")] == [None] * 4


def test_nothing_is_compared_with_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        compare([], [run()], names=NAMES)


def test_energy_of_another_scope_is_not_held_against_it() -> None:
    def powered(place: int, scope: str, quality: str = "measured") -> Run:
        figures = {"decode_tok_s": 20.0 + place / 10, "energy_per_token_j": 0.5 + place / 100}
        return run(f"r{scope}{place}", figures=figures, telemetry={"energy": {"scope": scope, "quality": quality}})

    same = compare([powered(i, "input") for i in range(3)], [powered(i, "input") for i in range(3, 6)], names=NAMES)
    assert {effect.figure for effect in same.effects} == {"decode_tok_s", "energy_per_token_j"}
    for other in (powered(9, "rails"), powered(9, "input", "estimated")):
        found = compare([powered(i, "input") for i in range(3)], [other], names=NAMES)
        assert {effect.figure for effect in found.effects} == {"decode_tok_s"}
        assert "power_scopes" in {remark.code for remark in found.remarks}
