"""The rules that the planner obeys, in words, and a plan with clock times and limits from its import to its export."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from roadweek.domain.base import Language
from roadweek.domain.plan import Rule
from roadweek.planning.read import read_plan
from roadweek.usecases import export, import_plan, queries, replan
from roadweek.views.bounds import bound_words, obeyed
from roadweek.workspace import Workspace, open_workspace

NOW = datetime(2026, 3, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = date(2026, 3, 3)
PLAN = """# Evenings
I work full-time, Mon–Fri 9 to 5:30.

## Ground rules
- Max 2 h a day
- Nothing after 22:00
- Sundays off
- Always warm up first

## Week
- 19:30–20:30 English every weekday, except Wednesdays
- Run 7–7:45 am on Tue and Sat
- Algorithms every Wednesday, 3 h
- Vocabulary daily
"""


@pytest.mark.parametrize(
    ("rule", "en", "zh"),
    [
        ({"kind": "max_minutes_per_day", "minutes": 120}, "at most 2 h of work a day", "一天最多安排 2 小时"),
        ({"kind": "latest_end", "end": "22:00"}, "nothing after 22:00", "22:00 之后不安排"),
        (
            {"kind": "earliest_start", "start": "08:00", "template": "trip"},
            "nothing before 08:00, on trips",
            "08:00 之前不安排（出差时）",
        ),
        ({"kind": "free_day", "days": ["SA", "SU"]}, "Sat, Sun: nothing is planned", "周六、周日：不安排"),
        (
            {"kind": "closed_hours", "start": "18:00", "end": "00:00", "days": ["MO", "TU", "WE", "TH", "FR"]},
            "Mon–Fri: nothing from 18:00 to 24:00",
            "周一到周五：18:00–24:00 不安排",
        ),
    ],
)
def test_what_a_rule_bounds_is_said_in_both_languages(rule: dict[str, Any], en: str, zh: str) -> None:
    (view,) = obeyed([Rule.model_validate({"id": "r", "text": "t", **rule})])
    words: dict[Language, str] = {"en": en, "zh": zh}
    assert {lang: bound_words(view, lang) for lang in words} == words


def test_a_note_is_not_among_the_rules_that_are_obeyed() -> None:
    assert obeyed([Rule(id="r", text="warm up first")]) == []


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = open_workspace(tmp_path, create=True, clock=lambda: NOW)
    return Workspace(made.path, made.settings, "Asia/Shanghai", made.clock)


def test_a_plan_with_times_and_limits_holds_from_its_import_to_its_export(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "evenings.md"
    file.write_text(PLAN)
    view = import_plan.import_plan(ws, file)
    assert [(one["kind"], one["lines"]) for one in view["obeyed"]] == [
        ("closed_hours", [2]),
        ("max_minutes_per_day", [5]),
        ("latest_end", [6]),
        ("free_day", [7]),
    ]
    week = queries.week(ws, DAY)
    english = [s["start"][5:16] for s in week["sessions"] if s["title"] == "English"]
    assert english == ["03-02T19:30", "03-03T19:30", "03-05T19:30", "03-06T19:30"]
    assert [s["start"][5:16] for s in week["sessions"] if s["title"] == "Run"] == ["03-03T07:00", "03-07T07:00"]
    assert all(s["assumed"] == s["title"].startswith("Vocabulary") for s in week["sessions"])
    reasons = {u["title"]: (u["code"], u["reason"]) for u in week["unplaced"]}
    assert reasons["Algorithms"] == ("rule", "a rule of the plan: Max 2 h per day (line 5)")
    unplaced = next(u["id"] for u in week["unplaced"] if u["title"] == "Algorithms")
    assert "line 5" in queries.explain(ws, unplaced)["reason"]
    assert queries.explain(ws, unplaced)["source"] == ["- Algorithms every Wednesday, 3 h"]


def test_a_time_that_is_taken_moves_to_the_nearest_and_says_so(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "evenings.md"
    file.write_text(PLAN)
    import_plan.import_plan(ws, file)
    first = replan.propose(ws, [], week="2026-W10")["proposal"]
    assert first is not None
    replan.approve(ws, first, publish=False)
    block = {"kind": "block", "start": "2026-03-03T19:00", "end": "2026-03-03T20:00", "reason": "parents' evening"}
    made = replan.propose(ws, [block])
    (change,) = made["changes"]
    assert (change["kind"], change["title"], change["forced"]) == ("moved", "English", True)
    assert change["to"] is not None
    assert change["to"]["start"][5:16] == "03-03T20:00"
    assert made["proposal"] is not None
    replan.approve(ws, made["proposal"], publish=False)
    moved = next(s for s in queries.week(ws, DAY)["sessions"] if s["start"].startswith("2026-03-03T20"))
    assert moved["reason"] == "wished at 19:30, when the calendar has parents' evening from 19:00 to 20:00"


def test_the_export_names_times_and_limits_and_is_read_back(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "evenings.md"
    file.write_text(PLAN)
    import_plan.import_plan(ws, file)
    text = export.text_of(export.export(ws, "markdown"))
    assert "19:30–20:30" in text
    again = read_plan(text, name="again.md").plan
    before = read_plan(PLAN, name="plan.md").plan
    assert {(a.title, a.at, a.days) for a in again.activities} == {(a.title, a.at, a.days) for a in before.activities}
    assert {(r.kind, r.start, r.end, r.minutes, r.days) for r in again.rules} == {
        (r.kind, r.start, r.end, r.minutes, r.days) for r in before.rules
    }
