"""Two readings of one document: what was added, removed and changed, whatever line it stands on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.versions.conftest import PLAN

from roadweek.domain.base import Language
from roadweek.messages import say
from roadweek.planning.read import read_plan
from roadweek.versions.diff import FIELDS, ItemDocument, difference, match
from roadweek.views.documents import DiffView


def _items(text: str) -> list[ItemDocument]:
    return list(read_plan(text, name="plan.md").to_json()["items"])


def _diff(before: str, after: str) -> DiffView:
    return difference(_items(before), _items(after), against=1)


def _titles(items: list[dict[str, Any]]) -> list[str]:
    return [item["title"] for item in items]


def test_the_same_document_has_no_difference() -> None:
    assert _diff(PLAN, PLAN) == {"against": 1, "added": [], "removed": [], "changed": []}


def test_lines_that_only_move_are_no_difference() -> None:
    moved = PLAN.replace("# Small plan", "A word before it.\n\n# Small plan", 1).replace("\n## Rules", "\n\n\n## Rules")
    assert not [*(d := _diff(PLAN, moved))["added"], *d["removed"], *d["changed"]]


def test_a_section_that_moves_as_a_whole_is_no_difference() -> None:
    start, end = PLAN.index("## Milestones"), PLAN.index("## Rules")
    moved = PLAN[:start] + PLAN[end:] + "\n" + PLAN[start:end]
    diff = _diff(PLAN, moved)
    assert not [*diff["added"], *diff["removed"], *diff["changed"]]


def test_what_is_written_new_is_added_and_what_is_gone_is_removed() -> None:
    diff = _diff(PLAN, PLAN.replace("- Build an offline demo", "- Measure the power of both boards"))
    assert _titles(diff["added"]) == ["Measure the power of both boards"]
    assert _titles(diff["removed"]) == ["Build an offline demo"]
    assert diff["changed"] == []


def test_a_changed_figure_is_told_with_its_old_and_new_value() -> None:
    diff = _diff(PLAN, PLAN.replace("every weekday, 30 min", "every weekday, 45 min"))
    (change,) = diff["changed"]
    assert change["title"] == "English listening"
    assert change["fields"] == {"duration_min": {"old": [30, 30], "new": [45, 45]}}
    assert not diff["added"]
    assert not diff["removed"]


def test_another_clock_time_is_told() -> None:
    diff = _diff("- 19:00–20:00 English every day\n", "- 19:30–20:30 English every day\n")
    (change,) = diff["changed"]
    assert change["fields"] == {"at": {"old": "19:00", "new": "19:30"}}


def test_a_renamed_item_is_a_change_of_its_title() -> None:
    diff = _diff(PLAN, PLAN.replace("Run a detector on the board", "Run a fast detector on the board"))
    assert [change["fields"] for change in diff["changed"]] == [
        {"title": {"old": "Run a detector on the board", "new": "Run a fast detector on the board"}}
    ]


def test_another_number_in_a_name_is_another_thing() -> None:
    diff = _diff(PLAN, PLAN.replace("Publish post 2 on the demo", "Publish post 3 on the demo"))
    assert _titles(diff["added"]) == ["Publish post 3 on the demo"]
    assert _titles(diff["removed"]) == ["Publish post 2 on the demo"]


def test_a_renamed_period_changes_nothing_of_what_stands_in_it() -> None:
    diff = _diff(PLAN, PLAN.replace("Phase 2: Depth", "Phase 2: Depths"))
    assert [(change["group"], set(change["fields"])) for change in diff["changed"]] == [("periods", {"title"})]


def test_an_item_moved_to_another_period_tells_both() -> None:
    text = PLAN.replace("- Build an offline demo\n", "").replace(
        "- Run a detector on the board\n", "- Run a detector on the board\n- Build an offline demo\n"
    )
    (change,) = _diff(PLAN, text)["changed"]
    assert change["title"] == "Build an offline demo"
    assert change["fields"]["period"] == {"old": "Phase 2: Depth", "new": "March 2026"}
    assert change["fields"]["end"] == {"old": "2026-08-31", "new": "2026-03-31"}


def test_of_two_equal_items_one_is_added_and_one_removed_again() -> None:
    double = PLAN.replace("- Build an offline demo\n", "- Build an offline demo\n- Build an offline demo\n")
    assert _titles(_diff(PLAN, double)["added"]) == ["Build an offline demo"]
    assert _titles(_diff(double, PLAN)["removed"]) == ["Build an offline demo"]


def test_renumbered_headings_are_the_same_periods() -> None:
    before = "# 计划\n\n## 一、打底（2026年3月1日～2026年5月31日）\n\n- 写一页总结\n"
    after = "# 计划\n\n## 二、打底（2026年3月1日～2026年5月31日）\n\n- 写一页总结\n"
    diff = _diff(before, after)
    assert _items(before)
    assert not [*diff["added"], *diff["removed"], *diff["changed"]]


def test_two_documents_with_nothing_in_common_are_told_in_full_and_quickly() -> None:
    def milestones(word: str) -> list[ItemDocument]:
        return [{"id": f"m{n}", "group": "milestones", "lines": [n], "title": f"{word} {n}"} for n in range(1200)]

    left, right = milestones("alpha"), milestones("beta")
    diff = difference(left, right, against=1)
    assert len(diff["added"]) == len(diff["removed"]) == 1200


_WORDS = st.sampled_from(["demo", "Demo", "board", "post 1", "post 2", "talk", ""])
_ITEMS = st.lists(
    st.fixed_dictionaries(
        {
            "group": st.sampled_from(["periods", "milestones", "recurring"]),
            "title": _WORDS,
            "duration_min": st.sampled_from([None, [30, 30]]),
            "period": st.sampled_from([None, "i0", "i1"]),
        }
    ),
    max_size=8,
)


def _numbered(items: list[dict[str, Any]], shift: int = 0) -> list[ItemDocument]:
    """Two periods, which items may stand in, then the items, each with an id and a line."""
    whole = [*({"group": "periods", "title": name} for name in ("Spring", "Autumn")), *items]
    return [{**item, "id": f"i{n}", "lines": [n + 1 + shift]} for n, item in enumerate(whole)]


@given(_ITEMS, st.integers(0, 99))
def test_any_items_on_other_lines_are_the_same_items(items: list[dict[str, Any]], shift: int) -> None:
    diff = difference(_numbered(items), _numbered(items, shift), against=1)
    assert not [*diff["added"], *diff["removed"], *diff["changed"]]


@given(_ITEMS, _ITEMS)
def test_every_item_is_in_one_pair_or_on_one_side(left: list[dict[str, Any]], right: list[dict[str, Any]]) -> None:
    old, new = _numbered(left), _numbered(right)
    matching = match(old, new)
    assert sorted(item["id"] for item in old) == sorted(
        [a["id"] for a, _ in matching.same] + [item["id"] for item in matching.removed]
    )
    assert sorted(item["id"] for item in new) == sorted(
        [b["id"] for _, b in matching.same] + [item["id"] for item in matching.added]
    )
    assert all(a["group"] == b["group"] for a, b in matching.same)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_field_has_a_name_for_people(lang: Language) -> None:
    for name in ("title", *FIELDS):
        assert say(f"provenance.field_{name}", lang)
