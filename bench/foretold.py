"""How good forecasts of milestones are, over lives in which it turns out what each work really takes.

A plan of three tracks, one of which has time to spare, one a little and one none, is proposed, approved and reported on
Sunday evenings. Sessions are skipped or done in part as in ``bench lived``, and once nothing is opened for nine days.
Each piece has a hidden effort (lognormal about what the plan says, as slips of a person are): it is said to be finished
when so much was done, and is given its true effort when its own is nearly used up. The product keeps what it foretells
each week, and that is held against what came of it: by the Brier score beside that of always saying the share that was
in time, by how often the days of 10 and 90 % hold the day, and by pinball loss. ``ROADWEEK_LIVED_PLAN`` names another
plan, ``ROADWEEK_LIVED_FIRST`` its first Monday, ``ROADWEEK_LIVED_WEEKS`` how many weeks are lived.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import exp
from pathlib import Path
from typing import Any

from bench import Result
from bench.lived import FIRST, Life, life_of
from roadweek.planning.foretold import ForecastOutcome, score_of
from roadweek.planning.prospects import works_of
from roadweek.planning.schedule import effort_of
from roadweek.storage import database
from roadweek.usecases.foretold import outcomes
from roadweek.usecases.works import Standing, standing

WEEKS = 26
PIECE_WEEKS = 3
SLIP_MEAN, SLIP_SPREAD = 0.12, 0.35
"""Of the logarithm of what a work takes against its effort."""
HALF = 0.5
"""Of a session that was done in part, what was done."""
USED_UP = 0.9
"""From this share of its effort on a person sees how long a work really takes."""
TRACKS = (
    ("Cello", "90 minutes on Monday, Wednesday and Friday evening", 270, 0.7, ("Suite", "Sonata", "Duet")),
    ("Robotics", "90 minutes on Tuesday, Thursday and Saturday evening", 270, 0.85, ("Arm", "Rover", "Gripper")),
    ("Writing", "75 minutes on Monday, Tuesday, Wednesday and Friday morning", 300, 1.0, ("Essay", "Story", "Review")),
)
"""Each with its place, the minutes a week that it has, the share of them that its pieces ask for, and their names."""


def plan_text(weeks: int = WEEKS) -> str:
    """Pieces that are due every three weeks in each of the tracks, as Markdown."""
    lines = ["# Half a year of pieces", "", "## Every week", "- English listening 30 minutes a day"]
    lines += [f"- {track}, {place}" for track, place, *_ in TRACKS] + [""]
    for track, _, minutes, share, names in TRACKS:
        lines.append(f"## {track}")
        for n, end in enumerate(range(PIECE_WEEKS, weeks + PIECE_WEEKS, PIECE_WEEKS)):
            due = FIRST + timedelta(weeks=end, days=-1)
            hours = round(minutes * PIECE_WEEKS * share / 60)
            lines.append(f"- {names[n % len(names)]} {n + 1}, {hours} hours, due {due.day} {due:%B} {due.year}")
        lines.append("")
    return "\n".join(lines)


@dataclass
class _Takes:
    """What the works of a life really take, in minutes by id, and which of them the person has corrected."""

    seed: int
    minutes: dict[str, int] = field(default_factory=dict[str, int])
    corrected: set[str] = field(default_factory=set[str])

    def of(self, work: str, effort: int) -> int:
        slip = random.Random(f"{self.seed}/{work}").gauss(SLIP_MEAN, SLIP_SPREAD)
        return self.minutes.setdefault(work, max(25, round(effort * exp(slip))))

    def seen(self, life: Life) -> list[dict[str, Any]]:
        """What the person sees at the end of a week: which works and milestones are finished, which take longer."""
        with database.read(life.ws.database) as connection:
            known = standing(connection, life.ws)
        days = _worked(known)
        edits: list[dict[str, Any]] = []
        finished: dict[str, date] = {}
        for work in (w for s in known.view.strands for w in s.works):
            if not work.open or not work.due or work.occasion:
                continue
            effort = effort_of(known.view, work).p50
            takes = self.of(work.id, effort)
            day = next((day for day, so_far in days.get(work.id, []) if so_far >= takes), None)
            if day is not None:
                finished[work.id] = day
                edits.append({"kind": "finish_work", "work": work.id, "date": day.isoformat()})
            elif known.done.get(work.id, 0) >= USED_UP * effort and work.id not in self.corrected:
                self.corrected.add(work.id)
                edits.append({"kind": "set_effort", "work": work.id, "minutes": max(takes, effort + 25)})
        for one in known.plan.milestones:
            works = works_of(one, known.plan.milestones, known.view)
            if one.done is None and works and all(w.done or w.id in finished for w in works):
                last = max(finished.get(w.id) or w.done or date.min for w in works)
                edits.append({"kind": "finish_milestone", "milestone": one.id, "date": last.isoformat()})
        return edits


def _worked(known: Standing) -> dict[str, list[tuple[date, int]]]:
    """By work the days on which it was worked at, with the minutes up to and with each."""
    found: dict[str, list[tuple[date, int]]] = {}
    for row in sorted(known.rows, key=lambda row: row["start"]):
        share = {"done": 1.0, "partial": HALF}.get(row["status"], 0.0)
        for part in row["work"] if share else ():
            mine = found.setdefault(part["work"], [])
            so_far = mine[-1][1] if mine else 0
            mine.append((datetime.fromisoformat(row["start"]).date(), so_far + round(part["minutes"] * share)))
    return found


def foretold(plan: Path, seed: int, *, first: date, weeks: int) -> list[ForecastOutcome]:
    """Live a plan from the Monday ``first`` on: what came of each forecast that was kept."""
    takes = _Takes(seed)
    with (
        life_of(plan, seed, first=first, weeks=weeks, as_of=first, seen=takes.seen) as life,
        database.read(life.ws.database) as connection,
    ):
        return outcomes(connection, life.ws)


def run(seeds: int = 3) -> Result:
    """Live ``seeds`` half years."""
    named = os.environ.get("ROADWEEK_LIVED_PLAN")
    first = date.fromisoformat(os.environ.get("ROADWEEK_LIVED_FIRST", FIRST.isoformat()))
    weeks = int(os.environ.get("ROADWEEK_LIVED_WEEKS", WEEKS))
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(named) if named else Path(folder) / "pieces.md"
        if not named:
            plan.write_text(plan_text(weeks), encoding="utf-8")
        told = [one for seed in range(seeds) for one in foretold(plan, seed, first=first, weeks=weeks)]
    return Result(settings={"seeds": seeds, "weeks": weeks, "plan": plan.name}, figures=figures_of(told))


def figures_of(told: Sequence[ForecastOutcome]) -> dict[str, float]:
    """The scores of forecasts; those that there are none of are left out."""
    score = score_of(told)
    found = {
        "chances": score.chances,
        "brier": score.brier,
        "brier_of_share": score.brier_of_share,
        "said": score.said,
        "in_time": score.in_time,
        "days": score.days,
        "coverage80": score.coverage,
        "pinball_days": score.pinball_days,
    }
    return {name: round(value, 4) for name, value in found.items() if value is not None}
