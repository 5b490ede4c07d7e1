"""The roadmap: one document, a table for a terminal, and one page that stands alone; all three say the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call
from tests.cli.test_pages import page_reader

from roadweek.pages.roadmap import roadmap_page


@pytest.fixture
def view(call: Call, planned: Path) -> dict[str, Any]:
    code, out, err = call("roadmap", "--json")
    assert code == 0, err
    told: dict[str, Any] = json.loads(out)
    return told


def test_every_work_and_milestone_is_in_one_lane_and_every_minute_in_a_week(view: dict[str, Any]) -> None:
    works = {one["id"]: one for one in view["work"]}
    in_lanes = [name for lane in view["lanes"] for name in lane["works"]]
    assert sorted(in_lanes) == sorted(works)
    assert sorted(m for lane in view["lanes"] for m in lane["milestones"]) == sorted(
        m["id"] for m in view["milestones"]
    )
    for week in view["weeks"]:
        expected = {name: one["weeks"][week["week"]] for name, one in works.items() if week["week"] in one["weeks"]}
        assert week["minutes"] == expected
    known = {"forecast", "early", "late", "probability", "due", "short_min"}
    assert all(known <= set(one) for one in [*view["milestones"], *view["work"]])


def test_probabilities_lie_between_none_and_one_and_ranges_hold_their_day(view: dict[str, Any]) -> None:
    forecast = [one for one in [*view["milestones"], *view["work"]] if one["forecast"]]
    assert forecast
    for one in forecast:
        assert one["early"] <= one["forecast"] <= (one["late"] or "9999")
        assert one["probability"] is None or 0 <= one["probability"] <= 1
        assert date.fromisoformat(one["forecast"]) >= date.fromisoformat(view["today"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_stands_alone_and_says_each_forecast(call: Call, planned: Path, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "year.html"
    code, out, _ = call("roadmap", "--html", str(path), "--json", "--lang", lang)
    assert code == 0
    page = page_reader(path.read_text(encoding="utf-8"))
    text = " ".join(page.text)
    told = json.loads(out)
    for one in told["milestones"]:
        assert one["title"] in text
    for words in told["assumed"]:
        assert words in text
    assert "script" not in page.tags
    assert not page.addresses


def test_a_trip_is_seen_in_its_week_and_costs_room(call: Call, planned: Path, view: dict[str, Any]) -> None:
    code, _, err = call("trip", "add", "2026-04-13", "2026-04-17", "--place", "Oslo")
    assert code == 0, err
    after = json.loads(call("roadmap", "--json")[1])
    before_week, week = (next(w for w in v["weeks"] if w["week"] == "2026-W16") for v in (view, after))
    assert (before_week["trip"], week["trip"]) == (False, True)
    assert week["capacity_min"] < before_week["capacity_min"]
    assert [trip["title"] for trip in after["trips"]] == ["Oslo"]
    assert "Oslo" in roadmap_page(after, "en")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_terminal_has_a_line_for_each_milestone(call: Call, planned: Path, view: dict[str, Any], lang: str) -> None:
    code, out, _ = call("roadmap", "--lang", lang)
    assert code == 0
    rows = [line for line in out.splitlines() if "◆" in line or "●" in line]
    assert len(rows) >= sum(1 for one in view["milestones"] if one["due"] or one["forecast"])
    assert "│" in out


def test_a_page_that_cannot_be_written_is_refused_before_anything_is_simulated(call: Call, planned: Path) -> None:
    code, out, err = call("roadmap", "--html", str(planned / "no" / "where.html"))
    assert (code, out) == (1, "")
    assert err.startswith("error: ")


def test_titles_are_text_and_never_markup(view: dict[str, Any]) -> None:
    view["milestones"][0]["title"] = '<img src=x onerror="alert(1)">'
    assert "<img" not in roadmap_page(view, "en")  # type: ignore[arg-type]
