"""The line of work that each item belongs to, and the tracks of the whole plan with the words that call them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roadweek.domain.base import Language
from roadweek.domain.plan import Track
from roadweek.importing import cues
from roadweek.importing.fields import BY_ID, ENGINEERING, MAIN, WEAK, Field, fields_in, slug, starts_with_field
from roadweek.importing.items import Item
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode, bare
from roadweek.understanding.quick import Quick

MAIN_TRACK = "main"
_WHOLE_WEEK = Quick(r"周(?:复盘|报|计划|总结)|日计划|复盘|\b(?:week(?:ly)?|daily) (?:plan|review|report|retro)")
"""A review or plan of the whole week belongs to no single field, whatever stands above it."""
_NEAR = 12
_WORDS = re.compile(r"[\w\s&+-]{2,}")
_NO_CALL = re.compile(r"\d|[一的和+&]|为主|方案|结构|版本|只|如何|怎么|模板")


def track_of(item: Item, place: OutlineNode | None) -> str | None:
    """A track's id for ``item``.

    A heading that is nothing but a field's name comes first ("### Maths"), then the item's own words, then those of
    what stands above and beside it, and last a slug of the activity itself.
    """
    title = item.title
    if item.group == "recurring" and MAIN.search(title):
        return MAIN_TRACK
    above = [a for a in place.ancestors() if not a.is_title] if place is not None else []
    own = fields_in(title)
    strong = own and own[0].id not in WEAK
    pure = next((f for a in above[:3] if width(a.text) <= 16 and (f := _pure(bare(a.text))) is not None), None)
    if pure is None and (part := _part_of_a_field(above[:3])) is not None:
        return part if not (strong and starts_with_field(title)) else own[0].id
    if pure is not None and not _WHOLE_WEEK.search(title) and not (strong and starts_with_field(title)):
        return pure.id
    if own and (strong or _WHOLE_WEEK.search(title)):
        return own[0].id
    if place is not None and not own and width(place.text) <= 120:
        own = fields_in(place.text)
    leads = [f for a in above if width(a.text) <= 80 for f in fields_in(a.text)[:1]]
    beside = _beside(place) if place is not None and not own else []
    named = [*own[:1], *leads] if own and own[0].id not in WEAK else [*leads, *beside, *own]
    chosen = next((f for f in named if f.id not in WEAK), None) or next(iter([*own, *named]), None)
    if chosen is not None:
        return chosen.id
    return slug(title) if item.group == "recurring" else None


def _beside(place: OutlineNode) -> list[Field]:
    """The fields that labelled lines name: a purpose in a line of its own tells what "Frequency: daily" is for."""
    if place.leads:
        siblings = place.children
    elif place.parent is not None and cues.FIELD_LABEL.match(place.label):
        siblings = place.parent.children
    else:
        return []
    here = place.block.line
    around = [p for p in siblings[:_NEAR] if abs(p.block.line - here) <= 2 * _NEAR]
    return [f for p in around if p is not place for f in fields_in(p.text)[:1]]


def _pure(text: str) -> Field | None:
    """The field of a heading that says nothing else."""
    named = fields_in(text)
    if len(named) == 1 and (text.lower() in named[0].names or text.lower() in (named[0].zh, named[0].en.lower())):
        return named[0]
    return BY_ID["edge"] if ENGINEERING.match(text) else None


def _part_of_a_field(above: Sequence[OutlineNode]) -> str | None:
    """The track of a heading that is one word of a field and no name of it, as "Statistics" of maths: its own."""
    for place in above:
        text = bare(place.text)
        if place.kind == "heading" and width(text) <= 16 and _WORDS.fullmatch(text) and not _NO_CALL.search(text):
            named = fields_in(text)
            if len(named) == 1 and named[0].id not in WEAK and re.fullmatch(named[0].cue, text, re.IGNORECASE):
                return slug(text)
    return None


def _heading_of(track: str, place: OutlineNode | None) -> str | None:
    """The words of the heading that a track is named after."""
    above = place.ancestors() if place is not None else ()
    return next((bare(a.text) for a in above if a.kind == "heading" and slug(bare(a.text)) == track), None)


def tracks_of(
    items: Sequence[Item], places: Mapping[str, OutlineNode | None], language: Language, used: Sequence[str]
) -> tuple[Track, ...]:
    """The tracks in the order of ``used``, each with its words in both languages and the plan's own."""
    own: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for item in items:
        if item.track is None:
            continue
        words = own.setdefault(item.track, [])
        place = places.get(item.id)
        candidates = [item.title] if item.group == "recurring" else []
        if place is not None:
            above = next((a for a in place.ancestors() if a.kind in ("heading", "item")), None)
            candidates += [bare(above.text)] if above is not None else []
        for text in candidates:
            named = fields_in(text)
            fits = len(named) == 1 and named[0].id == item.track if item.track in BY_ID else text == item.title
            if (
                fits
                and width(text) <= 16
                and _WORDS.fullmatch(text)
                and not _NO_CALL.search(text)
                and text.lower() not in words
            ):
                words.append(text.lower())
        titles.setdefault(item.track, _heading_of(item.track, place) or item.title)
    tracks: list[Track] = []
    for key in dict.fromkeys(used):
        field = BY_ID.get(key)
        if field is not None:
            title = field.zh if language == "zh" else field.en
            names = (*field.names, *(w for w in own.get(key, ()) if w not in field.names))
        elif key == MAIN_TRACK:
            title, names = (
                ("主线", ("主线", "main line", "main work"))
                if language == "zh"
                else ("Main work", ("main work", "main line", "主线"))
            )
        else:
            title = titles.get(key, key)[:60]
            names = tuple(dict.fromkeys([title.lower(), *own.get(key, ())]))
        tracks.append(Track(id=key, title=title, names=tuple(names[:16])))
    return tuple(tracks)
