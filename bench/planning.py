"""How long planning a year takes: allocating all its weeks at once, a cold look at one nine months ahead, and at the
roadmap with its forecasts.

The plan is written here: 47 weeks in twelve stages, each with topics, steps and deliverables, a main line on workday
evenings that holds them, and habits; ``allocate_free_ms`` is for the same works without the main line, so that all of
them lie in free time. ``growth_exponent`` is the power of the number of works that an allocation's time grows with.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from math import log10
from pathlib import Path
from time import perf_counter

from bench import Result, median_ms
from roadweek.domain.plan import Plan
from roadweek.planning.allocate import allocate
from roadweek.planning.effort import outlook
from roadweek.planning.read import read_plan
from roadweek.scheduling.content import hours_minutes
from roadweek.scheduling.limits import usual_hours

FIRST = date(2026, 3, 2)
WEEKS = 47
STAGE_WEEKS = 4
TOPICS = 5
"""Topics of a stage; with its deliverables and steps it has twice as many works."""
NOW = "2026-03-04T20:00:00+08:00"
FAR = [date(2026, 11, 30) + timedelta(weeks=n) for n in range(5)]
"""Days nine months after ``NOW``; each is looked at once, for a second look is cached."""
ROUNDS = 9
TIMES = 10
FIELDS = ("Maths", "Robotics", "Drawing", "Electronics", "Writing")
VERBS = ("Study", "Build", "Sketch", "Measure", "Describe")
THINGS = ("gears", "lenses", "bridges", "signals", "maps", "clocks", "rivers", "engines", "tides", "crystals")


def plan_text(topics: int = TOPICS, *, main_line: bool = True) -> str:
    """The year's plan as Markdown."""
    lines = [
        "# A year of making things",
        "",
        "## Every week",
        "- English listening 30 minutes a day",
        "- Weekly review 60 minutes",
    ]
    lines += ["- Main line: maths / robotics / drawing, 90 minutes every weekday evening"] * main_line + [""]
    for number, start in enumerate(range(0, WEEKS, STAGE_WEEKS)):
        first = FIRST + timedelta(weeks=start)
        last = min(first + timedelta(days=7 * STAGE_WEEKS - 1), FIRST + timedelta(days=7 * WEEKS - 1))
        lines.append(f"## Stage {number + 1} ({_day(first)} – {_day(last)})")
        lines.append(f"### {FIELDS[number % 5]}")
        for n in range(topics):
            lines.append(f"- {VERBS[n % 5]} {THINGS[(n + number) % 10]} {number + 1}.{n + 1}")
        lines.append(f"### {FIELDS[(number + 2) % 5]}")
        for n in range(max(1, topics // 2)):
            lines.append(f"- Build the {THINGS[(n + 3) % 10]} {number + 1}.{n + 1} -> test it -> write it up")
        due = last - timedelta(days=3)
        lines += ["### Due", *(f"- Report {number + 1}.{n + 1} by {_day(due)}" for n in range(max(1, topics // 5))), ""]
    return "\n".join(lines) + "\n"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def run() -> Result:
    """Measure. The plans are read before any clock starts."""
    one, ten = (_plan(plan_text(n)) for n in (TOPICS, TIMES * TOPICS))
    free = _plan(plan_text(main_line=False))
    works = [sum(len(s.works) for s in plan.strands) for plan in (one, ten)]
    _allocated(one)
    small, loose, large = (median_ms([_allocated(plan) for _ in range(ROUNDS)]) for plan in (one, free, ten))
    figures = {
        "allocate_ms": small,
        "allocate_free_ms": loose,
        "allocate_tenfold_ms": large,
        "growth_exponent": round(log10(large / small) / log10(works[1] / works[0]), 3),
        **_cold(),
    }
    settings = {
        "weeks": WEEKS,
        "works": works[0],
        "works_tenfold": works[1],
        "strands": len(one.strands),
        "rounds": ROUNDS,
        "now": NOW,
        "far": [day.isoformat() for day in FAR],
    }
    return Result(figures, settings)


def _plan(text: str) -> Plan:
    return read_plan(text, name="year.md", as_of=FIRST).plan


def _allocated(plan: Plan) -> float:
    """Seconds that the whole horizon takes: efforts and windows, then week after week as if lived as planned."""
    hours = hours_minutes(usual_hours(plan), 0.15)
    started = perf_counter()
    view = outlook(plan, FIRST, began=FIRST, hours=hours)
    done: dict[str, int] = {}
    for number in range(WEEKS):
        _, ledger = allocate(view, FIRST + timedelta(weeks=number), done, view.usual)
        done = ledger.done
    return perf_counter() - started


def _cold() -> dict[str, float]:
    """Milliseconds, each time in a new process, of `week --of` a far day and of `roadmap`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        plan = Path(folder) / "year.md"
        plan.write_text(plan_text(), encoding="utf-8")
        env = {**os.environ, "ROADWEEK_NOW": NOW, "ROADWEEK_HOME": str(home)}
        script = Path(sys.executable).with_name("roadweek")
        ours = [str(script)] if script.exists() else [sys.executable, "-m", "roadweek_cli"]

        def taken(*words: str) -> float:
            started = perf_counter()
            subprocess.run([*ours, *words, "--json"], env=env, check=True, stdout=subprocess.DEVNULL)
            return perf_counter() - started

        taken("import", str(plan), "--as-of", FIRST.isoformat())
        return {
            "week_far_ms": median_ms([taken("week", "--of", day.isoformat()) for day in FAR]),
            "roadmap_ms": median_ms([taken("roadmap") for _ in FAR]),
        }
