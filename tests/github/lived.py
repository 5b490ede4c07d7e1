"""A workspace with a line of open source, and a week in March on a GitHub of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.github.world import World
from tests.samples import small_plan, workspace

from roadweek.domain.base import Range
from roadweek.domain.plan import Activity, Plan, Track
from roadweek.domain.work import Strand, Work, WorkOutput
from roadweek.settings import GithubSettings
from roadweek.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-12T20:00:00+08:00")


def open_plan() -> Plan:
    """The small plan with three hours of open source a week, and three things to show."""
    plan = small_plan("plan-open")
    hours = Activity(id="os", track="opensource", title="Open source", total_minutes=Range.exactly(180))
    first, last = date(2026, 3, 1), date(2026, 4, 30)
    wanted = (
        ("station", "Weather station", (WorkOutput(label="output", text="a repository with README and Dockerfile"),)),
        ("patch", "First pull request to tilings/quilt", ()),
        ("essay", "Essay on tides", ()),
    )
    works = tuple(
        Work(id=name, kind="deliverable", title=title, track="opensource", first=first, last=last, outputs=outputs)
        for name, title, outputs in wanted
    )
    return plan.model_copy(
        update={
            "tracks": (*plan.tracks, Track(id="opensource", title="Open source", names=("开源",))),
            "activities": (*plan.activities, hours),
            "strands": (Strand(id="shown", title="To show", track="opensource", works=works),),
        }
    )


def opened_at(folder: Path, url: str, *, now: datetime = NOW, plan: Plan | None = None, **github: Any) -> Workspace:
    ws = workspace(folder, now=now, plan=plan or open_plan())
    return replace(ws, settings=replace(ws.settings, github=GithubSettings(url=url, **github)))


def march(world: World) -> None:
    """What ``ada`` did up to Thursday 12 March: two repositories of hers, one of others, one private."""
    world.repository("ada/weather-hub")
    world.repository("tilings/quilt", pushedAt="2026-03-11T08:00:00Z")
    world.repository("ada/diary", private=True)
    world.person("keeper", "another-token-of-the-tests")
    for day, count in (("2026-03-06", 1), ("2026-03-09", 3), ("2026-03-10", 2), ("2026-03-12", 4)):
        world.committed("ada", "ada/weather-hub", day, count)
    world.committed("ada", "ada/diary", "2026-03-08", 6)
    # 00:30 on Wednesday in Shanghai is still Tuesday in UTC.
    world.pull_request(
        "ada", "tilings/quilt", 12, "Faster seams", "2026-03-10T16:30:00Z", changed="2026-03-11T09:00:00Z"
    )
    world.pull_request(
        "ada", "tilings/quilt", 9, "A cache of seams", "2026-02-20T10:00:00Z",
        changed="2026-03-09T10:00:00Z", state="CLOSED", closedAt="2026-03-09T10:00:00Z",
    )  # fmt: skip
    theirs = world.pull_request("keeper", "tilings/quilt", 13, "Rewrite the edges", "2026-03-08T10:00:00Z")
    world.reviewed("ada", theirs, "2026-03-12T02:00:00Z", "APPROVED", 2)
    world.issue("ada", "tilings/quilt", 5, "Colours bleed", "2026-03-10T09:00:00Z")
    world.issue("keeper", "tilings/quilt", 6, "Explain seams", "2026-03-05T09:00:00Z", labels=["good first issue"])
    world.issue("keeper", "tilings/quilt", 4, "Split a module", "2025-05-05T09:00:00Z", labels=["help wanted"])
