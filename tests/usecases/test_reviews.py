"""Recall and redo in a workspace: notes only after the answer, one day's box, a week's set, and undo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.samples import WEDNESDAY, small_plan, workspace
from tests.usecases.test_attempts import Clock, kept

from roadweek.domain.base import Range
from roadweek.domain.plan import Activity
from roadweek.errors import DateError, InputError, OutOfOrderError, UnknownNameError
from roadweek.reviewing.recall import minutes_of
from roadweek.storage import database
from roadweek.usecases.attempts import attempt, set_pinned
from roadweek.usecases.daily_recall import answered, day
from roadweek.usecases.queries import today
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_redo import exam, redo, swap
from roadweek.workspace import Workspace


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ws(tmp_path: Path, clock: Clock) -> Workspace:
    return workspace(tmp_path / "ws", clock=clock)


def test_the_recall_shows_titles_and_the_notes_come_with_a_stuck_answer(ws: Workspace, clock: Clock) -> None:
    attempt(ws, "LC 124 Maximum Path Sum", idea="gain of each child, at least 0")
    clock.pass_(days=1)
    view = day(ws)
    assert [item["title"] for item in view["recall"]] == ["LC 124 Maximum Path Sum"]
    assert "gain" not in str(view)
    told = answered(ws, "lc124", "stuck")
    assert told["problem"]["notes"] == "gain of each child, at least 0"
    assert told["again"] == "2026-03-06"
    clock.pass_(days=1)
    assert [(item["problem"], item["why"]) for item in day(ws)["recall"]] == [("lc-124", "stuck")]
    assert answered(ws, "lc124", "fine")["again"] is None
    clock.pass_(days=1)
    assert day(ws)["recall"] == []


def test_today_has_the_same_choice_as_the_recall(ws: Workspace, clock: Clock) -> None:
    for n in range(1, 8):
        attempt(ws, f"LC {n}")
    clock.pass_(days=1)
    answered(ws, "LC 3", "shaky")
    assert [one["problem"] for one in today(ws)["recall"]] == [one["problem"] for one in day(ws)["recall"]]
    assert "lc-3" not in [one["problem"] for one in today(ws)["recall"]]


def test_missed_days_do_not_pile_up_and_are_told_with_their_day(ws: Workspace, clock: Clock) -> None:
    for back in range(14, 0, -1):
        for n in range(4):
            attempt(ws, f"LC {100 * back + n}", on=WEDNESDAY.date() - timedelta(days=back))
    view = day(ws)
    assert view["planned_min"] <= view["box_min"] == 15
    assert {item["day"] for item in view["recall"]} == {"2026-03-03"}
    assert view["left_out_count"] + len(view["recall"]) == 14 * 4
    assert {one["day"] for one in view["left_out"] if one["reason"] == "missed"} >= {"2026-03-02", "2026-02-25"}
    assert day(ws, minutes=40)["planned_min"] == 16


def test_a_time_before_the_last_answer_is_refused_and_nothing_is_written(ws: Workspace, clock: Clock) -> None:
    attempt(ws, "LC 1")
    before = kept(ws)
    with pytest.raises(OutOfOrderError):
        answered(ws, "LC 1", "fine", on=date(2026, 3, 1))
    with pytest.raises(OutOfOrderError):
        exam(ws, "LC 1", solved=True, on=date(2026, 3, 1))
    with pytest.raises(DateError):
        exam(ws, "LC 1", solved=True, on=date(2026, 3, 5))
    with pytest.raises(UnknownNameError):
        exam(ws, "LC 999", solved=True)
    with pytest.raises(InputError):
        exam(ws, "LC 1", solved=True, minutes=100_000)
    assert kept(ws) == before


def test_a_redo_that_failed_is_recalled_on_the_next_day_and_weakens_the_code_only(ws: Workspace, clock: Clock) -> None:
    attempt(ws, "LC 23", minutes=50)
    clock.pass_(days=4)  # Sunday
    told = exam(ws, "LC 23", solved=False, minutes=60)
    assert (told["again"], told["due"], told["expected_min"]) == ("2026-03-09", "2026-03-09", 45)
    clock.pass_(days=1)
    assert [item["problem"] for item in day(ws)["recall"]] == ["lc-23"]
    cards = {row[1]: row for row in kept(ws)["cards"]}
    assert cards["lc-23:code"][2] == "2026-03-09"
    assert cards["lc-23:idea"][2] < "2026-03-09"


def with_redo_session(minutes: int) -> Any:
    plan = small_plan()
    session = Activity(
        id="redo", track="algorithms", title="Sunday redo", minutes=Range.exactly(minutes), days=("SU",),
        times=Range.exactly(1), strength="must",
    )  # fmt: skip
    return plan.model_copy(update={"activities": (*plan.activities, session)})


@pytest.mark.parametrize(("minutes", "box"), [(60, 60), (120, 90)])
def test_the_week_s_session_for_it_is_named_and_binds_the_box(tmp_path: Path, minutes: int, box: int) -> None:
    ws = workspace(tmp_path / "ws", plan=with_redo_session(minutes))
    for n in range(5):
        attempt(ws, f"LC {n + 1}", minutes=30, outcome="failed")
    view = redo(ws)
    assert view["session"] is not None
    assert (view["session"]["title"], view["session"]["start"][:10]) == ("Sunday redo", "2026-03-08")
    assert view["box_min"] == box
    assert len(view["chosen"]) == box // 30
    assert view["planned_min"] <= box


def test_what_is_redone_counts_and_the_rest_of_the_set_stays(ws: Workspace, clock: Clock) -> None:
    for n in range(1, 5):
        attempt(ws, f"LC {n}", minutes=30, outcome="failed", topic=f"t{n}")
    clock.pass_(days=4)
    before = [pick["problem"] for pick in redo(ws)["chosen"]]
    exam(ws, before[0], solved=True, minutes=25)
    after = redo(ws)
    assert [one["problem"] for one in after["done"]] == before[:1]
    assert [pick["problem"] for pick in after["chosen"]] == before[1:]
    assert after["spent_min"] + after["planned_min"] <= after["box_min"]


def test_a_swap_is_told_learned_from_and_taken_back(ws: Workspace, clock: Clock) -> None:
    for name, topic in (("LC 1", "dp"), ("LC 2", "tree"), ("LC 3", "graph"), ("LC 4", "heap")):
        attempt(ws, name, minutes=30, outcome="hint" if topic == "heap" else "failed", topic=topic)
    before, state = redo(ws), kept(ws)
    assert "lc-4" not in [pick["problem"] for pick in before["chosen"]]
    out = before["chosen"][1]["problem"]
    view = swap(ws, out, "LC 4")
    expected = [("lc-4" if pick["problem"] == out else pick["problem"]) for pick in before["chosen"]]
    assert [pick["problem"] for pick in view["redo"]["chosen"]] == expected
    assert view["learned"]
    assert view["redo"]["taught"]["heap"] == 1
    for wrong in ((out, "LC 1"), (expected[0], "LC 4")):
        with pytest.raises(InputError):
            swap(ws, *wrong)
    undo(ws)
    assert kept(ws) == state
    assert redo(ws) == before


def test_a_pin_and_a_paper_come_into_the_set_and_an_empty_week_says_nothing(ws: Workspace, clock: Clock) -> None:
    assert redo(ws)["chosen"] == []
    attempt(ws, "arXiv 2305.18290 DPO", on=date(2026, 1, 5))
    assert redo(ws)["chosen"] == []
    set_pinned(ws, "arxiv 2305.18290", pinned=True)
    (pick,) = redo(ws)["chosen"]
    assert (pick["kind"], pick["reasons"][0]["code"]) == ("paper", "pin")


@given(st.data())
@settings(max_examples=12)
def test_no_ritual_takes_more_than_its_box_on_any_day_of_a_gap_and_undo_restores_all(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    clock = Clock()
    ws = workspace(tmp_path_factory.mktemp("gap") / "ws", clock=clock)
    empty = kept(ws)
    writes = 0
    for _ in range(data.draw(st.integers(1, 4))):
        for _ in range(data.draw(st.integers(0, 6))):
            attempt(
                ws,
                f"LC {data.draw(st.integers(1, 9))}",
                minutes=data.draw(st.integers(1, 200)),
                outcome=data.draw(st.sampled_from(["solved", "hint", "failed"])),
            )
            writes += 1
        clock.pass_(days=1)
        view = day(ws)
        for item in view["recall"][: data.draw(st.integers(0, 3))]:
            answered(ws, item["problem"], data.draw(st.sampled_from(["stuck", "shaky", "fine"])))
            writes += 1
    first = clock.now.date()
    for gap in range(15):
        on = first + timedelta(days=gap)
        recall, set_ = day(ws, on), redo(ws, on)
        assert recall["planned_min"] <= max(0, recall["box_min"] - recall["spent_min"])
        assert set_["planned_min"] <= set_["box_min"]
        assert len(set_["chosen"]) <= 3
    assert day(ws, first + timedelta(days=14))["recall"] == [], "nothing is owed after the gap"
    for _ in range(writes):
        assert undo(ws)["kept"] == []
    assert kept(ws) == empty


def test_looking_uses_its_indexes(ws: Workspace) -> None:
    """The questions of each look, as SQLite plans them: no table of the coach is read as a whole."""
    asked: list[str] = []
    with database.read(ws.database) as connection:
        connection.set_trace_callback(asked.append)
        from roadweek.usecases.daily_recall import recall_choice
        from roadweek.usecases.weekly_redo import _Redo  # pyright: ignore[reportPrivateUsage] -- what a look asks

        recall_choice(connection, ws, datetime(2026, 3, 4).date())  # noqa: DTZ001 -- a date
        _Redo(connection, ws, date(2026, 3, 4))
        connection.set_trace_callback(None)
        questions = [text for text in asked if text.startswith("SELECT")]
        assert len(questions) > 5
        for question in questions:
            plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}")]
            assert not [step for step in plan if step.startswith("SCAN")], question
    assert minutes_of(1) > minutes_of(3)
