"""Calendar dates and spans are read whole or not at all, with and without a year."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.domain.base import DateWindow
from roadweek.understanding.date_points import puts_day_first
from roadweek.understanding.dates import DateContext, find_dates, find_ranges, in_year, point_in_year

WRITTEN = DateContext(as_of=date(2027, 3, 4), year=2027)


def window(text: str) -> DateWindow | None:
    if text == "-":
        return None
    first, _, last = text.partition("..")
    return DateWindow(earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("5.12-6.3", "2027-05-12", "2027-06-03"),
        ("5月12日 - 6月3日", "2027-05-12", "2027-06-03"),
        ("7–9 月", "2027-07-01", "2027-09-30"),
        ("Apr–May", "2027-04-01", "2027-05-31"),
        ("2027.04", "2027-04-01", "2027-04-30"),
        ("4/6–4/9", "2027-04-06", "2027-04-09"),
        ("April 6 to 9", "2027-04-06", "2027-04-09"),
        ("6–9 April 2028", "2028-04-06", "2028-04-09"),
        ("between 6 and 9 April", "2027-04-06", "2027-04-09"),
        ("明年3月~4月", "2028-03-01", "2028-04-30"),
        ("9月起", "2027-09-01", "-"),
        ("since October", "2027-10-01", "-"),
        ("现在开始到6月底", "2027-03-04", "2027-06-21..2027-06-30"),
        ("7月初到8月中上旬", "2027-07-01..2027-07-10", "2027-08-01..2027-08-20"),
        ("最迟10月中下旬", "-", "2027-10-11..2027-10-31"),
        ("until April 20", "-", "2027-04-20"),
        ("12月28日–1月4日", "2027-12-28", "2028-01-04"),
        ("2028年2月", "2028-02-01", "2028-02-29"),
        ("2027-04-06 to 2027-04-09", "2027-04-06", "2027-04-09"),
    ],
)
def test_a_span_is_read(text: str, start: str, end: str) -> None:
    assert [(f.value.start, f.value.end) for f in find_ranges(text, WRITTEN)] == [(window(start), window(end))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("early April", "2027-04-01..2027-04-10"),
        ("mid-April", "2027-04-11..2027-04-20"),
        ("late Feb", "2027-02-21..2027-02-28"),
        ("the end of April", "2027-04-21..2027-04-30"),
        ("4月上旬", "2027-04-01..2027-04-10"),
        ("四月十五日", "2027-04-15"),
        ("the 6th of April", "2027-04-06"),
        ("by 4.6", "2027-04-06"),
        ("2027/04/06", "2027-04-06"),
    ],
)
def test_a_day_or_a_part_of_a_month_is_read(text: str, day: str) -> None:
    assert [f.value.window for f in find_dates(text, WRITTEN)] == [window(day)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "MIT 18.01",
            "18.06",
            "课程 6.006",
            "1.5 小时",
            "1.5-2.5 小时",
            "Phase 1–2",
            "W1–W8",
            "2-3道",
            "3.10-3.11 版",
        ),
        *("Python 3.10-3.11", "5-10 min", "2月30日", "3个月后", "24/7", "I may do it", "we march on", "ratio 1/2"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_ranges(text, WRITTEN) == ()
    assert find_dates(text, WRITTEN) == ()


def test_two_days_with_and_between_them_are_two_days_and_no_span() -> None:
    assert find_ranges("10 and 12 April", WRITTEN) == ()
    days = [f.value.window for f in find_dates("10 and 12 April", WRITTEN)]
    assert days == [window("2027-04-10"), window("2027-04-12")]


def test_without_a_year_a_date_stays_open_and_the_caller_decides() -> None:
    (span,) = find_ranges("12月28日–1月4日")
    assert span.value.year_open
    closed = in_year(span.value, 2027)
    assert closed is not None
    assert (closed.start, closed.end) == (window("2027-12-28"), window("2028-01-04"))
    (leap,) = find_dates("29 February")
    assert point_in_year(leap.value, 2027) is None
    assert point_in_year(leap.value, 2028) is not None
    (month,) = find_ranges("2月")
    assert [r.end for y in (2027, 2028) if (r := in_year(month.value, y))] == [
        window("2027-02-28"),
        window("2028-02-29"),
    ]


def test_the_place_of_a_date_in_the_text_is_exact() -> None:
    text = "计划：5.12-6.3 完成，之后 7月初 复盘"
    (span,) = find_ranges(text, WRITTEN)
    assert text[span.start : span.end] == span.text == "5.12-6.3"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hand in by 9/14/27", "2027-09-14"),
        ("9/14/2027 oral exam", "2027-09-14"),
        ("14/9/2027", "2027-09-14"),
        ("14.9.2027", "2027-09-14"),
        ("27/9/14 报名", "2027-09-14"),
        ("4/9/2027", "2027-04-09"),
    ],
)
def test_a_day_with_its_year_behind_it_is_read_by_what_its_numbers_allow(text: str, day: str) -> None:
    assert [f.value.window for f in find_dates(text, WRITTEN)] == [window(day)]


def test_the_other_dates_of_a_document_say_which_number_is_the_day() -> None:
    assert puts_day_first("start 31/03/2027, talk 4/9/2027")
    assert not puts_day_first("start 3/31/2027, talk 4/9/2027")
    british = DateContext(as_of=WRITTEN.as_of, year=2027, day_first=True)
    assert find_dates("4/9/2027", british)[0].value.window == window("2027-09-04")


def test_a_span_of_days_with_their_years_behind_them_is_read() -> None:
    (found,) = find_ranges("sprint 9/14/27 - 9/20/27", WRITTEN)
    assert (found.value.start, found.value.end) == (window("2027-09-14"), window("2027-09-20"))


@pytest.mark.parametrize("text", ["python 3.12.1", "192.168.1.27", "24/7/365", "1/2/3", "99/99/2027", "lecture 6.1.4"])
def test_versions_addresses_and_sayings_are_no_days(text: str) -> None:
    assert find_dates(text, WRITTEN) == ()
