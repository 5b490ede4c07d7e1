"""A `roadweek edge serve` on another machine: one call of one of its tools, over MCP with the token that is configured.

What it answers was written by another machine: it is data, cleaned and cut where it is shown, and never followed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, cast

from roadweek.benchmarking.progress import LoadProgress, read_progress
from roadweek.domain.sanitise import sanitised_document, sanitised_line
from roadweek.errors import DeviceError
from roadweek.inference.reasons import nobody_listens
from roadweek.settings import DeviceSettings, without_secret

__all__ = ["call_device"]

QUICK_S = 10.0


async def call_device(
    device: DeviceSettings,
    environ: Mapping[str, str],
    tool: str,
    arguments: Mapping[str, Any],
    *,
    timeout_s: float = QUICK_S,
    on_progress: Callable[[LoadProgress], object] | None = None,
) -> dict[str, Any]:
    """What the tool gives; meanwhile ``on_progress`` hears how far its measuring is. A cancellation ends the call, and
    with it the device's work. Raises DeviceError: no token, no answer, or the error that the device told."""
    import httpx2
    from mcp import Client
    from mcp.client.streamable_http import streamable_http_client

    address = without_secret(device.url)
    headers: dict[str, str] = {}
    if device.token_env:
        token = environ.get(device.token_env, "")
        if not token:
            raise DeviceError(device.name, address, device.token_env, "device_no_token")
        headers["authorization"] = f"Bearer {token}"
    failed: DeviceError | None = None
    statuses: list[int] = []

    async def noted(response: httpx2.Response) -> None:  # the client of the protocol tells no status
        statuses.append(response.status_code)

    async def heard(progress: float, total: float | None, message: str | None) -> None:
        now = read_progress(message or "")
        if on_progress is not None and now is not None:
            await asyncio.to_thread(on_progress, now)

    try:
        timeout = httpx2.Timeout(QUICK_S, read=timeout_s)
        async with (
            httpx2.AsyncClient(
                headers=headers, timeout=timeout, trust_env=False, event_hooks={"response": [noted]}
            ) as http,
            Client(streamable_http_client(device.url, http_client=http), read_timeout_seconds=timeout_s) as client,
        ):
            result = await client.call_tool(
                tool, dict(arguments), progress_callback=None if on_progress is None else heard
            )
            if result.is_error:
                said = " ".join(block.text for block in result.content if block.type == "text")
                failed = DeviceError(device.name, address, sanitised_line(said)[:300], "device_said")
            else:
                return sanitised_document(dict(result.structured_content or {}))
    except Exception as error:
        why = _why(error)
        key = "device_token" if 401 in statuses else "device_silent" if nobody_listens(why) else None
        raise DeviceError(device.name, address, why, key) from error
    assert failed is not None
    raise failed


def _why(error: BaseException) -> str:
    """The innermost cause in one line: task groups wrap it."""
    innermost: Any = error
    while isinstance(innermost, BaseExceptionGroup):
        innermost = cast("BaseExceptionGroup[BaseException]", innermost).exceptions[0]
    return sanitised_line(str(innermost))[:200] or type(innermost).__name__
