"""The tree of blocks."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.importing.blocks import parse
from roadweek.importing.markup import clean, split_row
from roadweek.importing.tree import MarkdownBlock


def _find(text: str, word: str) -> MarkdownBlock:
    return next(b for b in parse(text).blocks() if word in b.text)


def _path(block: MarkdownBlock) -> list[str]:
    return [b.text for b in block.ancestors()]


def test_a_line_of_text_over_dashes_stays_text() -> None:
    block = _find("Read three papers a week.\n---\nnext", "papers")
    assert block.kind == "text"
    assert [b.kind for b in parse("Read three papers a week.\n---\nnext").blocks()] == ["text", "rule", "text"]


@pytest.mark.parametrize("under", ["=====", "--------"])
def test_an_underlined_title_is_a_heading_and_owns_its_underline(under: str) -> None:
    block = _find(f"Phase one\n{under}\n\ntext", "Phase")
    assert (block.kind, block.lines) == ("heading", (1, 2))


def test_lists_indented_by_four_spaces_and_spread_by_blank_lines_keep_their_nesting() -> None:
    text = "- outer\n    \n    - middle\n        \n        - inner\n            \n- next\n"
    assert _path(_find(text, "inner")) == ["middle", "outer"]
    assert _path(_find(text, "next")) == []


def test_text_indented_like_code_is_read_as_text() -> None:
    assert _find("intro\n\n        每天 30 分钟英语", "英语").kind == "text"


def test_a_list_right_below_a_lead_belongs_to_it() -> None:
    assert _path(_find("# A\n\n**Evenings**\n\n- listening", "listening")) == ["Evenings", "A"]
    assert _path(_find("# A\nWeekdays:\n- listening", "listening")) == ["Weekdays:", "A"]


def test_a_bold_line_that_says_something_itself_is_no_lead() -> None:
    assert _path(_find("# A\n\n**Focus: deployment**\n\n- port it", "port")) == ["A"]


def test_front_matter_gives_the_date_of_writing() -> None:
    assert parse("---\ndate: 2026-02-03 10:11:12\n---\nx").written == date(2026, 2, 3)
    assert parse("---\ndate: 2026/2/3\n---\nx").written == date(2026, 2, 3)


@pytest.mark.parametrize(
    "text", ["---\n- a list\n---\nx", "---\ndate: 2026-02-30\n---\nx", "---\n[[[[\n---\nx", "---\nno end\n\nx"]
)
def test_broken_front_matter_is_text_like_any_other(text: str) -> None:
    document = parse(text)
    assert document.written is None
    assert sorted(n for b in document.blocks() for n in b.lines) == list(document.filled())


def test_a_ragged_table_keeps_every_row_and_cell() -> None:
    rows = [b.cells for b in parse("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n").blocks() if b.kind == "row"]
    assert rows == [("1",), ("1", "2", "3")]


def test_a_table_with_a_wrong_delimiter_row_is_a_table_all_the_same() -> None:
    rows = [b.cells for b in parse("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n").blocks() if b.kind == "row"]
    assert rows == [("1", "2", "3")]


def test_a_fence_that_is_never_closed_swallows_its_lines_without_losing_them() -> None:
    document = parse("# A\n```\n- 每天 30 分钟\n- x\n")
    assert [(b.kind, b.lines) for b in document.blocks()] == [("heading", (1,)), ("fence", (2, 3, 4))]


def test_a_sentence_broken_at_the_margin_is_one_statement_but_separate_lines_are_not() -> None:
    wrapped = "Every weekday evening I listen to one technical talk and write down\nwhat I missed.\n"
    assert [b.lines for b in parse(wrapped).blocks()] == [(1, 2)]
    assert [b.lines for b in parse("先写简历\n再投实习\n").blocks()] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**每天**：`30` 分钟", "每天：30 分钟"),
        ("see [the course](https://example.org/a_b)", "see the course"),
        ("3️⃣ 输出", "输出"),
        ("👉 **结论**：可以", "结论：可以"),
        ("snake_case stays", "snake_case stays"),
        ("2 * 3 hours", "2  3 hours"),
    ],
)
def test_markup_comes_off_and_words_stay(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_ticks_crosses_and_check_boxes_are_marks() -> None:
    assert [clean(raw).mark for raw in ("✅ done", "❌ open", "[x] done", "[ ] open", "plain")] == [
        "done",
        "open",
        "done",
        "open",
        None,
    ]


def test_an_escaped_bar_is_part_of_its_cell() -> None:
    assert split_row(r"| a \| b | c |") == ["a | b", "c"]
