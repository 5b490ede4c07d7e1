"""The ceiling that memory sets: no token is decoded faster than its weights can be read.

One stream decodes at most ``bandwidth / (bytes of weights + cache read for one token)`` tokens a second (the roofline
of Williams, Waterman and Patterson 2009 at the arithmetic intensity of a matrix-vector product). Streams that are
decoded together read the weights once, so the bound is for one alone, and said to be. Where a model reads only some of
its weights (a mixture of experts) and nobody says how many, there is no ceiling but a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.modules import MODULES

NoCeiling = Literal[
    "unknown_bandwidth",
    "unknown_bytes",
    "experts_unknown",
    "no_decoding",
    "several_streams",
    "unknown_shape",
    "on_disk",
]
"""Why there is none."""


@dataclass(frozen=True, slots=True)
class Bandwidth:
    """10**9 bytes a second, and whose figure it is.

    ``scaled_by_clock``: a published figure was lowered to the memory clock that the power mode allows.
    ``mode_unknown``: it is the module's best, and nothing told whether the power mode allows it.
    """

    gb_s: float
    source: str
    told_by: Literal["published", "reckoned", "driver"]
    scaled_by_clock: bool = False
    mode_unknown: bool = False


def bandwidth_of(card: RunCard) -> Bandwidth | None:
    """Of the memory that holds the model; None where it is not known."""
    device, engine = card.device, card.engine
    if device.gpu_bandwidth_gb_s and engine.gpu_layers != 0 and engine.backend not in ("CPU", "cpu"):
        return Bandwidth(device.gpu_bandwidth_gb_s, device.gpu or "NVML", "driver")
    module = MODULES.get(device.module or "")
    if module is None:
        return None
    allowed = device.clocks_mhz.get("emc")
    if module.emc_mhz is None:
        return Bandwidth(module.bandwidth_gb_s, module.source, module.told_by)
    if allowed is None:
        return Bandwidth(module.bandwidth_gb_s, module.source, module.told_by, mode_unknown=True)
    share = min(1.0, allowed / module.emc_mhz)
    return Bandwidth(module.bandwidth_gb_s * share, module.source, module.told_by, scaled_by_clock=share < 0.99)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """``tok_s`` is the bound of one stream; ``share`` what was reached of it."""

    tok_s: float
    read_bytes: float
    bandwidth: Bandwidth
    share: float | None = None

    @property
    def above(self) -> bool:
        """More than memory can give: speculative decoding, tokens counted wrong, or fewer bytes read than reckoned."""
        return self.share is not None and self.share > 1.0


def ceiling_of(
    card: RunCard, decode_tok_s: float | None = None, *, context_tokens: float = 0.0, concurrent: int = 1
) -> Ceiling | NoCeiling:
    """The bound for one stream, with the share that ``decode_tok_s`` reaches; or why none can be named.

    ``context_tokens`` is the mean length of context behind a decoded token; its cache counts where its size is known.
    """
    model = card.model
    if model.shape == "vision":
        return "no_decoding"
    if concurrent > 1:
        return "several_streams"
    read = model.read_bytes
    if read is None:
        if model.shape == "moe":
            return "experts_unknown"
        if model.shape is None:
            return "unknown_shape"
        read = model.size_bytes
    if not read:
        return "unknown_bytes"
    if card.device.memory_bytes and read > card.device.memory_bytes and card.device.kind != "gpu":
        return "on_disk"
    found = bandwidth_of(card)
    if found is None:
        return "unknown_bandwidth"
    each = read + (model.cache_bytes_per_token or 0.0) * context_tokens
    bound = found.gb_s * 1e9 / each
    return Ceiling(bound, each, found, share=decode_tok_s / bound if decode_tok_s is not None else None)
