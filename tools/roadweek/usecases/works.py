"""The plan's works: how far each is and when it is done, from the weeks that stand and those that would be planned.

Reading solves nothing: the weeks ahead are allocated, which takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from roadweek.domain.plan import Plan, Task
from roadweek.domain.weeks import days_of, week_id, weeks_between
from roadweek.domain.work import Strand, Work
from roadweek.messages import say
from roadweek.planning.effort import TASK_MIN, UPPER, monday
from roadweek.planning.schedule import (
    MinutesByWeek,
    effort_of,
    schedule_of_work,
    short_of,
    state_of,
    why_week,
)
from roadweek.scheduling.content import conditions, look_ahead
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.storage import database, log, sessions
from roadweek.usecases.learned_words import effort_words
from roadweek.versions.check import track_id, work_id
from roadweek.versions.learned import learned_for
from roadweek.versions.snapshot import first_day_left, language_of, load, week_inputs, with_steps
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.domain.edits import Edit
    from roadweek.domain.week import Trip
    from roadweek.planning.effort import Outlook
    from roadweek.planning.learning import EffortSpread, LearnedEffort
    from roadweek.planning.schedule import Because
    from roadweek.planning.supply import Conditions
    from roadweek.storage.sessions import SessionRow
    from roadweek.views.documents import (
        ExplainedWorkView,
        StrandView,
        WorkDetailView,
        WorkOutputView,
        WorkSessionView,
        WorksView,
        WorkView,
    )
    from roadweek.workspace import Workspace

SPREAD_FROM_MIN = 180
"""A task longer than this is spread over the weeks up to its due date, as ``scheduling.oneoff`` does."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan's works as they stand: over the horizon, what is done, what lies behind this week, what comes when."""

    plan: Plan
    view: Outlook
    today: date
    done: Mapping[str, int]
    behind: Mapping[str, int]
    weeks: MinutesByWeek
    rows: Sequence[SessionRow]
    given: Conditions
    trips: Sequence[Trip]
    spreads: Mapping[str, EffortSpread]
    """By kind of work how far efforts were off."""


def standing(connection: sqlite3.Connection, ws: Workspace, edits: Sequence[Edit] = ()) -> Standing:
    """Read what stands and allocate what does not; with ``edits`` as it would stand if they were made, where accepted
    weeks lose what lies on days that are then away. Raises NoPlanError."""
    snapshot = load(connection, ws)
    now = ws.now()
    this = week_id(now.date())
    adjustments = snapshot.with_edits(edits, now.date()) if edits else snapshot.adjustments
    inputs = week_inputs(connection, ws, snapshot, this, adjustments=adjustments)
    plan = effective(inputs.plan, adjustments)
    view = look_ahead(inputs, plan)
    current = days_of(this)[0]
    ahead = {
        days_of(name)[0]: minutes
        for name, minutes in sessions.work_by_week(connection, ws.person, now, running=this).items()
        if days_of(name)[0] >= current
    }
    trips = fold_trips(snapshot.trips, adjustments)
    rows = sessions.with_work(connection, ws.person)
    given = conditions(inputs, trips).from_day(first_day_left(now, inputs.hours))
    if edits:
        _leave_out(ahead, rows, now, conditions(inputs, trips))
    _, held = with_steps(view, {}, ahead)
    weeks = schedule_of_work(view, current, inputs.work_done, given, held)
    for task in plan.tasks:
        weeks[task.id] = _task_weeks(task, rows, current, set(ahead), now)
    recorded = _recorded(rows, log.of_sessions(connection, ws.person))
    done, _ = with_steps(view, recorded, {})
    behind = {**inputs.work_done, **_task_behind(rows, current, now)}
    spreads = learned_for(connection, ws, snapshot.plan, adjustments, this).spreads
    return Standing(plan, view, now.date(), done, behind, weeks, rows, given, trips, spreads)


def _leave_out(
    ahead: Mapping[date, dict[str, int]], rows: Sequence[SessionRow], now: datetime, given: Conditions
) -> None:
    """Take out of accepted weeks what is still to come in them on days that are away."""
    for row in rows:
        held = ahead.get(days_of(row["week"])[0])
        start = datetime.fromisoformat(row["start"])
        if held is None or row["status"] != "planned" or start < now or not given.away(start.date()):
            continue
        for part in row["work"]:
            held[part["work"]] = max(0, held.get(part["work"], 0) - part["minutes"])


def _recorded(rows: Sequence[SessionRow], noted: Mapping[str, int]) -> dict[str, int]:
    """Minutes of each work and task that were recorded: whole sessions, and of those done in part what was noted."""
    done: dict[str, int] = {}
    for row in rows:
        if row["status"] not in ("done", "partial"):
            continue
        whole = _minutes(row)
        left = min(whole, noted.get(row["id"], whole)) if row["status"] == "partial" else whole
        if row["task"]:
            done[row["task"]] = done.get(row["task"], 0) + left
        for part in row["work"]:
            minutes = min(left, part["minutes"])
            done[part["work"]] = done.get(part["work"], 0) + minutes
            left -= minutes
    return done


def _minutes(row: SessionRow) -> int:
    return (sessions.seconds(row["end"]) - sessions.seconds(row["start"])) // 60


def _task_behind(rows: Sequence[SessionRow], current: date, now: datetime) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        if row["task"] and days_of(row["week"])[0] < current:
            found[row["task"]] = found.get(row["task"], 0) + sessions.counts(row, now)
    return found


def _task_weeks(
    task: Task, rows: Sequence[SessionRow], current: date, accepted: set[date], now: datetime
) -> dict[date, int]:
    """A task's minutes by week: in the weeks that stand, and the rest in the first ones that do not."""
    found: dict[date, int] = {}
    before = 0
    for row in rows:
        if row["task"] == task.id and (minutes := sessions.counts(row, now)):
            week = days_of(row["week"])[0]
            if week < current:
                before += minutes
            else:
                found[week] = found.get(week, 0) + minutes
    left = (task.minutes or TASK_MIN) - before - sum(found.values())
    if left <= 0 or not task.open:
        return found
    last = max(task.due or current, current)
    free = [days_of(w)[0] for w in weeks_between(current, last) if days_of(w)[0] not in accepted]
    if not free and task.due is None:
        free = [max(accepted, default=current)]
        free = [days_of(weeks_between(free[0], date.fromordinal(free[0].toordinal() + 7))[-1])[0]]
    count = len(free) if left > SPREAD_FROM_MIN else min(1, len(free))
    for n, week in enumerate(free[:count]):
        found[week] = found.get(week, 0) + left // count + (1 if n < left % count else 0)
    return found


def work_list(ws: Workspace, *, track: str | None = None, only_open: bool = False) -> WorksView:
    """The works by list, in their order, the tasks last. ``track`` is one of its names; ``only_open`` leaves out what
    is done or dropped. Raises NoPlanError, UnknownNameError."""
    with database.read(ws.database) as connection:
        known = standing(connection, ws)
        lang = language_of(connection, ws)
    wanted = track_id(known.plan, track) if track else None
    places = {a.id: a.title for a in known.plan.activities}
    tracks = {t.id: t.title for t in known.plan.tracks}
    found: list[StrandView] = []
    for strand in known.view.strands:
        rows = [work_view(known, w) for w in strand.works if wanted in (None, w.track or strand.track)]
        found.append(
            {
                "id": strand.id,
                "title": strand.title or tracks.get(strand.track or "", ""),
                "places": [places[p] for p in strand.places if p in places],
                "weekly_min": _weekly(strand, known.today),
                "works": rows,
            }
        )
    tasks = [task_view(known, t) for t in known.plan.tasks if wanted in (None, t.track)]
    found.append(
        {
            "id": "tasks",
            "title": say("works.tasks", lang),
            "places": [],
            "weekly_min": None,
            "works": tasks,
        }
    )
    if only_open:
        for one in found:
            one["works"] = [w for w in one["works"] if w["state"] in ("waiting", "running")]
    return {"strands": [one for one in found if one["works"]]}


def _weekly(strand: Strand, today: date) -> int | None:
    over = strand.weekly_until is not None and strand.weekly_until < today
    return None if over else strand.weekly


def work_view(known: Standing, work: Work) -> WorkView:
    effort = effort_of(known.view, work)
    weeks = known.weeks.get(work.id, {})
    done = known.done.get(work.id, 0)
    return {
        "id": work.id,
        "kind": work.kind,
        "title": work.title,
        "track": work.track,
        "from": _iso(work.first),
        "due": _iso(work.last),
        "effort_min": [effort.p50, effort.p80],
        "effort_by": effort.by,
        "box_min": work.box,
        "done_min": done,
        "state": state_of(known.view, work, done, known.today),
        "weeks": _named(weeks),
        "short_min": short_min(known, work),
        "lines": list(work.lines),
    }


def short_min(known: Standing, work: Work) -> int:
    """Minutes of a work that do not fit before its window ends."""
    if work.occasion and work.last is not None and work.last < monday(known.today):
        return 0  # its time is over, and nothing is owed
    return short_of(known.view, work, known.behind.get(work.id, 0), known.weeks.get(work.id, {}))


def task_view(known: Standing, task: Task) -> WorkView:
    p50 = task.minutes or TASK_MIN
    weeks = known.weeks.get(task.id, {})
    done = known.done.get(task.id, 0)
    fits = known.behind.get(task.id, 0) + sum(m for w, m in weeks.items() if task.due is None or w <= task.due)
    return {
        "id": task.id,
        "kind": "task",
        "title": task.title,
        "track": task.track,
        "from": None,
        "due": _iso(task.due),
        "effort_min": [p50, round(p50 * UPPER)],
        "effort_by": "stated" if task.minutes else "assumed",
        "box_min": None,
        "done_min": done,
        "state": "dropped" if task.dropped else "done" if task.done else "running",
        "weeks": _named(weeks),
        "short_min": max(0, p50 - fits) if task.open else 0,
        "lines": [],
    }


def _named(weeks: Mapping[date, int]) -> dict[str, int]:
    return {week_id(week): minutes for week, minutes in sorted(weeks.items())}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def work_show(ws: Workspace, name: str) -> WorkDetailView:
    """One work by its id or the words of its title: its lines, its effort, and the sessions that hold it.

    Raises NoPlanError, UnknownNameError, EditError where several are called so.
    """
    with database.read(ws.database) as connection:
        known = standing(connection, ws)
        lang = language_of(connection, ws)
        source = _source_of(connection, ws)
        learned = _efforts_learned(connection, ws)
    found = work_id(known.plan, name)
    strand = next((s for s in known.view.strands if any(w.id == found for w in s.works)), None)
    if strand is None:
        view = task_view(known, next(t for t in known.plan.tasks if t.id == found))
    else:
        view = work_view(known, next(w for w in strand.works if w.id == found))
    parts = (found, *next((w.step_of for s in known.plan.strands for w in s.works if w.id == found), ()))
    return {
        **view,
        "source": _lines(source, view["lines"]),
        "outputs": _outputs(next((w for w in strand.works if w.id == found), None) if strand else None),
        "strand": strand.title if strand else say("works.tasks", lang),
        "effort": effort_words(learned[view["kind"]], lang)
        if view["effort_by"] == "learned" and view["kind"] in learned
        else _effort_words(view, strand, known.plan, lang),
        "sessions": [_holding(row, parts) for row in known.rows if _holds(row, parts)],
    }


def _efforts_learned(connection: sqlite3.Connection, ws: Workspace) -> Mapping[str, LearnedEffort]:
    snapshot = load(connection, ws)
    return learned_for(connection, ws, snapshot.plan, snapshot.adjustments, week_id(ws.now().date())).efforts


def _outputs(work: Work | None) -> list[WorkOutputView]:
    return [{"label": o.label, "text": o.text, "lines": list(o.lines)} for o in work.outputs] if work else []


def _holds(row: SessionRow, works: Sequence[str]) -> bool:
    return row["task"] in works or any(part["work"] in works for part in row["work"])


def _holding(row: SessionRow, works: Sequence[str]) -> WorkSessionView:
    mine = sum(part["minutes"] for part in row["work"] if part["work"] in works)
    return {
        "id": row["id"],
        "start": row["start"],
        "end": row["end"],
        "title": row["title"],
        "status": row["status"],
        "minutes": mine or _minutes(row),
    }


def _effort_words(view: WorkView, strand: Strand | None, plan: Plan, lang: Language) -> str:
    """Where the effort comes from."""
    places = {a.id: a.title for a in plan.activities}
    named = [places[p] for p in strand.places if p in places] if strand else []
    place = ("、" if lang == "zh" else ", ").join(dict.fromkeys(named)) or say("works.free_time", lang)
    if view["box_min"] is not None:
        return say("works.effort_box", lang, length=length(view["box_min"], lang))
    words = say(f"works.effort_{view['effort_by']}", lang, place=place)
    day = next((w.day_min for w in strand.works if w.id == view["id"]), None) if strand else None
    return words if day is None else say("works.effort_days", lang, words=words, day=length(day, lang))


def explained(ws: Workspace, row: Mapping[str, Any]) -> list[ExplainedWorkView]:
    """What a session is for: the works that it holds, with their lines, why they are in this week, and how far they
    are up to and with it."""
    if not row.get("work"):
        return []
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        source = _source_of(connection, ws)
        inputs = week_inputs(connection, ws, snapshot, row["week"])
    plan = effective(inputs.plan, snapshot.adjustments)
    view = look_ahead(inputs, plan)
    works = {w.id: w for s in plan.strands for w in s.works}
    found: list[ExplainedWorkView] = []
    for part in row["work"]:
        work = works.get(part["work"])
        lines = list(work.lines) if work else []
        found.append(
            {
                "id": part["work"],
                "kind": work.kind if work else "unit",
                "title": part["title"],
                "minutes": part["minutes"],
                "done_min": part["done_min"],
                "of_min": part["of_min"],
                "begins": _iso(work.first if work else None),
                "due": _iso(work.last if work else None),
                "lines": lines,
                "source": _lines(source, lines),
                "outputs": _outputs(work),
                "why": because_words(why_week(view, part["work"], days_of(row["week"])[0]), lang),
                "progress": _progress(part, lang),
            }
        )
    return found


def because_words(because: Because | None, lang: Language) -> str:
    """Why a week holds a work, in a sentence."""
    if because is None:
        return say("works.why_gone", lang)
    params = dict(because.params)
    for name in {"day", "first", "last"} & set(params):
        params[name] = day_name(params[name], lang)
    if "minutes" in params:
        params["length"] = length(params["minutes"], lang)
    if because.cause == "share" and params["place"] is None:
        return say("works.why_free", lang, **params)
    if because.cause == "day" and params["first"] != params["last"]:
        return say("works.why_span", lang, **params)
    return say(f"works.why_{because.cause}", lang, **params)


def _progress(part: Mapping[str, Any], lang: Language) -> str:
    done = length(part["done_min"], lang)
    if part.get("box") is not None:
        return say("works.box_done", lang, done=done, of=length(part["box"], lang))
    if part["of_min"] is None:
        return say("works.so_far", lang, done=done)
    key = "works.share_done" if part.get("shared") else "works.of_done"
    return say(key, lang, done=done, of=length(part["of_min"], lang))


def _source_of(connection: sqlite3.Connection, ws: Workspace) -> list[str]:
    """The lines of the active plan's file; none where it is gone."""
    from roadweek.storage import plans

    version = plans.active(connection, ws.person)
    if version is None or version.plan is None:
        return []
    _, sha256 = plans.source_of(connection, ws.person, version.plan)
    return ws.plan_lines(sha256) or []


def _lines(source: Sequence[str], numbers: Sequence[int]) -> list[str]:
    return [source[n - 1].strip() for n in numbers if 0 < n <= len(source)]
