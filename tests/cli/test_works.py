"""`work` and `plan days` as a person types them: words for people, one document for programs, errors that help."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import PLAN_ZH, Call, is_one_error_line
from tests.cli.test_startup import imports_of

from roadweek_cli.common import Usage, a_length

Ask = Callable[..., Any]


@pytest.fixture
def titles(planned: Path, document: Ask) -> dict[str, str]:
    """The ids of the English example's works by their titles."""
    return {work["title"]: work["id"] for work in document("work", "list")}


def test_the_list_is_filtered_by_track_and_by_what_is_open(planned: Path, document: Ask) -> None:
    every, edge = document("work", "list"), document("work", "list", "--track", "edge")
    assert 0 < len(edge) < len(every)
    some = next(work["id"] for work in every if work["state"] in ("running", "waiting"))
    document("work", "finish", some, "--on", "2026-03-03", "--approve")
    assert some not in {work["id"] for work in document("work", "list", "--open")}


def test_reading_works_needs_no_solver_no_model_and_no_server(imported: Path) -> None:
    heavy = {"ortools", "pandas", "numpy", "langgraph", "mcp", "openai", "httpx", "caldav", "icalendar", "jinja2"}
    assert not imports_of(imported, "work", "list") & heavy
    assert not imports_of(imported, "work", "list", "--json") & (heavy | {"rich"})


@pytest.mark.parametrize(("lang", "state"), [("en", "running"), ("zh", "进行中")])
def test_a_person_sees_lists_with_hours_states_and_the_next_weeks(
    planned: Path, call: Call, lang: str, state: str
) -> None:
    code, out, _ = call("work", "list", "--lang", lang)
    assert code == 0
    assert state in out
    assert "TensorRT" in out
    assert "W11" in out


def test_the_works_of_one_place_stand_under_one_heading(planned: Path, call: Call) -> None:
    _, out, _ = call("work", "list", "--lang", "en")
    heads = [line.strip() for line in out.splitlines() if line.strip().startswith("▸")]
    assert len(heads) > 3
    assert all(one != following for one, following in itertools.pairwise(heads))


def test_a_work_is_shown_with_its_lines_and_its_weeks(planned: Path, call: Call, document: Ask) -> None:
    (work,) = document("work", "show", "detection model on the Jetson")
    code, out, _ = call("work", "show", work["id"])
    assert code == 0
    assert work["source"][0] in out
    assert min(work["weeks"]) in out


def test_each_way_to_steer_is_a_proposal_that_approve_applies(
    planned: Path, document: Ask, titles: dict[str, str]
) -> None:
    jetson = titles["Run a detection model on the Jetson with TensorRT"]
    made = document("work", "effort", jetson, "6h")
    assert (made["state"], made["edits"]) == ("open", [{"kind": "set_effort", "work": jetson, "minutes": 360}])
    assert document("work", "show", jetson)[0]["effort_by"] != "stated"
    document("approve", made["proposal"])
    assert document("work", "show", jetson)[0]["effort_min"][0] == 360
    split = document("work", "split", jetson, "convert the model 2h", "run it", "--approve")
    assert split["edits"][0]["steps"] == [{"title": "convert the model", "minutes": 120}, {"title": "run it"}]
    document("work", "order", "run it", "--before", "convert the model", "--approve")
    edge = [work["title"] for work in document("work", "list", "--track", "edge")]
    assert edge.index("run it") + 1 == edge.index("convert the model")
    document("work", "skip", "run it", "--approve")
    finished = document("work", "finish", "convert the model", "--evidence", "a photo", "--approve")
    assert finished["edits"][0]["evidence"] == "a photo"
    states = {work["title"]: work["state"] for work in document("work", "list")}
    assert (states["run it"], states["convert the model"]) == ("dropped", "done")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["work", "show", "nothing of the kind"], 1),
        (["work", "finish", "nothing of the kind"], 1),
        (["work", "effort", "TensorRT", "6h"], 1),
        (["work", "effort", "d1", "soon"], 2),
        (["work", "order", "d1"], 2),
        (["work", "order", "d1", "--before", "d2", "--after", "d3"], 2),
        (["work", "finish", "d1", "--on", "2026-13-45"], 1),
        (["work", "list", "--track", "piano"], 1),
        (["plan", "days", "2026-03-10", "2026-03-09"], 1),
        (["plan", "days", "2026-03-10", "2028-03-09"], 1),
        (["plan", "days", "2026-03-10", "2026-03-11", "--format", "pdf"], 2),
        (["plan", "days", "2026-03-10", "2026-03-11", "--out", "x.md"], 2),
        (["plan", "days", "2026-03-10", "2026-03-11", "--format", "md", "--out", "/nowhere/x.md"], 1),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_cannot_be_is_one_line_that_helps(
    planned: Path, call: Call, words: list[str], code: int, lang: str
) -> None:
    found, out, err = call(*words, "--lang", lang)
    assert (found, out) == (code, "")
    assert is_one_error_line(err)


def test_without_a_plan_import_is_named(call: Call) -> None:
    for words in (["work", "list"], ["work", "show", "x"], ["plan", "days", "2026-03-10", "2026-03-11"]):
        code, _, err = call(*words)
        assert code == 1
        assert "import" in err


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6h", 360),
        ("90", 90),
        ("1h30", 90),
        ("90 min", 90),
        ("两小时", 120),
        ("six hours", 360),
        ("30m", 30),
        ("45 m", 45),
        ("1h15m", 75),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert a_length(text) == minutes


def test_a_length_that_is_none_is_wrong_usage() -> None:
    for text in ("soon", "6h later", ""):
        with pytest.raises(Usage):
            a_length(text)


def test_days_are_those_of_the_weeks_with_what_each_session_is_for(planned: Path, document: Ask) -> None:
    document("replan", "--week", "2026-03-09", "--approve")
    days = document("plan", "days", "2026-03-09", "2026-03-22")
    assert [day["date"] for day in days][::13] == ["2026-03-09", "2026-03-22"]
    weeks = [*document("week", "--of", "2026-03-09")["sessions"], *document("week", "--of", "2026-03-16")["sessions"]]
    told = [one for day in days for one in day["sessions"]]
    assert [(one["start"], one["title"], one["work"]) for one in told] == [
        (one["start"], one["title"], one["work"]) for one in weeks
    ]
    assert any(one["work"] for one in told)
    assert all(one["start"][:10] == day["date"] for day in days for one in day["sessions"])


def test_days_as_markdown_have_a_heading_each(planned: Path, call: Call) -> None:
    code, out, _ = call("plan", "days", "2026-03-09", "2026-03-11", "--format", "md")
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("## ")] == [
        "## Mon 9 Mar (2026-03-09)",
        "## Tue 10 Mar (2026-03-10)",
        "## Wed 11 Mar (2026-03-11)",
    ]


def test_days_as_icalendar_are_valid_with_the_zone_and_keep_their_uids(
    planned: Path, call: Call, document: Ask
) -> None:
    from icalendar import Calendar

    words = ("plan", "days", "2026-03-09", "2026-03-15", "--format", "ics")
    first, second = call(*words)[1], call(*words)[1]
    calendar: Any = Calendar.from_ical(first)  # its values have no common type
    events = list(calendar.walk("VEVENT"))
    told = [one for day in document(*words[:4]) for one in day["sessions"]]
    assert [str(event["SUMMARY"]) for event in events] == [one["title"] for one in told]
    assert [event["DTSTART"].dt for event in events] == [datetime.fromisoformat(one["start"]) for one in told]
    assert {event["DTSTART"].params["TZID"] for event in events} == {"Asia/Shanghai"}
    assert len(list(calendar.walk("VTIMEZONE"))) == 1
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids)
    again: Any = Calendar.from_ical(second)
    assert uids == [str(event["UID"]) for event in again.walk("VEVENT")]


def test_days_as_a_page_stand_alone_and_escape_what_the_plan_says(planned: Path, call: Call, tmp_path: Path) -> None:
    page = tmp_path / "days.html"
    code, out, err = call("plan", "days", "2026-03-09", "2026-03-15", "--format", "html", "--out", str(page))
    assert (code, out) == (0, "")
    assert str(page) in err
    text = page.read_text(encoding="utf-8")
    assert text.count("<article") == 7
    assert "<script" not in text
    assert "http" not in text
    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text


def test_a_page_of_days_is_in_the_persons_language(call: Call) -> None:
    assert call("import", str(PLAN_ZH), "--json")[0] == 0
    _, out, _ = call("plan", "days", "2026-03-09", "2026-03-15", "--format", "html")
    assert '<html lang="zh">' in out
    assert "周一" in out
    out = call("plan", "days", "2026-03-09", "2026-03-15")[1]
    assert "周一" in out


def test_a_session_says_what_it_is_for_and_why(planned: Path, call: Call, document: Ask) -> None:
    session = next(s for s in document("week", "--of", "2026-03-10")["sessions"] if s["work"])
    told = document("explain", session["id"])
    assert [work["id"] for work in told["works"]] == [part["id"] for part in session["work"]]
    work = told["works"][0]
    assert work["source"]
    assert work["why"]
    code, out, _ = call("explain", session["id"])
    assert code == 0
    for text in (work["title"], work["why"], work["progress"], work["source"][0]):
        assert text in out


def test_json_of_days_and_works_is_one_list(planned: Path, call: Call) -> None:
    for words in (["work", "list"], ["plan", "days", "2026-03-09", "2026-03-10"]):
        _, out, _ = call(*words, "--json")
        assert isinstance(json.loads(out), list)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("read the paper", "read the paper"),
        ("a line\n of a  paragraph", "a line of a p…"),
        ("十二个字的标题很长吧", "十二个字的标…"),
    ],
)
def test_a_long_title_is_cut_at_columns_in_the_list(text: str, shown: str) -> None:
    from roadweek_cli.work_tables import shortened

    assert shortened(text, 14) == shown


@pytest.mark.parametrize(
    ("command", "worked", "spent"),
    [
        ("partial", "10m", 10),
        ("partial", "1h15", 75),
        ("done", "50 min", 50),
        ("done", "半小时", 30),
        ("partial", "20", 20),
    ],
)
def test_how_long_one_really_worked_is_said_as_people_write_it(
    planned: Path, document: Ask, monkeypatch: pytest.MonkeyPatch, command: str, worked: str, spent: int
) -> None:
    document("replan", "--week", "2026-03-09", "--approve")
    monkeypatch.setenv("ROADWEEK_NOW", "2026-03-10T23:50:00+08:00")
    first = document("week")["sessions"][0]
    document(command, first["id"], worked)
    told = next(s for s in document("week")["sessions"] if s["id"] == first["id"])
    assert (told["status"], told["spent_min"]) == (command, spent)


@pytest.mark.parametrize("worked", ["soon", "30h", "m", "1h later", "1500m"])
def test_a_length_that_nobody_can_work_is_wrong_usage(planned: Path, call: Call, worked: str) -> None:
    for words in (["partial", "x", worked], ["log", "english", worked]):
        code, out, err = call(*words)
        assert (code, out) == (2, "")
        assert is_one_error_line(err)
