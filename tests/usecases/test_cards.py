"""Cards: a day is never longer than its limit, nothing is lost on the way out and in, each change can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from tests.samples import small_plan, workspace

from roadweek.domain.base import Language
from roadweek.domain.plan import Rule
from roadweek.domain.records import Card
from roadweek.errors import DateError, InputError, OutOfOrderError, UnknownNameError
from roadweek.reviewing.card_texts import CardText, from_markdown
from roadweek.reviewing.memory import rate
from roadweek.storage import attempts, database
from roadweek.usecases import card_days, card_files, cards
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_report import report
from roadweek.usecases.weekly_review import weekly_review
from roadweek.views.report_text import report_markdown
from roadweek.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-09T20:00:00+08:00")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, clock=lambda: NOW)


def later(ws: Workspace, days: int) -> Workspace:
    return replace(ws, clock=lambda: NOW + timedelta(days=days))


def some(ws: Workspace, count: int, topic: str | None = None) -> list[str]:
    made = cards.add(ws, [CardText(f"question {n}?", f"answer {n}", topic=topic) for n in range(count)])
    return [card["id"] for card in made["cards"]]


def test_a_new_card_is_asked_at_once_and_again_when_its_memory_says(ws: Workspace) -> None:
    (name,) = some(ws, 1)
    assert [card["id"] for card in cards.due_now(ws)["cards"]] == [name]
    due = cards.answer(ws, name, 3)["cards"][0]["due"]
    assert due is not None
    assert cards.due_now(ws)["cards"] == []
    days = (date.fromisoformat(due) - NOW.date()).days
    assert [card["id"] for card in cards.due_now(later(ws, days))["cards"]] == [name]


def test_no_day_is_longer_than_its_limit_after_a_gap_of_fourteen_days(ws: Workspace) -> None:
    for name in some(ws, 30):
        cards.answer(ws, name, 3)
    for day in range(16, 22):
        view = cards.due_now(later(ws, day), limit=7)
        assert len(view["cards"]) <= 7
        assert len(view["cards"]) + view["left_out"] == 30 - (day - 16) * 7 or day > 18
        for card in view["cards"]:
            cards.answer(later(ws, day), card["id"], 3)
        full = cards.due_now(later(ws, day), limit=7)
        assert len(full["cards"]) + full["done"] <= 7


def test_five_thousand_due_cards_make_one_day_and_say_what_waits(ws: Workspace) -> None:
    with database.write(ws.database) as connection:
        for n in range(5000):
            card = Card(id=f"c{n}", front=f"q{n}", back="a")
            attempts.put(connection, ws.person, "cards", card.id, card.to_json())
    view = cards.due_now(ws)
    assert (len(view["cards"]), view["left_out"]) == (25, 4975)


def test_an_answer_of_a_day_to_come_and_one_before_the_last_are_refused(ws: Workspace) -> None:
    (name,) = some(ws, 1)
    with pytest.raises(DateError):
        cards.answer(ws, name, 3, on=NOW.date() + timedelta(days=1))
    cards.answer(ws, name, 3)
    with pytest.raises(OutOfOrderError):
        cards.answer(ws, name, 3, on=NOW.date() - timedelta(days=2))
    with pytest.raises(UnknownNameError):
        cards.answer(ws, "nobody", 3)


def test_answers_and_cards_are_taken_back_by_undo(ws: Workspace) -> None:
    (name,) = some(ws, 1)
    before = cards.listing(ws)
    cards.answer(ws, name, 1)
    undo(ws)
    assert cards.listing(ws) == before
    undo(ws)
    assert cards.listing(ws)["cards"] == []


def test_a_lesson_makes_its_three_questions_once(ws: Workspace) -> None:
    made = cards.lesson(ws, "Eigenvalues", ["how far it stretches", None, None])["cards"]
    assert [card["back"] for card in made] == ["how far it stretches", "", ""]
    assert {card["topic"] for card in made} == {"Eigenvalues"}
    with pytest.raises(InputError):
        cards.lesson(ws, "Eigenvalues", ["how far it stretches"])


@pytest.mark.parametrize("kind", ["md", "csv"])
def test_cards_that_go_out_come_back_as_they_were_and_keep_their_schedule(
    ws: Workspace, tmp_path: Path, kind: str
) -> None:
    texts = [
        CardText("a::b <b>?", "line\n\nline", topic="C++", tags=("x",), source="a paper"),
        CardText("=秩是什么", "像的维数", topic="线性代数"),
    ]
    first = cards.add(ws, texts)["cards"][0]["id"]
    cards.answer(ws, first, 3)
    before = cards.listing(ws)
    card_files.export_cards(ws, tmp_path / f"out.{kind}")
    again = card_files.import_cards(ws, tmp_path / f"out.{kind}")
    assert (again["added"], again["changed"], again["same"]) == (0, 0, 2)
    assert cards.listing(ws) == before
    undo(ws)  # the answer
    undo(ws)  # the cards
    card_files.import_cards(ws, tmp_path / f"out.{kind}")
    bare = [{**card, "due": None, "reviews": 0, "lapses": 0} for card in before["cards"]]
    assert [dict(card) for card in cards.listing(ws)["cards"]] == bare


def test_a_changed_file_changes_words_and_no_schedule_and_a_doubled_card_is_one(ws: Workspace, tmp_path: Path) -> None:
    (name,) = some(ws, 1)
    cards.answer(ws, name, 3)
    file = tmp_path / "cards.md"
    card_files.export_cards(ws, file)
    file.write_text(file.read_text("utf-8").replace("answer 0", "another") + "\nnew::card\n\nnew::card\n", "utf-8")
    view = card_files.import_cards(ws, file)
    assert (view["added"], view["changed"], view["doubled"]) == (1, 1, 1)
    changed = next(card for card in cards.listing(ws)["cards"] if card["id"] == name)
    assert (changed["back"], changed["reviews"]) == ("another", 1)


def test_a_file_cannot_touch_the_memories_of_problems(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("id,front,back\nlc-1:idea,q,a\n", "utf-8")
    card_files.import_cards(ws, file)
    assert [card["id"].startswith("card-") for card in cards.listing(ws)["cards"]] == [True]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.csv", "name,price\nx,1\n", "cards_columns"),
        ("a.csv", 'front,back\n"open,1\n', "cards_no_table"),
        ("a.md", "# only words\n", "cards_none_in_file"),
        ("a.apkg", "x", "cards_format_in"),
    ],
)
def test_a_file_that_is_none_of_cards_says_what_is_needed(
    ws: Workspace, tmp_path: Path, name: str, content: str, key: str
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputError) as error:
        card_files.import_cards(ws, tmp_path / name)
    assert error.value.key == key


def test_an_empty_deck_is_told(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        card_files.export_cards(ws, tmp_path / "out.apkg")
    assert error.value.key == "cards_none"


def test_the_same_cards_make_the_same_deck_byte_by_byte(ws: Workspace, tmp_path: Path) -> None:
    some(ws, 3, topic="norms <L1>")
    view = card_files.export_cards(ws, tmp_path / "one.apkg")
    card_files.export_cards(later(ws, 5), tmp_path / "two.apkg")
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()
    assert view["remarks"]
    assert "collection.anki2" in ZipFile(tmp_path / "one.apkg").namelist()


def test_a_topic_becomes_a_note_whose_cards_can_be_read_back(ws: Workspace) -> None:
    some(ws, 2, topic="Norms")
    cards.add(ws, [CardText("std::vector", "grows", topic="C++"), CardText("open?", "", topic="C++")])
    for card in cards.listing(ws, topic="c++")["cards"]:
        cards.answer(ws, card["id"], 3)
        cards.answer(later(ws, 9), card["id"], 1)
    notes: list[Any] = list(card_files.bundle(later(ws, 9)))
    assert [note["topic"] for note in notes] == ["C++", "Norms"]
    for note in notes:
        assert (ws.path / note["file"]).read_text("utf-8") == note["text"]
        assert len(from_markdown(note["text"])) == note["cards"] == 2
    index = (ws.path / notes[0]["index"]).read_text("utf-8")
    assert all(Path(note["file"]).stem in index for note in notes)
    assert "[[norms|Norms]]" in notes[0]["text"]


def test_topics_that_are_written_alike_have_notes_of_their_own(ws: Workspace) -> None:
    cards.add(
        ws, [CardText(f"in {topic}?", "yes", topic=topic) for topic in ("C", "C++", "C#", "c d", "C-d", "…", "topics")]
    )
    files = [note["file"] for note in card_files.bundle(ws)]
    assert len({file.casefold() for file in files}) == len(files) == 7


def test_the_questions_of_a_lesson_come_in_their_order(ws: Workspace) -> None:
    made = [card["id"] for card in cards.lesson(ws, "Trace", [])["cards"]]
    assert [card["id"] for card in cards.due_now(ws)["cards"]] == made


def test_a_trip_gets_at_most_its_minutes_and_what_is_moved_is_told_before(ws: Workspace) -> None:
    for name in some(ws, 12):
        cards.answer(ws, name, 3)
        cards.answer(later(ws, 3), name, 3)
    due = date.fromisoformat(cards.listing(ws)["cards"][0]["due"] or "")
    trip = {"kind": "add_trip", "start": due.isoformat(), "end": (due + timedelta(days=1)).isoformat()}
    record(ws, [trip, {"kind": "set_capacity", "date_from": trip["start"], "date_to": trip["end"], "minutes": 2}])
    then = later(ws, 4)
    view = card_days.days_ahead(then, limit=25)
    away = {day["date"]: day for day in view["days"] if day["kind"] == "trip"}
    assert [day["cards"] for day in away.values()] == [5, 0]
    assert away[trip["start"]]["due"] == 12
    assert len(view["moves"]) == 7
    assert {move["to"] for move in view["moves"]} == {(due - timedelta(days=1)).isoformat()}
    early = cards.due_now(later(ws, (due - NOW.date()).days - 1))
    assert {card["id"] for card in early["cards"]} == {move["card"] for move in view["moves"]}
    assert early["early"] == len(early["cards"])
    assert len(cards.due_now(later(ws, (due - NOW.date()).days))["cards"]) == 5


def test_a_day_off_has_no_cards_and_owes_none(ws: Workspace) -> None:
    some(ws, 3)
    record(ws, [{"kind": "day_off", "date": NOW.date().isoformat()}])
    assert cards.due_now(ws)["cards"] == []
    assert len(cards.due_now(later(ws, 1))["cards"]) == 3


@pytest.mark.parametrize(
    "rule",
    [
        Rule(id="r", text="Sundays are for the family", kind="free_day", days=("SU",)),
        Rule(id="r", text="周日最多 0 分钟", kind="max_minutes_per_day", minutes=0, days=("SU",)),
    ],
)
def test_a_day_that_the_plan_keeps_free_has_no_cards(tmp_path: Path, rule: Rule) -> None:
    ws = workspace(tmp_path, clock=lambda: NOW, plan=small_plan().model_copy(update={"rules": (rule,)}))
    for name in some(ws, 6):
        cards.answer(ws, name, 3)
    for day in range(40):
        then = later(ws, day)
        sunday = (NOW + timedelta(days=day)).weekday() == 6
        ahead = card_days.days_ahead(then, limit=25, days=9)
        for one in ahead["days"]:
            if date.fromisoformat(one["date"]).weekday() == 6:
                assert (one["kind"], one["cards"]) == ("rest", 0)
        due = cards.due_now(then)["cards"]
        assert not (sunday and due)
        for card in due:
            cards.answer(then, card["id"], 3)


def test_the_report_tells_how_many_of_what_is_due_have_room(ws: Workspace) -> None:
    with database.write(ws.database) as connection:
        for n in range(400):
            card = rate(Card(id=f"c{n}", front=f"q{n}", back="a"), 3, NOW - timedelta(days=30))
            attempts.put(connection, ws.person, "cards", card.id, card.to_json())
    seen = report(ws)["reviews"]
    assert (seen["due"], seen["coming"]) == (400, 25 * 14)
    record(ws, [{"kind": "day_off", "date": (NOW.date() + timedelta(days=2)).isoformat()}])
    assert report(ws)["reviews"]["coming"] == 25 * 13
    words: tuple[tuple[Language, str], ...] = (("en", "325 of them have room"), ("zh", "排得下 325 张"))
    for lang, said in words:
        assert said in report_markdown(weekly_review(replace(ws, language=lang)), lang)
    assert report(ws, NOW.date() - timedelta(days=30))["reviews"]["coming"] is None
