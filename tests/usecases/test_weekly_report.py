"""The weekly report and its ritual: true figures, each traceable; reading writes nothing; files are whole."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.domain.base import Language
from roadweek.errors import DateError, InputError, NoPlanError, UnknownNameError
from roadweek.pages.report import report_page
from roadweek.reviewing.week_figures import MEASURES
from roadweek.storage import database, events
from roadweek.usecases import attempts, queries, replan
from roadweek.usecases.daily_recall import answered
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_report import report, why
from roadweek.usecases.weekly_review import answer, weekly_review, write_report, write_when_due
from roadweek.views.report_text import report_markdown
from roadweek.workspace import Workspace, open_workspace


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}:00+08:00")


def lived(tmp_path: Path, moment: str, *edits: dict[str, Any]) -> Workspace:
    """The week of 9 March, accepted the evening before, of which the first four sessions are reported in every way."""
    ws = workspace(tmp_path / "ws", clock=lambda: at("08T20:00"))
    proposal = replan.propose(ws, list(edits), week="2026-W11")["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    ws = replace(ws, clock=lambda: at(moment))
    placed = queries.week(ws, ws.now().date())["sessions"]
    told: list[dict[str, Any]] = [
        {"outcome": "done"},
        {"outcome": "skipped"},
        {"outcome": "partial", "minutes": 10},
        {"outcome": "done", "minutes": 90},
    ]
    for one, what in zip(placed, told, strict=False):
        record(ws, [{"kind": "report", "session": one["id"], **what}])
    record(ws, [{"kind": "log", "track": "algorithms", "date": "2026-03-09", "minutes": 35}])
    return ws


def everything(ws: Workspace) -> int:
    with database.read(ws.database) as connection:
        return events.last_seq(connection, ws.person)


def test_each_figure_is_the_sum_of_what_it_names(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    view = report(ws)
    lines = [view["total"], *view["tracks"], *view["works"], *view["activities"], *view["strengths"]]
    for line in lines:
        parts = (line["planned_min"], line["done_min"], line["skipped_min"], line["open_min"], line["ahead_min"])
        for measure, shown in zip(MEASURES, parts, strict=True):
            if not shown:
                continue
            told = why(ws, f"{line['key']}/{measure}")
            assert told["value"] == shown == sum(trace["amount"] for trace in told["traces"])
            assert all(trace["id"] and trace["title"] for trace in told["traces"])
    assert sum(line["done_min"] for line in view["tracks"]) == view["total"]["done_min"]
    assert sum(day["planned_min"] for day in view["days"]) == view["total"]["planned_min"]
    assert {one["id"] for one in view["open"]} == {
        one["id"] for one in queries.week(ws, ws.now().date())["sessions"] if one["open"]
    }


def test_an_unknown_figure_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="total/all/done"):
        why(lived(tmp_path, "15T21:00"), "total/done")


def test_reading_writes_nothing_and_only_the_ritual_proposes(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    before = everything(ws)
    seen = weekly_review(ws)
    assert seen["next"] is not None
    assert (seen["next"]["state"], seen["next"]["proposal"]) == ("none", None)
    assert replan.open_proposals(ws) == []
    led = weekly_review(ws, propose=True)
    assert led["next"] is not None
    assert led["next"]["week"] == "2026-W12"
    assert replan.open_proposals(ws) == [led["next"]["proposal"]]
    assert led["next"]["sessions"] > 0
    assert everything(ws) == before


def test_the_next_week_as_it_was_shown_can_be_approved(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    coming = weekly_review(ws, propose=True)["next"]
    assert coming is not None
    assert coming["proposal"] is not None
    replan.approve(ws, coming["proposal"], version=coming["version"], digest=coming["digest"], publish=False)
    after = weekly_review(ws, propose=True)["next"]
    assert after is not None
    assert (after["state"], after["sessions"], after["minutes"]) == ("accepted", coming["sessions"], coming["minutes"])


def test_a_week_of_before_has_no_next_and_one_to_come_no_report(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    earlier = weekly_review(ws, date(2026, 3, 4), propose=True)
    assert (earlier["state"], earlier["next"], earlier["total"]["planned_min"]) == ("draft", None, 0)
    assert "was approved" not in report_markdown(earlier, "en")
    with pytest.raises(DateError, match="still to come"):
        weekly_review(ws, date(2026, 3, 16))


def test_without_a_plan_it_names_the_import(tmp_path: Path) -> None:
    empty = open_workspace(tmp_path / "empty", create=True, clock=lambda: at("15T21:00"))
    with pytest.raises(NoPlanError):
        weekly_review(empty)


def test_an_answer_stays_with_its_question_and_undo_takes_it_back(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    asked = weekly_review(ws)["questions"]
    assert len(asked) == 3
    answer(ws, 2, "  too many\nmeetings ")
    record(ws, [{"kind": "report", "session": report(ws)["open"][0]["id"], "outcome": "done"}])
    kept = weekly_review(ws)["questions"][1]
    assert (kept["question"], kept["answer"]) == (asked[1]["question"], "too many meetings")
    answer(ws, 2, "fewer")
    assert weekly_review(ws)["questions"][1]["answer"] == "fewer"
    undo(ws, publish=False)
    assert weekly_review(ws)["questions"][1]["answer"] == "too many meetings"
    for number, text in ((0, "x"), (4, "x"), (1, "  ")):
        with pytest.raises(InputError):
            answer(ws, number, text)


def test_what_a_trip_left_out_is_its_cost(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00", {"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13", "place": "Lyon"})
    view = report(ws)
    (trip,) = view["trips"]["trips"]
    assert (trip["days"], trip["trip"]["place"]) == (3, "Lyon")
    assert view["trips"]["left_out_min"] == sum(one["minutes"] for one in view["trips"]["left_out"])
    assert [day["trip"] for day in view["days"]] == [False, False, True, True, True, False, False]
    assert "Lyon" in report_markdown(weekly_review(ws), "en")


def test_attempts_and_recall_by_topic(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    attempts.attempt(ws, "Knight moves", minutes=30, topic="graph", on=date(2026, 3, 12))
    attempts.attempt(ws, "Coin sums", minutes=20, outcome="failed", stuck=True, topic="dp", on=date(2026, 3, 12))
    answered(ws, "Knight moves", "fine", on=date(2026, 3, 13))
    answered(ws, "Coin sums", "stuck", on=date(2026, 3, 13))
    topics = {one["topic"]: one for one in report(ws)["topics"]}
    assert (topics["graph"]["attempts"], topics["graph"]["minutes"], topics["graph"]["share"]) == (1, 30, 1.0)
    assert (topics["dp"]["stuck"], topics["dp"]["asked"], topics["dp"]["recalled"]) == (1, 1, 0)
    assert list(topics) == ["dp", "graph"]
    assert report(ws)["calibration"]["verdict"] == "too_few"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_one_file_without_scripts_and_nothing_of_others_is_markup(tmp_path: Path, lang: Language) -> None:
    ws = replace(lived(tmp_path, "15T21:00"), language=lang)
    attempts.attempt(ws, "<img src=x onerror=alert(1)> | `x`", topic="<b>t</b>", on=date(2026, 3, 12))
    answer(ws, 1, "<script>alert(2)</script> [a](javascript:alert(3))")
    view = weekly_review(ws)
    page = report_page(view, ws.language or "en")
    assert not re.search(r"<(script|img|b>t|a )|https?://", page)
    assert "&lt;script&gt;" in page
    text = report_markdown(view, ws.language or "en")
    assert re.search(r"\\<script\\>", text)


def test_files_are_private_whole_and_named_by_their_week(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    files = [Path(one) for one in write_report(ws, weekly_review(ws))["files"]]
    assert [one.name for one in files] == ["2026-W11.md", "2026-W11.html"]
    assert {one.stat().st_mode & 0o777 for one in files} == {0o600}
    assert sorted(one.name for one in (ws.path / "reports").iterdir()) == ["2026-W11.html", "2026-W11.md"]


def test_a_report_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    first = Path(write_report(ws, weekly_review(ws))["files"][0])
    before = first.read_bytes()
    part = first.with_name(f".{first.name}.{os.getpid()}.part")
    part.mkdir()  # what is written first has no place
    answer(ws, 1, "fine")
    with pytest.raises(IsADirectoryError):
        write_report(ws, weekly_review(ws))
    assert first.read_bytes() == before


def test_the_watcher_writes_it_once_on_sunday_evening_or_as_soon_as_it_looks_again(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T19:59")
    assert write_when_due(ws) == []
    evening = replace(ws, clock=lambda: at("15T20:00"))
    assert [Path(one).name for one in write_when_due(evening)] == ["2026-W11.md", "2026-W11.html"]
    assert replan.open_proposals(evening) != []
    assert write_when_due(evening) == []
    assert write_when_due(replace(ws, clock=lambda: at("17T08:00"))) == []
    late = lived(tmp_path / "late", "15T12:00")
    late = replace(late, clock=lambda: at("17T08:00"))
    assert [Path(one).name for one in write_when_due(late)] == ["2026-W11.md", "2026-W11.html"]


def test_experience_of_the_week_is_part_of_all_and_traced(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    attempts.attempt(ws, "Coin sums", minutes=20, on=date(2026, 3, 12))
    answer(ws, 1, "early mornings")
    found = report(ws)["experience"]
    assert found["focus"] + found["method"] + found["organising"] == found["total"] > 0
    assert found["organising"] == why(ws, "experience/organising/points")["value"] == 4 + 3
    assert found["level"] == 1
    assert found["row_days"] == 0  # the days since were planned, and nobody spoke of them
    assert report(replace(ws, clock=lambda: at("10T21:00")))["experience"]["row_days"] >= 1


def test_answers_with_what_was_expected_of_them_judge_the_memory_model(tmp_path: Path) -> None:
    ws = lived(tmp_path, "15T21:00")
    for n in range(30):
        attempts.attempt(ws, f"LC {n + 1}", on=date(2026, 3, 9))
        answered(ws, f"LC {n + 1}", "stuck" if n % 3 == 0 else "fine", on=date(2026, 3, 10))
    found = report(ws)["calibration"]
    assert (found["count"], found["observed"]) == (30, 0.667)
    assert found["verdict"] == "no_better"  # all were expected alike, so a constant knows as much
    assert found["predicted"] is not None
    assert 0.8 < found["predicted"] < 1
    assert "no better than a constant" in report_markdown(weekly_review(ws), "en")
