"""What a plan says besides its items: shares of effort, and where the person stood when they wrote it."""

from __future__ import annotations

import re

from roadweek.domain.plan import Baseline, Budget
from roadweek.importing import cues
from roadweek.importing.fields import fields_in
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods
from roadweek.understanding.quick import Quick

_MISSING = Quick(r"尚未|还没|没有|未系统|不会|\bnot yet\b|\bnever\b|\bmissing\b|\bunable\b|\bcannot\b")
_SHARE = Quick(r"(\d{1,3})\s*[%％]", re.NOFLAG)
_SPLIT_HEAD = Quick(
    r"(?:时间|精力)(?:预算|分配|占比|比例)|预算|投入比例|占比|\b(?:time|effort|energy|weekly) (?:budget|allocation|"
    r"split|shares?)\b|\bbudget\b|"
    r"\ballocation\b|\bsplit\b",
)
_EFFORT = Quick(r"精力|时间分配|时间占|\beffort\b|\bof (?:the |my )?(?:time|energy|hours)\b|\btime split\b")


def read_budgets(places: list[OutlineNode], periods: Periods) -> tuple[Budget, ...]:
    """Shares of effort in percent; a share of anything else (a score, a scope) is none."""
    budgets: list[Budget] = []
    for place in places:
        if place.role in cues.SILENT or not _SHARE.search(place.text) or not _of_effort(place):
            continue
        for number, match in enumerate(_SHARE.finditer(place.text)):
            percent = int(match[1])
            if percent > 100:
                continue
            before = re.split(r"[，,；;：:]", place.text[: match.start()])[-1]
            after = re.split(r"[，,；;]", place.text[match.end() :])[0]
            named = fields_in(before) or fields_in(after)
            holder = periods.of(place)
            budgets.append(
                Budget(
                    id=f"b{place.block.line}" + ("" if number == 0 else "abcdefgh"[min(number, 7)]),
                    title=place.text[:120],
                    percent=percent,
                    track=named[0].id if named else None,
                    period=holder.id if holder else None,
                    lines=place.lines,
                )
            )
    return tuple({b.id: b for b in budgets}.values())


def _of_effort(place: OutlineNode) -> bool:
    """Whether a share is one of effort, by its own words or by those of the heading or lead right above."""
    if _EFFORT.search(place.text):
        return True
    above = place.parent
    if above is None or place.kind not in ("item", "row", "text"):
        return False
    texts = (
        [above.text]
        if above.kind != "table"
        else [" ".join(above.block.cells), above.parent.text if above.parent else ""]
    )
    return any(_EFFORT.search(text) or _SPLIT_HEAD.search(text) for text in texts)


def read_baselines(places: list[OutlineNode]) -> tuple[Baseline, ...]:
    """The statements of a baseline section; ticks and crosses, their own or their lead's, say what was reached."""
    found: list[Baseline] = []
    for place in places:
        if place.role != "baseline" or place.kind not in ("item", "row") or place.children:
            continue
        mark = place.block.marked.mark
        above = place.parent
        if mark is None and above is not None and above.kind == "item":
            mark = above.block.marked.mark
        text = place.text if above is None or above.kind != "item" else f"{above.text} {place.text}"
        reached = mark == "done" if mark else (False if _MISSING.search(text) else None)
        found.append(Baseline(id=f"s{place.block.line}", text=place.text[:200], reached=reached, lines=place.lines))
    return tuple(found)
