"""Exact statements beside lines: where an export's words alone would be read otherwise, a comment says what they mean.

``<!-- rw:HASH+SPAN [["activity", {…}]] -->`` ends a line; it says all that this line and the SPAN lines after it state.
HASH is of their text: who changes the text takes its comment out of force, and the grammar reads the new words. A ``^``
before HASH makes it speak of the line above, where a line has to end in its own words (Obsidian's tasks).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from roadweek.domain.base import Model
from roadweek.domain.plan import (
    Activity,
    Baseline,
    Budget,
    Curriculum,
    Decision,
    Milestone,
    Period,
    Rule,
    Task,
    Template,
    Track,
)
from roadweek.importing.fields import BY_ID
from roadweek.importing.goals import Ids
from roadweek.importing.reading import PlanReading
from roadweek.importing.things import items_of

KINDS: Final[dict[str, tuple[str, type[Model]]]] = {
    "period": ("periods", Period),
    "activity": ("activities", Activity),
    "milestone": ("milestones", Milestone),
    "task": ("tasks", Task),
    "rule": ("rules", Rule),
    "decision": ("decisions", Decision),
    "curriculum": ("curricula", Curriculum),
    "template": ("templates", Template),
    "budget": ("budgets", Budget),
    "baseline": ("baselines", Baseline),
}
"""By the name that a comment uses: the field of the plan, and the thing."""

MARK: Final = "<!-- rw:"
_COMMENT = re.compile(r"<!-- rw:(\^?)([0-9a-f]{8})(?:\+(\d{1,4}))? (\[.*\]) -->")
COVERED: Final = 200_000
"""Lines that all comments of a document may speak of, counted again for each: reading stays linear."""
_BESIDE: Final = ("track_title", "unit")
"""What a comment says of a thing beside its fields: how its track is called, and what it counts."""
_REFERENCES: Final = ("period", "parent")
Said = tuple[str, dict[str, Any]]
ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment in force: ``first`` to ``last`` are the lines that it speaks of."""

    first: int
    last: int
    said: tuple[Said, ...]

    @property
    def replaces(self) -> bool:
        """A kind of week is said of a whole section; what its lines say stays theirs."""
        return not self.said or any(kind != "template" for kind, _ in self.said)


def _parted(line: str) -> tuple[str, re.Match[str] | None]:
    """The words of a line, and the comment at its end."""
    plain = line.rstrip()
    at = plain.rfind(MARK)
    match = _COMMENT.fullmatch(plain, at) if at >= 0 else None
    return (plain[:at].rstrip(), match) if match else (plain, None)


def hash_of(lines: Sequence[str]) -> str:
    """What a comment is bound to: the text of its lines without comments."""
    bare = "\n".join(_parted(line)[0] for line in lines)
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def comment(lines: Sequence[str], said: Sequence[Said], *, below: bool = False) -> str:
    """The comment that says of ``lines`` what they state: it ends the first of them, or stands ``below`` one line."""
    span = f"+{len(lines) - 1}" if len(lines) > 1 else ""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<!-- rw:{'^' if below else ''}{hash_of(lines)}{span} {body} -->"


def notes_in(text: str) -> tuple[Note, ...]:
    """The comments of a text that are in force: well-formed, and bound to the lines as they are."""
    if MARK not in text:
        return ()
    lines = text.split("\n")
    found: list[Note] = []
    covered = 0
    for number, line in enumerate(lines, 1):
        match = _parted(line)[1] if MARK in line else None
        if match is None:
            continue
        first = number - 1 if match[1] else number
        last = first + int(match[3] or 0)
        covered += last - first + 1
        if covered > COVERED:
            break  # no export nests so deeply
        if not 1 <= first <= last <= len(lines) or hash_of(lines[first - 1 : last]) != match[2]:
            continue
        try:
            said = tuple(_said(one) for one in json.loads(match[4]))
        except (ValueError, TypeError, RecursionError):
            continue
        found.append(Note(first, last, said))
    return tuple(found)


def _said(one: object) -> Said:
    """One statement, tried out: a comment that does not make a thing is not in force. Raises ValueError, TypeError."""
    kind, fields = cast("Sequence[object]", one)
    if kind not in KINDS or not isinstance(fields, dict):
        raise ValueError(kind)
    told = cast("dict[str, Any]", fields)
    _make(str(kind), {**told, "id": told.get("id") or kind, "period": None, "parent": None}, ())
    return str(kind), told


def _make(kind: str, fields: dict[str, Any], lines: tuple[int, ...]) -> Any:
    """The thing of a kind; the units of a curriculum take their lines, the last ones. Raises ValueError, TypeError."""
    _, make = KINDS[kind]
    known = {name: fields[name] for name in fields if name in make.model_fields or name not in (*_BESIDE, *_REFERENCES)}
    if "lines" in make.model_fields:
        known["lines"] = lines
    if kind == "curriculum":
        units = [dict(unit) for unit in known.get("units") or ()]
        rows = (*lines[1:],)[-len(units) :] if units else ()
        for number, unit in enumerate(units):
            unit["id"] = f"{known['id']}-{number + 1}"
            unit["lines"] = rows[number : number + 1]
        known["units"] = units
    return make.model_validate(known)


def settle(reading: PlanReading, text: str) -> PlanReading:
    """``reading`` with what the comments of ``text`` say in place of what the grammar read of their lines."""
    notes = notes_in(text)
    return _Settling(reading, text, notes).done() if notes else reading


class _Settling:
    def __init__(self, reading: PlanReading, text: str, notes: tuple[Note, ...]) -> None:
        self.reading = reading
        self.filled = {n for n, line in enumerate(text.split("\n"), 1) if _parted(line)[0].strip()}
        self.notes = notes
        self.spoken = {n for note in notes if note.replaces for n in range(note.first, note.last + 1)}
        self.plan: dict[str, list[Model]] = {
            name: [t for t in getattr(reading.plan, name) if name == "templates" or not self._gone(t)]
            for name, _ in KINDS.values()
        }
        self.items = [item for item in reading.items if not self._gone(item)]
        self.tracks: dict[str, Track] = {track.id: track for track in reading.plan.tracks}
        self.ids = Ids()

    def _gone(self, thing: Any) -> bool:
        """Whether a comment speaks of the lines of a thing instead."""
        lines: Sequence[int] = getattr(thing, "lines", ())
        return bool(lines) and (lines[-1] in self.spoken or self.spoken.issuperset(lines))

    def done(self) -> PlanReading:
        # periods first: the others stand in them
        for kinds in (("period",), tuple(KINDS)[1:]):
            for note in self.notes:
                for kind, fields in note.said:
                    if kind in kinds:
                        self._add(note, kind, dict(fields))
        plan = self.reading.plan
        things = {name: tuple(_in_order(found)) for name, found in self.plan.items()}
        used = {getattr(t, "track", None) for name in things for t in things[name]}
        items = tuple(self.items)
        stated = {line for item in items for line in item.lines}
        notes = tuple(n for n in sorted({*self.reading.notes, *self.spoken} & self.filled) if n not in stated)
        before = {line for item in self.reading.items for line in item.lines} | set(self.reading.notes)
        rest = tuple(sorted(before - stated - set(notes)))
        return self.reading.model_copy(
            update={
                "items": items,
                "notes": tuple(sorted({*notes, *rest})),
                "accounted": len(stated | set(notes) | set(rest)),
                "conflicts": self._open(self.reading.conflicts),
                "plan": plan.model_copy(
                    update={
                        **things,
                        "tracks": tuple(track for track in self.tracks.values() if track.id in used),
                        "conflicts": self._open(plan.conflicts),
                    }
                ),
            }
        )

    def _open(self, conflicts: Iterable[Any]) -> tuple[Any, ...]:
        """Conflicts of lines that no comment speaks of: what is said exactly leaves nothing open."""
        return tuple(one for one in conflicts if not self.spoken.intersection(one.lines))

    def _add(self, note: Note, kind: str, fields: dict[str, Any]) -> None:
        name, _ = KINDS[kind]
        lines = tuple(n for n in range(note.first, note.last + 1) if n in self.filled)
        title, unit = fields.get("track_title"), str(fields.get("unit") or "")
        for reference in _REFERENCES:
            if fields.get(reference):
                fields[reference] = self._period(str(fields[reference]), note.first)
        wished = str(fields.get("id") or kind)[:100]
        if kind == "template":
            self.plan[name] = [t for t in self.plan[name] if getattr(t, "id", None) != wished]
        else:
            fields["id"] = self._free(name, self._earlier(kind, lines) or wished)
        thing = _make(kind, fields, lines)
        track = getattr(thing, "track", None)
        if track is not None and track not in self.tracks:
            known = BY_ID.get(track)
            names = known.names if known else (str(title or track).lower()[:60],)
            self.tracks[track] = Track(id=track, title=str(title or track)[:60], names=names)
        self.plan[name].append(thing)
        self.items += [item.model_copy(update={"id": self._name(item.id)}) for item in items_of(thing, unit)]

    def _earlier(self, kind: str, lines: tuple[int, ...]) -> str | None:
        """The id that the grammar gave to the period of these lines: what it put there stays there."""
        if kind != "period":
            return None
        return next((p.id for p in self.reading.plan.periods if p.lines == lines[: len(p.lines)]), None)

    def _free(self, name: str, wished: str) -> str:
        taken = {getattr(thing, "id", None) for thing in self.plan[name]}
        key = self.ids.take(wished) if wished in taken else wished
        while key in taken:
            key = self.ids.take(wished)
        return key

    def _name(self, wished: str) -> str:
        taken = {item.id for item in self.items}
        key, number = wished, 1
        while key in taken:
            number += 1
            key = f"{wished}-{number}"
        return key

    def _period(self, title: str, line: int) -> str | None:
        """The period of that title: the nearest one above, else the first."""
        found = [cast("Period", p) for p in self.plan["periods"] if cast("Period", p).title == title]
        above = [p for p in found if p.lines and p.lines[0] <= line]
        chosen = above[-1:] or found[:1]
        return chosen[0].id if chosen else None


def _in_order(things: Iterable[Model]) -> list[Model]:
    """As they stand in the document; what stands nowhere keeps its place behind."""
    return sorted(things, key=lambda thing: (getattr(thing, "lines", None) or (1 << 30,))[0])


__all__ = ["KINDS", "MARK", "Note", "comment", "hash_of", "notes_in", "settle"]
