"""The same attempt or answer sent twice in a moment is counted once and asked about; on purpose it stays possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.errors import RepeatedError
from roadweek.reviewing.card_texts import CardText
from roadweek.storage import attempts as stored
from roadweek.storage import database
from roadweek.usecases import cards
from roadweek.usecases.attempts import attempt
from roadweek.usecases.daily_recall import answered
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_redo import exam
from roadweek.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-11T20:00:00+08:00")
Note = Callable[..., Any]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = workspace(tmp_path, clock=lambda: NOW)
    attempt(ws, "LC 1", minutes=9, on=date(2026, 3, 10))
    cards.add(ws, [CardText("什么是秩？", "像的维数", id="rank")])
    return ws


def later(ws: Workspace, seconds: int) -> Workspace:
    return replace(ws, clock=lambda: NOW + timedelta(seconds=seconds))


def _attempt(ws: Workspace, **more: Any) -> Any:
    return attempt(ws, "lc 1", outcome="failed", **more)


def _recall(ws: Workspace, **more: Any) -> Any:
    return answered(ws, "LC 1", "stuck", **more)


def _redo(ws: Workspace, **more: Any) -> Any:
    return exam(ws, "LC 1", solved=True, **more)


def _card(ws: Workspace, **more: Any) -> Any:
    with database.read(ws.database) as connection:
        name = next(iter(row["id"] for row in stored_cards(connection, ws)))
    return cards.answer(ws, name, 2, **more)


def stored_cards(connection: Any, ws: Workspace) -> list[Any]:
    from roadweek.storage.cards import every

    return every(connection, ws.person)


def counted(ws: Workspace) -> int:
    with database.read(ws.database) as connection:
        tried, answers = stored.counts(connection, ws.person)
    return tried + sum(answers.values())


@pytest.mark.parametrize("note", [_attempt, _recall, _redo, _card])
def test_the_same_in_a_moment_is_asked_about_and_counted_once(ws: Workspace, note: Note) -> None:
    note(ws)
    before = counted(ws)
    with pytest.raises(RepeatedError) as error:
        note(later(ws, 40))
    for lang in ("en", "zh"):
        assert "--again" in error.value.text(lang)
    assert counted(ws) == before
    note(later(ws, 40), again=True)
    assert counted(ws) == before + 1


@pytest.mark.parametrize("note", [_attempt, _recall, _redo, _card])
def test_later_after_an_undo_or_of_another_day_it_is_a_new_one(ws: Workspace, note: Note) -> None:
    if note is _attempt:
        note(ws, on=date(2026, 3, 10))
    note(ws)
    undo(ws)
    note(later(ws, 20))
    note(later(ws, 90))


def test_another_figure_is_another_attempt(ws: Workspace) -> None:
    attempt(ws, "LC 1", minutes=20)
    attempt(ws, "LC 1", minutes=21)
    attempt(ws, "LC 1", minutes=21, stuck=True)
    attempt(ws, "LC 2", minutes=21)
