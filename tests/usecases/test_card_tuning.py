"""Learning the card memory's parameters: never needed, only with enough answers, only where better, undoable."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pytest
from tests.reviewing.test_tuning import answers_of
from tests.samples import workspace

from roadweek.domain.records import Review
from roadweek.errors import InputError
from roadweek.reviewing.card_texts import CardText
from roadweek.storage import attempts, database
from roadweek.usecases import cards
from roadweek.usecases.card_tuning import reset, tuned
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

NOW = datetime.fromisoformat("2026-07-01T20:00:00+08:00")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, clock=lambda: NOW)


def lived(ws: Workspace, half_life: float | None) -> None:
    with database.write(ws.database) as connection:
        for n, (card, day, rating) in enumerate(answers_of(5, half_life)):
            at = datetime.combine(day, NOW.timetz())
            review = Review(id=f"r{n}", kind="card", subject=card, at=at, rating=rating)
            attempts.put(connection, ws.person, "reviews", review.id, review.to_json())


def due_after_good(ws: Workspace, front: str) -> str | None:
    (card,) = cards.add(ws, [CardText(front, "a")])["cards"]
    return cards.answer(ws, card["id"], 3)["cards"][0]["due"]


def test_few_answers_are_too_few_with_or_without_the_optional_part(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    view = tuned(ws, apply=True)
    assert (view["verdict"], view["log_loss"], view["applied"], view["in_force"]) == (
        "too_few", None, False, "published",
    )  # fmt: skip


def test_without_the_optional_part_it_says_what_to_install_and_cards_go_on(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(ws, 1.0)
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(InputError) as error:
        tuned(ws)
    for lang in ("en", "zh"):
        assert "roadweek[tuning]" in error.value.text(lang)
    assert due_after_good(ws, "q?") is not None


def test_better_ones_count_from_the_next_answer_on_until_they_are_taken_back(ws: Workspace) -> None:
    pytest.importorskip("fsrs_rs_python")
    lived(ws, 1.0)
    usual = due_after_good(ws, "before?")
    looked = tuned(ws)
    assert (looked["verdict"], looked["applied"], looked["events"]) == ("better", False, [])
    losses = looked["log_loss"]
    assert losses is not None
    assert losses["learned"] < min(losses["published"], losses["constant"])
    assert tuned(ws, apply=True)["in_force"] == "learned"
    assert due_after_good(ws, "after?") != usual
    assert tuned(ws, apply=True)["applied"] is False, "the same once more is no gain"
    reset(ws)
    with pytest.raises(InputError):
        reset(ws)
    assert due_after_good(ws, "published again?") == usual
    events = [event["event"] for event in cards.add(ws, [CardText("x?", "y")])["events"]]
    assert events
    undo(ws, 4)  # the card, the answer and card before it, the reset
    assert tuned(ws)["in_force"] == "learned"


def test_worse_ones_are_never_put_in_force(ws: Workspace) -> None:
    pytest.importorskip("fsrs_rs_python")
    lived(ws, None)
    view = tuned(ws, apply=True)
    assert (view["verdict"], view["applied"], view["in_force"]) == ("no_better", False, "published")
