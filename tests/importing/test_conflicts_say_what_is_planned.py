"""A conflict of two places says which of them the weeks hold."""

from __future__ import annotations

from datetime import date

import pytest
from tests.importing.helpers import read

AS_OF = date(2026, 3, 2)


def told(text: str, kind: str) -> tuple[str, dict[str, object]]:
    reading = read(text, AS_OF)
    conflict = next(c for c in reading.conflicts if c.kind == kind)
    return conflict.message, conflict.params


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("## 节奏\n- 周复盘：每周五晚上 30 分钟\n## 收尾\n- 每周日晚上周复盘 30 分钟", "暂时两天都排"),
        ("## 节奏\n- 周复盘：每周日晚上 30 分钟\n## 想法\n- 如果周日没空，每周一晚上周复盘 30 分钟", "只排了周日"),
        (
            "## Rhythm\n- Weekly review: every Sunday evening, 30 min\n## Tips\n- Weekly review every Monday, 30 min",
            "only Sunday is planned",
        ),
    ],
)
def test_a_review_with_two_days_says_which_of_them_are_planned(text: str, message: str) -> None:
    assert message in told(f"# 计划\n{text}\n", "reviewed_twice")[0]


def test_a_variant_only_where_not_both_are_planned() -> None:
    text = "# 计划\n## 节奏\n- 周复盘：每周五晚上 30 分钟\n## 收尾\n- 每周日晚上周复盘 30 分钟\n"
    reading = read(text, AS_OF)
    lines = {n for a in reading.plan.activities for n in a.lines}
    assert lines == {3, 5}
    assert "variant" not in told(text, "reviewed_twice")[1]
