"""Edits that an export wrote beside the plan (trips, pauses): an import of that file puts them in force again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, cast

from roadweek.errors import InputError
from roadweek.importing.blocks import parse
from roadweek.versions.check import checked, parse_edits

if TYPE_CHECKING:
    from roadweek.domain.edits import Adjustment, Edit
    from roadweek.domain.plan import Plan

FIELD: Final = "roadweek_edits"
"""The front matter's field, a list of edits as CONTRACT.md writes them."""
KINDS: Final = frozenset(
    {
        "add_trip", "change_trip", "cancel_trip", "block", "day_off", "set_capacity", "move", "drop", "add", "pause",
        "resume", "prioritize",
    }
)  # fmt: skip
"""What a plan's text cannot say. Sessions are another workspace's, and what is done is in the text."""
LIMIT: Final = 500


def restored(text: str, plan: Plan, in_force: Iterable[Adjustment]) -> tuple[Edit, ...]:
    """The edits of the front matter that fit ``plan`` and are not in force yet; what fits nothing is left out."""
    known = [adjustment.edit for adjustment in in_force]
    found: list[Edit] = []
    for value in _beside(text)[:LIMIT]:
        if not isinstance(value, dict) or cast("dict[str, Any]", value).get("kind") not in KINDS:
            continue
        try:
            (edit,) = checked(parse_edits([value]), plan)
        except InputError:
            continue
        if edit not in known and edit not in found:
            found.append(edit)
    return tuple(found)


def _beside(text: str) -> list[object]:
    if not text.startswith("---\n") or FIELD not in text:
        return []
    end = text.find("\n---", 4)
    front = parse(text[: end + 5] if end > 0 else text[:0]).front
    said: Any = front.get(FIELD)
    return cast("list[object]", said) if isinstance(said, list) else []
