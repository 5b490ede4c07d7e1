"""A proposal: edits, the weeks solved with them, the difference to what stands, and all that approval writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Literal

from pydantic import AwareDatetime, Field

from roadweek.domain.base import Id, Model
from roadweek.domain.edits import Edit
from roadweek.domain.week import Reason, Unplaced, Week

ProposalState = Literal["open", "approved", "rejected", "stale", "applied"]


class Moment(Model):
    """Where a session stood or will stand."""

    start: AwareDatetime
    end: AwareDatetime


class Change(Model):
    """One difference between the weeks that stand and the proposed ones; forced changes are those that the edits or
    the calendar made unavoidable, chosen ones the solver preferred."""

    kind: Literal["moved", "added", "dropped", "shortened", "lengthened"]
    session: Id
    track: Id | None = None
    title: str
    before: Moment | None = None
    after: Moment | None = None
    forced: bool
    must: bool = False
    pinned: bool = False
    reason: Reason


class Effect(Model):
    """One event of ours that approval writes to the calendar or removes from it. ``start`` and ``end`` are where it
    will stand, of a removed one where it stood; ``before`` is where a moved or changed one stood."""

    id: Id
    title: str
    track: Id | None = None
    start: AwareDatetime
    end: AwareDatetime
    what: Literal["new", "moved", "changed", "removed"]
    before: Moment | None = None


def digest_of(effects: Iterable[Effect]) -> str:
    """A short name for a set of effects: who approves gives the one that was shown."""
    said = sorted(json.dumps(one.model_dump(mode="json"), sort_keys=True) for one in effects)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


class Proposal(Model):
    """Stored with the hash of its input: the same input gives the same proposal, and a changed one makes it stale."""

    id: Id
    version: int = Field(ge=0)
    input_hash: str
    edits: tuple[Edit, ...] = ()
    weeks: tuple[Week, ...] = ()
    changes: tuple[Change, ...] = ()
    forced_min: int = Field(default=0, ge=0)
    chosen_min: int = Field(default=0, ge=0)
    unplaced: tuple[Unplaced, ...] = ()
    state: ProposalState = "open"
    origin: Literal["person", "import", "watch", "desk", "agent"] = "person"
    created: AwareDatetime
    effects: tuple[Effect, ...] | None = None
    """All that approval writes to the calendar, whatever ``changes`` lists; null in one made before it was kept."""
    form: int = Field(default=1, ge=1)
    """The form of the planner that made it, see :data:`roadweek.planning.FORM`."""

    @property
    def digest(self) -> str:
        return digest_of(self.effects or ())
