"""The effective plan as Markdown that our own importer reads back as the same plan; with ``obsidian`` as its Tasks.

What the grammar would read otherwise than it is meant (a title full of dates, a task, a bound) has a comment beside it
that says it exactly: the document is read here as it will be at an import, and compared line by line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from roadweek.domain.base import Language, Model
from roadweek.domain.plan import Activity, Curriculum, Plan
from roadweek.exporting.writing import Quantities, StatedThing, Writer
from roadweek.importing.fields import BY_ID
from roadweek.importing.stated import KINDS, comment
from roadweek.planning.carried import with_works
from roadweek.planning.read import read_plan

ROUNDS: Final = 3
"""Readings that look for lines to comment on; what one line says may change how another is read."""


def markdown(
    plan: Plan,
    *,
    today: date,
    lang: Language | None = None,
    units: Quantities | None = None,
    obsidian: bool = False,
    beside: Sequence[str] = (),
    works: Plan | None = None,
) -> str:
    """``plan`` (the effective one) in ``lang``, else its own language, without abandoned drafts and ended wishes.

    ``units`` says what a wish counts; ``obsidian`` adds check boxes, due dates and priorities. ``beside`` are edits
    that a plan's text cannot say (trips, pauses), each as one line of JSON: they stand in the front matter, where an
    import finds them. The works of ``works`` (the plan before its edits, which stand beside it) close the document.
    """
    writer = Writer(plan, today, lang or plan.language, units or {}, obsidian=obsidian)
    writer.write(beside)
    text = _Noting(writer, plan, units or {}).text()
    return with_works(text, works) if works is not None and works.strands else text


class _Noting:
    """Comments where they are needed, and only there."""

    def __init__(self, writer: Writer, plan: Plan, units: Quantities) -> None:
        self.writer = writer
        self.titles = {p.id: p.title for p in plan.periods}
        self.tracks = {t.id: t.title for t in plan.tracks}
        self.units = units
        self.noted: set[int] = set()

    def text(self) -> str:
        for _ in range(ROUNDS):
            lines = self._document()
            text = _joined(lines)
            wrong = self._wrong(read_plan(text, name="").plan, [at for at, _ in lines]) - self.noted
            if not wrong:
                return text
            self.noted |= wrong
        self.noted |= {*self.writer.says, *self.writer.weeks}
        return _joined(self._document())

    def _document(self) -> list[tuple[int, str]]:
        """The lines with their comments, each with the index of the writer's line that it is or stands below."""
        bare = self.writer.lines
        lines: list[tuple[int, str]] = []
        for at, line in enumerate(bare):
            if at not in self.noted:
                lines.append((at, line))
            elif at in self.writer.weeks:
                thing, last = self.writer.weeks[at]
                lines.append((at, comment(bare[at : last + 1], [self._said(thing)])))
            else:
                says = self.writer.says[at]
                things = [self._said(thing) for thing in says.things]
                if self.writer.obsidian and says.span == 0 and line.startswith(("- [ ] ", "- [x] ")):
                    lines += [(at, line), (at, f"  {comment([line], things, below=True)}")]
                else:
                    lines.append((at, f"{line} {comment(bare[at : at + says.span + 1], things)}"))
        return lines

    def _said(self, stated: StatedThing) -> tuple[str, dict[str, Any]]:
        kind, thing = stated
        fields = data(thing, self.titles)
        track = fields.get("track")
        if track and track not in BY_ID and track in self.tracks:
            fields["track_title"] = self.tracks[track]
        if isinstance(thing, Activity) and thing.id in self.units:
            fields["unit"] = self.units[thing.id]
        return kind, fields

    def _wrong(self, read: Plan, origin: Sequence[int]) -> set[int]:
        """The lines of which something else was read than they are to state; ``origin`` are theirs by those read."""
        titles = {p.id: p.title for p in read.periods}
        owner = {n: at for at, says in self.writer.says.items() for n in range(at, at + says.span + 1)}
        found: dict[int, list[str]] = {}
        for kind, (name, _) in KINDS.items():
            for thing in getattr(read, name) if kind != "template" else ():
                lines: Sequence[int] = getattr(thing, "lines", ())
                at = owner.get(origin[lines[-1] - 1]) if lines else None
                if at is not None:
                    found.setdefault(at, []).append(_told(kind, thing, titles))
        wrong = {
            at
            for at, says in self.writer.says.items()
            if sorted(found.get(at, ())) != sorted(_told(kind, thing, self.titles) for kind, thing in says.things)
        }
        for at, ((kind, template), _) in self.writer.weeks.items():
            other = next((week for week in read.templates if week.id == getattr(template, "id", "")), None)
            if other is None or _told(kind, other, titles) != _told(kind, template, self.titles):
                wrong.add(at)
        return wrong


def _joined(lines: Sequence[tuple[int, str]]) -> str:
    return "\n".join(line for _, line in lines).rstrip("\n") + "\n"


def data(thing: Model, titles: Mapping[str, str]) -> dict[str, Any]:
    """A thing as JSON-plain data without its lines; the period that it stands in by its title."""
    fields = thing.model_dump(mode="json", exclude_defaults=True, exclude={"lines", "superseded", "part_of"})
    for reference in ("period", "parent"):
        if reference in fields:
            fields[reference] = titles.get(fields[reference])
    if isinstance(thing, Curriculum):
        fields["units"] = [
            unit.model_dump(mode="json", exclude_defaults=True, exclude={"lines", "id"}) for unit in thing.units
        ]
    return {name: value for name, value in fields.items() if value is not None}


def _told(kind: str, thing: Model, titles: Mapping[str, str]) -> str:
    """A thing as it is compared: without the names and ids that an import gives anew."""
    fields = data(thing, titles)
    for name in ("id", "names", "by"):
        fields.pop(name, None)
    if kind == "activity" and fields.get("per") == "day" and fields.get("days"):
        count = len(fields["days"])  # on each of five days is five times on these
        fields = {**fields, "per": "week", "times": {"lo": count, "hi": count}}
    if fields.get("per") == "week":
        fields.pop("per")
    return f"{kind} {sorted(fields.items())}"


__all__ = ["data", "markdown"]
