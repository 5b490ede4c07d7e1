"""How firm a wish is, and what "about" leaves open."""

from __future__ import annotations

from datetime import date

import pytest
from tests.importing.helpers import items, read

from roadweek.planning.rhythm import lengths

AS_OF = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("- Violin: every day 30 min, non-negotiable", "must"),
        ("- Violin: every day 30 min. No excuses.", "must"),
        ("- 练琴：每天 30 分钟，风雨无阻", "must"),
        ("- 练琴：每天 30 分钟，这一点雷打不动", "must"),
        ("## Violin\n- Frequency: every day, 30 min, come rain or shine", "must"),
        ("## 练琴\n- 频率：每天 30 分钟，铁打不动", "must"),
        ("- Violin: every day 30 min", "should"),
        ("- Sketching: every Sunday, 40 min (optional)", "optional"),
    ],
)
def test_a_word_of_obligation_in_a_clause_of_its_own_is_said_of_the_wish(text: str, strength: str) -> None:
    found = items(f"# P\n{text}\n", "recurring", AS_OF)
    assert [i.strength for i in found] == [strength]


def test_what_is_firm_beside_another_wish_stays_with_that_one() -> None:
    found = items("# P\n- Vocabulary every day 20 min, violin every Friday 30 min no matter what\n", "recurring", AS_OF)
    assert {i.title.lower()[:6]: i.strength for i in found} == {"vocabu": "should", "violin": "must"}


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("- Latin: about 4 hours a week", True),
        ("- Latin: 4 hours a week", False),
        ("- 拉丁语：每周 4 小时左右", True),
        ("- 拉丁语：每周约 4 小时", True),
        ("- 读关于航海的书：每周 4 小时", False),
    ],
)
def test_about_wishes_the_length_and_can_do_with_a_fifth_less(line: str, about: bool) -> None:
    plan = read(f"# P\n{line}\n", AS_OF).plan
    (activity,) = plan.activities
    low, high = (sum(pair[n] for pair in lengths(activity)) for n in (0, 1))
    assert activity.about is about
    assert high == 240
    assert (low < 240) is about
    assert low >= 240 * 0.75
