"""A statement that names several things with a length or a part of the day each: one piece for each of them."""

from __future__ import annotations

import re
from dataclasses import replace

from roadweek.domain.base import Slot
from roadweek.importing.clocks import clocks_of
from roadweek.importing.look import find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.importing.segments import Piece, counted, piece
from roadweek.understanding.quick import Quick

_LIST = Quick(r"\s*(?:[，,；;、+＋]|\band\b|\bthen\b|\bplus\b|\s·\s|加(?=\s*(?:[\d半]|[一两三四]个?)))\s*")
_NAMELESS = re.compile(
    r"[\W\d_]|每次|各|左右|最多|最少|至少|不超过|上限|休息|大约|\b(?:each|per|a|day|week|at|most|least|max|min|about|up|to|or|break|rest|"
    r"then|for|in|total|minimum|maximum)\b",
    re.IGNORECASE,
)
"""What names no activity; what is left must."""


def several(part: Piece) -> list[Piece]:
    """ "Monday: maths 1 h, English 30 min" names two things with a length each; both have the day."""
    return [
        replace(one, without=one.without or part.without, interval=max(one.interval, part.interval))
        for one in _several(part)
    ]


def _several(part: Piece) -> list[Piece]:
    if slotted := _by_slot(part) or _by_clock(part) or _by_day(part):
        return slotted
    if len(part.durations) < 2 and "+" not in part.text:
        return [part]
    clauses: list[tuple[int, str]] = []
    at = 0
    for match in _LIST.finditer(part.text):
        clauses.append((at, part.text[at : match.start()]))
        at = match.end()
    clauses.append((at, part.text[at:]))
    found = [(start, text, find_durations(text)) for start, text in clauses if text.strip()]
    if len(found) == 2 and "+" in part.text and not found[0][2] and len(found[1][2]) == 1 and counted(found[0][1]):
        first, second = (
            piece(found[0][1], part.start, part.frequency),
            piece(found[1][1], part.start + found[1][0], part.frequency),
        )
        return [first, second]  # "4 problems + 2 hours of notes"
    if len(found) < 2 or any(len(lengths) != 1 for _, _, lengths in found):
        return [part]
    if any(len(_NAMELESS.sub("", text[: d[0].start] + text[d[0].end :])) < 2 for _, text, d in found):
        return [part]
    if any(find_frequencies(text) for _, text, _ in found[1:]) or re.search(
        r"[?？]|其中|总共|合计|\btotal\b|\bof which\b", part.text
    ):
        return [part]
    result: list[Piece] = []
    for number, (start, text, _) in enumerate(found):
        own = piece(text, part.start + start, part.frequency)
        days = own.days or part.days
        slots = own.slots or (result[0].slots if number and not find_slots(text) else ())
        result.append(replace(own, frequency=part.frequency, days=days, slots=slots))
    return result


def _by_slot(part: Piece) -> list[Piece]:
    """ "Saturday: morning paper 3 h; afternoon rest" names what each part of the day is for."""
    slots = find_slots(part.text)
    if len(slots) < 2:
        return []
    label = re.match(r"[^:：]{1,24}[:：]\s*(?!\d)", part.text)
    at = label.end() if label and label.end() <= slots[0].start else 0
    clauses: list[tuple[int, str]] = []
    for match in re.finditer(r"[^；;，,。]+", part.text[at:]):
        starts = next((s for s in find_slots(match[0]) if s.start <= 2), None)
        if starts is not None:
            clauses.append((at + match.start(), match[0]))
        elif clauses:
            begun, text = clauses[-1]
            clauses[-1] = (begun, part.text[begun : at + match.end()])
        elif match[0].strip() and at + match.start() > at:
            return []
    if (
        len(clauses) < 2
        or clauses[0][0] > slots[0].start
        or any(not re.sub(r"[\W\d_]", "", left_of_slot(t)) for _, t in clauses)
    ):
        return []
    result: list[Piece] = []
    for start, text in clauses:
        own = piece(text, part.start + start, part.frequency)
        named: tuple[Slot, ...] = tuple(dict.fromkeys(s.value for s in find_slots(text)))
        result.append(replace(own, frequency=part.frequency, days=own.days or part.days, slots=named))
    return result


def _by_day(part: Piece) -> list[Piece]:
    """ "Gym Mon 18:00, Wed 19:00, 1 h": one thing at another time on each day."""
    groups = find_weekdays(part.text)
    if len(groups) < 2 or len(clocks_of(part.text)) < len(groups):
        return []
    head = part.text[: groups[0].start]
    if len(_NAMELESS.sub("", head)) < 2:
        return []
    ends = [group.start for group in groups[1:]] + [len(part.text)]
    result: list[Piece] = []
    for group, end in zip(groups, ends, strict=True):
        times = [f for f in clocks_of(part.text) if group.end <= f.start < end]
        if len(times) != 1 or part.text[group.end : times[0].start].strip(" ,，:：at的"):
            return []
        own = piece(part.text[group.start : times[0].end], part.start + group.start, None)
        lengths = own.durations or part.durations
        result.append(replace(own, text=f"{head}{own.text}", durations=lengths, quantity=part.quantity))
    return result


def _by_clock(part: Piece) -> list[Piece]:
    """ "07:15–07:45 podcast, 21:00–21:30 reading" names what each stretch of the day is for."""
    if sum(f.value.end is not None for f in clocks_of(part.text)) < 2:
        return []
    clauses: list[tuple[int, str]] = []
    at = 0
    for match in [*_LIST.finditer(part.text), None]:
        text = part.text[at : match.start() if match else len(part.text)]
        spans = [f for f in clocks_of(text) if f.value.end is not None]
        if len(spans) > 1 or (not spans and not clauses):
            return []
        if spans:
            clauses.append((at, text))
        else:
            begun = clauses[-1][0]
            clauses[-1] = (begun, part.text[begun : at + len(text)])
        at = match.end() if match else at
    result: list[Piece] = []
    for number, (start, text) in enumerate(clauses):
        own = piece(text, part.start + start, part.frequency)
        named = _NAMELESS.sub("", left_of_slot(text))
        if len(named) < 2:
            return []
        slots = own.slots if number or own.slots else part.slots
        result.append(replace(own, frequency=part.frequency, days=own.days or part.days, slots=slots))
    return result if len(result) > 1 else []


def left_of_slot(text: str) -> str:
    """A clause without its parts of the day and its lengths."""
    for found in (*find_slots(text), *find_durations(text), *clocks_of(text)):
        text = text.replace(found.text, " ")
    return text
