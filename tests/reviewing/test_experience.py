"""Experience is only gained; a row of days waits through what was away, off or free, and never becomes a debt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadweek.domain.base import DateWindow
from roadweek.domain.plan import Milestone
from roadweek.domain.week import Session, SessionStatus
from roadweek.reviewing.experience import Step, experience, gained, in_a_row, level_of, quests
from roadweek.reviewing.figures import Figures

MONDAY = datetime.fromisoformat("2026-05-04T09:00:00+02:00")


def on(day: int, status: SessionStatus, minutes: int = 60) -> Session:
    start = MONDAY + timedelta(days=day)
    return Session(
        id=f"s{day}",
        week="2026-W19",
        title=f"Day {day}",
        start=start,
        end=start + timedelta(minutes=minutes),
        status=status,
    )


def days(*numbers: int) -> list[date]:
    return [(MONDAY + timedelta(days=n)).date() for n in numbers]


def row(
    statuses: Sequence[SessionStatus | None], away: Sequence[int] = (), today: int | None = None
) -> tuple[int, int]:
    sessions = [on(n, status) for n, status in enumerate(statuses) if status is not None]
    found = in_a_row(sessions, days(*away), (), MONDAY + timedelta(days=len(statuses) - 1 if today is None else today))
    return found.days, found.waited


def test_a_row_grows_by_days_on_which_something_was_done() -> None:
    assert row(["done", "partial", "done"]) == (3, 0)
    assert row(["done", "skipped", "done"]) == (1, 0)
    assert row(["done", "done", "planned"]) == (2, 0)  # today is not over
    assert row(["planned", "skipped"]) == (0, 0)


def test_trips_and_free_days_wait_and_break_nothing() -> None:
    assert row(["done", "skipped", "planned", "done"], away=[1, 2]) == (2, 2)
    assert row(["done", None, None, "done"]) == (2, 2)
    assert row(["done", None, None, None], today=3) == (1, 0)  # what waits now is not between two days


@given(st.lists(st.sampled_from(["done", "partial", "skipped", None]), max_size=30), st.sets(st.integers(0, 29)))
def test_being_away_never_shortens_a_row(statuses: list[SessionStatus | None], away: set[int]) -> None:
    assert row(statuses, sorted(away))[0] >= row(statuses)[0]


@given(st.lists(st.sampled_from(["done", "partial", "skipped", "planned"]), max_size=20))
def test_what_the_week_shows_is_what_was_gained_and_nothing_is_lost(statuses: list[SessionStatus]) -> None:
    sessions = [on(n, status) for n, status in enumerate(statuses)]
    figures = Figures()
    experience(figures, sessions, [], [])
    points = sum(figures.value(f"experience/{kind}/points") for kind in ("focus", "method", "organising"))
    assert points == gained(sessions, {}, 0) >= 0
    assert gained([*sessions, on(25, "skipped")], {}, 0) > points  # to say so counts


def test_answers_and_attempts_count_by_their_kind() -> None:
    assert gained([], {"card": 4, "recall": 2, "redo": 1, "week": 3}, 2) == 4 + 2 + 5 + 9 + 6


@given(st.integers(0, 100_000))
def test_a_level_begins_where_the_one_before_ends(points: int) -> None:
    level, following = level_of(points)
    assert points < following
    assert level_of(following)[0] == level + 1
    assert level == 1 or level_of(following - 100 * level)[0] == level


def test_steps_belong_to_the_next_milestone_of_their_track() -> None:
    def due(name: str, day: date, track: str | None = "clay", done: date | None = None) -> Milestone:
        return Milestone(id=name, title=name, track=track, due=DateWindow.on(day), done=done)

    first, second, other = days(7, 21, 14)
    steps = [
        Step("a", "wedge", "clay", days(3)[0], beaten=True),
        Step("b", "throw", "clay", days(7)[0], beaten=False),
        Step("c", "fire", "clay", days(20)[0], beaten=False),
        Step("d", "sketch", "glaze", days(10)[0], beaten=False),
        Step("e", "some day", "clay", None, beaten=False),
    ]
    milestones = [due("bowl", first), due("set", second), due("tiles", other, "glaze"), due("talk", other, None)]
    found = quests(milestones, steps, days(0)[0])
    assert [(one.milestone.id, len(one.steps), one.beaten) for one in found] == [
        ("bowl", 2, 1),
        ("tiles", 1, 0),
        ("set", 1, 0),
    ]
    later = quests([due("bowl", first, done=days(6)[0]), *milestones[1:]], steps, days(8)[0])
    assert [one.milestone.id for one in later] == ["tiles", "set"]
