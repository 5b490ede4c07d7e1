"""The whole card of a run: the machine where the model runs, the engine, the model and the settings."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from roadweek.benchmarking.card import DeviceCard, ModelCard, RunCard, Scalar
from roadweek.benchmarking.engine_answers import Facts, cards_of
from roadweek.inference.describe_device import describe_device
from roadweek.inference.endpoints import ModelEndpoint
from roadweek.inference.gguf import GgufError, read_gguf

_TOLD_BY_FILE = ("quantisation", "read_bytes", "shape", "size_bytes")


async def describe_run(endpoint: ModelEndpoint, model: str, settings: Mapping[str, Scalar] | None = None) -> RunCard:
    """The card of a measurement of ``model``. Of a machine elsewhere only what the configuration calls it is known."""
    told = endpoint.settings
    facts = await endpoint.facts(model)
    engine, card = cards_of(told.api, facts, model)
    device = DeviceCard(name=told.device or None)
    if is_here(told.url):
        device, card = describe_device(name=device.name), _with_file(card, facts)
    return RunCard(device=device, engine=engine, model=card, settings=dict(settings or {}))


def is_here(url: str) -> bool:
    """Whether an address is this machine's own: its sensors and files are then those of the server."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _with_file(card: ModelCard, facts: Facts) -> ModelCard:
    """What the head of the model's file says better than the server: shape, quantisation, bytes read a token."""
    path = facts.get("props", {}).get("model_path")
    if not isinstance(path, str) or not path:
        return card
    try:
        head = read_gguf(Path(path)).card().to_json()
    except (OSError, GgufError):
        return card
    return card.model_copy(update={name: head[name] for name in _TOLD_BY_FILE if name in head})
