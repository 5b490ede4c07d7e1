"""A line as a row of claims: each a name with its days, its rhythm and its amount, read by the grammar.

A clause with a name and an amount is a claim of its own; one without a name says more of the claim before it, or, with
other days, is that activity on those days: 工作日 1 小时，周末 3 小时. A line is read here only where all its words
are: no number, negation or condition is left over. What is not wholly read is left to the other readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, cast

from roadweek.domain.base import WEEKDAYS, Range, Slot, Weekday
from roadweek.domain.plan import Per
from roadweek.grammar.dimensions.recurrence import Recurrence
from roadweek.grammar.lattice import Node
from roadweek.grammar.read import read
from roadweek.importing import coverage_signs as signs
from roadweek.importing.clocks import clocks_of
from roadweek.importing.items import Quantity
from roadweek.importing.look import find_dates, find_ranges
from roadweek.importing.markup import width
from roadweek.importing.naming import tidy
from roadweek.importing.segments import Piece, mask, quantity
from roadweek.understanding.dates import DateContext
from roadweek.understanding.numbers import NUMBER, read_numbers
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.spans import Found

_COUNTED = Quick(rf"{NUMBER}\s*[\u4e00-\u9fff]{{0,2}}")
NAMES_LEAST: Final = 6
"""Columns of words in front of a number that name an activity by themselves."""
LONGEST: Final = 120
"""Characters of a line that may be claims; what is longer is prose."""
_READ: Final = ("days", "rhythm", "part", "count", "duration", "sittings")
_HARD = re.compile(r"[，,；;（()）]")
_COLON = re.compile(r"：|(?<!\d):|:(?!\d)")
_SOFT = Quick(r"\s*(?:\+|＋|、|\b(?:and\s+then|and|plus|then)\b|然后|再加|加上|外加|和)\s*")
_EMPTY = Quick(
    r"每次(?:各)?|各|共|一共|总共|大?约|左右|然后|另外|再(?=[^\u4e00-\u9fff]|$)|"
    r"\b(?:each|per\s+session|for|of|on|in|at|a|an|the|to|then|plus|and|about|around|roughly|with|from|is|are|do|does|it|sessions?|times?)\b|"
    r"[的和与在了是做]|[\s:：·*~～≈\-–—.。]"
)
"""What names no activity."""
_NUMBER_LEFT = Quick(
    rf"(?<![\w.]){NUMBER}(?![\w.])|(?<![第\u4e00-\u9fff])[两二三四五六七八九十]{{1,3}}(?=[个次天周月年])"
)
_TWICE = Quick(r"翻倍|加倍|双倍|\b(?:doubled?|twice\s+as\s+(?:much|many|long))\b")
_HALVED = Quick(r"减半|\bhal(?:f|ved?)\b(?!\s+an)")
_DOUBT = Quick(
    r"[?？!！]|\d[:：]\d|[。]\s*\S|\.\s+\S|不|没|别|无需|(?<!扫)除|例外|或者?|要么|任选|看情况|最多|最少|至多|至少|上限|以[内上下]|超过|轮流|交替|"
    r"\b(?:no|not|never|but|don't|doesn't|without|except|unless|if|or|either|until|till|before|after|by|max(?:imum)?|at\s+(?:most|least)|"
    r"see|up\s+to|less|more|under|over|within|instead|alternat\w+|rest|off|when|while|during|from|starting|than)\b|"
    r"\b(?:first|second|third|fourth|fifth|last|other|odd|even|every|each\s+(?!time|session)[a-z]+|half|twice|double|such\s+as|e\.g)\b|"
    r"\b(?:next|tomorrow|tonight|today|this|coming|yesterday|ago|later|soon|once)\b|"
    r"下下?个?[周月年]|[明后今]天|[明今去]年|今晚|本[周月年]|这个?[周月]|以后|之后|将来|"
    r"第[一二三四五\d]|最后|每(?!次)|隔|单[周日月]|双[周日月]|例如|比如|譬如|其中|"
    r"(?:之|以)?[前后](?![端台沿])|如果|要是|的话|休息|停|从|直到|期间|(?<!小)时(?!间)|见|[→>=<%％$￥€]|https?:"
)
"""Words with which a line may say something else than what its numbers say."""


@dataclass(slots=True)
class _LineClause:
    start: int
    end: int
    soft: bool
    opens: bool = False
    """Whether a colon ends it: it is said of all that follow."""
    nodes: list[Node] = field(default_factory=list[Node])
    name: str = ""
    words: str = ""
    """All its words that are no numbers; ``name`` is those that name it."""
    factor: float = 1
    number: Quantity | None = None
    """A figure that stands alone: "1000 on weekends"."""
    said: str = ""
    """The words of such a figure with its unit."""

    def of(self, kind: str) -> list[Node]:
        return [n for n in self.nodes if n.kind == kind]

    @property
    def scope(self) -> bool:
        return any(n.kind in ("days", "rhythm", "part") for n in self.nodes)

    @property
    def sized(self) -> bool:
        return (
            any(n.kind in ("duration", "sittings") for n in self.nodes) or self.number is not None or self.factor != 1
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a line: its ``name`` and its numbers; ``nth``: of a month's weekdays, which."""

    name: str
    part: Piece
    nth: int | None = None
    start: date | None = None
    end: date | None = None
    """From when and until when the line says that it holds."""

    @property
    def sized(self) -> bool:
        """Whether it says how long, how much or how often in figures, or on which of a month's days."""
        often = self.part.frequency is not None and (self.part.frequency.times.lo, self.part.interval) != (1, 1)
        return bool(self.part.durations or self.part.quantity or self.nth or often)


@dataclass(slots=True)
class _OpenClaim:
    """A claim while its clauses are put together."""

    names: list[str] = field(default_factory=list[str])
    texts: list[str] = field(default_factory=list[str])
    nodes: list[Node] = field(default_factory=list[Node])
    quantity: Quantity | None = None
    start: int = 0
    inherits: bool = False

    def of(self, kind: str) -> list[Node]:
        return [n for n in self.nodes if n.kind == kind]

    @property
    def scope(self) -> bool:
        return any(n.kind in ("days", "rhythm", "part") for n in self.nodes)

    @property
    def sized(self) -> bool:
        return bool(self.of("duration") or self.of("sittings")) or self.quantity is not None


def claims_of(text: str, context: DateContext | None = None) -> tuple[Claim, ...]:
    """The claims of a line, in order; empty where the line is not wholly read."""
    if not 4 <= len(text) <= LONGEST:
        return ()
    bounds = [f for f in find_ranges(text, context) if (f.value.start is None) != (f.value.end is None)]
    if len(bounds) != 1 or bounds[0].value.year_open:
        return _claims(text)
    bound = bounds[0]
    text = text[: bound.start] + " " * (bound.end - bound.start) + text[bound.end :]
    start, end = bound.value.start, bound.value.end
    return tuple(
        replace(claim, start=start.earliest if start else None, end=end.latest if end else None)
        for claim in _claims(text)
    )


def _claims(text: str) -> tuple[Claim, ...]:
    reading = read(text)
    plain = mask(text)
    nodes = [n for n in reading.nodes if n.kind in _READ and plain[n.start : n.end].strip()]
    nodes += [part for n in nodes if n.kind == "rhythm" for part in n.walk() if part.kind == "duration"]
    nodes = _without_names(text, sorted(nodes, key=lambda n: (n.start, -n.end)))
    if (
        any(_places(tie) != _places(reading.nodes) for tie in reading.ties)
        or _DOUBT.search(_blanked(text, nodes))
        or signs.PART_OF_MONTH.search(text)
    ):
        return ()
    if not any(n.kind in ("days", "rhythm") for n in nodes) or clocks_of(text) or find_dates(text):
        return ()
    clauses = _clauses(text, nodes)
    opened = _joined(clauses, text) if clauses else []
    if not opened:
        return ()
    claims = [_claim(one) for one in opened]
    done = [claim for claim in claims if claim is not None]
    if len(done) < len(claims) or not any(claim.sized for claim in done):
        return ()
    return tuple(_apart(done))


def _places(nodes: Sequence[Node]) -> list[tuple[int, int, str, object]]:
    return [(n.start, n.end, n.kind, n.value) for n in nodes]


def _blanked(text: str, nodes: Sequence[Node]) -> str:
    for node in nodes:
        text = text[: node.start] + " " * (node.end - node.start) + text[node.end :]
    return text


def _without_names(text: str, nodes: list[Node]) -> list[Node]:
    """Without a weekday that begins a name, where the line says how often: "Sunday Times crossword, every morning"."""
    if not any(n.kind == "rhythm" and n.value.per == "day" for n in nodes):
        return nodes
    return [n for n in nodes if not (n.kind == "days" and _NAMED_SO.match(text, n.end) and len(n.value) == 1)]


_NAMED_SO = re.compile(r" [A-Z][a-z]")


def _clauses(text: str, nodes: Sequence[Node]) -> list[_LineClause]:
    """The clauses of a line; none where a word of it stays unread."""
    edges: list[tuple[int, int, bool, bool]] = []
    for pattern, soft, opens in ((_HARD, False, False), (_COLON, False, True), (_SOFT, True, False)):
        for match in pattern.finditer(text):
            inside = any(n.start < match.end() and match.start() < n.end for n in nodes)
            if not inside:
                edges.append((match.start(), match.end(), soft, opens))
    found: list[_LineClause] = []
    at, soft = 0, False
    for start, end, is_soft, opens in [*sorted(edges), (len(text), len(text), False, False)]:
        if start < at:
            continue
        if found and not text[at:start].strip() and start < len(text):  # "…, plus …" is one edge, and a hard one
            at, soft = end, soft and is_soft
            continue
        found.append(_clause(text, at, start, soft, opens, nodes))
        at, soft = end, is_soft
    merged: list[_LineClause] = []
    for clause in found:
        last = merged[-1] if merged else None
        if (
            clause.soft
            and last is not None
            and not (_whole(last) and (_whole(clause) or (clause.scope and clause.sized)))
        ):
            merged[-1] = _clause(text, last.start, clause.end, last.soft, clause.opens, nodes)
        elif clause.end > clause.start and text[clause.start : clause.end].strip():
            merged.append(clause)
    if any(_NUMBER_LEFT.search(c.words) and _quantity(c.words) is None for c in merged):
        return []
    return merged


def _whole(clause: _LineClause) -> bool:
    """Whether a clause says something of its own on either side of an "and"."""
    return bool(clause.name) and (clause.scope or clause.sized or _quantity(clause.words) is not None)


def _clause(text: str, start: int, end: int, soft: bool, opens: bool, nodes: Sequence[Node]) -> _LineClause:
    mine = [n for n in nodes if start <= n.start and n.end <= end]
    rest, at = "", start
    for node in mine:
        if node.end > at:
            rest += text[at : max(at, node.start)] + " \x00 "
            at = node.end
    rest += text[at:end]
    factor = 2.0 if _TWICE.search(rest) else 0.5 if _HALVED.search(rest) else 1.0
    rest = _HALVED.sub(" ", _TWICE.sub(" ", rest))
    bare = _EMPTY.sub(" ", rest.replace("\x00", " ")).strip()
    counted = quantity(bare) if bare else None
    number = read_numbers(bare.lower()) if bare else None
    clause = _LineClause(start, end, soft, opens, mine, factor=factor)
    if number is not None and number[0] % 1 == 0 and number[0] > 0:
        clause.number = Quantity(unit="", min=int(number[0]), max=int(number[1]))
    elif counted is not None and _ONLY_COUNTED.fullmatch(bare):
        clause.number, clause.said = counted, bare
    else:
        pieces = _pieces(rest) if bare else []
        clause.words = " ".join(pieces)
        clause.name = _best(pieces)
    return clause


_ONLY_COUNTED = Quick(r"[\d零一二两三四五六七八九十百]+\s*(?:个?[\u4e00-\u9fff]{1,2}|[a-z-]+)")
"""A figure with its unit and nothing else: "60 pages", 50 页."""
_COUNT_OF = Quick(r"(\d+)\s*个(?![\u4e00-\u9fff])")


def _quantity(name: str) -> Quantity | None:
    """So many things; behind the name a bare 个 counts too: 俯卧撑 30 个."""
    found = quantity(name)
    if found is None and (match := _COUNT_OF.search(name)):
        return Quantity(unit="个", min=int(match[1]), max=int(match[1]))
    return found


_EDGE = Quick(
    r"^(?:[\s,，、:：·\-–—+]|每次|各|外加|另外|另|再|加|和|的|\b(?:for|of|on|in|at|an?|the|to|then|plus|and|each|about|around|with)\b)+|"
    r"(?:[\s,，、:：·\-–—+]|每次|各|约|大约|的|在|\b(?:for|of|on|in|at|an?|the|to|then|plus|and|each|about|around|with|is|times?)\b)+$"
)


def _pieces(rest: str) -> list[str]:
    """The words of a clause between its numbers."""
    parts = [_EDGE.sub("", part.strip()).strip() for part in rest.split("\x00")]
    return [part for part in parts if part]


def _best(pieces: Sequence[str]) -> str:
    """Where numbers stand in the midst of the words, the piece that names the activity."""
    if len(pieces) < 2:
        return "".join(pieces)
    best = pieces[0] if width(pieces[0]) >= NAMES_LEAST else max(pieces, key=width)
    rest = [piece for piece in pieces if piece is not best]
    # what says no more than what is counted may go: 题库每天刷五道
    return best if all(width(_COUNTED.sub("", piece)) <= 2 for piece in rest) else " ".join(pieces)


def _joined(clauses: Sequence[_LineClause], text: str) -> list[_OpenClaim]:  # noqa: C901
    """The clauses put together to claims; none where one of them has no place."""
    result: list[_OpenClaim] = []
    head = _OpenClaim()
    total: list[Node] = []
    waiting: list[_LineClause] = []
    for clause in clauses:
        words = text[clause.start : clause.end]
        if clause.opens and clause is clauses[0]:
            if clause.name and not clause.sized:
                waiting.append(clause)
            elif not clause.name and clause.scope:
                head.nodes = [n for n in clause.nodes if n.kind in ("days", "rhythm", "part", "count")]
                total = clause.of("duration")
                head.texts = [words]
            else:
                return []
            if clause.name:
                head.nodes = [n for n in clause.nodes if n.kind in ("days", "rhythm", "part", "count")]
            continue
        if clause.name:
            if not clause.nodes and _quantity(clause.words) is None:
                waiting.append(clause)
                continue
            result.append(_begun([*waiting, clause], text))
            waiting = []
            continue
        if waiting:
            result.append(_begun([*waiting, clause], text))
            waiting = []
            continue
        if not result or not result[0].names:
            if not (clause.scope and clause.of("duration")):
                return []
            result.append(_begun([clause], text))  # "an hour on weekdays, three on Saturdays" under a name
            continue
        if not _more(result, clause, words):
            return []
    if waiting and head.nodes and not result:
        result.append(_begun(waiting, text))  # "Every other Saturday: long hike"
        waiting = []
    if waiting or not result:
        return []
    for before, one in zip([head, *result], result, strict=False):
        if one.of("rhythm") or one.of("days"):
            continue
        # each thing of a head has its days; "in the morning …, in the evening …" are of the same days
        given = head.nodes or [n for n in map(_any_part, before.nodes) if n.kind in ("rhythm", "days")]
        if not given or (not head.nodes and not one.of("part")):
            return []
        one.nodes = [*given, *one.nodes]
        one.texts = [*head.texts, *one.texts]
    if total and not _sums(total[0], result):
        return []
    return result


def _any_part(node: Node) -> Node:
    """A rhythm without its part of the day."""
    if node.kind != "rhythm":
        return node
    return Node("rhythm", node.value._replace(parts=()), node.start, node.end, node.name, ("rhythm",))


def _sums(total: Node, claims: Sequence[_OpenClaim]) -> bool:
    lengths = [one.of("duration") for one in claims]
    if any(len(found) != 1 for found in lengths):
        return False
    low, high = (sum(found[0].value[n] for found in lengths) for n in (0, 1))
    return bool(total.value == (low, high))


def _begun(clauses: Sequence[_LineClause], text: str) -> _OpenClaim:
    last = clauses[-1]
    names = [c.name or c.said for c in clauses if c.name or c.said]
    one = _OpenClaim(names=names, start=clauses[0].start)
    one.texts = [text[c.start : c.end] for c in clauses]
    one.nodes = [n for c in clauses for n in c.nodes]
    found = next((q for c in clauses if c.name and (q := _quantity(c.words)) is not None), None)
    one.quantity = last.number or found
    return one


def _more(claims: list[_OpenClaim], clause: _LineClause, words: str) -> bool:
    """What a clause without a name says: more of the claim before it, or the same activity on other days."""
    before = claims[-1]
    if clause.scope and clause.sized and before.scope and before.sized:
        again = _OpenClaim(names=list(before.names), texts=[words], start=clause.start, inherits=True)
        again.nodes = list(clause.nodes)
        if before.quantity is not None:
            before.names = again.names = [_uncounted(name, before.quantity.unit) for name in before.names]
        amount = clause.number
        if amount is not None and before.quantity is not None and amount.unit in ("", before.quantity.unit):
            again.quantity = amount.model_copy(update={"unit": before.quantity.unit})
        elif clause.factor != 1:
            if before.quantity is not None:
                low, high = before.quantity.min * clause.factor, before.quantity.max * clause.factor
                again.quantity = before.quantity.model_copy(update={"min": round(low), "max": round(high)})
            for node in before.of("duration"):
                value = tuple(round(n * clause.factor) for n in node.value)
                again.nodes.append(Node("duration", value, node.start, node.end, node.name, ("duration",)))
        elif amount is not None:
            return False
        claims.append(again)
        return True
    if clause.factor != 1 or (clause.sized and before.sized and not _other_kind(before, clause)):
        return False
    if clause.scope and before.scope and not _agree(before, clause):
        return False
    before.nodes = [*before.nodes, *clause.nodes]
    before.texts.append(words)
    before.quantity = before.quantity or clause.number
    return True


def _uncounted(name: str, unit: str) -> str:
    """A name without its amount, which differs by the day: 跑步 of 跑步 5 公里."""
    left = re.sub(rf"\s*(?<![\w.])\d+(?:\s*[-–~～到至]\s*\d+)?\s*{re.escape(unit)}\s*", " ", name).strip()
    return left or name


def _other_kind(before: _OpenClaim, clause: _LineClause) -> bool:
    """A length beside an amount of things: "20 cards, 15 minutes"."""
    return bool(clause.of("duration")) and not before.of("duration")


def _agree(before: _OpenClaim, clause: _LineClause) -> bool:
    """Whether scopes of one claim say one thing together: "twice a week, on weekdays"."""
    kinds = [{n.kind for n in nodes} & {"days", "rhythm", "part"} for nodes in (before.nodes, clause.nodes)]
    return not kinds[0] & kinds[1]


def _claim(one: _OpenClaim) -> Claim | None:
    rhythms, days, counts = one.of("rhythm"), one.of("days"), one.of("count")
    sizes = [*one.of("duration"), *one.of("sittings")]
    if len(rhythms) > 1 or len(days) > 1 or len(counts) > 1 or len(sizes) > 1 or len(one.of("part")) > 1:
        return None
    parts: list[Slot] = [name for node in one.of("part") for name in _slots(node.value)]
    named: tuple[Weekday, ...] = tuple(d for d in WEEKDAYS if days and d in days[0].value)
    length: tuple[int, int] | None = None
    count: tuple[int, int] | None = counts[0].value if counts else None
    if sizes:
        length = sizes[0].value if sizes[0].kind == "duration" else sizes[0].value[1]
        if sizes[0].kind == "sittings":
            if count is not None:
                return None
            count = sizes[0].value[0]
    frequency: Frequency | None = None
    interval, nth = 1, None
    if rhythms:
        rhythm: Recurrence = rhythms[0].value
        if (named and rhythm.days) or (count and rhythm.counted) or (named and rhythm.per == "month"):
            return None
        low, high = count or (rhythm.low, rhythm.high)
        own: tuple[Weekday, ...] = named or tuple(d for d in WEEKDAYS if d in rhythm.days)
        parts.extend(_slots(rhythm.parts))
        if (
            rhythm.per == "day"
            and len(rhythm.parts) > 1
            and (low, high) == (1, 1)
            and _EACH.search(" ".join(one.texts))
        ):
            low = high = len(rhythm.parts)
        frequency = Frequency(cast("Per", rhythm.per), Range(lo=low, hi=high), own)
        interval, nth = rhythm.interval, rhythm.nth or None
        named = own
    elif count is not None:
        if not named:
            return None
        frequency = Frequency("week", Range(lo=count[0], hi=count[1]), named)
    text = "，".join(one.texts)
    found = (Found(0, 0, Range(lo=length[0], hi=length[1]), ""),) if length else ()
    piece = Piece(
        one.start, text, frequency, named, tuple(dict.fromkeys(parts)), found, None, one.quantity, interval=interval
    )
    name = _SEPARATOR[" ".join(one.names).isascii()].join(one.names).strip()
    name = tidy(name) or name
    return None if signs.GONE.search(name) else Claim(name, piece, nth)


def _slots(parts: tuple[str, ...]) -> tuple[Slot, ...]:
    return tuple(cast("Slot", part) for part in parts)


_SEPARATOR: Final = {True: ", ", False: "，"}
_EACH = Quick(r"各|\beach\b")


def _apart(claims: Sequence[Claim]) -> list[Claim]:
    """Of an activity that is told for other days too, the days that are left: 每天 20 个，周末 40 个."""
    result = list(claims)
    for n, claim in enumerate(claims[1:], start=1):
        before = result[n - 1]
        plain = before.part.frequency
        if before.name == claim.name and plain and plain.per == "day" and not before.part.days and claim.part.days:
            left = tuple(d for d in WEEKDAYS if d not in claim.part.days)
            result[n - 1] = replace(before, part=replace(before.part, frequency=replace(plain, days=left), days=left))
    return result
