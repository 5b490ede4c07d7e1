"""Decisions: questions that the plan leaves open, with their options and the window they fall in."""

from __future__ import annotations

import re

from roadweek.importing import cues
from roadweek.importing.items import Item
from roadweek.importing.look import find_ranges
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods
from roadweek.importing.wishes import Recurring
from roadweek.understanding.dates import DateContext, DateRange
from roadweek.understanding.quick import Quick

_BRANCH = Quick(r"^\W*(?:第[一二三四五]种|如果|若|option\s*[a-e\d]|if\b|[A-D][.)、:：]|选项|方案)")
_ALTERNATIVES = re.compile(r"\s*(?:还是|或者?|，或|\bor\b|\bversus\b|\bvs\.?)\s*", re.IGNORECASE)
_ASKS = Quick(r"[?？]|要不要|是否|还是|\b(?:or|vs\.?|versus|whether|which|if)\b")
_OPEN_SECTION = Quick(
    r"待定|未决|没定|还没定|未定的|开放问题|没想好|未定|^\W*open\W*$|\bopen (?:questions?|decisions?|points?|"
    r"issues?|ends?)\b|\bundecided\b|\bto decide\b|\bdecisions?\b",
)

_UNSETTLED = Quick(
    r"\b(?:need|have|want) to (?:re-?think|decide|figure out|work out|see|consider|think about) (?:if|whether|which)\b|"
    r"\bnot (?:yet )?(?:sure|decided) (?:if|whether|which)\b|\b(?:haven'?t|not yet) decided\b|"
    r"还没(?:想好|决定)|没想好|纠结|犹豫(?!不决的人)"
)
_IF_NOT = Quick(r"\bif (?:i|we|it|they|that)\b[^.;]{3,100}[.;]\s*if (?:not|i don'?t|they don'?t|it doesn'?t)\b")
_EITHER_WAY = Quick(
    r"(?:^\W*|[.!?]\s+)whether\b[^.?!]{3,200},\s*(?:then )?(?:i|we|you|it|they|he|she|this|that|there|my|the|your)\b|"
    r"\bwhether (?:or not )?[^.?!,]{0,60}\bor not\b,|(?:不管|无论|不论).{0,12}(?:是否|还是|要不要)"
)
"""Of "Whether it rains or not, I run" nothing is left open."""
_TOLD = Quick(r"\b(?:should|could|would) (?:i|we) have\b|(?:以前|当时|当初|曾经?|那时).{0,16}(?:要不要|是否|还是)")
"""A choice of the past is told and no more open."""
_ASIDE = Quick(r"[（(][^（()）]*[)）]", re.NOFLAG)
_POSTSCRIPT = Quick(r"\W*(?:附|补充|后记|备注|注|P\.?S\.?|note)\s*[:：]")
_EMPTY_ROW = Quick(r"(?:\W|TBD|TBA|n/?a|待定)*$")
"""A row of a table that is still to be filled in."""
_DECIDED_IN = Quick(r"\s*[（(][^（()）]*(?:decide|决定)[^（()）]*[)）]", re.NOFLAG)
_DECIDE_BY = Quick(r"(?:\bdecide|\bdecided|决定|定下来)[^（()）]{0,40}|[^（()），,]{0,16}(?:前|之前)?(?:再)?决定")
_PICK_ONE = Quick(r"任选其一|二选一|\b(?:choose|pick) one\b")


def read_decisions(places: list[OutlineNode], periods: Periods, recurring: Recurring) -> list[Item]:
    """All open questions; their branches stand in the same item."""
    items: list[Item] = []
    branches: set[int] = set()
    for position, place in enumerate(places):
        if id(place) in branches or place.kind in ("table",) or id(place) in recurring.taken:
            continue
        if place.role in cues.SILENT or cues.ASIDE_QUOTE.match(place.text):
            continue
        if not _open(place):
            continue
        lines = list(place.lines)
        options: list[str] = []
        below = place.children if place.leads else _following(places, position)
        for child in below:
            if place.kind == "heading" and child.kind != "item":
                continue
            if place.leads or _BRANCH.match(child.text):
                options.append(re.sub(r"^(?:或者?|or)\s+", "", child.text)[:120])
                branches.add(id(child))
                lines += child.lines
            else:
                break
        if not options:
            options = _inline(place.text)
        holder = periods.opened.get(id(place)) or periods.of(place)
        if holder is not None and holder.kind == "horizon":
            holder = None
        due = _due(place, periods)
        items.append(
            Item(
                id=f"q{place.block.line}",
                group="decisions",
                lines=tuple(sorted(lines)),
                title=_DECIDED_IN.sub("", place.text)[:160],
                start_window=due.start if due else holder.start_window if holder else None,
                end_window=due.end if due else holder.end_window if holder else None,
                period=holder.id if holder else None,
                options=tuple(options) or None,
                status="superseded" if place.superseded else None,
            )
        )
    return items


def _due(place: OutlineNode, periods: Periods) -> DateRange | None:
    """ "(decide in December)": when the choice itself is due."""
    match = _DECIDE_BY.search(place.text)
    if not match:
        return None
    found = [f for f in find_ranges(match[0], periods.context) if not f.value.year_open]
    return found[0].value if found else None


def _open(place: OutlineNode) -> bool:
    text = place.text
    if place.parent is not None and place.parent.kind == "heading" and _OPEN_SECTION.search(place.parent.text):
        if any(f.value.start and f.value.end for f in find_ranges(text, DateContext(year=2000))) and not _ASKS.search(
            _ASIDE.sub("", text)
        ):
            return False
        if _POSTSCRIPT.match(text):
            return False
        return place.kind == "item" or (place.kind == "text" and (bool(_ASKS.search(text)) or width(text) <= 60))
    if place.kind == "heading":
        return _PICK_ONE.search(text) is not None
    if place.kind == "row" and _EMPTY_ROW.match(text):
        return False
    if _UNSETTLED.search(text) or _IF_NOT.search(text):
        return True
    if (
        not cues.DECISION.search(text)
        or _TOLD.search(text)
        or (_EITHER_WAY.search(text) and not any(sign in text for sign in "?？"))
    ):
        return False
    if cues.TO_DECIDE.search(text) or re.search(r"分[两二三四]种", text):
        return True
    # a question alone may be rhetoric: it must ask for a choice
    return bool(re.search(r"[?？]|是啥|选哪|去哪", text)) and bool(
        re.search(r"选哪|哪个|去哪|还是|要不要|\bwhich\b|\bor\b", text, re.IGNORECASE)
    )


def _following(places: list[OutlineNode], position: int) -> list[OutlineNode]:
    """The places that stand right below as its siblings."""
    here = places[position]
    result: list[OutlineNode] = []
    for place in places[position + 1 : position + 8]:
        if place.parent is not here.parent or place.kind == "heading":
            break
        result.append(place)
    return result


def _inline(text: str) -> list[str]:
    """ "A or B?" within the sentence itself."""
    text = re.sub(r"[（(][^（()）]*[)）]\s*$", "", text)
    text = re.sub(r"^\W*whether to\s+", "", text, flags=re.IGNORECASE)
    match = re.search(r"[:：]\s*(.+)$", text)
    scope = (match[1] if match else text).rstrip("?？。. ")
    parts = [p.strip(" ，,") for p in _ALTERNATIVES.split(scope)]
    return [p[:80] for p in parts if p] if 2 <= len(parts) <= 4 and all(0 < len(p) <= 60 for p in parts) else []
