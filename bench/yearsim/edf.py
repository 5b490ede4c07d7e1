"""Greedy earliest deadline first: every open minute goes to what is due next of all that may be done already.

A habit's occasion is due at the end of its day, so it goes first; works follow by their due days. Nothing is kept free.
"""

from __future__ import annotations

from datetime import date

from bench.yearsim.baselines import Baseline, merged
from bench.yearsim.sittings import GRID, LEAST, Sitting, gaps, monday


class WeeklyEdf(Baseline):
    """Planned on Sundays, and anew when something comes up."""

    name = "edf_weekly"

    def laid(self, today: date, week: date) -> list[Sitting]:
        found = self.habit_sittings(today, week)
        left = {job.name: self.left(job) for job in self.person.jobs}
        for day in self.days(today, week):
            for start, end in gaps(day, found):
                at = start
                ready = sorted((j for j in self.person.jobs if j.first <= day), key=lambda j: j.due)
                for job in ready:
                    wanted = -(-int(left[job.name]) // GRID) * GRID
                    length = min(wanted, end - at)
                    if wanted <= 0 or length < min(LEAST, wanted):
                        continue
                    found.append(Sitting(day, at, at + length, None, ((job.name, length),)))
                    left[job.name] -= length
                    at += length
                    if at >= end:
                        break
        return merged(found)


class DailyEdf(WeeklyEdf):
    """Planned anew each morning for the rest of the week."""

    name = "edf_daily"

    def morning(self, day: date) -> None:
        self._lay(day, monday(day))
