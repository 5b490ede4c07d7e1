"""A model's proposals held against the lines that they cite: what does not stand there is refused, with a reason.

Nothing that the grammar read is touched: accepted items are added beside it, and their lines leave the notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any, cast

from pydantic import ValidationError

from roadweek.domain.base import Model
from roadweek.importing import cues
from roadweek.importing.asking import kept_of
from roadweek.importing.blocks import parse
from roadweek.importing.demand import demand
from roadweek.importing.evidence import Evidence, evidence
from roadweek.importing.fields import slug
from roadweek.importing.goals import Ids
from roadweek.importing.items import Item
from roadweek.importing.joining import item_of, joined
from roadweek.importing.look import forget
from roadweek.importing.outline import OutlineNode, outline
from roadweek.importing.proposed import FIELDS, GROUPS, MAX_LINES, MAX_PROPOSALS, Code, Kept, Proposed, Refusal
from roadweek.importing.reading import PlanReading
from roadweek.importing.years import context_of


class Relabelled(Model):
    """A reading with what a model added to it. ``kept`` are the accepted proposals, to be held against a later text."""

    reading: PlanReading
    accepted: tuple[Item, ...] = ()
    refused: tuple[Refusal, ...] = ()
    kept: tuple[Kept, ...] = ()


class _Rejected(Exception):
    def __init__(self, code: Code, about: object = "") -> None:
        super().__init__(code)
        self.code: Code = code
        self.about = str(about)[:80]


class _CitedText:
    """The text as the grammar saw it, for the lines that proposals cite."""

    def __init__(self, reading: PlanReading, text: str) -> None:
        document = parse(text)
        self.source = document.source
        self.places = outline(document)
        self.by_line: dict[int, OutlineNode] = {}
        for place in self.places:
            for line in place.lines:
                self.by_line.setdefault(line, place)
        self.notes = frozenset(reading.notes)
        self.reading = reading
        self.context = context_of(document, self.places, text, reading.plan.as_of).context

    def above(self, lines: Iterable[int]) -> list[OutlineNode]:
        return [above for line in lines if (own := self.by_line.get(line)) is not None for above in own.ancestors()]

    def evidence(self, lines: Sequence[int]) -> Evidence:
        places = {id(p): p for line in lines if (p := self.by_line.get(line)) is not None}
        return evidence(lines, self.source, places.values(), self.context)


def relabel(reading: PlanReading, text: str, proposals: Iterable[object]) -> Relabelled:
    """Hold each of ``proposals`` (JSON-plain data, from a model, trusted in nothing) against ``text``.

    Accepted items are in the returned reading, marked ``by: "model"``, and so are their parts of the plan; every other
    line stays as it was read. The same input gives the same answer.
    """
    document = _CitedText(reading, text)
    checked: list[tuple[Proposed, Item]] = []
    refused: list[Refusal] = []
    seen: set[tuple[object, ...]] = set()
    said = {(item.group, slug(item.title, 80)) for item in reading.items}
    ids = Ids()
    taken = {item.id for item in reading.items}
    for raw in islice(proposals, MAX_PROPOSALS):
        try:
            one = _parsed(raw)
            proposed, found = _checked(one, document)
            key = (proposed.group, proposed.lines, slug(proposed.title, 80))
            if key in seen:
                raise _Rejected("twice")
            if (proposed.group, slug(proposed.title, 80)) in said:
                raise _Rejected("already")
            seen.add(key)
            wished = f"model{proposed.lines[-1]}"
            name = ids.take(wished)
            while name in taken:
                name = ids.take(wished)
            place = document.by_line[proposed.lines[-1]]
            checked.append((proposed, item_of(name, proposed, found, place, reading)))
        except _Rejected as error:
            refused.append(_refusal(raw, error))
    for code, lost in (("left_out", _left_out(checked, document)), ("already", _said_twice(checked, document))):
        for index in sorted(lost, reverse=True):
            proposed, _ = checked.pop(index)
            refused.append(_refusal(proposed.to_json(), _Rejected(cast("Code", code), lost[index])))
    items = tuple(item for _, item in checked)
    kept = tuple(kept_of(one, document.source) for one, _ in checked)
    whole = joined(reading, items, document.by_line) if items else reading
    forget()
    return Relabelled(reading=whole, accepted=items, refused=tuple(refused), kept=kept)


def _parsed(raw: object) -> Proposed:
    """A proposal of the schema; null fields and empty lists are fields that it does not have."""
    if not isinstance(raw, dict):
        raise _Rejected("schema", type(raw).__name__)
    fields = {key: value for key, value in cast("dict[str, Any]", raw).items() if value not in (None, [], "", {})}
    if fields.get("group") not in GROUPS:
        raise _Rejected("group", fields.get("group", ""))
    try:
        proposed = Proposed.model_validate(fields)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise _Rejected("schema", f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}") from None
    except (ValueError, OverflowError) as error:
        raise _Rejected("schema", error) from None
    lines = tuple(sorted(set(proposed.lines)))
    for pair in (proposed.times, proposed.duration_min, proposed.total_min_per_period):
        if pair and (pair[0] < 0 or (pair[1] is not None and pair[1] < pair[0])):
            raise _Rejected("schema", f"[{pair[0]}, {pair[1]}]")
    days = tuple(day for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU") if day in (proposed.days or ())) or None
    return proposed.model_copy(update={"lines": lines, "days": days, "title": " ".join(proposed.title.split())})


def _checked(proposed: Proposed, document: _CitedText) -> tuple[Proposed, Evidence]:
    _lines(proposed, document)
    found = document.evidence(proposed.lines)
    _intent(proposed, document, found)
    unknown = {
        name for name, value in proposed.to_json().items() if value and name not in ("group", "lines", "title")
    } - FIELDS[proposed.group]
    if unknown:
        raise _Rejected("field", ", ".join(sorted(unknown)))
    if missing := found.missing_numbers(proposed.title):
        raise _Rejected("number", missing[0])
    for words in (proposed.title, *(proposed.options or ())):
        if not found.says(words):
            raise _Rejected("title", words)
    _numbers(proposed, found)
    return _dates(proposed, found), found


def _lines(proposed: Proposed, document: _CitedText) -> None:
    lines = proposed.lines
    for line in lines:
        if not 1 <= line <= len(document.source):
            raise _Rejected("out_of_range", line)
        if not document.source[line - 1].strip():
            raise _Rejected("blank", line)
    if len(lines) > MAX_LINES:
        raise _Rejected("too_many_lines", len(lines))
    notes = [line for line in lines if line in document.notes and line in document.by_line]
    # a heading that was read as a period may be cited for what stands under it
    leads = {line for place in document.above(notes) for line in place.lines}
    for line in lines:
        if line not in document.notes and line not in leads:
            raise _Rejected("not_a_note", line)
        if line not in document.by_line:
            raise _Rejected("not_a_note", line)  # front matter, a fence, a rule: they hold no words of the plan
    if not notes:
        raise _Rejected("not_a_note", lines[0])
    for one, following in pairwise(lines):
        between = range(one + 1, following)
        if all(not document.source[line - 1].strip() for line in between):
            continue
        if one not in {line for place in document.above([following]) for line in place.lines}:
            raise _Rejected("not_adjacent", f"{one}, {following}")


def _intent(proposed: Proposed, document: _CitedText, found: Evidence) -> None:
    """Whether the lines say to do it at all: a ban or a limit is no wish, and background is no plan."""
    if proposed.group in ("rules", "decisions", "curriculum"):
        return
    own = [document.by_line[line] for line in proposed.lines if line in document.notes]
    if any(place.role in cues.SILENT for place in own):
        raise _Rejected("aside")
    if any(cues.NEGATION.search(text) for text in found.texts):
        raise _Rejected("negated")
    if proposed.group == "recurring" and not found.at_least and any(cues.LIMIT.search(text) for text in found.texts):
        raise _Rejected("limit")


def _numbers(proposed: Proposed, found: Evidence) -> None:
    for pair in (proposed.duration_min, proposed.total_min_per_period):
        if pair is not None and pair not in found.minutes:
            raise _Rejected("number", _words(pair))
    times, days = proposed.times, proposed.days or ()
    if lacking := [day for day in days if day not in found.days]:
        raise _Rejected("weekday", lacking[0])
    if times is not None and times not in found.times and times not in ((1, 1), (len(days), len(days))):
        raise _Rejected("number", _words(times))
    quantity = proposed.quantity
    if quantity and not found.counts(quantity.min, quantity.max, quantity.unit):
        raise _Rejected("number", f"{quantity.min}–{quantity.max} {quantity.unit}")
    if lost := [slot for slot in proposed.slot or () if slot not in found.slots]:
        raise _Rejected("slot", lost[0])
    if proposed.group == "recurring":
        if not (proposed.per or days):
            raise _Rejected("incomplete", "per")
        if proposed.per and not (found.comes_round(proposed.per) or (days and proposed.per in ("day", "week"))):
            raise _Rejected("rhythm", proposed.per)


def _dates(proposed: Proposed, found: Evidence) -> Proposed:
    start, end = proposed.start, proposed.end
    if proposed.group == "periods":
        if start is None and end is None:
            raise _Rejected("incomplete", "start, end")
        if found.stretch(start, end) is None:
            raise _Rejected("date", start or end)
        return proposed
    if proposed.group == "deadlines" and end is None:
        raise _Rejected("incomplete", "end")
    for day in (start, end):
        if day is not None and found.due(day) is None and found.stretch(day, None) is None:
            raise _Rejected("date", day)
    if end is not None and found.due(end) is None:
        raise _Rejected("date", end)
    return proposed


def _words(pair: tuple[int, int | None]) -> str:
    return f"{pair[0]}+" if pair[1] is None else str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}–{pair[1]}"


def _left_out(checked: Sequence[tuple[Proposed, Item]], document: _CitedText) -> dict[int, str]:
    """Proposals whose lines say a day, a length, a count or a date that neither they nor their neighbours use."""
    lost: dict[int, str] = {}
    for index, (proposed, _) in enumerate(checked):
        if proposed.group in ("rules", "curriculum", "decisions"):
            continue
        sharing = [other for other, _ in checked if set(other.lines) & set(proposed.lines)]
        found = document.evidence(proposed.lines)
        used = {day for other in sharing for day in other.days or ()}
        if proposed.group == "recurring":
            lengths = any(other.duration_min or other.total_min_per_period for other in sharing)
            if found.days - used:
                lost[index] = ", ".join(sorted(found.days - used))
            elif found.named_lengths and not lengths:
                lost[index] = "duration_min"
            elif proposed.times is None and (found.times - {(1, 1), (len(used), len(used))}):
                lost[index] = "times"
            elif found.dated and not any(other.end or other.start for other in sharing):
                lost[index] = "start, end"
        elif found.dated and not any(other.end or other.start for other in sharing):
            lost[index] = "end"
    return lost


def _said_twice(checked: Sequence[tuple[Proposed, Item]], document: _CitedText) -> dict[int, str]:
    """Wishes that restate what the plan says already, or what another proposal says: they would count twice."""
    wishes = {item.id: index for index, (_, item) in enumerate(checked) if item.group == "recurring"}
    if not wishes:
        return {}
    items = [*document.reading.items, *(item for _, item in checked)]
    anchors: Mapping[str, OutlineNode] = {
        item.id: place
        for item in items
        if (place := document.by_line.get(item.lines[-1 if item.by else 0])) is not None
    }
    periods = {item.id: item for item in items if item.group == "periods"}
    lost: dict[int, str] = {}
    for gone, stays in demand(items, anchors, periods).said_twice:
        mine, other = (gone, stays) if gone.item.id in wishes else (stays, gone)
        if mine.item.id in wishes:
            lost[wishes[mine.item.id]] = ", ".join(str(n) for n in other.item.lines)
    return lost


def _refusal(raw: object, error: _Rejected) -> Refusal:
    """Why, with as much of the proposal as can be told of it."""
    told = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    wanted = told.get("lines")
    lines = tuple(
        line
        for line in (cast("Sequence[object]", wanted) if isinstance(wanted, list | tuple) else ())
        if isinstance(line, int) and not isinstance(line, bool) and abs(line) < 1 << 31
    )
    group = told.get("group")
    title = told.get("title")
    return Refusal(
        code=error.code,
        lines=lines[: MAX_LINES * 4],
        group=group[:40] if isinstance(group, str) else "",
        title=title[:120] if isinstance(title, str) else "",
        about=error.about,
    )
