"""A small plan and a clock for tests of the use cases: what the importer would give for a page of Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from roadweek.domain.base import DateWindow, Range
from roadweek.domain.plan import Activity, Decision, Milestone, Plan, Template, Track
from roadweek.domain.work import Strand, Work
from roadweek.settings import Settings
from roadweek.storage import database, plans
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.workspace import Workspace, open_workspace

WEDNESDAY = datetime.fromisoformat("2026-03-04T20:00:00+08:00")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


def small_plan(name: str = "plan-small") -> Plan:
    """Half an hour of listening and an hour of maths on workdays, problems twice a week; less on trips."""
    return Plan(
        id=name,
        title="A small plan",
        source_sha256="0" * 64,
        tracks=(
            Track(id="math", title="Maths", names=("calculus", "数学")),
            Track(id="english", title="English listening", names=("listening", "英语")),
            Track(id="algorithms", title="Algorithms", names=("problems",)),
        ),
        activities=(
            Activity(
                id="english-daily",
                track="english",
                title="Listening",
                minutes=Range.exactly(30),
                per="day",
                days=("MO", "TU", "WE", "TH", "FR"),
                strength="must",
            ),
            Activity(
                id="math-main",
                track="math",
                title="Maths",
                minutes=Range.exactly(60),
                per="day",
                days=("MO", "TU", "WE", "TH", "FR"),
            ),
            Activity(
                id="problems",
                track="algorithms",
                title="Problems",
                minutes=Range(lo=60, hi=90),
                times=Range.exactly(2),
            ),
            Activity(
                id="english-trip",
                track="english",
                title="Listening on the road",
                minutes=Range.exactly(20),
                per="day",
                template="trip",
                strength="must",
            ),
        ),
        templates=(
            Template(id="normal", title="Normal week"),
            Template(id="trip", title="Trip week", no_new_tasks=True),
        ),
        milestones=(
            Milestone(
                id="blog-1",
                title="First blog post",
                due=DateWindow.on(datetime(2026, 3, 31).date()),  # noqa: DTZ001 -- a date
                deadline=True,
            ),
        ),
        decisions=(Decision(id="exam", question="Sit the exam?", options=("yes", "no")),),
    )


def working_plan(name: str = "plan-work") -> Plan:
    """The small plan with an hour a weekday for work on maths, two sittings for algorithms, and what they hold."""
    plan = small_plan(name)
    slots = {"math-main": ("math",), "problems": ("algorithms",)}
    activities = tuple(a.model_copy(update={"slot_for": slots.get(a.id)}) for a in plan.activities)
    march, april = (_march(1), _march(31)), (date(2026, 4, 1), date(2026, 4, 30))
    return plan.model_copy(
        update={
            "as_of": _march(1),
            "activities": activities,
            "strands": (
                Strand(
                    id="algebra",
                    title="Linear algebra",
                    track="math",
                    places=("math-main",),
                    works=(
                        _unit("u1", "Vectors and the norm", *march),
                        _unit("u2", "Projections", *march),
                        _unit("u3", "Eigenvalues", *april),
                    ),
                ),
                Strand(
                    id="report",
                    title="Report",
                    track="algorithms",
                    places=("problems",),
                    works=(
                        Work(
                            id="d1", kind="deliverable", title="Write the report on sorting", track="algorithms",
                            first=_march(1), last=_march(20), due=True, minutes=Range.exactly(360),
                            effort_by="stated", lines=(12,),
                        ),
                        Work(
                            id="d2", kind="deliverable", title="Give the talk", track="algorithms",
                            first=_march(9), last=_march(29), due=True, minutes=Range.exactly(120), effort_by="stated",
                        ),
                    ),
                ),
            ),
        }
    )  # fmt: skip


def _march(day: int) -> date:
    return date(2026, 3, day)


def _unit(name: str, title: str, first: date, last: date) -> Work:
    return Work(id=name, kind="unit", title=title, track="math", first=first, last=last)


def workspace(
    folder: Path, *, now: datetime = WEDNESDAY, plan: Plan | None = None, clock: Callable[[], datetime] | None = None
) -> Workspace:
    """A workspace in Shanghai's time with the small plan imported, its clock standing at ``now``."""
    open_workspace(folder, create=True, clock=lambda: now)
    ws = Workspace(path=folder, settings=Settings(), timezone="Asia/Shanghai", clock=clock or (lambda: now))
    use_plan(ws, plan or small_plan())
    return ws


def use_plan(ws: Workspace, plan: Plan) -> None:
    """Make a plan the active one, as an import does."""
    with database.write(ws.database) as connection:
        plans.save_plan(connection, ws.person, plan, name=f"{plan.id}.md", reading={}, at=ws.now().isoformat())
        change = UnitOfWork(connection, ws)
        change.set_plan(plan.id)
        change.finish(
            kind="imported",
            actor="person",
            subject=plan.id,
            summary=("imported", {"name": plan.id, "version": change.version}),
        )
