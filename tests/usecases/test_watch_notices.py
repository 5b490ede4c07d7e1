"""The watcher tells each new thing once, with the one command that takes it back, in the person's language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.notifying import Notice
from roadweek.settings import NotifySettings
from roadweek.usecases import watch_notices
from roadweek.usecases.watch_notices import tell_what_is_new
from roadweek.workspace import Workspace

CHANGE = {"session": "2026-W11.math.1"}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = workspace(tmp_path)
    return replace(made, settings=replace(made.settings, notify=NotifySettings(desktop=True)))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Notice]:
    """What would be shown; the desktop's program is not here."""
    found: list[Notice] = []

    def notify(notice: Notice, *, desktop: bool) -> list[str]:
        assert desktop
        found.append(notice)
        return ["no_desktop"] if "report" in notice.text else []

    monkeypatch.setattr(watch_notices, "notify", notify)
    return found


def look(**seen: Any) -> Any:
    names = ("applied", "undo", "waiting", "suspected", "decisions", "reports")
    nothing: dict[str, Any] = {**{name: list[Any]() for name in names}, "ask": None}
    return {**nothing, "calendar": {"warnings": []}, **seen}


def test_a_quiet_look_tells_nothing(ws: Workspace, sent: list[Notice]) -> None:
    assert tell_what_is_new(ws, look()) == []
    assert sent == []


def test_an_applied_trip_week_is_told_once_with_its_undo(ws: Workspace, sent: list[Notice]) -> None:
    done = look(applied=[{"proposal": "p1", "changes": [CHANGE, CHANGE]}], undo=["roadweek undo --event 7"])
    tell_what_is_new(ws, done)
    tell_what_is_new(ws, done)
    (notice,) = sent
    assert "2026-W11" in notice.text
    assert "2 changes" in notice.text
    assert "`roadweek undo --event 7`" in notice.text


def test_what_stays_and_what_is_new_are_told_apart(ws: Workspace, sent: list[Notice]) -> None:
    trip = {"id": "t1", "start": "2026-03-11", "end": "2026-03-13", "place": "Wuhan"}
    tell_what_is_new(ws, look(suspected=[trip]))
    tell_what_is_new(ws, look(suspected=[trip], calendar={"warnings": ["the server refused it"]}))
    tell_what_is_new(ws, look(suspected=[{**trip, "end": "2026-03-14"}]))
    assert ["Wuhan" in one.text for one in sent] == [True, False, True]
    assert sent[1].text == "the server refused it"
    assert "roadweek trip confirm t1" in sent[0].text


def test_what_could_not_be_shown_is_said_in_words(ws: Workspace, sent: list[Notice]) -> None:
    zh = replace(ws, language="zh")
    (why,) = tell_what_is_new(zh, look(reports=["reports/report-1.md"]))
    assert "桌面" in why


def test_a_long_life_of_the_watcher_keeps_a_short_memory(ws: Workspace, sent: list[Notice]) -> None:
    for n in range(330):
        tell_what_is_new(ws, look(calendar={"warnings": [f"w{n}"]}))
    tell_what_is_new(ws, look(calendar={"warnings": ["w329"]}))
    assert len(sent) == 330
