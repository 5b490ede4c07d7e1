"""Bytes to text."""

from __future__ import annotations

import random

import pytest

from roadweek.errors import PlanFileError
from roadweek.importing.source import LIMIT_MIB, decode, decoded


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


ZH = "# 冬天的打算\n\n- 每天跑步 25 分钟\n- 周日下午整理笔记 1 小时\n- 十二月底交一篇短文\n"
ZH_HANT = "# 冬天的打算\n\n- 每天跑步 25 分鐘\n- 週日下午整理筆記 1 小時\n- 十二月底交一篇短文\n"
EN = "# Winter – what I want\n\n- daily 25 min “scales” on the piano\n- every Sunday 1 h notes\n"


@pytest.mark.parametrize(
    ("text", "written", "told"),
    [
        (ZH, "utf-16", "utf-16"),
        (ZH, "utf-16-le", "utf-16"),
        (ZH, "utf-16-be", "utf-16"),
        (ZH, "gb18030", "gb18030"),
        (ZH, "gbk", "gb18030"),
        (ZH[:9], "gb18030", "gb18030"),
        (ZH.replace("\n", "\r\n"), "gb18030", "gb18030"),
        (ZH_HANT, "big5", "big5"),
        (ZH_HANT[:9], "big5", "big5"),
        (EN, "utf-16", "utf-16"),
        (EN, "utf-16-le", "utf-16"),
        (EN, "utf-16-be", "utf-16"),
        (EN, "gb18030", "gb18030"),
        (EN, "cp1252", "windows-1252"),
        ("# Été\n\n- daily 25 min français\n", "cp1252", "windows-1252"),
        (
            "# Ce que je veux créer\n\n- naïveté: 20 min, chaque soir où c'est prévu\n- une année créée à Genève\n",
            "cp1252",
            "windows-1252",
        ),
        ("# Übungen für März\n\n- täglich 25 min Gehörbildung, größtenteils abends\n", "cp1252", "windows-1252"),
        (ZH, "utf-32", "utf-32"),
        (ZH, "utf-32-le", "utf-32"),
        (EN, "utf-32-be", "utf-32"),
        (ZH, "utf-8-sig", "utf-8"),
    ],
)
def test_what_other_editors_write_is_read_and_told(text: str, written: str, told: str) -> None:
    found = decoded(text.encode(written), "p.md")
    assert (found.text, found.encoding) == (text.replace("\r\n", "\n"), told)


@pytest.mark.parametrize("seed", range(20))
def test_bytes_that_are_no_text_are_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytes(chance.randrange(1, 256) for _ in range(chance.choice([60, 600, 6000])))
    with pytest.raises(PlanFileError) as caught:
        decode(data, "p.md")
    assert caught.value.key in ("file_encoding", "file_binary")


def test_an_encoding_that_cannot_be_told_names_the_place() -> None:
    with pytest.raises(PlanFileError) as caught:
        decode(b"# plan\n\x81\xff\xff\x80\xff", "p.md")
    assert caught.value.key == "file_encoding"
    assert caught.value.params["line"] == 2
    assert caught.value.params["byte"] == 8
    assert "line 2" in caught.value.text("en")


@pytest.mark.parametrize("text", ["# Plan\n- a\0b\n", "# 计划\n- \0\n"])
@pytest.mark.parametrize("written", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
def test_text_with_nul_in_it_is_no_text(text: str, written: str) -> None:
    with pytest.raises(PlanFileError) as caught:
        decode(text.encode(written), "p.md")
    assert caught.value.key == "file_binary"


def test_what_nobody_sees_does_not_come_in_and_lines_stay_where_they_are() -> None:
    text = decode("# Pl\u200ban\n\x1b[31m- daily\x1b[0m 20 min\u202e\n\n- c\n".encode(), "p.md")
    assert text == "# Plan\n- daily 20 min\n\n- c\n"


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(PlanFileError) as caught:
        decode(b"a" * ((LIMIT_MIB << 20) + 1), "p.md")
    assert caught.value.key == "file_large"
    assert caught.value.params["size_mib"] == LIMIT_MIB + 1
