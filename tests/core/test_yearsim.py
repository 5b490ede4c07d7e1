"""The year that is lived: the same for every policy, with what was forced found apart from all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bench.__main__ import names
from bench.yearsim.disruptions import SKIP, year_of
from bench.yearsim.edf import DailyEdf
from bench.yearsim.life import Lived, live
from bench.yearsim.linear import StableProgram
from bench.yearsim.measures import FIGURES, Spread, figures_of, spread
from bench.yearsim.person import FIRST, LOST, MEAN_SLIP, WEEK_MIN, WEEKS, Person, person_of, plan_text
from bench.yearsim.picture import front, picture
from bench.yearsim.repair import forced_minutes
from bench.yearsim.sittings import Sitting, changed_minutes
from bench.yearsim.template import FixedTemplate

from roadweek.planning.read import read_plan

DAY = timedelta(days=1)
MON = FIRST + timedelta(weeks=4)


def sitting(day: date, start: int, minutes: int, name: str) -> Sitting:
    return Sitting(day, start * 60, start * 60 + minutes, None, ((name, minutes),))


@pytest.mark.parametrize("demand", [0.62, 0.75])
def test_the_plan_is_read_with_every_work_its_hours_its_window_and_its_due_day(demand: float) -> None:
    person = person_of(demand)
    plan = read_plan(plan_text(person), name="year.md", as_of=FIRST).plan
    works = [work for strand in plan.strands for work in strand.works]
    assert len(works) == len(person.jobs)
    for job in person.jobs:
        found = next(work for work in works if job.name in work.title)
        assert found.minutes is not None
        assert (found.minutes.lo, found.first, found.last, found.due) == (job.stated, job.first, job.due, True)
    musts = {activity.title: activity.strength for activity in plan.activities}
    assert len(musts) == len(person.habits)
    assert set(musts.values()) == {"must"}


def test_a_year_asks_for_its_demand_on_average() -> None:
    person = person_of(0.62)
    left = WEEKS * WEEK_MIN * (1 - LOST)
    habits = WEEKS * (1 - LOST) * sum(h.usual * len(h.days) for h in person.habits)
    asked = habits + MEAN_SLIP * sum(job.stated for job in person.jobs)
    assert asked / left == pytest.approx(0.62, abs=0.01)


def test_a_seed_is_one_year_and_its_days_off_do_not_touch() -> None:
    year = year_of(7)
    assert year == year_of(7) != year_of(8)
    spans = sorted((*year.away, year.gap), key=lambda span: span.start)
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert 7 <= len(year.gap.days) <= 14
    days = [FIRST + n * DAY for n in range(7 * WEEKS)]
    share = sum(year.skipped(day, "anything") for day in days) / len(days)
    assert share == pytest.approx(SKIP, abs=0.04)


def test_what_lies_on_a_lost_day_is_forced_and_nothing_else_where_it_finds_room() -> None:
    stood = [sitting(MON, 19, 60, "a"), sitting(MON + DAY, 19, 60, "b"), sitting(MON + 2 * DAY, 19, 60, "c")]
    assert forced_minutes(stood, stood, frozenset({MON + DAY}), MON) == 60
    assert forced_minutes(stood, stood, frozenset(), MON) == 0


def test_more_is_forced_where_what_was_lost_fits_only_when_something_else_gives_way() -> None:
    thursday, friday = MON + 3 * DAY, MON + 4 * DAY
    stood = [sitting(friday, 19, 120, "long"), sitting(thursday, 20, 60, "short")]
    lost = frozenset(MON + n * DAY for n in range(7) if n != 3)
    # Thursday alone is left, and what stands in its middle has to go aside
    both = [sitting(thursday, 20, 120, "long"), sitting(thursday, 19, 60, "short")]
    assert forced_minutes(stood, both, lost, MON) == 120 + 60
    # who leaves the long one out had no reason to touch the short one
    assert forced_minutes(stood, both[1:], lost, MON) == 120
    aside = [stood[0], sitting(thursday, 19, 60, "short")]
    assert forced_minutes(aside, both, lost, MON) == 120


def test_the_same_thing_at_the_same_time_has_not_changed_whatever_it_is_called_inside() -> None:
    before = [sitting(MON, 19, 60, "a"), sitting(MON, 20, 60, "b")]
    renamed = [replace(one, ref="other") for one in before]
    assert changed_minutes(before, renamed) == 0
    assert changed_minutes(before, [sitting(MON, 19, 45, "a"), sitting(MON, 20, 60, "c")]) == 15 + 60
    assert changed_minutes(before, []) == 120


@pytest.fixture(scope="module")
def edf() -> dict[str, float]:
    person, year = person_of(0.62), year_of(3)
    with_gap, without = live(person, year, DailyEdf(person)), live(person, year, DailyEdf(person), with_gap=False)
    assert not with_gap.errors
    return figures_of(person, year, with_gap, without)


def test_greedy_earliest_deadline_first_hits_everything_and_is_restless(edf: dict[str, float]) -> None:
    assert edf["hit"] >= 0.97
    assert edf["chosen_churn_min"] > 30
    assert edf["buffer_use"] > 0.1
    assert set(edf) == set(FIGURES)


def test_a_fixed_template_changes_nothing_and_never_catches_up(edf: dict[str, float]) -> None:
    person, year = person_of(0.62), year_of(3)
    lived = [live(person, year, FixedTemplate(person), with_gap=gap) for gap in (True, False)]
    figures = figures_of(person, year, *lived)
    assert figures["churn_h_year"] == 0
    assert figures["hit"] < edf["hit"] - 0.5
    assert figures["recovery_days"] > edf["recovery_days"]


def test_learning_moves_an_interval_toward_what_works_took() -> None:
    person = person_of(0.62)
    policy = StableProgram(person)
    job = person.jobs[-1]
    before = policy.interval(job.name)
    policy.seen += [0.5] * 5
    after = policy.interval(job.name)
    assert before[1] == job.stated
    assert after[1] == pytest.approx(job.stated * 1.284, rel=0.01)  # half way to exp(0.5), by logarithms


class Idle(DailyEdf):
    """Plans nothing."""

    def laid(self, today: date, week: date) -> list[Sitting]:
        return []


class Doubled(DailyEdf):
    """Plans two things at once."""

    def laid(self, today: date, week: date) -> list[Sitting]:
        return [sitting(week, 19, 60, self.person.jobs[0].name), sitting(week, 19, 60, self.person.jobs[1].name)]


def years(kind: type[DailyEdf]) -> tuple[Person, Sequence[Lived]]:
    person = person_of(0.62)
    return person, [live(person, year_of(2), kind(person), with_gap=gap) for gap in (True, False)]


def test_who_plans_nothing_hits_nothing_and_a_plan_with_two_things_at_once_is_no_plan() -> None:
    person, idle = years(Idle)
    figures = figures_of(person, year_of(2), *idle)
    assert (figures["hit"], figures["shortfall"], figures["cadence"]) == (0, 1, 0)
    _, doubled = years(Doubled)
    assert doubled[0].errors


def test_the_picture_is_sound_and_its_front_is_what_nothing_beats() -> None:
    def one(hit: float, churn: float) -> dict[str, Spread]:
        return {"hit": spread([hit]), "chosen_churn_min": spread([churn])}

    found = {"a": one(0.2, 0), "b": one(0.9, 20), "c": one(0.8, 30), "d": one(1.0, 60)}
    assert front(found) == ["a", "b", "d"]
    root = ElementTree.fromstring(picture({0.62: found}, 3))
    assert len(root.findall(".//{http://www.w3.org/2000/svg}circle")) == 4


def test_the_year_is_among_the_benches() -> None:
    assert "yearsim" in names()
