"""The fixed template: the same week all year, each track with its share of the hours; what is missed is gone."""

from __future__ import annotations

from datetime import date

from bench.yearsim.baselines import Baseline, cut
from bench.yearsim.life import News
from bench.yearsim.person import BUFFER, WEEK_MIN, WEEKS
from bench.yearsim.sittings import Sitting, days_of, gaps, open_minutes


class FixedTemplate(Baseline):
    """Never planned anew; in a track the person takes what is due next."""

    name = "template"

    def hear(self, day: date, news: News) -> None:
        """Nothing: the template stands."""

    def laid(self, today: date, week: date) -> list[Sitting]:
        found = self.habit_sittings(today, week)
        stated = {t: sum(j.stated for j in self.person.jobs if j.track == t) / WEEKS for t in self.person.tracks}
        room = WEEK_MIN * (1 - BUFFER) - sum(s.minutes for s in found)
        factor = min(1.0, room / sum(stated.values()))
        lengths = [(track, length) for track, minutes in stated.items() for length in cut(minutes * factor)]
        load = {day: sum(s.minutes for s in found if s.day == day) for day in days_of(week)}
        for track, length in sorted(lengths, key=lambda one: -one[1]):
            for day in sorted(days_of(week), key=lambda d: load[d] / open_minutes(d)):
                start = next((a for a, b in gaps(day, found) if b - a >= length), None)
                if start is not None:
                    found.append(Sitting(day, start, start + length, None, (), (track,)))
                    load[day] += length
                    break
        return found
