"""Questions that a plan leaves open, in plain words too."""

from __future__ import annotations

import pytest
from tests.importing.helpers import items, only


@pytest.mark.parametrize(
    "text",
    [
        "I need to rethink if four prints a month is reasonable.",
        "I am not sure whether the press is worth its price.",
        "还没决定要在哪家店装裱。",
        "一直在纠结买不买新的压印机。",
        "If I get the stipend, September starts in Basel. If not, I try again in spring.",
    ],
)
def test_what_the_writer_says_is_not_settled_is_a_decision(text: str) -> None:
    assert only(text, "decisions")["lines"] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "## Open questions\n\n- studio trip to Lisbon 21–26 June (if the stipend comes)\n",
        "## 待定\n\n附：改完之后先放一放\n",
        "I need to see the printer on Monday.",
        "| Print | State |\n|---|---|\n| TBD | - |\n",
        "If it rains, we print indoors.",
    ],
)
def test_trips_postscripts_and_plain_conditions_are_no_decisions(text: str) -> None:
    assert items(text, "decisions") == []


@pytest.mark.parametrize(
    "text",
    [
        "Whether it is paint, paper, or whatever else lies around, I tend to leave it there.",
        "Whether it rains or not, I go to the studio.",
        "不管是否下雨，都去画室。",
        "At school, should I have drawn or painted? Nobody knew.",
        "我以前总想要不要放弃版画，还好没有。",
    ],
)
def test_what_holds_either_way_leaves_nothing_open(text: str) -> None:
    assert items(text, "decisions") == []
