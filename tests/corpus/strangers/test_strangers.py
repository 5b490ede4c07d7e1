"""Sentences and plans of other people: the labels hold together, and what is misread without a word does not grow."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest
from pydantic import TypeAdapter

from roadweek.domain.edits import Edit
from tests.corpus.strangers import scoring

RESULTS = json.loads((scoring.HERE / "results.json").read_text("utf-8"))


def test_every_sentence_has_one_label_and_its_edits_are_edits() -> None:
    rows = scoring.sentences()
    edit: TypeAdapter[Edit] = TypeAdapter(Edit)
    assert len(rows) == len({row["id"] for row in rows}) == 120
    for row in rows:
        assert row["context"] in scoring.contexts()
        assert sum(key in row for key in ("edits", "ask", "none")) == 1, row["id"]
        for reading in [row.get("edits", []), *row.get("also", [])]:
            for one in reading:
                edit.validate_python(one)


def test_every_fact_stands_on_a_line_with_words_and_has_the_values_of_its_group() -> None:
    needs = {"phase": {"start", "end"}, "absence": {"start", "end"}, "milestone": {"due"}, "track": {"names"}}
    for name, plan in scoring.plans().items():
        lines = (scoring.HERE / "plans" / f"{name}.md").read_text("utf-8").splitlines()
        assert date.fromisoformat(plan["as_of"])
        assert len({fact["id"] for fact in plan["facts"]}) == len(plan["facts"])
        for fact in plan["facts"]:
            assert fact["group"] in scoring.GROUPS
            assert needs.get(fact["group"], set()) <= fact.keys()
            assert lines[int(fact["line"]) - 1].strip()


def test_a_verdict_says_whether_something_was_changed_that_nobody_asked_for() -> None:
    drop = {"kind": "drop", "track": "run", "date": "2027-03-18"}
    other = {**drop, "date": "2027-03-19"}
    wish = {"edits": [drop], "also": [[other]]}
    assert scoring.verdict(wish, [drop], None) == scoring.verdict(wish, [other], None) == "exact"
    assert scoring.verdict(wish, [drop, other], None) == "silent"
    assert scoring.verdict(wish, [], "Which day?") == scoring.verdict(wish, [drop], "Which day?") == "asked"
    assert scoring.verdict(wish, [], None) == scoring.verdict({"ask": True}, [], None) == "mute"
    assert scoring.verdict({"ask": True}, [], "Which day?") == scoring.verdict({"none": True}, [], None) == "exact"
    assert scoring.verdict({"none": True}, [drop], None) == scoring.verdict({"ask": True}, [drop], None) == "silent"


def test_two_edits_that_mean_the_same_are_equal() -> None:
    one = {"kind": "set_activity", "track": "run", "days": ["FR", "MO"], "per": "week", "times": 2, "nth": None}
    assert scoring.same_form(one) == scoring.same_form({"kind": "set_activity", "track": "run", "days": ["MO", "FR"]})
    assert scoring.same_form(one) != scoring.same_form({**one, "interval": 2})


def test_a_fact_is_right_wrong_told_or_lost() -> None:
    facts: list[scoring.Row] = [
        {"id": "a", "group": "recurring", "line": 3, "days": ["MO"], "minutes": 30},
        {"id": "b", "group": "recurring", "line": 4, "days": ["TU"], "minutes": 30},
        {"id": "c", "group": "milestone", "line": 5, "due": ["2027-05-01", "2027-05-10"]},
        {"id": "d", "group": "rule", "line": 6},
    ]
    view = {
        "items": [
            {
                "id": "1",
                "group": "recurring",
                "lines": [3],
                "days": ["MO"],
                "times": [1, 1],
                "duration_min": [30, 30],
                "track": "x",
            },
            {
                "id": "2",
                "group": "recurring",
                "lines": [4],
                "days": ["TU"],
                "times": [1, 1],
                "duration_min": [45, 45],
                "track": "y",
            },
        ],
        "questions": [],
        "conflicts": [],
        "unused": [{"line": 5, "words": ["May"]}],
        "obeyed": [],
    }
    verdicts, read, right = scoring.judged(facts, view)
    assert verdicts == {"a": "right", "b": "wrong", "c": "told", "d": "lost"}
    assert (read["recurring"], right["recurring"]) == (2, 1)


def test_silent_wrong_readings_of_sentences_do_not_grow() -> None:
    found = scoring.read_sentences()
    counts = Counter(how for how, _, _ in found.values())
    for how in ("silent", "mute"):
        assert counts[how] <= RESULTS["limits"][how], [key for key, one in found.items() if one[0] == how]


@pytest.mark.soak
def test_what_plans_lose_without_a_word_does_not_grow() -> None:
    whole = scoring.figures()["plans"]
    for how in ("wrong", "lost"):
        assert whole[how] <= RESULTS["limits"][how]
