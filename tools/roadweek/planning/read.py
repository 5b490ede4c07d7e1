"""A plan's text becomes items, notes, conflicts and the plan itself: every line is in an item or in the notes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from roadweek.domain.base import Language
from roadweek.importing.asides import read_baselines, read_budgets
from roadweek.importing.blocks import parse
from roadweek.importing.compile import Source, compile_plan, language_of, unsaid_lengths
from roadweek.importing.conflicts import Case, Telling, find_conflicts
from roadweek.importing.curricula import read_curricula
from roadweek.importing.deadlines import read_deadlines
from roadweek.importing.decisions import read_decisions
from roadweek.importing.demand import demand
from roadweek.importing.drafts import choose_older, revive
from roadweek.importing.fields import fields_in
from roadweek.importing.items import Item
from roadweek.importing.lengths import ASSUMED_MIN
from roadweek.importing.limits import Limit, limits_in
from roadweek.importing.look import forget
from roadweek.importing.milestones import read_milestones
from roadweek.importing.obeyed import bounding, rules_of
from roadweek.importing.outline import OutlineNode, outline
from roadweek.importing.periods import read_periods
from roadweek.importing.reading import PlanReading
from roadweek.importing.recurring import read_recurring
from roadweek.importing.rules import read_rules
from roadweek.importing.stretches import Periods
from roadweek.importing.tracks import track_of
from roadweek.importing.traditional import as_written, is_traditional
from roadweek.importing.tree import Document
from roadweek.importing.unread_words import unread_words
from roadweek.importing.wishes import Recurring
from roadweek.importing.years import assumed, context_of, counted
from roadweek.planning.carried import carried, without_works
from roadweek.planning.demanded import exceeded
from roadweek.planning.interpret.boxes import boxes_as_rules
from roadweek.planning.interpret.interpret import Grounds, Interpretation, interpret
from roadweek.planning.interpret.manners import manners
from roadweek.planning.interpret.scopes import scope_rules
from roadweek.planning.one_goal import one_work_each

MOST_PARTS = 10
"""What is shorter than this part of a whole is said of how it goes, such as a rest between sets."""
SCORED = ("periods", "recurring", "deadlines", "milestones", "curriculum", "rules", "decisions")


def read_plan(text: str, *, name: str, as_of: date | None = None, older: bool = False) -> PlanReading:
    """Read a plan. ``as_of`` is the day it was written; without it the front matter's date, else dates without a
    year stay open and a conflict says so. ``older``: an old draft in it counts, and not what replaced it. The same text
    and day give the same reading."""
    above, works = without_works(text)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    reading = _read(above, name=name, as_of=as_of, sha256=sha256)
    if older and any(c.kind == "plan_version" for c in reading.conflicts):
        reading = _of_draft(reading, _read(above, name=name, as_of=as_of, sha256=sha256, older=True))
    return reading if works is None else reading.model_copy(update={"plan": carried(reading.plan, works, above)})


def _of_draft(newer: PlanReading, older: PlanReading) -> PlanReading:
    """The reading of an old draft, with the conflict that lets one choose between both."""
    choice = [c for c in newer.conflicts if c.kind == "plan_version"]
    conflicts = (*choice, *(c for c in older.conflicts if c.kind != "plan_version"))
    plan = older.plan.model_copy(update={"conflicts": conflicts})
    return older.model_copy(update={"plan": plan, "conflicts": conflicts})


def _read(text: str, *, name: str, as_of: date | None, sha256: str, older: bool = False) -> PlanReading:
    from roadweek.importing.stated import MARK, settle

    document = parse(text)
    places = outline(document)
    reading = context_of(document, places, text, as_of)
    context, written = reading.context, reading.context.as_of
    periods = read_periods(places, context, title=reading.title)
    (choose_older if older else revive)(places, periods)
    limits = limits_in(places)
    recurring = read_recurring(places, periods, limits)
    items = _items(places, periods, recurring, limits)
    anchors = _anchors(items, places, periods, recurring)
    items = tuple(_placed(item, anchors, recurring) for item in items)
    if is_traditional(text):
        items = tuple(_in_its_characters(item, document.source) for item in items)
    by_id = {item.id: item for item in items if item.group == "periods"}
    chosen = demand(items, anchors, by_id, bounding(items, limits, anchors))
    budgets = read_budgets(places, periods)
    language = _language(document, text)
    meaning = interpret(
        Grounds(
            places=places,
            items=items,
            anchors=anchors,
            periods=periods,
            demand=chosen,
            limits=limits,
            budgets=budgets,
            language=language,
            written=written,
        )
    )
    meaning = replace(meaning, unused=_in_their_words(meaning.unused, items, document.source))
    items = _marked(items, meaning, {item.id for item in chosen.resting})
    live = [item for item in items if item.status is None]
    life = [w.item for w in meaning.life]
    rules = rules_of(live, limits, anchors, places, (*chosen.resting, *life), periods, language)
    rules = (*rules, *scope_rules(meaning.scopes, periods))
    rules = boxes_as_rules(manners(meaning.demand.wishes, rules, anchors), meaning.boxes)
    told = Telling(
        unsure=meaning.unsure,
        unused=meaning.unused,
        exceeded=exceeded(meaning, chosen.wishes),
        planned=meaning.demand.wishes,
        rules=rules,
        unsized=unsaid_lengths(meaning.demand),
        boxes=meaning.boxes,
        outside=meaning.outside,
        worked=frozenset(n for s in meaning.strands for w in s.works for n in w.lines),
        obeyed_lines=frozenset(
            line
            for lines in (*(r.lines for r in rules if r.kind != "note"), *(a.lines for a in meaning.allowances))
            for line in lines
        ),
    )
    dated_on = None if as_of else document.dated_on
    case = Case(items, chosen, anchors, places, budgets, periods.yearless, context, language, dated_on, told)
    conflicts = (
        *assumed(reading, items, {line: place.text for place in places for line in place.lines}, language),
        *counted(periods, language),
        *find_conflicts(case),
    )
    meaning = replace(meaning, strands=one_work_each(meaning.strands, conflicts))
    source = Source(
        name=name,
        title=_title(document, name),
        language=language,
        sha256=sha256,
        private=bool(document.front.get("hide") or document.front.get("private") or document.front.get("draft")),
    )
    plan = compile_plan(
        source, items, meaning.demand, anchors, rules, budgets, read_baselines(places), conflicts, written, meaning
    )
    filled = document.filled()
    stated = {line for item in items for line in item.lines}
    notes = tuple(line for line in filled if line not in stated)
    whole = PlanReading(
        plan=plan, items=items, notes=notes, conflicts=conflicts, lines=len(filled), accounted=len(stated) + len(notes),
        unread=tuple(sorted(unread_words(places, items, context).items())),
    )  # fmt: skip
    forget()
    fields_in.cache_clear()
    return settle(whole, text) if MARK in text else whole


def _items(
    places: list[OutlineNode], periods: Periods, recurring: Recurring, limits: Mapping[int, Limit]
) -> tuple[Item, ...]:
    """All groups in turn; a place that one has read is left alone by the later ones unless it says two things."""

    def of_lines(items: Iterable[Item]) -> set[int]:
        lines = {line for item in items for line in item.lines}
        return {id(place) for place in places if place.lines and lines.issuperset(place.lines)}

    deadlines = read_deadlines(places, periods, recurring)
    decisions = read_decisions(places, periods, recurring)
    decided = of_lines(decisions)
    taken = set(recurring.taken) | decided
    curricula = read_curricula(places, periods, recurring, taken | of_lines(deadlines))
    learned = of_lines(curricula)
    rules = read_rules(places, periods, recurring, decided | learned, limits)
    taken |= learned | of_lines(rules) | of_lines(deadlines)
    milestones = read_milestones(places, periods, taken)
    found = [*periods.items, *recurring.items, *deadlines, *milestones, *curricula, *rules, *decisions]
    order = {group: number for number, group in enumerate(SCORED)}
    return tuple(sorted(found, key=lambda item: (order[item.group], item.lines, item.id)))


def _marked(items: Sequence[Item], meaning: Interpretation, resting: Collection[str]) -> tuple[Item, ...]:
    """The items with what is assumed of them, the words that none of their fields holds, and whether they are planned;
    ``resting`` are ids of what is no work."""
    unsaid = unsaid_lengths(meaning.demand)
    converted = {*meaning.unsure, *meaning.one_time, *meaning.summed, *(w.item.id for w in meaning.life), *resting}
    converted -= {w.item.id for w in meaning.demand.wishes}
    found: list[Item] = []
    for item in items:
        changes: dict[str, object] = {}
        if item.id in unsaid:
            changes["assumed_min"] = ASSUMED_MIN
        if item.id in meaning.unused:
            changes["unused"] = meaning.unused[item.id]
        if item.id in converted:
            changes["scheduled"] = False
        found.append(item.model_copy(update=changes) if changes else item)
    return tuple(found)


def _in_their_words(
    unused: Mapping[str, tuple[str, ...]], items: Sequence[Item], source: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Unused words as the document writes them: "a day" where the readers saw "per day"."""
    lines = {item.id: [source[n - 1] for n in item.lines] for item in items if item.id in unused}
    return {name: tuple(_as_said(word, lines[name]) for word in words) for name, words in unused.items()}


def _as_said(word: str, lines: Sequence[str]) -> str:
    text = " ".join(lines)
    if word in text:
        return word
    for reading, said in (("per ", "a "), ("per ", "/"), ("per ", "/ "), ("每天", "/天"), ("每周", "/周"), ("每", "/")):
        if reading in word and word.replace(reading, said) in text:
            return word.replace(reading, said)
    return as_written(word, lines) if is_traditional(text) else word


def _anchors(
    items: tuple[Item, ...], places: list[OutlineNode], periods: Periods, recurring: Recurring
) -> dict[str, OutlineNode]:
    """The place that states each item."""
    by_line = {line: place for place in places for line in place.lines}
    opened = {item.id: place for place in reversed(places) if (item := periods.opened.get(id(place))) is not None}
    return {
        item.id: place
        for item in items
        if (place := recurring.anchors.get(item.id) or opened.get(item.id) or by_line.get(item.lines[0])) is not None
    }


def _placed(item: Item, anchors: dict[str, OutlineNode], recurring: Recurring) -> Item:
    """The item with its track and the whole that it is a part of."""
    if item.group == "periods":
        return item
    place = anchors.get(item.id)
    part_of = None
    if item.group == "recurring" and place is not None and recurring.taken.get(id(place)) is item:
        whole = next((w for a in place.ancestors() if (w := recurring.taken.get(id(a))) is not None), None)
        if (
            whole is not None
            and whole.id != item.id
            and whole.duration_min
            and item.duration_min
            and item.duration_min[0] * MOST_PARTS >= whole.duration_min[0]
            and (whole.per == item.per or (whole.at is not None and whole.at == item.at))
        ):
            part_of = whole.id
    return item.model_copy(update={"track": track_of(item, place), "part_of": part_of})


def _in_its_characters(item: Item, source: Sequence[str]) -> Item:
    """The item with its words in the characters that its lines have; all readers saw the simplified ones."""
    lines = [source[n - 1] for n in item.lines]
    named = {name: getattr(item, name) for name in ("title", "list", "note")}
    words = {name: as_written(value, lines) for name, value in named.items() if value}
    options = tuple(as_written(option, lines) for option in item.options or ())
    return item.model_copy(update={**words, **({"options": options} if options else {})})


def _title(document: Document, name: str) -> str:
    title = document.front.get("title")
    if isinstance(title, str) and title.strip():
        return title.strip()[:160]
    heading = next((b for b in document.root.walk() if b.kind == "heading" and b.text), None)
    return heading.text[:160] if heading else name


def _language(document: Document, text: str) -> Language:
    stated = str(document.front.get("lang") or document.front.get("language") or "").lower()
    if stated.startswith("zh"):
        return "zh"
    return "en" if stated.startswith("en") else language_of(text)
