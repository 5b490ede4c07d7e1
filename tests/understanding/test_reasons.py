"""A reason before an order is not read as a part of it; names and orders are known with a letter wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from roadweek.domain.edits import AddTask, Drop, Move
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.understand import understand

HERE = Path(__file__).parent
MARCH = SentenceContext.from_json(json.loads((HERE / "context_march.json").read_text(encoding="utf-8")))
"""On Wednesday 4 March 2026."""


@pytest.mark.parametrize(
    ("text", "track", "day"),
    [
        ("I might be stuck in traffic tonight, so skip Japanese", "japanese", date(2026, 3, 4)),
        ("我明天可能要加班，把日语取消", "japanese", date(2026, 3, 5)),
        ("Marlene will bring the Orin, so drop Friday's math", "math", date(2026, 3, 6)),
        ("每周四天晚班太累，周六的算法取消", "algorithms", date(2026, 3, 7)),
        ("數學週五不上了", "math", date(2026, 3, 6)),
        ("cancle Friday's algoritms", "algorithms", date(2026, 3, 6)),
    ],
)
def test_a_reason_and_a_slip_do_not_hide_an_order(text: str, track: str, day: date) -> None:
    read = understand(text, MARCH)
    assert read.question is None
    (edit,) = read.edits
    assert isinstance(edit, Drop)
    assert (edit.track, edit.date) == (track, day)


def test_an_order_with_a_letter_doubled_moves_one_session() -> None:
    (edit,) = understand("movve fridays lisening to sunday", MARCH).edits
    assert isinstance(edit, Move)
    assert (edit.track, edit.from_, edit.to) == ("english", date(2026, 3, 6), date(2026, 3, 8))


@pytest.mark.parametrize(
    "text", ["If I might be late, skip Japanese", "I may skip Japanese tonight", "Maybe drop math"]
)
def test_a_guess_about_the_order_itself_changes_nothing(text: str) -> None:
    assert understand(text, MARCH).edits == ()


def test_words_that_an_edit_keeps_are_those_of_the_message() -> None:
    (edit,) = understand("新增任務：整理書櫃，3月12日之前", MARCH).edits
    assert isinstance(edit, AddTask)
    assert edit.title == "整理書櫃"
