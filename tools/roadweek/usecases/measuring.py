"""One run of an experiment, measured: the load on its endpoint, the sensors beside it, and the card of what served it.

Sensors and card are those of the machine that serves. For an endpoint on this machine they are read here; for one of
another device the whole run is measured there, by its own `edge serve`; for a bare address elsewhere neither is known,
and the run says so instead of showing this machine's.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.experiment import CellJob, SettingValue
from roadweek.benchmarking.run import Run
from roadweek.benchmarking.run_of_load import run_of_load
from roadweek.benchmarking.setting_values import load_settings
from roadweek.benchmarking.telemetry import summarise
from roadweek.errors import DeviceError, EndpointError, MeasuringStoppedError, UnknownNameError
from roadweek.inference.describe_run import describe_run, is_here
from roadweek.inference.endpoints import endpoint_named, open_endpoint
from roadweek.inference.reasons import nobody_listens
from roadweek.settings import without_secret
from roadweek.usecases.edge import device_of

if TYPE_CHECKING:
    from roadweek.benchmarking.progress import LoadProgress
    from roadweek.inference.load import LoadWatch
    from roadweek.settings import DeviceSettings, EndpointSettings
    from roadweek.usecases.benchmarks import Measure
    from roadweek.workspace import Workspace

LOOK_S = 0.2
"""How often it is looked whether to stop while a device measures."""
REMOTE_SLACK_S = 120.0
"""Beyond the run's own limit: the warm-up, loading a model, the way there and back."""


def measurer(
    ws: Workspace,
    cancelled: threading.Event | None = None,
    on_progress: Callable[[LoadProgress], object] | None = None,
) -> Measure:
    """What measures a job, here or on the device that its endpoint is of; ``on_progress`` hears of its requests.

    It raises UnknownNameError for an endpoint that is not named, EndpointError or DeviceError where nothing could be
    measured, and MeasuringStoppedError.
    """

    from roadweek.inference.load import LoadWatch

    def measure(job: CellJob) -> Run:
        if job.kind == "vision":
            from roadweek.usecases.measuring_vision import measured_pictures

            return measured_pictures(ws, job)
        watch = LoadWatch(on_progress=on_progress, cancelled=cancelled)
        name = job.settings.get("endpoint")
        there = device_of(ws, name if isinstance(name, str) else None)
        if there is not None:
            return asyncio.run(_measured_there(there[0], there[1], job, watch))
        endpoint = endpoint_named(ws.settings.edge, name if isinstance(name, str) else None)
        return _measured_here(endpoint, job, watch)

    return measure


def measured_for_another(
    ws: Workspace, settings: Mapping[str, SettingValue], seed: int, watch: LoadWatch
) -> dict[str, Any]:
    """One run on an endpoint of this machine, for a Roadweek elsewhere; nothing is kept. Raises as ``measurer``'s."""
    from roadweek.usecases.benchmarks import alone

    job = CellJob(
        run="elsewhere",
        at=ws.now().replace(microsecond=0),
        experiment="elsewhere",
        title="",
        kind="load",
        cell="elsewhere",
        repeat=1,
        place=1,
        of=1,
        seed=seed,
        settings=dict(settings),
    )
    name = settings.get("endpoint")
    endpoint = endpoint_named(ws.settings.edge, name if isinstance(name, str) else None)
    with alone(ws):
        return _measured_here(endpoint, job, watch).to_json()


def _measured_here(endpoint: EndpointSettings, job: CellJob, watch: LoadWatch) -> Run:
    from roadweek.inference.load import measure_load
    from roadweek.inference.telemetry.machine import process_on
    from roadweek.inference.telemetry.opening import open_sampler
    from roadweek.inference.telemetry.sampler import rest

    settings = load_settings(job.settings, seed=job.seed)
    listed = not settings.model or asyncio.run(_lists(endpoint, settings.model))
    if not is_here(endpoint.url):
        result = measure_load(endpoint, settings, os.environ, watch)
        trace = summary = None
    else:
        sampler = open_sampler(pid=process_on(urlsplit(endpoint.url).port or 80))
        with sampler:
            rested = rest(sampler)
            result = measure_load(endpoint, settings, os.environ, replace(watch, temperature_c=sampler.hottest_c))
            trace = sampler.stop()
        tokens = sum(one.completion_tokens or 0 for one in result.traces if one.good)
        idle = trace.within(*rested) if rested else None
        summary = summarise(trace, result.began_s, result.ended_s, tokens=tokens, idle=idle)
    if result.stopped_by == "cancelled":
        raise MeasuringStoppedError
    if result.traces and all(one.outcome == "refused" for one in result.traces):
        # nobody is there: no run at all, so that the experiment stops and goes on from here when somebody is
        why = result.traces[0].error
        key = "endpoint_silent" if nobody_listens(why) else None
        raise EndpointError(endpoint.name, without_secret(endpoint.url), why, key)
    card = asyncio.run(_card(endpoint, result.model))
    run = run_of_load(result, job, card=card, trace=trace, summary=summary, device=endpoint.device or None)
    return run if listed else run.model_copy(update={"notes": (*run.notes, "model_not_listed")})


async def _lists(endpoint: EndpointSettings, model: str) -> bool:
    """Whether the endpoint lists the model, or lists none. Raises UnknownNameError where its API knows all that it
    serves: llama.cpp answers with the model that it has, whatever name is asked for."""
    async with open_endpoint(endpoint, os.environ) as opened:
        try:
            found = await opened.lists(model)
        except EndpointError:
            if endpoint.api != "openai":
                raise
            return True  # some serve answers and no list
    if found is None or found[0]:
        return True
    if endpoint.api == "openai":
        return False
    raise UnknownNameError(what="model", name=model, known=found[1], see="see_edge_models")


async def _card(endpoint: EndpointSettings, model: str) -> RunCard:
    """As much as endpoint and machine tell; what they do not is left open."""
    async with open_endpoint(endpoint, os.environ) as opened:
        return await describe_run(opened, model)


async def _measured_there(device: DeviceSettings, endpoint: str, job: CellJob, watch: LoadWatch) -> Run:
    """The run as the device measured it; what it names of ours (id, cell, experiment) is put in here."""
    from roadweek.inference.remote import call_device

    settings = {**job.settings, "endpoint": endpoint}
    most = load_settings(settings, seed=job.seed).max_s + REMOTE_SLACK_S
    asked = {"settings": settings, "seed": job.seed}
    call = call_device(
        device, os.environ, "cell_measure", asked, timeout_s=most, on_progress=watch.on_progress
    )  # fmt: skip
    measuring = asyncio.ensure_future(call)
    while not (await asyncio.wait([measuring], timeout=LOOK_S))[0]:
        if watch.cancelled is not None and watch.cancelled.is_set():
            measuring.cancel()
            await asyncio.wait([measuring])
            raise MeasuringStoppedError
    told = measuring.result()
    try:
        run = Run.model_validate(told.get("run"))
    except ValidationError as error:
        raise DeviceError(device.name, without_secret(device.url), "its run has another form") from error
    ours = {"id": job.run, "at": job.at, "experiment": job.experiment, "cell": job.cell, "repeat": job.repeat}
    here = f"{device.name}/{endpoint}"
    # Measured again from here, it is an endpoint of that device.
    again = tuple(one.replace(f"--endpoint {endpoint} ", f"--endpoint {here} ", 1) for one in run.commands)
    named = {"endpoint": here, "device": run.device or device.name, "commands": again}
    return run.model_copy(update={**ours, **named})
