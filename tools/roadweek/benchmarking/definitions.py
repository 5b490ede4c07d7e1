"""What the figures of a load run mean, in words: a report says it beside them, because tools disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from roadweek.benchmarking.latency import CACHED_SHARE, DELAY_FLOOR_MS, DELAY_MS, P99_FROM
from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek.domain.base import Language

__all__ = ["definition_words", "definitions_of"]

ALWAYS = ("good", "clock", "schedule_delay", "cached")
"""What a reader of any load run must know."""
OF_FIGURES = (
    "ttft_byte",
    "ttft_token",
    "ttft_content",
    "tpot_content",
    "tpot",
    "chunk_gap",
    "e2e",
    "decode_tok_s",
    "prefill_tok_s",
    "server_decode_tok_s",
    "server_prefill_tok_s",
    "output_tok_s",
    "goodput",
    "load_ms",
)
"""Each defines the figures whose names begin with it; the longer comes before the shorter."""


def definitions_of(figures: Iterable[str]) -> list[str]:
    """The codes of the definitions that these figures of a load run need, in order; none for other figures."""
    used = {next((stem for stem in OF_FIGURES if name.startswith(stem)), None) for name in figures} - {None}
    return [*ALWAYS[:2], *(stem for stem in OF_FIGURES if stem in used), *ALWAYS[2:]] if used else []


def definition_words(code: str, lang: Language) -> str:
    """A definition with its limits as they are reckoned with."""
    return say(f"load.{code}", lang, least=P99_FROM, limit_ms=DELAY_MS, floor_ms=DELAY_FLOOR_MS, share=CACHED_SHARE)
