"""Questions about the time ahead are answered and change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.samples import working_plan, workspace

from roadweek.storage import database, plans
from roadweek.understanding.plan_questions import plan_question
from roadweek.usecases.plan_answers import answer, told_instead
from roadweek.workspace import Workspace
from roadweek_agents.routing import command


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what is April for?", "span"),
        ("What should I work on in May?", "span"),
        ("四月主要做什么？", "span"),
        ("五月的重点是什么", "span"),
        ("what if I travel next week?", "what_if"),
        ("What slips if the draft takes 20 more hours?", "what_if"),
        ("如果我下周出差会怎样？", "what_if"),
        ("下周出差会耽误什么？", "what_if"),
        ("what is the demo for?", None),
        ("what if?", None),
        ("what's on Friday?", None),
        ("今天做什么？", None),
        ("move maths to Friday", None),
    ],
)
def test_a_question_about_the_time_ahead_is_told_from_others(text: str, kind: str | None) -> None:
    found = plan_question(text)
    assert (found.kind if found else None) == kind
    assert (command(text)[:1] == ["ahead"]) == (kind is not None)


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace(Path(tmp_path_factory.mktemp("ahead")), plan=working_plan())


def test_a_stretch_of_time_is_told_by_its_works(working: Workspace) -> None:
    told = answer(working, "what is March for?")
    assert told["kind"] == "span"
    assert len(told["answer"].splitlines()) > 1
    assert answer(working, "三月主要做什么？")["kind"] == "span"


@pytest.mark.parametrize("text", ["what if I travel next week?", "如果我下周出差会怎么样？"])
def test_what_might_be_is_reckoned_and_not_stored(working: Workspace, text: str) -> None:
    with database.read(working.database) as connection:
        before = plans.active(connection, working.person), plans.in_force(connection, working.person)
    told = answer(working, text)
    assert told["kind"] == "what_if"
    assert [edit["kind"] for edit in told["edits"]] == ["add_trip"]
    with database.read(working.database) as connection:
        assert (plans.active(connection, working.person), plans.in_force(connection, working.person)) == before


def test_what_cannot_be_read_is_said_and_nothing_is_reckoned(working: Workspace) -> None:
    told = answer(working, "what if the moon falls down?")
    assert told["edits"] == []
    assert "the moon falls down" in told["answer"]


def test_a_question_given_as_a_wish_is_answered_and_proposes_nothing(working: Workspace) -> None:
    told = told_instead(working, "what if I travel next week?")
    assert told is not None
    assert told["proposal"] is None
    assert told["warnings"]
    assert told_instead(working, "move maths to Friday") is None
