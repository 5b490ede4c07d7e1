"""The line of work that each item belongs to, and the tracks of the whole plan with the words that call them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roadweek.domain.base import Language
from roadweek.domain.plan import Track
from roadweek.importing.fields import BY_ID, MAIN, WEAK, fields_in, mode_of, slug
from roadweek.importing.items import Item
from roadweek.importing.markup import width
from roadweek.importing.outline import Place, bare, split_label

MAIN_TRACK = "main"
_NO_NAME = re.compile(r"[\d\s:：~～–-]+|.*(?:template|week|weekend|daily|monday|saturday|sunday|工作日|周[一二三四五六日末]|每[天日周]|模板|计划|阶段|目标|里程碑|milestones?|plan|phase|goals?|任务|tasks?|output|产出).*", re.IGNORECASE)


def track_of(item: Item, place: Place | None) -> str | None:
    """A track's id for ``item``: by its own words, then by what stands above it, else a slug of the nearest heading."""
    title = item.title
    if item.group == "recurring" and MAIN.search(title):
        return MAIN_TRACK
    own = fields_in(title)
    if own and not (own[0].id in WEAK and mode_of(title) in ("recall", "redo")):
        return own[0].id
    if place is None:
        return own[0].id if own else None
    said = fields_in(place.text) if place.kind in ("item", "text", "row") and width(place.text) <= 120 else []
    if said and said[0].id not in WEAK:
        return said[0].id
    for above in place.ancestors():
        named = fields_in(above.text) if width(above.text) <= 80 else []
        if named and (named[0].id not in WEAK or not own):
            return named[0].id
    if own or said:
        return (own or said)[0].id
    if item.group != "recurring":
        return None
    for text in (title, *(bare(split_label(a.text)[0] or a.text) for a in place.ancestors() if a.kind != "text")):
        if text and not _NO_NAME.fullmatch(text) and width(text) <= 40:
            return slug(text)
    return slug(title)


def tracks_of(items: Sequence[Item], places: Mapping[str, Place | None], language: Language, used: Sequence[str]) -> tuple[Track, ...]:
    """The tracks that the plan names, in the order of ``used``, each with its words in both languages and the plan's own."""
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
            if fits and width(text) <= 20 and len(text) > 1 and not re.search(r"\d", text) and text.lower() not in words:
                words.append(text.lower())
        titles.setdefault(item.track, item.title)
    tracks: list[Track] = []
    for key in dict.fromkeys(used):
        field = BY_ID.get(key)
        if field is not None:
            title = field.zh if language == "zh" else field.en
            names = (*field.names, *(w for w in own.get(key, ()) if w not in field.names))
        elif key == MAIN_TRACK:
            title, names = ("主线", ("主线", "main line", "main work")) if language == "zh" else ("Main work", ("main work", "main line", "主线"))
        else:
            title = titles.get(key, key)[:60]
            names = tuple(dict.fromkeys([title.lower(), *own.get(key, ())]))
        tracks.append(Track(id=key, title=title, names=tuple(names[:16])))
    return tuple(tracks)
