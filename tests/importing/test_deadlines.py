"""Deadlines of plans in many styles: the day that the text gives, and what is due then."""

from __future__ import annotations

from datetime import date

import pytest
from tests.importing.helpers import items, kinds, only


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("- Finish the mural by the end of Q2", "2026-06-30"),
        ("- 上半年完成壁画", "2026-06-30"),
        ("- 暑假前把草图画完", "2026-07-15"),
        ("- 暑假结束前交作品集", "2026-08-31"),
        ("- 最晚暑假开始学版画", "2026-07-15"),
        ("- Sell the press by mid-2027", "2027-07-15"),
        ("- move the studio before summer", "2026-06-20"),
        ("- 春节前办完画展", "2027-02-05"),
        ("- Frame everything before Christmas", "2026-12-24"),
        ("- Frame everything by Thanksgiving", "2026-11-25"),
        ("- Sell ten prints by EOY", "2026-12-31"),
        ("- EOY 2027: a shop of my own", "2027-12-31"),
        ("- 5月前装好灯", "2026-04-30"),
        ("- Hang the lamps before June", "2026-05-31"),
        ("- 6.12号前装好灯", "2026-06-12"),
        ("- DDL：6.12 交画框", "2026-06-12"),
        ("- 约 5月中：装好灯", "2026-05-20"),
        ("end Oct: frame the last prints", "2026-10-31"),
        ("- **Vernissage – around 12 June**", "2026-06-12"),
        ("**Next meeting with the gallery**: 5/12/26", "2026-05-12"),
        ("Goal date: 12 May 2026", "2026-05-12"),
        ("Target vernissage: June 2026", "2026-06-30"),
        ("- 考试时间：2026年6月13日", "2026-06-13"),
        ("| **May 31** | all frames done |", "2026-05-31"),
        ("| Date | What |\n|---|---|\n| **May 31** | all frames done |", "2026-05-31"),
        ("| Goal | Target | State |\n|---|---|---|\n| Frames | May 31 | open |", "2026-05-31"),
        ("| Goal | Target | State |\n|---|---|---|\n| Frames | Q2 2026 | open |", "2026-06-30"),
        ("| Job | Due |\n|---|---|\n| Frames | by 31 May |", "2026-05-31"),
        ("| Report | Due | Year |\n|---|---|---|\n| Frames | 1/8 | 2027 |", "2027-01-08"),
        ("- 寄样张：4月中旬寄出（快递每月免费 2 次）", "2026-04-20"),
        ("```text\n画框定稿 : 6.12号前\n```", "2026-06-12"),
    ],
)
def test_a_day_or_part_of_a_year_by_which_something_is_due_is_a_deadline(text: str, end: str) -> None:
    assert only(text, "deadlines")["end"] == end


@pytest.mark.parametrize("lead", ["### 6月前", "## Before 1 June", "**By the end of May:**", "### 5月底前完成"])
def test_what_stands_below_a_due_day_is_due_then_with_the_lines_of_both(lead: str) -> None:
    found = items(f"{lead}\n\n- [ ] frame the prints\n- [x] order glass\n", "deadlines")
    assert [item.lines for item in found] == [(1, 3), (1, 4)]
    assert [item.title for item in found] == ["frame the prints", "order glass"]
    assert all(item.end is not None and date(2026, 5, 31) <= item.end <= date(2026, 6, 1) for item in found)


def test_a_heading_of_wishes_by_a_day_leaves_them_goals() -> None:
    text = "### What I want to have by July 2026\n\n- a show\n- three prints sold\n"
    assert items(text, "deadlines") == []


def test_a_month_in_brackets_below_such_a_heading_is_when_it_is_due() -> None:
    text = "### What I will have by October 2026\n\n- First show (Week 20, May 2026)\n"
    found = only(text, "deadlines")
    assert (found["lines"], found["end"]) == ([3], "2026-05-31")
    assert items(text, "periods") == []


def test_a_list_of_dated_lines_is_a_deadline_each_and_struck_ones_no_longer_count() -> None:
    found = items("- 3/11/26: sketch\n- 3/12/26: print\n- ~~3/4/26: buy ink~~\n", "deadlines")
    assert [(str(item.end), item.status) for item in found] == [
        ("2026-03-11", None),
        ("2026-03-12", None),
        ("2026-03-04", "superseded"),
    ]


def test_two_days_in_one_line_are_two_deadlines() -> None:
    found = items("**Entry:** 13 June 2026 · **Fee:** 20 June 2026\n", "deadlines")
    assert [str(item.end) for item in found] == ["2026-06-13", "2026-06-20"]


@pytest.mark.parametrize(
    "text",
    [
        "*Plan made on 2026-02-16*",
        "*路线建立于 2026-02-16*",
        "Last updated: 2026-04-14",
        "Start date: 6 April 2026",
        "- Free entry until Q3 2026",
        "- [x] 2026-03-04: ran 5 km in the park",
        "- About 15年前开始画画",
        "| Job | Start | End |\n|---|---|---|\n| Roof | Mar 23 | Apr 10 |",
        "Sunday 1 March 2026, at the kitchen table.",
    ],
)
def test_days_of_writing_of_beginning_and_of_a_log_are_no_deadlines(text: str) -> None:
    assert items(text, "deadlines") == []


def test_a_day_whose_year_nobody_tells_is_kept_open_and_named_in_the_conflict() -> None:
    text = "- Hand in the prints by 3 May\n"
    found = only(text, "deadlines", None)
    assert found.get("end") is None
    assert kinds(text, None)["year_missing"] == (1,)


def test_the_title_tells_the_year_of_a_due_day() -> None:
    text = "# Prints 2025\n\n- Hand in the prints by 3 May\n"
    assert only(text, "deadlines", None)["end"] == "2025-05-03"
    assert kinds(text, None)["year_assumed"] == (1, 3)


def test_a_list_of_due_days_goes_on_into_the_next_year() -> None:
    text = "# Prints 2025\n\n- 3 Nov: sketches\n- 1 Dec: proofs\n- 10 Jan: show\n"
    assert [str(item.end) for item in items(text, "deadlines", None)] == ["2025-11-03", "2025-12-01", "2026-01-10"]


def test_a_due_day_inside_a_dated_stretch_takes_its_year() -> None:
    text = "## Q1 2027\n\n- hang the prints by March 1\n"
    assert only(text, "deadlines", date(2026, 3, 20))["end"] == "2027-03-01"


@pytest.mark.parametrize("text", ["- Hand in by Feb 30", "- 4月31日前交画框", "- 2026-13-05: vernissage"])
def test_a_day_that_no_calendar_has_is_a_conflict_and_no_deadline(text: str) -> None:
    assert items(text, "deadlines") == []
    assert "impossible" in kinds(text)


@pytest.mark.parametrize(
    ("year", "end"), [(2024, "2025-01-28"), (2025, "2026-02-16"), (2026, "2027-02-05"), (2029, "2030-02-02")]
)
def test_the_lunar_new_year_moves_with_the_year(year: int, end: str) -> None:
    assert only("- 春节前寄出样张", "deadlines", date(year, 6, 1))["end"] == end


@pytest.mark.parametrize(("year", "end"), [(2026, "2026-04-04"), (2027, "2027-03-27"), (2028, "2028-04-15")])
def test_easter_moves_with_the_year(year: int, end: str) -> None:
    assert only("- Hang the prints before Easter", "deadlines", date(year, 1, 10))["end"] == end


@pytest.mark.parametrize(
    "text",
    [
        "# Studio meeting\n\n**Date**: Tuesday, 28 April 2026\n\n- order frames\n",
        "# Studio log\n\n- **23 April 2026** – printed forty sheets\n",
        "## 打卡记录\n\n- 4月23日：印了四十张\n",
        "- Copy the accounts through 30 April 2026\n",
        "- Ask about the glass (email sent 14 April 2026)\n",
    ],
)
def test_days_of_meetings_logs_and_letters_are_no_deadlines(text: str) -> None:
    assert items(text, "deadlines") == []


def test_a_row_of_measurements_is_no_deadline() -> None:
    assert items("| Date | kg | steps |\n|---|---|---|\n| 2026-05-01 | 80.1 | 3000 |\n", "deadlines") == []


def test_a_day_inside_a_cell_is_due_beside_the_week_of_its_row() -> None:
    text = "| Month | Week | Notes |\n|---|---|---|\n| April | 1 | proofs done by 31.03 |\n"
    assert only(text, "deadlines")["end"] == "2026-03-31"


def test_a_row_that_is_done_is_due_no_more() -> None:
    text = "| Date | Task | Status |\n|---|---|---|\n| 2026-04-20 | fugue | done |\n| 2026-05-02 | toccata | |\n"
    assert [item.lines for item in items(text, "deadlines")] == [(4,)]


def test_a_list_of_days_with_a_point_gives_deadlines() -> None:
    text = "**画展安排：**\n\n3.14： 裁好画框\n\n3.21： 印好请柬\n"
    found = [(item.title, str(item.end)) for item in items(text, "deadlines")]
    assert found == [("裁好画框", "2026-03-14"), ("印好请柬", "2026-03-21")]


@pytest.mark.parametrize("text", ["3.1：裁画框\n\n3.2：装画框\n\n3.3：挂画\n", "3.14：圆周率\n\n2.18：另一个数\n"])
def test_numbers_of_sections_and_figures_are_no_days(text: str) -> None:
    assert items(text, "deadlines") == []


def test_a_heading_that_says_by_when_is_a_deadline_though_a_line_below_gives_the_plan_its_span() -> None:
    text = "# Prints\n## Goal: sell the first series by the end of 2026\n\n**Timeline:** May 2026 - December 2026\n"
    found = only(text, "deadlines")
    assert (found["lines"], found["end"]) == ([2], "2026-12-31")


@pytest.mark.parametrize(
    "text", ["> **2026.03.22 体测后微调版**", "2026-04-02 revised edition", "**2026年4月2日第二次修订**"]
)
def test_the_day_of_an_edition_is_no_deadline(text: str) -> None:
    assert items(text, "deadlines") == []


def test_the_end_of_february_is_found_in_a_common_year_of_a_plan_over_two_years() -> None:
    text = (
        "## October 2026 - December 2026\n- January: rest\n"
        "## January 2027 - March 2027\n- **January**: sketch\n  - **End of February**: show the sketches\n"
    )
    assert [str(item.end) for item in items(text, "deadlines", None)] == ["2027-02-28"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("- 月底前交画室租金", "2026-03-31"),
        ("- 本周内寄出请柬", "2026-03-08"),
        ("- Order the paper by the end of this week", "2026-03-08"),
        ("- Order the ink by the end of the month", "2026-03-31"),
        ("## 5月\n- 月底前交画室租金", "2026-05-31"),
    ],
)
def test_the_end_of_this_week_or_month_is_that_of_the_day_of_writing(text: str, end: str) -> None:
    assert [str(item.end) for item in items(text, "deadlines", date(2026, 3, 4))] == [end]
    assert items(text.splitlines()[-1], "deadlines", None) == []


@pytest.mark.parametrize("text", ["- 每月月底前盘点颜料", "- Always tidy up by the end of the week"])
def test_what_is_due_at_each_end_is_no_deadline(text: str) -> None:
    assert items(text, "deadlines", date(2026, 3, 4)) == []
