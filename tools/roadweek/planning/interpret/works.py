"""The works of a plan: topics, deliverables, deadlines, decisions and leads, each with its window, in strands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import cast

from roadweek.domain.base import Range
from roadweek.domain.work import Strand, Work, WorkKind
from roadweek.importing import cues
from roadweek.importing.clocks import clocks_of
from roadweek.importing.fields import WEAK, Field, fields_in, slug
from roadweek.importing.finished import finished
from roadweek.importing.items import Item
from roadweek.importing.look import find_durations, find_frequencies, find_ranges, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode, bare
from roadweek.importing.stretches import Periods
from roadweek.importing.tracks import track_of
from roadweek.importing.weeks import ordinal
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.calendar import PlanCalendar, PlanStretch
from roadweek.planning.interpret.occasions import RUN_MOST, Cell, unwanted
from roadweek.planning.interpret.outputs import outputs_by_place

BEFORE_DUE = timedelta(days=20)
"""A work without a window of its own begins three weeks before it is due."""
_BEST_TIME = re.compile(r"时机|最佳时间|何时做|\b(?:best time|when to|timing)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"^\W*(?:完成|目标|引入|明确|整理|任务|内容|学习|学习内容|主题|重点|产出|输出|要做|工作|计划|安排|本[周月]|具体|核心任务|当前任务|"
    r"topics?|tasks?|focus|goals?|learn|study|todo|objectives?|content|activities|deliverables?|milestones?|key|main|plan|"
    r"skills?|concepts?|actions?|what to do|outcomes?)\W*$",
    re.IGNORECASE,
)


@dataclass(eq=False)
class FoundWork:
    """A work with where it stands, before it has a strand."""

    work: Work
    place: OutlineNode
    key: object
    line: OutlineNode | None = None
    """The line of work (a bold lead beside others) that it belongs to."""
    lead: bool = False
    beside: bool = False
    section: OutlineNode | None = None
    stretch: PlanStretch | None = None


@dataclass(eq=False)
class Collected:
    found: list[FoundWork] = field(default_factory=list[FoundWork])
    left: list[tuple[OutlineNode, str]] = field(default_factory=list[tuple[OutlineNode, str]])
    """Places that look like work and are none, with why."""


def collect(
    places: Sequence[OutlineNode],
    items: Sequence[Item],
    anchors: Mapping[str, OutlineNode],
    periods: Periods,
    calendar: PlanCalendar,
    cells: Sequence[Cell],
    taken: set[int],
    routines: set[int],
) -> Collected:
    """All works of the plan in the document's order. ``taken``: ids of places that are recurring or bound the work,
    ``routines`` of headings that are a rhythm themselves."""
    state = Collected()
    in_cells = {id(c.place) for c in cells if not c.beside}
    days = {
        id(a)
        for c in cells
        if not c.beside
        for a in (c.place, *c.place.ancestors())
        if (own := calendar.own.get(id(a))) is not None and own.days <= RUN_MOST and own.first <= c.day <= own.last
    }
    works: dict[int, tuple[OutlineNode, WorkKind, Item | None]] = {}
    by_place: dict[int, list[Item]] = {}
    for item in items:
        place = anchors.get(item.id)
        if place is not None and item.status is None:
            by_place.setdefault(id(place), []).append(item)
    columns_done: set[int] = set()
    for place in places:
        if place.kind == "table" and not unwanted(place) and (heads := calendar.heads(place)):
            for row in place.children:
                state.found += _by_column(row, heads)
                columns_done.add(id(row))
            continue
        if id(place) in columns_done:
            continue
        if id(place) in in_cells or (any(id(a) in days for a in (place, *place.ancestors())) and in_cells):
            continue
        if any(id(a) in routines for a in place.ancestors()):
            continue  # it tells how a routine goes
        stated = _kind(place, by_place.get(id(place), []), calendar, taken)
        if stated is not None:
            works[id(place)] = (place, *stated)
    _headed_by_time(places, calendar, works)
    _without_scopes(works, calendar)
    sized = _sized_sections(places, calendar, works)
    chosen = _without_containers(works, calendar)
    ids: dict[str, int] = {}
    _boundary_days(calendar)
    for place, kind, told in chosen:
        state.found += _work(place, kind, told, calendar, ids)
    _share_sections(state, sized)
    _leads(state, periods, calendar, places, ids)
    _outputs(state, places)
    return state


def _outputs(state: Collected, places: Sequence[OutlineNode]) -> None:
    """What comes out of a work is told of it; of steps, of the last one."""
    last = {id(one.place): one for one in state.found}
    for key, outputs in outputs_by_place(places, last).items():
        last[key].work = last[key].work.model_copy(update={"outputs": outputs})


def _sized_sections(
    places: Sequence[OutlineNode], calendar: PlanCalendar, works: dict[int, tuple[OutlineNode, WorkKind, Item | None]]
) -> dict[int, Range]:
    """Sections of a stretch that state an effort ("GDB (1 day)"): without works of their own they are one."""
    found: dict[int, Range] = {}
    for place in places:
        if place.kind != "heading" or id(place) in calendar.own or calendar.above(place) is None or unwanted(place):
            continue
        minutes, _ = _effort(place.text)
        if minutes is None:
            continue
        found[id(place)] = minutes
        if not any(id(p) in works for p in place.walk()):
            works.setdefault(id(place), (place, "unit", None))
    return found


def _share_sections(state: Collected, sized: Mapping[int, Range]) -> None:
    """The effort of a section is shared by its works that state none."""
    groups: dict[int, list[FoundWork]] = {}
    for one in state.found:
        above = next((a for a in one.place.ancestors() if id(a) in sized), None)
        if above is not None and one.work.minutes is None and not one.work.occasion:
            groups.setdefault(id(above), []).append(one)
    for key, group in groups.items():
        whole = sized[key]
        each = Range(lo=max(5, whole.lo // len(group)), hi=max(5, whole.top // len(group)))
        for one in group:
            one.work = one.work.model_copy(update={"minutes": each, "effort_by": "stated"})


def _by_column(row: OutlineNode, heads: Mapping[int, PlanStretch]) -> list[FoundWork]:
    """The works of a row whose columns are months or phases: "Maths | calculus | linear algebra"."""
    cells = row.block.cells
    if row.kind != "row" or not cells:
        return []
    found: list[FoundWork] = []
    for position, stretch in sorted(heads.items()):
        text = re.sub(r"<br\s*/?>", "；", cells[position]).strip() if position < len(cells) else ""
        if width(text) < 2 or re.fullmatch(r"[\W\d_]*", text) or signs.REST.match(text):
            continue
        title = f"{cells[0]}：{text}" if re.search(r"[一-鿿]", text) else f"{cells[0]}: {text}"
        track = track_of(Item(id="x", group="curriculum", lines=row.lines, title=title), row)
        work = Work(
            id=f"c{row.block.line}-{position}", kind="unit", title=title[:160], track=track, first=stretch.first,
            last=stretch.last, lines=row.lines,
        )  # fmt: skip
        found.append(FoundWork(work, row, ("row", id(row)), section=row.parent, stretch=stretch))
    return found


def _kind(
    place: OutlineNode, items: list[Item], calendar: PlanCalendar, taken: set[int]
) -> tuple[WorkKind, Item | None] | None:
    """What kind of work a place states, if any."""
    if place.kind == "table" or finished(place) or signs.DONE.search(place.text):
        return None
    if any(signs.DAY_OF_REST.match(words) for words in place.block.cells or (place.rest or place.text,)):
        return None
    groups = {i.group: i for i in items}
    if "decisions" in groups:
        item = groups["decisions"]
        return ("decision", item) if item.end_window is not None and not unwanted(place) else None
    if "deadlines" in groups and not place.superseded:
        return ("deliverable", groups["deadlines"])
    if unwanted(place) or place.block.quoted:
        return None
    if any(i.kind == "done" for i in items):
        return None
    text = place.rest if place.label and place.rest else place.text
    if signs.EMPTY.match(text) or (signs.HEADER.match(place.text) and "deadlines" not in groups):
        return None
    if signs.CRITERION.search(text) and "deadlines" not in groups:
        return None
    asked = place.parent is not None and place.parent.leads and signs.QUESTIONS.search(place.parent.text)
    if (asked and place.text.rstrip('”"’」) ）').endswith(("？", "?"))) or cues.ASIDE_QUOTE.match(place.text):
        return None
    if asked and re.search(r"[?？]", place.text):
        return None
    if "curriculum" in groups and id(place) not in taken:
        item = groups["curriculum"]
        stretch = calendar.of(place)
        if item.kind == "pairs" and (stretch is None or stretch.days > PAIRS_MOST_DAYS):
            return None
        return ("unit", item)
    if "milestones" in groups and id(place) not in taken and not _prose(text):
        return ("deliverable", groups["milestones"])
    if id(place) in taken or "rules" in groups or "recurring" in groups:
        return None
    return ("unit", None) if _topic_leaf(place, calendar) else None


PAIRS_MOST_DAYS = 62
"""A table of two columns that nobody calls a topic is work only in a short stretch."""


def _prose(text: str) -> bool:
    """Whether a text tells a story rather than names a thing to do."""
    return width(text) > 150 and len(re.findall(r"[，。；,.;]", text)) >= 3


def _topic_leaf(place: OutlineNode, calendar: PlanCalendar) -> bool:
    """Whether a line that no reader took is a topic of the dated stretch that it stands in."""
    stretch = calendar.of(place)
    if stretch is None or (stretch.days > 200 and place.kind != "row") or id(place) in calendar.periods.used:
        return False
    if calendar.periods.bare_lines and any(place.block.line in lines for lines in calendar.periods.bare_lines.values()):
        return False
    if place.kind == "heading":
        return calendar.own.get(id(place)) is not None and not place.children and bool(_topic_text(place))
    if place.kind not in ("item", "row", "text") or place.role in ("method", "steps", "baseline", "reason", "resource"):
        return False
    own = calendar.own.get(id(place))
    if place.children and not (own is not None and all(c.kind == "table" for c in place.children)):
        return own is not None and not any(_topic_leaf(c, calendar) for c in place.walk()) and bool(_topic_text(place))
    if cues.FIELD_LABEL.match(place.label) or find_frequencies(place.text):
        return False
    beside = place.parent.children if place.parent is not None and place.label else []
    if _TASK_LABEL.search(place.label) and any(
        cues.FIELD_LABEL.match(c.label) and find_frequencies(c.text) for c in beside
    ):
        return False  # what a rhythm beside it is about
    if place.label and (role := cues.label_role(place.label)) is not None and role not in ("topics", "output", "plan"):
        return False
    if place.kind == "text" and own is None:
        return bool(_VERB.match(place.text)) and width(place.text) <= 80
    if cues.NEGATION.search(place.text) or cues.OFFER.match(place.text):
        return False
    text = _topic_text(place)
    return 2 <= width(text) <= 240 and not re.fullmatch(r"[\W\d]*", text) and not place.block.marked.link


_TASK_LABEL = re.compile(r"任务|内容|做什么|\b(?:task|content|what|activity)\b", re.IGNORECASE)
_VERB = re.compile(
    r"^\W*(?:然后|再|并|继续)?\s*(?:结合.{0,8}[，,])?\s*(?:复习|学习|阅读|整理|掌握|了解|看|读|学|做|写|练|完成|开始|准备|梳理|构思|打磨|搭建|实现|"
    r"study|learn|read|review|practi[cs]e|build|write|prepare|finish|complete|start|work)"
    r"",
    re.IGNORECASE,
)


def _topic_text(place: OutlineNode) -> str:
    """The words of a topic without its number, its dates or its column of time."""
    if place.kind == "row":
        return _row_topic(place)
    said = ordinal(place.text, inside=place.kind == "heading")
    text = place.text
    if said is not None and said.end:
        text = text[said.end :] if said.end < len(text) else ""
        text = re.sub(r"^\s*[（(][^）)]{0,16}[)）]", "", text)
    return text.strip(" :：-–—|·*").strip()


def _row_topic(row: OutlineNode) -> str:
    """The columns of a row that say what it is about."""
    table, cells = row.block.parent, row.block.cells
    head = table.cells if table is not None else ()
    kept: list[str] = []
    for position, cell in enumerate(cells):
        title = head[position] if position < len(head) else ""
        if not cell or signs.NUMBER_HEAD.fullmatch(title) or ordinal(cell) is not None:
            continue
        if find_weekdays(cell[:24]) and clocks_of(cell):
            continue
        if re.fullmatch(r"[\W\d_]*|[✓✔☐☑✅❌⬜🔲]+", cell) or (width(cell) <= 14 and find_durations(cell)):
            continue
        kept.append(cell)
        if len(kept) == 2 or width(kept[0]) > 24:
            break
    return " · ".join(re.sub(r"<br\s*/?>", "；", c) for c in kept)


def _headed_by_time(
    places: Sequence[OutlineNode], calendar: PlanCalendar, works: dict[int, tuple[OutlineNode, WorkKind, Item | None]]
) -> None:
    """A section that says when it is best done is one work; so is one whose heading is due: what hangs below tells of
    it."""
    for place in places:
        if place.kind != "heading" or place.superseded or id(place) in calendar.own:
            continue
        item = works[id(place)][2] if id(place) in works else None
        due = item is not None and item.group == "deadlines"
        timed = any(c.kind == "item" and c.label and _BEST_TIME.search(c.label) for c in place.walk())
        headed = any(c.kind == "heading" for c in place.children)
        if not (due or timed) or headed:
            continue
        if not due and _window_below(place, calendar) is None:
            continue
        for one in place.walk():
            works.pop(id(one), None)
        works.setdefault(id(place), (place, "deliverable", None))


def _boundary_days(calendar: PlanCalendar) -> None:
    """A day on which one stretch ends and another begins belongs to the one that ends."""
    ends = {s.last for s in calendar.own.values() if s.days > BRIEF_DAYS}
    for key, stretch in list(calendar.own.items()):
        if stretch.days > BRIEF_DAYS and stretch.first in ends:
            calendar.own[key] = replace(stretch, first=stretch.first + timedelta(days=1))


BRIEF_DAYS = 3


def _without_scopes(works: dict[int, tuple[OutlineNode, WorkKind, Item | None]], calendar: PlanCalendar) -> None:
    """Topics without a date, beside a dated list in their section, say what that list covers; things to be done at the
    same time are no list of topics."""
    dated = {
        id(a)
        for place, kind, _ in works.values()
        if kind == "unit" and calendar.of(place) is not None
        for a in place.ancestors()
        if a.kind == "heading" and not a.is_title
    }
    for key, (place, kind, _) in list(works.items()):
        above = [a for a in place.ancestors() if a.kind == "heading" and not a.is_title]
        scope = kind == "unit" and calendar.of(place) is None and any(id(a) in dated for a in above)
        if scope or any(signs.TOGETHER.search(a.text) for a in place.ancestors() if a.leads or a.kind == "heading"):
            works.pop(key)


def _window_below(place: OutlineNode, calendar: PlanCalendar) -> PlanStretch | None:
    """The stretch that a label such as "Best time" below a heading names."""
    for one in place.walk():
        own = calendar.own.get(id(one))
        if own is not None and one.label and _BEST_TIME.search(one.label):
            return own
    return None


def _without_containers(
    works: dict[int, tuple[OutlineNode, WorkKind, Item | None]], calendar: PlanCalendar
) -> list[tuple[OutlineNode, WorkKind, Item | None]]:
    """Works that hold no other works, and no product of a period that is divided further."""
    _without_products(works)
    holding = {id(a) for place, _, _ in works.values() for a in place.ancestors() if not _of_another_line(a, place)}
    stretches = [(s, place) for place, _, _ in works.values() if (s := calendar.of(place)) is not None]
    kept: list[tuple[OutlineNode, WorkKind, Item | None]] = []
    for place, kind, item in works.values():
        joined = item is not None and len(item.lines) > len(place.lines)
        if (
            id(place) in holding
            and not joined
            and (item is None or item.group != "deadlines" or place.kind == "heading")
            and not (place.kind == "heading" and item is not None and item.group == "deadlines")
        ):
            continue
        own = calendar.own.get(id(place))
        if own is not None and place.kind == "row" and own.days > 14:
            inside = [
                p
                for s, p in stretches
                if p.block.parent is not place.block.parent
                and own.first <= s.first
                and s.last <= own.last
                and s.days < own.days
            ]
            if inside:
                continue  # products of a stretch that is divided further
        if any(id(a) in works and _joined(works[id(a)]) for a in place.ancestors()):
            continue
        kept.append((place, kind, item))
    return kept


def count_days(state: Collected, day: int | None) -> None:
    """Efforts that the text gives in days, in days of ``day`` minutes: the hours a day that the plan states, else
    ``DAY_MIN``. Works are changed in place."""
    whole = day or signs.DAY_MIN
    for one in state.found:
        match = signs.DAYS.search(one.place.text)
        minutes = one.work.minutes
        if match is None or minutes is None or not (match[3] or match[6]).lower().startswith(("天", "日", "day")):
            continue
        scaled = Range(lo=minutes.lo * whole // signs.DAY_MIN, hi=minutes.top * whole // signs.DAY_MIN)
        one.work = one.work.model_copy(update={"minutes": scaled, "day_min": whole})


def _of_another_line(above: OutlineNode, place: OutlineNode) -> bool:
    """Whether a heading holds a place only because the next line of work ("Parallel task one:") has no heading of its
    own."""
    if above.kind != "heading" or id(above) == id(place):
        return False
    mine = line_of(place)
    if mine is None or mine.block.line <= above.block.line:
        return False
    theirs = line_of(above)
    return theirs is not None and theirs is not mine


def _without_products(works: dict[int, tuple[OutlineNode, WorkKind, Item | None]]) -> None:
    """What a topic's section or a routine brings ("Output: cards") is told of it and is no work beside it."""
    for key, (place, kind, _) in list(works.items()):
        if kind != "deliverable" or not place.label or cues.label_role(place.label) != "output":
            continue
        above = next((a for a in place.ancestors() if id(a) in works), None)
        topic = above is not None and works[id(above)][1] == "unit" and above.kind == "heading"
        beside = place.parent.children if place.parent is not None else []
        routine = any(c is not place and find_frequencies(c.text) for c in beside)
        if topic or routine:
            works.pop(key)


def _joined(one: tuple[OutlineNode, WorkKind, Item | None]) -> bool:
    place, _, item = one
    return item is not None and len(item.lines) > len(place.lines)


def work_at(place: OutlineNode, calendar: PlanCalendar, ids: dict[str, int], title: str) -> list[FoundWork]:
    """The work of a place that no reader took, under a title of its own."""
    made = _work(place, "unit", None, calendar, ids)[:1]
    for one in made:
        one.work = one.work.model_copy(update={"title": title[:160], "kind": "unit"})
    return made


def _work(
    place: OutlineNode, kind: WorkKind, item: Item | None, calendar: PlanCalendar, ids: dict[str, int]
) -> list[FoundWork]:
    stretch = calendar.of(place)
    if stretch is None and item is not None and item.start is not None and item.end is not None and kind != "decision":
        stretch = PlanStretch(item.start, item.end)
    first, last = (stretch.first, stretch.last) if stretch is not None else (None, None)
    if stretch is not None and stretch.start_only:
        last = stretch.first + timedelta(days=83)
    due = kind == "deliverable" and stretch is not None and not stretch.start_only
    if stretch is not None and stretch.days == 1:  # a day by which it is due
        before = max((s.last for s in calendar.own.values() if s.days == 1 and s.last < stretch.first), default=None)
        begin = stretch.first - BEFORE_DUE
        first = (
            max(begin, before + timedelta(days=1))
            if before is not None and stretch.first - before > timedelta(days=3)
            else begin
        )
        last, due = stretch.first, True
    if item is not None and item.group == "deadlines" and item.end_window is not None:
        last = item.end_window.latest
        best = _window_below(place, calendar)
        if best is not None:
            first = best.first
        elif stretch is not None and stretch.first <= last <= stretch.last + timedelta(days=31) and stretch.days <= 200:
            first = stretch.first
        else:
            first = last - BEFORE_DUE
        due = True
    elif (best := _window_below(place, calendar)) is not None and place.kind == "heading":
        first, last, due = best.first, best.last, True
    if kind == "decision" and item is not None and item.end_window is not None:
        end = item.end_window
        told = item.start_window.earliest if item.start_window is not None else None
        opened = told or (stretch.first if stretch is not None and stretch.last >= end.latest else end.earliest)
        first, last, due = min(opened, end.latest), end.latest, True
    title = _EFFORT.sub("", _title(place, item, calendar))
    if width(title) < 2:
        return []
    minutes, words = _effort(place.text)
    title = title.replace(words, "").strip() if words else title
    title = re.sub(r"[（(]\s*[)）]", "", title).strip(" ：:，,")
    weight = 2 if signs.WEIGHTY.search(place.text) else 1
    lead = (
        place.parent
        if place.parent is not None and place.parent.kind in ("item", "text") and place.parent.leads
        else None
    )
    named: Sequence[Field] = ()
    if lead is not None and width(lead.label or lead.text) <= 16:
        named = fields_in(lead.label or lead.text)
    said = [f for f in fields_in(title) if f.id not in WEAK]
    if item is not None and item.group == "deadlines" and said:
        named = said[:1]
    track = (
        named[0].id
        if len(named) == 1
        else item.track
        if item is not None
        else track_of(Item(id="x", group="curriculum", lines=place.lines, title=title), place)
    )
    owner = next(
        (a for a in (place, *place.ancestors()) if id(a) in calendar.own or id(a) in calendar.periods.held), None
    )
    key, section = _key(place, owner, item)
    line = line_of(place)
    beside = bool(signs.BESIDE.match(place.text))
    spare = bool(signs.SPARE.search(place.text))
    urgent = any(a.kind == "heading" and signs.ACT_NOW.search(a.text) for a in place.ancestors())
    now = (urgent or signs.NOW.match(place.text)) and (stretch is None or stretch.days > 100)
    if now and calendar.anchor is not None:
        first, last, due = calendar.anchor, calendar.anchor + timedelta(days=6), True
    parts = _steps(title) if kind in ("deliverable", "unit") else []
    found: list[FoundWork] = []
    for number, part in enumerate(parts or [title]):
        ids_title = f"{kind[0]}{place.block.line}" + (f"-{number + 1}" if parts else "")
        count = ids[ids_title] = ids.get(ids_title, 0) + 1
        work = Work(
            id=ids_title if count == 1 else f"{ids_title}-{count}",
            kind="step" if parts else kind,
            title=part[:160],
            track=track,
            first=first,
            last=max(last, first) if last is not None and first is not None else last,
            due=due,
            minutes=minutes if not parts else None,
            effort_by="stated" if minutes is not None and not parts else "shared",
            weight=weight,
            once=bool(now) and not parts,
            optional=spare or bool(signs.OPTIONAL.search(place.text)) or bool(item and item.optional),
            lines=item.lines if item is not None else place.lines,
        )
        found.append(FoundWork(work, place, key, line, beside=beside, section=section, stretch=stretch))
    return found


_EFFORT = re.compile(
    r"(?<=\S)\s*[（(]\s*(?:约|大约|~|≈|about |approx\.? )?\d+(?:\.\d+)?(?:\s*[-–~]\s*\d+(?:\.\d+)?)?\s*"
    r"(?:h|hours?|hrs?|min(?:ute)?s?|(?:个)?小时|分钟)\s*[)）]",
    re.IGNORECASE,
)
"""How long a work takes: its title says so by itself ("2 of 8 h")."""


def _title(place: OutlineNode, item: Item | None, calendar: PlanCalendar) -> str:
    text = (
        item.title
        if item is not None and item.group != "curriculum" and place.kind != "heading"
        else _topic_text(place)
    )
    if place.label and place.rest and text == place.text and (_GENERIC.match(place.label) or _is_span(place.label)):
        text = place.rest
    if place.kind == "heading":
        text = re.sub(r"[（(]\s*(?:DDL|截止|due|deadline|优先级)[^）)]*[)）]", "", place.text, flags=re.IGNORECASE)
        text = re.sub(r"^\W*\d+[.、)]\s*", "", text)
    if item is not None and item.group == "curriculum" and place.kind == "row":
        text = _row_topic(place) or item.title
    said = ordinal(text)
    if said is not None and width(text[said.end :]) > 3:
        text = text[said.end :].strip(" ：:-–—|·")
    text = re.sub(r"<br\s*/?>", "；", text).strip(" -•*")
    lead = next((a for a in place.ancestors()), None)
    if (
        lead is not None
        and lead.kind in ("item", "text")
        and lead.leads
        and place.kind != "heading"
        and line_of(place) is not lead
    ):
        head = bare(lead.label or lead.text)
        said = ordinal(lead.text)
        if said is not None:
            head = _topic_text(lead)
        head = _QUOTES.sub("", head).strip(" ：:，,“”")
        head = re.sub(r"^\W*(?:完成|明确以下|掌握以下)\s*", "", head)
        if 2 <= width(head) <= 36 and not _GENERIC.match(head) and head not in text and not signs.NOW.match(head):
            return f"{head}：{text}" if re.search(r"[一-鿿]", head + text) else f"{head}: {text}"
    return with_subject(text, place, calendar)


def _is_span(label: str) -> bool:
    """Whether a label is nothing but dates: "from now to the end of August:"."""
    spans = find_ranges(label)
    return bool(spans) and width(label) - width(spans[0].text) <= 6


def with_subject(text: str, place: OutlineNode, calendar: PlanCalendar) -> str:
    """A text that names no subject, below a short heading that is one: "Continue A2" below "Korean"."""
    if width(text) > 40 or fields_in(text):
        return text
    for above in place.ancestors():
        if id(above) in calendar.own or above.is_title:
            return text
        if above.kind != "heading":
            continue
        if calendar.above(above) is None or _of_another_line(above, place):
            return text
        head = re.sub(r"[（(][^（()）]*[)）]|[^\w\s&/+.'’-]", "", above.text).strip(" -&：:")
        if 2 <= width(head) <= 20 and not _GENERIC.match(head) and head.lower() not in text.lower():
            return f"{head}：{text}" if re.search(r"[一-鿿]", head + text) else f"{head}: {text}"
        return text
    return text


_QUOTES = re.compile(r"^[“\"「『]|[”\"」』]$")


def _effort(text: str) -> tuple[Range | None, str]:
    """The effort that a work states, in minutes, and the words that state it."""
    match = signs.DAYS.search(text)
    if match:
        low = float(match[1] or match[4])
        high = float(match[2] or match[5] or low)
        unit = match[3] or match[6] or ""
        scale = signs.DAY_MIN * (5 if unit.lower().startswith(("周", "week")) else 1)
        if 0 < low <= high <= 60:
            start = (
                text.rfind("(", 0, match.end())
                if text.rfind("(", 0, match.end()) > text.rfind("（", 0, match.end())
                else text.rfind("（", 0, match.end())
            )
            end = text.find(")", match.end() - 1)
            return Range(lo=int(low * scale), hi=int(high * scale)), text[
                start : end + 1
            ] if 0 <= start <= match.start() < end < match.end() + 3 else ""
    if find_frequencies(text):
        return None, ""
    found = find_durations(text[:160])
    if len(found) == 1 and 20 <= found[0].value.lo <= 12_000:
        return found[0].value, ""
    return None, ""


def _steps(text: str) -> list[str]:
    """The steps that arrows or "then" put in a row; a data path is none."""
    head, parts = "", [p.strip(" 。.") for p in signs.THEN.split(text)]
    if len(parts) >= 3 and sum(1 for p in parts if _DOES.match(p)) * 2 >= len(parts):
        if "：" in parts[0]:
            head, parts[0] = parts[0].split("：", 1)
        return [f"{head}：{p}" if head else p for p in parts if p]
    pieces = [p.strip(" 。.") for p in signs.AFTERWARDS.split(text)]
    if len(pieces) == 2 and all(width(p) >= 6 for p in pieces) and _DOES.search(pieces[1]):
        return pieces
    return []


_DOES = re.compile(
    r"\W*(?:跑通|理解|啃|熟悉|学|看|读|做|写|攻克|完成|搭|实现|部署|训练|复习|整理|刷|练|掌握|了解|分析|设计|测试|优化|改|"
    r"read|learn|build|write|run|study|understand|implement|test|deploy|practi[cs]e|solve|finish|review|design|train)",
    re.IGNORECASE,
)


def _key(place: OutlineNode, owner: OutlineNode | None, item: Item | None) -> tuple[object, OutlineNode | None]:
    """Which list a work belongs to: the section between it and the stretch that holds it, else that of stretches."""
    if owner is None and place.kind == "heading":
        return ("section", id(place)), place
    if owner is None:
        above = next((a for a in place.ancestors() if a.kind == "heading"), None)
        if above is not None and _CHAPTER.match(above.text) and above.parent is not None and not above.parent.is_title:
            return ("chapters", id(above.parent)), above.parent  # one list in numbered sections
        return ("list", id(place.parent), item.group if item is not None else ""), above
    if owner is place:
        return ("row", id(place.parent)), place.parent
    path = [place, *place.ancestors()]
    at = path.index(owner) if owner in path else 0
    section = path[at - 1] if at >= 1 else place
    held = id(owner) in _NONE
    if section is place and place.kind != "heading" and not held:
        if ordinal(owner.text, inside=True) is not None or owner.kind == "row":
            return ("row", id(owner.parent)), owner.parent
        return ("own", id(owner)), owner
    if ordinal(owner.text, inside=True) is not None and owner.kind != "heading":
        return ("row", id(owner.parent)), owner.parent
    line = line_of(place)
    if line is not None:
        lists = place.parent if place.kind != "heading" else line
        return ("line", id(line), id(lists) if lists is not None and lists.below == "topics" else 0), line
    return ("section", id(section)), section


_CHAPTER = re.compile(
    r"\W*(?:\d+\.\d+|第[一二三四五六七八九十\d]+[章节讲课部]|"
    r"(?:chapter|module|unit|part|lesson|section) (?:\d|[ivx]+\b))",
    re.IGNORECASE,
)
_NONE: frozenset[int] = frozenset()


def line_of(place: OutlineNode) -> OutlineNode | None:
    """The line of work that a place belongs to: a bold lead beside others of its stretch, over all up to the next."""
    for above in place.ancestors():
        if above.kind != "heading" or above.is_title:
            continue
        leads = _lines_below(above)
        if len(leads) >= 2:
            if any(c.kind == "heading" and len(_lines_below(c)) == len(leads) for c in above.children):
                return None  # they are the lines of a section beside
            before = [n for n in leads if n.block.line <= place.block.line]
            return before[-1] if before else None
    return None


def _lines_below(heading: OutlineNode) -> list[OutlineNode]:
    known = heading.judged.get("lines")
    if known is False:
        return []
    found = [n for n in heading.walk() if _is_line(n)]
    heading.judged["lines"] = len(found) >= 2
    return found if len(found) >= 2 else []


def _is_line(place: OutlineNode) -> bool:
    known = place.judged.get("line")
    if known is None:
        known = place.kind == "text" and place.leads and width(place.text) <= 80 and bool(_LINE.search(place.text))
        place.judged["line"] = known
    return known


_LINE = re.compile(
    r"任务[一二三四五\d]|核心任务|[主副暗支]线|线】|占?\s*\d+\s*[%％]|\b(?:track|stream|line) [\dA-D]\b", re.IGNORECASE
)


def _leads(
    state: Collected, periods: Periods, calendar: PlanCalendar, places: Sequence[OutlineNode], ids: dict[str, int]
) -> None:
    """Stretches whose own title says what comes first: their works are its steps; without any it is one work."""
    by_line = {line: p for p in reversed(places) for line in p.lines}
    for item in periods.items:
        if item.status is not None or item.start is None or not re.match(r"\W*", item.title):
            continue
        match = signs.LEAD.search(item.title)
        if match is None or match.start() > 3:
            continue
        place = next((by_line[n] for n in reversed(item.lines) if n in by_line), None)
        if place is None:
            continue
        last = item.end_window.latest if item.end_window else item.start + timedelta(days=83)
        begin = (item.start, item.start + timedelta(days=1))
        mine = [
            f
            for f in state.found
            if f.stretch is not None
            and f.stretch.first in begin
            and f.stretch.last == last
            and set(f.work.lines).isdisjoint(item.lines)
        ]
        title = item.title.strip(" 。.")
        for one in mine:
            if one.beside:
                continue
            one.lead, one.key = True, ("lead", item.id)
            head = re.sub(r"^\W*(?:主攻|优先|聚焦|重心[:：]?)\s*", "", title)
            if head and head not in one.work.title:
                sep = "：" if re.search(r"[一-鿿]", head) else ": "
                one.work = one.work.model_copy(update={"title": f"{head}{sep}{one.work.title}"[:160]})
        if not any(f.lead and f.key == ("lead", item.id) for f in mine):
            track = track_of(Item(id="x", group="curriculum", lines=item.lines, title=title), place)
            work = Work(
                id=f"l{item.lines[0]}",
                kind="lead",
                title=title[:160],
                track=track,
                first=_begun(item, calendar),
                last=last,
                lines=item.lines,
            )
            state.found = [f for f in state.found if f.place is not place or place.kind == "heading"]  # it is the lead
            state.found.append(
                FoundWork(work, place, ("lead", item.id), lead=True, stretch=PlanStretch(item.start, last))
            )


def _begun(item: Item, calendar: PlanCalendar) -> date | None:
    """The first day of a period, its boundary day left to the one before."""
    if item.start is None:
        return None
    ends = {s.last for s in calendar.own.values() if s.days > BRIEF_DAYS}
    ends |= {
        i.end
        for i in calendar.periods.items
        if i.end is not None and i.start is not None and (i.end - i.start).days > BRIEF_DAYS
    }
    return item.start + timedelta(days=1) if item.start in ends else item.start


def occasions(cells: Sequence[Cell], ids: dict[str, int]) -> list[Strand]:
    """Dated occasions as one strand, in order of their days."""
    works: list[Work] = []
    for cell in sorted(cells, key=lambda c: (c.day, _rank(c))):
        name = f"o{cell.lines[0] if cell.lines else 0}"
        count = ids[name] = ids.get(name, 0) + 1
        track = track_of(Item(id="x", group="curriculum", lines=cell.lines, title=cell.title), cell.place)
        works.append(
            Work(
                id=name if count == 1 else f"{name}-{count}",
                kind="unit",
                title=cell.title,
                track=track,
                first=cell.day,
                last=cell.last or cell.day,
                days=cell.days,
                occasion=True,
                slots=cell.slots,
                at=cell.at,
                minutes=cell.minutes,
                effort_by="stated" if cell.stated else "assumed",
                lines=cell.lines,
            )
        )
    if not works:
        return []
    return [Strand(id="days", title="", works=tuple(works))]


def _rank(cell: Cell) -> tuple[int, int]:
    order = {"morning": 0, "daytime": 1, "afternoon": 2, "evening": 3}
    return (order.get(cell.slots[0], 1) if cell.slots else 1, cell.lines[0] if cell.lines else 0)


def strand_id(found: Sequence[FoundWork], used: set[str]) -> str:
    """A stable id from the words of the section that the works stand in."""
    one = found[0]
    base = slug((one.section.text if one.section is not None else one.work.title)[:40]) or "work"
    if one.stretch is not None and one.stretch.days < 200:
        rows = cast("tuple[object, ...]", one.key)[0] == "row"
        base = base if rows else f"{one.stretch.first:%m%d}-{base}"
    name, n = base[:60], 2
    while name in used:
        name, n = f"{base[:56]}-{n}", n + 1
    used.add(name)
    return name


def first_day(found: Sequence[FoundWork]) -> date | None:
    return min((f.work.first for f in found if f.work.first is not None), default=None)
