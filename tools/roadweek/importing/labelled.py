"""Wishes written as labelled lines: a name, and below or beside it how often, when and how long."""

from __future__ import annotations

import re

from roadweek.importing import cues
from roadweek.importing.items import pair
from roadweek.importing.look import find_durations, find_frequencies, find_weekdays
from roadweek.importing.naming import name_of
from roadweek.importing.outline import OutlineNode
from roadweek.importing.segments import pieces
from roadweek.importing.segments import quantity as quantity_in
from roadweek.importing.wishes import Recurring, add_wish, numbers_of


def fields_below(place: OutlineNode) -> list[OutlineNode]:
    """The labelled lines right below a name."""
    return [c for c in place.children if c.label and c.rest and cues.FIELD_LABEL.match(c.label)]


def fields_beside(place: OutlineNode) -> list[OutlineNode]:
    """The labelled lines that follow a line such as "Task: Rust book" in the same list."""
    fields: list[OutlineNode] = []
    for sibling in place.parent.children[place.index + 1 : place.index + 8] if place.parent else ():
        if not (sibling.label and sibling.rest and cues.FIELD_LABEL.match(sibling.label)):
            break
        fields.append(sibling)
    return fields if any(says_how_often(c) for c in fields) else []


def says_how_often(place: OutlineNode) -> bool:
    return bool(find_frequencies(place.rest) or find_weekdays(place.rest))


def labelled(place: OutlineNode, fields: list[OutlineNode], state: Recurring) -> None:
    """Frequency in the title, time and length in labelled lines below it, a quantity in its steps."""
    part = pieces(place.text)[0]
    lines = list(place.lines)
    merged: dict[str, object] = numbers_of(part, place.cadence) or {}
    for child in fields:
        _field(child, merged)
        lines += child.lines
    if merged.get("quantity") is None:
        for step in place.walk():
            found = quantity_in(step.text) if step.role == "steps" or step.below == "steps" else None
            if found:
                merged["quantity"] = found
                lines += step.lines
                break
    if "per" not in merged:
        return
    named = place.rest if cues.NAME_LABEL.match(place.label) else place.text
    text = "；".join([place.text, *(child.text for child in fields)])
    item = add_wish(state, place, tuple(lines), name_of(named) or place.text[:80], merged, text)
    for child in fields:
        state.taken[id(child)] = item


def _field(child: OutlineNode, merged: dict[str, object]) -> None:
    """What one labelled line says of the activity above it; of a time, only its first clause: the rest explains."""
    if cues.LENGTH_LABEL.search(child.label):
        found = find_durations(child.rest)
        if found:
            merged["duration_min"] = pair(found[0].value)
        return
    text = child.rest if cues.RATE_LABEL.search(child.label) else re.split(r"[，,。；;]", child.rest)[0]
    said = pieces(text)[0]
    got = numbers_of(said, None)
    if got is None:
        if said.slots:
            merged["slot"] = said.slots
        if said.at is not None:
            merged["at"] = f"{said.at // 60 % 24:02d}:{said.at % 60:02d}"
        if said.durations:
            merged["duration_min"] = pair(said.durations[0].value)
        return
    for key, value in got.items():
        if value is not None and not (key == "times" and value == (1, 1) and "times" in merged):
            merged[key] = value
