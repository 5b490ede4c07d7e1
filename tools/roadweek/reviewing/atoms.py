"""One fact a card: what a person wrote of a problem, a paper or a lesson, taken apart into facts that can be asked.

A note is read line by line, and at semicolons. "blind spot: …" (盲点：…) is what was overlooked; a question asks itself
and its answer is still open; "a: b" asks to complete it; what is left are the steps of the idea, each asked by the one
before it. Nothing is written that the person did not write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from roadweek.reviewing.drill_texts import is_question, points_of

AtomKind = Literal["blind", "question", "what", "idea", "step"]

_BLIND: Final = re.compile(
    r"^(?:blind ?spots?|gotchas?|pitfalls?|missed|overlooked|forgot|盲点|盲区|易错点?|踩坑|坑|漏了|忘了)"
    r"\s*[:：]\s*(.+)$",
    re.IGNORECASE,
)
_MEANS: Final = re.compile(r"^([^:：=]{2,60}?)\s*(?:[:：]\s+|：|\s=\s)\s*(\S.*)$")
LONGEST_ATOM: Final = 300
"""Characters of one fact; what is longer is no single fact and is left to the person."""


@dataclass(frozen=True, slots=True)
class Atom:
    """``asked`` is what stands in the question beside the title: the name, the step before, or the question itself;
    ``number`` of ``of`` tells those of one kind apart."""

    kind: AtomKind
    asked: str
    answer: str
    number: int = 1
    of: int = 1


def atoms(notes: str) -> list[Atom]:
    """The facts of a note, blind spots first."""
    blind: list[str] = []
    steps: list[str] = []
    found: list[Atom] = []
    for part in points_of(notes):
        if len(part) > LONGEST_ATOM:
            continue
        if said := _BLIND.match(part):
            blind.append(said[1].strip())
        elif is_question(part):
            found.append(Atom("question", part, ""))
        elif said := _MEANS.match(part):
            found.append(Atom("what", said[1].strip(), said[2].strip()))
        else:
            steps.append(part)
    first = [Atom("blind", "", one, number, len(blind)) for number, one in enumerate(blind, 1)]
    if len(steps) == 1:
        return [*first, Atom("idea", "", steps[0]), *found]
    before = ["", *steps]
    told = [Atom("step", before[n], one, n + 1, len(steps)) for n, one in enumerate(steps)]
    return [*first, *told, *found]
