"""A guard never changes what a pattern finds: it only says sooner that there is nothing."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import roadweek.importing
import roadweek.understanding
from roadweek.understanding.quick import ODD, Quick, guards


def _within(value: object) -> Iterator[Quick]:
    if isinstance(value, Quick):
        yield value
    elif isinstance(value, tuple):
        for part in cast("tuple[object, ...]", value):
            yield from _within(part)
    elif getattr(getattr(value, "__wrapped__", None), "__name__", "") == "compiled" and callable(value):
        yield from _within(value())


def _all() -> list[Quick]:
    """Every pattern of the grammar and of the importer, with its guard at work."""
    found: dict[str, Quick] = {}
    for package in (roadweek.understanding, roadweek.importing):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                for quick in _within(value):
                    found[quick.pattern.pattern] = Quick(quick.pattern.pattern, re.RegexFlag(quick.pattern.flags))
    for quick in found.values():
        quick.learn()
    return list(found.values())


PATTERNS = _all()
GUARDED = [(q, words) for q in PATTERNS if (words := guards(q.pattern.pattern, re.RegexFlag(q.pattern.flags))[1])]
WORDS = sorted({word for _, words in GUARDED for word in words})
_ODDITIES = [
    "1",
    "12",
    "2026",
    "3月",
    "5.6",
    "9:30",
    " ",
    "  ",
    ", ",
    "，",
    "a ",
    "the ",
    "(",
    "）",
    "\n",
    "ſ",
    "K",
    "İ",
    "ı",
    "Σ",
    "é",
    "３",
]
_PIECES = st.sampled_from(WORDS) | st.sampled_from(_ODDITIES)
_CASED = _PIECES.flatmap(lambda piece: st.sampled_from([piece, piece.upper(), piece.title(), f"{piece} "]))
_LINES = st.lists(_CASED, max_size=12).map("".join)


def spans(matches: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


def test_most_patterns_have_words_to_look_for() -> None:
    assert len(PATTERNS) > 150
    assert len(GUARDED) * 10 > len(PATTERNS) * 8


@settings(max_examples=150, deadline=None)
@given(_LINES)
def test_a_guarded_pattern_finds_what_the_bare_one_finds(text: str) -> None:
    for quick in PATTERNS:
        assert spans(quick.finditer(text)) == spans(quick.pattern.finditer(text)), quick.pattern.pattern
        assert bool(quick.match(text)) == bool(quick.pattern.match(text))
        assert bool(quick.fullmatch(text)) == bool(quick.pattern.fullmatch(text))
        assert quick.sub("-", text) == quick.pattern.sub("-", text)


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_what_a_pattern_matches_passes_its_guard(data: st.DataObject) -> None:
    quick, _ = data.draw(st.sampled_from(GUARDED))
    text = data.draw(st.from_regex(quick.pattern))
    assert quick.may(text)


def test_no_letter_matches_an_ascii_letter_that_lower_case_and_the_odd_ones_leave_out() -> None:
    letters = re.compile("[a-z]", re.IGNORECASE)
    quick = Quick("(?:" + "|".join("abcdefghijklmnopqrstuvwxyz") + ")!")
    quick.learn()
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if letters.match(char):
            assert quick.may(char + "!")


@pytest.mark.parametrize(
    ("source", "plain", "words"),
    [
        (r"\b(?:due|deadline|by)\b", {"by", "due", "deadline"}, {"by", "due", "deadline"}),
        (r"(?:不|别)(?:做|开)新|\bno new\b", {"no new"}, {"不做新", "不开新", "别做新", "别开新", "no new"}),
        (r"周[一二]|\d+\s*次", set[str](), {"周一", "周二", "次"}),
        (r"(?<=every )\w+", {"every "}, {"every "}),
        (r"finish(?:ed)?\s+(?:by|until)", {"finish"}, {"finish"}),
        (r"\d+\s*min", {"min"}, {"min"}),
    ],
)
def test_the_words_are_those_of_which_every_match_holds_one(source: str, plain: set[str], words: set[str]) -> None:
    ascii_words, all_words = guards(source, re.IGNORECASE)
    assert (set(ascii_words or ()), set(all_words or ()) - set(ODD)) == (plain, words)


@pytest.mark.parametrize("source", [r"\w+", r"(?:due)?", r"[^a]x?", r"(?!by)\S", r"é|b", r"(a)?\1"])
def test_a_pattern_without_such_words_is_always_tried(source: str) -> None:
    assert guards(source, re.IGNORECASE) == (None, None)
