"""Files that nobody means: every line is still accounted for, in linear effort, and the same file reads the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import calls
from tests.importing.helpers import read

from roadweek.importing.blocks import parse

FILES = {
    "quotes nested without end": ">" * 3000 + " x\n" + "> " * 2000 + "每天 30 分钟",
    "lists nested without end": "\n".join("  " * depth + "- 每天 30 分钟" for depth in range(300)),
    "one line of a megabyte": "每天30分钟英语听力，周二晚上算法 3月5日 " * 40_000,
    "a megabyte of stars": "*" * 1_000_000,
    "a megabyte of brackets": "[" * 500_000 + "]" * 500_000,
    "a table a megabyte wide": "|" * 1_000_000 + "\n|---|\n",
    "an open fence": "# A\n```\n" + "- 每天 30 分钟\n" * 500,
    "only front matter": "---\ntitle: x\n---\n",
    "front matter nested without end": "---\na: " + "[" * 2000 + "\n---\nx",
    "ragged rows": "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n||\n| x | 3月 |\n",
    "link definitions": "[a]: https://example.org\n[b]: x 'y'\n",
    "html": "<div>\n每天 30 分钟\n</div>\n<!-- 3月1日 -->\n",
    "odd spaces": "\u3000\n\x0b\x0c\n\u2028每天 30 分钟\u2028\n\t\n",
    "impossible dates": "## 2月30日-2月31日\n- 13月1日交\n- 0月0日\n- 9999年12月31日到99999年1月1日\n",
}


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_a_hostile_file_is_accounted_for(name: str) -> None:
    reading = read(FILES[name])
    assert reading.accounted == reading.lines


_WORDS = st.sampled_from(
    [
        "每天|30|分钟英语",
        "周二晚上",
        "3月1日-4月2日",
        "Week|1",
        "##|",
        "-|",
        "||||-|",
        "1.|",
        ">|",
        "---",
        "===",
        "```",
        "**粗体：**",
        "90|min|every|day:",
        "by|5|May",
        "出差周",
        "90%",
        "W1",
        "~~x~~",
        "[|]|",
        "Phase|2",
        "第一阶段",
        "两小时",
        "是否",
        "不做新任务",
        "total:|3|h|a|week",
        "<b>",
        "<table><tr><td>Mon|</table>",
        "* TODO|",
        "[a]:|b",
    ]
).map(lambda words: words.replace("|", " ")) | st.sampled_from(["|a|b|", "|---|---|", "\\|", "", " ", "\t", "\u3000"])
_LINES = st.lists(st.lists(_WORDS, max_size=4).map("".join), max_size=30).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(_LINES)
def test_every_line_has_a_block_and_is_in_an_item_or_the_notes(text: str) -> None:
    document = parse(text)
    assert {line for block in document.blocks() for line in block.lines} == set(document.filled())
    reading = read(text)
    cited = {line for item in reading.items for line in item.lines} | set(reading.notes)
    assert cited == set(document.filled())
    assert reading.accounted == reading.lines


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    reading = read(text)
    assert reading.accounted == reading.lines


@settings(max_examples=40, deadline=None)
@given(_LINES)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.soak  # slow; `.ci/run` has it
def test_effort_grows_with_the_length_and_not_with_its_square() -> None:
    section = "## 2026年4月\n- 每天 30 分钟英语听力\n- 写一篇博客\n- 4月20日交报告\n周二晚上算法一道题\n\n"

    def steps(times: int) -> int:
        text = section * times
        return calls(lambda: read(text))

    steps(20)
    short, long = steps(50), steps(400)
    assert long < 12 * short


@pytest.mark.soak  # slow; `.ci/run` has it
def test_twenty_thousand_lines_are_all_accounted_for() -> None:
    reading = read("- plain note\n" * 20_000)
    assert (reading.lines, reading.accounted) == (20_000, 20_000)
