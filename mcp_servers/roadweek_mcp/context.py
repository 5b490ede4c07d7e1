"""``plan_context``: all that a model needs to know before it acts for a person, in one answer."""

from __future__ import annotations

from typing_extensions import TypedDict

from roadweek.views.documents import MilestoneView, ProgressWeekView, SessionView, TaskView
from roadweek.workspace import Workspace
from roadweek_mcp.binding import language
from roadweek_mcp.reads import Cursor, page

THINGS = 12
"""So many tasks, and so many milestones, one answer lists."""


class TrackNamesView(TypedDict):
    """A track: its id and the words for it."""

    id: str
    names: list[str]


class DecisionView(TypedDict):
    """An open choice of the plan: ``decide`` takes its id and an option, or the person's own words."""

    id: str
    question: str
    options: list[str]
    choice: str | None


class OpenLineView(TypedDict):
    """A session that is over and was not reported; ``session`` is its short id."""

    session: str
    title: str
    weekday: str
    date: str
    local: str


class ContextView(TypedDict):
    """``progress`` is minutes by track and work, this week and the last; ``next`` goes on with tasks and milestones."""

    now: str
    weekday: str
    timezone: str
    week: str
    tracks: list[TrackNamesView]
    decisions: list[DecisionView]
    tasks: list[TaskView]
    milestones: list[MilestoneView]
    next: str | None
    open: list[OpenLineView]
    ask: str | None
    progress: list[ProgressWeekView]


def plan_context(ws: Workspace, cursor: Cursor = None) -> ContextView:
    """What to know before acting: now, zone, ids of tracks, decisions, tasks, milestones; what was done and is open.

    Answers "what did I do, what is left?". ask is a question to put to the person once. Not for times (week_show).
    Example: {}
    """
    from roadweek.scheduling.effective import effective
    from roadweek.storage import database
    from roadweek.usecases import lists, queries
    from roadweek.usecases.asking import ask_once
    from roadweek.usecases.progress import progress
    from roadweek.versions.snapshot import load
    from roadweek.views.format import weekday_name

    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
    plan = effective(snapshot.plan, snapshot.adjustments)
    today = queries.today(ws)
    told = progress(ws)
    tasks, rest = page([one for one in lists.tasks(ws)["tasks"] if one["done"] is None], cursor, THINGS)
    milestones, more = page([one for one in lists.milestones(ws)["milestones"] if one["done"] is None], cursor, THINGS)
    return {
        "now": today["now"],
        "weekday": weekday_name(today["now"], language(ws)),
        "timezone": ws.timezone,
        "week": told["weeks"][0]["week"],
        "tracks": [{"id": t.id, "names": list(dict.fromkeys((t.title, *t.names)))[:4]} for t in plan.tracks],
        "decisions": [
            {"id": d.id, "question": d.question, "options": list(d.options), "choice": d.choice} for d in plan.decisions
        ],
        "tasks": tasks,
        "milestones": milestones,
        "next": rest or more,
        "open": [_open(one) for one in today["open"][:THINGS]],
        "ask": ask_once(ws, "desk"),
        "progress": [{**week, "works": week["works"][:THINGS]} for week in told["weeks"]],
    }


def _open(one: SessionView) -> OpenLineView:
    return {
        "session": one["short"],
        "title": one["title"],
        "weekday": one["weekday"],
        "date": one["start"][:10],
        "local": one["local"],
    }
