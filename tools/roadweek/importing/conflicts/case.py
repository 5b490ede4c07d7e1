"""What all detectors of conflicts look at: the items, their places and their stretches of time, prepared once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Literal

from roadweek.domain.base import Language, Range, Weekday
from roadweek.domain.plan import Budget, Rule
from roadweek.importing import cues
from roadweek.importing.demand import Demand, RecurringWish
from roadweek.importing.items import Item, Pair
from roadweek.importing.look import find_dates, find_ranges
from roadweek.importing.outline import OutlineNode, bare
from roadweek.understanding.dates import DateContext
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import WORKDAYS
from roadweek.understanding.render import weekday_text

READ = 400
"""Characters of a statement that are looked at."""
LIMIT = 300
"""Items of a kind that are compared with each other; a file with more is a log and no plan."""
_CODE = Quick(r"\b\d{1,2}\.\d{2,4}\b|\b[A-Za-z]{1,4}-?\d{1,4}[A-Za-z]?\b", re.NOFLAG)
_TITLE = re.compile(r"《[^》]{2,40}》")
_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z'-]{2,}(?![A-Za-z0-9])|[一-鿿]+")
_COMMON_WORDS = """
完成 之前 必须 一个 第一 一份 开始 准备 提交 写完 办完 改成 看完 出第 最后 一定 争取 截止
前交 项目 阶段 学习 计划 安排 任务 工作 进行 时间 内容 部分 相关 整理 目标 每天 每周 每月
本周 本月 小时 分钟 上午 下午 晚上 周末 继续 做好 以及 之后
the and for with from that this have will not finish submit draft first second final before after until chapter
version write send form one two three four week weeks day days month months each every per plan phase stage part
work done get all into about more less than when then them only also some make out own time min mins minutes new
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun morning afternoon evening hour
hrs hr study instead original complete completed build create review start begin read learn continue january
february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
oct nov dec due deadline
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that many statements share; they name no object."""
LINKS = frozenset("的了是在和与及或并把被让给我你他它这那不也都就再先后前上下中里每一二三四五六七八九十个次")

REVISES = Quick(
    r"改(?:成|为|到|在)|调整(?:为|到|成)|(?:推迟|提前|延后|挪|移)(?:到|至)|"
    r"\b(?:becomes?|moved|changed? to|rescheduled|postponed|brought forward|is now|are now|"
    r"already by|pushed (?:back )?to)\b",
)
"""A statement that says that it changes another."""


def words_of(text: str) -> frozenset[str]:
    """What names an object in ``text``: English words, codes of courses, pairs of Chinese characters."""
    words: set[str] = {match[0].lower() for match in _CODE.finditer(text)} | set(_TITLE.findall(text))
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        if word.isascii():
            words.add(word.removesuffix("'s"))
        else:
            words |= {word[n : n + 2] for n in range(len(word) - 1) if not LINKS & set(word[n : n + 2])}
    return frozenset(words - _COMMON)


def tokens_of(text: str) -> frozenset[str]:
    """All English words and pairs of Chinese characters: a title is as long as it has of them."""
    words: set[str] = set()
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        words |= {word} if word.isascii() else {word[n : n + 2] for n in range(len(word) - 1)}
    return frozenset(words - _COMMON)


def short(text: str, limit: int = 36) -> str:
    """A title as it is quoted: without numbering and brackets, and not longer than a glance."""
    plain = re.sub(r"\s+(?=[，,。；;：])", "", " ".join((bare(text[:READ]) or text[:READ]).split())).strip(" ，,；;：")
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"


def minutes(value: Pair) -> str:
    return str(value[0]) if value[0] == value[1] else f"{value[0]}–{value[1]}" if value[1] else f"≥ {value[0]}"


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A total that the plan states and what it asks for beyond that, in minutes of a week or of ``day``; ``left`` are
    the items that are not planned for it."""

    lines: tuple[int, ...]
    text: str
    stated: int
    asked: int
    day: Weekday | None
    left: tuple[Item, ...]


BoxCase = Literal["same", "less", "part", "new"]
"""It says what the work says; it is less than an estimate elsewhere; it bounds a part of a work; a work of its own."""


@dataclass(frozen=True, slots=True)
class BoundBox:
    """A timebox and what it bounds; ``estimate`` is what another line (``other``) states for the same or the whole."""

    lines: tuple[int, ...]
    text: str
    minutes: int
    case: BoxCase
    title: str
    estimate: Range | None = None
    other: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A topic of the plan that is none of the areas that the plan says it keeps to."""

    lines: tuple[int, ...]
    said: str
    title: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What interpreting a plan left out. ``unsure``: by item id why it is not planned; ``unused``: words by item id."""

    unsure: Mapping[str, str]
    unused: Mapping[str, tuple[str, ...]]
    exceeded: tuple[Exceeded, ...] = ()
    unsized: frozenset[str] = frozenset()
    """The recurring items (ids) that are planned with a length that nothing states."""
    planned: tuple[RecurringWish, ...] = ()
    rules: tuple[Rule, ...] = ()
    obeyed_lines: frozenset[int] = frozenset()
    """Lines of rules that bound what is planned."""
    boxes: tuple[BoundBox, ...] = ()
    outside: tuple[OutOfScope, ...] = ()
    worked: frozenset[int] = frozenset()
    """The lines of all works."""

    def placed(self, first: Iterable[int], second: Iterable[int]) -> dict[str, str]:
        """Which of two places of the text weeks hold, as a ``variant`` of a conflict's words; nothing where both are
        planned, or nothing was interpreted."""
        if not self.planned:
            return {}
        lines = self.worked | {n for w in self.planned for n in w.item.lines}
        a, b = not lines.isdisjoint(first), not lines.isdisjoint(second)
        return {} if a and b else {"variant": "first" if a else "second" if b else "none"}


NOTHING_TO_TELL = Telling({}, {})


@dataclass(frozen=True)
class Case:
    """One document as its conflicts are looked for."""

    items: Sequence[Item]
    chosen: Demand
    places: Mapping[str, OutlineNode]
    """The place that states each item, by the item's id."""
    outline: Sequence[OutlineNode]
    budgets: Sequence[Budget]
    yearless: Sequence[int]
    context: DateContext
    language: Language
    dated_on: int | None = None
    """The line of the front matter that says when the document was written."""
    told: Telling = NOTHING_TO_TELL

    @cached_property
    def live(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.status is None)

    @cached_property
    def periods(self) -> dict[str, Item]:
        return {item.id: item for item in self.items if item.group == "periods"}

    @cached_property
    def _grouped(self) -> dict[str, list[Item]]:
        grouped: dict[str, list[Item]] = {}
        for item in self.live:
            grouped.setdefault(item.group, []).append(item)
        return grouped

    def of(self, *groups: str) -> list[Item]:
        """The live items of the groups, one group after the other."""
        return [item for group in groups for item in self._grouped.get(group, ())]

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """The words of all places in one text, and where each begins: a literal is found in it at once."""
        texts = [place.text[:READ].lower() for place in self.outline]
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        return "\n".join(texts), starts

    def having(self, literals: Sequence[str], most: int = 1 << 30) -> list[OutlineNode]:
        """The places that hold one of the literals (in lower case), at least ``most`` where there are so many: all
        others need no closer look."""
        joined, starts = self._joined
        hits: set[int] = set()
        for literal in literals:
            at = joined.find(literal)
            while at >= 0 and len(hits) < most:
                number = bisect_right(starts, at) - 1
                hits.add(number)
                at = joined.find(literal, starts[number + 1])
        return [self.outline[number] for number in sorted(hits)]

    def place(self, item: Item) -> OutlineNode | None:
        return self.places.get(item.id)

    def stretch(self, item: Item) -> tuple[date, date]:
        """When an item holds, by its own dates or those of its period; without any, always."""
        holder = item if item.group == "periods" else self.periods.get(item.period or "")
        first = holder.start_window.earliest if holder and holder.start_window else date.min
        last = holder.end_window.latest if holder and holder.end_window else date.max
        return first, last

    def together(self, a: Item, b: Item) -> bool:
        """Whether there is a day on which both hold."""
        (a_first, a_last), (b_first, b_last) = self.stretch(a), self.stretch(b)
        return a_first <= b_last and b_first <= a_last

    def stage(self, item: Item) -> tuple[OutlineNode | None, bool]:
        """The heading or lead of the stage, week or day that an item stands in, dated or not, and whether it is one
        dated day."""
        known = self._stages.get(item.id)
        if known is None:
            known = self._stages[item.id] = self._stage(item)
        return known

    @cached_property
    def _stages(self) -> dict[str, tuple[OutlineNode | None, bool]]:
        return {}

    def _stage(self, item: Item) -> tuple[OutlineNode | None, bool]:
        place = self.place(item)
        for above in place.ancestors() if place is not None else ():
            if above.kind not in ("heading", "text", "item") or above.is_title:
                continue
            text = above.text[:80]
            days = [d for d in find_dates(text, self.context) if d.value.grain == "day"]
            if len(days) == 1 and not find_ranges(text, self.context):
                return above, True
            if cues.PHASE.search(text) or cues.WEEK_ORDINAL.match(text) or cues.DAY_ORDINAL.match(text) or days:
                return above, False
        return None, False

    def apart(self, a: Item, b: Item) -> bool:
        """Whether two wishes stand in different stages or weeks, or one is of a single day: no contradiction then."""
        (here, one), (there, other) = self.stage(a), self.stage(b)
        if here is there:
            return False
        if one or other:
            return True
        if here is None or there is None:
            return False
        return all(x is not there for x in here.ancestors()) and all(x is not here for x in there.ancestors())

    @cached_property
    def by_line(self) -> dict[int, OutlineNode]:
        return {line: place for place in self.outline for line in place.lines}

    def said(self, item: Item) -> str:
        """The words of all lines that state an item."""
        seen: dict[int, str] = {}
        for line in item.lines[:8]:
            place = self.by_line.get(line)
            if place is not None:
                seen.setdefault(id(place), place.text)
        return " ".join(seen.values())

    def track(self, key: str | None, other: str) -> str:
        """The name of a field of work in the document's language."""
        from roadweek.importing.fields import BY_ID

        field = BY_ID.get(key or "")
        if field is None:
            return short(other)
        return field.zh if self.language == "zh" else field.en


def lines_of(items: Iterable[Item], limit: int = 12) -> list[int]:
    """The lines that state the items, their first lines in front where there are too many."""
    every = [line for item in items for line in item.lines]
    if len(set(every)) <= limit:
        return every
    return [item.lines[0] for item in items][:limit]


def day_names(days: Iterable[Weekday], language: Language) -> str:
    """周二、周四; "Tuesday, Thursday"; five working days in one word."""
    named = tuple(days)
    if named == WORKDAYS:
        return "工作日" if language == "zh" else "weekdays"
    return ("、" if language == "zh" else ", ").join(weekday_text(day, language) for day in named)
