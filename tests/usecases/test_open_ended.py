"""What goes on until something happens is planned until the person says that it has."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from roadweek.errors import UnknownNameError
from roadweek.planning.interpret.lives import UNTIL_THEN
from roadweek.settings import Settings
from roadweek.usecases import queries, replan
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace, open_workspace

NOW = datetime.fromisoformat("2026-03-01T20:00:00+08:00")
FAR = date(2026, 6, 8)
PLAN = {
    "en": "# Flat\n## March 2026: search\n- Write to 3 landlords a week until I find a flat, 40 min\n"
    "- Read listings: Tuesday, 30 min\n## April to June 2026: move\n- Paint: Saturday, 60 min\n",
    "zh": "# 找房\n## 2026年3月：找房\n- 每周联系 3 位房东，每次 40 分钟，直到找到房子\n"
    "- 看房源：每周二 30 分钟\n## 2026年4月–6月：搬家\n- 刷墙：每周六 60 分钟\n",
}
WORD = {"en": "landlords", "zh": "房东"}


def flat(tmp_path: Path, lang: str) -> Workspace:
    open_workspace(tmp_path / "ws", create=True, clock=lambda: NOW)
    ws = Workspace(path=tmp_path / "ws", settings=Settings(), timezone="Asia/Shanghai", clock=lambda: NOW)
    file = tmp_path / "plan.md"
    file.write_text(PLAN[lang], encoding="utf-8")
    import_plan(ws, file)
    return ws


def titles(ws: Workspace, day: date) -> str:
    return "\n".join(s["title"] for s in queries.week(ws, day)["sessions"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_outlives_its_period_and_ends_when_the_person_says_so(tmp_path: Path, lang: str) -> None:
    ws = flat(tmp_path, lang)
    assert WORD[lang] in titles(ws, date(2026, 3, 9))
    assert WORD[lang] in titles(ws, FAR)
    assert ("Read" if lang == "en" else "房源") not in titles(ws, FAR), "the others end with their period"
    view = replan.propose(ws, [{"kind": "finish_work", "work": WORD[lang], "date": "2026-03-16"}])
    assert view["proposal"] is not None
    assert view["edits"][0]["kind"] == "remove_activity"
    replan.approve(ws, view["proposal"], publish=False)
    assert WORD[lang] in titles(ws, date(2026, 3, 9))
    assert WORD[lang] not in titles(ws, FAR)
    undo(ws)
    assert WORD[lang] in titles(ws, FAR)


def test_what_is_neither_a_work_nor_an_activity_is_still_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        replan.propose(flat(tmp_path, "en"), [{"kind": "finish_work", "work": "gardening"}])


@pytest.mark.parametrize(
    ("text", "open_end"),
    [
        ("practise until it works", True),
        ("swim until the doctor says otherwise", True),
        ("每天练习直到学会", True),
        ("read until 20 May", False),
        ("read until the holidays", False),
        ("from 8 until 9", False),
        ("直到 5 月底", False),
        ("周一到周五", False),
    ],
)
def test_an_end_that_is_dated_is_none_of_these(text: str, open_end: bool) -> None:
    assert bool(UNTIL_THEN.search(text)) is open_end
