"""What the plan does not know is asked about, hours a week are no Saturday, two wishes of a message are both kept."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from roadweek.understanding.context import NamedThing, NamedWork, SentenceContext
from roadweek.understanding.followup import follow_up
from roadweek.understanding.understand import Understanding, understand
from roadweek.versions.check import parse_edits

TRACKS = (NamedThing("guitar", ("Guitar", "吉他")), NamedThing("german", ("German", "德语")))
WORKS = (NamedWork("album", ("Album cover", "专辑封面"), "guitar", 300),)
WEEKDAY_ENDS = tuple((day, time(21, 30)) for day in ("MO", "TU", "WE", "TH", "FR"))
TUESDAY = datetime.fromisoformat("2026-05-19T18:00:00+08:00")
CONTEXT = SentenceContext(
    as_of=TUESDAY,
    timezone="Asia/Shanghai",
    tracks=TRACKS,
    works=WORKS,
    day_ends=WEEKDAY_ENDS,  # type: ignore[arg-type]
)


def read(text: str) -> Understanding:
    return understand(text, CONTEXT)


def edits(text: str) -> list[dict[str, Any]]:
    return [edit.to_json() for edit in read(text).edits]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("add 12 hours to the novel", "novel"),
        ("Please add 90 minutes to woodwork", "woodwork"),
        ("add 5 more hours to that thing", "thing"),
        ("给木工再加十小时", "木工"),
        ("add woodwork three times a week", "woodwork"),
        ("add a choir rehearsal every Wednesday", "choir rehearsal"),
        ("add woodwork", "woodwork"),
        ("加上木工，每周三次", "木工"),
        ("增加书法", "书法"),
        ("帮我加书法每周两次每次40分钟", "书法"),
        ("add 15 hours of woodwork", "woodwork"),
    ],
)
def test_what_the_plan_does_not_know_is_asked_about_by_name(text: str, words: str) -> None:
    found = read(text)
    assert found.edits == ()
    assert found.question is not None
    assert words in found.question


def test_what_is_known_or_is_one_session_is_added_as_before() -> None:
    assert edits("add 40 minutes of woodwork on Friday")[0]["kind"] == "add"
    assert edits("加一次吉他40分钟，周五")[0]["track"] == "guitar"
    assert edits("add guitar practice twice a week, 30 minutes")[0]["kind"] == "add_activity"
    assert edits("the album cover takes 4 more hours")[0] == {"kind": "set_effort", "work": "album", "minutes": 540}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("德语每周二两小时", {"minutes": 120, "days": ["TU"]}),
        ("德语每周日半小时", {"minutes": 30, "days": ["SU"]}),
        ("德语每周日一小时", {"minutes": 60, "days": ["SU"]}),
        ("德语每周一三五40分钟", {"minutes": 40, "days": ["MO", "WE", "FR"]}),
        ("德语每星期四一个半小时", {"minutes": 90, "days": ["TH"]}),
        ("德语每周五次", {"times": 5}),
        ("德语每周五", {"days": ["FR"]}),
        ("德语每周四次每次25分钟", {"times": 4, "minutes": 25}),
        ("德语每周四次，共四小时", {"times": 4, "minutes": 60}),
        ("German twice a week, three hours in all", {"times": 2, "minutes": 90}),
        ("German twice a week, an hour each", {"times": 2, "minutes": 60}),
    ],
)
def test_a_figure_behind_every_week_is_a_weekday_a_count_or_a_length(text: str, fields: dict[str, Any]) -> None:
    (edit,) = edits(text)
    assert edit["kind"] == "set_activity"
    assert {name: edit.get(name) for name in fields} == fields
    assert "days" in fields or "days" not in edit


@pytest.mark.parametrize("text", ["德语每周五小时", "德语每周一小时", "每周六个小时德语", "German five hours a week"])
def test_hours_a_week_are_no_day_of_it_and_are_asked_how_often(text: str) -> None:
    found = read(text)
    assert found.edits == ()
    assert found.question in ("每天、每周或每月几次？", "How many times a day, week or month?")


@pytest.mark.parametrize(
    "text", ["德语每周二三小时", "吉他每星期四五个小时", "给德语每周三四小时", "德语每周二三十分钟"]
)
def test_what_may_be_hours_a_week_or_on_a_day_is_asked(text: str) -> None:
    found = read(text)
    assert found.edits == ()
    assert found.question is not None
    assert "两种读法" in found.question


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I was ill for nine days, spread it, and make German 20 minutes", ["catch_up", "set_activity"]),
        ("I fell behind two weeks; distribute the backlog and drop guitar on Thursday", ["catch_up", "drop"]),
        ("German in the evening from now on; catch me up, I was sick from 4 to 13 May", ["catch_up", "set_activity"]),
        ("I was offline for ten days, catch me up. I travel to Turin from 3 to 5 June", ["catch_up", "add_trip"]),
        ("停了十一天，帮我重新规划，另外周四的吉他取消", ["catch_up", "drop"]),
        ("我生病断了九天，落下的补回来，德语改成每次20分钟", ["catch_up", "set_activity"]),
    ],
)  # fmt: skip
def test_lost_days_and_another_wish_are_both_kept(text: str, kinds: list[str]) -> None:
    found = edits(text)
    assert [edit["kind"] for edit in found] == kinds
    assert "track" not in found[0]


def test_what_is_unclear_beside_lost_days_is_asked_and_a_track_of_them_stays() -> None:
    found = read("I was ill for nine days, spread it, and add woodwork twice a week")
    assert found.edits == ()
    assert "woodwork" in (found.question or "")
    assert edits("I was offline for eight days, help me catch up on guitar")[0]["track"] == "guitar"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("until 23:00 on Thursday", [("2026-05-21T21:30", "2026-05-21T23:00")]),
        ("ok, I can work until 10:30 pm on Friday", [("2026-05-22T21:30", "2026-05-22T22:30")]),
        (
            "let's go on until 23:15 on Wednesday and Friday",
            [("2026-05-20T21:30", "2026-05-20T23:15"), ("2026-05-22T21:30", "2026-05-22T23:15")],
        ),
        ("周四可以做到晚上十一点", [("2026-05-21T21:30", "2026-05-21T23:00")]),
        ("明天学习到23点", [("2026-05-20T21:30", "2026-05-20T23:00")]),
    ],
)
def test_an_evening_that_goes_on_is_opened_from_the_end_of_the_usual_hours(
    text: str, spans: list[tuple[str, str]]
) -> None:
    assert [(e["kind"], e["start"], e["end"]) for e in edits(text)] == [("open_hours", a, b) for a, b in spans]


@pytest.mark.parametrize("text", ["until 20:00 on Thursday", "周四做到20点"])
def test_an_hour_that_is_open_anyway_is_asked(text: str) -> None:
    found = read(text)
    assert found.edits == ()
    assert "21:30" in (found.question or "")


@pytest.mark.parametrize(
    "text", ["meeting until 23:00 on Thursday", "I'm busy until 23:00 on Thursday", "周四聚餐到23点"]
)
def test_what_takes_the_evening_opens_nothing(text: str) -> None:
    assert not any(edit["kind"] == "open_hours" for edit in edits(text))


def test_an_evening_that_is_said_to_a_proposal_is_added_to_it() -> None:
    before = parse_edits([{"kind": "add_task", "title": "Poster", "minutes": 900, "due": "2026-05-21"}])
    found = follow_up("until 23:00 on Thursday", before, CONTEXT)
    assert found is not None
    assert found.follows == "also"
    assert [edit.kind for edit in found.edits] == ["add_task", "open_hours"]
