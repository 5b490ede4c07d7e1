"""A list goes on from a week that is still running; what nobody spoke of by its end was not done."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from roadweek.settings import Settings
from roadweek.usecases import queries, replan
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.record import record
from roadweek.workspace import Workspace, open_workspace

SHANGHAI = ZoneInfo("Asia/Shanghai")
PLANS = {
    "en": "# Plan 2026\n\n## Normal week\n- Maths 60 min, 2 times a week\n\n## Maths, part 1 (in this order)\n"
    "1. Sets\n2. Groups\n3. Rings\n4. Fields\n5. Modules\n6. Lattices\n",
    "zh": "# 代数\n\n## 每周安排\n- 数学 60 分钟，每周 2 次\n\n## 数学（按顺序）\n"
    "1. 集合\n2. 群论\n3. 环论\n4. 域论\n5. 模论\n6. 格论\n",
}
ORDER = {
    "en": ["Sets", "Groups", "Rings", "Fields", "Modules", "Lattices"],
    "zh": ["集合", "群论", "环论", "域论", "模论", "格论"],
}


class Life:
    def __init__(self, folder: Path, lang: str) -> None:
        self.now = datetime(2026, 3, 8, 20, tzinfo=SHANGHAI)
        self.order = ORDER[lang]
        open_workspace(folder / "ws", create=True, clock=lambda: self.now)
        self.ws = Workspace(path=folder / "ws", settings=Settings(), timezone="Asia/Shanghai", clock=lambda: self.now)
        file = folder / "plan.md"
        file.write_text(PLANS[lang], encoding="utf-8")
        proposal = import_plan(self.ws, file, as_of=date(2026, 3, 1))["proposal"]
        assert proposal is not None
        self.approve(proposal)

    def approve(self, proposal: str) -> None:
        replan.approve(self.ws, proposal, publish=False)

    def units(self, monday: date) -> list[str]:
        titles = [session["title"] for session in queries.week(self.ws, monday)["sessions"]]
        return [next((name for name in self.order if name in title), "-") for title in titles]


@pytest.fixture(params=["en", "zh"])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Life:
    return Life(tmp_path, request.param)


def test_next_week_goes_on_from_one_that_nobody_has_spoken_of_yet(life: Life) -> None:
    assert life.units(date(2026, 3, 9)) == life.order[:2]
    life.now = datetime(2026, 3, 15, 20, tzinfo=SHANGHAI)
    proposal = replan.propose(life.ws, [], week="2026-W12")["proposal"]
    assert proposal is not None
    life.approve(proposal)
    assert life.units(date(2026, 3, 16)) == life.order[2:4]
    assert life.units(date(2026, 3, 23)) == life.order[4:6]


def test_what_was_said_to_be_skipped_comes_next(life: Life) -> None:
    life.now = datetime(2026, 3, 15, 20, tzinfo=SHANGHAI)
    first, second = queries.week(life.ws, date(2026, 3, 9))["sessions"]
    told = [(first, "done"), (second, "skipped")]
    record(life.ws, [{"kind": "report", "session": s["id"], "outcome": outcome} for s, outcome in told])
    assert life.order[1] in life.units(date(2026, 3, 16))
    assert life.order[0] not in life.units(date(2026, 3, 16))
    record(life.ws, [{"kind": "report", "session": second["id"], "outcome": "done"}])
    life.now = datetime(2026, 3, 22, 20, tzinfo=SHANGHAI)  # the week of the 16th was never accepted
    assert life.units(date(2026, 3, 23))[0] == life.order[2]


def test_a_week_that_is_over_and_was_never_spoken_of_was_not_done(life: Life) -> None:
    life.now = datetime(2026, 3, 16, 7, tzinfo=SHANGHAI)
    assert life.units(date(2026, 3, 16))[0] == life.order[0]


@pytest.mark.parametrize("minutes", [90, 240])
def test_drafts_of_several_weeks_hold_a_task_once(life: Life, minutes: int) -> None:
    life.now = datetime(2026, 3, 9, 7, tzinfo=SHANGHAI)
    task = {"kind": "add_task", "title": "Visa", "minutes": minutes, "due": "2026-04-05"}
    proposal = replan.propose(life.ws, [task])["proposal"]
    assert proposal is not None
    life.approve(proposal)
    weeks = [queries.week(life.ws, date(2026, 3, day)) for day in (30, 23, 16, 9)]  # the furthest is looked at first
    held = [s for week in weeks for s in week["sessions"] if s["title"].startswith("Visa")]
    spans = [datetime.fromisoformat(s["end"]) - datetime.fromisoformat(s["start"]) for s in held]
    assert sum(span.total_seconds() for span in spans) / 60 == minutes
