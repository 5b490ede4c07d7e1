"""Periods of plans in many styles: how a stretch is named, numbered and dated, and which year it stands in."""

from __future__ import annotations

from datetime import date

import pytest
from tests.importing.helpers import items, kinds, only, read


def spans(text: str, as_of: date | None = date(2026, 3, 1)) -> dict[int, tuple[str, str | None]]:
    """Start and end of the period that begins on each line."""
    return {
        item.lines[0]: (str(item.start), str(item.end) if item.end else None) for item in items(text, "periods", as_of)
    }


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("## Spring 2027\n- move house", "2027-03-01", "2027-05-31"),
        ("## 2026 Fall\n- move house", "2026-09-01", "2026-12-20"),
        ("## Fall semester 2026\n- seminar", "2026-09-01", "2026-12-31"),
        ("## 暑假\n- 学游泳", "2026-07-01", "2026-08-31"),
        ("## 2027年寒假\n- 学滑雪", "2027-01-15", "2027-02-28"),
        ("## 秋季学期\n- 选三门课", "2026-09-01", "2026-12-31"),
        ("## Autumn term (14 September – 11 December)\n- seminar", "2026-09-14", "2026-12-11"),
        ("## 大二下学期（3月-6月）\n- 选三门课", "2026-03-01", "2026-06-30"),
        ("## 明年上半年\n- 换工作", "2027-01-01", "2027-06-30"),
        ("## The second half of 2026\n- save", "2026-07-01", "2026-12-31"),
        ("## Third quarter of 2026\n- save", "2026-07-01", "2026-09-30"),
        ("## Q2 (6 April – 19 June)\n- save", "2026-04-06", "2026-06-19"),
        ("- 第三季度：搭暗房", "2026-07-01", "2026-09-30"),
        ("## First half of March\n- paint", "2026-03-01", "2026-03-15"),
        ("## March (weeks 1-4)\n- paint", "2026-03-01", "2026-03-31"),
        ("## April 12 - 3 weeks\n- paint", "2026-04-12", "2026-05-02"),
        ("- 04-06 → 05-03: paint the hall", "2026-04-06", "2026-05-03"),
        ("- Stage 2: 2 March 2026 to 17 May 2026: sand the floor", "2026-03-02", "2026-05-17"),
        ("- Glaze trials: 2026-04-06 – 2026-06-19 – two kilns", "2026-04-06", "2026-06-19"),
        ("- 第二阶段：4月6日到6月19日：烧窑", "2026-04-06", "2026-06-19"),
        ("- Week of 3/16: sand the floor", "2026-03-16", "2026-03-22"),
        ("Timeline: 2026.4 - 2026.9", "2026-04-01", "2026-09-30"),
        ("二轮（11月-次年1月）", "2026-11-01", "2027-01-31"),
        ("- 9月起练琴谱", "2026-09-01", None),
        ("- From October: learn the second voice", "2026-10-01", None),
        ("Starts **6 April** → main part ends **22 May**, then a break", "2026-04-06", "2026-05-22"),
        ("起始 2026-04-06，主线结束 2026-05-22", "2026-04-06", "2026-05-22"),
        ("| Task | Start | End |\n|---|---|---|\n| Roof | Mar 23 | Apr 10 |", "2026-03-23", "2026-04-10"),
        ("| 任务 | 开始日期 | 结束日期 |\n|---|---|---|\n| 屋顶 | 3月23日 | 4月10日 |", "2026-03-23", "2026-04-10"),
        ("| Term | Courses |\n|---|---|\n| Spring 2027 | harmony |", "2027-03-01", "2027-05-31"),
    ],
)
def test_parts_of_a_year_and_spans_in_many_forms_are_periods(text: str, start: str, end: str | None) -> None:
    found = only(text, "periods")
    assert (found["start"], found.get("end")) == (start, end)


def test_both_ends_of_a_season_are_windows() -> None:
    found = items("## Summer 2026\n- paint", "periods")[0]
    assert found.start_window is not None
    assert found.end_window is not None
    assert found.start_window.earliest < found.start_window.latest
    assert found.end_window.earliest < found.end_window.latest


@pytest.mark.parametrize(
    "text",
    [
        "I fall asleep early in winter.",
        "## Spring cleaning app\n- build it",
        "## Summer school\n- apply",
        "h2 {\n  color: red;\n}",
        "- 6.006 and 18.01 lectures",
        "## 第一章\n- 读",
        "## M1 laptop\n- sell it",
    ],
)
def test_words_that_only_look_like_seasons_halves_or_numbers_are_no_periods(text: str) -> None:
    assert items(text, "periods") == []


@pytest.mark.parametrize(
    ("text", "line", "start", "end"),
    [
        ("Start date: 6 April 2026\n\n## Day 1 - Day 10: scales\n- a\n", 3, "2026-04-06", "2026-04-15"),
        ("开始日期：2026年4月6日\n\n## 第3天\n- 甲\n", 3, "2026-04-08", "2026-04-08"),
        ("Started: 2026-04-06\n\n### Month 2: duets\n- a\n", 3, "2026-05-06", "2026-06-05"),
        ("# Choir from 6 April 2026\n\n## Months 2-3\n- a\n", 3, "2026-05-06", "2026-07-05"),
        ("Start: 2026-04-06\n\n### Part A (Weeks 1-4)\n- a\n", 3, "2026-04-06", "2026-05-03"),
        ("Start: 2026-04-06\n\n### Week 6 of 18\n- a\n", 3, "2026-05-11", "2026-05-17"),
        ("Start: 2026-04-06\n\n### 第二阶段（第5-8周）\n- 甲\n", 3, "2026-05-04", "2026-05-31"),
        ("Start: 2026-04-06\n\n### Week one\n- a\n", 3, "2026-04-06", "2026-04-12"),
        ("Start: 2026-04-06\n\n| Week | Song |\n|---|---|\n| Week 2 | alto |\n", 5, "2026-04-13", "2026-04-19"),
        ("Start: 2026-04-06\n\n| Weeks | Song |\n|---|---|\n| 3-4 | alto |\n", 5, "2026-04-20", "2026-05-03"),
        ("Start: 2026-04-06\n\n| Month | Song |\n|---|---|\n| 2 | alto |\n", 5, "2026-05-06", "2026-06-05"),
        ("Starting April 6, 2026.\n\n### Week 2\n- a\n", 3, "2026-04-13", "2026-04-19"),
        ("## Week 6 of 18 (4 May - 10 May)\n- a\n", 1, "2026-05-04", "2026-05-10"),
    ],
)
def test_numbered_days_weeks_and_months_count_from_the_first_day(text: str, line: int, start: str, end: str) -> None:
    assert spans(text)[line] == (start, end)


def test_numbers_that_run_through_the_plan_count_from_its_start_inside_a_later_phase_too() -> None:
    text = "Start: 2026-04-06\n\n## Phase 1 (Weeks 1-4)\n### Week 4\n- a\n## Phase 2 (Weeks 5-8)\n### Week 5\n- b\n"
    found = spans(text)
    assert found[4] == ("2026-04-27", "2026-05-03")
    assert found[7] == ("2026-05-04", "2026-05-10")


@pytest.mark.parametrize(
    ("text", "line", "start", "end", "latest"),
    [
        ("## Week 1: scales\n- a\n\n## Week 2: chords\n- b\n", 4, "2026-03-11", "2026-03-17", "2026-03-18"),
        ("## 第2-3周：和弦\n- 练\n", 1, "2026-03-11", "2026-03-24", "2026-03-18"),
        ("## 路线\n\n月 2–3（入门）：\n- 练音阶\n", 3, "2026-04-04", "2026-06-03", "2026-05-01"),
        ("## Stage 1 (Months 1-2)\n### Month 2: chords\n- b\n", 2, "2026-04-04", "2026-05-03", "2026-05-01"),
        ("**Week 3: duets**\n- play with Ida\n", 1, "2026-03-18", "2026-03-24", "2026-03-25"),
    ],
)
def test_numbers_that_nothing_else_anchors_count_from_the_day_of_writing_and_a_conflict_says_so(
    text: str, line: int, start: str, end: str, latest: str
) -> None:
    written = date(2026, 3, 4)
    found = next(item for item in items(text, "periods", written) if item.lines[0] == line)
    assert found.start_window is not None
    assert (str(found.start), str(found.end), str(found.start_window.latest)) == (start, end, latest)
    assert line in kinds(text, written)["start_assumed"]


def test_without_a_day_of_writing_numbered_weeks_stay_without_dates_and_a_conflict_asks_for_a_start() -> None:
    text = "## 第一周：音阶\n- 练\n\n## Week 2: chords\n- b\n"
    assert spans(text, None) == {1: ("None", None), 4: ("None", None)}
    assert kinds(text, None)["start_missing"] == (1, 4)


def test_rows_of_numbered_weeks_without_a_start_are_a_course_and_no_stretches() -> None:
    text = "| Week | Topic |\n|---|---|\n| 1 | scales |\n| 2 | chords |\n"
    assert items(text, "periods") == []
    assert "start_assumed" not in kinds(text)


def test_a_week_in_detail_after_a_table_of_dated_weeks_is_that_week() -> None:
    text = "| 周 | 日期 |\n|---|---|\n| W1 | 3/9–3/15 |\n| W2 | 3/16–3/22 |\n\n### 第二周细化\n- 每天练 20 分钟\n"
    assert sorted(spans(text)) == [3, 4]
    wish = items(text, "recurring")[0]
    assert wish.period == items(text, "periods")[1].id


def test_numbers_of_a_stretch_begin_with_its_first_day() -> None:
    text = "## Last part (Weeks 11-12) - late May 2026\n### Week 11: dress rehearsal\n- a\n### Week 12: concert\n- b\n"
    assert spans(text) == {
        1: ("2026-05-21", "2026-05-31"),
        2: ("2026-05-21", "2026-05-27"),
        4: ("2026-05-28", "2026-05-31"),
    }


def test_a_later_week_below_the_first_follows_it_and_is_not_cut_at_its_end() -> None:
    text = "## Week 1 (March 9 - 15)\n### Goals\n**Week 1:**\n- a\n\n**Week 3-4:**\n- b\n"
    assert spans(text)[6] == ("2026-03-23", "2026-04-05")


@pytest.mark.parametrize(
    "head", ["### Week 2 Extras", "**Week 2 Milestone:** play it by heart", "### 第2周里程碑：背谱"]
)
def test_a_thing_of_a_week_is_not_the_week(head: str) -> None:
    assert items(f"{head}\n- record it\n", "periods") == []


@pytest.mark.parametrize(
    "text",
    [
        "## 三月（3月1日-3月31日）\n- 完成 4 月曲目单\n- 整理 2 月录音，清掉重复的",
        "## March 1 - 31\n- April's bills to the landlord\n- pay",
        "## 3月1日-3月31日\n- 4 月数据汇总到一页",
        "## March 1 - 31\n1. May: what would make it better?",
        "## 3月1日-3月31日\n- 2月已交完学费",
        "## March 1 - 31\n- A study found 3.5-4.2 servings a day",
        "## March 1 - 31\n- Enough protein (1.6–2.2g/kg a meal)",
    ],
)
def test_months_in_passing_questions_and_measures_are_no_periods(text: str) -> None:
    assert list(spans(text)) == [1]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("- 合唱每周 3h 到 五月底\n  - 分谱\n  - 视唱", "2026-05-31"),
        ("- 打工每周10h 到六月中（之后再说）\n  - 收银", "2026-06-20"),
        ("- Choir 3 hours a week until early June\n  - parts\n  - sight reading", "2026-06-10"),
    ],
)
def test_what_goes_on_until_a_day_over_a_list_is_a_stretch_with_an_open_start(text: str, end: str) -> None:
    found = only(text, "periods")
    assert (found.get("start"), found["end"]) == (None, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("## 本周打卡\n- 练琴", "2026-03-02", "2026-03-08"),
        ("## Log (this week)\n- practise", "2026-03-02", "2026-03-08"),
        ("## 下周任务\n- 录音", "2026-03-09", "2026-03-15"),
        ("## Next month\n- record", "2026-04-01", "2026-04-30"),
        ("## 本月曲目\n- 录音", "2026-03-01", "2026-03-31"),
    ],
)
def test_this_and_next_in_a_heading_count_from_the_day_of_writing(text: str, start: str, end: str) -> None:
    assert spans("# 练琴\n" + text, date(2026, 3, 4))[2] == (start, end)
    assert spans("# 练琴\n" + text, None) == {}


def test_a_template_and_a_look_back_at_this_week_are_no_stretch() -> None:
    assert items("# Choir\n## 本周复盘\n- 哪里好\n## This week (template)\n- sing\n", "periods") == []


def test_a_part_of_a_month_beside_a_span_is_a_stretch_like_it_and_the_end_of_a_month_is_not() -> None:
    text = "- **Mid-April**: sort the scores\n- **May - June**: learn the new ones\n- **End of June**: play all\n"
    assert spans(text) == {1: ("2026-04-11", "2026-04-20"), 2: ("2026-05-01", "2026-06-30")}
    assert [item.lines for item in items(text, "deadlines")] == [(3,)]


def test_days_after_a_month_s_name_in_a_column_of_dates_are_days_of_that_month() -> None:
    text = "Start: 2026-02-03\n\n| W | Dates | On |\n|-|-|-|\n| 1 | Mar 10-16 | oil |\n| 2 | Mar 17-23 | ink |\n"
    assert spans(text, None)[6] == ("2026-03-17", "2026-03-23")


def test_phases_of_a_table_are_periods_even_where_no_day_is_known() -> None:
    text = "| Phase | Weeks | Aim |\n|---|---|---|\n| 1 tune | 1-3 | in tune |\n| 2 play | 4-9 | one song |\n"
    found = items(text, "periods")
    assert [(item.lines, item.start, item.end) for item in found] == [((3,), None, None), ((4,), None, None)]


def test_dates_in_a_labelled_line_belong_to_the_heading_above() -> None:
    text = "# Choir\n\n### Phase 3: duets\n**Duration:** 6 April – 22 May\n- a\n"
    found = only(text, "periods")
    assert (found["lines"], found["start"], found["end"]) == ([3, 4], "2026-04-06", "2026-05-22")


def test_a_start_line_and_an_end_line_are_one_period_of_their_heading_and_no_deadlines() -> None:
    text = "## 短程计划\n\n> **开始日期**：2026/04/06\n> **结束日期**：2026/05/22\n\n- 练琴谱\n"
    found = only(text, "periods")
    assert (found["lines"], found["start"], found["end"]) == ([1, 3, 4], "2026-04-06", "2026-05-22")
    assert items(text, "deadlines") == []


def test_a_title_that_repeats_its_span_in_a_line_is_one_period() -> None:
    found = only("# Q2 2026 choir plan\n\n**Duration:** April 1 - June 30, 2026\n\n- sing\n", "periods")
    assert found["lines"] == [1, 3]


def test_a_title_with_the_month_of_an_exam_is_no_stretch_of_the_plan() -> None:
    text = "# Organ exam – November 2026\n\n## April\n- a\n## May\n- b\n"
    assert set(spans(text, None)) == {3, 5}


def test_a_title_with_the_month_in_which_the_plan_runs_is_a_period() -> None:
    text = "# Choir – April 2026\n\n## Week 1 (6–12 April)\n- a\n"
    assert spans(text, None)[1] == ("2026-04-01", "2026-04-30")


def test_several_openings_in_one_line_are_periods_of_their_own() -> None:
    found = items("- 声乐9月份开始练气，10月份以后开始练曲子\n", "periods")
    assert [str(item.start) for item in found] == ["2026-09-01", "2026-10-01"]
    assert all(item.end is None for item in found)


# the year


def test_the_title_tells_the_year_and_a_conflict_says_what_was_taken() -> None:
    text = "# Choir 2025\n\n## March\n- a\n## October\n- b\n"
    assert spans(text, None) == {3: ("2025-03-01", "2025-03-31"), 5: ("2025-10-01", "2025-10-31")}
    conflict = next(c for c in read(text, None).conflicts if c.kind == "year_assumed")
    assert conflict.lines == (1, 3, 5)
    assert conflict.params["year"] == 2025
    assert "year_missing" not in kinds(text, None)


def test_the_only_year_of_the_dates_tells_the_year_of_the_others() -> None:
    text = "## Concert week (1–7 June 2026)\n- a\n## Rehearsals (May 4–10)\n- b\n"
    assert spans(text, None)[3] == ("2026-05-04", "2026-05-10")


def test_several_years_leave_the_dates_without_one_open() -> None:
    text = "- concert on 5 May 2025\n- concert on 7 June 2026\n\n## Rehearsals: 3 March - 9 March\n- a\n"
    assert spans(text, None) == {4: ("None", None)}
    assert "year_missing" in kinds(text, None)
    assert "year_assumed" not in kinds(text, None)


@pytest.mark.parametrize("title", ["# Class of 2024级", "# ES2020 notes", "# Budget $2025", "# Plan 2025-2026"])
def test_numbers_that_are_no_single_year_tell_none(title: str) -> None:
    assert spans(f"{title}\n\n## March\n- a\n", None) == {3: ("None", None)}


def test_months_told_one_after_the_other_go_on_into_the_next_year() -> None:
    text = "# Choir 2025\n\n## Oct\n- a\n## Nov\n- b\n## Dec\n- c\n## Jan\n- d\n"
    assert spans(text, None)[9] == ("2026-01-01", "2026-01-31")


def test_a_neighbour_with_its_year_tells_that_of_the_others() -> None:
    text = "## Nov 2025\n- a\n## Dec\n- b\n## Jan\n- c\n"
    assert spans(text, None)[5] == ("2026-01-01", "2026-01-31")


def test_months_of_one_list_that_has_begun_stay_in_one_year() -> None:
    text = "## May\n- a\n## June\n- b\n## September\n- c\n"
    assert spans(text, date(2026, 8, 2)) == {
        1: ("2026-05-01", "2026-05-31"),
        3: ("2026-06-01", "2026-06-30"),
        5: ("2026-09-01", "2026-09-30"),
    }


def test_a_wish_list_in_no_order_of_time_does_not_turn_the_year() -> None:
    text = "- 12月：办展览\n- 买颜料\n- 练素描\n- 学透视\n- 4月：画院子\n"
    assert spans(text)[5] == ("2026-04-01", "2026-04-30")


def test_a_date_inside_a_dated_stretch_lies_in_that_stretch() -> None:
    text = "## Winter tour: 1 December 2025 - 31 January 2026\n\n### Second half (5 - 20 January)\n- a\n"
    assert spans(text, None)[3] == ("2026-01-05", "2026-01-20")


def test_the_year_beside_a_span_is_its_year() -> None:
    assert spans("## Q1 2027 (January - March)\n- a\n") == {1: ("2027-01-01", "2027-03-31")}


def test_a_title_of_this_year_keeps_what_is_some_months_past() -> None:
    text = "# Choir 2026\n\n## March\n- a\n"
    assert spans(text, date(2026, 7, 10))[3] == ("2026-03-01", "2026-03-31")


def test_a_title_of_the_next_year_moves_what_has_begun() -> None:
    text = "# Choir 2026\n\n## November\n- a\n"
    assert spans(text, date(2025, 12, 28))[3] == ("2026-11-01", "2026-11-30")


def test_a_year_at_the_end_of_a_sentence_is_read() -> None:
    assert spans("## 6 April – 22 May, 2027.\n- a\n") == {1: ("2027-04-06", "2027-05-22")}


@pytest.mark.parametrize("text", ["- **Week of Oct 26** – Focus: altos\n", "## Week of 26 October\n- altos\n"])
def test_a_week_whose_year_nobody_tells_is_a_period_without_dates(text: str) -> None:
    found = items(text, "periods", None)
    assert [(item.lines, item.start) for item in found] == [((1,), None)]
    assert "year_missing" in kinds(text, None)


@pytest.mark.parametrize(
    "text",
    [
        "1. Q1 choir review with everybody",
        "- see Notes/choir-goals-q1",
        "- Passport (expires Aug 2026)",
        "# Summer choir plan\n- sing",
    ],
)
def test_quarters_in_names_and_validities_are_no_periods(text: str) -> None:
    assert items(text, "periods", None) == []


def test_the_end_of_a_passport_tells_no_year_of_the_plan() -> None:
    text = "- Passport (expires Aug 2027)\n\n## Tour (12 – 20 April)\n- sing\n"
    assert spans(text, None) == {3: ("None", None)}


def test_months_side_by_side_are_one_stretch() -> None:
    assert spans("Summer (July and August): no rehearsals\n") == {1: ("2026-07-01", "2026-08-31")}


def test_a_table_of_months_and_weeks_dates_its_rows() -> None:
    text = "# Choir 2026\n\n| Month | Week | Notes |\n|---|---|---|\n| March | 4 | altos |\n| April | 1 | tenors |\n"
    assert spans(text, None) == {5: ("2026-03-22", "2026-03-28"), 6: ("2026-04-01", "2026-04-07")}


@pytest.mark.parametrize(
    "text",
    [
        "## February 2026\n\n| Day | Gym | Read |\n|---|---|---|\n| 01. | x | |\n| 02. | | x |\n",
        "## February 2026\n\n### So, will we sing in April?\n",
        "## February 2026\n\n*sheet updated Sep 2025*\n",
    ],
)
def test_trackers_questions_and_notes_of_writing_open_no_periods_of_their_own(text: str) -> None:
    assert [item.lines for item in items(text, "periods")] == [(1,)]


def test_front_matter_in_toml_tells_the_day_of_writing() -> None:
    text = '+++\ntitle = "Choir"\ndate = 2026-11-06T01:37:33+08:00\n+++\n\n## March\n- sing\n'
    assert spans(text, None) == {6: ("2027-03-01", "2027-03-31")}


def test_broken_front_matter_in_toml_stays_text() -> None:
    text = "+++\ntitle = \n+++\n\n## 2 March – 9 March 2026\n- sing\n"
    assert spans(text, None) == {5: ("2026-03-02", "2026-03-09")}


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("Start: next Monday", "2026-03-09"),
        ("开始日期：下周一", "2026-03-09"),
        ("Starting: tomorrow", "2026-03-05"),
        ("I begin on 14 March and stay with it.", "2026-03-14"),
        ("3月14日开始，每周三次。", "2026-03-14"),
    ],
)
def test_numbered_weeks_count_from_a_start_that_a_line_at_the_top_tells(start: str, first: str) -> None:
    text = f"# Accordion\n{start}\n\n## Week 1\n- open it\n"
    assert spans(text, date(2026, 3, 4))[4][0] == first
    assert "start_assumed" not in kinds(text, date(2026, 3, 4))


def test_numbered_days_of_a_week_and_more_count_like_weeks() -> None:
    text = "## Days 1-30: scales\n- a\n\n## 第31-60天：和弦\n- b\n"
    assert spans(text, date(2026, 3, 4)) == {1: ("2026-03-04", "2026-04-02"), 4: ("2026-04-03", "2026-05-02")}


@pytest.mark.parametrize(
    "text",
    [
        "### Week 1 — Mar 9\n- a\n### Week 2 — Mar 16\n- b\n",
        "### Week 1 (March 9): open it\n- a\n### Week 2 (March 16): play it\n- b\n",
        "### 第一周（3月9日起）\n- a\n### 第二周（3月16日起）\n- b\n",
    ],
)
def test_the_one_day_beside_the_number_of_a_week_is_its_first(text: str) -> None:
    assert [start for start, _ in spans(text, date(2026, 3, 4)).values()] == ["2026-03-09", "2026-03-16"]
    assert "start_assumed" not in kinds(text, date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- Stage 2: 2 March 2026 to 17 May 2026: sanding", "Stage 2: sanding"),
        ("- Stage 2 (2 March 2026 to 17 May 2026): sanding", "Stage 2: sanding"),
        ("- 第二阶段：3月2日到5月17日：打磨", "第二阶段：打磨"),
        ("- 第二阶段（3月2日到5月17日）：打磨", "第二阶段：打磨"),
    ],
)
def test_a_periods_title_has_no_hole_where_its_span_stood(text: str, title: str) -> None:
    assert [item.title for item in items(text, "periods")] == [title]
