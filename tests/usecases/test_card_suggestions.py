"""Cards of what was tried: shown, taken or not wanted by the person, never made in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.errors import InputError, UnknownNameError
from roadweek.usecases import cards
from roadweek.usecases.attempts import attempt
from roadweek.usecases.card_suggestions import drop, suggestions, take
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-11T20:00:00+08:00")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = workspace(tmp_path, clock=lambda: NOW)
    attempt(ws, "LC 56 Merge Intervals", idea="sort by start", topic="intervals")
    attempt(ws, "LC 57", outcome="failed", idea="blind spot: the new one lies within; walk once", topic="intervals")
    attempt(ws, "奇异值分解", kind="lesson", topic="线代")
    attempt(ws, "A Paper on Paging", kind="paper")
    return ws


def test_what_went_badly_comes_first_and_nothing_is_made_before_the_person_says_so(ws: Workspace) -> None:
    found = suggestions(ws)["suggestions"]
    assert [(one["by"], one["back"]) for one in found[:2]] == [
        ("blind", "the new one lies within"),
        ("idea", "walk once"),
    ]
    assert [one["by"] for one in found].count("lesson") == 3
    assert [one["by"] for one in found].count("paper") == 3
    assert len({one["front"] for one in found}) == len({one["id"] for one in found}) == len(found)
    assert cards.listing(ws)["cards"] == []


def test_what_is_taken_is_a_card_with_its_source_and_is_suggested_no_more(ws: Workspace) -> None:
    first = suggestions(ws, topic="Intervals")["suggestions"][0]
    (made,) = take(ws, [first["id"], first["id"]])["cards"]
    assert (made["front"], made["back"], made["topic"], made["source"]) == (
        first["front"], "the new one lies within", "intervals", "LC 57",
    )  # fmt: skip
    assert first["id"] not in {one["id"] for one in suggestions(ws)["suggestions"]}
    undo(ws)
    assert first["id"] in {one["id"] for one in suggestions(ws)["suggestions"]}
    take(ws, ["all"])
    with pytest.raises(InputError):
        take(ws, ["all"])


def test_what_is_not_wanted_stays_away_in_any_language_until_it_is_undone(ws: Workspace) -> None:
    count = suggestions(ws)["count"]
    drop(ws, [suggestions(ws)["suggestions"][0]["id"]])
    drop(ws, [suggestions(ws)["suggestions"][0]["id"]])
    for lang in ("en", "zh"):
        assert suggestions(replace(ws, language=lang))["count"] == count - 2
    undo(ws)
    assert suggestions(ws)["count"] == count - 1
    with pytest.raises(UnknownNameError):
        drop(ws, ["nothing"])


def test_what_was_tried_long_ago_gives_none(ws: Workspace) -> None:
    assert suggestions(replace(ws, clock=lambda: NOW + timedelta(days=61)))["count"] == 0
