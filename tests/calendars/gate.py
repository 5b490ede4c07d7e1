"""A gate before a real server: it passes every request on and refuses those that a rule names, over the wire."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.calendars.helpers import Person, Server

from roadweek.calendars.client import connect

Refusal = tuple[int, str]
"""Status and body."""


@dataclass
class Gate:
    """``rule`` gets method, path and body, and gives a refusal or None; ``answer`` changes what a server says of a
    folder; ``passed`` are requests that came through."""

    rule: Callable[[str, str, str], Refusal | None] = lambda method, path, body: None
    answer: Callable[[str], str] = lambda text: text
    passed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@contextmanager
def behind(person: Person, server: Server) -> Generator[tuple[Person, Gate]]:
    """The person, reaching the server through a gate."""
    gate = Gate()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            refused = gate.rule(self.command, self.path, body.decode("utf-8", "replace"))
            if refused is not None:
                status, text = refused
                kind = "application/xml" if text.startswith("<?xml") else "text/plain"
                self._answer(status, [("Content-Type", f"{kind}; charset=utf-8")], text.encode())
                return
            upstream = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            try:
                kept = {k: v for k, v in self.headers.items() if k not in ("Host", "Accept-Encoding")}
                upstream.request(self.command, self.path, body, kept)
                got = upstream.getresponse()
                gate.passed.append((self.command, self.path))
                hop = {"transfer-encoding", "connection", "content-length"}
                said = got.read()
                if self.command == "PROPFIND":
                    said = gate.answer(said.decode()).encode()
                self._answer(got.status, [h for h in got.getheaders() if h[0].lower() not in hop], said)
            finally:
                upstream.close()

        do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = do_OPTIONS = _pass

        def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    own = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=own.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        url = f"http://127.0.0.1:{own.server_port}/"
        with connect(url, server.user, server.password, basic=server.user is not None) as client:
            yield replace(person, connection=replace(person.connection, client=client)), gate
    finally:
        own.shutdown()
        thread.join()
        own.server_close()
