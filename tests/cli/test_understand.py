"""`understand` shows what a sentence means, one or many as JSON Lines, for the plan or for a context given with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call, is_one_error_line

Document = Callable[..., Any]
CONTEXT: dict[str, Any] = {
    "as_of": "2026-05-06T09:00:00+02:00",
    "timezone": "Europe/Berlin",
    "tracks": [{"id": "cello", "names": ["cello", "大提琴"]}],
    "milestones": [],
    "trips": [{"start": "2026-05-20", "end": "2026-05-21", "place": "Graz"}],
}


@pytest.fixture
def context(tmp_path: Path) -> str:
    path = tmp_path / "context.json"
    path.write_text(json.dumps(CONTEXT), encoding="utf-8")
    return str(path)


def test_without_a_plan_dates_are_still_understood(document: Document, workspace: Path) -> None:
    answer = document("understand", "I travel Wed-Fri next week")
    assert answer == {
        "edits": [{"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13"}],
        "question": None,
        "by": "rules",
    }
    assert not workspace.exists()


def test_the_tracks_of_the_plan_are_known(document: Document, planned: Path) -> None:
    assert document("understand", "pause the blog until 29 March")["edits"][0]["track"] == "blog"


def test_the_date_and_the_names_of_a_given_context_count(document: Document, context: str) -> None:
    answer = document("understand", "no cello next Friday", "--context", context)
    assert answer["edits"] == [{"kind": "drop", "track": "cello", "date": "2026-05-15"}]


def test_why_shows_the_rules_behind_a_length(document: Document, call: Call, planned: Path) -> None:
    text = "write the blog for 40 minutes to an hour on Tuesday"
    answer = document("understand", text, "--no-model", "--why")
    assert answer["why"][0] == "duration (40, 60)  '40 minutes to an hour'  [from one length to another]"
    assert "why" not in document("understand", text, "--no-model")
    _, out, _ = call("understand", "pause the blog", "--no-model", "--why")
    assert "No rule of the grammar" in out


def test_a_batch_is_answered_line_by_line(call: Call, tmp_path: Path, context: str) -> None:
    path = tmp_path / "in.jsonl"
    rows = [
        {"id": "a", "text": "下周一休息"},
        {"id": "b", "text": "move cello"},
        {"id": "c", "text": "how is my week?"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    code, out, err = call("understand", "--context", context, "--batch", str(path))
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[0]["edits"] == [{"kind": "day_off", "date": "2026-05-11"}]
    assert answers[1]["question"]
    assert all(set(answer) == {"id", "edits", "question", "by"} for answer in answers)


def test_a_line_that_cannot_be_read_is_answered_and_the_others_too(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('nonsense\n{"id": "b"}\n{"id": "c", "text": "下周一休息"}\n[1]\n', encoding="utf-8")
    code, out, err = call("understand", "--batch", str(path), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert is_one_error_line(err)
    assert [(answer["id"], "error" in answer) for answer in answers] == [
        (1, True),
        ("b", True),
        ("c", False),
        (4, True),
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"timezone": "Asia/Shanghai"}', '{"as_of": "soon"}', '{"as_of": "2026-03-04T20:00"}']
)
def test_a_context_that_is_none_is_refused(call: Call, tmp_path: Path, text: str) -> None:
    path = tmp_path / "context.json"
    path.write_text(text)
    code, _, err = call("understand", "休息", "--context", str(path))
    assert code == 1
    assert is_one_error_line(err)


def test_files_that_are_missing_are_named(call: Call, tmp_path: Path, context: str) -> None:
    for words in (["--batch", "missing.jsonl"], ["--batch", str(tmp_path)], ["休息", "--context", "missing.json"]):
        code, _, err = call("understand", *words)
        assert code == 1
        assert is_one_error_line(err)
