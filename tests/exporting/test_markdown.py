"""The plan as it stands, written out as Markdown that the importer reads back as the same plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import PLAN, PLAN_ZH, Call

from roadweek.domain.base import DateWindow, Range
from roadweek.domain.plan import Activity, Milestone, Period, Plan, Task, Track
from roadweek.exporting.markdown import markdown
from roadweek.exporting.plain import rhythm, span_words, window_words
from roadweek.importing.reading import PlanReading
from roadweek.planning.read import read_plan

Ask = Callable[..., Any]
TODAY = date(2026, 3, 4)


def _periods(plan: Plan) -> set[tuple[Any, ...]]:
    titles = {p.id: p.title for p in plan.periods}
    return {
        (p.title, p.start and p.start.earliest, p.end and p.end.latest, titles.get(p.parent or ""))
        for p in plan.periods
        if not p.superseded
    }


def _rhythm(a: Activity) -> tuple[Any, ...]:
    """How often: five times on five given days is once on each of them."""
    if a.per == "day" and a.days:
        return "week", (len(a.days), len(a.days)), a.days
    return a.per, (a.times.lo, a.times.hi), a.days


def _wishes(plan: Plan) -> set[tuple[Any, ...]]:
    return {
        (a.track, a.template, a.strength, a.slots, a.minutes, a.total_minutes, a.first, a.last, *_rhythm(a))
        for a in plan.activities
    }


def _dues(plan: Plan) -> set[tuple[Any, ...]]:
    return {(m.title, m.due, m.track) for m in plan.milestones}


def _read(path: Path) -> PlanReading:
    return read_plan(path.read_text(encoding="utf-8"), name=path.name)


@pytest.mark.parametrize("example", [PLAN, PLAN_ZH], ids=["english", "chinese"])
def test_what_is_exported_is_read_back_as_the_same_plan(example: Path) -> None:
    plan = _read(example).plan
    back = read_plan(markdown(plan, today=TODAY), name="back.md").plan
    assert _periods(back) == _periods(plan)
    assert _wishes(back) == _wishes(plan)
    assert _dues(back) == _dues(plan)
    assert sorted(r.text for r in back.rules) == sorted(r.text for r in plan.rules)
    assert [(d.question, d.options) for d in back.decisions] == [(d.question, d.options) for d in plan.decisions]
    assert [[(u.title, u.note) for u in c.units] for c in back.curricula] == [
        [(u.title, u.note) for u in c.units] for c in plan.curricula
    ]
    assert (back.title, back.as_of, back.language) == (plan.title, plan.as_of, plan.language)


@pytest.mark.parametrize("example", [PLAN, PLAN_ZH], ids=["english", "chinese"])
def test_an_export_of_an_export_is_the_same_text(example: Path) -> None:
    first = markdown(_read(example).plan, today=TODAY)
    assert markdown(read_plan(first, name="back.md").plan, today=TODAY) == first


def _plan(*wishes: Activity, language: str = "en", **more: Any) -> Plan:
    tracks = (Track(id="running", title="Running"),)
    return Plan.model_validate(
        {
            "id": "p", "title": "A plan", "language": language, "as_of": "2026-03-01", "source_sha256": "0",
            "tracks": tracks, "activities": wishes, **more,
        }
    )  # fmt: skip


_FIGURES: list[dict[str, Any]] = [
    {"minutes": Range.exactly(30), "per": "day"},
    {"minutes": Range.exactly(30), "per": "day", "days": ("MO", "TU", "WE", "TH", "FR")},
    {"minutes": Range(lo=60, hi=90), "times": Range.exactly(2), "days": ("TU", "TH"), "slots": ("evening",)},
    {"minutes": Range.exactly(45), "times": Range.exactly(3), "days": ("MO", "TU", "WE", "TH", "FR")},
    {"minutes": Range.exactly(60), "times": Range.exactly(1), "days": ("SA", "SU")},
    {"minutes": Range(lo=180, hi=240), "days": ("SA",), "slots": ("morning",)},
    {"minutes": Range.exactly(20), "times": Range(lo=2, hi=3)},
    {"minutes": Range.exactly(60), "per": "month"},
    {"total_minutes": Range.exactly(360)},
    {"total_minutes": Range(lo=600), "strength": "must"},  # "at least" is an obligation
    {"minutes": Range.exactly(25), "per": "day", "strength": "must"},
    {"minutes": Range.exactly(25), "days": ("SU",), "strength": "optional"},
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("figures", _FIGURES, ids="-".join)
def test_every_rhythm_is_read_back_as_it_was(figures: dict[str, Any], language: str) -> None:
    title = "Running" if language == "en" else "跑步"
    wish = Activity.model_validate({"id": "running", "track": "running", "title": title, **figures})
    back = read_plan(markdown(_plan(wish, language=language), today=TODAY), name="back.md").plan
    (read,) = back.activities
    assert _rhythm(read) == _rhythm(wish)
    assert (read.minutes, read.total_minutes) == (wish.minutes, wish.total_minutes)
    assert (read.slots, read.strength) == (wish.slots, wish.strength)


def test_a_wish_that_begins_later_is_read_back_with_its_first_day() -> None:
    wish = Activity(id="running", track="running", title="Running", minutes=Range.exactly(30), first=date(2026, 4, 6))
    wish = wish.model_copy(update={"last": date(2026, 12, 31)})
    year = Period(
        id="y", title="The year", kind="horizon", start=DateWindow.on(date(2026, 3, 1)),
        end=DateWindow.on(date(2026, 12, 31)),
    )  # fmt: skip
    plan = _plan(wish.model_copy(update={"period": "y"}), periods=(year,))
    (read,) = read_plan(markdown(plan, today=TODAY), name="back.md").plan.activities
    assert (read.first, read.last) == (date(2026, 4, 6), date(2026, 12, 31))


def test_what_has_ended_is_left_out() -> None:
    gone = Activity(id="running", track="running", title="Running", minutes=Range.exactly(30), last=date(2026, 3, 1))
    assert "Running" not in markdown(_plan(gone), today=TODAY)


@pytest.mark.parametrize(
    ("window", "english", "chinese"),
    [
        (("2026-03-31", "2026-03-31"), "2026-03-31", "2026-03-31"),
        (("2026-11-01", "2026-11-10"), "early November 2026", "2026年11月上旬"),
        (("2026-11-11", "2026-11-20"), "mid November 2026", "2026年11月中旬"),
        (("2026-02-21", "2026-02-28"), "late February 2026", "2026年2月下旬"),
        (("2026-11-03", "2026-12-04"), "2026-12-04", "2026-12-04"),
    ],
)
def test_a_third_of_a_month_is_said_as_one(window: tuple[str, str], english: str, chinese: str) -> None:
    found = DateWindow.model_validate({"earliest": window[0], "latest": window[1]})
    assert window_words(found, "en", end=True) == english
    assert window_words(found, "zh", end=True) == chinese


def test_open_ends_are_said() -> None:
    day = DateWindow.on(date(2026, 3, 1))
    assert span_words(day, None, "en") == "from 2026-03-01"
    assert span_words(None, day, "zh") == "到 2026-03-01"
    assert span_words(None, None, "en") == ""


def test_a_rhythm_reads_as_one_would_say_it() -> None:
    wish = Activity(id="a", track="t", title="x", minutes=Range.exactly(25), times=Range.exactly(2), days=("TU", "TH"))
    assert rhythm(wish, "en") == "Tuesday and Thursday, 25 min"
    assert rhythm(wish, "zh") == "每周二、周四，25 分钟"


def test_obsidian_has_boxes_due_dates_priorities_and_what_is_done() -> None:
    plan = _plan(
        tracks=(Track(id="edge", title="Edge", priority=1),),
        milestones=(
            Milestone(id="m", title="Talk given", due=DateWindow.on(date(2026, 5, 20)), deadline=True),
            Milestone(id="n", title="Post out", due=DateWindow.on(date(2026, 3, 2)), done=date(2026, 3, 1)),
        ),
        tasks=(Task(id="t", title="Write the report", track="edge", due=date(2026, 3, 13)), Task(id="u", title="Rest")),
    )
    text = markdown(plan, today=TODAY, obsidian=True)
    assert "- [ ] Talk given 📅 2026-05-20\n" in text
    assert "- [x] Post out 📅 2026-03-02 ✅ 2026-03-01\n" in text
    assert "- [ ] Write the report #edge 🔼 📅 2026-03-13\n" in text
    assert "- [ ] Rest\n" in text
    assert "📅" not in markdown(plan, today=TODAY)
    back = read_plan(text, name="back.md").plan
    assert {m.title: m.done for m in back.milestones} == {"Talk given": None, "Post out": date(2026, 3, 1)}
    assert [(task.title, task.track, task.due) for task in back.tasks] == [
        ("Write the report", "edge", date(2026, 3, 13)),
        ("Rest", None, None),
    ]


def test_a_title_with_line_breaks_stays_one_item() -> None:
    hostile = Milestone(
        id="m", title="Poster\n\n# A heading\n- every day, 60 min", due=DateWindow.on(date(2026, 5, 20))
    )
    task = Task(id="t", title="Write\n---\n# it")
    text = markdown(_plan(milestones=(hostile,), tasks=(task,)), today=TODAY)
    assert "\n# A heading" not in text
    assert [line for line in text.splitlines() if line.startswith("# ")] == ["# A plan"]


@pytest.fixture
def plan(tmp_path: Path, plan_text: str, document: Ask) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(plan_text, encoding="utf-8")
    document("import", str(path))
    return path


def test_edits_in_force_are_in_the_export(plan: Path, document: Ask, call: Call, tmp_path: Path) -> None:
    edits = [
        {"kind": "move_milestone", "milestone": "talk-given", "due": "2026-05-28"},
        {"kind": "add_milestone", "title": "Poster printed", "due": "2026-04-10"},
        {"kind": "set_activity", "track": "algorithms", "minutes": 40, "from": "2026-03-04"},
        {"kind": "add_trip", "start": "2026-05-11", "end": "2026-05-13", "place": "Ulm"},
    ]
    proposal = document("replan", "--edits", json.dumps(edits))["proposal"]
    document("approve", proposal)
    out = tmp_path / "out.md"
    view = document("plan", "export", "--out", str(out))
    assert (view["format"], view["out"], view["content"]) == ("markdown", str(out), None)
    text = out.read_text(encoding="utf-8")
    back = read_plan(text, name="out.md").plan
    due = {m.title: m.due.latest for m in back.milestones if m.due}
    assert due["Talk given"] == date(2026, 5, 28)
    assert due["Poster printed"] == date(2026, 4, 10)
    (algorithms,) = [a for a in back.activities if a.track == "algorithms"]
    assert algorithms.minutes == Range.exactly(40)
    (trip,) = yaml.safe_load(text.split("---\n")[1])["roadweek_edits"]  # what a plan's text cannot say
    assert trip == {"kind": "add_trip", "start": "2026-05-11", "end": "2026-05-13", "place": "Ulm"}


def test_trips_and_pauses_come_back_in_another_workspace_and_are_not_doubled_in_the_same(
    plan: Path, document: Ask, tmp_path: Path
) -> None:
    edits = [
        {"kind": "add_trip", "start": "2026-05-11", "end": "2026-05-13", "place": "Ulm"},
        {"kind": "pause", "track": "algorithms", "from": "2026-04-01", "until": "2026-04-14"},
    ]
    document("approve", document("replan", "--edits", json.dumps(edits))["proposal"])
    out = tmp_path / "out.md"
    document("plan", "export", "--out", str(out))
    assert document("import", str(out))["restored"] == []
    other = str(tmp_path / "other")
    assert document("import", str(out), "--dry-run", "--workspace", other)["restored"] == edits
    assert document("import", str(out), "--workspace", other)["restored"] == edits
    (trip,) = document("trip", "list", "--workspace", other)["trips"]
    assert (trip["start"], trip["end"], trip["place"]) == ("2026-05-11", "2026-05-13", "Ulm")
    assert document("undo", "--event", "1", "--workspace", other)
    assert document("import", str(out), "--workspace", other)["restored"] == edits


def test_edits_of_the_front_matter_that_fit_nothing_are_left_out(plan: Path, document: Ask, tmp_path: Path) -> None:
    beside = [
        '{"kind":"pause","track":"violin","from":"2026-04-01"}',
        '{"kind":"withdraw","adjustment":"a1"}',
        "7",
        '"x"',
    ]
    odd = tmp_path / "odd.md"
    listed = "\n".join(f"  - {one}" for one in beside)
    odd.write_text(plan.read_text(encoding="utf-8").replace("lang: en", f"lang: en\nroadweek_edits:\n{listed}"))
    assert document("import", str(odd))["restored"] == []


def test_an_export_can_be_imported_again(plan: Path, document: Ask, call: Call, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    document("plan", "export", "--out", str(out))
    view = document("import", str(out))
    assert view["version"] == 2
    kept = {item["title"] for item in view["items"] if item["group"] in ("deadlines", "milestones")}
    assert {"Talk given", "Build an offline demo"} <= kept


@pytest.mark.parametrize("form", ["markdown", "obsidian", "ics", "json"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_is_printed_and_is_one_document_with_json(
    plan: Path, document: Ask, call: Call, form: str, lang: str
) -> None:
    code, out, err = call("plan", "export", "--format", form, "--lang", lang)
    assert (code, err) == (0, "")
    view = document("plan", "export", "--format", form, "--lang", lang)
    content = json.loads(out) if form == "json" else out
    assert _unified(view["content"]) == _unified(content)


def _unified(content: Any) -> Any:
    """Captured output has its line ends translated."""
    return content.replace("\r\n", "\n") if isinstance(content, str) else content


def test_another_format_is_wrong_usage(plan: Path, call: Call) -> None:
    code, out, err = call("plan", "export", "--format", "docx")
    assert (code, out) == (2, "")
    assert "obsidian" in err


def test_the_json_export_is_the_effective_plan(plan: Path, document: Ask) -> None:
    document("milestone", "done", "talk-given")
    content = document("plan", "export", "--format", "json")["content"]
    (talk,) = [m for m in content["milestones"] if m["id"] == "talk-given"]
    assert talk["done"] == "2026-03-04"
    assert [one["edit"]["kind"] for one in content["edits"]] == ["finish_milestone"]
    known = {name: value for name, value in content.items() if name not in ("edits", "trips")}
    assert Plan.model_validate(known).title == "A small plan"
