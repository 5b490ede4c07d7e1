"""A model drafts an experiment from free words; code holds every number and name of it against the message."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from roadweek.benchmarking.asking import KnownEndpoint, KnownModel
from roadweek.benchmarking.drafted import draft_question
from roadweek.domain.base import Model as Value
from roadweek.messages import say
from roadweek_agents.drafting import drafted, schema_of
from roadweek_agents.prompting import filled

if TYPE_CHECKING:
    from roadweek_agents.gateway import Tools
    from roadweek_agents.model import Model
    from roadweek_agents.state import Language

MOST_MODELS = 40
"""So many models of an endpoint are named to the model."""


class BenchLevel(Value):
    """A setting with its levels: several are compared, one is held."""

    setting: Literal[
        "endpoint", "model", "concurrency", "rate_per_s", "requests", "warmup", "prompt_tokens", "max_tokens",
        "image_px", "max_s", "request_timeout_s", "stop_at_c", "slo_ttft_ms", "slo_tpot_ms", "slo_e2e_ms",
        "shared_prefix", "ignore_eos", "cold",
    ]  # fmt: skip
    levels: tuple[str | int | float | bool, ...] = Field(min_length=1, max_length=20)


class BenchDraft(Value):
    """What a model may say to a wish for a measurement."""

    settings: tuple[BenchLevel, ...] = Field(default=(), max_length=18)
    repeats: int | None = Field(default=None, ge=1, le=100)
    question: str | None = Field(default=None, max_length=300)


async def draft_experiment(
    model: Model, known: Sequence[KnownEndpoint], text: str, lang: Language
) -> tuple[dict[str, Any] | None, str | None]:
    """The arguments of ``bench_plan`` for a wish in free words, or the question to ask. Raises ModelError."""
    if not known:
        return None, say("edge.ask_no_endpoint", lang)
    told = "\n".join(
        f"endpoint {each.name} ({each.device or 'no device named'}): "
        + (", ".join(one.name for one in each.models[:MOST_MODELS]) or "tells no models")
        for each in known
    )
    schema = json.dumps(schema_of(BenchDraft), ensure_ascii=False, separators=(",", ":"))
    made = await drafted(model, filled("draft_benchmark", endpoints=told, schema=schema, words=text), BenchDraft)
    levels: dict[str, tuple[str | int | float | bool, ...]] = {one.setting: one.levels for one in made.settings}
    if not levels:
        return None, made.question
    if "endpoint" not in levels and len(known) == 1:
        levels = {"endpoint": (known[0].name,), **levels}
    asked = draft_question(text, levels, made.repeats, known)
    if asked is not None:
        return None, say(f"edge.{asked.code}", lang, **asked.params)
    if made.question:
        return None, made.question
    varies = {name: list(each) for name, each in levels.items() if len(set(each)) > 1}
    held = {name: each[0] for name, each in levels.items() if name not in varies}
    return {"varies": varies, "held": held, "repeats": made.repeats}, None


async def known_places(call: Tools) -> list[KnownEndpoint]:
    """The endpoints that answer now, with the models that they tell."""
    places = (await call("device_list"))["endpoints"]
    served = (await call("model_list"))["models"]
    return [
        KnownEndpoint(
            one["endpoint"],
            one["device"],
            one["model"],
            tuple(
                KnownModel(each["model"], each["quantisation"] or None)
                for each in served
                if each["endpoint"] == one["endpoint"]
            ),
        )
        for one in places
        if one["reachable"]
    ]
