"""The check that nothing of a plan's line was lost: each word that says when, how long or how much is held by a field.

It mirrors ``understanding.coverage``, which does the same for sentences. Only lines of which something is scheduled are
looked at; of a line with several sentences only those that a wish was read from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from roadweek.importing import coverage_signs as signs
from roadweek.importing.coverage_words import LostWord, words_of_place
from roadweek.importing.items import Item
from roadweek.importing.look import find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.dates import DateContext
from roadweek.understanding.others import done_by_others

Lost = Literal["words", "negated", "condition", "elsewhere", "nameless", "others"]
"""Why a wish is not certain: words that could change when it takes place, what is no longer done, what holds in some
case only, what stands in another document, what names no activity, what somebody else does."""
MOST = 400
"""Lines with a wish that are looked at; a file with more is a log and no plan."""
WHEN = frozenset({"day", "often", "slot", "clock", "date", "proviso", "parity"})
"""Kinds of words that could change when something takes place; the others change how long or how much."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """``words`` by item id: what of its line no field holds. ``lost`` by item id: why it is not certain when it takes
    place."""

    words: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, Lost]


def uncovered_words(
    wishes: Sequence[Item], items: Sequence[Item], anchors: Mapping[str, OutlineNode], context: DateContext
) -> Uncovered:
    """What the lines of ``wishes`` say that nothing read of them holds; ``items`` are all items of the document."""
    by_place: dict[int, list[Item]] = {}
    places: dict[int, OutlineNode] = {}
    for wish in wishes:
        place = anchors.get(wish.id)
        if place is not None and not place.superseded and place.kind != "table":
            by_place.setdefault(id(place), []).append(wish)
            places[id(place)] = place
    by_line: dict[int, list[Item]] = {}
    for item in items:
        for line in item.lines:
            by_line.setdefault(line, []).append(item)
    words: dict[str, tuple[str, ...]] = {}
    lost: dict[str, Lost] = {}
    for key in list(by_place)[:MOST]:
        place, mine = places[key], by_place[key]
        beside = {i.id: i for line in place.lines for i in by_line.get(line, ()) if i.status is None}
        holders = {i.id: i for i in (*beside.values(), *mine)}
        found = list(words_of_place(place, mine, list(holders.values()), context))
        _tell(found, place, mine, words, lost)
        for wish in mine:
            if wish.group == "recurring" and (why := _doubted(wish, place, alone=len(mine) == 1)) is not None:
                lost[wish.id] = why
    return Uncovered(words, lost)


def _tell(
    found: Sequence[LostWord],
    place: OutlineNode,
    mine: Sequence[Item],
    words: dict[str, tuple[str, ...]],
    lost: dict[str, Lost],
) -> None:
    """Give each lost word to the wishes of its line: to that of its own clause where one can be told."""
    for piece in sorted(found, key=lambda p: p.start):
        own = [w for w in mine if _near(w, piece, place.text)] or list(mine)
        for wish in own:
            if piece.text not in words.get(wish.id, ()):
                words[wish.id] = (*words.get(wish.id, ()), piece.text)
            if wish.group == "recurring" and piece.kind in WHEN:
                lost[wish.id] = "words"
            elif wish.group == "recurring" and piece.kind == "condition":
                lost[wish.id] = "condition"


def _near(wish: Item, piece: LostWord, text: str) -> bool:
    """Whether a wish's name stands in the clause of a word."""
    start = max((text.rfind(c, 0, piece.start) for c in "，,；;（("), default=-1) + 1
    ends = [at for c in "，,；;" if (at := text.find(c, piece.end)) >= 0]
    clause = text[start : min(ends, default=len(text))]
    return bool(wish.title) and wish.title[:12] in clause


def _doubted(wish: Item, place: OutlineNode, *, alone: bool) -> Lost | None:
    title = wish.title
    if done_by_others(place.text):
        return "others"
    if signs.GONE.search(title) and not re.search(r"^\W*no\.?\s*\d", title, re.IGNORECASE):
        return "negated"
    sized = wish.duration_min is not None or wish.total_min_per_period is not None or wish.at is not None
    if not sized and signs.ELSEWHERE.search(place.text):
        return "elsewhere"
    if alone and title and title in place.text and _hollow(title):
        return "nameless"
    return None


def _hollow(title: str) -> bool:
    """Whether a title that was cut from a line holds no word of an activity."""
    text = title
    for found in sorted(
        (*find_frequencies(title), *find_slots(title), *find_weekdays(title), *find_durations(title)),
        key=lambda f: -f.start,
    ):
        text = text[: found.start] + " " + text[found.end :]
    text = re.sub(rf"(?<!\w){signs.NUMBER_EN}(?!\w)", " ", text, flags=re.IGNORECASE)
    return not signs.HOLLOW.sub("", text)
