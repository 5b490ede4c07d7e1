"""What a list as a whole names, judged by all its lines; a list is judged once, however many of its lines ask."""

from __future__ import annotations

import re
from collections.abc import Callable

from roadweek.importing import cues
from roadweek.importing.look import find_dates, find_ranges
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.importing.wording import learns
from roadweek.understanding.quick import Quick

ERRAND = Quick(r"\W*(?:book|order|pay|send|meet|call|ask|apply|pack|buy|print|买|订|交|联系|预约|打印)\b")
SENTENCE = Quick(r"[，。；;！!]|,\s.*,\s|\.\s", re.NOFLAG)
_PRACTICE = Quick(
    r"练习|题|专题|面试|八股|知识|算法|\b(?:design|practice|questions?|"
    r"problems?|patterns?|stories|drills?|behaviou?ral|algorithms?|"
    r"exercises?|katas?)\b",
)


def _once(judge: Callable[[OutlineNode], bool]) -> Callable[[OutlineNode], bool]:
    """``judge`` with a memory in the place that holds the list: without it a list of n lines is read n times."""

    def judged(above: OutlineNode) -> bool:
        known = above.judged
        if judge.__name__ not in known:
            known[judge.__name__] = judge(above)
        return known[judge.__name__]

    return judged


def _items(above: OutlineNode) -> list[OutlineNode]:
    return [c for c in above.children if c.kind == "item"]


def _leaves(above: OutlineNode) -> list[OutlineNode]:
    return [c for c in above.children if c.kind == "item" and not c.children]


@_once
def practised(above: OutlineNode) -> bool:
    """Whether a list with check boxes names what is practised: "System design" over "URL shortener", "Rate limiter"."""
    leaves = _leaves(above)
    led = above.text.endswith((":", "："))
    if len(leaves) < 3 or not all((c.block.boxed or led) and width(c.text) <= 48 and not c.label for c in leaves):
        return False
    works = sum(1 for c in leaves if cues.DONE_VERB.match(c.text) or ERRAND.match(c.text))
    return bool(_PRACTICE.search(above.text)) and 4 * works <= len(leaves)


@_once
def of_learning(above: OutlineNode) -> bool:
    """Whether most lines of a list name something to be learnt: "Reading 3 - annuities", 学习指针."""
    leaves = _leaves(above)
    return bool(leaves) and 2 * sum(1 for c in leaves if learns(c.text)) > len(leaves)


@_once
def of_names(above: OutlineNode) -> bool:
    """Whether most lines of a list are short names: grammar, words, listening."""
    items = _items(above)
    return len(items) > 1 and 4 * sum(1 for c in items if is_name(c)) >= 3 * len(items)


def is_name(place: OutlineNode) -> bool:
    return width(place.text) <= 24 and not SENTENCE.search(place.text) and not place.label


@_once
def of_theory(above: OutlineNode) -> bool:
    """Whether a list of short names has theory among them and no work to be done."""
    items = _items(above)
    if len(items) < 2 or not any(cues.LEARN_WORD.search(c.text) for c in items):
        return False
    if not all(width(c.text) <= 48 and not SENTENCE.search(c.text) for c in items):
        return False
    return not any(cues.DONE_VERB.search(c.text) for c in items)


@_once
def in_order(above: OutlineNode) -> bool:
    """Whether a numbered list has only short names, none of them work to be done, a rule or a date."""
    items = _items(above)
    if len(items) < 2 or any(c.block.ordinal is None or c.label or c.block.boxed for c in items):
        return False
    return not any(_no_name(c.text) for c in items)


def _no_name(text: str) -> bool:
    return bool(
        width(text) > 60
        or re.search(r"\d\s*[%％]\W*$", text)
        or cues.DONE_VERB.search(text)
        or cues.NEGATION.search(text)
        or cues.QUESTION.search(text)
        or cues.RULE.search(text)
        or cues.DECISION.search(text)
        or find_dates(text)
        or find_ranges(text)
    )
