"""Serving: stdio by default, streamable HTTP on this machine; another host only with a token."""

from __future__ import annotations

import gc
import hmac
import os
import socket
import sys
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from roadweek.errors import SettingsError

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from starlette.types import ASGIApp, Receive, Scope, Send

TOKEN = "ROADWEEK_MCP_TOKEN"
"""The variable that holds the token which HTTP clients send as ``Authorization: Bearer …``."""
PATH = "/mcp"
AS_USUAL = (700, 10, 10)
"""The thresholds of Python's garbage collector."""
LEAST = 16
"""A token shorter than this is guessed too easily."""


def serve(server: MCPServer[Any], http: str | None = None) -> None:
    """Serve until the client goes away (stdio) or the process is stopped (``http``: HOST:PORT; port 0 takes any).

    The address that is listened on is written to standard error. Raises SettingsError for a bad address, a port that is
    taken, or a host beyond this machine without a token.
    """
    gc.freeze()  # what is imported and built by now stays: it is not looked through again
    gc.set_threshold(*AS_USUAL)
    gc.enable()
    if http is None:
        server.run("stdio")
        return
    host, port = address(http)
    token = os.environ.get(TOKEN) or None
    if token is not None and len(token) < LEAST:
        raise SettingsError(where=TOKEN, what="token_short", least=LEAST)
    if not loopback(host) and token is None:
        raise SettingsError(where="--http", what="host_open", host=host, token=TOKEN)
    _serve_http(server, _listening(host, port), host, token)


def address(http: str) -> tuple[str, int]:
    """Host and port of ``HOST:PORT`` (``[::1]:8765`` for IPv6). Raises SettingsError."""
    host, colon, port = http.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdecimal() or int(port) > 65535:
        raise SettingsError(where="--http", what="host_form", value=repr(http))
    return host, int(port)


def loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # from here on a client may connect: the address is told before the server has started
    except OSError as error:
        listener.close()
        raise SettingsError(where="--http", what="host_taken", host=host, port=port, why=error.strerror) from error
    return listener


def http_app(server: MCPServer[Any], host: str, token: str | None) -> ASGIApp:
    """What answers over HTTP for who reaches it by ``host``; with a token only who sends it."""
    from mcp.server.transport_security import TransportSecuritySettings

    # A bad Host or Origin is refused (DNS rebinding). Beyond loopback the names that lead here are unknown, so there
    # the token alone decides.
    security = None if loopback(host) else TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app: ASGIApp = server.streamable_http_app(streamable_http_path=PATH, host="127.0.0.1", transport_security=security)
    return app if token is None else _Guarded(app, token)


def _serve_http(server: MCPServer[Any], listener: socket.socket, host: str, token: str | None) -> None:
    import uvicorn

    app = http_app(server, host, token)
    name, port = listener.getsockname()[:2]
    print(f"listening on http://{f'[{name}]' if ':' in name else name}:{port}{PATH}", file=sys.stderr, flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on")).run(sockets=[listener])


class _Guarded:
    """An application that answers 401 to a request without the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            sent = dict(scope["headers"]).get(b"authorization", b"")
            if not hmac.compare_digest(sent, self._expected):
                await send(
                    {"type": "http.response.start", "status": 401, "headers": [(b"www-authenticate", b"Bearer")]}
                )
                await send({"type": "http.response.body", "body": b""})
                return
        await self._app(scope, receive, send)
