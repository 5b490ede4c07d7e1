"""Roadweek as real processes: a command, a terminal chat, an MCP desk over stdio; see `tests.warm`."""

from __future__ import annotations

import json
import os
import select
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from tests import warm
from tests.warm import LIMIT_S


@dataclass
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class Place:
    """A workspace and the clock its processes see."""

    home: Path
    now: str
    env: dict[str, str] = field(default_factory=dict[str, str])
    last: Done = field(default_factory=lambda: Done(0, "", ""))

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ROADWEEK_")}
        given = kept | {"ROADWEEK_HOME": str(self.home), "ROADWEEK_NOW": self.now, "COLUMNS": "200", "NO_COLOR": "1"}
        return given | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "LC_ALL": "C.UTF-8"} | self.env

    def run(self, *argv: str, stdin: bytes = b"") -> Done:
        """One command line, to its end."""
        process = Process(self, list(argv), keep_output=True)
        return process.finish(stdin)


class Process:
    """A running command line; ``keep_output`` writes its standard output to a file, else it comes over the socket."""

    _count = 0

    def __init__(self, place: Place, argv: list[str], *, keep_output: bool = False) -> None:
        Process._count += 1
        self._files = place.home.parent / f".process-{Process._count}"
        out = f"{self._files}.out" if keep_output else None
        self.process, self.socket = warm.start(argv, place.environment(), out=out, err=f"{self._files}.err")
        self._seen = b""

    def finish(self, stdin: bytes = b"") -> Done:
        return Done(warm.ended(self.process, self.socket, stdin), self._read("out"), self._read("err"))

    def _read(self, kind: str) -> str:
        path = Path(f"{self._files}.{kind}")
        return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""

    def send(self, line: str) -> None:
        self.socket.sendall((line + "\n").encode())

    def read_until(self, mark: bytes) -> str:
        """What comes until it ends with ``mark`` and nothing follows; EOF ends it too."""
        while True:
            waiting = 0.05 if self._seen.endswith(mark) else LIMIT_S
            ready, _, _ = select.select([self.socket], [], [], waiting)
            if not ready and self._seen.endswith(mark):
                break
            if not ready:
                raise TimeoutError(f"nothing more after {self._seen[-300:]!r}; {self._read('err')[-2000:]}")
            more = self.socket.recv(1 << 16)
            if not more:
                break
            self._seen += more
        text, self._seen = self._seen.decode("utf-8", "replace"), b""
        return text

    def read_line(self) -> str:
        while b"\n" not in self._seen:
            ready, _, _ = select.select([self.socket], [], [], LIMIT_S)
            more = self.socket.recv(1 << 16) if ready else b""
            if not more:
                raise TimeoutError(f"the server said nothing more; {self._read('err')[-2000:]}")
            self._seen += more
        line, _, self._seen = self._seen.partition(b"\n")
        return line.decode()

    def stop(self) -> None:
        """The client goes away: standard input ends."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)
        self.process.join(LIMIT_S)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        self.socket.close()


class Terminal:
    """`roadweek chat` in a pipe."""

    def __init__(self, place: Place) -> None:
        self._process = Process(place, ["chat"])
        self.greeting = self._process.read_until(b"> ")

    def say(self, text: str) -> str:
        self._process.send(text)
        said = self._process.read_until(b"\n> ").removesuffix("\n> ")
        return said.removeprefix(text)

    def stop(self) -> None:
        self._process.stop()


class Desk:
    """`roadweek mcp desk` over stdio, as a client sees it; ``forms``: the client can show one."""

    def __init__(self, place: Place, *, forms: bool = False, chat: bool = True) -> None:
        import inspect

        from roadweek_cli import serve

        takes_chat = "chat" in inspect.signature(serve.desk).parameters
        self._process = Process(place, ["mcp", "desk", *(["--chat"] if chat and takes_chat else [])])
        self._next = 0
        self.answer_form = "accept"
        self.form: str | None = None
        able: dict[str, Any] = {"elicitation": {"form": {}}} if forms else {}
        self._ask(
            "initialize",
            {"protocolVersion": "2025-11-25", "capabilities": able, "clientInfo": {"name": "trust", "version": "1"}},
        )
        self._send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        self.tools: dict[str, dict[str, Any]] = {t["name"]: t for t in self._ask("tools/list", {})["tools"]}

    def _send(self, message: dict[str, Any]) -> None:
        self._process.send(json.dumps(message))

    def _ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._next += 1
        self._send({"jsonrpc": "2.0", "id": self._next, "method": method, "params": params})
        while True:
            got = json.loads(self._process.read_line())
            if "method" in got and "id" in got:
                self._form_asked(got)
            elif got.get("id") == self._next:
                if "error" in got:
                    return {"isError": True, "content": [{"type": "text", "text": json.dumps(got["error"])}]}
                return cast("dict[str, Any]", got["result"])

    def _form_asked(self, request: dict[str, Any]) -> None:
        """A form of the server is shown to the person, who does as the script says."""
        self.form = request["params"]["message"]
        answer: dict[str, Any] = {"action": self.answer_form}
        if self.answer_form == "accept":
            fields = request["params"]["requestedSchema"]["properties"]
            answer["content"] = {name: _agreed(given) for name, given in fields.items()}
        self._send({"jsonrpc": "2.0", "id": request["id"], "result": answer})

    def call(self, tool: str, arguments: dict[str, Any]) -> tuple[str, dict[str, Any], bool]:
        """The text, the structured content, and whether it is an error."""
        self.form = None
        got = self._ask("tools/call", {"name": tool, "arguments": arguments})
        text = "\n".join(block.get("text", "") for block in got.get("content", []))
        return text, got.get("structuredContent") or {}, bool(got.get("isError"))

    def read(self, uri: str) -> str:
        """The text of a resource."""
        got = self._ask("resources/read", {"uri": uri})
        return "\n".join(part.get("text", "") for part in got.get("contents", got.get("content", [])))

    def takes(self, tool: str) -> dict[str, Any]:
        return cast("dict[str, Any]", self.tools[tool]["inputSchema"].get("properties", {}))

    def stop(self) -> None:
        self._process.stop()


def _agreed(field: dict[str, Any]) -> Any:
    """The answer of someone who agrees, whatever kind of field it is."""
    if field.get("type") == "boolean":
        return True
    for option in field.get("enum", []):
        if option in ("approve", "yes", "apply"):
            return option
    return field.get("enum", ["yes"])[0]
