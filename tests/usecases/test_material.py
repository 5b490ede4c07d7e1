"""The material of a week is facts only: what was done, noted or shown, under what the plan wants of each work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tests.samples import working_plan, workspace

from roadweek.domain.plan import Plan
from roadweek.domain.work import WorkOutput
from roadweek.usecases import attempts, drill_bank, queries, replan, resume_bank
from roadweek.usecases.drill_answers import answered
from roadweek.usecases.material import material, material_markdown
from roadweek.usecases.record import record
from roadweek.usecases.weekly_review import answer
from roadweek.workspace import Workspace


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}:00+08:00")


def plan_with_outputs() -> Plan:
    """The working plan, whose report is a post that is to leave a repository behind."""
    plan = working_plan()
    maths, report = plan.strands
    first, *rest = report.works
    outputs = (WorkOutput(label="Repository", text="sorting-notes"),)
    first = first.model_copy(update={"title": "Blog post on sorting", "outputs": outputs})
    return plan.model_copy(update={"strands": (maths, report.model_copy(update={"works": (first, *rest)}))})


def lived(tmp_path: Path, plan: Plan | None = None) -> Workspace:
    ws = workspace(tmp_path, clock=lambda: at("08T20:00"), plan=plan or plan_with_outputs())
    proposal = replan.propose(ws, [], week="2026-W11")["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    return replace(ws, clock=lambda: at("15T21:00"))


def test_an_empty_week_says_how_the_page_is_filled(tmp_path: Path) -> None:
    ws = lived(tmp_path)
    view = material(ws)
    assert (view["outline"], view["sheets"]) == ([], [])
    assert view["post"] is not None
    assert (view["post"]["title"], view["post"]["due"]) == ("Blog post on sorting", "2026-03-20")
    assert "roadweek done" in material_markdown(view, "en")


def test_what_was_done_noted_and_answered_is_the_outline(tmp_path: Path) -> None:
    ws = lived(tmp_path)
    placed = [one for one in queries.week(ws, ws.now().date())["sessions"] if one["work"]]
    record(ws, [{"kind": "report", "session": one["id"], "outcome": "done"} for one in placed])
    attempts.attempt(ws, "Heap of tiles", idea="sift down from the half", on=date(2026, 3, 12))
    answer(ws, 1, "drew it *first*")
    view = material(ws)
    text = material_markdown(view, "en")
    assert "Heap of tiles: sift down from the half" in text
    assert r"drew it \*first\*" in text
    sheet = next(one for one in view["sheets"] if one["title"] == "Blog post on sorting")
    assert sheet["outputs"] == [{"label": "Repository", "text": "sorting-notes"}]
    done = sum(part["minutes"] for one in placed for part in one["work"] if part["id"] == sheet["work"])
    assert sheet["done_min"] == done > 0
    assert "**Repository**: sorting-notes" in text


def test_what_the_person_has_to_show_stands_on_the_sheet(tmp_path: Path) -> None:
    ws = lived(tmp_path)
    proposal = replan.propose(
        ws, [{"kind": "finish_work", "work": "d1", "date": "2026-03-14", "evidence": "https://example.org/sorting"}]
    )["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    view = material(ws)
    (sheet,) = [one for one in view["sheets"] if one["work"] == "d1"]
    assert (sheet["state"], sheet["evidence"]) == ("done", ["https://example.org/sorting"])
    assert view["post"] is None


def test_a_sheet_fills_as_the_work_happens_and_says_what_is_still_wanted(tmp_path: Path) -> None:
    plan = plan_with_outputs()
    maths, report = plan.strands
    first, *rest = report.works
    wanted = (
        *first.outputs,
        WorkOutput(label="Resume line", text="built it"),
        WorkOutput(label="面试场景", text="讲一讲排序"),
    )
    first = first.model_copy(update={"outputs": wanted})
    plan = plan.model_copy(update={"strands": (maths, report.model_copy(update={"works": (first, *rest)}))})
    ws = lived(tmp_path, plan)
    placed = [one for one in queries.week(ws, ws.now().date())["sessions"] if one["work"]]
    record(ws, [{"kind": "report", "session": one["id"], "outcome": "done"} for one in placed])
    resume_bank.keep(ws, "Sorted a million rows in a second", work="d1")
    (sheet,) = [one for one in material(ws)["sheets"] if one["work"] == "d1"]
    assert sheet["lines"] == ["Sorted a million rows in a second"]
    assert [("--evidence" in one, "drill" in one) for one in sheet["missing"]] == [(True, False), (False, True)]
    (suggested,) = [one for one in drill_bank.suggestions(ws)["suggestions"] if one["origin"] == "plan"]
    drill_bank.take(ws, [suggested["id"]])
    answered(ws, question=suggested["title"], text="merge, then insert", hit=[1])
    proposal = replan.propose(
        ws, [{"kind": "finish_work", "work": "d1", "date": "2026-03-14", "evidence": "https://example.org/sorting"}]
    )["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    view = material(ws)
    (sheet,) = [one for one in view["sheets"] if one["work"] == "d1"]
    assert sheet["missing"] == []
    assert [(one["text"], one["hit"]) for one in sheet["interview"]] == [("merge, then insert", 1)]
    text = material_markdown(view, "zh")
    for words in ("Sorted a million rows", "merge, then insert", "https://example.org/sorting"):
        assert words in text
