"""One goal that a plan dates twice is one work: the earlier day stands until the person decides for another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roadweek.domain.plan import Conflict
from roadweek.domain.work import Lines, Strand, Work


def moved(strands: Sequence[Strand], lines: Lines, due: date) -> tuple[Strand, ...]:
    """``strands`` where what the ``lines`` of a milestone say is due on its new day."""
    told = set(lines)

    def of(work: Work) -> Work:
        if work.kind != "deliverable" or not work.due or work.last is None or not told & set(work.lines):
            return work
        first = work.first if work.first is None or work.first <= due else due - (work.last - work.first)
        return work.model_copy(update={"first": first, "last": due})

    return tuple(s.model_copy(update={"works": tuple(of(w) for w in s.works)}) for s in strands)


def one_work_each(strands: Sequence[Strand], conflicts: Sequence[Conflict]) -> tuple[Strand, ...]:
    """``strands`` where the works of each conflict ``due_differs`` are one: that which is due first, with the lines,
    the outputs and, where it states none itself, the effort of the others."""
    gone: set[str] = set()
    kept: dict[str, Work] = {}
    due = [w for s in strands for w in s.works if w.due and w.last is not None and not w.occasion]
    for conflict in conflicts:
        if conflict.kind != "due_differs":
            continue
        mine = [w for w in due if w.lines and set(w.lines) <= set(conflict.lines) and w.id not in gone]
        if len(mine) < 2:
            continue
        first = min(mine, key=lambda w: (w.last or date.max, w.lines))
        others = [w for w in mine if w.id != first.id]
        sized = next((w for w in others if w.minutes is not None), None)
        changes: dict[str, object] = {
            "lines": tuple(sorted({n for w in mine for n in w.lines})),
            "outputs": tuple(dict.fromkeys(o for w in (first, *others) for o in w.outputs)),
        }
        if first.minutes is None and sized is not None:
            changes |= {"minutes": sized.minutes, "effort_by": sized.effort_by, "day_min": sized.day_min}
        kept[first.id] = first.model_copy(update=changes)
        gone |= {w.id for w in others}
    found = (
        s.model_copy(update={"works": tuple(kept.get(w.id, w) for w in s.works if w.id not in gone)}) for s in strands
    )
    return tuple(s for s in found if s.works)
