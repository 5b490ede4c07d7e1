"""Notes taken apart into facts, one a card, with nothing that the person did not write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.reviewing.atoms import LONGEST_ATOM, Atom, atoms


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("keep the smaller heap", [Atom("idea", "", "keep the smaller heap")]),
        (
            "sort by end; take what fits\nBlind spot: equal ends",
            [
                Atom("blind", "", "equal ends"),
                Atom("step", "", "sort by end", 1, 2),
                Atom("step", "sort by end", "take what fits", 2, 2),
            ],
        ),
        (
            "盲点：空区间；易错：端点相同；为什么要排序？；贪心 = 局部最优",
            [
                Atom("blind", "", "空区间", 1, 2),
                Atom("blind", "", "端点相同", 2, 2),
                Atom("question", "为什么要排序？", ""),
                Atom("what", "贪心", "局部最优"),
            ],
        ),
        ("time: O(n log n)\n- space: O(1)", [Atom("what", "time", "O(n log n)"), Atom("what", "space", "O(1)")]),
        ("", []),
        (" ;\n; ", []),
        ("x" * (LONGEST_ATOM + 1), []),
    ],
)
def test_a_note_gives_one_fact_at_a_time(notes: str, found: list[Atom]) -> None:
    assert atoms(notes) == found


@given(st.text())
def test_any_note_gives_only_words_of_its_own(notes: str) -> None:
    for atom in atoms(notes):
        assert atom.asked in notes
        assert atom.answer in notes
        assert atom.asked or atom.answer
