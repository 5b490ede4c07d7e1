"""One run of an experiment, measured: the load on its endpoint, the sensors beside it, and the card of what served it.

Sensors and card are those of the machine that serves. For an endpoint on this machine they are read here; for one of
another device the whole run is measured there, by its own `edge serve`; for a bare address elsewhere neither is known,
and the run says so instead of showing this machine's.
"""

from __future__ import annotations

import asyncio
import os
import re
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from roadweek.benchmarking.card import DeviceCard, EngineCard, ModelCard, RunCard
from roadweek.benchmarking.experiment import CellJob, SettingValue
from roadweek.benchmarking.run import Run
from roadweek.benchmarking.run_of_load import run_of_load
from roadweek.benchmarking.setting_values import load_settings
from roadweek.benchmarking.telemetry import summarise
from roadweek.errors import DeviceError, EndpointError
from roadweek.inference.endpoints import ServedModel, endpoint_named, open_endpoint
from roadweek.settings import without_secret
from roadweek.usecases.edge import device_of

if TYPE_CHECKING:
    from roadweek.settings import DeviceSettings, EndpointSettings
    from roadweek.usecases.benchmarks import Measure
    from roadweek.workspace import Workspace

REMOTE_SLACK_S = 120.0
"""Beyond the run's own limit: the warm-up, loading a model, the way there and back."""


class MeasuringCancelled(Exception):
    """The person stopped it; the run that was being made is not kept."""


def measurer(ws: Workspace, cancelled: threading.Event | None = None) -> Measure:
    """What measures a job, here or on the device that its endpoint is of.

    It raises UnknownNameError for an endpoint that is not named, EndpointError or DeviceError where nothing could be
    measured, and MeasuringCancelled.
    """

    def measure(job: CellJob) -> Run:
        name = job.settings.get("endpoint")
        there = device_of(ws, name if isinstance(name, str) else None)
        if there is not None:
            return asyncio.run(_measured_there(there[0], there[1], job))
        endpoint = endpoint_named(ws.settings.edge, name if isinstance(name, str) else None)
        return _measured_here(endpoint, job, cancelled)

    return measure


def measured_for_another(ws: Workspace, settings: Mapping[str, SettingValue], seed: int) -> dict[str, Any]:
    """One run on an endpoint of this machine, for a Roadweek elsewhere; nothing is kept. Raises as ``measurer``'s."""
    from roadweek.usecases.benchmarks import alone

    job = CellJob(
        run="r",
        at=ws.now().replace(microsecond=0),
        experiment="",
        title="",
        kind="load",
        cell="",
        repeat=1,
        place=1,
        of=1,
        seed=seed,
        settings=dict(settings),
    )
    name = settings.get("endpoint")
    endpoint = endpoint_named(ws.settings.edge, name if isinstance(name, str) else None)
    with alone(ws):
        return _measured_here(endpoint, job, None).to_json()


def _measured_here(endpoint: EndpointSettings, job: CellJob, cancelled: threading.Event | None) -> Run:
    from roadweek.inference.load import LoadWatch, measure_load
    from roadweek.inference.telemetry.opening import open_sampler

    settings = load_settings(job.settings, seed=job.seed)
    if not _is_here(endpoint):
        result = measure_load(endpoint, settings, os.environ, LoadWatch(cancelled=cancelled))
        trace = summary = None
    else:
        sampler = open_sampler()
        with sampler:
            watch = LoadWatch(temperature_c=sampler.hottest_c, cancelled=cancelled)
            result = measure_load(endpoint, settings, os.environ, watch)
            trace = sampler.stop()
        tokens = sum(one.completion_tokens or 0 for one in result.traces if one.good)
        summary = summarise(trace, result.began_s, result.ended_s, tokens=tokens)
    if result.stopped_by == "cancelled":
        raise MeasuringCancelled
    if result.traces and all(one.outcome == "refused" for one in result.traces):
        # nobody is there: no run at all, so that the experiment stops and goes on from here when somebody is
        raise EndpointError(endpoint.name, without_secret(endpoint.url), result.traces[0].error)
    card = asyncio.run(_card(endpoint, result.model))
    return run_of_load(result, job, card=card, trace=trace, summary=summary, device=endpoint.device or None)


def _is_here(endpoint: EndpointSettings) -> bool:
    """Whether the endpoint's address is of this machine, so that its sensors are this machine's."""
    host = urlsplit(endpoint.url).hostname or ""
    return host == "localhost" or host == "::1" or host.startswith("127.")


async def _card(endpoint: EndpointSettings, model: str) -> RunCard:
    """As much as endpoint and machine tell; what they do not is left open."""
    from roadweek.inference.describe_device import describe_device

    version, found = "", None
    try:
        async with open_endpoint(endpoint, os.environ) as opened:
            version = await opened.version()
            found = next((one for one in await opened.models() if one.name == model), None)
    except EndpointError:
        pass  # it answered the load; a card with less is still one
    name, _, number = version.partition(" ")
    device = describe_device(name=endpoint.device or None) if _is_here(endpoint) else DeviceCard(name=endpoint.device)
    return RunCard(
        device=device,
        engine=EngineCard(name=name or endpoint.api, version=number or None),
        model=_model_card(model, found),
    )


def _model_card(name: str, found: ServedModel | None) -> ModelCard:
    if found is None:
        return ModelCard(name=name)
    return ModelCard(
        name=name,
        digest=found.digest or None,
        quantisation=found.quantisation or None,
        size_bytes=found.size_bytes,
        parameters=_parameters(found.parameters),
        context=found.context,
    )


def _parameters(told: str) -> float | None:
    """``135M``, ``2.1B`` or a whole number; None for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMBT]?)", told.strip(), re.IGNORECASE)
    return float(match[1]) * {"": 1.0, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}[match[2].upper()] if match else None


async def _measured_there(device: DeviceSettings, endpoint: str, job: CellJob) -> Run:
    """The run as the device measured it; what it names of ours (id, cell, experiment) is put in here."""
    from roadweek.inference.remote import call_device

    settings = {**job.settings, "endpoint": endpoint}
    most = load_settings(settings, seed=job.seed).max_s + REMOTE_SLACK_S
    told = await call_device(
        device, os.environ, "cell_measure", {"settings": settings, "seed": job.seed}, timeout_s=most
    )
    try:
        run = Run.model_validate(told.get("run"))
    except ValidationError as error:
        raise DeviceError(device=device.name, url=device.url, why="its run has another form") from error
    ours = {"id": job.run, "at": job.at, "experiment": job.experiment, "cell": job.cell, "repeat": job.repeat}
    return run.model_copy(update={**ours, "endpoint": f"{device.name}/{endpoint}", "device": run.device or device.name})
