"""A track's single activities by their titles, and how much more or less than now is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from roadweek.understanding.context import KnownActivity, SentenceContext
from roadweek.understanding.understand import understand

ACTIVITIES = (
    KnownActivity("piano", "Scales and arpeggios", 20, "day"),
    KnownActivity("piano", "Sight reading", 45, "week"),
    KnownActivity("german", "Shadowing", 30, "day"),
    KnownActivity("stats", "Problem sheet", None, "week"),
)


@pytest.fixture
def told(context: SentenceContext) -> SentenceContext:
    """On Friday 15 May 2026."""
    return replace(context, activities=ACTIVITIES)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("change sight reading to 6 pm", {"track": "piano", "title": "Sight reading", "at": "18:00"}),
        ("shadowing every third day", {"track": "german", "times": 1, "per": "day", "interval": 3}),
        ("change shadowing to 7:30", {"track": "german", "at": "07:30"}),
        ("piano 10 minutes more a day", {"track": "piano", "minutes": 30}),
        ("sight reading 15 minutes less", {"track": "piano", "title": "Sight reading", "minutes": 30}),
        ("每天多 15 分钟德语", {"track": "german", "minutes": 45}),
        ("德语每天少十分钟", {"track": "german", "minutes": 20}),
    ],
)  # fmt: skip
def test_an_activity_is_named_by_its_title_and_a_step_counts_from_its_length(
    told: SentenceContext, text: str, fields: dict[str, Any]
) -> None:
    found = understand(text, told)
    assert found.question is None
    assert [e.to_json() for e in found.edits] == [{"kind": "set_activity", "from": "2026-05-15", **fields}]


@pytest.mark.parametrize(
    "text",
    [
        "statistics 20 minutes more a week",  # how long it is now is not known
        "每天多 30 分钟",  # of what?
        "德语每天少四十分钟",  # nothing would be left
        "piano an hour more a week",  # of something daily
    ],
)
def test_a_step_from_nowhere_is_asked(told: SentenceContext, text: str) -> None:
    found = understand(text, told)
    assert found.question is not None
    assert not found.edits


def test_ending_one_activity_leaves_the_others(told: SentenceContext) -> None:
    (edit,) = understand("stop sight reading for good from June", told).edits
    assert edit.to_json() == {
        "kind": "remove_activity",
        "track": "piano",
        "title": "Sight reading",
        "from": "2026-06-01",
    }
