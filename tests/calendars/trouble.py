"""Trouble on the way to a real server: answers that are lost, requests that arrive twice, etags and tokens that lie."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from tests.calendars.helpers import Server

TroubleKind = Literal[
    "lost_request", "lost_answer", "twice", "lying_etag", "no_etag", "busy", "fault", "token_gone", "stale_list"
]
"""``twice``: the request arrives two times, and the second answer comes back. ``token_gone``: the next question what
changed since a token is refused. ``stale_list``: calendars are listed as they were the time before."""
WRITES = ("PUT", "DELETE")


@dataclass
class Trouble:
    """``armed`` are kinds of trouble, each with how many requests pass before; ``met`` what came of it."""

    armed: list[tuple[TroubleKind, int]] = field(default_factory=list[tuple[TroubleKind, int]])
    met: list[str] = field(default_factory=list[str])
    listed: dict[str, tuple[int, bytes]] = field(default_factory=dict[str, tuple[int, bytes]])

    def next(self, method: str, body: str) -> TroubleKind | None:
        """What befalls the next request."""
        for n, (kind, wait) in enumerate(self.armed):
            if not _befalls(kind, method, body):
                continue
            if wait:
                self.armed[n] = (kind, wait - 1)
                continue
            del self.armed[n]
            self.met.append(f"{kind} {method}")
            return kind
        return None


def _befalls(kind: TroubleKind, method: str, body: str) -> bool:
    if kind in ("lying_etag", "no_etag"):
        return method == "PUT"
    if kind == "token_gone":
        return method == "REPORT" and "sync-collection" in body
    if kind == "stale_list":
        return method == "PROPFIND" and "getctag" in body
    return True


@contextmanager
def troubled(server: Server) -> Generator[tuple[str, Trouble]]:
    """The address of a gate before the server, and the trouble that it makes."""
    trouble = Trouble()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            text = body.decode("utf-8", "replace")
            kind = trouble.next(self.command, text)
            if kind == "lost_request":
                self._drop()
            elif kind in ("busy", "fault"):
                self._answer(503 if kind == "busy" else 500, {}, b"")
            elif kind == "token_gone":
                self._answer(403, {"Content-Type": "application/xml"}, _TOKEN_GONE)
            else:
                self._through(kind, text, body)

        def _through(self, kind: TroubleKind | None, text: str, body: bytes) -> None:
            status, headers, said = _upstream(server.port, self.command, self.path, body, dict(self.headers.items()))
            if kind == "twice":
                status, headers, said = _upstream(
                    server.port, self.command, self.path, body, dict(self.headers.items())
                )
            if kind == "lost_answer":
                self._drop()
                return
            if self.command == "PROPFIND" and "getctag" in text:
                before = trouble.listed.get(self.path)
                trouble.listed[self.path] = (status, said)
                if kind == "stale_list" and before is not None:
                    status, said = before
            self._answer(status, _with_lies(kind, headers), said)

        do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = do_OPTIONS = _pass

        def _drop(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    own = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    own.daemon_threads = True
    thread = threading.Thread(target=own.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{own.server_port}/", trouble
    finally:
        own.shutdown()
        thread.join()
        own.server_close()


def _upstream(
    port: int, method: str, path: str, body: bytes, headers: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    upstream = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        kept = {name: value for name, value in headers.items() if name not in ("Host", "Accept-Encoding")}
        upstream.request(method, path, body, kept)
        got = upstream.getresponse()
        hop = {"transfer-encoding", "connection", "content-length"}
        return got.status, {name: value for name, value in got.getheaders() if name.lower() not in hop}, got.read()
    finally:
        upstream.close()


def _with_lies(kind: TroubleKind | None, headers: dict[str, str]) -> dict[str, str]:
    if kind not in ("lying_etag", "no_etag"):
        return headers
    honest = {name: value for name, value in headers.items() if name.lower() != "etag"}
    return {**honest, "ETag": '"a-lie"'} if kind == "lying_etag" else honest


_TOKEN_GONE = b'<?xml version="1.0"?><D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>'
