"""The product itself, in process: its import, its proposals, approvals and reports, on a workspace of its own.

The person plans their week on Sunday evenings, tells what came up in the morning and what came of a day in the
evening, and asks for a new plan when something was left undone, finished, or takes longer than it was said to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.yearsim.life import Evening, News
from bench.yearsim.person import FIRST, ZONE, Person, config_text, plan_text
from bench.yearsim.sittings import Sitting
from roadweek.domain.weeks import week_id
from roadweek.errors import RoadweekError
from roadweek.storage import database, sessions
from roadweek.usecases import replan
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.record import record
from roadweek.usecases.works import work_list
from roadweek.workspace import Workspace, open_workspace

UPPER_Z, WIDE_Z = 0.8416, 1.2816
"""Standard deviations to the 80th and to the 90th of 100 of a normal distribution."""


class Roadweek:
    """A policy of :mod:`bench.yearsim.life`."""

    name = "roadweek"

    def __init__(self, person: Person, folder: Path) -> None:
        self.person, self.folder = person, folder
        self._now = self._at(FIRST - timedelta(days=1), 20)
        open_workspace(folder, create=True, clock=self._clock)
        (folder / "config.toml").write_text(config_text(), encoding="utf-8")
        self.ws: Workspace = open_workspace(folder, clock=self._clock)
        self.work_of: dict[str, str] = {}
        self.job_of: dict[str, str] = {}
        self._efforts: dict[str, tuple[float, float]] = {}
        self._shown: dict[date, list[Sitting]] = {}
        self.refused: list[str] = []
        """What the product refused, with its words: none of it is a plan."""

    def _clock(self) -> datetime:
        return self._now

    @staticmethod
    def _at(day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), ZoneInfo(ZONE))

    def begin(self) -> None:
        plan = self.folder / "year.md"
        plan.write_text(plan_text(self.person), encoding="utf-8")
        seen = import_plan(self.ws, plan)
        self._learn_names()
        self._approve(seen["proposal"])

    def _learn_names(self) -> None:
        for strand in work_list(self.ws)["strands"]:
            for work in strand["works"]:
                job = next((j for j in self.person.jobs if j.name in work["title"]), None)
                assert job is not None, f"the plan has no {work['title']!r}"
                self.work_of[job.name] = work["id"]
                self.job_of[work["id"]] = job.name
        missing = {j.name for j in self.person.jobs} - self.work_of.keys()
        assert not missing, f"not read as works: {missing}"

    def hear(self, day: date, news: News) -> None:
        self._now = self._at(day, 7)
        if news.kind == "trip":
            self._ask([{"kind": "add_trip", "start": news.days[0].isoformat(), "end": news.days[-1].isoformat()}])
        elif news.kind == "illness":
            self._ask([{"kind": "day_off", "date": one.isoformat()} for one in news.days])
        else:
            this = week_id(day)
            with database.read(self.ws.database) as connection:
                accepted = sessions.accepted_weeks(connection, self.ws.person, this)
            self._ask([], weeks=[*accepted] if this in accepted else [this, *accepted])

    def morning(self, day: date) -> None:
        """Nothing: an ordinary day goes as it was planned."""

    def evening(self, day: date, said: Evening) -> None:
        self._now = self._at(day, 22, 30)
        edits: list[dict[str, Any]] = []
        for one in said.reports:
            outcome = "skipped" if one.skipped else "done" if one.minutes >= one.sitting.minutes else "partial"
            edits.append({"kind": "report", "session": one.sitting.ref, "outcome": outcome, "minutes": one.minutes})
        edits += [{"kind": "finish_work", "work": self.work_of[name]} for name in said.finished]
        if edits:
            record(self.ws, edits)
            self._changed()
        longer = [
            {"kind": "set_effort", "work": self.work_of[name], "minutes": minutes}
            for name, minutes in said.whole.items()
        ]
        if longer or said.finished or any(r.minutes < r.sitting.minutes for r in said.reports):
            self._ask(longer)

    def week(self, day: date) -> None:
        self._now = self._at(day, 22, 45)
        self._ask([], week=week_id(day + timedelta(days=1)))

    def standing(self, day: date) -> Sequence[Sitting]:
        known = self._shown.get(day)
        if known is None:
            start = int(self._at(day, 0).timestamp())
            with database.read(self.ws.database) as connection:
                rows = sessions.between(connection, self.ws.person, start, start + 28 * 86_400)
            known = self._shown[day] = [self._sitting(row) for row in rows]
        return known

    def interval(self, job: str) -> tuple[float, float, float]:
        if not self._efforts:  # as a person may look it up
            for strand in work_list(self.ws)["strands"]:
                self._efforts |= {w["id"]: (w["effort_min"][0], w["effort_min"][1]) for w in strand["works"]}
        p50, p80 = self._efforts[self.work_of[job]]
        wide = (max(p80, p50 * 1.001) / p50) ** (WIDE_Z / UPPER_Z)
        return p50 / wide, p50, p50 * wide

    def _changed(self) -> None:
        self._shown.clear()
        self._efforts.clear()

    def _ask(
        self, edits: Sequence[dict[str, Any]], *, week: str | None = None, weeks: Sequence[str] | None = None
    ) -> None:
        try:
            proposal = replan.propose(self.ws, edits, week=week, weeks=weeks)["proposal"]
        except RoadweekError as error:
            self.refused.append(f"{self._now:%Y-%m-%d}: {error}")
            return
        self._approve(proposal)

    def _approve(self, proposal: str | None) -> None:
        if proposal is not None:
            replan.approve(self.ws, proposal, publish=False)
            self._changed()

    def _sitting(self, row: dict[str, Any]) -> Sitting:
        start = datetime.fromisoformat(row["start"]).astimezone(ZoneInfo(ZONE))
        end = datetime.fromisoformat(row["end"]).astimezone(ZoneInfo(ZONE))
        minutes = (end - start).seconds // 60
        at = start.hour * 60 + start.minute
        parts = tuple((self.job_of[p["work"]], p["minutes"]) for p in row["work"] if p["work"] in self.job_of)
        if not parts:  # a second try of a work names it in its title alone
            parts = tuple((j.name, minutes) for j in self.person.jobs if j.name in row["title"])[:1]
        habit = None if parts else next((h.name for h in self.person.habits if h.name in row["title"]), row["title"])
        return Sitting(start.date(), at, at + minutes, habit, parts, (), row["id"])
