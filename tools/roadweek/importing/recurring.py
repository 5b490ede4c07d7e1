"""Recurring wishes: what the plan wants again each day, week or lesson, with the numbers that headings, leads and labels give."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from roadweek.domain.base import Slot, Weekday
from roadweek.domain.plan import Per
from roadweek.importing import cues
from roadweek.importing.items import Item, Pair, pair
from roadweek.importing.markup import width
from roadweek.importing.outline import Cadence, Place, split_label
from roadweek.importing.periods import Periods
from roadweek.importing.segments import Piece, mask, piece, pieces
from roadweek.importing.segments import quantity as quantity_in
from roadweek.language.amounts import find_durations
from roadweek.language.dates import find_dates
from roadweek.language.recurrence import find_frequencies, find_slots, find_weekdays
from roadweek.language.strength import read_strength

_FILLER = re.compile(
    r"^(?:同时|然后|并且|左右|1 次|一次|(?:one|an?)\s|再|或者?|在|用|于|投入|花|执行|进行|开启|争取|需要|\W)+|(?:左右|进行|投入|于|在|需要|制定|\s|[，,]?\s*分[一二两三四五\d]+(?:段|部分|块)|,?\s*in \w+ parts)+$"
)
"""Words around an activity that name nothing, left over once its numbers are taken out."""
_LEFT_OVER = re.compile(
    r"[\s:：,，.。;；()（）【】\[\]、/|·*+\-–—~～\d]|只做|投入|每次|左右|大约|about|only|just|一次|次|of|for|at|on|in|the",
    re.IGNORECASE,
)
_HABIT_SLOT = re.compile(
    r"^\W*(?:白天|早上|早晨|上午|下午|晚上|每晚|睡前|午休|碎片时间|mornings?|evenings?|daytime|nights?)", re.IGNORECASE
)
_ALLOWS = re.compile(r"允许|可以少|可以不|不用|allowed|may skip|can skip|less on", re.IGNORECASE)
_APPROX_NO_WISH = re.compile(r"不应该|我觉得|其实|对吗", re.IGNORECASE)


@dataclass(slots=True)
class Recurring:
    """The wishes found, and which places took part in which."""

    periods: Periods
    items: list[Item] = field(default_factory=lambda: [])
    counts: dict[int, int] = field(default_factory=lambda: {})
    taken: dict[int, Item] = field(default_factory=lambda: {})
    """By ``id`` of the place."""
    anchors: dict[str, Place] = field(default_factory=lambda: {})
    """By id of the item, the place that states it."""


def read_recurring(places: list[Place], periods: Periods) -> Recurring:
    """All recurring wishes in the document's order."""
    state = Recurring(periods)
    for place in places:
        if place.role in cues.SILENT or place.kind == "table" or id(place) in state.taken or id(place) in periods.used:
            continue
        if cues.ASIDE_QUOTE.match(place.text) or _APPROX_NO_WISH.search(place.text[:40]):
            continue
        if place.label and cues.ANSWER.match(place.label):
            _answer(place, state)
        elif place.leads:
            _lead(place, state)
        else:
            _leaf(place, state)
    return state


def _numbers(part: Piece, cadence: Cadence | None) -> dict[str, object] | None:
    """The fields of a wish; None where nothing says how often."""
    frequency = part.frequency
    per: Per
    days: tuple[Weekday, ...] = part.days
    slots: list[Slot] = list(part.slots)
    times: Pair = (1, 1)
    if frequency is not None:
        per = frequency.per
        times = (frequency.times.lo, frequency.times.top)
        if cadence and not days and per == "day" and cadence.per == "day":
            days = cadence.days
        elif cadence and per == "week" and not days and part.times is None and cadence.per == "week":
            days = cadence.days
    elif days:
        weekend = set(days) == {"SA", "SU"}
        per, times = ("day", (1, 1)) if len(days) == 5 else ("week", (1, 1) if weekend else (len(days), len(days)))
    elif cadence is not None:
        per, days, times = cadence.per, cadence.days, cadence.times
        slots = slots or list(cadence.slots)
    else:
        return None
    if part.times and times == (1, 1) and per in ("week", "month") and frequency is None:
        times = part.times
    length: Pair | None = None
    total: Pair | None = None
    if part.durations:
        first = part.durations[0]
        value = pair(first.value)
        if part.whole_unit():
            total = (first.value.lo, None if part.at_least and first.value.lo == first.value.hi else first.value.hi)
        else:
            length = value
    return {
        "per": per,
        "times": times,
        "days": days or None,
        "slot": tuple(slots) or None,
        "duration_min": length,
        "total_min_per_period": total,
        "quantity": part.quantity,
    }


def _left(text: str) -> str:
    """What a piece says besides its numbers: the activity."""
    spans = [(f.start, f.end) for f in find_durations(text)]
    spans += [(f.start, f.end) for f in find_frequencies(text) if not re.fullmatch(r"(?i)daily|weekly|monthly", f.text)]
    spans += [(f.start, f.end) for f in find_weekdays(text)] + [(f.start, f.end) for f in find_slots(text)]
    kept = "".join(c for n, c in enumerate(text) if not any(a <= n < b for a, b in spans))
    return kept


def name_of(text: str) -> str:
    """The activity's name in ``text``, empty where only numbers stand there."""
    label, rest = split_label(text)
    if (
        label
        and rest
        and (cues.GENERIC_LABEL.match(label) or cues.label_role(label) or not _LEFT_OVER.sub("", _left(label)))
    ):
        text = rest
    kept = _left(text)
    if len(_LEFT_OVER.sub("", kept)) < 2:
        return ""
    kept = re.sub(r"[（(]\s*[,，、]?\s*[)）]|[‘'“\"]\s*[’'”\"]", "", kept)
    kept = re.sub(
        r"[（(]\s*(?:强制|必做|可选[^)）]*|mandatory|optional|must)\s*[)）]|\b(?:mandatory|should be|takes)\b|雷打不动",
        "",
        kept,
    )
    kept = re.sub(r"\s+(?=[,，.;；）)])|(?<=[\u4e00-\u9fff（])\s+(?=[\u4e00-\u9fff（])", "", kept)
    kept = re.sub(r"^\W*(?:on|in|at) the\b|\b(?:on|in|at) the\s*(?=$|[,.;])", "", kept)
    kept = re.sub(r"^[\s:：,，.。;；、/|·+\-–—~～]+|[\s:：,，;；、/|·+\-–—~～（(]+$", "", kept)
    if width(kept) > 48:
        clauses = [c.strip() for c in re.split(r"[，,。；;]|\s{2,}", kept)]
        kept = next((c for c in clauses if width(c) >= 6), kept)
    kept = re.sub(r"[（(][^（()）]*$", "", re.sub(r"\s{2,}", " ", kept))
    kept = _FILLER.sub("", kept).strip(" ，,。.；;：:、")
    if kept.count("“") != kept.count("”"):
        kept = kept.replace("“", "").replace("”", "")
    return kept[:80].strip() if len(_LEFT_OVER.sub("", kept)) >= 2 else ""


def _add(
    state: Recurring, place: Place, lines: tuple[int, ...], title: str, numbers: dict[str, object], text: str
) -> Item:
    first = min(lines)
    count = state.counts[first] = state.counts.get(first, 0) + 1
    key = f"r{first}" if count == 1 else f"r{first}-{count}"
    strength = read_strength(text)
    holder = state.periods.opened.get(id(place)) or state.periods.of(place)
    item = Item.model_validate(
        {
            "id": key,
            "group": "recurring",
            "lines": tuple(sorted(set(lines))),
            "title": title,
            "strength": strength,
            "template": place.template or ("normal" if place.in_template else None),
            "kind": "template" if place.in_template else None,
            "period": holder.id if holder else None,
            "status": "superseded" if place.superseded else None,
            **numbers,
        }
    )
    state.items.append(item)
    state.taken.setdefault(id(place), item)
    state.anchors[key] = place
    return item


def _context_title(place: Place) -> str:
    """The name of what stands above: the nearest lead that is no bare cadence or label."""
    for above in place.ancestors():
        label, rest = split_label(above.text)
        if label and not rest and cues.GENERIC_LABEL.match(label):
            continue
        name = name_of(above.text)
        if name:
            return name
    return place.text[:80]


def _giver_lines(place: Place) -> tuple[int, ...]:
    """The lines of the heading or lead whose cadence the place uses, where it is near."""
    return place.giver.lines if place.giver is not None and place.giver is not place else ()


def _answer(place: Place, state: Recurring) -> None:
    """A question in a heading, answered below: "Report on Sunday or Monday?" - "Answer: Sunday evening." """
    part = piece(place.rest, 0, next((f.value for f in find_frequencies(place.rest)), None))
    numbers = _numbers(part, None)
    asked = place.parent
    if numbers is None or asked is None:
        return
    title = split_label(asked.text)[0] or asked.text
    title = re.sub(r"^[\d.、\s]+", "", title)
    _add(state, place, asked.lines + place.lines, title, numbers, place.text)


def _lead(place: Place, state: Recurring) -> None:
    """A heading or lead with a length is itself a wish (a whole); with labelled numbers below it, they are its numbers."""
    text = place.text
    durations = find_durations(text)
    frequencies = find_frequencies(mask(text))
    own_days = bool(find_weekdays(mask(text)))
    in_bare_label = place.kind != "heading"
    if durations and (frequencies or own_days or (place.cadence and in_bare_label)):
        if place.kind == "heading" and not frequencies and not own_days:
            return
        _whole(place, state)
        return
    fields = [c for c in place.children if c.label and cues.FIELD_LABEL.match(c.label) and c.rest]
    if fields and (frequencies or own_days):
        _labelled(place, fields, state)


def _whole(place: Place, state: Recurring) -> None:
    part = pieces(place.text)[0]
    numbers = _numbers(part, place.cadence)
    if numbers is None:
        return
    lines = list(place.lines)
    if not part.frequency and not find_weekdays(mask(place.text)):
        lines += _giver_lines(place)
    elif place.cadence and place.giver is not place and numbers["days"] == place.cadence.days and place.cadence.days:
        lines += _giver_lines(place)
    timed = [c for c in place.children if find_durations(c.text) or find_frequencies(c.text)]
    title = name_of(place.text)
    text = place.text
    joined: list[Place] = []
    if not title and not timed and place.children:
        joined = [c for c in place.children if c.kind in ("item", "text")]
        title = "；".join(c.text for c in joined[:3])
        text += " " + " ".join(c.text for c in joined)
        for child in joined:
            lines += child.lines
    item = _add(state, place, tuple(lines), title or _context_title(place), numbers, text)
    for child in joined:
        state.taken[id(child)] = item


def _labelled(place: Place, fields: list[Place], state: Recurring) -> None:
    """Frequency in the title, time and length in labelled lines below it, a quantity in its steps."""
    part = pieces(place.text)[0]
    lines = list(place.lines)
    merged: dict[str, object] = _numbers(part, place.cadence) or {}
    for child in fields:
        _field(child, merged)
        lines += child.lines
    if merged.get("quantity") is None:
        for step in place.walk():
            found = quantity_in(step.text) if step.role == "steps" or step.below == "steps" else None
            if found:
                merged["quantity"] = found
                lines += step.lines
                break
    if merged.get("per") == "week" and merged.get("days") and merged.get("times") == (1, 1):
        days = merged["days"]
        merged["times"] = (len(days), len(days)) if isinstance(days, tuple) and len(days) not in (2, 7) else (1, 1)
    if "per" not in merged:
        return
    item = _add(state, place, tuple(lines), name_of(place.text) or place.text[:80], merged, place.text)
    for child in fields:
        state.taken[id(child)] = item


def _field(child: Place, merged: dict[str, object]) -> None:
    """What one labelled line says of the activity above it; of a time, only its first clause: the rest explains."""
    if cues.LENGTH_LABEL.search(child.label):
        found = find_durations(child.rest)
        if found:
            merged["duration_min"] = pair(found[0].value)
        return
    text = child.rest if cues.RATE_LABEL.search(child.label) else re.split(r"[，,。；;]", child.rest)[0]
    said = pieces(text)[0]
    got = _numbers(said, None)
    if got is None:
        if said.slots:
            merged["slot"] = said.slots
        if said.durations:
            merged["duration_min"] = pair(said.durations[0].value)
        return
    for key, value in got.items():
        if value is not None and not (key == "times" and value == (1, 1) and "times" in merged):
            merged[key] = value


def _day_scope(place: Place) -> bool:
    """Whether a plain bullet stands right under a day of the week, with nothing but labels between."""
    giver = place.giver
    if giver is None or place.cadence is None or not (place.cadence.days or giver.text.rstrip().endswith((":", "："))):
        return False
    for above in place.ancestors():
        if above is giver:
            return True
        if above.kind == "heading" or not above.leads:
            return False
        if find_durations(above.text):
            return False
    return False


def _leaf(place: Place, state: Recurring) -> None:
    text = place.text
    if place.role in ("steps", "topics") or place.kind == "heading":
        return
    if cues.BUDGET_LABEL.search(text) and not find_durations(text):
        return
    if place.parent is not None and id(place.parent) in state.taken and not find_durations(text):
        return
    found = pieces(text)
    if found[0].frequency is not None:
        for part in found:
            end = part.start + len(part.text)
            if text[end : end + 1] not in ("?", "？"):
                _frequent(place, part, state)
        return
    if cues.QUESTION.search(text):
        return
    part = found[0]
    dated = find_dates(text, state.periods.context)
    if part.days and not dated:
        _on_weekdays(place, part, state)
        return
    if dated:
        return
    slot_label = bool(place.label) and bool(find_slots(place.label)) and not _LEFT_OVER.sub("", _left(place.label))
    if place.cadence is not None and (part.durations or slot_label or part.times):
        _in_context(place, piece(place.label, 0, None) if slot_label and not part.durations else part, state, text)
    elif place.cadence is not None and _day_scope(place) and not _is_manner(place):
        _in_context(place, part, state, text)
    elif place.template == "trip" and part.durations:
        numbers = _numbers(part, Cadence("day"))
        if numbers:
            _add(state, place, place.lines, name_of(text) or _context_title(place), numbers, text)
    elif _HABIT_SLOT.match(text) and not cues.NEGATION.search(text) and width(text) > 8 and part.slots:
        clause = piece(re.split(r"[，,。；;]", text)[0], 0, None)
        numbers = _numbers(clause, place.cadence or Cadence("day", (), clause.slots))
        if numbers:
            _add(state, place, place.lines, name_of(clause.text) or text[:80], numbers, clause.text)


def _is_manner(place: Place) -> bool:
    return bool(cues.NEGATION.search(place.text)) or place.role == "method" or place.kind == "row"


def _frequent(place: Place, part: Piece, state: Recurring) -> None:
    if (_ALLOWS.search(part.text[:40]) or place.role == "method") and not part.durations:
        return
    if cues.LIMIT.search(part.text):
        return
    numbers = _numbers(part, place.cadence)
    if numbers is None:
        return
    if place.kind == "text" and not any(
        numbers[k] for k in ("days", "slot", "duration_min", "total_min_per_period", "quantity")
    ):
        # prose mentions weeks and months; a wish in prose says on which days, how long or how much
        if numbers["per"] in ("week", "month") and numbers["times"] == (1, 1):
            return
    title = name_of(part.text)
    label, rest = split_label(place.text)
    if not title or (label and cues.GENERIC_LABEL.match(label) and width(rest) < 50):
        title = _context_title(place)
    lines = list(place.lines)
    if numbers["days"] and part.frequency and not part.days:
        lines += _giver_lines(place)
    _add(state, place, tuple(lines), title, numbers, part.text)


def _on_weekdays(place: Place, part: Piece, state: Recurring) -> None:
    text = re.split(r"[。；;]\s*|\.\s", part.text)[0] if len(part.text) > 60 else part.text
    if _ALLOWS.search(text) or cues.QUESTION.search(text):
        return
    part = piece(text, 0, None)
    numbers = _numbers(part, None)
    if numbers is None:
        return
    if place.cadence and not numbers["slot"]:
        numbers["slot"] = place.cadence.slots or None
    _add(state, place, place.lines, name_of(text) or _context_title(place), numbers, text)


def _in_context(place: Place, part: Piece, state: Recurring, text: str) -> None:
    numbers = _numbers(part, place.cadence)
    if numbers is None:
        return
    if numbers["duration_min"] is None and part.text is not text:
        found = find_durations(text)
        numbers["duration_min"] = pair(found[0].value) if found else None
    title = name_of(text) or _context_title(place)
    _add(state, place, place.lines + _giver_lines(place), title, numbers, text)
