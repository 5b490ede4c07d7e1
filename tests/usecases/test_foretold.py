"""What is foretold of milestones is kept once a week with a plan that is approved, and scored when it turns out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from tests.samples import working_plan, workspace

from roadweek.domain.base import DateWindow
from roadweek.domain.plan import Milestone
from roadweek.pages.roadmap import roadmap_page
from roadweek.storage import attempts, database
from roadweek.usecases import replan
from roadweek.usecases.roadmap import roadmap
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_report import report
from roadweek.views.foretold_text import foretold_lines
from roadweek.views.report_text import report_markdown
from roadweek.workspace import Workspace

SHANGHAI = timezone(timedelta(hours=8))
SUNDAY = datetime(2026, 3, 1, 20, tzinfo=SHANGHAI)
NAME = "foretold:2026-W09"


def at(ws: Workspace, day: date, hour: int = 20) -> Workspace:
    now = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    return replace(ws, clock=lambda: now)


def kept(ws: Workspace, name: str = NAME) -> dict[str, Any] | None:
    with database.read(ws.database) as connection:
        return attempts.get(connection, ws.person, "coach", name)


def approved(ws: Workspace, edits: list[Any], **more: Any) -> None:
    proposal = replan.propose(ws, edits, **more)["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)


@pytest.fixture(scope="module")
def foretold(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A plan with two milestones, of which one is reached and one is late; three weeks are approved."""
    plan = working_plan()
    due = {w.id: w for s in plan.strands for w in s.works if w.due}
    assert due, "the plan owes something"
    work = next(iter(due.values()))
    ends = (date(2026, 3, 15), date(2026, 3, 22))
    milestones = tuple(
        Milestone(id=name, title=title, due=DateWindow.on(day), lines=work.lines)
        for name, title, day in zip(("one", "two"), ("First | half", "Second half"), ends, strict=True)
    )
    ws = workspace(
        tmp_path_factory.mktemp("foretold"), now=SUNDAY, plan=plan.model_copy(update={"milestones": milestones})
    )
    approved(ws, [], week="2026-W10")
    assert kept(ws) is not None
    undo(ws, 1)
    assert kept(ws) is None
    for n in range(3):
        later = at(ws, SUNDAY.date() + timedelta(weeks=n))
        approved(later, [], week=f"2026-W{10 + n}")
    approved(at(ws, date(2026, 3, 16)), [{"kind": "finish_milestone", "milestone": "one", "date": "2026-03-13"}])
    return ws


def test_each_week_keeps_what_is_foretold_once_and_undo_takes_it_back(foretold: Workspace) -> None:
    row = kept(foretold)
    assert row is not None
    assert row["made"] == "2026-03-01"
    assert set(row["milestones"]) == {"one", "two"}
    due, chance, early, middle, late = row["milestones"]["two"]
    assert due == "2026-03-22"
    assert 0 <= chance <= 1
    assert early <= middle <= (late or "9999")


def test_the_report_tells_what_turned_out_in_its_week_and_the_score_so_far(foretold: Workspace) -> None:
    now = at(foretold, date(2026, 3, 24))
    view = report(now, date(2026, 3, 12))["foretold"]
    (line,) = view["lines"]
    assert (line["milestone"], line["reached"], line["forecasts"]) == ("one", "2026-03-13", 2)
    assert line["first_made"] == "2026-03-01"
    late = report(now, date(2026, 3, 22))["foretold"]
    (passed,) = late["lines"]
    assert (passed["milestone"], passed["reached"]) == ("two", None)
    assert (late["milestones"], late["chances"]) == (2, 5)
    assert late["brier"] is not None
    assert late["in_time"] == pytest.approx(0.4)
    for lang in ("en", "zh"):
        lines = foretold_lines(late, lang)
        assert len(lines) >= 2
        assert all("|" not in line for line in foretold_lines(view, lang))
        assert all(line in report_markdown(report(now, date(2026, 3, 22)), lang) for line in lines)


def test_the_roadmap_says_what_was_foretold_and_how_good_that_was(foretold: Workspace) -> None:
    now = at(foretold, date(2026, 3, 24))
    view = roadmap(now)
    assert (view["score"]["milestones"], view["score"]["chances"]) == (2, 5)
    open_ = next(one for one in view["milestones"] if one["id"] == "two")
    assert [one["made"] for one in open_["before"]] == ["2026-03-01", "2026-03-08", "2026-03-15"]
    for lang in ("en", "zh"):
        assert ("on 1 Mar" if lang == "en" else "3月1日 预测") in roadmap_page(view, lang)
    assert any("Brier" in line for line in view["assumed"])


def test_a_plan_without_milestones_keeps_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    plan = working_plan().model_copy(update={"milestones": ()})
    ws = workspace(tmp_path_factory.mktemp("bare"), now=SUNDAY, plan=plan)
    approved(ws, [], week="2026-W10")
    assert kept(ws) is None
    assert report(at(ws, date(2026, 3, 9)), date(2026, 3, 5))["foretold"]["chances"] == 0
