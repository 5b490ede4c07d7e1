"""Streams of events in two forms, Server-Sent Events and JSON a line, from the parts in which their bytes come."""

from __future__ import annotations

__all__ = ["EventLines", "JsonLines", "StreamTooWideError"]

WIDEST = 8 * 2**20
"""Bytes of one line or event; a stream without an end of line must not fill the memory."""


class StreamTooWideError(ValueError):
    """A line or event above WIDEST."""


class _SplitLines:
    """Lines, without their LF or CRLF, from parts of bytes."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def feed(self, part: bytes) -> list[bytes]:
        if b"\n" not in part:
            self._size += len(part)
            if self._size > WIDEST:
                raise StreamTooWideError
            self._pieces.append(part)
            return []
        *lines, rest = (b"".join(self._pieces) + part if self._pieces else part).split(b"\n")
        self._pieces, self._size = [rest] if rest else [], len(rest)
        return [line.removesuffix(b"\r") for line in lines]

    def rest(self) -> bytes:
        rest = b"".join(self._pieces).removesuffix(b"\r")
        self._pieces, self._size = [], 0
        return rest


class JsonLines:
    """JSON a line (Ollama's own API)."""

    def __init__(self) -> None:
        self._lines = _SplitLines()

    def feed(self, part: bytes) -> list[bytes]:
        """The lines that this part completes, without empty ones. Raises StreamTooWideError."""
        return [line for line in map(bytes.strip, self._lines.feed(part)) if line]

    def close(self) -> list[bytes]:
        """What came last without an end of line."""
        rest = self._lines.rest().strip()
        return [rest] if rest else []


class EventLines:
    """The data of Server-Sent Events (WHATWG HTML, 9.2.6). Comments and other fields are passed over."""

    def __init__(self) -> None:
        self._lines = _SplitLines()
        self._data: list[bytes] = []
        self._size = 0

    def feed(self, part: bytes) -> list[bytes]:
        """The data of the events that this part completes. Raises StreamTooWideError."""
        events: list[bytes] = []
        for line in self._lines.feed(part):
            if not line:
                events += self._event()
            else:
                self._take(line)
        return events

    def close(self) -> list[bytes]:
        """The data of an event that lacks its empty line. The standard drops it; whole JSON in it is still told."""
        self._take(self._lines.rest())
        return self._event()

    def _take(self, line: bytes) -> None:
        if line.startswith(b"data:"):
            data = line[5:].removeprefix(b" ")
            self._size += len(data)
            if self._size > WIDEST:
                raise StreamTooWideError
            self._data.append(data)
        elif line == b"data":
            self._data.append(b"")

    def _event(self) -> list[bytes]:
        if not self._data:
            return []
        event = b"\n".join(self._data)
        self._data, self._size = [], 0
        return [event]
