"""Questions as people keep them in notes and tables, Chinese and English."""

from __future__ import annotations

import pytest

from roadweek.reviewing.card_texts import OtherColumns
from roadweek.reviewing.drill_texts import QuestionText, from_csv, from_markdown, points_of

NOTE = """---
tags: [x]
---
# Serving
Some words that ask nothing? no, they are prose.

## Why is a batch faster than a row?
- weights are read once
- the unit is kept busy
  - even this is a point

- What is paging for?
    1. less waste
    2) sharing
- a plain item of a list
- plain with parts
  - is a question all the same

# 操作系统
1. 进程和线程有什么区别？
   - 地址空间
   - 切换代价
**问：** 什么是死锁？::互斥；占有且等待；不可剥夺；循环等待

```
- is this a question?
```
"""


def test_a_note_gives_its_questions_with_points_and_topics() -> None:
    assert from_markdown(NOTE) == [
        QuestionText(
            "Why is a batch faster than a row?",
            ("weights are read once", "the unit is kept busy", "even this is a point", "What is paging for?",
             "less waste", "sharing", "a plain item of a list", "plain with parts", "is a question all the same"),
            topic="Serving",
        ),
        QuestionText("进程和线程有什么区别？", ("地址空间", "切换代价"), topic="操作系统"),
        QuestionText("什么是死锁？", ("互斥", "占有且等待", "不可剥夺", "循环等待"), topic="操作系统"),
    ]  # fmt: skip


def test_a_list_of_questions_under_a_topic_has_the_points_below_each() -> None:
    text = (
        "# Networks\n- What is a window for?\n    1. loss\n    2) flow\n- a plain item\n- with parts\n  - counts too\n"
    )
    assert from_markdown(text) == [
        QuestionText("What is a window for?", ("loss", "flow"), topic="Networks"),
        QuestionText("with parts", ("counts too",), topic="Networks"),
    ]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("a; b；c", ("a", "b", "c")),
        ("- one\n- two\n\n- one", ("one", "two")),
        ("1. 甲\n2、乙", ("甲", "乙")),
        (" ;; ", ()),
    ],
)
def test_points_stand_apart_by_semicolons_or_lines(text: str, points: tuple[str, ...]) -> None:
    assert points_of(text) == points


@pytest.mark.parametrize(
    "table",
    [
        "question,points,topic\nWhy?,a; b,T\n,x,T\n",
        "题目;要点;主题\nWhy?;\"a；b\";T\n;x;T\n",
        "\ufeffQ\tAnswer\tCategory\r\nWhy?\ta; b\tT\r\n\tx\tT\r\n",
    ],
)  # fmt: skip
def test_a_table_is_read_by_its_heading_whatever_its_language_and_separator(table: str) -> None:
    assert from_csv(table) == ([QuestionText("Why?", ("a", "b"), topic="T")], [3])


def test_a_table_without_a_column_of_questions_says_what_it_has() -> None:
    with pytest.raises(OtherColumns) as error:
        from_csv("name,age\nx,1\n")
    assert error.value.found == ["name", "age"]
