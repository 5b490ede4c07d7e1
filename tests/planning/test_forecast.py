"""Forecasts: drawn the same way each time, never surer than sure, and never earlier for more work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.plans import MONDAY, look, place, plan, strand, week, work

from roadweek.domain.base import DateWindow
from roadweek.domain.plan import Milestone
from roadweek.planning.forecast import Keeping, Remaining, simulate
from roadweek.planning.prospects import last_week, remaining, rooms_of, works_of
from roadweek.planning.schedule import schedule_of_work

UNTIL = week(20)
SURE = Keeping(mean=1.0, spread=0.0, doubt=0.0, lost=0.0)


def left(
    name: str, minutes: int, weeks: range, *, done: int = 0, spread: float = 1.35, room: str = "desk"
) -> Remaining:
    """A work that is planned evenly over some weeks, due with the last of them."""
    each = {week(n): (minutes - done) // len(weeks) for n in weeks}
    closes = week(weeks[-1])
    return Remaining(
        id=name,
        room=room,
        p50=minutes,
        p80=round(minutes * spread),
        done=done,
        planned=each,
        closes=closes,
        due=closes + timedelta(days=6),
    )


def rooms(minutes: int, names: tuple[str, ...] = ("desk",)) -> dict[str, dict[date, int]]:
    return {name: {week(n): minutes for n in range(1, 21)} for name in names}


def test_what_is_certain_is_finished_in_the_week_that_it_is_planned_to_end() -> None:
    found = simulate([left("essay", 400, range(1, 5), spread=1.0)], rooms(600), MONDAY, UNTIL, keeping=SURE)
    essay = found.of("essay")
    assert essay is not None
    assert essay.probability == 1.0
    assert essay.day is not None
    assert week(4) <= essay.day <= week(4) + timedelta(days=6)


def test_the_same_input_gives_the_same_days_and_another_work_does_not_shake_them() -> None:
    essay, other = left("essay", 400, range(1, 5)), left("sketch", 200, range(1, 3), room="studio")
    alone = simulate([essay], rooms(120), MONDAY, UNTIL)
    assert simulate([essay], rooms(120), MONDAY, UNTIL) == alone
    beside = simulate([essay, other], rooms(120, ("desk", "studio")), MONDAY, UNTIL)
    assert beside.days["essay"] == alone.days["essay"]


def test_where_a_place_has_no_minute_to_spare_half_of_the_lives_are_late() -> None:
    found = simulate([left("essay", 400, range(1, 5))], rooms(100), MONDAY, UNTIL, keeping=SURE, buffer=0.0).of("essay")
    assert found is not None
    assert found.probability == pytest.approx(0.5, abs=0.02)
    early, middle, late = (found.quantile(q) for q in (0.1, 0.5, 0.9))
    assert early is not None
    assert middle is not None
    assert late is not None
    assert early <= middle < late


def test_what_is_planned_nowhere_and_has_no_room_has_no_day() -> None:
    essay = Remaining("essay", "desk", 300, 400, 0, {}, week(4), week(4) + timedelta(days=6))
    found = simulate([essay], {}, MONDAY, UNTIL).of("essay")
    assert found is not None
    assert (found.day, found.probability) == (None, 0.0)


def test_a_topic_is_done_enough_with_half_when_its_time_is_over() -> None:
    topic = left("tides", 400, range(1, 5))
    whole = simulate([topic], rooms(80), MONDAY, UNTIL, buffer=0.0).of("tides")
    half = simulate([_with(topic, enough=0.5)], rooms(80), MONDAY, UNTIL, buffer=0.0).of("tides")
    assert whole is not None
    assert half is not None
    assert whole.probability is not None
    assert half.probability is not None
    assert whole.probability < 0.4 < 0.9 < half.probability


def _with(one: Remaining, **changes: object) -> Remaining:
    from dataclasses import replace

    return replace(one, **changes)  # type: ignore[arg-type]


WORKS = st.lists(
    st.tuples(st.integers(30, 900), st.integers(1, 8), st.integers(1, 8), st.integers(0, 200)), min_size=1, max_size=4
)


def made(rows: list[tuple[int, int, int, int]]) -> list[Remaining]:
    return [
        left(f"w{n}", minutes, range(first, first + length), done=min(done, minutes - 1))
        for n, (minutes, first, length, done) in enumerate(rows)
    ]


@settings(max_examples=60)
@given(rows=WORKS, room=st.integers(0, 300), mean=st.floats(0.3, 1.0), spread=st.floats(0.0, 0.3))
def test_a_probability_is_between_none_and_one_and_quantiles_are_in_order(
    rows: list[tuple[int, int, int, int]], room: int, mean: float, spread: float
) -> None:
    works = made(rows)
    found = simulate(works, rooms(room), MONDAY, UNTIL, keeping=Keeping(mean, spread), draws=40)
    everything = found.all_of([w.id for w in works], due=week(6))
    for one in [*(found.of(w.id) for w in works), everything]:
        assert one is not None
        assert one.probability is not None
        assert 0 <= one.probability <= 1
        ends = [one.quantile(q) or date.max for q in (0.1, 0.5, 0.8, 0.9)]
        assert ends == sorted(ends)
        assert all(day is None or day >= MONDAY for day in one.days)


@settings(max_examples=60)
@given(rows=WORKS, room=st.integers(0, 300), more=st.integers(1, 600), which=st.integers(0, 3))
def test_more_work_is_never_finished_earlier(
    rows: list[tuple[int, int, int, int]], room: int, more: int, which: int
) -> None:
    works = made(rows)
    at = which % len(works)
    longer = [*works[:at], _with(works[at], p50=works[at].p50 + more, p80=works[at].p80 + more), *works[at + 1 :]]
    # as it was planned: what is more comes to light while it is done
    one = simulate(works, rooms(room), MONDAY, UNTIL, draws=40)
    other = simulate(longer, rooms(room), MONDAY, UNTIL, draws=40)
    name = works[at].id
    first = [one.days[name][n] or date.max for n in range(40)]
    second = [other.days[name][n] or date.max for n in range(40)]
    late = sum(a > b for a, b in zip(first, second, strict=True))
    assert late == 0


def test_a_plan_is_forecast_from_its_allocation_and_a_milestone_from_its_works() -> None:
    essay = work("essay", 1, 4, 400, due=True, kind="deliverable", lines=(7,))
    notes = work("notes", 2, 6, 200, track="history")
    of = plan(
        strand("s", essay, notes, places=("desk",), track="history"),
        activities=(place("desk", 90, 3),),
        milestones=(
            Milestone(id="m1", title="The essay", due=DateWindow.on(week(5) - timedelta(days=1)), lines=(7,)),
            Milestone(id="m2", title="The course", due=DateWindow.on(week(7) - timedelta(days=1)), track="history"),
        ),
    )
    view = look(of)
    weeks = schedule_of_work(view, MONDAY, {}, view.usual)
    works = remaining(view, of, weeks, {}, {}, MONDAY)
    until = last_week(view, works, MONDAY)
    found = simulate(works, rooms_of(view, works, view.usual, MONDAY, until), MONDAY, until)
    assert [w.id for w in works_of(of.milestones[0], of.milestones, view)] == ["essay"]
    assert [w.id for w in works_of(of.milestones[1], of.milestones, view)] == ["essay", "notes"]
    first, second = found.of("essay"), found.all_of(["essay", "notes"], due=week(7) - timedelta(days=1))
    assert first is not None
    assert second is not None
    assert first.day is not None
    assert second.day is not None
    assert first.day <= second.day
    assert first.probability is not None
    assert first.probability > 0.7


def test_what_takes_less_than_planned_is_finished_early_and_what_is_done_already_cannot_be_less() -> None:
    sure = left("essay", 400, range(1, 9), spread=1.35)
    found = simulate([sure], rooms(600), MONDAY, UNTIL, keeping=SURE)
    essay = found.of("essay")
    assert essay is not None
    early, late = essay.quantile(0.1), essay.quantile(0.9)
    assert early is not None
    assert late is not None
    assert early < week(7)
    assert week(8) <= late
    used_up = simulate([left("essay", 400, range(1, 2), done=398)], rooms(60), MONDAY, UNTIL, keeping=SURE).of("essay")
    assert used_up is not None
    # not finished with nearly all that was planned: that it takes longer is likely, and it does not end by itself
    assert (used_up.quantile(0.9) or date.max) > week(3)


def test_of_an_unknown_person_less_is_sure_and_a_week_may_be_lost() -> None:
    def chance(keeping: Keeping, minutes: int = 110) -> float:
        works = [left("essay", 400, range(1, 5), spread=1.0)]
        found = simulate(works, rooms(minutes), MONDAY, UNTIL, keeping=keeping, buffer=0.0).of("essay")
        assert found is not None
        assert found.probability is not None
        return found.probability

    known = Keeping(mean=0.95, spread=0.02, weeks=20, doubt=0.0, lost=0.0)
    assert chance(known) > 0.98
    assert 0.6 < chance(_kept(known, lost=0.05)) < 0.95
    assert chance(_kept(known, doubt=0.1)) < 0.9
    tight = _kept(known, mean=0.85)
    assert chance(tight) == 0.0
    assert chance(_kept(tight, doubt=0.1)) > 0.1


def _kept(one: Keeping, **changes: float) -> Keeping:
    from dataclasses import replace

    return replace(one, **changes)  # type: ignore[arg-type]


def test_what_finished_works_took_moves_and_widens_a_forecast() -> None:
    plain = left("essay", 400, range(1, 5))
    for room in (100, 130, 170):
        told = [
            simulate([one], rooms(room), MONDAY, UNTIL, keeping=SURE, buffer=0.0).of("essay")
            for one in (_with(plain, bias=0.3), plain, _with(plain, bias=-0.3))
        ]
        chances = [one.probability for one in told if one is not None and one.probability is not None]
        assert chances == sorted(chances)
    wide = simulate([_with(plain, spread=0.8)], rooms(300), MONDAY, UNTIL, keeping=SURE).of("essay")
    narrow = simulate([_with(plain, spread=0.1)], rooms(300), MONDAY, UNTIL, keeping=SURE).of("essay")
    assert wide is not None
    assert narrow is not None
    assert (wide.quantile(0.1) or date.max) < (narrow.quantile(0.1) or date.max)
