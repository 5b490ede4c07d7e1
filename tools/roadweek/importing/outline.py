"""Each block read in its place: what its headings and leads say about its days, its kind of week and its purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from roadweek.domain.base import Slot, Weekday
from roadweek.domain.plan import Per, SessionPart, TemplateKind
from roadweek.importing import cues
from roadweek.importing.cues import Role
from roadweek.importing.divided import divided
from roadweek.importing.look import find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.tree import Document, MarkdownBlock
from roadweek.understanding.quick import Quick

READ_LIMIT = 2000
"""Characters of one statement that are read for meaning; nobody states a wish further in."""

_LABEL = Quick(
    r"^((?:[^:：。！？!?;；（(]|[（(][^（()）]{0,40}[)）]){1,40}?)\s*"
    # what is no clock time and no address: "Due:2026-05-01" has a label, "8:30" and "https://" have none
    r"(?:[:：](?=(?:19|20)\d\d|[^\d/]|/(?!/)|$)|(?<=[^\d\s])[:：](?=\d+\s*[一-鿿A-Za-z]))\s*(.*)$",
    re.DOTALL,
)
_NUMBERING = Quick(r"^\s*(?:[零一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[.、)]\s)\s*", re.NOFLAG)
_BRACKETS = Quick(r"[（(【\[][^（()）】\]]*[)）】\]]", re.NOFLAG)

_LAST_BRACKET = Quick(r"[（(]([^（()）]{2,24})[)）]\s*$", re.NOFLAG)


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often, as a heading or a lead says it for what stands below."""

    per: Per
    days: tuple[Weekday, ...] = ()
    slots: tuple[Slot, ...] = ()
    times: tuple[int, int] = (1, 1)


@dataclass(eq=False, slots=True)
class OutlineNode:
    """A block with its context. ``lines`` are the block's own."""

    block: MarkdownBlock
    text: str
    label: str
    rest: str
    role: Role
    below: Role
    """The role that it gives to what stands below it."""
    leads: bool
    """Whether it only opens what stands below: a heading, a label, a bold line with a list."""
    cadence: Cadence | None = None
    giver: OutlineNode | None = None
    """Who gave the cadence."""
    template: TemplateKind | None = None
    in_template: bool = False
    week: OutlineNode | None = None
    """The heading or lead that opened the week template it stands in."""
    special: bool = False
    """Whether it is said of a week of another kind (on call, exams)."""
    superseded: bool = False
    drafted: bool = False
    """It stands in an old draft, also where that draft counts."""
    parent: OutlineNode | None = None
    is_title: bool = False
    """Whether it is the document's only top heading: a title says nothing of one section."""
    judged: dict[str, bool] = field(default_factory=dict[str, bool])
    """What its list as a whole was found to name, by the question."""
    parts: tuple[SessionPart, ...] = ()
    """What its own line divides its session into; ``text`` is without them."""
    whole: bool = False
    """Whether all its words were read together: no check looks for lost ones."""
    index: int = 0
    """Its position among its parent's children."""
    children: list[OutlineNode] = field(default_factory=list["OutlineNode"])

    lines: tuple[int, ...] = field(init=False)
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        # asked for at every step of every reader: fields are quicker than properties
        self.lines, self.kind = self.block.lines, self.block.kind

    def ancestors(self) -> Iterator[OutlineNode]:
        place = self.parent
        while place is not None:
            yield place
            place = place.parent

    def walk(self) -> Iterator[OutlineNode]:
        stack = list(reversed(self.children))
        while stack:
            place = stack.pop()
            yield place
            stack.extend(reversed(place.children))


def outline(document: Document) -> list[OutlineNode]:
    """All blocks that hold words, in the document's order, each with its context."""
    places: list[OutlineNode] = []
    _descend(document, places)
    return places


def _title_block(document: Document) -> MarkdownBlock | None:
    """The document's only top heading."""
    tops = [b for b in document.root.children if b.kind == "heading" and b.level == 1]
    return tops[0] if len(tops) == 1 else None


def _whole_role(document: Document) -> Role | None:
    """What the document says of itself where no heading does: a front matter's "2027 goals"."""
    title = document.front.get("title")
    return "output" if isinstance(title, str) and cues.GOALS.search(title) else None


def split_label(text: str) -> tuple[str, str]:
    """``("Output", "a note")`` of "Output: a note"; ``("", text)`` where there is no label."""
    match = _LABEL.match(text)
    return (match[1].strip(), match[2].strip()) if match else ("", text)


def bare(text: str) -> str:
    """``text`` without its numbering and what stands in brackets."""
    return _NUMBERING.sub("", _BRACKETS.sub("", text)).strip(" ：:，,。")


def cadence_of(text: str, within: int = 2) -> Cadence | None:
    """The cadence of a lead (周六（深度）, "Weekdays (Mon-Fri)", 每天只做), begun ``within`` so many characters."""
    head = text.lstrip(" 【[(（0123456789.、)）")
    groups = find_weekdays(head[:80])
    if within > 2 and len(groups) > 1 and len({day for group in groups for day in group.value}) == 7:
        return None  # "How a week is shared (weekdays + weekend):" gives no line below it any of them
    for frequency in find_frequencies(head[:80]):
        value = frequency.value
        named = next((w.value for w in find_weekdays(head[:80]) if w.start >= frequency.end or w.start <= 2), ())
        days = value.days or (named if value.per == "day" else ())
        if frequency.start <= within and (value.per == "day" or days):
            if set(days) == {"SA", "SU"} or len(days) == 1:
                return Cadence("week", days, value.slots)
            return Cadence(value.per, days, value.slots, (value.times.lo, value.times.top))
        if (
            frequency.start <= within
            and value.per == "week"
            and (not re.sub(r"[\W_]", "", text.replace(frequency.text, "")) or lists_wishes(text))
        ):
            return Cadence("week", (), value.slots, (value.times.lo, value.times.top))  # "Weekly:" over a list
        if value.per == "month" and not days and lists_wishes(text):
            return Cadence("month", (), value.slots, (value.times.lo, value.times.top))
    for group in groups:
        if group.start <= within:
            slots: tuple[Slot, ...] = tuple(s.value for s in find_slots(head[group.end : group.end + 8]))
            if len(group.value) == 1 or set(group.value) == {"SA", "SU"}:
                return Cadence("week", group.value, slots)
            return Cadence("day", group.value, slots)
    if bracket := _LAST_BRACKET.search(text):
        inside = find_weekdays(bracket[1])
        if len(inside) == 1 and len(inside[0].text) + 2 >= len(bracket[1].strip()) and width(text) <= 40:
            named_days = inside[0].value  # "A normal day (Mon-Fri)"
            return Cadence("week" if len(named_days) == 1 else "day", named_days)
    parts = find_slots(head[:20])
    if parts and parts[0].start <= within and width(bare(text)) <= 20:
        return Cadence("day", (), tuple(dict.fromkeys(part.value for part in parts)))
    return None


_OF_WISHES = Quick(
    r"\W*(?:[\d.]+\s*)?(?:my\s+|我的)?(?:(?:daily|weekly|monthly|every\s+(?:day|week|month)|everyday|each\s+(?:day|week|month))"
    r"(?:\s+(?:routines?|habits?|tasks?|to-?dos?|activities|actions|rituals?|practices?|chores|things|checklist))?|"
    r"(?:每[天日周月]|每(?:个)?(?:星期|礼拜))(?:要?做?的?(?:任务|习惯|必做|打卡|事项|事情|要做|例行|日常|清单))?)\W*",
)


def lists_wishes(text: str) -> bool:
    """Whether a heading names nothing but how often: "Weekly", "Daily habits", 每日任务."""
    return bool(_OF_WISHES.fullmatch(text))


_RATE_HEAD = Quick(
    (
        r"(?P<week>(?:/|\b(?:per|a|each))\s*week\b|\bweekly\b|[/每][一]?周)|"
        r"(?:/|\b(?:per|a|each))\s*day\b|\bdaily\b|[/每][一]?[天日]"
    ),
)
"""A column that says of its lengths how often they recur: "Hours/Week", 每天用时."""


_BARE = re.compile(r"\d+(?:\s*(?:[-–~]|to|or|到|至|或)\s*\d+)?", re.IGNORECASE)
"""A number without its unit, or a range of such."""


def _row_text(block: MarkdownBlock) -> str:
    """A table row as a sentence; a bare number takes the unit of its column."""
    head = block.parent.cells if block.parent else ()
    parts: list[str] = []
    for position, cell in enumerate(block.cells):
        title = head[position] if position < len(head) else ""
        if _BARE.fullmatch(cell):
            if re.search(r"分钟|\bmin", title, re.IGNORECASE):
                cell = f"{cell} min"
            elif re.search(r"小时|\bhours?\b", title, re.IGNORECASE):
                cell = f"{cell} h"
        if find_durations(cell) and not find_frequencies(cell) and (rate := _RATE_HEAD.search(title)):
            cell = f"{cell} per {'week' if rate['week'] else 'day'}"
        if cell:
            parts.append(cell)
    return " · ".join(parts)


def _place(  # noqa: C901
    block: MarkdownBlock, parent: OutlineNode | None, running: Role | None, *, draft: bool, title: bool = False
) -> OutlineNode:
    text = (_row_text(block) if block.kind == "row" else block.text)[:READ_LIMIT]
    parts: tuple[SessionPart, ...] = ()
    if block.kind in ("item", "text") and (division := divided(text)) is not None:
        text, parts = division
    label, rest = split_label(text)
    inherited: Role = running or (parent.below if parent else "plan")
    opens = bool(block.children) and (
        block.kind == "heading"
        or block.marked.bold
        or not rest
        or text.endswith((":", "："))
        or (block.kind == "item" and width(text) <= 48)
    )
    role = below = inherited
    if block.kind == "heading":
        # a title is about the whole: "Learning path" makes no topic of all that follows, "2027 goals" makes goals
        own = ("output" if cues.GOALS.search(text) else None) if title else cues.heading_role(text)
        if own is None and cues.STEP_HEADING.match(text):
            own = "topics"  # "Level 2: nets" lists what that step of a ladder is about
        below = own or inherited
        if inherited not in cues.SILENT and below in cues.SILENT:
            role = below
    elif block.kind == "text" and cues.OFFER.match(text):
        role = below = "offer"
    elif inherited not in cues.SILENT or inherited == "summary":
        named = label or (text if width(text) <= 40 and (block.children or text.endswith(("？", "?"))) else "")
        own = cues.label_role(named) if named else None
        if (
            own == "method"
            and not label
            and block.kind == "item"
            and not block.marked.bold
            and not text.endswith((":", "："))
        ):
            own = None  # "3. Method" in a list of chapters is one of them
        if own is not None and not (own == "topics" and rest and not block.children):
            below = own
            if own in cues.SILENT or own in ("output", "method", "steps"):
                role = own
        elif (
            opens and text.endswith((":", "：")) and (cues.MAKES.match(text) or cues.GOALS.search(text.rstrip("：: ")))
        ):
            below = "output"  # "Read books:", 要写的文章：
        elif opens and cues.IN_ORDER.search(text):
            below = "topics"
        elif opens and cues.NEGATION.search(text) and text.endswith((":", "：")):
            below = "method"  # "No exercises, only:" tells a way of working
    place = OutlineNode(
        block, text, label, rest, role, below, leads=opens or block.kind in ("heading", "table"), parent=parent
    )
    place.is_title, place.parts = title, parts
    place.superseded = draft or block.marked.struck or bool(parent and parent.superseded)
    if parent:
        place.template, place.in_template, place.week = parent.template, parent.in_template, parent.week
        place.cadence, place.giver, place.special = parent.cadence, parent.giver, parent.special
    if place.leads:
        _lead(place)
    elif cues.WHEN_AWAY.match(text):
        place.template = "trip"
    return place


def _lead(place: OutlineNode) -> None:
    """What a heading or lead says for all that stands below it."""
    text = place.text
    if width(text) <= 80:
        if cues.TRIP.search(text):
            place.template, place.in_template, place.week, place.special = "trip", True, place, False
        elif cues.NORMAL.search(text):
            place.template, place.in_template, place.week, place.special = "normal", True, place, False
        elif cues.SPECIAL.search(text):
            place.template, place.in_template, place.week, place.special = None, False, None, True
        elif cues.TEMPLATE.search(text):
            place.in_template, place.week = True, place
    own = cadence_of(text, 60 if place.kind != "heading" and text.endswith((":", "：")) else 2)
    if place.block.kind == "heading" and own is None and place.parent is not None and place.block.level <= 2:
        place.cadence, place.giver = None, None
    if own is not None:
        before = place.cadence
        if before and own == Cadence("day", (), own.slots) and own.slots and not find_frequencies(text):
            own = replace(before, slots=own.slots)
        if before and before.days and own.per == "day" and not own.days:
            own = replace(own, days=before.days) if len(before.days) > 2 else replace(before, slots=own.slots)
        place.cadence, place.giver = own, place


def _descend(document: Document, places: list[OutlineNode]) -> None:
    """Walk the tree in order without recursion; a summary's, an offer's or a draft's cue reaches its next siblings."""
    stack: list[tuple[MarkdownBlock, OutlineNode | None, Role | None, bool]] = []

    def push(block: MarkdownBlock, place: OutlineNode | None) -> None:
        running: Role | None = None
        draft = False
        entries: list[tuple[MarkdownBlock, OutlineNode | None, Role | None, bool]] = []
        before = 0
        for child in block.children:
            if child.kind in ("heading", "rule") or child.marked.bold:
                running = None
            if draft and child.line - before > 1:
                draft = False
            entries.append((child, place, running, draft))
            if child.kind == "text":
                role = cues.label_role(split_label(child.text)[0] or child.text) if width(child.text) <= 60 else None
                if role in ("summary", "offer"):
                    running = role
                if cues.DRAFT.search(child.text) and width(child.text) <= 60 and not child.children:
                    draft = True
            before = max(child.lines[-1], before) if child.lines else before
        stack.extend(reversed(entries))

    title, whole = _title_block(document), _whole_role(document)
    push(document.root, None)
    while stack:
        block, above, running, draft = stack.pop()
        if block.kind in ("rule", "fence", "front"):
            continue
        place = _place(block, above, running or (whole if above is None else None), draft=draft, title=block is title)
        if place.leads and block.kind in ("heading", "text", "item") and cues.DRAFT.search(place.text):
            place.superseded = True
        if above:
            place.index = len(above.children)
            above.children.append(place)
        places.append(place)
        push(block, place)
