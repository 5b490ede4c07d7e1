"""What a model may propose for lines that the grammar left as notes, and the coded reasons to refuse it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal, get_args

from pydantic import Field

from roadweek.domain.base import Model, Slot, Weekday
from roadweek.domain.plan import Per
from roadweek.domain.work import Lines
from roadweek.importing.items import Pair, Quantity

ProposedGroup = Literal["periods", "recurring", "deadlines", "milestones", "curriculum", "rules", "decisions"]
GROUPS: Final[tuple[ProposedGroup, ...]] = get_args(ProposedGroup)

MAX_LINES: Final = 8
"""Lines of one item: what takes more is a section."""
MAX_TITLE: Final = 160
MAX_PROPOSALS: Final = 500
"""Proposals that are looked at; the rest of a longer list is not."""


class Proposed(Model):
    """One thing that a model finds on some lines. It says which numbers and days it saw; the grammar has to see them
    there too. Dates are YYYY-MM-DD, lengths whole minutes, pairs are [low, high]."""

    group: ProposedGroup
    lines: Lines = Field(min_length=1)
    title: str = Field(min_length=1, max_length=MAX_TITLE)
    start: date | None = None
    end: date | None = None
    per: Per | None = None
    times: Pair | None = None
    days: tuple[Weekday, ...] | None = None
    slot: tuple[Slot, ...] | None = None
    duration_min: Pair | None = None
    total_min_per_period: Pair | None = None
    quantity: Quantity | None = None
    options: tuple[str, ...] | None = None


FIELDS: Final[dict[ProposedGroup, frozenset[str]]] = {
    "periods": frozenset({"start", "end"}),
    "recurring": frozenset({"per", "times", "days", "slot", "duration_min", "total_min_per_period", "quantity"}),
    "deadlines": frozenset({"start", "end"}),
    "milestones": frozenset({"start", "end", "quantity"}),
    "curriculum": frozenset(),
    "rules": frozenset(),
    "decisions": frozenset({"start", "end", "options"}),
}
"""What an item of each group may say beside its title."""

Code = Literal[
    "schema",  # no item of the schema
    "group",  # no such group
    "out_of_range",  # a line that the document does not have
    "blank",  # a line without text
    "not_a_note",  # a line that the grammar has read
    "too_many_lines",
    "not_adjacent",  # lines that do not belong together
    "title",  # words that the lines do not say
    "number",  # a number that the lines do not say
    "date",  # a date that the lines do not give
    "weekday",
    "slot",
    "rhythm",  # a unit (day, week …) that the lines do not say
    "field",  # a field that items of the group do not have
    "incomplete",  # what the group cannot be without
    "left_out",  # the lines say more than the item
    "negated",  # the lines say not to
    "limit",  # the lines say at most
    "aside",  # background, a summary or an offer, not the plan
    "already",  # the plan says it already
    "twice",  # proposed before
]


class Refusal(Model):
    """A proposal that was not taken, and why. ``about`` is the word, number or line that was at fault."""

    code: Code
    lines: Lines = ()
    group: str = ""
    title: str = ""
    about: str = ""


class Kept(Model):
    """A proposal that was accepted, with the text of its lines: it holds as long as they stay as they are."""

    item: Proposed
    texts: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    """Of each line, which one it is of so many lines of the document that say the same."""

    def moved(self, lines: Lines) -> dict[str, Any]:
        """The proposal as it is made again where its lines stand now."""
        return {**self.item.to_json(), "lines": list(lines)}
