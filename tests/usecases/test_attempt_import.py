"""Imports of tried problems: four forms, the same file again changes nothing, rows left out are told, undo restores."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.samples import WEDNESDAY, workspace
from tests.usecases.test_attempts import kept

from roadweek.domain.records import Card
from roadweek.errors import InputError, WorkspaceError
from roadweek.reviewing.memory import rate, retrievability
from roadweek.usecases.attempt_import import import_attempts
from roadweek.usecases.attempts import attempt, listing
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_redo import redo
from roadweek.workspace import Workspace

NOW_S = int(WEDNESDAY.timestamp())
DAY = 86_400
TABLE = """\ufeffProblem,Date,Time Spent,Result,Tags,Notes,Mood
LC 42 Trapping Rain Water,2026-03-02,45,solved,stack,water stands to the lower side,good
"LC 3, sliding window",2026/3/3,30 min,with hints,window,,
LC 42,2026-03-02,45,solved,,,
,2026-03-02,5,solved,,,
LC 5,not a day,5,solved,,,
LC 5,2026-03-09,5,solved,,,
LC 5,2026-03-01,9999,solved,,,
LC 5,2026-03-01,5,perhaps,,,
"""
CHINESE = "题号\t题目\t日期\t用时\t结果\t专题\n70\t爬楼梯\t2026-03-01\t12\t看了题解\t动态规划\n"
SUBMISSIONS: dict[str, Any] = {
    "submissions_dump": [
        {"title": "Word Break", "timestamp": NOW_S - DAY + n, "status_display": "Wrong Answer"} for n in range(6)
    ]
    + [
        {"title": "Word Break", "timestamp": NOW_S - DAY + 99, "status_display": "Accepted"},
        {"title": "Jump Game", "timestamp": str(NOW_S - 2 * DAY), "status_display": "Time Limit Exceeded"},
        {"title": "Jump Game", "timestamp": NOW_S, "status_display": "Pending"},
        {"title": "No time", "status_display": "Accepted"},
    ]
}
PROGRESS: dict[str, Any] = {
    "data": {
        "userProgressQuestionList": {
            "totalNum": 2,
            "questions": [
                {
                    "frontendId": "139", "title": "Word Break", "titleSlug": "word-break", "difficulty": "MEDIUM",
                    "lastSubmittedAt": "2026-03-03T12:00:00+00:00", "numSubmitted": 9, "questionStatus": "SOLVED",
                    "lastResult": "AC", "topicTags": [{"name": "Dynamic Programming", "slug": "dynamic-programming"}],
                },
                {
                    "frontendId": "10", "title": "Regular Expression Matching", "lastSubmittedAt": str(NOW_S - DAY),
                    "numSubmitted": 3, "questionStatus": "ATTEMPTED", "lastResult": "WA", "topicTags": [],
                },
            ],
        }
    }
}  # fmt: skip


def leetsrs() -> dict[str, Any]:
    """As the extension writes it: cards by slug, times in milliseconds, notes by the card's id."""

    def card(name: str, number: str, **memory: Any) -> dict[str, Any]:
        slug = name.casefold().replace(" ", "-")
        return {
            "id": f"uuid-{number}", "slug": slug, "name": name, "leetcodeId": number, "difficulty": "Medium",
            "createdAt": (NOW_S - 40 * DAY) * 1000, "paused": False,
            "fsrs": {
                "due": (NOW_S + 5 * DAY) * 1000, "stability": 0, "difficulty": 0, "elapsed_days": 0,
                "scheduled_days": 0, "learning_steps": 0, "reps": 0, "lapses": 0, "state": 0, **memory,
            },
        }  # fmt: skip

    known = {"stability": 12.5, "difficulty": 6.1, "reps": 4, "lapses": 1, "state": 2}
    return {
        "schemaVersion": 3,
        "exportDate": WEDNESDAY.isoformat(),
        "data": {
            "cards": {
                "course-schedule": card("Course Schedule", "207", **known, last_review=(NOW_S - 7 * DAY) * 1000),
                "new-one": card("New One", "999"),
                "bad-one": {"id": "x", "name": "Bad One"},
            },
            "stats": {},
            "notes": {"uuid-207": {"text": "topological order by in-degree"}},
            "settings": {"theme": "dark"},
        },
    }


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "ws")


def write(ws: Workspace, name: str, content: Any) -> Path:
    path = ws.path.parent / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_table_is_read_by_its_columns_and_what_is_left_out_is_told_with_its_line(ws: Workspace) -> None:
    view = import_attempts(ws, write(ws, "tried.csv", TABLE))
    assert view["columns"] == {
        "problem": "Problem", "date": "Date", "minutes": "Time Spent", "outcome": "Result", "topic": "Tags",
        "idea": "Notes",
    }  # fmt: skip
    assert view["unused_columns"] == ["Mood"]
    assert (view["attempts"], view["problems"], view["created"]) == (2, 2, 2)
    assert [one["line"] for one in view["skipped"]] == [4, 5, 6, 7, 8, 9]
    found = {one["title"]: one for one in listing(ws)["attempts"]}
    assert found["LC 3 sliding window"]["outcome"] == "hint"
    assert found["LC 42 Trapping Rain Water"]["minutes"] == 45


def test_a_chinese_table_with_numbers_is_read(ws: Workspace) -> None:
    view = import_attempts(ws, write(ws, "做题.tsv", CHINESE))
    (one,) = listing(ws)["attempts"]
    assert (one["problem"], one["title"], one["outcome"]) == ("lc-70", "LC 70 爬楼梯", "hint")
    assert view["events"][0]["kind"] == "imported_attempts"


def test_many_refusals_in_a_history_raise_the_priority(ws: Workspace) -> None:
    view = import_attempts(ws, write(ws, "history.json", SUBMISSIONS))
    assert (view["form"], view["attempts"], view["skipped_count"]) == ("submissions", 2, 2)
    (first, *_) = redo(ws)["chosen"]
    assert first["title"] == "Word Break"
    assert {reason["code"]: reason["points"] for reason in first["reasons"]}["refusals"] == 6.0
    assert "stuck" in {reason["code"] for reason in first["reasons"]}


def test_progress_and_history_meet_in_one_problem(ws: Workspace) -> None:
    import_attempts(ws, write(ws, "history.json", SUBMISSIONS))
    view = import_attempts(ws, write(ws, "progress.json", PROGRESS))
    assert view["form"] == "progress"
    problems = {row[1] for row in kept(ws)["problems"]}
    assert problems == {"word-break", "jump-game", "lc-10"}
    refusals = {row[1]: json.loads(row[4]).get("refusals") for row in kept(ws)["problems"]}
    assert refusals == {"word-break": 8, "jump-game": 1, "lc-10": 3}


def test_a_memory_of_leetsrs_goes_on_where_it_was(ws: Workspace) -> None:
    view = import_attempts(ws, write(ws, "leetsrs.json", leetsrs()))
    assert (view["memories"], view["attempts"], view["created"], view["skipped_count"]) == (1, 0, 2, 1)
    row = {one[1]: one for one in kept(ws)["cards"]}["lc-207:code"]
    card = Card.model_validate_json(row[3])
    assert retrievability(card, WEDNESDAY + timedelta(days=5.5)) == pytest.approx(0.9, abs=0.01)
    assert rate(card, 3, WEDNESDAY).scheduler["stability"] > 12.5
    assert attempt(ws, "LC 207")["problem"]["notes"] == "topological order by in-degree"


@pytest.mark.parametrize(
    "content",
    [TABLE, CHINESE, SUBMISSIONS, PROGRESS, leetsrs()],
    ids=["table", "chinese", "submissions", "progress", "leetsrs"],
)
def test_the_same_file_again_changes_nothing_and_undo_restores_exactly(ws: Workspace, content: Any) -> None:
    attempt(ws, "LC 42", outcome="failed")
    before = kept(ws)
    path = write(ws, "export", content)
    import_attempts(ws, path)
    state = kept(ws)
    assert state != before
    again = import_attempts(ws, path)
    assert (again["attempts"], again["memories"], again["created"], again["events"]) == (0, 0, 0, [])
    assert kept(ws) == state
    assert undo(ws)["kept"] == []
    assert kept(ws) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "empty"),
        ("name of film,year\nAlien,1979\n", "name of film, year"),
        ('{"films": []}', "LeetSRS"),
        ("[1, 2, 3]", "LeetSRS"),
        ('{"data": {"cards": ', "cannot be read"),
        ("{" * 5000, "cannot be read"),
    ],
)
def test_a_file_of_another_form_is_refused_with_what_is_needed(ws: Workspace, content: str, told: str) -> None:
    before = kept(ws)
    with pytest.raises(InputError, match=told):
        import_attempts(ws, write(ws, "other", content))
    assert kept(ws) == before


def test_a_file_that_is_not_there_is_told(ws: Workspace) -> None:
    with pytest.raises(WorkspaceError):
        import_attempts(ws, ws.path / "nothing.csv")


def test_five_thousand_problems_come_in_as_one_event_that_can_be_undone(ws: Workspace) -> None:
    rows = "".join(f"LC {n},2026-0{1 + n % 2}-{1 + n % 28:02},{5 + n % 90}\n" for n in range(1, 5001))
    before = kept(ws)
    view = import_attempts(ws, write(ws, "many.csv", "problem,date,minutes\n" + rows))
    assert (view["attempts"], len(view["events"])) == (5000, 1)
    undo(ws)
    assert kept(ws) == before
