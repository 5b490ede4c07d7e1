"""The head of a GGUF file, on files that are written here after the format's description."""

from __future__ import annotations

import contextlib
import os
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadweek.inference.gguf import GgufError, read_gguf

Tensors = dict[str, int]
Values = dict[str, int | str | float | bool | list[str]]


def _text(text: str) -> bytes:
    held = text.encode()
    return struct.pack("<Q", len(held)) + held


def _value(value: int | str | float | bool | list[str]) -> bytes:
    match value:
        case bool():
            return struct.pack("<I?", 7, value)
        case int():
            return struct.pack("<II", 4, value)
        case float():
            return struct.pack("<If", 6, value)
        case str():
            return struct.pack("<I", 8) + _text(value)
        case _:
            return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(_text(each) for each in value)


def gguf(values: Values, tensors: Tensors, align: int = 32) -> bytes:
    """A file with that head and tensors of those sizes, filled with noughts."""
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(values))
    head += b"".join(_text(name) + _value(value) for name, value in values.items())
    offset = 0
    for name, size in tensors.items():
        head += _text(name) + struct.pack("<IQQIQ", 2, 4, 4, 0, offset)
        offset += size
    return head + b"\0" * (-len(head) % align) + b"\0" * offset


DENSE: Values = {
    "general.architecture": "llama",
    "general.name": "Some Model",
    "general.file_type": 15,
    "llama.context_length": 4096,
    "tokenizer.ggml.tokens": ["a", "bc", ""],
    "llama.rope.freq_base": 1e4,
    "some.flag": True,
}


def test_a_dense_model_reads_all_but_its_table_of_embeddings(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(gguf(DENSE, {"token_embd.weight": 6400, "blk.0.attn_q.weight": 3200, "output.weight": 1600}))
    card = read_gguf(path).card()
    assert (card.name, card.quantisation, card.shape, card.context) == ("Some Model", "Q4_K_M", "dense", 4096)
    assert (card.size_bytes, card.read_bytes) == (11200, 4800)


def test_a_table_that_serves_as_the_output_is_read(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(gguf(DENSE, {"token_embd.weight": 6400, "blk.0.attn_q.weight": 3200}))
    assert read_gguf(path).read_bytes == 9600


@pytest.mark.parametrize(
    ("counts", "read"),
    [
        ({"llama.expert_count": 8, "llama.expert_used_count": 2}, 3200 + 2000),
        ({}, None),
        ({"llama.expert_count": 8, "llama.expert_used_count": 9}, None),
    ],
)
def test_of_experts_only_those_in_use_are_read(tmp_path: Path, counts: Values, read: int | None) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(gguf({**DENSE, **counts}, {"blk.0.attn_q.weight": 3200, "blk.0.ffn_up_exps.weight": 8000}))
    card = read_gguf(path).card()
    assert (card.shape, card.read_bytes) == ("moe", read)


def test_an_unknown_type_and_no_tensors_leave_fields_empty(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(gguf({"general.architecture": "new", "general.file_type": 999}, {}))
    card = read_gguf(path).card()
    assert (card.name, card.quantisation, card.shape, card.context) == (None, None, None, None)


WHOLE = gguf(DENSE, {"token_embd.weight": 64, "output.weight": 64})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=24))
def test_a_cut_or_damaged_head_is_refused_and_never_breaks(tmp_path: Path, at: int, more: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(WHOLE[:at] + more + WHOLE[at + len(more) :] if at % 2 else WHOLE[:at] + more)
    with contextlib.suppress(GgufError):
        read_gguf(path).card()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GGUF",
        b"GGML" + b"\0" * 40,
        b"GGUF" + struct.pack("<IQQ", 3, 2**60, 2**60),
        b"GGUF" + struct.pack("<IQQ", 9, 1, 1),
        b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**62),
        WHOLE[:-100],
    ],
)
def test_what_is_no_whole_head_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(GgufError):
        read_gguf(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(GgufError):
        read_gguf(tmp_path / "pipe")
