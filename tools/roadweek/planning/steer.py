"""Edits of works folded into the strands: what is added, split, ordered, finished, left out, and given more time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from roadweek.domain.base import Range
from roadweek.domain.edits import (
    AddWork,
    Adjustment,
    FinishWork,
    Focus,
    OrderWork,
    SetEffort,
    SkipWork,
    SplitWork,
    WorkStep,
)
from roadweek.domain.plan import Activity, Task
from roadweek.domain.work import Strand, Work

WorkEdit = AddWork | SetEffort | SplitWork | FinishWork | SkipWork | OrderWork | Focus
WORK_EDITS = get_args(WorkEdit)
BEFORE_DUE = timedelta(days=20)
"""A work that says only when it is due begins three weeks before."""
OWN = "own"
"""The strand of works that the person added and that belong to no list of the plan."""
_DAY = timedelta(days=1)
Strands = tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a work is: its strand, and its place in that."""

    strand: Strand
    at: int

    @property
    def work(self) -> Work:
        return self.strand.works[self.at]


def find(strands: Iterable[Strand], work: str) -> Spot | None:
    """Where the work with the id ``work`` is."""
    return next((Spot(s, n) for s in strands for n, w in enumerate(s.works) if w.id == work), None)


def added_id(adjustment: str) -> str:
    """The id of the work that an edit adds."""
    return f"work-{adjustment}"


def step_id(work: str, number: int) -> str:
    """The id of a work's step, counted from 1."""
    return f"{work}.{number}"


def folded(
    strands: Strands, tasks: Sequence[Task], edit: WorkEdit, made: Adjustment, activities: Sequence[Activity]
) -> tuple[Strands, tuple[Task, ...]]:
    """``strands`` and ``tasks`` after one edit; ``activities`` are the places. An edit of what is not there changes
    nothing.

    A task is a work of kind task under the same id: all but its order is steered as that of works is.
    """
    match edit:
        case AddWork():
            return added(strands, edit, added_id(made.id), made.on, activities), tuple(tasks)
        case SetEffort():
            effort = Range.exactly(edit.minutes)
            return (
                changed(
                    strands,
                    edit.work,
                    minutes=effort,
                    effort_by="stated",
                    once=False,
                    box=None,
                    day_min=None,
                    wanted=True,
                ),
                _task(tasks, edit.work, minutes=edit.minutes),
            )
        case FinishWork():
            day = edit.date or made.on
            return changed(strands, edit.work, done=day), _task(tasks, edit.work, done=day)
        case SkipWork():
            return changed(strands, edit.work, dropped=True), _task(tasks, edit.work, dropped=True)
        case SplitWork():
            return divided(strands, edit.work, edit.steps), _divided_task(tasks, edit.work, edit.steps)
        case OrderWork():
            return ordered(strands, edit.work, before=edit.before, after=edit.after), tuple(tasks)
        case Focus():
            return focused(strands, edit, made.on), tuple(tasks)


def changed(strands: Strands, work: str, **fields: object) -> Strands:
    """The same strands with some fields of one work changed."""
    return tuple(
        s.model_copy(update={"works": tuple(w.model_copy(update=fields) if w.id == work else w for w in s.works)})
        if any(w.id == work for w in s.works)
        else s
        for s in strands
    )


def _task(tasks: Sequence[Task], name: str, **fields: object) -> tuple[Task, ...]:
    return tuple(t.model_copy(update=fields) if t.id == name else t for t in tasks)


def added(strands: Strands, edit: AddWork, name: str, on: date, activities: Sequence[Activity]) -> Strands:
    """One more work: after the one that it names, else at the end of its track's list.

    One with a due date has a list of its own, in the same places: behind the topics of a year it would come too late.
    """
    spot = find(strands, edit.after) if edit.after else None
    work = _new_work(edit, name, on, spot.work if spot else None)
    if spot is not None:
        return _with_works(strands, spot.strand.id, _inserted(spot.strand.works, spot.at + 1, (work,)))
    mine = [s for s in strands if edit.track is not None and s.track == edit.track]
    if mine and edit.due is None:
        strand = next((s for s in reversed(mine) if any(w.open for w in s.works)), mine[-1])
        return _with_works(strands, strand.id, (*strand.works, work))
    own = f"{OWN}-{edit.track}" if edit.track else OWN
    known = next((s for s in strands if s.id == own), None)
    if known is not None:
        at = next((n for n, w in enumerate(known.works) if _last(work) < _last(w)), len(known.works))
        return _with_works(strands, own, _inserted(known.works, at, (work,)))
    places = places_of_track(strands, edit.track, activities)
    return (*strands, Strand(id=own, title=edit.title, track=edit.track, works=(work,), places=places))


def _last(work: Work) -> date:
    return work.last or date.max


def _new_work(edit: AddWork, name: str, on: date, after: Work | None) -> Work:
    """Without a length and without an end it is one sitting; after another work it has that one's window."""
    last = edit.due or (after.last if after else None)
    first = edit.from_ or (after.first if after else None)
    if first is None:
        first = max(on, edit.due - BEFORE_DUE) if edit.due else on
    if last is not None and last < first:
        first = last
    return Work(
        id=name,
        kind="deliverable" if edit.due else "unit",
        title=edit.title,
        track=edit.track or (after.track if after else None),
        first=first,
        last=last,
        due=edit.due is not None,
        minutes=Range.exactly(edit.minutes) if edit.minutes else None,
        effort_by="stated" if edit.minutes else "shared",
        once=edit.minutes is None and last is None,
    )


def places_of_track(strands: Strands, track: str | None, activities: Sequence[Activity]) -> tuple[str, ...]:
    """The places that hold a track's work: of its strands, else those that are for it, else those for anything."""
    mine = [p for s in strands if track is not None and s.track == track for p in s.places]
    if not mine and track is not None:
        mine = [a.id for a in activities if a.slot_for and track in a.slot_for]
    if not mine:
        mine = [a.id for a in activities if a.slot_for == ()]
    return tuple(dict.fromkeys(mine))


def _with_works(strands: Strands, strand: str, works: tuple[Work, ...]) -> Strands:
    return tuple(s.model_copy(update={"works": works}) if s.id == strand else s for s in strands)


def _inserted(works: Sequence[Work], at: int, more: Sequence[Work]) -> tuple[Work, ...]:
    return (*works[:at], *more, *works[at:])


def divided(strands: Strands, work: str, steps: Sequence[WorkStep]) -> Strands:
    """Steps in the place of a work. They share its window and what it is owed for; a stated effort is divided."""
    spot = find(strands, work)
    if spot is None:
        return strands
    whole = spot.work
    efforts = _shares(steps, whole.minutes.top if whole.minutes else None)
    parts = [
        whole.model_copy(
            update={
                "id": step_id(work, n),
                "kind": "step",
                "title": step.title,
                "minutes": Range.exactly(minutes) if minutes is not None else None,
                "effort_by": "stated" if minutes is not None else "shared",
                "once": False,
                "box": None,
                "day_min": None,
                "step_of": (*whole.step_of, work),
            }
        )
        for n, (step, minutes) in enumerate(zip(steps, efforts, strict=True), 1)
    ]
    works = (*spot.strand.works[: spot.at], *parts, *spot.strand.works[spot.at + 1 :])
    return _with_works(strands, spot.strand.id, works)


def _shares(steps: Sequence[WorkStep], whole: int | None) -> list[int | None]:
    """The steps' minutes; those that say none share evenly what the others leave of a stated effort."""
    unsaid = sum(1 for s in steps if s.minutes is None)
    left = (whole or 0) - sum(s.minutes or 0 for s in steps)
    each = left // unsaid if unsaid and left >= unsaid else None
    return [s.minutes if s.minutes is not None else each for s in steps]


def _divided_task(tasks: Sequence[Task], name: str, steps: Sequence[WorkStep]) -> tuple[Task, ...]:
    result: list[Task] = []
    for task in tasks:
        if task.id != name:
            result.append(task)
            continue
        for n, (step, minutes) in enumerate(zip(steps, _shares(steps, task.minutes), strict=True), 1):
            result.append(task.model_copy(update={"id": step_id(name, n), "title": step.title, "minutes": minutes}))
    return tuple(result)


def ordered(strands: Strands, work: str, *, before: str | None = None, after: str | None = None) -> Strands:
    """A work before or after another of its own strand; across strands nothing changes."""
    spot, beside = find(strands, work), find(strands, before or after or "")
    if spot is None or beside is None or spot.strand.id != beside.strand.id or spot.at == beside.at:
        return strands
    rest = [w for w in spot.strand.works if w.id != work]
    at = next(n for n, w in enumerate(rest) if w.id == beside.work.id) + (0 if before else 1)
    return _with_works(strands, spot.strand.id, _inserted(rest, at, (spot.work,)))


def focused(strands: Strands, edit: Focus, on: date) -> Strands:
    """So many minutes a week for a strand from a day on; 0 ends it there. A track's are divided among its strands."""
    begin = edit.from_ or on
    mine = focus_strands(strands, edit, on)
    if not mine:
        return strands
    if edit.minutes == 0:
        ended = {s.id: _ended(s, begin) for s in mine}
        return tuple(ended.get(s.id, s) for s in strands)
    share, rest = divmod(edit.minutes, len(mine))
    update = {
        s.id: s.model_copy(
            update={"weekly": share + (1 if n < rest else 0), "weekly_from": begin, "weekly_until": edit.until}
        )
        for n, s in enumerate(mine)
    }
    return tuple(update.get(s.id, s) for s in strands)


def focus_strands(strands: Strands, edit: Focus, on: date) -> list[Strand]:
    """The strands that a focus is for: the work's, or those of the track that have something to do in its time."""
    if edit.work is not None:
        spot = find(strands, edit.work)
        return [spot.strand] if spot else []
    mine = [s for s in strands if s.track == edit.track]
    if edit.minutes == 0:
        return [s for s in mine if s.weekly is not None]
    begin, end = edit.from_ or on, edit.until or date.max
    live = [s for s in mine if any(_lives(w, begin, end) for w in s.works)]
    return live or [s for s in mine if any(w.open for w in s.works)]


def _lives(work: Work, begin: date, end: date) -> bool:
    owed = work.due or work.last is None or work.last >= begin
    return work.open and not work.occasion and owed and (work.first is None or work.first <= end)


def _ended(strand: Strand, begin: date) -> Strand:
    if strand.weekly is None or (strand.weekly_until is not None and strand.weekly_until < begin):
        return strand
    if strand.weekly_from is not None and strand.weekly_from >= begin:
        return strand.model_copy(update={"weekly": None, "weekly_from": None, "weekly_until": None})
    return strand.model_copy(update={"weekly_until": begin - _DAY})


def poured(strands: Iterable[Strand], done: Mapping[str, int], effort: Callable[[Work], int]) -> dict[str, int]:
    """``done`` with the minutes of works that were split given to their steps: in order, each up to its effort.

    What is more than all of them goes to the last one.
    """
    steps: dict[str, list[Work]] = {}
    for strand in strands:
        for work in strand.works:
            for whole in work.step_of:
                steps.setdefault(whole, []).append(work)
    result = {work: minutes for work, minutes in done.items() if work not in steps}
    for whole, minutes in done.items():
        parts = steps.get(whole)
        if not parts:
            continue
        left = minutes
        for part in parts:
            taken = left if part is parts[-1] else min(left, max(0, effort(part) - result.get(part.id, 0)))
            result[part.id] = result.get(part.id, 0) + taken
            left -= taken
    return {work: minutes for work, minutes in result.items() if minutes or work in done}
