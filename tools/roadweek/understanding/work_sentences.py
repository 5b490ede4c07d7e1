"""Sentences about the works of the plan: how long, in which steps and order, done, left out, added, hours a week.

A rule is a shape that fits a whole clause, with lengths and days as single signs, and what it makes. A clause that no
shape fits wholly is left to the rest of the grammar, so nothing that was said can be lost here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from roadweek.domain.base import Range
from roadweek.domain.edits import (
    AddWork,
    Edit,
    FinishWork,
    Focus,
    OrderWork,
    SetEffort,
    SkipWork,
    SplitWork,
    WorkStep,
)
from roadweek.understanding.amounts import find_durations
from roadweek.understanding.context import NamedWork, SentenceContext
from roadweek.understanding.frame import Ask
from roadweek.understanding.recurrence import find_frequencies
from roadweek.understanding.spans import Found
from roadweek.understanding.stance import language_of, stance_of
from roadweek.understanding.when import When, find_whens
from roadweek.understanding.work_names import Sought, listed, one, plain, seek
from roadweek.understanding.work_shapes import DAY, LENGTH, SHAPES, WHOLE, clauses
from roadweek.understanding.work_steps import steps_of

_LENGTH_AT, _DAY_AT, _MOST = ord(LENGTH[1]), ord(DAY[1]), 200
_OPEN_END = re.compile(
    r"\b(?:for|until|till|by|on|at|in|with|to|from|almost|nearly|half|part(?:ly)?\s+of)$|(?:快|就要|差不多|一半)$", re.I
)
"""Words that belong to something behind them: "done with the abstract for | today" says nothing of the whole."""
_WITH_LISTS = ("add", "split")
"""Shapes that commas belong to: a part of a text is not enough for them."""
_MORE = re.compile(r"\b(?:more|another|extra|additional|further)\b", re.I)
STEADY_FROM_MIN = 180
"""A line of work that "takes" less is spoken of by the sitting, not in all."""


class NotOfWorksError(Exception):
    """The shape fits, but its words name no work."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that a shape fits: its groups, with the lengths and days that their signs stand for."""

    groups: dict[str, str]
    lengths: list[Found[Range]]
    days: list[Found[When]]
    context: SentenceContext
    lang: Literal["en", "zh"]
    chosen: tuple[str, ...] = field(default=())

    def words(self, group: str) -> str:
        """A group as it was written."""
        return "".join(self._shown(c) for c in self.groups.get(group) or "").strip()

    def _shown(self, sign: str) -> str:
        n = ord(sign)
        if _LENGTH_AT <= n < _LENGTH_AT + _MOST:
            return self.lengths[n - _LENGTH_AT].text
        return self.days[n - _DAY_AT].text if _DAY_AT <= n < _DAY_AT + _MOST else sign

    @property
    def among(self) -> str:
        return "、" if self.lang == "zh" else "; "

    def minutes(self, group: str = "d") -> int | None:
        sign = self.groups.get(group)
        if not sign:
            return None
        value = self.lengths[ord(sign) - _LENGTH_AT].value
        if value.lo != value.top:
            raise Ask("how_long")
        return value.top

    def day(self, group: str) -> date | None:
        """The last day of what a sign stands for. Raises Ask where it can be two."""
        sign = self.groups.get(group)
        if not sign:
            return None
        when = self.days[ord(sign) - _DAY_AT].value
        if when.doubt:
            raise Ask("which_day")
        return when.end

    def past_day(self, group: str) -> date:
        sign = self.groups.get(group)
        if not sign:
            return self.context.today
        when = self.days[ord(sign) - _DAY_AT].value
        start, end = when.past or (when.start, when.end)
        if start != end or start > self.context.today:
            raise Ask("which_day_done")
        return start

    def sought(self, group: str) -> Sought:
        return seek(self.words(group), self.context)

    def work(self, group: str = "w", *, weak: bool = True) -> NamedWork:
        """The work that a group names. With ``weak`` a single word of its title will do, and other things of the same
        name do not count; without, they make it a question."""
        if _OPEN_END.search(self.words(group)):
            raise NotOfWorksError
        found = self.sought(group)
        if found.track is not None and not found.exact:
            raise NotOfWorksError
        if not found.works or not (weak or found.sure):
            raise NotOfWorksError
        if any(w.id in self.chosen for w in found.works):
            return one(found, self.among, self.chosen)
        if not weak and not found.exact and found.others:
            names = [*(w.names[0] for w in found.works), *found.others]
            raise Ask("which_of_works", works=listed(names, self.among))
        return one(found, self.among, self.chosen)


def _effort(said: Clause) -> list[Edit]:
    minutes, more = said.minutes(), said.groups.get("more") or _MORE.search(said.words("d"))
    left, over = said.groups.get("left"), said.groups.get("over")
    if minutes is None:
        raise Ask("how_long")
    found = said.sought("w")
    if found.track is not None and not found.exact:
        large = minutes >= STEADY_FROM_MIN or more or left or over or said.groups.get("whole")
        if not found.works or not large:
            raise NotOfWorksError
        work = one(found, said.among, said.chosen)
    else:
        work = said.work()
    if not (more or left or over):
        return [SetEffort(work=work.id, minutes=minutes)]
    return [SetEffort(work=work.id, minutes=_whole(work, minutes, left=bool(left), over=bool(over)))]


def _whole(work: NamedWork, minutes: int, *, left: bool, over: bool) -> int:
    """The whole effort where a sentence says how much is left, or how much more it is than was thought."""
    if left:
        return work.done_min + minutes
    if work.minutes is None:
        raise Ask("how_long_in_all", work=work.names[0])
    if over or not work.done_min:
        return work.minutes + minutes
    raise Ask(
        "more_than_what",
        work=work.names[0],
        now=_hours(work.done_min + minutes),
        more=_hours(work.minutes + minutes),
    )


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g} h" if minutes % 30 == 0 else f"{minutes} min"


def _split(said: Clause) -> list[Edit]:
    work = said.work()
    if not said.groups.get("steps"):
        raise Ask("which_steps", work=work.names[0])
    rows = steps_of(said.words("steps"), said.context.today, said.words("count"))
    return [SplitWork(work=work.id, steps=tuple(WorkStep(title=title, minutes=minutes) for title, minutes in rows))]


def _order(said: Clause) -> list[Edit]:
    one_, other = said.work("w", weak=False), said.work("o", weak=False)
    if one_.id == other.id:
        raise Ask("order_before_what", work=one_.names[0])
    if said.groups.get("behind"):
        return [OrderWork(work=one_.id, after=other.id)]
    return [OrderWork(work=one_.id, before=other.id)]


def _first(said: Clause) -> list[Edit]:
    raise Ask("order_before_what", work=said.work("w", weak=False).names[0])


def _skip(said: Clause) -> list[Edit]:
    return [SkipWork(work=said.work("w", weak=False).id)]


def _finish(said: Clause) -> list[Edit]:
    work = said.work("w", weak=False)
    if any(work.id == t.id for t in said.context.tasks):
        raise NotOfWorksError  # a task is finished by its own edit
    return [FinishWork(work=work.id, date=said.past_day("t"))]


def _add(said: Clause) -> list[Edit]:
    title = plain(said.words("title"))
    if find_frequencies(said.words("title")):
        raise NotOfWorksError
    if not title:
        raise Ask("new_work_title")
    if any(DAY[1] <= c <= DAY[-2] or LENGTH[1] <= c <= LENGTH[-2] for c in said.groups["title"]):
        raise Ask("new_work_clause", words=title)
    behind = said.groups.get("behind")
    target = said.words("w") or said.words("after") or said.words("track")
    found = seek(target, said.context)
    after = track = None
    if found.track is not None and not behind:
        track = found.track
    elif found.works and (behind or found.exact):
        after = one(found, said.among, said.chosen).id
    else:
        fits = [t for t in said.context.tracks if t.names[0] in found.others]
        if len(fits) > 1:
            raise Ask("which_track")
        if not fits:
            raise NotOfWorksError
        track = fits[0].id
    row: dict[str, object] = {"title": title, "track": track, "minutes": said.minutes(), "after": after}
    return [AddWork.model_validate({**row, "due": said.day("until"), "from": said.day("from")})]


def _focus(said: Clause) -> list[Edit]:
    """Hours a week; those of a track are read where rhythms are."""
    found = said.sought("w")
    if found.track is not None:
        raise NotOfWorksError
    work = said.work()
    row = {"work": work.id, "minutes": said.minutes(), "from": said.day("from"), "until": said.day("until")}
    return [Focus.model_validate(row)]


def _unfocus(said: Clause) -> list[Edit]:
    found = said.sought("w")
    begin = said.day("from")
    if found.track is not None:
        return [Focus.model_validate({"track": found.track, "minutes": 0, "from": begin})]
    return [Focus.model_validate({"work": said.work().id, "minutes": 0, "from": begin})]


_MAKES: dict[str, Callable[[Clause], list[Edit]]] = {
    "effort": _effort,
    "split": _split,
    "order": _order,
    "first": _first,
    "skip": _skip,
    "finish": _finish,
    "add": _add,
    "focus": _focus,
    "unfocus": _unfocus,
}


@dataclass(frozen=True, slots=True)
class WorksRead:
    """The edits of the clauses about works, in order, and the rest of the text, that is about other things."""

    edits: tuple[Edit, ...]
    rest: str


def read_works(text: str, context: SentenceContext) -> WorksRead | None:
    """What ``text`` (normalised) says of works; None where it says nothing of them. Raises Ask where a clause fits and
    lacks something."""
    if not (context.works or context.tasks):
        return None
    lang = language_of(text)
    answered = _answered(text, context)
    if answered is not None:
        said, chosen = answered
        edits = _clause(said, context, lang, chosen)
        if edits is not None:
            return WorksRead(tuple(edits), "")
    whole = _clause(text, context, lang)
    if whole is not None:
        return WorksRead(tuple(whole), "")
    made: list[Edit] = []
    rest: list[str] = []
    for piece, stop in clauses(text):
        edits = _clause(piece, context, lang, part=True)
        if edits is None:
            rest.append(piece + stop)
        else:
            made += edits
    return WorksRead(tuple(made), "".join(rest)) if made else None


def _answered(text: str, context: SentenceContext) -> tuple[str, tuple[str, ...]] | None:
    """A sentence with the answer to "which of these" behind it: the sentence, and the work that was named."""
    said = text.casefold().rstrip(" .。!！")
    rows = [(n, w.id) for w in context.works for n in w.names] + [(n, t.id) for t in context.tasks for n in t.names]
    rows.sort(key=lambda row: -len(row[0]))
    for name, ident in rows:
        before = text[: len(said) - len(name)]
        if said.endswith(name.casefold()) and before.endswith((" ", "\n")) and len(before.strip()) > 3:
            return before.strip(), (ident,)
    return None


def _clause(
    text: str, context: SentenceContext, lang: Literal["en", "zh"], chosen: tuple[str, ...] = (), *, part: bool = False
) -> list[Edit] | None:
    if len(text) > WHOLE or stance_of(_unnamed(text, context)) != "wish":
        return None
    lengths = list(find_durations(text))[:_MOST]
    days = [w for w in find_whens(text, context.today) if not w.value.anchor][:_MOST]
    days = [w for w in days if not any(w.start < d.end and d.start < w.end for d in lengths)]
    signs = _signed(text, lengths, days)
    for kind, shape in SHAPES[lang]:
        match = shape.fullmatch(signs)
        if match is None or (part and kind in _WITH_LISTS):
            continue
        groups = {k.rstrip("23"): v for k, v in match.groupdict().items() if v}
        try:
            return _MAKES[kind](Clause(groups, lengths, days, context, lang, chosen))
        except NotOfWorksError:
            continue
    return None


def _signed(text: str, lengths: list[Found[Range]], days: list[Found[When]]) -> str:
    signs = [(f.start, f.end, chr(_LENGTH_AT + n)) for n, f in enumerate(lengths)]
    signs += [(f.start, f.end, chr(_DAY_AT + n)) for n, f in enumerate(days)]
    out, at = "", 0
    for start, end, sign in sorted(signs):
        gap = text[start:end]
        lead, tail = gap[: len(gap) - len(gap.lstrip())], gap[len(gap.rstrip()) :]
        out += text[at:start] + lead + sign + tail
        at = end
    return (out + text[at:]).strip(" \t\n.。!！,，;；")


def _unnamed(text: str, context: SentenceContext) -> str:
    """The text without whole names of works: what a title says is no thought or errand of the sentence."""
    said = text
    for work in context.works:
        for name in work.names:
            if len(name) > 3 and name.casefold() in said.casefold():
                at = said.casefold().find(name.casefold())
                said = said[:at] + "x" * len(name) + said[at + len(name) :]
    return said
