"""What a model is shown of a plan: the lines kept as notes, numbered, in portions, each with some context."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from roadweek.domain.base import Model
from roadweek.domain.work import Lines
from roadweek.importing.blocks import parse
from roadweek.importing.outline import OutlineNode, outline
from roadweek.importing.proposed import Kept, Proposed
from roadweek.importing.reading import PlanReading

NOTES_A_PORTION: Final = 40
"""Notes of one call: small models lose the thread of more."""
CHARS_A_PORTION: Final = 6_000
LINE_CHARS: Final = 400
"""Of a longer line only so much is shown: a model has to cite what it has seen."""


class Portion(Model):
    """One question to a model: ``lines`` are the notes in it, ``text`` all that is shown, notes marked by a star."""

    lines: Lines
    text: str


def mark_of(line: str) -> str:
    """By what a line is known to have been asked about: its words, wherever it stands."""
    return hashlib.sha256(" ".join(line.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def portions(reading: PlanReading, text: str, asked: Collection[str] = ()) -> tuple[Portion, ...]:
    """The notes that were not ``asked`` about, in portions. Front matter, fences and rules hold no words of a plan."""
    document = parse(text)
    by_line: dict[int, OutlineNode] = {}
    for place in outline(document):
        for line in place.lines:
            by_line.setdefault(line, place)
    notes = [n for n in reading.notes if n in by_line]
    fresh = [n for n in notes if by_line[n].kind != "heading" and mark_of(document.source[n - 1]) not in asked]
    result: list[Portion] = []
    part: list[int] = []
    size = 0
    for line in fresh:
        length = min(len(document.source[line - 1]), LINE_CHARS)
        if part and (len(part) >= NOTES_A_PORTION or size + length > CHARS_A_PORTION):
            result.append(_portion(part, notes, document.source, by_line))
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        result.append(_portion(part, notes, document.source, by_line))
    return tuple(result)


def _portion(
    part: Sequence[int], notes: Iterable[int], source: Sequence[str], by_line: dict[int, OutlineNode]
) -> Portion:
    """The lines of a portion with the headings that they stand under and one line on each side."""
    wanted = set(part)
    for line in part:
        for above in by_line[line].ancestors():
            wanted.update(above.lines[:1])
        wanted.update(n for n in (line - 1, line + 1) if n in by_line and source[n - 1].strip())
    open_to_it = set(notes) & wanted
    shown = [f"{'*' if n in open_to_it else ' '} {n} | {_cut(source[n - 1])}" for n in sorted(wanted)]
    return Portion(lines=tuple(part), text="\n".join(shown))


def _cut(line: str) -> str:
    """A line as it is shown; the tag that closes the text in the prompt cannot stand in it."""
    plain = line.rstrip().replace("</", "< /")
    return plain if len(plain) <= LINE_CHARS else plain[:LINE_CHARS] + " …"


def kept_of(item: Proposed, source: Sequence[str]) -> Kept:
    """An accepted proposal with what its lines say, and which of the equal lines of the document they are."""
    count = Counter(source)
    texts = tuple(source[n - 1] for n in item.lines)
    places = tuple((source[:n].count(source[n - 1]), count[source[n - 1]]) for n in item.lines)
    return Kept(item=item, texts=texts, places=places)


def again(kept: Iterable[Kept], text: str) -> list[dict[str, Any]]:
    """The proposals whose lines stand unchanged in ``text``, with the numbers that those lines have there."""
    source = parse(text).source
    at: dict[str, list[int]] = {}
    for number, line in enumerate(source, 1):
        at.setdefault(line, []).append(number)
    found: list[dict[str, Any]] = []
    for one in kept:
        lines = [
            at[said][nth - 1]
            for said, (nth, count) in zip(one.texts, one.places, strict=True)
            if len(at.get(said, ())) == count
        ]
        if len(lines) == len(one.texts):
            found.append(one.moved(tuple(lines)))
    return found
