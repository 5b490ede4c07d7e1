"""The questions that a plan leaves open, for people: with their options, and what was decided."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.samples import workspace

from roadweek.domain.edits import Decide
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.lists import decisions
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo

TEXT = "# Plan\n## April 2026\n- Decide whether to rent a darkroom or to buy an enlarger\n- Develop ten films\n"


def test_open_questions_are_listed_until_they_are_decided_and_again_after_an_undo(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "home", now=datetime(2026, 3, 1, 9, tzinfo=UTC))
    path = tmp_path / "plan.md"
    path.write_text(TEXT, encoding="utf-8")
    import_plan(ws, path, as_of=date(2026, 3, 1))
    (before,) = decisions(ws)["decisions"]
    assert "darkroom" in before["question"]
    assert (before["choice"], before["lines"]) == (None, [3])
    record(ws, (Decide(decision=before["id"], choice="rent"),))
    assert decisions(ws)["decisions"] == [{**before, "choice": "rent"}]
    undo(ws)
    assert decisions(ws)["decisions"] == [before]
