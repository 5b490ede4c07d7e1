"""A plan that is lived with misses: is every missed minute planned again or named, and is any unit lost?

Weeks are proposed, approved and reported on Sunday evenings. Of the sessions one in ten is skipped, one in twenty done
in part, the rest done; once nothing is opened for nine days, which is then told in a sentence. A missed minute is
planned again where its session has a second try in an accepted week, and named where a notice says that it waits or is
not made up. A unit is lost where its time is over and it was never worked on, is planned nowhere and is not told as
short. ``plan`` is a file of one's own; without one the plan is that of ``bench planning``.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench import Result
from bench.planning import plan_text
from roadweek.settings import Settings
from roadweek.storage import database, sessions
from roadweek.usecases import queries, replan
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.record import record
from roadweek.usecases.sentences import understand_text
from roadweek.usecases.works import work_list
from roadweek.workspace import Workspace, open_workspace

FIRST = date(2026, 3, 2)
WEEKS = 20
SKIPPED, PARTIAL = 0.10, 0.05
GAP_DAYS = 9
ZONE = ZoneInfo("Asia/Shanghai")
SENTENCE = "I was ill for nine days, spread what I missed over the next weeks"
AGAIN = ".again"


@dataclass
class Life:
    """One life of a plan: its clock, what was missed, and what was told of it."""

    ws: Workspace
    now: datetime
    missed: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    """By session its track and the minutes that were not done."""
    named: Counter[str] = field(default_factory=Counter[str])
    """By track the minutes that were said not to be made up."""
    waits: Counter[str] = field(default_factory=Counter[str])
    """By track the minutes that were last said to wait."""

    def at(self, day: date, clock: time) -> None:
        self.now = datetime.combine(day, clock, ZONE)

    def propose(self, edits: Sequence[Any], **more: Any) -> None:
        shown = replan.propose(self.ws, edits, **more)
        for notice in shown["notices"]:
            if notice["kind"] == "undone":
                self.waits = Counter()
            for line in notice["lines"]:
                track = line["id"] or line["title"]
                if notice["kind"] == "undone":
                    self.named[track] += line["short_min"]
                    self.waits[track] += line["lost_min"] - line["again_min"] - line["short_min"]
                elif notice["kind"] == "gap" and edits:
                    self.named[track] += line["lost_min"] - line["again_min"]
        if shown["proposal"] is not None:
            replan.approve(self.ws, shown["proposal"], publish=False)

    def report(self, monday: date, chance: random.Random, first: date, last: date) -> None:
        """Say what came of the sessions of a week between two days."""
        told: list[dict[str, Any]] = []
        for one in queries.week(self.ws, monday)["sessions"]:
            day = date.fromisoformat(one["start"][:10])
            if one["status"] != "planned" or not first <= day <= last:
                continue
            draw = chance.random()
            outcome = "skipped" if draw < SKIPPED else "partial" if draw < SKIPPED + PARTIAL else "done"
            told.append({"kind": "report", "session": one["id"], "outcome": outcome})
        if told:
            record(self.ws, told)


@contextmanager
def life_of(
    plan: Path,
    seed: int,
    *,
    first: date,
    weeks: int,
    as_of: date | None = None,
    seen: Callable[[Life], list[dict[str, Any]]] = lambda _: [],
) -> Generator[Life]:
    """A plan that was lived for so many weeks from the Monday ``first`` on; ``seen`` gives the edits that the person
    makes at the end of a week, with the proposal of the next."""
    chance = random.Random(seed)
    gap = chance.randrange(4, max(5, weeks - 6))
    with tempfile.TemporaryDirectory() as folder:
        open_workspace(Path(folder), create=True)
        start = datetime.combine(first - timedelta(days=1), time(20), ZONE)
        bare = Workspace(path=Path(folder), settings=Settings(), timezone="Asia/Shanghai", clock=lambda: start)
        life = Life(bare, start)
        life.ws = replace(bare, clock=lambda: life.now)
        import_plan(life.ws, plan, as_of=as_of)
        life.propose([], week=_name(first))
        for number in range(weeks):
            monday = first + timedelta(weeks=number)
            sunday = monday + timedelta(days=6)
            life.at(sunday, time(21, 30))
            if number == gap:
                continue
            begin = monday
            if number == gap + 1:
                begin = monday + timedelta(days=GAP_DAYS - 7)
                life.at(begin, time(18))
                life.propose(understand_text(life.ws, SENTENCE)["edits"])
                life.at(sunday, time(21, 30))
            life.report(monday, chance, begin, sunday)
            life.propose(seen(life), week=_name(monday + timedelta(weeks=1)))
        yield life


def live(plan: Path, seed: int, *, first: date, weeks: int, as_of: date | None = None) -> dict[str, float]:
    """Live a plan, and what became of what was missed."""
    with life_of(plan, seed, first=first, weeks=weeks, as_of=as_of) as life:
        return _figures(life, first + timedelta(weeks=weeks))


def _name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _figures(life: Life, end: date) -> dict[str, float]:
    with database.read(life.ws.database) as connection:
        weeks = sessions.accepted_weeks(connection, life.ws.person, "")
        rows = [row for week in weeks for row in sessions.of_week(connection, life.ws.person, week)]
    tried = {row["id"] for row in rows if row["id"].endswith(AGAIN)}
    missed: Counter[str] = Counter()
    again: Counter[str] = Counter()
    for row in rows:
        if row["id"].endswith(AGAIN) or row["status"] not in ("skipped", "partial"):
            continue  # a second try that was missed: its session is owed still
        length = (sessions.seconds(row["end"]) - sessions.seconds(row["start"])) // 60
        left = length - sessions.counts(row, life.now)
        track = row["track"] or row["title"]
        missed[track] += left
        behind = (f"{row['id']}{AGAIN}", f".{row['id'][5:]}{AGAIN}")
        if any(name == behind[0] or name.endswith(behind[1]) for name in tried):
            again[track] += left
    total = sum(missed.values())
    told = sum(min(missed[t], again[t] + life.named[t] + life.waits[t]) for t in missed)
    works = [work for strand in work_list(life.ws)["strands"] for work in strand["works"]]
    over = [w for w in works if w["due"] and w["due"] < end.isoformat() and w["state"] != "dropped"]
    lost = [w for w in over if not (w["done_min"] or w["weeks"] or w["short_min"]) and w["state"] != "done"]
    return {
        "missed_min": total,
        "again_min": sum(again.values()),
        "told_share": round(told / total, 4) if total else 1.0,
        "units_over": len(over),
        "units_lost": len(lost),
    }


def run(seeds: int = 2) -> Result:
    """Live the year of ``bench planning``, or the plan that ``ROADWEEK_LIVED_PLAN`` names, for twenty weeks a seed."""
    named = os.environ.get("ROADWEEK_LIVED_PLAN")
    first = date.fromisoformat(os.environ.get("ROADWEEK_LIVED_FIRST", FIRST.isoformat()))
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(named) if named else Path(folder) / "year.md"
        if not named:
            plan.write_text(plan_text(), encoding="utf-8")
        lives = [live(plan, seed, first=first, weeks=WEEKS, as_of=first) for seed in range(seeds)]
    figures: dict[str, float] = {
        "missed_told_share": min(one["told_share"] for one in lives),
        "units_lost": max(one["units_lost"] for one in lives),
        "missed_min": sum(one["missed_min"] for one in lives),
        "again_min": sum(one["again_min"] for one in lives),
        "units_over": sum(one["units_over"] for one in lives),
    }
    return Result(settings={"seeds": seeds, "weeks": WEEKS, "plan": plan.name}, figures=figures)
