"""Events come out of a stream whole, however its bytes were cut into parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.inference.streaming import WIDEST, EventLines, JsonLines, StreamTooWideError


def events(*parts: bytes) -> list[bytes]:
    lines = EventLines()
    return [event for part in parts for event in lines.feed(part)] + lines.close()


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (b"data: one\n\ndata: two\n\n", [b"one", b"two"]),
        (b"data: one\r\n\r\ndata:two\r\n\r\n", [b"one", b"two"]),
        (b"data: a\ndata: b\n\n", [b"a\nb"]),
        (b": waiting\n\nevent: x\nid: 3\nretry: 10\ndata: one\n\n", [b"one"]),
        (b"data:  two blanks\n\n", [b" two blanks"]),
        (b"data\n\n", [b""]),
        (b"\n\n\n", []),
        (b"data: last", [b"last"]),
    ],
)
def test_events_are_read_as_the_standard_says(stream: bytes, told: list[bytes]) -> None:
    assert events(stream) == told


@given(st.lists(st.integers(0, 60), max_size=8))
def test_where_the_parts_are_cut_makes_no_difference(cuts: list[int]) -> None:
    stream = 'data: {"a": "河"}\r\n\r\n: x\ndata: b\ndata: c\n\ndata: [DONE]\n\n'.encode()
    places = [0, *sorted(cuts), len(stream)]
    parts = [stream[start:end] for start, end in pairwise(places)]

    assert events(*parts) == events(stream)


def test_lines_of_json_need_no_last_end_of_line() -> None:
    lines = JsonLines()

    assert lines.feed(b'{"a": 1}\n\r\n{"b"') == [b'{"a": 1}']
    assert lines.feed(b": 2}") == []
    assert lines.close() == [b'{"b": 2}']


@pytest.mark.parametrize("reader", [EventLines, JsonLines])
def test_a_line_without_end_does_not_fill_the_memory(reader: type[EventLines | JsonLines]) -> None:
    lines = reader()
    part = b"data: " + b"x" * 2**20

    for _ in range(WIDEST // len(part)):
        assert lines.feed(part) == []
    with pytest.raises(StreamTooWideError):
        lines.feed(part * 2)


def test_an_event_of_many_lines_does_not_fill_the_memory_either() -> None:
    lines = EventLines()
    part = (b"data: " + b"x" * 2**20 + b"\n") * 3

    for _ in range(2):
        assert lines.feed(part) == []
    with pytest.raises(StreamTooWideError):
        lines.feed(part)
