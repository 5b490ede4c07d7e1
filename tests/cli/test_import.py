"""An import from the outside: its sum first, what is unsure and why, what has no time last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

Document = Callable[..., Any]

EN = """# Sports and music

Total: 6 hours a week.

- Harp every day, 1 hour
- Rowing on Tuesdays and Fridays, 30 minutes
- Unless it snows, cycling every Wednesday, 50 minutes
- Row on Sundays in odd weeks, an hour

## Rules
- Never two swims two days in a row
"""
ZH = """# 日程与音乐

每周总投入 6 小时。

- 每天竖琴 1 小时
- 每周二、五划船 30 分钟
- 除非下雪，每周三骑车 50 分钟

## 规矩
- 不要连续两天游泳
"""


@pytest.fixture(params=["en", "zh"])
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(EN if request.param == "en" else ZH, encoding="utf-8")
    return path


def test_the_document_has_what_is_asked_and_what_it_sums_to(document: Document, workspace: Path, plan: Path) -> None:
    seen = document("import", str(plan), "--as-of", "2026-03-02")
    assert set(seen["sum"]) == {"sessions", "minutes", "stated_min"}
    assert seen["sum"]["stated_min"] == 360
    assert 0 < seen["sum"]["minutes"] <= 360
    assert seen["without_time"] == []
    assert all(set(one) == {"line", "words"} for one in seen["unused"])
    assert seen["unused"][0]["line"] == 7
    assert all(set(one) == {"lines", "text"} and one["text"] for one in seen["questions"])
    assert seen["proposal"], "no question withholds a proposal"


def test_each_item_that_is_not_planned_has_its_conflict(document: Document, workspace: Path, plan: Path) -> None:
    seen = document("import", str(plan), "--as-of", "2026-03-02")
    unsure = [item for item in seen["items"] if item.get("scheduled") is False]
    told = {line for one in seen["conflicts"] if one["kind"] == "unsure" for line in one["lines"]}
    limits = {line for one in seen["conflicts"] if one["kind"] == "total" for line in one["lines"]}
    assert len(unsure) >= 2
    assert all(set(item["lines"]) <= told | limits for item in unsure)
    kinds = {one["kind"] for one in seen["conflicts"]}
    assert kinds >= {"total", "unsure", "unused_words", "rule_not_obeyed"}
    assert len([one for one in seen["questions"] if set(one["lines"]) & told]) >= 2
    week = document("week", "--of", "2026-03-09")
    assert len(week["sessions"]) == 2, "the total leaves no room for the daily hour, and the rest is asked"
    assert not [s for s in week["sessions"] if "cycling" in s["title"] or "骑车" in s["title"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_import_begins_with_its_sum_and_names_what_is_not_obeyed(
    call: Call, workspace: Path, plan: Path, lang: str
) -> None:
    code, out, _ = call("import", str(plan), "--as-of", "2026-03-02", "--lang", lang)
    assert code == 0
    lines = out.splitlines()
    total, asks = ("you state 6 h", "asks for") if lang == "en" else ("你写的是每周 6 小时", "每周要 2 次")
    assert total in lines[1], "what goes beyond the plan's own total comes first"
    assert asks in " ".join(lines[2:4])
    assert ("Not obeyed by the planner:" if lang == "en" else "排程不会遵守：") in out
    assert ("Not planned, until you decide:" if lang == "en" else "没有排，等你决定：") in out


def test_a_goal_without_time_is_named_at_the_end(
    call: Call, document: Document, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# Year\n\n- [ ] Build a canoe by 1 May 2026\n\nEvery day: 20 minutes\n", encoding="utf-8")
    seen = document("import", str(path), "--as-of", "2026-03-02", "--dry-run")
    if seen["without_time"]:
        code, out, _ = call("import", str(path), "--as-of", "2026-03-02")
        assert code == 0
        assert seen["without_time"][0][:20] in " ".join(out.splitlines()[-3:])


def test_hours_that_the_plan_opens_are_said_unless_they_are_set(
    document: Document, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# Days\n\n- Harp every day at 10:00, 1 hour\n", encoding="utf-8")
    assert "hours_opened" in {c["kind"] for c in document("import", str(path))["conflicts"]}
    (workspace / "config.toml").write_text('[hours]\nworkdays = ["09:00-18:00"]\n', encoding="utf-8")
    assert "hours_opened" not in {c["kind"] for c in document("import", str(path))["conflicts"]}


def test_a_cap_on_the_week_counts_as_what_the_plan_states(document: Document, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# Days\n\n- At most 5 hours a week.\n- Harp every day, 1 hour\n", encoding="utf-8")
    seen = document("import", str(path), "--dry-run")
    assert seen["sum"] == {"sessions": 7, "minutes": 420, "stated_min": 300}
    assert "5 h" in seen["questions"][0]["text"]
