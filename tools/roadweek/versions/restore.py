"""Edits that an export wrote beside the plan (trips, pauses, steering of works): an import of that file puts them in
force again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from roadweek.domain.edits import AddWork, Adjustment, FinishWork, Focus
from roadweek.errors import InputError
from roadweek.importing.blocks import parse
from roadweek.planning.steer import added_id, find
from roadweek.scheduling.effective import effective
from roadweek.versions.check import checked, parse_edits, work_id, works_of

if TYPE_CHECKING:
    from datetime import date

    from roadweek.domain.edits import Edit
    from roadweek.domain.plan import Plan

FIELD: Final = "roadweek_edits"
"""The front matter's field, a list of edits as CONTRACT.md writes them."""
KINDS: Final = frozenset(
    {
        "add_trip", "change_trip", "cancel_trip", "block", "day_off", "set_capacity", "move", "drop", "add", "pause",
        "resume", "prioritize", "add_work", "set_effort", "split_work", "finish_work", "skip_work", "order_work",
        "focus",
    }
)  # fmt: skip
"""What a plan's text cannot say. Sessions are another workspace's, and what is done is in the text."""
LIMIT: Final = 500


def restored(text: str, plan: Plan, in_force: Iterable[Adjustment], *, on: date, first: int = 1) -> tuple[Edit, ...]:
    """The edits of the front matter that fit ``plan`` and are not in force yet; what fits nothing is left out.

    Each is held against the plan with those before it: a step may be finished after its work was split. ``first`` is
    the number that the first of them will get, ``on`` the day.
    """
    standing = list(in_force)
    known = [adjustment.edit for adjustment in standing]
    found: list[Edit] = []
    for value in _beside(text)[:LIMIT]:
        if not isinstance(value, dict) or cast("dict[str, Any]", value).get("kind") not in KINDS:
            continue
        try:
            (edit,) = checked(parse_edits([value]), effective(plan, standing))
        except InputError:
            continue
        if edit not in known and edit not in found:
            seq = first + len(found)
            found.append(edit)
            standing.append(Adjustment(id=f"a{seq}", seq=seq, edit=edit, on=on))
    return tuple(found)


def portable(adjustments: Sequence[Adjustment], plan: Plan) -> list[dict[str, Any]]:
    """Edits in force as an export writes them: works by their titles, for the ids are of this document's lines."""
    found: list[dict[str, Any]] = []
    for number, adjustment in enumerate(adjustments):
        said = _dated(adjustment, plan, adjustments[: number + 1])
        named = [field for field in ("work", "before", "after") if field in said]
        if named:
            now = effective(plan, adjustments[:number])
            titles = {w.id: w.title for w in works_of(now)}
            for field in named:
                said[field] = _name(said[field], titles, now)
        found.append(said)
    return found


def _dated(adjustment: Adjustment, plan: Plan, until: Sequence[Adjustment]) -> dict[str, Any]:
    """An edit with the day from which it counts, where that is the day on which it was made."""
    edit = adjustment.edit
    said = edit.to_json()
    if isinstance(edit, FinishWork):
        said.setdefault("date", adjustment.on.isoformat())
    elif isinstance(edit, Focus):
        said.setdefault("from", adjustment.on.isoformat())
    elif isinstance(edit, AddWork) and edit.after is None:
        spot = find(effective(plan, until).strands, added_id(adjustment.id))
        if spot is not None and spot.work.first is not None:
            said.setdefault("from", spot.work.first.isoformat())
    return said


def _name(work: str, titles: Mapping[str, str], plan: Plan) -> str:
    """A work's title where that names it alone, else its id."""
    title = titles.get(work, "")
    try:
        return title if 0 < len(title) <= 120 and work_id(plan, title) == work else work
    except InputError:
        return work


def _beside(text: str) -> list[object]:
    if not text.startswith("---\n") or FIELD not in text:
        return []
    end = text.find("\n---", 4)
    front = parse(text[: end + 5] if end > 0 else text[:0]).front
    said: Any = front.get(FIELD)
    return cast("list[object]", said) if isinstance(said, list) else []
