"""What engines tell of themselves and of their models, read into cards.

Ollama: ``/api/version``, ``/api/show``, ``/api/tags``, ``/api/ps``; llama.cpp's server: ``/props`` and ``/v1/models``;
others: ``/v1/models``, and ``/version`` (vLLM). All fields are optional, and what is not told stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from roadweek.benchmarking.card import EngineCard, ModelCard

Facts = Mapping[str, Mapping[str, Any]]
"""Documents by name, as ``ModelEndpoint.facts`` gives them."""
_QUANTISATION = re.compile(r"(?:^|[-._])((?:I?Q\d|TQ\d|MXFP4|F16|BF16|F32)(?:_[0-9A-Z]+)*)(?=[-._]|$)", re.IGNORECASE)


def cards_of(api: Literal["ollama", "openai", "llamacpp"], facts: Facts, model: str) -> tuple[EngineCard, ModelCard]:
    """The engine's card and the model's."""
    if api == "ollama":
        return _ollama(facts, model)
    entry = _entry(_rows(facts, "models", "data"), "id", model)
    return _llamacpp(facts, entry, model) if api == "llamacpp" else _openai(facts, entry, model)


def _ollama(facts: Facts, model: str) -> tuple[EngineCard, ModelCard]:
    show, details = facts.get("show", {}), _table(facts.get("show", {}).get("details"))
    info = _table(show.get("model_info"))
    arch = _text(info.get("general.architecture"))
    entry = _entry(_rows(facts, "tags", "models"), "name", model)
    loaded = _entry(_rows(facts, "ps", "models"), "name", model)
    size, in_gpu = _whole(loaded.get("size")), loaded.get("size_vram")
    backend = None
    if size and isinstance(in_gpu, int):
        backend = "CPU" if in_gpu <= 0 else "GPU" if in_gpu >= size else "CPU+GPU"
    context = _whole(loaded.get("context_length")) or _stated_context(show.get("parameters"))
    return (
        EngineCard(
            name="ollama",
            version=_text(facts.get("version", {}).get("version")),
            backend=backend,
            gpu_layers=0 if backend == "CPU" else None,
        ),
        ModelCard(
            name=model,
            digest=_text(entry.get("digest")),
            quantisation=_text(details.get("quantization_level")),
            size_bytes=_whole(entry.get("size")),
            parameters=_whole(info.get("general.parameter_count")),
            shape=None if not arch else "moe" if _whole(info.get(f"{arch}.expert_count")) else "dense",
            context=context,
        ),
    )


def _llamacpp(facts: Facts, entry: Mapping[str, Any], model: str) -> tuple[EngineCard, ModelCard]:
    props, meta = facts.get("props", {}), _table(entry.get("meta"))
    path = _text(props.get("model_path")) or ""
    file = path.replace("\\", "/").rsplit("/", 1)[-1]
    settings = _table(props.get("default_generation_settings"))
    # The name of the file says it, as its maker wrote it; the head of the file says it better, where it can be read.
    named = _QUANTISATION.search(file.removesuffix(".gguf"))
    return (
        EngineCard(name="llama.cpp", version=_text(props.get("build_info"))),
        ModelCard(
            name=file or model or None,
            quantisation=named[1].upper() if named else None,
            size_bytes=_whole(meta.get("size")),
            parameters=_whole(meta.get("n_params")),
            context=_whole(settings.get("n_ctx")) or _whole(meta.get("n_ctx")),
        ),
    )


def _openai(facts: Facts, entry: Mapping[str, Any], model: str) -> tuple[EngineCard, ModelCard]:
    owner = _text(entry.get("owned_by"))
    return (
        EngineCard(name=owner, version=_text(facts.get("version", {}).get("version"))),
        ModelCard(name=model or None, context=_whole(entry.get("max_model_len"))),
    )


def _rows(facts: Facts, document: str, name: str) -> list[Mapping[str, Any]]:
    held: object = facts.get(document, {}).get(name)
    rows = cast("Sequence[object]", held) if isinstance(held, list) else ()
    return [cast("Mapping[str, Any]", row) for row in rows if isinstance(row, dict)]


def _entry(rows: Sequence[Mapping[str, Any]], key: str, model: str) -> Mapping[str, Any]:
    """The row of the model; a name without a tag is its ``:latest``."""
    named = {str(row.get(key)): row for row in rows}
    return named.get(model) or named.get(f"{model}:latest") or {}


def _table(held: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", held) if isinstance(held, dict) else {}


def _text(held: object) -> str | None:
    return held.strip() or None if isinstance(held, str) else None


def _whole(held: object) -> int | None:
    return held if isinstance(held, int) and not isinstance(held, bool) and held > 0 else None


def _stated_context(parameters: object) -> int | None:
    """Of Ollama's ``parameters``, a text with a setting a line."""
    found = re.search(r"^num_ctx\s+(\d+)\s*$", parameters, re.MULTILINE) if isinstance(parameters, str) else None
    return int(found[1]) if found else None
