"""A word that stands beside a track and that nothing read is asked about, and never left out of an edit in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadweek.understanding.context import SentenceContext
from roadweek.understanding.understand import understand

HERE = Path(__file__).parent
MARCH = SentenceContext.from_json(json.loads((HERE / "context_march.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("把明天的数学改到后天晚饭后", "饭后"),
        ("日语挪到周日午睡之后", "午睡之后"),
        ("英语精读这周停，泛读照旧", "精读"),
        ("Move Thursday's algorithms to Saturday at the library", "library"),
        ("Pause the grammar half of Japanese this week", "grammar"),
        ("Push Friday's math to Sunday over lunch", "over lunch"),
        ("从下周起算法每天一小时，午饭后做", "午饭后"),
        ("No Japanese this Friday or next", "next"),
        ("Skip the first math this week", "first"),
    ],
)
def test_a_word_that_narrows_a_wish_is_asked_about(text: str, word: str) -> None:
    read = understand(text, MARCH)
    assert read.edits == ()
    assert word in str(read.question)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Move Friday's math to Saturday but keep it under half an hour", "under half an hour"),
        ("Set Japanese to no more than 25 minutes", "no more than 25 minutes"),
        ("以后日语每次不超过二十分钟", "不超过二十分钟"),
        ("英语改成每次一小时以内", "一小时以内"),
    ],
)
def test_a_bound_of_a_length_is_no_length(text: str, bound: str) -> None:
    read = understand(text, MARCH)
    assert read.edits == ()
    assert bound in str(read.question)


@pytest.mark.parametrize(
    "text",
    [
        "微调这周先停，太累了",
        "周四的日语麻烦你帮我直接改到周六上午，谢谢",
        "因为要搬家，下周的日语全停",
        "Hey, please push Saturday's blog session to Monday, the kids are home",
        "Pause fine-tuning until April because the GPU is broken",
        "Drop Friday's math session entirely",
        "明天一定要把日语挪到晚上",
        "Pause Japanese for the next three weeks",
    ],
)
def test_reasons_and_manners_lose_nothing(text: str) -> None:
    read = understand(text, MARCH)
    assert read.question is None
    assert len(read.edits) == 1
