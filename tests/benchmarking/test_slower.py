"""Why is mine slower than published: causes by what the two settings show, and nothing that neither shows."""

from __future__ import annotations

import pytest

from roadweek.benchmarking.card import DeviceCard, EngineCard, ModelCard, RunCard
from roadweek.benchmarking.slower import PublishedFigure, slower_line, why_slower
from roadweek.domain.base import Language
from roadweek.messages.devices import TEXTS

MINE = RunCard(
    device=DeviceCard(
        kind="jetson", module="orin-nano-8gb", power_mode="15W", clocks_locked=False, clocks_mhz={"emc": 2133.0}
    ),
    engine=EngineCard(name="llama.cpp", version="b4500", backend="CUDA", gpu_layers=99),
    model=ModelCard(name="some-model", quantisation="Q4_K_M", size_bytes=1_000_000_000, shape="dense", context=4096),
)
THEIRS = PublishedFigure(
    source="a blog", decode_tok_s=40.0, module="orin-nano-8gb", power_mode="MAXN_SUPER", clocks_locked=True,
    model="some-model", quantisation="q4-k-m", engine="llama.cpp", engine_version="b4500", backend="cuda",
    gpu_layers=99, context=4096, concurrent=1,
)  # fmt: skip


def _codes(card: RunCard, published: PublishedFigure, rate: float = 20.0) -> list[str]:
    return [cause.code for cause in why_slower(card, rate, published).causes]


def test_a_mode_that_slows_the_memory_is_the_first_cause_with_its_factor() -> None:
    answer = why_slower(MINE, 26.0, THEIRS)
    assert [cause.code for cause in answer.causes] == ["slower_memory", "slower_mode", "slower_unlocked"]
    assert answer.expected == pytest.approx(2133 / 3199)
    assert answer.ratio == 0.65
    assert slower_line(answer, "en") == (
        "0.65 × the published rate, because your memory may run at 2133 MHz only in this power mode (× 0.67); "
        "power mode 15W, theirs MAXN_SUPER; your clocks are not locked, theirs were (jetson_clocks); reckoned: × 0.67."
    )


def test_another_module_and_more_bytes_multiply() -> None:
    theirs = THEIRS.model_copy(update={"module": "agx-orin-64gb", "quantisation": "Q2_K", "size_bytes": 500_000_000})
    answer = why_slower(MINE, 6.0, theirs)
    assert [cause.code for cause in answer.causes][:2] == ["slower_module", "slower_quantisation"]
    assert answer.expected == pytest.approx(102 * 2133 / 3199 / 204.8 * 0.5)


def test_names_that_mean_the_same_are_no_cause() -> None:
    same = MINE.model_copy(
        update={"device": MINE.device.model_copy(update={"power_mode": "maxn super", "clocks_locked": True,
                                                         "clocks_mhz": {"emc": 3199.0}})}
    )  # fmt: skip
    assert _codes(same, THEIRS) == []
    assert "look at throttling" in slower_line(why_slower(same, 20.0, THEIRS), "en")


def test_what_is_not_stated_is_named_as_not_known_and_is_no_cause() -> None:
    bare = PublishedFigure(source="a video", decode_tok_s=40.0)
    answer = why_slower(MINE, 20.0, bare)
    assert answer.causes == ()
    assert {"module", "power_mode", "quantisation", "context", "concurrent"} <= set(answer.unstated)
    line = slower_line(answer, "en")
    assert "the power mode" in line
    assert "×" in line


def test_what_the_own_card_does_not_know_is_named_too() -> None:
    answer = why_slower(RunCard(), 20.0, THEIRS)
    assert answer.causes == ()
    assert {"module", "power_mode", "engine"} <= set(answer.unread)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"engine": "TensorRT-LLM"}, "slower_engine"),
        ({"engine_version": "b5000"}, "slower_version"),
        ({"backend": "Vulkan"}, "slower_backend"),
        ({"gpu_layers": 20}, "slower_layers"),
        ({"context": 512}, "slower_context"),
        ({"concurrent": 8}, "slower_streams"),
        ({"model": "another"}, "slower_model"),
        ({"clocks_locked": False, "power_mode": "15W"}, None),
    ],
)
def test_each_setting_that_differs_is_named(change: dict[str, object], code: str | None) -> None:
    found = _codes(MINE, THEIRS.model_copy(update=change))
    assert (code in found) if code else (found == [])


def test_a_desktop_card_against_a_module_is_no_cause_of_memory() -> None:
    desk = MINE.model_copy(update={"device": DeviceCard(kind="gpu", gpu="card", gpu_bandwidth_gb_s=400.0)})
    assert "slower_memory" not in _codes(desk, THEIRS)


def test_a_rate_that_is_not_below_needs_no_cause() -> None:
    assert slower_line(why_slower(MINE, 39.5, THEIRS), "en") == "Not slower: 0.99 × the published rate."


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_answer_is_one_line_in_both_languages(lang: Language) -> None:
    for published in (THEIRS, PublishedFigure(source="x", decode_tok_s=40), THEIRS.model_copy(update={"engine": "a"})):
        line = slower_line(why_slower(MINE, 20.0, published), lang)
        assert line
        assert "\n" not in line
        assert "{" not in line
        assert "None" not in line


def test_every_name_that_can_be_unstated_has_words() -> None:
    answer = why_slower(MINE, 20.0, PublishedFigure(source="x", decode_tok_s=40))
    assert [name for name in answer.unstated if f"unstated_{name}" not in TEXTS] == []
