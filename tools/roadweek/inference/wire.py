"""httpx2 over connections that stamp what they read: the time of a byte is when the event loop took it from its socket.

Above the socket, httpcore2 and httpx2 parse and queue; with dozens of streams that takes milliseconds, which a client
that looks at the clock after them would add to the server's latency.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import Iterable
from time import monotonic
from typing import Any, cast

import httpcore2
import httpx2

__all__ = ["StampedStream", "StampingTransport"]

KEEP_S = 2.0
"""Idle connections are given up before servers do (uvicorn after 5 s), so that none is found closed by a request."""


class _Inbox(asyncio.Protocol):
    """What came over one connection, each part with its time, until it is read."""

    def __init__(self) -> None:
        self.parts: deque[tuple[float, bytes]] = deque()
        self.ended = False
        self.error: Exception | None = None
        self.reader: asyncio.Future[None] | None = None
        self.writer: asyncio.Future[None] | None = None
        self.paused = False

    def data_received(self, data: bytes) -> None:
        self.parts.append((monotonic(), data))
        self._wake()

    def eof_received(self) -> bool:
        self.ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.error = self.error or exc
        self._wake()
        self.resume_writing()

    def pause_writing(self) -> None:
        self.paused = True

    def resume_writing(self) -> None:
        self.paused = False
        if self.writer is not None and not self.writer.done():
            self.writer.set_result(None)

    def _wake(self) -> None:
        if self.reader is not None and not self.reader.done():
            self.reader.set_result(None)


class StampedStream(httpcore2.AsyncNetworkStream):
    """One connection. ``stamp`` is the monotonic time of the part that was read last, in seconds."""

    def __init__(self, transport: asyncio.Transport, inbox: _Inbox) -> None:
        self._transport = transport
        self._inbox = inbox
        self.stamp = 0.0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        inbox = self._inbox
        if not inbox.parts and not inbox.ended:
            inbox.reader = asyncio.get_running_loop().create_future()
            await _within(inbox.reader, timeout, httpcore2.ReadTimeout)
        if inbox.parts:
            self.stamp, data = inbox.parts.popleft()
            if len(data) > max_bytes:
                inbox.parts.appendleft((self.stamp, data[max_bytes:]))
                data = data[:max_bytes]
            return data
        if inbox.error is not None:
            raise httpcore2.ReadError(str(inbox.error)) from inbox.error
        return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        inbox = self._inbox
        if self._transport.is_closing():
            raise httpcore2.WriteError(str(inbox.error or "the connection is closed"))
        self._transport.write(buffer)
        if inbox.paused:
            inbox.writer = asyncio.get_running_loop().create_future()
            await _within(inbox.writer, timeout, httpcore2.WriteTimeout)
            if inbox.error is not None:
                raise httpcore2.WriteError(str(inbox.error)) from inbox.error

    async def aclose(self) -> None:
        self._transport.abort() if self._inbox.paused else self._transport.close()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                secure = await loop.start_tls(
                    self._transport, self._inbox, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        return StampedStream(cast("asyncio.Transport", secure), self._inbox)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # asked of an idle connection: then it is closed, or talks out of turn
            return self._inbox.ended or bool(self._inbox.parts)
        names = {"ssl_object": "ssl_object", "client_addr": "sockname", "server_addr": "peername", "socket": "socket"}
        return self._transport.get_extra_info(names[info]) if info in names else None


async def _within(waited: asyncio.Future[None], timeout: float | None, late: type[Exception]) -> None:
    if timeout is None:
        await waited
        return
    try:
        async with asyncio.timeout(timeout):
            await waited
    except TimeoutError as error:
        raise late(str(error)) from error


class _Backend(httpcore2.AsyncNetworkBackend):
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        local = None if local_address is None else (local_address, 0)
        try:
            async with asyncio.timeout(timeout):
                transport, inbox = await loop.create_connection(_Inbox, host, port, local_addr=local)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        for option in socket_options or ():
            transport.get_extra_info("socket").setsockopt(*option)
        return StampedStream(transport, inbox)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class StampingTransport(httpx2.AsyncHTTPTransport):
    """httpx2's transport over our connections. ``keep_alive`` False opens one a request, for servers that mix up
    answers on a connection used again; ``secure`` False is for http addresses."""

    def __init__(self, *, keep_alive: bool = True, secure: bool = True) -> None:
        # The certificates of the system take 60 ms to load: not where none is looked at.
        context = httpx2.create_ssl_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().__init__(verify=context)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            max_connections=None,
            max_keepalive_connections=None if keep_alive else 0,
            keepalive_expiry=KEEP_S,
            network_backend=_Backend(),
        )
