"""What may be shown of a text that somebody else wrote."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.domain.edits import EDITS
from roadweek.domain.sanitise import (
    FIELD,
    TITLE,
    sanitised,
    sanitised_document,
    sanitised_file,
    sanitised_line,
)

_HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b[]();\\\x07m0\x9b\x9d\u200b\u200d\u200c\u202e\u2066\ufe0f\ufeff\u0301👩क\n\r\U000e0041"),
    ),
    max_size=60,
)


def unfit(text: str) -> list[str]:
    """Characters of a text that no answer may hold, found by their category and not by the sanitiser's own tables."""
    return [
        c
        for c in text
        if (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\t\n")
        or (unicodedata.category(c) == "Cf" and c not in "\u200d\u200c" and not 0x600 <= ord(c) <= 0x8E2)
        or 0xE0000 <= ord(c) <= 0xE0FFF
        or unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI")
    ]


@given(_HOSTILE)
def test_nothing_unfit_is_left_and_a_second_pass_changes_nothing(text: str) -> None:
    once = sanitised(text)
    left = [c for c in unfit(once) if c not in "\U000110bd\U000110cd\U00013430"]
    assert not [c for c in left if not 0x13430 <= ord(c) <= 0x1345F]  # hieroglyphs are joined by such
    assert sanitised(once) == once
    line = sanitised_line(text)
    assert "\n" not in line
    assert len(line) <= TITLE
    assert sanitised_line(line) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("run\x1b[31;1m fast\x1b[0m", "run fast"),
        ("a\x1b]0;title of your window\x07b", "ab"),
        ("\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
        ("\x9b2Jgone", "gone"),
        ("\x1bcreset", "reset"),
        ("a\x1bP1;2|payload\x1b\\b", "ab"),
        ("un\x1b]never closed", "unnever closed"),
        ("over\bwritten\rby\x00 this", "overwritten\nby this"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("hid" + "".join(chr(0xE0000 + ord(c)) for c in "obey me") + "den", "hidden"),
        ("a\u2066b\u2069\u200e\u061c", "ab"),
        ("z\u0335" + "\u0301" * 40, "z\u0335\u0301\u0301\u0301"),
        ("x\ufe0fy\U000e0100", "xy"),
        ("one\u2028two\u0085three", "one\ntwo\nthree"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_what_is_taken_out(text: str, shown: str) -> None:
    assert sanitised(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d💻 write, ❤️ read, 1️⃣ done",
        "🏳️\u200d🌈",
        "می\u200cخواهم بخوانم",
        "क्\u200dष",
        "שלום עולם",
        "每天 30 分钟，“读书”——《论语》",
        "café, naïve, Ångström – ±3 % …",
        "tabs\tand\nlines",
        "한국어 공부",
        "Việt Nam, ậ",
    ],
)
def test_what_a_person_can_see_stays(text: str) -> None:
    assert sanitised(text) == text


def test_a_title_is_one_line_and_a_field_has_an_end() -> None:
    assert sanitised_line("  a\n\tb \u2029 c ") == "a b c"
    assert len(sanitised_line("字" * 1000)) == TITLE
    assert sanitised_line("字" * 1000).endswith("…")
    assert sanitised_line("字" * TITLE) == "字" * TITLE


def test_every_text_of_a_document_is_cleaned_names_as_one_line() -> None:
    document: dict[str, Any] = {
        "title": "a\nb\x1b[2J" + "c" * 999,
        "x\u200by": ["\u202e1", {"reason": "d" * 9999}],
        "n": 3,
        "none": None,
    }
    clean = sanitised_document(document)
    assert clean["title"].startswith("a bc")
    assert len(clean["title"]) == TITLE
    assert clean["xy"][0] == "1"
    assert len(clean["xy"][1]["reason"]) == FIELD
    assert (clean["n"], clean["none"]) == (3, None)
    whole = sanitised_document({"content": "e" * 9999, "in": [{"content": "f" * 9999}]}, whole=frozenset({"content"}))
    assert whole["content"] == "e" * 9999
    assert whole["in"][0]["content"] == "f" * (FIELD - 1) + "…"  # type: ignore[index]


def test_a_file_keeps_its_line_ends() -> None:
    assert sanitised_file("BEGIN:X\r\nSUMMARY:a\u200bb\r\n") == "BEGIN:X\r\nSUMMARY:ab\r\n"


@pytest.mark.parametrize("piece", ["\x1b", "\x1b]", "\x1b[", "\x9b0", "\u200d", "\u0301", "\ufe0f", "\x1b\x1b[0m"])
def test_long_hostile_text_leaves_nothing_of_it(piece: str) -> None:
    assert not re.search("[\x1b\x9b\u200d\ufe0f]", sanitised(piece * 100_000))


def test_the_texts_of_edits_are_cleaned_as_they_come_in() -> None:
    trip, task, work = EDITS.validate_python(
        [
            {"kind": "add_trip", "start": "2026-03-09", "end": "2026-03-10", "place": "Han\u202egzhou\n2"},
            {"kind": "add_task", "title": "post\x1b[31mcard " + "x" * 900},
            {"kind": "finish_work", "work": "w1", "evidence": "see\u200b https://a.example/1"},
        ]
    )
    assert trip.to_json()["place"] == "Hangzhou 2"
    assert task.to_json()["title"].startswith("postcard x")
    assert len(task.to_json()["title"]) == TITLE
    assert work.to_json()["evidence"] == "see https://a.example/1"
