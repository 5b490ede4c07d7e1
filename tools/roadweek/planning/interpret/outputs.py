"""What a work is to leave behind: a repository, a line for the résumé, an answer for an interview."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from roadweek.domain.work import WorkOutput
from roadweek.importing import cues
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode, bare

TEXT_MOST = 400
"""Characters of an output at most."""
_TO_TELL = re.compile(
    r"^(?:(?:如何)?(?:写进|写入)?简历(?:上)?(?:的)?(?:写法|表述|描述|亮点|怎么写)?|技能(?:描述|清单)?|"
    r"面试(?:场景|话术|回答)|作品集)$|"
    r"^(?:(?:on (?:my|the|your) )?(?:r[ée]sum[ée]|cv|portfolio)|(?:r[ée]sum[ée]|cv|portfolio|skills?|interview) "
    r"(?:lines?|bullets?|points?|wording|entry|entries|answers?|stor(?:y|ies)))$",
    re.IGNORECASE,
)
"""Labels of what one will say of a work."""


def outputs_by_place(places: Sequence[OutlineNode], works: Iterable[int]) -> dict[int, tuple[WorkOutput, ...]]:
    """By place (id) of the ``works``: what their lines say that comes out of them. What is a work itself is none."""
    known = frozenset(works)
    found: dict[int, list[WorkOutput]] = {}
    for place in places:
        if id(place) in known and place.kind == "row":
            found.setdefault(id(place), []).extend(_in_columns(place))
        if id(place) in known or place.superseded or not (label := _label(place)):
            continue
        above: list[OutlineNode] = []
        owner = None
        for one in place.ancestors():
            if id(one) in known:
                owner = one
                break
            above.append(one)
        if owner is None or any(_label(a) for a in above):
            continue
        told = [WorkOutput(label=label, text=text[:TEXT_MOST], lines=lines) for text, lines in _leaves(place, known)]
        found.setdefault(id(owner), []).extend(told)
    return {key: tuple(outputs) for key, outputs in found.items() if outputs}


def _label(place: OutlineNode) -> str:
    """The label of a place that says what comes out of a work, in its own words."""
    label = bare(place.label or (place.text if place.leads else "")).strip(" ：:")
    if not label or width(label) > 30:
        return ""
    return label if _TO_TELL.match(label) or cues.label_role(label) == "output" else ""


def _leaves(place: OutlineNode, works: frozenset[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A place's own words, where they only open what stands below the words there."""
    text = (place.rest if place.label else place.text).strip()
    opens = place.leads or text.endswith((":", "："))
    if width(text) > 1 and not (opens and place.children):
        yield text, place.lines
    for child in place.children:
        if id(child) not in works:
            yield from _leaves(child, works)


def _in_columns(row: OutlineNode) -> Iterator[WorkOutput]:
    """What the column "Output" of a row says."""
    table = row.block.parent
    for head, cell in zip(table.cells if table is not None else (), row.block.cells, strict=False):
        text = re.sub(r"<br\s*/?>", "; ", cell).strip(" -–—*")
        if cues.label_role(bare(head)) == "output" and re.search(r"\w{2}|[一-鿿]", text):
            yield WorkOutput(label=bare(head), text=text[:TEXT_MOST], lines=row.lines)
