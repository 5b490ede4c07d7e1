"""Prompts, pictures and arrivals follow from their seeds, and no cache has seen them."""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise
from statistics import mean

import pytest

from roadweek.inference.prompts import arrival_times, picture, prompt, words_for


def test_no_two_prompts_share_a_head() -> None:
    heads = {prompt(nonce, index, 40).split()[0] for nonce in ("a", "b") for index in range(-2, 200)}

    assert len(heads) == 2 * 202


@pytest.mark.parametrize("words", [1, 12, 50, 900])
def test_a_prompt_has_about_its_words_and_is_the_same_again(words: int) -> None:
    text = prompt("seed", 3, words)

    assert text == prompt("seed", 3, words)
    assert max(words, 10) <= len(text.split()) <= words + 10


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ([], 75),
        ([(50, 100)], 50),
        ([(20, 60), (60, 140)], 40),  # 20 tokens of a template and two a word
        ([(20, 0), (60, 120)], 50),
        ([(30, 90), (30, 90)], 33),
        ([(20, 90), (60, 80)], 75),  # longer, and fewer tokens: the longest alone counts
    ],
)
def test_words_follow_from_what_usage_told(seen: list[tuple[int, int]], words: int) -> None:
    assert words_for(100, seen) == words


def test_arrivals_are_a_poisson_process() -> None:
    times = arrival_times(7, 20.0, 4000)
    gaps = [later - earlier for earlier, later in pairwise([0.0, *times])]

    assert times == arrival_times(7, 20.0, 4000) != arrival_times(8, 20.0, 4000)
    assert min(gaps) >= 0
    assert mean(gaps) == pytest.approx(1 / 20, rel=0.05)
    assert sum(gap > 1 / 20 for gap in gaps) / 4000 == pytest.approx(0.368, abs=0.03)  # e⁻¹ of an exponential


@pytest.mark.parametrize("side", [1, 7, 224, 500])
def test_a_picture_is_a_png_of_its_size_and_unlike_any_other(side: int) -> None:
    data = picture("seed", 1, side)

    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (side, side)
    length = data.index(b"IDAT")
    (size,) = struct.unpack(">I", data[length - 4 : length])
    assert len(zlib.decompress(data[length + 4 : length + 4 + size])) == side * (3 * side + 1)
    assert data == picture("seed", 1, side) != picture("seed", 2, side)
