"""Sentences of our own in both languages are read exactly: edits, one question, or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.domain.edits import EDIT_KINDS, EDITS
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.understand import language_of, uncovered, understand

HERE = Path(__file__).parent


def world(name: str) -> SentenceContext:
    return SentenceContext.from_json(json.loads((HERE / f"context_{name}.json").read_text(encoding="utf-8")))


def sentences(name: str) -> list[dict[str, Any]]:
    lines = (HERE / f"sentences_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [{**json.loads(line), "world": name} for line in lines]


WORLDS = {name: world(name) for name in ("may", "march", "february", "october", "works")}
ROWS = [row for name in WORLDS for row in sentences(name)]
EVERY = pytest.mark.parametrize("row", ROWS, ids=[f"{r['id']} {r['text'][:40]}" for r in ROWS])


def plain(edits: list[dict[str, Any]]) -> list[str]:
    """Edits to compare: a reason is free text, and so is the title of an extra session that has a track."""
    kept = [
        {k: v for k, v in e.items() if k != "reason" and not (k == "title" and e["kind"] == "add" and e.get("track"))}
        for e in edits
    ]
    return sorted(json.dumps(e, sort_keys=True, ensure_ascii=False) for e in kept)


@EVERY
def test_a_sentence_is_read_exactly(row: dict[str, Any]) -> None:
    read = understand(row["text"], WORLDS[row["world"]])
    if row.get("question"):
        assert read.question
        assert not read.edits
        assert language_of(read.question) == language_of(row["text"])
    elif row.get("none"):
        assert not read.edits
        assert read.question is None
    else:
        assert read.question is None
        assert plain([e.to_json() for e in read.edits]) == plain(row["edits"])


TYPED = {"report", "open_hours"}
"""What no sentence means alone: it is asked for by session, or offered as a way out with its times."""


def test_the_sentences_cover_every_kind_of_edit_in_both_languages() -> None:
    for lang in ("en", "zh"):
        kinds = {e["kind"] for r in ROWS if language_of(r["text"]) == lang for e in r.get("edits", [])}
        assert set(EDIT_KINDS) - {"withdraw", "reinstate"} - TYPED - kinds == set()


@pytest.mark.parametrize("row", [r for r in ROWS if "edits" in r], ids=lambda r: r["id"])
def test_the_expected_edits_cover_their_sentence(row: dict[str, Any]) -> None:
    assert uncovered(row["text"], EDITS.validate_python(row["edits"]), WORLDS[row["world"]]) == ()


@pytest.mark.parametrize("row", [r for r in ROWS if len(r.get("edits", [])) > 1], ids=lambda r: r["id"])
def test_a_draft_that_lost_half_of_the_sentence_is_caught(row: dict[str, Any]) -> None:
    for kept in (row["edits"][:1], row["edits"][1:]):
        assert uncovered(row["text"], EDITS.validate_python(kept), WORLDS[row["world"]])


@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    understand(text, WORLDS["may"])


@given(st.lists(st.sampled_from([w for r in ROWS for w in r["text"].split()]), max_size=25))
def test_any_mixture_of_known_words_is_read_without_an_error(words: list[str]) -> None:
    read = understand(" ".join(words), WORLDS["may"])
    assert not (read.edits and read.question)
