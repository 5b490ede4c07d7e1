"""Attempts: what was tried, how it went and how long it took; with a stopwatch, a list and pins.

An unknown problem is created by its first attempt. Each attempt rates the two memories of its problem, and is one event
of the history that undo takes back.
"""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.records import Attempt, Problem
from roadweek.errors import DateError, InputError
from roadweek.messages import say
from roadweek.reviewing.memory import due_on
from roadweek.reviewing.naming import named
from roadweek.reviewing.rating import AttemptOutcome, attempted
from roadweek.storage import attempts, database
from roadweek.usecases.answer import applied
from roadweek.usecases.problems import feed, find, known_id, memory_of, merged, problem_view
from roadweek.usecases.repeated import check_noted
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from datetime import date

    from roadweek.domain.records import ProblemKind
    from roadweek.storage.attempts import Record
    from roadweek.views.reviewing import (
        AttemptedView,
        AttemptsView,
        AttemptView,
        ProblemChangedView,
        StopwatchStartedView,
        StopwatchView,
    )
    from roadweek.workspace import Workspace

STOPWATCH = "stopwatch"
FORGOTTEN = 10 * 60
"""Minutes after which a stopwatch was probably forgotten: the person says how long it really was."""
LONGEST = 24 * 60
"""Minutes of one attempt."""
SHOWN = 30


def time_of(ws: Workspace, on: date | None) -> datetime:
    """When something of the day ``on`` happened: now where that is today, else its noon. Raises DateError for a day to
    come."""
    now = ws.now().replace(microsecond=0)
    if on is None or on == now.date():
        return now
    if on > now.date():
        raise DateError(value=on.isoformat(), why="to_come")
    return datetime.combine(on, time(12), now.tzinfo)


def attempt(
    ws: Workspace,
    problem: str,
    *,
    minutes: int | None = None,
    outcome: AttemptOutcome = "solved",
    stuck: bool = False,
    topic: str | None = None,
    idea: str | None = None,
    kind: ProblemKind | None = None,
    on: date | None = None,
    actor: str | None = None,
    again: bool = False,
) -> AttemptedView:
    """Note an attempt. ``again``: the same was noted a moment ago, and happened twice.

    Raises InputError for a name without letters or a length beyond a day, DateError, and RepeatedError without
    ``again``.
    """
    at = time_of(ws, on)
    with database.write(ws.database) as connection:
        change = UnitOfWork(connection, ws)
        return _written(change, problem, at, minutes, outcome, stuck, topic, idea, kind, actor=actor, again=again)


def _written(
    change: UnitOfWork,
    name: str,
    at: datetime,
    minutes: int | None,
    outcome: AttemptOutcome,
    stuck: bool,
    topic: str | None,
    idea: str | None,
    kind: ProblemKind | None,
    *,
    actor: str | None,
    again: bool,
) -> AttemptedView:
    ws, connection = change.ws, change.connection
    lang = language_of(connection, ws)
    if minutes is not None and not 0 < minutes <= LONGEST:
        raise InputError("attempt_minutes", minutes=minutes, most=LONGEST)
    read = named(name)
    found = known_id(connection, ws.person, read)
    known = Problem.model_validate(attempts.get(connection, ws.person, "problems", found)) if found else None
    problem = merged(known, read, kind=kind, topic=topic, notes=idea)
    what = {"title": problem.title, "minutes": minutes, "outcome": outcome, "stuck": stuck}
    if not again:
        check_noted(connection, ws, problem.id, ("attempted", what), at.date(), lang)
    change.set_record("problems", problem.id, problem.to_json())
    one = Attempt(
        id=attempts.free_id(connection, ws.person, "attempts", f"{problem.id}@{at:%Y%m%dT%H%M}"),
        problem=problem.id,
        at=at,
        minutes=minutes,
        outcome=outcome,
        stuck=stuck,
    )
    change.set_record("attempts", one.id, one.to_json())
    rating = attempted(outcome, stuck=stuck)
    rated = [feed(change, problem, face, rating, at, strict=False) for face in ("idea", "code")]
    remarks = [] if all(rated) else [say("reviewing.memory_kept", lang, title=problem.title)]
    due = {face: memory_of(connection, ws.person, problem, face) for face in ("idea", "code")}
    event = change.finish(kind="attempted", actor=actor or ws.actor, subject=problem.id, summary=("attempted", what))
    return {
        **applied(ws, [event], lang, proposal=None, publish=False, connection=connection),
        "attempt": attempt_view(one.to_json(), problem.title),
        "problem": problem_view(problem, notes=True),
        "created": known is None,
        "due": {face: day.isoformat() if (day := due_on(card)) else None for face, card in due.items()},
        "remarks": remarks,
    }


def attempt_view(row: Record, title: str) -> AttemptView:
    return {
        "id": row["id"],
        "problem": row["problem"],
        "title": title,
        "at": row["at"],
        "minutes": row.get("minutes"),
        "outcome": row["outcome"],
        "stuck": row.get("stuck", False),
    }


def listing(ws: Workspace, *, limit: int = SHOWN, problem: str | None = None) -> AttemptsView:
    """The last attempts, or those at one problem. Raises UnknownNameError."""
    with database.read(ws.database) as connection:
        if problem is not None:
            one = find(connection, ws.person, problem)
            rows = attempts.attempts_of(connection, ws.person, one.id)[::-1][:limit]
        else:
            rows = attempts.latest_attempts(connection, ws.person, limit)
        known = attempts.problems(connection, ws.person, [row["problem"] for row in rows])
        pins = [Problem.model_validate(row) for row in attempts.pinned(connection, ws.person)]
        running = attempts.get(connection, ws.person, "coach", STOPWATCH)
        return {
            "attempts": [attempt_view(row, known[row["problem"]]["title"]) for row in rows],
            "pinned": [problem_view(pin, notes=False) for pin in pins],
            "stopwatch": _stopwatch(ws, running),
        }


def _stopwatch(ws: Workspace, row: Record | None) -> StopwatchView | None:
    if row is None:
        return None
    return {
        "problem": row["problem"],
        "title": row["title"],
        "started": row["started"],
        "minutes": _minutes_since(ws, row),
    }


def _minutes_since(ws: Workspace, row: Record) -> int:
    """Whole minutes that a stopwatch has run, at least 1."""
    since = ws.now() - datetime.fromisoformat(row["started"])
    return max(1, math.ceil(since / timedelta(minutes=1)))


def start(ws: Workspace, problem: str) -> StopwatchStartedView:
    """Start the stopwatch for a problem; it is kept in the workspace. Raises InputError where one runs already."""
    read = named(problem)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        running = attempts.get(connection, ws.person, "coach", STOPWATCH)
        if running is not None:
            raise InputError("stopwatch_runs", title=running["title"], minutes=_minutes_since(ws, running))
        change = UnitOfWork(connection, ws)
        row: Record = {"problem": problem, "title": read.shown, "started": ws.now().isoformat(timespec="seconds")}
        change.set_record("coach", STOPWATCH, row)
        event = change.finish(
            kind="stopwatch", actor=ws.actor, subject=read.id, summary=("stopwatch_started", {"title": read.shown})
        )
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {**done, "stopwatch": _stopwatch(ws, row)}


def stop(
    ws: Workspace,
    *,
    minutes: int | None = None,
    outcome: AttemptOutcome = "solved",
    stuck: bool = False,
    topic: str | None = None,
    idea: str | None = None,
    kind: ProblemKind | None = None,
) -> AttemptedView:
    """Stop the stopwatch and note the attempt that ends now; ``minutes`` where it ran longer than the work.

    Raises InputError where none runs, or where it ran so long that it was probably forgotten and no ``minutes`` said.
    """
    with database.write(ws.database) as connection:
        running = attempts.get(connection, ws.person, "coach", STOPWATCH)
        if running is None:
            raise InputError("stopwatch_none")
        ran = _minutes_since(ws, running)
        if minutes is None and ran > FORGOTTEN:
            raise InputError("stopwatch_forgotten", title=running["title"], hours=round(ran / 60))
        change = UnitOfWork(connection, ws)
        change.set_record("coach", STOPWATCH, None)
        at = ws.now().replace(microsecond=0)
        return _written(
            change, running["problem"], at, minutes or ran, outcome, stuck, topic, idea, kind, actor=None, again=True
        )  # fmt: skip


def discard(ws: Workspace) -> StopwatchStartedView:
    """Stop the stopwatch without an attempt. Raises InputError where none runs."""
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        running = attempts.get(connection, ws.person, "coach", STOPWATCH)
        if running is None:
            raise InputError("stopwatch_none")
        change = UnitOfWork(connection, ws)
        change.set_record("coach", STOPWATCH, None)
        event = change.finish(
            kind="stopwatch", actor=ws.actor, summary=("stopwatch_discarded", {"title": running["title"]})
        )
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {**done, "stopwatch": None}


def set_pinned(ws: Workspace, problem: str, *, pinned: bool) -> ProblemChangedView:
    """Pin a problem, so that the Sunday redo takes it first, or let it go. Raises UnknownNameError, and InputError
    where it is so already."""
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        one = find(connection, ws.person, problem)
        if one.pinned == pinned:
            raise InputError("pinned_already" if pinned else "not_pinned", title=one.title)
        change = UnitOfWork(connection, ws)
        changed = one.model_copy(update={"pinned": pinned})
        change.set_record("problems", one.id, changed.to_json())
        key = "problem_pinned" if pinned else "problem_unpinned"
        event = change.finish(kind="pinned", actor=ws.actor, subject=one.id, summary=(key, {"title": one.title}))
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {**done, "problem": problem_view(changed, notes=False)}
