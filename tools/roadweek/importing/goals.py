"""What a plan is after: its curricula, in the order of their lists, and its milestones, each told once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roadweek.domain.base import DateWindow
from roadweek.domain.plan import Curriculum, Milestone, Unit
from roadweek.importing.fields import BY_ID, fields_in, numbered_names, slug
from roadweek.importing.items import Item


class Ids:
    """Stable ids: the wished one, and with a number where it is taken."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def take(self, wished: str) -> str:
        number = self._count[wished] = self._count.get(wished, 0) + 1
        return wished if number == 1 else self.take(f"{wished}-{number}")


def curricula_of(live: Sequence[Item]) -> tuple[Curriculum, ...]:
    """Topics by their list, in the document's order."""
    lists: dict[tuple[str, str | None], list[Item]] = {}
    for item in live:
        # a table of pairs (a use and its theory) tells relations; sessions do not work through it
        if item.group == "curriculum" and item.kind != "pairs":
            lists.setdefault((item.list or "", item.period), []).append(item)
    ids = Ids()
    result: list[Curriculum] = []
    for (title, period), topics in lists.items():
        key = ids.take(slug(title) if title else "topics")
        units = tuple(
            Unit(id=f"{key}-{n}", title=t.title, note=t.note, optional=bool(t.optional), lines=t.lines)
            for n, t in enumerate(topics, 1)
        )
        tracks = [t.track for t in topics if t.track]
        named = fields_in(title)
        track = named[0].id if named else max(tracks, key=tracks.count) if tracks else None
        lines = tuple(n for t in topics for n in t.lines)
        result.append(Curriculum(id=key, title=title or key, track=track, period=period, units=units, lines=lines))
    return tuple(result)


def milestones_of(live: Sequence[Item], as_of: date | None) -> tuple[Milestone, ...]:
    """Milestones and deadlines; what is due on one day under one number is one milestone with both names."""
    ids = Ids()
    found: dict[str, Milestone] = {}
    for item in live:
        if item.group not in ("milestones", "deadlines"):
            continue
        track = item.track
        numbered = numbered_names(item.title, BY_ID.get(track or ""))
        wished = f"blog-{numbered[0]}" if numbered else slug(item.title)
        deadline = item.group == "deadlines"
        names = tuple(dict.fromkeys([item.title[:80].lower(), *(numbered[1] if numbered else ())]))
        if numbered and wished in found:
            found[wished] = _merged(found[wished], item, names, deadline=deadline)
            continue
        key = wished if wished not in found else ids.take(wished)
        while key in found:
            key = ids.take(wished)
        found[key] = Milestone(
            id=key, title=item.title, names=names, track=track, due=item.end_window, deadline=deadline,
            done=as_of if item.kind == "done" else None,
            period=item.period, lines=item.lines,
        )  # fmt: skip
    return tuple(found.values())


def _merged(old: Milestone, item: Item, names: tuple[str, ...], *, deadline: bool) -> Milestone:
    due = _earlier(old, item.end_window, deadline=deadline)
    return old.model_copy(
        update={
            "names": tuple(dict.fromkeys([*old.names, *names]))[:16],
            "due": due,
            "deadline": old.deadline or deadline,
            "lines": tuple(sorted({*old.lines, *item.lines})),
        }
    )


def _earlier(old: Milestone, window: DateWindow | None, *, deadline: bool) -> DateWindow | None:
    """A stated day beats a period's end; of two of a kind the earlier counts."""
    if window is None or old.due is None:
        return window or old.due
    if old.deadline != deadline:
        return window if deadline else old.due
    return min(old.due, window, key=lambda w: w.latest)
