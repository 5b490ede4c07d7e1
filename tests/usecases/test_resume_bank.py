"""The résumé bank: the person's own lines, the facts of the log behind them, and nothing made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.samples import working_plan, workspace

from roadweek.errors import InputError, UnknownNameError
from roadweek.usecases import replan
from roadweek.usecases.resume_bank import bank, bank_markdown, keep, remove
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A plan whose report on sorting was finished with a link to show."""
    ws = workspace(tmp_path, plan=working_plan())
    edits = [{"kind": "finish_work", "work": "d1", "date": "2026-03-04", "evidence": "https://example.org/sorting"}]
    made = replan.propose(ws, edits)
    replan.approve(ws, str(made["proposal"]), publish=False)
    return ws


def test_a_work_with_something_to_show_waits_for_a_line(ws: Workspace) -> None:
    view = bank(ws)
    assert view["bullets"] == []
    (waiting,) = view["works"]
    assert waiting["work"] == "d1"
    assert "to show: https://example.org/sorting" in waiting["facts"]


@pytest.mark.parametrize("text", ["Wrote a report that compares five sorts", "写了一份比较五种排序的报告"])
def test_a_line_is_kept_in_the_persons_words_with_the_facts_of_its_work(ws: Workspace, text: str) -> None:
    keep(ws, text, work="d1")
    keep(ws, "A line about nothing in the plan")
    view = bank(ws)
    assert [one["text"] for one in view["bullets"]] == [text, "A line about nothing in the plan"]
    assert view["bullets"][0]["title"] == "Write the report on sorting"
    assert view["bullets"][1]["facts"] == []
    assert view["works"] == [], "it has its line"
    told = bank_markdown(view, "en")
    assert text in told
    assert "https://example.org/sorting" in told


def test_a_line_is_removed_by_its_number_and_undo_brings_it_back(ws: Workspace) -> None:
    keep(ws, "First", work="d1")
    remove(ws, 1)
    assert bank(ws)["bullets"] == []
    undo(ws, 1)
    assert [one["text"] for one in bank(ws)["bullets"]] == ["First"]
    undo(ws, 1)
    assert bank(ws)["bullets"] == []


def test_what_cannot_be_kept_is_refused(ws: Workspace) -> None:
    with pytest.raises(InputError):
        keep(ws, "   ")
    with pytest.raises(UnknownNameError):
        keep(ws, "A line", work="nothing")
    with pytest.raises(UnknownNameError):
        remove(ws, 1)
