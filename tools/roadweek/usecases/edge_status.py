"""A machine as a device: what its sensors say now, here or on a device elsewhere."""

from __future__ import annotations

import asyncio
import os
import platform
from time import sleep
from typing import Any

from roadweek.errors import UnknownNameError
from roadweek.messages import say
from roadweek.usecases.edge import places
from roadweek.views.edge import EdgeStatusView, SensorMissingView, SensorNowView, TelemetryNowView
from roadweek.workspace import Workspace

LOOK_S = 0.6
"""A share of the processor is of a stretch, so that the sensors are read a few times."""


def status(ws: Workspace) -> EdgeStatusView:
    """This machine's sensors, and what config.toml names."""
    return {"telemetry": telemetry(ws), "places": places(ws)}


def telemetry(ws: Workspace, device: str | None = None) -> TelemetryNowView:
    """What sensors say now, of this machine or of a device by its name. Raises UnknownNameError, DeviceError."""
    if device is None:
        return _here(ws)
    from roadweek.inference.remote import call_device

    known = ws.settings.edge.devices
    for one in known:
        if one.name == device:
            return _told(one.name, asyncio.run(call_device(one, os.environ, "telemetry_show", {})))
    raise UnknownNameError(what="device", name=device, known=[one.name for one in known], see="see_endpoints")


def _here(ws: Workspace) -> TelemetryNowView:
    from roadweek.inference.telemetry.opening import open_sampler

    with open_sampler() as sampler:
        sleep(LOOK_S)
        trace = sampler.stop()
    now: dict[str, float] = {}
    throttled: dict[str, tuple[str, ...]] = {}
    for sample in trace.samples:
        now |= sample.values
        if sample.throttled is not None:
            throttled[sample.source] = sample.throttled
    sensors = [
        SensorNowView(
            sensor=name,
            value=round(value, 3),
            source=trace.channels[name].source,
            estimated=trace.channels[name].quality == "estimated",
        )
        for name, value in sorted(now.items())
        if name in trace.channels
    ]
    missing = [SensorMissingView(source=name, why=why) for name, why in sorted(trace.missing.items())]
    return {
        "machine": f"{platform.node()} · {platform.machine()} · {platform.system()}",
        "sensors": sensors,
        "throttled": sorted({reason for reasons in throttled.values() for reason in reasons}),
        "missing": missing,
        "notes": [] if sensors else [say("edge.no_sensors", ws.language or "en")],
    }


def _told(device: str, told: dict[str, Any]) -> TelemetryNowView:
    """What a device told, as far as it has the right form."""
    from pydantic import TypeAdapter, ValidationError

    from roadweek.errors import DeviceError

    try:
        view = TypeAdapter(TelemetryNowView).validate_python(told)
    except ValidationError as error:
        raise DeviceError(device=device, url="", why="its answer has another form") from error
    return {**view, "machine": f"{device}: {view['machine']}"}
