"""The drill: one question a day, answers that only the person grades, nothing owed, nothing lost."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.samples import working_plan, workspace

from roadweek.domain.work import WorkOutput
from roadweek.errors import DateError, InputError, PlanFileError, UnknownNameError
from roadweek.reviewing.card_texts import CardText
from roadweek.reviewing.drill_texts import QuestionText
from roadweek.reviewing.rating import AttemptOutcome
from roadweek.storage import attempts, database
from roadweek.usecases import cards, daily_recall, queries
from roadweek.usecases import drill as drills
from roadweek.usecases.attempts import attempt
from roadweek.usecases.drill import drill
from roadweek.usecases.drill_answers import answered, grade, waiting
from roadweek.usecases.drill_bank import add, import_questions, listing, retire, suggestions, take
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_report import report, why
from roadweek.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-11T20:00:00+08:00")
WHY_BATCH = QuestionText("Why batch requests?", ("weights once", "busy units", "latency grows"), topic="serving")
LOCKS = QuestionText("什么时候会死锁？", ("互斥", "循环等待"), topic="并发")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, clock=lambda: NOW)


@contextmanager
def refused(key: str) -> Generator[None]:
    with pytest.raises(InputError) as error:
        yield
    assert error.value.key == key


def later(ws: Workspace, days: float) -> Workspace:
    return replace(ws, clock=lambda: NOW + timedelta(days=days))


def asked(ws: Workspace) -> str:
    question = drill(ws)["question"]
    assert question is not None
    return question["title"]


def test_an_empty_bank_asks_nothing_and_says_what_to_do(ws: Workspace) -> None:
    assert (drill(ws)["question"], drill(ws)["bank"]) == (None, 0)
    with refused("drill_no_questions"):
        answered(ws, text="hm")
    assert daily_recall.day(ws)["drill"] is None


def test_the_question_of_a_day_stays_through_answers_and_other_days_have_their_own(ws: Workspace) -> None:
    add(ws, [QuestionText(f"question {n}?", ("a", "b"), topic=f"t{n % 3}") for n in range(12)])
    first = asked(ws)
    for hit in ([1], [1, 2], []):
        view = answered(ws, text=f"said {hit}", hit=hit)
        assert view["title"] == first == asked(ws)
    assert asked(later(ws, 0.1)) == first
    assert len({asked(later(ws, n)) for n in range(1, 15)}) > 4
    assert asked(later(ws, 1)) != first, "what was answered rests"


def test_a_gap_leaves_one_question_and_no_debt(ws: Workspace) -> None:
    add(ws, [WHY_BATCH, LOCKS])
    for days in (1, 14, 200):
        view = drill(later(ws, days))
        assert (view["question"] is not None, view["done"], view["bank"]) == (True, [], 2)


def test_an_answer_is_kept_ungraded_until_the_person_grades_it_and_feeds_nothing_before(ws: Workspace) -> None:
    add(ws, [WHY_BATCH])
    kept = answered(ws, text="one read of the weights", seconds=130)
    assert (kept["answer"]["hit"], kept["answer"]["share"], kept["due"], kept["last"]) == (None, None, None, None)
    with database.read(ws.database) as connection:
        assert attempts.get(connection, ws.person, "cards", "q-why-batch-requests:idea") is None
    assert waiting(ws) == 3
    graded = grade(ws, [3, 1, 1])
    assert (graded["answer"]["hit"], graded["answer"]["share"], graded["answer"]["seconds"]) == ([1, 3], 0.667, 130)
    assert graded["due"] == "2026-03-12"
    with refused("drill_nothing_waits"):
        grade(ws, [1])
    undo(ws)
    assert waiting(ws) == 3
    undo(ws)
    assert drill(ws)["done"] == []


def test_the_last_answer_to_the_same_question_stands_beside_the_new_one(ws: Workspace) -> None:
    add(ws, [WHY_BATCH])
    answered(ws, text="first words", hit=[1])
    view = answered(later(ws, 8), text="better words", hit=[1, 2, 3])
    last = view["last"]
    assert last is not None
    assert (last["text"], last["hit"]) == ("first words", [1])
    assert listing(ws)["questions"][0]["answers"] == 2


def test_a_recording_stays_where_it_is_and_is_told_when_it_is_gone(ws: Workspace, tmp_path: Path) -> None:
    add(ws, [LOCKS])
    file = tmp_path / "answer.m4a"
    with refused("drill_recording"):
        answered(ws, recording=file)
    file.write_bytes(b"sound")
    view = answered(ws, recording=file, hit=[1])
    assert (view["answer"]["recording"], view["answer"]["recording_gone"]) == (str(file), False)
    file.unlink()
    last = answered(later(ws, 8), text="typed", hit=[])["last"]
    assert last is not None
    assert last["recording_gone"]


def test_a_question_without_points_is_judged_as_a_whole(ws: Workspace) -> None:
    add(ws, [QuestionText("Tell me about yourself")])
    view = answered(ws, text="well", hit=[1])
    assert (len(view["points"]), view["answer"]["share"]) == (1, 1.0)


def test_bad_answers_are_refused_and_nothing_is_kept(ws: Workspace, tmp_path: Path) -> None:
    add(ws, [WHY_BATCH, LOCKS])
    wrongs: list[tuple[dict[str, Any], type[InputError]]] = [
        ({"text": " \n"}, InputError),
        ({"text": "a", "recording": tmp_path}, InputError),
        ({"recording": tmp_path}, InputError),
        ({"text": "长" * 20_001}, InputError),
        ({"text": "x", "hit": [4]}, InputError),
        ({"text": "x", "hit": [0]}, InputError),
        ({"text": "x", "question": "no such"}, UnknownNameError),
        ({"text": "x", "topic": "no such"}, UnknownNameError),
        ({"text": "x", "on": NOW.date() + timedelta(days=1)}, DateError),
    ]
    for wrong, error in wrongs:
        with pytest.raises(error):
            answered(ws, **wrong)
    assert drill(ws)["done"] == []
    answered(ws, text="same")
    with refused("drill_repeated"):
        answered(ws, text="same")
    answered(later(ws, 0.01), text="same")


def test_weak_topics_come_from_drills_recalls_and_attempts_and_weigh(ws: Workspace) -> None:
    add(ws, [WHY_BATCH, LOCKS])
    for n, topic in enumerate(("Serving", " serving", "并发")):
        on = date(2026, 3, 2)
        attempt(ws, f"LC {n}", topic=topic, outcome="failed" if n < 2 else "solved", on=on)
    told = drills.topics(ws)["topics"]
    assert [(one["topic"], one["answers"], one["worth"]) for one in told] == [("Serving", 2, 0.0), ("并发", 1, 1.0)]
    with database.read(ws.database) as connection:
        weights = {
            row["id"]: drawn.weight.total
            for day in range(40)
            for row, drawn, _ in [
                drills.question_of_day(connection, ws, NOW.date() + timedelta(days=day)) or (None,) * 3
            ]
            if row is not None and drawn is not None
        }
    assert weights["q-why-batch-requests"] > weights["q-什么时候会死锁"]


def test_questions_are_added_changed_retired_and_back(ws: Workspace) -> None:
    add(ws, [WHY_BATCH])
    with refused("drill_there"):
        add(ws, [WHY_BATCH])
    assert add(ws, [QuestionText("why batch REQUESTS", ("other",))])["questions"][0]["points"] == ["other"]
    retire(ws, "batch")
    assert drill(ws)["bank"] == 0
    with pytest.raises(UnknownNameError):
        retire(ws, "batch")
    add(ws, [WHY_BATCH])
    assert listing(ws)["questions"][0]["points"] == list(WHY_BATCH.points)
    for wrong in (QuestionText(" ?! "), QuestionText("長" * 301), QuestionText("x", tuple(map(str, range(21))))):
        with pytest.raises(InputError):
            add(ws, [wrong])


def test_a_file_is_read_once_and_wrong_ones_say_what_is_wrong(ws: Workspace, tmp_path: Path) -> None:
    note = tmp_path / "bank.md"
    note.write_bytes(
        "# 网络\n- 三次握手为什么不是两次？\n  - 旧连接\n- 三次握手为什么不是两次？\n  - x\n".encode("gb18030")
    )
    view = import_questions(ws, note)
    assert (view["added"], view["doubled"], view["same"]) == (1, 1, 0)
    assert import_questions(ws, note)["events"] == []
    assert listing(ws, topic="网络")["questions"][0]["points"] == ["旧连接"]
    undo(ws)
    assert drill(ws)["bank"] == 0
    for name, data, error in (
        ("empty.md", b"", PlanFileError),
        ("noise.csv", bytes(range(256)) * 9, PlanFileError),
        ("prose.md", b"Nothing is asked here.\n", InputError),
        ("other.csv", b"name,age\nx,1\n", InputError),
        ("torn.csv", b'question\n"x', InputError),
        ("x.docx", b"x", InputError),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(error):
            import_questions(ws, tmp_path / name)
    with pytest.raises(InputError):
        import_questions(ws, tmp_path / "nowhere.md")


def test_cards_and_tried_questions_are_suggested_and_only_taken_by_the_person(ws: Workspace) -> None:
    cards.add(ws, [CardText("What is a norm?", "a length; homogeneous", topic="LA"), CardText("SVD", "no question")])
    attempt(ws, "Explain paging", kind="question", idea="less waste\nsharing", topic="serving")
    attempt(ws, "LC 5", kind="problem")
    found = suggestions(ws)["suggestions"]
    assert [(one["origin"], one["title"], one["points"]) for one in found] == [
        ("card", "What is a norm?", ["a length", "homogeneous"]),
        ("attempt", "Explain paging", ["less waste", "sharing"]),
    ]
    assert drill(ws)["bank"] == 0
    with pytest.raises(UnknownNameError):
        take(ws, ["zzz"])
    assert [one["title"] for one in take(ws, [found[0]["id"]])["questions"]] == ["What is a norm?"]
    take(ws, ["all"])
    assert suggestions(ws)["count"] == 0
    with refused("drill_no_suggestions"):
        take(ws, ["all"])
    retire(ws, "norm")
    assert suggestions(ws)["count"] == 0


def test_the_day_today_and_the_report_know_of_it(ws: Workspace) -> None:
    add(ws, [WHY_BATCH])
    day = daily_recall.day(ws)["drill"]
    assert day is not None
    assert (day["title"], day["answered"]) == (WHY_BATCH.title, False)
    answered(ws, text="x", hit=[1, 2])
    shown = queries.today(ws)["drill"]
    assert shown is not None
    assert shown["answered"]
    told = report(ws)
    seen = told["reviews"]
    assert (seen["drilled"], seen["drill_points"], seen["drill_hit"]) == (1, 3, 2)
    topic = next(one for one in told["topics"] if one["topic"] == "serving")
    assert (topic["asked"], topic["recalled"]) == (1, 1)
    assert [one["title"] for one in why(ws, "drill/all/hit")["traces"]] == [WHY_BATCH.title]


def test_what_was_tried_and_recalled_says_how_a_topic_fares_and_only_of_the_last_days(ws: Workspace) -> None:
    add(ws, [WHY_BATCH, LOCKS])
    tried: list[tuple[str, AttemptOutcome, bool, int]] = [
        ("A", "solved", False, 2),
        ("B", "solved", True, 3),
        ("C", "hint", False, 90),
    ]
    for name, outcome, stuck, ago in tried:
        attempt(ws, name, outcome=outcome, stuck=stuck, topic="Serving ", on=date(2026, 3, 11) - timedelta(days=ago))
    attempt(ws, "D", outcome="failed", topic="serving", on=date(2026, 3, 11) - timedelta(days=91))  # too long ago
    attempt(ws, "E", outcome="failed", topic="serving")  # today's weigh from tomorrow
    daily_recall.answered(ws, "A", "shaky", on=date(2026, 3, 10))
    answered(ws, question=WHY_BATCH.title, text="x", hit=[1, 3], on=date(2026, 3, 9))
    answered(ws, question=WHY_BATCH.title, text="not graded yet", on=date(2026, 3, 10))
    with database.read(ws.database) as connection:
        some = drills.evidence(connection, ws, date(2025, 12, 11), date(2026, 3, 10))
        by_day = drills.evidence(connection, ws, date(2025, 12, 11), date(2026, 3, 10), by_day=True)
    worth = 1 + 0.5 + 0.5 + 0.5 + 2 / 3
    for found in (some, by_day):
        assert sum(one.answers for one in found) == 5
        assert sum(one.worth for one in found) == pytest.approx(worth)
    assert {one.day for one in by_day} >= {date(2026, 3, 9), date(2026, 3, 10)}


def test_the_plan_suggests_what_an_interview_would_ask_and_nothing_else(tmp_path: Path) -> None:
    plan = working_plan()
    algebra, report = plan.strands
    units = (
        algebra.works[0].model_copy(update={"title": "Why is a norm convex?"}),
        *algebra.works[1:],
    )
    outputs = (WorkOutput(label="Interview answer", text="stable; n log n"), WorkOutput(label="Repository", text="x"))
    first, talk = report.works
    mock = talk.model_copy(update={"id": "m1", "kind": "unit", "title": "Mock interview"})
    topic = talk.model_copy(update={"id": "m2", "kind": "unit", "title": "Hash tables"})
    prep = report.model_copy(update={"id": "prep", "title": "Interview prep", "works": (mock, topic)})
    report = report.model_copy(update={"works": (first.model_copy(update={"outputs": outputs}), talk)})
    strands = (algebra.model_copy(update={"works": units}), report, prep)
    ws = workspace(tmp_path, clock=lambda: NOW, plan=plan.model_copy(update={"strands": strands}))
    found = {one["title"]: one["points"] for one in suggestions(ws)["suggestions"] if one["origin"] == "plan"}
    assert found == {
        "Why is a norm convex?": [],
        "Explain in your own words: Write the report on sorting": ["stable", "n log n"],
        "Explain in your own words: Hash tables": [],
    }
    taken = take(ws, ["all"])
    assert {one["title"] for one in taken["questions"]} == set(found)
    assert drill(ws)["bank"] == 3
