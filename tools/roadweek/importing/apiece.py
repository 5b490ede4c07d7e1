"""A length that is said of each of what is counted: "2 chapters a week, 90 min each" are two sittings of 90 minutes."""

from __future__ import annotations

from collections.abc import Mapping

from roadweek.importing.items import Pair, Quantity
from roadweek.importing.look import find_durations

MOST = {"day": 3, "week": 7, "month": 12}
"""More of them in a day, week or month are no sittings of their own; what is said of each is told then."""


def apiece(numbers: Mapping[str, object], text: str) -> dict[str, object]:
    """The fields of a wish, with as many occasions as things where its length is one thing's."""
    found = dict(numbers)
    counted, per = found.get("quantity"), str(found.get("per"))
    if not isinstance(counted, Quantity) or found.get("times") != (1, 1) or found.get("nth"):
        return found
    if not 1 < (counted.max or 0) <= MOST.get(per, 0) or not _of_each(text, counted.unit.lower()):
        return found
    length = found.get("duration_min") or found.get("total_min_per_period")
    times: Pair = (counted.min or counted.max or 1, counted.max)
    return {**found, "times": times, "duration_min": length, "total_min_per_period": None}


def without_each(title: str, unit: str) -> str:
    """A title without the words that said so: 读2章，每章 is 读2章."""
    one = _one(unit.lower())
    bare = title.rstrip(" ,，、:：")
    for words in (f"每{unit}", "每个", "各", f"per {one}", f"each {one}", f"a {one}", "each", "apiece"):
        cut = bare.lower().removesuffix(words)
        if cut != bare.lower() and cut.rstrip()[-1:] in ",，、;；":
            return bare[: len(cut)].rstrip(" ,，、;；")
    return title


def _of_each(text: str, unit: str) -> bool:
    one = _one(unit)
    for found in find_durations(text):
        before = text[: found.start].lower().rstrip(" :：约~≈").removesuffix("about").removesuffix("大").rstrip()
        after = text[found.end :].lower().lstrip()
        of_one = (f"each {one}", f"every {one}", f"per {one}")
        if before.endswith((*of_one, f"每{unit}", f"一{unit}", "每个", "各", " each")):
            return True
        if after.startswith((*of_one, "each", "apiece", "for each", f"a {one}", f"一{unit}", f"/{one}")):
            return True
    return False


def _one(unit: str) -> str:
    """The singular of an English unit."""
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit.removesuffix("s") if unit.isascii() else unit
