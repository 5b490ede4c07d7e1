"""One wish of a sentence on its way to edits: its words, what they name, and what it may still lack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from roadweek.domain.base import Range, Slot
from roadweek.domain.edits import EDIT, Edit, EditSlot
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.mentions import Mentions
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.spans import Found
from roadweek.understanding.when import When


class Ask(Exception):
    """The wish lacks something, or can be read in two ways: ask. ``key`` names a message of ``messages.questions``."""

    def __init__(self, key: str, **params: object) -> None:
        self.key = key
        self.params = params
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class SentenceFrame:
    """One wish: ``text`` and its mentions (offsets count from the start of the whole sentence, at ``start``)."""

    intent: str
    text: str
    start: int
    mentions: Mentions
    context: SentenceContext
    carried: tuple[str, ...] = ()
    """Tracks named before, for "it" and for a clause that names none."""
    aside: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Pieces of the sentence that were understood as what should no longer be, such as "instead of 90 minutes"."""

    @property
    def today(self) -> date:
        return self.context.today

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def before(self, item: Found[object], width: int = 24) -> str:
        at = item.start - self.start
        return self.text[max(0, at - width) : at]

    def behind(self, item: Found[object], width: int = 24) -> str:
        at = item.end - self.start
        return self.text[at : at + width]

    @property
    def whens(self) -> tuple[Found[When], ...]:
        """The days of this wish; a week that only says which week a weekday is in stands back. Doubt asks."""
        found = tuple(w for w in self.mentions.whens if not w.value.anchor) or self.mentions.whens
        for item in found:
            if item.value.doubt:
                if item.value.grain == "day" and not item.value.bare:
                    raise Ask("which_day")
                raise Ask("which_weekday", day=item.text.strip(), coming=item.value.start)
        # "that day" beside the day itself names nothing new
        named = {(w.value.start, w.value.end) for w in found}
        again = (o for o in self.mentions.ongoing if (o.value.start, o.value.end) not in named)
        return tuple(sorted((*found, *again), key=lambda f: f.start))

    def tracks(self) -> tuple[str, ...]:
        """The tracks of this wish, named here or carried over from before."""
        found = self.mentions.tracks or self.carried
        if not found or self._either():
            raise Ask("which_track")
        return found

    def _either(self) -> bool:
        """ "Skip French or Spanish" leaves open which; "no French or Spanish" is both."""
        named = [n for n in self.mentions.names if n.value.kind == "track"]
        gaps = (self.text[a.end - self.start : b.start - self.start] for a, b in pairwise(named))
        if not any(re.fullmatch(r"[\s,，]*(?:or|或者?|还是)\s*", gap, re.I) for gap in gaps):
            return False
        return re.search(r"\b(?:no|not|neither|without|\w+n't)\b|[不没别]", self.text, re.I) is None

    def slot(self, after: int | None = None) -> EditSlot | None:
        """The one part of the day that is named, behind an offset where one is given."""
        named: list[Slot] = [s.value for s in self.mentions.slots if after is None or s.start >= after - 4]
        values = edit_slots(named)
        if "daytime" in named or len(values) > 1:
            raise Ask("which_slot")
        return values[0] if values else None

    def minutes(self) -> int | None:
        """The one length that is asked for, in minutes; an old one ("instead of 90", "from 90 to 60") stands back."""
        found = [d for d in self.mentions.durations if not self._old(d)]
        if len(found) > 1 and self._from(found[0]):
            self.aside.extend((d.start, d.end) for d in found[:-1])
            found = found[-1:]
        if not found:
            return None
        if any(d.value != found[0].value for d in found):
            raise Ask("how_long")
        return self._single(found[0])

    def _old(self, item: Found[Range]) -> bool:
        old = re.search(
            r"(?:instead\s+of|rather\s+than|not|而不是|不是|不要|原来的?|之前的?)\s*(?:the\s+)?$",
            self.before(item),
            re.I,
        )
        if old:
            self.aside.append((item.start - len(old[0]), item.end))
        return old is not None

    def _from(self, item: Found[Range]) -> bool:
        return re.search(r"(?:\bfrom|[从由](?:每[天日周次]|现在的?|原来的?)*)\s*$", self.before(item), re.I) is not None

    def _single(self, item: Found[Range]) -> int:
        if item.value.top == item.value.lo or self._from(item):
            return item.value.top
        raise Ask("how_long")

    def frequency(self) -> Frequency | None:
        """The one frequency; "weekdays" and "every day" together are one."""
        found = [
            f
            for f in self.mentions.frequencies
            if not re.search(r"(?:instead\s+of|rather\s+than|而不是)\s*$", self.before(f), re.I)
        ]
        if len(found) > 1 and re.search(r"(?:\bfrom|从|由)\s*$", self.before(found[0]), re.I):
            self.aside.append((found[0].start, found[0].end))
            found = found[1:]
        values = [f.value for f in found]
        if len(values) == 2 and any(v.days for v in values) and any(v.per == "day" and not v.days for v in values):
            values = [v for v in values if v.days]
        if not values:
            return None
        if len(set(values)) > 1:
            raise Ask("how_often")
        return values[0]

    def residue(self, *drop: str) -> str:
        """The words of this wish without its mentions and without ``drop``: what remains is a title or a reason."""
        return residue(self.text, [(a - self.start, b - self.start) for a, b in self.mentions.pieces()], drop)


_SMALL = (
    r"(?:please|pls|thanks|thank\s+you|for|on|at|in|of|by|to|until|till|before|from|due|the|a|"
    r"an|and|about|around|roughly|"
    r"approximately|ca|with|it|is|takes?|needs?|taking|it'll|will|take|each|that|which|i|have|"
    r"has|got|there's|there\s+is|my|"
    r"extra|some|also|then|as|well|another|more)"
)
_HEAD = Quick(
    (
        rf"^(?:{_SMALL}(?:\s+|$)|请(?![假教])|帮我|麻烦|大概|大约|的(?!士)|给我(?!们)|"
        rf"我要|我(?!们)|一个(?!月)|有个|一次(?!性)|每次|预计|，)"
    ),
    re.I,
)
_TAIL = Quick(rf"(?:(?:^|(?<=\s)){_SMALL}|一下|左右|大概|大约|(?<!目)的|(?<![酒网])吧|了|哦|每次)$", re.I)


def residue(text: str, pieces: Iterable[tuple[int, int]], drop: tuple[str, ...]) -> str:
    """``text`` without the given pieces and patterns, and without small words and punctuation at its ends."""
    chars = list(text)
    for start, end in pieces:
        for n in range(max(start, 0), min(end, len(chars))):
            chars[n] = "\x00"
    kept = "".join(chars)
    for word in drop:
        kept = re.sub(word, "\x00", kept, flags=re.IGNORECASE)
    parts = re.split(r"[\x00]+", kept)
    last = len(parts) - 1
    return max((_trim(part, n > 0, n < last) for n, part in enumerate(parts)), key=len, default="")


_EDGES = " \t,，.。:：;；!！?？、—–-“”\"'‘’（）()《》"
_ZH_HEAD = Quick(
    r"^(?:之前|以前|前(?![端后台沿言])|在(?![线职读])|把|要(?![点求素闻])|需要(?!求)|需(?!求)|有(?![机氧关声])|次(?!级)|个(?![人性体别]))"
)
_ZH_TAIL = Quick(r"(?:之前|以前|前|在|于|到|从|(?<![摘纲需重主必概简纪])要|需要|需)$")
"""Small Chinese words that join a title to a day or a length directly beside it; elsewhere they are parts of words."""


def _trim(part: str, cut_before: bool, cut_behind: bool) -> str:
    """A piece without its small words; ``cut_before`` and ``cut_behind`` say on which sides a mention was taken out."""
    previous = None
    while previous != part:
        previous = part
        cut_before = cut_before and part[:1] not in _EDGES.strip()
        cut_behind = cut_behind and part[-1:] not in _EDGES.strip()
        part = part.strip(_EDGES)
        part = _TAIL.sub("", _HEAD.sub("", part))
        part = _ZH_HEAD.sub("", part) if cut_before else part
        part = _ZH_TAIL.sub("", part) if cut_behind else part
    return part


def edit_slots(slots: Iterable[Slot]) -> list[EditSlot]:
    """The parts of the day that edits know, each once, in order."""
    known: dict[Slot, EditSlot] = {"morning": "morning", "afternoon": "afternoon", "evening": "evening"}
    return [known[slot] for slot in dict.fromkeys(slots) if slot in known]


def make(kind: str, **fields: object) -> Edit:
    """An edit from its fields; raises pydantic's ValidationError where they do not make one."""
    return EDIT.validate_python({"kind": kind, **fields})


def days_between(start: date, end: date) -> tuple[date, ...]:
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))
