"""Rules: how to work, what not to do, a limit; nothing with a clock of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from roadweek.importing import cues
from roadweek.importing.items import Item
from roadweek.importing.limits import Limit, bars_by_clock
from roadweek.importing.look import MAY_DATE
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.importing.provisos import plainly
from roadweek.importing.stretches import Periods
from roadweek.importing.wishes import Recurring
from roadweek.importing.wording import advises, reaches, tallies, tells
from roadweek.understanding.quick import Quick

_REASONING = Quick(
    r"不是.{0,20}(?:而是|是为)|不(?:仅|只|光)|并不|不一定|不重合|没有|不完全|不怕|\bnot only\b|\bnot just\b",
)


_EPIGRAPH = Quick(r"[\"“「『].{8,}[\"”」』]\s*(?:[-–—~]\s*\S.{0,60})?$", re.DOTALL)
"""Somebody's saying: a whole line in quotation marks."""
_OBSERVED = Quick(
    (r"风险|监控|指标|原因|现象|症状|问题|影响|概率|\b(?:risk|symptom|cause|metric|impact|probability|problem)"),
)
"""A label of what may happen; what to do then has another."""
_NAMED = Quick(r"[《「『\"“][^》」』\"”]+[》」』\"”]\W*\S{0,12}$|[A-Z][\w.+#-]*(?:\s[A-Z\d][\w.+#-]*){0,4}$", re.NOFLAG)
"""A title or a proper name: what the wish above works with, not how."""
_ASKED = re.compile(r"[^?？]{3,60}[?？]\s*[^\s?？)）”\"][^?？]{3,}$")
_NOT_THAT = Quick(r"\W*(?:不[学做写碰排看刷上]|no\b|never\b|nothing\b)")

_MANNER = Quick(
    r"允许|而不是|不求|\brather than\b|(?:^|[:：，,。]\s*)(?:不[学做写碰排看刷]|绝不|never\b|no \w+)|"
    r"^\W*(?:at most|最多|no more than)\b",
)


def read_rules(
    places: list[OutlineNode],
    periods: Periods,
    recurring: Recurring,
    taken: set[int],
    limits: Mapping[int, Limit] | None = None,
) -> list[Item]:
    """All rules; ``taken`` are places that other groups have read already, ``limits`` what bounds all work."""
    limits = limits or {}
    items: list[Item] = []
    open_places = [
        place
        for place in places
        if place.role not in cues.SILENT and place.kind not in ("heading", "table", "row") and id(place) not in taken
    ]
    stated = {
        id(place)
        for place in open_places
        if _is_rule(place, recurring) or _advice(place, recurring, periods) or _bounds(place, recurring, limits)
    }
    for place in open_places:
        if id(place) not in stated and not _among_rules(place, stated, recurring):
            continue
        items.append(
            Item(
                id=f"u{place.block.line}",
                group="rules",
                lines=place.lines,
                title=place.text[:200],
                kind=_kind(place, limits),
                template=place.template,
                status="superseded" if place.superseded else None,
            )
        )
    return items


def _bounds(place: OutlineNode, recurring: Recurring, limits: Mapping[int, Limit]) -> bool:
    """A limit of all work is a rule, where its clock has not made it a line of the day."""
    return id(place) in limits and id(place) not in recurring.taken


def _kind(place: OutlineNode, limits: Mapping[int, Limit]) -> str | None:
    """What the scheduler obeys; null for what is only shown."""
    if cues.NO_NEW_TASKS.search(place.text) and _on_trips(place):
        return "no_new_tasks_on_trips"
    limit = limits.get(id(place))
    return limit.kind if limit else None


def _advice(place: OutlineNode, recurring: Recurring, periods: Periods) -> bool:
    """A line of a list that tells how to go about things, where nothing is to be reached or learnt."""
    if place.kind != "item" or place.role != "plan" or place.children or id(place) in recurring.taken:
        return False
    text = place.rest or place.text
    if place.block.boxed or width(text) > 120 or MAY_DATE.search(text) or cues.QUESTION.search(text):
        return False
    return advises(text) and not tells(text) and not reaches(text) and periods.of(place) is None


def _among_rules(place: OutlineNode, stated: set[int], recurring: Recurring) -> bool:
    """A line of a list most of whose lines are rules is one of them."""
    above = place.parent
    if above is None or place.kind != "item" or place.children or place.label or id(place) in recurring.taken:
        return False
    if "rules" not in above.judged:
        siblings = [c for c in above.children if c.kind == "item"]
        above.judged["rules"] = len(siblings) > 2 and 2 * sum(1 for c in siblings if id(c) in stated) > len(siblings)
    return above.judged["rules"]


def _on_trips(place: OutlineNode) -> bool:
    return place.template == "trip" or bool(cues.TRIP.search(place.text))


def _is_rule(place: OutlineNode, recurring: Recurring) -> bool:  # noqa: C901
    text = place.text
    own = recurring.taken.get(id(place))
    if own is not None:
        text = plainly(text).text  # days that are left out are the wish's own
        # a wish may carry a rule about its manner in the same line
        return _MANNER.search(text) is not None and set(place.lines) <= set(own.lines)
    if place.children and place.leads and width(text) <= 10:
        return False
    if cues.WEEK_ORDINAL.match(text):
        return False
    if place.kind == "item" and place.role in ("plan", "method") and _ASKED.match(text):
        return True  # "Low on energy? The short list"
    if place.role == "output" and cues.DONE_VERB.match(text):
        return False  # "finish the reordering, strictly by yield" is work
    if tells(text) or tallies(text) or _EPIGRAPH.match(text):
        return False
    if place.children and place.leads and not cues.NEGATION.search(text) and not cues.RULE.search(text):
        return False
    if place.role == "method" and place.kind == "text" and not place.leads and 8 < width(text) <= 160:
        dated = MAY_DATE.search(text)
        return bool(place.parent and place.parent.kind == "heading" and not place.block.quoted and not dated)
    if place.role == "method" and place.kind == "item":
        if not place.label:
            return len(text.split()) < 2 or not _NAMED.match(text)
        if cues.BUDGET_LABEL.search(place.rest):
            return False  # a split of the time, read with the budgets
        role = cues.label_role(place.label)
        told = role is None and not _OBSERVED.search(place.label) and not place.label.isdigit()
        if place.rest and not place.children and (role == "method" or told):
            return True
    if cues.NO_NEW_TASKS.search(text) or bars_by_clock(text):
        return True
    if place.label and place.kind == "item" and _NOT_THAT.match(place.rest):
        return True
    if cues.NEGATION.search(text) and not _REASONING.search(text) and width(text) <= 120:
        return not cues.QUESTION.search(text)
    if cues.RULE.search(text) and not cues.QUESTION.search(text) and place.kind in ("item", "text"):
        return place.kind == "item" or width(text) <= 80
    # what stands below a wish tells how to do it
    above = place.parent
    return bool(
        above is not None
        and place.kind == "item"
        and id(above) in recurring.taken
        and above.leads
        and not place.children
        and not place.label
        and id(place) not in recurring.taken
        and above.kind == "item"
        and not place.block.marked.link
        and not _NAMED.match(text)
    )
