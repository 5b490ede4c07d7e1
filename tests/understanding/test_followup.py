"""The next sentence of a conversation is read with what was proposed: corrections, additions, or neither."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.domain.edits import EDITS
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.followup import Followup, follow_up
from roadweek.understanding.render import day_text
from roadweek.understanding.understand import understand

OCTOBER = SentenceContext.from_json(
    json.loads((Path(__file__).parent / "context_october.json").read_text(encoding="utf-8"))
)
"""It is Thursday 15 October 2026."""

TRIP = {"kind": "add_trip", "start": "2026-10-20", "end": "2026-10-22"}
MOVE = {"kind": "move", "track": "violin", "to": "2026-10-16"}
DROP = {"kind": "drop", "track": "french", "date": "2026-10-16"}
OFF = {"kind": "day_off", "date": "2026-10-19"}
MORE = {"kind": "add", "track": "sql", "minutes": 60, "date": "2026-10-17"}
HABIT = {
    "kind": "set_activity",
    "track": "french",
    "minutes": 30,
    "times": 2,
    "per": "week",
    "days": ["TU", "TH"],
    "from": "2026-10-19",
}
_LOOSE = {k: v for k, v in HABIT.items() if k != "days"}
TAKEN = {"kind": "block", "start": "2026-10-19T09:00", "end": "2026-10-19T10:30"}
DUE = {"kind": "move_milestone", "milestone": "draft", "due": "2026-11-27"}
REST = {"kind": "pause", "track": "running", "from": "2026-10-15", "until": "2026-10-28"}


CHANGED = {"kind": "change_trip", "start": "2026-10-20", "new_start": "2026-10-21", "new_end": "2026-10-23"}


def after(before: list[dict[str, Any]], text: str, *, applied: bool = False) -> Followup | None:
    return follow_up(text, EDITS.validate_python(before), OCTOBER, applied=applied)


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (TRIP, "no, Wednesday to Friday", [{**TRIP, "start": "2026-10-21", "end": "2026-10-23"}]),
        (TRIP, "不是周二，是周三到周五", [{**TRIP, "start": "2026-10-21", "end": "2026-10-23"}]),
        (TRIP, "sorry, until Saturday", [{**TRIP, "end": "2026-10-24"}]),
        (TRIP, "to Leeds", [{**TRIP, "place": "Leeds"}]),
        (TRIP, "no, four days", [{**TRIP, "end": "2026-10-23"}]),
        (MOVE, "不，放到周六下午", [{**MOVE, "to": "2026-10-17", "slot": "afternoon"}]),
        (MOVE, "actually, put it on Sunday evening", [{**MOVE, "to": "2026-10-18", "slot": "evening"}]),
        (MOVE, "Saturday", [{**MOVE, "to": "2026-10-17"}]),
        (MOVE, "not Friday, Sunday", [{**MOVE, "to": "2026-10-18"}]),
        (MOVE, "还是周日吧", [{**MOVE, "to": "2026-10-18"}]),
        (MOVE, "no, French", [{**MOVE, "track": "french"}]),
        (DROP, "不是法语，是跑步", [{**DROP, "track": "running"}]),
        (MORE, "make it 45 minutes", [{**MORE, "minutes": 45}]),
        (MORE, "一个半小时吧", [{**MORE, "minutes": 90}]),
        (MORE, "不对，周日上午", [{**MORE, "date": "2026-10-18", "slot": "morning"}]),
        (HABIT, "no, three times a week", [{**_LOOSE, "times": 3}]),
        (HABIT, "改成晚上七点", [{**HABIT, "at": "19:00"}]),
        (HABIT, "every other week instead", [{**_LOOSE, "times": 1, "interval": 2}]),
        (TAKEN, "wait, Tuesday", [{**TAKEN, "start": "2026-10-20T09:00", "end": "2026-10-20T10:30"}]),
        (TAKEN, "不对，十点到十二点", [{**TAKEN, "start": "2026-10-19T10:00", "end": "2026-10-19T12:00"}]),
        (DUE, "改成12月4号", [{**DUE, "due": "2026-12-04"}]),
        (REST, "no, until 21 October", [{**REST, "until": "2026-10-21"}]),
        (REST, "三周", [{**REST, "until": "2026-11-04"}]),
    ],
)  # fmt: skip
def test_a_correction_changes_what_it_names(before: dict[str, Any], text: str, expected: list[dict[str, Any]]) -> None:
    found = after([before], text)
    assert found is not None
    assert found.question is None
    assert (found.follows, [e.to_json() for e in found.edits]) == ("instead", expected)


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (TRIP, "and Friday too", [{**TRIP, "end": "2026-10-23"}]),
        (TRIP, "周一也去", [{**TRIP, "start": "2026-10-19"}]),
        (OFF, "and Tuesday too", [OFF, {**OFF, "date": "2026-10-20"}]),
        (OFF, "周三也是", [OFF, {**OFF, "date": "2026-10-21"}]),
        (DROP, "and running as well", [DROP, {**DROP, "track": "running"}]),
        (DROP, "小提琴也是", [DROP, {**DROP, "track": "violin"}]),
        (HABIT, "also on Saturday", [{**HABIT, "days": ["TU", "TH", "SA"], "times": 3}]),
        (TRIP, "and drop Wednesday's French", [TRIP, {**DROP, "date": "2026-10-21"}]),
        (TRIP, "还有，周五的跑步取消", [TRIP, {"kind": "drop", "track": "running", "date": "2026-10-23"}]),
    ],
)
def test_an_addition_stands_beside_what_was_proposed(
    before: dict[str, Any], text: str, expected: list[dict[str, Any]]
) -> None:
    found = after([before], text)
    assert found is not None
    assert found.question is None
    assert (found.follows, [e.to_json() for e in found.edits]) == ("also", expected)


@pytest.mark.parametrize("before", [TRIP, MOVE, DROP, HABIT])
@pytest.mark.parametrize(
    "text",
    [
        *(
            "what is on Friday?",
            "周五有什么？",
            "why is violin on Saturday?",
            "skip SQL on Sunday",
            "跑步周日取消",
            "thanks",
        ),
        *("the weather is lovely on Friday", "maybe Saturday", "I did 30 minutes of SQL today", "如果周五呢", ""),
    ],
)
def test_a_question_a_thought_and_a_wish_of_its_own_follow_nothing(before: dict[str, Any], text: str) -> None:
    assert after([before], text) is None


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ([TRIP], "Thursday"),  # its first day, its last, or all of it?
        ([MOVE], "and Sunday too"),
        ([MOVE, DROP], "no, Sunday"),  # which of the two?
        ([DUE], "no, tomorrow or Friday"),
    ],
)
def test_what_may_mean_two_things_is_asked(before: list[dict[str, Any]], text: str) -> None:
    found = after(before, text)
    assert found is None or (found.question and not found.edits)


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (TRIP, "make it Wednesday to Friday", [CHANGED]),
        (MOVE, "no, Saturday", [{**MOVE, "to": "2026-10-17", "from": "2026-10-16"}]),
        (OFF, "and Tuesday too", [{**OFF, "date": "2026-10-20"}]),
        (HABIT, "no, 45 minutes", [{**HABIT, "minutes": 45}]),
    ],
)  # fmt: skip
def test_what_is_applied_already_is_changed_by_the_difference(
    before: dict[str, Any], text: str, expected: list[dict[str, Any]]
) -> None:
    found = after([before], text, applied=True)
    assert found is not None
    assert [e.to_json() for e in found.edits] == expected


def test_what_only_an_undo_takes_back_is_asked_for() -> None:
    found = after([DROP], "no, Saturday", applied=True)
    assert found is not None
    assert found.question is not None
    assert "undo" in found.question


@given(st.integers(1, 200), st.integers(1, 200), st.sampled_from(["en", "zh"]))
def test_any_day_may_be_corrected_to_any_other(first: int, second: int, lang: Any) -> None:
    """A correction in a sentence of its own is the same as one in the same sentence."""
    days = [OCTOBER.today + timedelta(days=n) for n in (first, second)]
    slip, meant = (day_text(day, lang) for day in days)
    text = f"move French to {slip}" if lang == "en" else f"法语挪到{slip}"
    found = follow_up(f"no, {meant}" if lang == "en" else f"不对，{meant}", understand(text, OCTOBER).edits, OCTOBER)
    assert found is not None
    assert [e.to_json() for e in found.edits] == [{"kind": "move", "track": "french", "to": days[1].isoformat()}]


@given(st.text(max_size=60), st.sampled_from([TRIP, MOVE, DROP, OFF, MORE, HABIT, TAKEN, DUE, REST]), st.booleans())
def test_any_text_is_read_without_an_error(text: str, before: dict[str, Any], applied: bool) -> None:
    after([before], text, applied=applied)


WORDS = [
    "no",
    "不",
    "and",
    "也",
    "Friday",
    "周六",
    "45 minutes",
    "三周",
    "violin",
    "法语",
    "6 pm",
    "晚上",
    "until",
    "每天",
]


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from([TRIP, MOVE, OFF, HABIT, TAKEN, DUE, REST]))
def test_any_mixture_of_words_changes_or_asks(words: list[str], before: dict[str, Any]) -> None:
    found = after([before], " ".join(words))
    assert found is None or bool(found.edits) != bool(found.question)
    assert date(2026, 10, 15) == OCTOBER.today


VIOLIN = {"kind": "set_activity", "track": "violin", "minutes": 45, "from": "2026-10-19"}
FRENCH = {"kind": "set_activity", "track": "french", "minutes": 25, "from": "2026-10-19"}


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ([DROP, MOVE], "no, to Sunday", [DROP, {**MOVE, "to": "2026-10-18"}]),
        ([DROP, MOVE], "sorry, move it to Saturday", [DROP, {**MOVE, "to": "2026-10-17"}]),
        ([DROP, MOVE], "不，挪到周日", [DROP, {**MOVE, "to": "2026-10-18"}]),
        ([DROP, MOVE], "no, violin on Sunday", [DROP, {**MOVE, "to": "2026-10-18"}]),
        ([MOVE, DROP], "no, French on Saturday", [MOVE, {**DROP, "date": "2026-10-17"}]),
        ([DROP, TRIP], "no, Wednesday to Friday", [DROP, {**TRIP, "start": "2026-10-21", "end": "2026-10-23"}]),
        ([TRIP, DROP], "说错了，周三到周六", [{**TRIP, "start": "2026-10-21", "end": "2026-10-24"}, DROP]),
        ([VIOLIN, FRENCH], "no, violin 60 minutes", [{**VIOLIN, "minutes": 60}, FRENCH]),
        ([VIOLIN, FRENCH], "actually, French 20 minutes", [VIOLIN, {**FRENCH, "minutes": 20}]),
    ],
)
def test_a_correction_of_two_joined_wishes_is_about_the_one_that_it_can_only_mean(
    before: list[dict[str, Any]], text: str, expected: list[dict[str, Any]]
) -> None:
    found = after(before, text)
    assert found is not None
    assert found.question is None
    assert found.edits == EDITS.validate_python(expected)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ([DROP, MOVE], "no, Saturday"),
        ([VIOLIN, FRENCH], "no, 20 minutes"),
        ([TRIP, REST], "no, Wednesday to Friday"),
    ],
)
def test_a_correction_that_could_mean_either_is_asked_about(before: list[dict[str, Any]], text: str) -> None:
    found = after(before, text)
    assert found is not None
    assert found.question is not None
    assert not found.edits


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("keep it under 35 minutes", 35),
        ("please keep it to half an hour", 30),
        ("cap it at 35 minutes", 35),
        ("no more than 35 minutes", 35),
        ("not longer than 20 minutes please", 20),
        ("at most 35 minutes", 35),
        ("limit it to 25 minutes please", 25),
        ("控制在35分钟以内", 35),
        ("别超过半小时", 30),
        ("最多35分钟", 35),
        ("不要超过20分钟", 20),
        ("压到25分钟", 25),
    ],
)
def test_a_cap_on_what_was_proposed_is_its_length_now(text: str, minutes: int) -> None:
    found = after([VIOLIN], text)
    assert found is not None
    assert found.edits == EDITS.validate_python([{**VIOLIN, "minutes": minutes}])
