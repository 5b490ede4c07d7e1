"""What would change nothing is no success: it is refused, or left out of what has an effect, and why is said."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from tests.samples import small_plan, workspace

from roadweek.domain.plan import Rule
from roadweek.errors import NoEffectError, ProposalError
from roadweek.storage import database, events
from roadweek.usecases import lists, replan, sentences
from roadweek.usecases.record import record
from roadweek.workspace import Workspace

MONDAY_MATHS = "2026-W11.math-main.MO"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """The small plan with its next week accepted, and a trip in April; it is Wednesday, 4 March."""
    made = workspace(tmp_path)
    replan.approve(made, str(replan.propose(made, [], week="2026-W11")["proposal"]), publish=False)
    lists.add_trip(made, date(2026, 4, 14), date(2026, 4, 16), place="Xi'an")
    return made


def last_event(ws: Workspace) -> int:
    with database.read(ws.database) as connection:
        return events.last_seq(connection, ws.person)


def edit(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, **{name.rstrip("_"): value for name, value in fields.items()}}


NEEDLESS: list[tuple[dict[str, Any], str, str]] = [
    (
        edit("move", track="english", from_="2026-03-15", to="2026-03-16"),
        "nearest is on Fri 13 Mar",
        "最近的一次在3月13日",
    ),
    (edit("move", track="english", from_="2026-03-10", to="2026-03-10"), "is on Tue 10 Mar already", "本来就在3月10日"),
    (edit("drop", track="math", date="2026-04-05"), "there is no Maths on Sun 5 Apr", "4月5日 周日没有“Maths”"),
    (edit("drop", track="english", date="2026-03-03"), "today is Wed 4 Mar", "今天是3月4日"),
    (edit("move", track="math", to="2025-11-20"), "Thu 20 Nov 2025 is past", "2025年11月20日"),
    (edit("add_trip", start="2025-05-05", end="2025-05-07"), "Wed 7 May 2025 is past", "2025年5月7日"),
    (edit("add_trip", start="2026-04-15", end="2026-04-15"), "Tue 14 Apr – Thu 16 Apr", "4月14日 周二 – 4月16日 周四"),
    (edit("change_trip", start="2026-04-14", new_end="2026-04-16"), "is like that already", "本来就是这样"),
    (edit("set_capacity", date_from="2026-02-01", date_to="2026-02-09", minutes=60), "is past", "已过去"),
    (edit("set_capacity", date_from="2026-03-12", date_to="2026-03-13", minutes=900), "no more", "不多也不少"),
    (edit("block", start="2026-03-12T03:00", end="2026-03-12T04:00"), "18:30–22:30", "18:30–22:30"),
    (edit("block", start="2026-03-04T18:30", end="2026-03-04T19:00"), "is past", "已过去"),
    (edit("pause", track="math", from_="2026-01-05", until="2026-02-15"), "is past", "已过去"),
    (edit("resume", track="english", from_="2026-03-10"), "English listening is not paused", "没有暂停"),
    (edit("set_activity", track="math", minutes=60, times=1, from_="2026-03-16"), "Maths is like that", "本来就是这样"),
    (edit("set_activity", track="math", slot="afternoon", from_="2026-03-09"), "stays at 19:00", "仍在 19:00"),
    (edit("remove_activity", track="math", from_="2026-01-01", until="2026-01-31"), "is past", "已过去"),
    (edit("move_milestone", milestone="blog-1", due="2026-03-31"), "due on Tue 31 Mar already", "本来就在3月31日"),
    (edit("unpin", session=MONDAY_MATHS), "Maths on Mon 9 Mar is not pinned", "没有固定"),
    (edit("add", track="math", minutes=30, date="2026-03-02"), "is past", "已过去"),
]


@pytest.mark.parametrize(("asked", "en", "zh"), NEEDLESS)
def test_an_edit_without_effect_is_refused_and_says_why(ws: Workspace, asked: dict[str, Any], en: str, zh: str) -> None:
    before = last_event(ws)
    with pytest.raises(NoEffectError) as refused:
        replan.propose(ws, [asked])
    assert en in refused.value.text("en"), refused.value.text("en")
    assert zh in refused.value.text("zh"), refused.value.text("zh")
    assert "nothing was changed" in refused.value.text("en")
    assert last_event(ws) == before


@pytest.mark.parametrize(
    "asked",
    [
        edit("move", track="english", from_="2026-03-10", to="2026-03-14"),
        edit("drop", track="math", date="2026-04-07"),
        edit("drop", track="math", date="2026-03-05"),
        edit("add_trip", start="2026-03-18", end="2026-03-19"),
        edit("change_trip", start="2026-04-15", new_end="2026-04-17"),
        edit("set_capacity", date_from="2026-03-12", date_to="2026-03-13", minutes=30),
        edit("block", start="2026-03-12T20:00", end="2026-03-12T21:00"),
        edit("pause", track="math", from_="2026-03-16"),
        edit("set_activity", track="math", minutes=50, from_="2026-03-16"),
        edit("remove_activity", track="algorithms", from_="2026-06-01"),
        edit("pin", session=MONDAY_MATHS),
        edit("prioritize", track="math", level="up"),
        edit("decide", decision="exam", choice="no"),
    ],
)
def test_an_edit_with_an_effect_is_proposed(ws: Workspace, asked: dict[str, Any]) -> None:
    view = replan.propose(ws, [asked])
    assert view["proposal"]
    assert view["warnings"] == []


AGAIN = [
    edit("day_off", date="2026-03-10"),
    edit("drop", track="english", date="2026-03-11"),
    edit("pause", track="algorithms", from_="2026-03-16"),
    edit("set_activity", track="math", minutes=40, from_="2026-03-09"),
    edit("remove_activity", track="algorithms", from_="2026-03-16"),
    edit("pin", session=MONDAY_MATHS),
    edit("decide", decision="exam", choice="no"),
    edit("move", track="math", from_="2026-03-12", to="2026-03-15"),
]


@pytest.mark.parametrize("asked", AGAIN)
def test_what_was_done_once_is_not_done_again(ws: Workspace, asked: dict[str, Any]) -> None:
    replan.approve(ws, str(replan.propose(ws, [asked])["proposal"]), publish=False)
    with pytest.raises(NoEffectError):
        replan.propose(ws, [asked])


def test_of_several_edits_those_without_effect_are_left_out_and_told(ws: Workspace) -> None:
    real, idle = edit("day_off", date="2026-03-10"), edit("drop", track="math", date="2026-03-14")
    view = replan.propose(ws, [idle, real])
    assert view["edits"] == [real]
    assert len(view["warnings"]) == 1
    assert "there is no Maths on Sat 14 Mar" in view["warnings"][0]
    assert view["proposal"] == replan.propose(ws, [real])["proposal"]


def test_an_edit_is_held_against_those_before_it(ws: Workspace) -> None:
    twice = [edit("pause", track="math", from_="2026-03-09"), edit("resume", track="math", from_="2026-03-16")]
    view = replan.propose(ws, twice)
    assert view["warnings"] == []
    assert len(view["edits"]) == 2
    idle = replan.propose(ws, [*twice, edit("resume", track="math", from_="2026-03-23")])
    assert idle["edits"] == view["edits"]
    assert "not paused" in idle["warnings"][0]


def test_hours_that_the_plan_sets_override_another_time_of_day(tmp_path: Path) -> None:
    hours = Rule(id="r1", kind="within_hours", text="problems 14:00 to 18:00", activities=("problems",),
                 start=time(14), end=time(18))  # fmt: skip
    ws = workspace(tmp_path, plan=small_plan().model_copy(update={"rules": (hours,)}))
    replan.approve(ws, str(replan.propose(ws, [], week="2026-W11")["proposal"]), publish=False)
    with pytest.raises(NoEffectError, match="holds Problems to 14:00–18:00"):
        replan.propose(ws, [edit("set_activity", track="algorithms", slot="evening", from_="2026-03-09")])


def test_what_stands_already_is_no_error_where_nothing_was_asked(ws: Workspace) -> None:
    assert replan.propose(ws, [])["proposal"] is None


def test_an_open_proposal_that_has_come_about_meanwhile_is_refused_with_why(ws: Workspace) -> None:
    asked = edit("pause", track="math", from_="2026-03-16")
    waiting = replan.propose(ws, [asked])["proposal"]
    both = replan.propose(ws, [asked, edit("day_off", date="2026-03-14")])["proposal"]
    replan.approve(ws, str(both), publish=False)
    with pytest.raises(ProposalError, match="nothing of it is left"):
        replan.approve(ws, str(waiting), publish=False)


@pytest.mark.parametrize(
    "facts",
    [
        [edit("finish_milestone", milestone="blog-1", date="2026-03-03")],
        [edit("decide", decision="exam", choice="yes")],
        [edit("finish_task", task="task-a2")],
    ],
)
def test_what_is_finished_is_not_finished_again(ws: Workspace, facts: list[dict[str, Any]]) -> None:
    if facts[0]["kind"] == "finish_task":
        record(ws, [edit("add_task", title="Write to the landlord", minutes=20)])
        facts = [edit("finish_task", task=lists.tasks(ws)["tasks"][0]["id"])]
    record(ws, facts)
    before = last_event(ws)
    with pytest.raises(NoEffectError):
        record(ws, facts)
    assert last_event(ws) == before


@pytest.mark.parametrize(
    "words",
    ["cancel my trip to Lisbon", "取消去昆明的出差", "call off the trip to Oslo", "去广州的出差取消了"],
)
def test_words_about_a_trip_that_nobody_knows_are_refused_and_those_known_are_named(ws: Workspace, words: str) -> None:
    with pytest.raises(NoEffectError) as refused:
        sentences.wish_of(ws, words)
    for lang in ("en", "zh"):
        assert "2026-04-14 – 2026-04-16 Xi'an" in refused.value.text(lang)
    assert sentences.understand_text(ws, words)["question"], "read without being asked for, it is a question"


def test_without_any_trip_the_way_to_add_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoEffectError, match="to add one"):
        sentences.wish_of(workspace(tmp_path), "cancel my business trip")
