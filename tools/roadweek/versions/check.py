"""Edits held against the plan that they are for: every name must be known, and is replaced by its id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from roadweek.domain.base import Model
from roadweek.domain.edits import EDIT, AddActivity, Edit, Finish, Pin, Reinstate, Unpin, Withdraw
from roadweek.domain.plan import Plan
from roadweek.errors import EditError, UnknownNameError


def parse_edits(values: Iterable[Any]) -> tuple[Edit, ...]:
    """Edits from JSON-plain data. Raises EditError with the field and what is wrong with it."""
    out: list[Edit] = []
    for value in values:
        try:
            out.append(EDIT.validate_python(value.to_json() if isinstance(value, Model) else value))
        except ValidationError as error:
            raise EditError(why=_why(error)) from error
    return tuple(out)


def _why(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or ".".join(str(part) for part in first["loc"]) or "edit"
    return f"{where}: {first['msg'].removeprefix('Value error, ')[:300]}"


def checked(edits: Sequence[Edit], plan: Plan, *, sessions: Iterable[str] = ()) -> tuple[Edit, ...]:
    """The same edits with names of tracks, milestones, tasks and decisions replaced by ids.

    ``plan`` is the effective plan; ``sessions`` the ids that may be pinned or finished. Raises UnknownNameError, which
    lists what is known.
    """
    known = set(sessions)
    return tuple(_checked(edit, plan, known) for edit in edits)


def _checked(edit: Edit, plan: Plan, sessions: set[str]) -> Edit:
    if isinstance(edit, Withdraw | Reinstate):
        raise EditError(why=f"{edit.kind} is what undo writes; use `roadweek undo`")
    if isinstance(edit, Pin | Unpin | Finish):
        if edit.session not in sessions:
            raise UnknownNameError(what="session", name=edit.session, see="see_week")
        return edit
    updates: dict[str, str] = {}
    track = getattr(edit, "track", None)
    if track is not None and not isinstance(edit, AddActivity):
        updates["track"] = track_id(plan, track)
    for field, things in (("milestone", plan.milestones), ("task", plan.tasks), ("decision", plan.decisions)):
        name = getattr(edit, field, None)
        if name is not None and name not in {thing.id for thing in things}:
            raise UnknownNameError(what=field, name=name, known=(thing.id for thing in things))
    return edit.model_copy(update=updates) if updates else edit


def track_id(plan: Plan, name: str) -> str:
    """The id of a track by its id, title or any of its names. Raises UnknownNameError, listing the tracks."""
    wanted = name.casefold().strip()
    for track in plan.tracks:
        if wanted in {track.id.casefold(), track.title.casefold(), *(n.casefold() for n in track.names)}:
            return track.id
    raise UnknownNameError(what="track", name=name, known=(track.id for track in plan.tracks))
