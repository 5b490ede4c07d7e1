"""What a plan marks as done, in whichever way its lists are made, is never planned."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.planning.read import read_plan


def planned(text: str) -> set[str]:
    """The titles of all that a plan would plan."""
    plan = read_plan(text, name="plan", as_of=date(2026, 3, 2)).plan
    works = {w.title for s in plan.strands for w in s.works}
    return works | {a.title for a in plan.activities if not a.superseded}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "# Loom\n- [x] Basics\n    1. Warp the loom\n- [ ] Patterns\n    1. Twill\n    2. ~~Satin~~\n    3. Lace\n",
            {"Patterns: Twill", "Patterns: Lace"},
        ),
        (
            "# 织布\n- [X] 入门\n    1. 上经线\n- [ ] 花纹\n    1. 斜纹\n    2. ~~缎纹~~\n    3. 提花\n",
            {"花纹：斜纹", "花纹：提花"},
        ),
        ("# Habits\n- ✅ Row 30 min every day\n- Stretch 20 min every day\n", {"Stretch"}),
        ("# 习惯\n- 每周五划船 1 小时 ✅\n- 每周六拉伸 1 小时\n", {"拉伸"}),
        ("# 习惯\n1. [x] 每周五划船 1 小时\n2. ~~每周日骑车 1 小时~~\n3. 每周六拉伸 1 小时\n", {"拉伸"}),
    ],
)
def test_nothing_below_or_beside_a_tick_is_planned(text: str, left: set[str]) -> None:
    assert planned(text) == left


@pytest.mark.parametrize("state", ["✅", "[x]", "[X]", "x", "Done", "✅ done", "已完成", "☑"])
@pytest.mark.parametrize("head", ["Status", "完成情况", ""])
def test_a_row_whose_state_is_done_is_not_planned(state: str, head: str) -> None:
    rows = f"| Sew the hem | Apr 4 | {state} |\n| Sew the cuffs | Apr 14 | [ ] |\n"
    assert planned(f"# Coat\n\n| What | Due | {head} |\n|---|---|---|\n{rows}") == {"Sew the cuffs"}


def test_a_row_with_a_ticked_or_struck_name_is_not_planned() -> None:
    done = "| [x] Sew the hem | Apr 4 |\n| ✅ Sew the lining | Apr 9 |\n| ~~Sew the cuffs~~ | Apr 14 |\n"
    rows = f"{done}| Iron it | Apr 20 |\n"
    assert planned(f"# Coat\n\n| What | Due |\n|---|---|\n{rows}") == {"Iron it"}


def test_a_tick_in_a_column_of_something_else_says_nothing_of_the_row() -> None:
    rows = "| Sew the hem | ✅ | Apr 4 |\n| Iron it |  | Apr 20 |\n"
    assert planned(f"# Coat\n\n| What | Machine needed | Due |\n|---|---|---|\n{rows}") == {"Sew the hem", "Iron it"}


def test_ticks_before_every_line_are_bullets() -> None:
    assert planned("# Habits\n- ✅ Row 30 min every day\n- ✅ Stretch 20 min every day\n") == {"Row", "Stretch"}


def test_days_are_left_out_by_their_tick_only_where_another_has_none() -> None:
    days = "## Day 1{}\n- Sand the deck\n## Day 2\n- Oil the deck\n"
    assert planned("# Boat\n" + days.format(" ✅")) == {"Oil the deck"}
    assert planned("# Boat\n" + days.format("")) == {"Sand the deck", "Oil the deck"}
