"""The figures of a week: every number is the sum of what it is traced to, whatever happened to the sessions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from roadweek.domain.base import Range
from roadweek.domain.plan import Activity
from roadweek.domain.week import LogEntry, Reason, Session, SessionStatus, Unplaced
from roadweek.domain.work import WorkPortion
from roadweek.reviewing.week_figures import left_out_by_trips, misjudged, owed, week_figures

MONDAY = datetime.fromisoformat("2026-05-04T00:00:00+02:00")
NOW = MONDAY + timedelta(days=5)
CLAY = Activity(id="clay", track="pottery", title="Throwing", minutes=Range.exactly(60), strength="must")


def session(n: int, status: SessionStatus = "planned", *, minutes: int = 60, spent: int | None = None) -> Session:
    start = MONDAY + timedelta(days=n % 7, hours=9 + n // 7)
    return Session(
        id=f"s{n}",
        week="2026-W19",
        activity="clay" if n % 2 else None,
        track="pottery" if n % 3 else None,
        title=f"Sitting {n}",
        start=start,
        end=start + timedelta(minutes=minutes),
        status=status,
        must=n % 5 == 0,
        spent_min=spent,
        work=(WorkPortion(work="bowl", title="A bowl", minutes=minutes // 2, done_min=minutes // 2),) if n % 4 else (),
    )


def told(n: int, status: SessionStatus, minutes: int, spent: int) -> Session:
    return session(n, status, minutes=minutes, spent=None if status in ("planned", "skipped") else spent)


SESSIONS = st.lists(
    st.tuples(st.sampled_from(get_args(SessionStatus)), st.integers(10, 180), st.integers(1, 240)), max_size=20
).map(lambda drawn: [told(n, *one) for n, one in enumerate(drawn)])


@given(SESSIONS)
def test_every_figure_is_the_sum_of_its_traces_and_the_groups_agree(sessions: list[Session]) -> None:
    figures = week_figures(sessions, [], {"clay": CLAY}, NOW)
    for key in figures:
        figure = figures.get(key)
        assert figure is not None
        assert figure.value == sum(trace.amount for trace in figure.traces)
        assert all(trace.amount for trace in figure.traces)
    for measure in ("planned", "done", "skipped", "open", "ahead"):
        total = figures.value(f"total/all/{measure}")
        for group in ("track", "strength", "day"):
            assert total == sum(figures.value(f"{group}/{name}/{measure}") for name in figures.names(group))
    assert figures.value("total/all/planned") == sum(one.minutes for one in sessions)
    assert figures.value("sessions/all/planned") == len(sessions)


@given(SESSIONS)
def test_a_planned_minute_is_done_undone_open_or_ahead(sessions: list[Session]) -> None:
    as_planned = [one.model_copy(update={"spent_min": None}) if one.status == "done" else one for one in sessions]
    figures = week_figures(as_planned, [], {}, NOW)
    parts = [figures.value(f"total/all/{measure}") for measure in ("done", "skipped", "open", "ahead")]
    assert figures.value("total/all/planned") == sum(parts)


def test_what_was_noted_without_a_session_counts_on_its_track_and_day() -> None:
    entry = LogEntry(id="l1", track="glazing", date=date(2026, 5, 6), minutes=25, outcome="done")
    of_session = entry.model_copy(update={"id": "l2", "session": "s1"})
    figures = week_figures([session(1, "done")], [entry, of_session], {}, NOW)
    assert figures.value("track/glazing/done") == 25
    assert figures.value("day/2026-05-06/done") == 25
    assert figures.value("total/all/done") == 85


def test_what_lies_behind_unreported_is_open_and_what_lies_before_is_ahead() -> None:
    figures = week_figures([session(0), session(6)], [], {}, NOW)
    assert figures.value("total/all/open") == 60
    assert figures.value("total/all/ahead") == 60


def test_minutes_that_were_spent_go_to_the_works_in_order() -> None:
    portions = (
        WorkPortion(work="bowl", title="A bowl", minutes=40, done_min=40),
        WorkPortion(work="jug", title="A jug", minutes=50, done_min=50),
    )
    one = session(1, "partial", minutes=90, spent=60).model_copy(update={"work": portions})
    figures = week_figures([one], [], {}, NOW)
    assert [figures.value(f"work/{name}/done") for name in ("bowl", "jug")] == [40, 20]
    assert figures.value("work/jug/skipped") == 30


def test_an_estimate_is_off_from_fifteen_percent_on() -> None:
    near = [session(1, "done", spent=66), session(3, "done", spent=60)]
    assert misjudged(near) == []
    far = [session(1, "done", spent=100), session(3, "done", spent=80)]
    (found,) = misjudged(far)
    assert (found.activity, found.sessions, found.planned, found.spent, found.factor) == ("clay", 2, 120, 180, 1.5)


def test_musts_that_are_undone_are_owed_and_those_ahead_are_not() -> None:
    sessions = [session(0, "skipped"), session(5, "partial", spent=20), session(10, "done"), session(20)]
    wish = Unplaced(id="u", title="Kiln", minutes=45, must=True, reason=Reason(code="busy"))
    trip = Unplaced(id="v", title="Wheel", minutes=30, reason=Reason(code="trip"))
    found = owed(sessions, [wish, trip], NOW)
    assert [(one.id, one.minutes, one.placed) for one in found] == [
        ("s0", 60, True),
        ("s5", 40, True),
        ("u", 45, False),
    ]
    assert left_out_by_trips([wish, trip]) == [trip]
