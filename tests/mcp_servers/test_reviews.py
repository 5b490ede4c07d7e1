"""Reviews over MCP: titles first, notes with a stuck answer, a redo with its reasons, refusals with what to give."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.mcp_servers.helpers import call, connect, text_of

from roadweek.reviewing.card_texts import CardText
from roadweek.reviewing.drill_texts import QuestionText
from roadweek.storage import database
from roadweek.usecases.attempts import attempt, listing
from roadweek.usecases.cards import add
from roadweek.usecases.counts import counts
from roadweek.usecases.drill_bank import add as add_questions
from roadweek.usecases.problems import find
from roadweek.workspace import Workspace

pytestmark = pytest.mark.anyio
SERVERS = ("tasks", "desk")


@pytest.mark.parametrize("name", SERVERS)
async def test_a_recall_goes_from_title_to_answer_to_notes(name: str, ws: Workspace) -> None:
    attempt(ws, "LC 124 Path Sum", idea="gain of a child, at least 0", on=date(2026, 3, 3))
    async with connect(name, ws) as client:
        shown = await client.call_tool("review_show", {"what": "day"})
        assert "LC 124 Path Sum" in text_of(shown)
        assert "gain" not in text_of(shown) + str(shown.structured_content)
        told = await call(client, "review_record", what="recall", problem="lc124", result="stuck")
        assert (told["notes"], told["again"]) == ("gain of a child, at least 0", "2026-03-05")
        after: dict[str, Any] = (await call(client, "review_show", what="day"))["day"]
        assert (after["recall"], len(after["done"])) == ([], 1)


@pytest.mark.parametrize("name", SERVERS)
async def test_attempts_and_redos_are_noted_and_taken_back(name: str, ws: Workspace) -> None:
    async with connect(name, ws) as client:
        for n in range(3):
            said: dict[str, Any] = {
                "what": "attempt",
                "problem": f"LC {n + 1}",
                "result": "failed",
                "minutes": 30,
                "topic": "tree",
            }
            await call(client, "review_record", **said)
        redo = (await call(client, "review_show", what="redo"))["redo"]
        assert len(redo["chosen"]) == 3
        assert all(pick["reasons"] for pick in redo["chosen"])
        done = await call(client, "review_record", what="redo", problem="LC 1", result="solved", minutes=20)
        assert done["event"]
        assert len((await call(client, "review_show", what="redo"))["redo"]["done"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "recall", "problem": "LC 1", "result": "solved"},
        {"what": "redo", "problem": "LC 1", "result": "fine"},
        {"what": "redo", "problem": "LC 1", "result": "failed", "idea": "x"},
        {"what": "recall", "problem": "never tried", "result": "fine"},
        {"what": "attempt", "problem": "LC 1", "result": "solved", "on": "2027-01-01"},
        {"what": "attempt", "problem": " ", "result": "solved"},
        {"what": "attempt", "problem": "LC 1"},
        {"what": "attempt", "problem": "LC 1", "result": "solved", "points": [1]},
        {"what": "card", "problem": "no card", "result": "fine"},
        {"what": "drill", "problem": "no question", "idea": "x"},
        {"what": "drill", "problem": "LC 1", "result": "fine"},
    ],
    ids=str,
)
async def test_what_does_not_fit_is_refused_with_what_to_give(wrong: dict[str, Any], ws: Workspace) -> None:
    attempt(ws, "LC 1")
    async with connect("desk", ws) as client:
        result = await client.call_tool("review_record", wrong)
        assert result.is_error
        assert len(text_of(result)) > 30


async def test_the_report_of_the_week_is_shown(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        shown = await call(client, "review_show", what="week")
        assert shown["week"]["week"] == "2026-W10"
        assert [one["n"] for one in shown["week"]["questions"]] == [1, 2, 3]
        told = text_of(await client.call_tool("review_show", {"what": "week"}))
        assert told.startswith("# Week 2026-W10")
        assert "Three questions" in told


@pytest.mark.parametrize("name", SERVERS)
async def test_cards_are_asked_and_a_forgotten_one_shows_its_answer(name: str, ws: Workspace) -> None:
    add(ws, [CardText("何为范数？", "长度的推广"), CardText("What is a rank?", "a dimension")])
    async with connect(name, ws) as client:
        due: dict[str, Any] = (await call(client, "review_show", what="cards"))["cards"]
        assert {one["front"] for one in due["cards"]} == {"何为范数？", "What is a rank?"}
        first, second = (one["id"] for one in due["cards"])
        back = due["cards"][0]["back"]
        forgotten = await call(client, "review_record", what="card", problem=first, result="stuck")
        assert (forgotten["notes"], forgotten["again"]) == (back, "2026-03-05")
        known = await call(client, "review_record", what="card", problem=second, result="fine")
        assert (known["notes"], known["again"] > "2026-03-05") == (None, True)
        assert (await call(client, "review_show", what="cards"))["cards"]["done"] == 2


@pytest.mark.parametrize("name", SERVERS)
async def test_a_drill_goes_from_question_to_answer_to_points_that_the_person_names(name: str, ws: Workspace) -> None:
    add_questions(ws, [QuestionText("Why is a queue bounded?", ("memory", "back pressure"), topic="serving")])
    async with connect(name, ws) as client:
        shown = await client.call_tool("review_show", {"what": "drill"})
        assert "Why is a queue bounded?" in text_of(shown)
        assert "back pressure" not in text_of(shown) + str(shown.structured_content)
        asked = (await call(client, "review_show", what="drill"))["drill"]["question"]["question"]
        kept = await call(client, "review_record", what="drill", problem=asked, idea="else it grows", minutes=2)
        assert kept["notes"].splitlines() == ["1. memory", "2. back pressure"]
        graded = await call(client, "review_record", what="drill", problem=asked, points=[1])
        assert (graded["notes"], graded["again"]) == (None, "2026-03-05")
        (done,) = (await call(client, "review_show", what="drill"))["drill"]["done"]
        assert (done["text"], done["hit"], done["seconds"]) == ("else it grows", [1], 120)


async def test_a_card_may_be_easy_and_an_answer_a_recording_on_this_machine(ws: Workspace, tmp_path: Path) -> None:
    add(ws, [CardText("2 + 2?", "4"), CardText("3 + 3?", "6")])
    add_questions(ws, [QuestionText("Why is a queue bounded?", ("memory",))])
    sound = tmp_path / "answer.m4a"
    sound.write_bytes(b"\0")
    async with connect("desk", ws) as client:
        first, second = [one["id"] for one in (await call(client, "review_show", what="cards"))["cards"]["cards"]]
        fine = await call(client, "review_record", what="card", problem=first, result="fine")
        easy = await call(client, "review_record", what="card", problem=second, result="easy")
        assert easy["again"] > fine["again"]
        said = {"what": "drill", "problem": "Why is a queue bounded?"}
        gone = await client.call_tool("review_record", {**said, "idea": str(tmp_path / "none.m4a")})
        assert gone.is_error
        await call(client, "review_record", **said, idea=str(sound))
        (done,) = (await call(client, "review_show", what="drill"))["drill"]["done"]
        assert (done["recording"], done["text"]) == (str(sound), None)


@pytest.mark.parametrize("name", SERVERS)
async def test_what_was_sent_is_counted_and_the_same_twice_is_asked_about(name: str, ws: Workspace) -> None:
    async with connect(name, ws) as client:
        told = await call(client, "review_record", what="count", problem="3 applications")
        assert "3" in told["notes"]
        again = await client.call_tool("review_record", {"what": "count", "problem": "3 applications"})
        assert again.is_error
        await call(client, "review_record", what="count", problem="投递 2", on="2026-03-03")
        for wrong in ("applications", "0 applications", "3"):
            assert (await client.call_tool("review_record", {"what": "count", "problem": wrong})).is_error
    (one,) = counts(ws)["counts"]
    assert (one["name"], one["total"]) == ("applications", 5)


async def test_kinds_and_a_long_struggle_are_noted_and_the_same_twice_is_asked_about(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        said = {"what": "paper", "problem": "A Study of Queues", "result": "stuck", "topic": "serving"}
        await call(client, "review_record", **said)
        (one,) = listing(ws)["attempts"]
        assert (one["outcome"], one["stuck"]) == ("solved", True)
        with database.read(ws.database) as connection:
            assert find(connection, ws.person, "a study of queues").kind == "paper"
        again = await client.call_tool("review_record", said)
        assert again.is_error
        assert "again: true" in text_of(again)
        await call(client, "review_record", **said, again=True)
        assert len(listing(ws)["attempts"]) == 2


async def test_the_desk_leads_through_the_recall_by_a_prompt(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        assert {one.name for one in (await client.list_prompts()).prompts} == {
            "replan_my_week",
            "daily_recall",
            "weekly_review",
        }
        told = str((await client.get_prompt("daily_recall")).messages)
        for word in ("review_show", "review_record", "box_min"):
            assert word in told


@pytest.mark.parametrize("name", SERVERS)
async def test_an_answer_to_a_question_of_the_week_is_kept_and_taken_back(name: str, ws: Workspace) -> None:
    async with connect(name, ws) as client:
        kept = await call(client, "review_record", what="answer", problem="2", idea="The evenings were too short")
        assert kept["event"]
        week = (await call(client, "review_show", what="week"))["week"]
        assert [one["answer"] for one in week["questions"]] == [None, "The evenings were too short", None]
        for wrong in ({"problem": "4", "idea": "x"}, {"problem": "two", "idea": "x"}, {"problem": "1"}):
            assert (await client.call_tool("review_record", {"what": "answer", **wrong})).is_error


async def test_the_report_is_written_and_names_its_files(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        written = await call(client, "report_write")
    assert written["why"] is None
    assert [file.rpartition(".")[2] for file in written["report"]["files"]] == ["md", "html"]


async def test_a_report_that_cannot_be_written_is_shown_and_says_why(ws: Workspace) -> None:
    (ws.path / "reports").rmdir()
    (ws.path / "reports").write_text("in the way", encoding="utf-8")
    async with connect("tasks", ws) as client:
        written = await call(client, "report_write")
    assert str(ws.path / "reports") in written["why"]
    assert written["report"]["files"] == []
