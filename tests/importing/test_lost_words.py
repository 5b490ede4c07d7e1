"""Words of a line that no field holds are told; where they could change when a thing takes place, it is not planned."""

from __future__ import annotations

from typing import Any

import pytest
from tests.importing.helpers import read


def line(text: str) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    """The recurring and due items of a plan of one line, and its conflicts: kind to messages."""
    found = read(f"# Plan\n\n- {text}\n")
    told: dict[str, list[str]] = {}
    for conflict in found.conflicts:
        assert set(conflict.lines) <= {1, 3}
        told.setdefault(conflict.kind, []).append(conflict.message)
    return [i.to_json() for i in found.items if i.group in ("recurring", "deadlines")], told


OPEN = [
    ("Rowing Monday to Tuesday and Friday to Sunday", "Friday to Sunday"),
    ("Rowing every Thursday at 7", "at 7"),
    ("Choir on Tuesdays in odd weeks", "odd"),
    ("Budget review on the first workday of each month, 40 minutes", "first"),
    ("Harp every day at 8:00 and 21:00", "21:00"),
    ("书法：每月 5 号和 20 号，40 分钟", "20 号"),
    ("每月最后一个工作日盘点，40 分钟", "最后一个"),
    ("下周起书法每天半小时", "下周起"),
    ("除非下雨，每周三骑车 50 分钟", "除非"),
    ("如果不加班，每周三骑车 50 分钟", "如果"),
    ("Unless it snows, cycling every Wednesday, 50 minutes", "Unless"),
    ("If there is no match, cycling every Wednesday, 50 minutes", "If"),
]
"""Words that could change when a thing takes place."""


@pytest.mark.parametrize(("text", "word"), OPEN)
def test_what_could_change_when_it_takes_place_is_shown_and_not_planned(text: str, word: str) -> None:
    items, told = line(text)
    assert any(word in " ".join(i.get("unused", ())) for i in items), items
    assert all(i.get("scheduled") is False for i in items)
    assert read(f"# Plan\n\n- {text}\n").plan.activities == ()
    assert any(word in message for message in told["unused_words"])
    assert len(told["unsure"]) == len(items)


PLANNED = [
    ("Catalan: 15 min flash cards + 20 min listening daily", "20 min"),
    ("每天抄写六七十行诗，读三四十页", "六七十行"),
]
"""Words that change how long or how much."""


@pytest.mark.parametrize(("text", "word"), PLANNED)
def test_what_changes_how_much_is_told_of_what_is_planned(text: str, word: str) -> None:
    items, told = line(text)
    assert any(word in " ".join(i.get("unused", ())) for i in items), items
    assert any(word in message for message in told["unused_words"])


GONE = [
    "No longer sketching every day",
    "不再每周画画",
    "每周少打两次游戏",
    "晚上不安排训练",
    "Never cycling on Mondays",
]


@pytest.mark.parametrize("text", GONE)
def test_what_is_not_to_be_done_is_not_planned(text: str) -> None:
    items, _ = line(text)
    assert all(i.get("scheduled") is False for i in items)
    assert read(f"# Plan\n\n- {text}\n").plan.activities == ()


NORMAL = [
    "Rowing Monday to Friday at 7:00, 40 minutes",
    "Rowing every day except Sunday, 40 minutes",
    "Rowing Monday to Wednesday and on Friday, 40 minutes",
    "书法：周一到周三和周五，每次 40 分钟",
    "Rowing 3 times a week, 30 to 45 minutes each",
    "Choir every other Tuesday evening, 90 minutes",
    "Choir from 19:00 to 20:30 on Tuesdays",
    "Read 20 pages every evening",
    "Studio: 10 hours on weekdays",
    "书法：每周二、四晚上，每次 40 分钟",
    "每天早上 7 点到 7 点半书法",
    "工作日每天 1 小时书法",
    "每天背 30 个单词",
    "每隔一天书法 30 分钟",
    "书法每周 3 次，每次 1 小时（周一三五）",
    "每周一到周五书法，周三除外",
    "一周至少两次书法",
    "4 hours of rowing a day (Sat-Sun)",
    "Cello: half an hour to fifty minutes, three days a week",
    "Row an hour or two on Fridays",
    "周四三十分钟书法",
]


def test_a_number_belongs_to_the_length_behind_it_and_to_no_list_of_weekdays() -> None:
    for text, days in (
        ("周四三十分钟书法", ["TH"]),
        ("每周二四十分钟围棋", ["TU"]),
        ("周三、六三十五分钟古琴", ["WE", "SA"]),
    ):
        items, told = line(text)
        assert [i["days"] for i in items] == [days], (items, told)
        assert [i["duration_min"][0] for i in items] == [40 if "围棋" in text else 35 if "古琴" in text else 30]


@pytest.mark.parametrize("text", NORMAL)
def test_a_line_that_is_read_whole_says_nothing(text: str) -> None:
    items, told = line(text)
    assert items
    assert not any("unused" in i or "scheduled" in i for i in items), (items, told)
    assert not {"unsure", "unused_words"} & told.keys()


def test_a_word_of_a_date_that_was_read_as_another_week_is_told() -> None:
    items, told = line("Hand in the essay by the end of the week after next")
    assert items[0]["unused"]
    assert "week after next" in told["unused_words"][0]


def test_a_date_without_a_year_that_is_over_is_asked() -> None:
    _, told = line("Hand in the essay before New Year's Day")
    assert set(told) <= {"overdue"}


def test_the_document_lists_the_unused_words_by_line() -> None:
    document = read(
        "# Plan\n\n- Rowing every Monday, 40 minutes\n- Sketching clips, four on Sundays unless busy\n"
    ).to_json()
    assert document["unused"] == [{"line": 4, "words": ["four", "unless"]}]


def test_words_are_quoted_as_the_plan_writes_them() -> None:
    items, _ = line("Cello 5 hours a week, at most 1 hour a day")
    assert [i["unused"] for i in items] == [["1 hour", "a day"]]


def test_a_cell_below_minutes_that_could_not_be_read_is_told() -> None:
    found = read(
        "# Plan\n\n| Day | What | Minutes |\n|---|---|---|\n| Mon | Row | 40 |\n| Thu | Swim | 60, rarely 75 |\n"
    )
    assert [c.lines for c in found.conflicts if c.kind == "unused_words"] == [(6,)]


@pytest.mark.parametrize(
    "text",
    [
        "My son swims every Tuesday",
        "我妈每天跳广场舞",
        "老公每周六学吉他一小时",
        "Our coach runs every Monday for 30 minutes",
    ],
)
def test_what_somebody_else_does_is_shown_and_not_planned(text: str) -> None:
    assert read(f"# Plan\n\n- {text}\n").plan.activities == ()
    assert line(text)[1]["unsure"]


@pytest.mark.parametrize(
    "text", ["每天陪孩子阅读 20 分钟", "和妈妈通话，每周日 30 分钟", "Swim with my son every Tuesday, 1 hour"]
)
def test_what_is_done_with_somebody_is_planned(text: str) -> None:
    assert len(read(f"# Plan\n\n- {text}\n").plan.activities) == 1
