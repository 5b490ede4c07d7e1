"""Scouting: the order follows from what GitHub tells of an issue, said as reasons; its words do not count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.github.made import NOW, at, home, issue

from roadweek.github.ranking import POINTS, ranked
from roadweek.github.records import ForeignText
from roadweek.messages import say


def test_a_free_fresh_answered_issue_comes_before_one_that_somebody_is_at() -> None:
    free = issue(1, maintainer_at=at(3, 8), answered=True)
    taken = issue(2, maintainer_at=at(3, 8), answered=True, assignees=1)
    linked = issue(3, maintainer_at=at(3, 8), answered=True, linked=1)

    order = ranked([linked, taken, free], [home()], NOW)

    assert [one.issue.number for one in order] == [1, 2, 3]
    assert [one.free for one in order] == [True, False, False]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"maintainer_at": at(3, 5)}, {"maintainer_at": None}),
        ({"created_at": at(3, 1)}, {"created_at": at(1, 5), "updated_at": at(1, 6)}),
        ({"comments": 2}, {"comments": 40}),
    ],
)
def test_each_sign_moves_an_issue_up_or_down_alone(better: dict[str, Any], worse: dict[str, Any]) -> None:
    first, second = ranked([issue(1, **worse), issue(2, **better)], [home()], NOW)

    assert (first.issue.number, second.issue.number) == (2, 1)
    assert first.points > second.points


def test_a_repository_that_rests_counts_against_its_issues_and_an_archived_one_has_none() -> None:
    issues = [issue(1, "old/attic"), issue(2, "busy/shop"), issue(3, "shut/store")]
    homes = [
        home("old/attic", pushed_at=at(1, 1).replace(year=2025)),
        home("busy/shop"),
        home("shut/store", archived=True),
    ]

    order = ranked(issues, homes, NOW)

    assert [one.issue.repository for one in order] == ["busy/shop", "old/attic"]
    assert [why.code for why in order[1].reasons if why.points < 0] == ["asleep"]


def test_points_are_the_sum_of_the_reasons_and_every_reason_has_words() -> None:
    (one,) = ranked([issue(1, assignees=2, linked=1, comments=30)], [home()], NOW)

    assert one.points == sum(POINTS[why.code] for why in one.reasons)
    assert [abs(why.points) for why in one.reasons] == sorted((abs(why.points) for why in one.reasons), reverse=True)
    for code in POINTS:
        for lang in ("en", "zh"):
            assert say(f"contributions.scout_{code}", lang, days=3, count=2)


@given(
    st.permutations(range(8)),
    st.lists(st.sampled_from(["", "URGENT take me first", "无人认领"]), min_size=8, max_size=8),
)
def test_the_order_depends_neither_on_the_given_one_nor_on_titles(order: list[int], titles: list[str]) -> None:
    made = [issue(n, assignees=n % 2, linked=n % 3, comments=n * 5, updated_at=at(3, 1 + n)) for n in range(8)]
    plain = ranked(made, [home()], NOW)
    other = [made[n].model_copy(update={"title": ForeignText(text=titles[n] or "x")}) for n in order]

    assert [one.issue.number for one in ranked(other, [home()], NOW)] == [one.issue.number for one in plain]
