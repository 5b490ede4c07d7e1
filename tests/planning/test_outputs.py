"""What a work is to leave behind is told of it, in the plan's words; what is a work itself is none."""

from __future__ import annotations

import pytest
from tests.planning.test_interpret import works


def told(text: str) -> dict[str, list[tuple[str, str]]]:
    return {w.title: [(o.label, o.text) for o in w.outputs] for w in works(text) if w.outputs}


EN = """# Autumn

## Weather station (due 30 April)
- Why: the garden needs one
- Deliverables:
  1. a repository with the firmware
  2. a printed case
- Résumé line: at the end of the projects add:
  > Built a solar weather station that ran a month on one charge.
- Interview story: how the first sensor drowned
"""
ZH = """# 春季

## 1. 气象站（截止：4月30日）
- 定位：院子里要用
- 产出物：
  1. 一个放固件的仓库
  2. 一份接线图
- 简历写法：在项目经历最后加一句：
  > 做过一台靠太阳能跑一个月的气象站。
- 面试场景：第一只传感器是怎么进水的
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            EN,
            [
                ("Deliverables", "a repository with the firmware"),
                ("Deliverables", "a printed case"),
                ("Résumé line", "Built a solar weather station that ran a month on one charge."),
                ("Interview story", "how the first sensor drowned"),
            ],
        ),
        (
            ZH,
            [
                ("产出物", "一个放固件的仓库"),
                ("产出物", "一份接线图"),
                ("简历写法", "做过一台靠太阳能跑一个月的气象站。"),
                ("面试场景", "第一只传感器是怎么进水的"),
            ],
        ),
    ],
)
def test_outputs_below_a_deliverable_are_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(told(text).values()) == [expected]


def test_a_column_of_outputs_is_told_of_its_row() -> None:
    text = """# Course

| Week | Topic | Reading | Output |
|---|---|---|---|
| Week 1 | Knots | chapter 1 | a board with six knots |
| Week 2 | Splices | chapter 2 | |
"""
    assert list(told(text).values()) == [[("Output", "a board with six knots")]]


def test_a_resume_that_is_to_be_written_is_work_and_no_output() -> None:
    found = works("# Plan\n\n## March 2026\n- Write the résumé\n- Build a weather station\n")
    assert [w.title for w in found] == ["Write the résumé", "Build a weather station"]
    assert all(not w.outputs for w in found)


def test_an_output_keeps_its_lines() -> None:
    outputs = [o for w in works(EN) for o in w.outputs]
    assert [o.lines for o in outputs] == [(6,), (7,), (9,), (10,)]
