"""Works: listed with their progress, shown with their sessions, steered by proposals that undo takes back exactly."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.samples import WEDNESDAY, working_plan, workspace

from roadweek.domain.base import Language
from roadweek.domain.plan import Task
from roadweek.domain.work import WorkOutput
from roadweek.errors import EditError, InputError, UnknownNameError
from roadweek.storage import database, events, plans, sessions
from roadweek.usecases import queries, replan
from roadweek.usecases.export import export
from roadweek.usecases.record import record
from roadweek.usecases.sentences import understand_text
from roadweek.usecases.undo import undo
from roadweek.usecases.unit_of_work import UnitOfWork, take_back
from roadweek.usecases.works import work_list, work_show
from roadweek.versions.check import work_id
from roadweek.versions.restore import restored
from roadweek.versions.snapshot import load
from roadweek.views.documents import WorkView
from roadweek.workspace import Workspace

NEXT_WEEK = "2026-W11"
TUESDAY = date(2026, 3, 10)
STEERING: list[dict[str, Any]] = [
    {"kind": "add_work", "title": "Hand in the sheet", "track": "math", "minutes": 120, "due": "2026-03-20"},
    {"kind": "set_effort", "work": "d1", "minutes": 600},
    {"kind": "split_work", "work": "d1", "steps": [{"title": "outline", "minutes": 60}, {"title": "draft"}]},
    {"kind": "finish_work", "work": "d1", "date": "2026-03-03", "evidence": "in the repository"},
    {"kind": "skip_work", "work": "u1"},
    {"kind": "order_work", "work": "u2", "before": "u1"},
    {"kind": "focus", "track": "math", "minutes": 600, "until": "2026-10-07"},
]


def working(tmp_path: Path, now: datetime = WEDNESDAY, **more: Any) -> Workspace:
    return workspace(tmp_path, now=now, plan=working_plan().model_copy(update=more))


def approved(ws: Workspace, edits: list[Any], week: str | None = None) -> None:
    proposal = replan.propose(ws, edits, week=week)["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)


def listed(ws: Workspace, **how: Any) -> dict[str, WorkView]:
    return {work["id"]: work for strand in work_list(ws, **how)["strands"] for work in strand["works"]}


def at(ws: Workspace, now: str) -> Workspace:
    moment = datetime.fromisoformat(now)
    return Workspace(path=ws.path, settings=ws.settings, timezone=ws.timezone, clock=lambda: moment)


def state(ws: Workspace) -> str:
    """All that a person can see of the plan and its weeks, as text."""
    with database.read(ws.database) as connection:
        standing = load(connection, ws)
        weeks = {w: sessions.of_week(connection, ws.person, w) for w in sessions.accepted_weeks(connection, "me", "")}
    content = [export(ws, "json")["content"], export(ws, "markdown")["content"], work_list(ws), weeks]
    return json.dumps([content, [a.edit.to_json() for a in standing.adjustments]], sort_keys=True)


def test_the_list_says_effort_window_and_the_weeks_in_which_each_work_is_done(tmp_path: Path) -> None:
    ws = working(tmp_path, tasks=(Task(id="t1", title="Form", minutes=90, due=date(2026, 3, 13)),))
    works = listed(ws)
    assert list(works) == ["u1", "u2", "u3", "d1", "d2", "t1"]
    report = works["d1"]
    assert (report["from"], report["due"], report["effort_min"], report["effort_by"]) == (
        "2026-03-01", "2026-03-20", [360, 486], "stated",
    )  # fmt: skip
    assert (report["state"], works["d2"]["state"], works["u3"]["state"]) == ("running", "waiting", "waiting")
    assert sum(report["weeks"].values()) == 360
    assert min(report["weeks"]) == "2026-W10"
    assert (works["t1"]["kind"], works["t1"]["weeks"], works["t1"]["short_min"]) == ("task", {"2026-W10": 90}, 0)
    assert set(listed(ws, track="数学")) == {"u1", "u2", "u3"}


def test_what_was_done_counts_and_what_was_only_planned_does_not(tmp_path: Path) -> None:
    ws = working(tmp_path)
    approved(ws, [], NEXT_WEEK)
    mine = [s for s in queries.week(ws, TUESDAY)["sessions"] if any(p["id"] == "d1" for p in s["work"])]
    later = at(ws, "2026-03-16T08:00:00+08:00")
    assert listed(later)["d1"]["done_min"] == 0
    record(later, [{"kind": "finish", "session": mine[0]["id"]}])
    minutes = sum(p["minutes"] for p in mine[0]["work"] if p["id"] == "d1")
    assert listed(later)["d1"]["done_min"] == minutes > 0


def test_a_session_done_in_part_counts_with_the_minutes_that_were_noted(tmp_path: Path) -> None:
    ws = working(tmp_path)
    approved(ws, [], NEXT_WEEK)
    mine = next(s for s in queries.week(ws, TUESDAY)["sessions"] if any(p["id"] == "d1" for p in s["work"]))
    with database.write(ws.database) as connection:
        row = sessions.get(connection, ws.person, mine["id"])
        assert row is not None
        sessions.put(connection, ws.person, [{**row, "status": "partial"}], 2)
        connection.execute(
            "INSERT INTO log (person, id, track, date, minutes, outcome, session, at) VALUES"
            " (?, 'l9', 'algorithms', '2026-03-10', 25, 'partial', ?, NULL)",
            [ws.person, mine["id"]],
        )
    assert listed(at(ws, "2026-03-16T08:00:00+08:00"))["d1"]["done_min"] == 25


def test_an_accepted_week_is_listed_as_it_stands(tmp_path: Path) -> None:
    ws = working(tmp_path)
    before = listed(ws)["d1"]["weeks"]
    approved(ws, [], NEXT_WEEK)
    placed = [p for s in queries.week(ws, TUESDAY)["sessions"] for p in s["work"] if p["id"] == "d1"]
    assert listed(ws)["d1"]["weeks"][NEXT_WEEK] == sum(p["minutes"] for p in placed) == before[NEXT_WEEK]


@pytest.mark.parametrize("edit", STEERING, ids=lambda e: e["kind"])
def test_undo_puts_everything_back_byte_for_byte_and_undoing_that_brings_it_again(
    tmp_path: Path, edit: dict[str, Any]
) -> None:
    ws = working(tmp_path)
    approved(ws, [], NEXT_WEEK)
    before = state(ws)
    approved(ws, [edit])
    after = state(ws)
    assert after != before
    undo(ws, publish=False)
    assert state(ws) == before
    with database.write(ws.database) as connection:
        take_back(connection, ws, events.latest(connection, ws.person, 1)[0], "person")
    assert re.sub(r"\ba2\b", "a1", state(ws)) == after, "an edit that is put back has the next number"


def test_what_was_planned_for_a_finished_work_is_free_for_what_comes_next(tmp_path: Path) -> None:
    ws = working(tmp_path)
    approved(ws, [], NEXT_WEEK)
    approved(ws, [{"kind": "finish_work", "work": "the report on sorting"}])
    held = [p["id"] for s in queries.week(ws, TUESDAY)["sessions"] for p in s["work"] if s["track"] == "algorithms"]
    assert "d1" not in held
    assert listed(ws)["d1"]["state"] == "done"
    assert "d1" not in listed(ws, only_open=True)


def test_progress_of_a_split_work_is_that_of_its_first_steps(tmp_path: Path) -> None:
    ws = working(tmp_path)
    approved(ws, [], NEXT_WEEK)
    mine = next(s for s in queries.week(ws, TUESDAY)["sessions"] if any(p["id"] == "d1" for p in s["work"]))
    later = at(ws, "2026-03-16T08:00:00+08:00")
    record(later, [{"kind": "finish", "session": mine["id"]}])
    done = listed(later)["d1"]["done_min"]
    steps = [{"title": "outline", "minutes": 30}, {"title": "draft", "minutes": 330}]
    approved(later, [{"kind": "split_work", "work": "d1", "steps": steps}])
    works = listed(later)
    assert (works["d1.1"]["done_min"], works["d1.2"]["done_min"]) == (30, done - 30)
    assert works["d1.1"]["state"] == "running", "what is due runs until it is said to be finished"
    assert [s["id"] for s in work_show(later, "d1.2")["sessions"]][:1] == [mine["id"]]


@pytest.mark.parametrize(
    ("edit", "key"),
    [
        ({"kind": "finish_work", "work": "d2"}, "work_done"),
        ({"kind": "skip_work", "work": "u3"}, "work_dropped"),
        ({"kind": "split_work", "work": "d2", "steps": [{"title": "a"}]}, "work_done"),
        ({"kind": "set_effort", "work": "d1", "minutes": 360}, "work_effort"),
        ({"kind": "order_work", "work": "u1", "before": "d1"}, "work_elsewhere"),
        ({"kind": "order_work", "work": "u1", "before": "u2"}, "work_order"),
        ({"kind": "order_work", "work": "u1", "before": "Vectors and the norm"}, "work_itself"),
        ({"kind": "focus", "track": "math", "minutes": 0}, "focus_none"),
        ({"kind": "focus", "track": "english", "minutes": 60}, "focus_without"),
        ({"kind": "finish_work", "work": "the"}, "work_several"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_edit_without_effect_is_refused_with_what_to_do_next(
    tmp_path: Path, edit: dict[str, Any], key: str, lang: Language
) -> None:
    ws = working(tmp_path)
    approved(ws, [{"kind": "finish_work", "work": "d2"}, {"kind": "skip_work", "work": "u3"}])
    with pytest.raises(EditError) as refused:
        replan.propose(ws, [edit])
    assert refused.value.key == key
    assert refused.value.text(lang)


def test_an_unknown_work_is_told_with_the_nearest_titles(tmp_path: Path) -> None:
    ws = working(tmp_path)
    with pytest.raises(UnknownNameError) as refused:
        replan.propose(ws, [{"kind": "finish_work", "work": "Projektions"}])
    assert "u2 (Projections)" in refused.value.text("en")
    with pytest.raises(UnknownNameError, match="work list"):
        replan.propose(ws, [{"kind": "add_work", "title": "x", "after": "zzzzzz"}])


def test_a_work_is_named_by_its_id_its_title_or_words_of_it() -> None:
    plan = working_plan()
    for name in ("d1", "write the report on sorting", "report on sorting", "sorting report", "REPORT"):
        assert work_id(plan, name) == "d1"


def test_several_edits_in_one_proposal_build_on_each_other_by_order(tmp_path: Path) -> None:
    ws = working(tmp_path)
    approved(ws, [{"kind": "set_effort", "work": "d1", "minutes": 500}, {"kind": "finish_work", "work": "d2"}])
    assert (listed(ws)["d1"]["effort_min"][0], listed(ws)["d2"]["state"]) == (500, "done")


def test_steering_that_changes_no_accepted_week_puts_none_on_the_calendar(tmp_path: Path) -> None:
    ws = working(tmp_path)
    proposal = replan.propose(ws, [{"kind": "skip_work", "work": "u1"}])
    assert (proposal["weeks"], proposal["changes"]) == ([], [])
    approved(ws, [{"kind": "skip_work", "work": "u1"}])
    assert listed(ws)["u1"]["state"] == "dropped"


def test_a_work_is_shown_with_the_sessions_that_hold_it(tmp_path: Path) -> None:
    ws = working(tmp_path)
    approved(ws, [], NEXT_WEEK)
    shown = work_show(ws, "the report")
    assert (shown["id"], shown["strand"], shown["effort"]) == ("d1", "Report", "stated")
    held = [s for s in queries.week(ws, TUESDAY)["sessions"] if any(p["id"] == "d1" for p in s["work"])]
    assert [s["id"] for s in shown["sessions"]] == [s["id"] for s in held]
    assert sum(s["minutes"] for s in shown["sessions"]) == shown["weeks"][NEXT_WEEK]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_session_explains_what_it_is_for_why_this_week_and_how_far_it_is(tmp_path: Path, lang: Language) -> None:
    ws = working(tmp_path)
    ws = Workspace(path=ws.path, settings=ws.settings, timezone=ws.timezone, clock=ws.now, language=lang)
    approved(ws, [], NEXT_WEEK)
    mine = next(s for s in queries.week(ws, TUESDAY)["sessions"] if any(p["id"] == "d1" for p in s["work"]))
    (work,) = [w for w in queries.explain(ws, mine["id"])["works"] if w["id"] == "d1"]
    assert (work["title"], work["begins"], work["due"], work["lines"]) == (
        "Write the report on sorting", "2026-03-01", "2026-03-20", [12],
    )  # fmt: skip
    assert ("Report" in work["why"], "6" in work["progress"]) == (True, True)
    habit = next(s for s in queries.week(ws, TUESDAY)["sessions"] if not s["work"])
    assert queries.explain(ws, habit["id"])["works"] == []


def test_an_export_brings_the_steering_along(tmp_path: Path) -> None:
    ws = working(tmp_path)
    made = [e for e in STEERING if e["kind"] not in ("finish_work", "skip_work")]
    approved(ws, [*made[:3], {"kind": "skip_work", "work": "u3"}, *made[3:]])
    approved(ws, [{"kind": "set_effort", "work": "outline", "minutes": 45}])
    approved(ws, [{"kind": "finish_work", "work": "Hand in the sheet"}])
    text = export(ws, "markdown")["content"]
    back = restored(text, working_plan(), (), on=WEDNESDAY.date(), first=1)
    with database.read(ws.database) as connection:
        standing = load(connection, ws)
    assert [edit.kind for edit in back] == [a.edit.kind for a in standing.adjustments]
    other = workspace(tmp_path / "other", plan=working_plan())
    with database.write(other.database) as connection:
        change = UnitOfWork(connection, other)
        first = plans.next_seq(connection, other.person)
        for edit in restored(text, working_plan(), (), on=WEDNESDAY.date(), first=first):
            change.put_in_force(edit)
        change.finish(kind="recorded", actor="person", summary=("recorded", {"edits": []}))
    assert {k: (w["state"], w["effort_min"], w["title"]) for k, w in listed(other).items()} == {
        k: (w["state"], w["effort_min"], w["title"]) for k, w in listed(ws).items()
    }


def test_a_track_that_is_not_known_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        work_list(working(tmp_path), track="piano")


def test_a_sentence_names_a_work_by_its_title_or_by_a_word_that_is_its_own(tmp_path: Path) -> None:
    plan = working_plan()
    algebra, report = plan.strands
    named = algebra.works[0].model_copy(update={"title": "Run the model with TensorRT"})
    strands = (algebra.model_copy(update={"works": (named, *algebra.works[1:])}), report)
    ws = working(tmp_path, strands=strands)
    for text, edit in (
        ("the TensorRT run takes six hours", {"kind": "set_effort", "work": "u1", "minutes": 360}),
        ("TensorRT 那个要六小时", {"kind": "set_effort", "work": "u1", "minutes": 360}),
        ("write the report on sorting is done", {"kind": "finish_work", "work": "d1", "date": "2026-03-04"}),
    ):
        assert understand_text(ws, text)["edits"] == [edit]
    approved(ws, understand_text(ws, "I finished the TensorRT run")["edits"])
    assert listed(ws)["u1"]["state"] == "done"
    assert understand_text(ws, "the TensorRT run takes six hours")["edits"] == [], "it is no open work any more"


def test_a_work_and_a_session_tell_what_is_to_come_out_of_it(tmp_path: Path) -> None:
    outputs = (WorkOutput(label="Output", text="a report of two pages", lines=(4,)), WorkOutput(label="CV", text="x"))
    plan = working_plan()
    strands = tuple(
        s.model_copy(
            update={"works": tuple(w.model_copy(update={"outputs": outputs}) if w.id == "d1" else w for w in s.works)}
        )
        for s in plan.strands
    )
    ws = working(tmp_path, strands=strands)
    told = [{"label": o.label, "text": o.text, "lines": list(o.lines)} for o in outputs]
    assert work_show(ws, "d1")["outputs"] == told
    assert work_show(ws, "u1")["outputs"] == []
    approved(ws, [], NEXT_WEEK)
    mine = next(s for s in queries.week(ws, TUESDAY)["sessions"] if any(p["id"] == "d1" for p in s["work"]))
    (work,) = [w for w in queries.explain(ws, mine["id"])["works"] if w["id"] == "d1"]
    assert work["outputs"] == told
