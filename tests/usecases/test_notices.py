"""What is told unasked: a gap and its cost, what is overdue, what a task is short of, what a trip's day may hold."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace
from tests.usecases.test_catching_up import music

from roadweek.domain.base import Language
from roadweek.usecases import queries, replan
from roadweek.usecases.record import record
from roadweek.usecases.sentences import follow_text, sentence_context
from roadweek.views.documents import NoticeView
from roadweek.views.texts import proposal_text, today_text, week_text
from roadweek.workspace import Workspace

SUNDAY = datetime.fromisoformat("2026-03-08T20:00:00+08:00")


class Lived:
    """A workspace whose clock is set forward; the week of 9 March is accepted."""

    def __init__(self, folder: Path) -> None:
        self.now = SUNDAY
        self.ws: Workspace = workspace(folder, now=SUNDAY, plan=music(), clock=lambda: self.now)
        self.ask([], week="2026-W11", approve=True)

    def at(self, moment: str) -> Workspace:
        self.now = datetime.fromisoformat(f"2026-{moment}:00+08:00")
        return self.ws

    def ask(self, edits: list[dict[str, Any]], *, approve: bool = False, **more: Any) -> Any:
        proposal = replan.propose(self.ws, edits, **more)
        if approve:
            assert proposal["proposal"] is not None
            replan.approve(self.ws, proposal["proposal"], publish=False)
        return proposal


@pytest.fixture
def lived(tmp_path: Path) -> Lived:
    return Lived(tmp_path)


def of(notices: list[NoticeView], kind: str) -> list[NoticeView]:
    return [one for one in notices if one["kind"] == kind]


def test_a_week_and_more_without_anything_done_is_noticed_with_its_cost(lived: Lived) -> None:
    assert queries.today(lived.at("03-14T09:00"))["notices"] == []
    ws = lived.at("03-17T09:00")
    for told in (queries.today(ws), queries.week(ws), replan.propose(ws, [], week="2026-W13")):
        (gap,) = of(told["notices"], "gap")
        cost = {line["id"]: (line["lost_min"], line["again_min"]) for line in gap["lines"]}
        assert cost == {"cello": (135, 135), "essay": (75, 75), "words": (120, 0)}
        assert gap["ways"][0]["edits"][0]["kind"] == "catch_up"
    assert sentence_context(ws).lost == (date(2026, 3, 9), date(2026, 3, 16))


@pytest.mark.parametrize(("lang", "words"), [("en", ("2 h 15", "Words")), ("zh", ("2 小时 15 分", "重新开始"))])
def test_the_gap_is_told_in_words_wherever_one_looks(lived: Lived, lang: Language, words: tuple[str, ...]) -> None:
    ws = lived.at("03-17T09:00")
    texts = [
        today_text(queries.today(_in(ws, lang)), lang),
        week_text(queries.week(_in(ws, lang)), lang),
        proposal_text(replan.propose(_in(ws, lang), [], week="2026-W13"), lang),
    ]
    assert all(word in text for text in texts for word in words)


def _in(ws: Workspace, lang: Language) -> Workspace:
    from dataclasses import replace

    return replace(ws, language=lang)


def test_who_notes_something_has_no_gap_and_who_asked_for_it_back_is_not_told_again(lived: Lived) -> None:
    ws = lived.at("03-17T09:00")
    asked = lived.ask([{"kind": "catch_up", "from": "2026-03-09", "until": "2026-03-16"}], approve=True)
    assert "cello" in {line["id"] for line in of(asked["notices"], "gap")[0]["lines"]}
    assert of(queries.today(ws)["notices"], "gap") == []


def test_one_done_session_a_week_is_no_gap(lived: Lived) -> None:
    ws = lived.at("03-13T22:00")
    first = queries.week(ws)["sessions"][0]
    record(ws, [{"kind": "report", "session": first["id"], "outcome": "done"}])
    lived.at("03-15T09:00")
    assert of(queries.today(lived.ws)["notices"], "gap") == []


def test_what_is_overdue_is_told_until_it_is_done(lived: Lived) -> None:
    ws = lived.at("03-09T07:00")
    lived.ask([{"kind": "add_task", "title": "Visa form", "minutes": 90, "due": "2026-03-11"}], approve=True)
    assert of(queries.today(ws)["notices"], "overdue") == []
    lived.at("03-12T07:00")
    (late,) = of(queries.today(ws)["notices"], "overdue")
    assert (late["lines"][0]["due"], late["lines"][0]["short_min"]) == ("2026-03-11", 90)
    lived.ask([], approve=True)
    (planned,) = of(queries.today(ws)["notices"], "overdue")
    assert (planned["lines"][0]["again_min"], planned["lines"][0]["short_min"]) == (90, 0)
    task = planned["lines"][0]["id"]
    lived.ask([{"kind": "finish_task", "task": task}], approve=True)
    assert of(queries.today(ws)["notices"], "overdue") == []


def test_a_task_that_cannot_be_done_is_one_line_with_its_ways_out(lived: Lived) -> None:
    lived.at("03-09T07:00")
    shown = lived.ask([{"kind": "add_task", "title": "Catalogue", "minutes": 900, "due": "2026-03-10"}])
    (short,) = of(shown["notices"], "short")
    rows = [u for u in shown["unplaced"] if u["title"] == "Catalogue"]
    assert len(rows) == 1
    assert rows[0]["minutes"] == short["lines"][0]["short_min"]
    assert not any(c["kind"] == "dropped" and c["track"] == "words" for c in shown["changes"])
    for way in short["ways"]:
        again = lived.ask(way["edits"])
        assert of(again["notices"], "short") == [], way["text"]
    assert {tuple(sorted(set(way["edits"][0]) - {"kind"})) for way in short["ways"]}


def test_a_task_that_has_time_is_said_to_wait(tmp_path: Path) -> None:
    from tests.scheduling.weeks import activity

    daily = activity("drill", 240, 1, per="day")
    ws = workspace(tmp_path, now=SUNDAY, plan=music(daily))
    shown = replan.propose(ws, [{"kind": "add_task", "title": "Tax return", "minutes": 200, "due": "2026-03-30"}])
    assert of(shown["notices"], "short") == []
    assert of(shown["notices"], "waits")


def test_a_plan_without_a_trip_week_is_asked_once_what_its_days_may_hold(lived: Lived) -> None:
    first = lived.ask([{"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-12"}], approve=True)
    second = lived.ask([{"kind": "add_trip", "start": "2026-03-18", "end": "2026-03-19"}])
    assert [len(of(one["notices"], "trip_days")) for one in (first, second)] == [1, 0]
    lived.ask(
        [{"kind": "set_capacity", "date_from": "2026-03-11", "date_to": "2026-03-11", "minutes": 60}], approve=True
    )
    week = queries.week(lived.ws, date(2026, 3, 11))
    away = [s for s in week["sessions"] if s["start"][:10] in ("2026-03-11", "2026-03-12")]
    assert {s["track"] for s in away if s["start"][:10] == "2026-03-12"} <= {"words"}


ENGLISH = """# Year 2026

## Normal week
- Violin 40 min, 2 times a week

## March
- Finish the field report, 16 hours, due 2026-03-29
"""
CHINESE = """# 2026 年计划

## 普通周
- 小提琴 40 分钟，每周 2 次

## 三月
- 完成毕业设计初稿，16 小时，截止 2026-03-29
"""


@pytest.mark.parametrize(("lines", "work"), [(ENGLISH, "field report"), (CHINESE, "毕业设计")])
def test_work_with_an_effort_and_a_day_that_no_week_holds_is_told_and_its_way_out_plans_it(
    tmp_path: Path, lines: str, work: str
) -> None:
    from roadweek.usecases.import_plan import import_plan
    from roadweek.usecases.works import work_list

    ws = workspace(tmp_path / "w", now=SUNDAY)
    plan = tmp_path / "plan.md"
    plan.write_text(lines, encoding="utf-8")
    import_plan(ws, plan, as_of=date(2026, 3, 1))
    mine = [w for s in work_list(ws)["strands"] for w in s["works"] if work in w["title"]]
    assert [w["effort_min"][0] for w in mine] == [960]
    shown = replan.propose(ws, [], week="2026-W11")
    (told,) = [one for one in of(shown["notices"], "short") if work in one["text"]]
    given = replan.propose(ws, told["ways"][0]["edits"], week="2026-W11")
    sessions = [s for s in given["effects"]["sessions"] if s["what"] == "new"]
    assert sum(work in s["title"] for s in sessions) >= 2


def test_an_evening_that_goes_on_is_a_way_out_that_makes_room(lived: Lived) -> None:
    lived.at("03-09T07:00")
    full = lived.ask([{"kind": "add_task", "title": "Tender", "minutes": 2000, "due": "2026-03-10"}])
    possible = 2000 - of(full["notices"], "short")[0]["lines"][0]["short_min"]
    shown = lived.ask([{"kind": "add_task", "title": "Tender", "minutes": possible + 30, "due": "2026-03-10"}])
    (short,) = of(shown["notices"], "short")
    late = [way for way in short["ways"] if way["edits"][-1]["kind"] == "open_hours"]
    assert late
    again = lived.ask(late[0]["edits"])
    assert of(again["notices"], "short") == []
    held = [s for s in again["effects"]["sessions"] if s["title"].startswith("Tender")]
    assert max(s["end"][11:16] for s in held) <= late[0]["edits"][-1]["end"][11:]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_gap_is_told_in_lines_and_figures(lived: Lived, lang: Language) -> None:
    ws = _in(lived.at("03-17T09:00"), lang)
    view = queries.today(ws)
    (gap,) = of(view["notices"], "gap")
    assert "\n" not in gap["text"]
    assert len(gap["details"]) == 4  # a line a track, and what is proposed
    for line in gap["lines"]:
        assert sum(line["title"] in detail for detail in gap["details"]) == 1
    spread = gap["spread"]
    assert spread is not None
    assert spread["minutes"] == sum(line["again_min"] for line in gap["lines"]) == 210
    assert spread["week_min"] <= spread["minutes"] <= spread["week_min"] * spread["weeks"]
    told = today_text(view, lang).splitlines()
    at = told.index(gap["text"])
    assert told[at + 1 : at + 5] == [f"  {detail}" for detail in gap["details"]]
    assert told[at + 5].strip() == gap["ways"][0]["text"]


def test_where_nothing_of_a_gap_comes_back_that_is_said(tmp_path: Path) -> None:
    habits = tuple(a for a in music().activities if a.id == "words")
    assert habits
    now = datetime.fromisoformat("2026-03-17T09:00:00+08:00")
    at = [SUNDAY]
    ws = workspace(tmp_path, now=SUNDAY, plan=music().model_copy(update={"activities": habits}), clock=lambda: at[0])
    proposal = replan.propose(ws, [], week="2026-W11")["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    at[0] = now
    (gap,) = of(queries.today(ws)["notices"], "gap")
    assert gap["spread"] is None
    assert [line["again_min"] for line in gap["lines"]] == [0]
    assert "Proposed: nothing" in gap["details"][-1]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_way_out_that_is_said_as_it_was_told_is_made(lived: Lived, lang: Language) -> None:
    ws = _in(lived.at("03-09T07:00"), lang)
    task = {"kind": "add_task", "title": "Catalogue", "minutes": 900, "due": "2026-03-10"}
    shown = replan.propose(ws, [task])
    (short,) = of(shown["notices"], "short")
    assert shown["proposal"] is not None
    assert len(short["ways"]) >= 2
    for way in short["ways"]:
        polite = f"OK, “{way['text']}” please" if lang == "en" else f"好的，{way['text']}吧。"
        found = follow_text(ws, polite, shown["proposal"])
        assert (found["edits"], found["follows"]) == (way["edits"], "instead")
    assert follow_text(ws, "what else?", shown["proposal"])["edits"] == []
