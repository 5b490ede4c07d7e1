"""What lay before a plan was first imported is asked about once, and one answer settles it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from roadweek.settings import Settings
from roadweek.usecases import replan
from roadweek.usecases.conflicts import conflicts, settle
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.undo import undo
from roadweek.usecases.works import work_list
from roadweek.versions.check import parse_edits
from roadweek.views.documents import ConflictView
from roadweek.workspace import Workspace, open_workspace

PLAN = {
    "en": """# Bees 2026

## Each week
- Apiary: 90 min, 3 times a week

## March 2026
- Read the frames
- [ ] Build two hives by 2026-03-20

## April 2026
- Feeding
- [ ] Move the colony by 2026-04-26

## May 2026
- Swarm control
- [ ] Bottle the first honey by 2026-05-28
""",
    "zh": """# 2026 养蜂

## 每周
- 蜂场：每周三次，每次 90 分钟

## 2026年3月
- 看巢脾
- 3月20日前做好两个蜂箱

## 2026年4月
- 喂食
- 4月26日前移好蜂群

## 2026年5月
- 控制分蜂
- 5月28日前装好第一瓶蜜
""",
}
ANSWERS = {"done": {"en": "done", "zh": "都做完了"}, "out": {"en": "leave out", "zh": "不做了"}}
CATCH_UP = {"en": "catch up", "zh": "补上"}


def imported(root: Path, lang: str, day: str) -> tuple[Workspace, list[ConflictView], list[str]]:
    """A workspace that the plan was imported into on a day, the conflict about what lay before, and all questions."""
    now = datetime.fromisoformat(f"{day}T08:00:00+08:00")
    open_workspace(root / "home", create=True, clock=lambda: now)
    ws = Workspace(path=root / "home", settings=Settings(), timezone="Asia/Shanghai", clock=lambda: now)
    path = root / "plan.md"
    path.write_text(PLAN[lang], encoding="utf-8")
    view = import_plan(ws, path, as_of=date(2026, 3, 1))
    late = [c for c in view["conflicts"] if c["kind"] == "begun_late"]
    return ws, late, [q["text"] for q in view["questions"]]


def states(ws: Workspace) -> list[str]:
    return [work["state"] for strand in work_list(ws)["strands"] for work in strand["works"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("day", "over", "out"), [("2026-03-23", 1, 0), ("2026-04-13", 2, 0), ("2026-06-08", 6, 2)])
def test_one_question_names_what_lay_before(tmp_path: Path, lang: str, day: str, over: int, out: int) -> None:
    ws, late, questions = imported(tmp_path, lang, day)
    assert len(late) == 1
    message = late[0]["message"]
    assert questions.count(message) == 1
    assert ("two hives" if lang == "en" else "两个蜂箱") in message or over > 3
    assert f"({over})" in message or f"{over} 项" in message or f"({over}:" in message
    assert late[0]["id"] in message
    assert all(command in message for command in ("work finish", "work skip", "work effort"))
    assert states(ws).count("dropped") >= out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_who_imports_in_time_is_asked_nothing_of_the_past(tmp_path: Path, lang: str) -> None:
    ws, late, _ = imported(tmp_path, lang, "2026-03-01")
    assert not late
    assert not [c for c in conflicts(ws)["conflicts"] if c["kind"] == "begun_late"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("answer", "state"), [("done", "done"), ("out", "dropped")])
def test_one_answer_settles_all_and_undo_asks_again(tmp_path: Path, lang: str, answer: str, state: str) -> None:
    ws, late, _ = imported(tmp_path, lang, "2026-04-13")
    before = states(ws)
    settle(ws, late[0]["id"], ANSWERS[answer][lang])
    assert not [c for c in conflicts(ws)["conflicts"] if c["kind"] == "begun_late"]
    assert states(ws).count(state) == before.count(state) + before.count("running") - states(ws).count("running")
    assert states(ws).count(state) > before.count(state)
    undo(ws)
    assert states(ws) == before
    assert [c["id"] for c in conflicts(ws)["conflicts"] if c["kind"] == "begun_late"] == [late[0]["id"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_to_catch_up_brings_back_what_was_left_out(tmp_path: Path, lang: str) -> None:
    ws, late, _ = imported(tmp_path, lang, "2026-06-08")
    assert "dropped" in states(ws)
    settle(ws, late[0]["id"], CATCH_UP[lang])
    assert set(states(ws)) == {"running"}
    assert all(c["choice"] for c in conflicts(ws, settled=True)["conflicts"] if c["kind"] == "begun_late")


def test_a_work_that_is_finished_by_itself_is_not_asked_about_any_more(tmp_path: Path) -> None:
    ws, _, _ = imported(tmp_path, "en", "2026-03-23")
    work = next(w for s in work_list(ws)["strands"] for w in s["works"] if "hives" in w["title"])
    proposal = replan.propose(ws, parse_edits([{"kind": "finish_work", "work": work["id"]}]))["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    left = [c["message"] for c in conflicts(ws)["conflicts"] if c["kind"] == "begun_late"]
    assert not any("hives" in message for message in left)
