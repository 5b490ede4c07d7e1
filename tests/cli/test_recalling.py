"""`review day` as a person meets it: a title, an answer, notes where it was stuck; nothing typed writes nothing."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

Ask = Callable[..., Any]


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def test_the_recall_is_asked_by_title_with_or_without_options_and_left_without_debt(
    planned: Path, document: Ask, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = document("today")["date"]
    for title, idea in (("Heap of tiles", "sift down"), ("Trie of names", "a map of children")):
        document("attempt", title, "--idea", idea, "--failed", "--on", yesterday)
    monkeypatch.setenv("ROADWEEK_NOW", f"{_after(yesterday)}T20:00:00+08:00")
    typed(monkeypatch, "")
    code, out, _ = call("--lang", "en", "review", "day")
    assert (code, "sift down" in out + "a map of children" in out) == (0, False)
    assert document("review", "day")["done"] == []
    typed(monkeypatch, "what?\nstuck\nfine\n")
    code, out, err = call("review", "day", "--minutes", "30", "--lang", "en")
    assert code == 0, err
    done = {one["title"]: one["answer"] for one in document("review", "day")["done"]}
    assert sorted(done.values()) == ["fine", "stuck"]
    notes = {"Heap of tiles": "sift down", "Trie of names": "a map of children"}
    assert {title for title, text in notes.items() if text in out} == {t for t, how in done.items() if how == "stuck"}


def _after(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
