"""Errors are in the person's language, in words of ours, and say what to do: no library's text reaches a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Call

from roadweek.messages.faults import TEXTS

WRONG = (
    ("approve", "p0"),
    ("approve",),
    ("reject", "p0"),
    ("approve", "p0", "--digest", "x"),
    ("work", "finish", "nothing such"),
    ("work", "show", "nothing such"),
    ("trip", "add", "someday", "2026-03-11"),
    ("trip", "add", "2026-03-11", "2026-03-09"),
    ("trip", "confirm", "x"),
    ("trip", "dismiss", "x"),
    ("calendar", "login"),
    ("calendar", "nowhere"),
    ("client", "add", "emacs"),
    ("client", "show", "emacs"),
    ("plan", "show", "--version", "77"),
    ("plan", "settle", "x", "y"),
    ("plan", "review", "--item", "x"),
    ("milestone", "done", "x"),
    ("decide", "x", "y"),
    ("explain", "zzzz"),
    ("done", "zzzz"),
    ("restore", "1999-01-01"),
    ("import", "/nowhere/plan.md"),
    ("work", "effort", "X", "a while"),
    ("work", "effort", "X", "99999999"),
    ("work", "split", "X"),
    ("work", "order", "X"),
    ("task", "add", ""),
    ("task", "add", "\u200b"),
    ("task", "add", "x", "--minutes", "0"),
    ("task", "add", "x", "--minutes", "99999999"),
    ("task", "add", "x", "--minutes", "many"),
    ("log", "math", "99999"),
    ("log", "math", "-5"),
    ("history", "--limit", "x"),
    ("undo", "0"),
    ("nowhere",),
    ("trip", "add", "2026-03-09", "2026-03-10", "New", "Town"),
    ("today", "please"),
    ("work", "list", "--open=yes"),
    ("week", "--off", "x"),
    ("week", "--of"),
    ("plan", "export", "--format", "pdf"),
    ("plan", "show", "--lines", "many"),
    ("replan", "--edits", "[{"),
    ("replan", "--edits", '[{"kind": "move"}]'),
    ("replan", "--edits", '[{"kind": "fly"}]'),
    ("replan", "--edits", '[{"when": 1}]'),
    ("replan", "--edits", "[3]"),
    ("replan", "--edits", '[{"kind": "day_off", "date": "soon"}]'),
    ("replan", "--edits", '[{"kind": "day_off", "date": "2026-03-10", "why": "x"}]'),
    ("replan", "--edits", '[{"kind": "add", "minutes": 99999}]'),
    ("replan", "--edits", '[{"kind": "add", "minutes": "much"}]'),
    ("replan", "--edits", '[{"kind": "prioritize", "track": "math", "level": "top"}]'),
    ("replan", "--edits", '[{"kind": "add_trip", "start": "2026-03-09", "end": "2026-03-01"}]'),
    ("replan", "--edits", '[{"kind": "focus", "minutes": 60}]'),
    ("replan", "--edits", '[{"kind": "block", "start": "2026-03-09T10:00", "end": "2026-03-09T09:00"}]'),
    ("replan", "--edits", '[{"kind": "split_work", "work": "x", "steps": []}]'),
    ("calendar", "serve", "--port", "99999"),
)
_LIBRARY = re.compile(
    r"Input should|Field required|Extra inputs|Value error|unable to|validation|pydantic|ValidationError|inside"
)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", WRONG)
def test_an_error_is_said_in_our_words(call: Call, planned: Path, words: tuple[str, ...], lang: str) -> None:
    code, out, err = call(*words, "--lang", lang)
    told = [line for line in err.splitlines() if not line.endswith(" …")]
    assert code in (1, 2)
    assert out == ""
    assert len(told) == 1
    assert told[0].startswith("error: ")
    assert not _LIBRARY.search(told[0])
    assert bool(re.search("[\u4e00-\u9fff]", told[0])) == (lang == "zh")


def test_each_fault_is_told_with_its_values_in_both_languages() -> None:
    for key, said in TEXTS.items():
        places = [set(re.findall(r"\{(\w+)\}", text)) for text in (said["en"], said["zh"])]
        assert places[0] == places[1], key
