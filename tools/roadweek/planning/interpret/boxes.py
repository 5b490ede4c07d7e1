"""Timeboxes: what a plan says may take so long and no longer ("at most 90 minutes on X"), bound to the works it names.

A box that names a whole work bounds its effort, also where another line estimates more; one that names a part of a
work is a work of its own before it, taken out of what is stated for the whole. What names a routine, all work or
nothing that is to be learnt is no timebox.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from roadweek.domain.base import Range
from roadweek.domain.plan import Rule
from roadweek.domain.work import Work
from roadweek.importing import cues
from roadweek.importing.conflicts.case import BoundBox, words_of
from roadweek.importing.look import find_durations, find_frequencies
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.planning.interpret.calendar import PlanCalendar
from roadweek.planning.interpret.works import Collected, FoundWork, work_at
from roadweek.understanding.quick import Quick

LONGEST_MIN = 40 * 60
"""A bound of more than a week's work is no timebox."""
LEAST_LEFT_MIN = 30
"""What a box leaves of the work that it is a part of."""

_SENTENCE = re.compile(r"[。！？!?；;\n]|\.\s+(?=\S)")
_BOUND_BEFORE: Final = Quick(
    r"(?:最多|至多|顶多|不(?:要|能|得|可)?(?:超过|多于)|限时|时间盒|控制在|限制?在|只(?:能|准|许)?(?:花|用|给)|"
    r"仅(?:花|用|给)|"
    r"上限(?:是|为)?)\s*(?:再)?(?:花|用)?\s*[:：]?\s*(?:约|大约)?\s*$|"
    r"\b(?:only|just) (?:spend|take|give it)\s*$|\b(?:don['’]?t|do not|never) (?:spend|take|give it) (?:more|"
    r"longer) than\s*$|"
    r"\b(?:at most|no more than|not more than|max(?:imum)?(?: of)?|up to|exactly|only|just|"
    r"time-?box(?:ed)?(?: (?:to|at|of|for))?|"
    r"capped at|limited to|limit (?:of|is)|cap (?:of|is|at))\s*[:(]?\s*$"
)
_CAPS: Final = Quick(
    r"\b(?:limit|cap|restrict|keep|hold|time-?box)\s+(?P<what>\S.{1,80}?)\s+(?:down )?(?:to|at|under|within|"
    r"below)\s*(?:at most\s*)?$"
)
_BOUND_AFTER: Final = Quick(
    r"^\s*(?:以内|之内|封顶|为限|为上限|上限|内(?:结束|收尾|打住))|^\s*(?:max(?:imum)?\b|at (?:the )?most\b|"
    r"tops\b|and no(?:t a minute)? more\b|"
    r"(?:time-?box|limit|cap)\b)"
)
_SPENDS: Final = Quick(
    r"花|用|给|限|\b(?:spend|give|take|allow|budget|limit|cap|keep|time-?box(?:ed)?|only|at most|no more|max)\b"
)
_EACH: Final = Quick(
    r"每|一[天日周次]|单[次日]|当天|连续|\b(?:per|each|every|daily|weekly|a (?:day|week|session|sitting)|"
    r"at a time|at once|in a row|"
    r"straight|between|break|breaks)\b|/\s*(?:day|week|天|周)"
)
_IDLE: Final = Quick(
    r"手机|短视频|刷视频|社交媒体|游戏|电视|追剧|娱乐|午休|休息|\b(?:phone|social media|youtube|netflix|games?|"
    r"gaming|tv|screen|"
    r"e-?mails?|meetings?|rest)\b"
)
_HEAD: Final = re.compile(
    r"^\W*(?:比如|例如|如|譬如|也就是|就|都|来|去|用来|on|for|to|with|in|into|doing|e\.g\.|for example|"
    r"for instance|say)(?=\W|[一-鿿]|\b)\s*",
    re.IGNORECASE,
)
_VERBS: Final = re.compile(
    r"复习|学习|了解|熟悉|看完?|读完?|学|整理|搞定|弄懂|完成|掌握|做完?|过一遍|搭建?|"
    r"\b(?:review(?:ing)?|stud(?:y|ying)|learn(?:ing)?|read(?:ing)?|finish(?:ing)?|understand(?:ing)?|"
    r"get(?:ting)?|skim(?:ming)?|"
    r"set(?:ting)? up|look(?:ing)? at|the|a|an|basics|of|and|how|works?|intro(?:duction)?|to)\b",
    re.IGNORECASE,
)
_STUDIES: Final = re.compile(
    r"^\W*(?:复习|学|了解|熟悉|看|读|整理|搞定|弄懂|完成|掌握|搭|跑通|配|写|"
    r"review|stud(?:y|ying)|learn|read|finish|understand|skim|set(?:ting)? up|look|write|writing|build|install|"
    r"practi[cs]e)",
    re.IGNORECASE,
)
_LABEL: Final = Quick(r"^\W*(?:时间盒|限时|时间限制|时间上限|用时上限|time-?box|time limit|time cap|limit)\W*$")


@dataclass(frozen=True, slots=True)
class Timebox:
    """A bound that a line states: ``minutes`` for ``subject``; empty: for what the line stands below."""

    place: OutlineNode
    minutes: int
    subject: str
    text: str
    """The sentence that states it."""


def boxes_in(places: Sequence[OutlineNode], routines: set[int]) -> list[Timebox]:
    """The timeboxes that a plan states; ``routines`` are ids of places that recur or bound all work."""
    found: list[Timebox] = []
    for place in places:
        if place.kind in ("table", "row") or place.role in cues.SILENT or place.superseded or place.special:
            continue
        if place.block.quoted or place.block.marked.mark == "done" or place.template == "trip" or id(place) in routines:
            continue
        box = _box(place)
        if box is not None:
            found.append(box)
    return found


def _box(place: OutlineNode) -> Timebox | None:
    for sentence in _SENTENCE.split(place.text[:400]):
        spans = find_durations(sentence)
        if len(spans) != 1 or find_frequencies(sentence) or _EACH.search(sentence):
            continue
        minutes = spans[0].value.top
        if not 15 <= minutes <= LONGEST_MIN:
            continue
        before, after = sentence[: spans[0].start], sentence[spans[0].end :]
        subject = _subject(before, after)
        if subject is None or _IDLE.search(subject):
            continue
        return Timebox(place, minutes, subject, sentence.strip())
    return None


def _subject(before: str, after: str) -> str | None:
    """What is bounded by the length between two pieces of a sentence; null where it bounds nothing."""
    caps = _CAPS.search(before)
    if caps is not None:
        return _clean(caps["what"])
    bound = _BOUND_BEFORE.search(before)
    closed = _BOUND_AFTER.search(after)
    if bound is None and not (closed is not None and (_SPENDS.search(before) or closed[0].strip().isascii())):
        return None
    behind = _clean(after[closed.end() :] if closed is not None else after)
    ahead = before[: bound.start()] if bound is not None else before
    ahead = re.sub(r"(?:把|将)", "", ahead)
    ahead = re.sub(r"\W*\b(?:spend|give|take|allow|budget)(?: (?:yourself|me|it))?\W*$", "", ahead, flags=re.IGNORECASE)
    named = _clean(re.split(r"[,，]", ahead)[-1] if not re.search(r"[:：(（]\s*$", ahead) else ahead)
    if _LABEL.match(before.rstrip("：: ") or "-"):
        return ""
    if width(behind) >= 4 and (bound is not None and re.match(r"\s*(?:on|for|to|in)\b|\s*[^\s,，.。;；)）]", after)):
        return behind
    return named if width(named) >= 4 else None


def _clean(text: str) -> str:
    text = re.split(r"[,，]", text.strip(' ,，。.：:（）()-–—“”"*'))[0]
    for _ in range(2):
        text = _HEAD.sub("", text)
    return text.strip(' ：:，,。.（）()-–—“”"*')


def bound(state: Collected, boxes: Sequence[Timebox], calendar: PlanCalendar, ids: dict[str, int]) -> list[BoundBox]:
    """Bind the boxes to the works of ``state``, in place; what each of them bounds now."""
    told: list[BoundBox] = []
    for box in boxes:
        own = [f for f in state.found if f.place is box.place]
        if len(own) == 1:
            told.append(_whole(state, own[0], box))
            continue
        if not box.subject:
            above = [f for f in state.found if f.place is box.place.parent]
            if len(above) == 1:
                told.append(_whole(state, above[0], box))
            continue
        near = [f for f in state.found if not f.work.occasion and _names(box.subject, f.work.title)]
        if near:
            one = max(
                near, key=lambda f: (_overlap(box.subject, f.work.title), -f.work.lines[0] if f.work.lines else 0)
            )
            told.append(_whole(state, one, box) if _covers(box.subject, one.work.title) else _part(state, one, box))
        elif (calendar.of(box.place) is not None or _STUDIES.match(box.subject)) and width(box.subject) <= 80:
            told += _new(state, box, calendar, ids)
    return told


def _boxed(work: Work, box: Timebox) -> Work:
    lines = tuple(sorted({*work.lines, *box.place.lines}))
    effort = Range.exactly(box.minutes)
    return work.model_copy(
        update={"minutes": effort, "effort_by": "stated", "box": box.minutes, "day_min": None, "lines": lines}
    )


def _whole(state: Collected, one: FoundWork, box: Timebox) -> BoundBox:
    stated = one.work.minutes
    less = stated is not None and stated.lo > box.minutes and one.place is not box.place
    told = BoundBox(
        box.place.lines, box.text, box.minutes, "less" if less else "same", one.work.title,
        stated if less else None, one.work.lines if less else (),
    )  # fmt: skip
    one.work = _boxed(one.work, box)
    return told


def _part(state: Collected, one: FoundWork, box: Timebox) -> BoundBox:
    whole = one.work
    stated = whole.minutes
    zh = bool(re.search(r"[一-鿿]", whole.title + box.subject))
    title = f"{whole.title}{'：' if zh else ': '}{box.subject}"[:160]
    part = _boxed(whole.model_copy(update={"id": f"{whole.id}-box", "title": title}), box)
    part = part.model_copy(update={"lines": box.place.lines})
    if stated is not None and stated.lo - box.minutes >= LEAST_LEFT_MIN:
        rest = Range(lo=stated.lo - box.minutes, hi=stated.top - box.minutes)
        one.work = whole.model_copy(update={"minutes": rest})
    state.found.insert(state.found.index(one), replace(one, work=part))
    return BoundBox(box.place.lines, box.text, box.minutes, "part", title, stated, whole.lines if stated else ())


def _new(state: Collected, box: Timebox, calendar: PlanCalendar, ids: dict[str, int]) -> list[BoundBox]:
    made = work_at(box.place, calendar, ids, box.subject)
    for one in made:
        one.work = _boxed(one.work, box)
        later = [n for n, f in enumerate(state.found) if (f.work.lines or (0,)) > one.work.lines]
        state.found.insert(later[0] if later else len(state.found), one)
    return [BoundBox(box.place.lines, box.text, box.minutes, "new", f.work.title) for f in made[:1]]


_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+#.-]*")


def _content(text: str) -> frozenset[str]:
    bare = _VERBS.sub(" ", text)
    return words_of(bare) | {m[0].lower() for m in _LATIN.finditer(bare) if re.search(r"[一-鿿]", text)}


def _overlap(subject: str, title: str) -> int:
    return len(_content(subject) & _content(title))


def _names(subject: str, title: str) -> bool:
    """Whether a box speaks of a work: a proper name in it, or most of the words of the shorter of both."""
    one, other = _content(subject), _content(title)
    common = one & other
    if not common:
        return False
    names = {m[0].lower() for m in _LATIN.finditer(subject) if m[0] != m[0].lower() or re.search(r"[一-鿿]", subject)}
    return bool(common & names) or len(common) * 5 >= 3 * min(len(one), len(other))


def _covers(subject: str, title: str) -> bool:
    """Whether a box bounds all of a work: nothing in the work's title is left out by it."""
    said = _content(subject)
    return not _content(title.split("：")[-1].split(": ")[-1]) - said


def boxes_as_rules(rules: Sequence[Rule], boxes: Sequence[BoundBox]) -> tuple[Rule, ...]:
    """``rules`` with the lines of timeboxes as rules that are obeyed."""
    by_lines: Mapping[tuple[int, ...], BoundBox] = {b.lines: b for b in boxes}
    kept = [
        r.model_copy(update={"kind": "timebox", "minutes": by_lines[r.lines].minutes})
        if r.kind == "note" and r.lines in by_lines
        else r
        for r in rules
    ]
    held = {r.lines for r in kept}
    kept += [
        Rule(id=f"box{b.lines[0]}", text=b.text[:200], kind="timebox", minutes=b.minutes, lines=b.lines)
        for b in boxes
        if b.lines and b.lines not in held
    ]
    return tuple(sorted(kept, key=lambda rule: (rule.lines, rule.id)))


__all__ = ["BoundBox", "Timebox", "bound", "boxes_as_rules", "boxes_in"]
