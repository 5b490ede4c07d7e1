"""Why is mine slower than published? The own card held against what a publication states, in one line.

Each cause that can be reckoned has a factor: memory that runs slower, weights that take more bytes. Others (power mode,
clocks, another engine) are named without one. What the publication does not state is named too: nobody can tell then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Any

from pydantic import Field

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.ceiling import bandwidth_of
from roadweek.benchmarking.modules import MODULES
from roadweek.domain.base import Language, Model
from roadweek.messages import say

NEAR = 0.05
"""A difference below this share is no difference here."""


class PublishedFigure(Model):
    """A published decode rate with what its publication states; None is not stated."""

    source: str
    decode_tok_s: float = Field(gt=0)
    module: str | None = None
    """A key of ``modules.MODULES``."""
    power_mode: str | None = None
    clocks_locked: bool | None = None
    emc_mhz: float | None = None
    model: str | None = None
    quantisation: str | None = None
    size_bytes: int | None = None
    engine: str | None = None
    engine_version: str | None = None
    backend: str | None = None
    gpu_layers: int | None = None
    context: int | None = None
    concurrent: int | None = None


@dataclass(frozen=True, slots=True)
class SlowerCause:
    """``code`` is a message of ``messages.devices``; ``factor`` is what it does to the rate, where that is reckoned."""

    code: str
    params: dict[str, Any] = field(default_factory=dict[str, Any])
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class SlowerAnswer:
    """``ratio`` is the own rate over the published one; ``causes`` the likeliest first; ``unstated`` what is not known
    of the publication, ``unread`` what is not known of the own card."""

    ratio: float
    causes: tuple[SlowerCause, ...]
    unstated: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def expected(self) -> float | None:
        """What the reckoned causes come to together; None where none is reckoned."""
        factors = [cause.factor for cause in self.causes if cause.factor is not None]
        return prod(factors) if factors else None


_CODES: Mapping[str, str] = {
    "power_mode": "slower_mode",
    "model": "slower_model",
    "quantisation": "slower_quantisation",
    "gpu_layers": "slower_layers",
    "backend": "slower_backend",
    "engine": "slower_engine",
    "engine_version": "slower_version",
    "context": "slower_context",
    "concurrent": "slower_streams",
}
"""Fields whose difference is a cause by itself, with its message."""


def why_slower(card: RunCard, decode_tok_s: float, published: PublishedFigure, *, concurrent: int = 1) -> SlowerAnswer:
    """The causes that the two settings show, those with a factor first, the strongest before."""
    own = _own(card, concurrent)
    theirs: dict[str, Any] = {name: getattr(published, name) for name in own}
    if _differ(own["engine"], theirs["engine"]):
        del own["engine_version"]  # of another engine it says nothing
    unstated = tuple(name for name in own if theirs[name] is None)
    unread = tuple(name for name in own if theirs[name] is not None and own[name] is None)
    differing = {name for name in own if _differ(own[name], theirs[name])}
    causes = _memory_causes(card, published, differing)
    for name in own:
        if name not in differing:
            continue
        if name == "clocks_locked":
            causes.append(SlowerCause("slower_unlocked" if published.clocks_locked else "slower_locked"))
        elif name in _CODES:
            factor = _size_factor(card, published) if name == "quantisation" else None
            causes.append(SlowerCause(_CODES[name], {"ours": own[name], "theirs": theirs[name]}, factor))
    causes.sort(key=lambda cause: (cause.factor is None, cause.factor or 0.0))
    return SlowerAnswer(decode_tok_s / published.decode_tok_s, tuple(causes), unstated, unread)


def _own(card: RunCard, concurrent: int) -> dict[str, Any]:
    """What a publication is held against, by the names of its fields."""
    device, engine, model = card.device, card.engine, card.model
    return {
        "module": device.module,
        "power_mode": device.power_mode,
        "clocks_locked": device.clocks_locked,
        "model": model.name,
        "quantisation": model.quantisation,
        "gpu_layers": engine.gpu_layers,
        "backend": engine.backend,
        "engine": engine.name,
        "engine_version": engine.version,
        "context": model.context,
        "concurrent": concurrent,
    }


def _differ(ours: Any, theirs: Any) -> bool:
    return None not in (ours, theirs) and _same(ours) != _same(theirs)


def _memory_causes(card: RunCard, published: PublishedFigure, differing: set[str]) -> list[SlowerCause]:
    """Another module, or the same with its memory at another clock."""
    device, factor = card.device, _memory_factor(card, published)
    if "module" in differing:
        ours, theirs = MODULES.get(device.module or ""), MODULES.get(published.module or "")
        names = {"ours": ours.name if ours else device.module, "theirs": theirs.name if theirs else published.module}
        return [SlowerCause("slower_module", names, factor)]
    if factor is not None and "emc" in device.clocks_mhz and abs(1 - factor) > NEAR:
        return [SlowerCause("slower_memory", {"ours": round(device.clocks_mhz["emc"])}, factor)]
    return []


def _size_factor(card: RunCard, published: PublishedFigure) -> float | None:
    """What the sizes of two quantisations do to the rate: fewer bytes a token are faster."""
    own = card.model.size_bytes
    return published.size_bytes / own if published.size_bytes and own else None


def slower_line(answer: SlowerAnswer, lang: Language) -> str:
    """The answer in one line."""
    ratio = f"{answer.ratio:.2f}"
    if answer.ratio >= 1 - NEAR:
        return say("devices.not_slower", lang, ratio=ratio)
    between = say("devices.between", lang)
    said = between.join(cause_words(cause, lang) for cause in answer.causes)
    if not answer.causes:
        missing = between.join(say(f"devices.unstated_{name}", lang) for name in [*answer.unstated, *answer.unread])
        code = "slower_unknown" if missing else "slower_same"
        return say(f"devices.{code}", lang, ratio=ratio, missing=missing)
    expected = answer.expected
    if expected is None:
        return say("devices.slower_named", lang, ratio=ratio, causes=said)
    return say("devices.slower_reckoned", lang, ratio=ratio, causes=said, expected=f"{expected:.2f}")


def cause_words(cause: SlowerCause, lang: Language) -> str:
    """A cause, with its factor where it has one."""
    words = say(f"devices.{cause.code}", lang, **cause.params)
    return (
        words if cause.factor is None else say("devices.with_factor", lang, words=words, factor=f"{cause.factor:.2f}")
    )


def _memory_factor(card: RunCard, published: PublishedFigure) -> float | None:
    """Own bandwidth over the publication's; None where either is unknown."""
    own, theirs = bandwidth_of(card), _published_gb_s(card, published)
    return own.gb_s / theirs if own and not own.mode_unknown and theirs else None


def _published_gb_s(card: RunCard, published: PublishedFigure) -> float | None:
    """The bandwidth that the publication had: its module's at the memory clock that it states or that follows."""
    module = MODULES.get(published.module or "")
    if module is None:
        return None
    if module.emc_mhz is None or "MAXN" in (published.power_mode or "").upper():
        return module.bandwidth_gb_s
    clock = published.emc_mhz
    if clock is None and published.module == card.device.module and published.power_mode == card.device.power_mode:
        clock = card.device.clocks_mhz.get("emc") if published.power_mode else None
    return module.bandwidth_gb_s * min(1.0, clock / module.emc_mhz) if clock else None


def _same(value: Any) -> Any:
    """Text without the differences that name the same: ``Q4_K_M`` and ``q4_k_m``."""
    return re.sub(r"[-_ ]+", "", value.casefold()) if isinstance(value, str) else value
