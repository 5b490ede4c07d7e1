"""GitHub on loopback for tests: its published schema, executed by graphql-core over a :class:`World`, over real HTTP.

What may go wrong is put into ``faults``, one for each request to come; then the world answers again.
"""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast

from graphql import (
    GraphQLSchema,
    build_schema,
    graphql_sync,  # pyright: ignore[reportUnknownVariableType] -- a type variable of theirs is open
)
from graphql.error import GraphQLError
from tests.github.world import World

SCHEMA: GraphQLSchema = build_schema(Path(__file__).with_name("schema.graphql").read_text("utf-8"))
"""The trimmed one; a valid schema itself."""


@dataclass
class Answer:
    """What goes back. ``length``: what is announced where that is a lie; ``drip_s``: seconds between its pieces."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict[str, str])
    length: int | None = None
    wait_s: float = 0
    drip_s: float = 0


Fault = Callable[[Answer], Answer]
"""Makes of the world's answer the one that is sent."""


@dataclass
class ContractServer:
    """``asked`` are the names of the queries that came, ``tokens`` what they came with."""

    world: World
    url: str = ""
    faults: deque[Fault] = field(default_factory=deque[Fault])
    asked: list[str] = field(default_factory=list[str])
    variables: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    tokens: list[str] = field(default_factory=list[str])

    def answer(self, token: str, request: dict[str, Any]) -> Answer:
        viewer = self.world.tokens.get(token)
        if viewer is None:
            return Answer(401, b'{"message": "Bad credentials"}')
        found = graphql_sync(
            SCHEMA, request["query"], root_value=self.world.root(viewer), variable_values=request["variables"]
        )
        document: dict[str, Any] = {"data": found.data}
        if found.errors:
            document["errors"] = [_error(one) for one in found.errors]
        return Answer(body=json.dumps(document).encode(), headers={"x-ratelimit-remaining": str(self.world.remaining)})


def _error(error: GraphQLError) -> dict[str, Any]:
    """As GitHub writes an error: its word for it beside the message."""
    kind = (error.extensions or {}).get("type")
    return {**({"type": kind} if kind else {}), "path": error.path, "message": error.message}


def _handler(server: ContractServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            token = self.headers.get("authorization", "").removeprefix("Bearer ")
            name = cast("str", request["query"]).partition("query ")[2].partition("(")[0].partition(" ")[0]
            server.asked.append(name)
            server.variables.append(request["variables"])
            server.tokens.append(token)
            answer = server.answer(token, request) if self.path == "/api/graphql" else Answer(404)
            if server.faults:
                answer = server.faults.popleft()(answer)
            time.sleep(answer.wait_s)
            self.send_response(answer.status)
            for key, value in answer.headers.items():
                self.send_header(key, value)
            self.send_header("content-length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            self._send(answer)
            if answer.length is not None:
                self.close_connection = True

        def _send(self, answer: Answer) -> None:
            try:
                if not answer.drip_s:
                    self.wfile.write(answer.body)
                    return
                for n in range(len(answer.body)):
                    self.wfile.write(answer.body[n : n + 1])
                    self.wfile.flush()
                    time.sleep(answer.drip_s)
            except OSError:  # who asked has gone
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


class _Http(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Who gives up waiting is gone: that is what some tests are about. Anything else is told as usual."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(world: World) -> Generator[ContractServer]:
    """The server at its ``url``, as config.toml names it, until the block ends."""
    server = ContractServer(world)
    http = _Http(("127.0.0.1", 0), _handler(server))
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


# What goes wrong, as GitHub and networks do it.


def limited_in_200(answer: Answer) -> Answer:
    """The limit of points: HTTP 200 with an error."""
    body = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}]}
    return Answer(200, json.dumps(body).encode())


def limited_in_200_until(reset: str) -> Fault:
    """The same as it is told since 2026: another word, a code, and points that are not all gone."""
    error = {"type": "RATE_LIMIT", "code": "graphql_rate_limit", "message": "API rate limit already exceeded."}
    headers = {"x-ratelimit-remaining": "12", "x-ratelimit-reset": reset}
    return lambda _: Answer(200, json.dumps({"errors": [error]}).encode(), headers)


def refused_with(status: int, **headers: str) -> Fault:
    """A 403 or 429 with its headers; underscores stand for hyphens."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return lambda _: Answer(status, b'{"message": "Refused."}', named)


def failed_with(status: int, body: bytes = b"<html>Unicorn!</html>") -> Fault:
    return lambda _: Answer(status, body)


def truncated(answer: Answer) -> Answer:
    """JSON that ends in its middle, though HTTP is content."""
    return Answer(200, answer.body[: len(answer.body) // 2])


def cut_off(answer: Answer) -> Answer:
    """Fewer bytes than were announced."""
    return Answer(200, answer.body[: len(answer.body) // 2], length=len(answer.body))


def slow(wait_s: float) -> Fault:
    return lambda answer: Answer(200, answer.body, wait_s=wait_s)


def dripping(drip_s: float) -> Fault:
    """Each byte comes in time, the whole of them does not."""
    return lambda answer: Answer(200, answer.body, drip_s=drip_s)
