"""Words that are meant as days and are none are told, keep the activity's name clean, and plan nothing by guess."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.importing.misread_days import misread_days
from roadweek.importing.reading import PlanReading
from roadweek.planning.read import read_plan


def read(text: str) -> PlanReading:
    return read_plan(text, name="plan.md", as_of=date(2026, 3, 2))


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in misread_days(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cello on Fryday", "Fryday"),
        ("Cello: Tusday and Thursday", "Tusday"),
        ("wendesdays after work", "wendesday"),
        ("Saterday 10:00", "Saterday"),
        ("Mondey", "Mondey"),
        ("Cello 30 min Mo-Fry", "Mo-Fry"),
        ("Tue–Fir", "Tue–Fir"),
        ("大提琴：周一、周八", "周八"),
        ("星期九练琴", "星期九"),
        ("礼拜八 30 分钟", "礼拜八"),
    ],
)
def test_a_word_that_is_nearly_a_day_is_found(text: str, found: str) -> None:
    assert words(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Monday to Friday, every Sunday", "Mon-Fri", "Mo-Fr", "holiday, birthday, payday, midday, today, everyday",
        "a sturdy desk, sundry notes, steady work, Sundae", "Sat-nav, Sun-dry tomatoes, we-are", "mayday at noonday",
        "每周八次", "周二十五分钟", "第十周八点", "一周八小时", "周一到周日", "两周九天", "本周十题",
    ],
)  # fmt: skip
def test_other_words_are_left_alone(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("line", "title", "word"),
    [
        ("- Cello: Mon, Wed, Fryday 30 min", "Cello", "Fryday"),
        ("- Cello 30 min Mo-Fry", "Cello", "Mo-Fry"),
        ("- 大提琴：周一、周三、周八 30 分钟", "大提琴", "周八"),
    ],
)
def test_what_has_such_a_day_is_asked_about_and_not_planned(line: str, title: str, word: str) -> None:
    reading = read(f"# Me\n## Weekly\n{line}\n- Drawing: Tuesday, 40 min\n").to_json()
    item = next(i for i in reading["items"] if 3 in i["lines"])
    assert (item["title"], item["unused"], item["scheduled"]) == (title, [word], False)
    assert any(c["kind"] == "unsure" and 3 in c["lines"] and word in c["message"] for c in reading["conflicts"])


@pytest.mark.parametrize("line", ["No work on Sundays", "Nothing on Sunday", "周日不工作", "周日什么都不安排"])
def test_a_day_without_work_is_a_rule_and_no_activity(line: str) -> None:
    reading = read(f"# Me\n## Weekly\n- Cello: Monday to Saturday, 30 min\n- {line}\n").to_json()
    assert [i["group"] for i in reading["items"] if 4 in i["lines"]] == ["rules"]


def test_what_is_done_on_a_day_that_is_else_free_stays_an_activity() -> None:
    reading = read("# Me\n## Weekly\n- No work on Sundays: 20 min of stretching\n").to_json()
    assert any(i["group"] == "recurring" for i in reading["items"])


def test_a_track_is_called_as_the_plan_heads_it() -> None:
    plan = read(
        "# Term\n## Statistics\n- Exercises: Tuesday, 60 min\n- Reading: Friday, 60 min\n"
        "## Maths\n- Proofs: Monday, 60 min\n"
    ).plan
    by_title = {a.title: next(t.title for t in plan.tracks if t.id == a.track) for a in plan.activities}
    assert by_title == {"Exercises": "Statistics", "Reading": "Statistics", "Proofs": "Maths"}
