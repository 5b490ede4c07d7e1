"""A small OpenAI-compatible endpoint in this process, which answers what a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class Endpoint:
    """``answers`` are given in turn, the last one for ever: JSON-plain data, text, or one of the misbehaviours.

    "HTTP 500" fails, "cut" ends the connection in the middle of the answer, "hang" never answers.
    """

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.over = Event()
        self.url = ""

    def next(self) -> Any:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _body(content: str) -> bytes:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": 700, "completion_tokens": 50, "total_tokens": 750}
    said = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
    return json.dumps(said).encode()


@contextmanager
def serving(*answers: Any) -> Generator[Endpoint]:
    """The endpoint on a free port of this machine while the block runs."""
    endpoint = Endpoint(*answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            endpoint.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            answer = endpoint.next()
            if answer == "hang":
                endpoint.over.wait(60)
                return
            if answer == "HTTP 500":
                self.send_error(500)
                return
            body = _body(answer if isinstance(answer, str) and answer != "cut" else json.dumps(answer))
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if answer == "cut" else body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
