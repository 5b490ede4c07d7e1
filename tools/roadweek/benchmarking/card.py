"""The card of a run: what was measured on what, so that two figures can be held against each other.

A field that is None was not found out. It is never filled with what is usual: an unknown power mode is a reason not to
compare, and a guessed one would hide it. Clocks in MHz, sizes in bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from roadweek.domain.base import Model

DeviceKind = Literal["jetson", "pi", "gpu", "computer"]
Scalar = str | int | float | bool | None
"""What a setting may hold."""

Weight = Literal["matters", "noted"]
"""Whether a difference makes two runs incomparable, or is only told."""


class DeviceCard(Model):
    """The machine that did the work; read by ``inference.describe_device``, or stated by the person."""

    kind: DeviceKind = "computer"
    name: str | None = None
    """What the person calls it."""
    board: str | None = None
    """What the firmware calls it."""
    module: str | None = None
    """A key of ``ceiling.MODULES``."""
    memory_bytes: int | None = None
    cpu: str | None = None
    cpu_count: int | None = None
    gpu: str | None = None
    gpu_bandwidth_gb_s: float | None = None
    """Of a desktop card, from the driver's own clock and bus width."""
    os: str | None = None
    kernel: str | None = None
    l4t: str | None = None
    jetpack: str | None = None
    driver: str | None = None
    cuda: str | None = None
    firmware: str | None = None
    power_mode_id: int | None = None
    power_mode: str | None = None
    clocks_locked: bool | None = None
    governor: str | None = None
    clocks_mhz: dict[str, float] = {}
    """The highest clock that each part may take now: ``cpu``, ``gpu``, ``emc``."""
    emc_mhz: float | None = None
    """The memory's clock when the card was read."""
    unread: dict[str, str] = {}
    """What could not be read, and why: ``denied``, ``absent``, ``garbled``."""


class EngineCard(Model):
    """What served the model."""

    name: str | None = None
    version: str | None = None
    backend: str | None = None
    """Where it computes: CPU, CUDA, TensorRT, Vulkan …"""
    gpu_layers: int | None = None
    threads: int | None = None


class ModelCard(Model):
    """The model as it lay in memory."""

    name: str | None = None
    digest: str | None = None
    quantisation: str | None = None
    size_bytes: int | None = Field(default=None, ge=0)
    """Of the weights as they are stored."""
    parameters: float | None = None
    read_bytes: int | None = Field(default=None, ge=0)
    """Bytes of weights that decoding one token reads, where that is known and is not ``size_bytes``."""
    cache_bytes_per_token: float | None = None
    """Of the key-value cache, for each token of context."""
    shape: Literal["dense", "moe", "vision"] | None = None
    """``vision`` is a network without decoding."""
    context: int | None = None


class RunCard(Model):
    """Everything a reader needs to measure the same again. ``settings`` are those of the engine and of the load."""

    device: DeviceCard = DeviceCard()
    engine: EngineCard = EngineCard()
    model: ModelCard = ModelCard()
    settings: dict[str, Scalar] = {}

    def flat(self) -> dict[str, Scalar]:
        """Every known field by its path, ``device.module`` or ``settings.threads``; what is unknown is not there."""
        return dict(_flat(self.to_json(), ""))


class CardDifference(Model):
    """One field in which two cards differ; None is a side that does not know."""

    field: str
    ours: Scalar = None
    theirs: Scalar = None
    weight: Weight


MATTERS: tuple[str, ...] = (
    "device.module",
    "device.board",
    "device.cpu",
    "device.gpu",
    "device.power_mode",
    "device.clocks_locked",
    "device.governor",
    "device.clocks_mhz.cpu",
    "device.clocks_mhz.gpu",
    "device.clocks_mhz.emc",
    "engine.name",
    "engine.backend",
    "engine.gpu_layers",
    "engine.threads",
    "model.name",
    "model.digest",
    "model.quantisation",
    "model.context",
)
"""Fields of which a difference changes the figures by more than noise; versions and names are told beside."""

_READ_NOW = frozenset({"device.emc_mhz", "device.name"})
"""The moment's reading of a clock is not a setting, and a name is the person's."""


def card_differences(ours: RunCard, theirs: RunCard, varies: frozenset[str] = frozenset()) -> list[CardDifference]:
    """Every field in which the two differ, those that matter first; ``varies`` are the paths that are meant to differ.

    A field of which only one side knows is ``noted``: it is no proof of a difference, and no proof of sameness.
    """
    one, two = ours.flat(), theirs.flat()
    found = [
        CardDifference(field=field, ours=one.get(field), theirs=two.get(field), weight=_weight(field, one, two))
        for field in sorted(one.keys() | two.keys())
        if one.get(field) != two.get(field)
        and field not in varies
        and field not in _READ_NOW
        and not field.startswith("device.unread.")
    ]
    return sorted(found, key=lambda each: each.weight != "matters")


def _weight(field: str, one: Mapping[str, Scalar], two: Mapping[str, Scalar]) -> Weight:
    known = field in one and field in two
    return "matters" if known and (field in MATTERS or field.startswith("settings.")) else "noted"


def _flat(value: dict[str, Any], path: str) -> list[tuple[str, Scalar]]:
    found: list[tuple[str, Scalar]] = []
    for name, held in value.items():
        if isinstance(held, dict):
            found += _flat(held, f"{path}{name}.")  # pyright: ignore[reportUnknownArgumentType]
        elif held is not None:
            found.append((path + name, held))
    return found
