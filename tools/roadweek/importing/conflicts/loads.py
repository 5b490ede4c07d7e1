"""Hours that are stated for all work of a day or week, against the sum of what is asked for at the same time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.importing.conflicts.case import LIMIT, Case, lines_of, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.demand import RecurringWish
from roadweek.importing.evidence import tokens
from roadweek.importing.fields import fields_in
from roadweek.importing.limits import capped_subject
from roadweek.importing.look import find_durations
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_LIMIT = Quick(
    r"最多|不超过|不多于|上限|至多|不到|\b(?:at most|no more than|not more than|never more than|more than|up to|"
    r"max(?:imum)?\.?|limit(?:ed)?|"
    r"under|less than)\b",
)
_ALL = Quick(
    r"总(?:投入|时长|时间|学时|计|共)|合计|一共|(?:可用|可支配|能用的|能投入的?)(?:的)?(?:学习)?时间|(?:能|"
    r"可以)(?:拿出|挤出|投入|抽出)|"
    r"\b(?:commitment|in total|total|overall|altogether|time budget|available|capacity|i have|i can (?:spare|"
    r"give))\b",
)
_HINTS = (
    *(
        "最多",
        "不超过",
        "不多于",
        "上限",
        "至多",
        "不到",
        "总",
        "合计",
        "一共",
        "可用",
        "可支配",
        "能用",
        "能投入",
        "拿出",
        "挤出",
    ),
    *("投入", "抽出", "at most", "more than", "up to", "max", "limit", "under", "less than", "commitment", "total"),
    *("overall", "altogether", "budget", "available", "capacity", "i have", "i can"),
)
_DAY = Quick(
    r"每[天日]|一天|[/／]\s*天|\b(?:a|per|each|any|every|one)\s+(?:\w+\s+)?(?:day|weekday|evening)\b|/\s*day\b",
)
_WEEK = Quick(
    r"每?(?:一)?(?:周|星期)(?![一二三四五六日天末])|[/／]\s*周|\b(?:a|per|each|any|every|one)\s+week\b|"
    r"/\s*w(?:ee)?k\b|\bweekly\b",
)
_WORKDAY = Quick(r"工作日|\b(?:week|work|school|working )days?\b")
_AT_ONCE = Quick(
    r"连续|一次|每次|单次|一口气|久坐|\b(?:in a row|at a (?:time|stretch)|straight|in one go|per session|"
    r"continuous\w*|sitting)\b",
)
"""A limit of one sitting is none of the day."""
NEAR = 12
"""Characters between a word of limit and its hours."""
MOMENTS = 40
"""Days on which the load is summed: it only changes where a wish begins."""
TOLERANCE = 1.1
SANE = 24 * 60
"""A day has no more minutes; a timetable of the whole day, sleep and meals included, comes near."""


@dataclass(frozen=True, slots=True)
class StatedLoad:
    place: OutlineNode
    minutes: int
    unit: str
    days: tuple[Weekday, ...] = WEEKDAYS
    clause: str = ""

    def of(self, wishes: Sequence[RecurringWish]) -> list[RecurringWish]:
        """What it is said of: the activities that it names, or all work where it names none."""
        named = [w for w in wishes if _names(self.clause, w.item.title)] if capped_subject(self.clause) else []
        return named or list(wishes)


def _names(clause: str, title: str) -> bool:
    """Whether a cap names an activity: by a word of its title, however it ends, or by its first characters."""
    words = {_STEM.sub("", w) for w in tokens(clause)}
    own = [_STEM.sub("", w) for w in tokens(title)]
    if any(w in words for w in own if len(w) >= 3 and w.isascii()):
        return True
    subject = capped_subject(clause)
    return any(not w.isascii() and len(w) <= 6 and (w in subject or w.startswith(subject)) for w in own)


_STEM = re.compile(r"(?:(?<=[a-z]{2})(?:nn|mm|tt|bb|pp)?(?:ing|ers?)|s)$")


def find(case: Case, report: Report) -> None:
    wishes = [
        w for w in case.chosen.wishes
        if not w.trip and w.item.strength != "optional" and (w.item.duration_min or w.item.total_min_per_period)
    ][: 4 * LIMIT]  # fmt: skip
    if not wishes:
        return
    stated = list(_stated(case))
    moments = sorted({w.first or date.min for w in wishes})[:MOMENTS]
    limits = {line for one in stated for line in one.place.lines}
    wishes = [w for w in wishes if not limits & set(w.item.lines)]
    told = {line for one in case.told.exceeded for line in one.lines}
    for one in (s for s in stated[:8] if not told & set(s.place.lines)):
        _compare(one, one.of(wishes), moments, case, report)
    if not stated:
        _sane(wishes, moments, case, report)


def _stated(case: Case) -> Iterator[StatedLoad]:
    """What the plan says of all work together; a limit of one field's work is none."""
    for place in case.having(_HINTS):
        text = place.text[:200]
        if place.kind == "row" or place.superseded or place.special or place.template == "trip":
            continue
        if place.role in ("reason", "offer", "baseline") or not (_LIMIT.search(text) or _ALL.search(text)):
            continue
        for clause in re.split(r"[。；;！!]|\.\s|[，,](?=\S{0,12}(?:最多|不超过))", text):
            if _AT_ONCE.search(clause):
                continue
            found = find_durations(clause) if _LIMIT.search(clause) or _ALL.search(clause) else ()
            if len(found) != 1 or any(f.id != "review" for f in fields_in(clause)):
                continue
            near = any(-2 <= found[0].start - m.end() <= NEAR for m in _LIMIT.finditer(clause)) or _ALL.search(clause)
            unit = "" if not near else "day" if _DAY.search(clause) else "week" if _WEEK.search(clause) else ""
            if unit:
                days = WEEKDAYS[:5] if unit == "day" and _WORKDAY.search(clause) else WEEKDAYS
                yield StatedLoad(place, found[0].value.top, unit, days, clause)


def _alive(wishes: Sequence[RecurringWish], day: date) -> list[RecurringWish]:
    return [w for w in wishes if (w.first is None or w.first <= day) and (w.last is None or day <= w.last)]


def _one_stage(wishes: Sequence[RecurringWish], case: Case) -> list[RecurringWish]:
    """Those outside of any stage, with those of the one stage that asks for most: "Day 2" does not come every day."""
    stages: dict[int, list[RecurringWish]] = {}
    for wish in wishes:
        place = case.stage(wish.item)[0]
        stages.setdefault(id(place) if place is not None else 0, []).append(wish)
    always = stages.pop(0, [])
    fullest = max(stages.values(), key=lambda held: sum(_weekly(w) for w in held), default=list[RecurringWish]())
    return [*always, *fullest]


def _weekly(wish: RecurringWish) -> float:
    item = wish.item
    times = (item.times or (1, 1))[0]
    length = (item.duration_min or (0, 0))[0]
    once = times * length if item.duration_min else (item.total_min_per_period or (0, 0))[0]
    if item.per == "day":
        return once * len(item.days or WEEKDAYS)
    return once / 4.35 if item.per == "month" else once / (item.interval or 1)


def _on(wish: RecurringWish, day: Weekday) -> int:
    """Minutes that a wish certainly takes of a weekday."""
    item = wish.item
    if (item.days and day not in item.days) or item.duration_min is None:
        return 0
    often = (item.times or (1, 1))[0]
    fixed = item.per == "day" or (item.per == "week" and item.days is not None and often >= len(item.days) > 0)
    if not fixed or item.interval:
        return 0
    return item.duration_min[0] * (often if item.per == "day" else 1)


def _compare(
    stated: StatedLoad, wishes: Sequence[RecurringWish], moments: Sequence[date], case: Case, report: Report
) -> None:
    ids = {above.block.line for above in (stated.place, *stated.place.ancestors())}
    holder = next((p for p in case.live if p.group == "periods" and ids & set(p.lines[:1])), None)
    worst: tuple[float, list[RecurringWish]] = (0.0, [])
    for moment in moments:
        if holder is not None and not case.stretch(holder)[0] <= moment <= case.stretch(holder)[1]:
            continue
        alive = _one_stage(_alive(wishes, moment), case)
        if stated.unit == "week":
            sums = [(sum(_weekly(w) for w in alive), alive)]
        else:
            sums = [(float(sum(_on(w, d) for w in alive)), [w for w in alive if _on(w, d)]) for d in stated.days]
        worst = max([worst, *sums], key=lambda s: s[0])
    asked, taking = worst
    if asked <= stated.minutes * TOLERANCE + 10:
        return
    taking = sorted(taking, key=lambda w: -(_weekly(w)))
    report.add(
        "load", [*stated.place.lines, *lines_of([w.item for w in taking[:4]])], said=short(stated.place.text),
        limit=stated.minutes, asked=round(asked), unit=stated.unit,
        titles=", ".join(dict.fromkeys(short(w.item.title, 20) for w in taking[:3])),
        **({"variant": "kept"} if case.told.obeyed_lines & set(stated.place.lines) else {}),
    )  # fmt: skip


def _sane(wishes: Sequence[RecurringWish], moments: Sequence[date], case: Case, report: Report) -> None:
    for moment in moments:
        alive = _one_stage(_alive(wishes, moment), case)
        for day in WEEKDAYS:
            taking = [w for w in alive if 0 < _on(w, day) < SANE // 2]
            asked = sum(_on(w, day) for w in taking)
            if asked > SANE:
                taking.sort(key=lambda w: -_on(w, day))
                report.add("overfull", lines_of([w.item for w in taking[:6]]), day=day, asked=asked, count=len(taking))
                return
