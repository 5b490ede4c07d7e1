"""What a plan marks as done: a ticked box, a tick among open lines, a row whose state says so, and what is below."""

from __future__ import annotations

from roadweek.importing.outline import OutlineNode
from roadweek.importing.weeks import ordinal


def ticked(place: OutlineNode) -> bool:
    """Whether a place itself is marked as done. A tick without a box that stands before every line of its list is a
    bullet, as many plans have it, and says nothing."""
    marked = place.block.marked
    if marked.mark != "done":
        return False
    return marked.boxed or place.kind == "row" or _among_open(place)


def _among_open(place: OutlineNode) -> bool:
    """Whether some line beside a ticked one is not ticked; a list is looked at once."""
    above = place.parent
    if above is None:
        return False
    known = f"open_{place.kind}"
    if known not in above.judged:
        above.judged[known] = any(
            c.kind == place.kind and c.block.marked.mark != "done" and not c.superseded for c in above.children
        )
    return above.judged[known]


def finished(place: OutlineNode) -> bool:
    """Whether nothing is left to do at a place: it is marked as done, or what holds it is."""
    return place.block.marked.mark == "done" or within_finished(place)


def within_finished(place: OutlineNode) -> bool:
    """Whether a line of a list above a place is marked as done, or the numbered section it stands in; the tick of
    another heading may be mere decoration."""
    return any(_holds(a) and ticked(a) for a in place.ancestors())


def _holds(above: OutlineNode) -> bool:
    return above.kind == "item" or (above.kind == "heading" and ordinal(above.text, inside=True) is not None)
