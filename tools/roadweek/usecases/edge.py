"""Devices, endpoints and models: what is named in config.toml, what answers there, and a quick word with a model.

An endpoint of another device is named with the device before a slash (``orin-box/ollama``), and is asked through that
device's own `edge serve`, which has the address: none is ever taken from an argument.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import os
from collections.abc import Sequence
from typing import Any

from roadweek.benchmarking.asking import KnownEndpoint, KnownModel
from roadweek.domain.base import Language
from roadweek.domain.sanitise import sanitised
from roadweek.errors import DeviceError, EndpointError, InputError, UnknownNameError
from roadweek.inference.asking import AnswerLimits, ask
from roadweek.inference.endpoints import ChatQuestion, ServedModel, endpoint_named, open_endpoint
from roadweek.inference.remote import call_device
from roadweek.messages import say
from roadweek.settings import DeviceSettings, EndpointSettings, without_secret
from roadweek.views.edge import (
    EdgeDeviceView,
    EdgePlacesView,
    EndpointView,
    GeneratedView,
    ServedModelsView,
    ServedModelView,
)
from roadweek.workspace import Workspace

MIB = 2**20
ANSWER_S = 120.0
"""Seconds that a quick answer may take."""
LONGEST_TEXT = 8000
"""Characters of an answer that are shown."""
LARGEST_IMAGE = 6 * MIB
"""Bytes of a picture as base64."""


def places(ws: Workspace) -> EdgePlacesView:
    """What is named, and whether it answers; those of other devices too."""
    return asyncio.run(_places(ws))


def models(ws: Workspace, endpoint: str | None = None) -> ServedModelsView:
    """The models of an endpoint, or of all. Raises UnknownNameError; of one endpoint EndpointError or DeviceError."""
    return asyncio.run(_models(ws, endpoint))


def generate(
    ws: Workspace,
    prompt: str,
    *,
    endpoint: str | None = None,
    model: str | None = None,
    image: str | None = None,
    max_tokens: int = 128,
) -> GeneratedView:
    """One short answer, to see that a model works. ``image`` is base64 of a PNG or JPEG.

    Raises UnknownNameError, InputError, EndpointError or DeviceError; what goes wrong in the stream is an outcome.
    """
    return asyncio.run(_generate(ws, prompt, endpoint, model, image, max_tokens))


def known_endpoints(ws: Workspace) -> list[KnownEndpoint]:
    """The endpoints that sentences may name, with the models that they tell now."""
    return asyncio.run(_known(ws))


def device_of(ws: Workspace, name: str | None) -> tuple[DeviceSettings, str] | None:
    """The device and its endpoint of a name such as ``orin-box/ollama``; None for an endpoint of our own."""
    first, slash, rest = (name or "").partition("/")
    for device in ws.settings.edge.devices:
        if slash and device.name == first:
            return device, rest
    return None


async def _places(ws: Workspace) -> EdgePlacesView:
    edge = ws.settings.edge
    lang = ws.language or "en"
    own = await asyncio.gather(*(_endpoint(one, lang) for one in edge.endpoints))
    others = await asyncio.gather(*(_device(one, lang) for one in edge.devices))
    endpoints = [*own, *(each for _, listed in others for each in listed)]
    notes = [] if edge.endpoints or edge.devices else [say("edge.none_named", lang)]
    return {"endpoints": endpoints, "devices": [device for device, _ in others], "notes": notes}


def _reason(error: EndpointError | DeviceError, lang: Language) -> str:
    """Why it does not answer, in a few words."""
    known = {"silent": "silent", "no_token": "no_secret", "no_key": "no_secret", "token": "token"}
    kind = known.get(error.key.partition("_")[2])
    return say(f"edge.why_{kind}", lang, why=error.params["why"]) if kind else str(error.params["why"])


async def _endpoint(settings: EndpointSettings, lang: Language) -> EndpointView:
    engine, why = "", None
    try:
        async with open_endpoint(settings, os.environ) as opened:
            engine = await opened.version()
            if not engine:
                await opened.models()  # an answer at all
    except EndpointError as error:
        why = _reason(error, lang)
    return _endpoint_view(settings, engine, why)


def _endpoint_view(settings: EndpointSettings, engine: str, why: str | None) -> EndpointView:
    return {
        "endpoint": settings.name,
        "api": settings.api,
        "address": without_secret(settings.url),
        "device": settings.device,
        "model": settings.model,
        "reachable": why is None,
        "engine": engine,
        "why": why,
    }


async def _device(settings: DeviceSettings, lang: Language) -> tuple[EdgeDeviceView, list[EndpointView]]:
    """The device, and the endpoints that it tells; they keep its name before theirs."""
    address = without_secret(settings.url)
    try:
        told = await call_device(settings, os.environ, "device_list", {})
    except DeviceError as error:
        why = _reason(error, lang)
        return {"device": settings.name, "address": address, "reachable": False, "why": why}, []
    listed = [
        EndpointView(
            endpoint=f"{settings.name}/{_word(one, 'endpoint')}",
            api=_word(one, "api"),
            address=address,
            device=_word(one, "device") or settings.name,
            model=_word(one, "model"),
            reachable=one.get("reachable") is True,
            engine=_word(one, "engine"),
            why=_word(one, "why") or None,
        )
        for one in _tables(told.get("endpoints"))
        if "/" not in _word(one, "endpoint")  # what it reaches itself is asked there
    ]
    return {"device": settings.name, "address": address, "reachable": True, "why": None}, listed


async def _models(ws: Workspace, endpoint: str | None) -> ServedModelsView:
    if endpoint is not None:
        return {"models": await _models_of(ws, endpoint), "unreachable": []}
    shown = (await _places(ws))["endpoints"]
    up = [one for one in shown if one["reachable"]]
    found = await asyncio.gather(*(_models_of(ws, one["endpoint"]) for one in up))
    return {"models": [each for listed in found for each in listed], "unreachable": [*_down(shown)]}


def _down(shown: Sequence[EndpointView]) -> list[EndpointView]:
    return [one for one in shown if not one["reachable"]]


async def _models_of(ws: Workspace, endpoint: str) -> list[ServedModelView]:
    there = device_of(ws, endpoint)
    if there is not None:
        told = await call_device(there[0], os.environ, "model_list", {"endpoint": there[1]})
        return [_told_model(endpoint, one) for one in _tables(told.get("models"))]
    async with open_endpoint(_named(ws, endpoint), os.environ) as opened:
        return [_model_view(endpoint, one) for one in await opened.models()]


def _named(ws: Workspace, endpoint: str | None) -> EndpointSettings:
    return endpoint_named(ws.settings.edge, endpoint)


def _model_view(endpoint: str, model: ServedModel) -> ServedModelView:
    return {
        "endpoint": endpoint,
        "model": model.name,
        "quantisation": model.quantisation,
        "parameters": model.parameters,
        "size_mib": None if model.size_bytes is None else round(model.size_bytes / MIB, 1),
        "context": model.context,
        "loaded": model.loaded,
        "digest": model.digest[:12],
    }


def _told_model(endpoint: str, told: dict[str, Any]) -> ServedModelView:
    size, context, loaded = told.get("size_mib"), told.get("context"), told.get("loaded")
    return {
        "endpoint": endpoint,
        "model": _word(told, "model"),
        "quantisation": _word(told, "quantisation"),
        "parameters": _word(told, "parameters"),
        "size_mib": float(size) if isinstance(size, int | float) else None,
        "context": context if isinstance(context, int) else None,
        "loaded": loaded if isinstance(loaded, bool) else None,
        "digest": _word(told, "digest"),
    }


async def _known(ws: Workspace) -> list[KnownEndpoint]:
    shown = (await _places(ws))["endpoints"]
    found = await asyncio.gather(*(_models_or_none(ws, one) for one in shown))
    return [
        KnownEndpoint(one["endpoint"], one["device"], one["model"], tuple(_distinct(listed)))
        for one, listed in zip(shown, found, strict=True)
    ]


async def _models_or_none(ws: Workspace, shown: EndpointView) -> list[ServedModelView]:
    try:
        return await _models_of(ws, shown["endpoint"]) if shown["reachable"] else []
    except (EndpointError, DeviceError):
        return []


def _distinct(listed: Sequence[ServedModelView]) -> list[KnownModel]:
    """One name a model: of two names for the same file the longer one, which says which it is."""
    kept: dict[str, ServedModelView] = {}
    for one in listed:
        key = one["digest"] or one["model"]
        if key not in kept or len(one["model"]) > len(kept[key]["model"]):
            kept[key] = one
    return [
        KnownModel(
            one["model"], one["quantisation"] or None, None if not one["size_mib"] else int(one["size_mib"] * MIB)
        )
        for one in kept.values()
    ]


async def _generate(
    ws: Workspace, prompt: str, endpoint: str | None, model: str | None, image: str | None, max_tokens: int
) -> GeneratedView:
    if image is not None:
        _check_image(image)
    there = device_of(ws, endpoint)
    if there is not None:
        asked = {"prompt": prompt, "endpoint": there[1], "model": model, "image": image, "max_tokens": max_tokens}
        told = await call_device(there[0], os.environ, "model_generate", asked, timeout_s=ANSWER_S + 10)
        return _told_answer(str(endpoint), told)
    settings = _named(ws, endpoint)
    async with open_endpoint(settings, os.environ) as opened:
        name = model or settings.model or await _only_model([one.name for one in await opened.models()])
        question = ChatQuestion(name, prompt, max_tokens, image=image)
        limits = AnswerLimits(max_tokens, ANSWER_S, keep_text=True)
        answered = await ask(opened, opened.question(question), limits)
    trace = answered.trace
    first, last = trace.first_token_s, trace.ended_s
    return {
        "endpoint": settings.name,
        "model": name,
        "text": sanitised(answered.text, LONGEST_TEXT),
        "outcome": trace.outcome,
        "why": trace.error,
        "prompt_tokens": trace.prompt_tokens,
        "answer_tokens": trace.completion_tokens,
        "first_token_ms": None if first is None else round((first - trace.started_s) * 1000, 1),
        "total_ms": None if last is None else round((last - trace.started_s) * 1000, 1),
    }


async def _only_model(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    raise UnknownNameError(what="model", name="", known=names, see="see_edge_models")


def _check_image(image: str) -> None:
    if len(image) > LARGEST_IMAGE:
        raise InputError("edge_image_large", most=LARGEST_IMAGE // MIB)
    try:
        head = base64.b64decode(image, validate=True)[:4]
    except (binascii.Error, ValueError) as error:
        raise InputError("edge_image") from error
    if not head.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        raise InputError("edge_image")


def _told_answer(endpoint: str, told: dict[str, Any]) -> GeneratedView:
    def count(name: str) -> int | None:
        value = told.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def time(name: str) -> float | None:
        value = told.get(name)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    return {
        "endpoint": endpoint,
        "model": _word(told, "model"),
        "text": sanitised(str(told.get("text") or ""), LONGEST_TEXT),
        "outcome": _word(told, "outcome"),
        "why": _word(told, "why"),
        "prompt_tokens": count("prompt_tokens"),
        "answer_tokens": count("answer_tokens"),
        "first_token_ms": time("first_token_ms"),
        "total_ms": time("total_ms"),
    }


def _word(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value[:300] if isinstance(value, str) else ""


def _tables(value: object) -> list[dict[str, Any]]:
    from typing import cast

    if not isinstance(value, list):
        return []
    return [cast("dict[str, Any]", one) for one in cast("list[object]", value)[:200] if isinstance(one, dict)]
