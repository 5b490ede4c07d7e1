"""Edits are shown in words: every kind has a name in both languages, and no value of an edit is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from roadweek.domain.base import Language
from roadweek.views.format import edit_words
from roadweek_cli.docs import EXAMPLES


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_every_value_of_an_edit_changes_its_words(kind: str, lang: Language) -> None:
    edit: dict[str, Any] = {"kind": kind, **EXAMPLES[kind]}
    words = edit_words(edit, lang)
    for name, value in edit.items():
        other = {**edit, name: _another(name, value)}
        assert edit_words(other, lang) != words, f"{name} is not said"


def _another(name: str, value: Any) -> Any:
    fixed = {
        "kind": "finish" if value != "finish" else "pin",
        "slot": "evening",
        "level": "down",
        "outcome": "skipped",
        "per": "month",
        "days": ["MO"],
        "steps": [{"title": "another step"}],
    }
    if name in fixed:
        return fixed[name]
    if isinstance(value, int):
        return value + 1
    text = str(value)
    return f"2026-05-01{text[10:]}" if text[:5] == "2026-" and len(text) in (10, 16) else text + " too"


@pytest.mark.parametrize(
    ("edit", "english", "chinese"),
    [
        (
            {"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13", "place": "Graz"},
            "trip · Wed 11 Mar – Fri 13 Mar · Graz",
            "出差 · 3月11日 周三 – 3月13日 周五 · Graz",
        ),
        (
            {"kind": "block", "start": "2026-03-10T19:00", "end": "2026-03-10T21:00"},
            "taken · Tue 10 Mar 19:00–21:00",
            "占用 · 3月10日 周二 19:00–21:00",
        ),
        (
            {"kind": "move", "track": "maths", "from": "2026-03-10", "to": "2026-03-14", "slot": "morning"},
            "move · maths · Tue 10 Mar → Sat 14 Mar · in the morning",
            "移动 · maths · 3月10日 周二 → 3月14日 周六 · 上午",
        ),
        (
            {"kind": "focus", "track": "rag", "minutes": 600, "until": "2026-10-07"},
            "focus · rag · until Wed 7 Oct · 10 h a week",
            "每周投入 · rag · 到10月7日 周三 · 每周 10 小时",
        ),
        (
            {"kind": "split_work", "work": "d1", "steps": [{"title": "read", "minutes": 90}, {"title": "write"}]},
            "split · d1 · read (1 h 30) · write",
            "拆分 · d1 · read (1 小时 30 分) · write",
        ),
        (
            {"kind": "order_work", "work": "d1", "before": "d2"},
            "order · d1 · before d2",
            "顺序 · d1 · 排在 d2 之前",
        ),
    ],
)
def test_an_edit_reads_as_one_would_say_it(edit: dict[str, Any], english: str, chinese: str) -> None:
    assert (edit_words(edit, "en"), edit_words(edit, "zh")) == (english, chinese)
