"""Two readings of a living document compared: which item became which, and what was added, removed or changed.

An item is known by its group, its words and what it stands in, never by its line: moving, renumbering or indenting
changes nothing. What is renamed is found by likeness, where the numbers in both names agree ("post 2" is no "post 3").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadweek.views.documents import ChangedItemView, DiffView

ItemDocument = Mapping[str, Any]
"""An item of a reading as JSON-plain data (``Item.to_json``)."""

FIELDS = (
    "kind", "start", "end", "start_window", "end_window", "per", "times", "interval", "nth", "days", "slot", "at",
    "duration_min", "total_min_per_period", "quantity", "strength", "template", "period", "part_of", "track", "list",
    "note", "percent", "options", "optional", "status",
)  # fmt: skip
"""What is compared beside the title. ``period`` and ``part_of`` by the item that they name."""

SAME_PLACE, ANYWHERE = 0.6, 0.85
"""How alike two titles must be (difflib's ratio) to be one item renamed: in one place, or in two."""
RENAMES = 8_000
"""Pairs of titles that are compared for renames; beyond it the documents are different ones."""

_NUMBERING = re.compile(
    r"^(?:第?[零〇一二三四五六七八九十百]+[、.．:：]\s*|\(?\d{1,3}[.)、．](?!\d)\s*|（[一二三四五六七八九十\d]+）\s*)+"
)
_NUMERALS = re.compile(r"\d+|[零〇一二两三四五六七八九十百]+")


@dataclass(frozen=True, slots=True)
class Matching:
    """``same`` pairs (old, new); the rest is on one side only."""

    same: tuple[tuple[ItemDocument, ItemDocument], ...]
    removed: tuple[ItemDocument, ...]
    added: tuple[ItemDocument, ...]

    @property
    def became(self) -> dict[str, str]:
        """Old item ids to new ones."""
        return {old["id"]: new["id"] for old, new in self.same}


def plain(title: str) -> str:
    """A title as it is compared: no numbering before it, no case, no punctuation, no spaces."""
    text = unicodedata.normalize("NFKC", _NUMBERING.sub("", title)).casefold()
    kept = "".join(c for c in text if c.isalnum())
    return kept or text.strip()


def match(old: Sequence[ItemDocument], new: Sequence[ItemDocument]) -> Matching:
    """Which item of ``old`` is which of ``new``. Periods first, because the others stand in them."""
    same: list[tuple[ItemDocument, ItemDocument]] = []
    removed: list[ItemDocument] = []
    added: list[ItemDocument] = []
    canonical: dict[str, str] = {}
    groups = dict.fromkeys([item["group"] for item in (*old, *new)])
    for group in sorted(groups, key=lambda name: name != "periods"):
        left = [item for item in old if item["group"] == group]
        right = [item for item in new if item["group"] == group]
        pairs, left, right = _pairs(left, right, _Contexts(old, new, canonical))
        if group == "periods":
            canonical.update({b["id"]: a["id"] for a, b in pairs})
        same += pairs
        removed += left
        added += right
    return Matching(tuple(same), tuple(removed), tuple(added))


class _Contexts:
    """What an item stands in, said in words that hold for both sides."""

    def __init__(self, old: Sequence[ItemDocument], new: Sequence[ItemDocument], canonical: Mapping[str, str]) -> None:
        self.sides = [{item["id"]: str(item.get("title", "")) for item in side} for side in (old, new)]
        self.canonical = canonical

    def period(self, item: ItemDocument, side: int) -> str:
        """The period an item stands in: of the new side the old one that it was, where there was one."""
        name: str | None = item.get("period")
        if name is None:
            return ""
        if item["group"] == "periods":  # they are matched by their words
            return plain(self.sides[side].get(name, ""))
        return name if side == 0 else self.canonical.get(name, f"new {name}")

    def whole(self, item: ItemDocument, side: int) -> str:
        return plain(self.sides[side].get(item.get("part_of") or "", ""))

    def of(self, item: ItemDocument, side: int) -> tuple[object, ...]:
        more = plain(item.get("list") or ""), self.whole(item, side), item.get("template"), item.get("kind")
        return (self.period(item, side), *more)

    def fields(self, item: ItemDocument, side: int) -> dict[str, Any]:
        """The fields that are compared, references said in common words."""
        found = {name: item.get(name) for name in FIELDS}
        found["period"] = self.period(item, side) or None
        found["part_of"] = self.whole(item, side) or None
        return found


ItemPairs = list[tuple[ItemDocument, ItemDocument]]


def _pairs(
    left: list[ItemDocument], right: list[ItemDocument], contexts: _Contexts
) -> tuple[ItemPairs, list[ItemDocument], list[ItemDocument]]:
    pairs: ItemPairs = []
    for with_context in (True, False):
        found, left, right = _by_key(left, right, contexts, with_context=with_context)
        pairs += found
    found, left, right = _renamed(left, right, contexts)
    return [*pairs, *found], left, right


def _by_key(
    left: list[ItemDocument], right: list[ItemDocument], contexts: _Contexts, *, with_context: bool
) -> tuple[ItemPairs, list[ItemDocument], list[ItemDocument]]:
    """Items of one title (and context); of several that share it the most alike ones, else in their order."""

    def key(item: ItemDocument, side: int) -> tuple[object, ...]:
        title = plain(item.get("title", ""))
        return (title, *contexts.of(item, side)) if with_context else (title,)

    there: dict[tuple[object, ...], list[ItemDocument]] = {}
    for item in right:
        there.setdefault(key(item, 1), []).append(item)
    pairs: ItemPairs = []
    rest: list[ItemDocument] = []
    buckets: dict[tuple[object, ...], list[ItemDocument]] = {}
    for item in left:
        buckets.setdefault(key(item, 0), []).append(item)
    for name, mine in buckets.items():
        theirs = there.get(name, [])
        if len(mine) > 1 or len(theirs) > 1:
            mine, exact = _equal_first(mine, theirs, contexts)
            pairs += exact
        for item in mine:
            if theirs:
                pairs.append((item, theirs.pop(0)))
            else:
                rest.append(item)
    taken = {id(b) for _, b in pairs}
    return pairs, rest, [item for item in right if id(item) not in taken]


def _equal_first(
    mine: list[ItemDocument], theirs: list[ItemDocument], contexts: _Contexts
) -> tuple[list[ItemDocument], ItemPairs]:
    """Take the pairs whose fields are all equal out of ``mine`` and ``theirs``."""
    pairs: ItemPairs = []
    rest: list[ItemDocument] = []
    known: dict[str, list[ItemDocument]] = {}
    for item in theirs:
        known.setdefault(repr(contexts.fields(item, 1)), []).append(item)
    for item in mine:
        equal = known.get(repr(contexts.fields(item, 0)))
        if equal:
            found = equal.pop(0)
            theirs[:] = [other for other in theirs if other is not found]
            pairs.append((item, found))
        else:
            rest.append(item)
    return rest, pairs


def _renamed(
    left: list[ItemDocument], right: list[ItemDocument], contexts: _Contexts
) -> tuple[ItemPairs, list[ItemDocument], list[ItemDocument]]:
    from difflib import SequenceMatcher

    if len(left) * len(right) > RENAMES:
        return [], left, right
    words = [plain(item.get("title", "")) for item in right]
    numbers = [_numerals(item) for item in right]
    places = [contexts.of(item, 1) for item in right]
    candidates: list[tuple[float, int, int]] = []
    matcher = SequenceMatcher(autojunk=False)
    for a, item in enumerate(left):
        matcher.set_seq2(plain(item.get("title", "")))
        mine, place = _numerals(item), contexts.of(item, 0)
        for b, word in enumerate(words):
            if numbers[b] != mine:
                continue
            wanted = SAME_PLACE if places[b] == place else ANYWHERE
            matcher.set_seq1(word)
            if matcher.real_quick_ratio() >= wanted and matcher.quick_ratio() >= wanted:
                ratio = matcher.ratio()
                if ratio >= wanted:
                    candidates.append((ratio, a, b))
    pairs: ItemPairs = []
    gone: set[int] = set()
    come: set[int] = set()
    for _, a, b in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if a not in gone and b not in come:
            gone.add(a)
            come.add(b)
            pairs.append((left[a], right[b]))
    return (
        pairs,
        [item for n, item in enumerate(left) if n not in gone],
        [item for n, item in enumerate(right) if n not in come],
    )


def _numerals(item: ItemDocument) -> Counter[str]:
    return Counter(_NUMERALS.findall(_NUMBERING.sub("", item.get("title", ""))))


def difference(old: Sequence[ItemDocument], new: Sequence[ItemDocument], *, against: int | None) -> DiffView:
    """What a person did to the document between two readings; lines that only moved are left out.

    ``against`` is the version that ``old`` was read for. A changed item tells its fields old and new.
    """
    matching = match(old, new)
    contexts = _Contexts(old, new, {b["id"]: a["id"] for a, b in matching.same if a["group"] == "periods"})
    changed = [view for pair in matching.same if (view := _changed(*pair, contexts)) is not None]
    return {
        "against": against,
        "added": [dict(item) for item in _in_order(matching.added)],
        "removed": [dict(item) for item in _in_order(matching.removed)],
        "changed": sorted(changed, key=lambda view: view["lines"]),
    }


def _in_order(items: Iterable[ItemDocument]) -> list[ItemDocument]:
    return sorted(items, key=lambda item: (item["lines"], item["id"]))


def _changed(old: ItemDocument, new: ItemDocument, contexts: _Contexts) -> ChangedItemView | None:
    before, after = contexts.fields(old, 0), contexts.fields(new, 1)
    names = [name for name in FIELDS if before[name] != after[name]]
    for end in ("start", "end"):
        if end in names and f"{end}_window" in names:  # the window says no more than the day does
            names.remove(f"{end}_window")
    fields: dict[str, Any] = {}
    if plain(old.get("title", "")) != plain(new.get("title", "")):
        fields["title"] = {"old": old.get("title"), "new": new.get("title")}
    for name in names:
        values: list[Any] = [old.get(name), new.get(name)]
        if name in ("period", "part_of"):
            values = [side.get(value) for side, value in zip(contexts.sides, values, strict=True)]
        fields[name] = {"old": values[0], "new": values[1]}
    if not fields:
        return None
    return {
        "group": new["group"],
        "title": new.get("title", ""),
        "lines": list(new["lines"]),
        "was_lines": list(old["lines"]),
        "fields": fields,
    }
