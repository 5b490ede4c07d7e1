"""How long `review day` and the weekly report take for a person of years: 5,000 problems, 50,000 ratings, 52 weeks.

``day_open_ms`` is the whole command in a process of its own, from start to end, the median of ``ROUNDS``; measured
beside a Python that does nothing. ``choose_ms`` is the reading and choosing alone, in this process. ``report_ms`` is
the whole `review week --json` of the last week of a year of accepted weeks: figures, both files, no proposal.
``cards_open_ms`` and ``drill_open_ms`` are `review cards` with 5,000 cards due, each answered ten times, and `review
drill` with 300 questions.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import Result, median_ms
from roadweek.domain.records import Attempt, Card, Problem, Review
from roadweek.domain.week import LogEntry, Session, SessionStatus
from roadweek.domain.weeks import days_of, week_id
from roadweek.storage import attempts, database, log, sessions
from roadweek.usecases.daily_recall import day
from roadweek.workspace import Workspace, open_workspace

NOW = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
PROBLEMS = 5_000
RATINGS = 50_000
CARDS = 5_000
QUESTIONS = 300
WEEKS = 52
STATUSES: tuple[SessionStatus, ...] = ("done", "partial", "skipped", "done", "planned")
ROUNDS = 9
YESTERDAY = 12
"""Problems that were tried on the day before."""
PLAN = Path(__file__).parent.parent / "examples" / "year-plan.en.md"


def run() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        env = {**os.environ, "ROADWEEK_HOME": str(home), "ROADWEEK_NOW": NOW.isoformat(), "TZ": "UTC"}
        script = Path(sys.executable).with_name("roadweek")
        ours = [str(script)] if script.exists() else [sys.executable, "-m", "roadweek_cli"]
        subprocess.run([*ours, "import", str(PLAN), "--json"], env=env, check=True, capture_output=True)
        os.environ.update({"ROADWEEK_NOW": NOW.isoformat(), "TZ": "UTC"})
        ws = open_workspace(home)
        _fill(ws)
        _keep(ws)
        _live(ws)
        cases = {
            "python_ms": [sys.executable, "-c", "pass"],
            "day_open_ms": [*ours, "review", "day", "--json"],
            "report_ms": [*ours, "review", "week", "--of", (NOW - timedelta(days=7)).date().isoformat(), "--json"],
            "redo_open_ms": [*ours, "review", "redo", "--json"],
            "cards_open_ms": [*ours, "review", "cards", "--json"],
            "drill_open_ms": [*ours, "review", "drill", "--json"],
        }
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(ROUNDS):  # in turn, so that a busy machine slows all alike
            for name, command in cases.items():
                start = perf_counter()
                subprocess.run(command, env=env, check=True, capture_output=True)
                times[name].append(perf_counter() - start)
        figures = {name: median_ms(some) for name, some in times.items()}
        figures["choose_ms"] = median_ms([_chosen(ws) for _ in range(ROUNDS)])
    settings = {
        "cards": CARDS,
        "questions": QUESTIONS,
        "problems": PROBLEMS,
        "ratings": RATINGS,
        "yesterday": YESTERDAY,
        "rounds": ROUNDS,
        "weeks": WEEKS,
    }
    return Result(figures, settings)


def _chosen(ws: Workspace) -> float:
    start = perf_counter()
    view = day(ws)
    took = perf_counter() - start
    assert len(view["recall"]) == 3, "15 minutes of problems that were solved"
    return took


def _live(ws: Workspace) -> None:
    """A year of accepted weeks, three sessions a day, reported in every way, with the time that was noted."""
    with database.write(ws.database) as connection:
        for ago in range(1, WEEKS + 1):
            name = week_id((NOW - timedelta(weeks=ago)).date())
            rows: list[sessions.SessionRow] = []
            for n, day in enumerate(day for day in days_of(name) for _ in range(3)):
                start = datetime(day.year, day.month, day.day, 18 + n % 3, tzinfo=UTC)
                one = Session(
                    id=f"{name}.t{n % 3}.{n}", week=name, track=f"t{n % 3}", title=f"Track {n % 3}", start=start,
                    end=start + timedelta(minutes=45), status=STATUSES[n % len(STATUSES)], must=n % 7 == 0,
                )  # fmt: skip
                rows.append(sessions.as_row(one))
                if one.status in ("done", "partial"):
                    entry = LogEntry(
                        id=f"{one.id}!", track=f"t{n % 3}", date=day, minutes=20 + n, outcome=one.status, session=one.id
                    )
                    log.add(connection, ws.person, entry)
            sessions.put(connection, ws.person, rows, 1)
            document: dict[str, Any] = {"week": name, "unplaced": [], "buffer_min": 60}
            sessions.put_week(connection, ws.person, name, document, 1)


def _keep(ws: Workspace) -> None:
    """Cards that are all due, with their answers, and a bank of questions that were asked one a day."""
    scheduler = {
        "state": 2, "step": None, "stability": 9.0, "difficulty": 5.0, "due": "2026-03-01T12:00:00+00:00",
        "last_review": "2026-02-20T12:00:00+00:00",
    }  # fmt: skip
    with database.write(ws.database) as connection:
        for n in range(CARDS):
            card = Card(
                id=f"card-{n}", front=f"question {n}?", back="an answer", topic=f"t{n % 20}", scheduler=scheduler,
                due=NOW - timedelta(days=n % 20), last_review=NOW - timedelta(days=12 + n % 20), reviews=10,
            )  # fmt: skip
            attempts.put(connection, ws.person, "cards", card.id, card.to_json())
            for k in range(10):
                at = NOW - timedelta(days=12 + n % 20 + 16 * k)
                row = Review(id=f"card:{n}:{k}", kind="card", subject=card.id, at=at, rating=1 + n % 3, predicted=0.9)
                attempts.put(connection, ws.person, "reviews", row.id, row.to_json())
        for n in range(QUESTIONS):
            name = f"q-question-{n}"
            one = Problem(id=name, title=f"Question {n}?", kind="question", topic=f"t{n % 20}", points=("a", "b", "c"))
            attempts.put(connection, ws.person, "problems", name, one.to_json())
            at = NOW - timedelta(days=1 + n)
            said = Review(id=f"drill:{n}", kind="drill", subject=name, at=at, rating=2, points=3, hit=(1, 3), note="x")
            attempts.put(connection, ws.person, "reviews", said.id, said.to_json())


def _fill(ws: Workspace) -> None:
    """Problems tried over the years, each with two cards; ratings spread over the years, some of them yesterday."""
    scheduler = {
        "state": 2, "step": None, "stability": 20.0, "difficulty": 5.0, "due": "2026-04-01T12:00:00+00:00",
        "last_review": "2026-02-20T12:00:00+00:00",
    }  # fmt: skip
    with database.write(ws.database) as connection:
        for n in range(PROBLEMS):
            name, ago = f"lc-{n + 1}", 1 + (n // YESTERDAY)
            problem = Problem(id=name, title=f"LC {n + 1}", topic=f"t{n % 20}", notes="what helps to tell it")
            attempts.put(connection, ws.person, "problems", name, problem.to_json())
            at = NOW - timedelta(days=ago, minutes=n % 60)
            one = Attempt(id=f"{name}@1", problem=name, at=at, minutes=20, outcome="solved")
            attempts.put(connection, ws.person, "attempts", one.id, one.to_json())
            for face in ("idea", "code"):
                card = Card(
                    id=f"{name}:{face}", front=problem.title, back="", face=face, problem=name, scheduler=scheduler,
                    due=NOW + timedelta(days=28), last_review=NOW - timedelta(days=12), reviews=5,
                )  # fmt: skip
                attempts.put(connection, ws.person, "cards", card.id, card.to_json())
        for n in range(RATINGS):
            name = f"lc-{1 + n % PROBLEMS}"
            at = NOW - timedelta(days=1 + n // 40, minutes=n % 600)
            review = Review(id=f"r{n}", kind="recall", subject=name, at=at, rating=1 + n % 3 if n >= 40 else 3)
            attempts.put(connection, ws.person, "reviews", review.id, review.to_json())
