"""The parts of a work are numbered on, week after week, whatever becomes of the weeks before."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadweek.domain.weeks import week_id
from roadweek.errors import RoadweekError
from roadweek.settings import Settings
from roadweek.usecases import queries, replan
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace, open_workspace

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 7, tzinfo=SHANGHAI)
PLAN = {
    "en": "# Loom\n## 2 March to 12 April: sampler\n- Weave the long sampler\n"
    "## Weekly\n- Main line: weaving, 60 minutes every weekday evening\n",
    "zh": "# 织布\n## 3月2日–4月12日：样布\n- 织一块长样布\n## 每周安排\n- 工作日晚上 60 分钟：主线（织布 / 设计）\n",
}
PART = {"en": re.compile(r"\(parts? (\d+)(?:–(\d+))? of"), "zh": re.compile(r"第 (\d+)(?:–(\d+))?/")}
WEEKS = 6


class Life:
    """A person with one plan and a clock that goes on."""

    def __init__(self, tmp_path: Path, lang: str = "en", now: datetime = MONDAY) -> None:
        self.now, self.lang = now, lang
        self.ws = Workspace(path=tmp_path / "ws", settings=Settings(), timezone="Asia/Shanghai", clock=lambda: self.now)
        open_workspace(self.ws.path, create=True, clock=lambda: self.now)
        file = tmp_path / "plan.md"
        file.write_text(PLAN[lang], encoding="utf-8")
        import_plan(self.ws, file, as_of=date(2026, 3, 2))

    def monday(self, number: int) -> date:
        return date(2026, 3, 2) + timedelta(weeks=number)

    def approve(self, number: int, edits: list[dict[str, Any]] | None = None) -> None:
        found = replan.propose(self.ws, edits or [], week=week_id(self.monday(number)))["proposal"]
        if found is not None:
            replan.approve(self.ws, found, publish=False)

    def sessions(self, number: int) -> list[Any]:
        return list(queries.week(self.ws, self.monday(number))["sessions"])

    def numbers(self) -> list[tuple[str, int, int]]:
        """The day, and the first and last part, of each session for the work, in order of time."""
        found: list[tuple[str, int, int]] = []
        for session in (s for n in range(WEEKS) for s in self.sessions(n)):
            match = PART[self.lang].search(session["title"])
            if match:
                found.append((session["start"], int(match[1]), int(match[2] or match[1])))
        return sorted(found)


def runs_on(found: list[tuple[str, int, int]]) -> bool:
    return all(before[2] < after[1] for before, after in pairwise(found))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_parts_are_numbered_through_all_weeks(tmp_path: Path, lang: str) -> None:
    life = Life(tmp_path, lang)
    found = life.numbers()
    assert [first for _, first, _ in found] == list(range(1, len(found) + 1))
    assert len(found) == 16


def test_what_was_left_undone_is_not_counted_again_from_the_beginning(tmp_path: Path) -> None:
    life = Life(tmp_path)
    life.approve(1)
    shown = [n for n in life.numbers() if n[0][:10] < "2026-03-16"]
    life.now = datetime(2026, 3, 16, 7, tzinfo=SHANGHAI)
    after = life.numbers()
    assert [n for n in after if n[0][:10] < "2026-03-16"] == [n for n in shown if n[0][:10] >= "2026-03-09"]
    assert runs_on(after)


def test_days_of_this_week_that_are_over_are_no_parts(tmp_path: Path) -> None:
    life = Life(tmp_path, now=datetime(2026, 3, 5, 7, tzinfo=SHANGHAI))
    assert [n[1] for n in life.numbers()][:3] == [1, 2, 3]


def test_a_session_that_is_moved_behind_another_changes_its_number_with_it(tmp_path: Path) -> None:
    life = Life(tmp_path)
    life.approve(0)
    before = life.numbers()
    track = next(s["track"] for s in life.sessions(0) if PART["en"].search(s["title"]))
    life.approve(0, [{"kind": "move", "track": track, "from": "2026-03-03", "to": "2026-03-07"}])
    after = life.numbers()
    assert [n[0][:10] for n in after] != [n[0][:10] for n in before]
    assert [n[1] for n in after] == [n[1] for n in before]


ACTS = st.sampled_from(["approve 0", "approve 1", "approve 2", "trip 1", "undo", "skipped", "done", "later", "off 1"])


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=2, max_size=7))
def test_numbers_never_run_backwards(tmp_path_factory: pytest.TempPathFactory, acts: list[str]) -> None:
    life = Life(tmp_path_factory.mktemp("life"))
    for act in acts:
        what, _, number = act.partition(" ")
        try:
            if what == "approve":
                life.approve(int(number))
            elif what == "trip":
                life.approve(1, [{"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13"}])
            elif what == "off":
                life.approve(1, [{"kind": "day_off", "date": "2026-03-10"}])
            elif what == "undo":
                undo(life.ws, 1)
            elif what == "later":
                life.now += timedelta(days=3)
            else:
                told(life, what)
        except RoadweekError:
            continue  # nothing to do, or to take back: not what is tested here
        found = life.numbers()
        assert all(a[1] <= b[1] and a[2] <= b[2] for a, b in pairwise(found)), (acts, found)


def told(life: Life, what: str) -> None:
    """Say of the first session of an accepted week that nobody has spoken of what became of it."""
    for session in (s for n in range(3) for s in life.sessions(n)):
        if session["status"] == "planned" and session["start"] < life.now.isoformat():
            record(life.ws, [{"kind": "report", "session": session["id"], "outcome": what}])
            return
