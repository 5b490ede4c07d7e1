"""What the tests of the importer share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from roadweek.importing.items import Item
from roadweek.importing.reading import PlanReading
from roadweek.planning.read import read_plan

AS_OF = date(2026, 3, 1)
EXAMPLES = Path(__file__).parents[2] / "examples"


def read(text: str, as_of: date | None = AS_OF) -> PlanReading:
    return read_plan(text, name="plan.md", as_of=as_of)


def items(text: str, group: str, as_of: date | None = AS_OF) -> list[Item]:
    return [item for item in read(text, as_of).items if item.group == group]


def only(text: str, group: str, as_of: date | None = AS_OF) -> dict[str, Any]:
    """The one item of a group, as JSON."""
    found = items(text, group, as_of)
    assert len(found) == 1, [item.to_json() for item in found]
    return found[0].to_json()


def kinds(text: str, as_of: date | None = AS_OF) -> dict[str, tuple[int, ...]]:
    """Lines of the first conflict of each kind."""
    found: dict[str, tuple[int, ...]] = {}
    for conflict in read(text, as_of).conflicts:
        found.setdefault(conflict.kind, conflict.lines)
    return found
