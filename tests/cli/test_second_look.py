"""`import --model`: what a real endpoint proposes over HTTP is checked, shown and kept; a bad one changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call, is_one_error_line
from tests.cli.endpoint import Endpoint, serving

from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.relabel import Help, is_local
from roadweek.workspace import open_workspace
from roadweek_agents.model import OpenAICompatible
from roadweek_cli.compose import PlanReader

Ask = Callable[..., Any]

PLAN = """---
title: Orchard and oboe
date: 2026-03-01
lang: en
---

# Orchard and oboe, March 2026 – August 2026

## Around the house

Hoping that most mornings see half an hour of scales before breakfast.
The neighbours hear everything.

## Phase 1: Ground (1 March – 31 May 2026)

- Play the slow movement from memory
"""
NOTE = 11
GOOD = {
    "items": [
        {
            "group": "recurring",
            "lines": [NOTE],
            "title": "scales",
            "per": "day",
            "duration_min": [30, 30],
            "days": None,
        },
        {"group": "recurring", "lines": [NOTE], "title": "scales", "per": "day", "duration_min": [45, 45]},
        {"group": "deadlines", "lines": [NOTE + 1], "title": "neighbours", "end": "2026-04-01"},
    ]
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def model(workspace: Path) -> Generator[Endpoint]:
    with serving(GOOD) as endpoint:
        configure(workspace, endpoint.url)
        yield endpoint


def configure(workspace: Path, url: str, more: str = "") -> None:
    workspace.mkdir(parents=True, exist_ok=True)
    (workspace / "config.toml").write_text(f'[model]\nurl = "{url}"\nname = "m"\n{more}', encoding="utf-8")


def by_model(items: list[dict[str, Any]]) -> list[tuple[str, list[int]]]:
    return [(item["title"], item["lines"]) for item in items if item.get("by") == "model"]


def test_accepted_items_join_the_plan_and_refused_ones_are_told_with_their_lines(
    model: Endpoint, plan: Path, document: Ask
) -> None:
    view = document("import", str(plan), "--model")
    said = view["model"]
    assert (said["proposed"], len(said["accepted"]), len(said["refused"])) == (3, 1, 2)
    assert [(one["code"], one["lines"]) for one in said["refused"]] == [("number", [NOTE]), ("date", [NOTE + 1])]
    assert (said["calls"], said["prompt_tokens"], said["answer_tokens"], said["problem"]) == (1, 700, 50, None)
    assert by_model(view["items"]) == [("scales", [NOTE])]
    assert NOTE not in view["notes"]
    assert view["coverage"]["accounted"] == view["coverage"]["lines"]
    stored = document("plan", "export", "--format", "json")["content"]
    assert [wish["title"] for wish in stored["activities"] if wish.get("by") == "model"] == ["scales"]


def test_the_question_carries_the_notes_and_a_schema_and_no_chance(model: Endpoint, plan: Path, document: Ask) -> None:
    document("import", str(plan), "--model", "--dry-run")
    (asked,) = model.asked
    assert f"* {NOTE} | Hoping that most mornings" in asked["messages"][0]["content"]
    assert asked["temperature"] == 0
    assert asked["response_format"]["json_schema"]["schema"]["properties"]["items"]
    assert "tools" not in asked


def test_a_person_reads_what_was_accepted_and_why_the_rest_was_not(model: Endpoint, plan: Path, call: Call) -> None:
    code, out, _ = call("import", str(plan), "--model", "--dry-run", "--lang", "en")
    assert code == 0
    assert "proposes 3 more items: 1 accepted, 2 refused" in out
    assert "45 does not stand on its lines" in out
    assert "700 + 50 tokens" in out
    code, out, _ = call("import", str(plan), "--model", "--lang", "zh")
    assert "采纳 1 项，拒绝 2 项" in out


def test_a_dry_run_stores_nothing(model: Endpoint, plan: Path, document: Ask, call: Call) -> None:
    assert document("import", str(plan), "--model", "--dry-run")["version"] is None
    assert call("plan", "show")[0] == 1


def test_what_was_accepted_stays_without_another_call_until_its_line_changes(
    model: Endpoint, plan: Path, document: Ask
) -> None:
    document("import", str(plan), "--model")
    plan.write_text(PLAN.replace("# Orchard", "Newly begun.\n\n# Orchard", 1), encoding="utf-8")
    moved = document("import", str(plan))
    assert by_model(moved["items"]) == [("scales", [NOTE + 2])]
    assert [one["lines"] for one in moved["model"]["kept"]] == [[NOTE + 2]]
    assert len(model.asked) == 1
    assert not [one for one in moved["diff"]["removed"] if one.get("by")]
    plan.write_text(PLAN.replace("half an hour of scales", "an hour of scales"), encoding="utf-8")
    changed = document("import", str(plan))
    assert by_model(changed["items"]) == []
    assert NOTE in changed["notes"]


def test_a_note_is_asked_about_once(model: Endpoint, plan: Path, document: Ask) -> None:
    document("import", str(plan), "--model")
    document("import", str(plan), "--model")
    assert len(model.asked) == 1
    plan.write_text(PLAN + "\nA cousin plays the bassoon.\n", encoding="utf-8")
    document("import", str(plan), "--model")
    assert len(model.asked) == 2
    shown = model.asked[1]["messages"][0]["content"].split("<plan>")[1]
    assert "A cousin plays the bassoon." in shown
    assert "Hoping" not in shown


def test_the_page_shows_them_in_their_own_colour(model: Endpoint, plan: Path, document: Ask, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    document("import", str(plan), "--model", "--html", str(page))
    text = page.read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if f'id="L{NOTE}"' in line]
    assert "k-model" in row
    assert "recurring · read by a model" in text
    lines = document("plan", "show", "--lines", str(NOTE))
    assert by_model(lines["items"]) == [("scales", [NOTE])]


@pytest.mark.parametrize("answer", ["HTTP 500", "cut", "certainly! here is what I think", '{"items": 7}', "[" * 9000])
def test_an_endpoint_that_fails_leaves_the_plain_reading(
    answer: str, workspace: Path, plan: Path, document: Ask
) -> None:
    plain = document("import", str(plan), "--dry-run", "--no-model")
    with serving(answer) as endpoint:
        configure(workspace, endpoint.url)
        view = document("import", str(plan), "--model")
        assert 1 <= len(endpoint.asked) <= 4
    assert view["model"]["problem"]
    assert view["items"] == plain["items"]
    assert view["notes"] == plain["notes"]
    assert view["version"] == 1


def test_an_endpoint_that_never_answers_is_given_up(workspace: Path, plan: Path) -> None:
    ws = open_workspace(workspace, create=True)
    with serving("hang") as endpoint:
        reader = PlanReader(OpenAICompatible(endpoint.url, "m", timeout_s=0.3))
        view = import_plan(ws, plan, dry_run=True, model=Help(reader))
    assert view["model"] is not None
    assert "Timeout" in str(view["model"]["problem"])
    assert by_model(view["items"]) == []


def test_an_endpoint_that_is_gone_is_told(workspace: Path, plan: Path, document: Ask) -> None:
    with serving(GOOD) as endpoint:
        configure(workspace, endpoint.url)
    view = document("import", str(plan), "--model")
    assert endpoint.url in view["model"]["problem"]
    assert view["version"] == 1


def test_without_a_configured_model_it_says_what_to_write_where(plan: Path, call: Call, workspace: Path) -> None:
    code, out, err = call("import", str(plan), "--model")
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "config.toml" in err


def test_a_private_plan_is_shown_to_no_model_elsewhere_unless_the_person_says_so(
    workspace: Path, plan: Path, document: Ask
) -> None:
    plan.write_text(PLAN.replace("lang: en", "lang: en\nprivate: true"), encoding="utf-8")
    configure(workspace, "http://model.invalid/v1")
    view = document("import", str(plan), "--model")
    assert "--share-private" in view["model"]["problem"]
    assert view["model"]["calls"] == 0
    with serving(GOOD) as endpoint:
        configure(workspace, endpoint.url)
        assert len(document("import", str(plan), "--model")["model"]["accepted"]) == 0, "the lines moved by one"
        assert len(endpoint.asked) == 1, "a model on this machine may see it"
    configure(workspace, "http://model.invalid/v1")
    plan.write_text(plan.read_text(encoding="utf-8") + "\nA cousin plays the bassoon.\n", encoding="utf-8")
    told = document("import", str(plan), "--model", "--share-private", "--dry-run")["model"]
    assert told["calls"] == 1


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://localhost:8080/v1", True),
        ("http://[::1]/v1", True),
        ("https://api.example.com/v1", False),
        ("http://192.168.1.20/v1", False),
        ("http://localhost.example.com/v1", False),
        ("nonsense", False),
    ],
)
def test_only_this_machine_is_local(url: str, local: bool) -> None:
    assert is_local(url) is local


def test_the_setting_asks_at_each_import_and_no_model_overrules_it(
    workspace: Path, plan: Path, document: Ask, call: Call
) -> None:
    with serving(GOOD) as endpoint:
        configure(workspace, endpoint.url, "plans = true\n")
        assert document("import", str(plan), "--no-model")["model"] is None
        assert endpoint.asked == []
        assert document("import", str(plan))["model"]["accepted"]
    assert call("import", str(plan), "--model", "--no-model")[0] == 2


def test_a_person_who_says_no_keeps_the_plain_reading(workspace: Path, plan: Path) -> None:
    ws = open_workspace(workspace, create=True)
    shown: list[int] = []

    def no(view: Any) -> bool:
        shown.append(len(view["accepted"]))
        return False

    with serving(GOOD) as endpoint:
        reader = PlanReader(OpenAICompatible(endpoint.url, "m"))
        view = import_plan(ws, plan, model=Help(reader, look=no))
    assert shown == [1]
    assert by_model(view["items"]) == []
    assert view["model"] is not None
    assert view["model"]["declined"] is True
    assert view["version"] == 1
