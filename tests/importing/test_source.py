"""Bytes to text."""

from __future__ import annotations

import pytest

from roadweek.errors import PlanFileError
from roadweek.importing.source import LIMIT_MIB, decode


def test_a_byte_order_mark_and_windows_line_ends_are_taken_off() -> None:
    assert decode(b"\xef\xbb\xbf# Plan\r\n\r\n- a\rb\n", "p.md") == "# Plan\n\n- a\nb\n"


@pytest.mark.parametrize("data", [b"", b"\n \n\t\n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(PlanFileError) as caught:
        decode(data, "p.md")
    assert caught.value.key == "file_empty"
    assert "p.md" in caught.value.text("zh")


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(PlanFileError) as caught:
        decode(b"%PDF-1.7\n\0\xff", "p.pdf")
    assert caught.value.key == "file_binary"


def test_a_file_in_another_encoding_names_the_place() -> None:
    with pytest.raises(PlanFileError) as caught:
        decode("# plan\n计划".encode("gb18030"), "p.md")
    assert caught.value.key == "file_encoding"
    assert caught.value.params["line"] == 2
    assert caught.value.params["byte"] == 8
    assert "line 2" in caught.value.text("en")


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(PlanFileError) as caught:
        decode(b"a" * ((LIMIT_MIB << 20) + 1), "p.md")
    assert caught.value.key == "file_large"
    assert caught.value.params["size_mib"] == LIMIT_MIB + 1
