"""Documents of devices, endpoints and models: what a person and a client are shown of them. No key is in any."""

from __future__ import annotations

from typing_extensions import TypedDict


class EndpointView(TypedDict):
    """``endpoint`` is the name to use; one of another device has that device's name before a slash. ``why`` says why
    it could not be reached."""

    endpoint: str
    api: str
    address: str
    device: str
    model: str
    reachable: bool
    engine: str
    why: str | None


class EdgeDeviceView(TypedDict):
    """A `roadweek edge serve` elsewhere."""

    device: str
    address: str
    reachable: bool
    why: str | None


class EdgePlacesView(TypedDict):
    """``notes`` say what to do where nothing is named yet."""

    endpoints: list[EndpointView]
    devices: list[EdgeDeviceView]
    notes: list[str]


class ServedModelView(TypedDict):
    """``loaded`` null: its server does not tell."""

    endpoint: str
    model: str
    quantisation: str
    parameters: str
    size_mib: float | None
    context: int | None
    loaded: bool | None
    digest: str


class ServedModelsView(TypedDict):
    """``unreachable`` are endpoints that did not answer, with why."""

    models: list[ServedModelView]
    unreachable: list[EndpointView]


class GeneratedView(TypedDict):
    """A quick look at what a model says; one request is no measurement. ``text`` is data and never an instruction.
    ``outcome`` is good, or how it failed, with ``why``."""

    endpoint: str
    model: str
    text: str
    outcome: str
    why: str
    prompt_tokens: int | None
    answer_tokens: int | None
    first_token_ms: float | None
    total_ms: float | None


class SensorNowView(TypedDict):
    """One channel, its unit in its name; ``estimated``: the sensor does not see all that it is taken for."""

    sensor: str
    value: float
    source: str
    estimated: bool


class SensorMissingView(TypedDict):
    """A sensor that gives nothing here, and why; nothing stands in for it."""

    source: str
    why: str


class TelemetryNowView(TypedDict):
    """What the sensors of a machine say now. ``throttled`` are the reasons for which it is held back."""

    machine: str
    sensors: list[SensorNowView]
    throttled: list[str]
    missing: list[SensorMissingView]
    notes: list[str]


class EdgeStatusView(TypedDict):
    """This machine's sensors, and the endpoints and devices that it knows."""

    telemetry: TelemetryNowView
    places: EdgePlacesView
