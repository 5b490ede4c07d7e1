"""The example plans against labels of our own: what each line of them says, by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importing.helpers import EXAMPLES

from roadweek.importing.reading import PlanReading
from roadweek.planning.read import read_plan

LABELS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "labels.json").read_text("utf-8"))
NAMES = sorted(LABELS)


def _read(name: str) -> PlanReading:
    return read_plan((EXAMPLES / name).read_text("utf-8"), name=name, as_of=None)


@pytest.mark.parametrize("group", ["periods", "deadlines", "milestones", "curriculum", "rules", "decisions"])
@pytest.mark.parametrize("name", NAMES)
def test_each_group_is_found_where_it_stands_and_nowhere_else(name: str, group: str) -> None:
    found = sorted(item.lines[0] for item in _read(name).items if item.group == group)
    assert found == LABELS[name][group]


@pytest.mark.parametrize("name", NAMES)
def test_every_recurring_wish_has_its_numbers(name: str) -> None:
    found: dict[int, dict[str, Any]] = {}
    for item in _read(name).items:
        if item.group == "recurring":
            found[item.lines[-1]] = item.to_json()
    expected: dict[str, dict[str, Any]] = LABELS[name]["recurring"]
    assert sorted(found) == sorted(int(line) for line in expected)
    for line, fields in expected.items():
        assert {key: found[int(line)].get(key) for key in fields} == fields, line


@pytest.mark.parametrize("name", NAMES)
def test_the_deliberate_contradictions_are_told(name: str) -> None:
    told = {(c.kind, c.lines) for c in _read(name).conflicts}
    assert {(kind, tuple(lines)) for kind, lines in LABELS[name]["conflicts"]} == told
