"""What the rules make of a lattice: all readings, and the cover without overlap that explains most of the text.

A chart of complete nodes and of begun rules, worked off by an agenda: each node is joined once to each rule that waits
for it where it begins. Only rules whose words stand in the text are tried; where none of the wanted kinds can be
made of the words, nothing is. Bottom-up chart parsing is Kay's (1980); the cover is weighted interval scheduling.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from roadweek.grammar.lattice import Lattice, Node
from roadweek.grammar.rule import Row

_COMMON: Final = frozenset(
    ("number", "figure", "numeral", "'a'", "'and'", "'in'", "'of'", "'on'", "'the'", "'to'", "','")
)
"""What nearly every text has, so that to look for it says little."""


_ROUNDS: Final = 6


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: what it may be, whether its value is passed on, whether it stands directly behind."""

    symbols: tuple[str, ...]
    passed: bool
    tight: bool
    grows: bool
    """Rules make it: more of it may come. Of words all are there from the beginning."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    rule: Row
    elements: tuple[Element, ...]
    passed: tuple[int, ...]
    needs: frozenset[str]
    """Words without which the rule cannot fire."""


_Table = dict[str, tuple[CompiledRule, ...]]
_BegunRule = tuple[CompiledRule, tuple[Node, ...]]


@dataclass(frozen=True, slots=True)
class TextReading:
    """The ``nodes`` of a text that explain most of it, in order; ``ties`` are other covers that explain as much."""

    nodes: tuple[Node, ...] = ()
    ties: tuple[tuple[Node, ...], ...] = ()

    def of(self, kind: str) -> tuple[Node, ...]:
        """The nodes of one kind, also inside others, in order; not those inside another of the same kind."""
        found: list[Node] = []
        stack = list(reversed(self.nodes))
        while stack:
            node = stack.pop()
            if node.kind == kind:
                found.append(node)
            else:
                stack.extend(reversed(node.parts))
        return tuple(found)


NOTHING: Final = TextReading()


def _compiled(rule: Row, made: frozenset[str]) -> CompiledRule:
    elements: list[Element] = []
    for text in rule.pattern.split():
        tight = text.startswith(".")
        symbols = tuple(text.removeprefix(".").split("|"))
        passed = not any("=" in s or s[0] == "'" for s in symbols)
        elements.append(Element(symbols, passed, tight, not made.isdisjoint(symbols)))
    needs = frozenset(e.symbols[0] for e in elements[1:] if len(e.symbols) == 1 and not e.grows)
    return CompiledRule(rule, tuple(elements), tuple(n for n, e in enumerate(elements) if e.passed), needs)


class Grammar:
    """Rules, the kinds that are ``wanted`` of a text, and kinds that only ``claim`` their place in it."""

    def __init__(self, rules: Iterable[Row], wanted: Iterable[str], claims: Iterable[str]) -> None:
        given = tuple(rules)
        made = frozenset(rule.kind for rule in given)
        self._rows = tuple(_compiled(rule, made) for rule in given)
        self._wanted = frozenset(wanted)
        self._shown = self._wanted | frozenset(claims)
        self._signs = _signs(self._rows, self._wanted)
        table: defaultdict[str, list[CompiledRule]] = defaultdict(list)
        for row in self._rows:
            for symbol in row.elements[0].symbols:
                table[symbol].append(row)
        self._table = {symbol: tuple(rows) for symbol, rows in table.items()}

    def all_nodes(self, lattice: Lattice) -> list[Node]:
        """Every node that can be made, the words among them; none where no wanted kind can be."""
        there = {symbol for leaf in lattice.leaves for symbol in leaf.symbols}
        return [] if self._signs.isdisjoint(there) else _RuleChart(lattice, self._table, there).found

    def read(self, lattice: Lattice) -> TextReading:
        """The cover of the text that explains most of it."""
        nodes = self.all_nodes(lattice)
        if not any(node.kind in self._wanted for node in nodes):
            return NOTHING
        read = {(node.start, node.end) for node in nodes if node.kind in self._wanted}
        # what only claims a place gives way to what is wanted there
        return cover(
            [n for n in nodes if n.kind in self._wanted or (n.kind in self._shown and (n.start, n.end) not in read)]
        )


_Signs = dict[str, frozenset[str]]


def _signs(rows: Sequence[CompiledRule], wanted: Iterable[str]) -> frozenset[str]:
    """Classes and words of which each text that holds something wanted has one, rare ones where there is a choice.

    Each rule is known by one of its elements, whichever that is; a few rounds find the rarest.
    """
    choices = [row.elements[0] for row in rows]
    for _ in range(_ROUNDS):
        signs = _closed(rows, choices)
        choices = [_rarest(row, signs) for row in rows]
    signs = _closed(rows, choices)
    return frozenset(s for kind in wanted for s in (kind, *signs.get(kind, ())))


def _closed(rows: Sequence[CompiledRule], choices: Sequence[Element]) -> _Signs:
    """The signs of each kind, where each rule is known by the chosen element."""
    signs: _Signs = {}
    grown = True
    while grown:
        grown = False
        for row, element in zip(rows, choices, strict=True):
            before = signs.get(row.rule.kind, frozenset())
            after = before | _of(element, signs)
            grown = grown or len(after) > len(before)
            signs[row.rule.kind] = after
    return signs


def _of(element: Element, signs: _Signs) -> frozenset[str]:
    """What rules make may be a class of words as well: "ten" is a number."""
    return frozenset(s for symbol in element.symbols for s in (symbol, *signs.get(symbol, ())))


def _rarest(row: CompiledRule, signs: _Signs) -> Element:
    def cost(element: Element) -> int:
        return sum(1000 if s in _COMMON else 5 if s[0] == "'" else 1 for s in _of(element, signs))

    return min(row.elements, key=cost)


class _RuleChart:
    """All nodes of one text. A begun rule is its row with the nodes of its first elements; it waits for its next."""

    def __init__(self, lattice: Lattice, table: _Table, there: set[str]) -> None:
        self.found: list[Node] = []
        self._lattice, self._table, self._there = lattice, table, there
        self._complete: defaultdict[tuple[int, str], list[Node]] = defaultdict(list)
        self._waiting: defaultdict[tuple[int, str], list[_BegunRule]] = defaultdict(list)
        self._seen: set[tuple[str, int, int, Any]] = set()
        self._made: list[Node] = []
        words = [leaf for leaf in lattice.leaves if self._is_new(leaf.kind, leaf.start, leaf.end, leaf.value)]
        for leaf in words:
            for symbol in leaf.symbols:
                self._complete[leaf.start, symbol].append(leaf)
        for leaf in words:
            self._take(leaf, [])
            while self._made:
                node = self._made.pop()
                place = node.start, node.kind
                self._complete[place].append(node)
                self._take(node, [(row, (*nodes, node)) for row, nodes in self._waiting.get(place, ())])

    def _is_new(self, *key: Any) -> bool:
        before = len(self._seen)
        self._seen.add(key)
        return len(self._seen) > before

    def _take(self, node: Node, begun: list[_BegunRule]) -> None:
        """Go on with the rules that waited for a node, and begin those that begin with it."""
        self.found.append(node)
        for symbol in node.symbols:
            begun.extend([(row, (node,)) for row in self._table.get(symbol, ()) if row.needs <= self._there])
        folded, complete = self._lattice.folded, self._complete
        while begun:
            row, nodes = begun.pop()
            if len(nodes) == len(row.elements):
                self._make(row.rule, [nodes[n].value for n in row.passed], nodes)
                continue
            element, place = row.elements[len(nodes)], nodes[-1].end
            if not element.tight and folded[place : place + 1].isspace():
                place = self._lattice.skip(place)
            for symbol in element.symbols:
                if element.grows:
                    self._waiting[place, symbol].append((row, nodes))
                begun.extend([(row, (*nodes, n)) for n in complete.get((place, symbol), ())])

    def _make(self, rule: Row, values: list[Any], nodes: tuple[Node, ...]) -> None:
        start, end = nodes[0].start, nodes[-1].end
        if rule.fits is not None and not rule.fits(self._lattice, start, end):
            return
        value = rule.make(*values)
        if value is not None and self._is_new(rule.kind, start, end, value):
            self._made.append(Node(rule.kind, value, start, end, rule.name, (rule.kind,), nodes))


_Score = tuple[int, int]


def cover(nodes: Sequence[Node]) -> TextReading:
    """Of all choices of nodes without overlap the one that explains most characters, then with the fewest pieces.

    Of equal ones that with the longer pieces at the left is taken; the others are reported where they differ.
    """
    # of nodes for the same place the later in the grammar wins: rules stand from the plain to the special
    rows = sorted(nodes, key=lambda n: (n.end, n.start))
    ends = [node.end for node in rows]
    best: list[tuple[_Score, int, int]] = [((0, 0), -1, 0)]  # score, the node taken last, how many rows are before it
    others: list[list[int]] = [[]]
    for at, node in enumerate(rows):
        before = bisect_right(ends, node.start, 0, at)
        (length, pieces), _, _ = best[before]
        score = (length + node.end - node.start, pieces - 1)
        if score > best[at][0]:
            best.append((score, at, before))
            others.append([])
        else:
            best.append(best[at])
            others.append([*others[at], at] if score == best[at][0] else others[at])
    chosen = _chosen(rows, best, len(rows))
    return TextReading(chosen, tuple(_tied(rows, best, others, chosen)))


def _chosen(rows: Sequence[Node], best: Sequence[tuple[_Score, int, int]], at: int) -> tuple[Node, ...]:
    taken: list[Node] = []
    while at:
        _, node, before = best[at]
        if node < 0:
            break
        taken.append(rows[node])
        at = before
    return tuple(reversed(taken))


def _tied(
    rows: Sequence[Node], best: Sequence[tuple[_Score, int, int]], others: Sequence[list[int]], chosen: tuple[Node, ...]
) -> Iterable[tuple[Node, ...]]:
    """Other covers that explain as much, each with one other choice; at most one for each node of the cover."""
    ends = [node.end for node in rows]
    at, behind = len(rows), list[Node]()
    while at:
        _, taken, before = best[at]
        for other in others[at][:1]:
            head = _chosen(rows, best, bisect_right(ends, rows[other].start, 0, other))
            yield (*head, rows[other], *reversed(behind))
        if taken < 0:
            break
        behind.append(rows[taken])
        at = before
