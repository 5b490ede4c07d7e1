"""What many facts at once cost grows with their number; work is counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.domain.edits import EDITS, Edit
from roadweek.usecases import replan
from roadweek.usecases.record import record
from roadweek.versions.needless import ALWAYS_NEW, InForce, needless_in_plan
from roadweek.workspace import Workspace

FEW, TIMES = 25, 4
SLACK = 1.3


def _calls(work: Callable[[], object]) -> int:
    count = 0

    def each(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(each)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _letters(number: int) -> list[dict[str, Any]]:
    return [{"kind": "add_task", "title": f"letter {n}", "minutes": 30, "due": "2026-04-30"} for n in range(number)]


def _works(number: int) -> list[dict[str, Any]]:
    return [{"kind": "add_work", "title": f"essay {n}", "track": "math", "minutes": 60} for n in range(number)]


def _recorded(ws: Workspace, number: int) -> object:
    return record(ws, _letters(number))


def _proposed(ws: Workspace, number: int) -> object:
    return replan.propose(ws, _works(number), week="2026-W11")


@pytest.mark.parametrize("ask", [_recorded, _proposed])
def test_what_many_wishes_cost_grows_with_their_number(tmp_path: Path, ask: Callable[[Workspace, int], object]) -> None:
    ask(workspace(tmp_path / "warm"), 2)

    def cost(number: int) -> int:
        ws = workspace(tmp_path / str(number))
        return _calls(lambda: ask(ws, number))

    assert cost(FEW * TIMES) <= SLACK * TIMES * cost(FEW)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "add_task", "title": "letter", "due": "2020-01-01"},
        {"kind": "add_work", "title": "essay", "track": "math", "minutes": 60, "due": "2026-04-01"},
        {"kind": "add_milestone", "title": "Talk", "due": "2026-04-01"},
        {"kind": "log", "track": "math", "date": "2026-03-03", "minutes": 20, "outcome": "done"},
        {"kind": "report", "session": "2026-W10.math-main.1", "outcome": "skipped"},
    ],
)
def test_an_edit_that_is_always_new_is_never_called_needless(tmp_path: Path, given: dict[str, Any]) -> None:
    from tests.samples import small_plan

    ws = workspace(tmp_path)
    edit: Edit = EDITS.validate_python([given])[0]
    same = InForce(small_plan(), (), ())
    assert isinstance(edit, ALWAYS_NEW)
    assert needless_in_plan(edit, same, same, ws.now()) is None
