"""What a proposal says it writes is what approving it writes, in count and in list, whatever was asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.samples import workspace

from roadweek.errors import ProposalError, RoadweekError, UnknownNameError
from roadweek.storage import database, outbox, sessions
from roadweek.usecases import lists, queries, replan
from roadweek.usecases.undo import preview, undo
from roadweek.views.documents import EffectsView
from roadweek.views.texts import proposal_text, undo_text
from roadweek.workspace import Workspace

Written = dict[str, tuple[str, str, str] | None]

DAYS = st.integers(4, 22).map(lambda day: f"2026-03-{day:02d}")
TRACKS = st.sampled_from(["math", "english", "algorithms"])
EDITS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.tuples(DAYS, DAYS).map(lambda two: {"kind": "add_trip", "start": min(two), "end": max(two)}),
    st.fixed_dictionaries({"kind": st.just("day_off"), "date": DAYS}),
    st.fixed_dictionaries({"kind": st.just("drop"), "track": TRACKS, "date": DAYS}),
    st.fixed_dictionaries({"kind": st.just("move"), "track": TRACKS, "to": DAYS}),
    st.fixed_dictionaries({"kind": st.just("add"), "track": TRACKS, "minutes": st.integers(20, 90), "date": DAYS}),
    st.fixed_dictionaries({"kind": st.just("pause"), "track": TRACKS, "from": DAYS}),
    DAYS.map(lambda day: {"kind": "block", "start": f"{day}T08:00", "end": f"{day}T21:00"}),
)


def queue(ws: Workspace) -> Written:
    """What waits for the calendar: a session's title and times, null for its removal."""
    with database.read(ws.database) as connection:
        rows = outbox.pending(connection, ws.person)
    return {
        row.subject: (row.session.title, row.session.start.isoformat(), row.session.end.isoformat())
        if row.session
        else None
        for row in rows
    }


def settle(ws: Workspace) -> None:
    """As if all that waits had been written."""
    with database.write(ws.database) as connection:
        for row in outbox.pending(connection, ws.person):
            outbox.row_settled(connection, row.id)


def said(effects: EffectsView) -> Written:
    assert effects["put"] == sum(one["what"] != "removed" for one in effects["sessions"])
    assert effects["delete"] == sum(one["what"] == "removed" for one in effects["sessions"])
    return {
        one["id"]: None if one["what"] == "removed" else (one["title"], one["start"], one["end"])
        for one in effects["sessions"]
    }


def proposed(ws: Workspace, edits: list[dict[str, Any]], week: str | None) -> Any:
    try:
        return replan.propose(ws, edits, week=week)
    except RoadweekError:  # an edit that cannot be is refused, and nothing is proposed
        return None


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rounds=st.lists(
        st.tuples(st.lists(EDITS, max_size=2), st.sampled_from([None, "2026-W10", "2026-W11", "2026-W12"])),
        min_size=1,
        max_size=3,
    )
)
def test_approving_writes_just_what_was_shown_and_undoing_just_what_it_names(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[tuple[list[dict[str, Any]], str | None]]
) -> None:
    ws = workspace(tmp_path_factory.mktemp("ws"))
    done = 0
    for edits, week in rounds:
        view = proposed(ws, edits, week)
        if view is None or view["proposal"] is None:
            continue
        text = proposal_text(view, "en")
        for one in view["effects"]["sessions"]:
            assert one["title"] in text
        assert replan.show(ws, view["proposal"])["effects"] == view["effects"]
        replan.approve(ws, view["proposal"], digest=view["effects"]["digest"], publish=False)
        assert queue(ws) == said(view["effects"])
        settle(ws)
        done += 1
    for _ in range(done):
        shown = preview(ws)
        assert queue(ws) == {}, "looking writes nothing"
        assert shown["events"][0]["summary"] in undo_text(shown, "zh") or ws.language is None
        undo(ws, events=[shown["events"][0]["event"]], digest=shown["effects"]["digest"], publish=False)
        assert queue(ws) == said(shown["effects"])
        settle(ws)


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "drop", "track": "algorithms", "date": "2026-03-10"},
        {"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-12"},
        {"kind": "day_off", "date": "2026-03-14"},
        {"kind": "add", "track": "math", "minutes": 30, "date": "2026-03-14"},
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_week_for_the_first_time_is_shown_as_a_week(tmp_path: Path, edit: dict[str, Any], lang: Any) -> None:
    ws = workspace(tmp_path)
    view = replan.propose(ws, [edit])
    assert view["first"] == ["2026-W11"]
    assert view["effects"]["put"] > len([c for c in view["changes"] if c["kind"] != "dropped"])
    text = proposal_text(view, lang)
    assert str(view["effects"]["put"]) in text.splitlines()[0]
    for one in view["effects"]["sessions"]:
        assert f"{one['start'][11:16]}–{one['end'][11:16]} {one['title']}" in text
    replan.approve(ws, str(view["proposal"]), publish=False)
    week = queries.week(ws, date(2026, 3, 10))
    assert [(s["id"], s["start"]) for s in week["sessions"]] == [
        (one["id"], one["start"]) for one in view["effects"]["sessions"]
    ]


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "cancel_trip", "start": "2026-03-11"},
        {"kind": "change_trip", "start": "2026-03-20", "new_end": "2026-03-22"},
        {"kind": "cancel_trip", "start": "2025-06-02"},
    ],
)
def test_a_trip_that_nobody_knows_is_refused_and_those_known_are_named(tmp_path: Path, edit: dict[str, Any]) -> None:
    ws = workspace(tmp_path)
    lists.add_trip(ws, date(2026, 3, 16), date(2026, 3, 17))
    with pytest.raises(UnknownNameError, match="2026-03-16 – 2026-03-17"):
        replan.propose(ws, [edit])


def test_an_approval_that_would_write_something_else_writes_nothing_and_names_the_new_proposal(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    view = replan.propose(ws, [], week="2026-W11")
    row = sessions.as_row(_first_of(ws))  # before the transaction: a draft is kept by a write of its own
    with database.write(ws.database) as connection:  # a session of another week takes an id of this one meanwhile
        sessions.put(connection, ws.person, [{**row, "week": "2026-W12", "title": "Elsewhere"}], 1)
    with pytest.raises(ProposalError, match="new form"):
        replan.approve(ws, str(view["proposal"]), publish=False)
    assert queue(ws) == {}
    assert lists.trips(ws) == {"trips": []}


def _first_of(ws: Workspace) -> Any:
    from roadweek.usecases.drafts import draft

    return sessions.as_sessions(draft(ws, "2026-W11")[1])[0]
