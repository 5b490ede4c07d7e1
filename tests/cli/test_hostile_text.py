"""A workspace whose every text is hostile: nothing of it reaches a terminal, a document, a page or a calendar file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call
from tests.hostile import HOSTILE, LONG, MARK, PLAN, poison, texts, unfit

from roadweek.domain.sanitise import FIELD, ONE_LINE, TITLE

TASK = f"Tune {HOSTILE}".replace("\x00", "")
WEEK = "2026-03-10"
READS = (
    ("today",),
    ("week",),
    ("week", "--of", WEEK),
    ("history",),
    ("plan", "show"),
    ("plan", "conflicts"),
    ("plan", "export", "--format", "json"),
    ("plan", "export", "--format", "markdown"),
    ("plan", "export", "--format", "ics"),
    ("plan", "days", WEEK, "2026-03-15"),
    ("plan", "days", WEEK, "2026-03-15", "--format", "md"),
    ("plan", "days", WEEK, "2026-03-15", "--format", "ics"),
    ("work", "list"),
    ("task", "list"),
    ("milestone", "list"),
    ("trip", "list"),
    ("trip", "show"),
    ("calendar", "events", WEEK),
    ("calendar", "status"),
    ("replan", "--edits", '[{"kind": "add_task", "title": "Scales\\u001b[2J\\u202e", "minutes": 30}]'),
    ("understand", "--no-model", f"I travel next Wed to Fri to {MARK}\x1b[31m\u202e"),
)


@pytest.fixture
def hostile(call: Call, workspace: Path, tmp_path: Path) -> Path:
    """A workspace with a plan, an accepted week, a task and a trip, then poisoned from within; its plan file too."""
    plan = tmp_path / "plan.md"
    plan.write_bytes(PLAN.replace(MARK, HOSTILE.replace("\x00", "").replace("\r\n", " ")).encode())
    code, out, err = call("import", str(plan))
    assert code == 0, err
    assert not unfit(out + err)
    plan.write_text(PLAN, encoding="utf-8")
    code, out, err = call("import", str(plan), "--json")
    assert code == 0, err
    assert call("approve", json.loads(out)["proposal"])[0] == 0
    assert call("task", "add", TASK, "--minutes", "30")[0] == 0
    assert call("trip", "add", "2026-04-08", "2026-04-10", "--place", f"Hall {HOSTILE[:40]}")[0] == 0
    assert poison(workspace / "roadweek.db") > 10
    on_a_line = HOSTILE.replace("\x00", "").replace("\r\n", " ")
    for kept in (workspace / "plans").iterdir():
        kept.write_bytes(kept.read_bytes().replace(MARK.encode(), on_a_line.encode()))
    return workspace


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_hostile_is_printed_or_answered(call: Call, hostile: Path, lang: str, tmp_path: Path) -> None:
    seen = ""
    for words in READS:
        code, out, err = call(*words, "--lang", lang)
        assert code == 0, (words, err)
        carriage = words[-1] == "ics"
        assert not unfit(out.replace("\r\n", "\n") if carriage else out), words
        assert not unfit(err), words
        seen += out
        code, out, err = call(*words, "--json", "--lang", lang)
        assert code == 0, (words, err)
        for path, text in texts(json.loads(out)):
            assert not unfit(text.replace("\r\n", "\n") if carriage else text), (words, path)
            field = path.rpartition(".")[2]
            if field in ONE_LINE:
                assert "\n" not in text, (words, path)
                assert len(text) <= TITLE, (words, path)
            elif field != "content":
                assert len(text) <= FIELD, (words, path)
    assert "evil" in seen  # the text did go through: its visible words are there


def test_pages_hold_nothing_hostile_and_no_markup_of_a_title(call: Call, hostile: Path, tmp_path: Path) -> None:
    page, days = tmp_path / "page.html", tmp_path / "days.html"
    for target, words in (
        (page, ("week", "--of", WEEK, "--html", str(page))),
        (page, ("plan", "show", "--html", str(page))),
        (days, ("plan", "days", WEEK, "2026-03-15", "--format", "html", "--out", str(days))),
    ):
        code, _, err = call(*words)
        assert code == 0, err
        text = target.read_text(encoding="utf-8")
        assert "evil" in text
        assert not unfit(text), words
        assert "<script>alert" not in text


def test_every_session_and_every_wish_explains_itself_cleanly(
    call: Call, hostile: Path, document: Callable[..., Any]
) -> None:
    for session in document("week", "--of", WEEK)["sessions"][:4]:
        code, out, err = call("explain", session["id"])
        assert code == 0, err
        assert not unfit(out + err)
        for path, text in texts(document("explain", session["id"])):
            assert not unfit(text), path


def test_events_of_the_calendar_are_clean_and_stay_one_event_each(call: Call, hostile: Path) -> None:
    files = [one for one in (hostile / "calendar").rglob("*.ics") if not any(p.startswith(".") for p in one.parts)]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not unfit(text.replace("\r\n", "\n").replace("\n ", ""))
        assert text.count("BEGIN:VALARM") == 0
    assert files


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("approve", HOSTILE),
        ("explain", HOSTILE),
        ("import", f"/nowhere/{HOSTILE}".replace("\x00", "")),
        ("task", "done", HOSTILE),
        ("trip", "confirm", HOSTILE),
        ("log", HOSTILE, "30"),
        ("week", "--of", HOSTILE),
        ("work", "show", HOSTILE),
        ("replan", "--edits", HOSTILE),
        ("replan", "--edits", json.dumps([{"kind": HOSTILE}])),
        ("decide", HOSTILE, "x"),
        (HOSTILE,),
        ("week", f"--{HOSTILE}"),
    ],
)
def test_an_error_repeats_no_hostile_text(call: Call, planned: Path, words: tuple[str, ...], lang: str) -> None:
    code, out, err = call(*words, "--lang", lang)
    assert code in (1, 2)
    assert not unfit(out + err)
    assert len([line for line in err.strip().split("\n") if not line.endswith(" …")]) == 1


def test_over_long_titles_are_cut_where_they_are_shown(call: Call, planned: Path, document: Callable[..., Any]) -> None:
    assert call("task", "add", f"Read {LONG}")[0] == 0
    titles = [task["title"] for task in document("task", "list")["tasks"]]
    assert [len(title) for title in titles if title.startswith("Read yy")] == [TITLE]
