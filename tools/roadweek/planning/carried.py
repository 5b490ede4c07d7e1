"""The works of an export: a last line says them exactly, with their order, windows and places.

``<!-- rw-works:HASH {…} -->``; HASH is of all that stands above it. Who changes the text takes the line out of force,
and the works are read from the new words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any, Final, cast

from pydantic import ValidationError

from roadweek.domain.plan import Activity, Plan, Track
from roadweek.domain.work import Allowance, Strand, Work

MARK: Final = "<!-- rw-works:"
_LINE = re.compile(r"<!-- rw-works:([0-9a-f]{8}) (\{.*\}) -->\s*$")
LONGEST: Final = 4_000_000
"""Characters of a line that are looked at."""


def with_works(text: str, plan: Plan) -> str:
    """An export with the works of ``plan`` in its last line."""
    places = {name for strand in plan.strands for name in strand.places}
    used = {t for s in plan.strands for t in (s.track, *(w.track for w in s.works)) if t}
    content = {
        "strands": [_plain(s) for s in plan.strands],
        "allowances": [a.model_dump(mode="json", exclude_defaults=True, exclude={"lines"}) for a in plan.allowances],
        "tracks": [t.model_dump(mode="json", exclude_defaults=True) for t in plan.tracks if t.id in used],
        "places": [
            {"id": a.id, "key": _key(a), "slot_for": a.slot_for}
            for a in plan.activities
            if a.id in places or a.slot_for is not None
        ],
    }
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("-->", "--\\u003e")
    return f"{text}{MARK}{_hash(text)} {said} -->\n"


def without_works(text: str) -> tuple[str, dict[str, Any] | None]:
    """The text above the line, and what the line says where nothing above it was changed."""
    at = text.rfind(MARK)
    if at < 0 or (at > 0 and text[at - 1] != "\n") or len(text) - at > LONGEST:
        return text, None
    match = _LINE.fullmatch(text[at:])
    if match is None:
        return text, None
    above = text[:at]
    if match[1] != _hash(above):
        return above, None
    try:
        said: Any = json.loads(match[2])
    except (ValueError, RecursionError):
        return above, None
    return above, cast("dict[str, Any]", said) if isinstance(said, dict) else None


def carried(plan: Plan, said: dict[str, Any], text: str) -> Plan:
    """``plan`` with the works that an export's last line says; as it is where the line is no such thing."""
    try:
        strands = tuple(Strand.model_validate(_placed(s)) for s in said["strands"])
        allowances = tuple(Allowance.model_validate(a) for a in said["allowances"])
        tracks = tuple(Track.model_validate(t) for t in said["tracks"])
        known: list[dict[str, Any]] = list(said["places"])
        ids = _same(known, plan.activities)
        slots = {ids[one["id"]]: one["slot_for"] for one in known if one["id"] in ids}
    except (KeyError, TypeError, ValidationError):
        return plan
    lines = text.split("\n")
    return plan.model_copy(
        update={
            "strands": tuple(
                s.model_copy(
                    update={
                        "places": tuple(ids[p] for p in s.places if p in ids),
                        "works": tuple(w.model_copy(update={"lines": _lines(w, lines)}) for w in s.works),
                    }
                )
                for s in strands
            ),
            "allowances": allowances,
            "tracks": (*plan.tracks, *(t for t in tracks if t.id not in {known.id for known in plan.tracks})),
            "activities": tuple(
                a.model_copy(update={"slot_for": None if (to := slots.get(a.id)) is None else tuple(to)})
                for a in plan.activities
            ),
        }
    )


def _plain(strand: Strand) -> dict[str, Any]:
    said = strand.model_dump(mode="json", exclude_defaults=True, exclude={"works"})
    said["works"] = [w.model_dump(mode="json", exclude_defaults=True, exclude={"lines"}) for w in strand.works]
    return said


def _placed(said: dict[str, Any]) -> dict[str, Any]:
    return {"works": (), **said}


def _key(activity: Activity) -> str:
    """What an activity is told by where its id is another."""
    fields = activity.model_dump(mode="json", include={"title", "track", "days", "per", "first", "template"})
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def _same(places: Sequence[dict[str, Any]], activities: Sequence[Activity]) -> dict[str, str]:
    """By an activity's id in the export its id here: the same, or that of the only one that is told alike."""
    here = {a.id for a in activities}
    by_key: dict[str, list[str]] = {}
    for activity in activities:
        by_key.setdefault(_key(activity), []).append(activity.id)
    found: dict[str, str] = {}
    for place in places:
        alike = by_key.get(place["key"], [])
        if place["id"] in alike or (place["id"] in here and not alike):
            found[place["id"]] = place["id"]
        elif len(alike) == 1:
            found[place["id"]] = alike[0]
    return found


def _lines(work: Work, lines: Sequence[str]) -> tuple[int, ...]:
    """The first line of the export that has a work's words."""
    words = re.split(r"：|: ", work.title)[-1].strip(" .…。")[:40]
    at = next((n for n, line in enumerate(lines, 1) if words and words in line), None)
    return () if at is None else (at,)


def _hash(text: str) -> str:
    return hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()[:8]
