"""Dates on which what recurs is left out: it stays what recurs, the dates make nothing of their own, and are told."""

from __future__ import annotations

import pytest
from tests.importing.helpers import read

LEFT_OUT = [
    ("Rowing on Friday mornings at 7:30 except in April", "Rowing", "except in April"),
    ("Harp every Tuesday evening, 40 minutes, not on 12 May", "Harp", "not on 12 May"),
    ("Choir: an hour on Mondays and Thursdays, but never in August", "Choir", "but never in August"),
    ("Drawing twice a week, 30 minutes each, not on the 14th", "Drawing", "not on the 14th"),
    ("Pottery every Saturday 10:00-12:00 (except from 3 to 9 May)", "Pottery", "except from 3 to 9 May"),
    ("Cycling every Sunday 2 hours, no cycling in February", "Cycling", "no cycling in February"),
    ("每周二晚上瑜伽1小时，5月除外", "瑜伽", "5月除外"),
    ("跑步：周一周四 30分钟，但3月12日不跑", "跑步", "但3月12日不跑"),
    ("每天书法20分钟，除了4月5号", "书法", "除了4月5号"),
    ("每周六下午游泳一小时（不含6月1日到6月7日）", "游泳", "不含6月1日到6月7日"),
]


@pytest.mark.parametrize(("text", "title", "words"), LEFT_OUT)
def test_what_recurs_is_planned_and_the_dates_it_leaves_out_are_told(text: str, title: str, words: str) -> None:
    found = read(f"# Plan 2026\n\n- {text}\n")
    assert [(i.group, i.title) for i in found.items] == [("recurring", title)]
    assert found.items[0].unused == (words,)
    assert [a.title for a in found.plan.activities] == [title]


NOT_LEFT_OUT = [
    ("Hand in the portfolio, not before 3 May", "deadlines"),
    ("Hand in the portfolio by 3 May, no later", "deadlines"),
    ("5月3日前删除旧照片", "deadlines"),
]


@pytest.mark.parametrize(("text", "group"), NOT_LEFT_OUT)
def test_a_date_of_what_does_not_recur_is_its_own(text: str, group: str) -> None:
    found = read(f"# Plan 2026\n\n- {text}\n")
    assert not any(i.unused and "3" in "".join(i.unused) for i in found.items if i.group == group)
    assert all(i.group != "recurring" for i in found.items)
