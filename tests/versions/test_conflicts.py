"""Conflicts are decided once: with an id that lasts, an effect where the choice has one, and an undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call, is_one_error_line

Ask = Callable[..., Any]


@pytest.fixture
def plan(tmp_path: Path, plan_text: str, document: Ask) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(plan_text, encoding="utf-8")
    document("import", str(path))
    return path


def _length(document: Ask) -> dict[str, Any]:
    (conflict,) = [c for c in document("plan", "conflicts", "--all")["conflicts"] if c["kind"] == "length"]
    found: dict[str, Any] = conflict
    return found


def _minutes(document: Ask) -> int:
    plan = document("plan", "export", "--format", "json")["content"]
    (now,) = [
        a["minutes"]["lo"]
        for a in plan["activities"]
        if a["track"] == "english" and a["template"] == "normal" and a.get("last", "9999") > "2026-03-05"
    ]
    return int(now)


def test_a_conflict_is_listed_with_what_one_may_choose(plan: Path, document: Ask) -> None:
    conflict = _length(document)
    assert conflict["choices"] == ["30", "40"]
    assert conflict["choice"] is None
    assert len(conflict["lines"]) == 2


def test_a_choice_counts_for_the_weeks_and_closes_the_conflict(plan: Path, document: Ask) -> None:
    view = document("plan", "settle", _length(document)["id"], "40")
    assert [edit["kind"] for edit in view["edits"]] == ["set_activity"]
    assert _minutes(document) == 40
    assert "length" not in {c["kind"] for c in document("plan", "conflicts")["conflicts"]}
    assert _length(document)["choice"] == "40"


def test_one_undo_opens_it_again(plan: Path, document: Ask) -> None:
    document("plan", "settle", _length(document)["id"], "40")
    document("undo")
    assert _length(document)["choice"] is None
    assert _minutes(document) == 30


def test_deciding_again_replaces_the_choice_and_its_effect(plan: Path, document: Ask) -> None:
    name = _length(document)["id"]
    document("plan", "settle", name, "40")
    document("plan", "settle", name, "30")
    assert _length(document)["choice"] == "30"
    assert _minutes(document) == 30


@pytest.mark.parametrize("words", ["ask the teacher first", "以后再说", "both", "?"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_words_that_change_no_week_are_refused_with_the_choices(
    plan: Path, document: Ask, call: Call, words: str, lang: str
) -> None:
    code, out, err = call("plan", "settle", _length(document)["id"], words, "--lang", lang)
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "30 | 40" in err
    assert _length(document)["choice"] is None


def test_what_is_decided_so_already_is_no_success(plan: Path, document: Ask, call: Call) -> None:
    name = _length(document)["id"]
    document("plan", "settle", name, "40")
    before = document("history")
    code, out, err = call("plan", "settle", name, "40")
    assert (code, out) == (1, "")
    assert "40" in err
    assert document("history") == before


def test_a_choice_is_remembered_when_the_changed_file_still_disagrees(plan: Path, document: Ask) -> None:
    document("plan", "settle", _length(document)["id"], "40")
    plan.write_text("\n\n" + plan.read_text(encoding="utf-8").replace("- Talk given: 20 May 2026\n", ""), "utf-8")
    text = plan.read_text(encoding="utf-8").removeprefix("\n\n").replace("# Small plan", "Hello.\n\n# Small plan", 1)
    plan.write_text(text, encoding="utf-8")
    view = document("import", str(plan))
    (conflict,) = [c for c in view["conflicts"] if c["kind"] == "length"]
    assert conflict["choice"] == "40"
    assert "length" not in {c["kind"] for c in document("plan", "conflicts")["conflicts"]}


def test_other_figures_make_another_conflict(plan: Path, document: Ask) -> None:
    document("plan", "settle", _length(document)["id"], "30")
    plan.write_text(plan.read_text(encoding="utf-8").replace("be 40 minutes", "be 50 minutes"), encoding="utf-8")
    view = document("import", str(plan))
    (conflict,) = [c for c in view["conflicts"] if c["kind"] == "length"]
    assert conflict["choice"] is None


def _gone(plan: Path, document: Ask) -> str:
    """The id of a conflict about a milestone that the file has no more."""
    document("milestone", "done", "talk-given")
    text = plan.read_text(encoding="utf-8").replace("- Talk given: 20 May 2026\n", "- Speech held: 20 May 2026\n")
    plan.write_text(text, encoding="utf-8")
    (conflict,) = document("import", str(plan))["edit_conflicts"]
    return str(conflict["id"])


def test_an_edit_whose_thing_is_gone_can_be_dropped(plan: Path, document: Ask) -> None:
    view = document("plan", "settle", _gone(plan, document), "drop")
    assert [edit["kind"] for edit in view["edits"]] == ["withdraw"]
    assert document("plan", "conflicts")["edit_conflicts"] == []


def test_an_edit_whose_thing_is_gone_can_be_kept(plan: Path, document: Ask) -> None:
    document("plan", "settle", _gone(plan, document), "keep")
    assert document("plan", "conflicts")["edit_conflicts"] == []
    assert len(document("plan", "conflicts", "--all")["edit_conflicts"]) == 1


def test_an_edit_whose_thing_is_gone_can_be_given_to_another(plan: Path, document: Ask) -> None:
    document("plan", "settle", _gone(plan, document), "speech-held")
    done = {one["id"]: one["done"] for one in document("milestone", "list")["milestones"]}
    assert done["speech-held"] == "2026-03-04"
    assert document("plan", "conflicts")["edit_conflicts"] == []


def test_an_id_that_is_none_is_told_with_those_that_are(plan: Path, call: Call, document: Ask) -> None:
    code, out, err = call("plan", "settle", "c-nonsense", "40")
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert _length(document)["id"] in err


def test_a_choice_that_an_edit_cannot_have_is_told(plan: Path, call: Call, document: Ask) -> None:
    code, _, err = call("plan", "settle", _gone(plan, document), "no-such-milestone")
    assert code == 1
    assert is_one_error_line(err)
    assert "speech-held" in err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_people_see_what_is_open_and_how_to_decide(plan: Path, call: Call, lang: str) -> None:
    code, out, _ = call("plan", "conflicts", "--lang", lang)
    assert code == 0
    assert "30 | 40" in out
    assert "roadweek plan settle" in out
    assert {"en": "different lengths", "zh": "时长不一致"}[lang] in out
