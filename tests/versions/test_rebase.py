"""A changed plan imported again: edits stay in force, follow their things, or are shown as conflicts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

Ask = Callable[..., Any]


@pytest.fixture
def plan(tmp_path: Path, plan_text: str, document: Ask) -> Path:
    """The plan's file, imported once."""
    path = tmp_path / "plan.md"
    path.write_text(plan_text, encoding="utf-8")
    document("import", str(path))
    return path


def _rewrite(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def _edit(call: Call, *edits: dict[str, Any]) -> None:
    code, out, err = call("replan", "--edits", json.dumps(edits), "--json")
    assert code == 0, err
    code, _, err = call("approve", json.loads(out)["proposal"])
    assert code == 0, err


def test_a_first_import_is_compared_with_nothing(tmp_path: Path, plan_text: str, document: Ask) -> None:
    path = tmp_path / "plan.md"
    path.write_text(plan_text, encoding="utf-8")
    view = document("import", str(path))
    assert view["diff"] == {"against": None, "added": [], "removed": [], "changed": []}
    assert view["edit_conflicts"] == []


def test_the_same_file_again_makes_no_version(plan: Path, document: Ask) -> None:
    first, second = document("import", str(plan)), document("import", str(plan))
    assert first["version"] == second["version"]
    assert first["plan"] == second["plan"]


def test_another_as_of_date_of_the_same_file_is_another_version(plan: Path, document: Ask) -> None:
    first = document("import", str(plan))
    second = document("import", str(plan), "--as-of", "2026-02-20")
    assert second["version"] == first["version"] + 1


def test_a_changed_file_is_a_new_version_with_its_difference(plan: Path, document: Ask) -> None:
    _rewrite(plan, ("- Build an offline demo\n", "- Build an offline demo\n- Sell the old camera\n"))
    view = document("import", str(plan))
    assert view["version"] == 2
    assert view["diff"]["against"] == 1
    assert [item["title"] for item in view["diff"]["added"]] == ["Sell the old camera"]


def test_a_dry_run_tells_the_difference_and_stores_nothing(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "move_milestone", "milestone": "talk-given", "due": "2026-05-28"})
    events = document("history")["events"]
    _rewrite(plan, ("- Talk given: 20 May 2026\n", ""))
    view = document("import", str(plan), "--dry-run")
    assert view["version"] is None
    assert [item["title"] for item in view["diff"]["removed"]] == ["Talk given"]
    assert [one["kind"] for one in view["edit_conflicts"]] == ["gone"]
    assert document("history")["events"] == events
    assert document("plan", "show")["version"] == 2


def test_an_edit_the_document_does_not_touch_stays_in_force(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "move_milestone", "milestone": "talk-given", "due": "2026-05-28"})
    _rewrite(plan, ("# Small plan", "\n\n# Small plan"), ("- Build an offline demo\n", ""))
    assert document("import", str(plan))["edit_conflicts"] == []
    due = {one["id"]: one["due"] for one in document("milestone", "list")["milestones"]}
    assert due["talk-given"] == "2026-05-28"


def test_an_edit_follows_a_renamed_milestone(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "move_milestone", "milestone": "build-an-offline-demo", "due": "2026-07-15"})
    _rewrite(plan, ("Build an offline demo", "Build a small offline demo"))
    assert document("import", str(plan))["edit_conflicts"] == []
    due = {one["id"]: one["due"] for one in document("milestone", "list")["milestones"]}
    assert due["build-a-small-offline-demo"] == "2026-07-15"


def test_a_decision_is_kept_when_its_line_moves(plan: Path, document: Ask) -> None:
    (decision,) = [i["id"] for i in document("plan", "show")["items"] if i["group"] == "decisions"]
    document("decide", decision, "an N100")
    _rewrite(plan, ("## Rules", "## More rules\n\n1. Sleep.\n\n## Rules"))
    document("import", str(plan))
    (kept,) = document("plan", "export", "--format", "json")["content"]["decisions"]
    assert kept["choice"] == "an N100"
    assert kept["id"] != decision


def test_a_decision_never_lands_on_another_question_that_took_its_line(plan: Path, document: Ask) -> None:
    (decision,) = [i["id"] for i in document("plan", "show")["items"] if i["group"] == "decisions"]
    document("decide", decision, "an N100")
    _rewrite(plan, ("- Second board: an Orin Nano or an N100?", "- Whether to sit an exam or to skip it?"))
    view = document("import", str(plan))
    (left,) = document("plan", "export", "--format", "json")["content"]["decisions"]
    assert left["id"] == decision
    assert "choice" not in left
    (conflict,) = view["edit_conflicts"]
    assert conflict["kind"] == "gone"
    assert "Second board" in conflict["message"]


def test_a_milestone_that_is_gone_leaves_its_edit_as_a_conflict(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "move_milestone", "milestone": "talk-given", "due": "2026-05-28"})
    _rewrite(plan, ("- Talk given: 20 May 2026\n", ""))
    (conflict,) = document("import", str(plan))["edit_conflicts"]
    assert conflict["kind"] == "gone"
    assert "Talk given" in conflict["message"]
    assert document("plan", "conflicts")["edit_conflicts"] == [conflict]


def test_what_both_changed_is_a_conflict_and_the_person_counts(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "move_milestone", "milestone": "talk-given", "due": "2026-05-28"})
    _rewrite(plan, ("Talk given: 20 May 2026", "Talk given: 10 June 2026"))
    (conflict,) = document("import", str(plan))["edit_conflicts"]
    assert conflict["kind"] == "changed"
    assert "2026-05-20" in conflict["message"]
    assert "2026-06-10" in conflict["message"]
    due = {one["id"]: one["due"] for one in document("milestone", "list")["milestones"]}
    assert due["talk-given"] == "2026-05-28"


def test_a_document_that_says_what_the_edit_says_agrees(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "set_activity", "track": "algorithms", "minutes": 40, "from": "2026-03-09"})
    _rewrite(plan, ("evening, 25 min", "evening, 40 min"))
    assert document("import", str(plan))["edit_conflicts"] == []


def test_an_activity_changed_on_both_sides_is_a_conflict(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "set_activity", "track": "algorithms", "minutes": 40, "from": "2026-03-09"})
    _rewrite(plan, ("evening, 25 min", "evening, 30 min"))
    (conflict,) = document("import", str(plan))["edit_conflicts"]
    assert conflict["kind"] == "changed"
    assert "25 → 30" in conflict["message"]


def test_a_track_that_is_gone_is_told_for_the_pause_of_it(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "pause", "track": "algorithms", "from": "2026-03-09", "until": "2026-03-22"})
    _rewrite(plan, ("- Algorithms: Tuesday and Thursday, evening, 25 min\n", ""))
    (conflict,) = document("import", str(plan))["edit_conflicts"]
    assert (conflict["kind"], conflict["edit"]["kind"]) == ("gone", "pause")


def test_what_is_over_is_no_conflict(plan: Path, document: Ask, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _edit(call, {"kind": "pause", "track": "algorithms", "from": "2026-03-09", "until": "2026-03-22"})
    _rewrite(plan, ("- Algorithms: Tuesday and Thursday, evening, 25 min\n", ""))
    monkeypatch.setenv("ROADWEEK_NOW", "2026-04-01T20:00:00+08:00")
    assert document("import", str(plan))["edit_conflicts"] == []


def test_a_milestone_said_in_conversation_and_then_written_is_told(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "add_milestone", "title": "Poster printed", "due": "2026-04-10"})
    _rewrite(plan, ("- Talk given", "- Poster printed: 12 April 2026\n- Talk given"))
    assert [one["kind"] for one in document("import", str(plan))["edit_conflicts"]] == ["twice"]


def test_undoing_the_import_brings_the_plan_and_its_edits_back(plan: Path, document: Ask, call: Call) -> None:
    _edit(call, {"kind": "move_milestone", "milestone": "build-an-offline-demo", "due": "2026-07-15"})
    _rewrite(plan, ("Build an offline demo", "Build a small offline demo"))
    document("import", str(plan))
    document("undo")
    due = {one["id"]: one["due"] for one in document("milestone", "list")["milestones"]}
    assert due["build-an-offline-demo"] == "2026-07-15"
    assert document("plan", "conflicts")["edit_conflicts"] == []


def test_a_carried_edit_remembers_what_it_was_made_on(plan: Path, document: Ask, call: Call) -> None:
    """Renamed in one import and given another day in the next: the conflict is still seen."""
    _edit(call, {"kind": "move_milestone", "milestone": "talk-given", "due": "2026-05-28"})
    _rewrite(plan, ("Talk given:", "Short talk given:"))
    assert document("import", str(plan))["edit_conflicts"] == []
    _rewrite(plan, ("20 May 2026", "10 June 2026"))
    (conflict,) = document("import", str(plan))["edit_conflicts"]
    assert conflict["kind"] == "changed"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_people_read_the_difference_in_words(plan: Path, call: Call, lang: str) -> None:
    _edit(call, {"kind": "move_milestone", "milestone": "talk-given", "due": "2026-05-28"})
    _rewrite(plan, ("- Talk given: 20 May 2026\n", ""), ("every weekday, 30 min", "every weekday, 35 min"))
    code, out, _ = call("import", str(plan), "--lang", lang)
    assert code == 0
    assert {"en": "Changed since version 2", "zh": "与第 2 版相比"}[lang] in out
    assert "30 → 35" in out
    assert {"en": "no longer has", "zh": "已经没有"}[lang] in out


def _works(document: Ask) -> dict[str, dict[str, Any]]:
    return {work["title"]: work for work in document("work", "list")}


def test_steering_follows_its_work_where_lines_were_put_before_it(plan: Path, document: Ask, call: Call) -> None:
    detector = "Run a detector on the board"
    _edit(call, {"kind": "split_work", "work": detector, "steps": [{"title": "convert"}, {"title": "measure"}]})
    _edit(call, {"kind": "finish_work", "work": "convert"}, {"kind": "skip_work", "work": "summary of projections"})
    _edit(call, {"kind": "add_work", "title": "Compare", "after": "Port the pipeline"})
    _edit(call, {"kind": "set_effort", "work": "Compare", "minutes": 90})
    before = _works(document)
    _rewrite(
        plan,
        ("### March 2026\n\n", "### March 2026\n\n- Order the board\n- Draw the plan\n"),
        ("Write a summary of projections", "Write a short summary of projections"),
    )
    view = document("import", str(plan))
    assert view["edit_conflicts"] == []
    after = _works(document)
    assert after["measure"]["id"] == before["measure"]["id"], "a work of the same words keeps its name"
    assert (after["convert"]["state"], after["Compare"]["effort_min"][0]) == ("done", 90)
    assert after["Write a short summary of projections"]["state"] == "dropped"
    assert {"Order the board", "Draw the plan"} < set(after)
    assert after["Order the board"]["state"] != "dropped"


def test_what_accepted_sessions_are_for_follows_too_and_undo_takes_it_back(
    plan: Path, document: Ask, call: Call
) -> None:
    _edit(call, {"kind": "focus", "work": "Run a detector on the board", "minutes": 240})
    code, out, _ = call("replan", "--week", "2026-03-10", "--approve", "--json")
    assert (code, json.loads(out)["state"]) == (0, "applied")
    week = document("week", "--of", "2026-03-10")
    held = {part["id"] for session in week["sessions"] for part in session["work"]}
    assert held, "the week holds works"
    titles = {work["id"]: work["title"] for work in document("work", "list")}
    _rewrite(plan, ("### March 2026\n\n", "### March 2026\n\n- Order the board\n- Draw the plan\n"))
    document("import", str(plan))
    now = {work["id"]: work["title"] for work in document("work", "list")}
    moved = {part["id"] for s in document("week", "--of", "2026-03-10")["sessions"] for part in s["work"]}
    assert {now[name] for name in moved} == {titles[name] for name in held}
    document("undo")
    assert document("week", "--of", "2026-03-10") == week


def test_steering_of_a_work_that_is_gone_is_a_conflict_that_can_be_given_to_another(
    plan: Path, document: Ask, call: Call
) -> None:
    _edit(call, {"kind": "set_effort", "work": "offline demo", "minutes": 600})
    _rewrite(plan, ("- Build an offline demo\n", ""))
    view = document("import", str(plan))
    (conflict,) = view["edit_conflicts"]
    assert (conflict["kind"], "offline demo" in conflict["message"]) == ("gone", True)
    target = next(work["id"] for work in document("work", "list") if work["title"] == "Publish post 2 on the demo")
    assert target in conflict["choices"]
    document("plan", "settle", conflict["id"], target)
    assert _works(document)["Publish post 2 on the demo"]["effort_min"][0] == 600
