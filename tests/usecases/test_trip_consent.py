"""Whether trips may be applied without asking is written where the person reads it, and nothing else is changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.settings import TEMPLATE, load_settings
from roadweek.usecases.trip_consent import settle, unsettled
from roadweek.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def write(ws: Workspace, text: str) -> Path:
    path = ws.path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        TEMPLATE,
        "",
        'language = "zh"',
        "[trips]\nmax_moves = 4\n",
        "[trips]  # 出差\nmax_moves = 4\n\n[person]\nnames = ['Zoë']\n",
        "buffer = 0.2\n[ trips ]",
        "[person]\nemails = ['a@example.com']\n# [trips]\n# auto_apply = true\n",
    ],
)
def test_the_answer_is_the_only_thing_that_changes(ws: Workspace, text: str, allowed: bool) -> None:
    path = write(ws, text)
    before = load_settings(path)
    assert unsettled(ws)
    after = settle(ws, allowed)
    kept = load_settings(path)
    assert kept.trips.auto_apply is after.settings.trips.auto_apply is allowed
    assert kept.trips.max_moves == before.trips.max_moves
    assert (kept.person, kept.buffer, kept.language) == (before.person, before.buffer, before.language)
    assert all(line in path.read_text(encoding="utf-8").splitlines() for line in text.splitlines())
    assert not unsettled(ws), "it is asked once"
    assert sorted(one.name for one in ws.path.glob("config*")) == ["config.toml"]


@pytest.mark.parametrize(
    "text", ["[trips]\nauto_apply = false\n", "[trips]\nauto_apply = true\n", "[trips\n", "trips = {max_moves = 3}\n"]
)
def test_an_answer_that_stands_or_a_file_that_cannot_take_one_is_not_asked_about(ws: Workspace, text: str) -> None:
    write(ws, text)
    assert not unsettled(ws)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_is_only_read_is_not_asked_about(ws: Workspace) -> None:
    write(ws, "").chmod(0o400)
    assert not unsettled(ws)


def test_without_an_answer_the_switch_is_off(ws: Workspace) -> None:
    assert not load_settings(write(ws, TEMPLATE)).trips.auto_apply


def test_the_files_mode_is_kept(ws: Workspace) -> None:
    path = write(ws, "")
    path.chmod(0o600)
    settle(ws, True)
    assert path.stat().st_mode & 0o777 == 0o600
